"""Deadlines and holidays: what the change of a calendar moves."""

from datetime import date

import pytest

from rktkit.plan.load.office import load_siklus
from rktkit.rules.families.kalender import tergeser
from tests.kantor import KANTOR

THURSDAY = date(2026, 12, 3)


@pytest.mark.parametrize(
    ("before", "after", "moved"),
    [
        ((), (), []),
        ((), (THURSDAY,), [("Kamis, 2026-12-03", "Jumat, 2026-12-04")]),
        ((THURSDAY,), (), [("Jumat, 2026-12-04", "Kamis, 2026-12-03")]),
        ((THURSDAY,), (THURSDAY, date(2026, 12, 25)), []),
    ],
    ids=["nothing", "a holiday more", "a holiday less", "one on which nothing is due"],
)
def test_a_deadline_that_a_change_of_the_calendar_moves(
    before: tuple[date, ...], after: tuple[date, ...], moved: list[tuple[str, str]]
) -> None:
    siklus, _ = load_siklus(KANTOR, 2027)
    assert siklus is not None
    found = list(tergeser(siklus, dict.fromkeys(before, "Libur"), dict.fromkeys(after, "Libur")))
    assert [(one.values["semula"], one.values["menjadi"]) for one in found] == moved
    assert {one.text for one in found} <= {"RKT-113.geser"}
