"""Families 1 and 2, of the calendar: deadlines are working days, in time for the plan, and somebody can sign."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from rktkit.ground.catalogue.rules import problem
from rktkit.ground.findings import Problem, Severity
from rktkit.ground.yaml.nodes import Map, Node
from rktkit.plan.calendar import is_workday, on_or_after
from rktkit.plan.model import LANGKAH, Siklus
from rktkit.plan.schema.cycle import JADWAL
from rktkit.rules.context import Cycle

HARI = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")


def hari(day: date) -> str:
    """A day as a message shows it: ``Senin, 2026-12-28``."""
    return f"{HARI[day.weekday()]}, {day}"


def batas(siklus: Siklus) -> Iterator[tuple[str, date, Node]]:
    """The deadlines of a cycle in the order of the steps, each with what it is called and where it stands."""
    node = siklus.node.entries.get("jadwal")
    for key in LANGKAH if isinstance(node, Map) else ():
        if key in siklus.jadwal:
            assert isinstance(node, Map)
            yield f"Batas {JADWAL[key]}", siklus.jadwal[key], node.entries[key]


def kerja(day: date, libur: Mapping[date, str]) -> date | None:
    """The first working day from a day on; ``None`` beyond the calendar."""
    try:
        return on_or_after(day, libur)
    except OverflowError:
        return None


def hari_libur(cycle: Cycle) -> Iterator[Problem]:
    """RKT-113: a deadline is a working day.

    The SOP's own warning is *Tepat Waktu*, and nobody hands in on a Sunday. SOP step 2.
    """
    libur = cycle.office.libur
    for isian, day, at in batas(cycle.siklus) if cycle.siklus else ():
        following = kerja(day, libur)
        if is_workday(day, libur) or following is None or cycle.siklus is None:
            continue
        sebab = f"hari libur ({libur[day]})" if day in libur else f"hari {HARI[day.weekday()]}"
        names = {"isian": isian, "tanggal": day, "sebab": sebab, "berikut": hari(following)}
        yield problem("RKT-113", cycle.siklus.file, at, **names)


def kalender_kosong(cycle: Cycle) -> Iterator[Problem]:
    """RKT-115: the calendar knows the holidays of every year that the schedule uses.

    Without them 25 December counts as a working day, and the whole schedule is wrong by some days. SOP step 2.
    """
    known = {day.year for day in cycle.office.libur}
    for _, day, at in batas(cycle.siklus) if cycle.siklus else ():
        if day.year not in known and cycle.siklus is not None:
            known.add(day.year)
            yield problem("RKT-115", cycle.siklus.file, at, tahun=day.year)


def tahun_jadwal(cycle: Cycle) -> Iterator[Problem]:
    """RKT-114: a first plan is made in the year before its own, and the disposisi is of that year too.

    Rencana is decided before the year begins (PermenPANRB 88/2021, 1.b tepat waktu). Said once, at the first deadline
    that lies in the plan year. SOP steps 1 and 2.
    """
    siklus = cycle.siklus
    if siklus is None or siklus.jenis is None:
        return
    murni = siklus.jenis == "murni"
    first = next((one for one in batas(siklus) if one[1].year >= cycle.tahun), None) if murni else None
    if first is not None:
        names = {"isian": first[0], "tanggal": first[1], "tahun": cycle.tahun}
        yield problem("RKT-114.jadwal", siklus.file, first[2], **names)
    started = siklus.disposisi.tanggal if siklus.disposisi else None
    opened = siklus.jadwal.get("disposisi")
    year = opened.year if opened is not None else cycle.tahun - murni
    if siklus.disposisi is not None and started is not None and started.year != year:
        at = siklus.disposisi.at("tanggal")
        yield problem("RKT-114.disposisi", siklus.file, at, tanggal=started, tahun=year)


def penanda_tangan(cycle: Cycle) -> Iterator[Problem]:
    """RKT-209: somebody holds the office of the head on the day on which the plan is to be signed.

    Said of the schedule unless the decision has a date of its own on which somebody does. SOP step 10.
    """
    siklus, office = cycle.siklus, cycle.office.organisasi
    day = siklus.jadwal.get("penandatanganan") if siklus else None
    kepala = office.berperan("kepala") if office else ()
    people = [pejabat for jabatan in kepala for pejabat in jabatan.pejabat]
    decided = cycle.pengesahan.tanggal if cycle.pengesahan else None
    if siklus is None or day is None or not kepala:
        return
    if any(pejabat.menjabat(signed) for pejabat in people for signed in (day, decided) if signed is not None):
        return
    node = siklus.node.entries["jadwal"]
    assert isinstance(node, Map)
    later = min((pejabat.mulai for pejabat in people if pejabat.mulai > day), default=None)
    following = kerja(later, cycle.office.libur) if later else None
    saran = f", atau pindahkan batasnya ke {hari(following)}" if following else ""
    berat = Severity.GALAT if cycle.final else Severity.PERINGATAN
    names = {"tanggal": hari(day), "jabatan": kepala[0].nama, "saran": saran}
    yield problem("RKT-209.jadwal", siklus.file, node.entries["penandatanganan"], berat, **names)


def tergeser(siklus: Siklus, before: Mapping[date, str], after: Mapping[date, str]) -> Iterator[Problem]:
    """RKT-113: the deadlines of a cycle that a change of the calendar moves, each with its working day then and now.

    Args:
        siklus: an open cycle.
        before, after: the holidays by date, before and after the change.
    """
    for isian, day, at in batas(siklus):
        old, new = kerja(day, before), kerja(day, after)
        if old is not None and new is not None and old != new:
            names = {"isian": isian, "tanggal": day, "semula": hari(old), "menjadi": hari(new)}
            yield problem("RKT-113.geser", siklus.file, at, **names)


CYCLE_RULES = (hari_libur, kalender_kosong, tahun_jadwal, penanda_tangan)
