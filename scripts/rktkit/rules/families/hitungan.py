"""Family 3: arithmetic. Quarters against targets, targets against the Renstra and last year, pagu against its ceiling.

All values are exact decimals. A rule says nothing where a value it needs is missing or unusable.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Context, Decimal
from functools import reduce
from itertools import pairwise
from types import MappingProxyType

from rktkit.ground.catalogue.rules import problem
from rktkit.ground.findings import Problem, Severity
from rktkit.plan.load.marks import marked_lines
from rktkit.plan.model import FormRkt, IndikatorRenstra, IndikatorSasaran, Nilai
from rktkit.plan.names.units import fold
from rktkit.rules.context import Cycle
from rktkit.rules.families.entri import Entri, entri, entri_renstra, sah, sama, uraian, urutan
from rktkit.rules.families.nilai import as_written

INDEKS = "indeks"
_EXACT = Context(prec=64)
"""More digits than a sum of values has: each has 24 at most, before or after the comma."""
_HITUNGAN = re.compile(r"(?:persentase|prosentase|jumlah|banyaknya)\b", re.IGNORECASE)
TRIWULAN = ("Triwulan I", "Triwulan II", "Triwulan III", "Triwulan IV")
_RILIS = {"tw1": 0, "tw2": 1, "tw3": 2, "tw4": 3}

Verdict = tuple[str, dict[str, str]]
"""The name of a text and what it tells."""


def rupiah(amount: int) -> str:
    """An amount as a message shows it: ``Rp1.234.567``."""
    return f"Rp{amount:,}".replace(",", ".")


# --- quarters -------------------------------------------------------------------------------------------------


def triwulan(form: FormRkt, cycle: Cycle) -> Iterator[Problem]:
    """RKT-301: the quarters agree with the target, by pola. Where they do, 308 and 309 are asked.

    Evaluators' commonest complaint is an index "paid in instalments"; quarters that do not lead to the target cannot
    be monitored (PermenPANRB 88/2021, 1.c target on track). SOP steps 4 and 7.
    """
    for entry in entri(form, cycle):
        target, quarters = entry.sumber.target, entry.sumber.triwulan
        judge = _POLA.get(entry.pola or "")
        if target is None or quarters is None or judge is None:
            continue
        if not all(sah(value, entry, cycle, bagian=entry.bagian(label)) for label, value, _ in entry.nilai):
            continue
        given = {place: value for place, value in enumerate(quarters) if value is not None}
        verdict = judge(target, given, entry.rilis)
        if verdict is not None:
            text, names = verdict
            yield problem(text, form.file, entry.sumber.at("triwulan"), **names)
        elif entry.pola == "posisi":
            yield from _berbalik(entry, form)
        elif entry.pola == "hitungan" and len(given) > 1:
            yield from _cicilan(entry, form, cycle)


def _total(numbers: Iterable[Decimal]) -> Decimal:
    return reduce(_EXACT.add, numbers, Decimal(0))


def _hitungan(target: Nilai, given: Mapping[int, Nilai], _rilis: str | None) -> Verdict | None:
    numbers = [value for value in given.values() if isinstance(value, Decimal)]
    if not isinstance(target, Decimal) or len(numbers) < len(given):
        return "RKT-301.hitungan_predikat", {"target": as_written(target)}
    total = _total(numbers)
    if total == target:
        return None
    names = {
        "jumlah": as_written(total),
        "target": as_written(target),
        "selisih": as_written(_EXACT.subtract(total, target).copy_abs()),
    }
    if len(numbers) > 1 and given.get(3) == target and numbers == sorted(numbers):
        return "RKT-301.hitungan_posisi", names
    return "RKT-301.hitungan", names


def _posisi(target: Nilai, given: Mapping[int, Nilai], _rilis: str | None) -> Verdict | None:
    if 3 not in given:
        return "RKT-301.posisi_kosong", {"target": as_written(target)}
    if sama(given[3], target):
        return None
    names = {"nilai": as_written(given[3]), "target": as_written(target)}
    numbers = [value for value in given.values() if isinstance(value, Decimal)]
    if isinstance(target, Decimal) and len(numbers) > 1 and _total(numbers) == target:
        return "RKT-301.posisi_hitungan", names
    return "RKT-301.posisi", names


def _rilis(target: Nilai, given: Mapping[int, Nilai], rilis: str | None) -> Verdict | None:
    place = _RILIS.get(rilis or "")
    if len(given) > 1:
        when = f"hanya {TRIWULAN[place]}" if place is not None else "hanya triwulan terbitnya"
        return "RKT-301.rilis_banyak", {"banyak": str(len(given)), "kapan": when}
    for written, value in given.items():
        if place is not None and written != place:
            return "RKT-301.rilis_lain", {"triwulan": TRIWULAN[written], "benar": TRIWULAN[place]}
        if not sama(value, target):
            return "RKT-301.rilis", {
                "triwulan": TRIWULAN[written],
                "nilai": as_written(value),
                "target": as_written(target),
            }
    return None


def _rata_rata(target: Nilai, given: Mapping[int, Nilai], _rilis: str | None) -> Verdict | None:
    """The exact mean, rounded half up to the decimals with which the target is written."""
    numbers = [value for value in given.values() if isinstance(value, Decimal)]
    if not isinstance(target, Decimal) or len(numbers) < len(given):
        return None  # RKT-104 and RKT-105 say it
    if len(numbers) < 2:
        return "RKT-301.rata_rata_kurang", {"banyak": str(len(numbers))}
    from fractions import Fraction

    decimals = max(0, -int(target.as_tuple().exponent))
    mean = sum(map(Fraction, numbers), Fraction(0)) / len(numbers)
    away = (abs(mean) * 10**decimals + Fraction(1, 2)) // 1
    rounded = Decimal(-away if mean < 0 else away).scaleb(-decimals, _EXACT)
    if rounded == target:
        return None
    return "RKT-301.rata_rata", {"rata": as_written(rounded), "target": as_written(target), "banyak": str(len(numbers))}


_POLA: Mapping[str, Callable[[Nilai, Mapping[int, Nilai], str | None], Verdict | None]] = MappingProxyType(
    {"hitungan": _hitungan, "posisi": _posisi, "rilis": _rilis, "rata_rata": _rata_rata}
)


def pecahan(form: FormRkt, cycle: Cycle) -> Iterator[Problem]:
    """RKT-302: no fraction of something counted whole, said once an entry.

    2,4 Laporan cannot be handed over; a target must be measurable (SMART, PermenPANRB 88/2021 1.b). SOP steps 4 and 7.
    """
    for entry in entri(form, cycle):
        if entry.unit is None or not entry.unit.bulat:
            continue
        for label, value, at in (*entry.nilai, *entry.prakiraan):
            if isinstance(value, Decimal) and value != value.to_integral_value():
                names = {"isian": label, "nilai": as_written(value), "satuan": entry.unit.nama}
                yield problem("RKT-302", form.file, at, **names)
                break


def _berbalik(entry: Entri, form: FormRkt) -> Iterator[Problem]:
    """RKT-308: no two neighbouring quarters of a state have changed places.

    A state that is to rise and falls on the way is mostly a slip of two quarters (PermenPANRB 88/2021, 1.c target on
    track). Said when exchanging them puts the whole row in order; whatever else turns back may be meant. SOP step 7.
    """
    if entry.unit is None or entry.arah not in ("naik", "turun"):
        return
    given = [quarter for quarter in entry.nilai if quarter[0] != "Target"]
    values = [value for _, value, _ in given]
    back = [n for n, (one, other) in enumerate(pairwise(values), 1) if _buruk(other, one, entry.arah)]
    if len(back) != 1 or back[0] == len(values) - 1:  # the last one equals the target
        return
    (n,) = back
    values[n - 1], values[n] = values[n], values[n - 1]
    if not any(_buruk(other, one, entry.arah) for one, other in pairwise(values)):
        (before, one, _), (after, other, at) = given[n - 1 : n + 1]
        names = {"isian": after, "nilai": as_written(other), "sebelum": before, "nilai_sebelum": as_written(one)}
        yield problem("RKT-308", form.file, at, arah=entry.arah, **names)


def _cicilan(entry: Entri, form: FormRkt, cycle: Cycle) -> Iterator[Problem]:
    """RKT-309: an index is not paid in instalments.

    Quarters of an index are no parts of it; adding them up is the evaluators' commonest complaint (PermenPANRB
    88/2021, 1.b indikator SMART). Not asked of what calls itself a count or a share. SOP step 7.
    """
    if entry.unit is not None and fold(entry.unit.nama) == INDEKS and not _HITUNGAN.match(uraian(entry.sumber, cycle)):
        yield problem("RKT-309", form.file, entry.sumber.at("triwulan"))


def _buruk(value: Nilai, than: Nilai, arah: str | None) -> bool:
    """Whether a number is worse than another by arah. Of ``tetap`` nobody can say which side is worse."""
    if not isinstance(value, Decimal) or not isinstance(than, Decimal):
        return False
    return (arah == "naik" and value < than) or (arah == "turun" and value > than)


# --- targets against the Renstra and last year ----------------------------------------------------------------


def renstra_bertarget(form: FormRkt, cycle: Cycle) -> Iterator[tuple[IndikatorSasaran, IndikatorRenstra, Entri, Nilai]]:
    """The form's indicators of the Renstra that have a usable target, with that target."""
    for source, known, entry in entri_renstra(form, cycle):
        if source.target is not None and sah(source.target, entry, cycle):
            yield source, known, entry, source.target


def beda_renstra(form: FormRkt, cycle: Cycle) -> Iterator[Problem]:
    """RKT-303: a target that differs from the Renstra's needs its reason.

    The working form has a column Sebab Perubahan; "no reason given for a changed target" is a standing complaint
    (PermenPANRB 53/2014; 88/2021 1.b IKU berkelanjutan). Compared by value. An entry that still carries a mark is open:
    a Renstra that changed since ``rkt open`` turns nobody's untouched form red. SOP steps 4 and 7.
    """
    for source, known, entry, target in renstra_bertarget(form, cycle):
        planned = known.target.get(cycle.tahun)
        if planned is None or "sebab_perubahan" in source.node.entries or not sah(planned, entry, cycle):
            continue
        if not sama(target, planned):
            names = {"target": as_written(target), "renstra": as_written(planned), "tahun": str(cycle.tahun)}
            open_still = not cycle.final and source.node.line in marked_lines(form.data)
            berat = Severity.PERINGATAN if open_still else None
            yield problem("RKT-303", form.file, source.at("target"), berat, **names)


def mundur(form: FormRkt, cycle: Cycle) -> Iterator[Problem]:
    """RKT-304: a target is not worse than what was last achieved, by arah.

    Targets must be menantang dan realistis (PermenPANRB 88/2021, 1.b). The last realisation is the newest of a year
    before the plan's, so that later figures never turn an old plan red. With arah ``tetap`` neither side is worse.
    SOP step 7.
    """
    for source, known, entry, target in renstra_bertarget(form, cycle):
        year = max((year for year in known.realisasi if year < cycle.tahun), default=None)
        if year is None:
            continue
        last = known.realisasi[year]
        if not sah(last, entry, cycle):
            continue
        if entry.unit is not None and entry.unit.predikat:
            one, other = urutan(target, entry.unit), urutan(last, entry.unit)
            worse = one is not None and other is not None and _buruk(Decimal(one), Decimal(other), entry.arah)
        else:
            worse = _buruk(target, last, entry.arah)
        if worse:
            names = {"target": as_written(target), "realisasi": as_written(last), "tahun": str(year)}
            yield problem("RKT-304", form.file, source.at("target"), arah=entry.arah, **names)


# --- pagu -----------------------------------------------------------------------------------------------------


def pagu_lebih(form: FormRkt, cycle: Cycle) -> Iterator[Problem]:
    """RKT-305: the pagu of a bidang stay within its pagu indikatif.

    The budget follows the plan within the ceiling that the office was given (PP 12/2019; SOP steps 2 and 6); totals
    that do not agree are a standing complaint. Said nothing while a pagu is unknown or a kode stands twice.
    """
    ceiling = cycle.siklus.pagu_indikatif.get(form.stem) if cycle.siklus else None
    total = form.pagu
    codes = [sub.kode for _, _, sub in form.sub_kegiatan() if sub.kode]
    if ceiling is None or total is None or total <= ceiling or len(set(codes)) < len(codes):
        return
    names = {"pagu": rupiah(total), "batas": rupiah(ceiling), "lebih": rupiah(total - ceiling)}
    yield problem("RKT-305", form.file, form.at("program"), **names)


def pagu_nol(form: FormRkt, _cycle: Cycle) -> Iterator[Problem]:
    """RKT-306: a sub kegiatan without money is mostly one that was forgotten.

    Anggaran mengacu kinerja (PermenPANRB 88/2021, 1.c). SOP step 7.
    """
    for _, _, sub in form.sub_kegiatan():
        if sub.pagu == 0:
            yield problem("RKT-306", form.file, sub.at("pagu"))


FORM_RULES = (triwulan, pecahan, beda_renstra, mundur, pagu_lebih, pagu_nol)
