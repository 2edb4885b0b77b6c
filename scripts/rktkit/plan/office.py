"""The office itself and what every year refers to: people, units, regulations, the nomenclature."""

from __future__ import annotations

import re
from datetime import date, datetime

from rktkit.ground.values import Value
from rktkit.plan.calendar import setempat, within, zona
from rktkit.plan.model import Located


class Kop(Located):
    """What a letterhead says besides the office's name."""

    alamat: str | None = None
    telepon: str | None = None
    surel: str | None = None
    laman: str | None = None


class Instansi(Located):
    """The office itself. ``tanpa``: the roles that it does not have; ``kertas``: what it prints on."""

    nama: str
    singkatan: str
    pemerintah: str
    kode_wilayah: str
    tempat: str
    contoh: bool = False
    kode_skpd: str | None = None
    kop: Kop | None = None
    tanpa: tuple[str, ...] = ()
    kertas: str = "A4"

    @property
    def pemda(self) -> str | None:
        """The kind of region by its code: ``64.01`` is a kabupaten or kota, ``64`` a province; else ``None``."""
        if re.fullmatch(r"[0-9]{2}\.[0-9]{2}", self.kode_wilayah):
            return "kabkot"
        return "provinsi" if re.fullmatch(r"[0-9]{2}", self.kode_wilayah) else None


class Bidang(Located):
    """A unit of the office, in being from ``mulai`` to ``selesai`` (both days included, each optional).

    ``pengganti``: the kode of the bidang that carry on its work.
    """

    kode: str
    nama: str
    pimpinan: str
    program: tuple[str, ...]
    mulai: date | None = None
    selesai: date | None = None
    pengganti: tuple[str, ...] = ()

    def ada_pada(self, tanggal: date) -> bool:
        """Whether the bidang is in being on a date."""
        return self._terbalik or (self.mulai or date.min) <= tanggal <= (self.selesai or date.max)

    @property
    def _terbalik(self) -> bool:
        """Whether it ends before it begins: a rule's to say, and no reason to hold every form against it."""
        return (self.selesai or date.max) < (self.mulai or date.min)

    def ada_dalam(self, tahun: int) -> bool:
        """Whether the bidang is in being on any day of a year."""
        first, last = date(tahun, 1, 1), date(tahun, 12, 31)
        return self._terbalik or ((self.mulai or date.min) <= last and first <= (self.selesai or date.max))


class AtasNama(Value):
    """On whose behalf (a.n.) an official signs, and who handed it on (u.b.)."""

    an: str
    ub: str | None = None


class Pejabat(Located):
    """An official who holds a jabatan from ``mulai`` to ``selesai`` (both days included).

    ``sertifikat`` pins the certificates of the electronic signature: ``sha256:…`` of the certificate, ``spki:…`` of
    its key.
    """

    nama: str
    nip: str
    status: str
    mulai: date
    selesai: date | None = None
    akun: tuple[str, ...] = ()
    kunci: tuple[str, ...] = ()
    pangkat: str | None = None
    atas_nama: AtasNama | None = None
    sertifikat: tuple[str, ...] = ()

    def menjabat(self, tanggal: date) -> bool:
        """Whether the official is in office on a date."""
        return within(tanggal, self.mulai, self.selesai)


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


class Penerbit(Located):
    """A machine whose keys seal publications from ``mulai`` to ``selesai`` (both days included)."""

    nama: str
    kunci: tuple[str, ...]
    mulai: date
    selesai: date | None = None


class Saksi(Located):
    """A witness from outside who countersigns the archive."""

    nama: str
    kunci: tuple[str, ...]


class Organisasi(Located):
    """``organisasi.yml``: the office, its bidang, its officials, and the policy of publication.

    ``wajib``: evidence that a publication must carry; ``banyak_saksi``: how many witnesses must have countersigned;
    ``dua_orang``: whether approver and signatory must be two people.
    """

    instansi: Instansi
    bidang: tuple[Bidang, ...]
    jabatan: tuple[Jabatan, ...]
    wajib: tuple[str, ...]
    penerbit: tuple[Penerbit, ...] = ()
    saksi: tuple[Saksi, ...] = ()
    banyak_saksi: int = 0
    dua_orang: bool = False

    def bidang_dalam(self, tahun: int) -> tuple[Bidang, ...]:
        """The bidang in being on any day of a year: whose form is accepted for its plan."""
        return tuple(bidang for bidang in self.bidang if bidang.ada_dalam(tahun))

    def bidang_pada(self, tahun: int) -> tuple[Bidang, ...]:
        """The bidang whose form a plan year demands: those in being on its first day."""
        return tuple(bidang for bidang in self.bidang if bidang.ada_pada(date(tahun, 1, 1)))

    def find_bidang(self, kode: str | None) -> Bidang | None:
        """The bidang of a kode."""
        return next((bidang for bidang in self.bidang if bidang.kode == kode), None)

    def find_jabatan(self, kode: str | None) -> Jabatan | None:
        """The jabatan of a kode."""
        return next((jabatan for jabatan in self.jabatan if jabatan.kode == kode), None)

    def hari(self, waktu: datetime) -> date:
        """The office's calendar day at a moment (aware): that of its own time zone."""
        return setempat(waktu, zona(self.instansi.kode_wilayah)).date()

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


class SumberDana(Located):
    """A source of funds."""

    nama: str
    sinonim: tuple[str, ...] = ()


class Regulasi(Located):
    """A legal basis and the days on which it holds."""

    judul: str
    berlaku_dari: date
    berlaku_sampai: date | None = None
    pengganti: str | None = None
    tentang: str | None = None


class Nomenklatur(Value):
    """One row of the nomenclature: a program, a kegiatan or a sub kegiatan."""

    kode: str
    nama: str
    indikator: str
    satuan: str
    sebelumnya: tuple[str, ...]
