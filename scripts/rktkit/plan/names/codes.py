"""The grammar of the nomenclature's kode (Permendagri 90/2019 and its updates): as wide as the decrees, by year.

The fourth part of a kegiatan names the kind of government; 5 to 8 are those of DIY, DKI, Aceh and Bali.
"""

from __future__ import annotations

import re

EMPAT_DIGIT = 2025
"""The plan year from which a sub kegiatan has four digits; before it, it has two or four, as its table says."""

_PROGRAM = r"[0-9]\.[0-9]{2}\.[0-9]{2}"
_KEGIATAN = rf"{_PROGRAM}\.[1-8]\.[0-9]{{2}}"
_ATAS = rf"[0-9](?:\.[0-9]{{2}})?|{_PROGRAM}|{_KEGIATAN}"

PROGRAM = re.compile(rf"{_PROGRAM}\Z")
KEGIATAN = re.compile(rf"{_KEGIATAN}\Z")
SUB_KEGIATAN = re.compile(rf"{_KEGIATAN}\.[0-9]{{4}}\Z")
SUB_KEGIATAN_LAMA = re.compile(rf"{_KEGIATAN}\.[0-9]{{2}}(?:[0-9]{{2}})?\Z")
KODE = re.compile(rf"(?:{_ATAS}|{_KEGIATAN}\.[0-9]{{4}})\Z")
KODE_LAMA = re.compile(rf"(?:{_ATAS}|{_KEGIATAN}\.[0-9]{{2}}(?:[0-9]{{2}})?)\Z")
"""A kode of any level, from the urusan down to the sub kegiatan; and one as it may have been before ``EMPAT_DIGIT``."""


def sub_kegiatan(tahun: int) -> re.Pattern[str]:
    """What the kode of a sub kegiatan looks like in a plan year."""
    return SUB_KEGIATAN if tahun >= EMPAT_DIGIT else SUB_KEGIATAN_LAMA


def kode(tahun: int) -> re.Pattern[str]:
    """What any kode looks like in the table of a plan year."""
    return KODE if tahun >= EMPAT_DIGIT else KODE_LAMA
