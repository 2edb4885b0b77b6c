"""Tables ready for a web page: every value set as text, every cell with its class. Also for the pages of the site."""

from dataclasses import dataclass
from decimal import Decimal

from rktkit.outputs import words
from rktkit.outputs.grid import Baris, Isi, Judul, Kolom, Peran, Ragam, Tabel


@dataclass(frozen=True, slots=True)
class SelHtml:
    """A cell: its text, what it covers, and whether it heads its row."""

    teks: str
    kode: str | None
    turun: int
    lebar: int
    kelas: str
    kepala: bool


@dataclass(frozen=True, slots=True)
class BarisHtml:
    """A row and what it is for (``isi``, ``bagian``, ``jumlah``, ``total``)."""

    peran: str
    sel: tuple[SelHtml, ...]


@dataclass(frozen=True, slots=True)
class TabelHtml:
    """A table."""

    kode: str
    judul: str
    catatan: str
    kolom: int
    lebar: tuple[int, ...]
    """The width of each column in percent."""
    kepala: tuple[tuple[Judul, ...], ...]
    baris: tuple[BarisHtml, ...]


def tabel_html(tabel: Tabel) -> TabelHtml:
    """A table with its texts set as a page shows them."""
    total = sum(kolom.lebar for kolom in tabel.kolom)
    return TabelHtml(
        kode=tabel.kode,
        judul=tabel.judul,
        catatan=tabel.catatan,
        kolom=len(tabel.kolom),
        lebar=tuple(round(100 * kolom.lebar / total) for kolom in tabel.kolom),
        kepala=tabel.kepala(),
        baris=tuple(_baris(tabel.kolom, baris) for baris in tabel.baris),
    )


def teks(ragam: Ragam, isi: Isi) -> str:
    """A value as a reader sees it; a missing number is a dash, a missing text nothing."""
    if isi is None:
        return words.KOSONG if ragam in (Ragam.NILAI, Ragam.RUPIAH, Ragam.PERSEN) else ""
    if isinstance(isi, str):
        return isi
    return f"{isi:.1f}%".replace(".", ",") if ragam is Ragam.PERSEN else words.angka(Decimal(isi))


def _baris(kolom: tuple[Kolom, ...], baris: Baris) -> BarisHtml:
    cells = []
    for column, sel in zip(kolom, baris.sel, strict=True):
        if sel is None:
            continue
        wide = sel.lebar > 1
        cells.append(
            SelHtml(
                teks=teks(column.ragam, sel.isi),
                kode=sel.kode,
                turun=sel.turun,
                lebar=sel.lebar,
                kelas="teks" if wide else column.ragam.value,
                kepala=wide and baris.peran is not Peran.ISI,
            )
        )
    return BarisHtml(baris.peran.value, tuple(cells))
