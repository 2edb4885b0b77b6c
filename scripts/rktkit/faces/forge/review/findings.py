"""The findings of a comment as lines: what blocks first, each with its place, our words, the remedy, the exact line.

Everything that is not written here passes through ``markup.plain``. Lines are made one by one, so that what does not
fit into a comment costs nothing.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from rktkit.faces.markup import link, plain
from rktkit.ground.findings import Problem, Severity

SIGN = {Severity.GALAT: "❌", Severity.PERINGATAN: "⚠️", Severity.SARAN: "💡"}
NAMES = {Severity.GALAT: "galat", Severity.PERINGATAN: "peringatan", Severity.SARAN: "saran"}

AT_HEAD = frozenset({"RKT-511", "RKT-512", "RKT-693", "RKT-694"})
"""What a reader must know before anything else: they stand above the list."""

SHOWN = 12
"""Findings that stand open; the others are folded."""

_MISSING = frozenset({"RKT-006", "RKT-501", "RKT-513"})
"""Their file is not there, so no line of it is named, and no link leads to it."""

At = Callable[[str, int], str]
Exact = Mapping[tuple[str, int, str], str]
"""The exact line to paste by file, line and rule; empty where the forge offers it at the line."""


def count(problems: Iterable[Problem]) -> dict[Severity, int]:
    """How many of each severity."""
    found = list(problems)
    return {severity: sum(p.severity is severity for p in found) for severity in Severity}


def in_words(problems: Iterable[Problem]) -> str:
    """``2 galat dan 1 peringatan``."""
    return " dan ".join(f"{n} {NAMES[severity]}" for severity, n in count(problems).items() if n)


def lines(problems: Sequence[Problem], at: At | None, rule: Callable[[str], str] | None, exact: Exact) -> Iterator[str]:
    """The list; all behind the first ``SHOWN`` in a part that is folded."""
    shown = 0
    for file, group in _by_file(problems):
        here = at if any(problem.rule not in _MISSING for problem in group) else None
        name = plain(file, 300)
        yield f"\n**{link(name, here(file, 1)) if here else name}**"
        for problem in group:
            if shown == SHOWN and len(problems) > SHOWN + 3:
                yield from unfolded(f"{len(problems) - SHOWN} temuan lain")
            shown += 1
            yield _line(problem, here, rule)
            yield from _paste(exact.get((problem.file, problem.line, problem.rule)))
    if len(problems) > SHOWN + 3:
        yield FOLDED


def at_head(problems: Sequence[Problem], at: At | None) -> Iterator[str]:
    """Warnings as a list inside a quotation."""
    for problem in problems:
        place = f"{problem.file} baris {problem.line}" if problem.line > 1 else problem.file
        words = plain(place, 300)
        where = link(words, at(problem.file, problem.line)) if at and problem.line > 1 else words
        yield f"> - {SIGN[problem.severity]} {where}: {plain(problem.message)}<br>→ {plain(problem.hint)}"


FOLDED = "\n</details>"
"""Ends a folded part."""


def unfolded(title: str) -> Iterator[str]:
    """Begins a folded part. ``title`` is ours."""
    yield f"<details><summary>{title}</summary>\n"


def _by_file(problems: Sequence[Problem]) -> list[tuple[str, list[Problem]]]:
    """The findings of each file, the heaviest first; files that block come before others."""
    found = groupby(sorted(problems, key=lambda p: p.place), lambda p: p.file)
    files = [(file, sorted(group, key=lambda p: (p.weight, p.place))) for file, group in found]
    return sorted(files, key=lambda item: min(p.weight for p in item[1]))


def _line(problem: Problem, at: At | None, rule: Callable[[str], str] | None) -> str:
    place = f"baris {problem.line}"
    place = link(place, at(problem.file, problem.line)) if at else place
    name = f"`{problem.rule}`"
    name = link(name, rule(problem.rule)) if rule else name
    where = "" if problem.rule in _MISSING else f"{place} · "
    return f"- {SIGN[problem.severity]} {where}{name} {plain(problem.message)}<br>→ {plain(problem.hint)}"


def _paste(line: str | None) -> Iterator[str]:
    if line is None:
        return
    if not line:
        yield "  <br>Dapat diterapkan dengan satu klik pada baris itu."
        return
    fence = fence_for(line)
    yield f"\n  {fence}yaml\n  {line}\n  {fence}\n"  # at once: whoever cuts a list cuts between two of its lines


def fence_for(text: str) -> str:
    """A fence of code longer than any inside a text."""
    return "`" * max(3, 1 + max((len(run) for run in re.findall("`+", text)), default=0))
