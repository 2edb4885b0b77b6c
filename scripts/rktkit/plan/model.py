"""The words of the plan as typed, frozen values.

What a file says: ``FormRkt``, ``Renstra``, ``Organisasi`` …; ``None`` in a required field means that the file has no
usable value there and a problem says so. The compiled document has words of its own, in ``document``. Amounts are whole
rupiah (``int``), numbers exact decimals, quarters run from 1 to 4.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from functools import cached_property

from rktkit.ground.values import Value, field
from rktkit.ground.yaml.nodes import Map, Node

Nilai = Decimal | str
"""A target or a quarter: a number, or a predikat of the unit's ordered list."""

Triwulan = tuple[Nilai | None, Nilai | None, Nilai | None, Nilai | None]
"""Plans for the end of each quarter; ``None``: the quarter has no plan."""

KOSONG: Triwulan = (None, None, None, None)


class Located(Value):
    """Something read from a mapping of a file; knows where each of its fields stands."""

    node: Map = field(compare=False, kw_only=True)

    def at(self, name: str) -> Node:
        """The node of a field's value, or of the mapping itself where the field is missing."""
        return self.node.entries.get(name, self.node)


# --- rkt/<tahun>/<bidang>.yml -------------------------------------------------------------------------------


class IndikatorSasaran(Located):
    """An indicator of the Renstra with this year's target."""

    kode: str | None
    target: Nilai | None
    triwulan: Triwulan | None
    sebab_perubahan: str | None = None


class SasaranForm(Located):
    """An objective of the Renstra that the bidang carries."""

    kode: str | None
    indikator: tuple[IndikatorSasaran, ...]


class Skala(Value):
    """The scale of an indicator: its lowest and highest value, one of them at least."""

    min: Decimal | None
    maks: Decimal | None

    @property
    def terbalik(self) -> bool:
        """Whether no value can be in it."""
        return self.min is not None and self.maks is not None and self.min >= self.maks

    def memuat(self, value: Decimal) -> bool:
        """Whether a value is in it."""
        return (self.min is None or self.min <= value) and (self.maks is None or value <= self.maks)


class Dana(Value):
    """A part of a pagu (rupiah) by its source of funds, and where the two stand."""

    nama: str
    pagu: int | None
    di: Node = field(compare=False)
    pagu_di: Node = field(compare=False)


class PrakiraanMaju(Located):
    """What a sub kegiatan is expected to need in the year after the plan's; ``pagu`` in rupiah."""

    target: Nilai | None
    pagu: int | None


class IndikatorProgram(Located):
    """An indicator of a program or a kegiatan."""

    uraian: str | None
    satuan: str | None
    pola: str | None
    arah: str
    target: Nilai | None
    triwulan: Triwulan | None
    skala: Skala | None = None
    formula: str | None = None
    sumber_data: str | None = None


class SubKegiatan(Located):
    """A sub kegiatan with its target and budget ceiling (rupiah).

    ``sumber_dana``: the funds that make up its pagu, as far as they can be read.
    """

    kode: str | None
    target: Nilai | None
    triwulan: Triwulan | None
    pagu: int | None
    sumber_dana: tuple[Dana, ...]
    nama: str | None = None
    indikator: str | None = None
    satuan: str | None = None
    pola: str = "hitungan"
    lokasi: str | None = None
    kelompok_sasaran: str | None = None
    penanggung_jawab: str | None = None
    crosscutting: tuple[str, ...] = ()
    catatan: str | None = None
    skala: Skala | None = None
    prakiraan_maju: PrakiraanMaju | None = None


class Kegiatan(Located):
    """A kegiatan and its sub kegiatan."""

    kode: str | None
    sub_kegiatan: tuple[SubKegiatan, ...]
    indikator: tuple[IndikatorProgram, ...] = ()


class Program(Located):
    """A program, the objective it serves, and its kegiatan."""

    kode: str | None
    sasaran: str | None
    indikator: tuple[IndikatorProgram, ...]
    kegiatan: tuple[Kegiatan, ...]


TINJAU = b"# TINJAU"
"""How the comment begins by which ``rkt open`` marks what a person must decide before a form is handed in."""
TANDA = re.compile(rb"(?m)(?:^(?:\xef\xbb\xbf)?[ \t]*|[ \t](?=# TINJAU:))(?P<tanda># TINJAU(?![A-Za-z]))")
"""Such a mark in a file's bytes: on a line of its own (on the first, behind a byte order mark), or behind a value."""


class FormRkt(Located):
    """The Form RKT of one bidang.

    ``whole`` is false when any part of the file had no usable shape; ``data`` is the file itself.
    """

    file: str
    tahun: int | None
    bidang: str | None
    sasaran: tuple[SasaranForm, ...]
    program: tuple[Program, ...]
    whole: bool = field(compare=False)
    data: bytes = field(compare=False)

    @property
    def stem(self) -> str:
        """The bidang that the file's name stands for."""
        return self.file.rsplit("/", 1)[-1].removesuffix(".yml")

    def sub_kegiatan(self) -> tuple[tuple[Program, Kegiatan, SubKegiatan], ...]:
        """Every sub kegiatan with its parents, in the order of the file."""
        return self._sub_kegiatan

    @cached_property
    def _sub_kegiatan(self) -> tuple[tuple[Program, Kegiatan, SubKegiatan], ...]:
        return tuple((p, k, sub) for p in self.program for k in p.kegiatan for sub in k.sub_kegiatan)

    @property
    def pagu(self) -> int | None:
        """The sum of all pagu in rupiah; ``None`` when one of them is unknown."""
        total = 0
        for _, _, sub in self.sub_kegiatan():
            if sub.pagu is None:
                return None
            total += sub.pagu
        return total


# --- the reference files ------------------------------------------------------------------------------------


class IndikatorRenstra(Located):
    """An indicator of the five-year plan."""

    kode: str
    uraian: str
    satuan: str
    pola: str
    arah: str
    iku: bool
    target: dict[int, Nilai]
    realisasi: dict[int, Nilai]
    rilis: str | None = None
    skala: Skala | None = None
    formula: str | None = None
    sumber_data: str | None = None


class SasaranRenstra(Located):
    """An objective of the five-year plan."""

    kode: str
    tujuan: str
    uraian: str
    indikator: tuple[IndikatorRenstra, ...]


class Renstra(Located):
    """``renstra/<dari>-<sampai>.yml``, or an amendment of it.

    ``berlaku_dari``: the first plan year that it counts for, where that is not the first of its period.
    """

    file: str
    dari: int
    sampai: int
    dasar: str
    sasaran: tuple[SasaranRenstra, ...]
    berlaku_dari: int | None = None
    perubahan: int = 0

    def find_sasaran(self, kode: str | None) -> SasaranRenstra | None:
        """The objective of a kode."""
        return next((sasaran for sasaran in self.sasaran if sasaran.kode == kode), None)

    def find_indikator(self, kode: str | None) -> IndikatorRenstra | None:
        """The indicator of a kode, whichever objective it belongs to."""
        return next((i for sasaran in self.sasaran for i in sasaran.indikator if i.kode == kode), None)


# --- one cycle ----------------------------------------------------------------------------------------------

LANGKAH = (
    "disposisi",
    "perencanaan",
    "sosialisasi",
    "pengisian",
    "pengumpulan",
    "kompilasi",
    "koreksi_bidang",
    "penyusunan",
    "koreksi_sekretaris",
    "penandatanganan",
    "pengarsipan",
)
"""The 11 steps of the SOP Penyusunan RKT, by the keys of ``jadwal``."""


class Disposisi(Located):
    """Step 1: the Sekretaris' disposition."""

    tanggal: date | None
    isi: str | None


class Tim(Located):
    """Step 2: the team and the decision that names it."""

    dasar: str | None
    anggota: tuple[str, ...]


class Sosialisasi(Located):
    """Step 3: the briefing."""

    tanggal: date | None
    tempat: str | None
    hadir: tuple[str, ...]
    notulen: str | None


class Siklus(Located):
    """``siklus.yml``: one cycle. ``jadwal`` holds the last day of each step; ``pagu_indikatif`` rupiah by bidang."""

    file: str
    tahun: int | None
    jenis: str | None
    urutan: int | None
    jadwal: dict[str, date]
    pagu_indikatif: dict[str, int]
    disposisi: Disposisi | None = None
    tim: Tim | None = None
    sosialisasi: Sosialisasi | None = None

    @property
    def nama(self) -> str:
        """The cycle's part of a publication's name: ``murni-0``, ``perubahan-1``."""
        return f"{self.jenis}-{self.urutan}"


class Pengesahan(Located):
    """``pengesahan.yml``: number, date, place and basis of the decision."""

    file: str
    nomor: str | None
    tanggal: date | None
    tempat: str | None
    dasar: str | None
    jabatan: str | None
