"""Two tables of the nomenclature: what is new, gone, renamed, split, merged."""

from __future__ import annotations

from dataclasses import dataclass

from rktkit.plan.names.successors import Successors, Table
from rktkit.plan.names.units import same


@dataclass(frozen=True, slots=True)
class Beda:
    """The differences by kode of sub kegiatan, each list in the order of the table that names it first."""

    baru: tuple[str, ...]
    hilang: tuple[str, ...]
    """Gone without a successor."""
    ganti_nama: tuple[str, ...]
    pindah: tuple[tuple[str, str], ...]
    """Old code and its one successor, which succeeds nothing else."""
    pecah: tuple[tuple[str, tuple[str, ...]], ...]
    """Old code and what it became."""
    gabung: tuple[tuple[str, tuple[str, ...]], ...]
    """New code and the old ones that it succeeds."""


def compare(old: Table, new: Table) -> Beda:
    """What the new table does to the codes of the old one."""
    before, after = [kode for kode in old if is_sub(kode)], [kode for kode in new if is_sub(kode)]
    former = {kode: tuple(code for code in new[kode].sebelumnya if code in old) for kode in after}
    heirs = Successors((new,))
    became = {kode: heirs.of(kode) for kode in before}
    return Beda(
        tuple(kode for kode in after if kode not in old and not former[kode]),
        tuple(kode for kode in before if not became[kode]),
        tuple(kode for kode in after if kode in old and not same(old[kode].nama, new[kode].nama)),
        tuple(
            (kode, codes[0])
            for kode, codes in became.items()
            if len(codes) == 1 and codes[0] != kode and len(former[codes[0]]) == 1
        ),
        tuple((kode, codes) for kode, codes in became.items() if len(codes) > 1),
        tuple((kode, codes) for kode, codes in former.items() if len(codes) > 1),
    )


def is_sub(kode: str) -> bool:
    """Whether a code is a sub kegiatan's."""
    return kode.count(".") == 5
