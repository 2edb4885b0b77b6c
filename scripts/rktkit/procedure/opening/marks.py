"""How the lines of a new form are written: the mark in front of what is to be decided, numbers, texts on one line."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING

from rktkit.plan.model import TINJAU, Nilai, Skala, SubKegiatan, Triwulan
from rktkit.plan.writing.numbers import format_angka

if TYPE_CHECKING:
    from rktkit.plan.names.units import DaftarDana
    from rktkit.procedure.opening.carry import Butir

MARK = f"{TINJAU.decode()}:"
"""What stands in front of everything that is still to be reviewed."""


def teks(text: str) -> str:
    """A text as a quoted scalar; ``canonical`` takes the quotes away where they are not needed."""
    return json.dumps(text, ensure_ascii=False)


def satu(text: str) -> str:
    """A text as it can stand in a comment: on one line."""
    return " ".join(text.split())


def triwulan(quarters: Triwulan | None) -> str:
    """Four quarters, those that are known."""
    return json.dumps({f"tw{n}": angka(value) for n, value in enumerate(quarters or (), 1) if value is not None})


def skala(ends_of: Skala) -> str:
    """The ends of a scale."""
    ends = (("min", ends_of.min), ("maks", ends_of.maks))
    return json.dumps({name: angka(end) for name, end in ends if end is not None})


def dana(butir: Butir, known: DaftarDana) -> str:
    """The funds of all that an entry is made from, by their own names; the first alone where parts are not the pagu."""
    sums: dict[str, int] = {}
    for part in (part for sub in butir.sumber for part in sub.sumber_dana):
        nama = known.baku(part.nama)
        sums[nama] = sums.get(nama, 0) + (part.pagu or 0)
    if len(sums) < 2 or sum(sums.values()) != butir.pagu or not all(sums.values()):
        return teks(next(iter(sums), ""))
    return json.dumps([{"dana": nama, "pagu": str(pagu)} for nama, pagu in sums.items()], ensure_ascii=False)


def angka(value: Nilai) -> str:
    """A number as ``rkt fmt`` writes it; a predikat as it is."""
    return format_angka(value) if isinstance(value, Decimal) else value


def sebut(sub: SubKegiatan) -> str:
    """A sub kegiatan by code and name."""
    return f"{sub.kode} {satu(sub.nama or '')}".rstrip()
