"""What somebody meant who has not written it as the form asks: an amount, a date, a name, a group.

Only for hints, and only where nothing else can be meant; what is accepted is decided elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from rktkit.plan.writing.numbers import MAX_DIGITS, NumberProblem, parse_angka

_AMOUNT = re.compile(
    r"(?:(?:rp|idr)\.? ?)?(?P<number>[0-9][0-9., ]*?)(?:[.,][-–]+|,00)?"
    r" ?(?P<unit>ribu|rb|juta|jt|miliar|milyar|mlr|triliun|trilyun)?\.? ?(?:rupiah)?\Z",
    re.IGNORECASE,
)
_UNITS = {"rb": 3, "ri": 3, "ju": 6, "jt": 6, "mi": 9, "ml": 9, "tr": 12}
"""Zeros, by the first two letters."""
_GROUPS = tuple(re.compile(rf"[1-9][0-9]{{0,2}}(?:{mark}[0-9]{{3}})+\Z") for mark in (r"\.", " "))
_ENGLISH = re.compile(r"([1-9][0-9]{0,2}(?:,[0-9]{3}){2,}|[1-9][0-9]{3,})(?:\.00?)?\Z")
_FEW = re.compile(r"(?:0|[1-9][0-9]*)(?:[.,][0-9]{1,2})?\Z|0,[0-9]+\Z")
"""Some thousands or millions; ``1,500 juta`` may be one and a half or a thousand and a half of them."""
_WHOLE = re.compile(r"[1-9][0-9]*\Z")
_WITH_UNIT = re.compile(r"(-?[0-9][0-9.,]*) ([a-z]{2,}(?: [a-z]{2,})*)\Z", re.IGNORECASE)
_OTHER = re.compile(
    r"\b(?:ribu|rb|juta|jt|mil|mly|mlr|tri|ratus|puluh|belas|lusin|kodi|gros|koma|setengah|seperempat|hundred|thousand"
    r"|bil|sampai|sd\b|hingga|dari|atau|dan\b|kali\b|per\b|lebih|kurang)",
    re.IGNORECASE,
)
"""Words behind a number that make another number of it."""

_DATE = re.compile(
    r"(?:(?:senin|selasa|rabu|kamis|jum[’']?at|sabtu|minggu|ahad|tanggal|tgl\.?),? )*"
    r"([0-9]{1,2})[ /.-]([0-9]{1,2}|[a-z]{3,9}\.?)(?:,? |[/.-])((?:19|20)[0-9]{2})\Z",
    re.IGNORECASE,
)
_YEAR_FIRST = re.compile(r"((?:19|20)[0-9]{2})[ /.-]([0-9]{1,2})[ /.-]([0-9]{1,2})(?:[T ][0-9:.]+)?\Z")
_MONTHS = (
    ("januari", "january"),
    ("februari", "february", "pebruari"),
    ("maret", "march", "mrt"),
    ("april",),
    ("mei", "may"),
    ("juni", "june"),
    ("juli", "july"),
    ("agustus", "august", "agt", "ags"),
    ("september", "sept"),
    ("oktober", "october"),
    ("november", "nopember"),
    ("desember", "december"),
)
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}
_QUARTER = re.compile(r"(?:triwulan|tribulan|tw|q)([1-4])\Z")


def rupiah(written: str) -> str | None:
    """The amount in whole rupiah: ``Rp. 425.000.000,-`` and ``425 juta`` → ``425000000``."""
    found = _AMOUNT.match(" ".join(written.split())) if len(written) <= 2 * MAX_DIGITS else None
    if not found:
        return None
    number, unit = found["number"].strip(), found["unit"]
    if unit:
        if not _FEW.match(number):
            return None
        value = Decimal(number.replace(",", ".")).scaleb(_UNITS[unit[:2].lower()])
        return str(int(value)) if value == int(value) else None
    if english := _ENGLISH.match(number):
        return english[1].replace(",", "")
    grouped = any(groups.match(number) for groups in _GROUPS)
    return re.sub("[. ]", "", number) if grouped or _WHOLE.match(number) else None


def angka(written: str) -> str | None:
    """The number before its unit: ``12 Laporan`` → ``12``; nothing of ``12 juta``."""
    found = _WITH_UNIT.match(" ".join(written.split())) if len(written) <= 2 * MAX_DIGITS else None
    if not found or _OTHER.search(found[2]):
        return None
    try:
        parse_angka(found[1])
    except NumberProblem:
        return None
    return found[1]


def tanggal(written: str) -> str | None:
    """The date as ``2026-11-18``: of ``18 November 2026``, ``18/11/2026`` (day before month), ``2026/11/18``."""
    written = " ".join(written.split())
    if found := _YEAR_FIRST.match(written):
        year, month, day = found.groups()
    elif found := _DATE.match(written):
        day, month, year = found.groups()
        month = month if month.isdecimal() else _month(month.lower().rstrip("."))
    else:
        return None
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def _month(word: str) -> str:
    return next((str(n) for n, names in enumerate(_MONTHS, 1) if any(name.startswith(word) for name in names)), "0")


def key(written: str, fields: Iterable[tuple[str, str]]) -> str | None:
    """The field of some (key, label) that is called this, however it is spelt: ``TW IV``, ``Sumber Dana``."""
    name = _squeezed(written)
    return next((known for known, label in fields if name in (_squeezed(known), _squeezed(label))), None)


def _squeezed(name: str) -> str:
    words = re.findall(r"[^\W\d_]+|[0-9]+", name.lower()[:40])
    joined = "".join(_ROMAN.get(word, word) for word in words)
    found = _QUARTER.match(joined)
    return f"tw{found[1]}" if found else joined
