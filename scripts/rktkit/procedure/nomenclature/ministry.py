"""From the ministry's sheet to an office's own table: only its urusan, its kind of region, and every level of codes.

The sheet has a row for each sub kegiatan, with bidang urusan, program and kegiatan beside it as "code name"; the
supporting programs stand once for all urusan as ``X.XX``, and what a code succeeds is told in prose.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import StringIO

from rktkit.ground.findings import UsageError
from rktkit.plan.load.nomenclature import KOLOM
from rktkit.plan.names.units import same
from rktkit.plan.office import Nomenklatur, Organisasi

PEMDA = {"kabkot": "KABKOT", "provinsi": "PROV"}
"""What may be asked for, and how the sheet calls it."""

HEADINGS = {
    "pemda": ("jenispemda", "jenisdaerah", "pemda"),
    "program": ("program", "namaprogram", "nomenklaturprogram"),
    "kegiatan": ("kegiatan", "namakegiatan", "nomenklaturkegiatan"),
    "sub": ("subkegiatan", "namasubkegiatan", "nomenklatursubkegiatan"),
    "kode program": ("kodeprogram",),
    "kode kegiatan": ("kodekegiatan",),
    "kode sub": ("kodesubkegiatan",),
    "indikator": ("indikator", "indikatorsubkegiatan", "indikatorkinerja"),
    "satuan": ("satuan", "satuansubkegiatan", "satuankinerja", "satuanindikator"),
    "sebelumnya": ("subkegiatansebelumnya", "sebelumnya", "kodesebelumnya", "kodesubkegiatansebelumnya"),
}
"""A column by the letters of its heading. A code may have a column of its own beside its name."""

_NEEDED = ("program", "kegiatan", "sub", "indikator", "satuan")
_DOT = r"\s*\.\s*"  # some type blanks around the dots
_PROGRAM = rf"(?:[0-9]{_DOT}[0-9]{{2}}|[Xx]{_DOT}[Xx]{{2}}){_DOT}[0-9]{{2}}"
_CODE = re.compile(rf"\s*({_PROGRAM}(?:{_DOT}[0-9]{_DOT}[0-9]{{2}}(?:{_DOT}[0-9]{{4}})?)?)\.?(?![0-9.])\s*[-–:]?")
_FORMER = re.compile(rf"(?<![0-9.])({_PROGRAM}{_DOT}[0-9]{_DOT}[0-9]{{2}}{_DOT}[0-9]{{2}}(?:[0-9]{{2}})?)(?![0-9])")
_URUSAN = re.compile(r"[0-9]\.[0-9]{2}\Z")
_HEAD_ROWS = 30
"""Above the headings a sheet may have a title and notes."""

Rows = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Lembar:
    """A sheet with the ministry's headings: its name, cells as texts, the row of the headings and their columns."""

    nama: str
    rows: Rows
    kepala: int
    kolom: Mapping[str, int]

    def isi(self) -> Iterator[tuple[int, dict[str, str]]]:
        """Number and cells of each row below the headings that says something.

        Of merged cells only the first holds the text: the levels above a sub kegiatan are those of the row before it.
        """
        above: dict[str, str] = {}
        for number, row in enumerate(self.rows[self.kepala + 1 :], self.kepala + 2):
            cells = {name: row[index] if index < len(row) else "" for name, index in self.kolom.items()}
            if not any(cells.values()):
                continue
            for level in ("program", "kegiatan", "sub"):
                cells[level] = f"{cells.get(f'kode {level}', '')} {cells[level]}".strip()
            for name in ("pemda", "program", "kegiatan"):
                above[name] = cells.get(name, "") or above.get(name, "")
            cells |= {"program": above["program"], "kegiatan": above["kegiatan"], "di atas": above["pemda"]}
            yield number, cells


@dataclass(slots=True)
class Tabel:
    """The table that was read: rows by kode in the order of codes, and what was odd about the sheet."""

    rows: dict[str, Nomenklatur] = field(default_factory=dict)
    dibaca: int = 0
    """Rows of the sheet that name a sub kegiatan, of all offices."""
    berbeda: list[str] = field(default_factory=list)
    """Codes that stand twice in the sheet with other words; the first one counts."""
    tanpa_kode: list[str] = field(default_factory=list)
    """Rows of the sheet whose code cannot be read."""


def default_urusan(organisasi: Organisasi) -> tuple[str, ...]:
    """The urusan of the office's programs in the order of its file."""
    codes = (program[:4] for bidang in organisasi.bidang for program in bidang.program)
    return tuple(dict.fromkeys(code for code in codes if _URUSAN.match(code)))


def find_sheets(sheets: Mapping[str, Rows]) -> list[Lembar]:
    """The sheets with the ministry's headings; a workbook may have one for each urusan or kind of region.

    Raises:
        UsageError: none has them.
    """
    found = [
        Lembar(name, rows, *where) for name, rows in sheets.items() for where in [_headings(rows)] if where is not None
    ]
    if not found:
        raise UsageError(
            "Judul kolomnya bukan milik daftar nomenklatur kementerian; yang dicari: JENIS PEMDA, PROGRAM, KEGIATAN, "
            "SUBKEGIATAN, INDIKATOR, SATUAN, dan SUBKEGIATAN SEBELUMNYA."
        )
    return found


def read_sheets(sheets: Sequence[Lembar], urusan: Sequence[str], pemda: str) -> Tabel:
    """The office's table from the cells of the ministry's sheets.

    Args:
        sheets: those of ``find_sheets``.
        urusan: the office's; ``X.XX`` becomes the first of them.
        pemda: ``kabkot`` or ``provinsi``.

    Raises:
        UsageError: an urusan is none, or nothing of the office is in the sheets.
    """
    wrong = next((code for code in urusan if not _URUSAN.match(code)), None)
    if not urusan or wrong is not None:
        raise UsageError(f"Urusan “{wrong or ''}” tidak dikenal; tulis seperti --urusan 3.25.")
    found = Tabel()
    for sheet in sheets:
        named = f" lembar “{sheet.nama}”" if len(sheets) > 1 else ""
        for number, cells in sheet.isi():
            _take(found, f"{number}{named}", cells, urusan, PEMDA[pemda])
    if not found.rows:
        names = ", ".join(urusan)
        raise UsageError(f"Tidak ada baris urusan {names} untuk {pemda} di antara {found.dibaca} baris lembar itu.")
    found.rows = dict(sorted(found.rows.items()))
    return found


def _headings(rows: Rows) -> tuple[int, dict[str, int]] | None:
    for number, row in enumerate(rows[:_HEAD_ROWS]):
        letters = [re.sub(r"[^a-z]", "", cell.casefold()) for cell in row]
        columns = {
            name: next(letters.index(word) for word in words if word in letters)
            for name, words in HEADINGS.items()
            if any(word in letters for word in words)
        }
        if all(name in columns for name in _NEEDED):
            return number, columns
    return None


def _take(found: Tabel, number: str, cells: Mapping[str, str], urusan: Sequence[str], pemda: str) -> None:
    """One row of the sheet: the sub kegiatan, and the levels above it the first time they are met."""
    kode, nama = _split(cells["sub"], urusan[0])
    if not kode or kode.count(".") != 5:
        found.tanpa_kode.append(number)
        return
    found.dibaca += 1
    if kode[:4] not in urusan or not _is_for(kode, cells, pemda):
        return
    for above in ("program", "kegiatan"):
        code, name = _split(cells[above], urusan[0])
        if code and kode.startswith(f"{code}."):
            found.rows.setdefault(code, Nomenklatur(code, name, "", "", ()))
    former = (_own(code, urusan[0]) for code in _FORMER.findall(cells.get("sebelumnya", "")))
    indikator, satuan = one_line(cells["indikator"]), re.sub(r" ?/ ?", "/", one_line(cells["satuan"]))
    row = Nomenklatur(kode, nama, indikator, satuan, tuple(dict.fromkeys(code for code in former if code != kode)))
    first = found.rows.setdefault(kode, row)
    if first is not row and not (same(first.nama, row.nama) and same(first.indikator, row.indikator)):
        found.berbeda.append(kode)


def _is_for(kode: str, cells: Mapping[str, str], pemda: str) -> bool:
    """Whether a row is for a kind of region; where it does not say, its code's fourth part does, or the row before."""
    own = {"1": "PROV", "2": "KABKOT"}.get(kode.split(".")[3], "")
    word = re.sub(r"[^A-Z]", "", (cells.get("pemda") or own or cells["di atas"]).upper())
    return not word or word.startswith(pemda[:3]) or (word.startswith("KOTA") and pemda == "KABKOT")


def _split(cell: str, urusan: str) -> tuple[str, str]:
    """Code and name of a cell; no code where it begins with none."""
    match = _CODE.match(cell)
    return (_own(match[1], urusan), one_line(cell[match.end() :])) if match else ("", one_line(cell))


def _own(written: str, urusan: str) -> str:
    code = re.sub(r"\s", "", written)
    return f"{urusan}{code[4:]}" if code[0] in "Xx" else code


def one_line(text: str) -> str:
    """A text without line breaks and double blanks, of which the sheet is full."""
    return " ".join(text.split())


def as_csv(rows: Mapping[str, Nomenklatur]) -> bytes:
    """The table as ``rkt/nomenklatur/<tahun>.csv`` holds it."""
    text = StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(KOLOM)
    writer.writerows(_cells(rows))
    return text.getvalue().encode()


def _cells(rows: Mapping[str, Nomenklatur]) -> Iterator[tuple[str, ...]]:
    for row in rows.values():
        yield row.kode, row.nama, row.indikator, row.satuan, ";".join(row.sebelumnya)
