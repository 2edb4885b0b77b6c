"""Gathers what a pull request's comment needs: findings, the change by meaning, and whose turn it is.

Only Git objects are read; nothing of what the pull request contains is executed, imported or followed.
"""

from collections.abc import Iterable
from datetime import date, datetime

from rktkit.documents import changes
from rktkit.documents.changes.words import rows, sum_label
from rktkit.faces.forge.events import PullEvent
from rktkit.faces.forge.review.results import MANY, Beda, Giliran, Hasil, Jumlah, Perbandingan, SiklusRingkas
from rktkit.faces.forge.review.touched import Touched
from rktkit.ground.files import Files, MemoryFiles
from rktkit.ground.findings import Problem, Refusal, Report, Severity, UsageError
from rktkit.ground.git.files import CommitFiles
from rktkit.ground.git.program import GitFailed, NoRevision
from rktkit.ground.git.repo import Repo
from rktkit.plan.load.office import load_kalender, load_organisasi
from rktkit.procedure.handed_in import handed_in
from rktkit.procedure.history import kumpulkan
from rktkit.procedure.turns import Status, hitung
from rktkit.rules.check import at_work, check
from rktkit.trust.approval.policy import Policy

MAIN = "main"


def gather(repo: Repo, pull: PullEvent, now: datetime) -> tuple[Hasil, Report]:
    """Check what is checked out in ``repo`` against the branch it is meant for.

    Args:
        repo: a clone in which the pull request (or its merge into the branch, as GitHub makes it) is ``HEAD``.
        pull: the pull request by the forge's event.
        now: the server's time.

    Returns:
        The results, with ``draf`` still false, and the report with the lines of the files, for a terminal.

    Raises:
        UsageError: the clone lacks the branch the pull request is meant for.
    """
    head = repo.resolve("HEAD")
    try:
        base = repo.merge_base(repo.resolve(pull.base_sha), head)
    except NoRevision as error:
        raise UsageError("Cabang tujuan belum ada di sini; ambil dengan fetch-depth: 0.") from error
    touched = Touched.of(repo.changed(base, head) if base else repo.tree(head))
    files = CommitFiles(repo, head)
    before: Files = CommitFiles(repo, base) if base else MemoryFiles({})
    statuses = [status for tahun in touched.tahun if (status := _status(repo, files, tahun, now)) is not None]
    final = pull.base_ref == MAIN and bool(touched.tahun)
    days = handed_in(repo, head, set(touched.tahun).intersection(at_work(files)))
    report = check(files, final=frozenset(touched.tahun) if final else False, handed_in=days)
    together = [*touched.problems(), *([] if base else [_unrelated()])]
    report = Report.of([*report.problems, *together], report.files, report.sources)
    return (
        Hasil(
            nomor=pull.number,
            cabang=pull.base_ref,
            kepala=pull.head_sha,
            tahun=touched.tahun,
            akhir=final,
            berkas=report.files,
            temuan=report.problems[:MANY],
            perbandingan=tuple(_compared(changes.diff(before, files, year=t), t) for t in touched.tahun),
            siklus=tuple(_short(status) for status in statuses),
            draf=False,
        ),
        report,
    )


def _compared(found: changes.Changes, tahun: int) -> Perbandingan:
    """A year's comparison in the words of the comment."""
    beda: list[Beda] = []
    jumlah: list[Jumlah] = []
    for comparison in found.perbandingan:
        beda += [Beda(r.jenis, r.bidang, r.kode, r.uraian, r.hal, r.semula, r.menjadi) for r in rows(comparison)]
        jumlah += [Jumlah(sum_label(j), j.semula, j.menjadi) for j in comparison.jumlah]
    lewat = sorted({unread.berkas for unread in found.tak_terbaca})
    return Perbandingan(tahun, tuple(beda[:MANY]), tuple(jumlah[:MANY]), tuple(lewat[:1000]))


def _unrelated() -> Problem:
    return Problem(
        "RKT-692",
        Severity.GALAT,
        ".",
        1,
        1,
        "Cabang ini tidak berasal dari repositori ini: tidak ada riwayat bersama dengan cabang tujuannya.",
        "Buat cabang baru dari cabang tujuan, lalu pindahkan perubahan ke sana.",
    )


def today(files: Files, now: datetime) -> date:
    """The office's calendar day; the server's where the office cannot be read."""
    organisasi, _ = load_organisasi(files)
    return now.date() if organisasi is None else Policy("", "", organisasi).day(now)


def _status(repo: Repo, files: CommitFiles, tahun: int, now: datetime) -> Status | None:
    """The state of a year's cycle; ``None`` where its files do not allow one, which the check says in its own words."""
    try:
        keadaan, newest = kumpulkan(files, tahun, repo)
    except (Refusal, GitFailed):
        return None
    libur, _ = load_kalender(newest)
    return hitung(keadaan, today(files, now), frozenset(libur or ()))


def _short(status: Status) -> SiklusRingkas:
    names = {bidang.kode: bidang.nama for bidang in status.keadaan.organisasi.bidang}
    return SiklusRingkas(
        judul=status.judul,
        form=tuple((names.get(kode, kode), word) for kode, word in status.form.items()),
        giliran=tuple(_turns(status)),
    )


def _turns(status: Status) -> Iterable[Giliran]:
    for bola in status.bola:
        yield Giliran(bola.nama_jabatan, bola.tugas, bola.batas, bola.sisa)
