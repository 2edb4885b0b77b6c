"""Units of measurement by whatever they may be called, and how texts are compared."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rktkit.ground.yaml.nodes import Map
from rktkit.plan.office import Satuan, SumberDana


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


# --- sources of funds -----------------------------------------------------------------------------------------


def _dana(nama: str, *sinonim: str) -> SumberDana:
    return SumberDana(nama, sinonim, node=Map(1, 1))


DANA = (
    _dana("PAD", "Pendapatan Asli Daerah"),
    _dana("DAU", "Dana Alokasi Umum"),
    _dana("DAK Fisik", "Dana Alokasi Khusus Fisik"),
    _dana("DAK Nonfisik", "DAK Non Fisik", "Dana Alokasi Khusus Nonfisik", "Dana Alokasi Khusus Non Fisik"),
    _dana("DBH", "Dana Bagi Hasil"),
    _dana("Insentif Fiskal", "Dana Insentif Fiskal"),
    _dana("Bantuan Provinsi", "Bantuan Keuangan Provinsi"),
    _dana("Lainnya"),
)
"""The sources of funds of an office that keeps no list of its own."""

_LIKE = 85
"""How much of two long words must be the same, in hundredths, for one to be a slip of the other."""
_SHORT = 4
"""Up to so many letters a word is an abbreviation, and another letter makes another fund: DAU, DAK, DBH."""

_FEW = 3
"""More funds than these are no suggestion."""


class DaftarDana:
    """The sources of funds by whatever they may be called."""

    def __init__(self, dana: Sequence[SumberDana]) -> None:
        self.dana = tuple(dana)
        self.nama = tuple(one.nama for one in dana)
        self._good = {fold(one.nama): one for one in reversed(self.dana)}
        self._synonyms = {fold(name): one for one in reversed(self.dana) for name in one.sinonim}

    def find(self, written: str) -> SumberDana | None:
        """The fund of a name or a synonym."""
        return self._good.get(fold(written)) or self._synonyms.get(fold(written))

    def is_canonical(self, written: str) -> bool:
        """Whether it is a fund's own name."""
        return fold(written) in self._good

    def baku(self, written: str) -> str:
        """The fund's own name; what is written where nobody knows the fund."""
        found = self.find(written)
        return found.nama if found else written

    def dimaksud(self, written: str) -> list[str]:
        """The funds that an unknown name can mean: it is cut short, runs together, or has a slip in a long word.

        Never a fund that is only spelt alike: of ``DAK`` both kinds of DAK, not DAU.
        """
        words = _words(written)
        found = [one for one in self.dana if words and any(_meant(words, name) for name in (one.nama, *one.sinonim))]
        return [one.nama for one in found] if len(found) <= _FEW else []


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold()[:200])


def _meant(words: list[str], name: str) -> bool:
    known = _words(name)
    if "".join(words) == "".join(known) or words == known[: len(words)]:
        return True
    return len(words) == len(known) and all(map(_slip, words, known))


def _slip(word: str, known: str) -> bool:
    if word == known or len(known) <= _SHORT:
        return word == known
    from rapidfuzz.fuzz import ratio

    return ratio(word, known) >= _LIKE
