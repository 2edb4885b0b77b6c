"""Units of measurement by whatever they may be called, and how texts are compared."""

from __future__ import annotations

from rktkit.plan.office import Satuan


def same(one: str, other: str) -> bool:
    """Whether two texts are the same after folding blanks, without regard to letter case."""
    return one == other or fold(one) == fold(other)


def fold(text: str) -> str:
    """A text as it is compared."""
    return " ".join(text.split()).casefold()


class DaftarSatuan:
    """The units by whatever they may be called."""

    def __init__(self, satuan: tuple[Satuan, ...]) -> None:
        self.satuan = satuan
        self._good: dict[str, Satuan] = {}
        self._synonyms: dict[str, Satuan] = {}
        for unit in satuan:
            for name in filter(None, (unit.nama, unit.simbol)):
                self._good.setdefault(fold(name), unit)
            for name in unit.sinonim:
                self._synonyms.setdefault(fold(name), unit)
        self._found: dict[str, Satuan | None] = {}
        self.predikat = frozenset(fold(p) for unit in satuan for p in unit.predikat)

    def find(self, written: str | None) -> Satuan | None:
        """The unit of a name, a symbol or a synonym."""
        if written is None:
            return None
        if written not in self._found:
            if len(self._found) > 1000:
                self._found.clear()
            self._found[written] = self._good.get(fold(written)) or self._synonyms.get(fold(written))
        return self._found[written]

    def is_canonical(self, written: str) -> bool:
        """Whether it is a unit's own name or symbol."""
        return fold(written) in self._good
