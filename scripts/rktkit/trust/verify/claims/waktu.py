"""*Waktu*: when the publication existed, on another's word than its signer's own clock."""

from datetime import UTC, datetime

from rktkit.plan.calendar import setempat
from rktkit.plan.writing.words import jam
from rktkit.trust.verify.matter import Claim, Matter, Putusan
from rktkit.trust.verify.seals import holds_office

_NONE = (
    "Hanya jam penanda tangan sendiri. Cap waktu (manifest.json.tsr), publikasi bersegel sesudahnya, atau --head "
    "membuktikannya"
)


def claim(matter: Matter) -> Claim:
    """Holds by a time-stamp, by a seal or a successor other than the signer, or by a head."""
    ruling = matter.ruling
    zona = ruling.policy.zona if ruling and ruling.policy else UTC
    caps = [matter.book.stamped(matter.urutan), ruling.cap if ruling else None]
    stamp = min(filter(None, caps), default=None)
    when = matter.papers.server_time
    ahead = when is not None and setempat(when, zona).date() > matter.today
    word = matter.book.dating(matter.urutan, ruling.keys if ruling else (), clock=not ahead)
    shown = []
    if stamp:
        shown.append(f"Sudah ada pada {jam(setempat(stamp, zona))} menurut cap waktu")
    if word:
        claimed = f"Terbit {jam(setempat(when, zona))}, " if when and not ahead and word.jenis != "head" else ""
        later = f", yang meneguhkannya pada urutan {word.urutan}" if word.urutan > matter.urutan else ""
        shown.append(f"{claimed}menurut {word.kata}{later}")
    if word or (stamp and _in_term(matter, stamp)):
        return Claim("waktu", Putusan.SAH, tuple(shown))
    missing = ["Masa jabatan penanda tangannya sudah berakhir"] if matter.berakhir else []
    missing += [f"Jam mesin penerbit menyebut {jam(setempat(when, zona))}, yang belum tiba"] if when and ahead else []
    return Claim("waktu", Putusan.TIDAK_PASTI, tuple(shown), (*missing, _NONE))


def _in_term(matter: Matter, stamp: datetime) -> bool:
    """Whether every key on which it rests was in office when the stamp was given."""
    policy = matter.ruling.policy if matter.ruling else None
    if policy is None or matter.ruling is None:
        return False
    day = policy.day(stamp)
    return all(holds_office(policy, key, "kepala", day) for key in matter.ruling.keys)
