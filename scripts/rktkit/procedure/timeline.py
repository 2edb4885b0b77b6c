"""Every cycle as it was planned and as it went, step by step: the figures of *Tepat Waktu* over the years.

A cycle that was signed is read as the repository stood when it was archived, so that what came later (an amendment of
the same year above all) does not hide it.
"""

from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from rktkit.ground.files import FolderFiles
from rktkit.ground.findings import Refusal, UsageError
from rktkit.ground.git.files import CommitFiles
from rktkit.ground.git.repo import Repo
from rktkit.ground.git.then import Then
from rktkit.plan.calendar import workdays_after
from rktkit.plan.layout import folder_of
from rktkit.plan.load.office import load_kalender, load_siklus, years
from rktkit.procedure.facts.handed_in import RETURNED, begins, own_branch
from rktkit.procedure.facts.history import situation, tahun_terbaru
from rktkit.procedure.sop import Langkah
from rktkit.procedure.turns import Status, StatusLangkah, compute
from rktkit.trust.approval.merge import main_tip

_ARCHIVING = timedelta(days=30)
"""After the merge: within this time the publication is looked for."""


@dataclass(frozen=True, slots=True)
class Tidak:
    """A *tidak*: step 7 sends a form back to 4, step 9 the draft back to 8."""

    langkah: int
    kembali: int
    tanggal: date
    oleh: str | None
    bidang: str | None = None


@dataclass(frozen=True, slots=True)
class Lamanya:
    """A step with the working days it was given and took; ``None`` where a day is not known."""

    status: StatusLangkah
    rencana: int | None
    nyata: int | None


@dataclass(frozen=True, slots=True)
class Tunggu:
    """Working days that a step added to the lateness of the cycle, and who waited for it meanwhile.

    ``bidang``: whose forms came late, or have not come. ``menunggu``: the actor of the next step; empty after the last.
    """

    langkah: Langkah
    hari: int
    menunggu: str
    bidang: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Putaran:
    """One cycle: its steps, and every *tidak* on the way."""

    status: Status
    langkah: tuple[Lamanya, ...]
    tidak: tuple[Tidak, ...]
    libur: frozenset[date] = frozenset()
    """The holidays by which its days were counted."""

    @property
    def nama(self) -> str:
        """``2027/murni-0``."""
        keadaan = self.status.keadaan
        return f"{keadaan.tahun}/{keadaan.jenis}-{keadaan.urutan}"

    @property
    def terlambat(self) -> int:
        """Working days by which its last step that is done or runs is late; 0 is in time."""
        return self.status.keterlambatan

    @property
    def selesai(self) -> bool:
        """Whether it is archived."""
        return not self.status.bola

    @property
    def tunggu(self) -> tuple[Tunggu, ...]:
        """Who waited for whom, in the order of the steps."""
        return tuple(_tunggu(self.status))


def _tunggu(status: Status) -> Iterator[Tunggu]:
    """What each step added: its lateness beyond that of the step before it. What has no day adds nothing known."""
    before = 0
    for step, after in zip(status.langkah, [*status.langkah[1:], None], strict=True):
        if step.keadaan not in ("selesai", "berjalan") or (step.selesai and step.selesai.tanggal is None):
            continue
        if (added := step.terlambat - before) > 0:
            waiting = after.langkah.pelaku if after else ""
            yield Tunggu(step.langkah, added, waiting, tuple(_late_forms(status, step)))
        before = step.terlambat


def _late_forms(status: Status, step: StatusLangkah) -> Iterator[str]:
    """The bidang for whom steps 4 and 5 waited."""
    if step.langkah.kunci not in ("pengisian", "pengumpulan") or step.batas is None:
        return
    for kode, form in status.keadaan.form.items():
        if (form.pertama or status.hari_ini) > step.batas:
            yield kode


def timeline(base: Path, tahun: int | None, now: datetime) -> list[Putaran]:
    """All cycles that the repository remembers, of one year or of all, oldest first.

    Args:
        base: the folder that holds ``rkt/``.
        tahun: a plan year.
        now: the present moment, aware.

    Raises:
        UsageError: no Git, or no such cycle.
    """
    files = FolderFiles(base)
    with Repo(base) as repo:
        newest = tahun_terbaru(files, repo)
        found = sorted({*years(files), *([newest] if newest else [])})
        wanted = found if tahun is None else [tahun]
        moments = [(year, moment) for year in wanted for moment in _moments(repo, year, now)]
    cycles = [cycle for year, moment in moments if (cycle := _cycle(base, year, moment)) is not None]
    known = {cycle.nama: cycle for cycle in cycles}  # the latest look at each is the fullest
    if tahun is not None and not known:
        raise UsageError(f"Tidak ada siklus RKT {tahun} dalam riwayat repositori ini.")
    return list(known.values())


def _moments(repo: Repo, tahun: int, now: datetime) -> Iterator[datetime]:
    """When to look: after each merge of the year's plan, before the next cycle opened; and now."""
    main = main_tip(repo)
    merges = [repo.commit(sha) for sha in repo.first_parents(main, path=folder_of(tahun))] if main else []
    times = [commit.time for commit in reversed(merges) if len(commit.parents) == 2]
    for place, time in enumerate(times):
        later = times[place + 1] - timedelta(seconds=1) if place + 1 < len(times) else now
        yield min(time + _ARCHIVING, later, max(now, time))
    yield now


def _cycle(base: Path, tahun: int, moment: datetime) -> Putaran | None:
    with Then(base, moment) as repo:
        main = main_tip(repo)
        if main is None:
            return None
        with suppress(Refusal):
            keadaan, newest = situation(CommitFiles(repo, main), tahun, repo)
            libur, _ = load_kalender(newest)
            status = compute(keadaan, keadaan.organisasi.hari(moment), libur or {})
            off = frozenset(libur or ())
            return Putaran(status, tuple(lamanya(status, off)), tuple(_returns(repo, status)), off)
    return None


def lamanya(status: Status, libur: Collection[date]) -> Iterator[Lamanya]:
    """How long each step was given, and took, from the end of the one before it; where that is not known, neither is
    this: while a step still runs, the next one's time is not its own."""
    planned: date | None = None
    real: date | None = None
    for step in status.langkah:
        given = workdays_after(planned, step.batas, libur) if planned and step.batas else None
        done = step.selesai.tanggal if step.selesai else None
        until = done or (status.hari_ini if step.keadaan == "berjalan" else None)
        took = workdays_after(real, until, libur) if real and until else None
        yield Lamanya(step, given, took)
        planned = step.batas or planned
        real = done


def _returns(repo: Repo, status: Status) -> Iterator[Tidak]:
    """Every commit of the cycle that says *Dikembalikan*, oldest first."""
    keadaan = status.keadaan
    draft = repo.branch_tip(f"draf/{keadaan.tahun}")
    seen: set[str] = set()
    own = set(repo.first_parents(draft)) if draft else set()
    tips = [(None, draft)] + [(kode, repo.branch_tip(own_branch(keadaan.tahun, kode))) for kode in keadaan.form]
    since = _before(repo, draft, status)
    found = []
    for kode, tip in tips:
        for sha in _since(repo, tip, since):
            commit = repo.commit(sha)
            if sha not in seen and begins(commit, RETURNED):
                seen.add(sha)
                on_draft = sha in own
                who = commit.author.rpartition(" <")[0] or None
                day = keadaan.organisasi.hari(commit.time)
                where = kode or _bidang(repo, commit.parents, keadaan.tahun)
                found.append(Tidak(9 if on_draft else 7, 8 if on_draft else 4, day, who, None if on_draft else where))
    yield from sorted(found, key=lambda one: one.tanggal)


def _since(repo: Repo, tip: str | None, since: str | None) -> Sequence[str]:
    if tip is None:
        return ()
    return repo.commits(tip, since=since) if since else repo.first_parents(tip)


def _bidang(repo: Repo, parents: tuple[str, ...], tahun: int) -> str | None:
    """Whose form a commit on a merged branch sent back: the one that its parent changed."""
    if not parents:
        return None
    above = repo.commit(parents[0])
    changed = repo.changed(above.parents[0], above.sha) if above.parents else ()
    names = [
        path.rpartition("/")[2].removesuffix(".yml") for path in changed if path.startswith(f"{folder_of(tahun)}/")
    ]
    return names[0] if len(names) == 1 else None


def _before(repo: Repo, draft: str | None, status: Status) -> str | None:
    """The draft's last commit before the cycle was opened."""
    keadaan = status.keadaan
    for sha in repo.first_parents(draft) if draft else ():
        siklus, _ = load_siklus(CommitFiles(repo, sha), keadaan.tahun)
        if siklus is None or (siklus.jenis, siklus.urutan or 0) != (keadaan.jenis, keadaan.urutan):
            return sha
    return None
