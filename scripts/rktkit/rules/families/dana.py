"""Sources of funds: known by their own names, each once, and together the pagu."""

from __future__ import annotations

from collections.abc import Iterator

from rktkit.ground.catalogue.rules import problem
from rktkit.ground.findings import Problem
from rktkit.ground.yaml.nodes import List, Map, Text
from rktkit.plan.layout import SUMBER_DANA
from rktkit.plan.model import Dana, FormRkt, SubKegiatan
from rktkit.plan.names.units import DaftarDana, fold
from rktkit.plan.office import SumberDana
from rktkit.rules.context import Cycle, Office
from rktkit.rules.families.hitungan import rupiah


def sumber_dana(form: FormRkt, cycle: Cycle) -> Iterator[Problem]:
    """RKT-104, 110, 206, 306, 310: what stands in ``sumber_dana`` of a sub kegiatan.

    The budget names each fund as the office's list does; totals by fund that do not agree with the pagu are a standing
    complaint. SOP steps 4 and 7.
    """
    known = cycle.office.dana
    for _, _, sub in form.sub_kegiatan():
        seen: dict[str, int] = {}
        for dana in sub.sumber_dana:
            if known is not None:
                yield from _nama(dana, known, form)
            own = fold(known.baku(dana.nama) if known else dana.nama)
            if own in seen:
                yield problem("RKT-110.dana", form.file, dana.di, nilai=dana.nama, baris=seen[own])
            seen.setdefault(own, dana.di.line)
        if not isinstance(sub.at("sumber_dana"), Text):
            yield from _jumlah(sub, form)


def _nama(dana: Dana, known: DaftarDana, form: FormRkt) -> Iterator[Problem]:
    if known.is_canonical(dana.nama):
        return
    meant = known.find(dana.nama)
    if meant is not None:
        yield problem("RKT-206.dana", form.file, dana.di, nilai=dana.nama, baku=meant.nama)
        return
    near = known.dimaksud(dana.nama)
    text = "RKT-104.dana_mirip" if near else "RKT-104.dana"
    yield problem(text, form.file, dana.di, nilai=dana.nama, saran=" atau ".join(near), pilihan=", ".join(known.nama))


def _jumlah(sub: SubKegiatan, form: FormRkt) -> Iterator[Problem]:
    """RKT-306, 310: no part is nothing, and the parts are the whole; silent while one of them cannot be read."""
    for dana in sub.sumber_dana:
        if dana.pagu == 0:
            yield problem("RKT-306.dana", form.file, dana.pagu_di, nilai=dana.nama)
    parts = [dana.pagu for dana in sub.sumber_dana if dana.pagu is not None]
    node = sub.at("sumber_dana")
    written = len(node.items) if isinstance(node, List) else len(node.entries) if isinstance(node, Map) else 0
    if sub.pagu is None or not parts or len(parts) < written or sum(parts) == sub.pagu:
        return
    names = {"jumlah": rupiah(sum(parts)), "pagu": rupiah(sub.pagu), "selisih": rupiah(abs(sum(parts) - sub.pagu))}
    yield problem("RKT-310", form.file, node, **names)


def dana_ganda(office: Office) -> Iterator[Problem]:
    """RKT-110: no name or synonym belongs to two funds."""
    seen: dict[str, SumberDana] = {}
    for dana in office.dana.dana if office.dana else ():
        node = dana.at("sinonim")
        places = [dana.at("nama"), *(node.items if isinstance(node, List) else ())]
        for at in places:
            if isinstance(at, Text):
                other = seen.setdefault(fold(at.value), dana)
                if other is not dana:
                    names = {"nilai": at.value, "dana": other.nama, "baris": other.node.line}
                    yield problem("RKT-110.sumber_dana", SUMBER_DANA, at, **names)


FORM_RULES = (sumber_dana,)
OFFICE_RULES = (dana_ganda,)
