"""Family 3, against the years: what a plan is compared with, and what is told where there is nothing to compare.

Last year's figure is the Renstra's for its indicators, last year's form for everything else: the same kode or the one
that it succeeds, in the bidang's own form first and then in any other, since bidang are merged and renamed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from itertools import product

from rktkit.ground.catalogue.rules import problem
from rktkit.ground.findings import Problem, Severity
from rktkit.ground.yaml.nodes import Map
from rktkit.plan.model import FormRkt, IndikatorProgram, Nilai, SubKegiatan
from rktkit.plan.names.units import fold, same
from rktkit.rules.context import PERSEN, Cycle
from rktkit.rules.families.entri import Entri, entri, entri_renstra, sah
from rktkit.rules.families.hitungan import renstra_bertarget, rupiah
from rktkit.rules.families.nilai import as_written

JAUH = 50
"""How many times as much, or as little, as last year's a pagu is told of: a wrong unit, not a changed plan."""


_KALI = (100, 1000, 1_000_000)
"""By how much an amount is off that was copied from another kind of table."""


# --- the Renstra ----------------------------------------------------------------------------------------------


def tanpa_target(cycle: Cycle) -> Iterator[Problem]:
    """RKT-311: the Renstra has a target for the plan year, and no gap, for every indicator that a form carries.

    Without one nothing can be compared, and any target passes without its reason (PermenPANRB 88/2021, 1.b IKU
    berkelanjutan). A first year without one is a new indicator. SOP steps 2 and 8.
    """
    renstra = cycle.renstra
    if renstra is None:
        return
    carried = {known.kode: known for form in cycle.forms.values() for _, known, _ in entri_renstra(form, cycle)}
    for known in carried.values():
        table = known.at("target")
        written = {int(key) for key in table.entries if key.isdecimal()} if isinstance(table, Map) else set()
        gap = [year for year in range(min(written, default=0), max(written, default=0)) if year not in written]
        names = {"kode": known.kode, "uraian": known.uraian, "tahun": cycle.tahun}
        berat = Severity.GALAT if cycle.final else Severity.PERINGATAN
        if cycle.tahun not in written:
            yield problem("RKT-311", renstra.file, known.node, berat, **names)
        elif gap:
            yield problem("RKT-311.celah", renstra.file, known.node, berat, celah=", ".join(map(str, gap)), **names)


# --- targets --------------------------------------------------------------------------------------------------


def melonjak(form: FormRkt, cycle: Cycle) -> Iterator[Problem]:
    """RKT-307, 313: a target is not more than half away from last year's, and a share is not written as a fraction.

    A slipped digit or a changed unit shows as a leap; targets must be realistis (PermenPANRB 88/2021, 1.b). Said
    nothing where unit or wording differ. SOP step 7.
    """
    before = _target_lalu(form, cycle)
    shares = [e for e in entri(form, cycle) if e.unit is not None and fold(e.unit.nama) == PERSEN]
    for entry in entri(form, cycle):
        target, last = entry.sumber.target, before.get(id(entry.sumber))
        if not isinstance(target, Decimal) or not sah(target, entry, cycle):
            continue
        if entry in shares and _pecahan(entry, target, last[0] if last else None, shares):
            names = {"nilai": as_written(target), "saran": as_written((target * 100).normalize() + 0)}
            yield problem("RKT-313", form.file, entry.sumber.at("target"), **names)
        elif last is not None and last[0] and abs(target - last[0]) * 2 > abs(last[0]):
            percent = f"{abs(target - last[0]) * 100 / abs(last[0]):.0f}"
            names = {"target": as_written(target), "lalu": as_written(last[0]), "sumber": last[1], "persen": percent}
            text = "RKT-307.naik" if target > last[0] else "RKT-307.turun"
            yield problem(text, form.file, entry.sumber.at("target"), **names)


def _pecahan(entry: Entri, target: Decimal, last: Decimal | None, shares: list[Entri]) -> bool:
    """Whether 96 Persen was meant by 0.96: last year's says so or, of a new one, the other shares of the form do."""
    if not 0 < target < 1 or any(isinstance(value, Decimal) and value > 1 for _, value, _ in entry.nilai):
        return False
    if last is not None:
        return last > 1
    return any(isinstance(other.sumber.target, Decimal) and other.sumber.target > 1 for other in shares)


def _target_lalu(form: FormRkt, cycle: Cycle) -> dict[int, tuple[Decimal, str]]:
    """Of each entry, by identity, last year's target where it is a number, and where that stands."""
    found: dict[int, tuple[Nilai | None, str]] = {}
    for source, known, entry, _ in renstra_bertarget(form, cycle):
        planned = known.target.get(cycle.tahun - 1)
        if planned is not None and sah(planned, entry, cycle):
            found[id(source)] = (planned, f"Renstra {cycle.tahun - 1}")
    name = f"Form RKT {cycle.tahun - 1}"
    old = _indikator_lalu(form, cycle)
    for place, indicator in _indikator(form):
        if indicator.uraian is not None:
            keys = ((above, fold(indicator.uraian)) for above in _tempat_lalu(place, cycle))
            last = next((old[key] for key in keys if key in old), None)
            if last is not None and _satuan_sama(indicator.satuan, last.satuan, cycle):
                found[id(indicator)] = (last.target, name)
    times = Counter(sub.kode for _, _, sub in form.sub_kegiatan())
    for _, _, sub in form.sub_kegiatan():
        codes = pendahulu(sub.kode, cycle)
        earlier = _sub_lalu(codes[0], form, cycle) if len(codes) == 1 and times[sub.kode] == 1 else ()
        if earlier and _sejenis(sub, earlier[0], cycle):
            code = "" if codes[0] == sub.kode else f", kode {codes[0]}"
            found[id(sub)] = (earlier[0].target, f"{name}{code}")
    return {key: (value, where) for key, (value, where) in found.items() if isinstance(value, Decimal)}


def _sejenis(sub: SubKegiatan, earlier: SubKegiatan, cycle: Cycle) -> bool:
    """Whether two sub kegiatan count the same thing in the same unit."""
    one, other = cycle.indikator_sub(sub), earlier.indikator or cycle.indikator_sub(earlier)
    unit = earlier.satuan or cycle.satuan_sub(earlier)
    return same(one or "", other or "") and _satuan_sama(cycle.satuan_sub(sub), unit, cycle)


def _satuan_sama(one: str | None, other: str | None, cycle: Cycle) -> bool:
    if one is None or other is None:
        return False
    first, second = cycle.satuan_of(one), cycle.satuan_of(other)
    return first is second if first and second else same(one, other)


Place = tuple[str | None, str | None]
"""The kode of a program and, for an indicator of a kegiatan, of the kegiatan."""


def _indikator(form: FormRkt) -> Iterator[tuple[Place, IndikatorProgram]]:
    """Every indicator of a program or a kegiatan with its place."""
    for program in form.program:
        for indicator in program.indikator:
            yield (program.kode, None), indicator
        for kegiatan in program.kegiatan:
            for indicator in kegiatan.indikator:
                yield (program.kode, kegiatan.kode), indicator


def _indikator_lalu(form: FormRkt, cycle: Cycle) -> dict[tuple[Place, str], IndikatorProgram]:
    """Last year's indicators by place and wording: the bidang's own, and what another bidang has no longer."""
    found: dict[tuple[Place, str], IndikatorProgram] = {}
    for kode, before in sorted(cycle.previous.items(), key=lambda item: item[0] == form.stem):
        still = cycle.forms.get(kode) if kode != form.stem else None
        kept = {(place, fold(i.uraian or "")) for place, i in _indikator(still)} if still else set()
        rows = (((place, fold(i.uraian)), i) for place, i in _indikator(before) if i.uraian is not None)
        found |= {key: indicator for key, indicator in rows if key not in kept}
    return found


def _tempat_lalu(place: Place, cycle: Cycle) -> Iterator[Place]:
    """Where an indicator may have stood last year: under the same codes, or those that they succeed."""
    table = cycle.nomenklatur or {}
    former = [(kode, *(table[kode].sebelumnya if kode in table else ())) if kode else (kode,) for kode in place]
    yield from product(*former)


# --- sub kegiatan ---------------------------------------------------------------------------------------------


def pendahulu(kode: str | None, cycle: Cycle) -> tuple[str, ...]:
    """Last year's codes of a sub kegiatan: its own, and those that were merged into it.

    None where one of them was split, or is still planned itself: nobody can say which part of it goes on here.
    """
    row = (cycle.nomenklatur or {}).get(kode or "")
    former = [old for old in row.sebelumnya if old in cycle.sub_lalu and old != kode] if row else []
    heirs = {old: [heir.kode for heir in cycle.penerus.get(old, ()) if heir.kode in cycle.sub_kini] for old in former}
    if any(old in cycle.sub_kini or len(heirs[old]) > 1 for old in former):
        return ()
    return (*([kode] if kode in cycle.sub_lalu and kode else ()), *former)


def _sub_lalu(kode: str, form: FormRkt, cycle: Cycle) -> tuple[SubKegiatan, ...]:
    """Last year's sub kegiatan of a code: the bidang's own, else everybody's, where this one alone goes on with it.

    Of what several share now, under this code or its heirs, nobody can say whose part was how large.
    """
    found = cycle.sub_lalu.get(kode, ())
    own = tuple(sub for bidang, sub in found if bidang == form.stem)
    now = (kode, *(heir.kode for heir in cycle.penerus.get(kode, ())))
    shared = any(bidang != form.stem for code in now for bidang, _ in cycle.sub_kini.get(code, ()))
    return own or (() if shared else tuple(sub for _, sub in found))


def pagu_melonjak(form: FormRkt, cycle: Cycle) -> Iterator[Problem]:
    """RKT-312: a pagu is not fifty times, or a fiftieth of, last year's.

    A table "dalam ribuan rupiah" that was copied, or two zeros too many, would be signed. What was merged is added up.
    SOP step 7.
    """
    times = Counter(sub.kode for _, _, sub in form.sub_kegiatan())
    for _, _, sub in form.sub_kegiatan():
        parts = [old.pagu for code in pendahulu(sub.kode, cycle) for old in _sub_lalu(code, form, cycle)]
        last = sum(pagu or 0 for pagu in parts)
        if not sub.pagu or not last or None in parts or times[sub.kode] > 1:
            continue
        large = sub.pagu >= JAUH * last
        if large or sub.pagu * JAUH <= last:
            more, less = (sub.pagu, last) if large else (last, sub.pagu)
            factor = min(_KALI, key=lambda f: max(f * less, more) * 1000 // min(f * less, more))
            meant = sub.pagu // factor if large else sub.pagu * factor
            names = {"pagu": rupiah(sub.pagu), "lalu": rupiah(last), "kali": f"{more // less:,}".replace(",", ".")}
            text = "RKT-312.besar" if large else "RKT-312"
            yield problem(text, form.file, sub.at("pagu"), saran=rupiah(meant), tahun=cycle.tahun - 1, **names)


def tanpa_form_lalu(form: FormRkt, cycle: Cycle) -> Iterator[Problem]:
    """RKT-307: last year's form is there, where that year has any and the bidang was in being.

    Said once, for without it nothing in this form is compared with anything. SOP step 7.
    """
    office = cycle.office.organisasi
    bidang = office.find_bidang(form.stem) if office else None
    if (
        office is None
        or bidang is None
        or not form.program
        or not cycle.ada_tahun_lalu
        or not bidang.ada_dalam(cycle.tahun - 1)
    ):
        return
    before = (form.stem, *(other.kode for other in office.bidang if form.stem in other.pengganti))
    if not any(kode in cycle.previous for kode in before):
        yield problem("RKT-307.tanpa", form.file, form.at("bidang"), bidang=bidang.nama, tahun=cycle.tahun - 1)


FORM_RULES = (melonjak, pagu_melonjak, tanpa_form_lalu)
CYCLE_RULES = (tanpa_target,)
