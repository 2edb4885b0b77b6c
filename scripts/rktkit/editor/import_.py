"""A filled-in workbook back into the Form RKT: the YAML text, and every problem told by sheet and cell.

Read kindly: numbers written as texts, blanks around a text, hidden rows, merged cells, a code with its name behind it,
columns that were moved. Refused by name: formulas, macros, links to other files.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from rktkit.editor import layout
from rktkit.editor.cells import Baris, Lembaran, append, empty, open_book, read_cell, usable
from rktkit.editor.guard import inspect
from rktkit.editor.layout import Kolom, Lembar
from rktkit.editor.texts import problem, sel
from rktkit.editor.tree import Daftar, Isian, Kelompok, Tempat, locate, write
from rktkit.files import Files
from rktkit.model import Nomenklatur
from rktkit.nomenklatur import load_nomenklatur
from rktkit.problems import Problem
from rktkit.reference import read_bytes

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
        hint = _hint(p.message.removesuffix(" belum diisi.")) if p.rule == "RKT-101" else p.hint
        return Problem(p.rule, p.severity, self._file, tempat.baris, tempat.kolom, f"{where}: {p.message}", hint)


_SHEET_OF = {
    "Sasaran": layout.SASARAN,
    "Indikator sasaran": layout.SASARAN,
    "Program": layout.PROGRAM,
    "Indikator program": layout.INDIKATOR,
    "Kegiatan": layout.SUB_KEGIATAN,
    "Sub kegiatan": layout.SUB_KEGIATAN,
}


def _hint(label: str) -> str:
    """How to fill in what is missing, in the words of a workbook."""
    if label == "Triwulan":
        return "Isi sekurangnya satu triwulan pada baris itu."
    if label in _SHEET_OF:
        return f"Tambahkan sekurangnya satu baris pada lembar “{_SHEET_OF[label].nama}”."
    return f"Isi kolom “{label}” pada baris itu."


def import_workbook(data: bytes, file: str = "form.xlsx", files: Files | None = None) -> Impor:
    """Read a workbook that ``form_workbook`` has made and people have filled in.

    Args:
        data: the bytes of the file.
        file: its name, for the problems.
        files: the tree that holds ``rkt/``: the names of sub kegiatan are filled in from its nomenclature, and the
            comments of the form that stands there now are kept.

    Returns:
        The form as YAML in canonical form and the problems of the workbook itself. What the rules say of the form is
        asked by the caller (``check``) and told by cell with ``by_cell``.
    """
    inspection = inspect(data, file)
    if inspection.problems:
        return Impor(None, None, "", tuple(inspection.problems))
    reader = _Pembaca(file, inspection.percent)
    tree = reader.read(data)
    if tree is None or reader.tahun is None:
        return Impor(reader.tahun, reader.bidang, "", tuple(reader.problems))
    impor = Impor(reader.tahun, reader.bidang, "", tuple(reader.problems), file, tree)
    old, official = b"", None
    if files is not None:
        official, _ = load_nomenklatur(files, reader.tahun)
        old = read_bytes(files, impor.path)[0] or b""
    _drop_outdated(reader.pindah, official or {})
    return replace(impor, text=write(tree, old, official or {}))


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
        book = open_book(data)
        if book is None:
            self.say("RKT-008.bukan")
            return None
        sheets = {name.strip().casefold(): name for name in book}
        head = self.head(book, sheets)
        rows: dict[str, list[Baris]] = {}
        for lembar in layout.LEMBAR:
            name = sheets.get(lembar.nama.casefold())
            if name is None:
                self.say("RKT-008.lembar", lembar=lembar.nama)
            else:
                rows[lembar.nama] = self.rows(book[name], name, lembar)
        if head is None or len(rows) < len(layout.LEMBAR) or self.problems:
            return None
        head.isi["sasaran"] = self.sasaran(rows[layout.SASARAN.nama], head.tempat)
        head.isi["program"] = self.program(rows, head.tempat)
        return Kelompok(head.tempat, {key: part for key, part in head.isi.items() if not empty(part)})

    def head(self, book: Mapping[str, Lembaran], sheets: Mapping[str, str]) -> Kelompok | None:
        """Year and bidang, from the sheet that explains the form."""
        name = sheets.get(layout.PETUNJUK.casefold())
        if name is None:
            self.say("RKT-008.lembar", lembar=layout.PETUNJUK)
            return None
        made = Kelompok(Tempat(name, 1, 1))
        for row, cells in enumerate(book[name].grid, 1):
            if len(cells) > 2 and cells[0] in ("tahun", "bidang"):
                text, _ = read_cell(cells[2], "teks", False)
                made.isi[str(cells[0])] = Isian(Tempat(name, row, 3), text)
        for key, label in (("tahun", "tahun rencana"), ("bidang", "kode bidang")):
            isian = made.isi.get(key)
            if not isinstance(isian, Isian) or not usable(key, isian.teks):
                self.say("RKT-008.tahun", lembar=layout.PETUNJUK, isian=label)
                return None
            if key == "tahun":
                self.tahun = int(isian.teks)
            else:
                self.bidang = isian.teks
        return made

    def rows(self, sheet: Lembaran, name: str, lembar: Lembar) -> list[Baris]:
        """The rows that say something, whichever order the columns have."""
        grid = sheet.grid
        known = {kolom.kunci: kolom for kolom in lembar.kolom}
        head = next((n for n, cells in enumerate(grid[:_HEAD]) if sum(cell in known for cell in cells) > 1), None)
        if head is None:
            self.say("RKT-008.kepala", lembar=name)
            return []
        columns = {n: known[cell] for n, cell in enumerate(grid[head]) if cell in known}
        start = head + 3  # below the labels and the hints
        found = []
        for number, cells in enumerate(grid[start:], start):
            texts: dict[str, Isian] = {}
            for n, kolom in columns.items():
                place = (name, number + 1, n + 1)
                text, is_time = read_cell(cells[n], kolom.kind, place in self.percent)
                if text:
                    texts[kolom.kunci] = Isian(Tempat(*place), text, is_time)
            if any(not known[kunci].keterangan for kunci in texts):
                first = texts.get("kode") or next(iter(texts.values()))
                found.append(Baris(name, number, texts, first.tempat))
        fill_merged(sheet, columns, found)
        return found

    # --- from rows to the form -----------------------------------------------------------------------------------

    def sasaran(self, rows: Sequence[Baris], tempat: Tempat) -> Daftar:
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
            append(group, "indikator", row.kelompok(columns))
        return made

    def program(self, rows: Mapping[str, Sequence[Baris]], tempat: Tempat) -> Daftar:
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
                append(owner, "indikator", row.kelompok(layout.INDIKATOR.kolom[1:]))
        return made

    def sub_kegiatan(
        self,
        row: Baris,
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
            append(program, "kegiatan", group)
        asal = row.sel.get(layout.ASAL)
        if isinstance(kode, Isian) and asal is not None and asal.teks != kode.teks:
            own.isi.pop("nama", None)
            self.pindah.append(own)
        append(group, "sub_kegiatan", own)


def fill_merged(sheet: Lembaran, columns: Mapping[int, Kolom], rows: Sequence[Baris]) -> None:
    """A code that was merged over several rows holds for each of them."""
    by_number = {row.nomor: row for row in rows}
    for (top, left), (bottom, _) in sheet.merged:
        kolom = columns.get(left)
        first = by_number.get(top)
        if kolom is None or first is None or kolom.kunci not in first.sel:
            continue
        if kolom.kunci == "induk" or kolom.kunci.endswith(".kode"):
            for row in rows:
                if top < row.nomor <= bottom:
                    row.sel.setdefault(kolom.kunci, first.sel[kolom.kunci])
