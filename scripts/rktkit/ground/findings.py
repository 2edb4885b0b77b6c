"""What a check finds: problems with a place, and the report that holds them.

A problem is data. Nothing here prints; the faces turn problems into text, annotations and comments.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType

from rktkit.ground.values import Value, field


class Severity(StrEnum):
    """How much a problem weighs; only ``GALAT`` blocks."""

    GALAT = "galat"
    PERINGATAN = "peringatan"
    SARAN = "saran"


_NO_SOURCES: Mapping[str, bytes] = MappingProxyType({})
_NO_VALUES: Mapping[str, str] = MappingProxyType({})
_WEIGHT = {severity: weight for weight, severity in enumerate(Severity)}


class Problem(Value):
    """One finding. ``line`` and ``column`` count from 1, columns in characters; ``file`` is relative to the root."""

    rule: str
    severity: Severity
    file: str
    line: int
    column: int
    message: str
    hint: str
    text: str = field(default="", compare=False)
    """The name of the catalogue's text, ``RKT-105.ambigu``, and the ``values`` that filled it, as they are shown: for
    faces that say the same in other words. Empty for what does not come from the catalogue."""
    values: Mapping[str, str] = field(default=_NO_VALUES, compare=False)

    @property
    def place(self) -> tuple[str, int, int, str]:
        """The order of reading: by file, then downwards."""
        return (self.file, self.line, self.column, self.rule)

    @property
    def weight(self) -> int:
        """0 for the heaviest severity."""
        return _WEIGHT[self.severity]

    def to_dict(self) -> dict[str, str | int]:
        """The record of the JSON report."""
        return {
            "rule": self.rule,
            "severity": self.severity.value,
            "file": self.file,
            "line": self.line,
            "column": self.column,
            "message": self.message,
            "hint": self.hint,
        }


class Report(Value):
    """All problems of one run, in reading order, and how many files were read."""

    problems: tuple[Problem, ...] = ()
    files: int = 0
    sources: Mapping[str, bytes] = field(default=_NO_SOURCES, compare=False)
    """The bytes of each file with a problem, for reporters that show the line."""

    @classmethod
    def of(cls, problems: Iterable[Problem], files: int, sources: Mapping[str, bytes] | None = None) -> Report:
        """Sort and drop exact repetitions."""
        return cls(tuple(sorted(dict.fromkeys(problems), key=lambda p: p.place)), files, sources or {})

    def count(self, severity: Severity) -> int:
        """How many problems of one severity."""
        return sum(problem.severity is severity for problem in self.problems)

    @property
    def blocks(self) -> bool:
        """Whether any problem is a ``galat``."""
        return any(problem.severity is Severity.GALAT for problem in self.problems)

    @property
    def summary(self) -> dict[str, int]:
        """The counts of the JSON report."""
        return {**{severity.value: self.count(severity) for severity in Severity}, "files": self.files}


class UsageError(Exception):
    """Wrong use of a command: exit status 2, one sentence for the person, nothing on standard output."""


class Refusal(Exception):
    """The work cannot go on; carries the problems that say why. Exit status 1."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(f"{p.rule} {p.message}" for p in self.problems))
