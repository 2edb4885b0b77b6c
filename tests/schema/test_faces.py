"""The other faces of the one schema: the web form's configuration, the guide, and the command that gives them all."""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from rktkit.cli import main
from rktkit.editor.decap import config
from rktkit.faces.reference.fields import guide
from rktkit.ground.files import FolderFiles, MemoryFiles
from rktkit.ground.findings import UsageError
from rktkit.plan.schema.fields import Rules
from rktkit.plan.schema.kinds import KINDS

from ..rules.example import BASE

OFFICE = FolderFiles(BASE)


@cache
def document() -> Any:
    """The configuration for the sample office, as the form editor reads it."""
    return yaml.load(config(OFFICE, 2027), Loader=yaml.CSafeLoader)


def fields_of(kind: str) -> dict[str, Any]:
    """The fields of a file in the web form's configuration, by name."""
    [collection] = document()["collections"]
    [found] = [file for file in collection["files"] if file["name"] == f"2027-{kind}"]
    return {field["name"]: field for field in found["fields"]}


def test_the_form_editor_opens_the_files_of_a_year_and_publishes_nothing() -> None:
    [collection] = document()["collections"]
    assert [file["file"] for file in collection["files"]] == [
        *(f"rkt/2027/{stem}.yml" for stem in ("siklus", "sekretariat", "pikp", "egov"))
    ]
    assert collection["publish"] is False
    assert (document()["publish_mode"], document()["backend"]["branch"]) == ("editorial_workflow", "draf/2027")


def test_every_field_of_the_schema_is_a_field_of_the_form_editor() -> None:
    def schema(rules: Rules) -> Iterator[tuple[str, str, bool]]:
        for key, field in rules["schema"].items():
            yield key, field["meta"]["label"], field["required"]
            below = field["schema"] if field["type"] == "list" else field
            if below["type"] == "dict":
                yield from schema(below)

    def editor(fields: list[dict[str, Any]]) -> Iterator[tuple[str, str, bool]]:
        for field in fields:
            yield field["name"], field["label"], field.get("required", True)
            yield from editor(field.get("fields", []))

    assert list(editor(list(fields_of("pikp").values()))) == list(schema(KINDS["form"].rules))


def test_choices_come_from_the_schema_and_the_references() -> None:
    form = fields_of("pikp")
    program = {field["name"]: field for field in form["program"]["fields"]}
    kegiatan = {field["name"]: field for field in program["kegiatan"]["fields"]}
    sub = {field["name"]: field for field in kegiatan["sub_kegiatan"]["fields"]}
    assert sub["sumber_dana"]["options"][:2] == ["PAD", "DAU"]
    assert {"value": "2.16.02.2.01.0014", "label": "2.16.02.2.01.0014 Relasi Media"} in sub["kode"]["options"]
    assert all(option["value"].count(".") == 4 for option in kegiatan["kode"]["options"])
    assert {option["value"] for option in sub["crosscutting"]["options"]} == {"sekretariat", "pikp", "egov"}
    assert sub["crosscutting"]["multiple"] is True
    assert sub["pola"]["default"] == "hitungan"
    assert (form["bidang"]["widget"], form["bidang"]["default"]) == ("hidden", "pikp")
    pagu = fields_of("siklus")["pagu_indikatif"]["fields"]
    assert [(field["name"], field["label"]) for field in pagu][:1] == [("sekretariat", "Sekretariat")]


def test_a_number_is_checked_while_it_is_typed() -> None:
    program = {field["name"]: field for field in fields_of("pikp")["program"]["fields"]}
    indikator = {field["name"]: field for field in program["indikator"]["fields"]}
    pattern, message = indikator["target"]["pattern"]
    assert [bool(re.search(pattern, text)) for text in ("85", "3,34", "BB", "1.000", "85%")] == [True] * 3 + [False] * 2
    assert message == "Tulis angkanya saja (koma untuk pecahan), atau predikatnya."


def test_hostile_references_stay_text() -> None:
    hostile = OFFICE.read("rkt/organisasi.yml").replace(b"nama: Sekretariat\n", b"nama: '{{x}}: *a &b !!c # \"'\n", 1)
    text = config(MemoryFiles({"rkt/organisasi.yml": hostile}, OFFICE), 2027)
    files = yaml.load(text, Loader=yaml.CSafeLoader)["collections"][0]["files"]
    assert '{{x}}: *a &b !!c # "' in {file["label"] for file in files}


def test_a_year_without_files() -> None:
    with pytest.raises(UsageError, match=r"Belum ada berkas di rkt/2031\. Buka siklusnya dengan rkt open 2031\."):
        config(OFFICE, 2031)


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


def test_guide_and_form(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["schema", "guide"]) == 0
    assert capsys.readouterr().out == guide()
    target = tmp_path / "config.yml"
    assert main(["schema", "form", "--root", str(BASE), "--output", str(target)]) == 0
    assert target.read_text(encoding="utf-8") == config(OFFICE, 2027)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["xml"], "Pilihan"),
        (["guide", "--kind", "form"], "--kind hanya untuk rkt schema json."),
        (["form", "--root", "."], "tidak memuat folder rkt/"),
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
