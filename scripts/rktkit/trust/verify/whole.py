"""Is the archive all there is? Measured by what the reader knows from elsewhere: ``main``, a head, witnesses."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from rktkit.ground.catalogue.trust import problem
from rktkit.ground.findings import Problem, Refusal, Severity
from rktkit.ground.git.files import CommitFiles
from rktkit.ground.git.program import GitFailed
from rktkit.ground.git.repo import Repo
from rktkit.plan.calendar import WIT, setempat
from rktkit.plan.layout import year_of
from rktkit.plan.load.office import load_siklus
from rktkit.trust.approval.judge import judge
from rktkit.trust.approval.line import policy_line
from rktkit.trust.approval.merge import carries_plan, takes_back
from rktkit.trust.approval.policy import Policy, load_policy
from rktkit.trust.archive.branch import LAST_SEEN, Past, read_past
from rktkit.trust.archive.publications import BRANCH, Archive, published
from rktkit.trust.verify.matter import Whole
from rktkit.trust.verify.papers import Papers
from rktkit.trust.verify.people.clone import Standing
from rktkit.trust.verify.people.kept import own_policy
from rktkit.trust.verify.question import History, Question
from rktkit.trust.verify.seals import Book

_FORGES_WORD = frozenset({"RKT-614", "RKT-630"})
"""What only the forge could tell: without its record nobody knows whether it would be published."""


def measure(
    archive: Archive,
    papers: Sequence[Papers],
    question: Question,
    history: History | None,
    standing: Standing | None,
    book: Book,
    asked: Policy | None,
) -> Whole:
    """What is known of the archive as a whole.

    Args:
        asked: the policy that the reader brought, which may ask for witnesses.
    """
    ukuran: list[str] = []
    kurang: list[str] = []
    temuan = list(archive.problems)
    total = max((one.manifest.urutan for one in archive.publications), default=0)
    sampai, hari = total, _newest_day(papers, question.today)
    heads = [one.manifest.urutan for one in archive.publications if one.sha256 == question.head]
    if question.head and not heads:
        temuan.append(problem("RKT-651", ".", sha256=question.head))
    if heads:
        ukuran.append("kepala yang Anda berikan")
        sampai, hari = heads[0], question.head_day or hari
        kurang += [f"{total - sampai} publikasi terbit sesudah kepala itu"] if sampai < total else []
    ditolak: list[str] = []
    belum: dict[str, int] = {}
    if history and not history.repo.shallow and standing:
        ukuran.append("main")
        sampai = total
        past = branches(history)
        temuan += past.temuan
        kurang += [f"{name} pernah ada di cabang arsip dan dihapus" for name in past.hilang]
        for text, after, found in unpublished(history, archive, standing):
            if after is None:
                ditolak.append(text)
            else:
                belum[text] = after
                temuan.append(found)
        kurang += belum
    if asked and asked.minta_saksi:
        seen = [number for number, keys in book.witnesses.items() if len(keys) >= asked.minta_saksi]
        if seen:
            ukuran.append(f"{asked.minta_saksi} saksi")
            sampai = max(sampai if len(ukuran) > 1 else 0, *seen)
        if not seen or max(seen) < total:
            kurang.append(f"Publikasi terbaru menunggu {asked.minta_saksi} saksi")
            ukuran = ukuran or [f"{asked.minta_saksi} saksi"]
            sampai = sampai if seen or len(ukuran) > 1 else 0
    return Whole(tuple(ukuran), sampai, hari, tuple(kurang), tuple(ditolak), belum, tuple(dict.fromkeys(temuan)))


def _newest_day(papers: Sequence[Papers], today: date) -> date | None:
    """The office's day on which the newest publication was made; a machine's clock that is ahead knows no later day."""
    when = papers[-1].server_time if papers else None
    if when is None:
        return None
    policy = next(filter(None, (own_policy(paper) for paper in reversed(papers))), None)
    return min(policy.organisasi.hari(when) if policy else setempat(when, WIT).date(), today)


# --- the branches ----------------------------------------------------------------------------------------------------


def branches(history: History) -> Past:
    """The archive's branch never went back, and the remote's last seen branch is on the same way."""
    if history.arsip is None:
        return Past((), ())
    past = read_past(history.repo, history.arsip)
    known = (history.repo.ref(name) for name in (BRANCH, LAST_SEEN))
    apart = [problem("RKT-657", ".", remote="origin") for other in known if other and not _same_way(history, other)]
    return replace(past, temuan=(*past.temuan, *apart))


def _same_way(history: History, other: str) -> bool:
    arsip = history.arsip or ""
    return history.repo.is_ancestor(other, arsip) or history.repo.is_ancestor(arsip, other)


# --- merges that are not published -----------------------------------------------------------------------------------


def unpublished(history: History, archive: Archive, standing: Standing) -> Iterator[tuple[str, int | None, Problem]]:
    """Merges of a plan on ``main`` that the archive does not hold.

    Yields:
        What to tell; the number of the last publication before it, or ``None`` where it could not be published; the
        finding (RKT-663).
    """
    repo = history.repo
    numbers = {plan.manifest.commit: plan.manifest.urutan for plan in archive.plans()}
    plans = published(archive)
    number = 0
    for sha in reversed(repo.first_parents(history.main, path="rkt")):
        if sha in numbers:
            number = numbers[sha]
        elif len(repo.commit(sha).parents) > 1 and carries_plan(repo, sha) and not takes_back(repo, sha, plans):
            why = _refused(repo, history.main, sha, standing) or _taken(repo, sha, archive)
            if why:
                said = f"Penggabungan {sha} digabung, tidak dapat diterbitkan: {', '.join(why)}"
                yield said, None, problem("RKT-663.tolak", ".", commit=sha, sebab=", ".join(why))
            else:
                found = problem("RKT-663.gabung", ".", commit=sha)
                yield found.message, number, found


def _refused(repo: Repo, main: str, sha: str, standing: Standing) -> list[str]:
    """The rules by which publish would refuse a merge; empty where it would not, or the forge's record may tell."""
    try:
        time = repo.commit(sha).time
        since = standing.rests_on(sha)[0]
        judge(repo, sha, event=None, server_time=time, main=main, since=since)
    except Refusal as refusal:
        rules = list(dict.fromkeys(one.rule for one in refusal.problems if one.severity is Severity.GALAT))
        return [] if set(rules) <= _FORGES_WORD and _by_forge(repo, sha) else rules
    except GitFailed:
        return ["RKT-659"]
    return []


def _taken(repo: Repo, sha: str, archive: Archive) -> list[str]:
    """RKT-655 where the archive has a plan of that name: publish refuses it, whoever approved."""
    parents = repo.commit(sha).parents
    try:
        files = CommitFiles(repo, sha)
        for year in {year_of(path) for path in repo.changed(parents[0], sha)} - {None}:
            siklus, _ = load_siklus(files, year) if year else (None, ())
            if siklus is not None and archive.find(f"{year}/{siklus.nama}"):
                return ["RKT-655"]
    except GitFailed:
        return ["RKT-659"]
    return []


def _by_forge(repo: Repo, sha: str) -> bool:
    try:
        return "forge" in load_policy(repo, repo.commit(sha).parents[0]).organisasi.wajib
    except (Refusal, GitFailed):
        return False


# --- the policy since ------------------------------------------------------------------------------------------------


def last_published(archive: Archive, history: History) -> str | None:
    """The newest merge on ``main`` that is in the archive; ``None`` before the first publication."""
    published = {plan.manifest.commit for plan in archive.plans()}
    return next((sha for sha in history.repo.first_parents(history.main) if sha in published), None)


def policy_since(archive: Archive, history: History) -> list[Problem]:
    """The policy on ``main`` after the last publication: a change without consent would bind nobody, but is told."""
    last = last_published(archive, history)
    if last is None:
        return []
    try:
        policy_line(history.repo, history.main, since=last, evidence=None, introduce=None)
    except Refusal as refusal:
        return [one.but(severity=Severity.PERINGATAN) for one in refusal.problems]
    return []


def asked_for_signatures(archive: Archive, history: History) -> bool:
    """Whether the policy of the last publication asked for signatures, so that a change must carry one."""
    last = last_published(archive, history)
    try:
        return last is None or "ssh" in load_policy(history.repo, last).organisasi.wajib
    except Refusal:
        return True  # of a policy that nobody can read, every change is told
