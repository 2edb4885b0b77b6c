"""A cycle drawn day by day: what each step was given, what it took, what of it was late, and every *tidak* as a loop.

The picture counts working days from the first deadline of the cycle; all numbers stand beside it as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from rktkit.plan.calendar import workdays_after
from rktkit.procedure.timeline import Lamanya, Putaran, Tidak

LEBAR = 600
"""Width of the picture's days."""

BARIS = 26
"""Height of a step."""


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
    """The picture of a cycle."""

    tinggi: int
    batang: tuple[Batang, ...]
    simpul: tuple[Simpul, ...]


def gambar(putaran: Putaran) -> Gambar | None:
    """Draw a cycle; ``None`` where it has no deadline at all."""
    days = list(_days(putaran))
    if not days:
        return None
    first, libur = min(days), putaran.libur
    last = max(max(days), putaran.status.hari_ini if putaran.status.bola else min(days))
    whole = max(workdays_after(first, last, libur), 1)

    def x(day: date) -> int:
        return workdays_after(first, day, libur) * LEBAR // whole

    bars = []
    planned = real = 0
    for place, lama in enumerate(putaran.langkah):
        step = lama.status
        given = took = late = None
        if step.batas:
            given = (planned, max(x(step.batas) - planned, 2))
            planned = x(step.batas)
        done = step.selesai.tanggal if step.selesai else putaran.status.hari_ini if step.keadaan == "berjalan" else None
        if done:
            end = x(done)
            took = (min(real, end), max(end - real, 2))
            if step.terlambat and step.batas:
                late = (x(step.batas), max(end - x(step.batas), 2))
            real = max(real, end) if step.selesai else real
        bars.append(Batang(lama, place * BARIS, given, took, late))
    knots = tuple(
        Simpul(no, x(no.tanggal), (no.langkah - 1) * BARIS + BARIS // 2, (no.kembali - 1) * BARIS + BARIS // 2)
        for no in putaran.tidak
    )
    return Gambar(BARIS * len(bars), tuple(bars), knots)


def _days(putaran: Putaran) -> Iterator[date]:
    for lama in putaran.langkah:
        step = lama.status
        yield from (day for day in (step.batas, step.selesai.tanggal if step.selesai else None) if day)


def sebab(putaran: Putaran) -> Lamanya | None:
    """The step that took most beyond what it was given: where the others waited."""
    over = [lama for lama in putaran.langkah if lama.rencana is not None and lama.nyata is not None]
    worst = max(over, key=lambda lama: (lama.nyata or 0) - (lama.rencana or 0), default=None)
    return worst if worst and (worst.nyata or 0) > (worst.rencana or 0) else None
