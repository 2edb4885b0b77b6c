"""Labels beside several rows of a table: none parts from its first row, wherever a page ends."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rktkit.documents.tables.grid import Tabel

_GROUP = 180.0
"""Up to this height (points) the rows beside a label stand on one page; a taller group tells its label again."""


def part(tabel: Tabel, tall: Sequence[float]) -> Tabel:
    """The same table with every label that reaches down over more than ``_GROUP`` told again for each such part.

    The type-setter keeps the rows beside a label together, so that no label can part from its first row.
    """
    rows = [list(row.sel) for row in tabel.baris]
    cuts: set[int] = set()
    for column in range(len(tabel.kolom)):
        number = 0
        while number < len(rows):
            cell = rows[number][column]
            down = cell.turun if cell is not None else 1
            if cell is not None and down > 1:
                for start, end in _pieces(range(number, number + down), tall, cuts, tabel, column):
                    rows[start][column] = replace(cell, turun=end - start)
                    cuts.add(start)
            number += down
    return replace(tabel, baris=tuple(replace(b, sel=tuple(s)) for b, s in zip(tabel.baris, rows, strict=True)))


def _pieces(span: range, tall: Sequence[float], cuts: set[int], tabel: Tabel, column: int) -> Iterator[tuple[int, int]]:
    """Start and end of the parts of a span: where a column to the left begins anew, and where a part is full.

    Where it can, it ends where no label to the right is cut in two.
    """
    start, height, good = span.start, 0.0, span.start
    for number in span:
        if all(cell is not None for cell in tabel.baris[number].sel[column + 1 :]):
            good = number
        if number > start and (number in cuts or height + tall[number] > _GROUP):
            end = number if number in cuts or good <= start else good
            yield start, end
            start, height = end, sum(tall[end:number])
        height += tall[number]
    yield start, span.stop
