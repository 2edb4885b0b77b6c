"""``rkt nomenklatur``: the ministry's workbook into the office's table, and what a table does to the plan in force."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from rktkit.cli.options import root
from rktkit.ground.disk import write_folder
from rktkit.ground.files import Files, FolderFiles, MemoryFiles
from rktkit.ground.findings import Refusal, UsageError
from rktkit.plan.load.nomenclature import load_nomenklatur
from rktkit.plan.load.office import NOMENKLATUR, SATUAN, load_organisasi, load_satuan
from rktkit.plan.office import Organisasi
from rktkit.plan.units import DaftarSatuan


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the verb takes."""
    acts = parser.add_subparsers(dest="act", metavar="import|impact", required=True)
    words = "baca buku kerja kementerian menjadi rkt/nomenklatur/TAHUN.csv"
    act = acts.add_parser("import", help=words, description=f"{words.capitalize()}.", allow_abbrev=False)
    act.add_argument("--root", metavar="DIR", default=argparse.SUPPRESS, help="folder yang memuat rkt/")
    act.add_argument("workbook", metavar="BERKAS.xlsx", help="buku kerja nomenklatur dari kementerian, apa adanya")
    act.add_argument("year", type=int, metavar="TAHUN", help="tahun rencana yang memakainya")
    act.add_argument(
        "--urusan", metavar="KODE", nargs="+", help="urusan dinas ini, misalnya 3.25 (bawaan: dari program bidang)"
    )
    act.add_argument("--pemda", choices=("kabkot", "provinsi"), help="jenis daerah (bawaan: menurut kode wilayah)")
    words = "apa akibat nomenklatur TAHUN bagi rencana terbaru"
    act = acts.add_parser("impact", help=words, description=f"{words.capitalize()}.", allow_abbrev=False)
    act.add_argument("--root", metavar="DIR", default=argparse.SUPPRESS, help="folder yang memuat rkt/")
    act.add_argument("year", type=int, metavar="TAHUN", help="tahun nomenklatur")
    act.add_argument("--format", choices=("text", "json"), default="text", help="bentuk laporan (bawaan: text)")


def run(args: argparse.Namespace) -> int:
    """Exit status 0; a table that may not be replaced, or a sheet that is none, is wrong use."""
    base = root(args)
    if not 1000 <= args.year <= 9999:
        raise UsageError(f"Tahun {args.year} tidak dapat dipakai; tulis empat angka.")
    return _impact(args, base) if args.act == "impact" else _import(args, base)


def _impact(args: argparse.Namespace, base: Path) -> int:
    from rktkit.faces.reports import nomenclature
    from rktkit.procedure.nomenclature.impact import impact

    found = impact(FolderFiles(base), args.year)
    if args.format == "json":
        sys.stdout.write(json.dumps(nomenclature.impact_json(found), ensure_ascii=False, indent=2) + "\n")
    else:
        sys.stdout.write(nomenclature.impact_text(found))
    return 0


def _import(args: argparse.Namespace, base: Path) -> int:
    from rktkit.trust.archive.closed import archived_here

    files = FolderFiles(base)
    known = archived_here(base)
    if args.year in known.tertutup | known.lunak:
        raise UsageError(f"RKT {args.year} sudah tertutup; nomenklaturnya tidak diganti lagi.")
    source = Path(args.workbook)
    if not source.is_file():
        raise UsageError(f"{source} tidak ada.")
    organisasi, problems = load_organisasi(files)
    if organisasi is None:
        raise Refusal(problems)
    made, said = import_into(files, organisasi, source, args.year, args.urusan, args.pemda)
    write_folder(base, made)
    sys.stdout.write(said)
    return 0


def import_into(
    files: Files,
    organisasi: Organisasi,
    source: Path,
    tahun: int,
    urusan: Sequence[str] | None = None,
    pemda: str | None = None,
) -> tuple[dict[str, bytes], str]:
    """The files that a workbook of the ministry brings to an office, and what there is to say of them.

    Raises:
        UsageError: it is none, or has nothing of this office.
        Refusal: it cannot be read, or the office's own files cannot.
    """
    from rktkit.faces.excel.plain import read_sheets
    from rktkit.faces.reports import nomenclature
    from rktkit.procedure.nomenclature.compare import compare
    from rktkit.procedure.nomenclature.ministry import as_csv, default_pemda, default_urusan, find_sheet, read_sheet
    from rktkit.procedure.nomenclature.units import missing_units, with_units

    pemda = pemda or default_pemda(organisasi.instansi.kode_wilayah)
    if pemda is None:
        raise UsageError("Kode wilayah di organisasi.yml tidak menunjukkan jenis daerah; sebutkan --pemda.")
    sheet = find_sheet(read_sheets(source.read_bytes(), source.name).values())
    tabel = read_sheet(sheet, tuple(urusan or default_urusan(organisasi)), pemda)
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
    return made, nomenclature.import_text(path, tabel, units, before, old or {}, beda)
