"""Family 3, too: numbers that are possible and yet hardly what was meant."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from rktkit.ground.catalogue.rules import problem
from rktkit.ground.findings import Problem
from rktkit.plan.model import FormRkt
from rktkit.plan.names.units import fold
from rktkit.rules.context import Cycle

DIHASILKAN = frozenset(("dokumen", "laporan", "berita acara", "rekomendasi", "kegiatan", "paket", "naskah"))
"""Units of what is made piece by piece; of others (Titik, Unit, Orang) a state may well be counted."""


def keluaran_posisi(form: FormRkt, cycle: Cycle) -> Iterator[Problem]:
    """RKT-314: an output that is made piece by piece is added up over the quarters, not observed.

    Documents and reports of a sub kegiatan are made quarter by quarter; as *posisi* the last quarter alone
    would be the year's output (PermenPANRB 88/2021, 1.c target on track). Asked where at least two quarters have a
    plan. SOP steps 4 and 7.
    """
    for _, _, sub in form.sub_kegiatan():
        unit = cycle.satuan_of(cycle.satuan_sub(sub))
        given = [value for value in sub.triwulan or () if isinstance(value, Decimal)]
        made = unit is not None and fold(unit.nama) in DIHASILKAN
        if made and unit is not None and sub.pola == "posisi" and len(set(given)) > 1:
            yield problem("RKT-314", form.file, sub.at("pola"), satuan=unit.nama)


FORM_RULES = (keluaran_posisi,)
