"""The comparison of two trees of one year."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rktkit.documents.changes.matching import Titik, match
from rktkit.documents.changes.result import (
    DIGANTI_NAMA,
    DIHAPUS,
    DIPINDAH,
    DITAMBAH,
    DIUBAH,
    Beda,
    Jumlah,
    Perbandingan,
)
from rktkit.documents.changes.tree import FORM, KEGIATAN, Butir

NAMA = ("nama", "uraian")
"""Fields that are a thing's name."""


def compare(tahun: int, semula: Butir, menjadi: Butir, nama: Mapping[str, str] | None = None) -> Perbandingan:
    """Compare two trees of one year.

    Args:
        tahun: the plan year.
        semula: the first tree, as ``tree.read_year`` makes it.
        menjadi: the second.
        nama: names for people by kode.
    """
    before, after = match(semula, menjadi)
    names = nama or {}
    forms = dict.fromkeys(child.kunci for tree in (menjadi, semula) for child in tree.anak if child.tingkat == FORM)
    return Perbandingan(
        tahun,
        tuple(_Walk(names).both(before, after)),
        tuple(_jumlah(before, after, names)),
        tuple((kode, names.get(kode, kode)) for kode in forms),
    )


@dataclass(frozen=True, slots=True)
class _Walk:
    """Goes through both trees in the order of the second; what went away comes after its former siblings."""

    nama: Mapping[str, str]

    def both(self, old: Titik, new: Titik) -> Iterator[Beda]:
        if new.induk is not None:
            yield from self.own(old, new)
        for child in new.anak:
            if child.padanan is not None:
                yield from self.both(child.padanan, child)
            elif _list(child) not in old.butir.buta:
                yield from self.added(child)
        for child in old.anak:
            if child.padanan is None and _list(child) not in new.butir.buta:
                yield from self.removed(child)

    def own(self, old: Titik, new: Titik) -> Iterator[Beda]:
        name = self.name(new.butir)
        assert old.induk is not None
        if old.induk.padanan is not new.induk:
            yield Beda(DIPINDAH, old.jalur, new.jalur, name)
        before, after = old.butir.isi, new.butir.isi
        for hal in dict.fromkeys((*before, *after)):
            if before.get(hal) == after.get(hal) or _blind(hal, old.butir) or _blind(hal, new.butir):
                continue
            jenis = DIGANTI_NAMA if hal in NAMA else DIUBAH
            yield Beda(jenis, old.jalur, new.jalur, name, hal, before.get(hal), after.get(hal))

    def added(self, new: Titik) -> Iterator[Beda]:
        yield Beda(DITAMBAH, None, new.jalur, self.name(new.butir), menjadi=new.butir.isi)
        for child in new.anak:
            if child.padanan is None:
                yield from self.added(child)
            else:
                yield from self.both(child.padanan, child)

    def removed(self, old: Titik) -> Iterator[Beda]:
        yield Beda(DIHAPUS, old.jalur, None, self.name(old.butir), semula=old.butir.isi)
        for child in old.anak:
            if child.padanan is None:
                yield from self.removed(child)

    def name(self, butir: Butir) -> str:
        own = next((str(butir.isi[hal]) for hal in NAMA if hal in butir.isi), "")
        return own or self.nama.get(butir.kunci, "")


def _list(child: Titik) -> str:
    """The field of the parent that holds it."""
    return child.butir.tingkat.rpartition(".")[2]


def _blind(hal: str, butir: Butir) -> bool:
    """Whether a field, or the group it belongs to, stands in the file but cannot be read."""
    return hal in butir.buta or hal.partition(".")[0] in butir.buta


# --- sums -----------------------------------------------------------------------------------------------------------


def _jumlah(semula: Titik, menjadi: Titik, nama: Mapping[str, str]) -> Iterator[Jumlah]:
    before, after = _sums(semula), _sums(menjadi)
    for key in dict.fromkeys((*after, *before)):
        if before.get(key, 0) != after.get(key, 0):
            tingkat, bidang, kode = key
            yield Jumlah(tingkat, bidang, kode, nama.get(kode, ""), before.get(key, 0), after.get(key, 0))
    totals = [sum(pagu for (tingkat, _, _), pagu in sums.items() if tingkat == FORM) for sums in (before, after)]
    if before or after:
        yield Jumlah("dinas", "", "", "", *totals)


def _sums(tree: Titik) -> dict[tuple[str, str, str], int]:
    """Pagu by (tingkat, bidang, kode): of each kegiatan, each program, each form, in this order within a form."""
    sums: dict[tuple[str, str, str], int] = {}
    for form in (child for child in tree.anak if child.butir.tingkat == FORM):
        for program in form.anak:
            for kegiatan in program.anak:
                if kegiatan.butir.tingkat == KEGIATAN:
                    pagu = sum(_pagu(sub) for sub in kegiatan.anak)
                    for tingkat, node in ((KEGIATAN, kegiatan), ("program", program), (FORM, form)):
                        key = (tingkat, form.bidang, node.butir.kunci)
                        sums[key] = sums.get(key, 0) + pagu
    return sums


def _pagu(sub: Titik) -> int:
    """Rupiah; nothing where it cannot be read in one of the two trees."""
    if "pagu" in sub.butir.buta or (sub.padanan is not None and "pagu" in sub.padanan.butir.buta):
        return 0
    pagu = sub.butir.isi.get("pagu", 0)
    return pagu if isinstance(pagu, int) else 0
