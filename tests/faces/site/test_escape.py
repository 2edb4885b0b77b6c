"""Text from data stays text, wherever on a page it stands."""

import html5lib
import markdown
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from rktkit.faces.site.escape import front_matter, lines, slug, text
from rktkit.faces.site.render import environment
from tests.documents.hostile import JAHAT

EXTENSIONS = (
    "abbr",
    "admonition",
    "attr_list",
    "def_list",
    "footnotes",
    "md_in_html",
    "tables",
    "toc",
    "pymdownx.details",
    "pymdownx.superfences",
    "pymdownx.tabbed",
)
"""What the site uses, and some that an office might add."""

HOSTILE = (
    *JAHAT,
    "<img src=x onerror=alert(1)>",
    "</td></table><script>alert(1)</script>",
    '" onmouseover="alert(1)',
    "{: onclick=alert(1) }",
    "{.kelas #id onclick=x}",
    "{{ config.site_name }} {% include 'x' %}",
    "kolom | kolom | kolom",
    "`kode` ``lagi``",
    "```\npagar\n```",
    "~~~",
    "[tautan](javascript:alert(1))",
    "![gambar](https://jahat.example/x.png)",
    "<https://jahat.example>",
    "https://jahat.example www.jahat.example surel@jahat.example",
    ":smile: :material-skull:",
    "# Judul",
    "1. butir",
    "1) butir",
    "- butir",
    "    kode dalam",
    "> kutipan",
    "Judul\n=====",
    ": definisi",
    "*[HTML]: kepanjangan",
    "[^1]: catatan",
    "!!! note",
    "=== tab",
    "--8<-- berkas",
    "<!-- rkt: alur-sop -->",
    "&lt;script&gt; &amp; &#60;",
    "\x02wzxhzdk:0\x03",
    "\\*bukan\\*",
    "_a_ __b__ *c* ==d== ^^e^^ ~~f~~",
    "$x$ @rujuk",
)


def shown(value: str) -> str:
    """What a reader sees of a text: without what has no picture, blanks folded."""
    return " ".join(
        "".join(
            char
            for char in value
            if not ("\u202a" <= char <= "\u202e" or "\u2066" <= char <= "\u2069" or char == "\ufeff")
            and (char.isprintable() or char.isspace() or ord(char) > 0x9F)
        )
        .replace("\u2028", " ")
        .split()
    )


def body(html: str) -> html5lib.treebuilders.base.Node:
    tree = html5lib.parse(html, namespaceHTMLElements=False)
    found = tree.find("body")
    assert found is not None
    return found


def content(element: html5lib.treebuilders.base.Node) -> str:
    return "".join(element.itertext())


@pytest.mark.parametrize("hostile", HOSTILE)
@pytest.mark.parametrize(
    ("page", "elements"),
    [
        ("{}", {"p"}),
        ("# {} {{#judul}}", {"h1"}),
        ("* {}", {"ul", "li"}),
        ("[{}](halaman.md)", {"p", "a"}),
        ("| a |\n|---|\n| {} |", {"table", "thead", "tbody", "tr", "th", "td"}),
        ('<div title="{}">{}</div>', {"div"}),
        ('<div markdown="1">\n\n{}\n\n</div>', {"div", "p"}),
    ],
)
def test_hostile_text_adds_no_element(hostile: str, page: str, elements: set[str]) -> None:
    made = markdown.markdown(page.format(text(hostile), text(hostile)), extensions=list(EXTENSIONS))
    found = body(made)
    assert {element.tag for element in found.iter()} - {"body"} == elements
    assert shown(hostile)[:60] in " ".join(content(found).split())


def test_an_attribute_keeps_its_text() -> None:
    made = body(markdown.markdown(f'<div title="{text(HOSTILE[12])}">x</div>', extensions=list(EXTENSIONS)))
    assert made.find("div").attrib == {"title": HOSTILE[12]}


@given(st.text())
def test_any_text_is_one_paragraph(value: str) -> None:
    escaped = text(value)
    made = body(markdown.markdown(f"x{escaped}", extensions=list(EXTENSIONS)))
    assert [element.tag for element in made.iter()] == ["body", "p"]
    assert "\n" not in escaped


@given(st.text())
def test_escaping_twice_shows_the_references(value: str) -> None:
    """It must be done exactly once: what is ``Markup`` passes the templates unchanged."""
    template = environment().from_string("{{ value }}")
    assert template.render(value=text(value)) == str(text(value))
    assert template.render(value=value) == str(text(value))


def test_a_template_that_prints_nothing_is_a_mistake() -> None:
    with pytest.raises(TypeError):
        environment().from_string("{{ value }}").render(value=None)


def test_lines_stay_lines() -> None:
    assert lines("1.1 Indeks\n\n1.2 <b>") == Markup("1&#46;1 Indeks<br>1&#46;2 &#60;b&#62;")


@pytest.mark.parametrize("hostile", HOSTILE)
def test_the_head_of_a_page_is_yaml_with_inert_texts(hostile: str) -> None:
    head = str(front_matter([("title", hostile), ("hide", ["toc"]), ("contoh", 1)]))
    assert head.startswith("---\n")
    assert head.endswith("\n---\n")
    values = yaml.safe_load(head.strip("-\n"))
    assert values == {"title": str(text(hostile)), "hide": ["toc"], "contoh": 1}
    assert not set("<>\"'{}|`") & set(values["title"])


def test_a_folder_name_is_no_path() -> None:
    names = ["pikp", "../../etc", "a/b", "", ".", "A B", "a-b", "ā", "-", "a" * 300]
    made = [slug(name) for name in names]
    assert made[0] == "pikp"
    assert len(set(made)) == len(names)
    assert all(name.strip("abcdefghijklmnopqrstuvwxyz0123456789-") == "" and name for name in made)
