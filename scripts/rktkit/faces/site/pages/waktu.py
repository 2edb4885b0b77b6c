"""Whether it was in time: the eleven steps of every cycle, planned against real."""

from collections.abc import Iterator

from rktkit.faces.site.pages.page import Isi, Page
from rktkit.faces.site.parts.waktu import banding, gambar, sebab


def pages(isi: Isi) -> Iterator[Page]:
    """One page; nothing where no repository was there to be asked."""
    if not isi.waktu:
        return
    newest_first = list(reversed(isi.waktu))
    cycles = [{"p": one, "gambar": gambar(one), "sebab": sebab(one)} for one in newest_first]
    values = {"k": isi.koleksi, "isi": cycles, "banding": banding(newest_first) if len(cycles) > 1 else []}
    yield Page("waktu/index.md", "waktu.md.j2", values)
