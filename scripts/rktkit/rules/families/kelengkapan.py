"""Family 5: completeness of a cycle. Is every form there and in time, and do the forms fit together?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rktkit.ground.catalogue.rules import At, problem
from rktkit.ground.findings import Problem, Severity
from rktkit.ground.yaml.nodes import List, Node, Text
from rktkit.plan.layout import SIKLUS, form_path, siklus_path
from rktkit.plan.model import TANDA, TINJAU, FormRkt, Nilai, SubKegiatan
from rktkit.rules.context import Cycle, at_byte
from rktkit.rules.families.entri import entri_renstra, sah, sama
from rktkit.rules.families.nilai import as_written


def _berat(cycle: Cycle) -> Severity:
    """What is not there yet weighs little while the cycle is open, and blocks once it is final."""
    return Severity.GALAT if cycle.final else Severity.PERINGATAN


def _forms(cycle: Cycle) -> Mapping[str, FormRkt]:
    """The forms of the office's bidang in its order; a form of anybody else is another rule's."""
    organisasi = cycle.office.organisasi
    order = [unit.kode for unit in organisasi.bidang] if organisasi else []
    return {kode: cycle.forms[kode] for kode in order if kode in cycle.forms}


def form_hilang(cycle: Cycle) -> Iterator[Problem]:
    """RKT-501: every bidang has handed in its form.

    Setiap unit has its plan (PermenPANRB 88/2021, 1.b). SOP step 5, rekap kelengkapan.
    """
    organisasi = cycle.office.organisasi
    for kode in cycle.missing:
        unit = organisasi.find_bidang(kode) if organisasi else None
        names = {"bidang": unit.nama if unit else kode, "tahun": cycle.tahun}
        yield problem("RKT-501", form_path(cycle.tahun, kode), At(), _berat(cycle), **names)


def siklus_hilang(cycle: Cycle) -> Iterator[Problem]:
    """RKT-006: a final plan has its cycle, which says what it is and by when it was made. SOP step 1."""
    if cycle.final and SIKLUS not in cycle.folder:
        path = siklus_path(cycle.tahun)
        yield problem("RKT-006.siklus", path, At(), berkas=path, tahun=cycle.tahun)


def belum_ditinjau(cycle: Cycle) -> Iterator[Problem]:
    """RKT-508: no mark of ``rkt open`` is left in a form, said once a form, at the first.

    A form is handed in when its bidang has decided everything it was asked. SOP steps 4 and 5.
    """
    for form in cycle.forms.values():
        yield from marks_left(form.data, form.file, _berat(cycle))


def marks_left(data: bytes, file: str, severity: Severity = Severity.GALAT) -> Iterator[Problem]:
    """RKT-508 for the marks of one file, at the first."""
    marks = list(TANDA.finditer(data)) if TINJAU in data else []
    if marks:
        asked = data[marks[0].end() :].partition(b"\n")[0].decode("utf-8", "replace")
        names = {"jumlah": len(marks), "tanda": asked.removeprefix(":").strip()}
        yield problem("RKT-508", file, at_byte(data, marks[0].start("tanda")), severity, **names)


def iku_terbengkalai(cycle: Cycle) -> Iterator[Problem]:
    """RKT-502: every IKU that has a target for the year is carried by a bidang.

    IKU berkelanjutan and cascading (PermenPANRB 88/2021, 1.b). Asked only when every form is there and each of its
    indicators can be told. SOP steps 6 and 8.
    """
    renstra, office = cycle.renstra, cycle.office.organisasi
    if office is None or renstra is None or cycle.unreadable:
        return
    forms = _forms(cycle)
    if cycle.missing or len(forms) != len(cycle.forms) or not all(map(_terbaca, forms.values())):
        return
    carried = {
        cycle.milik(indikator.kode, sasaran.kode) and indikator.kode
        for form in forms.values()
        for sasaran in form.sasaran
        for indikator in sasaran.indikator
    }
    if not carried <= cycle.indikator_renstra.keys():
        return
    for indikator in cycle.indikator_renstra.values():
        if indikator.iku and cycle.tahun in indikator.target and indikator.kode not in carried:
            names = {"kode": indikator.kode, "uraian": indikator.uraian, "tahun": cycle.tahun}
            yield problem("RKT-502", renstra.file, indikator.node, _berat(cycle), **names)


def _terbaca(form: FormRkt) -> bool:
    """Whether every indicator of the Renstra in a form could be read."""
    if not _semua(form.node.entries.get("sasaran"), len(form.sasaran)):
        return False
    return all(
        sasaran.kode is not None
        and _semua(sasaran.node.entries.get("indikator"), len(sasaran.indikator))
        and all(indikator.kode is not None for indikator in sasaran.indikator)
        for sasaran in form.sasaran
    )


def _semua(node: Node | None, count: int) -> bool:
    """Whether a list is there, not empty, and all of its items could be read."""
    return isinstance(node, List) and len(node.items) == count > 0


def ganda(cycle: Cycle) -> Iterator[Problem]:
    """RKT-503: a sub kegiatan in two bidang is named as shared by one of them.

    Crosscutting (PermenPANRB 88/2021, 1.b): shared work is agreed, not counted twice. Said once, at the later bidang
    in the order of ``organisasi.yml``. SOP step 6.
    """
    owners: dict[str, list[tuple[str, SubKegiatan]]] = {}
    for kode, form in _forms(cycle).items():
        own: set[str] = set()
        for _, _, sub in form.sub_kegiatan():
            if sub.kode is None or sub.kode in own:
                continue
            own.add(sub.kode)
            earlier = owners.setdefault(sub.kode, [])
            for other, theirs in earlier:
                if not _berbagi(sub, other, cycle) and not _berbagi(theirs, kode, cycle):
                    yield problem("RKT-503", form.file, sub.at("kode"), kode=sub.kode, lain=other, bidang=kode)
                    break
            earlier.append((kode, sub))


def _berbagi(sub: SubKegiatan, bidang: str, cycle: Cycle) -> bool:
    """Whether a sub kegiatan names a bidang as sharing it, or names one that cannot be told."""
    node = sub.node.entries.get("crosscutting")
    written = len(node.items) if isinstance(node, List) else int(node is not None)
    if bidang in sub.crosscutting or written != len(sub.crosscutting):
        return True
    office = cycle.office.organisasi
    return any(office is None or office.find_bidang(kode) is None for kode in sub.crosscutting)


def rantai(form: FormRkt, cycle: Cycle) -> Iterator[Problem]:
    """RKT-504: every sasaran of the form has a program, every program a sasaran of the form.

    The chain sasaran → program → kegiatan is what makes a performance plan (PP 8/2008; PermenPANRB 88/2021, 1.b
    cascading). Said nothing where a kode is missing or not in the Renstra: that is another rule's. SOP steps 4 and 7.
    """
    known = cycle.sasaran_renstra
    if cycle.renstra is None:
        return
    carried = [sasaran.kode for sasaran in form.sasaran]
    served = [program.sasaran for program in form.program]
    if _semua(form.node.entries.get("program"), len(form.program)) and all(kode in known for kode in served):
        for sasaran in form.sasaran:
            if sasaran.kode in known and sasaran.kode not in served:
                yield problem("RKT-504.sasaran", form.file, sasaran.at("kode"), kode=sasaran.kode)
    if _semua(form.node.entries.get("sasaran"), len(form.sasaran)) and all(kode in known for kode in carried):
        for program in form.program:
            if program.sasaran in known and program.sasaran not in carried:
                names = {"program": program.kode or "ini", "sasaran": program.sasaran}
                yield problem("RKT-504.program", form.file, program.at("sasaran"), **names)


def terlambat(cycle: Cycle) -> Iterator[Problem]:
    """RKT-505: a form comes in by the last day of pengumpulan.

    The SOP's own warning is *Tepat Waktu*; dipublikasikan tepat waktu is scored (PermenPANRB 88/2021, 1.b). Said while
    the cycle is open. SOP step 5.
    """
    deadline = cycle.siklus.jadwal.get("pengumpulan") if cycle.siklus else None
    if deadline is None or cycle.final:
        return
    for form, day in cycle.handed_in.items():
        if day > deadline and (form.bidang in cycle.forms or form.bidang in cycle.unreadable):
            yield problem("RKT-505", form.path, At(), masuk=day, batas=deadline)


def beda_target(cycle: Cycle) -> Iterator[Problem]:
    """RKT-506: bidang that carry the same indicator of the Renstra have the same target.

    The office has one target for it; which would be printed? (PermenPANRB 88/2021, 1.b). Said at each later bidang
    that differs from the first. SOP step 6.
    """
    first: dict[str, tuple[str, Nilai]] = {}
    for kode, form in _forms(cycle).items():
        for indikator, known, entry in entri_renstra(form, cycle):
            if indikator.target is None or not sah(indikator.target, entry, cycle):
                continue
            other, target = first.setdefault(known.kode, (kode, indikator.target))
            if other != kode and not sama(indikator.target, target):
                names = {"kode": known.kode, "target": as_written(indikator.target), "lain": other}
                at = indikator.at("target")
                yield problem("RKT-506", form.file, at, target_lain=as_written(target), **names)


def berbagi_sendiri(form: FormRkt, _cycle: Cycle) -> Iterator[Problem]:
    """RKT-507: a bidang does not share a sub kegiatan with itself.

    Mostly another bidang was meant. Crosscutting (PermenPANRB 88/2021, 1.b). SOP step 7.
    """
    own = form.stem
    for _, _, sub in form.sub_kegiatan():
        node = sub.at("crosscutting")
        for item in node.items if isinstance(node, List) and own in sub.crosscutting else ():
            if isinstance(item, Text) and item.value.strip() == own:
                yield problem("RKT-507", form.file, item, bidang=own)
                break


FORM_RULES = (rantai, berbagi_sendiri)
CYCLE_RULES = (siklus_hilang, form_hilang, belum_ditinjau, iku_terbengkalai, ganda, terlambat, beda_target)
