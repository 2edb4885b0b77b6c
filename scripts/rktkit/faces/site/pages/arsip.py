"""The archive, and a page a plan year."""

from collections.abc import Iterator
from datetime import date

from rktkit.faces.site.pages.page import Isi, Page
from rktkit.faces.site.render import relative


def pages(isi: Isi) -> Iterator[Page]:
    """Everything that was ever published; and ``arsip/2026/``: which plan of a year is in force."""
    path, koleksi = "arsip/index.md", isi.koleksi
    chain = {}
    for publication in koleksi.arsip.publications:
        signs = publication.manifest.menandatangani
        chain[publication.nama] = relative(path, f"arsip/{signs[0] if signs else publication.nama}")
    years = koleksi.per_tahun()
    register = sorted(koleksi.terbitan, key=lambda t: (t.mulai or date.max, t.publikasi.manifest.urutan))
    yield Page(path, "arsip.md.j2", {"k": koleksi, "per_tahun": years, "rantai": chain, "register": register})
    for tahun, found in years:
        values = {"k": koleksi, "tahun": tahun, "isi": found, "draf": [d for d in isi.draf if d.rkt.tahun == tahun]}
        yield Page(f"arsip/{tahun}/index.md", "tahun.md.j2", values)
