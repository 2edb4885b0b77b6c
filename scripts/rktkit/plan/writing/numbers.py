"""Numbers as Indonesian officials write them, read without guessing.

Two readers, one for rupiah and one for every other number; each returns an exact value or says which case of RKT-105 or
RKT-107 the text is. Floats never occur.
"""

from __future__ import annotations

import re
from decimal import Decimal

MAX_DIGITS = 24
"""More digits than any plan needs; a bound for work, not a rule of the domain."""

_RUPIAH = re.compile(r"(?:Rp ?)?(-?)([0-9]+|[0-9]{1,3}(?:\.[0-9]{3})+)(?:,00)?\Z")
_WHOLE = re.compile(r"-?(?:0|[1-9][0-9]*)\Z")
_COMMA = re.compile(r"-?(?:0|[1-9][0-9]*|[1-9][0-9]{0,2}(?:\.[0-9]{3})+),[0-9]+\Z")
_DOT = re.compile(r"-?(?:0|[1-9][0-9]*)\.[0-9]+\Z")
_THOUSANDS = re.compile(r"-?[1-9][0-9]{0,2}(?:\.[0-9]{3}){2,}\Z")
_AMBIGUOUS = re.compile(r"-?[1-9][0-9]{0,2}\.[0-9]{3}\Z")
_ENGLISH = re.compile(r"-?[1-9][0-9]{0,2}(?:(?:,[0-9]{3})+\.[0-9]+|(?:,[0-9]{3}){2,})\Z")
_LEADING = re.compile(r"-?0[0-9.,]+\Z")
_PERCENT = re.compile(r"(-?[0-9][0-9.,]*)\s*(?:%|persen)\Z", re.IGNORECASE)


class NumberProblem(Exception):
    """The text is no number; ``text`` names the sentence of the catalogue and ``values`` what it tells."""

    def __init__(self, text: str, **values: str) -> None:
        self.text = text
        self.values = values
        super().__init__(text)


def parse_rupiah(text: str) -> int:
    """Read an amount: ``458805000``, ``458.805.000``, ``Rp458.805.000`` and ``Rp 458.805.000,00`` are the same.

    Returns:
        Whole rupiah; may be negative (the field refuses it then).

    Raises:
        NumberProblem: RKT-105 or RKT-107.
    """
    text = text.strip()
    match = _RUPIAH.match(text)
    if not match:
        raise NumberProblem("RKT-105.rupiah")
    digits = match[2].replace(".", "")
    if len(digits) > 1 and digits[0] == "0":
        raise NumberProblem("RKT-105.nol", saran=match[1] + (digits.lstrip("0") or "0"))
    if len(digits) > MAX_DIGITS:
        raise NumberProblem("RKT-107.besar")
    return int(match[1] + digits)


def parse_angka(text: str) -> Decimal:
    """Read a number in which a comma is always decimal.

    ``3,34`` and ``3.34`` are the same, ``1.234,5`` is 1234.5, ``1.000.000`` a million. One to three digits not starting
    with 0, a dot and three digits (``1.000``) are ambiguous.

    Returns:
        The exact value.

    Raises:
        NumberProblem: RKT-105 or RKT-107, naming the fix.
    """
    text = text.strip()
    if len(text) > MAX_DIGITS + 12:
        raise NumberProblem("RKT-107.besar" if _number_like(text) else "RKT-105.bukan_angka")
    if _WHOLE.match(text):
        plain = text
    elif _AMBIGUOUS.match(text):
        raise NumberProblem("RKT-105.ambigu", ribuan=text.replace(".", ""), desimal=_shortest(text))
    elif _COMMA.match(text):
        plain = text.replace(".", "").replace(",", ".")
    elif _DOT.match(text):
        plain = text
    elif _THOUSANDS.match(text):
        plain = text.replace(".", "")
    else:
        raise _refusal(text)
    if sum(c.isdigit() for c in plain) > MAX_DIGITS:
        raise NumberProblem("RKT-107.besar")
    value = Decimal(plain)
    return value or Decimal(0)


def parse_bulat(text: str) -> int:
    """Read a whole number without any mark: a year, an ordinal.

    Raises:
        NumberProblem: RKT-105 or RKT-107.
    """
    text = text.strip()
    if not _WHOLE.match(text):
        raise NumberProblem("RKT-105.bulat")
    if len(text) > MAX_DIGITS:
        raise NumberProblem("RKT-107.besar")
    return int(text)


def format_angka(value: Decimal, *, tepat: bool = False) -> str:
    """The shortest text that ``parse_angka`` reads back as the same value; the canonical form of a file.

    A dot for the decimals, without zeros at the end unless ``tepat``; where that would be ambiguous (``15.625``) a
    comma.
    """
    text = f"{value:f}"
    if "." in text and not tepat:
        text = text.rstrip("0").rstrip(".")
    if text in ("-0", ""):
        text = "0"
    return text.replace(".", ",") if _AMBIGUOUS.match(text) else text


def _shortest(text: str) -> str:
    """How to write the decimal reading of an ambiguous number: with a comma, which can mean nothing else."""
    return format_angka(Decimal(text)).replace(".", ",")


def _number_like(text: str) -> bool:
    return all(c in "0123456789.,-" for c in text)


def _refusal(text: str) -> NumberProblem:
    percent = _PERCENT.match(text)
    if percent:
        return _fixed("RKT-105.persen", percent[1])
    if text[:2].lower() == "rp":
        return NumberProblem("RKT-105.rupiah_pada_angka")
    if _ENGLISH.match(text):
        return _fixed("RKT-105.inggris", text.replace(",", "").replace(".", ","))
    fixed = _without_zeros(text)
    if _LEADING.match(text) and fixed != text:
        return _fixed("RKT-105.nol", fixed)
    return NumberProblem("RKT-105.bukan_angka")


def _fixed(case: str, text: str) -> NumberProblem:
    """The refusal that names a text as the fix; where that is refused as well, for what it is."""
    try:
        parse_angka(text)
    except NumberProblem as other:
        return other
    return NumberProblem(case, saran=text)


def _without_zeros(text: str) -> str:
    """A number without the zeros before its first digit; the one before a comma stays."""
    sign, digits = ("-", text[1:]) if text.startswith("-") else ("", text)
    digits = digits.lstrip("0")
    return sign + (digits if digits[:1].isdigit() else f"0{digits}")
