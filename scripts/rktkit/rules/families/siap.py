"""Family 5: ready to be signed. What a final plan must have besides good forms; nothing is said while it is open."""

from __future__ import annotations

from collections.abc import Iterator

from rktkit.ground.catalogue.rules import At, problem
from rktkit.ground.findings import Problem
from rktkit.plan.layout import PENGESAHAN, pengesahan_path
from rktkit.rules.context import Cycle


def pengesahan_hilang(cycle: Cycle) -> Iterator[Problem]:
    """RKT-513: a final plan has its number, day and place. Diformalkan (PermenPANRB 88/2021, 1.b). SOP step 8."""
    if cycle.final and PENGESAHAN not in cycle.folder:
        yield problem("RKT-513", pengesahan_path(cycle.tahun), At(), tahun=cycle.tahun)


def pagu_belum_ada(cycle: Cycle) -> Iterator[Problem]:
    """RKT-514: every bidang with a form has a ceiling, or nobody can tell whether its pagu fits. SOP step 2."""
    siklus, organisasi = cycle.siklus, cycle.office.organisasi
    if not cycle.final or siklus is None or organisasi is None:
        return
    for kode in cycle.forms:
        if organisasi.find_bidang(kode) is not None and kode not in siklus.pagu_indikatif:
            yield problem("RKT-514", siklus.file, siklus.at("pagu_indikatif"), bidang=kode)


def notulen_belum_ada(cycle: Cycle) -> Iterator[Problem]:
    """RKT-515: the meeting that explained the form has its minutes. Setiap pegawai (1.b). SOP step 3."""
    siklus = cycle.siklus
    if cycle.final and siklus is not None and (siklus.sosialisasi is None or not siklus.sosialisasi.notulen):
        yield problem("RKT-515", siklus.file, siklus.at("sosialisasi"), tahun=cycle.tahun)


CYCLE_RULES = (pengesahan_hilang, pagu_belum_ada, notulen_belum_ada)
