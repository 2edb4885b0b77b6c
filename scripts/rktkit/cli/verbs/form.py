"""``rkt form``: the Form RKT of a bidang as an Excel workbook."""

import argparse
from pathlib import Path

from rktkit.cli.options import root
from rktkit.ground.disk import keep, replace_file
from rktkit.ground.files import FolderFiles
from rktkit.ground.findings import UsageError


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the verb takes."""
    parser.add_argument("year", type=int, metavar="TAHUN", help="tahun rencana")
    parser.add_argument("bidang", metavar="BIDANG", help="kode bidang")
    parser.add_argument("--output", metavar="FORM.xlsx", required=True, help="berkas hasil")


def run(args: argparse.Namespace) -> int:
    """Writes the workbook; a form that is there already fills it in."""
    base = root(args)
    if not args.output.lower().endswith(".xlsx"):
        raise UsageError(f"{args.output}: form dibuat sebagai buku kerja Excel; pakai nama berakhiran .xlsx.")
    files = FolderFiles(base)
    if str(args.year) not in files.list("rkt"):
        raise UsageError(f"Tidak ada folder rkt/{args.year}.")
    from rktkit.faces.excel.write import form_workbook

    data = form_workbook(files, args.year, args.bidang)
    place = Path(args.output)
    filled = place.is_file() and place.read_bytes() != data  # perhaps by a bidang
    kept = f"\nBuku kerja yang lama disimpan sebagai {keep(place)}." if filled else ""
    replace_file(place, data)
    print(f"{place}: form RKT {args.year} bidang {args.bidang}. Sesudah diisi: rkt import {place}{kept}")
    return 0
