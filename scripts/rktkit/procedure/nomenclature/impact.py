"""What a table of the nomenclature does to a plan: the sub kegiatan that die, move, split, merge, change their unit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from rktkit.ground.files import Files
from rktkit.ground.findings import Refusal, UsageError
from rktkit.plan.layout import folder_of
from rktkit.plan.load.form import load_form
from rktkit.plan.load.nomenclature import load_nomenklatur
from rktkit.plan.load.office import load_organisasi, load_satuan, years
from rktkit.plan.names.successors import Successors
from rktkit.plan.names.units import DaftarSatuan, same
from rktkit.procedure.nomenclature.compare import is_sub

NASIB = ("mati", "pindah", "pecah", "gabung", "satuan")
"""What may happen to a sub kegiatan of the plan."""


@dataclass(frozen=True, slots=True)
class Kena:
    """A sub kegiatan of the plan that the table changes. ``pagu`` in rupiah; the units only where they differ."""

    kode: str
    nama: str
    bidang: str
    pagu: int
    penerus: tuple[str, ...] = ()
    satuan_lama: str = ""
    satuan_baru: str = ""


@dataclass(frozen=True, slots=True)
class Dampak:
    """What the table of ``tahun`` does to the plan of ``rencana``; whatever is not in it stays as it is."""

    tahun: int
    rencana: int
    kena: Mapping[str, tuple[Kena, ...]]
    jumlah: int
    """Sub kegiatan of the plan."""
    pagu: int
    """The whole plan's, in rupiah."""


def impact(files: Files, tahun: int) -> Dampak:
    """Judge the newest plan before a year (the year's own where it is the first) by the table of that year.

    Raises:
        UsageError: there is no plan yet.
        Refusal: the table or the office's file is missing or cannot be read.
    """
    organisasi, problems = load_organisasi(files)
    baru, more = load_nomenklatur(files, tahun)
    if organisasi is None or baru is None:
        raise Refusal([*problems, *more])
    bidang = [unit.kode for unit in organisasi.bidang]
    plans = [year for year in years(files) if any(f"{kode}.yml" in files.list(folder_of(year)) for kode in bidang)]
    rencana = max((year for year in plans if year < tahun), default=tahun if tahun in plans else None)
    if rencana is None:
        raise UsageError(f"Belum ada rencana sebelum {tahun}; nomenklatur {tahun} tidak berdampak pada apa pun.")
    between = [load_nomenklatur(files, year)[0] or {} for year in range(rencana + 1, tahun)]
    chain = Successors([*(table for table in between if table), baru])
    satuan = DaftarSatuan(load_satuan(files)[0] or ())
    lama = load_nomenklatur(files, rencana)[0] or {}
    found: dict[str, list[Kena]] = {fate: [] for fate in NASIB}
    count = total = 0
    subs = [(kode, sub) for kode in bidang for sub in _subs(files, rencana, kode)]
    heirs = {sub.kode: chain.of(sub.kode) for _, sub in subs}
    shared = _shared(heirs)
    for kode, sub in subs:
        count, total = count + 1, total + sub.pagu
        after = heirs[sub.kode]
        row = baru[after[0]] if after else None
        one = Kena(sub.kode, sub.nama or (lama[sub.kode].nama if sub.kode in lama else ""), kode, sub.pagu, after)
        fate = _fate(sub.kode, after, shared)
        if fate:
            found[fate].append(one)
        before = lama[sub.kode].satuan if sub.kode in lama and lama[sub.kode].satuan else sub.satuan
        if row is not None and before and row.satuan and not _same_unit(before, row.satuan, satuan):
            units = Kena(one.kode, one.nama, kode, sub.pagu, after, before, row.satuan)
            found["satuan"].append(units)
    return Dampak(tahun, rencana, {fate: tuple(rows) for fate, rows in found.items()}, count, total)


@dataclass(frozen=True, slots=True)
class _Sub:
    kode: str
    nama: str
    satuan: str
    pagu: int


def _subs(files: Files, tahun: int, bidang: str) -> list[_Sub]:
    if f"{bidang}.yml" not in files.list(folder_of(tahun)):
        return []
    form, _ = load_form(files, tahun, bidang)
    rows = form.sub_kegiatan() if form else ()
    return [_Sub(s.kode, s.nama or "", s.satuan or "", s.pagu or 0) for _, _, s in rows if s.kode and is_sub(s.kode)]


def _shared(heirs: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    """Codes that more than one code of the plan ends in."""
    seen: set[str] = set()
    twice: set[str] = set()
    for codes in heirs.values():
        twice |= seen & set(codes)
        seen |= set(codes)
    return frozenset(twice)


def _fate(kode: str, after: tuple[str, ...], shared: frozenset[str]) -> str | None:
    rules: tuple[tuple[str, Callable[[], bool]], ...] = (
        ("mati", lambda: not after),
        ("pecah", lambda: len(after) > 1),
        ("gabung", lambda: after[0] in shared),
        ("pindah", lambda: after[0] != kode),
    )
    return next((fate for fate, holds in rules if holds()), None)


def _same_unit(one: str, other: str, satuan: DaftarSatuan) -> bool:
    """Whether two ways of writing mean the same unit."""
    first, second = satuan.find(one), satuan.find(other)
    return same(one, other) or (first is not None and first is second)
