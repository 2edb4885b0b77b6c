"""Independent readers of each format: nothing here uses the code that wrote the files."""

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any


@dataclass(frozen=True, slots=True)
class Halaman:
    """A web page as its elements, without namespaces."""

    root: Any

    def tabel(self, kode: str) -> list[list[str]]:
        """The body of a table as a grid of texts; a covered place repeats the cell that covers it."""
        place = self.root.find(f".//*[@id='tabel-{kode}']")
        assert place is not None, kode
        grid: dict[tuple[int, int], str] = {}
        for row, tr in enumerate(place.findall(".//tbody/tr")):
            column = 0
            for cell in tr:
                while (row, column) in grid:
                    column += 1
                for down in range(int(cell.get("rowspan", 1))):
                    for right in range(int(cell.get("colspan", 1))):
                        grid[row + down, column + right] = teks(cell)
        height, width = max(r for r, _ in grid) + 1, max(c for _, c in grid) + 1
        return [[grid.get((r, c), "") for c in range(width)] for r in range(height)]

    @property
    def teks(self) -> str:
        """All that a reader sees."""
        return teks(self.root.find("body"))


def teks(element: Any) -> str:
    """The text of an element with its blanks folded."""
    return " ".join("".join(element.itertext()).split())


@cache
def html(data: bytes) -> Halaman:
    """A page, read by html5lib; its parse errors are failures."""
    import html5lib

    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    root = parser.parse(data)
    assert parser.errors == []
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else element.tag
    return Halaman(root)


@cache
def sheets(data: bytes) -> dict[str, list[list[Any]]]:
    """A workbook as rows of values, read by calamine."""
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


def rows(data: bytes) -> list[dict[str, str]]:
    """A CSV file as its rows by field."""
    return list(csv.DictReader(io.StringIO(data.decode(), newline="")))


def document(data: bytes) -> Any:
    """A JSON file with exact numbers."""
    return json.loads(data, parse_float=Decimal)


@cache
def pdf(data: bytes) -> str:
    """The letters and digits of a PDF without blanks and soft hyphens: lines may break anywhere."""
    import pypdf

    pages = pypdf.PdfReader(io.BytesIO(data)).pages
    return dense("".join(page.extract_text() for page in pages))


def dense(text: str) -> str:
    """A text without blanks and without what marks where a line may break."""
    return re.sub(r"[\s\u00ad\u200b\u2011-]+", "", text)


def amounts(cells: list[Any]) -> Iterator[int]:
    """The whole numbers among the cells of a row."""
    for cell in cells:
        if isinstance(cell, float) and cell == int(cell):
            yield int(cell)


def angka(text: str) -> Decimal:
    """A number as Indonesian documents write it."""
    return Decimal(text.replace("−", "-").replace("Rp", "").replace(".", "").replace(",", "."))
