"""Each bidang over the years."""

from collections.abc import Iterator
from typing import Any

from rktkit.faces.site.pages.page import Isi, Page, bars_bidang
from rktkit.faces.site.parts import bidang as bidang_
from rktkit.faces.site.parts import seri


def pages(isi: Isi) -> Iterator[Page]:
    """The list of all, and one for each."""
    koleksi = isi.koleksi
    units = bidang_.collect(koleksi)
    last = next((t for t in koleksi.terbitan if t.rkt), None)
    path = "bidang/index.md"
    values: dict[str, Any] = {"k": koleksi, "bidang": units, "terakhir": last.judul if last else "", "pagu": ()}
    if last and last.rkt:
        values["pagu"] = bars_bidang(last.rkt, path, {unit.kode: unit.folder for unit in units})
    yield Page(path, "bidang-daftar.md.j2", values)
    found = seri.collect(koleksi)
    for unit in units:
        yield Page(f"{unit.folder}/index.md", "bidang.md.j2", bidang_.values(unit, found))
