"""A cycle drawn day by day: what each step was given, what it took, what of it was late, and every *tidak* as a loop.

The picture counts working days from the first deadline of the cycle; all numbers stand beside it as well. It is drawn
on a field that is stretched to the width of its place, so whatever is written stands outside of it, at a share of it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from rktkit.plan.calendar import workdays_after
from rktkit.plan.writing.words import tanggal_singkat
from rktkit.procedure.timeline import Lamanya, Putaran, Tidak, Tunggu

LEBAR = 1000
"""Width of the picture's days."""

BARIS = 26
"""Height of a step."""

_TANDA = 5
"""Days that are written at most below the picture."""


@dataclass(frozen=True, slots=True)
class Batang:
    """A step's bars: ``x`` and ``lebar`` of the plan, of what happened, and of the late part of it."""

    lama: Lamanya
    y: int
    rencana: tuple[int, int] | None
    nyata: tuple[int, int] | None
    lambat: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Simpul:
    """A *tidak*: where it happened, and the step it leads back to."""

    tidak: Tidak
    x: int
    y: int
    balik: int


@dataclass(frozen=True, slots=True)
class Gambar:
    """The picture of a cycle. ``tanda``: days with their place; ``kini``: where today is, while the cycle runs."""

    tinggi: int
    batang: tuple[Batang, ...]
    simpul: tuple[Simpul, ...]
    tanda: tuple[tuple[int, str], ...]
    kini: int | None


def gambar(putaran: Putaran) -> Gambar | None:
    """Draw a cycle; ``None`` where it has no deadline at all."""
    days = list(_days(putaran))
    if not days:
        return None
    first, libur, today = min(days), putaran.libur, putaran.status.hari_ini
    last = max(max(days), min(days) if putaran.selesai else today)
    whole = max(workdays_after(first, last, libur), 1)

    def x(day: date) -> int:
        return max(min(workdays_after(first, day, libur) * LEBAR // whole, LEBAR), 0)

    bars = []
    planned = real = 0
    for place, lama in enumerate(putaran.langkah):
        step = lama.status
        given = took = late = None
        if step.batas:
            given = _bar(planned, x(step.batas))
            planned = x(step.batas)
        done = step.selesai.tanggal if step.selesai else today if step.keadaan == "berjalan" else None
        if done:
            end = x(done)
            begin = real if lama.nyata is not None or not place else end  # not known when it began: its end alone
            took = _bar(min(begin, end), end)
            if step.terlambat and step.batas:
                late = _bar(max(x(step.batas), took[0]), end)
            real = max(real, end) if step.selesai else real
        bars.append(Batang(lama, place * BARIS, given, took, late))
    knots = tuple(
        Simpul(no, x(no.tanggal), (no.langkah - 1) * BARIS + BARIS // 2, (no.kembali - 1) * BARIS + BARIS // 2)
        for no in putaran.tidak
    )
    now = None if putaran.selesai else x(today)
    return Gambar(BARIS * len(bars), tuple(bars), knots, tuple(_marks(first, last, libur, x)), now)


_SEHARI = 5
"""The least width of a bar."""


def _bar(begin: int, end: int) -> tuple[int, int]:
    """``x`` and width, at least as wide as can be seen and inside the picture."""
    width = max(end - begin, _SEHARI)
    return max(min(begin, LEBAR - width), 0), width


def _marks(first: date, last: date, libur: Collection[date], x: Callable[[date], int]) -> Iterator[tuple[int, str]]:
    """Days spread over the picture: the first working day of weeks, a month's where there are many."""
    every = range((last - first).days + 1)
    days = [first, *(day for day in (first + timedelta(n) for n in every) if day.weekday() == 0 and day > first)]
    stride = -(-len(days) // _TANDA)
    year = first.year != last.year
    for day in days[::stride]:
        written = tanggal_singkat(day)
        yield x(day), written if year else written.rpartition(" ")[0]


def _days(putaran: Putaran) -> Iterator[date]:
    for lama in putaran.langkah:
        step = lama.status
        yield from (day for day in (step.batas, step.selesai.tanggal if step.selesai else None) if day)


def sebab(putaran: Putaran) -> Tunggu | None:
    """The step that added most to the lateness: for which the others waited longest."""
    return max(putaran.tunggu, key=lambda one: one.hari, default=None)


@dataclass(frozen=True, slots=True)
class Sel:
    """A step in one cycle, in a word: late by how much, in time, not yet, or not known."""

    putaran: Putaran
    teks: str
    lambat: bool


def banding(waktu: Sequence[Putaran]) -> list[tuple[Lamanya, list[Sel]]]:
    """The eleven steps with the cycles beside each other, in the order given."""
    if not waktu:
        return []
    return [(step, [_sel(one, one.langkah[place]) for one in waktu]) for place, step in enumerate(waktu[0].langkah)]


def _sel(putaran: Putaran, lama: Lamanya) -> Sel:
    step = lama.status
    known = step.selesai.tanggal if step.selesai else None
    if step.terlambat and step.keadaan != "menunggu":
        return Sel(putaran, f"+{step.terlambat}{' …' if step.keadaan == 'berjalan' else ''}", lambat=True)
    words = {"selesai": "0" if known else "–", "berjalan": "berjalan", "menunggu": "belum", "lewat": "–"}
    return Sel(putaran, words[step.keadaan], lambat=False)
