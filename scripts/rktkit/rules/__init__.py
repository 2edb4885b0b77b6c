"""The rules, one module a family. A rule is a function that yields problems; its ID stands in ``catalogue.RULES``.

Registered here, by what they look at:

* ``FORM_RULES``: ``(form, cycle) -> problems``, once for each form;
* ``CYCLE_RULES``: ``(cycle) -> problems``, once for each year;
* ``OFFICE_RULES``: ``(office) -> problems``, once a run;
* ``RENSTRA_RULES``: ``(renstra, office) -> problems``, once for each Renstra.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from rktkit.model import FormRkt, Renstra
from rktkit.problems import Problem
from rktkit.rules import acuan, hitungan, kelengkapan, nilai, rumusan, telaah
from rktkit.rules.context import Cycle, Office

FormRule = Callable[[FormRkt, Cycle], Iterator[Problem]]
CycleRule = Callable[[Cycle], Iterator[Problem]]
OfficeRule = Callable[[Office], Iterator[Problem]]
RenstraRule = Callable[[Renstra, Office], Iterator[Problem]]

FORM_RULES: tuple[FormRule, ...] = (
    *nilai.FORM_RULES,
    *acuan.FORM_RULES,
    *hitungan.FORM_RULES,
    *rumusan.FORM_RULES,
    *telaah.FORM_RULES,
    *kelengkapan.FORM_RULES,
)
CYCLE_RULES: tuple[CycleRule, ...] = (
    *nilai.CYCLE_RULES,
    *acuan.CYCLE_RULES,
    *hitungan.CYCLE_RULES,
    *rumusan.CYCLE_RULES,
    *telaah.CYCLE_RULES,
    *kelengkapan.CYCLE_RULES,
)
OFFICE_RULES: tuple[OfficeRule, ...] = (
    *nilai.OFFICE_RULES,
    *acuan.OFFICE_RULES,
    *hitungan.OFFICE_RULES,
    *rumusan.OFFICE_RULES,
    *telaah.OFFICE_RULES,
    *kelengkapan.OFFICE_RULES,
)
RENSTRA_RULES: tuple[RenstraRule, ...] = (
    *nilai.RENSTRA_RULES,
    *acuan.RENSTRA_RULES,
    *hitungan.RENSTRA_RULES,
    *rumusan.RENSTRA_RULES,
    *telaah.RENSTRA_RULES,
    *kelengkapan.RENSTRA_RULES,
)
