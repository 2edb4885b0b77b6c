"""What ``rkt status`` reminds of beside the steps: a term that ends soon, a merge that is not published."""

from collections.abc import Collection, Iterator
from datetime import date
from typing import NamedTuple

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


class Persetujuan(NamedTuple):
    """Whether the policy on ``main`` came down by consent: what is wrong, or why it is not known and the remedy."""

    problems: tuple[Problem, ...] = ()
    unknown: tuple[str, str] | None = None


def unconsented(repo: Repo | None) -> tuple[Problem, ...]:
    """A policy on ``main`` that the next publication would refuse: told before everybody has signed.

    A peringatan where the first publication may still introduce it. What is not known is not told.
    """
    found = consent(repo) if repo is not None else None
    return found.problems if found else ()


def consent(repo: Repo) -> Persetujuan | None:
    """What the history of ``main`` says for its policy; ``None`` without a ``main``.

    Not known where the history is cut off, cannot be read, or only the forge's records could say.
    """
    try:
        main = main_tip(repo)
        if main is None:
            return None
        if repo.shallow:
            return Persetujuan(unknown=("Riwayat repositori ini terpotong.", "git fetch --unshallow"))
        return _judged(repo, main)
    except GitFailed as error:
        return Persetujuan(unknown=(f"Riwayat main tidak dapat dibaca: {error}.", "git fsck menunjukkan sebabnya."))


def _judged(repo: Repo, main: str) -> Persetujuan:
    try:
        tip = newest(repo)
        since = last_published(read_branch(repo, tip), History(repo, main)) if tip else None
    except (Refusal, GitFailed) as error:
        return Persetujuan(unknown=(f"Arsip tidak dapat dibaca: {error}.", "git fetch origin arsip, atau git fsck."))
    try:
        policy_line(repo, main, since=since, evidence=None, introduce=None)
    except Refusal as refusal:
        if forge_may_know(repo, main, refusal):
            said = "Berubah lewat penggabungan; catatan forge-nya diperiksa saat terbit."
            return Persetujuan(unknown=(said, "Terbitkan lewat alur kerja forge."))
        commit = to_introduce(repo, main) if since is None else None
        if commit is None:
            return Persetujuan(tuple(refusal.problems))
        found = problem("RKT-635.perkenalkan", ORGANISASI, commit=commit)
        return Persetujuan((found.but(severity=Severity.PERINGATAN),))
    return Persetujuan()
