"""A filled-in workbook back into the Form RKT: the YAML text, and every problem told by sheet and cell.

Read kindly: numbers written as texts, blanks around a text, hidden rows, merged cells, a code with its name behind it,
columns that were moved. Refused by name: formulas, macros, links to other files.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from rktkit.faces.excel import layout
from rktkit.faces.excel.base import DASAR, read_base
from rktkit.faces.excel.book.cells import Lembaran, SheetRow, append, empty, open_book, read_cell, usable
from rktkit.faces.excel.book.guard import Inspection, inspect
from rktkit.faces.excel.marks import without
from rktkit.faces.excel.merge import merge
from rktkit.faces.excel.reading.findings import YA, Penerjemah, clash
from rktkit.faces.excel.reading.rows import Dibaca, filled, read_rows
from rktkit.faces.excel.tree import Bagian, Daftar, Isian, Kelompok, Tempat, write
from rktkit.ground.catalogue.workbook import problem, sel
from rktkit.ground.files import Files
from rktkit.ground.findings import Problem
from rktkit.ground.yaml.nodes import Map
from rktkit.ground.yaml.reader import load
from rktkit.plan.layout import form_path
from rktkit.plan.load.files import read_bytes
from rktkit.plan.load.nomenclature import load_nomenklatur
from rktkit.plan.load.office import load_organisasi
from rktkit.plan.office import Nomenklatur
from rktkit.plan.schema.form import FORM
from rktkit.plan.schema.shape import one_line

_OURS = {
    name.casefold() for name in (layout.PETUNJUK, layout.DAFTAR, DASAR, *(lembar.nama for lembar in layout.LEMBAR))
}
_ANSWERS = frozenset(("", YA, "belum"))


@dataclass(frozen=True, slots=True)
class Impor:
    """What a workbook says. ``text`` is empty when it could not be read."""

    tahun: int | None
    bidang: str | None
    text: str
    problems: tuple[Problem, ...]
    dari_buku: int = 0
    """Changes that the workbook alone brought, against the form it was made from."""
    dari_form: int = 0
    """Changes of the form since the workbook was made, which stay."""
    _teller: Penerjemah | None = None

    @property
    def path(self) -> str:
        """Where the form belongs, when the workbook could be read."""
        return form_path(self.tahun or 0, self.bidang or "")

    def by_cell(self, problems: Sequence[Problem]) -> list[Problem]:
        """Problems of the YAML text, told by the cells that the text came from."""
        return list(problems) if self._teller is None else self._teller.tell(problems)


def import_workbook(data: bytes, file: str = "form.xlsx", files: Files | None = None) -> Impor:
    """Read a workbook that ``form_workbook`` has made and people have filled in, and merge it into the form.

    Args:
        data: the bytes of the file.
        file: its name, for the problems.
        files: the tree that holds ``rkt/``: the names of sub kegiatan are filled in from its nomenclature, and the
            workbook's changes are merged into the form that stands there now, whose comments stay.

    Returns:
        The form as YAML in canonical form and the problems of the workbook itself: RKT-012 where both sides changed the
        same thing; there the text has the workbook's value. What the rules say of the form is asked by the caller
        (``check``) and told by cell with ``by_cell``.
    """
    inspection = inspect(data, file)
    if inspection.problems:
        return Impor(None, None, "", tuple(inspection.problems))
    reader = _Pembaca(file, inspection, _offices(files))
    tree = reader.read(data)
    if tree is None or reader.tahun is None:
        return Impor(reader.tahun, reader.bidang, "", tuple(reader.problems))
    impor = Impor(reader.tahun, reader.bidang, "", tuple(reader.problems))
    old, official = b"", None
    if files is not None:
        official, _ = load_nomenklatur(files, reader.tahun)
        old = read_bytes(files, impor.path)[0] or b""
    if reader.ditinjau is not None and reader.ditinjau.teks == YA:
        old = without(old, reader.tinjau)
    _drop_outdated(reader.pindah, official or {})
    now, broken = load(old, impor.path) if old.strip() else (None, [])
    if broken:
        found = problem("RKT-012.rusak", file, 1, 1, form=impor.path, baris=broken[0].line)
        impor = replace(impor, problems=(*impor.problems, found))
    elif now is None and reader.dasar is not None:  # the form is gone, or not here: its own stands for it
        tree = merge(reader.dasar, tree, reader.dasar, FORM).tree
        if files is not None and reader.dasar.entries:
            found = problem("RKT-012.form_hilang", file, 1, 1, form=impor.path)
            impor = replace(impor, problems=(*impor.problems, found))
    elif now is not None:
        merged = merge(reader.dasar, tree, now, FORM)
        clashes = (clash(one, file, impor.path, reader.lembar) for one in merged.bentrok)
        tree, told = merged.tree, (*impor.problems, *clashes)
        impor = replace(impor, problems=told, dari_buku=merged.buku, dari_form=merged.form)
    text = write(tree, old if now is not None else b"", now, official or {})
    return replace(impor, text=text, _teller=Penerjemah(file, impor.path, text, tree, reader.lembar, reader.ditinjau))


def _offices(files: Files | None) -> tuple[str, ...]:
    """The kode of every bidang; none when they are not known."""
    organisasi = load_organisasi(files)[0] if files is not None else None
    return tuple(bidang.kode for bidang in organisasi.bidang) if organisasi else ()


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
    seen: Inspection
    kantor: Sequence[str]
    problems: list[Problem] = field(default_factory=list)
    tahun: int | None = None
    bidang: str | None = None
    lembar: dict[str, Dibaca] = field(default_factory=dict)
    pindah: list[Kelompok] = field(default_factory=list)
    """Rows of sub kegiatan whose code is not the one they were made with."""
    tinjau: set[str] = field(default_factory=set)
    ditinjau: Isian | None = None
    dasar: Map | None = None
    """The form that the workbook was made from."""

    def say(self, text: str, tempat: Tempat | None = None, **values: object) -> None:
        if tempat is not None:
            values.setdefault("sel", sel(tempat.lembar, tempat.baris, tempat.kolom))
        row, column = (tempat.baris, tempat.kolom) if tempat else (1, 1)
        self.problems.append(problem(text, self.file, row, column, **values))

    def read(self, data: bytes) -> Kelompok | None:
        book = open_book(data)
        if book is None:
            self.say("RKT-008.bukan")
            return None
        sheets: dict[str, str] = {}
        for there in book:
            first = sheets.setdefault(there.strip().casefold(), there)
            if first != there and there.strip().casefold() in _OURS:  # which of them is meant nobody can tell
                self.say("RKT-008.lembar_ganda", lembar=there, lain=first)
                return None
        head = self.head(book, sheets)
        hidden = sheets.get(DASAR.casefold())
        self.dasar = read_base(book[hidden] if hidden is not None else None)
        rows: dict[str, list[SheetRow]] = {}
        for lembar in layout.LEMBAR:
            name = sheets.get(lembar.nama.casefold())
            if name is None:
                self.say("RKT-008.lembar", lembar=lembar.nama)
                continue
            read = read_rows(book[name], name, lembar, self.seen, self.say)
            if read is not None:
                self.lembar[name] = read
                rows[lembar.nama] = read.baris
        for name, sheet in book.items():
            if self.lembar and name.strip().casefold() not in _OURS and filled(sheet):
                self.say("RKT-011.lembar", lembar=name)
        if head is None or len(rows) < len(layout.LEMBAR):
            return None
        head.isi["sasaran"] = self.sasaran(rows[layout.SASARAN.nama], head.tempat)
        head.isi["program"] = self.program(rows, head.tempat)
        return Kelompok(head.tempat, {key: part for key, part in head.isi.items() if not empty(part)})

    def head(self, book: Mapping[str, Lembaran], sheets: Mapping[str, str]) -> Kelompok | None:
        """Year, bidang and what was reviewed, from the sheet that explains the form."""
        name = sheets.get(layout.PETUNJUK.casefold())
        if name is None:
            self.say("RKT-008.lembar", lembar=layout.PETUNJUK)
            return None
        made = Kelompok(Tempat(name, 1, 1))
        semula: dict[str, str] = {}
        for row, cells in enumerate(book[name].grid, 1):
            kunci = str(cells[0]) if len(cells) > 2 else ""
            text = read_cell(cells[2], "teks", False)[0] if kunci else ""
            isian = Isian(Tempat(name, row, 3), text)
            if kunci in (layout.TAHUN, layout.BIDANG):
                made.isi[kunci] = isian
                semula[kunci] = read_cell(cells[3], "teks", False)[0] if len(cells) > 3 else ""
            elif kunci == layout.TINJAU:
                self.tinjau.add(one_line(text))
            elif kunci == layout.DITINJAU:
                self.ditinjau = replace(isian, teks=text.casefold())
        if self.ditinjau is not None and self.ditinjau.teks not in _ANSWERS:
            self.say("RKT-008.ditinjau", self.ditinjau.tempat, nilai=self.ditinjau.teks)
        good = [
            self.agrees(kunci, made.isi.get(kunci), semula.get(kunci, "")) for kunci in (layout.TAHUN, layout.BIDANG)
        ]
        return made if all(good) else None

    def agrees(self, kunci: str, isian: Bagian | None, semula: str) -> bool:
        """Whether the year or the bidang can be used, and is the one that the workbook was made for."""
        label = "tahun rencana" if kunci == layout.TAHUN else "kode bidang"
        if not isinstance(isian, Isian) or not isian.teks:
            self.say("RKT-008.tahun", lembar=layout.PETUNJUK, isian=label)
        elif semula and isian.teks != semula:
            self.say("RKT-008.diubah", isian.tempat, isian=label, semula=semula, nilai=isian.teks)
        elif kunci == layout.TAHUN and not usable(kunci, isian.teks):
            self.say("RKT-008.bukan_tahun", isian.tempat, nilai=isian.teks)
        elif kunci == layout.TAHUN:
            self.tahun = int(isian.teks)
            return True
        elif not usable(kunci, isian.teks) or (self.kantor and isian.teks not in self.kantor):
            known = f"; yang ada: {', '.join(self.kantor)}" if self.kantor else ", misalnya tangkap"
            self.say("RKT-008.bidang", isian.tempat, nilai=isian.teks, pilihan=known)
        else:
            self.bidang = isian.teks
            return True
        return False

    # --- from rows to the form -----------------------------------------------------------------------------------

    def sasaran(self, rows: Sequence[SheetRow], tempat: Tempat) -> Daftar:
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

    def program(self, rows: Mapping[str, Sequence[SheetRow]], tempat: Tempat) -> Daftar:
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
        row: SheetRow,
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
