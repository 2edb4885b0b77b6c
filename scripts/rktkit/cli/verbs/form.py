"""``rkt form``: the Form RKT of a bidang as an Excel workbook."""

from __future__ import annotations

from pathlib import Path

from rktkit.cli.asked import Asked, argument, option
from rktkit.cli.options import root
from rktkit.ground.disk import keep, replace_file
from rktkit.ground.files import FolderFiles
from rktkit.ground.findings import UsageError


class Options(Asked):
    """What the verb takes."""

    year: int = argument("TAHUN", "tahun rencana")
    bidang: str = argument("BIDANG", "kode bidang")
    output: Path = option("FORM.xlsx", "berkas hasil")


def run(options: Options) -> int:
    """Writes the workbook; a form that is there already fills it in."""
    base = root(options.root)
    if options.output.suffix.lower() != ".xlsx":
        raise UsageError(f"{options.output}: form dibuat sebagai buku kerja Excel; pakai nama berakhiran .xlsx.")
    files = FolderFiles(base)
    if str(options.year) not in files.list("rkt"):
        raise UsageError(f"Tidak ada folder rkt/{options.year}.")
    from rktkit.faces.excel.writing.write import form_workbook

    data = form_workbook(files, options.year, options.bidang)
    place = options.output
    filled = place.is_file() and place.read_bytes() != data  # perhaps by a bidang
    kept = f"\nBuku kerja yang lama disimpan sebagai {keep(place)}." if filled else ""
    replace_file(place, data)
    print(f"{place}: form RKT {options.year} bidang {options.bidang}. Sesudah diisi: rkt import {place}{kept}")
    return 0
