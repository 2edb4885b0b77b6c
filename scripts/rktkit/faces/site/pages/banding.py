"""Compare any two publications by meaning: the rows come as scripts, so that it works from a folder as well."""

from collections.abc import Iterator

from rktkit.faces.site.pages.page import Isi, Page


def pages(isi: Isi) -> Iterator[Page]:
    """The page; what it compares is written beside each publication by ``scripts``."""
    plans = [t for t in isi.koleksi.terbitan if t.rkt]
    if len(plans) > 1:
        yield Page("banding/index.md", "banding.md.j2", {"k": isi.koleksi, "isi": plans})
