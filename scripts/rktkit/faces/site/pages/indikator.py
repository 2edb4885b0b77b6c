"""Each indicator of the Renstra over the years: what was wanted, what was reached."""

from collections.abc import Iterator

from rktkit.faces.site.pages.page import Isi, Page
from rktkit.faces.site.parts import bidang as bidang_
from rktkit.faces.site.parts import seri
from rktkit.faces.site.parts.garis import gambar


def pages(isi: Isi) -> Iterator[Page]:
    """The list, and one for each indicator."""
    found = seri.collect(isi.koleksi)
    last = isi.koleksi.berlaku_terakhir()
    tahun = last[-1].tahun if last else None
    folders = {unit.kode: unit.folder for unit in bidang_.collect(isi.koleksi)}
    rows = [{"i": one, "gambar": gambar(one, tahun)} for one in found]
    yield Page("indikator/index.md", "indikator-daftar.md.j2", {"k": isi.koleksi, "isi": rows, "tahun": tahun})
    for one in found:
        values = {"k": isi.koleksi, "i": one, "gambar": gambar(one, tahun), "tahun": tahun, "bidang": folders}
        yield Page(f"{one.folder}/index.md", "indikator.md.j2", values)
