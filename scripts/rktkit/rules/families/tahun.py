"""Years in a text that have no good reason to stand there: of RKT-405, and only read where a text names a year."""

from __future__ import annotations

import re
from itertools import islice

from rktkit.plan.names.units import fold
from rktkit.rules.context import Cycle
from rktkit.rules.families.sitasi import bagian_sitasi

MAX_TAHUN = 1000
"""More years than any text names; a bound for work."""

_TAHUN = r"(?:19|20)[0-9]{2}"
_RENTANG = re.compile(
    rf"(?<![\w:/.,-])({_TAHUN})\s*(?:[-–—/]|s\.?\s?[/.]?d\.?|sampai(?:\s+dengan)?|hingga)\s*({_TAHUN})(?![\w/]|[.,-][0-9])"
)
_HARI = r"-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])(?![\w/-]|[.,][0-9])"
_SATU = re.compile(rf"(?<![\w:/])(?<![0-9][.,-])({_TAHUN})(?:{_HARI}|(?![\w/]|[.,-][0-9]))")
"""A year alone, or with month and day as dates are written in our files."""
_TAHUNNYA = re.compile(r"\b(?:tahun|thn|th|ta|t\.a)\b\.?\s*\Z", re.IGNORECASE)
_BANYAKNYA = re.compile(r"(?:\brp\.?|\bsebanyak|\bsejumlah|\bsekitar|\bminimal|\bmaksimal|\bke)\s*\Z", re.IGNORECASE)
_KATA = re.compile(r"\s*(\w+(?:/\w+)?)")
_BULAN = "januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|desember"
_TANGGAL = re.compile(rf"(?:\b[0-9]{{1,2}}\s+)?\b(?:{_BULAN})\s+({_TAHUN})\b", re.IGNORECASE)
_TERHITUNG = frozenset(
    ("orang", "peserta", "warga", "jiwa", "siswa", "pelajar", "pelaku", "pelanggan", "anggota", "pegawai", "kk")
)


def tahun_lain(text: str, cycle: Cycle, making: frozenset[int] = frozenset()) -> list[int]:
    """The years in a text (blanks folded) that are neither the plan's nor have a good reason to stand there."""
    period = (cycle.renstra.dari, cycle.renstra.sampai) if cycle.renstra else None
    passed = list(bagian_sitasi(text))
    passed += [m.span() for m in _TANGGAL.finditer(text) if int(m[1]) in making]
    found = []
    for match in islice(_RENTANG.finditer(text), MAX_TAHUN):
        if not _within(match.start(), passed):
            passed.append(match.span())
            years = int(match[1]), int(match[2])
            found += [year for year in years if years != period]
    for match in islice(_SATU.finditer(text), MAX_TAHUN):
        year, is_day = int(match[1]), match.end() > match.end(1)
        if is_day and year in making:
            continue
        if not _within(match.start(), passed) and (is_day or not _jumlah(text, match, cycle)):
            found.append(year)
    return [year for year in dict.fromkeys(found) if year != cycle.tahun]


def _within(index: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= index < end for start, end in spans)


def _jumlah(text: str, match: re.Match[str], cycle: Cycle) -> bool:
    """Whether the digits count something: 2000 orang, Rp 2000, sebanyak 2000."""
    before = text[max(0, match.start() - 20) : match.start()]
    if _TAHUNNYA.search(before):
        return False
    if _BANYAKNYA.search(before):
        return True
    word = _KATA.match(text, match.end())
    return word is not None and (fold(word[1]) in _TERHITUNG or cycle.satuan_of(word[1]) is not None)
