"""What a verb is asked: one declaration makes the parser, the help and the typed value."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

import pytest

from rktkit.cli.asked import Asked, argument, option, switch
from rktkit.cli.main import VERBS, parser

pytestmark = pytest.mark.quick


class Options(Asked):
    year: int = argument("TAHUN", "tahun")
    rest: tuple[str, ...] = argument("PATH", "sisanya")
    from_: Path | None = option("DIR", "asal")
    output: Path = option("DIR", "hasil")
    again: tuple[Path, ...] = option("DIR", "boleh diulang", action="append")
    several: tuple[str, ...] = option("AKUN", "beberapa", default=("penerbit",))
    start: date | None = option("TANGGAL", "mulai")
    dry_run: bool = switch("tanpa menulis")


def asked(*words: str) -> Options:
    one = argparse.ArgumentParser(exit_on_error=False)
    one.add_argument("--root")
    Options.declare(one)
    return Options.read(one.parse_args(words))


def test_a_value_is_of_the_type_that_its_field_names() -> None:
    found = asked(
        *("2027", "a", "b", "--from", "x/", "--output", "y", "--again", "p", "--again", "q"),
        *("--several", "m", "n", "--start", "2027-01-04", "--dry-run", "--root", "r"),
    )
    assert found == Options(
        year=2027,
        rest=("a", "b"),
        from_=Path("x"),
        output=Path("y"),
        again=(Path("p"), Path("q")),
        several=("m", "n"),
        start=date(2027, 1, 4),
        dry_run=True,
        root="r",
    )


def test_what_is_not_said_is_empty() -> None:
    found = asked("2027", "--output", "y")
    assert (found.rest, found.from_, found.again, found.several) == ((), None, (), ("penerbit",))
    assert (found.start, found.dry_run, found.root) == (None, False, None)


def test_an_empty_word_is_no_path() -> None:
    assert asked("2027", "--output", "y", "--from", "").from_ is None


def test_what_has_no_none_must_be_said() -> None:
    with pytest.raises((SystemExit, argparse.ArgumentError)):
        asked("2027")


def ends(one: argparse.ArgumentParser) -> list[argparse.ArgumentParser]:
    """The parsers below which there are no more."""
    below = [action for action in one._actions if isinstance(action, argparse._SubParsersAction)]
    return [end for action in below for part in action.choices.values() for end in ends(part)] or [one]


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_reads_everything_that_it_takes(verb: str) -> None:
    for end in ends(parser(verb)):
        module = end.get_default("module")
        taken = {action.dest for action in end._actions} - {"help"}
        assert taken == set(module.Options._fields), end.prog
