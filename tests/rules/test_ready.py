"""Siap ditandatangani: one checklist, whoever asks."""

import json
from pathlib import Path

import pytest

from rktkit.cli.main import main
from rktkit.ground.files import FolderFiles
from rktkit.rules.check import check
from rktkit.rules.ready import BUTIR, checklist
from tests.rules.example import PENGESAHAN

TANDA = "disposisi:\n  # TINJAU: isi disposisi Sekretaris.\n"


def decide(office: Path) -> None:
    (office / "rkt/2027/pengesahan.yml").write_text(PENGESAHAN, encoding="utf-8")


def left(office: Path) -> list[str]:
    found = check(FolderFiles(office), year=2027, final=True).problems
    return [item.nama for item in checklist(found) if not item.beres]


def test_each_thing_that_is_missing_is_one_item(office: Path) -> None:
    assert left(office) == ["pengesahan"]
    decide(office)
    assert left(office) == []
    siklus = office / "rkt/2027/siklus.yml"
    siklus.write_text(siklus.read_text().replace("disposisi:\n", TANDA, 1).replace("pikp: 600000000, ", ""))
    assert left(office) == ["tinjau", "pagu"]


def test_a_plan_without_decision_or_with_marks_is_not_compiled_as_final(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["compile", "2027", "--final", "--root", str(office), "--output", str(office / "build")]
    assert main(words) == 1
    assert "RKT-513" in capsys.readouterr().err
    decide(office)
    siklus = office / "rkt/2027/siklus.yml"
    siklus.write_text(siklus.read_text().replace("disposisi:\n", TANDA, 1))
    assert main(words) == 1
    assert "RKT-508" in capsys.readouterr().err
    assert not (office / "build").exists()


def test_check_and_status_show_the_same_items(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--final", "--year", "2027", "--root", str(office)]) == 1
    said = capsys.readouterr().out
    assert f"Siap ditandatangani: {len(BUTIR) - 1} dari {len(BUTIR)} butir" in said
    assert " ✗ Pengesahan lengkap: Pengesahan RKT 2027 belum ada" in said
    main(["status", "2027", "--root", str(office), "--format", "json"])
    siap = json.loads(capsys.readouterr().out)["siap"]
    assert [one["butir"] for one in siap if not one["beres"]] == ([] if not siap else ["pengesahan"])
