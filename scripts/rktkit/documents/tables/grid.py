"""Tables as values: what a cell holds and covers, and which rows another row adds up. No markup anywhere."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

Isi = str | Decimal | int | None
"""What a cell holds: a text or predikat, an exact number, whole rupiah (``int``), or nothing."""


class Ragam(StrEnum):
    """How a column's values are set."""

    TEKS = "teks"
    BANDING = "banding"  # a text that is mostly a figure, to be compared with its neighbours
    KODE = "kode"
    TENGAH = "tengah"  # a short text, centred
    NILAI = "nilai"  # a number or a predikat
    RUPIAH = "rupiah"
    PERSEN = "persen"  # a share in percent with one decimal


class Peran(StrEnum):
    """What a row is for."""

    ISI = "isi"
    BAGIAN = "bagian"  # a heading inside the table
    JUMLAH = "jumlah"
    TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Kolom:
    """A column. ``judul`` ``None``: the heading to the left covers this one too. ``lebar`` in characters."""

    nama: str
    judul: str | None
    ragam: Ragam
    lebar: int
    grup: str | None = None
    """A heading above, shared by neighbours."""


@dataclass(frozen=True, slots=True)
class Sel:
    """A cell; covers ``turun`` rows and ``lebar`` columns, itself included. ``kode`` stands before the text.

    ``alamat``: the kode by which a page is asked for this cell, where it is not printed.
    """

    isi: Isi
    turun: int = 1
    lebar: int = 1
    kode: str | None = None
    alamat: str | None = None

    @property
    def teks(self) -> Isi:
        """The content with its code in front, for formats with one text a cell."""
        return f"{self.kode} {self.isi}" if self.kode else self.isi


@dataclass(frozen=True, slots=True)
class Baris:
    """A row: one entry a column, ``None`` where a cell above or to the left covers it.

    ``jumlahkan`` names the rows (from 0) whose rupiah this row adds up.
    """

    sel: tuple[Sel | None, ...]
    peran: Peran = Peran.ISI
    jumlahkan: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Judul:
    """A cell of the heading, at a column; covers ``turun`` rows and ``lebar`` columns."""

    teks: str
    kolom: int
    turun: int
    lebar: int
    ragam: Ragam


@dataclass(frozen=True, slots=True)
class Tabel:
    """A table with its heading and, where it needs one, a note."""

    kode: str
    judul: str
    kolom: tuple[Kolom, ...]
    baris: tuple[Baris, ...]
    catatan: str = ""

    @property
    def bertingkat(self) -> bool:
        """Whether the heading has two rows."""
        return any(kolom.grup for kolom in self.kolom)

    def kepala(self) -> tuple[tuple[Judul, ...], ...]:
        """The heading's rows, one or two."""
        depth = 2 if self.bertingkat else 1
        first: list[Judul] = []
        second: list[Judul] = []
        at = 0
        while at < len(self.kolom):
            kolom, end = self.kolom[at], at + 1
            if kolom.grup is None:
                while end < len(self.kolom) and self.kolom[end].judul is None:
                    end += 1
                first.append(Judul(kolom.judul or "", at, depth, end - at, kolom.ragam))
            else:
                while end < len(self.kolom) and self.kolom[end].grup == kolom.grup:
                    end += 1
                first.append(Judul(kolom.grup, at, 1, end - at, kolom.ragam))
                second += [Judul(self.kolom[n].judul or "", n, 1, 1, self.kolom[n].ragam) for n in range(at, end)]
            at = end
        return (tuple(first), tuple(second)) if second else (tuple(first),)


@dataclass(slots=True)
class Penyusun:
    """Collects the rows of one table; cells that cover others are completed once their rows are known."""

    lebar: int
    baris: list[Baris] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.baris)

    def isi(self, *sel: Sel | Isi, peran: Peran = Peran.ISI, jumlahkan: Iterable[int] = ()) -> int:
        """Add a row whose cells stand one after the other; covered columns are filled in. Returns its number."""
        row: list[Sel | None] = []
        for cell in sel:
            full = cell if isinstance(cell, Sel) else Sel(cell)
            row += [full, *[None] * (full.lebar - 1)]
        assert len(row) == self.lebar, (len(row), self.lebar)
        self.baris.append(Baris(tuple(row), peran, tuple(jumlahkan)))
        return len(self.baris) - 1

    def merge(self, kolom: int, dari: int) -> None:
        """Let the cell of row ``dari`` cover everything below it in its column."""
        first = self.baris[dari]
        cell = first.sel[kolom]
        assert cell is not None
        count = len(self.baris) - dari
        self._set(dari, kolom, Sel(cell.isi, count, cell.lebar, cell.kode))
        for row in range(dari + 1, len(self.baris)):
            self._set(row, kolom, None)

    def _set(self, row: int, kolom: int, cell: Sel | None) -> None:
        old = self.baris[row]
        cells = (*old.sel[:kolom], cell, *old.sel[kolom + 1 :])
        self.baris[row] = Baris(cells, old.peran, old.jumlahkan)


# Control characters, halves of surrogate pairs and what Unicode calls no characters; XML and HTML refuse them.
_HIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def clean(text: str) -> str:
    """A text without control characters, with plain line ends. The loader refuses them; evidence may hold them."""
    return _HIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
