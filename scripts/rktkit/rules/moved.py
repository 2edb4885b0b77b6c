"""Which deadlines a change of the calendar moves, in all cycles that are still at work."""

from __future__ import annotations

from collections.abc import Collection

from rktkit.ground.files import Files
from rktkit.ground.findings import Problem
from rktkit.plan.load.office import load_kalender, load_siklus
from rktkit.rules.check import at_work
from rktkit.rules.families.kalender import tergeser


def moved_deadlines(before: Files, after: Files, closed: Collection[int] = ()) -> list[Problem]:
    """RKT-113.geser in ``siklus.yml`` for each deadline whose working day is another by the new calendar.

    Args:
        before, after: the tree with the old calendar and the one with the new.
        closed: plan years that are closed.
    """
    old, new = (load_kalender(files)[0] or {} for files in (before, after))
    found: list[Problem] = []
    for tahun in at_work(after) if old != new else ():
        siklus, _ = load_siklus(after, tahun)
        if siklus is not None and tahun not in closed:
            found += tergeser(siklus, old, new)
    return found
