"""Every rule on its examples: a bad one gives exactly the expected findings, a good one none at all."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from rktkit.ground.catalogue.rules import RULES, SEVERITY
from rktkit.ground.files import FolderFiles
from rktkit.ground.findings import Problem
from rktkit.rules.check import check
from tests.kantor import BASE
from tests.rules.example import EXAMPLES, Example

CHECKED = [rule.id for rule in RULES if rule.id < "RKT-600"]
"""What ``rkt check`` asks; approval and archive have tests of their own."""


def as_expected(problems: Sequence[Problem]) -> list[str]:
    """Findings as an example writes them: the severity only where it is not the catalogue's."""
    return [
        f"{p.rule} {'' if p.severity is SEVERITY[p.rule] else f'{p.severity} '}{p.file}:{p.line}:{p.column}"
        for p in problems
    ]


def test_the_base_has_no_findings() -> None:
    assert as_expected(check(FolderFiles(BASE)).problems) == []


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_example(example: Example, tmp_path: Path) -> None:
    assert as_expected(example.report(tmp_path).problems) == list(example.harap)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_an_example_shows_its_own_rule(example: Example) -> None:
    assert example.rule in CHECKED
    assert {line.split()[0] for line in example.harap} == ({example.rule} if example.bad else set())


@pytest.mark.parametrize("rule", CHECKED)
def test_every_rule_has_a_bad_and_a_good_example(rule: str) -> None:
    assert {example.bad for example in EXAMPLES if example.rule == rule} == {True, False}
