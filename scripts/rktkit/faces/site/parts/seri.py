"""Each indicator of the Renstra over its years: the Renstra's targets, every RKT's targets, and what was realised.

What a publication rests on is archived with it (``sumber/``), so all of it comes from the archive alone. A kode whose
wording or unit changed is another indicator from then on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from rktkit.faces.site.collection import Koleksi, Terbitan
from rktkit.faces.site.escape import slug
from rktkit.ground.files import Files, Kind
from rktkit.plan.document import BarisIndikator
from rktkit.plan.layout import RENSTRA
from rktkit.plan.load.renstra import PERIODE, read_renstra
from rktkit.plan.model import IndikatorRenstra, Nilai, Renstra
from rktkit.trust.archive.objects import SUMBER


@dataclass(frozen=True, slots=True)
class Target:
    """What one RKT set out to reach."""

    terbitan: Terbitan
    nilai: Nilai
    sebab: str | None


@dataclass(slots=True)
class Tahun:
    """One year of an indicator; ``None`` is not known, never nought."""

    tahun: int
    renstra: Nilai | None = None
    realisasi: Nilai | None = None
    target: list[Target] = field(default_factory=list)

    @property
    def berlaku(self) -> Nilai | None:
        """The target that holds: the last RKT's, else the Renstra's."""
        return self.target[-1].nilai if self.target else self.renstra


@dataclass(slots=True)
class Indikator:
    """An indicator with its years, oldest first."""

    kode: str
    uraian: str
    satuan: str
    arah: str
    iku: bool
    formula: str | None
    sumber_data: str | None
    sasaran: str
    folder: str
    bidang: dict[str, str] = field(default_factory=dict)
    """The bidang that carry it: kode → name."""
    tahun: dict[int, Tahun] = field(default_factory=dict)

    def pada(self, tahun: int) -> Tahun:
        """A year, made when it is not there."""
        return self.tahun.setdefault(tahun, Tahun(tahun))

    def urut(self) -> list[Tahun]:
        """All years in order."""
        return [self.tahun[year] for year in sorted(self.tahun)]

    def terakhir(self, sebelum: int) -> Tahun | None:
        """The last year before another whose realisation is known."""
        known = [y for y in self.urut() if y.tahun < sebelum and y.realisasi is not None]
        return known[-1] if known else None

    def gerak(self, tahun: int) -> str:
        """The year's target against what was last realised: ``membaik``, ``memburuk``, ``tetap`` or empty."""
        before, wanted = self.terakhir(tahun), self.tahun.get(tahun)
        old, new = before and before.realisasi, wanted and wanted.berlaku
        if not isinstance(old, Decimal) or not isinstance(new, Decimal):
            return ""
        if old == new:
            return "tetap"
        return "membaik" if (new > old) is (self.arah != "turun") else "memburuk"


def collect(koleksi: Koleksi) -> list[Indikator]:
    """All indicators that the archive knows: those of the newest Renstra first, in its order."""
    found: dict[tuple[str, str, str], Indikator] = {}
    taken: set[str] = set()
    for renstra in _all_renstra(koleksi):
        for aim in renstra.sasaran:
            for one in aim.indikator:
                key = (one.kode, one.uraian.casefold(), one.satuan.casefold())
                if key not in found:
                    found[key] = _new(one, one.kode, f"{aim.kode} {aim.uraian}", taken)
                _renstra(found[key], one)
    for terbitan in reversed(koleksi.terbitan):
        if terbitan.rkt:
            names = {b.kode: b.nama for b in terbitan.rkt.bidang}
            rows = ((f"{s.kode} {s.uraian}", i) for s in terbitan.rkt.sasaran for i in s.indikator)
            for sasaran, baris in rows:
                key = (baris.kode or "", baris.uraian.casefold(), baris.satuan.casefold())
                if key not in found and baris.kode:  # no Renstra is archived with it, or none that can be read
                    found[key] = _new(baris, baris.kode, sasaran, taken)
                if known := found.get(key):
                    _rkt(known, terbitan, baris, names)
    return list(found.values())


def _new(one: IndikatorRenstra | BarisIndikator, kode: str, sasaran: str, taken: set[str]) -> Indikator:
    name = re.sub("[^a-z0-9]+", "-", kode.lower()).strip("-")
    if not name or name in taken:
        name = slug(f"{kode} {one.uraian} {one.satuan}")
    taken.add(name)
    return Indikator(
        kode,
        one.uraian,
        one.satuan,
        one.arah,
        one.iku,
        one.formula,
        one.sumber_data,
        sasaran,
        f"indikator/{name}",
    )


def _renstra(known: Indikator, one: IndikatorRenstra) -> None:
    """Newer publications come first, so what is known stays."""
    for year, target in one.target.items():
        place = known.pada(year)
        place.renstra = target if place.renstra is None else place.renstra
    for year, reached in one.realisasi.items():
        place = known.pada(year)
        place.realisasi = reached if place.realisasi is None else place.realisasi


def _rkt(known: Indikator, terbitan: Terbitan, baris: BarisIndikator, names: dict[str, str]) -> None:
    known.pada(terbitan.tahun).target.append(Target(terbitan, baris.target, baris.sebab_perubahan))
    known.bidang = {kode: names.get(kode, kode) for kode in baris.bidang}


def _all_renstra(koleksi: Koleksi) -> Iterator[Renstra]:
    """Every Renstra that a publication rests on, the newest publication's first; the same bytes are read once."""
    seen: set[bytes] = set()
    for terbitan in koleksi.terbitan:
        below = _Below(koleksi.arsip.files, f"{terbitan.nama}/{SUMBER}".rstrip("/"))
        for name in sorted(below.list(RENSTRA), reverse=True):
            path = f"{RENSTRA}/{name}"
            if not PERIODE.match(name):
                continue
            data = below.read(path)
            if data not in seen:
                seen.add(data)
                renstra, _ = read_renstra(below, path)
                if renstra is not None:
                    yield renstra


class _Below:
    """A folder of other files as files of its own."""

    def __init__(self, files: Files, folder: str) -> None:
        self.files, self.folder = files, folder

    def read(self, path: str) -> bytes:
        return self.files.read(f"{self.folder}/{path}")

    def list(self, folder: str) -> dict[str, Kind]:
        return dict(self.files.list(f"{self.folder}/{folder}".rstrip("/")))
