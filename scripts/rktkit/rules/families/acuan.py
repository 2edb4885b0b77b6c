"""Family 2: what a form says against the references: nomenclature, Renstra, units, organisation."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterable, Iterator

from rktkit.ground.catalogue.rules import Place, problem
from rktkit.ground.findings import Problem
from rktkit.ground.suggest import nearest, nearest_kode
from rktkit.plan.layout import SATUAN
from rktkit.plan.model import FormRkt, Kegiatan, Program, Renstra, SubKegiatan
from rktkit.plan.names.codes import KEGIATAN, PROGRAM, sub_kegiatan
from rktkit.plan.names.units import fold, same
from rktkit.plan.office import Nomenklatur, Satuan
from rktkit.rules.context import (
    BENTUK,
    Cycle,
    Office,
    at_byte,
    indikator_program,
    texts,
)
from rktkit.rules.families.organisasi import program_lain

_SAMPLE = re.compile(rb"\bCONTOH\b")


# --- nomenclature (Permendagri 90/2019 and its updates) -----------------------------------------------------


def kode(form: FormRkt, cycle: Cycle) -> Iterator[Problem]:
    """RKT-201, 202, 203: every kode is well formed, of that year's nomenclature, and under its parent."""
    for program in form.program:
        foreign = yield from _kode(program, PROGRAM, None, form, cycle)
        wrong = foreign or next(program_lain(program, form, cycle), None) is not None
        for kegiatan in program.kegiatan:
            misplaced = yield from _kode(kegiatan, KEGIATAN, None if wrong else program.kode, form, cycle)
            for sub in kegiatan.sub_kegiatan:
                yield from _kode(sub, sub_kegiatan(cycle.tahun), None if misplaced else kegiatan.kode, form, cycle)


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
        only = {"ganti": after[0].kode} if len(after) == 1 else {}
        return problem("RKT-201.penerus", form.file, at, **names, saran=saran, **only)
    near = nearest_kode(written, table)
    if near:
        return problem("RKT-201.mirip", form.file, at, **names, saran=f"{near} {table[near].nama}")
    return problem("RKT-201", form.file, at, **names)


def nomenklatur(form: FormRkt, cycle: Cycle) -> Iterator[Problem]:
    """RKT-204: nama, indikator and satuan equal the nomenclature; RKT-101 where neither it nor the form has one."""
    table = cycle.nomenklatur or {}
    for _, _, sub in form.sub_kegiatan():
        official = table.get(sub.kode or "")
        if official is None or not sub_kegiatan(cycle.tahun).match(official.kode):
            continue
        for key, label, written, right in (
            ("nama", "Nama", sub.nama, official.nama),
            ("indikator", "Indikator", sub.indikator, official.indikator),
        ):
            if written is not None and right and not same(written, right):
                names = {"isian": label, "nilai": written, "resmi": right, "kunci": key, "ganti": right}
                yield problem("RKT-204", form.file, sub.at(key), **names)
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
    if written is None or not right or cycle.office.satuan is None or same(written, right):
        return
    unit, official = cycle.satuan_of(written), cycle.satuan_of(right)
    if unit is None:
        return  # RKT-206 says it
    if (unit is not official) if official else not same(unit.nama, right):
        resmi = official.nama if official else right
        names = {"isian": "Satuan", "nilai": written, "resmi": resmi, "kunci": "satuan", "ganti": resmi}
        yield problem("RKT-204", form.file, sub.at("satuan"), **names)


# --- units --------------------------------------------------------------------------------------------------


def satuan_form(form: FormRkt, cycle: Cycle) -> Iterator[Problem]:
    """RKT-206: units are written by their canonical name."""
    for entry in indikator_program(form):
        yield from _satuan(entry.satuan, entry.at("satuan"), form.file, cycle.office)
    for _, _, sub in form.sub_kegiatan():
        row = (cycle.nomenklatur or {}).get(sub.kode or "")
        meant, official = cycle.satuan_of(sub.satuan), cycle.satuan_of(row.satuan) if row else None
        if not cycle.satuan_resmi(sub) and not (meant and official and meant is not official):  # else RKT-204 says it
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


_SOP = re.compile(rb"[0-9]{3}/SOP/[^\s,;]*[0-9]")
_SAMPLE_SOP = "763d4dbba39288274b3a562f6ae2ad9b7124b75e49f65400a530f1365d6db9c7"
"""SHA-256 of the number of the sample's SOP, which no text of the product carries."""


def sample_sop(data: bytes, file: str) -> Iterator[Problem]:
    """RKT-212: the number of the sample's SOP in an office's own text, where earlier versions brought it."""
    for match in _SOP.finditer(data):
        from hashlib import sha256

        if sha256(match[0]).hexdigest() == _SAMPLE_SOP:
            yield problem("RKT-212", file, at_byte(data, match.start()))
            return


FORM_RULES = (kode, nomenklatur, satuan_form, renstra_form, data_contoh)
CYCLE_RULES = (notulen,)
OFFICE_RULES = (satuan_ganda,)
RENSTRA_RULES = (satuan_renstra,)
