"""Siap ditandatangani: the one checklist of a plan before its signature, built over the findings of a final check.

What only the repository's history can say of the policy (RKT-635) whoever asks adds to them.

Used by ``rkt check --final``, ``rkt status`` from step 8 on, and whoever else asks. An item is done when nothing
stands against it; each galat belongs to the first item that knows it, so nothing that blocks is in none of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from rktkit.ground.findings import Problem
from rktkit.ground.values import Value
from rktkit.plan.layout import PENGESAHAN


class Butir(Value):
    """One item: its name, what it asks, and the galat that stand against it."""

    nama: str
    judul: str
    temuan: tuple[Problem, ...] = ()

    @property
    def beres(self) -> bool:
        """Whether nothing stands against it."""
        return not self.temuan


def _rules(*names: str) -> Callable[[Problem], bool]:
    return lambda found: found.rule.startswith(names)


BUTIR: tuple[tuple[str, str, Callable[[Problem], bool]], ...] = (
    ("register", "Nomor keputusan belum dipakai keputusan lain", _rules("RKT-214")),
    ("tinjau", "Tidak ada tanda TINJAU yang tersisa", _rules("RKT-508")),
    ("pengesahan", "Pengesahan lengkap", lambda p: p.rule == "RKT-513" or p.file.endswith(f"/{PENGESAHAN}")),
    ("form", "Form setiap bidang ada", _rules("RKT-501", "RKT-502")),
    ("pagu", "Pagu indikatif setiap bidang ada dan tidak terlampaui", _rules("RKT-514", "RKT-305")),
    ("sop", "Nomor SOP dicatat", _rules("RKT-516")),
    ("notulen", "Notulen tersimpan", _rules("RKT-211", "RKT-515")),
    ("satuan", "Satuan baku", _rules("RKT-206")),
    ("kebijakan", "Setiap perubahan organisasi.yml di main disetujui kepala", _rules("RKT-635", "RKT-636", "RKT-613")),
    ("huruf", "Semua huruf dapat dicetak", _rules("RKT-410")),
    ("temuan", "Tidak ada galat lain", lambda _: True),
)


ASKED = ("RKT-515", "RKT-516", "RKT-635")
"""What an item asks though it blocks nothing."""


def checklist(problems: Iterable[Problem]) -> tuple[Butir, ...]:
    """The items in the order in which they are worked off, each with what a final check holds against it."""
    against: dict[str, list[Problem]] = {nama: [] for nama, _, _ in BUTIR}
    for found in problems:
        if found.weight == 0 or found.rule in ASKED:
            against[next(nama for nama, _, mine in BUTIR if mine(found))].append(found)
    return tuple(Butir(nama, judul, tuple(against[nama])) for nama, judul, _ in BUTIR)
