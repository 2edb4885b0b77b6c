"""What a rule of the catalogue is, and how its sentences show a value."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from rktkit.ground.findings import Problem, Severity
from rktkit.ground.values import Value

GALAT, PERINGATAN, SARAN = Severity.GALAT, Severity.PERINGATAN, Severity.SARAN

Texts = Mapping[str, tuple[str, str]]
"""Sentences by their name, ``RKT-105.ambigu``: the rule, then the case. What is wrong, and what to do."""

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


START = At()
"""Where a finding about a whole file stands."""


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


def told(
    texts: Texts,
    text: str,
    severity: Severity,
    file: str,
    at: Place,
    values: Mapping[str, object],
    wide: Mapping[str, int],
) -> Problem:
    """A finding with its sentences filled in.

    Args:
        texts: the family's.
        text: the name of the text.
        severity: its weight.
        file: path relative to the root.
        at: the place.
        values: what the sentences name, as ``str`` or something that prints itself.
        wide: those of them that are shown in more than the usual 80 characters.
    """
    message, hint = texts[text]
    shown = {name: show(value, wide.get(name, 80)) for name, value in values.items()}
    filled = message.format_map(shown), hint.format_map(shown)
    return Problem(text.partition(".")[0], severity, file, at.line, at.column, *filled, text, shown)
