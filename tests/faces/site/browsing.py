"""How the tests look at the finished site: a Chromium that may ask nobody else, and a page of each kind."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Route

PAGES = (
    "",
    "arsip/",
    "arsip/2026/perubahan-1/",
    "arsip/2025/murni-0/",
    "arsip/2026/",
    "bidang/",
    "bidang/pikp/",
    "indikator/",
    "indikator/s2-1/",
    "uang/",
    "riwayat/2-16-02/",
    "banding/",
    "data/",
    "verifikasi/",
    "waktu/",
    "draf/2027/murni-0/",
    "sop/",
    "panduan/",
    "panduan/mengisi-form/",
    "panduan/kepala-dinas/",
    "panduan/keaslian/",
    "acuan/aturan/",
    "acuan/isian/",
    "acuan/perintah/",
    "tentang/",
    "rekayasa/architecture/",
    "acuan/aturan/hitungan/",
    "404.html",
)
"""A page of each kind."""

Visit = Callable[..., Page]
"""``visit(path, width, scheme, script=True)`` opens a page."""


@contextmanager
def visiting(chromium: Browser, alamat: str) -> Iterator[Visit]:
    """Open pages; a request to another address than the site's, an error in a script, or a breach of a page's own
    content security policy fails the test."""
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def guard(route: Route) -> None:
        if route.request.url.startswith((alamat, "data:", "blob:")):
            route.continue_()
        else:
            faults.append(route.request.url)
            route.abort()

    def listen(said: ConsoleMessage) -> None:
        if "Content Security Policy" in said.text:
            faults.append(said.text)

    def open_page(path: str, width: int = 1440, scheme: str = "light", *, script: bool = True) -> Page:
        context = chromium.new_context(
            viewport={"width": width, "height": 800},
            color_scheme="dark" if scheme == "dark" else "light",
            reduced_motion="reduce",
            java_script_enabled=script,
        )
        contexts.append(context)
        context.route("**/*", guard)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(f"{path}: {error}"))
        page.on("console", listen)
        page.goto(alamat + path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert faults == []
