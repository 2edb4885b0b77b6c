"""Looks into a workbook's parts before anything reads it: macros, links, sheer size, and what is behind cells.

A reader of values shows a formula's last result and passes over the rest; so the parts themselves are searched.
"""

import io
import posixpath
import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

from rktkit.faces.excel.book.parts import CELL, Refused, notes, related, walk
from rktkit.faces.excel.book.parts import column as column_number
from rktkit.ground.catalogue.workbook import problem
from rktkit.ground.findings import Problem

MAX_BYTES = 16 * 1024 * 1024
MAX_UNPACKED = 64 * 1024 * 1024
MAX_PARTS = 2_000
MAX_ROWS, MAX_COLUMNS = 20_000, 500
"""A value further out is in no form; the reader of values would fill everything up to it with empty cells."""

MAX_NOTED = 100_000
"""Of percents, formulas, errors, notes and hidden rows."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MACRO = re.compile(r"vbaproject|macrosheets/|dialogsheets/|xl/activex/|customui", re.IGNORECASE)
_LINK = re.compile(r"externallinks/|xl/connections\.xml|xl/querytables/|ddelink", re.IGNORECASE)
_OBJECT = re.compile(r"xl/embeddings/|oleobject", re.IGNORECASE)
_PERCENT_IDS = {9, 10}
"""Built-in number formats that show a share in percent."""


@dataclass(slots=True)
class Inspection:
    """What the parts of a workbook say."""

    problems: list[Problem] = field(default_factory=list)
    percent: set[tuple[str, int, int]] = field(default_factory=set)
    """Numbers that Excel shows in percent: sheet, row and column from 1."""
    errors: set[tuple[str, int, int]] = field(default_factory=set)
    """Cells with the error value of a formula that is gone: #REF!, #N/A."""
    hidden: set[tuple[str, int, int]] = field(default_factory=set)
    """Rows that are hidden or filtered out; their column is 0."""
    formulas: set[tuple[str, int, int]] = field(default_factory=set)
    """Cells whose value is the last result of a formula."""
    pending: set[tuple[str, int, int]] = field(default_factory=set)
    """Those of them that no program has worked out yet."""
    notes: dict[tuple[str, int, int], str] = field(default_factory=dict)
    """What people have pinned to cells."""


def inspect(data: bytes, file: str) -> Inspection:
    """Search a workbook. Never raises for anything in ``data``.

    Args:
        data: the bytes of the file.
        file: its name, for the problems.
    """
    found = Inspection()

    def say(text: str, row: int = 1, column: int = 1, **values: object) -> None:
        found.problems.append(problem(text, file, row, column, **values))

    if data.startswith(_OLE):
        say("RKT-008.sandi")
    elif len(data) > MAX_BYTES:
        say("RKT-008.besar", sebab=f"lebih dari {MAX_BYTES // 1024 // 1024} MiB")
    else:
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                parts = _unpack(archive)
                if parts is None:
                    say("RKT-008.besar", sebab="isinya mengembang saat dibuka")
                else:
                    _search(parts, archive.namelist(), found, say)
        except (zipfile.BadZipFile, zipfile.LargeZipFile, Refused, expat.ExpatError):
            say("RKT-008.bukan")
        except (OSError, RuntimeError, NotImplementedError, ValueError, EOFError, LookupError, MemoryError):
            say("RKT-008.bukan")  # damaged or encrypted parts: zlib and zipfile raise all of these
    return found


def _unpack(archive: zipfile.ZipFile) -> dict[str, bytes] | None:
    """The parts by name in small letters, for readers find them in any letter case; ``None`` when there is too much.

    What a part says of its size is not believed, and what its name says of its kind no more: any may hold cells.
    """
    import zlib

    if len(archive.infolist()) > MAX_PARTS:
        return None
    left = MAX_UNPACKED
    parts: dict[str, bytes] = {}
    for info in archive.infolist():
        try:
            with archive.open(info) as part:
                content = part.read(left + 1)
        except zlib.error as error:
            raise Refused from error
        left -= len(content)
        if left < 0:
            return None
        name = info.filename.lower()
        if name in parts:
            raise Refused
        parts[name] = content
    return parts


def _search(parts: dict[str, bytes], names: Sequence[str], found: Inspection, say: Any) -> None:
    if "xl/workbook.xml" not in parts and b"spreadsheetml" not in parts.get("[content_types].xml", b""):
        raise Refused
    for pattern, text in ((_MACRO, "RKT-009.makro"), (_LINK, "RKT-009.tautan"), (_OBJECT, "RKT-009.sisipan")):
        name = next((name for name in names if pattern.search(name)), None)
        if name is not None:
            say(text, berkas=posixpath.basename(name))
    styles = _percent_styles(parts)
    far = False
    for lembar, path in _sheets(parts):

        def tell(kind: str, row: int, column: int, lembar: str = lembar) -> None:
            nonlocal far
            if kind == "far":
                if not far:
                    say("RKT-008.besar", row, column, sebab=f"lembar “{lembar}” terlalu luas")
                far = True
                return
            if kind == "result":
                found.pending.discard((lembar, row, column))
                return
            noted: set[tuple[str, int, int]] = getattr(found, kind)
            if len(noted) < MAX_NOTED:
                noted.add((lembar, row, column))

        _cells(parts.get(path, b""), styles, tell)
        for (row, column), words in notes(parts, path).items():
            if len(found.notes) < MAX_NOTED:
                found.notes[lembar, row, column] = words


def _sheets(parts: dict[str, bytes]) -> Iterator[tuple[str, str]]:
    """Name and part of every sheet; then whatever else looks like one, by the name of its part."""
    book = next((name for name in ("xl/workbook.xml", *parts) if name in parts and name.endswith("workbook.xml")), "")
    sheets: list[dict[str, str]] = []

    def sheet(tag: str, attributes: dict[str, str]) -> None:
        if tag == "sheet":
            sheets.append(attributes)

    rels = related(parts, book) if book else {}
    walk(parts.get(book, b""), sheet)
    named = set()
    for attributes in sheets:
        path = rels.get(attributes.get("id", ""), ("", ""))[1]
        named.add(path)
        yield attributes.get("name", ""), path
    for path, content in parts.items():
        if path not in named and b"sheetData" in content:
            yield posixpath.basename(path), path


def _percent_styles(parts: dict[str, bytes]) -> set[str]:
    """The numbers of the cell styles whose format shows percent."""
    formats = set(map(str, _PERCENT_IDS))
    styles: set[str] = set()
    inside, number = False, 0

    def element(tag: str, attributes: dict[str, str]) -> None:
        nonlocal inside, number
        if tag == "numFmt" and "%" in attributes.get("formatCode", ""):
            formats.add(attributes.get("numFmtId", ""))
        elif tag in ("cellXfs", "cellStyleXfs", "cellStyles", "dxfs"):
            inside, number = tag == "cellXfs", 0
        elif tag == "xf" and inside:
            if attributes.get("numFmtId") in formats:
                styles.add(str(number))
            number += 1

    walk(parts.get("xl/styles.xml", b""), element)
    return styles


def _cells(content: bytes, percent: set[str], tell: Callable[[str, int, int], None]) -> None:
    """Tell of cells with a formula, in percent, in error, or too far out, and of hidden rows: kind, row and column."""
    row = column = 0
    formula = worked_out = False

    def element(tag: str, attributes: dict[str, str]) -> None:
        nonlocal row, column, formula, worked_out
        if tag == "row":
            row, column = int(attributes.get("r", row + 1)), 0
            if attributes.get("hidden") in ("1", "true"):
                tell("hidden", row, 0)
        elif tag == "c":
            formula, worked_out = False, attributes.get("t") == "str"  # a text may be empty; a number never is
            match = CELL.match(attributes.get("r", ""))
            row, column = (int(match[2]), column_number(match[1])) if match else (row, column + 1)
            if attributes.get("s") in percent:
                tell("percent", row, column)
            if attributes.get("t") == "e":
                tell("errors", row, column)
        elif tag == "f":
            formula = True
            tell("formulas", row, column)
            tell("pending", row, column)
        elif tag in ("v", "is"):
            if formula and worked_out:
                tell("result", row, column)
            if row > MAX_ROWS or column > MAX_COLUMNS:
                tell("far", row, column)

    def text(tag: str, chars: str) -> None:
        if tag == "v" and formula and chars.strip():
            tell("result", row, column)

    walk(content, element, text)
