"""The generated pages: from the collection to Markdown, one module a page.

A page module has ``pages(isi) -> Iterator[Page]``; a new page is one module and one name in ``PAGES``.
"""

from collections.abc import Callable, Iterator, Sequence

from rktkit.faces.site.pages import (
    arsip,
    banding,
    beranda,
    bidang,
    data,
    draf,
    indikator,
    publikasi,
    riwayat,
    uang,
    verifikasi,
    waktu,
)
from rktkit.faces.site.pages.page import Isi, Page
from rktkit.faces.site.parts.flow import alur
from rktkit.faces.site.render import environment, render
from rktkit.procedure.sop import SOP, Langkah

__all__ = ["PAGES", "Isi", "Page", "fragments", "generate"]

PAGES: tuple[Callable[[Isi], Iterator[Page]], ...] = tuple(
    module.pages
    for module in (
        beranda, arsip, publikasi, bidang, indikator, riwayat, uang, banding, data, verifikasi, waktu, draf,
    )
)  # fmt: skip


def generate(isi: Isi) -> dict[str, bytes]:
    """All generated pages: path in the site's sources → Markdown."""
    engine = environment()
    return {page.path: render(engine, page.template, page.path, page.values) for pages in PAGES for page in pages(isi)}


def fragments(sop: Sequence[Langkah] = SOP) -> dict[str, str]:
    """Blocks that pages ask for with ``<!-- rkt: name -->``; ``sop``: the steps as an office walks them."""
    engine = environment()
    return {
        "alur-sop": engine.get_template("alur.j2").render(a=alur(sop)),
        "langkah-sop": engine.get_template("langkah.j2").render(sop=sop),
    }
