"""Family 2: what a form and the office say against the organisation: bidang, positions, who holds them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from rktkit.ground.catalogue.rules import Place, problem
from rktkit.ground.findings import Problem
from rktkit.ground.suggest import nearest
from rktkit.ground.yaml.nodes import Map, Text
from rktkit.plan.layout import ORGANISASI
from rktkit.plan.model import FormRkt, Program
from rktkit.plan.names.codes import PROGRAM
from rktkit.plan.office import Organisasi, Pejabat, Penerbit, Saksi
from rktkit.rules.context import BENTUK, Cycle, Office, texts


def program_bidang(form: FormRkt, cycle: Cycle) -> Iterator[Problem]:
    """RKT-207: a bidang plans only its own programs."""
    for program in form.program:
        yield from program_lain(program, form, cycle)


def program_lain(program: Program, form: FormRkt, cycle: Cycle) -> Iterator[Problem]:
    """RKT-207 for one program."""
    office, written = cycle.office.organisasi, program.kode
    bidang = office.find_bidang(form.stem) if office else None
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
    jabatan = [j.kode for j in office.jabatan]
    if form.bidang == form.stem:
        yield from _bidang("Bidang", form.bidang, form.at("bidang"), form.file, cycle)
    for _, _, sub in form.sub_kegiatan():
        yield from _rujukan("Penanggung jawab", sub.penanggung_jawab, sub.at("penanggung_jawab"), jabatan, form.file)
        for written, at in texts(sub.at("crosscutting")):
            yield from _bidang("Crosscutting", written, at, form.file, cycle)


def rujukan_siklus(cycle: Cycle) -> Iterator[Problem]:
    """RKT-208: the same for ``siklus.yml`` and ``pengesahan.yml``."""
    office, siklus, pengesahan = cycle.office.organisasi, cycle.siklus, cycle.pengesahan
    if office is None:
        return
    jabatan, bidang = [j.kode for j in office.jabatan], [b.kode for b in office.bidang]
    if siklus is not None:
        pagu = siklus.at("pagu_indikatif")
        for key, at in pagu.keys.items() if isinstance(pagu, Map) and pagu is not siklus.node else ():
            yield from _bidang("Bidang pada pagu indikatif", key, at, siklus.file, cycle)
        for written, at in texts(siklus.tim.at("anggota")) if siklus.tim else ():
            yield from _rujukan("Anggota tim", written, at, jabatan, siklus.file)
        for written, at in texts(siklus.sosialisasi.at("hadir")) if siklus.sosialisasi else ():
            yield from _rujukan("Bidang yang hadir", written, at, bidang, siklus.file)
    if pengesahan is not None:
        place = pengesahan.at("jabatan")
        yield from _rujukan("Jabatan penanda tangan", pengesahan.jabatan, place, jabatan, pengesahan.file)


def rujukan_office(office: Office) -> Iterator[Problem]:
    """RKT-202, 208: the head of a bidang is a jabatan, its programs are kode of programs."""
    organisasi = office.organisasi
    if organisasi is None:
        return
    jabatan = [j.kode for j in organisasi.jabatan]
    for bidang in organisasi.bidang:
        yield from _rujukan("Pimpinan bidang", bidang.pimpinan, bidang.at("pimpinan"), jabatan, ORGANISASI)
        for written, at in texts(bidang.at("program")):
            if not PROGRAM.match(written):
                label, example = BENTUK[PROGRAM]
                yield problem("RKT-202", ORGANISASI, at, isian=label, nilai=written, contoh=example)


def _bidang(label: str, written: str | None, at: Place, file: str, cycle: Cycle) -> Iterator[Problem]:
    """RKT-208: a bidang of the office, and in being on some day of the plan year."""
    office = cycle.office.organisasi
    unit = office.find_bidang(written) if office else None
    if unit is None:
        known = [b.kode for b in office.bidang_dalam(cycle.tahun)] if office else []
        yield from _rujukan(label, written, at, known, file)
    elif not unit.ada_dalam(cycle.tahun):
        saran = f" Penggantinya: {', '.join(unit.pengganti)}." if unit.pengganti else ""
        yield problem("RKT-208.masa", file, at, isian=label, nilai=written, tahun=cycle.tahun, saran=saran)


def _rujukan(label: str, written: str | None, at: Place, known: list[str], file: str) -> Iterator[Problem]:
    if written is None or written in known:
        return
    near = nearest(written, known)
    text = "RKT-208.mirip" if near else "RKT-208"
    yield problem(text, file, at, isian=label, nilai=written, saran=near, pilihan=", ".join(known))


def pejabat_ganda(office: Office) -> Iterator[Problem]:
    """RKT-209: never two officials for one jabatan on one date. Whose last day cannot be read is left out."""
    for jabatan in office.organisasi.jabatan if office.organisasi else ():
        known = [p for p in jabatan.pejabat if p.selesai is not None or "selesai" not in p.node.entries]
        last: Pejabat | None = None  # of those before, who stays longest
        for one in sorted((p for p in known if p.menjabat(p.mulai)), key=lambda p: p.mulai):
            if last and last.menjabat(one.mulai):
                names = {"satu": last.nama, "lain": one.nama, "jabatan": jabatan.nama, "tanggal": one.mulai}
                yield problem("RKT-209.ganda", ORGANISASI, one.at("mulai"), **names)
            if not last or (last.selesai or date.max) < (one.selesai or date.max):
                last = one


def tanda_bersama(office: Office) -> Iterator[Problem]:
    """RKT-213: no two have one account or one key: not people, nor a machine that publishes, nor a witness.

    Else the approval and the signature, or the seal and its witness, would be one act. A person is known by name or
    NIP, as titles change and a sample may invent either; a machine or a witness by its name.
    """
    seen: dict[str, Pejabat | Penerbit | Saksi] = {}
    for one in _bertanda(office.organisasi) if office.organisasi else ():
        for key, label in (("akun", "Akun"), ("kunci", "Kunci")):
            for written, at in _tanda(one, key):
                mark = written.lower() if key == "akun" else " ".join(written.split()[:2])  # without its comment
                other = seen.setdefault(f"{key} {mark}", one)
                if not _sama(one, other):
                    names = {"isian": label, "nilai": written, "lain": other.nama, "baris": other.node.line}
                    yield problem("RKT-213", ORGANISASI, at, **names)


def _bertanda(office: Organisasi) -> Iterator[Pejabat | Penerbit | Saksi]:
    """Whoever has a key or an account."""
    for jabatan in office.jabatan:
        yield from jabatan.pejabat
    yield from office.penerbit
    yield from office.saksi


def _tanda(one: Pejabat | Penerbit | Saksi, key: str) -> Iterator[tuple[str, Place]]:
    """The keys or accounts of one; a machine's and a witness's key may stand alone, without a list."""
    place = one.at(key)
    if isinstance(place, Text) and not place.empty:
        yield place.value.strip(), place
    yield from texts(place)


def _sama(one: Pejabat | Penerbit | Saksi, other: Pejabat | Penerbit | Saksi) -> bool:
    if isinstance(one, Pejabat) and isinstance(other, Pejabat):
        return one.nama == other.nama or one.nip == other.nip
    return type(one) is type(other) and one.nama == other.nama


def pejabat_pengesahan(cycle: Cycle) -> Iterator[Problem]:
    """RKT-209: somebody holds the jabatan that signs on the date of the pengesahan."""
    office, pengesahan = cycle.office.organisasi, cycle.pengesahan
    if office is None or pengesahan is None or pengesahan.tanggal is None:
        return
    jabatan = office.find_jabatan(pengesahan.jabatan)
    if jabatan is not None and not any(p.menjabat(pengesahan.tanggal) for p in jabatan.pejabat):
        names = {"jabatan": jabatan.nama, "tanggal": pengesahan.tanggal}
        yield problem("RKT-209.kosong", pengesahan.file, pengesahan.at("tanggal"), **names)


FORM_RULES = (program_bidang, rujukan_form)
CYCLE_RULES = (rujukan_siklus, pejabat_pengesahan)
OFFICE_RULES = (rujukan_office, pejabat_ganda, tanda_bersama)
