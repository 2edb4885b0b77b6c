"""What a rule may look at: the office, and one cycle with its references and forms. Values only; no files, no clock."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import Any

from rktkit.ground.catalogue.rules import At
from rktkit.ground.values import Value
from rktkit.ground.yaml.nodes import List, Node, Text
from rktkit.plan.layout import FormId, folder_of
from rktkit.plan.model import (
    FormRkt,
    IndikatorProgram,
    IndikatorRenstra,
    Pengesahan,
    Renstra,
    SasaranRenstra,
    Siklus,
    SubKegiatan,
)
from rktkit.plan.names.codes import KEGIATAN, PROGRAM, SUB_KEGIATAN, SUB_KEGIATAN_LAMA
from rktkit.plan.names.units import DANA, DaftarDana, DaftarSatuan, fold, same
from rktkit.plan.office import Bidang, Nomenklatur, Organisasi, Regulasi, Satuan
from rktkit.rules.archived import Keputusan

BENTUK = {
    PROGRAM: ("Kode program", "3.25.02"),
    KEGIATAN: ("Kode kegiatan", "3.25.02.2.01"),
    SUB_KEGIATAN: ("Kode sub kegiatan", "3.25.02.2.01.0014"),
    SUB_KEGIATAN_LAMA: ("Kode sub kegiatan", "3.25.02.2.01.14"),
}
"""The patterns of a kode, each with its name and an example."""

PERSEN = "persen"
"""The unit whose values are shares, folded."""

MUNGKIN_TAHUN = re.compile(r"(?:19|20)[0-9]{2}")
"""Without this in it a text names no year and cites no regulation: quick to ask of every text."""


class Office(Value):
    """The office and its own references; ``None`` where the file is missing or unusable."""

    organisasi: Organisasi | None
    satuan: DaftarSatuan | None
    libur: Mapping[date, str] = MappingProxyType({})
    regulasi: tuple[Regulasi, ...] = ()
    dana: DaftarDana | None = DaftarDana(DANA)


class Cycle(Value):
    """One plan year: references, forms (by bidang, in the order of ``organisasi.yml``) and what is known of its state.

    ``folder`` holds the names in the year's folder; ``previous`` last year's forms; ``handed_in`` the day on which a
    form of this year first came in filled; ``final`` whether the cycle is compiled with ``--final``, proposed or
    published.
    """

    tahun: int
    office: Office
    renstra: Renstra | None
    nomenklatur: Mapping[str, Nomenklatur] | None
    siklus: Siklus | None
    pengesahan: Pengesahan | None
    forms: Mapping[str, FormRkt]
    folder: frozenset[str] = frozenset()
    previous: Mapping[str, FormRkt] = MappingProxyType({})
    handed_in: Mapping[FormId, date] = MappingProxyType({})
    final: bool = False
    unreadable: frozenset[str] = frozenset()
    """Bidang whose form is there but could not be read at all, or whose file is none of a form."""
    renstra_elsewhere: bool = False
    """Whether the office has a Renstra for other years only."""
    keputusan: tuple[Keputusan, ...] = ()
    """Every decision that is known, of all years and the archive, in their order."""
    tetap: bool = False
    """Whether this is an amendment whose forms say what the plan that it amends says."""
    ada_tahun_lalu: bool = False
    """Whether last year has a folder."""
    bab: Mapping[str, bytes] = MappingProxyType({})
    """The texts that are printed beside the data, by path: minutes of the year, chapters of the office."""

    @property
    def path(self) -> str:
        """The cycle's folder."""
        return folder_of(self.tahun)

    @property
    def missing(self) -> tuple[str, ...]:
        """The bidang that have not handed in a form."""
        organisasi = self.office.organisasi
        if organisasi is None:
            return ()
        there = self.forms.keys() | self.unreadable
        codes = (bidang.kode for bidang in organisasi.bidang_pada(self.tahun))
        return tuple(kode for kode in codes if kode not in there and f"{kode}.yml" not in self.folder)

    @property
    def bidang(self) -> tuple[Bidang, ...]:
        """The bidang that the plan speaks of: whose form is demanded, and whose is there and accepted."""
        organisasi = self.office.organisasi
        asked = organisasi.bidang_pada(self.tahun) if organisasi else ()
        there = organisasi.bidang_dalam(self.tahun) if organisasi else ()
        return tuple(unit for unit in there if unit in asked or unit.kode in self.forms)

    @property
    def tanggal(self) -> date:
        """The date whose law applies: of the pengesahan, or without one 1 January of the plan's year."""
        if self.pengesahan is not None and self.pengesahan.tanggal is not None:
            return self.pengesahan.tanggal
        return date(self.tahun, 1, 1)

    @cached_property
    def usang(self) -> tuple[Regulasi, ...]:
        """The regulations that hold no longer on the date whose law applies."""
        date = self.tanggal
        return tuple(r for r in self.office.regulasi if r.berlaku_sampai is not None and r.berlaku_sampai < date)

    @cached_property
    def dihitung(self) -> dict[str, tuple[Any, ...]]:
        """What one rule has worked out of a form, by its path, for the next one."""
        return {}

    @cached_property
    def sasaran_renstra(self) -> Mapping[str, SasaranRenstra]:
        """The Renstra's objectives by kode."""
        return {s.kode: s for s in self.renstra.sasaran} if self.renstra else {}

    @cached_property
    def indikator_renstra(self) -> Mapping[str, IndikatorRenstra]:
        """The Renstra's indicators by kode."""
        return {i.kode: i for s in self.renstra.sasaran for i in s.indikator} if self.renstra else {}

    @cached_property
    def indikator_resmi(self) -> frozenset[str]:
        """Every official wording of an indicator, folded."""
        return frozenset(fold(row.indikator) for row in (self.nomenklatur or {}).values() if row.indikator)

    @cached_property
    def penerus(self) -> Mapping[str, list[Nomenklatur]]:
        """Of each kode of an earlier nomenclature the rows that took its place."""
        found: dict[str, list[Nomenklatur]] = {}
        for row in (self.nomenklatur or {}).values():
            for old in row.sebelumnya:
                found.setdefault(old, []).append(row)
        return found

    @cached_property
    def sub_lalu(self) -> Mapping[str, tuple[tuple[str, SubKegiatan], ...]]:
        """Last year's sub kegiatan by kode, each with the bidang whose form it stood in."""
        return _per_kode(self.previous)

    @cached_property
    def sub_kini(self) -> Mapping[str, tuple[tuple[str, SubKegiatan], ...]]:
        """The same of this year's."""
        return _per_kode(self.forms)

    @cached_property
    def sasaran_dari(self) -> Mapping[str, str]:
        """Of each indicator of the Renstra its objective, by kode."""
        return {i.kode: s.kode for s in self.renstra.sasaran for i in s.indikator} if self.renstra else {}

    def milik(self, indikator: str | None, sasaran: str | None) -> bool:
        """Whether the Renstra has an indicator, and under that objective if it knows the objective."""
        home = self.sasaran_dari.get(indikator or "")
        return home is not None and (sasaran == home or sasaran not in self.sasaran_renstra)

    def satuan_of(self, written: str | None) -> Satuan | None:
        """The unit that a text means."""
        return self.office.satuan.find(written) if self.office.satuan else None

    def satuan_resmi(self, sub: SubKegiatan) -> bool:
        """Whether the unit of a sub kegiatan is written as the nomenclature has it, whatever the list of units says."""
        official = self.nomenklatur.get(sub.kode) if self.nomenklatur and sub.kode else None
        return official is not None and sub.satuan is not None and same(sub.satuan, official.satuan)

    def satuan_sub(self, sub: SubKegiatan) -> str | None:
        """The unit of a sub kegiatan as text: the official one, or without one what the form says."""
        official = self.nomenklatur.get(sub.kode) if self.nomenklatur and sub.kode else None
        return (official.satuan if official else "") or sub.satuan

    def indikator_sub(self, sub: SubKegiatan) -> str | None:
        """The indicator of a sub kegiatan: the official wording, or without one what the form says."""
        official = self.nomenklatur.get(sub.kode) if self.nomenklatur and sub.kode else None
        return (official.indikator if official else "") or sub.indikator


def _per_kode(forms: Mapping[str, FormRkt]) -> Mapping[str, tuple[tuple[str, SubKegiatan], ...]]:
    found: dict[str, list[tuple[str, SubKegiatan]]] = {}
    for bidang, form in forms.items():
        for _, _, sub in form.sub_kegiatan():
            if sub.kode:
                found.setdefault(sub.kode, []).append((bidang, sub))
    return {kode: tuple(subs) for kode, subs in found.items()}


def at_byte(data: bytes, index: int) -> At:
    """The place of a byte of a file: for what stands in its comments, which the reader does not keep."""
    before = data[:index].decode("utf-8", "replace").removeprefix("\ufeff")
    return At(before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1)


def indikator_program(form: FormRkt) -> Iterator[IndikatorProgram]:
    """Every indicator of a program or a kegiatan in a form."""
    for program in form.program:
        yield from program.indikator
        for kegiatan in program.kegiatan:
            yield from kegiatan.indikator


def texts(node: Node) -> Iterator[tuple[str, Text]]:
    """The filled texts of a list, each with its place."""
    for item in node.items if isinstance(node, List) else ():
        if isinstance(item, Text) and not item.empty:
            yield item.value.strip(), item
