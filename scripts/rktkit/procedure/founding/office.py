"""The files of a new office's repository, and the repository itself."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from rktkit.ground.files import Files, MemoryFiles
from rktkit.ground.findings import Refusal, UsageError
from rktkit.ground.git.objects import TreeEntry
from rktkit.ground.git.program import NOTHING
from rktkit.ground.git.repo import Repo
from rktkit.ground.product import executable, product_files
from rktkit.plan.layout import KALENDER, ORGANISASI, REGULASI, RENSTRA, SATUAN
from rktkit.plan.load.office import load_organisasi, load_satuan
from rktkit.plan.load.renstra import read_renstra
from rktkit.plan.names.units import DaftarSatuan
from rktkit.plan.office import Organisasi
from rktkit.procedure.founding import references
from rktkit.procedure.founding.answers import Jawaban, checked
from rktkit.procedure.nomenclature.units import missing_units, with_units
from rktkit.procedure.opening.form import canonical
from rktkit.rules.check import check

WHO = "Pemasang rktkit <pemasang@localhost>"
"""Who writes the first commit where Git does not know the person."""

_SOP_PAGE, _SOP_CHAPTER = "content/sop/index.md", "content/naskah/lampiran-jadwal.md"
_SOP_FACTS = b"\n## Keterangan lain pada SOP\n"
"""Begins the page's last part: what the sample's own SOP says, of which a new office's answers know nothing."""
_SOP_WORDS = {
    _SOP_PAGE: "SOP Penyusunan Rencana Kinerja Tahunan yang ditetapkan kantor",
    _SOP_CHAPTER: "SOP Penyusunan Rencana Kinerja Tahunan {instansi}",
}


def new_files(jawaban: Jawaban) -> dict[str, bytes]:
    """Every file of the new repository's first commit, without ``CODEOWNERS``: the forge's face makes that.

    Raises:
        Refusal: an answer makes an office's file with errors; all are told, at the answers.
    """
    made = product_files()
    years = (jawaban.tahun - 1, jawaban.tahun)
    renstra, text = jawaban.renstra or references.renstra(jawaban.tahun)
    made |= {
        "README.md": b"",
        ORGANISASI: canonical(jawaban.organisasi, "organisasi"),
        KALENDER: canonical(references.kalender(years), "kalender"),
        SATUAN: references.satuan().encode(),
        REGULASI: references.regulasi().encode(),
        f"{RENSTRA}/{renstra}": text,
    }
    organisasi = _office(made, jawaban)
    made[SATUAN] = _with_units(made, f"{RENSTRA}/{renstra}")
    made["README.md"] = _readme(organisasi, jawaban).encode()
    made[_SOP_PAGE] = made[_SOP_PAGE].partition(_SOP_FACTS)[0]
    if jawaban.sop:
        nomor, judul = jawaban.sop
        named = judul if judul.upper().startswith("SOP") else f"SOP {judul}"
        for path, words in _SOP_WORDS.items():
            before = made[path].decode()
            assert words in before, path
            made[path] = before.replace(words, f"{named} Nomor {nomor}", 1).encode()
    return made


def _office(made: Mapping[str, bytes], jawaban: Jawaban) -> Organisasi:
    """The new office. Its file begins without errors: once it is founded, its head must agree to each change."""
    files = MemoryFiles(made)
    own = [found for found in check(files, paths=(ORGANISASI,)).problems if found.file == ORGANISASI]
    checked([jawaban.asked(found, made[ORGANISASI]) for found in own])
    return office_of(files)


def _with_units(made: Mapping[str, bytes], renstra: str) -> bytes:
    """``satuan.yml`` with what the five-year plan measures in."""
    files = MemoryFiles(made)
    plan, known = read_renstra(files, renstra)[0], load_satuan(files)[0]
    written = [indikator.satuan for sasaran in (plan.sasaran if plan else ()) for indikator in sasaran.indikator]
    units = missing_units(written, DaftarSatuan(known or ()))
    return with_units(made[SATUAN].decode(), units, "Renstra").encode()


def office_of(files: Files) -> Organisasi:
    """The office of a tree.

    Raises:
        Refusal: its file has errors.
    """
    organisasi, problems = load_organisasi(files)
    checked(problems)
    if organisasi is None:
        raise Refusal(problems)
    return organisasi


def _readme(organisasi: Organisasi, jawaban: Jawaban) -> str:
    instansi = organisasi.instansi
    return f"""\
# Rencana Kinerja Tahunan {instansi.nama}

Repositori RKT {instansi.nama}, {instansi.pemerintah}: form bidang, koreksi, tanda tangan, dan arsipnya.

| Perintah | Untuk |
|---|---|
| `scripts/setup` | memasang program di komputer ini (Python 3.11 atau lebih baru, dan Git) |
| `scripts/serve` | memeriksa, menyusun draf, dan membuka situs arsip di komputer ini |
| `.venv/bin/rkt doctor` | apa yang belum lengkap, dan apa yang harus dilakukan |
| `.venv/bin/rkt check` | memeriksa semua form |
| `.venv/bin/rkt status` | sampai langkah mana, dan bola di tangan siapa |

Panduannya ada di [content/panduan](content/panduan/index.md); rencana pertamanya RKT {jawaban.tahun}.
"""


def establish(folder: Path, files: Mapping[str, bytes], cycle: Mapping[str, bytes], tahun: int, now: datetime) -> None:
    """Make the repository: a first commit on ``main`` and, where a cycle is opened, one more on ``draf/<tahun>``.

    Raises:
        UsageError: the folder is there and not empty.
        GitFailed, OSError: it cannot be written; what was written by this call is gone again.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(f"{folder} sudah ada dan tidak kosong; pilih folder lain.")
    there = folder.exists()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _write(folder, files, cycle, tahun, now)
    except BaseException:
        with suppress(OSError):
            for place in [*folder.iterdir()] if there else [folder]:
                shutil.rmtree(place) if place.is_dir() else place.unlink()
        raise


def _write(folder: Path, files: Mapping[str, bytes], cycle: Mapping[str, bytes], tahun: int, now: datetime) -> None:
    with Repo.create(folder) as repo:
        entries = {
            path: TreeEntry("100755", repo.write_blob(data)) if executable(path) else data
            for path, data in files.items()
        }
        tree = repo.write_files(entries)
        tip = repo.write_commit(tree, [], "Repositori RKT: program, acuan, dan kebijakan awal", WHO, now)
        repo.update_ref("refs/heads/main", tip, NOTHING)
        branch = "main"
        if cycle:
            branch = f"draf/{tahun}"
            words = f"Siklus RKT {tahun} dibuka"
            second = repo.write_commit(repo.write_files(cycle, tip), [tip], words, WHO, now)
            repo.update_ref(f"refs/heads/{branch}", second, NOTHING)
        repo.check_out(branch)
