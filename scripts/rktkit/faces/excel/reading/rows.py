"""The rows of one sheet: read kindly, with a word on whatever is not read, or not as it looks."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Protocol

from rktkit.faces.excel.book.cells import Lembaran, SheetRow, lost_zero, read_cell
from rktkit.faces.excel.book.guard import Inspection
from rktkit.faces.excel.layout import Kolom, Lembar
from rktkit.faces.excel.tree import Isian, Tempat
from rktkit.ground.catalogue.workbook import cell

_HEAD = 12
"""The hidden row of names stands among the first rows."""

_NAMED = 5
"""More cells than these are not named one by one."""

_CATATAN = "catatan"
"""The field that notes on cells go to."""

_SUMS = frozenset(
    f"{word} {of}".strip()
    for word in ("jumlah", "total", "subtotal", "sub total", "grand total", "jumlah total", "total jumlah")
    for of in ("", "pagu", "anggaran", "seluruhnya", "keseluruhan")
)
"""What stands at the head of a row that adds up others."""


class Say(Protocol):
    """Reports a problem, at a cell or of the whole workbook."""

    def __call__(self, text: str, tempat: Tempat | None = None, **values: object) -> None: ...


@dataclass(slots=True)
class Dibaca:
    """A sheet's rows, the column of each of its fields (from 1), and the cells that were already complained of."""

    lembar: Lembar
    baris: list[SheetRow] = field(default_factory=list)
    kolom: dict[str, int] = field(default_factory=dict)
    salah: set[tuple[str, int, int]] = field(default_factory=set)


def read_rows(sheet: Lembaran, name: str, lembar: Lembar, seen: Inspection, say: Say) -> Dibaca | None:
    """The rows that say something, whichever order the columns have; ``None`` when one of its columns is missing."""
    grid = sheet.grid
    known = {kolom.kunci: kolom for kolom in lembar.kolom}
    head = next((n for n, cells in enumerate(grid[:_HEAD]) if _names(cells, known)), None)
    if head is None:
        say("RKT-008.kepala", lembar=name)
        return None
    columns = {n: known[value] for n, value in enumerate(grid[head]) if value in known}
    if not _complete(lembar, columns, name, head, say):
        return None
    read = Dibaca(lembar, kolom={kolom.kunci: n + 1 for n, kolom in columns.items()})
    outside: list[str] = []
    formulas: list[str] = []
    start = head + 3  # below the labels and the hints
    for number, cells in enumerate(grid[start:], start):
        texts: dict[str, Isian] = {}
        for n, kolom in columns.items():
            place = (name, number + 1, n + 1)
            if place in seen.errors and not kolom.keterangan:
                say("RKT-008.galat_rumus", Tempat(*place))
                read.salah.add(place)
            text, is_time = read_cell(cells[n], kolom.kind, place in seen.percent)
            if kolom.kind == "kode" and lost_zero(cells[n]):
                say("RKT-008.bilangan", Tempat(*place), isian=kolom.label, nilai=text)
                read.salah.add(place)
            if place in seen.pending and not kolom.keterangan:
                say("RKT-008.tanpa_hasil", Tempat(*place))
                read.salah.add(place)
            elif text and place in seen.formulas and not kolom.keterangan:
                formulas.append(cell(number + 1, n + 1))
            if text:
                texts[kolom.kunci] = Isian(Tempat(*place), text, is_time)
        outside += [cell(number + 1, n + 1) for n, value in enumerate(cells) if n not in columns and _filled(value)]
        if any(not known[kunci].keterangan for kunci in texts):
            total = _total(texts, known)
            if total is not None:
                say("RKT-008.jumlah", total.tempat, isian=total.teks)
                continue
            first = texts.get("kode") or next(iter(texts.values()))
            read.baris.append(SheetRow(name, number, texts, first.tempat))
    _merged(sheet, columns, read, name, say)
    _noted(columns, read, name, seen, say)
    _unseen(read, name, outside, seen, say)
    if formulas:
        say("RKT-011.rumus", lembar=name, sel=some(formulas, "sel"))
    return read


def _names(cells: Sequence[Any], known: Mapping[str, Kolom]) -> bool:
    """Whether a row is that of the names, even where only one was left of them."""
    there = [value for value in cells if _filled(value)]
    count = sum(value in known for value in there)
    return count > 1 or (count == 1 and len(there) == 1)


def filled(sheet: Lembaran) -> bool:
    """Whether anything is written on a sheet."""
    return any(_filled(value) for cells in sheet.grid for value in cells)


def _filled(value: Any) -> bool:
    return bool(str(value).strip())


def _complete(lembar: Lembar, columns: Mapping[int, Kolom], name: str, head: int, say: Say) -> bool:
    """Whether every column is there, once. One that was deleted would take its values along, unseen."""
    there = [kolom.kunci for kolom in columns.values()]
    missing = [kolom for kolom in lembar.kolom if kolom.kunci not in there and not kolom.keterangan]
    for kolom in missing:
        say("RKT-008.kolom", lembar=name, isian=kolom.label)
    twice = {n: kolom for n, kolom in columns.items() if there.count(kolom.kunci) > 1 and not kolom.keterangan}
    for n, kolom in list(twice.items())[1:]:
        say("RKT-008.kolom_ganda", Tempat(name, head + 2, n + 1), isian=kolom.label)
    return not missing and not twice


def _total(texts: Mapping[str, Isian], known: Mapping[str, Kolom]) -> Isian | None:
    """The word that makes a row a sum of others: in its first cell, or where a code should be."""
    first = min(texts.values(), key=lambda isian: isian.tempat.kolom)
    for kunci, isian in texts.items():
        word = " ".join(isian.teks.casefold().strip(" :.").split())
        if word in _SUMS and (isian is first or known[kunci].kind == "kode"):
            return isian
    return None


def _merged(sheet: Lembaran, columns: Mapping[int, Kolom], read: Dibaca, name: str, say: Say) -> None:
    """A code that was merged over several rows holds for each of them; of other values nobody can say so."""
    by_number = {row.nomor: row for row in read.baris}
    for (top, left), (bottom, right) in sheet.merged:
        rows = (
            [by_number[n] for n in range(top, bottom + 1) if n in by_number] if bottom - top < len(sheet.grid) else []
        )
        fields = [columns[n] for n in range(left, right + 1) if n in columns and not columns[n].keterangan]
        if not rows or not fields or (len(rows) == 1 and len(fields) == 1):
            continue
        kunci = fields[0].kunci
        if len(fields) == 1 and (kunci == "induk" or kunci.endswith(".kode")):
            first = by_number.get(top)
            if first is not None and kunci in first.sel:
                for row in rows:
                    row.sel.setdefault(kunci, first.sel[kunci])
            continue
        area = f"{cell(top + 1, left + 1)}:{cell(bottom + 1, right + 1)}"
        say("RKT-008.gabung", Tempat(name, top + 1, left + 1), lembar=name, area=area)
        read.salah |= {
            (name, row + 1, column + 1)
            for row in by_number
            if top <= row <= bottom
            for column in columns
            if left <= column <= right
        }


def _noted(columns: Mapping[int, Kolom], read: Dibaca, name: str, seen: Inspection, say: Say) -> None:
    """Keep what is pinned to the cells of a row in its own field for notes, after the label of its column."""
    rows = {row.nomor + 1: row for row in read.baris}
    lost: list[str] = []
    for (lembar, number, column), words in sorted(seen.notes.items()):
        if lembar != name:
            continue
        row, kolom = rows.get(number), columns.get(column - 1)
        if row is None or _CATATAN not in read.kolom:
            lost.append(cell(number, column))
            continue
        said = row.sel.get(_CATATAN)
        own = kolom is None or kolom.keterangan or kolom.kunci == _CATATAN
        line = words if own or kolom is None else f"{kolom.label}: {words}"
        if said is None or line not in said.teks:
            tempat = Tempat(name, number, read.kolom[_CATATAN])
            row.sel[_CATATAN] = Isian(tempat, line if said is None else f"{said.teks}\n{line}")
    if lost:
        say("RKT-011.catatan", lembar=name, sel=some(lost, "sel"))


def _unseen(read: Dibaca, name: str, outside: Sequence[str], seen: Inspection, say: Say) -> None:
    """What people may think is read, or may not know that it is."""
    if outside:
        say("RKT-011.luar", lembar=name, sel=some(outside, "sel"))
    hidden = [row.nomor + 1 for row in read.baris if (name, row.nomor + 1, 0) in seen.hidden]
    if hidden:
        say("RKT-011.tersembunyi", Tempat(name, hidden[0], 1), lembar=name, baris=_ranges(hidden))


def some(names: Sequence[str], noun: str) -> str:
    """The first of some cells, and how many more there are."""
    rest = f", dan {len(names) - _NAMED} {noun} lain" if len(names) > _NAMED else ""
    return f"{', '.join(names[:_NAMED])}{rest}"


def _ranges(numbers: Iterable[int]) -> str:
    """Row numbers with neighbours put together: ``7, 9–12``."""
    numbers = list(numbers)
    ends = [n for n, after in pairwise(numbers) if after != n + 1] + numbers[-1:]
    starts = numbers[:1] + [after for n, after in pairwise(numbers) if after != n + 1]
    parts = [str(one) if one == last else f"{one}–{last}" for one, last in zip(starts, ends, strict=True)]
    return some(parts, "kelompok baris")
