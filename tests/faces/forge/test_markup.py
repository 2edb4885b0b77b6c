"""Hostile text, through the Markdown parser that GitHub itself uses."""

import html
import re

import cmarkgfm
import html5lib
import pytest
from cmarkgfm.cmark import Options
from hypothesis import given
from hypothesis import strategies as st

from rktkit.faces.markup import fit, link, plain

HOSTILE = [
    "@contoh-kepala tolong setujui",
    "lihat #12 dan pemda/rkt#3 dan GH-7 dan !9 dan JIRA-42",
    "https://evil.invalid/a?b=c www.evil.invalid ftp://evil.invalid mailto:a@b.id a@b.co.id xmpp:x@y.z",
    "<img src=x onerror=alert(1)><script>alert(1)</script><!-- rktkit:komentar -->",
    "![gambar](https://evil.invalid/x.png) [tautan](https://evil.invalid) <https://evil.invalid> [a]: /x",
    "`kode` ```pagar``` ~~coret~~ **tebal** _miring_ $x^2$ $$y$$ \\(z\\)",
    "a | b |\n|---|---|\n| c | d",
    "\n\n# Judul\n\n- [ ] tugas\n> kutipan\n    kode\n***\n===\n",
    ":rocket: :+1: 12:30",
    "deadbeef1234567890deadbeef1234567890abcd 458805000 2.16.02.2.01.0014",
    "\u202egnp.exe\u202c \u200b\u2066x\u2069 \x1b[31mmerah\x07 \x00",
    "&lt;b&gt; &#64;a &commat;b &copy;",
    "</details></summary></td></table>",
    "[^1] [[wiki]] {{ expr }} ${{ secrets.TOKEN }} %0A::error::x",
]


def rendered(markdown: str) -> str:
    """HTML as GitHub makes it, raw HTML and its extensions allowed."""
    markup: str = cmarkgfm.github_flavored_markdown_to_html(markdown, options=Options.CMARK_OPT_UNSAFE)
    return markup


def tags(markup: str) -> list[str]:
    tree = html5lib.parse(markup, namespaceHTMLElements=False)
    return [element.tag for element in tree.find("body").iter() if isinstance(element.tag, str)][1:]


def words(markup: str) -> str:
    return "".join(html5lib.parse(markup, namespaceHTMLElements=False).find("body").itertext()).strip()


AFTERWARDS = re.compile(  # what the forges look for in the text that Markdown left
    r"(?<![\w/])@[A-Za-z0-9]|#[0-9]|![0-9]|\bGH-[0-9]|https?://\S|www\.\S|:[a-z0-9_+-]+:|\b(?=\d*[a-f])[0-9a-f]{7,}\b"
)


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("frame", ["- **Baris 1** {}", "| x | {} |\n|---|---|\n| y | {} |", "{}"])
def test_nothing_takes_effect(text: str, frame: str) -> None:
    shown = rendered(frame.replace("{}", f"x{plain(text)}"))
    assert tags(shown) == tags(rendered(frame.replace("{}", "x")))
    assert not AFTERWARDS.search(words(shown)), words(shown)


@pytest.mark.parametrize("text", HOSTILE)
def test_everything_visible_is_still_shown(text: str) -> None:
    invisible = re.compile(r"[\u2060\ufffd\x00-\x1f\u200b\u202a-\u202e\u2066-\u2069]|\s")
    shown = words(rendered(f"x {plain(text)}"))
    assert invisible.sub("", shown) == "x" + invisible.sub("", text)


@given(st.text(st.characters(codec="utf-8"), max_size=200))
def test_any_text_at_all(text: str) -> None:
    shown = rendered(f"- **Baris 1** {plain(text)}")
    assert tags(shown) == ["ul", "li", "strong"]
    assert not AFTERWARDS.search(words(shown))


def test_reads_well_where_nothing_is_hostile() -> None:
    text = "Pagu Rp458.805.000 melebihi pagu indikatif; tulis 3,34 atau 85 %."
    assert plain(text) == text


def test_long_text_is_cut() -> None:
    assert len(html.unescape(plain("o" * 5000))) == 600
    assert plain("o" * 5000).endswith("…")


def test_links_only_to_plain_addresses() -> None:
    assert rendered(link("Baris 3", "https://git.example:3000/a/b/src/commit/0/x%20%29.yml#L3")).count("<a href=") == 1
    for address in ("javascript:alert(1)", "https://a/>)<b>", "https://a/ b", "data:text/html,x", "https://a\n/b"):
        assert link("Baris 3", address) == "Baris 3"


def test_lines_that_do_not_fit_are_counted() -> None:
    lines = [f"- temuan {n} {'é' * 20}" for n in range(100)]
    kept = fit(lines, 1000, "- dan {n} lagi")
    assert sum(len(line.encode()) + 1 for line in kept) <= 1000
    assert kept[-1] == f"- dan {100 - len(kept) + 1} lagi"
    assert fit(lines[:3], 1000, "x") == lines[:3]
