"""Whether it was in time: the eleven steps of every cycle, planned against real."""

from collections.abc import Iterator

from rktkit.faces.site.pages.page import Isi, Page
from rktkit.faces.site.parts.waktu import gambar, sebab


def pages(isi: Isi) -> Iterator[Page]:
    """One page; nothing where no repository was there to be asked."""
    if not isi.waktu:
        return
    cycles = [{"p": one, "gambar": gambar(one), "sebab": sebab(one)} for one in reversed(isi.waktu)]
    yield Page("waktu/index.md", "waktu.md.j2", {"k": isi.koleksi, "isi": cycles})
