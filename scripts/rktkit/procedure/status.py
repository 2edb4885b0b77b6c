"""The state of a cycle as it stands in a folder and its repository."""

from collections.abc import Callable, Collection
from contextlib import ExitStack, suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from rktkit.ground.files import Files, FolderFiles, MemoryFiles
from rktkit.ground.findings import Refusal, UsageError
from rktkit.ground.git.files import CommitFiles
from rktkit.ground.git.repo import Repo
from rktkit.ground.git.then import Then
from rktkit.plan.load.office import load_kalender
from rktkit.procedure.facts.history import situation, tahun_terbaru
from rktkit.procedure.facts.reviewed import Ulasan, with_reviews
from rktkit.procedure.reminders import ending, unconsented, waiting
from rktkit.procedure.turns import Status, compute
from rktkit.rules.check import check
from rktkit.rules.ready import checklist
from rktkit.trust.approval.merge import main_tip
from rktkit.trust.archive.closed import published


def _unasked(tahun: int) -> Collection[Ulasan]:
    return ()


def state(
    base: Path,
    tahun: int | None,
    now: datetime,
    *,
    then: bool = False,
    reviews: Callable[[int], Collection[Ulasan]] = _unasked,
) -> Status:
    """The state of a cycle on the office's day.

    Args:
        base: folder that holds ``rkt/``.
        tahun: year of the plan; ``None``: the newest cycle.
        now: the present moment, aware.
        then: ``now`` is a moment of the past: what was committed later is not seen. Without a repository only the day
            differs.
        reviews: asks the forge for the standing reviews of a year's open requests.

    Raises:
        UsageError: that cycle is not open, or none is.
        Refusal: its files cannot be read.
    """
    files: Files = FolderFiles(base)
    with ExitStack() as stack:
        repo: Repo | None = None
        with suppress(UsageError):  # a bare folder: what the files say is all there is
            repo = stack.enter_context(Then(base, now) if then else Repo(base))
        if repo is not None and repo.root.resolve() != base.resolve():
            repo = None
        if then and repo is not None:
            main = main_tip(repo)
            files = CommitFiles(repo, main) if main else MemoryFiles({})
        year = tahun if tahun is not None else tahun_terbaru(files, repo)
        if year is None:
            raise UsageError("Belum ada siklus di rkt/. Buka dengan: rkt open TAHUN.")
        try:
            keadaan, newest = situation(files, year, repo)
        except Refusal:
            if str(year) in files.list("rkt"):
                raise
            closed = f"Siklus RKT {year} belum dibuka. Buka dengan: rkt open {year}."
            raise UsageError(published(base, year) or closed) from None
        keadaan = with_reviews(keadaan, reviews(year))
        libur, _ = load_kalender(newest)
        today = keadaan.organisasi.hari(now)
        status = compute(keadaan, today, libur or {})
        unknown = (one.message for one in keadaan.arsip.tak_terbaca)
        policy = unconsented(repo)
        hanging = (*waiting(repo), *(f"{one.rule} {one.message}" for one in policy))
        ingat = (*ending(keadaan.organisasi, today, libur or {}, year), *hanging, *unknown)
        status = replace(status, ingat=ingat)
        if not _being_drafted(status):
            return status
        found = check(newest, year=year, final=True, handed_in=keadaan.handed_in, archived=keadaan.arsip).problems
        return replace(status, siap=checklist([*found, *policy]))


def _being_drafted(status: Status) -> bool:
    """Whether step 8 is at work, or done and the plan not yet signed."""
    states = {step.langkah.nomor: step.keadaan for step in status.langkah}
    return states[8] in ("berjalan", "selesai", "lewat") and states[10] not in ("selesai", "lewat")
