"""``rkt.json``: exact, versioned, described by its schema, and read back as the very same plan."""

import json
from dataclasses import dataclass, fields, is_dataclass, replace
from decimal import Decimal
from typing import Any, get_args, get_type_hints

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rktkit.documents.data.json import read_rkt, render, schema
from rktkit.ground.records import RecordError, build
from rktkit.plan.document import Rkt
from tests.documents import builders, hostile, reading

PLANS = {
    "kecil": builders.kecil(),
    "khas": builders.khas(),
    "jahat": hostile.jahat(),
    "perubahan": builders.perubahan()[0],
}


def written(plan: Rkt) -> bytes:
    return render(plan, builders.final())["rkt.json"]


@pytest.mark.parametrize("name", PLANS)
def test_a_plan_is_read_back_as_it_was(name: str) -> None:
    assert read_rkt(written(PLANS[name])) == PLANS[name]


@pytest.mark.parametrize("name", PLANS)
def test_the_published_schema_accepts_it(name: str) -> None:
    jsonschema.Draft202012Validator(json.loads(schema())).validate(json.loads(written(PLANS[name])))


def test_the_schema_refuses_what_is_not_a_plan() -> None:
    document = json.loads(written(PLANS["khas"]))
    validator = jsonschema.Draft202012Validator(json.loads(schema()))
    for change in ({"pagu": "13.014.757.537"}, {"jenis": "baru"}, {"versi": 2}, {"tambahan": 1}):
        assert not validator.is_valid(document | change)


def test_the_schema_describes_every_field_of_the_model() -> None:
    known = json.loads(schema())
    objects = [known, *known["$defs"].values()]
    described = {frozenset(o["properties"]) for o in objects if "properties" in o}
    head = {"$schema", "versi", "publikasi", "status", "commit"}
    for kind in records(Rkt):
        names = {field.name for field in fields(kind)}
        assert frozenset(names | head if kind is Rkt else names) in described, kind


def records(kind: Any) -> set[Any]:
    """A dataclass and those that it holds."""
    if not is_dataclass(kind):
        return set().union(*(records(part) for part in get_args(kind)))
    return {kind}.union(*(records(hint) for hint in get_type_hints(kind).values()))


@given(
    st.decimals(allow_nan=False, allow_infinity=False, min_value=0, max_value=10**30, places=12)
    | st.text(st.characters(exclude_categories=["Cs"]), min_size=1),
    st.integers(0, 10**18),
)
def test_no_digit_and_no_letter_is_lost(target: Decimal | str, pagu: int) -> None:
    plan = builders.kecil()
    sasaran = plan.sasaran[0]
    plan = replace(
        plan, pagu=pagu, sasaran=(replace(sasaran, indikator=(replace(sasaran.indikator[0], target=target),)),)
    )
    again = read_rkt(written(plan))
    assert again == plan
    found = again.sasaran[0].indikator[0].target
    assert repr(found) == repr(target), "the same type and every digit"


def test_numbers_stand_as_numbers_and_predikat_as_texts() -> None:
    indikator = {i["kode"]: i for s in reading.document(written(PLANS["khas"]))["sasaran"] for i in s["indikator"]}
    assert indikator["S1.1"]["target"] == Decimal("1.4")
    assert indikator["S5.1"]["target"] == "BB"
    assert indikator["S5.1"]["triwulan"] == [None, None, None, "BB"]


def test_it_says_where_it_comes_from() -> None:
    draft = reading.document(render(PLANS["khas"], builders.draf())["rkt.json"])
    assert (draft["versi"], draft["status"], draft["publikasi"]) == (1, "draf", "2027/murni-0")
    assert draft["commit"] == builders.COMMIT


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"[" * 100_000,
        b'{"versi": 2}',
        b'{"versi": 1}',
        b'{"versi": 1, "pagu": NaN}',
        b'{"versi": 1, "pagu": ' + b"9" * 100_000 + b"}",
    ],
)
def test_what_is_no_plan_is_refused(damage: bytes) -> None:
    with pytest.raises(RecordError):
        read_rkt(damage)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("pagu", 1.5),
        ("pagu", "1"),
        ("pagu", True),
        ("tahun", None),
        ("sasaran", {}),
        ("periode", [2025]),
        ("jadwal", [["disposisi", "2026-02-30"]]),
        ("penetapan", []),
        ("asing", 1),
    ],
)
def test_a_wrong_field_is_named(name: str, value: object) -> None:
    document = json.loads(written(PLANS["khas"])) | {name: value}
    with pytest.raises(RecordError, match=name):
        read_rkt(json.dumps(document).encode())


def test_an_older_file_without_a_newer_optional_field_is_still_read() -> None:
    document = json.loads(written(PLANS["kecil"]))
    del document["perubahan"]
    assert read_rkt(json.dumps(document).encode()) == PLANS["kecil"]


@dataclass(frozen=True)
class Known:
    number: int
    name: str = ""


def test_what_others_add_is_passed_over_only_where_it_was_asked_for() -> None:
    """Forges add fields every month; our own records are all that they say."""
    came = {"number": 7, "added": {"number": 8}}
    assert build(tuple[Known, ...], [came], lenient=True) == (Known(7),)
    with pytest.raises(RecordError, match="added tidak dikenal"):
        build(tuple[Known, ...], [came])
    with pytest.raises(RecordError, match="number: tidak ada"):
        build(tuple[Known, ...], [{"added": 1}], lenient=True)


def test_a_strangers_words_are_in_no_error() -> None:
    for came in ({"number": "::set-env"}, {"::set-env": 1, "number": 1}, {"number": 1, "name": ["::set-env"]}):
        with pytest.raises(RecordError) as caught:
            build(Known, came)
        assert "set-env" not in str(caught.value)
