"""Annotations of a workflow run, which GitHub, Forgejo and Gitea show at the lines themselves.

A step may leave only ten of a kind; so the worst ten are given in all, and the rest are counted.
"""

from collections import Counter

from rktkit.faces.reports.text import closing
from rktkit.ground.catalogue.rules import show
from rktkit.ground.findings import Problem, Report, Severity

MOST = 10
_COMMANDS = {Severity.GALAT: "error", Severity.PERINGATAN: "warning", Severity.SARAN: "notice"}
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def render(report: Report, colour: bool = False) -> str:
    """See ``rktkit.faces.reports``. Every line but the last begins with ``::``."""
    problems = sorted(report.problems, key=lambda p: (p.weight, p.place))
    return "".join(map(_annotation, problems[:MOST])) + _rest(problems[MOST:]) + closing(report) + "\n"


def _annotation(problem: Problem) -> str:
    properties = {
        "file": show(problem.file, 4096),
        "line": str(problem.line),
        "col": str(problem.column),
        "title": f"{problem.rule} ({problem.severity.value})",
    }
    written = ",".join(f"{name}={value.translate(_PROPERTY)}" for name, value in properties.items())
    message = f"{problem.message}\n→ {problem.hint}".translate(_DATA)
    return f"::{_COMMANDS[problem.severity]} {written}::{message}\n"


def _rest(problems: list[Problem]) -> str:
    if not problems:
        return ""
    count = Counter(problem.severity for problem in problems)
    kinds = ", ".join(f"{count[severity]} {severity.value}" for severity in Severity if count[severity])
    return f"Dan {len(problems)} temuan lain tanpa anotasi ({kinds}). "
