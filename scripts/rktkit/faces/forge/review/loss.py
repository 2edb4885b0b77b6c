"""RKT-512: a form that loses much at once, which a person may not have meant."""

from collections.abc import Iterator

from rktkit.documents.changes import YearTree
from rktkit.documents.changes.tree import FORM, SUB_KEGIATAN, Butir, file_of
from rktkit.ground.catalogue.families.review import problem
from rktkit.ground.findings import Problem
from rktkit.plan.writing.words import rupiah

MUCH = 3
"""More than one part in this many."""


def losses(tahun: int, before: YearTree, after: YearTree) -> Iterator[Problem]:
    """For each form of a year that the target has, what it loses of its sub kegiatan and of its pagu."""
    now = {form.kunci: form for form in after.akar.anak if form.tingkat == FORM}
    renamed = _successors(after)
    for form in before.akar.anak:
        if form.tingkat != FORM:
            continue
        path = file_of(tahun, form)
        left = now.get(form.kunci)
        if left is None and path in after.rusak:
            continue  # what cannot be read is not lost
        yield from _loss(path, _pagu(form), _pagu(left) if left else {}, renamed)


def _loss(
    path: str, before: dict[str, int | None], after: dict[str, int | None], renamed: dict[str, set[str]]
) -> Iterator[Problem]:
    gone = [kode for kode in before if kode not in after and not renamed.get(kode, set()).intersection(after)]
    if len(gone) * MUCH > len(before):
        shown = ", ".join(gone[:8]) + (f" dan {len(gone) - 8} lainnya" if len(gone) > 8 else "")
        yield problem("RKT-512", path, hilang=len(gone), semula=len(before), kode=shown)
    total, rest = _sum(before), _sum(after)
    if total is not None and rest is not None and (total - rest) * MUCH > total > 0:
        percent = (total - rest) * 100 // total
        yield problem("RKT-512.pagu", path, semula=rupiah(total), menjadi=rupiah(rest), persen=percent)


def _sum(pagu: dict[str, int | None]) -> int | None:
    """The whole in rupiah; ``None`` where nobody can tell it."""
    known = [amount for amount in pagu.values() if amount is not None]
    return sum(known) if len(known) == len(pagu) else None


def _pagu(form: Butir) -> dict[str, int | None]:
    """The pagu of each sub kegiatan in rupiah; ``None`` where it stands there but cannot be read."""
    found: dict[str, int | None] = {}
    for sub in form.walk():
        if sub.tingkat == SUB_KEGIATAN and sub.kunci:
            pagu, earlier = sub.isi.get("pagu", 0), found.get(sub.kunci, 0)
            found[sub.kunci] = None
            if "pagu" not in sub.buta and isinstance(pagu, int) and earlier is not None:
                found[sub.kunci] = pagu + earlier
    return found


def _successors(tree: YearTree) -> dict[str, set[str]]:
    """The codes that took the place of each earlier one."""
    found: dict[str, set[str]] = {}
    for row in tree.acuan.nomenklatur.values():
        for old in row.sebelumnya:
            found.setdefault(old, set()).add(row.kode)
    return found
