"""What a check of a pull request found, as one JSON file: written by the checking run, read by the commenting run.

The reader trusts nothing: the file comes out of a run whose workflow a pull request can change. Anything that is not
exactly of this shape, or larger than a comment could ever need, is refused as a whole.
"""

import json
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from rktkit.faces.forge.review.origin import ASAL, PERMINTAAN
from rktkit.ground.findings import Problem, Severity
from rktkit.ground.records import Bounds, RecordError, build, parse, plain
from rktkit.plan.layout import year_of
from rktkit.plan.writing.words import FORM

VERSI = 1
LIMIT = 16 * 1024 * 1024
MANY = 5_000
"""Items of one list at most; a longer list of findings is cut when it is gathered."""

JENIS = ("ditambah", "dihapus", "dipindah", "diganti_nama", "diubah")
"""What happened to something, as ``changes`` names it."""

_Kata = Annotated[str, Bounds(most=200)]
_Kalimat = Annotated[str, Bounds(most=1000)]
_Uraian = Annotated[str, Bounds(most=10_000)]
_Berkas = Annotated[str, Bounds(most=4096)]
_Tahun = Annotated[int, Bounds(1900)]
_Jumlah = Annotated[int, Bounds(0)]
_Nomor = Annotated[int, Bounds(1)]


@dataclass(frozen=True, slots=True)
class Temuan:
    """A finding and whose it is: ``permintaan`` or ``cabang tujuan``."""

    rule: Annotated[str, Bounds(pattern="RKT-[0-9]{3}")]
    severity: Severity
    file: _Berkas
    line: _Nomor
    column: _Nomor
    message: _Uraian
    hint: _Uraian
    asal: Annotated[str, Bounds(among=ASAL)]

    @classmethod
    def of(cls, p: Problem, asal: str = PERMINTAAN) -> "Temuan":
        """A finding of the rules."""
        return cls(p.rule, p.severity, p.file, p.line, p.column, p.message, p.hint, asal)

    @property
    def problem(self) -> Problem:
        """What the rules found."""
        return Problem(self.rule, self.severity, self.file, self.line, self.column, self.message, self.hint)


@dataclass(frozen=True, slots=True)
class Bersamaan:
    """A file that is being changed on other branches as well."""

    berkas: _Berkas
    cabang: Annotated[tuple[_Kalimat, ...], Bounds(most=20)]


@dataclass(frozen=True, slots=True)
class Giliran:
    """Somebody's turn. ``sisa`` in working days, below 0 when late."""

    jabatan: _Kalimat
    tugas: _Kalimat
    batas: date | None
    sisa: Annotated[int, Bounds(-100_000)] | None


@dataclass(frozen=True, slots=True)
class FormRingkas:
    """A bidang and the state of its form."""

    bidang: _Kata
    keadaan: Annotated[str, Bounds(among=FORM)]


@dataclass(frozen=True, slots=True)
class SiklusRingkas:
    """A cycle: its forms and whose turn it is."""

    judul: Annotated[str, Bounds(most=100)]
    form: Annotated[tuple[FormRingkas, ...], Bounds(most=200)]
    giliran: Annotated[tuple[Giliran, ...], Bounds(most=200)]


@dataclass(frozen=True, slots=True)
class Beda:
    """One change by meaning: ``hal`` of something changed from ``semula`` to ``menjadi``."""

    jenis: Annotated[str, Bounds(among=JENIS)]
    bidang: _Kata
    kode: _Kata
    uraian: _Uraian
    hal: _Kata
    semula: _Uraian | None
    menjadi: _Uraian | None


@dataclass(frozen=True, slots=True)
class Jumlah:
    """A sum of pagu in rupiah before and after."""

    nama: _Kalimat
    semula: _Jumlah
    menjadi: _Jumlah


@dataclass(frozen=True, slots=True)
class Perbandingan:
    """The plan of one year before and after. ``lewat``: files, or some of their fields, that could not be compared."""

    tahun: _Tahun
    beda: Annotated[tuple[Beda, ...], Bounds(most=MANY)]
    jumlah: Annotated[tuple[Jumlah, ...], Bounds(most=MANY)]
    lewat: Annotated[tuple[_Berkas, ...], Bounds(most=1000)] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hasil:
    """Everything that a check of a pull request found.

    ``kepala`` is the commit that was checked as the forge names it, ``cabang`` the branch it is meant for, ``akhir``
    whether it was checked as a final plan, ``draf`` whether a draft could be compiled. ``bentrok``: it cannot be merged
    as it is, and was judged without the branch it is meant for.
    """

    nomor: _Jumlah
    cabang: Annotated[str, Bounds(most=300)]
    kepala: Annotated[str, Bounds(pattern="[0-9a-f]{40}")]
    tahun: Annotated[tuple[_Tahun, ...], Bounds(most=20)]
    akhir: bool
    berkas: _Jumlah
    temuan: Annotated[tuple[Temuan, ...], Bounds(most=MANY)]
    perbandingan: Annotated[tuple[Perbandingan, ...], Bounds(most=20)]
    siklus: Annotated[tuple[SiklusRingkas, ...], Bounds(most=20)]
    draf: bool
    bentrok: bool = False
    bersamaan: Annotated[tuple[Bersamaan, ...], Bounds(most=1000)] = ()

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
        text = json.dumps({"versi": VERSI, **plain(self)}, ensure_ascii=False, indent=1)
        return f"{text}\n".encode("utf-8", "backslashreplace")


def read_results(data: bytes) -> Hasil:
    """Read the file.

    Raises:
        RecordError: it is not exactly what ``Hasil.to_bytes`` writes.
    """
    found = parse(data, most=LIMIT)
    if found.pop("versi", None) != VERSI:
        raise RecordError("tidak dikenal", "versi")
    hasil: Hasil = build(Hasil, found)
    return hasil
