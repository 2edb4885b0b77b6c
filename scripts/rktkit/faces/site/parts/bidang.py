"""Each bidang over the years: its pagu, its targets, its programs, from the last plan of every year."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from rktkit.faces.site.collection import Koleksi, Terbitan
from rktkit.faces.site.escape import slug
from rktkit.faces.site.parts.charts import Nilai, ringkas, tren
from rktkit.faces.site.parts.garis import gambar
from rktkit.faces.site.parts.seri import Indikator
from rktkit.plan.document import BarisBidang, BarisIndikator, BarisProgram, Rkt
from rktkit.plan.writing import words


@dataclass(frozen=True, slots=True)
class Tahun:
    """A bidang in one year's plan."""

    terbitan: Terbitan
    baris: BarisBidang
    program: tuple[BarisProgram, ...]
    indikator: tuple[BarisIndikator, ...]
    """The objectives' indicators that it carries."""

    @property
    def tahun(self) -> int:
        """The plan's year."""
        return self.terbitan.tahun

    @property
    def pagu(self) -> int:
        """In rupiah."""
        return self.baris.pagu

    @property
    def sub_kegiatan(self) -> int:
        """How many."""
        return len({sub.kode for program in self.program for k in program.kegiatan for sub in k.sub_kegiatan})


@dataclass(frozen=True, slots=True)
class Unit:
    """A bidang with its years, oldest first; name and head are the newest plan's."""

    kode: str
    tahun: tuple[Tahun, ...]

    @property
    def nama(self) -> str:
        """Its name."""
        return self.tahun[-1].baris.nama

    @property
    def pimpinan(self) -> str:
        """Its head's position."""
        return self.tahun[-1].baris.pimpinan

    @property
    def folder(self) -> str:
        """Where its page stands on the site."""
        return f"bidang/{slug(self.kode)}"

    @property
    def rentang(self) -> str:
        """The years that the archive knows: ``2025–2027``."""
        first, last = self.tahun[0].tahun, self.tahun[-1].tahun
        return str(last) if first == last else f"{first}–{last}"


def collect(koleksi: Koleksi) -> tuple[Unit, ...]:
    """All bidang that any year's last plan names: those of the newest plan in its order, then the older ones."""
    years: dict[str, list[Tahun]] = {}
    order: dict[str, None] = {}
    plans = koleksi.berlaku_terakhir()
    for terbitan in reversed(plans):
        order |= dict.fromkeys(b.kode for b in terbitan.rkt.bidang) if terbitan.rkt else {}
    for terbitan in plans:
        if terbitan.rkt:
            for baris in terbitan.rkt.bidang:
                years.setdefault(baris.kode, []).append(_year(terbitan, terbitan.rkt, baris))
    return tuple(Unit(kode, tuple(years[kode])) for kode in order)


def _year(terbitan: Terbitan, rkt: Rkt, baris: BarisBidang) -> Tahun:
    return Tahun(
        terbitan,
        baris,
        tuple(program for program in rkt.program() if program.bidang == baris.kode),
        tuple(i for sasaran in rkt.sasaran for i in sasaran.indikator if baris.kode in i.bidang),
    )


def values(unit: Unit, indikator: Sequence[Indikator]) -> dict[str, Any]:
    """What the page of a bidang needs. ``indikator``: all that the archive knows; those of the bidang are shown."""
    last = unit.tahun[-1]
    return {
        "b": unit,
        "contoh": any(year.terbitan.contoh for year in unit.tahun),
        "tren": tren([Nilai(y.tahun, Decimal(y.pagu), ringkas(y.pagu)) for y in unit.tahun], dari_nol=True),
        "tahun": [
            {
                "tahun": year.tahun,
                "pagu": year.pagu,
                "selisih": _difference(year, before),
                "sub_kegiatan": year.sub_kegiatan,
                "terbitan": year.terbitan,
            }
            for year, before in zip(unit.tahun, (None, *unit.tahun), strict=False)
        ],
        "indikator": [{"i": i, "gambar": gambar(i, last.tahun)} for i in indikator if unit.kode in i.bidang],
        "program": last.program,
        "terakhir": last.terbitan,
    }


def _difference(year: Tahun, before: Tahun | None) -> str:
    if before is None:
        return words.KOSONG
    change = year.pagu - before.pagu
    return f"+{words.rupiah(change)}" if change > 0 else words.rupiah(change)
