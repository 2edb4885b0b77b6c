"""Drop any file: which publication it belongs to, whether it is untouched, what replaced it."""

from collections.abc import Iterator

from rktkit.faces.site.pages.page import Isi, Page


def pages(isi: Isi) -> Iterator[Page]:
    """One page."""
    yield Page("verifikasi/index.md", "verifikasi.md.j2", {"k": isi.koleksi})
