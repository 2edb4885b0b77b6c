"""Letters that the document cannot print: found before anybody signs ``[U+A9B2]``."""

from __future__ import annotations

from collections.abc import Iterator

from rktkit.ground.catalogue.rules import At, Place, problem
from rktkit.ground.findings import Problem, Severity
from rktkit.ground.yaml.nodes import List, Map, Node, Text
from rktkit.plan.layout import ORGANISASI, SATUAN, SUMBER_DANA
from rktkit.plan.model import FormRkt
from rktkit.plan.writing.letters import unsettable
from rktkit.rules.context import Cycle

_SHOWN = 5


def huruf_form(form: FormRkt, cycle: Cycle) -> Iterator[Problem]:
    """RKT-410: every letter of a form can be set by the document's fonts, those of its official names too.

    What the PDF cannot show would be found by the reader of the signed document. SOP steps 4 and 7.
    """
    if not form.data.isascii() or b"\\" in form.data:
        yield from _node(form.file, form.node, cycle)
    for _, _, sub in form.sub_kegiatan():
        row = (cycle.nomenklatur or {}).get(sub.kode or "")
        if row is not None and "nama" not in sub.node.entries:
            yield from _text(form.file, f"{row.nama} {row.indikator} {row.satuan}", sub.at("kode"), cycle)


def huruf_siklus(cycle: Cycle) -> Iterator[Problem]:
    """RKT-410: the same for what else is printed: the decision, the Renstra, the office, minutes and chapters."""
    for source in (cycle.siklus, cycle.pengesahan, cycle.renstra):
        if source is not None:
            yield from _node(source.file, source.node, cycle)
    office = cycle.office
    if office.organisasi is not None:
        yield from _node(ORGANISASI, office.organisasi.node, cycle)
    for file, entries in (
        (SATUAN, office.satuan and office.satuan.satuan),
        (SUMBER_DANA, office.dana and office.dana.dana),
    ):
        for entry in entries or ():
            yield from _node(file, entry.node, cycle)
    for path, data in cycle.bab.items():
        if data.isascii():
            continue
        for number, line in enumerate(data.decode("utf-8", "replace").split("\n"), 1):
            strange = unsettable(line.removeprefix("\ufeff"))
            if strange:
                yield from _text(path, line, At(number, line.index(strange[0]) + 1 if strange[0] in line else 1), cycle)


def _node(file: str, node: Node, cycle: Cycle) -> Iterator[Problem]:
    """Every text below a node, downwards, the keys that are data too."""
    if isinstance(node, Text):
        yield from _text(file, node.value, node, cycle)
    below = node.items if isinstance(node, List) else ()
    if isinstance(node, Map):
        below = [*node.keys.values(), *node.entries.values()]
    for part in below:
        yield from _node(file, part, cycle)


def _text(file: str, text: str, at: Place, cycle: Cycle) -> Iterator[Problem]:
    strange = unsettable(text)
    if strange:
        said = ", ".join(f"{char} (U+{ord(char):04X})" for char in strange[:_SHOWN])
        more = f", dan {len(strange) - _SHOWN} lagi" if len(strange) > _SHOWN else ""
        severity = Severity.GALAT if cycle.final else Severity.PERINGATAN
        yield problem("RKT-410", file, at, severity, huruf=f"{said}{more}")


FORM_RULES = (huruf_form,)
CYCLE_RULES = (huruf_siklus,)
