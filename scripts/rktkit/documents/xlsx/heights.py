"""How tall a row must be: spreadsheets do not do it for merged cells, and not on a machine without the font."""

from collections.abc import Sequence
from math import ceil

from rktkit.documents.tables.grid import Tabel
from rktkit.plan.writing.words import angka

LINE = 12.5
"""Points a line of 9-point text takes."""

MAX = 409.0
"""The tallest row there is, in points."""


def heights(tabel: Tabel, lebar: Sequence[int]) -> list[float]:
    """A height in points for every row, so that each cell's text fits, merged ones over all their rows.

    Args:
        tabel: the table.
        lebar: the widths of the sheet's columns in characters.
    """
    deep = [1] * len(tabel.baris)
    spans: list[tuple[int, int, int]] = []
    for row, baris in enumerate(tabel.baris):
        for column, sel in enumerate(baris.sel):
            if sel is None or sel.isi is None:
                continue
            width = sum(lebar[column : column + sel.lebar])
            text = str(sel.teks) if isinstance(sel.isi, str) else angka(sel.isi)
            need = lines(text, int(width * 1.1))
            if sel.turun == 1:
                deep[row] = max(deep[row], need)
            else:
                spans.append((row, sel.turun, need))
    for row, turun, need in sorted(spans, key=lambda span: span[1]):
        missing = need - sum(deep[row : row + turun])
        for offset in range(turun):
            if missing > 0:
                share = ceil(missing / (turun - offset))
                deep[row + offset] += share
                missing -= share
    return [min(count * LINE + 4, MAX) for count in deep]


def lines(text: str, width: int) -> int:
    """Lines that a text takes when it wraps at blanks; a little pessimistic, as letters differ in width."""
    total = 0
    for paragraph in text.split("\n"):
        used, count = 0, 1
        for word in paragraph.split(" "):
            size = len(word)
            if used and used + 1 + size > width:
                count, used = count + 1, 0
            if size > width:
                count += (size - 1) // width
                size = size % width or width
            used += size + (1 if used else 0)
        total += count
    return total
