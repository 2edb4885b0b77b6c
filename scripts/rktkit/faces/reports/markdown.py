"""For the summary of a run and for comments: a table for each file, what blocks first, never too long for a forge.

Nothing that comes from a file has any effect in it; see ``rktkit.faces.markup``.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from rktkit.faces.markup import link, plain
from rktkit.faces.reports import rule_url
from rktkit.faces.reports.text import closing
from rktkit.ground.findings import Problem, Report, Severity

LIMIT = 60_000
"""Bytes of a whole report; the forges take 65,536 characters in a comment."""

_SIGN = {Severity.GALAT: "❌ galat", Severity.PERINGATAN: "⚠️ peringatan", Severity.SARAN: "💡 saran"}
_HEAD = "| | Baris | Aturan | Temuan dan cara memperbaikinya |\n|---|---:|---|---|"


def render(report: Report, colour: bool = False, site: str = "") -> str:
    """See ``rktkit.faces.reports``.

    Args:
        report: the problems.
        colour: without meaning here.
        site: address of the site that holds the guide; each finding links to its rule there.
    """
    title = f"### {_title(report)}\n"
    end = f"\n{closing(report).replace('rkt check', '`rkt check`')}\n"
    rows = list(_rows(report.problems, site))
    shown = _fitting(rows, LIMIT - len(f"{title}{end}".encode()) - 200)
    rest = len(rows) - len(shown)
    more = f"\n… dan {rest} temuan lain; jalankan `rkt check` untuk melihat semuanya.\n" if rest else ""
    return "".join([title, *shown, more, end])


def _title(report: Report) -> str:
    """The state in one line."""
    galat = report.count(Severity.GALAT)
    others = [f"{n} {s.value}" for s in (Severity.PERINGATAN, Severity.SARAN) if (n := report.count(s))]
    if galat:
        return f"❌ {galat} galat perlu diperbaiki" + (f", beserta {' dan '.join(others)}" if others else "")
    if others:
        return f"✅ Tidak ada galat; ada {' dan '.join(others)} untuk dipertimbangkan"
    return "✅ Tidak ada temuan"


def _by_file(problems: Sequence[Problem]) -> Iterator[tuple[str, list[Problem]]]:
    """The problems of each file, the heaviest first; files that block come before others."""
    files = [(file, list(group)) for file, group in groupby(sorted(problems, key=lambda p: p.place), lambda p: p.file)]
    for file, group in sorted(files, key=lambda item: (min(p.weight for p in item[1]), item[0])):
        yield file, sorted(group, key=lambda p: (p.weight, p.place))


def _rows(problems: Sequence[Problem], site: str) -> Iterator[str]:
    """One row a problem; the first of a file carries the head of its table."""
    for file, group in _by_file(problems):
        head = f"\n**{plain(file, 300)}**\n\n{_HEAD}\n"
        for problem in group:
            yield head + _row(problem, site)
            head = ""


def _row(problem: Problem, site: str) -> str:
    rule = link(f"`{problem.rule}`", rule_url(site, problem.rule))
    words = f"{plain(problem.message)}<br>→ {plain(problem.hint)}"
    return f"| {_SIGN[problem.severity]} | {problem.line} | {rule} | {words} |\n"


def _fitting(rows: list[str], room: int) -> list[str]:
    """The first rows that fit into ``room`` bytes."""
    for count, row in enumerate(rows):
        room -= len(row.encode())
        if room < 0:
            return rows[:count]
    return rows
