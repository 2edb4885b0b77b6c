"""The other faces of the one schema: JSON Schema, the guide, and the command that gives both."""

import json
import re
from pathlib import Path

import pytest

from rktkit.cli.main import main
from rktkit.faces.reference.fields import guide
from rktkit.plan.schema.kinds import KINDS


def test_the_guide_explains_every_kind_that_occurs() -> None:
    page = guide()
    assert set(re.findall(r"\(#(isi-[a-z]+)\)", page)) <= set(re.findall(r"\{ #(isi-[a-z]+) \}", page))
    assert "| `pagu`<br>Pagu | **wajib** | Rupiah penuh. ([rupiah](#isi-rupiah)) | `458805000` |" in page
    assert "Bila tidak ditulis: `hitungan`." in page


# --- the command ----------------------------------------------------------------------------------------------------


def test_json_schemas(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # no office is needed
    assert main(["schema", "json"]) == 0
    assert set(json.loads(capsys.readouterr().out)["$defs"]) == set(KINDS)
    assert main(["schema", "json", "--kind", "form"]) == 0
    assert json.loads(capsys.readouterr().out)["$id"] == "urn:rktkit:skema:form"
    assert main(["schema", "json", "--output", "skema"]) == 0
    assert sorted(place.name for place in (tmp_path / "skema").iterdir()) == sorted(f"{k}.schema.json" for k in KINDS)
    assert main(["schema", "json", "--kind", "satuan", "--output", "satuan.json"]) == 0
    assert json.loads((tmp_path / "satuan.json").read_text(encoding="utf-8"))["$id"] == "urn:rktkit:skema:satuan"


def test_guide(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "guide"]) == 0
    assert capsys.readouterr().out == guide()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["xml"], "Pilihan"),
        (["guide", "--kind", "form"], "--kind hanya untuk rkt schema json."),
    ],
)
def test_wrong_use(
    arguments: list[str],
    sentence: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["schema", *arguments]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert sentence in captured.err
