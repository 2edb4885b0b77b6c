"""Where a form is open: what a ``# TINJAU`` mark leaves for a person to fill in is not wrong, only not there yet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rktkit.ground.catalogue.rules import At, problem
from rktkit.ground.findings import Problem
from rktkit.plan.model import TANDA, TINJAU

GAPS = ("RKT-101", "RKT-106")
"""The rules of a field that is missing or empty."""


def opened(problems: Sequence[Problem], data: bytes) -> list[Problem]:
    """The problems of a file's shape, with RKT-508 in the place of each gap that a mark stands at."""
    if TINJAU not in data or not any(one.rule in GAPS for one in problems):
        return list(problems)
    lines = marked_lines(data)
    return [_opened(one) if one.rule in GAPS and one.line in lines else one for one in problems]


def _opened(one: Problem) -> Problem:
    isian = one.values.get("isian", "Isian")
    return problem(
        "RKT-508.isian", one.file, At(one.line, one.column), isian=isian, contoh=one.values.get("contoh", "")
    )


def marked_lines(data: bytes) -> frozenset[int]:
    """The lines of a file, from 1, that a mark stands at."""
    return frozenset(_marked(data)) if TINJAU in data else frozenset()


def _marked(data: bytes) -> Iterator[int]:
    """The lines of what is marked: the mark's own where it stands behind a value, else the one below its comments."""
    lines = data.split(b"\n")
    for mark in TANDA.finditer(data):
        start = mark.start("tanda")
        line = data.count(b"\n", 0, start)
        if lines[line].removeprefix(b"\xef\xbb\xbf").lstrip().startswith(TINJAU):
            while line < len(lines) and lines[line].removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"#"):
                line += 1
        yield line + 1
