"""*Berlaku*: in force on the asked day, or which publication replaced it. It never decides."""

from datetime import date

from rktkit.plan.writing.words import tanggal
from rktkit.trust.verify.matter import Claim, Matter, told


def claim(matter: Matter) -> Claim:
    """Told wherever the date of the decision can be read."""
    plan = matter.target or matter.publication
    tahun, day = plan.manifest.tahun, matter.tanggal
    begin = plan.ditetapkan
    if begin is None:
        return told("berlaku", [], ["Tanggal pengesahannya tidak dapat dibaca"])
    until = date(tahun, 12, 31)
    pengganti, newest = matter.archive.replacing(plan, day), matter.archive.in_force(tahun, day)
    if pengganti:
        since = tanggal(pengganti.ditetapkan) if pengganti.ditetapkan else ""
        also = f"; yang berlaku {newest.nama}" if newest and newest is not pengganti else ""
        return told("berlaku", [f"Diganti oleh {pengganti.nama} sejak {since}{also}"], [])
    if day < begin:
        return told("berlaku", [f"Belum berlaku pada {tanggal(day)}; ditetapkan {tanggal(begin)}"], [])
    if day > until:
        return told("berlaku", [f"Masa berlakunya selesai pada {tanggal(until)}"], [])
    return told("berlaku", [f"Berlaku pada {tanggal(day)}"], [])
