"""Family 1 and 2 for ``organisasi.yml``: bidang that come and go, and those who seal and witness the archive."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rktkit.ground.catalogue.rules import problem
from rktkit.ground.findings import Problem
from rktkit.ground.suggest import nearest
from rktkit.ground.yaml.nodes import List, Text
from rktkit.plan.layout import ORGANISASI
from rktkit.plan.office import Bidang, Penerbit, Saksi
from rktkit.plan.roles import DIPERLUKAN
from rktkit.plan.schema.fields import TANPA
from rktkit.rules.context import Office, texts

_NAMA = re.compile(r"[a-z0-9-]{1,40}\Z")


def masa(office: Office) -> Iterator[Problem]:
    """RKT-111: no bidang and no publishing key ends before it begins."""
    organisasi = office.organisasi
    entries: tuple[Bidang | Penerbit, ...] = (*organisasi.bidang, *organisasi.penerbit) if organisasi else ()
    for entry in entries:
        if entry.mulai is not None and entry.selesai is not None and entry.selesai < entry.mulai:
            dates = {"mulai": entry.mulai, "selesai": entry.selesai}
            yield problem("RKT-111.selesai", ORGANISASI, entry.at("selesai"), **dates)


def pengganti(office: Office) -> Iterator[Problem]:
    """RKT-208: what carries on the work of a bidang is another bidang of the office."""
    organisasi = office.organisasi
    for bidang in organisasi.bidang if organisasi else ():
        known = [other.kode for other in organisasi.bidang if other is not bidang] if organisasi else []
        node = bidang.at("pengganti")
        for at in node.items if isinstance(node, List) else [node]:
            written = at.value.strip() if isinstance(at, Text) else ""
            if written and written not in known:
                near = nearest(written, known)
                names = {"isian": "Pengganti bidang", "nilai": written, "saran": near, "pilihan": ", ".join(known)}
                text = "RKT-208.sendiri" if written == bidang.kode else "RKT-208.mirip" if near else "RKT-208"
                yield problem(text, ORGANISASI, at, **names)


def nama(office: Office) -> Iterator[Problem]:
    """RKT-110, 202: publishers and witnesses have names that can be file names, each its own."""
    organisasi = office.organisasi
    named: tuple[tuple[str, tuple[Penerbit | Saksi, ...]], ...] = (
        (("Penerbit", organisasi.penerbit), ("Saksi", organisasi.saksi)) if organisasi else ()
    )
    for label, entries in named:
        seen: dict[str, int] = {}
        for entry in entries:
            at = entry.at("nama")
            if not _NAMA.match(entry.nama):
                yield problem("RKT-202.nama", ORGANISASI, at, isian=f"Nama {label.lower()}", nilai=entry.nama)
            elif entry.nama in seen and label == "Saksi":
                yield problem("RKT-110.nama", ORGANISASI, at, isian=label, nilai=entry.nama, baris=seen[entry.nama])
            seen.setdefault(entry.nama, entry.node.line)


def wilayah(office: Office) -> Iterator[Problem]:
    """RKT-202: the code of the region says whose nomenclature the office follows."""
    instansi = office.organisasi.instansi if office.organisasi else None
    if instansi and instansi.pemda is None:
        at = instansi.at("kode_wilayah")
        yield problem("RKT-202.wilayah", ORGANISASI, at, nilai=instansi.kode_wilayah)


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


OFFICE_RULES = (peran, masa, pengganti, nama, wilayah)
