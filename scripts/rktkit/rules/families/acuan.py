"""Family 2: what a form says against the references: nomenclature, Renstra, units, organisation."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterable, Iterator

from rktkit.ground.catalogue.rules import Place, problem
from rktkit.ground.findings import Problem
from rktkit.ground.suggest import nearest, nearest_kode
from rktkit.ground.yaml.nodes import List, Map, Node, Text
from rktkit.plan.load.office import ORGANISASI, SATUAN
from rktkit.plan.model import FormRkt, Kegiatan, Nomenklatur, Pejabat, Program, Renstra, Satuan, SubKegiatan
from rktkit.plan.units import fold, same
from rktkit.rules.context import Cycle, Office, at_byte, indikator_program

PROGRAM = re.compile(r"[0-9]\.[0-9]{2}\.[0-9]{2}\Z")
KEGIATAN = re.compile(r"[0-9]\.[0-9]{2}\.[0-9]{2}\.[1-4]\.[0-9]{2}\Z")
SUB_KEGIATAN = re.compile(r"[0-9]\.[0-9]{2}\.[0-9]{2}\.[1-4]\.[0-9]{2}\.[0-9]{4}\Z")
_SAMPLE = re.compile(rb"\bCONTOH\b")
BENTUK = {
    PROGRAM: ("Kode program", "2.16.02"),
    KEGIATAN: ("Kode kegiatan", "2.16.02.2.01"),
    SUB_KEGIATAN: ("Kode sub kegiatan", "2.16.02.2.01.0014"),
}


# --- nomenclature (Permendagri 90/2019 and its updates) -----------------------------------------------------


def kode(form: FormRkt, cycle: Cycle) -> Iterator[Problem]:
    """RKT-201, 202, 203: every kode is well formed, of that year's nomenclature, and under its parent."""
    for program in form.program:
        foreign = yield from _kode(program, PROGRAM, None, form, cycle)
        wrong = foreign or next(_program_lain(program, form, cycle), None) is not None
        for kegiatan in program.kegiatan:
            misplaced = yield from _kode(kegiatan, KEGIATAN, None if wrong else program.kode, form, cycle)
            for sub in kegiatan.sub_kegiatan:
                yield from _kode(sub, SUB_KEGIATAN, None if misplaced else kegiatan.kode, form, cycle)


def _kode(
    entry: Program | Kegiatan | SubKegiatan, bentuk: re.Pattern[str], parent: str | None, form: FormRkt, cycle: Cycle
) -> Generator[Problem, None, bool]:
    """What is wrong with a kode; gives whether anything is, for what stands below it is not compared with it then."""
    written = entry.kode
    if written is None:
        return True
    at = entry.at("kode")
    label, example = BENTUK[bentuk]
    if not bentuk.match(written):
        text = "RKT-202"
        if written.upper().startswith("X.XX."):
            text = "RKT-202.xx"
            own = next(iter(cycle.nomenklatur or ()), example)[:4] + written[4:]
            example = own if bentuk.match(own) else example
        yield problem(text, form.file, at, isian=label, nilai=written, contoh=example)
        return True
    table = cycle.nomenklatur
    if table is None:
        return True
    if written not in table:
        yield _expired(written, label, at, form, cycle)
        return True
    if parent is not None and not written.startswith(f"{parent}."):
        yield problem("RKT-203", form.file, at, isian=label, nilai=written, induk=parent)
        return True
    return False


def _expired(written: str, label: str, at: Place, form: FormRkt, cycle: Cycle) -> Problem:
    table = cycle.nomenklatur or {}
    after = cycle.penerus.get(written)
    names = {"isian": label, "nilai": written, "tahun": cycle.tahun}
    if after:
        saran = "; ".join(f"{row.kode} {row.nama}" for row in after)
        return problem("RKT-201.penerus", form.file, at, **names, saran=saran)
    near = nearest_kode(written, table)
    if near:
        return problem("RKT-201.mirip", form.file, at, **names, saran=f"{near} {table[near].nama}")
    return problem("RKT-201", form.file, at, **names)


def nomenklatur(form: FormRkt, cycle: Cycle) -> Iterator[Problem]:
    """RKT-204: nama, indikator and satuan equal the nomenclature; RKT-101 where neither it nor the form has one."""
    table = cycle.nomenklatur or {}
    for _, _, sub in form.sub_kegiatan():
        official = table.get(sub.kode or "")
        if official is None or not SUB_KEGIATAN.match(official.kode):
            continue
        for key, label, written, right in (
            ("nama", "Nama", sub.nama, official.nama),
            ("indikator", "Indikator", sub.indikator, official.indikator),
        ):
            if written is not None and right and not same(written, right):
                yield problem("RKT-204", form.file, sub.at(key), isian=label, nilai=written, resmi=right, kunci=key)
        yield from _satuan_resmi(sub, official.satuan, form, cycle)
        if not official.indikator or not official.satuan:
            yield from _tanpa_resmi(sub, official, form)


def _tanpa_resmi(sub: SubKegiatan, official: Nomenklatur, form: FormRkt) -> Iterator[Problem]:
    first = next(iter(sub.node.keys.values()), sub.node)
    for key, label, right in (
        ("indikator", "Indikator", official.indikator),
        ("satuan", "Satuan", official.satuan),
    ):
        if not right and key not in sub.node.entries:
            yield problem("RKT-101.tanpa_resmi", form.file, first, isian=label, kunci=key)


def _satuan_resmi(sub: SubKegiatan, right: str, form: FormRkt, cycle: Cycle) -> Iterator[Problem]:
    written = sub.satuan
    if written is None or not right or cycle.office.satuan is None:
        return
    unit, official = cycle.satuan_of(written), cycle.satuan_of(right)
    if unit is None:
        return  # RKT-206 says it
    if (unit is not official) if official else not same(unit.nama, right):
        resmi = official.nama if official else right
        yield problem(
            "RKT-204", form.file, sub.at("satuan"), isian="Satuan", nilai=written, resmi=resmi, kunci="satuan"
        )


# --- units --------------------------------------------------------------------------------------------------


def satuan_form(form: FormRkt, cycle: Cycle) -> Iterator[Problem]:
    """RKT-206: units are written by their canonical name."""
    for entry in indikator_program(form):
        yield from _satuan(entry.satuan, entry.at("satuan"), form.file, cycle.office)
    for _, _, sub in form.sub_kegiatan():
        row = (cycle.nomenklatur or {}).get(sub.kode or "")
        meant, official = cycle.satuan_of(sub.satuan), cycle.satuan_of(row.satuan) if row else None
        if not (meant and official and meant is not official):  # another unit altogether is for RKT-204 to say
            yield from _satuan(sub.satuan, sub.at("satuan"), form.file, cycle.office)


def satuan_renstra(renstra: Renstra, office: Office) -> Iterator[Problem]:
    """RKT-206: the same for the Renstra."""
    for sasaran in renstra.sasaran:
        for indikator in sasaran.indikator:
            yield from _satuan(indikator.satuan, indikator.at("satuan"), renstra.file, office)


def satuan_ganda(office: Office) -> Iterator[Problem]:
    """RKT-110: no name, symbol or synonym belongs to two units."""
    seen: dict[str, Satuan] = {}
    for unit in office.satuan.satuan if office.satuan else ():
        own = [("nama", unit.nama), *([("simbol", unit.simbol)] if unit.simbol else [])]
        places = [(written, unit.at(key)) for key, written in own]
        for written, at in (*places, *texts(unit.at("sinonim"))):
            other = seen.setdefault(fold(written), unit)
            if other is not unit:
                yield problem("RKT-110.satuan", SATUAN, at, nilai=written, satuan=other.nama, baris=other.node.line)


def _satuan(written: str | None, at: Place, file: str, office: Office) -> Iterator[Problem]:
    units = office.satuan
    if written is None or units is None or units.is_canonical(written):
        return
    unit = units.find(written)
    if unit is not None:
        yield problem("RKT-206.sinonim", file, at, nilai=written, baku=unit.nama)
        return
    near = nearest(written, [unit.nama for unit in units.satuan])
    if near:
        yield problem("RKT-206.mirip", file, at, nilai=written, baku=near)
    else:
        yield problem("RKT-206", file, at, nilai=written)


# --- the five-year plan -------------------------------------------------------------------------------------


def renstra_form(form: FormRkt, cycle: Cycle) -> Iterator[Problem]:
    """RKT-205: objectives and indicators are those of the Renstra."""
    if cycle.renstra is None:
        return
    objectives, indicators = cycle.sasaran_renstra, cycle.indikator_renstra
    for sasaran in form.sasaran:
        if sasaran.kode is not None and sasaran.kode not in objectives:
            yield _unknown("Sasaran", sasaran.kode, sasaran.at("kode"), objectives, form)
        for indikator in sasaran.indikator:
            if indikator.kode is None:
                continue
            at = indikator.at("kode")
            own = objectives.get(sasaran.kode or "")
            if indikator.kode not in indicators:
                known = [i.kode for i in own.indikator] if own else indicators
                yield _unknown("Indikator", indikator.kode, at, known, form)
            elif not cycle.milik(indikator.kode, sasaran.kode):
                right = cycle.sasaran_dari[indikator.kode]
                names = {"nilai": indikator.kode, "sasaran": sasaran.kode, "benar": right}
                yield problem("RKT-205.pindah", form.file, at, **names)
    for program in form.program:
        if program.sasaran is not None and program.sasaran not in objectives:
            yield _unknown("Sasaran program", program.sasaran, program.at("sasaran"), objectives, form)


def _unknown(label: str, written: str, at: Place, known: Iterable[str], form: FormRkt) -> Problem:
    codes = list(known)
    near = nearest(written, codes)
    pilihan = ", ".join(codes)
    text = "RKT-205.mirip" if near else "RKT-205"
    return problem(text, form.file, at, isian=label, nilai=written, saran=near, pilihan=pilihan)


# --- the organisation ---------------------------------------------------------------------------------------


def program_bidang(form: FormRkt, cycle: Cycle) -> Iterator[Problem]:
    """RKT-207: a bidang plans only its own programs."""
    for program in form.program:
        yield from _program_lain(program, form, cycle)


def _program_lain(program: Program, form: FormRkt, cycle: Cycle) -> Iterator[Problem]:
    office, written = cycle.office.organisasi, program.kode
    bidang = office.cari_bidang(form.stem) if office else None
    if office is None or bidang is None or written is None:
        return
    if written in bidang.program or not all(map(PROGRAM.match, (written, *bidang.program))):
        return
    if cycle.nomenklatur is not None and written not in cycle.nomenklatur:
        return
    owner = next((b.kode for b in office.bidang if written in b.program), None)
    text = "RKT-207.milik" if owner else "RKT-207"
    names = {"nilai": written, "bidang": bidang.kode, "milik": owner, "pilihan": ", ".join(bidang.program)}
    yield problem(text, form.file, program.at("kode"), **names)


def rujukan_form(form: FormRkt, cycle: Cycle) -> Iterator[Problem]:
    """RKT-208: every bidang and jabatan that a form names is one of the office."""
    office = cycle.office.organisasi
    if office is None:
        return
    jabatan, bidang = [j.kode for j in office.jabatan], [b.kode for b in office.bidang]
    if form.bidang == form.stem:
        yield from rujukan("Bidang", form.bidang, form.at("bidang"), bidang, form.file)
    for _, _, sub in form.sub_kegiatan():
        yield from rujukan("Penanggung jawab", sub.penanggung_jawab, sub.at("penanggung_jawab"), jabatan, form.file)
        for written, at in texts(sub.at("crosscutting")):
            yield from rujukan("Crosscutting", written, at, bidang, form.file)


def rujukan_siklus(cycle: Cycle) -> Iterator[Problem]:
    """RKT-208: the same for ``siklus.yml`` and ``pengesahan.yml``."""
    office, siklus, pengesahan = cycle.office.organisasi, cycle.siklus, cycle.pengesahan
    if office is None:
        return
    jabatan, bidang = [j.kode for j in office.jabatan], [b.kode for b in office.bidang]
    if siklus is not None:
        pagu = siklus.at("pagu_indikatif")
        for key, at in pagu.keys.items() if isinstance(pagu, Map) and pagu is not siklus.node else ():
            yield from rujukan("Bidang pada pagu indikatif", key, at, bidang, siklus.file)
        for written, at in texts(siklus.tim.at("anggota")) if siklus.tim else ():
            yield from rujukan("Anggota tim", written, at, jabatan, siklus.file)
        for written, at in texts(siklus.sosialisasi.at("hadir")) if siklus.sosialisasi else ():
            yield from rujukan("Bidang yang hadir", written, at, bidang, siklus.file)
    if pengesahan is not None:
        place = pengesahan.at("jabatan")
        yield from rujukan("Jabatan penanda tangan", pengesahan.jabatan, place, jabatan, pengesahan.file)


def texts(node: Node) -> Iterator[tuple[str, Text]]:
    for item in node.items if isinstance(node, List) else ():
        if isinstance(item, Text) and not item.empty:
            yield item.value.strip(), item


def rujukan(label: str, written: str | None, at: Place, known: list[str], file: str) -> Iterator[Problem]:
    if written is None or written in known:
        return
    near = nearest(written, known)
    text = "RKT-208.mirip" if near else "RKT-208"
    yield problem(text, file, at, isian=label, nilai=written, saran=near, pilihan=", ".join(known))


def pejabat_pengesahan(cycle: Cycle) -> Iterator[Problem]:
    """RKT-209: somebody holds the jabatan that signs on the date of the pengesahan."""
    office, pengesahan = cycle.office.organisasi, cycle.pengesahan
    if office is None or pengesahan is None or pengesahan.tanggal is None:
        return
    jabatan = office.cari_jabatan(pengesahan.jabatan)
    if jabatan is not None and not any(p.menjabat(pengesahan.tanggal) for p in jabatan.pejabat):
        names = {"jabatan": jabatan.nama, "tanggal": pengesahan.tanggal}
        yield problem("RKT-209.kosong", pengesahan.file, pengesahan.at("tanggal"), **names)


def notulen(cycle: Cycle) -> Iterator[Problem]:
    """RKT-211: the minutes that the cycle names are in its folder."""
    siklus = cycle.siklus
    named = siklus.sosialisasi if siklus else None
    if siklus is None or named is None or named.notulen is None or named.notulen in cycle.folder:
        return
    near = nearest(named.notulen, [name for name in cycle.folder if fold(name).endswith(".md")])
    saran = f" Mungkin maksud Anda {near}." if near else ""
    yield problem("RKT-211", siklus.file, named.at("notulen"), nilai=named.notulen, folder=cycle.path, saran=saran)


def data_contoh(form: FormRkt, cycle: Cycle) -> Iterator[Problem]:
    """RKT-212: the form of an office that is no sample is none either."""
    if not is_sample(cycle.office):
        yield from sample_mark(form.data, form.file)


def is_sample(office: Office) -> bool:
    """Whether the office says that it is a sample. One whose file cannot be read says nothing."""
    return office.organisasi is None or office.organisasi.instansi.contoh


def sample_mark(data: bytes, file: str) -> Iterator[Problem]:
    """RKT-212: the first word CONTOH in a file, which every sample file has in its first line."""
    mark = _SAMPLE.search(data) if b"CONTOH" in data else None
    if mark:
        yield problem("RKT-212", file, at_byte(data, mark.start()))


FORM_RULES = (kode, nomenklatur, satuan_form, renstra_form, program_bidang, rujukan_form, data_contoh)
CYCLE_RULES = (rujukan_siklus, pejabat_pengesahan, notulen)
OFFICE_RULES = (satuan_ganda,)
RENSTRA_RULES = (satuan_renstra,)
