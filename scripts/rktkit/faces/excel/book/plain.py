"""Any workbook as plain texts: for sheets that were not made here and are read once."""

from __future__ import annotations

from decimal import Decimal

from rktkit.faces.excel.book.cells import Lembaran, open_book
from rktkit.faces.excel.book.guard import inspect
from rktkit.ground.findings import Refusal

_UNREADABLE = "RKT-008"


def read_sheets(data: bytes, file: str) -> dict[str, list[list[str]]]:
    """The cells of every sheet as texts, by the sheet's name; results of formulas count as what they show.

    Raises:
        Refusal: it is no workbook, has a password, or is too large.
    """
    return {
        name: [[text_of(cell) for cell in row] for row in sheet.grid] for name, sheet in open_sheets(data, file).items()
    }


def open_sheets(data: bytes, file: str) -> dict[str, Lembaran]:
    """The sheets with their cells as they are kept; raises what ``read_sheets`` raises."""
    from rktkit.ground.catalogue.workbook import problem

    bad = [found for found in inspect(data, file).problems if found.rule == _UNREADABLE]
    book = open_book(data) if not bad else None
    if book is None:
        raise Refusal(bad or [problem("RKT-008.bukan", file, 1, 1)])
    return book


def text_of(cell: object) -> str:
    """What a cell says, without blanks around it."""
    if isinstance(cell, float):
        return f"{Decimal(f'{cell:.15g}').normalize():f}"
    return str(cell).replace("\xa0", " ").strip()
