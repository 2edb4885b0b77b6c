"""How each kind of page looks, from a telephone to a desk, and on paper: nothing cut, broken or hidden."""

import re
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.faces.site.browsing import PAGES, Visit

pytestmark = pytest.mark.browser

WIDTHS = (320, 360, 600, 768, 900, 975, 976, 1024, 1219, 1220, 1440)
"""On both sides of every width at which the layout changes, and the usual screens."""

FAULTS = """() => {
  const found = [], range = document.createRange();
  const visible = (e) => e.getClientRects().length > 0;
  if (document.documentElement.scrollWidth > innerWidth) found.push("the page is wider than the screen");
  for (const box of document.querySelectorAll(".rkt-gulir, .md-typeset__scrollwrap")) {
    if (!visible(box) || box.scrollWidth <= box.clientWidth + 1) continue;
    const hint = getComputedStyle(box, "::before").content.includes("Geser ke samping");
    if (!hint) found.push("a box that scrolls does not say so: " + box.ariaLabel);
    const edge = box.getBoundingClientRect().right + 1;
    const beyond = [...box.querySelectorAll("td.rupiah")].some((cell) => cell.getBoundingClientRect().right > edge);
    if (beyond) found.push("money beyond the edge: " + box.ariaLabel);
  }
  const texts = document.createTreeWalker(document.querySelector("article"), NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode;
    if (text.parentElement.closest("code, svg, .rkt-sembunyi")) continue;
    for (const number of text.data.matchAll(/(?:Rp)?[0-9]+(?:[.,][0-9]+)*|[A-Za-z]{4,}/g)) {
      range.setStart(text, number.index);
      range.setEnd(text, number.index + number[0].length);
      const lines = new Set([...range.getClientRects()].filter((r) => r.width > 0).map((r) => Math.round(r.top)));
      if (lines.size > 1) found.push("broken: " + number[0]);
    }
  }
  return found;
}"""


WORDS = """(element) => {
  const range = document.createRange();
  range.selectNodeContents(element);
  return [...range.getClientRects()].map((box) => [box.top, box.right]);
}"""


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_broken_or_hidden_at_any_width(visit: Visit, path: str) -> None:
    page = visit(path)
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    found = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        if faults := page.evaluate(FAULTS):
            found[width] = faults
    assert found == {}


def test_the_stamp_covers_no_word(visit: Visit) -> None:
    for width in (360, 768, 1024, 1440):
        page = visit("", width)
        stamp = page.locator(".rkt-lembar .cap").bounding_box()
        words = page.locator(".rkt-lembar .atas").evaluate(WORDS)
        assert stamp
        assert all(top >= stamp["y"] + stamp["height"] or right <= stamp["x"] for top, right in words), width


# --- a number can be quoted ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "parts"),
    [
        (
            "2.16.02.2.01.0014",
            ("Sub kegiatan: Relasi Media", "Target: 12", "Pagu (Rp): 412.000.000"),
        ),
        ("S2.1", ("Indeks Keterbukaan Informasi Publik", "Target 2026: 80")),
        ("2.16.02", ("Program Pengelolaan Informasi dan Komunikasi Publik", "Rp1.813.500.000")),
    ],
)
def test_every_number_has_an_address_and_a_citation(visit: Visit, row: str, parts: tuple[str, ...]) -> None:
    page = visit("arsip/2026/perubahan-1/")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    place = page.locator(f'[id="{row}"]')
    place.locator(".rkt-tautan").click()
    expect(page.get_by_text("Alamat disalin")).to_be_attached()
    address = page.evaluate("navigator.clipboard.readText()")
    assert address.endswith(f"/arsip/2026/perubahan-1/#{row}")
    place.get_by_role("button", name="Kutip").click()
    expect(page.get_by_text("Kutipan disalin")).to_be_attached()
    cited = page.evaluate("navigator.clipboard.readText()")
    for part in ("Rencana Kinerja Tahunan Perubahan 2026", "000.7/029/DISKOMINFOSAN/2026", "SHA-256", address, *parts):
        assert part in cited, cited


# --- paper -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path", ["", "arsip/2026/perubahan-1/", "uang/", "waktu/", "arsip/", "riwayat/2-16-02/", "banding/", "sop/"]
)
def test_on_paper(visit: Visit, path: str, tmp_path: Path) -> None:
    """Where and when it was printed, of which archive; all folds open; no heading alone at the foot of a sheet."""
    page = visit(path)
    headings = page.locator("article :is(h1, h2, h3, h4, caption, summary)").all_inner_texts()
    cells = page.locator("article .rkt-tabel :is(td.rupiah, td.kode)").all_text_contents()
    head = page.locator("meta[name=rkt-kepala]")
    page.pdf(path=tmp_path / "kertas.pdf", format="A4", prefer_css_page_size=True)
    text = subprocess.run(
        ["pdftotext", "-layout", tmp_path / "kertas.pdf", "-"], capture_output=True, text=True, check=True
    ).stdout
    bare = re.sub(r"\s", "", text)
    assert re.sub(r"\s", "", page.url) in bare
    assert "dicetak" in bare
    assert not head.count() or (head.get_attribute("content") or "?") in bare
    assert all(re.sub(r"\s|kutip", "", cell) in bare for cell in cells)
    sheets = [sheet for sheet in text.split("\f") if sheet.strip()]
    known = {re.sub(r"[\s¶#]|kutip", "", heading) for heading in headings} - {""}
    for sheet in sheets[:-1]:
        last = re.sub(r"\s", "", sheet.rstrip().splitlines()[-1])
        assert last not in known, sheet[-400:]
    assert len(sheets[-1].split()) > 12, "a sheet for a line or two"
