"""One foreign workbook: understood by its headings or by a mapping, then read as what it is."""

from collections.abc import Iterable

from rktkit.faces.excel import layout
from rktkit.faces.excel.base import DASAR
from rktkit.faces.excel.book.cells import Lembaran, open_book
from rktkit.faces.excel.book.guard import Inspection, inspect
from rktkit.faces.excel.foreign import plan, renstra
from rktkit.faces.excel.foreign.headings import EVALUASI, RENSTRA, Pemetaan, understand
from rktkit.faces.excel.foreign.mapping import read_mapping
from rktkit.faces.excel.foreign.result import Terbaca
from rktkit.faces.excel.foreign.values import year_above
from rktkit.faces.excel.reading.rows import filled
from rktkit.ground.files import Files
from rktkit.ground.findings import UsageError
from rktkit.plan.load.office import load_organisasi

_OURS = {name.casefold() for name in (layout.PETUNJUK, DASAR, *(lembar.nama for lembar in layout.LEMBAR))}


def is_foreign(data: bytes) -> bool:
    """Whether a workbook that can be read has next to nothing of those that ``rkt form`` makes."""
    if inspect(data, "").problems:
        return False
    book = open_book(data)
    return book is not None and sum(name.strip().casefold() in _OURS for name in book) < 2


def is_form(names: Iterable[str]) -> bool:
    """Whether these are the sheets of a workbook that ``rkt form`` made."""
    return {name.strip().casefold() for name in names} >= _OURS


def import_foreign(
    data: bytes, file: str, files: Files, *, tahun: int | None, bidang: str | None, pemetaan: tuple[str, bytes] | None
) -> Terbaca:
    """Read a workbook that offices hand around.

    Args:
        data: its bytes; ``is_foreign`` said yes.
        file: its name, for the problems.
        files: the tree that holds ``rkt/``.
        tahun: the plan year; of a Renstra with sasaran the first year of its period.
        bidang: whose form the sub kegiatan go into; without it each program's own.
        pemetaan: name and bytes of a mapping to read it by.

    Raises:
        UsageError: the year is not known, the bidang is none, or the mapping does not fit.
    """
    book, seen = open_book(data), inspect(data, file)
    assert book is not None
    mapping = read_mapping(pemetaan[1], pemetaan[0], book) if pemetaan is not None else understand(book)
    hasil = Terbaca(file, mapping)
    if mapping is None:
        hasil.say("RKT-008.asing", lembar=", ".join(book))
        return hasil
    hasil.lembar_lain = [name for name, sheet in book.items() if name != mapping.lembar and filled(sheet)]
    sheet = book[mapping.lembar]
    if (
        mapping.jenis == RENSTRA
        and tahun
        and str(tahun) in files.list("rkt")
        and not renstra.has_sasaran(sheet, mapping)
    ):
        _plan(sheet, seen, files, tahun, bidang, hasil, renstra.of_year(mapping, files, tahun))
    elif mapping.jenis == RENSTRA:
        renstra.read_targets(sheet, seen, files, tahun, hasil)
    elif mapping.jenis == EVALUASI:
        renstra.read_results(sheet, seen, files, tahun, hasil)
    else:
        _plan(sheet, seen, files, tahun, bidang, hasil, mapping)
    return hasil


def _plan(
    sheet: Lembaran,
    seen: Inspection,
    files: Files,
    tahun: int | None,
    bidang: str | None,
    hasil: Terbaca,
    mapping: Pemetaan,
) -> None:
    year = tahun or year_above(sheet, mapping)
    if year is None:
        raise UsageError("Tahun rencana tidak disebut buku kerja ini; tambahkan --year TAHUN.")
    if str(year) not in files.list("rkt"):
        raise UsageError(f"Tidak ada folder rkt/{year}; buka siklusnya dahulu dengan rkt open {year}.")
    organisasi = load_organisasi(files)[0]
    if bidang is not None and organisasi is not None and organisasi.find_bidang(bidang) is None:
        known = ", ".join(unit.kode for unit in organisasi.bidang)
        raise UsageError(f"Bidang “{bidang}” tidak ada di organisasi.yml. Yang ada: {known}.")
    hasil.tahun = year
    plan.read_plan(sheet, mapping, seen, files, year, bidang, hasil)
