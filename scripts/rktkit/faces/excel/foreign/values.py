"""What the cells of a foreign sheet mean: codes, numbers with their unit behind them, funds by their account."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from rktkit.faces.excel.book.cells import Lembaran, lost_zero, read_cell
from rktkit.faces.excel.book.guard import Inspection
from rktkit.faces.excel.foreign.headings import Pemetaan
from rktkit.faces.excel.reading.rows import Say, some
from rktkit.faces.excel.tree import Isian, Tempat
from rktkit.ground.catalogue.workbook import cell
from rktkit.plan.names.units import DaftarDana
from rktkit.plan.writing.numbers import format_angka

KODE = re.compile(
    r"([0-9]{1,2}|[xX])\.([0-9]{1,2}|[xX]{1,2})\.([0-9]{2})(?:\.([1-8])\.([0-9]{2})(?:\.([0-9]{2,4}))?)?\Z"
)
_LEADING = re.compile(r"([0-9xX.\s]*?)(?:[xX]*(?![0-9xX.\s]).*)?\Z", re.DOTALL)
"""A code at the beginning of a cell; behind it its name may stand."""
_NUMBER = re.compile(r"([0-9][0-9.,]*)\s*(.*)\Z", re.DOTALL)
_ACCOUNT = re.compile(r"[12](?:\.[0-9]{1,2}){1,6}\Z")
_FUNDS = (
    ("1.1", "PAD"), ("2.1", "PAD"), ("1.2.1.1.1", "DBH"), ("2.2.1.1.1", "DBH"), ("1.2.1.1.2", "DAU"),
    ("2.2.1.1.2", "DAU"), ("2.2.1.1.3", "DAK Fisik"), ("1.2.1.1.3", "DAK Fisik"), ("1.2.1.1.4", "DAK Nonfisik"),
    ("2.2.1.1.4", "DAK Nonfisik"), ("1.2.1.2", "Insentif Fiskal"), ("2.2.1.2", "Insentif Fiskal"),
    ("1.2.2.2", "Bantuan Provinsi"), ("2.2.2.2", "Bantuan Provinsi"),
)  # fmt: skip
"""Accounts of the national list of funds (without leading zeros) by what they begin with."""

_DOWN = frozenset(("pagu", "realisasi", "maju_pagu"))
"""Amounts: merged over several rows they count once."""


@dataclass(slots=True)
class ForeignRow:
    """A row of a foreign sheet: its texts by field, the numbers among them, and which are shown in percent."""

    nomor: int
    sel: dict[str, Isian] = field(default_factory=dict)
    angka: dict[str, Decimal] = field(default_factory=dict)
    persen: set[str] = field(default_factory=set)

    def teks(self, name: str) -> str:
        return self.sel[name].teks if name in self.sel else ""


@dataclass(frozen=True, slots=True)
class Ukuran:
    """A number and the unit behind it: ``1 Laporan``; ``angka`` is the text as it goes into a form."""

    angka: str
    satuan: str


def rows(sheet: Lembaran, mapping: Pemetaan, seen: Inspection, say: Say) -> list[ForeignRow]:
    """The rows below the headings that say something; a merged text holds for all of its rows, an amount for one."""
    spread: dict[tuple[int, int], tuple[int, int]] = {}
    for (top, left), (bottom, _) in sheet.merged:
        spread |= {(row, left): (top, left) for row in range(top + 1, min(bottom, len(sheet.grid) - 1) + 1)}
    found: list[ForeignRow] = []
    formulas: list[str] = []
    unknown: dict[int, list[str]] = {}
    for number in range(mapping.kepala, len(sheet.grid)):
        row, waiting = ForeignRow(number + 1), list[str]()
        for name, columns in mapping.kolom.items():
            parts = []
            for column in columns:
                at = (number, column - 1) if name in _DOWN else spread.get((number, column - 1), (number, column - 1))
                value = sheet.grid[at[0]][at[1]] if at[1] < len(sheet.grid[at[0]]) else ""
                place = (mapping.lembar, at[0] + 1, column)
                if place in seen.errors:
                    say("RKT-008.galat_rumus", Tempat(*place))
                elif place in seen.pending:
                    waiting.append(cell(number + 1, column))
                if name == "kode" and len(columns) > 1 and lost_zero(value):
                    say("RKT-008.bilangan", Tempat(*place), isian="kode", nilai=value)
                text = read_cell(value, "kode" if name in ("kode", "sumber_dana") else "paragraf", False)[0]
                if not text:
                    continue
                parts.append(text)
                if place in seen.formulas:
                    formulas.append(cell(number + 1, column))
                if isinstance(value, float | int) and not isinstance(value, bool):
                    row.angka[name] = Decimal(f"{value:.15g}")
                if place in seen.percent:
                    row.persen.add(name)
            if parts:
                whole = _code(parts, row.angka.get(name)) if name == "kode" else " ".join(parts)
                row.sel[name] = Isian(Tempat(mapping.lembar, number + 1, columns[0]), whole)
        if row.sel and not _counts(row):
            found.append(row)
        if waiting and not _above(row):
            unknown.setdefault(number + 1, waiting)
    if unknown:
        cells = [one for some_row in unknown.values() for one in some_row]
        say(
            "RKT-008.tanpa_hasil_lembar",
            Tempat(mapping.lembar, next(iter(unknown)), 1),
            sel=some(cells, "sel"),
            lembar=mapping.lembar,
        )
    if formulas:
        say("RKT-011.rumus", lembar=mapping.lembar, sel=some(formulas, "sel"))
    return found


def _code(parts: Sequence[str], last: Decimal | None) -> str:
    """A code out of several columns. Where the last is a number, the zeros of a sub kegiatan before it are lost."""
    code = ".".join(parts)
    if len(parts) > 1 and code.count(".") == 5 and last is not None and parts[-1] == f"{last:f}":
        return f"{code.rpartition('.')[0]}.{parts[-1].zfill(4)}"
    return code


def _above(row: ForeignRow) -> bool:
    """Whether a row is a program or a kegiatan: its amounts are sums, which nothing is read from."""
    return 2 <= re.sub(r"[\s.]+", ".", row.teks("kode")).strip(".").count(".") < 5


def _counts(row: ForeignRow) -> bool:
    """Whether a row only numbers the columns: 1, 2, 3 or (1), (2), (3)."""
    texts = [text for isian in row.sel.values() for text in isian.teks.strip("()").split(".")]
    return len(row.sel) > 2 and all(text.isdecimal() and int(text) < 100 for text in texts)


def kode(text: str, urusan: str) -> str:
    """A code in full, ``1.3.2.2.01`` as ``1.03.02…``; ``X.XX`` is the office's own urusan. Empty where it is none."""
    leading = _LEADING.match(text.strip())
    parts = re.sub(r"[\s.]+", ".", leading[1] if leading else "").strip(".").split(".")
    for place, digits in ((1, 2), (2, 2), (4, 2), (5, 4 if len(parts[-1]) in (1, 3) else 2)):
        if len(parts) > 2 and place < len(parts):  # typed as numbers they have lost their zeros
            parts[place] = parts[place].zfill(digits)
    match = KODE.match(".".join(parts))
    if match is None:
        return ""
    own = urusan.split(".") if urusan else []
    if match[1] in "xX" and len(own) == 2:
        parts[:2] = own
    return ".".join(parts)


def ukuran(row: ForeignRow, name: str, satuan: str = "") -> Ukuran | None:
    """A target: ``1 Laporan``, ``96%``; 0,96 of a unit that is Persen, or shown in percent, is 96.

    Args:
        row: the row.
        name: the field.
        satuan: the unit where the cell does not say it.
    """
    text = row.teks(name)
    if not text or text.strip() in ("-", "–"):
        return None
    if name in row.angka:
        number = row.angka[name]
        share = name in row.persen or (satuan.casefold() in ("persen", "%") and 0 < number <= 1)
        return Ukuran(_whole(number * 100 if share else number), satuan or ("Persen" if share else ""))
    match = _NUMBER.match(text)
    if match is None:
        return Ukuran(text, satuan)
    unit = " ".join(match[2].split()).rstrip(" .")
    return Ukuran(match[1].rstrip(".,"), ("Persen" if unit == "%" else unit) or satuan)


def rupiah(row: ForeignRow, name: str) -> str:
    """An amount as it goes into a form; what is written as a text stays as it is, for the rules to judge."""
    if name in row.angka:
        return str(int(row.angka[name].to_integral_value()))
    return row.teks(name)


def funds(text: str, known: Mapping[str, str], daftar: DaftarDana) -> Iterator[str]:
    """The funds of a cell by name; what nobody knows stays, for the rules to judge.

    Args:
        text: names or accounts, several beside each other.
        known: the mapping's own names for accounts.
        daftar: the office's funds.
    """
    for part in re.split(r"[;\n]|,(?!\d)| dan ", text):
        name = " ".join(part.split())
        if not name:
            continue
        account = ".".join(str(int(number)) for number in name.split(".")) if _ACCOUNT.match(name) else ""
        meant = next((fund for begin, fund in _FUNDS if f"{account}.".startswith(f"{begin}.")), "")
        found = daftar.find(known.get(name, name)) or (daftar.find(meant) if meant else None)
        yield found.nama if found is not None else known.get(name, name)


def year_above(sheet: Lembaran, mapping: Pemetaan) -> int | None:
    """The year that the title of a sheet names."""
    for cells in sheet.grid[: mapping.kepala]:
        for value in cells:
            match = re.search(r"\b(?:tahun(?: anggaran)?|t\.?a\.?)\s*:?\s*(20[0-9]{2})\b", str(value), re.IGNORECASE)
            if match and not isinstance(value, date):
                return int(match[1])
    return None


def _whole(number: Decimal) -> str:
    return format_angka(number.normalize())


def plain(value: Any) -> str:
    """A text with its blanks folded."""
    return " ".join(str(value).split())
