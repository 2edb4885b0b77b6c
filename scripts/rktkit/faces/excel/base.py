"""The form that a workbook was made from, on a hidden sheet of it: whole, so that three sides can be compared."""

import base64
import binascii
import zlib
from typing import TYPE_CHECKING

from rktkit.documents.xlsx.kit import REDUP, Kit
from rktkit.faces.excel.book.cells import Lembaran
from rktkit.ground.yaml.nodes import Map
from rktkit.ground.yaml.reader import load

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

DASAR = "Dasar"
_FIRST = 2
"""Row (from 0) of the first part; a sentence for whoever unhides the sheet stands above."""

_PART = 30_000
"""Letters in a cell; Excel holds 32,767."""

MAX_FORM = 1024 * 1024
"""No form is larger."""


def write_base(kit: Kit, sheet: "Worksheet", form: bytes) -> None:
    """Put a form on its sheet, packed: nothing that a program does to a text on its way can change it."""
    kit.text(sheet, 0, 0, "Form asal buku kerja ini; dibaca oleh rkt import. Jangan diubah.", font_color=REDUP)
    packed = base64.b64encode(zlib.compress(form, 9)).decode()
    for row, start in enumerate(range(0, len(packed), _PART), _FIRST):
        kit.text(sheet, row, 0, packed[start : start + _PART])
    sheet.hide()
    sheet.protect()


def read_base(sheet: Lembaran | None) -> Map | None:
    """The form's tree, empty where the workbook was made without one; ``None`` where it is missing or damaged."""
    if sheet is None:
        return None
    packed = "".join(str(cells[0]) for cells in sheet.grid[_FIRST:] if cells)
    unpack = zlib.decompressobj()
    try:
        data = unpack.decompress(base64.b64decode(packed, validate=True), MAX_FORM + 1)
    except (ValueError, binascii.Error, zlib.error):
        return None
    if not unpack.eof or len(data) > MAX_FORM:
        return None
    return load(data, DASAR)[0] if data else Map(1, 1)
