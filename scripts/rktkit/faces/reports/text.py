"""For people at a terminal: the line itself with a caret, what is wrong, how to mend it, and what to do next."""

from __future__ import annotations

import unicodedata
from collections import Counter

from rktkit.ground.findings import Problem, Report, Severity

_COLOURS = {Severity.GALAT: "1;31", Severity.PERINGATAN: "1;33", Severity.SARAN: "1;36"}
_DIM = "2"
SHOWN = 5
"""Warnings of one rule that are told in one file; the rest is counted, and stands in the other formats in full."""

_BEFORE, _AFTER = 40, 60
"""How much of a long line is shown around the place, in characters."""


def render(report: Report, colour: bool = False, command: str = "rkt check") -> str:
    """See ``rktkit.faces.reports``; ``command`` is what to run again."""
    lines = {file: _lines(data) for file, data in report.sources.items()}
    alike = Counter(map(_kind, report.problems))
    told: Counter[tuple[str, str]] = Counter()
    parts = []
    for problem in report.problems:
        kind = _kind(problem)
        told[kind] += 1
        if problem.severity is Severity.GALAT or told[kind] <= SHOWN:
            parts.append(_problem(problem, lines.get(problem.file, []), colour))
        elif told[kind] == alike[kind]:
            parts.append(f"{visible(problem.file)}  … dan {alike[kind] - SHOWN} {problem.rule} lagi di berkas ini\n\n")
    return "".join(parts) + closing(report, command) + "\n"


def _kind(problem: Problem) -> tuple[str, str]:
    """What is told together: whatever blocks is always told in full."""
    return problem.file, "" if problem.severity is Severity.GALAT else problem.rule


def closing(report: Report, command: str = "rkt check") -> str:
    """The last line: the counts, and what to do next."""
    counts = ", ".join(f"{report.count(severity)} {severity}" for severity in Severity if report.count(severity))
    if not counts:
        return f"Baik: {report.files} berkas diperiksa, tidak ada temuan."
    if report.blocks:
        mine = any(found.severity is Severity.GALAT and found.rule < "RKT-6" for found in report.problems)
        then = (
            f"Perbaiki yang galat, lalu jalankan {command} lagi."
            if mine
            else "Ikuti petunjuknya, lalu ulangi perintahnya."
        )
        return f"{counts} pada {report.files} berkas. {then}"
    return f"{counts} pada {report.files} berkas. Tidak ada yang menghalangi; pertimbangkan temuannya."


def visible(text: str) -> str:
    """A line of a file without anything that could move the cursor; tabs become one blank, to keep the columns."""
    return "".join(c if c.isprintable() else " " if c == "\t" else "\N{REPLACEMENT CHARACTER}" for c in text)


def _lines(data: bytes) -> list[str]:
    text = data.decode("utf-8-sig", errors="replace").replace("\r\n", "\n").replace("\r", "\n")
    return text.split("\n")


def _problem(problem: Problem, lines: list[str], colour: bool) -> str:
    label = _paint(problem.severity.value, _COLOURS[problem.severity], colour)
    place = f"{visible(problem.file)}:{problem.line}:{problem.column}"
    shown = [f"{place}  {label} {problem.rule}", f"  {problem.message}"]
    if 0 < problem.line <= len(lines) and lines[problem.line - 1].strip():
        shown += _excerpt(lines[problem.line - 1], problem.line, problem.column, colour)
    shown.append(f"  → {problem.hint}")
    return "\n".join(shown) + "\n\n"


def _excerpt(line: str, number: int, column: int, colour: bool) -> list[str]:
    start = max(0, column - 1 - _BEFORE)
    part = visible(line[start : column - 1 + _AFTER])
    before = part[: column - 1 - start]
    gutter = f"{number:>5} │ "
    caret = " " * (len(gutter) - 2) + "│ " + " " * _width(before) + "^"
    return [_paint(gutter, _DIM, colour) + part, _paint(caret, _DIM, colour)]


def _width(text: str) -> int:
    """How many cells of a terminal a text takes."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text
    )  # fmt: skip


def _paint(text: str, code: str, colour: bool) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if colour else text
