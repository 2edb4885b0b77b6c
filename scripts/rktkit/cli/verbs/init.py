"""``rkt init``: the repository of a new office."""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from rktkit.cli.asked import Asked, argument, option
from rktkit.ground.findings import UsageError

if TYPE_CHECKING:
    from rktkit.plan.office import Organisasi
    from rktkit.procedure.founding.answers import Jawaban


class Options(Asked):
    """What the verb takes."""

    folder: Path = argument("DIR", "folder repositori baru; belum ada, atau kosong")
    answers: Path | None = option("BERKAS", "jawaban dalam .yml atau .xlsx; tanpa ini, ditanyakan satu per satu")


def run(options: Options) -> int:
    """Exit status 0; the closing line names the next command."""
    from rktkit.procedure.founding.office import establish, new_files, office_of

    folder = options.folder.absolute()
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(f"{folder} sudah ada dan tidak kosong; pilih folder lain.")
    jawaban = _answers(options.answers)
    made = new_files(jawaban)
    from rktkit.ground.files import MemoryFiles

    organisasi = office_of(MemoryFiles(made))
    sekarang = datetime.now(UTC)
    hari = organisasi.hari(sekarang)
    made[".github/CODEOWNERS"] = _owners(organisasi, hari)
    said = _nomenclature(made, jawaban, organisasi)
    cycle = _cycle(made, jawaban, hari)
    establish(folder, made, cycle, jawaban.tahun, sekarang)
    sys.stdout.write(f"Repositori {organisasi.instansi.nama} dibuat di {folder} ({len(made) + len(cycle)} berkas).\n")
    sys.stdout.write(said)
    sys.stdout.write(f"Berikutnya: {_next(jawaban, cycle)}\n")
    return 0


def _answers(place: Path | None) -> Jawaban:
    from rktkit.procedure.founding.answers import read_answers

    if place is None:
        from rktkit.procedure.founding.questions import ask_all

        try:
            text = ask_all(_ask)
        except EOFError:
            raise UsageError("Jawaban belum lengkap; tidak ada yang dibuat.") from None
        return read_answers(text.encode(), "jawaban", Path.cwd())
    if not place.is_file():
        raise UsageError(f"{place} tidak ada.")
    if place.suffix.lower() in (".xlsx", ".xlsm"):
        from rktkit.faces.excel.answers import read_workbook

        return read_workbook(place.read_bytes(), place.name, place.parent)
    return read_answers(place.read_bytes(), place.name, place.parent)


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
    from rktkit.procedure.opening.cycle import buka

    last = jawaban.tahun - 1  # the plan of a year is made in the year before, by custom from November on
    mulai = hari if hari.year >= last else date(last, 11, 1)
    opened = buka(MemoryFiles(made), jawaban.tahun, dari=None, mulai=mulai)
    return {path_of(jawaban.tahun, name): data for name, data in opened.items()}


def _next(jawaban: Jawaban, cycle: dict[str, bytes]) -> str:
    if cycle:
        return f"isi form bidang di cabang draf/{jawaban.tahun}, lalu rkt check --year {jawaban.tahun}"
    if jawaban.nomenklatur is None:
        return f"rkt nomenklatur import BERKAS.xlsx {jawaban.tahun}"
    return f"lengkapi rkt/renstra/, lalu rkt open {jawaban.tahun}"
