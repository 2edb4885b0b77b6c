"""The office itself and what every year refers to: people, units, regulations, the nomenclature."""

from __future__ import annotations

from datetime import date

from rktkit.ground.values import Value
from rktkit.plan.model import Located


class Instansi(Located):
    """The office itself."""

    nama: str
    singkatan: str
    pemerintah: str
    kode_wilayah: str
    tempat: str
    contoh: bool = False


class Bidang(Located):
    """A unit of the office."""

    kode: str
    nama: str
    pimpinan: str
    program: tuple[str, ...]


class Pejabat(Located):
    """An official who holds a jabatan from ``mulai`` to ``selesai`` (both days included)."""

    nama: str
    nip: str
    status: str
    mulai: date
    selesai: date | None = None
    akun: tuple[str, ...] = ()
    kunci: tuple[str, ...] = ()

    def menjabat(self, tanggal: date) -> bool:
        """Whether the official is in office on a date."""
        return self.mulai <= tanggal and (self.selesai is None or tanggal <= self.selesai)


class Jabatan(Located):
    """A position and the people who have held it."""

    kode: str
    nama: str
    peran: str
    pejabat: tuple[Pejabat, ...]

    def pejabat_pada(self, tanggal: date) -> Pejabat | None:
        """Who holds the position on a date; ``None`` when nobody or more than one does."""
        found = [pejabat for pejabat in self.pejabat if pejabat.menjabat(tanggal)]
        return found[0] if len(found) == 1 else None


class Organisasi(Located):
    """``organisasi.yml``: the office, its bidang, its officials, and the policy of publication."""

    instansi: Instansi
    bidang: tuple[Bidang, ...]
    jabatan: tuple[Jabatan, ...]
    wajib: tuple[str, ...]

    def cari_bidang(self, kode: str | None) -> Bidang | None:
        """The bidang of a kode."""
        return next((bidang for bidang in self.bidang if bidang.kode == kode), None)

    def cari_jabatan(self, kode: str | None) -> Jabatan | None:
        """The jabatan of a kode."""
        return next((jabatan for jabatan in self.jabatan if jabatan.kode == kode), None)

    def berperan(self, peran: str) -> tuple[Jabatan, ...]:
        """All jabatan with a role: ``tim``, ``kasubag``, ``kabid``, ``sekretaris`` or ``kepala``."""
        return tuple(jabatan for jabatan in self.jabatan if jabatan.peran == peran)


class Satuan(Located):
    """A unit of measure. ``predikat`` runs from the lowest to the highest."""

    nama: str
    simbol: str | None = None
    sinonim: tuple[str, ...] = ()
    bulat: bool = False
    predikat: tuple[str, ...] = ()


class Regulasi(Located):
    """A legal basis and the days on which it holds."""

    judul: str
    berlaku_dari: date
    berlaku_sampai: date | None = None
    pengganti: str | None = None


class Nomenklatur(Value):
    """One row of the nomenclature: a program, a kegiatan or a sub kegiatan."""

    kode: str
    nama: str
    indikator: str
    satuan: str
    sebelumnya: tuple[str, ...]
