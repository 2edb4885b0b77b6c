"""The finished site in a real Chromium: no request leaves this machine, everyone can read it, hashes are checked."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect, sync_playwright

from rktkit.ground.files import MemoryFiles

pytestmark = pytest.mark.browser

OPTIONS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PAGES = (
    "",
    "arsip/",
    "arsip/2026/perubahan-1/",
    "arsip/2025/murni-0/",
    "bidang/",
    "bidang/pikp/",
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
    "404.html",
)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=list(OPTIONS))
        yield browser
        browser.close()


Visit = Callable[..., Page]


@pytest.fixture
def visit(chromium: Browser, alamat: str) -> Iterator[Visit]:
    """Open a page; a request to any other address than the site's, or an error in a script, fails the test."""
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def guard(route: Route) -> None:
        if route.request.url.startswith((alamat, "data:", "blob:")):
            route.continue_()
        else:
            faults.append(route.request.url)
            route.abort()

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
        page.goto(alamat + path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert faults == []


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("width", [360, 1440])
def test_everyone_can_read_it(visit: Visit, path: str, width: int) -> None:
    """Axe finds nothing in either scheme, nothing sticks out sideways, and no request leaves (``visit``)."""
    for scheme in ("light", "dark"):
        page = visit(path, width, scheme)
        page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
        found = Axe().run(page).response["violations"]
        assert [(one["id"], [node["html"][:120] for node in one["nodes"][:3]]) for one in found] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert (sum(map(int, ground.removeprefix("rgb(").rstrip(")").split(","))) < 200) == (scheme == "dark")


@pytest.mark.parametrize(("path", "width"), [("arsip/2026/perubahan-1/", 640), ("bidang/pikp/", 640), ("sop/", 360)])
def test_wide_things_scroll_inside_their_box_and_say_so(visit: Visit, path: str, width: int) -> None:
    page = visit(path, width)
    boxes = page.locator(".rkt-gulir:visible")
    assert boxes.count() > 0
    inside = [box.evaluate("b => b.clientWidth < innerWidth && b.tabIndex === 0") for box in boxes.all()]
    assert all(inside)
    wide = [box for box in boxes.all() if box.evaluate("b => b.scrollWidth > b.clientWidth")]
    assert wide
    said = [box.evaluate("b => getComputedStyle(b, '::before').content") for box in wide]
    assert all("Geser ke samping" in words for words in said)


@pytest.mark.parametrize("path", ["arsip/", "arsip/2026/perubahan-1/", "bidang/pikp/"])
def test_on_a_telephone_every_row_is_a_card_that_hides_nothing(visit: Visit, path: str) -> None:
    page = visit(path, 390)
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    boxes = page.locator(".rkt-gulir:visible")
    assert boxes.count() > 0
    assert not [box for box in boxes.all() if box.evaluate("b => b.scrollWidth > b.clientWidth")]
    cells = page.locator(".rkt-tabel tbody :is(td, th):visible")
    assert all(cell["right"] <= 390 for cell in cells.evaluate_all("all => all.map(c => c.getBoundingClientRect())"))
    figures = page.locator(".rkt-tabel td:is(.rupiah, .nilai, .banding)")
    assert all(figures.evaluate_all("all => all.map(c => c.dataset.nama)")), "each says what it is"


def test_a_card_says_what_was_and_what_is(visit: Visit) -> None:
    page = visit("arsip/2026/perubahan-1/", 390)
    row = page.locator("[data-tabel=perubahan] tbody tr").first
    labels = row.locator("td").evaluate_all("all => all.map(c => getComputedStyle(c, '::before').content)")
    assert labels == [
        f'"{name}"' for name in ("No.", "Kode", "Uraian", "Hal", "Semula", "Menjadi", "Bertambah/Berkurang")
    ]
    assert all(cell.is_visible() for cell in row.locator("td").all())


def test_a_finding_keeps_its_mark_below_the_place(visit: Visit) -> None:
    page = visit("acuan/aturan/", 390)
    folded = page.locator(".failure pre > code").evaluate_all(
        "all => all.filter(c => getComputedStyle(c).whiteSpace !== 'pre').length"
    )
    assert folded == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_without_javascript(visit: Visit, scheme: str) -> None:
    page = visit("arsip/2026/perubahan-1/", 1440, scheme, script=False)
    expect(page.get_by_role("heading", level=1)).to_have_text("Rencana Kinerja Tahunan Perubahan 2026¶")
    expect(page.get_by_text("certutil -hashfile")).to_be_visible()
    expect(page.get_by_role("search")).to_be_hidden()
    page.locator("summary", has_text="Semua berkas publikasi ini").click()
    expect(page.get_by_role("link", name="csv/pagu.csv")).to_be_visible()
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground == ("rgb(15, 23, 25)" if scheme == "dark" else "rgb(251, 249, 244)")


def test_the_menu_on_a_telephone_needs_no_javascript(visit: Visit) -> None:
    page = visit("panduan/mulai-cepat/", 360, script=False)
    page.locator("label[for=__drawer]:visible").first.click()
    expect(page.get_by_role("link", name="Mengisi form").first).to_be_in_viewport()


def test_from_the_keyboard(visit: Visit) -> None:
    page = visit("arsip/2026/perubahan-1/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.classList.contains('md-skip')")
    page.keyboard.press("Enter")
    assert page.url.endswith("#rkt")
    summary = page.locator(".rkt-program summary").first
    summary.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".rkt-program details").first).to_have_attribute("open", "")
    assert summary.evaluate("s => getComputedStyle(s).outlineStyle") == "solid"


def test_search_finds_a_sub_kegiatan_and_opens_it(visit: Visit) -> None:
    page = visit("")
    page.locator(".md-search__input").click()
    page.keyboard.type("2.16.02.2.01.0014")
    page.locator(".md-search-result__link[href*='2025/murni-0/'][href*='#program-']").click()
    page.wait_for_url("**/arsip/2025/murni-0/?h=*#program-*")
    expect(page.get_by_role("cell", name="2.16.02.2.01.0014")).to_be_visible()


def test_a_choice_of_light_or_dark_is_kept(visit: Visit) -> None:
    page = visit("")
    page.get_by_title("Tampilan mengikuti perangkat. Ganti ke terang").click()
    page.get_by_title("Tampilan terang. Ganti ke gelap").click()
    assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"
    page.get_by_role("link", name="Semua RKT").click()
    assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"


# --- the hash check --------------------------------------------------------------------------------------------------


def test_all_files_of_a_page_are_as_listed(visit: Visit) -> None:
    page = visit("arsip/2026/perubahan-1/")
    page.get_by_role("button", name="Hitung sidik jari").click()
    expect(page.get_by_role("status")).to_contain_text("COCOK. ")
    count = page.locator("tr[data-sha256]").count()
    expect(page.get_by_role("status")).to_contain_text(f"COCOK. {count} berkas dan manifestnya sama")
    assert page.locator("tr[data-hasil=cocok]").count() == page.locator("tr[data-sha256]").count() > 5


def test_a_file_that_changed_on_the_way_is_told(visit: Visit) -> None:
    page = visit("arsip/2026/perubahan-1/")
    page.context.route("**/csv/pagu.csv", lambda route: route.fulfill(body="diubah"))
    page.get_by_role("button", name="Hitung sidik jari").click()
    expect(page.get_by_role("status")).to_contain_text("TIDAK COCOK: csv/pagu.csv")
    assert page.locator("tr[data-hasil=beda]").get_attribute("data-path") == "csv/pagu.csv"


def test_a_manifest_that_changed_on_the_way_is_told(visit: Visit) -> None:
    page = visit("arsip/2026/perubahan-1/")
    page.context.route("**/manifest.json", lambda route: route.abort())
    page.get_by_role("button", name="Hitung sidik jari").click()
    expect(page.get_by_role("status")).to_contain_text("TIDAK COCOK: manifest.json")


def test_a_file_in_hand(visit: Visit, arsip: MemoryFiles, tmp_path: Path) -> None:
    right, wrong = tmp_path / "unduhan saya.html", tmp_path / "<b>palsu<i>.html"
    right.write_bytes(arsip.files["2026/perubahan-1/rkt.html"])
    wrong.write_bytes(right.read_bytes() + b" ")
    page = visit("arsip/2026/perubahan-1/")
    chooser = page.locator(".rkt-periksa input[type=file]")
    chooser.set_input_files(right)
    expect(page.get_by_role("status")).to_contain_text("COCOK. unduhan saya.html sama persis dengan rkt.html")
    chooser.set_input_files(wrong)
    expect(page.get_by_role("status")).to_contain_text("TIDAK COCOK. <b>palsu<i>.html")
    assert page.locator(".rkt-periksa b").count() == 0


def test_printing_shows_what_is_folded(visit: Visit) -> None:
    page = visit("arsip/2026/perubahan-1/")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("details:not([open])").count() == 0
    page.emulate_media(media="print")
    expect(page.get_by_role("cell", name="2.16.02.2.01.0014").first).to_be_visible()
    expect(page.locator(".md-header")).to_be_hidden()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("details[open]").count() == 0
