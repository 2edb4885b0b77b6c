"""Tables ready for a web page: every value set as text, every cell with its class. Also for the pages of the site."""

from dataclasses import dataclass
from decimal import Decimal

from rktkit.documents.tables.grid import Baris, Isi, Judul, Kolom, Peran, Ragam, Tabel
from rktkit.plan.writing import words


@dataclass(frozen=True, slots=True)
class SelHtml:
    """A cell: its text, what it covers, and whether it heads its row.

    ``nama`` is the heading above it, for a narrow screen, where a row becomes a card; empty where it needs none.
    """

    nama: str
    teks: str
    kode: str | None
    turun: int
    lebar: int
    kelas: str
    kepala: bool
    alamat: str | None = None


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
    merged = _merged(tabel)
    return TabelHtml(
        kode=tabel.kode,
        judul=tabel.judul,
        catatan=tabel.catatan,
        kolom=len(tabel.kolom),
        lebar=tuple(round(100 * kolom.lebar / total) for kolom in tabel.kolom),
        kepala=tabel.kepala(),
        baris=tuple(_baris(tabel.kolom, merged, baris) for baris in tabel.baris),
    )


def teks(ragam: Ragam, isi: Isi) -> str:
    """A value as a reader sees it; a missing number is a dash, a missing text nothing."""
    if isi is None:
        return words.KOSONG if ragam in (Ragam.NILAI, Ragam.RUPIAH, Ragam.PERSEN) else ""
    if isinstance(isi, str):
        return isi
    return f"{isi:.1f}%".replace(".", ",") if ragam is Ragam.PERSEN else words.angka(Decimal(isi))


def _merged(tabel: Tabel) -> frozenset[int]:
    """The columns whose cells head several rows: on a card they stand above the others."""
    rows = [baris.sel for baris in tabel.baris if baris.peran is Peran.ISI]
    return frozenset(index for row in rows for index, sel in enumerate(row) if sel is not None and sel.turun > 1)


def _baris(kolom: tuple[Kolom, ...], merged: frozenset[int], baris: Baris) -> BarisHtml:
    cells = []
    for index, (column, sel) in enumerate(zip(kolom, baris.sel, strict=True)):
        if sel is None:
            continue
        wide = sel.lebar > 1
        classes = ["teks" if wide else column.ragam.value]
        if not wide and column.grup:
            classes.append("sekelompok")
        if not wide and index in merged:
            classes.append("induk")
        cells.append(
            SelHtml(
                nama="" if wide else column.judul or "",
                teks=teks(column.ragam, sel.isi),
                kode=sel.kode,
                turun=sel.turun,
                lebar=sel.lebar,
                kelas=" ".join(classes),
                kepala=wide and baris.peran is not Peran.ISI,
                alamat=sel.alamat or sel.kode,
            )
        )
    return BarisHtml(baris.peran.value, tuple(cells))
