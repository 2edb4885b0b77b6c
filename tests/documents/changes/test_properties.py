"""For any two plans: nothing differs from itself, and the JSON of a comparison makes the second from the first."""

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rktkit.documents.changes import compare, diff, dumps, read_year
from rktkit.documents.changes.result import DIPINDAH
from rktkit.documents.changes.tree import Butir
from rktkit.faces.reports import diff_markdown, diff_text
from rktkit.ground.files import MemoryFiles
from tests.documents.changes.patch import apply
from tests.documents.changes.reading import loads

pytestmark = pytest.mark.slow

TAHUN = 2027
FEW = settings(max_examples=50, deadline=None)
WORDING = st.sampled_from(["Persentase layanan tepat waktu", "Persentase layanan yang tepat waktu", "Indeks kepuasan"])
NILAI = st.sampled_from(["1", "2,5", "BB"])
QUARTERS = st.sampled_from([{"tw4": "1"}, {"tw1": "1", "tw4": "2,5"}, {"tw2": "BB"}])


def group(**fields: Any) -> st.SearchStrategy[dict[str, Any]]:
    """A mapping; fields that begin with ``maybe_`` may be left out."""
    optional = {name.removeprefix("maybe_"): fields.pop(name) for name in list(fields) if name.startswith("maybe_")}
    return st.fixed_dictionaries(fields, optional=optional)


def kode(*codes: str) -> st.SearchStrategy[str]:
    """One of a few codes, so that two plans have many in common."""
    return st.sampled_from(codes)


def some(item: st.SearchStrategy[Any]) -> st.SearchStrategy[list[Any]]:
    """A list of one or two, perhaps with the same kode twice: an office's worst day."""
    return st.lists(item, min_size=1, max_size=2)


INDICATOR = group(uraian=WORDING, satuan=st.just("Indeks"), target=NILAI, triwulan=QUARTERS, maybe_formula=WORDING)
SUB = group(
    kode=kode("2.16.01.2.01.0001", "2.16.01.2.01.0002"),
    target=NILAI,
    triwulan=QUARTERS,
    pagu=st.sampled_from(["0", "1500000"]),
    maybe_crosscutting=st.sampled_from([["a"], ["b", "a"]]),
)
KEGIATAN = group(kode=kode("2.16.01.2.01", "2.16.01.2.02"), sub_kegiatan=some(SUB), maybe_indikator=some(INDICATOR))
PROGRAM = group(
    kode=kode("2.16.01", "2.16.02"), sasaran=kode("S1", "S2"), indikator=some(INDICATOR), kegiatan=some(KEGIATAN)
)
SASARAN = group(
    kode=kode("S1", "S2"),
    indikator=some(group(kode=kode("S1.1", "S1.2"), target=NILAI, maybe_sebab_perubahan=WORDING)),
)
FORM = group(tahun=st.just("2027"), sasaran=some(SASARAN), program=some(PROGRAM))
PLANS = st.dictionaries(st.sampled_from(["a", "b"]), FORM)


def files(plan: Mapping[str, Any]) -> MemoryFiles:
    """The forms of a plan as files, in YAML's flow style."""
    return MemoryFiles(
        {f"rkt/{TAHUN}/{bidang}.yml": json.dumps({**form, "bidang": bidang}).encode() for bidang, form in plan.items()}
    )


def tree(plan: Mapping[str, Any]) -> Butir:
    """What a plan says."""
    return read_year(files(plan), TAHUN).akar


def turned(value: Any) -> Any:
    """The same with every list and every mapping backwards."""
    if isinstance(value, dict):
        return {key: turned(item) for key, item in reversed(value.items())}
    return [turned(item) for item in reversed(value)] if isinstance(value, list) else value


@given(PLANS)
@FEW
def test_nothing_differs_from_itself(plan: dict[str, Any]) -> None:
    assert diff(files(plan), files(plan)).perbandingan == ()


def unique(plan: Any) -> Any:
    """The plan without repetitions in a list, which a check refuses (RKT-110)."""
    if isinstance(plan, dict):
        return {key: unique(item) for key, item in plan.items()}
    if isinstance(plan, list):
        return list(
            {
                str(item.get("kode", item.get("uraian"))) if isinstance(item, dict) else item: unique(item)
                for item in plan
            }.values()
        )
    return plan


@given(PLANS)
@FEW
def test_order_means_nothing(plan: dict[str, Any]) -> None:
    plan = unique(plan)
    assert diff(files(plan), files(turned(plan))).perbandingan == ()


@given(PLANS, PLANS)
@FEW
def test_a_comparison_leads_from_the_first_to_the_second(before: dict[str, Any], after: dict[str, Any]) -> None:
    a, b = tree(before), tree(after)
    comparison = compare(TAHUN, a, b)
    assert apply(a, comparison).arranged() == b.arranged()
    back = compare(TAHUN, b, a)
    assert apply(b, back).arranged() == a.arranged()
    assert (comparison.beda == ()) == (a.arranged() == b.arranged())


@given(PLANS, PLANS)
@FEW
def test_json_loses_nothing(before: dict[str, Any], after: dict[str, Any]) -> None:
    changes = diff(files(before), files(after))
    again = loads(dumps(changes))
    assert again == changes
    for comparison in again.perbandingan:
        assert apply(tree(before), comparison).arranged() == tree(after).arranged()


@given(PLANS, PLANS)
@FEW
def test_sums_and_words(before: dict[str, Any], after: dict[str, Any]) -> None:
    changes = diff(files(before), files(after))
    for comparison in changes.perbandingan:
        office = comparison.jumlah[-1]
        assert (office.semula, office.menjadi) == (total(before), total(after))
        assert (
            sum(j.menjadi - j.semula for j in comparison.jumlah if j.tingkat == "form")
            == office.menjadi - office.semula
        )
        assert all(b.jalur_semula != b.jalur_menjadi for b in comparison.beda if b.jenis == DIPINDAH)
    assert diff_text.render(changes).strip()
    assert len(diff_markdown.render(changes).encode()) <= diff_markdown.LIMIT


def total(plan: Mapping[str, Any]) -> int:
    """All pagu of a plan in rupiah."""
    kegiatan = [kegiatan for form in plan.values() for program in form["program"] for kegiatan in program["kegiatan"]]
    return sum(int(sub["pagu"]) for one in kegiatan for sub in one["sub_kegiatan"])


@given(st.binary(max_size=200), st.binary(max_size=200))
def test_whatever_stands_in_the_files(before: bytes, after: bytes) -> None:
    one, other = (
        MemoryFiles({f"rkt/{TAHUN}/a.yml": data, f"rkt/{TAHUN}/siklus.yml": data}) for data in (before, after)
    )
    diff_text.render(diff(one, other))


def test_a_decimal_keeps_its_digits() -> None:
    plan = {"a": {"sasaran": [{"kode": "S1", "indikator": [{"kode": "S1.1", "target": "0,1234567890123456789"}]}]}}
    changes = diff(files({}), files(plan))
    assert '"target": 0.1234567890123456789' in dumps(changes)
    [*_, indicator] = loads(dumps(changes)).perbandingan[0].beda
    assert indicator.menjadi == {"target": Decimal("0.1234567890123456789")}


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", '{"versi": 2}', '{"versi": 1, "tahun": [{}]}', "{", '{"versi": 1, "tahun": 3}']
)
def test_other_json_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - JSON's own errors are of it
        loads(text)
