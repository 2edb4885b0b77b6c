"""``rkt.html`` in a real Chromium: for everybody, on a telephone and on paper."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser

from rktkit.documents.html.document import render
from tests.documents import builders
from tests.documents.pages import PAGES


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("halaman")
    for name, data in PAGES.items():
        (place / f"{name}.html").write_bytes(data)
    return place


@pytest.mark.browser
@pytest.mark.parametrize(("name", "scheme"), [*((name, "light") for name in PAGES), ("draf", "dark")])
def test_axe_finds_nothing(name: str, scheme: Literal["light", "dark"], chromium: Browser, folder: Path) -> None:
    from axe_playwright_python.sync_playwright import Axe

    tab = chromium.new_page(color_scheme=scheme, viewport={"width": 1440, "height": 900}, bypass_csp=True)
    tab.goto((folder / f"{name}.html").as_uri())
    found = Axe().run(tab).response["violations"]
    tab.close()
    assert [(v["id"], v["nodes"][0]["html"]) for v in found] == []


@pytest.mark.browser
@pytest.mark.parametrize("name", PAGES)
def test_a_phone_without_javascript_shows_it_without_sideways_scrolling(
    name: str, chromium: Browser, folder: Path
) -> None:
    asked: list[str] = []
    phone = chromium.new_page(viewport={"width": 360, "height": 740})
    phone.on("request", lambda request: asked.append(request.url))
    phone.goto((folder / f"{name}.html").as_uri())
    width = phone.evaluate("document.documentElement.scrollWidth")
    phone.close()
    assert width == 360
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []


@pytest.mark.browser
@pytest.mark.parametrize("name", PAGES)
def test_on_a_phone_every_row_is_a_card_with_no_blank_screens(name: str, chromium: Browser, folder: Path) -> None:
    """Nothing lies beyond the edge, and no cell is taller than what stands in it."""
    phone = chromium.new_page(viewport={"width": 390, "height": 844})
    phone.goto((folder / f"{name}.html").as_uri())
    hidden = phone.locator(".gulir").evaluate_all("all => all.filter(b => b.scrollWidth > b.clientWidth).length")
    blank = phone.locator(".gulir td[rowspan] > div").evaluate_all(
        "all => all.filter(d => d.parentElement.clientHeight > d.clientHeight + 60).length"
    )
    phone.close()
    assert (hidden, blank) == (0, 0)


@pytest.mark.browser
def test_a_cell_that_reaches_down_stays_in_sight(chromium: Browser, folder: Path) -> None:
    plan = builders.kecil()
    first = plan.sasaran[0]
    program = replace(first.program[0], indikator=(first.indikator[0],) * 60)
    long = replace(plan, sasaran=(replace(first, program=(program,)),))
    (folder / "panjang.html").write_bytes(render(long, builders.final())["rkt.html"])
    tab = chromium.new_page(viewport={"width": 1280, "height": 800})
    tab.goto((folder / "panjang.html").as_uri())
    cell = tab.locator("#tabel-form-pikp tbody tr:first-child td[rowspan]").nth(1)
    before = cell.evaluate("c => c.querySelector('div').getBoundingClientRect().top - c.getBoundingClientRect().top")
    tab.locator("#tabel-form-pikp").evaluate("f => { f.scrollTop = 600 }")
    after = cell.evaluate("c => c.querySelector('div').getBoundingClientRect().top - c.getBoundingClientRect().top")
    tab.close()
    assert after > before + 300


@pytest.mark.browser
def test_what_was_and_what_is_stand_below_each_other(chromium: Browser, folder: Path) -> None:
    tab = chromium.new_page(viewport={"width": 1280, "height": 800})
    tab.goto((folder / "perubahan.html").as_uri())
    sides = tab.locator("#tabel-perubahan :is(th, td):nth-child(n + 5)").evaluate_all(
        "all => all.map(c => getComputedStyle(c).textAlign)"
    )
    tab.close()
    assert set(sides) == {"right"}


@pytest.mark.browser
def test_a_printed_draft_is_marked_on_every_page(chromium: Browser, folder: Path, tmp_path: Path) -> None:
    import pypdf

    tab = chromium.new_page()
    tab.goto((folder / "draf.html").as_uri())
    tab.pdf(path=tmp_path / "draf.pdf", prefer_css_page_size=True)
    tab.close()
    pages = pypdf.PdfReader(tmp_path / "draf.pdf").pages
    sizes = {(round(p.mediabox.width), round(p.mediabox.height)) for p in pages}
    assert sizes == {(595, 842), (842, 595)}
    assert all(re.search(r"Halaman \d+ dari \d+", p.extract_text()) for p in pages)
    plain = chromium.new_page()
    plain.goto((folder / "khas.html").as_uri())
    plain.pdf(path=tmp_path / "khas.pdf", prefer_css_page_size=True)
    plain.close()
    unmarked = pypdf.PdfReader(tmp_path / "khas.pdf").pages
    assert all(marks(page) > marks(unmarked[0]) for page in pages)


def marks(page: Any) -> int:
    """How many transparent things a printed page draws."""
    states = page["/Resources"].get("/ExtGState", {})
    return sum(float(state.get_object().get("/ca", 1)) < 0.5 for state in states.values())
