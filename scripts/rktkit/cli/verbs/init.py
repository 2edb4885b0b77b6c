"""``rkt init``: the repository of a new office."""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from rktkit.cli.asked import Asked, argument, option
from rktkit.ground.disk import replace_file
from rktkit.ground.findings import UsageError

if TYPE_CHECKING:
    from rktkit.plan.office import Organisasi
    from rktkit.procedure.founding.answers import Jawaban


class Options(Asked):
    """What the verb takes."""

    folder: Path | None = argument("DIR", "folder repositori baru; belum ada, atau kosong")
    answers: Path | None = option("BERKAS", "jawaban dalam .yml atau .xlsx; tanpa ini, ditanyakan satu per satu")
    output: Path | None = option("JAWABAN.xlsx", "bukan repositori, tetapi buku kerja kosong untuk jawabannya")


def run(options: Options) -> int:
    """Exit status 0; the closing line names the next command."""
    if options.output is not None:
        return _blank(options.output)
    from rktkit.procedure.founding.office import establish, new_files, office_of

    if options.folder is None:
        raise UsageError("Sebutkan folder repositori baru: rkt init FOLDER.")
    folder = options.folder.absolute()
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(f"{folder} sudah ada dan tidak kosong; pilih folder lain.")
    place = options.answers or _asked(folder)
    jawaban = _answers(place)
    made = new_files(jawaban)
    from rktkit.ground.files import MemoryFiles

    organisasi = office_of(MemoryFiles(made))
    sekarang = datetime.now(UTC)
    hari = organisasi.hari(sekarang)
    made[".github/CODEOWNERS"] = _owners(organisasi, hari)
    said = _nomenclature(made, jawaban, organisasi)
    cycle = _cycle(made, jawaban, hari)
    establish(folder, made, cycle, jawaban.tahun, sekarang)
    if options.answers is None:
        place.unlink()  # they are in the repository now
    sys.stdout.write(f"Repositori {organisasi.instansi.nama} dibuat di {folder} ({len(made) + len(cycle)} berkas).\n")
    sys.stdout.write(said)
    sys.stdout.write(f"Berikutnya: {_next(jawaban, cycle)}\n")
    return 0


def _blank(place: Path) -> int:
    """The empty workbook; what is there already may hold answers and is left alone."""
    if place.suffix.lower() != ".xlsx":
        raise UsageError(f"{place}: jawaban dibuat sebagai buku kerja Excel; pakai nama berakhiran .xlsx.")
    if place.exists():
        raise UsageError(f"{place} sudah ada; pilih nama lain.")
    from rktkit.faces.excel.answers.blank import blank_workbook

    replace_file(place, blank_workbook())
    sys.stdout.write(f"{place} dibuat. Sesudah diisi: rkt init FOLDER --answers {place}\n")
    return 0


def _answers(place: Path) -> Jawaban:
    from rktkit.procedure.founding.answers import read_answers

    if not place.is_file():
        raise UsageError(f"{place} tidak ada.")
    if place.suffix.lower() in (".xlsx", ".xlsm"):
        from rktkit.faces.excel.answers.read import read_workbook

        return read_workbook(place.read_bytes(), place.name, place.parent)
    return read_answers(place.read_bytes(), place.name, place.parent)


def _asked(folder: Path) -> Path:
    """Ask for everything; the file that keeps the answers, however the asking ends."""
    from rktkit.procedure.founding.questions import Tanya

    place = Path(f"{folder.name}-jawaban.yml")
    again = f"rkt init {folder} --answers {place}"
    if place.exists():
        raise UsageError(f"{place} sudah ada; lanjutkan dengan: {again}")
    tanya = Tanya(_ask, lambda words: print(words))
    try:
        tanya.semua()
    except (EOFError, KeyboardInterrupt):
        if tanya.jawaban:
            replace_file(place, tanya.text().encode())
        kept = f" Yang sudah dijawab disimpan di {place}; lengkapi, lalu: {again}"
        raise UsageError(f"Jawaban belum lengkap; tidak ada yang dibuat.{kept if tanya.jawaban else ''}") from None
    replace_file(place, tanya.text().encode())
    return place


def _ask(question: str) -> str:
    sys.stdout.write(question)
    sys.stdout.flush()
    return input()


def _owners(organisasi: Organisasi, hari: date) -> bytes:
    """Who is asked for a review; as long as the accounts are not known, nobody."""
    from rktkit.faces.forge.accounts import Accounts, codeowners

    try:
        accounts = Accounts.of(organisasi, hari, ())
    except UsageError:
        return b"# Belum ada akun di rkt/organisasi.yml; sesudah diisi: rkt forge owners\n"
    return codeowners(accounts).encode()


def _nomenclature(made: dict[str, bytes], jawaban: Jawaban, organisasi: Organisasi) -> str:
    """The ministry's workbook into the new tree; what there is to say of it."""
    if jawaban.nomenklatur is None:
        return ""
    from rktkit.cli.verbs.nomenklatur.import_ import import_into
    from rktkit.ground.files import MemoryFiles

    files = MemoryFiles(made)
    found, said = import_into(files, organisasi, jawaban.nomenklatur, jawaban.tahun)
    made |= found
    return said


def _cycle(made: dict[str, bytes], jawaban: Jawaban, hari: date) -> dict[str, bytes]:
    """The first cycle's files, where Renstra and nomenklatur are there."""
    if jawaban.renstra is None or jawaban.nomenklatur is None:
        return {}
    from rktkit.ground.files import MemoryFiles
    from rktkit.plan.layout import path_of
    from rktkit.procedure.opening.cycle import open_cycle

    last = jawaban.tahun - 1  # the plan of a year is made in the year before, by custom from November on
    mulai = hari if hari.year >= last else date(last, 11, 1)
    opened = open_cycle(MemoryFiles(made), jawaban.tahun, dari=None, mulai=mulai)
    return {path_of(jawaban.tahun, name): data for name, data in opened.items()}


def _next(jawaban: Jawaban, cycle: dict[str, bytes]) -> str:
    if cycle:
        return f"isi form bidang di cabang draf/{jawaban.tahun}, lalu rkt check --year {jawaban.tahun}"
    if jawaban.nomenklatur is None:
        return f"rkt nomenklatur import BERKAS.xlsx {jawaban.tahun}"
    return f"lengkapi rkt/renstra/, lalu rkt open {jawaban.tahun}"
