"""What a check of a pull request found, as one JSON file: written by the checking run, read by the commenting run.

The reader trusts nothing: the file comes out of a run whose workflow a pull request can change. Anything that is not
exactly of this shape, or larger than a comment could ever need, is refused as a whole.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from rktkit.faces.forge.api import shapes
from rktkit.faces.forge.api.shapes import MalformedError
from rktkit.faces.forge.review.origin import ASAL, PERMINTAAN
from rktkit.ground.findings import Problem, Severity
from rktkit.plan.layout import year_of
from rktkit.plan.words import FORM

LIMIT = 16 * 1024 * 1024
MANY = 5_000
"""Items of one list at most; a longer list of findings is cut when it is gathered."""

_RULE = re.compile(r"RKT-[0-9]{3}")
JENIS = ("ditambah", "dihapus", "dipindah", "diganti_nama", "diubah")
"""What happened to something, as ``changes`` names it."""


@dataclass(frozen=True, slots=True)
class Temuan:
    """A finding and whose it is: ``permintaan`` or ``cabang tujuan``."""

    problem: Problem
    asal: str = PERMINTAAN


@dataclass(frozen=True, slots=True)
class Bersamaan:
    """A file that is being changed on other branches as well."""

    berkas: str
    cabang: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Giliran:
    """Somebody's turn. ``sisa`` in working days, below 0 when late."""

    jabatan: str
    tugas: str
    batas: date | None
    sisa: int | None


@dataclass(frozen=True, slots=True)
class SiklusRingkas:
    """A cycle: its forms (bidang, state) and whose turn it is."""

    judul: str
    form: tuple[tuple[str, str], ...]
    giliran: tuple[Giliran, ...]


@dataclass(frozen=True, slots=True)
class Beda:
    """One change by meaning: ``hal`` of something changed from ``semula`` to ``menjadi``."""

    jenis: str
    bidang: str
    kode: str
    uraian: str
    hal: str
    semula: str | None
    menjadi: str | None


@dataclass(frozen=True, slots=True)
class Jumlah:
    """A sum of pagu in rupiah before and after."""

    nama: str
    semula: int
    menjadi: int


@dataclass(frozen=True, slots=True)
class Perbandingan:
    """The plan of one year before and after. ``lewat``: files, or some of their fields, that could not be compared."""

    tahun: int
    beda: tuple[Beda, ...]
    jumlah: tuple[Jumlah, ...]
    lewat: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hasil:
    """Everything that a check of a pull request found.

    ``kepala`` is the commit that was checked as the forge names it, ``cabang`` the branch it is meant for, ``akhir``
    whether it was checked as a final plan, ``draf`` whether a draft could be compiled. ``bentrok``: it cannot be merged
    as it is, and was judged without the branch it is meant for.
    """

    nomor: int
    cabang: str
    kepala: str
    tahun: tuple[int, ...]
    akhir: bool
    berkas: int
    temuan: tuple[Temuan, ...]
    perbandingan: tuple[Perbandingan, ...]
    siklus: tuple[SiklusRingkas, ...]
    draf: bool
    bentrok: bool = False
    bersamaan: tuple[Bersamaan, ...] = ()

    def counts(self, temuan: Temuan) -> bool:
        """Whether a finding is the request's to answer for.

        A plan on its way to ``main`` answers for its whole year and for the references; everybody else for his own.
        """
        whole = (*self.tahun, None) if self.akhir else ()
        return temuan.asal == PERMINTAAN or year_of(temuan.problem.file) in whole

    @property
    def blocks(self) -> bool:
        """Whether a galat that counts keeps it from being merged."""
        return any(t.problem.severity is Severity.GALAT and self.counts(t) for t in self.temuan)

    def to_bytes(self) -> bytes:
        """The file."""
        document = {
            "versi": 1,
            "nomor": self.nomor,
            "cabang": self.cabang,
            "kepala": self.kepala,
            "tahun": list(self.tahun),
            "akhir": self.akhir,
            "berkas": self.berkas,
            "temuan": [{**t.problem.to_dict(), "asal": t.asal} for t in self.temuan],
            "perbandingan": [
                {
                    "tahun": p.tahun,
                    "beda": [{name: getattr(b, name) for name in Beda.__slots__} for b in p.beda],
                    "jumlah": [{name: getattr(j, name) for name in Jumlah.__slots__} for j in p.jumlah],
                    "lewat": list(p.lewat),
                }
                for p in self.perbandingan
            ],
            "siklus": [
                {
                    "judul": s.judul,
                    "form": [{"bidang": bidang, "keadaan": keadaan} for bidang, keadaan in s.form],
                    "giliran": [
                        {
                            "jabatan": g.jabatan,
                            "tugas": g.tugas,
                            "batas": g.batas.isoformat() if g.batas else None,
                            "sisa": g.sisa,
                        }
                        for g in s.giliran
                    ],
                }
                for s in self.siklus
            ],
            "draf": self.draf,
            "bentrok": self.bentrok,
            "bersamaan": [{"berkas": b.berkas, "cabang": list(b.cabang)} for b in self.bersamaan],
        }
        return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "backslashreplace")


def read_results(data: bytes) -> Hasil:
    """Read the file.

    Raises:
        MalformedError: it is not exactly what ``Hasil.to_bytes`` writes.
    """
    found = shapes.mapping(shapes.parse(data, LIMIT), "hasil")
    if found.get("versi") != 1:
        raise MalformedError("versi")
    return Hasil(
        nomor=shapes.number(found, "nomor"),
        cabang=shapes.text(found, "cabang", 300),
        kepala=shapes.sha(found, "kepala"),
        tahun=tuple(_year(item) for item in shapes.items(found.get("tahun"), "tahun", 20)),
        akhir=shapes.flag(found, "akhir"),
        berkas=shapes.number(found, "berkas"),
        temuan=tuple(_temuan(item) for item in shapes.items(found.get("temuan"), "temuan", MANY)),
        perbandingan=tuple(_comparison(i) for i in shapes.items(found.get("perbandingan"), "perbandingan", 20)),
        siklus=tuple(_cycle(item) for item in shapes.items(found.get("siklus"), "siklus", 20)),
        draf=shapes.flag(found, "draf"),
        bentrok=shapes.flag(found, "bentrok"),
        bersamaan=tuple(_at_once(item) for item in shapes.items(found.get("bersamaan"), "bersamaan", 1000)),
    )


def _year(value: Any) -> int:
    return shapes.number({"tahun": value}, "tahun", 1900)


def _temuan(item: Any) -> Temuan:
    found = shapes.mapping(item, "temuan")
    return Temuan(_problem(found), _one_of(found, "asal", ASAL))


def _at_once(item: Any) -> Bersamaan:
    found = shapes.mapping(item, "bersamaan")
    names = shapes.items(found.get("cabang"), "cabang", 20)
    return Bersamaan(
        shapes.text(found, "berkas", 4096), tuple(shapes.text({"cabang": name}, "cabang", 1000) for name in names)
    )


def _problem(found: Mapping[str, Any]) -> Problem:
    rule = shapes.text(found, "rule", 7)
    if not _RULE.fullmatch(rule):
        raise MalformedError("rule")
    return Problem(
        rule=rule,
        severity=shapes.choice(found, "severity", Severity),
        file=shapes.text(found, "file", 4096),
        line=shapes.number(found, "line", 1),
        column=shapes.number(found, "column", 1),
        message=shapes.text(found, "message", 10_000),
        hint=shapes.text(found, "hint", 10_000),
    )


def _comparison(item: Any) -> Perbandingan:
    found = shapes.mapping(item, "perbandingan")
    return Perbandingan(
        tahun=_year(found.get("tahun")),
        beda=tuple(_change(b) for b in shapes.items(found.get("beda"), "beda", MANY)),
        jumlah=tuple(_sum(j) for j in shapes.items(found.get("jumlah"), "jumlah", MANY)),
        lewat=tuple(
            shapes.text({"lewat": path}, "lewat", 4096) for path in shapes.items(found.get("lewat"), "lewat", 1000)
        ),
    )


def _change(item: Any) -> Beda:
    found = shapes.mapping(item, "beda")
    return Beda(
        jenis=_one_of(found, "jenis", JENIS),
        bidang=shapes.text(found, "bidang", 200),
        kode=shapes.text(found, "kode", 200),
        uraian=shapes.text(found, "uraian", 10_000),
        hal=shapes.text(found, "hal", 200),
        semula=shapes.optional(found, "semula", 10_000),
        menjadi=shapes.optional(found, "menjadi", 10_000),
    )


def _sum(item: Any) -> Jumlah:
    found = shapes.mapping(item, "jumlah")
    return Jumlah(shapes.text(found, "nama", 1000), shapes.number(found, "semula"), shapes.number(found, "menjadi"))


def _cycle(item: Any) -> SiklusRingkas:
    found = shapes.mapping(item, "siklus")
    forms = [shapes.mapping(form, "form") for form in shapes.items(found.get("form"), "form", 200)]
    return SiklusRingkas(
        judul=shapes.text(found, "judul", 100),
        form=tuple((shapes.text(form, "bidang", 200), _one_of(form, "keadaan", tuple(FORM))) for form in forms),
        giliran=tuple(_turn(turn) for turn in shapes.items(found.get("giliran"), "giliran", 200)),
    )


def _turn(item: Any) -> Giliran:
    found = shapes.mapping(item, "giliran")
    return Giliran(
        jabatan=shapes.text(found, "jabatan", 1000),
        tugas=shapes.text(found, "tugas", 1000),
        batas=None if found.get("batas") is None else shapes.choice(found, "batas", date.fromisoformat),
        sisa=None if found.get("sisa") is None else shapes.number(found, "sisa", -100_000),
    )


def _one_of(owner: Mapping[str, Any], name: str, allowed: tuple[str, ...]) -> str:
    value = shapes.text(owner, name, 100)
    if value not in allowed:
        raise MalformedError(name)
    return value
