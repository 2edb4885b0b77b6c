"""The answers of a filled-in workbook, judged like any others; what is wrong is told by sheet and cell.

Excel keeps 15 digits of a number and no zero at its end, so a kode or a NIP must be a text: a number is refused. So is
a formula that no program has worked out: what it would say is not known.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from rktkit.faces.excel.answers.sheets import KHUSUS, Lembar, lembar
from rktkit.faces.excel.book.guard import inspect
from rktkit.faces.excel.book.plain import open_sheets, text_of
from rktkit.faces.excel.tree import Daftar, Isian, Kelompok, Tempat, locate, node_of
from rktkit.ground.catalogue.workbook import problem, sel
from rktkit.ground.findings import Problem, Refusal, UsageError
from rktkit.procedure.founding.answers import Jawaban, block, read_answers

_LISTS = ("program", "akun", "kunci", "wajib", "tanpa", "sertifikat", "pengganti")
_NUMBERS, _DATES = ("tahun", "saksi"), ("mulai", "selesai")

Row = dict[str, Isian]
Grid = Sequence[Sequence[Any]]


def read_workbook(data: bytes, file: str, folder: Path) -> Jawaban:
    """The answers of a workbook, judged like any others; what is wrong is told by sheet and cell.

    Args:
        data: the workbook.
        file: its name, for the findings.
        folder: where files that the answers name are looked for.

    Raises:
        Refusal: it cannot be read, a cell holds a number in place of a text, or an answer is wrong.
        UsageError: a sheet is missing, or a file that an answer names.
    """
    tree = _Pembaca(file).read(data)
    text = "\n".join([*block(node_of(tree)), ""]).encode()
    places = locate(text, tree)
    try:
        read = read_answers(text, file, folder)
    except Refusal as refusal:
        raise Refusal([_by_cell(found, file, places) for found in refusal.problems]) from None
    return replace(read, sel=lambda found: _by_cell(found, file, places))


def _by_cell(found: Problem, file: str, places: dict[tuple[int, int], Isian | Tempat]) -> Problem:
    at = places.get((found.line, found.column))
    if found.file != file or at is None:
        return found
    place = at.tempat if isinstance(at, Isian) else at
    message = f"{sel(place.lembar, place.baris, place.kolom)}: {found.message}"
    hint = f"Isi “{found.values['kunci']}” pada lembar itu." if found.text == "RKT-101" else found.hint
    return found.but(line=place.baris, column=place.kolom, message=message, hint=hint)


class _Pembaca:
    """Reads one workbook; collects what is wrong with its cells."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []

    def read(self, data: bytes) -> Kelompok:
        sheets = {name.strip().casefold(): (name, sheet.grid) for name, sheet in open_sheets(data, self.file).items()}
        parts = lembar()
        missing = [one.nama for one in parts if one.perlu and one.nama.casefold() not in sheets]
        if missing:
            raise UsageError(
                f"Buku kerja jawaban belum punya lembar: {', '.join(missing)}. Yang kosong dibuat dengan: "
                "rkt init --output jawaban.xlsx"
            )
        self.formulas(data, {sheets[name][0] for one in parts if (name := one.nama.casefold()) in sheets})
        tree = Kelompok(Tempat(parts[0].nama, 1, 1))
        for one in parts:
            if one.nama.casefold() in sheets:
                self.part(tree, one, *sheets[one.nama.casefold()])
        if self.problems:
            raise Refusal(self.problems)
        return tree

    def formulas(self, data: bytes, names: Collection[str]) -> None:
        """Tell of formulas whose result is not known."""
        found = inspect(data, self.file)
        for text, cells in (("RKT-008.tanpa_hasil", found.pending), ("RKT-008.galat_rumus", found.errors)):
            for name, row, column in sorted(cells):
                if name in names:
                    self.say(text, Tempat(name, row, column))

    def part(self, tree: Kelompok, one: Lembar, name: str, grid: Grid) -> None:
        """What a sheet says, where it belongs."""
        key = one.nama.casefold()
        if not one.tabel:
            made = self.pairs(one, name, grid)
            if one.nama == "Umum":
                tree.isi |= made.isi
            elif made.isi or one.perlu:
                tree.isi[key] = made
            return
        rows = list(self.table(one, name, grid))
        if rows or one.perlu:
            items = _jabatan(rows) if one.nama == "Jabatan" else map(_item, rows)
            tree.isi[key] = Daftar(Tempat(name, 1, 1), list(items))

    def pairs(self, one: Lembar, name: str, grid: Grid) -> Kelompok:
        """A sheet with a field and its value in each row."""
        made = Kelompok(Tempat(name, 1, 1))
        for number, row in enumerate(grid, 1):
            *groups, key = one.field(str(row[0])).split(".") if len(row) > 1 else [""]
            isian = self.cell(key, row[1], Tempat(name, number, 2)) if key and key != "isian" else None
            if isian is None:
                continue
            target = made.below(groups, isian.tempat)
            if key in target.isi:
                self.say("RKT-008.isian_ganda", isian.tempat, isian=key)
            target.isi[key] = _value(key, isian)
        return made

    def table(self, one: Lembar, name: str, grid: Grid) -> Iterator[Row]:
        """The rows of a sheet under the names of its columns."""
        head = [one.field(str(value)) for value in grid[0]] if grid else []
        for number, values in enumerate(grid[1:], 2):
            cells = ((key, self.cell(key, values[n], Tempat(name, number, n + 1))) for n, key in enumerate(head) if key)
            row = {key: isian for key, isian in cells if isian is not None}
            if row:
                yield row

    def cell(self, key: str, value: Any, tempat: Tempat) -> Isian | None:
        """What a cell says; a number or a date only where the field is one."""
        if isinstance(value, datetime) and key in _DATES:
            value = value.date()
        text = text_of(value)
        fits = isinstance(value, str | bool) or (key in _DATES and isinstance(value, date)) or key in _NUMBERS
        if not fits:
            self.say("RKT-008.bilangan", tempat, isian=key, nilai=text)
        return Isian(tempat, text) if text else None

    def say(self, text: str, tempat: Tempat, **values: object) -> None:
        where = sel(tempat.lembar, tempat.baris, tempat.kolom)
        self.problems.append(problem(text, self.file, tempat.baris, tempat.kolom, sel=where, **values))


def _jabatan(rows: Sequence[Row]) -> Iterator[Kelompok]:
    """Each jabatan with the officials of all its rows."""
    by_kode: dict[str, list[Row]] = {}
    for row in rows:
        by_kode.setdefault(row["kode"].teks if "kode" in row else "", []).append(row)
    for same in by_kode.values():
        made = _item({name: same[0][key] for key, name in KHUSUS.items() if key in same[0]}, same[0])
        people = [{key: isian for key, isian in row.items() if key not in KHUSUS} for row in same]
        made.isi["pejabat"] = Daftar(made.tempat, [_item(one) for one in people if one])
        yield made


def _item(row: Row, whole: Row | None = None) -> Kelompok:
    first = next(iter((whole or row).values()))
    return Kelompok(first.tempat, {key: _value(key, isian) for key, isian in row.items()})


def _value(key: str, isian: Isian) -> Isian | Daftar:
    if key not in _LISTS:
        return isian
    parts = [part.strip() for part in re.split(r"[;,\n]", isian.teks)]
    return Daftar(isian.tempat, [Isian(isian.tempat, part) for part in parts if part])
