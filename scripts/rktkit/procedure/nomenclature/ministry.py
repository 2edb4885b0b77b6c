"""From the ministry's sheet to an office's own table: only its urusan, its kind of region, and every level of codes.

The sheet has a row for each sub kegiatan, with bidang urusan, program and kegiatan beside it as "code name"; the
supporting programs stand once for all urusan as ``X.XX``, and what a code succeeds is told in prose.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
    "program": ("program",),
    "kegiatan": ("kegiatan",),
    "sub": ("subkegiatan",),
    "indikator": ("indikator", "indikatorsubkegiatan"),
    "satuan": ("satuan",),
    "sebelumnya": ("subkegiatansebelumnya", "sebelumnya", "kodesebelumnya"),
}
"""A column by the letters of its heading."""

_NEEDED = ("program", "kegiatan", "sub", "indikator", "satuan")
_PROGRAM = r"(?:[0-9]\.[0-9]{2}|[Xx]\.[Xx]{2})\.[0-9]{2}"
_CODE = re.compile(rf"\s*({_PROGRAM}(?:\.[0-9]\.[0-9]{{2}}(?:\.[0-9]{{4}})?)?)(?![0-9.])\s*[-–:]?")
_FORMER = re.compile(rf"(?<![0-9.])({_PROGRAM}\.[0-9]\.[0-9]{{2}}\.[0-9]{{4}})(?![0-9])")
_URUSAN = re.compile(r"[0-9]\.[0-9]{2}\Z")
_HEAD_ROWS = 30
"""Above the headings a sheet may have a title and notes."""


@dataclass(slots=True)
class Tabel:
    """The table that was read: rows by kode in the order of codes, and what was odd about the sheet."""

    rows: dict[str, Nomenklatur] = field(default_factory=dict)
    dibaca: int = 0
    """Rows of the sheet that name a sub kegiatan, of all offices."""
    berbeda: list[str] = field(default_factory=list)
    """Codes that stand twice in the sheet with other words; the first one counts."""
    tanpa_kode: list[int] = field(default_factory=list)
    """Numbers of the sheet's rows whose code cannot be read."""


def default_urusan(organisasi: Organisasi) -> tuple[str, ...]:
    """The urusan of the office's programs in the order of its file."""
    codes = (program[:4] for bidang in organisasi.bidang for program in bidang.program)
    return tuple(dict.fromkeys(code for code in codes if _URUSAN.match(code)))


def find_sheet(sheets: Iterable[Sequence[Sequence[str]]]) -> Sequence[Sequence[str]]:
    """The first sheet with the ministry's headings.

    Raises:
        UsageError: none has them.
    """
    found = next((rows for rows in sheets if _headings(rows)), None)
    if found is None:
        raise UsageError(
            "Judul kolomnya bukan milik daftar nomenklatur kementerian; yang dicari: JENIS PEMDA, PROGRAM, KEGIATAN, "
            "SUBKEGIATAN, INDIKATOR, SATUAN, dan SUBKEGIATAN SEBELUMNYA."
        )
    return found


def read_sheet(rows: Sequence[Sequence[str]], urusan: Sequence[str], pemda: str) -> Tabel:
    """The office's table from the cells of the ministry's sheet.

    Args:
        rows: the cells of ``find_sheet`` as texts, row by row.
        urusan: the office's; ``X.XX`` becomes the first of them.
        pemda: ``kabkot`` or ``provinsi``.

    Raises:
        UsageError: an urusan is none, or nothing of the office is in the sheet.
    """
    wrong = next((code for code in urusan if not _URUSAN.match(code)), None)
    if not urusan or wrong is not None:
        raise UsageError(f"Urusan “{wrong or ''}” tidak dikenal; tulis seperti --urusan 3.25.")
    where = _headings(rows)
    assert where is not None, "find_sheet lets no other sheet pass"
    head, columns = where
    found = Tabel()
    for number, row in enumerate(rows[head + 1 :], head + 2):
        cells = {name: row[index] if index < len(row) else "" for name, index in columns.items()}
        if not any(cells.values()):
            continue
        _take(found, number, cells, urusan, PEMDA[pemda])
    if not found.rows:
        names = ", ".join(urusan)
        raise UsageError(f"Tidak ada baris urusan {names} untuk {pemda} di antara {found.dibaca} baris lembar itu.")
    found.rows = dict(sorted(found.rows.items()))
    return found


def _headings(rows: Sequence[Sequence[str]]) -> tuple[int, dict[str, int]] | None:
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


def _take(found: Tabel, number: int, cells: Mapping[str, str], urusan: Sequence[str], pemda: str) -> None:
    """One row of the sheet: the sub kegiatan, and the levels above it the first time they are met."""
    kode, nama = _split(cells["sub"], urusan[0])
    if not kode or kode.count(".") != 5:
        found.tanpa_kode.append(number)
        return
    found.dibaca += 1
    if kode[:4] not in urusan or not _is_for(kode, cells.get("pemda", ""), pemda):
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


def _is_for(kode: str, written: str, pemda: str) -> bool:
    """Whether a row is for a kind of region; where the sheet does not say, the code's fourth part does."""
    word = re.sub(r"[^A-Z]", "", written.upper())
    if word:
        return word.startswith(pemda[:3])
    return kode.split(".")[3] not in {"KABKOT": "1", "PROV": "2"}[pemda]


def _split(cell: str, urusan: str) -> tuple[str, str]:
    """Code and name of a cell; no code where it begins with none."""
    match = _CODE.match(cell)
    return (_own(match[1], urusan), one_line(cell[match.end() :])) if match else ("", one_line(cell))


def _own(code: str, urusan: str) -> str:
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
