"""The compiled document of the office as typed, frozen values: ``Rkt`` and its parts, complete.

The one model that feeds every output. Amounts are whole rupiah (``int``), numbers exact decimals.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from rktkit.plan.model import Nilai, Triwulan


@dataclass(frozen=True, slots=True)
class BarisRealisasi:
    """What an indicator reached in a year."""

    tahun: int
    nilai: Nilai


@dataclass(frozen=True, slots=True)
class BarisIndikator:
    """An indicator as a document shows it. ``iku``, ``target_renstra`` and ``sebab_perubahan`` for a sasaran's only.

    So are ``kondisi_awal``, what was reached last before the Renstra's period, and ``realisasi_terakhir``, before the
    plan's year.
    """

    kode: str | None
    uraian: str
    satuan: str
    pola: str
    arah: str
    target: Nilai
    triwulan: Triwulan
    iku: bool = False
    target_renstra: Nilai | None = None
    sebab_perubahan: str | None = None
    formula: str | None = None
    sumber_data: str | None = None
    bidang: tuple[str, ...] = ()
    kondisi_awal: BarisRealisasi | None = None
    realisasi_terakhir: BarisRealisasi | None = None


@dataclass(frozen=True, slots=True)
class BarisDana:
    """A part of a pagu (rupiah) by its source of funds."""

    nama: str
    pagu: int


@dataclass(frozen=True, slots=True)
class BarisPrakiraan:
    """What a sub kegiatan is expected to need in the year after the plan's. ``pagu`` in rupiah."""

    target: Nilai | None
    pagu: int | None


@dataclass(frozen=True, slots=True)
class BarisSubKegiatan:
    """A sub kegiatan as a document shows it, official names filled in. ``pagu`` in rupiah.

    ``sumber_dana`` names its funds, ``dana`` their parts (nothing in plans from before there were any).
    """

    kode: str
    nama: str
    indikator: str
    satuan: str
    pola: str
    target: Nilai
    triwulan: Triwulan
    pagu: int
    sumber_dana: str
    bidang: str
    penanggung_jawab: str
    lokasi: str | None = None
    kelompok_sasaran: str | None = None
    crosscutting: tuple[str, ...] = ()
    catatan: str | None = None
    dana: tuple[BarisDana, ...] = ()
    prakiraan_maju: BarisPrakiraan | None = None

    @property
    def per_dana(self) -> tuple[BarisDana, ...]:
        """The pagu by source of funds."""
        return self.dana or (BarisDana(self.sumber_dana, self.pagu),)


@dataclass(frozen=True, slots=True)
class BarisKegiatan:
    """A kegiatan with its sub kegiatan; ``pagu`` is their sum in rupiah."""

    kode: str
    nama: str
    indikator: tuple[BarisIndikator, ...]
    sub_kegiatan: tuple[BarisSubKegiatan, ...]
    pagu: int


@dataclass(frozen=True, slots=True)
class BarisProgram:
    """A program of one bidang under one sasaran; ``pagu`` is the sum of its kegiatan in rupiah."""

    kode: str
    nama: str
    sasaran: str
    bidang: str
    indikator: tuple[BarisIndikator, ...]
    kegiatan: tuple[BarisKegiatan, ...]
    pagu: int


@dataclass(frozen=True, slots=True)
class BarisSasaran:
    """An objective with its indicators (all bidang together) and the programs that serve it."""

    kode: str
    tujuan: str
    uraian: str
    indikator: tuple[BarisIndikator, ...]
    program: tuple[BarisProgram, ...]
    pagu: int


@dataclass(frozen=True, slots=True)
class BarisBidang:
    """A bidang of the office: its form's state and its sums. ``pagu`` and ``pagu_indikatif`` in rupiah."""

    kode: str
    nama: str
    pimpinan: str
    terkumpul: bool
    pagu: int
    pagu_indikatif: int | None
    sasaran: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Penetapan:
    """The decision: who signs, as what, where, when, under which number. Complete in a final document only.

    ``atas_nama`` is the office on whose behalf (a.n.) it is signed, ``untuk_beliau`` the one that handed it on (u.b.).
    """

    nomor: str
    tanggal: date
    tempat: str
    dasar: str
    jabatan: str
    pejabat: str
    nip: str
    status: str
    pangkat: str | None = None
    atas_nama: str | None = None
    untuk_beliau: str | None = None


@dataclass(frozen=True, slots=True)
class KopSurat:
    """What the letterhead says besides the names of the government and the office."""

    alamat: str | None = None
    telepon: str | None = None
    surel: str | None = None
    laman: str | None = None


@dataclass(frozen=True, slots=True)
class Perubahan:
    """One line of Semula · Menjadi · Bertambah/Berkurang. ``selisih`` for numbers only."""

    kode: str
    uraian: str
    hal: str
    semula: str
    menjadi: str
    selisih: str | None


@dataclass(frozen=True, slots=True)
class Rkt:
    """The office's Rencana Kinerja Tahunan: the one model that feeds every document. Pagu in rupiah."""

    tahun: int
    jenis: str
    urutan: int
    instansi: str
    singkatan: str
    pemerintah: str
    kode_wilayah: str
    tempat: str
    contoh: bool
    renstra: str
    periode: tuple[int, int]
    sasaran: tuple[BarisSasaran, ...]
    bidang: tuple[BarisBidang, ...]
    pagu: int
    jadwal: tuple[tuple[str, date], ...]
    penetapan: Penetapan | None = None
    perubahan: tuple[Perubahan, ...] = ()
    kode_skpd: str | None = None
    kop: KopSurat | None = None
    kepala: str | None = None
    """The title of the head of the office, whose name the signatory's may differ from."""
    kertas: str = "A4"
    """What the office prints on: ``A4`` or ``F4`` (215 × 330 mm)."""
    landasan: tuple[str, ...] = ()
    """The regulations on which the plan stands, in order of rank."""

    @property
    def publikasi(self) -> str:
        """The publication's name, ``2027/murni-0``."""
        return f"{self.tahun}/{self.jenis}-{self.urutan}"

    def program(self) -> Iterator[BarisProgram]:
        """Every program, in document order."""
        for sasaran in self.sasaran:
            yield from sasaran.program

    def kode_sub_kegiatan(self) -> frozenset[str]:
        """Every sub kegiatan by its kode: one that several bidang share is one."""
        return frozenset(sub.kode for _, _, sub in self.sub_kegiatan())

    def per_dana(self) -> dict[str, int]:
        """The pagu by source of funds, the largest first."""
        sums: dict[str, int] = {}
        for _, _, sub in self.sub_kegiatan():
            for part in sub.per_dana:
                sums[part.nama] = sums.get(part.nama, 0) + part.pagu
        return dict(sorted(sums.items(), key=lambda item: (-item[1], item[0])))

    def sub_kegiatan(self) -> Iterator[tuple[BarisProgram, BarisKegiatan, BarisSubKegiatan]]:
        """Every sub kegiatan with its parents, in document order."""
        for program in self.program():
            for kegiatan in program.kegiatan:
                for sub in kegiatan.sub_kegiatan:
                    yield program, kegiatan, sub
