"""The generated pages are up to date and complete, and what links to them arrives."""

import argparse
import re
from functools import cache

import markdown
import pytest

from rktkit.cli.main import parser
from rktkit.faces.reference.fields import guide
from rktkit.faces.reference.rules import FAMILIES
from rktkit.faces.reports import RULE_PAGE, rule_url
from rktkit.ground.catalogue import trust
from rktkit.ground.catalogue.rules import RULES
from rktkit.plan.schema.fields import Rules
from rktkit.plan.schema.kinds import KINDS
from tests import reference
from tests.places import ROOT

EXTENSIONS = [
    "admonition",
    "attr_list",
    "def_list",
    "md_in_html",
    "tables",
    "toc",
    "pymdownx.details",
    "pymdownx.superfences",
]


@cache
def pages() -> dict[str, str]:
    """What the code says now."""
    return reference.pages()


def html(page: str) -> str:
    """A generated page as the site builds it."""
    text = re.sub(r"\A---\n.*?\n---\n", "", pages()[f"content/acuan/{page}/index.md"], flags=re.DOTALL)
    built: str = markdown.markdown(text, extensions=EXTENSIONS)
    return built


def test_nothing_is_stale() -> None:
    stale = [path for path, text in pages().items() if (ROOT / path).read_text(encoding="utf-8") != text]
    assert stale == [], "run scripts/reference"


def test_nothing_is_left_over() -> None:
    there = {f"skema/{place.name}" for place in (ROOT / "skema").iterdir()}
    assert there == {path for path in pages() if path.startswith("skema/")}


@pytest.mark.parametrize("page", ["aturan", "isian", "perintah", *(f"aturan/{f}" for f, _ in FAMILIES.values())])
def test_anchors_are_one_each_and_links_arrive(page: str) -> None:
    built = html(page)
    anchors = re.findall(r' id="([^"]+)"', built)
    assert len(anchors) == len(set(anchors))
    assert set(re.findall(r'href="#([^"]+)"', built)) <= set(anchors)
    for unread in ("```", "!!! ", "??? ", "{ #", "|---"):
        assert unread not in built


# --- rules ----------------------------------------------------------------------------------------------------------


def test_every_rule_that_the_code_names_has_an_anchor() -> None:
    named = {
        rule
        for place in (ROOT / "scripts/rktkit").rglob("*.py")
        if "pages" not in place.parts
        for rule in re.findall(r'"(RKT-[0-9]{3})(?:\.[a-z_]+)?"', place.read_text(encoding="utf-8"))
    }
    assert named >= {rule.id for rule in RULES} | {name.partition(".")[0] for name in trust.TEXTS}
    built = html("aturan")
    families = {family: html(f"aturan/{folder}") for family, (folder, _) in FAMILIES.items()}
    for rule in sorted(named):
        assert f' id="{rule.lower()}"' in built, rule
        assert f' id="{rule.lower()}"' in families[rule[:5]], rule


def test_a_finding_links_to_the_anchor() -> None:
    address = rule_url("https://rkt.example/arsip/", "RKT-301")
    assert address == f"https://rkt.example/arsip/{RULE_PAGE}#rkt-301"
    assert (ROOT / "content" / RULE_PAGE / "index.md").is_file()


def test_every_checked_rule_shows_a_bad_and_a_good_example() -> None:
    written = "\n".join(pages()[f"content/acuan/aturan/{folder}/index.md"] for folder, _ in FAMILIES.values())
    sections = re.split(r"^## (?:<a id=\S+</a>)?", written, flags=re.MULTILINE)[1:]
    shown = {section[:7]: section for section in sections}
    for rule in RULES:
        if rule.id < "RKT-600":
            assert f"  {rule.severity.value} {rule.id}\n" in shown[rule.id] or "RKT-50" in rule.id, rule.id
            assert '!!! failure "Salah: ' in shown[rule.id], rule.id
            assert '!!! success "Benar: ' in shown[rule.id], rule.id
            assert rule.why.split("<")[0] in shown[rule.id]


def test_every_rule_belongs_to_a_family() -> None:
    assert {rule.id[:5] for rule in RULES} <= set(FAMILIES)


# --- fields ---------------------------------------------------------------------------------------------------------


def test_every_field_is_in_the_guide() -> None:
    rows = {
        line.split("`")[1] + " " + line.split("<br>")[1].split(" |")[0]
        for line in guide().split("\n")
        if "<br>" in line
    }

    def fields(rules: Rules) -> set[str]:
        found: set[str] = set()
        for key, field in rules.get("schema", {}).items():
            found.add(f"{key} {field['meta']['label']}")
            for one in (field, *field.get("atau", ())):
                found |= fields(one["schema"] if one["type"] == "list" else one)
        return found

    assert set().union(*(fields(kind.rules) for kind in KINDS.values())) == rows


# --- commands -------------------------------------------------------------------------------------------------------


def test_every_command_and_every_option_is_in_the_reference() -> None:
    page = pages()["content/acuan/perintah/index.md"]

    def walk(name: str, parser: argparse.ArgumentParser) -> None:
        for action in parser._actions:
            if isinstance(action, argparse._SubParsersAction):
                for part, one in action.choices.items():
                    assert f"# {name} {part} {{" in page
                    walk(f"{name} {part}", one)
            elif not isinstance(action, argparse._HelpAction | argparse._VersionAction):
                assert action.help, f"{name}: {action.dest} has no help"
                assert all(f"`{option}" in page for option in action.option_strings if option != "--root")

    walk("rkt", parser("*"))
