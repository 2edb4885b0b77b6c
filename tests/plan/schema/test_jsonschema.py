"""The JSON Schema against an independent validator: every good file passes, every defect of shape does not.

Each file is given as editors see it (YAML 1.2: numbers and truth values recognised) and as texts only.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from rktkit.faces.reference import jsonschema
from rktkit.ground.files import FolderFiles
from rktkit.ground.yaml.nodes import List, Map, Node, Text
from rktkit.ground.yaml.reader import load
from rktkit.plan.load.files import read_values
from rktkit.plan.schema.kinds import KINDS
from rktkit.rules.check import check
from tests.kantor import BASE
from tests.places import ROOT
from tests.rules.example import EXAMPLES, Example
from tests.sample import CONTOH

VALIDATORS = {
    name: Draft202012Validator(jsonschema.schema(name), format_checker=FormatChecker(["date"])) for name in KINDS
}
BUNDLE = Draft202012Validator(jsonschema.bundle())
OFFICE = {f"rkt/{name}.yml": name for name in ("organisasi", "kalender", "satuan", "regulasi")}
INTEGER, FLOAT = re.compile(r"[-+]?[0-9]+\Z"), re.compile(r"[-+]?(?:[0-9]+\.[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?\Z")


def kind(path: str) -> str | None:
    """The kind of a file by its path."""
    if path in OFFICE:
        return OFFICE[path]
    if re.fullmatch(r"rkt/renstra/[0-9]{4}-[0-9]{4}\.yml", path):
        return "renstra"
    match = re.fullmatch(r"rkt/[0-9]{4}/([^/]+)\.yml", path)
    return None if not match else match[1] if match[1] in ("siklus", "pengesahan") else "form"


def as_editor(node: Node) -> Any:
    """What a YAML 1.2 reader makes of a node."""
    if isinstance(node, Map):
        return {key: as_editor(value) for key, value in node.entries.items()}
    if isinstance(node, List):
        return [as_editor(item) for item in node.items]
    assert isinstance(node, Text)
    value = node.value
    if node.plain and value in ("", "~", "null"):
        return None
    if node.plain and value in ("true", "false"):
        return value == "true"
    if node.plain and INTEGER.match(value):
        return int(value)
    return float(value) if node.plain and FLOAT.match(value) else value


def as_texts(node: Node) -> Any:
    """The same with every value as text."""
    if isinstance(node, Map):
        return {key: as_texts(value) for key, value in node.entries.items()}
    if isinstance(node, List):
        return [as_texts(item) for item in node.items]
    assert isinstance(node, Text)
    return node.value


def yaml_files(root: Path) -> Iterator[tuple[str, str]]:
    """Every file with a schema below a root: path and kind."""
    for place in sorted(root.glob("rkt/**/*.yml")):
        path = place.relative_to(root).as_posix()
        if not place.is_symlink() and (name := kind(path)):
            yield path, name


def assert_accepts(root: Path) -> None:
    """Every file below a root passes, both ways."""
    for path, name in yaml_files(root):
        node, problems = load((root / path).read_bytes(), path)
        assert node is not None, problems
        for document in (as_editor(node), as_texts(node)):
            found = [f"{path}: {list(e.absolute_path)} {e.message}" for e in VALIDATORS[name].iter_errors(document)]
            assert found == []
        assert BUNDLE.is_valid(as_editor(node))


def test_each_kind_has_a_schema_and_it_is_one() -> None:
    for name in KINDS:
        Draft202012Validator.check_schema(jsonschema.schema(name))
    Draft202012Validator.check_schema(jsonschema.bundle())


def test_the_offices_own_files() -> None:
    assert len(list(yaml_files(CONTOH))) > 20
    assert_accepts(CONTOH)
    assert_accepts(ROOT)
    assert_accepts(BASE)


@pytest.mark.parametrize("example", [e for e in EXAMPLES if not e.bad], ids=lambda example: example.name)
def test_every_good_example(example: Example, tmp_path: Path) -> None:
    example.write(tmp_path)
    assert_accepts(tmp_path)


SHAPE = {"RKT-101", "RKT-102", "RKT-103", "RKT-104", "RKT-106"}
COMPARED = {
    *("RKT-101-rilis-belum-diisi", "RKT-101-tanpa-indikator-resmi", "RKT-104-predikat", "RKT-104-rata-rata-predikat"),
    *("RKT-104-sumber-dana", "RKT-104-kutip-melengkung", "RKT-104-dana-terpotong", "RKT-104-dana-lain"),
    *("RKT-106-nomor-titik-titik", "RKT-106-nomor-celah-kosong"),
}
"""Examples whose defect only a comparison shows: with the references, or with another field."""


@pytest.mark.parametrize(
    "example",
    [e for e in EXAMPLES if e.bad and e.rule in SHAPE and e.name not in COMPARED],
    ids=lambda example: example.name,
)
def test_every_defect_of_shape(example: Example, tmp_path: Path) -> None:
    example.write(tmp_path)
    path = check(FolderFiles(tmp_path)).problems[0].file
    node, _ = load((tmp_path / path).read_bytes(), path)
    assert node is not None
    name = kind(path)
    assert name is not None
    assert not VALIDATORS[name].is_valid(as_editor(node))


def replaced(value: Any, path: list[Any], new: Any) -> Any:
    """A document with another value at a place."""
    if not path:
        return new
    step, rest = path[0], path[1:]
    if isinstance(value, dict):
        return {k: replaced(v, rest, new) if k == step else v for k, v in value.items()}
    return [replaced(v, rest, new) if i == step else v for i, v in enumerate(value)]


SUB = ["program", 0, "kegiatan", 0, "sub_kegiatan", 0]
TEXTS = {
    "target": [
        *("0", "85", "3,34", "3.34", "1.234,5", "1000", "0.125", "1234.567", "1.000.000", "BB", "Sangat Baik", " 12 "),
        *("1.000", "15.625", "0123", "1,234.5", "85%", "Rp85", "- 1", "1e3", "０", "", ".5", "1.", "1,", "NaN", "~"),
    ],
    "pagu": [
        *("458805000", "458.805.000", "Rp458.805.000", "Rp 458.805.000,00", "Rp 1.000", "0", "1.000", "5,00"),
        *("458,805,000", "-1", "0123", "1.5", "458 juta", "Rp", "", "1.0000", "5,5", "5,0"),
    ],
}


@pytest.mark.parametrize(("field", "written"), [(field, text) for field, texts in TEXTS.items() for text in texts])
def test_a_number_as_text_is_judged_as_rkt_judges_it(field: str, written: str) -> None:
    path = "rkt/2027/pikp.yml"
    form, _ = load((BASE / path).read_bytes(), path)
    assert form is not None
    document = replaced(as_texts(form), [*SUB, field], written)
    values, problems = read_values(json.dumps(document).encode(), path, "form")
    assert values is not None
    assert VALIDATORS["form"].is_valid(document) is not bool(problems)


def test_editors_are_told_the_labels() -> None:
    fields = jsonschema.schema("form")["properties"]["program"]["items"]["properties"]["kegiatan"]["items"][
        "properties"
    ]
    pagu = fields["sub_kegiatan"]["items"]["properties"]["pagu"]
    assert (pagu["title"], pagu["description"], pagu["examples"]) == ("Pagu", "Rupiah penuh.", ["458805000"])
