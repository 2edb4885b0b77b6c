"""The Markdown report, through the parser that GitHub itself uses."""

import cmarkgfm
import html5lib
import pytest
from cmarkgfm.cmark import Options
from hypothesis import given, settings
from hypothesis import strategies as st

from rktkit.faces.reports.markdown import LIMIT, render
from tests.faces.reports.builders import GALAT, HOSTILE, PERINGATAN, SARAN, problem, report


def tags(markdown: str) -> list[str]:
    """The elements that a forge makes of it, raw HTML allowed."""
    page = cmarkgfm.github_flavored_markdown_to_html(markdown, options=Options.CMARK_OPT_UNSAFE)
    body = html5lib.parse(page, namespaceHTMLElements=False).find("body")
    return [element.tag for element in body.iter()][1:]


def test_a_table_for_each_file_and_what_blocks_first() -> None:
    text = render(
        report(
            problem(2, SARAN, "rkt/2027/a.yml"),
            problem(9, GALAT, "rkt/2027/b.yml"),
            problem(1, PERINGATAN, "rkt/2027/b.yml"),
        )
    )
    assert text == (
        "### ❌ 1 galat perlu diperbaiki, beserta 1 peringatan dan 1 saran\n"
        "\n**rkt/2027/b.yml**\n\n"
        "| | Baris | Aturan | Temuan dan cara memperbaikinya |\n|---|---:|---|---|\n"
        "| ❌ galat | 9 | `RKT-101` | Target belum diisi.<br>→ Tambahkan baris “target:⁠ …”. |\n"
        "| ⚠️ peringatan | 1 | `RKT-101` | Target belum diisi.<br>→ Tambahkan baris “target:⁠ …”. |\n"
        "\n**rkt/2027/a.yml**\n\n"
        "| | Baris | Aturan | Temuan dan cara memperbaikinya |\n|---|---:|---|---|\n"
        "| 💡 saran | 2 | `RKT-101` | Target belum diisi.<br>→ Tambahkan baris “target:⁠ …”. |\n"
        "\n1 galat, 1 peringatan, 1 saran pada 7 berkas. Perbaiki yang galat, lalu jalankan `rkt check` lagi.\n"
    ).replace("⁠", "")


def test_a_finding_links_to_its_rule_where_there_is_a_site() -> None:
    text = render(report(problem()), site="https://rkt.example/arsip/")
    assert "[`RKT-101`](<https://rkt.example/arsip/acuan/aturan/#rkt-101>)" in text
    assert "](" not in render(report(problem()))


def test_nothing_to_mend() -> None:
    assert render(report()) == "### ✅ Tidak ada temuan\n\nBaik: 7 berkas diperiksa, tidak ada temuan.\n"


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_text_has_no_effect(hostile: str) -> None:
    assert tags(render(report(problem(message=hostile, file=hostile)))) == tags(render(report(problem())))


@given(st.text(max_size=300), st.text(max_size=300))
@settings(max_examples=50)
def test_any_text_at_all(message: str, file: str) -> None:
    assert tags(render(report(problem(message=f"x{message}", file=f"x{file}")))) == tags(render(report(problem())))


@pytest.mark.parametrize("files", [1, 400])
def test_never_longer_than_a_forge_takes(files: int) -> None:
    problems = [problem(n, message="|<é>" * 400, file=f"rkt/2027/{'é|' * 200}{n % files}.yml") for n in range(1, 500)]
    text = render(report(*problems))
    assert LIMIT - 8_000 < len(text.encode()) <= LIMIT
    shown = text.count("| ❌ galat |")
    assert f"… dan {499 - shown} temuan lain; jalankan `rkt check` untuk melihat semuanya." in text
    assert text.endswith("jalankan `rkt check` lagi.\n")
