"""The decision as the documents show it: number, day, place, and who signs as what."""

from rktkit.plan.document import (
    Penetapan,
)
from rktkit.rules.context import Cycle


def penetapan(cycle: Cycle) -> Penetapan | None:
    """The decision, when its file is complete and somebody held the jabatan on its date."""
    pengesahan, organisasi = cycle.pengesahan, cycle.office.organisasi
    if pengesahan is None or organisasi is None:
        return None
    nomor, tanggal, tempat, dasar = pengesahan.nomor, pengesahan.tanggal, pengesahan.tempat, pengesahan.dasar
    jabatan = organisasi.find_jabatan(pengesahan.jabatan)
    pejabat = jabatan.pejabat_pada(tanggal) if jabatan and tanggal else None
    if None in (nomor, tanggal, tempat, dasar) or jabatan is None or pejabat is None:
        return None
    assert nomor is not None
    assert tanggal is not None
    behalf = pejabat.atas_nama
    return Penetapan(
        nomor,
        tanggal,
        tempat or "",
        dasar or "",
        jabatan.nama,
        pejabat.nama,
        pejabat.nip,
        pejabat.status,
        pejabat.pangkat,
        behalf.an if behalf else None,
        behalf.ub if behalf else None,
    )
