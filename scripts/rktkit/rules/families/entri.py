"""Whatever in a form has a target and quarters, seen alike: indicators of sasaran, program, kegiatan, sub kegiatan."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from rktkit.ground.values import Value
from rktkit.ground.yaml.nodes import Map, Node, Text
from rktkit.plan.model import (
    FormRkt,
    IndikatorProgram,
    IndikatorRenstra,
    IndikatorSasaran,
    Located,
    Nilai,
    Skala,
    SubKegiatan,
)
from rktkit.plan.names.units import fold
from rktkit.plan.office import Satuan
from rktkit.rules.context import PERSEN, Cycle, indikator_program

_HUNDRED = Decimal(100)
Sumber = IndikatorSasaran | IndikatorProgram | SubKegiatan
Sebutan = tuple[str, Nilai, Node]
"""What a value is called, the value, and where it stands."""
BEBAS = Skala(None, None)
"""A scale of which nothing is known."""
_QUARTERS = (("tw1", "Triwulan I"), ("tw2", "Triwulan II"), ("tw3", "Triwulan III"), ("tw4", "Triwulan IV"))


class Entri(Value):
    """An entry with its values and what its indicator is.

    ``nilai`` are label, value and place of the target and of every quarter with a plan; ``pola`` and ``arah`` are
    ``None`` where no usable one is declared. ``skala``: ``None`` when none is, ``BEBAS`` when it cannot be used.
    """

    sumber: Sumber
    nilai: tuple[Sebutan, ...]
    unit: Satuan | None
    pola: str | None
    arah: str | None = None
    rilis: str | None = None
    skala: Skala | None = None
    prakiraan: tuple[Sebutan, ...] = ()
    """The target of the year after, which must be possible and is compared with nothing."""

    def bagian(self, label: str) -> bool:
        """Whether a value is a part of the target, which need not be in the target's scale by itself."""
        return self.pola == "hitungan" and label.startswith("Triwulan")


def skala_dari(entry: Located, skala: Skala | None) -> Skala | None:
    """The scale as values are judged by it: none is declared, or ``BEBAS`` where what is declared cannot be used."""
    if "skala" not in entry.node.entries:
        return None
    return BEBAS if skala is None or skala.terbalik else skala


def _nilai(entry: Sumber) -> tuple[Sebutan, ...]:
    target, quarters = entry.target, entry.triwulan
    found: list[Sebutan] = [] if target is None else [("Target", target, entry.at("target"))]
    node = entry.node.entries.get("triwulan")
    if quarters is not None and type(node) is Map:
        places = node.entries
        found += [(said, v, places[key]) for (key, said), v in zip(_QUARTERS, quarters, strict=True) if v is not None]
    return tuple(found)


def entri_renstra(form: FormRkt, cycle: Cycle) -> Iterator[tuple[IndikatorSasaran, IndikatorRenstra, Entri]]:
    """The indicators of a form that the Renstra has, with what the Renstra says of them.

    One under another objective than its own is left out: which of the two kode is wrong cannot be told (RKT-205).
    """
    for sasaran in form.sasaran:
        for indikator in sasaran.indikator:
            known = cycle.indikator_renstra.get(indikator.kode or "")
            if known is not None and cycle.milik(known.kode, sasaran.kode):
                arah, unit = pilihan(known, "arah", known.arah), cycle.satuan_of(known.satuan)
                entry = Entri(
                    indikator, _nilai(indikator), unit, known.pola, arah, known.rilis, skala_dari(known, known.skala)
                )
                yield indikator, known, entry


def entri(form: FormRkt, cycle: Cycle) -> tuple[Entri, ...]:
    """Every entry of a form whose indicator is known, level by level."""
    known = cycle.dihitung.get(form.file)
    if known is None:
        known = cycle.dihitung[form.file] = tuple(_entri(form, cycle))
    return known


def _entri(form: FormRkt, cycle: Cycle) -> Iterator[Entri]:
    for _, _, carried in entri_renstra(form, cycle):
        yield carried
    for indicator in indikator_program(form):
        arah, unit = pilihan(indicator, "arah", indicator.arah), cycle.satuan_of(indicator.satuan)
        skala = skala_dari(indicator, indicator.skala)
        yield Entri(indicator, _nilai(indicator), unit, indicator.pola, arah, None, skala)
    for _, _, sub in form.sub_kegiatan():
        unit, pola = cycle.satuan_of(cycle.satuan_sub(sub)), pilihan(sub, "pola", sub.pola)
        yield Entri(sub, _nilai(sub), unit, pola, None, None, skala_dari(sub, sub.skala), _prakiraan(sub))


def _prakiraan(sub: SubKegiatan) -> tuple[Sebutan, ...]:
    ahead = sub.prakiraan_maju
    return (
        () if ahead is None or ahead.target is None else (("Target prakiraan maju", ahead.target, ahead.at("target")),)
    )


def uraian(source: Sumber, cycle: Cycle) -> str:
    """The wording of an entry's indicator, wherever it stands."""
    if isinstance(source, IndikatorProgram):
        return source.uraian or ""
    if isinstance(source, SubKegiatan):
        return cycle.indikator_sub(source) or ""
    known = cycle.indikator_renstra.get(source.kode or "")
    return known.uraian if known else ""


def pilihan(source: Located, key: str, value: str) -> str | None:
    """A choice that has a default: ``None`` when something unusable is written there, which is reported already."""
    node = source.node.entries.get(key)
    if node is None or (isinstance(node, Text) and " ".join(node.value.split()) == value):
        return value
    return None


def luar_rentang(
    value: Decimal, unit: Satuan | None, pola: str | None, skala: Skala | None, *, bagian: bool = False
) -> str | None:
    """The text of RKT-107 that a number deserves. Only a scale allows less than nothing, or more than 100 Persen.

    Args:
        value: the number.
        unit: what it counts, if anybody knows.
        pola: how quarters lead to the target.
        skala: as ``skala_dari`` gives it.
        bagian: whether the number is a part of a sum, which need not be in the scale itself.
    """
    if skala == BEBAS:
        return None
    if skala is not None and not bagian and not skala.memuat(value):
        return "RKT-107.skala"
    low, high = (skala.min, skala.maks) if skala else (None, None)
    if value < 0 and (low is None or low >= 0):
        return "RKT-107.negatif_skala"
    share = unit is not None and fold(unit.nama) == PERSEN and pola in ("posisi", "rata_rata")
    return "RKT-107.persen" if share and value > _HUNDRED and high is None else None


def sah(value: Nilai, entry: Entri, cycle: Cycle, *, bagian: bool = False) -> bool:
    """Whether a value can be one of its entry: a number in range, or a predikat on the list.

    What cannot is RKT-104's, 105's or 107's; comparing it with anything would only follow from that. While the unit is
    unknown, every number can be one, and a predikat on any list.
    """
    unit, units = entry.unit, cycle.office.satuan
    if unit is not None and unit.predikat:
        return urutan(value, unit) is not None
    if isinstance(value, str):
        return unit is None and units is not None and fold(value) in units.predikat
    return luar_rentang(value, unit, entry.pola, entry.skala, bagian=bagian) is None


def urutan(value: Nilai, unit: Satuan) -> int | None:
    """The place of a predikat on the unit's list, the lowest first; ``None`` when it is not on it."""
    if isinstance(value, Decimal):
        return None
    return next((place for place, grade in enumerate(unit.predikat) if fold(grade) == fold(value)), None)


def sama(one: Nilai, other: Nilai) -> bool:
    """Whether two values are equal: numbers exactly, predikat as texts are compared."""
    if isinstance(one, str) and isinstance(other, str):
        return fold(one) == fold(other)
    return one == other
