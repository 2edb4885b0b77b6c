"""A comparison in words: what a person reads of it, in whatever format. Indonesian; every text on one line."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby

from rktkit.documents.changes.matching import Jalur
from rktkit.documents.changes.result import DIHAPUS, DIPINDAH, DITAMBAH, Beda, Jumlah, Nilai, Perbandingan
from rktkit.documents.changes.tree import FORM, PENGESAHAN, SIKLUS, SUB_KEGIATAN, Isi, field_label, level_label
from rktkit.ground.catalogue.rules import show
from rktkit.plan.writing import words

KOSONG = words.KOSONG
_WIDTH = 300


@dataclass(frozen=True, slots=True)
class Rincian:
    """One field: its label, before, after, and by how much a number grew or shrank (empty where it is none)."""

    hal: str
    semula: str
    menjadi: str
    selisih: str = ""


@dataclass(frozen=True, slots=True)
class Ubahan:
    """One thing that changed: its ``jenis``, what it is, what happened to it as a whole, and its fields."""

    jenis: str
    bidang: str
    apa: str
    kejadian: str
    rincian: tuple[Rincian, ...] = ()


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One change as one row of texts; ``semula`` and ``menjadi`` are ``None`` where something came, went or moved."""

    jenis: str
    bidang: str
    kode: str
    uraian: str
    hal: str
    semula: str | None
    menjadi: str | None


def in_words(comparison: Perbandingan) -> Iterator[Ubahan]:
    """Every change of a year, thing by thing; what came or went with its parent is counted there, not listed."""
    names = dict(comparison.bidang)
    for found in _things(comparison):
        first = found.changes[0]
        fields = tuple(rincian(b) for b in found.changes if b.hal)
        if first.jenis in (DITAMBAH, DIHAPUS) and first.tingkat in (SIKLUS, PENGESAHAN):
            fields = tuple(_all_fields(first))
        yield Ubahan(
            first.jenis,
            _bidang(first, names),
            thing(first.tingkat, first.kode, first.uraian),
            _happened(found, names),
            fields,
        )


def rows(comparison: Perbandingan) -> Iterator[ChangeRow]:
    """Every change of a year as rows of texts, as a table or a comment wants them."""
    names = dict(comparison.bidang)
    for found, b in ((one, change) for one in _things(comparison) for change in one.changes):
        uraian = " ".join(part for part in (level_label(b.tingkat), show(b.uraian, _WIDTH)) if part)
        hal, semula, menjadi = "", None, None
        if b.hal:
            field = rincian(b)
            hal, semula, menjadi = field.hal, field.semula, field.menjadi
        elif b.jenis == DIPINDAH and b.jalur_semula and b.jalur_menjadi:
            semula, menjadi = _parent(b.jalur_semula, names), _parent(b.jalur_menjadi, names)
        elif contents := ", ".join(_contents(found)):
            uraian = f"{uraian} ({contents})"
        yield ChangeRow(b.jenis, _bidang(b, names), show(b.kode), uraian, hal, semula, menjadi)


@dataclass(frozen=True, slots=True)
class _Thing:
    """The changes of one thing, and what came or went together with it."""

    changes: list[Beda]
    inside: list[Beda]


def _things(comparison: Perbandingan) -> list[_Thing]:
    found: list[_Thing] = []
    whole: _Thing | None = None
    for _, group in groupby(comparison.beda, lambda b: (b.jalur_semula, b.jalur_menjadi)):
        one = _Thing(list(group), [])
        first = one.changes[0]
        if first.jenis in (DITAMBAH, DIHAPUS):
            if whole is not None and _is_below(first, whole.changes[0]):
                whole.inside.append(first)
                continue
            whole = one
        found.append(one)
    return found


def _is_below(beda: Beda, above: Beda) -> bool:
    return beda.jenis == above.jenis and beda.jalur[: len(above.jalur)] == above.jalur


def thing(tingkat: str, kode: str, uraian: str) -> str:
    """What something is called: ``Sub kegiatan 3.25.02.2.01.0014 Pembinaan Nelayan``."""
    if tingkat == "dinas":
        return "Seluruh instansi"
    if tingkat in (SIKLUS, PENGESAHAN):
        return level_label(tingkat)
    code, name = ("", uraian or kode) if tingkat == FORM else (kode, uraian)
    return " ".join(part for part in (level_label(tingkat), show(code), show(name, 120)) if part)


def value(tingkat: str, hal: str, nilai: Nilai) -> str:
    """A field's value as a document writes it."""
    if nilai is None:
        return KOSONG
    if isinstance(nilai, Decimal):
        return words.angka(nilai)
    if isinstance(nilai, int):
        return words.rupiah(nilai) if field_label(tingkat, hal)[1] == "rupiah" else str(nilai)
    if isinstance(nilai, date):
        return words.tanggal(nilai)
    if isinstance(nilai, tuple):
        return show(", ".join(nilai), _WIDTH)
    return show(nilai, _WIDTH)


def difference(before: int | Decimal, after: int | Decimal, rupiah: bool) -> str:
    """By how much a number grew or shrank: ``+Rp41.195.000``, ``−0,5``."""
    change = after - before
    sign = "+" if change > 0 else ""
    return sign + (words.rupiah(int(change)) if rupiah else words.angka(change))


def sum_label(jumlah: Jumlah) -> str:
    """What a sum is the sum of."""
    if jumlah.tingkat == FORM:
        return show(jumlah.uraian or jumlah.kode, 120)
    return thing(jumlah.tingkat, jumlah.kode, jumlah.uraian)


# --- below ----------------------------------------------------------------------------------------------------------


def _bidang(beda: Beda, names: Mapping[str, str]) -> str:
    if beda.jalur[0].tingkat != FORM:
        return level_label(beda.jalur[0].tingkat)
    return show(names.get(beda.bidang, beda.bidang), 120)


def rincian(beda: Beda) -> Rincian:
    """One changed field in words."""
    label, kind = field_label(beda.tingkat, beda.hal)
    before, after = beda.semula, beda.menjadi
    selisih = ""
    if isinstance(before, int | Decimal) and isinstance(after, int | Decimal) and kind in ("rupiah", "nilai", "angka"):
        selisih = difference(before, after, kind == "rupiah")
    return Rincian(label, value(beda.tingkat, beda.hal, before), value(beda.tingkat, beda.hal, after), selisih)


def _all_fields(beda: Beda) -> Iterator[Rincian]:
    for side in ("semula", "menjadi"):
        fields = getattr(beda, side)
        for hal, nilai in fields.items() if isinstance(fields, Mapping) else ():
            written = value(beda.tingkat, hal, nilai)
            before, after = (written, KOSONG) if side == "semula" else (KOSONG, written)
            yield Rincian(field_label(beda.tingkat, hal)[0], before, after)


def _happened(found: _Thing, names: Mapping[str, str]) -> str:
    first = found.changes[0]
    if first.jenis == DIPINDAH:
        assert first.jalur_semula is not None
        assert first.jalur_menjadi is not None
        return f"pindah dari {_parent(first.jalur_semula, names)} ke {_parent(first.jalur_menjadi, names)}"
    if first.jenis not in (DITAMBAH, DIHAPUS):
        return ""
    contents = ", ".join(_contents(found))
    return f"{first.jenis} ({contents})" if contents else first.jenis


def _parent(jalur: Jalur, names: Mapping[str, str]) -> str:
    """Where something was or is: ``program 3.25.02, Sekretariat``."""
    parts = [f"{level_label(step.tingkat).lower()} {show(step.kunci)}" for step in reversed(jalur[1:-1])]
    bidang = jalur[0].kunci
    return ", ".join([*parts, show(names.get(bidang, bidang))])


def _contents(found: _Thing) -> Iterator[str]:
    """What came or went with something: its own target, how many of each kind are below it, their pagu."""
    whole = found.changes[0]
    if whole.jenis not in (DITAMBAH, DIHAPUS):
        return
    own = _values(whole)
    if "target" in own:
        yield f"target {value(whole.tingkat, 'target', own['target'])} {show(own.get('satuan', ''))}".strip()
    count = Counter(b.tingkat for b in found.inside)
    yield from (f"{n} {level_label(tingkat).lower()}" for tingkat, n in count.items())
    pagu = [_values(b).get("pagu", 0) for b in (whole, *found.inside) if b.tingkat == SUB_KEGIATAN]
    if pagu:
        yield f"pagu {words.rupiah(sum(p for p in pagu if isinstance(p, int)))}"


def _values(beda: Beda) -> Mapping[str, Isi]:
    fields = beda.menjadi if beda.jenis == DITAMBAH else beda.semula
    return fields if isinstance(fields, Mapping) else {}
