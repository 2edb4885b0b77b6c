"""Rows of a workbook as the fields they hold, read as kindly as their cells allow."""

import io
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from rktkit.faces.excel import layout
from rktkit.faces.excel.layout import Kolom
from rktkit.faces.excel.tree import Bagian, Daftar, Isian, Kelompok, Tempat
from rktkit.plan.load.office import is_bidang
from rktkit.plan.writing.numbers import format_angka

MAX_MERGES = 2_000

_UNSEEN = {ord(c): None for c in "\u200b\u200c\u200d\u2060\ufeff\xad"} | {ord(c): " " for c in "\xa0\u202f\u2007"}
"""What comes along from web pages: letters without width, and blanks that are none."""


@dataclass(slots=True)
class SheetRow:
    """A row of a sheet that says something: its cells by ``kunci``."""

    lembar: str
    nomor: int
    sel: dict[str, Isian]
    awal: Tempat

    def kelompok(self, columns: Sequence[Kolom], awal: str = "") -> Kelompok:
        """The fields of one group of the schema, nested as their paths say."""
        made = Kelompok(self.awal)
        for column in columns:
            isian = self.sel.get(column.kunci)
            if isian is None or column.keterangan or not column.kunci.startswith(awal):
                continue
            *groups, key = column.kunci.removeprefix(awal).split(".")
            if not awal and groups and f"{groups[0]}." in ("sasaran.", "program.", "kegiatan."):
                continue
            made.below(groups, isian.tempat).isi[key] = _SPLIT[column.kind](isian) if column.kind in _SPLIT else isian
        return made


def _split(isian: Isian) -> Daftar:
    parts = [part.strip() for part in isian.teks.replace(",", ";").replace("\n", ";").split(";")]
    return Daftar(isian.tempat, [Isian(isian.tempat, part) for part in parts if part])


_PART = re.compile(r"(?P<dana>.*\S)[\s:=]+(?P<pagu>(?:Rp\.?\s*)?[0-9][0-9.,]{3,})\Z", re.IGNORECASE | re.DOTALL)


def _parts(isian: Isian) -> Daftar | Isian:
    """``DAU 400.000.000; DBH 58.805.000`` as parts of the pagu; a name alone stays a name."""
    texts = [part.strip() for part in re.split(r"[;\n]", isian.teks) if part.strip()]
    found = [_PART.match(part) for part in texts]
    if not any(found) and len(texts) < 2:
        return isian
    made = Daftar(isian.tempat)
    for text, match in zip(texts, found, strict=True):
        named = match.groupdict() if match else {"dana": text}
        made.isi.append(Kelompok(isian.tempat, {key: Isian(isian.tempat, part) for key, part in named.items()}))
    return made


_SPLIT: Mapping[str, Callable[[Isian], Daftar | Isian]] = {"daftar": _split, "bagian": _parts}
"""Columns whose cells hold several values."""


def append(owner: Kelompok, key: str, part: Kelompok) -> None:
    """Add an entry to a list of its owner; one without any field is none."""
    if part.isi:
        items = owner.isi.setdefault(key, Daftar(part.tempat))
        assert isinstance(items, Daftar)
        items.isi.append(part)


def empty(part: Bagian) -> bool:
    """Whether a list has no entry."""
    return isinstance(part, Daftar) and not part.isi


def usable(key: str, text: str) -> bool:
    """Whether the year or the bidang can be part of a path."""
    if key == "tahun":
        return len(text) == 4 and text.isascii() and text.isdigit()
    return is_bidang(text)


@dataclass(frozen=True, slots=True)
class Lembaran:
    """A sheet's values by row and column, and the ranges that are merged: (top, left), (bottom, right), from 0."""

    grid: list[list[Any]]
    merged: Sequence[tuple[tuple[int, int], tuple[int, int]]]


def open_book(data: bytes) -> dict[str, Lembaran] | None:
    """The sheets of a workbook that ``guard`` has let pass, by name; ``None`` when they cannot be read."""
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        found = {}
        for name in book.sheet_names:
            sheet = book.get_sheet_by_name(name)
            found[name] = Lembaran(
                sheet.to_python(skip_empty_area=False), (sheet.merged_cell_ranges or ())[:MAX_MERGES]
            )
    except (CalamineError, OSError, ValueError):
        return None
    except BaseException as error:
        # The reader is written in Rust; where it gives up, Python is told so by something that is no Exception.
        if type(error).__name__ == "PanicException":
            return None
        raise
    return found


def _shown(number: Decimal) -> str:
    """A number as Excel shows it here."""
    return format_angka(number).replace(".", ",")


def lost_zero(value: Any) -> bool:
    """Whether a number among codes may have been another code: 2.10 is kept as 2.1."""
    return isinstance(value, float) and len(f"{value:.15g}".partition(".")[2]) == 1


def read_cell(value: Any, kind: str, percent: bool) -> tuple[str, bool]:
    """What a cell says as text, and whether Excel has made a date or time of it."""
    if isinstance(value, bool):
        return str(value).lower(), False
    if isinstance(value, float | int):
        number = Decimal(f"{value:.15g}")
        if percent and kind not in ("teks", "paragraf", "kode"):
            return f"{_shown(number * 100)}%", False
        return format_angka(number) if kind in ("kode", "daftar") else _shown(number), False
    if isinstance(value, time) and kind == "kode":
        return f"{value.hour}.{value.minute:02}.{value.second:02}", False  # 3.25.02 taken for a time of day
    if isinstance(value, datetime | date | time | timedelta):
        return str(value), True
    text = str(value).replace("\r\n", "\n").replace("\r", "\n").replace("_x000D_", "")
    text = (text if kind == "paragraf" else text.translate(_UNSEEN)).strip()
    if kind == "kode":
        text = text.split(layout.PEMISAH)[0].strip()
    return text, False
