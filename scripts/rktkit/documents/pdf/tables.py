"""Tables made ready for the type-setter: column widths in points, texts that fit them, rows that stay together."""

from collections.abc import Iterator, Sequence
from typing import Any

from rktkit.documents.pdf.fonts import SANS, SANS_BOLD, clean, cut, fit, line, load
from rktkit.documents.pdf.labels import part
from rktkit.documents.tables.grid import Baris, Isi, Kolom, Peran, Ragam, Sel, Tabel
from rktkit.plan.writing.words import KOSONG, angka

LEBAR = {"A4": (446.0, 756.0), "F4": (446.0, 848.0)}
"""Width of the type area in points, upright and landscape, by paper; the same numbers stand in ``gaya.typ``."""

PADDING = 3.2
"""Left and right of every cell, in points; as in ``tabel.typ``."""

_LEADING = 1.28
_ALIGN = {
    Ragam.TEKS: "l",
    Ragam.BANDING: "r",
    Ragam.KODE: "l",
    Ragam.TENGAH: "c",
    Ragam.NILAI: "r",
    Ragam.RUPIAH: "r",
    Ragam.PERSEN: "r",
}
_WORDS = (Ragam.TEKS, Ragam.BANDING)
"""Columns whose texts fold."""

_TALLEST = 260.0
"""Rows up to this height (points) are never divided over two pages; taller ones must be."""


_WHOLE = 220.0
"""A table up to this height (points) stands on one page."""

_TAIL = 3
"""Rows at the end of a longer table that are never divided: a sum keeps company."""

_MARK = 60
"""Characters of a name in the running head."""


def isi(value: Isi, ragam: Ragam, kosong: str = KOSONG) -> str:
    """A cell's content as the document writes it."""
    if value is None:
        return kosong
    if isinstance(value, str):
        return clean(value)
    return f"{value:.1f}%".replace(".", ",") if ragam is Ragam.PERSEN else angka(value)


def lay_out(tabel: Tabel, *, nomor: str, datar: bool, ukuran: float, kertas: str = "A4") -> dict[str, Any]:
    """A table as plain data for ``tabel.typ``.

    Args:
        tabel: the table.
        nomor: its number, ``Tabel 3.1``.
        datar: whether it stands on a landscape page.
        ukuran: size of the type in points.
        kertas: what it is printed on.
    """
    total = LEBAR[kertas][datar]
    widths = _widths(tabel, total, ukuran)
    tall = [_height(row, tabel.kolom, widths, ukuran) for row in tabel.baris]
    tabel = part(tabel, tall)
    levels = _levels(tabel)
    title = nomor or cut(tabel.judul, _MARK)
    marks = [[title, mark] if mark else [title] for mark in _marks(tabel, levels)]
    rows = [
        _row(row, tabel.kolom, widths, ukuran, following)
        for row, following in zip(tabel.baris, [*marks[1:], None], strict=True)
    ]
    for row, level in zip(rows, levels, strict=True):
        if level == 2 and max(levels) > 3:
            row["p"] = "puncak"
    whole = sum(tall) <= _WHOLE
    tail = 0 if whole else _tail(tabel, levels, tall)
    levels[len(levels) - tail :] = [0] * tail
    groups = [{"tingkat": level, "baris": rows[start:end]} for start, end, level in _runs(levels)]
    if tail:
        groups[-1]["ekor"] = tail
    return {
        "kode": tabel.kode,
        "nomor": nomor,
        "judul": line(tabel.judul, total - 60, 9, SANS_BOLD),
        "catatan": line(tabel.catatan, total, 8, SANS),
        "ukuran": ukuran,
        "sisi": [_ALIGN[kolom.ragam] for kolom in tabel.kolom],
        "lebar": [round(width, 2) for width in widths],
        "kepala": _head(tabel.kolom, widths, ukuran),
        "utuh": whole,
        "kelompok": groups,
    }


# --- headings inside a table -----------------------------------------------------------------------------------------


def _levels(tabel: Tabel) -> list[int]:
    """For each row the level of heading it is (from 2), or 0: a heading never stays behind alone on a page.

    A row that groups is a heading; so is a sum that stands above what it adds up, one level deeper than the sum that
    it is a part of. A further row of the same heading is as deep as the first.
    """
    parent = {part: number for number, row in enumerate(tabel.baris) for part in row.jumlahkan if part > number}
    levels: list[int] = []
    for number, row in enumerate(tabel.baris):
        above = row.peran in (Peran.BAGIAN, Peran.JUMLAH) and (not row.jumlahkan or min(row.jumlahkan) > number)
        if not above:
            levels.append(0)
        elif number in parent:
            levels.append(levels[parent[number]] + 1)
        else:
            same = number and not row.jumlahkan and tabel.baris[number - 1].peran is row.peran
            levels.append(levels[-1] or 2 if same else 2)
    return levels


def _runs(levels: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """Start, end and level of neighbouring rows; headings at the very end head nothing and are rows like others."""
    start = 0
    for end in range(1, len(levels) + 1):
        if end == len(levels) or levels[end] != levels[start]:
            yield start, end, levels[start] if end < len(levels) else 0
            start = end


def _tail(tabel: Tabel, levels: Sequence[int], tall: Sequence[float]) -> int:
    """How many rows at the end stay together; none where a cell from above reaches into them, or they are tall.

    Where they are all that stands under a heading, the heading is one of them.
    """
    count = len(tabel.baris)
    last = next((count - number for number in range(count, 0, -1) if levels[number - 1]), count)
    tail = min(_TAIL, last)
    while tail == last < count and levels[count - tail - 1]:
        tail = last = tail + 1
    reaching = any(
        cell is not None and number < count - tail < number + cell.turun
        for number, row in enumerate(tabel.baris[: count - tail])
        for cell in row.sel
    )
    return 0 if tail < 2 or reaching or sum(tall[-tail:]) > _TALLEST / 2 else tail


def _marks(tabel: Tabel, levels: Sequence[int]) -> Iterator[str]:
    """What a page that begins with a row continues: the headings above it, and the cells that reach down over it."""
    open_cells: dict[int, tuple[Sel, int]] = {}
    headings: dict[int, str] = {}
    for number, (row, level) in enumerate(zip(tabel.baris, levels, strict=True)):
        if level:
            headings = {deep: text for deep, text in headings.items() if deep < level}
            headings[level] = _name([cell for cell in row.sel if cell is not None])
        covering = [cell for cell, end in open_cells.values() if number < end and cell.kode]
        above = [] if level else list(headings.values())
        above = [cut(str(cell.teks), _MARK) for cell in covering] or above
        yield " · ".join(above[:1] + above[1:][-1:])
        for index, cell in enumerate(row.sel):
            if cell is not None and cell.turun > 1:
                open_cells[index] = (cell, number + cell.turun)


def _name(cells: Sequence[Sel]) -> str:
    texts = [cell for cell in cells if isinstance(cell.isi, str)]
    return cut(" ".join(str(cell.teks) for cell in texts[:2]), _MARK)


# --- widths ----------------------------------------------------------------------------------------------------------


def _widths(tabel: Tabel, total: float, size: float) -> list[float]:
    """Figures and codes get what they need, words share the rest; nothing ever reaches beyond the type area."""
    needs = [_need(tabel, index, size) + 2 * PADDING for index in range(len(tabel.kolom))]
    flowing = [index for index, kolom in enumerate(tabel.kolom) if kolom.ragam in _WORDS]
    weights = [_weight(tabel, index) if index in flowing else 0.0 for index in range(len(needs))]
    if not flowing or sum(needs) > total:  # absurdly wide contents: all shrink alike, and long words are divided
        return [need * total / sum(needs) for need in needs]
    # A column of words is as wide as its weight says, but never narrower than its longest usual word.
    rest = total - sum(need for index, need in enumerate(needs) if index not in flowing)
    while True:
        share = rest / sum(weights[index] for index in flowing)
        tight = [index for index in flowing if weights[index] * share < needs[index]]
        if not tight:
            break
        rest -= sum(needs[index] for index in tight)
        flowing = [index for index in flowing if index not in tight]
    for index in flowing:
        needs[index] = weights[index] * share
    return needs


def _need(tabel: Tabel, index: int, size: float) -> float:
    """The natural width of a column of figures or codes, or of the longest word of a column of words."""
    kolom = tabel.kolom[index]
    font = load(SANS_BOLD)
    words = _head_text(kolom.judul or "").split(" ")
    flowing = kolom.ragam in _WORDS
    for row in tabel.baris:
        cell = row.sel[index]
        if cell is not None and cell.lebar == 1:
            text = isi(cell.isi, kolom.ragam)
            words += text.split() if flowing or kolom.ragam is Ragam.TENGAH else [text]
    natural = max((font.width(word, size) for word in set(words)), default=0.0)
    return min(natural, _LIMITS.get(kolom.ragam, max(kolom.lebar * size * 0.75, 4 * size))) + 0.5


_LIMITS = {Ragam.RUPIAH: 190.0, Ragam.TEKS: 46.0, Ragam.BANDING: 46.0}
"""No column claims more than this (points), whatever it holds; words that are wider are divided."""


def _weight(tabel: Tabel, index: int) -> float:
    """How much of the free width a column of words deserves: its planned width, less where it holds little."""
    texts = [isi(c.isi, Ragam.TEKS) for c in (row.sel[index] for row in tabel.baris) if c is not None and c.lebar == 1]
    longest = max((len(text) for text in texts), default=0)
    planned = float(tabel.kolom[index].lebar)
    return max(planned * 0.3, len(tabel.kolom[index].judul or "") * 0.9, min(planned, longest * 0.7 + 4))


# --- rows ------------------------------------------------------------------------------------------------------------


def _head(kolom: Sequence[Kolom], widths: Sequence[float], size: float) -> list[dict[str, Any]]:
    """The cells of the heading, in reading order, one or two rows of them."""
    deep = 2 if any(k.grup for k in kolom) else 1
    top, below = [], []
    index = 0
    while index < len(kolom):
        current = kolom[index]
        span = 1
        while index + span < len(kolom) and _joined(kolom, index, index + span):
            span += 1
        inside = widths[index : index + span]
        if current.grup:
            top.append(_head_cell(current.grup, inside, size, span, 1))
            below += [_head_cell(kolom[index + n].judul or "", [width], size, 1, 1) for n, width in enumerate(inside)]
        else:
            top.append(_head_cell(current.judul or "", inside, size, span, deep))
        index += span
    return top + below


def _head_text(text: str) -> str:
    """A heading whose short parts stay together: ``TW II`` is not divided."""
    return text.replace(" ", "\u00a0") if len(text) <= 6 else text


def _joined(kolom: Sequence[Kolom], first: int, other: int) -> bool:
    if kolom[first].grup:
        return kolom[other].grup == kolom[first].grup
    return kolom[other].judul is None


def _head_cell(text: str, widths: Sequence[float], size: float, colspan: int, rowspan: int) -> dict[str, Any]:
    return {"t": fit(_head_text(clean(text)), sum(widths) - 2 * PADDING, size, SANS_BOLD), "c": colspan, "r": rowspan}


def _row(
    row: Baris, kolom: Sequence[Kolom], widths: Sequence[float], size: float, following: list[str] | None
) -> dict[str, Any]:
    """One row. Its first cell carries what the next row continues, for the head of a page that begins there."""
    cells = list(_cells(row, kolom, widths, size))
    tall = any(cell.pop("tinggi") for cell in cells)
    cells[0]["m"] = following
    return {"p": row.peran.value, "utuh": not tall, "sel": cells}


def _cells(row: Baris, kolom: Sequence[Kolom], widths: Sequence[float], size: float) -> Iterator[dict[str, Any]]:
    """The cells that stand in a row; whatever is as usual is left out, for documents of thousands of rows."""
    font = SANS if row.peran is Peran.ISI else SANS_BOLD
    bare = row.peran is not Peran.ISI and not _measured(row, kolom)  # a heading or sum without figures of its own
    for index, cell in enumerate(row.sel):
        if cell is None:
            continue
        ragam = kolom[index].ragam
        room = sum(widths[index : index + cell.lebar]) - 2 * PADDING
        text = fit(isi(cell.isi, ragam, _blank(bare, row.peran, ragam)), room, size, font)
        deep = _lines(text, room, size) * size * _LEADING > _TALLEST
        made: dict[str, Any] = {"t": text, "tinggi": cell.turun == 1 and deep}
        if cell.kode:
            made["k"] = fit(clean(cell.kode), room, size, font)
        if cell.lebar > 1:
            made |= {"c": cell.lebar, "a": "l"}
        if cell.turun > 1:
            made |= {"r": cell.turun, "utuh": not deep}
        yield made


def _measured(row: Baris, kolom: Sequence[Kolom]) -> bool:
    pairs = zip(row.sel, kolom, strict=True)
    return any(cell is not None and k.ragam is Ragam.NILAI and cell.isi is not None for cell, k in pairs)


def _blank(bare: bool, peran: Peran, ragam: Ragam) -> str:
    """What stands for no value: nothing where a heading or sum never has one, else a dash."""
    return "" if bare or (peran is not Peran.ISI and ragam is not Ragam.NILAI) else KOSONG


def _height(row: Baris, kolom: Sequence[Kolom], widths: Sequence[float], size: float) -> float:
    """About how tall a row is in points; a cell that reaches down is the business of all its rows."""
    font = load(SANS if row.peran is Peran.ISI else SANS_BOLD)
    deep = 1
    for index, cell in enumerate(row.sel):
        if cell is not None and cell.turun == 1:
            room = sum(widths[index : index + cell.lebar]) - 2 * PADDING
            text = isi(cell.isi, kolom[index].ragam)
            deep = max(deep, bool(cell.kode) + sum(1 + int(font.width(t, size) / room) for t in text.split("\n")))
    return deep * size * _LEADING + 2 * PADDING


def _lines(text: str, room: float, size: float) -> float:
    """About how many lines a text takes, rather too many."""
    return 2 + text.count("\n") + len(text) * size * 0.6 / room
