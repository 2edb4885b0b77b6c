"""``rkt import``: a workbook into YAML, every finding told by cell: a form of ours, or what offices hand around."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from rktkit.cli.asked import Asked, argument, option, switch
from rktkit.cli.options import colourful, root, site_url
from rktkit.faces.reports import FORMATS, reporter, text
from rktkit.ground.disk import keep, replace_file
from rktkit.ground.files import FolderFiles, MemoryFiles
from rktkit.ground.findings import Problem, Report, UsageError

if TYPE_CHECKING:
    from rktkit.faces.excel.reading.read import Impor


class Options(Asked):
    """What the verb takes."""

    workbook: Path = argument("FILE.xlsx", "buku kerja dari rkt form, atau Renja, DPA, RKA, Renstra")
    output: Path | None = option("FILE.yml", "berkas hasil (bawaan: tempatnya di rkt/)")
    force: bool = switch("tulis juga bila masih ada galat; yang bentrok memakai isi buku kerja")
    map: Path | None = option(
        "PETA.yml", "pemetaan kolom Renja, DPA, RKA, Renstra: dibaca bila ada, ditulis bila belum"
    )
    year: int | None = option("TAHUN", "tahun rencana; bagi sasaran Renstra tahun pertama, bagi evaluasi tahunnya")
    bidang: str | None = option("KODE", "form bidang yang menerima isi Renja, DPA, atau RKA")
    format: str = option(None, "bentuk laporan (bawaan: text)", choices=FORMATS, default="text")


def run(options: Options) -> int:
    """Exit status 1 when a galat stands; nothing is then written, unless ``--force`` is given."""
    base = root(options.root)
    source = options.workbook
    if not source.is_file():
        raise UsageError(f"{source} tidak ada.")
    from rktkit.faces.excel.book.guard import inspect
    from rktkit.faces.excel.foreign.read import is_foreign

    data = source.read_bytes()
    if is_foreign(data):
        return _foreign(options, base, data, source.name)
    if (options.map or options.year or options.bidang) and not inspect(data, source.name).problems:
        raise UsageError("--map, --year, dan --bidang hanya untuk buku kerja yang bukan dari rkt form.")
    return _form(options, base, data, source.name)


def _form(options: Options, base: Path, data: bytes, name: str) -> int:
    """A workbook of ``rkt form``, merged into its form."""
    from rktkit.faces.excel.reading.read import import_workbook
    from rktkit.rules.check import check

    files = FolderFiles(base)
    impor = import_workbook(data, name, files)
    problems: list[Problem] = list(impor.problems)
    if impor.text:
        if str(impor.tahun) not in files.list("rkt"):
            raise UsageError(f"Tidak ada folder rkt/{impor.tahun}, padahal buku kerja ini untuk tahun itu.")
        tree = MemoryFiles({impor.path: impor.text.encode()}, under=files)
        problems += impor.by_cell(check(tree, paths=(impor.path,), year=impor.tahun).problems)
    report = Report.of(problems, 1)
    written = bool(impor.text) and (options.force or not report.blocks)
    place = options.output or (base / impor.path if impor.text else None)
    kept = _replace(place, impor.text) if written and place else ""
    _tell(options.format, report)
    if place:
        told = {found.text for found in problems}
        mend = "form" if "RKT-012.rusak" in told else "buku kerja"
        again = f"tidak diubah. Sesudah {mend} itu diperbaiki, jalankan rkt import lagi."
        if "RKT-012.form_hilang" in told:
            again = "tidak ditulis."
        sys.stderr.write(f"{place}: {'ditulis.' if written else again}{_merged(impor) if written else ''}{kept}\n")
    return int(report.blocks)


def _foreign(options: Options, base: Path, data: bytes, name: str) -> int:
    """A workbook that was not made here: its files are written together, or none of them."""
    from rktkit.faces.excel.foreign.mapping import shown, text_of
    from rktkit.faces.excel.foreign.read import import_foreign
    from rktkit.rules.check import check

    files = FolderFiles(base)
    place = options.map
    given = (str(place), place.read_bytes()) if place is not None and place.is_file() else None
    hasil = import_foreign(data, name, files, tahun=options.year, bidang=options.bidang, pemetaan=given)
    if hasil.pemetaan is not None:
        sys.stderr.write(shown(hasil.pemetaan, hasil.lembar_lain))
        if place is not None and given is None:
            replace_file(place, text_of(hasil.pemetaan).encode())
    if options.output and len(hasil.berkas) > 1:
        paths = ", ".join(one.path for one in hasil.berkas)
        raise UsageError(f"Buku kerja ini mengisi {len(hasil.berkas)} berkas ({paths}); --output hanya untuk satu.")
    problems = list(hasil.problems)
    if hasil.berkas:
        tree = MemoryFiles({one.path: one.text.encode() for one in hasil.berkas}, under=files)
        problems += hasil.by_cell(check(tree, paths=tuple(one.path for one in hasil.berkas), year=hasil.tahun).problems)
    report = Report.of(problems, max(1, len(hasil.berkas)))
    written = options.force or not report.blocks
    for one in hasil.berkas:
        target = options.output or base / one.path
        kept = _replace(target, one.text) if written else ""
        changes = "berkas baru" if one.ubahan is None else f"{one.ubahan} perubahan dari buku kerja"
        what = f"ditulis; {changes}." if written else "tidak diubah."
        sys.stderr.write(f"{target}: {what}{kept}\n")
    _tell(options.format, report)
    return int(report.blocks)


def _replace(place: Path, text: str) -> str:
    """Write a file; one that could not be read stays beside it, which is told."""
    from rktkit.ground.yaml.reader import load

    kept = ""
    if place.is_file() and any(load(place.read_bytes(), place.name)[1:]):  # its words are not taken over
        kept = f" Yang lama tidak dapat dibaca; disimpan sebagai {keep(place).name}."
    place.parent.mkdir(parents=True, exist_ok=True)
    replace_file(place, text.encode())
    return kept


def _tell(form: str, report: Report) -> None:
    if form == "text":
        told = text.render(report, colourful(), "rkt import")
    else:
        told = reporter(form, site_url())(report, colourful())
    sys.stdout.write(told)
    sys.stdout.flush()


def _merged(impor: Impor) -> str:
    """What came from which side, where the form was changed since the workbook was made."""
    if not impor.dari_form:
        return ""
    return f" Digabung: {impor.dari_buku} perubahan dari buku kerja; {impor.dari_form} perubahan form sejak itu tetap."
