"""Values behave as frozen dataclasses do."""

import pickle
from typing import Any

import pytest

from rktkit.ground.values import Value, field


class Based(Value):
    node: int = field(compare=False, kw_only=True)


class Plan(Based):
    kode: str
    pagu: int
    catatan: str = field(default="")
    whole: bool = field(default=True, compare=False)


PLAN = Plan("2.16.02", 1_000, node=7)


def test_fields_are_taken_in_order_and_by_name() -> None:
    assert (PLAN.kode, PLAN.pagu, PLAN.catatan, PLAN.whole, PLAN.node) == ("2.16.02", 1_000, "", True, 7)
    assert Plan(kode="2.16.02", pagu=1_000, node=7) == PLAN


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ((), {}),
        (("2.16.02", 1_000), {}),
        (("2.16.02", 1_000), {"node": 7, "lokasi": "x"}),
        (("2.16.02", 1_000), {"nodes": 7}),
        (("2.16.02", 1_000, "", True, 7, 8), {}),
    ],
    ids=["nothing", "one is missing", "one is unknown", "one is misspelt", "one too many"],
)
def test_wrong_fields_are_refused(values: tuple[Any, ...], named: dict[str, Any]) -> None:
    with pytest.raises(TypeError, match="Plan takes kode, pagu, catatan, whole, node"):
        Plan(*values, **named)


def test_what_is_not_said_is_not_compared() -> None:
    elsewhere = PLAN.but(node=9, whole=False)
    assert elsewhere == PLAN
    assert hash(elsewhere) == hash(PLAN)
    assert repr(PLAN) == "Plan(kode='2.16.02', pagu=1000, catatan='')"


def test_another_word_or_another_class_is_another_value() -> None:
    class Other(Based):
        kode: str
        pagu: int
        catatan: str = ""
        whole: bool = field(default=True, compare=False)

    assert PLAN.but(pagu=1_001) != PLAN
    assert PLAN.but(pagu=999) != PLAN
    assert PLAN.but(catatan="direvisi") != PLAN
    assert Other("2.16.02", 1_000, node=7) != PLAN
    assert PLAN != "2.16.02"


def test_nothing_changes_it() -> None:
    with pytest.raises(AttributeError):
        PLAN.pagu = 0  # type: ignore[misc]
    with pytest.raises(AttributeError):
        del PLAN.pagu
    assert PLAN.pagu == 1_000


def test_it_travels_between_processes() -> None:
    assert pickle.loads(pickle.dumps(PLAN)) == PLAN
