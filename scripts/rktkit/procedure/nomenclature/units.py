"""Units that a new table brings along: which ``satuan.yml`` does not know yet, and the lines that make them known."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from rktkit.plan.names.units import DaftarSatuan, fold

_MEASURED = re.compile(
    r"(?:ton|kg|kilogram|gram|ha|hektare?|km|meter|m2|m3|liter|jam|menit|hari|rupiah|indeks|nilai|rasio|persen\w*)\b"
)
"""What is measured, so that a half of it makes sense; all else is counted whole."""


def missing_units(written: Iterable[str], known: DaftarSatuan) -> list[str]:
    """The units that are not known, each once as it is written first."""
    found: dict[str, str] = {}
    for name in written:
        if name and known.find(name) is None:
            found.setdefault(fold(name), name)
    return list(found.values())


def with_units(satuan_yml: str, names: Iterable[str], asal: str) -> str:
    """The file with lines for new units at its end; everything that stands in it stays as it is.

    A unit is counted whole unless it is one that is measured; a person looks at the lines once.
    """
    lines = [f"  - {{nama: {_quoted(name)}, bulat: {_whole(name)}}}" for name in names]
    if not lines:
        return satuan_yml
    head = f"  # Dari {asal}; periksa “bulat”: true berarti tidak ada setengahnya."
    return "\n".join([satuan_yml.rstrip("\n"), head, *lines, ""])


def _quoted(name: str) -> str:
    plain = re.fullmatch(r"[A-Za-z][A-Za-z0-9 /().-]*", name) is not None
    return name if plain else json.dumps(name, ensure_ascii=False)


def _whole(name: str) -> str:
    return "false" if "%" in name or _MEASURED.match(fold(name)) else "true"
