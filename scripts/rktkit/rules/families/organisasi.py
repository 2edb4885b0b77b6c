"""Family 2, of the office itself: who holds which position, who acts in which role, who is responsible for what."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from rktkit.ground.catalogue.rules import problem
from rktkit.ground.findings import Problem
from rktkit.plan.load.office import ORGANISASI
from rktkit.plan.model import Pejabat
from rktkit.plan.roles import DIPERLUKAN
from rktkit.plan.schema.fields import TANPA
from rktkit.rules.context import Office
from rktkit.rules.families.acuan import BENTUK, PROGRAM, rujukan, texts


def rujukan_office(office: Office) -> Iterator[Problem]:
    """RKT-202, 208: the head of a bidang is a jabatan, its programs are kode of programs."""
    organisasi = office.organisasi
    if organisasi is None:
        return
    jabatan = [j.kode for j in organisasi.jabatan]
    for bidang in organisasi.bidang:
        yield from rujukan("Pimpinan bidang", bidang.pimpinan, bidang.at("pimpinan"), jabatan, ORGANISASI)
        for written, at in texts(bidang.at("program")):
            if not PROGRAM.match(written):
                label, example = BENTUK[PROGRAM]
                yield problem("RKT-202", ORGANISASI, at, isian=label, nilai=written, contoh=example)


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
    """RKT-213: no two people have one account or one key, or the approval and the signature would be one act.

    A person is known by name or NIP: titles change, and a sample may invent either.
    """
    seen: dict[str, Pejabat] = {}
    for jabatan in office.organisasi.jabatan if office.organisasi else ():
        for pejabat in jabatan.pejabat:
            for key, label in (("akun", "Akun"), ("kunci", "Kunci")):
                for written, at in texts(pejabat.at(key)):
                    mark = written.lower() if key == "akun" else " ".join(written.split()[:2])  # without its comment
                    other = seen.setdefault(f"{key} {mark}", pejabat)
                    if other.nama != pejabat.nama and other.nip != pejabat.nip:
                        names = {"isian": label, "nilai": written, "lain": other.nama, "baris": other.node.line}
                        yield problem("RKT-213", ORGANISASI, at, **names)


def peran(office: Office) -> Iterator[Problem]:
    """RKT-215: every role that the procedure needs is held by a jabatan or named in ``tanpa``, and not both.

    Told where the office is described, weeks before a finished plan could not be published. SOP steps 1 to 11.
    """
    organisasi = office.organisasi
    if organisasi is None:
        return
    tanpa = organisasi.instansi.tanpa
    for needed in DIPERLUKAN:
        if needed not in tanpa and not organisasi.berperan(needed):
            saran = f", atau tulis “tanpa: [{needed}]” pada instansi bila memang tidak ada" if needed in TANPA else ""
            yield problem("RKT-215", ORGANISASI, organisasi.at("jabatan"), peran=needed, saran=saran)
    for written, at in texts(organisasi.instansi.at("tanpa")):
        held = organisasi.berperan(written)
        if held:
            yield problem("RKT-215.keduanya", ORGANISASI, at, peran=written, jabatan=held[0].nama)


OFFICE_RULES = (rujukan_office, pejabat_ganda, tanda_bersama, peran)
