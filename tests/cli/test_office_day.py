"""What day it is for whoever works at the plan: the office's, wherever the machine stands that runs the command."""

import json
import shutil
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, tzinfo
from pathlib import Path
from typing import Self

import pytest

from rktkit.cli.main import main
from tests.git import git
from tests.procedure.founding.answering import ROWS
from tests.procedure.nomenclature.sheet import workbook

PERIKANAN = Path(__file__).parents[1] / "examples/perikanan"
DAY = date(2026, 12, 1)
"""A Tuesday at the office in Paringin (WITA)."""

MACHINES = {
    "a machine that is a day ahead": ("Pacific/Kiritimati", datetime(2026, 12, 1, 12, tzinfo=UTC)),
    "a machine that is a day behind": ("Pacific/Niue", datetime(2026, 12, 1, 3, tzinfo=UTC)),
    "a machine on UTC, in the office's small hours": ("UTC", datetime(2026, 11, 30, 20, tzinfo=UTC)),
}


@pytest.fixture(params=MACHINES)
def _machine(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Whose zone and clock say another day than the office's wall."""
    zone, moment = MACHINES[request.param]

    class Stopped(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Self:
            return cls.fromtimestamp(moment.timestamp(), tz)

    class Day(date):
        @classmethod
        def today(cls) -> Self:
            return cls.fromtimestamp(moment.timestamp())

    monkeypatch.setenv("TZ", zone)
    time.tzset()
    assert Day.today() != DAY
    for module in ("options", *(f"verbs.{verb}" for verb in ("demo", "init", "open", "status", "verify"))):
        for name, kind in (("datetime", Stopped), ("date", Day)):
            monkeypatch.setattr(f"rktkit.cli.{module}.{name}", kind, raising=False)
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("_machine")
def test_status_counts_from_the_offices_day(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["status", "2027", "--root", str(office), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["hari_ini"] == f"{DAY}"


@pytest.mark.usefixtures("_machine")
def test_a_cycle_is_opened_on_the_offices_day(office: Path) -> None:
    tables = office / "rkt/nomenklatur"
    shutil.copy(tables / "2027.csv", tables / "2028.csv")
    assert main(["open", "2028", "--root", str(office)]) == 0
    assert f"disposisi: {DAY}" in (office / "rkt/2028/siklus.yml").read_text()


@pytest.mark.usefixtures("_machine")
def test_a_new_office_begins_on_its_own_day(tmp_path: Path) -> None:
    """Its first cycle, and who is asked for reviews: those in office on that day (here, too, in WITA)."""
    shutil.copytree(PERIKANAN, tmp_path / "jawaban")
    (tmp_path / "jawaban/nomenklatur.xlsx").write_bytes(workbook(ROWS))
    answers = tmp_path / "jawaban/jawaban.yml"
    text = answers.read_text()
    own = "mulai: 2023-05-02, akun: [mlatuheru]"
    assert own in text
    text = text.replace(own, f"mulai: {DAY}, selesai: {DAY}, akun: [mlatuheru]").replace("tahun: 2028", "tahun: 2027")
    answers.write_text(text)
    assert main(["init", str(tmp_path / "kantor"), "--answers", str(answers)]) == 0
    assert "@mlatuheru" in (tmp_path / "kantor/.github/CODEOWNERS").read_text()
    assert f"disposisi: {DAY}" in git(tmp_path / "kantor", "show", "draf/2027:rkt/2027/siklus.yml")


@pytest.mark.slow
@pytest.mark.usefixtures("_machine")
def test_the_rehearsal_ends_on_the_offices_day(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["demo", "--no-serve", "--output", str(tmp_path / "gladi")]) == 0
    assert "diketahui sampai 1 Desember 2026" in " ".join(capsys.readouterr().out.split())
