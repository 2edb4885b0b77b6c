"""``rkt timeline`` and ``rkt status --date``: the sample years, replayed, asked about their own past."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from rktkit import cli
from tests.faces.site import whole
from tests.procedure.test_tepat_waktu import BATAS, JADWAL, LATE, accept, fill, found

Capture = pytest.CaptureFixture[str]


def said(capsys: Capture, *words: str) -> str:
    capsys.readouterr()
    assert cli.main([*words]) == 0
    return capsys.readouterr().out


def cycles(base: Path, capsys: Capture) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(said(capsys, "timeline", "--format", "json", "--root", str(base)))[
        "siklus"
    ]
    return found


def test_every_cycle_is_told_oldest_first(years: Path, capsys: Capture) -> None:
    """The amendment does not hide the plan that it amends; signed cycles are over, the open one is not."""
    told = {one["publikasi"]: one["selesai"] for one in cycles(years, capsys)}
    assert list(told) == ["2025/murni-0", "2026/murni-0", "2026/perubahan-1", "2027/murni-0"]
    assert [told[name] for name in list(told)[:3]] == [True, True, True]
    assert told["2027/murni-0"] is False


def test_every_cycle_has_eleven_steps_with_their_days(years: Path, capsys: Capture) -> None:
    for one in cycles(years, capsys):
        steps = one["langkah"]
        assert [step["nomor"] for step in steps] == list(range(1, 12))
        assert all(step["batas"] for step in steps)
        for step in steps:
            if step["selesai"] and step["selesai"] > step["batas"]:
                assert step["terlambat"] > 0, (one["publikasi"], step)
            elif step["selesai"]:
                assert step["terlambat"] == 0, (one["publikasi"], step)


def test_words_say_what_the_document_says(years: Path, capsys: Capture) -> None:
    words = said(capsys, "timeline", "2026", "--root", str(years))
    named = [line for line in words.splitlines() if line.startswith("RKT")]
    expected = [one for one in cycles(years, capsys) if one["publikasi"].startswith("2026/")]
    assert len(named) == len(expected) == 2
    for line, one in zip(named, expected, strict=True):
        days = one["terlambat"]
        assert line == f"{one['judul']}: {f'terlambat {days} hari kerja' if days else 'tepat waktu'}"


def test_a_year_without_a_cycle(years: Path, capsys: Capture) -> None:
    assert cli.main(["timeline", "2031", "--root", str(years)]) == 2
    assert "Tidak ada siklus RKT 2031" in capsys.readouterr().err


@pytest.mark.parametrize("day", ["2026-07-31", "2026-12-31"])
def test_a_day_of_the_past_always_has_the_same_answer(years: Path, day: str, capsys: Capture) -> None:
    """Whatever lies in the working folder."""
    ask = ["status", "2026", "--date", day, "--format", "json", "--root"]
    first = said(capsys, *ask, str(years))
    later = years / "rkt/2026/pikp.yml"
    before = later.read_bytes()
    later.write_bytes(b"# diubah hari ini\n" + before)
    try:
        assert first == said(capsys, *ask, str(years))
    finally:
        later.write_bytes(before)
    assert json.loads(first)["hari_ini"] == day
    assert json.loads(first)["publikasi"] == "2026/perubahan-1"


def test_the_past_does_not_know_the_future(years: Path, capsys: Capture) -> None:
    """Step after step is done as the days go by, and none is undone."""
    done = []
    for day in ("2026-07-21", "2026-07-27", "2026-08-12", "2026-12-31"):
        told = json.loads(said(capsys, "status", "2026", "--date", day, "--format", "json", "--root", str(years)))
        dates = [step["selesai"]["tanggal"] for step in told["langkah"] if step["selesai"]]
        assert all(one is None or one <= day for one in dates)
        done.append(len(dates))
    assert done == sorted(done)
    assert done[-1] == 11


def test_a_late_form_and_a_tidak_are_told(tmp_path: Path, capsys: Capture) -> None:
    """The Kasubbag sends a late form back: the step is late, and the *tidak* leads from 7 to 4."""
    kantor = found(tmp_path)
    pikp, egov = fill(kantor, "pikp", LATE), fill(kantor, "egov", LATE)
    kantor.commit("kasubag-perencanaan", pikp, "Dikembalikan: formula belum jelas", {})
    kantor.commit("kabid-pikp", pikp, "Tidak ada perubahan", {})
    accept(kantor, egov, pikp)
    (one,) = cycles(kantor.repo.root, capsys)
    (no,) = one["tidak"]
    assert (no["langkah"], no["kembali"], no["bidang"]) == (7, 4, "pikp")
    assert date.fromisoformat(no["tanggal"]) == LATE > BATAS
    assert next(step for step in one["langkah"] if step["nomor"] == 5)["terlambat"] == 1
    assert "tidak: langkah 7 kembali ke 4 (pikp)" in said(capsys, "timeline", "--root", str(kantor.repo.root))
    kantor.close()


def test_it_is_told_who_waited_for_whom(tmp_path: Path, capsys: Capture) -> None:
    """One bidang hands in two days after its deadline: the next step waited for it, and for nobody else."""
    kantor = found(tmp_path)
    egov, pikp = fill(kantor, "egov", JADWAL["pengisian"]), fill(kantor, "pikp", LATE)
    accept(kantor, egov, pikp)
    (one,) = cycles(kantor.repo.root, capsys)
    assert one["tunggu"][0] == {
        "langkah": 4,
        "pelaku": "Kabid",
        "bidang": ["pikp"],
        "menunggu": "Kabid → Tim",
        "hari": 2,
    }
    assert one["tunggu"][1]["langkah"] == 8, (
        "what was made up on the way adds nothing; then the draft was never handed on"
    )
    words = said(capsys, "timeline", "--root", str(kantor.repo.root))
    assert "tunggu: Kabid → Tim menunggu Kabid (pikp) 2 hari kerja, langkah 4" in words
    kantor.close()


def test_the_time_of_a_step_whose_beginning_is_not_known_is_not_known() -> None:
    """The Kasubbag corrects what has come while one form is still missing: since when, nobody recorded."""
    late = whole.putaran(whole.status(), "CONTOH Kasubbag")
    filling, correcting = (late.langkah[n - 1] for n in (4, 7))
    assert (filling.status.keadaan, correcting.status.keadaan) == ("berjalan", "berjalan")
    assert filling.nyata
    assert correcting.nyata is None
