"""Every rule and every sentence that staff read of a finding, in one place.

A text is named ``RKT-105.ambigu``: the rule, then the case. Values are put into our sentences, never the other way
round, and what stands in a file is shown shortened and without anything that could move a cursor or turn a line.
"""

from __future__ import annotations

from rktkit.ground.catalogue.families import completeness, numbers, reading, references, review, shape, wording
from rktkit.ground.catalogue.rule import KUTIP, At, Place, Rule, Texts, show, told
from rktkit.ground.findings import Problem, Severity
from rktkit.ground.suggest import without_curved

__all__ = ["KUTIP", "RULES", "SEVERITY", "SINCE", "TEXTS", "At", "Place", "Rule", "problem", "show"]

FAMILIES = (reading, shape, references, numbers, wording, completeness, review)
"""One module a family, with ``RULES`` and the ``TEXTS`` that staff read."""

RULES: tuple[Rule, ...] = tuple(rule for family in FAMILIES for rule in family.RULES)
TEXTS: Texts = {name: text for f in FAMILIES for name, text in f.TEXTS.items()}
SEVERITY: dict[str, Severity] = {rule.id: rule.severity for rule in RULES}
SINCE: dict[str, int] = {rule.id: rule.since for rule in RULES}
"""The plan year from which each rule holds; 0: for every year."""
_WIDE = {"pilihan": 600, "ganti": 600, "saran": 300}
"""Choices, advice, and what to write instead, are told in full."""


def problem(text: str, file: str, at: Place, severity: Severity | None = None, /, **values: object) -> Problem:
    """A finding with its sentences filled in.

    Args:
        text: the name of the text, ``RKT-105.ambigu``; its rule gives the severity unless one is given.
        file: path relative to the root.
        at: the place.
        values: what the sentences name, as ``str`` or something that prints itself; ``ganti``, which no sentence
            names: exactly what to write instead (see ``exact``).
    """
    found = told(TEXTS, text, severity or SEVERITY[text.partition(".")[0]], file, at, values, _WIDE)
    return _of_a_quotation(found, str(values.get("nilai") or "").strip())


def _of_a_quotation(found: Problem, text: str) -> Problem:
    """The same, with a hint that curved quotation marks were read as part of what was written, where they were."""
    bare = without_curved(text)
    if not bare or bare == text:
        return found
    known = {found.values.get(name, "").casefold() for name in ("saran", "baku", "resmi")}
    return found.but(hint=f"{KUTIP}, tulis: {show(bare)}." if bare.casefold() in known else f"{KUTIP}. {found.hint}")
