"""The threat model names rules and tests that exist, and leaves none of the attacks out."""

import ast
import re
from pathlib import Path

from rktkit.ground.catalogue.trust import TEXTS
from tests.places import ROOT
from tests.trust.attacks import ATTACKS

PAGE = (ROOT / "content/rekayasa/threat-model/index.md").read_text()
HERE = {path.name: path.read_text() for path in Path(__file__).parent.rglob("*.py")}
TESTS = "".join(HERE.values())
MODULES = "".join(path.read_text() for path in (ROOT / "scripts/rktkit").rglob("*.py") if "catalogue" not in path.parts)


def test_every_test_that_it_names_exists() -> None:
    named = re.findall(r"`(?:test_\w+\.py::)?(test_\w+)`", PAGE)
    assert len(named) > 15
    for name in named:
        assert f"def {name}(" in TESTS, name
    for name in re.findall(r"`(test_\w+\.py)", PAGE):
        assert name in HERE


def test_every_attack_that_it_names_exists() -> None:
    table = PAGE[PAGE.index("| Attempt | Rule | Test |") : PAGE.index("Plt., Plh. and Pj.")]
    named = {name for name in re.findall(r"`(\w+)`", table) if not name.startswith("test_") and name != "main"}
    assert named <= ATTACKS.keys()
    rules = {int(number) for number in re.findall(r"\b(6[0-9]{2})\b", table)}
    for first, last in re.findall(r"(6[0-9]{2}) … (6[0-9]{2})", table):
        rules |= set(range(int(first), int(last)))
    assert {int(rule[4:]) for _, found in ATTACKS.values() for rule in found} <= rules


def test_every_sentence_is_said_by_somebody() -> None:
    assert [name for name in TEXTS if f'"{name}"' not in MODULES] == []


def test_every_rule_is_expected_by_a_test() -> None:
    """In a value that a test compares with, not in what it says about itself."""
    nodes = [node for text in HERE.values() for node in ast.walk(ast.parse(text))]
    docs = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    said = " ".join(str(node.value) for node in nodes if isinstance(node, ast.Constant) and id(node) not in docs)
    assert {name.partition(".")[0] for name in TEXTS if name.partition(".")[0] not in said} == set()
