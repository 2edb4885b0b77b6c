"""What a code of the nomenclature is called in later years."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rktkit.plan.office import Nomenklatur

Table = Mapping[str, Nomenklatur]
"""The nomenclature of one year by kode."""


class Successors:
    """Follows codes through the tables of some years, the earliest first."""

    def __init__(self, tables: Sequence[Table]) -> None:
        self._steps = [(table, _heirs(table)) for table in tables]

    def of(self, kode: str) -> tuple[str, ...]:
        """What a code is called in the last year: itself, its successors, or nothing."""
        codes = {kode: None}
        for table, heirs in self._steps:
            codes = dict.fromkeys(new for old in codes for new in ((old,) if old in table else heirs.get(old, ())))
        return tuple(codes)


def _heirs(table: Table) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for row in table.values():
        for before in row.sebelumnya:
            found.setdefault(before, []).append(row.kode)
    return found
