"""The rules, one module a family. A rule is a function that yields problems; its ID stands in ``catalogue.RULES``.

Each module registers its own at its end, by what they look at:

* ``FORM_RULES``: ``(form, cycle) -> problems``, once for each form;
* ``CYCLE_RULES``: ``(cycle) -> problems``, once for each year;
* ``OFFICE_RULES``: ``(office) -> problems``, once a run;
* ``RENSTRA_RULES``: ``(renstra, office) -> problems``, once for each Renstra.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from rktkit.ground.findings import Problem
from rktkit.plan.model import FormRkt, Renstra
from rktkit.rules.context import Cycle, Office
from rktkit.rules.families import (
    acuan,
    dana,
    hitungan,
    huruf,
    kalender,
    kantor,
    kelengkapan,
    keputusan,
    nilai,
    organisasi,
    pembanding,
    rumusan,
    siap,
    telaah,
    wajar,
)

FormRule = Callable[[FormRkt, Cycle], Iterator[Problem]]
CycleRule = Callable[[Cycle], Iterator[Problem]]
OfficeRule = Callable[[Office], Iterator[Problem]]
RenstraRule = Callable[[Renstra, Office], Iterator[Problem]]

FAMILIES = (
    *(nilai, kalender, acuan, organisasi, kantor, keputusan, dana),
    *(hitungan, pembanding, rumusan, telaah, wajar, huruf, kelengkapan, siap),
)

FORM_RULES: tuple[FormRule, ...] = tuple(rule for f in FAMILIES for rule in getattr(f, "FORM_RULES", ()))
CYCLE_RULES: tuple[CycleRule, ...] = tuple(rule for f in FAMILIES for rule in getattr(f, "CYCLE_RULES", ()))
OFFICE_RULES: tuple[OfficeRule, ...] = tuple(rule for f in FAMILIES for rule in getattr(f, "OFFICE_RULES", ()))
RENSTRA_RULES: tuple[RenstraRule, ...] = tuple(rule for f in FAMILIES for rule in getattr(f, "RENSTRA_RULES", ()))
