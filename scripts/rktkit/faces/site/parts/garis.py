"""The line of an indicator over its years, large on its own page and small elsewhere. Inline SVG from numbers alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from rktkit.faces.site.parts.seri import Indikator, Tahun
from rktkit.plan.writing import words

TINGGI, LEBAR = 110, 120
"""The drawing area's height and the width of a year, in units of its view box."""


@dataclass(frozen=True, slots=True)
class Titik:
    """A value that is drawn: where, what is printed at it, and of what kind (``renstra``, ``rkt``, ``realisasi``)."""

    x: int
    y: int
    cetak: str
    jenis: str


@dataclass(frozen=True, slots=True)
class Gambar:
    """The picture. ``kalimat`` says all of it in words, for those who cannot see it."""

    lebar: int
    tahun: tuple[tuple[int, int], ...]
    titik: tuple[Titik, ...]
    kalimat: str
    sorot: int | None = None
    """Where the year stands that the page is about."""

    @property
    def sempit(self) -> float:
        """The least width in which no two values touch, in rem."""
        longest = max((len(t.cetak) for t in self.titik), default=4)
        return round(max(longest, 4) * 0.42 * len(self.tahun), 1)

    def letak(self, x: int) -> float:
        """A place in percent of the width."""
        return round(x * 100 / self.lebar, 2)

    def garis(self, jenis: str) -> str:
        """The line through the points of a kind."""
        return " ".join(f"{t.x},{t.y}" for t in self.titik if t.jenis == jenis)

    def jenis(self, jenis: str) -> list[Titik]:
        """The points of a kind."""
        return [t for t in self.titik if t.jenis == jenis]


def gambar(indikator: Indikator, sorot: int | None = None) -> Gambar | None:
    """The picture of an indicator whose values are numbers; ``None`` for a predikat, or where there is nothing to draw.

    Args:
        indikator: with its years.
        sorot: a year to point out.
    """
    years = indikator.urut()
    values = [value for year in years for _, value in _values(year)]
    if not values or not all(isinstance(value, Decimal) for value in values):
        return None
    numbers = [value for value in values if isinstance(value, Decimal)]
    low, high = min(numbers), max(numbers)
    span = (high - low) or Decimal(1)
    points = []
    for place, year in enumerate(years):
        for kind, value in _values(year):
            assert isinstance(value, Decimal)
            y = TINGGI // 2 if high == low else int(TINGGI - (value - low) * TINGGI / span)
            points.append(Titik(LEBAR * place + LEBAR // 2, y, words.angka(value), kind))
    axis = tuple((LEBAR * place + LEBAR // 2, year.tahun) for place, year in enumerate(years))
    mark = next((x for x, year in axis if year == sorot), None)
    return Gambar(LEBAR * len(years), axis, tuple(points), kalimat(years), mark)


def _values(year: Tahun) -> Iterator[tuple[str, object]]:
    if year.renstra is not None:
        yield "renstra", year.renstra
    for target in year.target:
        yield "rkt", target.nilai
    if year.realisasi is not None:
        yield "realisasi", year.realisasi


def kalimat(years: Sequence[Tahun]) -> str:
    """All values in a sentence."""
    said = []
    for year in years:
        parts = [f"target Renstra {words.nilai(year.renstra)}"] if year.renstra is not None else []
        parts += [f"target {t.terbitan.judul} {words.nilai(t.nilai)}" for t in year.target]
        parts += [f"realisasi {words.nilai(year.realisasi)}"] if year.realisasi is not None else []
        said.append(f"{year.tahun}: {', '.join(parts)}")
    return "; ".join(said)
