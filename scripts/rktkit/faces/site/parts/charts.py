"""Charts as inline SVG: no script, no file of their own, ink of the surrounding text, every number also written out.

A trend is a picture with a sentence for those who cannot see it. The drawing is in ``templates/makro.j2``; here are the
lengths. Bars are those of the documents.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate

from rktkit.plan.writing.words import rupiah

TINGGI = 100
"""Height of a trend's drawing area, in units of its view box."""

LEBAR = 72
"""Width that one year takes in a trend."""


PITA = 1000
"""Width of a band, which is the whole of what it shows."""


def pita(amounts: Sequence[int]) -> list[tuple[int, int]]:
    """``x`` and width of each part of a band, beside each other; the last ends where the band does."""
    ends = [so_far * PITA // max(sum(amounts), 1) for so_far in accumulate(amounts)]
    return [(begin, end - begin) for begin, end in zip([0, *ends], ends, strict=False)]


@dataclass(frozen=True, slots=True)
class Titik:
    """A year of a trend, placed: ``x`` from the left, ``y`` from the top."""

    tahun: int
    nilai: str
    x: int
    y: int
    acuan: int | None = None
    """Where the reference stands."""

    @property
    def tinggi(self) -> int:
        """Height of a column that ends here."""
        return TINGGI - self.y


@dataclass(frozen=True, slots=True)
class Tren:
    """A trend over years; ``kalimat`` says all of it in words."""

    titik: tuple[Titik, ...]
    kalimat: str
    lebar: int

    @property
    def garis(self) -> str:
        """The line through all points."""
        return " ".join(f"{titik.x},{titik.y}" for titik in self.titik)


@dataclass(frozen=True, slots=True)
class Nilai:
    """A year's value for a trend, and how it is printed."""

    tahun: int
    nilai: Decimal
    cetak: str
    acuan: Decimal | None = None


def tren(values: Sequence[Nilai], *, dari_nol: bool) -> Tren:
    """Place values over years.

    Args:
        values: one a year, in order.
        dari_nol: columns stand on zero; a line may use the whole height, since only its course matters.
    """
    numbers = [v.nilai for v in values] + [v.acuan for v in values if v.acuan is not None]
    top, low = max(numbers, default=Decimal(0)), min(numbers, default=Decimal(0))
    bottom = min(Decimal(0), low) if dari_nol else low - (top - low) / 2  # room below, so that no course looks steep
    span = top - bottom

    def place(number: Decimal) -> int:
        if span == 0:
            return TINGGI // 2 if not dari_nol else TINGGI
        return int(TINGGI - (number - bottom) * TINGGI / span)

    points = tuple(
        Titik(
            v.tahun,
            v.cetak,
            LEBAR * index + LEBAR // 2,
            place(v.nilai),
            None if v.acuan is None else place(v.acuan),
        )
        for index, v in enumerate(values)
    )
    return Tren(points, "; ".join(f"{v.tahun}: {v.cetak}" for v in values), max(LEBAR, LEBAR * len(values)))


def ringkas(amount: int) -> str:
    """An amount short enough for a picture: ``Rp13,01 M``, ``Rp458,8 jt``, exact below a million."""
    for size, name, digits in ((10**12, "T", 2), (10**9, "M", 2), (10**6, "jt", 1)):
        if abs(amount) >= size:
            short = f"{round(Decimal(abs(amount)) / size, digits):f}".replace(".", ",")
            return f"{'−' if amount < 0 else ''}Rp{short} {name}"
    return rupiah(amount)
