"""What ``rkt status`` reminds of beside the steps: a term that ends soon, a merge that is not published."""

from collections.abc import Collection, Iterator
from datetime import date

from rktkit.ground.findings import Refusal
from rktkit.ground.git.program import GitFailed
from rktkit.ground.git.repo import Repo
from rktkit.plan.calendar import workdays_after
from rktkit.plan.office import Organisasi
from rktkit.plan.writing.words import menjabat, tanggal
from rktkit.trust.approval.line import to_introduce
from rktkit.trust.approval.merge import main_tip
from rktkit.trust.archive.branch import newest
from rktkit.trust.archive.read import read_branch
from rktkit.trust.verify.question import History
from rktkit.trust.verify.verdict import not_published

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


def unconsented(repo: Repo | None) -> Iterator[str]:
    """A policy that the first publication would refuse, told while there is still time to undo what was changed."""
    if repo is None:
        return
    try:
        main = main_tip(repo)
        if main and newest(repo) is None and not repo.shallow and to_introduce(repo, main):
            yield "RKT-635 organisasi.yml berubah di main tanpa persetujuan kepala; obatnya ada di rkt doctor."
    except (Refusal, GitFailed):
        return
