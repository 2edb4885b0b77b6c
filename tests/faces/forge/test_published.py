"""A request that changes what is signed, or the days by which the others must be ready."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from rktkit.cli.main import main
from rktkit.ground.git.program import NOTHING
from rktkit.ground.git.repo import Repo
from tests.faces.forge.office import Office
from tests.rules.example import archive_of
from tests.sample import CONTOH


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path / "kantor")


def review(office: Office, base: str) -> tuple[int, list[dict[str, Any]]]:
    output = office.place.parent / "hasil"
    words = ["forge", "review", "--root", str(office.place), "--base", base, "--output", str(output), "--no-draft"]
    return main(words), json.loads((output / "hasil.json").read_bytes())["temuan"]


def test_a_new_holiday_says_which_deadlines_move(office: Office) -> None:
    """The cycle stands on its draft; the calendar is proposed to ``main``."""
    office.git("switch", "--quiet", "draf/2027")
    office.commit("Siklus berjalan")
    office.git("switch", "--quiet", "--create", "libur", "main")
    office.edit("rkt/kalender.yml", "libur:\n", "libur:\n  - {tanggal: 2026-12-03, nama: Cuti bersama tambahan}\n")
    office.commit("Cuti bersama")
    status, found = review(office, "main")
    moved = [t for t in found if t["rule"] == "RKT-113" and "bergeser" in t["message"]]
    assert status == 0
    assert {(t["file"], t["severity"], t["asal"]) for t in moved} == {
        ("rkt/2027/siklus.yml", "peringatan", "permintaan")
    }
    assert [t["message"].partition("berubah: ")[2] for t in moved] == [
        "semula Kamis, 2026-12-03, kini Jumat, 2026-12-04."
    ]


def test_a_comment_in_the_calendar_moves_nothing(office: Office) -> None:
    office.git("switch", "--quiet", "--create", "libur", "main")
    office.write("rkt/kalender.yml", (office.place / "rkt/kalender.yml").read_text() + "# dibaca ulang\n")
    office.commit("Komentar")
    _, found = review(office, "main")
    assert [t for t in found if "bergeser" in t["message"]] == []


class TestAPublishedYear:
    @pytest.fixture
    def published(self, office: Office) -> Office:
        """The archive holds the year as ``main`` has it."""
        archive = archive_of(["2026/perubahan-1"], CONTOH)
        with Repo(office.place) as repo:
            day = datetime(2026, 11, 20, tzinfo=UTC)
            tip = repo.write_commit(repo.write_files(archive.files), (), "Terbit", "CONTOH <a@contoh.invalid>", day)
            repo.update_ref("refs/heads/arsip", tip, NOTHING)
        return office

    def test_a_request_that_changes_it_is_red_with_the_way_out(self, published: Office) -> None:
        published.git("switch", "--quiet", "--create", "susulan", "main")
        published.edit("rkt/2026/pikp.yml", "pagu: ", "pagu: 1")
        published.commit("Perbaikan susulan")
        status, found = review(published, "main")
        (problem,) = [t for t in found if t["rule"] == "RKT-509"]
        assert status == 1
        assert (problem["asal"], problem["severity"], problem["file"]) == ("permintaan", "galat", "rkt/2026/pikp.yml")
        assert "rkt open 2026 --perubahan" in problem["hint"]

    def test_another_request_is_not_blamed_for_it(self, published: Office) -> None:
        published.git("switch", "--quiet", "draf/2027")
        published.edit("rkt/2026/pikp.yml", "pagu: ", "pagu: 1")
        published.commit("Langsung di draf")
        published.git("switch", "--quiet", "--create", "bidang/egov-2027")
        published.edit("rkt/2027/egov.yml", "tahun: 2027", "tahun: 2027  # ya")
        published.commit("Form egov")
        status, found = review(published, "draf/2027")
        assert status == 0
        assert {t["asal"] for t in found if t["rule"] == "RKT-509"} == {"cabang tujuan"}
