"""``rkt nomenklatur import``."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from rktkit.cli.asked import Asked, argument, option
from rktkit.cli.options import root
from rktkit.ground.disk import write_folder
from rktkit.ground.files import Files, FolderFiles, MemoryFiles
from rktkit.ground.findings import Refusal, UsageError
from rktkit.plan.layout import NOMENKLATUR, SATUAN
from rktkit.plan.load.nomenclature import load_nomenklatur
from rktkit.plan.load.office import load_organisasi, load_satuan
from rktkit.plan.names.units import DaftarSatuan
from rktkit.plan.office import Organisasi


class Options(Asked):
    """What the part takes."""

    workbook: Path = argument("BERKAS.xlsx", "buku kerja nomenklatur dari kementerian, apa adanya")
    year: int = argument("TAHUN", "tahun rencana yang memakainya")
    urusan: tuple[str, ...] = option("KODE", "urusan kantor ini, misalnya 3.25 (bawaan: dari program bidang)")
    pemda: str | None = option(None, "jenis daerah (bawaan: menurut kode wilayah)", choices=("kabkot", "provinsi"))


def run(options: Options) -> int:
    """Exit status 0; a table that may not be replaced, or a sheet that is none, is wrong use."""
    from rktkit.trust.archive.closed import archived_here

    base, tahun = root(options.root), year_in_four(options.year)
    files = FolderFiles(base)
    known = archived_here(base)
    if known.tak_terbaca:  # whether the year is closed is not known
        raise Refusal(known.tak_terbaca)
    if tahun in known.tertutup | known.lunak:
        raise UsageError(f"RKT {tahun} sudah tertutup; nomenklaturnya tidak diganti lagi.")
    if not options.workbook.is_file():
        raise UsageError(f"{options.workbook} tidak ada.")
    organisasi, problems = load_organisasi(files)
    if organisasi is None:
        raise Refusal(problems)
    made, said = import_into(files, organisasi, options.workbook, tahun, options.urusan, options.pemda)
    write_folder(base, made)
    sys.stdout.write(said)
    return 0


def year_in_four(tahun: int) -> int:
    """A year, as it is. Raises ``UsageError`` for one that is not written with four digits."""
    if not 1000 <= tahun <= 9999:
        raise UsageError(f"Tahun {tahun} tidak dapat dipakai; tulis empat angka.")
    return tahun


def import_into(
    files: Files,
    organisasi: Organisasi,
    source: Path,
    tahun: int,
    urusan: Sequence[str] = (),
    pemda: str | None = None,
) -> tuple[dict[str, bytes], str]:
    """The files that a workbook of the ministry brings to an office, and what there is to say of them.

    Raises:
        UsageError: it is none, or has nothing of this office.
        Refusal: it cannot be read, or the office's own files cannot.
    """
    from rktkit.faces.excel.book import plain
    from rktkit.faces.excel.foreign.read import is_form
    from rktkit.faces.reports import nomenclature
    from rktkit.procedure.nomenclature.compare import compare
    from rktkit.procedure.nomenclature.ministry import as_csv, default_urusan, find_sheets, read_sheets
    from rktkit.procedure.nomenclature.units import missing_units, with_units

    pemda = pemda or organisasi.instansi.pemda
    if pemda is None:
        raise UsageError("Kode wilayah di organisasi.yml tidak menunjukkan jenis daerah; sebutkan --pemda.")
    book = plain.read_sheets(source.read_bytes(), source.name)
    if is_form(book):
        raise UsageError(
            f"{source.name} adalah buku kerja Form RKT, bukan daftar nomenklatur kementerian; "
            f"isinya dibawa masuk dengan “rkt import {source.name}”."
        )
    sheets = find_sheets(book)
    tabel = read_sheets(sheets, tuple(urusan or default_urusan(organisasi)), pemda)
    satuan, problems = load_satuan(files)
    if satuan is None:
        raise Refusal(problems)
    units = missing_units((row.satuan for row in tabel.rows.values()), DaftarSatuan(satuan))
    path = f"{NOMENKLATUR}/{tahun}.csv"
    made = {path: as_csv(tabel.rows)}
    if units:
        made[SATUAN] = with_units(files.read(SATUAN).decode(), units, f"nomenklatur {tahun}").encode()
    tree = MemoryFiles(made, under=files)
    again = [*load_nomenklatur(tree, tahun)[1], *load_satuan(tree)[1]]
    if any(found.weight == 0 for found in again):
        raise Refusal(again)
    earlier = [int(name[:4]) for name in files.list(NOMENKLATUR) if name.endswith(".csv") and name[:4].isdigit()]
    before = max((year for year in earlier if year < tahun), default=tahun if tahun in earlier else None)
    old = load_nomenklatur(files, before)[0] if before is not None else None
    beda = compare(old, tabel.rows) if old is not None else None
    own = [(kode, unit) for unit in organisasi.bidang_dalam(tahun) for kode in unit.program]
    tiada = [f"{kode} ({unit.nama})" for kode, unit in own if kode not in tabel.rows]
    return made, nomenclature.import_text(path, tabel, units, before, old or {}, beda, tiada)
