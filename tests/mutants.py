"""Whether tests bite: mutants of the code, drawn by a seed, against the tests nearest to it. Not run by the suite.

``.venv/bin/uv run --no-project --with cosmic-ray==8.7.0 python -m tests.mutants approval``

The mutants are Cosmic Ray's. They are made in a worktree of their own, from what is committed. Printed are those that
survive, each as a difference, and the count; a mutant that survives shows a test that is missing, or is equivalent.
"""

import argparse
import os
import random
import re
import shlex
import subprocess
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cosmic_ray.ast import ast_nodes, get_ast_from_path
from cosmic_ray.mutating import mutate_and_test
from cosmic_ray.plugins import get_operator, operator_names
from cosmic_ray.work_item import MutationSpec, TestOutcome

from tests.places import ROOT

SECONDS = 600
"""A test run that takes longer hangs: the mutant is caught."""
SAYS_NOTHING = re.compile(r"_BitOr_|_(?:Eq|NotEq|LtE?|GtE?)_Is|_Is(?:Not)?_(?!Is)")
"""Operators whose mutants are types in annotations, or another spelling of the same comparison."""


@dataclass(frozen=True)
class Room:
    """A part of the code, and the tests nearest to it, the quickest first."""

    code: str
    folder: str
    tests: str

    @property
    def places(self) -> list[str]:
        """Where those tests stand, at whatever depth of the folder."""
        below = {place.stem: place for place in (ROOT / "tests" / self.folder).rglob("test_*.py")}
        return [str(below[f"test_{name}"].relative_to(ROOT)) for name in self.tests.split()]


ROOMS = {
    "approval": Room(
        "trust/approval", "trust", "scheduled clocks authority_forge authority_ssh decisions witness standing"
    ),
    "archive": Room(
        "trust/archive",
        "trust",
        "written scheduled decisions commands copies verify_repo verify_folder publish refused witness",
    ),
    "verify": Room(
        "trust/verify",
        "trust",
        "text versi_1 copies verify_repo time witness documents verify_folder folder_policy folder_pdf trusted_policy "
        "people claims",
    ),
    "numbers": Room("plan/writing/numbers.py", "plan", "numbers"),
    "values": Room("ground/values.py", "ground", "values"),
    "families": Room(
        "rules/families",
        "rules",
        "hitungan kelengkapan acuan rumusan sitasi kalender huruf pembanding organisasi ready archived examples",
    ),
}


def modules(room: Room) -> list[Path]:
    """The files of a room, from the root."""
    place = Path("scripts/rktkit") / room.code
    return sorted(place.rglob("*.py")) if place.is_dir() else [place]


def mutants(file: Path) -> Iterator[MutationSpec]:
    """Every mutant of a file."""
    nodes = list(ast_nodes(get_ast_from_path(file)))
    for name in operator_names():
        operator = get_operator(name)
        if SAYS_NOTHING.search(name) or operator.arguments():
            continue
        places = (place for node in nodes for place in operator().mutation_positions(node))
        for number, (start, end) in enumerate(places):
            yield MutationSpec(file, name, number, start, end)


def drawn(room: Room, count: int, seed: int) -> list[MutationSpec]:
    """Some of them: each place of the code has the same chance, however many mutants it has."""
    places: dict[tuple[str, tuple[int, int]], list[MutationSpec]] = defaultdict(list)
    for one in (one for file in modules(room) for one in mutants(file)):
        places[str(one.module_path), one.start_pos].append(one)
    draw = random.Random(seed)
    return [draw.choice(places[place]) for place in draw.sample(sorted(places), min(count, len(places)))]


def command(room: Room) -> str:
    """What runs the nearest tests until one fails."""
    words = [str(ROOT / ".venv/bin/python"), "-m", "pytest", "-qx", "-p", "no:cacheprovider", "-m", "not slow"]
    return shlex.join([*words, "--hypothesis-profile=ci", *room.places])


def survives(room: Room, one: MutationSpec) -> bool:
    """Whether no test notices a mutant; told as it is found."""
    result = mutate_and_test([one], command(room), SECONDS)
    left = result.test_outcome is TestOutcome.SURVIVED
    print(f"{one.module_path}:{one.start_pos[0]}:", result.diff if left else "caught", flush=True)
    return left


def main() -> None:
    """Draw, run, tell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("room", choices=ROOMS)
    parser.add_argument("--sample", type=int, default=40)
    parser.add_argument("--seed", type=int, default=13)
    args = parser.parse_args()
    room = ROOMS[args.room]
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "mutants"
        subprocess.run(["git", "worktree", "add", "--quiet", "--detach", place], cwd=ROOT, check=True)
        try:
            os.chdir(place)
            os.environ["PYTHONPATH"] = str(place / "scripts")
            subprocess.run(shlex.split(command(room)), check=True)
            chosen = drawn(room, args.sample, args.seed)
            left = sum(survives(room, one) for one in chosen)
        finally:
            os.chdir(ROOT)
            subprocess.run(["git", "worktree", "remove", "--force", place], cwd=ROOT, check=True)
    print(f"{args.room}: {len(chosen)} mutants, {left} survived")


if __name__ == "__main__":
    main()
