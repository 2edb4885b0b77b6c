"""Drafts that are shown beside the archive, marked DRAF everywhere."""

from collections.abc import Iterator

from rktkit.faces.site.pages.page import Isi, Page, downloads, plan


def pages(isi: Isi) -> Iterator[Page]:
    """One for each draft."""
    for draf in isi.draf:
        path = f"{draf.folder}/index.md"
        belum = [bidang for bidang in draf.rkt.bidang if not bidang.terkumpul]
        values = {"d": draf, **plan(draf.rkt, path, {}), "belum": belum, "unduhan": list(downloads(draf.berkas, ""))}
        yield Page(path, "draf.md.j2", values)
