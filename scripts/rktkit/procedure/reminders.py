"""What ``rkt status`` reminds of beside the steps: a term that ends soon, a merge that is not published."""

from collections.abc import Collection, Iterator
from datetime import date

from rktkit.ground.catalogue.trust import problem
from rktkit.ground.findings import Problem, Refusal, Severity
from rktkit.ground.git.program import GitFailed
from rktkit.ground.git.repo import Repo
from rktkit.plan.calendar import workdays_after
from rktkit.plan.layout import ORGANISASI
from rktkit.plan.office import Organisasi
from rktkit.plan.writing.words import menjabat, tanggal
from rktkit.trust.approval.line import forge_may_know, policy_line, to_introduce
from rktkit.trust.approval.merge import main_tip
from rktkit.trust.archive.branch import newest
from rktkit.trust.archive.read import read_branch
from rktkit.trust.verify.question import History
from rktkit.trust.verify.verdict import not_published
from rktkit.trust.verify.whole import last_published

LAST_DAYS = 10
"""Working days before the end of a term from which on it is told."""


def ending(organisasi: Organisasi, today: date, libur: Collection[date], tahun: int) -> Iterator[str]:
    """One sentence for each Kepala Dinas whose term ends in these days: what he merges must be published in time."""
    for jabatan in organisasi.berperan("kepala"):
        for one in jabatan.pejabat:
            if one.selesai is None or not one.menjabat(today) or workdays_after(today, one.selesai, libur) > LAST_DAYS:
                continue
            if any(other.nama == one.nama and other.mulai > one.selesai for other in jabatan.pejabat):
                continue
            yield (
                f"Masa jabatan {one.nama} ({menjabat(jabatan.nama, one.status)}) berakhir {tanggal(one.selesai)}: yang "
                f"digabungkannya harus terbit hari itu juga, atau diberi cap waktu (rkt sign {tahun} --stamp COMMIT)."
            )


def waiting(repo: Repo | None) -> Iterator[str]:
    """Merges of a plan on ``main`` that could be published and are not."""
    if repo is None:
        return
    try:
        main, tip = main_tip(repo), newest(repo)
        if main and tip and not repo.shallow:
            for found in not_published(read_branch(repo, tip), History(repo, main, tip)):
                yield f"{found.rule} {found.message}"
    except (Refusal, GitFailed):
        return


def unconsented(repo: Repo | None) -> tuple[Problem, ...]:
    """A policy on ``main`` that the next publication would refuse: told before everybody has signed.

    A peringatan where the first publication may still introduce it. What only the forge's records could say, or a
    history that is cut off, is not known and not told.
    """
    try:
        main = main_tip(repo) if repo is not None and not repo.shallow else None
        if repo is None or main is None:
            return ()
        tip = newest(repo)
        since = last_published(read_branch(repo, tip), History(repo, main)) if tip else None
    except (Refusal, GitFailed):
        return ()
    try:
        policy_line(repo, main, since=since, evidence=None, introduce=None)
        return ()
    except Refusal as refusal:
        if forge_may_know(repo, main, refusal):
            return ()
        commit = to_introduce(repo, main) if since is None else None
        if commit is None:
            return tuple(refusal.problems)
        return (problem("RKT-635.perkenalkan", ORGANISASI, commit=commit).but(severity=Severity.PERINGATAN),)
    except GitFailed:
        return ()
