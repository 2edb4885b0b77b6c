"""What came along from last year and is no longer right becomes a gap with a mark: a new form is open, never wrong."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from rktkit.ground.files import Files, MemoryFiles
from rktkit.ground.findings import Problem, Severity
from rktkit.plan.layout import path_of
from rktkit.plan.model import TINJAU
from rktkit.rules.check import check

_FIELD = re.compile(r"(?P<pad> *(?:- )*)(?P<key>[a-z_0-9]+):(?P<value> .*|)$")
_ROUNDS = 8
"""A value that is gone may show the next one; nothing is left after so many."""


def emptied(made: Mapping[str, bytes], files: Files, tahun: int) -> dict[str, bytes]:
    """New forms with every value that blocks taken out, and a mark that says why and what stood there.

    Args:
        made: the new files of the year's folder by name.
        files: the office's tree.
        tahun: the plan year.
    """
    forms = dict(made)
    for _ in range(_ROUNDS):
        under = MemoryFiles({path_of(tahun, name): data for name, data in forms.items()}, files)
        wrong: dict[str, dict[int, Problem]] = {}
        for one in check(under, year=tahun).problems:
            if one.severity is Severity.GALAT and one.file.startswith(f"rkt/{tahun}/"):
                wrong.setdefault(one.file.rpartition("/")[2], {}).setdefault(one.line, one)
        before = dict(forms)
        for name, problems in wrong.items():
            if name in forms:
                forms[name] = _without(forms[name], problems)
        if forms == before:
            break
    return forms


def _without(form: bytes, problems: Mapping[int, Problem]) -> bytes:
    lines = form.decode().split("\n")
    for number in sorted(problems, reverse=True):
        found = _field(lines, number - 1)
        if found is None:
            continue
        old = " ".join(" ".join(lines[found.start : found.end]).split(":", 1)[1].split())
        said = f"{TINJAU.decode()}: {problems[number].message}"
        stood = [f"{' ' * found.indent}#   Semula: {old}"] if old else []
        lines[found.start : found.end] = [f"{' ' * found.indent}{said}", *stood, f"{found.pad}{found.key}:"]
    return "\n".join(lines).encode()


@dataclass(frozen=True, slots=True)
class _Field:
    """Lines ``start`` to ``end`` (exclusive) hold a field; comments above it stand at ``indent``."""

    start: int
    end: int
    pad: str
    indent: int
    key: str


def _field(lines: list[str], at: int) -> _Field | None:
    """The field whose value stands on a line; a value of several lines belongs to the field above it."""
    while at > 0 and not _FIELD.match(lines[at]):
        at -= 1
    match = _FIELD.match(lines[at])
    if match is None or not (match["value"].strip() or at + 1 < len(lines)):
        return None
    column, end = len(match["pad"]), at + 1
    while end < len(lines) and lines[end].strip() and len(lines[end]) - len(lines[end].lstrip()) > column:
        end += 1
    return _Field(at, end, match["pad"], len(match["pad"]) - len(match["pad"].lstrip()), match["key"])
