"""What a comparison gives: typed, frozen, and complete enough to make the second tree from the first."""

from collections.abc import Mapping
from dataclasses import dataclass

from rktkit.documents.changes.matching import Jalur
from rktkit.documents.changes.tree import Isi

DITAMBAH, DIHAPUS, DIPINDAH, DIGANTI_NAMA, DIUBAH = "ditambah", "dihapus", "dipindah", "diganti_nama", "diubah"
JENIS = (DITAMBAH, DIHAPUS, DIPINDAH, DIGANTI_NAMA, DIUBAH)

Nilai = Isi | Mapping[str, Isi] | None
"""One field's value; of something added or removed all its fields; ``None``: nothing."""


@dataclass(frozen=True, slots=True)
class Beda:
    """One change of meaning.

    ``jalur_semula`` and ``jalur_menjadi`` are its addresses in the two trees (``None``: not there). ``hal`` names the
    field that ``semula`` and ``menjadi`` are values of; it is empty when the thing itself came, went or moved.
    ``uraian`` is the name for people.
    """

    jenis: str
    jalur_semula: Jalur | None
    jalur_menjadi: Jalur | None
    uraian: str = ""
    hal: str = ""
    semula: Nilai = None
    menjadi: Nilai = None

    @property
    def jalur(self) -> Jalur:
        """Where it stands now, or stood last."""
        jalur = self.jalur_menjadi or self.jalur_semula
        assert jalur is not None
        return jalur

    @property
    def tingkat(self) -> str:
        """Its place in the schema: ``program.kegiatan``."""
        return self.jalur[-1].tingkat

    @property
    def bidang(self) -> str:
        """The kode of the bidang; empty for siklus and pengesahan."""
        return self.jalur[0].kunci

    @property
    def kode(self) -> str:
        """Its kode; empty where it has none."""
        kunci = self.jalur[-1].kunci
        return "" if self.tingkat.endswith("indikator") and self.tingkat != "sasaran.indikator" else kunci


@dataclass(frozen=True, slots=True)
class Jumlah:
    """A sum of pagu in rupiah before and after, of a ``program.kegiatan``, ``program``, ``form`` or the ``dinas``."""

    tingkat: str
    bidang: str
    kode: str
    uraian: str
    semula: int
    menjadi: int


@dataclass(frozen=True, slots=True)
class Perbandingan:
    """One plan year: every change, and the sums that changed, the office's always (last)."""

    tahun: int
    beda: tuple[Beda, ...] = ()
    jumlah: tuple[Jumlah, ...] = ()
    bidang: tuple[tuple[str, str], ...] = ()
    """The names of the bidang by kode."""


@dataclass(frozen=True, slots=True)
class TakTerbaca:
    """A file that could not be read in one of the trees: at all, or (``sebagian``) in some of its fields.

    ``sisi`` is ``semula`` or ``menjadi``. A file that could not be read at all takes no part in the comparison, and
    neither does a field that could not be.
    """

    sisi: str
    berkas: str
    baris: int
    sebab: str
    sebagian: bool


@dataclass(frozen=True, slots=True)
class Changes:
    """Everything that differs between two trees.

    ``bentuk``: files that differ in form only: order, layout, comments. ``lain``: other files under ``rkt/`` that
    differ; they are not compared by meaning.
    """

    perbandingan: tuple[Perbandingan, ...] = ()
    bentuk: tuple[str, ...] = ()
    lain: tuple[str, ...] = ()
    tak_terbaca: tuple[TakTerbaca, ...] = ()

    @property
    def kosong(self) -> bool:
        """Whether nothing changed by meaning, as far as it could be read."""
        return not any(p.beda for p in self.perbandingan)
