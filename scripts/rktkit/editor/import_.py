"""A filled-in workbook back into the Form RKT: the YAML text, and every problem told by sheet and cell.

Read kindly: numbers written as texts, blanks around a text, hidden rows, merged cells, a code with its name behind it,
columns that were moved. Refused by name: formulas, macros, links to other files.
"""

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from rktkit.editor import layout
from rktkit.editor.guard import inspect
from rktkit.editor.layout import Kolom, Lembar
from rktkit.editor.texts import problem, sel
from rktkit.editor.tree import Daftar, Isian, Kelompok, Tempat, locate, write
from rktkit.model import Nomenklatur
from rktkit.numbers import format_angka
from rktkit.problems import Problem

MAX_ROWS, MAX_COLUMNS = 20_000, 500
"""A sheet reaching further is none of ours; reading it whole could exhaust the memory."""

_HEAD = 12
"""The hidden row of names stands among the first rows."""


@dataclass(frozen=True, slots=True)
class Impor:
    """What a workbook says. ``text`` is empty when it could not be read."""

    tahun: int | None
    bidang: str | None
    text: str
    problems: tuple[Problem, ...]
    _file: str = ""
    _tree: Kelompok | None = None

    @property
    def path(self) -> str:
        """Where the form belongs."""
        return f"rkt/{self.tahun}/{self.bidang}.yml"

    def by_cell(self, problems: Sequence[Problem]) -> list[Problem]:
        """Problems of the YAML text, told by the cells that the text came from."""
        if self._tree is None:
            return list(problems)
        places = locate(self.text.encode(), self._tree)
        return [self._moved(p, places) for p in problems]

    def _moved(self, p: Problem, places: Mapping[tuple[int, int], Isian | Tempat]) -> Problem:
        found = places.get((p.line, p.column))
        if p.file != self.path or found is None:
            return p
        tempat = found.tempat if isinstance(found, Isian) else found
        where = sel(tempat.lembar, tempat.baris, tempat.kolom)
        if isinstance(found, Isian) and found.waktu and p.rule.startswith("RKT-105"):
            label = p.message.split(" “")[0]
            return problem(
                "RKT-008.waktu", self._file, tempat.baris, tempat.kolom, sel=where, isian=label, nilai=found.teks
            )
        hint = p.hint
        if p.rule == "RKT-101":
            hint = f"Isi kolom “{p.message.removesuffix(' belum diisi.')}” pada baris itu."
        return Problem(p.rule, p.severity, self._file, tempat.baris, tempat.kolom, f"{where}: {p.message}", hint)


def import_workbook(
    data: bytes,
    file: str = "form.xlsx",
    *,
    nomenklatur: Mapping[str, Nomenklatur] | None = None,
    lama: Callable[[str], bytes | None] = lambda path: None,
) -> Impor:
    """Read a workbook that ``form_workbook`` has made and people have filled in.

    Args:
        data: the bytes of the file.
        file: its name, for the problems.
        nomenklatur: of the plan year; fills in the names of sub kegiatan.
        lama: gives the form that stands at a path now, so that its comments stay; ``None`` when there is none.

    Returns:
        The form as YAML in canonical form and the problems of the workbook itself. What the rules say of the form is
        asked by the caller (``check``) and told by cell with ``by_cell``.
    """
    inspection = inspect(data, file)
    if inspection.problems:
        return Impor(None, None, "", tuple(inspection.problems))
    reader = _Pembaca(file, inspection.percent)
    tree = reader.read(data)
    if tree is None:
        return Impor(reader.tahun, reader.bidang, "", tuple(reader.problems))
    if nomenklatur is not None:
        _drop_outdated(reader.pindah, nomenklatur)
    impor = Impor(reader.tahun, reader.bidang, "", tuple(reader.problems), file, tree)
    text = write(tree, lama(impor.path) or b"", nomenklatur or {})
    return Impor(reader.tahun, reader.bidang, text, tuple(reader.problems), file, tree)


def _drop_outdated(rows: Sequence[Kelompok], nomenklatur: Mapping[str, Nomenklatur]) -> None:
    """Where a row got another code, the old official wording goes; the new one is filled in."""
    for row in rows:
        kode = row.isi.get("kode")
        official = nomenklatur.get(kode.teks) if isinstance(kode, Isian) else None
        if official is not None:
            for key, wording in (("indikator", official.indikator), ("satuan", official.satuan)):
                if wording:
                    row.isi.pop(key, None)


@dataclass(slots=True)
class _Baris:
    """A row of a sheet that says something: its cells by ``kunci``."""

    lembar: str
    nomor: int
    sel: dict[str, Isian]
    awal: Tempat

    def kelompok(self, columns: Sequence[Kolom], awal: str = "") -> Kelompok:
        """The fields of one group of the schema, nested as their paths say."""
        made = Kelompok(self.awal)
        for column in columns:
            isian = self.sel.get(column.kunci)
            if isian is None or column.keterangan or not column.kunci.startswith(awal):
                continue
            *groups, key = column.kunci.removeprefix(awal).split(".")
            if not awal and groups and f"{groups[0]}." in ("sasaran.", "program.", "kegiatan."):
                continue
            target = made
            for group in groups:
                below = target.isi.setdefault(group, Kelompok(isian.tempat))
                assert isinstance(below, Kelompok)
                target = below
            target.isi[key] = isian if column.kind != "daftar" else _split(isian)
        return made


def _split(isian: Isian) -> Daftar:
    parts = [part.strip() for part in isian.teks.replace(",", ";").replace("\n", ";").split(";")]
    return Daftar(isian.tempat, [Isian(isian.tempat, part) for part in parts if part])


@dataclass(slots=True)
class _Pembaca:
    file: str
    percent: set[tuple[str, int, int]]
    problems: list[Problem] = field(default_factory=list)
    tahun: int | None = None
    bidang: str | None = None
    pindah: list[Kelompok] = field(default_factory=list)
    """Rows of sub kegiatan whose code is not the one they were made with."""

    def say(self, text: str, tempat: Tempat | None = None, **values: object) -> None:
        if tempat is not None:
            values["sel"] = sel(tempat.lembar, tempat.baris, tempat.kolom)
        row, column = (tempat.baris, tempat.kolom) if tempat else (1, 1)
        self.problems.append(problem(text, self.file, row, column, **values))

    def read(self, data: bytes) -> Kelompok | None:
        book = _open(data)
        if book is None:
            self.say("RKT-008.bukan")
            return None
        sheets = {name.strip().casefold(): name for name in book.sheet_names}
        head = self.head(book, sheets)
        rows: dict[str, list[_Baris]] = {}
        for lembar in layout.LEMBAR:
            name = sheets.get(lembar.nama.casefold())
            if name is None:
                self.say("RKT-008.lembar", lembar=lembar.nama)
            else:
                rows[lembar.nama] = self.rows(book.get_sheet_by_name(name), name, lembar)
        if head is None or len(rows) < len(layout.LEMBAR) or self.problems:
            return None
        head.isi["sasaran"] = self.sasaran(rows[layout.SASARAN.nama], head.tempat)
        head.isi["program"] = self.program(rows, head.tempat)
        return Kelompok(head.tempat, {key: part for key, part in head.isi.items() if not _empty(part)})

    def head(self, book: Any, sheets: Mapping[str, str]) -> Kelompok | None:
        """Year and bidang, from the sheet that explains the form."""
        name = sheets.get(layout.PETUNJUK.casefold())
        if name is None:
            self.say("RKT-008.lembar", lembar=layout.PETUNJUK)
            return None
        made = Kelompok(Tempat(name, 1, 1))
        for row, cells in enumerate(self.grid(book.get_sheet_by_name(name), name), 1):
            if len(cells) > 2 and cells[0] in ("tahun", "bidang"):
                text, _ = _text(cells[2], "teks", False)
                made.isi[str(cells[0])] = Isian(Tempat(name, row, 3), text)
        for key, label in (("tahun", "tahun rencana"), ("bidang", "kode bidang")):
            isian = made.isi.get(key)
            if not isinstance(isian, Isian) or not _usable(key, isian.teks):
                self.say("RKT-008.tahun", lembar=layout.PETUNJUK, isian=label)
                return None
            if key == "tahun":
                self.tahun = int(isian.teks)
            else:
                self.bidang = isian.teks
        return made

    def grid(self, sheet: Any, name: str) -> list[list[Any]]:
        if sheet.total_height > MAX_ROWS or sheet.total_width > MAX_COLUMNS:
            self.say("RKT-008.besar", sebab=f"lembar “{name}” terlalu luas")
            return []
        rows: list[list[Any]] = sheet.to_python(skip_empty_area=False)
        return rows

    def rows(self, sheet: Any, name: str, lembar: Lembar) -> list[_Baris]:
        """The rows that say something, whichever order the columns have."""
        grid = self.grid(sheet, name)
        known = {kolom.kunci: kolom for kolom in lembar.kolom}
        head = next((n for n, cells in enumerate(grid[:_HEAD]) if sum(cell in known for cell in cells) > 1), None)
        if head is None:
            if grid or not self.problems:
                self.say("RKT-008.kepala", lembar=name)
            return []
        columns = {n: known[cell] for n, cell in enumerate(grid[head]) if cell in known}
        start = head + 3  # below the labels and the hints
        found = []
        for number, cells in enumerate(grid[start:], start):
            texts: dict[str, Isian] = {}
            for n, kolom in columns.items():
                place = (name, number + 1, n + 1)
                text, is_time = _text(cells[n], kolom.kind, place in self.percent)
                if text:
                    texts[kolom.kunci] = Isian(Tempat(*place), text, is_time)
            if any(not known[kunci].keterangan for kunci in texts):
                first = texts.get("kode") or next(iter(texts.values()))
                found.append(_Baris(name, number, texts, first.tempat))
        self.fill_merged(sheet, columns, found)
        return found

    def fill_merged(self, sheet: Any, columns: Mapping[int, Kolom], rows: Sequence[_Baris]) -> None:
        """A code that was merged over several rows holds for each of them."""
        by_number = {row.nomor: row for row in rows}
        for (top, left), (bottom, _) in sheet.merged_cell_ranges or ():
            kolom = columns.get(left)
            first = by_number.get(top)
            if kolom is None or first is None or kolom.kunci not in first.sel:
                continue
            if kolom.kunci == "induk" or kolom.kunci.endswith(".kode"):
                for number in range(top + 1, min(bottom, top + MAX_ROWS) + 1):
                    if number in by_number:
                        by_number[number].sel.setdefault(kolom.kunci, first.sel[kolom.kunci])

    # --- from rows to the form -----------------------------------------------------------------------------------

    def sasaran(self, rows: Sequence[_Baris], tempat: Tempat) -> Daftar:
        made = Daftar(tempat)
        groups: dict[str, Kelompok] = {}
        columns = layout.SASARAN.kolom
        for row in rows:
            head = row.kelompok(columns, "sasaran.")
            kode = head.isi.get("kode")
            group = groups.get(kode.teks) if isinstance(kode, Isian) else None
            if group is None:
                if not isinstance(kode, Isian):
                    self.say("RKT-008.tanpa_induk", row.awal, isian="Kode sasaran")
                    continue
                group = groups[kode.teks] = Kelompok(kode.tempat, dict(head.isi))
                made.isi.append(group)
            _append(group, "indikator", row.kelompok(columns))
        return made

    def program(self, rows: Mapping[str, Sequence[_Baris]], tempat: Tempat) -> Daftar:
        made = Daftar(tempat)
        programs: dict[str, Kelompok] = {}
        for row in rows[layout.PROGRAM.nama]:
            own = row.kelompok(layout.PROGRAM.kolom)
            made.isi.append(own)
            kode = own.isi.get("kode")
            if isinstance(kode, Isian):
                programs.setdefault(kode.teks, own)
        kegiatan: dict[tuple[str, str], Kelompok] = {}
        for row in rows[layout.SUB_KEGIATAN.nama]:
            self.sub_kegiatan(row, made, programs, kegiatan)
        for row in rows[layout.INDIKATOR.nama]:
            induk = row.sel.get("induk")
            if induk is None:
                self.say("RKT-008.tanpa_induk", row.awal, isian="Kode program atau kegiatan")
                continue
            owner = programs.get(induk.teks) or next(
                (k for (_, kode), k in kegiatan.items() if kode == induk.teks), None
            )
            if owner is None:
                self.say("RKT-008.induk", induk.tempat, kode=induk.teks)
            else:
                _append(owner, "indikator", row.kelompok(layout.INDIKATOR.kolom[1:]))
        return made

    def sub_kegiatan(
        self,
        row: _Baris,
        made: Daftar,
        programs: dict[str, Kelompok],
        kegiatan: dict[tuple[str, str], Kelompok],
    ) -> None:
        """Put a row below its kegiatan and program, which its own code names where the row does not."""
        columns = layout.SUB_KEGIATAN.kolom
        own = row.kelompok(columns)
        kode = own.isi.get("kode")
        head = row.kelompok(columns, "kegiatan.")
        parent = head.isi.get("kode")
        if not isinstance(parent, Isian):
            above = kode.teks.rpartition(".")[0] if isinstance(kode, Isian) else ""
            if not above:
                self.say("RKT-008.tanpa_induk", row.awal, isian="Kode sub kegiatan atau kode kegiatan")
                return
            parent = Isian(row.awal, above)
        top = row.sel.get("program.kode") or Isian(parent.tempat, ".".join(parent.teks.split(".")[:3]))
        program = programs.get(top.teks)
        if program is None:
            program = programs[top.teks] = Kelompok(top.tempat, {"kode": top})
            made.isi.append(program)
        group = kegiatan.get((top.teks, parent.teks))
        if group is None:
            group = kegiatan[top.teks, parent.teks] = Kelompok(parent.tempat, {**head.isi, "kode": parent})
            _append(program, "kegiatan", group)
        asal = row.sel.get(layout.ASAL)
        if isinstance(kode, Isian) and asal is not None and asal.teks != kode.teks:
            own.isi.pop("nama", None)
            self.pindah.append(own)
        _append(group, "sub_kegiatan", own)


def _append(owner: Kelompok, key: str, part: Kelompok) -> None:
    if part.isi:
        items = owner.isi.setdefault(key, Daftar(part.tempat))
        assert isinstance(items, Daftar)
        items.isi.append(part)


def _empty(part: Kelompok | Daftar | Isian) -> bool:
    return isinstance(part, Daftar) and not part.isi


def _usable(key: str, text: str) -> bool:
    if key == "tahun":
        return len(text) == 4 and text.isascii() and text.isdigit()
    return bool(text) and all(c.isascii() and (c.isalnum() or c in "-_") for c in text)


def _open(data: bytes) -> Any:
    """The workbook, or ``None`` when it cannot be read at all."""
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        return CalamineWorkbook.from_filelike(io.BytesIO(data))
    except (CalamineError, OSError, ValueError):
        return None


def _text(value: Any, kind: str, percent: bool) -> tuple[str, bool]:
    """What a cell says as text, and whether Excel has made a date or time of it."""
    if isinstance(value, bool):
        return str(value).lower(), False
    if isinstance(value, float | int):
        number = Decimal(f"{value:.15g}")
        if percent and kind not in ("teks", "paragraf", "kode"):
            return f"{format_angka(number * 100)}%", False
        return format_angka(number), False
    if isinstance(value, time) and kind == "kode":
        return f"{value.hour}.{value.minute:02}.{value.second:02}", False  # 2.16.02 taken for a time of day
    if isinstance(value, datetime | date | time | timedelta):
        return str(value), True
    text = str(value).strip()
    if kind == "kode":
        text = text.split(layout.PEMISAH)[0].strip()
    return text, False
