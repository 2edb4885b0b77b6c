"""The finished site in a real Chromium: no request leaves this machine, everyone can read it, hashes are checked."""

from itertools import pairwise
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from tests.faces.site.browsing import PAGES, Visit

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("path", PAGES)
def test_everyone_can_read_it(visit: Visit, path: str) -> None:
    """Axe finds nothing in either scheme, narrow or wide, nothing sticks out, and no request leaves (``visit``)."""
    page = visit(path)
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    for width, scheme in ((360, "light"), (360, "dark"), (1440, "dark"), (1440, "light")):
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        found = Axe().run(page).response["violations"]
        told = [(one["id"], [node["html"][:120] for node in one["nodes"][:3]]) for one in found]
        assert told == [], (width, scheme)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert (sum(map(int, ground.removeprefix("rgb(").rstrip(")").split(","))) < 200) == (scheme == "dark")


def test_in_the_readers_own_colours_nothing_is_told_by_a_colour_that_is_gone(visit: Visit) -> None:
    """High contrast: the hit that is chosen, and what the colours of a picture mean."""
    page = visit("waktu/")
    page.emulate_media(forced_colors="active")
    swatch = "getComputedStyle(document.querySelector('.rkt-kunci .lambat'), '::before').backgroundColor"
    assert page.evaluate(swatch) == "rgb(151, 36, 42)"
    page.get_by_role("combobox").fill("relasi media")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    chosen, other = (
        page.get_by_role("option").nth(n).evaluate("o => getComputedStyle(o).backgroundColor") for n in (0, 1)
    )
    assert chosen != other


@pytest.mark.parametrize("width", [320, 360, 768, 1024, 1440])
def test_a_cycle_is_seen_whole_at_any_width(visit: Visit, width: int) -> None:
    """Its first day and its last, with the days written below it and no two of them over each other."""
    page = visit("waktu/", width)
    box = page.locator(".rkt-lini-gambar").first.bounding_box()
    assert box
    assert box["x"] + box["width"] <= width
    bars = page.locator(".rkt-lini-gambar rect").evaluate_all("all => all.map(b => b.getBoundingClientRect().right)")
    assert max(bars) <= box["x"] + box["width"] + 1
    rows = page.locator(".rkt-lini-gambar .nama li").evaluate_all("all => all.map(b => b.getBoundingClientRect().top)")
    steps = page.locator(".rkt-lini-gambar g").evaluate_all("all => all.map(b => b.getBoundingClientRect().top)")
    assert all(0 <= bar - row < 26 for row, bar in zip(rows, steps, strict=True))
    days = page.locator(".rkt-lini .sumbu span:visible").evaluate_all(
        "all => all.map(b => [b.getBoundingClientRect().left, b.getBoundingClientRect().right])"
    )
    assert len(days) >= 2
    assert all(here[1] <= there[0] for here, there in pairwise(days))
    assert days[-1][1] <= width


@pytest.mark.parametrize(("path", "width"), [("sop/", 360), ("sop/", 600)])
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


@pytest.mark.parametrize("query", ["2.16.02.2.01.0014", "216022010014", "relasi media"])
def test_search_finds_a_sub_kegiatan_in_the_plan_in_force_and_opens_it(visit: Visit, query: str) -> None:
    page = visit("")
    page.get_by_role("combobox").click()
    page.keyboard.type(query)
    first = page.get_by_role("option").first
    expect(first).to_contain_text("RKT Perubahan 2026 · 2.16.02.2.01.0014")
    page.keyboard.press("Enter")
    page.wait_for_url("**/arsip/2026/perubahan-1/index.html#2.16.02.2.01.0014")
    expect(page.get_by_role("cell", name="2.16.02.2.01.0014").first).to_be_visible()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("000.7/047", "Rencana Kinerja Tahunan 2026"),
        ("13.361.450.000", "Rencana Kinerja Tahunan Perubahan 2026"),
        ("13361450000", "Rencana Kinerja Tahunan Perubahan 2026"),
        ("Rp13.361.450.000", "Rencana Kinerja Tahunan Perubahan 2026"),
        ("000.7/047/DISKOMINFOSAN/2025", "Rencana Kinerja Tahunan 2026"),
        ("1605000000", "Penyelenggaraan Jaringan Intra"),
        ("0014", "RKT Perubahan 2026 · 2.16.02.2.01.0014"),
        ("27 agustus 2026", "Rencana Kinerja Tahunan Perubahan 2026"),
        ("rkt 2025", "Rencana Kinerja Tahunan 2025"),
        ("2.16.02.2.01", "Pengelolaan Informasi dan Komunikasi Publik Pemerintah Daerah"),
        ("IKU", "RKT Perubahan 2026 · S1.1"),
    ],
)
def test_search_knows_numbers_of_decisions_and_amounts(visit: Visit, query: str, found: str) -> None:
    page = visit("arsip/")
    page.get_by_role("combobox").fill(query)
    expect(page.get_by_role("option").first).to_contain_text(found)


def test_staff_search_their_own_pages_and_can_ask_for_the_plans(visit: Visit) -> None:
    page = visit("panduan/")
    page.get_by_role("combobox").fill("pagu indikatif")
    expect(page.get_by_role("option").first).to_be_visible()
    assert all("/arsip/" not in (one.get_attribute("data-alamat") or "") for one in page.get_by_role("option").all())
    page.get_by_role("button", name="Cari di RKT").click()
    page.get_by_role("combobox").fill("relasi media")
    expect(page.get_by_role("option").first).to_contain_text("Relasi Media")


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("arsip/2026/lampiran.pdf", "RKT Perubahan 2026"),
        ("relasi-media.html", "Relasi Media"),
        ("2.16.02.2.01.0014", "Relasi Media"),
        ("indikator/S2.1", "Indeks Keterbukaan Informasi Publik"),
    ],
)
def test_what_is_not_there_is_looked_for(visit: Visit, address: str, found: str) -> None:
    """An address that was shortened or mistyped: the page offers what comes near it, and covers nothing by it."""
    page = visit(address)
    expect(page.get_by_role("heading", level=1)).to_have_text("Halaman tidak ditemukan")
    expect(page.locator("[data-tidak-ada] ~ ul a").first).to_have_text(found)
    expect(page.locator(".rkt-cari .kotak")).to_be_hidden()
    page.locator("[data-tidak-ada] ~ ul a").first.click()
    assert page.locator("[data-tidak-ada]").count() == 0


@pytest.mark.parametrize("address", ["%E0%A4%A/x", "arsip/2026/perubahan-1/index.html#%", "entah"])
def test_an_address_that_says_nothing_does_no_harm(visit: Visit, address: str) -> None:
    page = visit(address)
    expect(page.get_by_role("combobox")).to_be_visible()
    assert page.locator("[data-tidak-ada] ~ ul").count() == 0


def test_a_choice_of_light_or_dark_is_kept(visit: Visit) -> None:
    page = visit("")
    page.get_by_title("Tampilan mengikuti perangkat. Ganti ke terang").click()
    page.get_by_title("Tampilan terang. Ganti ke gelap").click()
    assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"
    page.get_by_role("link", name="Semua RKT").click()
    assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"


@pytest.mark.parametrize("path", ["index.html", "arsip/2026/perubahan-1/index.html", "verifikasi/index.html"])
def test_the_site_works_from_a_folder(chromium: Browser, situs: Path, path: str) -> None:
    """As from a USB stick: the menu leads to pages, the search finds, nothing is called false."""
    faults: list[str] = []
    page = chromium.new_page()
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    page.goto((situs / path).as_uri())
    page.get_by_role("combobox").fill("relasi media")
    expect(page.get_by_role("option").first).to_contain_text("Relasi Media")
    page.keyboard.press("Enter")
    page.wait_for_url("**/index.html#2.16.02.2.01.0014")
    page.get_by_role("navigation", name="Tab").get_by_role("link", name="Kinerja").click()
    page.wait_for_url("**/indikator/index.html")
    assert page.get_by_role("button", name="Hitung sidik jari").count() == 0
    assert faults == []
    page.close()


def test_printing_shows_what_is_folded(visit: Visit) -> None:
    page = visit("arsip/2026/perubahan-1/")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("details:not([open])").count() == 0
    page.emulate_media(media="print")
    expect(page.get_by_role("cell", name="2.16.02.2.01.0014").first).to_be_visible()
    expect(page.locator(".md-header")).to_be_hidden()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("details[open]").count() == 0
