"""Whose a finding is: the request's own, or one that stands on the branch it is meant for already.

Nobody waits for another: only what a request touches, or breaks elsewhere, keeps it from being merged.
"""

from collections.abc import Callable, Collection, Iterable, Sequence

from rktkit.ground.files import Files, read_plain
from rktkit.ground.findings import Problem
from rktkit.ground.yaml.places import Path, Places, find
from rktkit.ground.yaml.reader import load

PERMINTAAN, TUJUAN = "permintaan", "cabang tujuan"
ASAL = (PERMINTAAN, TUJUAN)

Check = Callable[[], Iterable[Problem]]
_Key = tuple[str, str, Path]


def tell_apart(
    problems: Sequence[Problem], files: Files, touched: Collection[str], known: Sequence[tuple[Files, Check]]
) -> list[tuple[Problem, str]]:
    """Each finding with its asal.

    A finding is the request's own if its file is touched, or if no known state has one of the same rule in the same
    file at the same place in the data.

    Args:
        problems: the findings in ``files``.
        files: what is judged.
        touched: the paths that the request changed.
        known: the target, and where the request cannot be merged yet the state it began from, each with its check;
            asked only where a finding stands in a file that is not touched.
    """
    others = {problem.file for problem in problems if problem.file not in touched}
    old: set[_Key] = set()
    for state, check in known if others else ():
        there = _Keys(state)
        old.update(key for problem in check() if problem.file in others for key in there.of(problem))
    here = _Keys(files)
    return [
        (problem, TUJUAN if problem.file not in touched and old.intersection(here.of(problem)) else PERMINTAAN)
        for problem in problems
    ]


def relocated(problem: Problem, judged: Files, head: Files) -> Problem:
    """A finding in the merged file with the line and column that it has in the file as it was proposed.

    People see the proposed file; the lines differ where the target changed the same file meanwhile.
    """
    before, after = read_plain(judged, problem.file), read_plain(head, problem.file)
    if before == after or before is None or after is None or not problem.file.endswith(".yml"):
        return problem
    path = max(Places(before, problem.file).at(problem.line, problem.column), key=len)
    root, _ = load(after, problem.file)
    node = find(root, path) if root is not None else None
    return problem if node is None else problem.but(line=node.line, column=node.column)


class _Keys:
    """What a finding is about, of the findings in one tree; each file is read once."""

    def __init__(self, files: Files) -> None:
        self.files = files
        self.places: dict[str, Places] = {}

    def of(self, problem: Problem) -> frozenset[_Key]:
        found = self.at(problem)
        kunci = problem.values.get("kunci")
        if problem.rule == "RKT-101" and kunci:  # said where its mapping begins
            found = frozenset({(*min(found, key=len), kunci)})
        return frozenset((problem.rule, problem.file, path) for path in found)

    def at(self, problem: Problem) -> frozenset[Path]:
        if not problem.file.endswith(".yml"):
            return frozenset({()})
        if problem.file not in self.places:
            data = read_plain(self.files, problem.file)
            self.places[problem.file] = Places(data or b"", problem.file)
        return self.places[problem.file].at(problem.line, problem.column)
