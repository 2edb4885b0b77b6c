"""What the rules say of the form, told to people who see a workbook: by its cells, and by what is done in them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rktkit.documents.changes.tree import field_label
from rktkit.documents.changes.words import thing
from rktkit.faces.excel import layout
from rktkit.faces.excel.merge import Bentrok
from rktkit.faces.excel.reading.rows import Dibaca
from rktkit.faces.excel.tree import Isian, Kelompok, Tempat, locate
from rktkit.ground.catalogue.rules import KUTIP, TEXTS
from rktkit.ground.catalogue.workbook import HINTS, MESSAGES, cell, letters, problem, sel
from rktkit.ground.findings import Problem

_SHEET_OF = {
    "Sasaran": layout.SASARAN,
    "Indikator sasaran": layout.SASARAN,
    "Program": layout.PROGRAM,
    "Indikator program": layout.INDIKATOR,
    "Kegiatan": layout.SUB_KEGIATAN,
    "Sub kegiatan": layout.SUB_KEGIATAN,
}
_GROUPS = ("triwulan.", "skala.")
"""Fields of one row that are one group of the form."""

_LAST_QUARTER = ("RKT-301.posisi", "RKT-301.posisi_hitungan", "RKT-301.posisi_kosong")
_NAMED_QUARTER = ("RKT-301.rilis", "RKT-301.rilis_lain")
_CODED = ("sasaran", "sasaran.indikator", "program", "kegiatan", "sub_kegiatan")
"""Levels whose entries have a code; the others are known by their wording."""

_QUARTERS = {k.label: k.kunci for k in layout.SUB_KEGIATAN.kolom if k.kunci.startswith("triwulan.")}
_MARKS = "RKT-508"
YA = "ya"
_DASHES = frozenset("-–—")


@dataclass(frozen=True, slots=True)
class Sel:
    """Where a finding is told: cells of one row, or a whole column (``baris`` 0)."""

    lembar: str
    baris: int
    kolom: tuple[int, ...]

    @property
    def nama(self) -> str:
        first, last = min(self.kolom), max(self.kolom)
        if not self.baris:
            return f"Lembar “{self.lembar}”, kolom {letters(first)}"
        area = f":{cell(self.baris, last)}" if last > first and last - first + 1 == len(self.kolom) else ""
        return f"{sel(self.lembar, self.baris, first)}{area}"

    def cells(self) -> set[tuple[str, int, int]]:
        return {(self.lembar, self.baris, column) for column in self.kolom}


@dataclass(frozen=True, slots=True)
class Penerjemah:
    """Turns findings of the written text into findings of the workbook.

    Args:
        file: the workbook's name.
        path: the form's path, which the findings name.
        text: the form as written.
        tree: what it was written from.
        sheets: what was read, by the sheet's name in this workbook.
        ditinjau: the cell that says that the marks of ``rkt open`` were reviewed, if there is one; with what it says.
    """

    file: str
    path: str
    text: str
    tree: Kelompok
    sheets: Mapping[str, Dibaca]
    ditinjau: Isian | None

    def tell(self, problems: Sequence[Problem]) -> list[Problem]:
        """The same findings by cell. What follows from a cell that was already complained of is left out."""
        places = locate(self.text.encode(), self.tree)
        lines = {line: places[line, column] for line, column in sorted(places)}
        found = [self._told(p, places, lines) for p in problems]
        return [p for p in found if p is not None]

    def _told(
        self, p: Problem, places: Mapping[tuple[int, int], Isian | Tempat], lines: Mapping[int, Isian | Tempat]
    ) -> Problem | None:
        at = places.get((p.line, p.column))
        if p.text == _MARKS and self.ditinjau is not None:
            at = self.ditinjau
        if p.file != self.path or at is None:
            return p
        where = self._where(p, at)
        read = self.sheets.get(where.lembar)
        if read is not None and where.cells() & read.salah:
            return None
        row, column = max(where.baris, 1), min(where.kolom)
        if isinstance(at, Isian) and at.waktu and p.rule == "RKT-105":
            isian = p.values.get("isian", "Isian")
            return problem("RKT-008.waktu", self.file, row, column, sel=where.nama, isian=isian, nilai=at.teks)
        if not where.lembar:  # a value of the form that the workbook has not
            return p.but(line=where.baris, column=where.kolom[0])
        message = f"{where.nama}: {self._message(p, at, where, lines)}"
        hint = self._hint(p, at, read)
        return p.but(file=self.file, line=row, column=column, message=message, hint=hint)

    # --- where -----------------------------------------------------------------------------------------------------

    def _where(self, p: Problem, at: Isian | Tempat) -> Sel:
        place = at.tempat if isinstance(at, Isian) else at
        if p.text == "RKT-305":
            return self._sheet(layout.SUB_KEGIATAN, "pagu", place)
        kunci = p.values.get("kunci", "") if p.rule == "RKT-101" else ""
        if kunci in ("sasaran", "program") and place.lembar == self.tree.tempat.lembar:
            lembar = _SHEET_OF[kunci.capitalize()]
            return self._sheet(lembar, lembar.kolom[0].kunci, place)
        read = self.sheets.get(place.lembar)
        if read is None:
            return Sel(place.lembar, place.baris, (place.kolom,))
        own = next((kunci for kunci, column in read.kolom.items() if column == place.kolom), "")
        if any(k.kunci == own and k.kind == "bagian" for k in read.lembar.kolom):
            kunci = ""
        if p.text in _LAST_QUARTER:
            kunci = "triwulan.tw4"
        elif p.text in _NAMED_QUARTER:
            kunci = _QUARTERS.get(p.values["triwulan"], "")
        elif not kunci and isinstance(at, Tempat):
            kunci = next((group for group in _GROUPS if own.startswith(group)), "")
        group = f"{kunci.removesuffix('.')}."
        columns = [column for name, column in read.kolom.items() if name == kunci or name.startswith(group)]
        return Sel(place.lembar, place.baris, tuple(columns) if kunci and columns else (place.kolom,))

    def _sheet(self, lembar: layout.Lembar, kunci: str, otherwise: Tempat) -> Sel:
        """A whole column of a sheet."""
        for name, read in self.sheets.items():
            if read.lembar is lembar:
                return Sel(name, 0, (read.kolom[kunci],))
        return Sel(otherwise.lembar, otherwise.baris, (otherwise.kolom,))

    # --- what ------------------------------------------------------------------------------------------------------

    def _message(self, p: Problem, at: Isian | Tempat, where: Sel, lines: Mapping[int, Isian | Tempat]) -> str:
        values = dict(p.values)
        message = TEXTS.get(p.text, ("", ""))[0]
        line = values.get("baris", "")
        if p.text in MESSAGES and line.isdigit() and int(line) in lines:
            other = lines[int(line)]
            place = other.tempat if isinstance(other, Isian) else other
            name = cell(place.baris, place.kolom)
            near = place.lembar == where.lembar
            away = f"lembar “{place.lembar}”, sel {name}" if place.lembar else f"baris {place.baris} form"
            values["baris"] = f"sel {name}" if near else away
            message = MESSAGES[p.text]
        elif not isinstance(at, Isian) or values.get("nilai", "").replace(".", ",") != at.teks:
            return p.message
        else:
            values["nilai"] = at.teks  # 3,5 as it was typed, not 3.5 as it is written
        return message.format_map(values) if message else p.message

    def _hint(self, p: Problem, at: Isian | Tempat, read: Dibaca | None) -> str:
        if p.text == "RKT-101":
            return _fill_in(p.values["isian"])
        name = p.text or p.rule
        if at is self.ditinjau and isinstance(at, Isian) and at.teks == YA:
            name = f"{_MARKS}.sisa"
        if isinstance(at, Isian) and at.teks in _DASHES and read is not None:
            kolom = next((k for k in read.lembar.kolom if read.kolom.get(k.kunci) == at.tempat.kolom), None)
            if kolom is not None and not kolom.wajib:
                name = "RKT-105.strip"
        sheet = read.lembar.nama if read is not None else ""
        hint = HINTS.get(f"{name}/{sheet}") or HINTS.get(name)
        return hint.format_map(p.values) if hint and not p.hint.startswith(KUTIP) else p.hint


def clash(b: Bentrok, file: str, form: str, sheets: Mapping[str, Dibaca]) -> Problem:
    """What the workbook and the form have both changed, told at its cell.

    Args:
        b: the clash.
        file: the workbook's name.
        form: the form's path.
        sheets: what was read, by the sheet's name in this workbook.
    """
    read = sheets.get(b.tempat.lembar)
    column = read.kolom.get(b.hal, b.tempat.kolom) if read is not None else b.tempat.kolom
    where = Sel(b.tempat.lembar, b.tempat.baris, (column,))
    kode, uraian = (b.nama, "") if b.tingkat.endswith(_CODED) else ("", b.nama)
    apa = thing(b.tingkat, kode, uraian)
    label = field_label(b.tingkat, b.hal)[0] if b.hal else ""
    values = {
        "sel": where.nama,
        "isian": label.split()[0] if b.hal in ("kode", "uraian") else label,  # whose it is comes next
        "apa": apa[:1].lower() + apa[1:] if b.hal else apa,
        "baris": f"{b.baris} ({form})",
        **{name: getattr(b, name) for name in ("semula", "buku", "form")},
    }
    return problem(b.teks, file, where.baris, column, **values)


def _fill_in(label: str) -> str:
    """How to fill in what is missing."""
    if label == "Pagu dari sumber dana":
        return "Tulis jumlahnya di belakang nama sumber dana, misalnya DAU 400.000.000; DBH 58.805.000."
    if label == "Triwulan":
        return "Isi sekurangnya satu triwulan pada baris itu."
    if label in _SHEET_OF:
        return f"Tambahkan sekurangnya satu baris pada lembar “{_SHEET_OF[label].nama}”."
    return f"Isi kolom “{label}” pada baris itu."
