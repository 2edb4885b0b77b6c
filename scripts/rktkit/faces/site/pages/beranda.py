"""The first page: what they want to reach, what it costs, whether it is on time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from rktkit.documents.tables.forms import bidang_menurut_pagu
from rktkit.faces.site.collection import Terbitan
from rktkit.faces.site.pages.page import Isi, Page, plan
from rktkit.faces.site.parts import bidang as bidang_
from rktkit.faces.site.parts import seri
from rktkit.faces.site.parts.charts import pita
from rktkit.faces.site.parts.garis import Gambar, gambar
from rktkit.plan.model import Nilai
from rktkit.plan.writing import words


@dataclass(frozen=True, slots=True)
class Kartu:
    """A key indicator: what was last reached, and what is wanted now."""

    indikator: seri.Indikator
    target: Nilai | None
    lalu: seri.Tahun | None
    gerak: str
    gambar: Gambar | None


def pages(isi: Isi) -> Iterator[Page]:
    """The page."""
    units = bidang_.collect(isi.koleksi)
    plans = isi.koleksi.berlaku_terakhir()
    terbaru = plans[-1] if plans else None
    rkt = terbaru.rkt if terbaru else None
    names = (rkt.pemerintah, rkt.singkatan) if rkt else map(isi.kantor.get, ("pemerintah", "singkatan"))
    values: dict[str, Any] = {
        "k": isi.koleksi,
        "t": terbaru,
        "rkt": rkt,
        "instansi": rkt.instansi if rkt else isi.kantor.get("instansi") or "perangkat daerah",
        "pemerintah": " · ".join(filter(None, names)),
        "status": isi.status,
        "keadaan": words.LANGKAH_KINI,
        "draf": isi.draf,
        "waktu": isi.waktu,
        "kartu": (),
        "utama": False,
        "pita": (),
        "lalu": None,
    }
    if rkt and terbaru:
        values |= plan(rkt, "index.md", {unit.kode: unit.folder for unit in units})
        cards = list(_cards(isi, terbaru))
        better = sum(card.gerak == "membaik" for card in cards)
        main = any(card.indikator.iku for card in cards)
        band = pita([b.pagu for b in bidang_menurut_pagu(rkt)])
        values |= {"kartu": cards, "utama": main, "membaik": better, "pita": band, "lalu": _before(plans, terbaru)}
    yield Page("index.md", "beranda.md.j2", values)


def _cards(isi: Isi, last: Terbitan) -> Iterator[Kartu]:
    """The key indicators of the plan; all of them where none is called a key one."""
    carried = [one for one in seri.collect(isi.koleksi) if last.tahun in one.tahun and one.tahun[last.tahun].target]
    some = any(one.iku for one in carried)
    for one in carried:
        year = one.tahun[last.tahun]
        if one.iku or not some:
            picture = gambar(one, last.tahun)
            yield Kartu(one, year.berlaku, one.terakhir(last.tahun), one.gerak(last.tahun), picture)


def _before(plans: Sequence[Terbitan], last: Terbitan) -> Terbitan | None:
    """Last year's last plan."""
    return next((t for t in reversed(plans) if t.tahun == last.tahun - 1), None)
