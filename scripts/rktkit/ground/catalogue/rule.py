"""What a rule of the catalogue is, and how its sentences show a value."""

from __future__ import annotations

from typing import Protocol

from rktkit.ground.findings import Severity
from rktkit.ground.values import Value

GALAT, PERINGATAN, SARAN = Severity.GALAT, Severity.PERINGATAN, Severity.SARAN

KUTIP = "Tanda kutip melengkung dari Word ikut terbaca; hapus"
"""Begins the hint of a value with the quotation marks of a word processor."""


class Place(Protocol):
    """Anything that stands somewhere in a file."""

    @property
    def line(self) -> int: ...

    @property
    def column(self) -> int: ...


class At(Value):
    """A bare place."""

    line: int = 1
    column: int = 1


class Rule(Value):
    """A rule of the catalogue: what it asks and why; one of forms and cycles, from which plan year on it holds."""

    id: str
    severity: Severity
    title: str
    why: str
    since: int = 0


def show(value: object, width: int = 80) -> str:
    """A value as a message shows it: on one line, shortened to a width, nothing invisible."""
    text = str(value)
    if not text.isprintable():
        text = "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text)
    return text if len(text) <= width else f"{text[: width - 1]}…"
