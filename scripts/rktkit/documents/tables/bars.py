"""Bars of a chart of money: what stands beside them, and how long they are.

Such a chart is a table whose last column is drawn: it reads well aloud, wraps on a telephone, and prints.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from rktkit.plan.writing.words import persen, rupiah


@dataclass(frozen=True, slots=True)
class Batang:
    """A bar; lengths in thousandths of the track, ``nilai`` and ``bagian`` as printed."""

    kode: str
    nama: str
    nilai: str
    bagian: str
    panjang: int
    batas: int | None = None
    """Where the indicative ceiling stands."""
    tautan: str | None = None
    """Where a page of the site leads from here."""


def bars(rows: Iterable[tuple[str, str, int]], total: int) -> tuple[Batang, ...]:
    """Bars for ``(kode, nama, rupiah)`` in the order given, on a track that stands for ``total``."""
    return tuple(
        Batang(kode, nama, rupiah(amount), persen(amount, total), amount * 1000 // max(total, 1))
        for kode, nama, amount in rows
    )
