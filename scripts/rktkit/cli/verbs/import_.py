"""``rkt import``: a filled-in workbook back into the form's YAML, with every finding told by cell."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from rktkit.cli.options import colourful, root, site_url
from rktkit.faces.reports import FORMATS, reporter
from rktkit.ground.disk import keep, replace_file
from rktkit.ground.files import FolderFiles, MemoryFiles
from rktkit.ground.findings import Problem, Report, UsageError

if TYPE_CHECKING:
    from rktkit.faces.excel.read import Impor


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the verb takes."""
    parser.add_argument("workbook", metavar="FORM.xlsx", help="buku kerja dari rkt form")
    parser.add_argument("--output", metavar="FORM.yml", help="berkas hasil (bawaan: rkt/<tahun>/<bidang>.yml)")
    parser.add_argument(
        "--force", action="store_true", help="tulis juga bila masih ada galat; yang bentrok memakai isi buku kerja"
    )
    parser.add_argument("--format", choices=FORMATS, default="text", help="bentuk laporan (bawaan: text)")


def run(args: argparse.Namespace) -> int:
    """Exit status 1 when a galat stands; the form is then not written, unless ``--force`` is given."""
    base = root(args)
    source = Path(args.workbook)
    if not source.is_file():
        raise UsageError(f"{source} tidak ada.")
    from rktkit.faces.excel.read import import_workbook
    from rktkit.ground.yaml.reader import load
    from rktkit.rules.check import check

    files = FolderFiles(base)
    impor = import_workbook(source.read_bytes(), source.name, files)
    problems: list[Problem] = list(impor.problems)
    if impor.text:
        if str(impor.tahun) not in files.list("rkt"):
            raise UsageError(f"Tidak ada folder rkt/{impor.tahun}, padahal buku kerja ini untuk tahun itu.")
        tree = MemoryFiles({impor.path: impor.text.encode()}, under=files)
        problems += impor.by_cell(check(tree, paths=(impor.path,), year=impor.tahun).problems)
    report = Report.of(problems, 1)
    written = bool(impor.text) and (args.force or not report.blocks)
    kept = ""
    place = Path(args.output) if args.output else base / impor.path if impor.text else None
    if written and place:
        if place.is_file() and any(load(place.read_bytes(), place.name)[1:]):  # its words are not taken over
            kept = f" Form lama tidak dapat dibaca; disimpan sebagai {keep(place).name}."
        replace_file(place, impor.text.encode())
    sys.stdout.write(reporter(args.format, site_url())(report, colourful()))
    sys.stdout.flush()
    if place:
        again = "tidak diubah. Sesudah buku kerjanya diperbaiki, jalankan rkt import lagi."
        sys.stderr.write(f"{place}: {'ditulis.' if written else again}{_merged(impor) if written else ''}{kept}\n")
    return int(report.blocks)


def _merged(impor: "Impor") -> str:
    """What came from which side, where the form was changed since the workbook was made."""
    if not impor.dari_form:
        return ""
    return f" Digabung: {impor.dari_buku} perubahan dari buku kerja; {impor.dari_form} perubahan form sejak itu tetap."
