"""RKT Perubahan: what differs from the plan that is amended, entry by entry."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from rktkit.plan.document import (
    Perubahan,
    Rkt,
)
from rktkit.plan.model import (
    Nilai,
)
from rktkit.plan.writing import words


def replace_perubahan(rkt: Rkt, semula: Rkt) -> Rkt:
    """The same plan with its changes against the plan that it amends."""
    return replace(rkt, perubahan=tuple(perubahan(semula, rkt)))


def perubahan(semula: Rkt, menjadi: Rkt) -> Iterator[Perubahan]:
    """Semula · Menjadi · Bertambah/Berkurang: indicators by kode, then sub kegiatan by bidang and kode.

    Only what differs, written as documents show it; an added or removed entry has a dash on one side.
    """
    yield from _indikator_changes(semula, menjadi)
    before = {(sub.bidang, sub.kode): sub for _, _, sub in semula.sub_kegiatan()}
    after = {(sub.bidang, sub.kode): sub for _, _, sub in menjadi.sub_kegiatan()}
    for key in sorted({**before, **after}, key=lambda k: (k[1], k[0])):
        old, new = before.get(key), after.get(key)
        named = new or old
        assert named is not None
        satuan = named.satuan
        pairs = (
            (f"Target ({satuan})", old.target if old else None, new.target if new else None),
            ("Pagu (Rp)", Decimal(old.pagu) if old else None, Decimal(new.pagu) if new else None),
        )
        for hal, was, now in pairs:
            if was != now:
                yield _change(named.kode, named.nama, hal, was, now)


def _indikator_changes(semula: Rkt, menjadi: Rkt) -> Iterator[Perubahan]:
    before = {i.kode: i for sasaran in semula.sasaran for i in sasaran.indikator}
    after = {i.kode: i for sasaran in menjadi.sasaran for i in sasaran.indikator}
    for kode in {**before, **after}:
        old, new = before.get(kode), after.get(kode)
        named = new or old
        assert named is not None
        was, now = old.target if old else None, new.target if new else None
        if was != now:
            yield _change(kode or "", named.uraian, f"Target ({named.satuan})", was, now)


def _change(kode: str, uraian: str, hal: str, was: Nilai | None, now: Nilai | None) -> Perubahan:
    first, second = (Decimal(0) if value is None else value for value in (was, now))
    selisih = None if isinstance(first, str) or isinstance(second, str) else words.angka(second - first)
    return Perubahan(kode, uraian, hal, words.nilai(was), words.nilai(now), selisih)
