"""What is in every built page beyond what a reader sees: language, addresses, data for machines, valid HTML."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import html5lib
import pytest

from rktkit.faces.site.build import build
from rktkit.ground.files import Files
from tests.faces.site.archives import bahan

ATOM = "{http://www.w3.org/2005/Atom}"


def tree(page: Path) -> Any:
    return html5lib.parse(page.read_bytes(), namespaceHTMLElements=False, transport_encoding="utf-8")


def pages(site: Path) -> list[Path]:
    return [page for page in sorted(site.rglob("*.html")) if page.name != "rkt.html"]


@pytest.fixture(scope="module")
def beralamat(arsip: Files, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as it stands at an address."""
    output = tmp_path_factory.mktemp("beralamat") / "situs"
    build(bahan(arsip, alamat="https://rkt.example/"), output)
    return output


def test_every_page_is_valid_html(situs: Path) -> None:
    """No parse error at all; and what names another element names one that is there."""
    for page in pages(situs):
        parser = html5lib.HTMLParser(namespaceHTMLElements=False)
        document = parser.parse(page.read_bytes(), transport_encoding="utf-8")
        assert parser.errors == [], page
        known = {element.get("id") for element in document.iter()}
        for element in document.iter():
            for name in ("for", "aria-labelledby", "aria-controls", "aria-describedby"):
                assert set(element.get(name, "").split()) <= known, (page, element.tag, name)
            assert element.get("tabindex") != "", page
            assert element.get("type") != "checkbox" or element.get("autocomplete") is None, page


_LINES = ("address", "article", "aside", "blockquote", "details", "div", "dl", "fieldset", "figure", "footer", "form")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
BLOCKS = frozenset((*_LINES, *_HEADINGS, "header", "hr", "main", "nav", "ol", "p", "pre", "section", "table", "ul"))
WORDS_ONLY = frozenset((*_HEADINGS, "p", "span", "em", "strong", "small", "code", "b", "i", "button", "label", "pre"))
"""Elements that hold words, and nothing that begins a line of its own."""

TOUCHED = frozenset(["a", "button", "input", "select", "textarea", "summary", "label"])
ONLY = {
    "ul": {"li"},
    "ol": {"li"},
    "dl": {"dt", "dd", "div"},
    "table": {"caption", "colgroup", "thead", "tbody", "tfoot"},
    "thead": {"tr"},
    "tbody": {"tr"},
    "tr": {"td", "th"},
    "select": {"option", "optgroup"},
}
"""What some elements may hold, scripts aside."""


def misplaced(element: Any, above: tuple[str, ...] = ()) -> Iterator[str]:
    """Every element of a page that stands where HTML allows none of its kind, which no parser complains of."""
    inner = [one for one in element if isinstance(one.tag, str)]
    for one in inner:
        name, words = one.tag, next((up for up in reversed((*above, element.tag)) if up in WORDS_ONLY), None)
        if name in BLOCKS and words and element.tag in WORDS_ONLY | {"a"}:
            yield f"{name} in {words}"
        if name in TOUCHED and {"a", "button", "summary"} & {*above, element.tag} and one.get("type") != "hidden":
            yield f"{name} in something to press"
        if element.tag in ONLY and name not in ONLY[element.tag] | {"script", "template"}:
            yield f"{name} in {element.tag}"
        yield from misplaced(one, (*above, element.tag))
    if element.tag == "details" and [one.tag for one in inner].index("summary") != 0:
        yield "summary is not first"
    if element.tag == "img" and element.get("alt") is None:
        yield "img without alt"
    if element.tag in ("h1", "h2", "h3", "h4") and not "".join(element.itertext()).strip():
        yield f"empty {element.tag}"


def test_everything_stands_where_html_allows_it(situs: Path) -> None:
    for page in pages(situs):
        assert list(misplaced(tree(page).find("body"))) == [], page


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ("<a href=x>a <button>b</button></a>", "button in something to press"),
        ("<ul><div>a</div></ul>", "div in ul"),
        ("<span><div>a</div></span>", "div in span"),
        ("<details><p>a</p><summary>b</summary></details>", "summary is not first"),
        ("<dl><p>a</p></dl>", "p in dl"),
        ("<img src=x>", "img without alt"),
    ],
)
def test_what_html_does_not_allow_is_seen(html: str, said: str) -> None:
    assert list(misplaced(html5lib.parse(html, namespaceHTMLElements=False).find("body"))) == [said]


def test_signs_behind_headings_are_no_stops_and_no_words(situs: Path) -> None:
    """Their addresses stand in the page's contents, too."""
    for page in pages(situs):
        signs = [a for a in tree(page).iter("a") if a.get("class") == "headerlink"]
        assert all((a.get("tabindex"), a.get("aria-hidden")) == ("-1", "true") for a in signs), page


def test_pages_for_engineers_are_english_and_all_others_indonesian(situs: Path) -> None:
    for page in pages(situs):
        path = page.relative_to(situs).as_posix()
        assert tree(page).get("lang") == ("en" if path.startswith("rekayasa/") else "id"), path


def test_every_page_has_a_policy_before_anything_else(situs: Path) -> None:
    for page in pages(situs):
        html = page.read_text("utf-8")
        head = html.index("<head")
        assert html.index('<meta http-equiv="Content-Security-Policy"') < html.index("<script") > head, page
        policy = re.search(r'Content-Security-Policy" content="([^"]+)"', html)
        assert policy
        assert policy[1].startswith("default-src 'none'; script-src 'self'")
        assert "unsafe-inline" not in policy[1].partition("style-src")[0], page
        assert "http" not in policy[1], page


def test_a_page_says_in_short_what_it_is(beralamat: Path) -> None:
    """Title, description and address, for whoever shares a link; nothing that would have to be fetched elsewhere."""
    for path in ("index.html", "arsip/2026/perubahan-1/index.html", "indikator/s2-1/index.html"):
        metas = {m.get("property") or m.get("name"): m.get("content") for m in tree(beralamat / path).iter("meta")}
        assert metas["og:title"]
        assert metas["og:description"] == metas["description"]
        assert metas["og:url"] == f"https://rkt.example/{path}"
        assert metas["og:locale"] == "id_ID"


def test_open_data_is_a_dataset_for_machines(situs: Path) -> None:
    (block,) = [s for s in tree(situs / "data/index.html").iter("script") if s.get("type") == "application/ld+json"]
    data = json.loads(block.text)
    assert data["@type"] == "Dataset"
    assert data["name"] == "Rencana Kinerja Tahunan Perubahan 2026"
    assert data["datePublished"] == "2026-08-27"
    assert data["license"] == "https://creativecommons.org/publicdomain/zero/1.0/"
    for one in data["distribution"]:
        assert (situs / "data" / one["contentUrl"]).resolve().is_file()


@pytest.mark.parametrize("address", [True, False])
def test_the_feed_names_every_publication(situs: Path, beralamat: Path, address: bool) -> None:
    site = beralamat if address else situs
    feed = ElementTree.parse(site / "umpan.xml").getroot()
    titles = [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")]
    assert titles == [
        "Rencana Kinerja Tahunan Perubahan 2026",
        "Rencana Kinerja Tahunan 2026",
        "Rencana Kinerja Tahunan 2025",
    ]
    assert feed.get("{http://www.w3.org/XML/1998/namespace}base") == ("https://rkt.example/" if address else None)
    for entry in feed.iter(f"{ATOM}entry"):
        link = entry.find(f"{ATOM}link")
        assert link is not None
        assert (site / link.get("href", "")).is_file()
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", entry.findtext(f"{ATOM}updated") or "")


def test_the_map_of_the_site_needs_an_address(situs: Path, beralamat: Path) -> None:
    """Without one it would name no page."""
    assert not (situs / "sitemap.xml").exists()
    listed = re.findall("<loc>https://rkt.example/([^<]+)</loc>", (beralamat / "sitemap.xml").read_text())
    assert set(listed) == {page.relative_to(beralamat).as_posix() for page in pages(beralamat)} - {"404.html"}
