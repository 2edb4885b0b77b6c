"""What day it is when somebody reads an archive: the office's, wherever he and his machine are."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import Self

import pytest

from tests.trust.acts import Archived, export, in_clone, in_folder, run
from tests.trust.conftest import Terminal

LAST = "Berlaku pada 31 Desember 2026"
NEXT = "Berlaku pada 1 Januari 2027"
"""The Kepala Dinas of 2026 is in office on the one, and no longer on the other."""

HALF_PAST_THREE = datetime(2026, 12, 31, 15, 30, tzinfo=UTC)
"""22.30 in WIB, 23.30 in WITA, half an hour into the new year in WIT."""

HALF_PAST_FOUR = datetime(2026, 12, 31, 16, 30, tzinfo=UTC)
"""23.30 in WIB, half an hour into the new year in WITA."""

WIB, WITA, WIT = "kode_wilayah: 31.71", "kode_wilayah: 63.11", "kode_wilayah: 94.71"

Clock = Callable[[datetime], None]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Sets the reader's clock."""

    def at(moment: datetime) -> None:
        class Stopped(datetime):
            @classmethod
            def now(cls, tz: tzinfo | None = None) -> Self:
                return cls.fromtimestamp(moment.timestamp(), tz)

        monkeypatch.setattr("rktkit.cli.verbs.verify.datetime", Stopped)

    return at


def asked(rkt: Terminal, place: Path, *words: str) -> tuple[int, str]:
    """The exit status, and what is said of the newest plan's day."""
    status, out, _ = rkt(place, "verify", *words, "--format", "json")
    return status, json.loads(out)["publikasi"][1]["klaim"][-1]["atas_dasar"][0]


def policy(archived: Archived, place: Path, zone: str = WITA) -> tuple[str, str]:
    """``--trust`` of the office's policy, as if the office were elsewhere."""
    text = (archived.office.path / "rkt/organisasi.yml").read_text()
    assert WITA in text
    (place / "organisasi.yml").write_text(text.replace(WITA, zone))
    return "--trust", str(place / "organisasi.yml")


def test_in_a_clone_it_is_that_offices_day(rkt: Terminal, archived_once: Archived, clock: Clock) -> None:
    for moment, said in ((HALF_PAST_THREE, (0, LAST)), (HALF_PAST_FOUR, (3, NEXT))):
        clock(moment)
        assert asked(rkt, archived_once.office.path) == said


@pytest.mark.parametrize(("zone", "status", "said"), [(WIB, 0, LAST), (WITA, 3, NEXT), (WIT, 3, NEXT)])
def test_with_a_trusted_policy_it_is_the_day_of_that_office(
    rkt: Terminal,
    archived_once: Archived,
    folder: Path,
    tmp_path: Path,
    clock: Clock,
    zone: str,
    status: int,
    said: str,
) -> None:
    clock(HALF_PAST_FOUR)
    trust = policy(archived_once, tmp_path, zone)
    assert asked(rkt, tmp_path, "--archive", str(folder), *trust) == (status, said)
    if zone is WIB:
        assert asked(rkt, archived_once.office.path, *trust)[1] == said, "what he trusts stands over his clone"


def test_where_nobody_knows_the_office_no_office_is_ahead(
    rkt: Terminal, archived_once: Archived, folder: Path, tmp_path: Path, clock: Clock
) -> None:
    """Nobody vouches for what a folder alone says of its zone; the day is the one that begins first in Indonesia."""
    clock(HALF_PAST_THREE)
    assert asked(rkt, tmp_path, "--archive", str(folder)) == (3, NEXT)
    (tmp_path / "rusak.yml").write_text("jabatan: [")
    assert asked(rkt, tmp_path, "--archive", str(folder), "--trust", str(tmp_path / "rusak.yml")) == (3, NEXT)


def test_how_far_the_archive_is_known_is_a_day_of_the_office(sealed: Archived, tmp_path: Path) -> None:
    office = sealed.office
    office.tick(datetime(2026, 12, 1, 16, 30, tzinfo=UTC) - office.now)  # past midnight in Paringin
    office.next_amendment(2)
    office.approve()
    office.merge()
    run(office)
    for verdict in (in_clone(office), in_folder(export(office, tmp_path / "arsip"), trust=sealed.trust)):
        assert verdict.lengkap["hari"] == "2026-12-02"
