"""Whose a finding is does not hang on lines, order or comments, only on the place in the data."""

import random
from collections.abc import Callable
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from rktkit.faces.forge.review.origin import PERMINTAAN, TUJUAN, relocated, tell_apart
from rktkit.ground.files import Files, FolderFiles, MemoryFiles
from rktkit.ground.findings import Problem
from rktkit.ground.yaml.places import Places, find, paths
from rktkit.ground.yaml.reader import load
from rktkit.rules.check import check
from tests.sample import CONTOH

PIKP = "rkt/2027/pikp.yml"
OFFICE = FolderFiles(CONTOH)
DAMAGED = (
    OFFICE.read(PIKP)
    .decode()
    .replace("            pagu: 88000000\n", "", 1)
    .replace("pagu: 712000000", "pagu: tujuh ratus juta")
    .replace("satuan: Komunitas", "satuan: Komunitass")
    .replace("kode: 2.16.02.2.01.0032", "kode: 2.16.02.2.01.9932")
    .replace("tw4: 540", "tw4: 541")
    .replace("triwulan: {tw1: 7000, tw2: 7500,", "triwulan: {tw1: 7000, tw2: 7501,")
    .replace("target: 2\n", "target: \n")
)


def office(text: str) -> Files:
    return MemoryFiles({PIKP: text.encode()}, OFFICE)


def problems(files: Files) -> tuple[Problem, ...]:
    return tuple(p for p in check(files).problems if p.file == PIKP)


def known(files: Files) -> tuple[Files, Callable[[], tuple[Problem, ...]]]:
    return files, lambda: problems(files)


def shuffled(value: Any, dice: random.Random) -> Any:
    """The same data with its fields and items in another order."""
    if isinstance(value, dict):
        return {key: shuffled(value[key], dice) for key in dice.sample(list(value), len(value))}
    if isinstance(value, list):
        return [shuffled(item, dice) for item in dice.sample(value, len(value))]
    return value


def remarked(text: str, dice: random.Random) -> str:
    """The same text with comments and empty lines between its lines and behind them."""
    lines = []
    for line in text.splitlines():
        indent = line[: len(line) - len(line.lstrip(" -"))].replace("-", " ")
        lines += [f"{indent}# {dice.choice(['pagu: 1', 'catatan', '- kode: x'])}" for _ in range(dice.randrange(3))]
        lines += [""] * dice.randrange(2)
        lines.append(f"{line}  # dibaca" if dice.random() < 0.3 else line)
    return "\n".join(lines) + "\n"


@pytest.mark.slow
@settings(max_examples=25)
@given(st.randoms(use_true_random=False))
def test_order_and_comments_never_change_whose_it_is(dice: random.Random) -> None:
    data = yaml.load(DAMAGED, yaml.BaseLoader)  # every value stays the text that it is
    plain = yaml.dump(shuffled(data, dice), sort_keys=False, allow_unicode=True, width=100_000)
    before, after = office(DAMAGED), office(remarked(plain, dice))
    assert len(problems(before)) >= 6
    for one, other in ((before, after), (after, before)):
        apart = tell_apart(problems(one), one, (), [known(other)])
        assert {asal for _, asal in apart} == {TUJUAN}, [p for p, asal in apart if asal == PERMINTAAN]


def test_the_same_rule_elsewhere_in_a_file_is_new() -> None:
    before, after = office(DAMAGED), office(DAMAGED.replace("pagu: 60000000", "pagu: enam"))
    apart = tell_apart(problems(after), after, (), [known(before)])
    line = after.read(PIKP).decode().partition("pagu: enam")[0].count("\n") + 1
    assert [(p.rule, p.line) for p, asal in apart if asal == PERMINTAAN] == [("RKT-105", line)]


def test_a_touched_file_is_its_own_whatever_the_base_had() -> None:
    files = office(DAMAGED)
    assert {asal for _, asal in tell_apart(problems(files), files, {PIKP}, [known(files)])} == {PERMINTAAN}


def test_the_base_is_not_asked_where_it_cannot_matter() -> None:
    files = office(DAMAGED)

    def never() -> tuple[Problem, ...]:
        raise AssertionError("asked")

    assert len(tell_apart(problems(files), files, {PIKP}, [(files, never)])) == len(problems(files))
    assert tell_apart((), files, (), [(files, never)]) == []


def test_a_finding_is_shown_where_people_see_it() -> None:
    """The merged file has two lines more above it than the one that was proposed."""
    proposed, merged = office(DAMAGED), office(f"# satu\n# dua\n{DAMAGED}")
    for here, there in zip(problems(merged), problems(proposed), strict=True):
        assert relocated(here, merged, proposed).line == there.line == here.line - 2


@pytest.mark.parametrize(
    "text", ["", "- a\n", "a: [", "a: &x 1\nb: *x\n", "\ufeffa: 1\r\nb:\r  - 1\n", "a:\n  - {}\n  - {}\n"]
)
def test_any_place_of_any_file_has_a_path(text: str) -> None:
    places = Places(text.encode(), "x.yml")
    assert all(places.at(line, column) for line in range(1, 6) for column in range(1, 6))


def test_a_path_leads_back_to_its_node() -> None:
    root, _ = load(DAMAGED.encode(), PIKP)
    assert root is not None
    for path, node in paths(root).items():
        assert find(root, path) is node
    assert find(root, ("program", "2.16.02", "tidak ada")) is paths(root)["program", "2.16.02"]
