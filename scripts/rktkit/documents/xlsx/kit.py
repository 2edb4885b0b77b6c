"""What every workbook of ours is written with: safe texts, exact numbers, shared formats, one palette.

A text from a file is always written as a text: it never becomes a formula, a link or a number. Excel keeps 15 digits; a
number with more is written as a text, so that no digit is lost.
"""

import io
from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from rktkit.documents.data.csv import DANGER
from rktkit.documents.tables.grid import clean

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

TINTA, REDUP, LAUT, KABUT, GARIS, TERANG = "#12303A", "#52666B", "#0F5257", "#E3ECEC", "#B4C4C6", "#F3F7F7"
"""The palette of all documents: ink, faded ink, deep teal, mist, hairline, and the lightest ground."""

MAX_TEXT = 32_767
"""What one cell holds."""

MAX_SUM = 8_000
"""Excel takes formulas up to 8,192 characters."""


class Kit:
    """A workbook in memory; the same calls give the same bytes."""

    def __init__(self, waktu: datetime, *, judul: str, penulis: str, lembaga: str) -> None:
        from xlsxwriter import Workbook

        self._target = io.BytesIO()
        self.book = Workbook(self._target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
        self.book.set_properties(
            {
                "title": clean(judul),
                "author": clean(penulis),
                "company": clean(lembaga),
                "created": waktu.astimezone(UTC).replace(tzinfo=None),
            }
        )
        self._formats: dict[tuple[tuple[str, Any], ...], Format] = {}

    def close(self) -> bytes:
        """The finished file."""
        self.book.close()
        return self._target.getvalue()

    def format(self, **properties: Any) -> "Format":
        """A cell format; equal properties share one, as Excel allows only so many."""
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            self._formats[key] = self.book.add_format({"font_name": "Calibri", "font_color": TINTA, **properties})
        return self._formats[key]

    def text(self, sheet: "Worksheet", row: int, column: int, text: str, **properties: Any) -> None:
        """A text, whatever it looks like. With Excel's own apostrophe where it looks like a formula."""
        text = fit(text)
        if text.startswith(DANGER):
            properties["quote_prefix"] = True
        sheet.write_string(row, column, text, self.format(**properties))

    def number(self, sheet: "Worksheet", row: int, column: int, value: Decimal | int, **properties: Any) -> None:
        """An exact number, shown with the decimals it has."""
        if holds(value):
            properties.setdefault("num_format", number_format(value))
            sheet.write_number(row, column, float(value), self.format(**properties))
        else:
            sheet.write_string(
                row, column, format(value, "f" if isinstance(value, Decimal) else "d"), self.format(**properties)
            )

    def merge(self, sheet: "Worksheet", row: int, column: int, down: int, right: int, **properties: Any) -> None:
        """Let a cell cover ``down`` rows and ``right`` columns, itself included; its content is written afterwards."""
        if down > 1 or right > 1:
            sheet.merge_range(row, column, row + down - 1, column + right - 1, "", self.format(**properties))


def fit(text: str) -> str:
    """A text that one cell holds; a longer one is cut with a mark."""
    text = clean(text)
    return text if len(text) <= MAX_TEXT else f"{text[: MAX_TEXT - 1]}…"


def holds(value: Decimal | int) -> bool:
    """Whether Excel keeps every digit of a number."""
    return len(Decimal(value).normalize().as_tuple().digits) <= 15


def number_format(value: Decimal | int) -> str:
    """Thousands marks and as many decimals as the number has."""
    exponent = Decimal(value).normalize().as_tuple().exponent
    places = max(0, -exponent) if isinstance(exponent, int) else 0
    return f"#,##0.{'0' * places}" if places else "#,##0"


def formula_sum(rows: Sequence[int], column: str) -> str:
    """``=SUM(…)`` over rows (from 1) of a column, neighbours as ranges; empty when Excel could not hold it."""
    parts: list[str] = []
    start = previous = 0
    for row in (*sorted(rows), 0):
        if start and row == previous + 1:
            previous = row
            continue
        if start:
            parts.append(f"{column}{start}" if start == previous else f"{column}{start}:{column}{previous}")
        start = previous = row
    # A function takes 255 arguments.
    chunks = [f"SUM({','.join(parts[n : n + 255])})" for n in range(0, len(parts), 255)]
    text = f"={'+'.join(chunks)}"
    return text if chunks and len(text) <= MAX_SUM else ""


def letter(column: int) -> str:
    """The name of a column."""
    from xlsxwriter.utility import xl_col_to_name

    return str(xl_col_to_name(column))
