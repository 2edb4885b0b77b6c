"""Families 1, 2 and 5, of decisions: one number once, dates that follow each other, amendments that amend."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from rktkit.ground.catalogue.rules import problem
from rktkit.ground.findings import Problem
from rktkit.rules.archived import decision
from rktkit.rules.context import Cycle

_KATA = re.compile(r"\A(?:nomor|no)(?:[.:]+|(?=[0-9]))")
_NOL = re.compile(r"(?<![0-9.])0+(?=[0-9])")


def nomor_ganda(cycle: Cycle) -> Iterator[Problem]:
    """RKT-214: one number, one decision, over all years and the archive; said at the later one.

    What is published cannot give way any more, so against it every other decision is the later one. SOP step 10.
    """
    pengesahan = cycle.pengesahan
    if pengesahan is None or pengesahan.nomor is None:
        return
    own, number = decision(cycle.tahun, cycle.siklus, pengesahan), comparable(pengesahan.nomor)
    for other in cycle.keputusan:
        if other.nomor is None or other.nama == own.nama or comparable(other.nomor) != number:
            continue
        if other.terbit or other.tingkat < own.tingkat:
            names = {"nilai": pengesahan.nomor, "lain": f"RKT {other.nama}", "tanggal": other.tanggal or "–"}
            yield problem("RKT-214", pengesahan.file, pengesahan.at("nomor"), **names)
            return


def comparable(nomor: str) -> str:
    """A number as it is compared: without blanks, letter case, the word for it, and noughts before a count."""
    bare = _KATA.sub("", "".join(nomor.split()).casefold()).rstrip(".")
    return _NOL.sub("", bare)


def tanggal_keputusan(cycle: Cycle) -> Iterator[Problem]:
    """RKT-111, 114: a decision comes after its disposisi and after what it amends, and before its year is over.

    Rencana is decided before the year begins (PermenPANRB 88/2021, 1.b tepat waktu); a date before the one of what it
    amends would make the signed plan one that was never in force. SOP step 10.
    """
    siklus, pengesahan = cycle.siklus, cycle.pengesahan
    day = pengesahan.tanggal if pengesahan else None
    if pengesahan is None or day is None:
        return
    at, file = pengesahan.at("tanggal"), pengesahan.file
    disposisi = siklus.disposisi.tanggal if siklus and siklus.disposisi else None
    before = _sebelum(cycle)
    if disposisi is not None and day < disposisi:
        yield problem("RKT-111.disposisi", file, at, tanggal=day, disposisi=disposisi)
    elif before is not None and day < before[1]:
        yield problem("RKT-111.perubahan", file, at, tanggal=day, lama=f"RKT {before[0]}", tanggal_lama=before[1])
    elif day > date(cycle.tahun, 12, 31):
        yield problem("RKT-111.lewat", file, at, tanggal=day, tahun=cycle.tahun)
    elif siklus is not None and siklus.jenis == "murni" and day.year == cycle.tahun:
        yield problem("RKT-114.penetapan", file, at, tanggal=day, tahun=cycle.tahun)


def _sebelum(cycle: Cycle) -> tuple[str, date] | None:
    """The decision that an amendment amends, and its day."""
    if cycle.siklus is None or cycle.siklus.jenis != "perubahan":
        return None
    urutan = cycle.siklus.urutan or 0
    days = [(one.urutan, one.nama, one.tanggal) for one in cycle.keputusan if one.tahun == cycle.tahun]
    found = [(at, nama, day) for at, nama, day in days if at < urutan and day is not None]
    return max(found)[1:] if found else None


def tanpa_perubahan(cycle: Cycle) -> Iterator[Problem]:
    """RKT-510: an amendment changes something in a form.

    A second signed plan that says what the first one says only makes people ask which of them holds. SOP step 8.
    """
    if cycle.final and cycle.tetap and cycle.siklus is not None:
        yield problem("RKT-510", cycle.siklus.file, cycle.siklus.at("urutan"), tahun=cycle.tahun)


CYCLE_RULES = (nomor_ganda, tanggal_keputusan, tanpa_perubahan)
