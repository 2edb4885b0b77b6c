"""How the policy may change: an unbroken line of consent from its introduction.

A policy is trusted because the policy before it consented. The chain starts at an *introduction*: the first commit of
the first-parent line that has an ``organisasi.yml``, or a commit that the person who publishes names on purpose
(``rkt publish --introduce``). Every later commit of that line which touches the file must carry the consent of the
Kepala Dinas **of the policy before it**: his SSH signature on the commit or, where the policy does not ask for ``ssh``,
the forge's record that he merged it. An introduction in the middle of the line is the way back when the last key
holder is gone; it is written into ``bukti.json`` and reported to every reader for as long as the archive exists.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from rktkit.ground.catalogue.trust import problem
from rktkit.ground.findings import Problem, Refusal
from rktkit.ground.git.program import BentObject
from rktkit.ground.git.repo import Repo
from rktkit.plan.layout import AKAR, ORGANISASI
from rktkit.trust.approval.case import SELISIH
from rktkit.trust.approval.merge import carries_plan, is_policy
from rktkit.trust.approval.policy import Holder, Policy, commit_key, load_policy, pick
from rktkit.trust.approval.record import Evidence


@dataclass(frozen=True, slots=True)
class PolicyChange:
    """A change of the policy that the Kepala Dinas of the policy before it consented to."""

    commit: str
    nama: str
    tingkat: str


@dataclass(frozen=True, slots=True)
class Introduction:
    """Where trust starts: the first policy, or one that a person introduced anew (``pertama`` is false then).

    One that comes after merged plans is never the first, even where the archive holds no publication any more.
    """

    commit: str
    sha256: str
    waktu: datetime
    pesan: str
    pertama: bool


def policy_line(
    repo: Repo, tip: str, *, since: str | None, evidence: Evidence | None, introduce: str | None, lama: bool = False
) -> tuple[tuple[PolicyChange, ...], Introduction | None]:
    """Check every commit that touches the policy on the first-parent line up to ``tip``, after ``since``.

    The certificates in ``rkt/akar/`` are part of it: who chooses the roots chooses who may sign.

    Args:
        since: the commit of the last publication; ``None`` when there is none, and the line starts at its root.
        introduce: a commit from which the policy is taken as it is, on the word of the person who publishes.
        lama: published by a version that did not hold the forge's records against each other.

    Returns:
        The consented changes, oldest first, and the introduction when one falls into this stretch.

    Raises:
        Refusal: RKT-635 for each change without consent and each that a merge went around, RKT-636 for an introduction
            that is not on the line.
    """
    changing = repo.first_parents(tip, path=ORGANISASI, since=since)
    if introduce is not None and introduce not in changing:
        raise Refusal([problem("RKT-636", commit=introduce)])
    start = introduce or (changing[-1] if since is None and changing else None)
    touching = policy_commits(repo, tip, since=since)[::-1]
    line = repo.first_parents(tip, since=since)[::-1]
    introduction = None
    if start is not None:
        touching = touching[touching.index(start) + 1 :]
        line = line[line.index(start) + 1 :]
        first = since is None and (start == changing[-1] or not _plans_before(repo, start))
        introduction = _introduction(repo, start, first=first)
    changes: list[PolicyChange] = []
    problems: list[Problem] = []
    for sha in touching:
        found = _consent(repo, sha, evidence, lama=lama)
        if isinstance(found, PolicyChange):
            changes.append(found)
        else:
            problems.append(found)
    problems += [found for sha in line for found in left_out(repo, sha)]
    if problems:
        raise Refusal(problems)
    return tuple(changes), introduction


def policy_commits(repo: Repo, tip: str, *, since: str | None) -> list[str]:
    """The commits of the first-parent line up to ``tip``, after ``since``, that touch the policy, newest first."""
    touching = {sha for path in (ORGANISASI, AKAR) for sha in repo.first_parents(tip, path=path, since=since)}
    return [sha for sha in repo.first_parents(tip, since=since) if sha in touching]


def to_introduce(repo: Repo, tip: str) -> str | None:
    """The newest policy up to ``tip``, where nothing is published yet and it must be introduced to be published by.

    ``None`` where every change has its consent, where only the forge's records could say so, and where no introduction
    would help.
    """
    try:
        policy_line(repo, tip, since=None, evidence=None, introduce=None)
        return None
    except Refusal as refusal:
        changing = repo.first_parents(tip, path=ORGANISASI)
        if forge_may_know(repo, tip, refusal) or not changing:
            return None
    try:
        policy_line(repo, tip, since=None, evidence=None, introduce=changing[0])
        return changing[0]
    except Refusal:
        return None


def forge_may_know(repo: Repo, tip: str, refusal: Refusal) -> bool:
    """Whether all that was refused is changes by merges, under a policy whose consent may be the forge's record."""
    if any(one.text != "RKT-635" for one in refusal.problems):
        return False
    try:
        by_key = "ssh" in load_policy(repo, tip).organisasi.wajib
    except Refusal:
        return False
    return not by_key and all(len(repo.commit(one.values["commit"]).parents) > 1 for one in refusal.problems)


def left_out(repo: Repo, sha: str) -> Iterator[Problem]:
    """RKT-635 where a merge goes around a change of the policy: it was signed, and lies behind the other parent.

    Only the newest policy counts, and ``main`` leads there by first parents. A push that puts an older ``main`` first
    would bring back what was taken out since, a key or an official, and look like any other merge. A merge that changes
    the policy itself may differ from both sides, if the policy that it went around knows its signer too.

    RKT-613 where nobody can tell, since the merge or what it went around is not as Git would write it.
    """
    try:
        yield from _gone_around(repo, sha)
    except BentObject as error:
        yield problem("RKT-613", commit=sha, sebab=error)


def _gone_around(repo: Repo, sha: str) -> Iterator[Problem]:
    commit = repo.commit(sha)
    now = _version(repo, sha)
    for other in commit.parents[1:]:
        side = repo.commits(other, since=commit.parents[0], paths=(ORGANISASI, AKAR))
        changing = [one for one in side if _changes(repo, one)]
        signed = [one for one in changing if _signed_by_policy_at(repo, one, repo.commit(one).parents[0])]
        kept = [one for one in signed if _version(repo, one) == now]
        known = {before for one in kept for before in repo.first_parents(one, since=commit.parents[0])}
        for lost in signed:
            if lost not in known and not (_changes(repo, sha) and _signed_by_policy_at(repo, sha, lost)):
                yield problem("RKT-635.lewat", commit=sha, lain=lost)


def _version(repo: Repo, sha: str) -> dict[str, str]:
    return {path: entry.sha for path, entry in repo.tree(sha).items() if is_policy(path)}


def _changes(repo: Repo, sha: str) -> bool:
    """Whether a commit changes the policy, against its first parent."""
    parents = repo.commit(sha).parents
    return bool(parents) and _version(repo, parents[0]) != _version(repo, sha)


def _signed_by_policy_at(repo: Repo, sha: str, where: str) -> bool:
    """Whether a commit is signed by the Kepala Dinas of the policy at another one."""
    try:
        policy = load_policy(repo, where)
    except (Refusal, BentObject):
        return False
    return _signer(repo, sha, policy) is not None


def _plans_before(repo: Repo, sha: str) -> bool:
    """Whether plans had been merged before a policy came: then it is not the first, whatever the archive now says."""
    earlier = repo.first_parents(sha, path="rkt")
    return any(len(repo.commit(one).parents) > 1 and carries_plan(repo, one) for one in earlier if one != sha)


def _introduction(repo: Repo, sha: str, *, first: bool) -> Introduction:
    commit, policy = repo.commit(sha), load_policy(repo, sha)
    return Introduction(sha, policy.sha256, commit.time, commit.subject, first)


def _consent(repo: Repo, sha: str, evidence: Evidence | None, *, lama: bool) -> PolicyChange | Problem:
    """The consent of the Kepala Dinas, by the policy before the commit, or that there is none."""
    none = problem("RKT-635", commit=sha)
    commit = repo.commit(sha)
    if not commit.parents:
        return none
    try:
        policy = load_policy(repo, commit.parents[0])
    except (Refusal, BentObject):
        return none  # nobody could consent; only an introduction helps
    holder = _signer(repo, sha, policy)
    if holder:
        return PolicyChange(sha, holder.pejabat.nama, "ssh")
    record = evidence.of_policy(sha) if evidence else None
    if record and "ssh" not in policy.organisasi.wajib and record.base == "main" and record.head in commit.parents[1:]:
        here = evidence.merge.repositori if evidence else ""
        if not lama and (record.repositori != here or record.merged_at < commit.time - SELISIH):
            return problem("RKT-635.catatan", commit=sha, lain=record.alamat or "(kosong)", repositori=here)
        day = policy.day(record.merged_at)
        holder = pick(policy.of_account(record.merged_by), "kepala", day)
        if holder and holder.jabatan.peran == "kepala" and holder.pejabat.menjabat(day):
            return PolicyChange(sha, holder.pejabat.nama, "forge")
    return none


def _signer(repo: Repo, sha: str, policy: Policy) -> Holder | None:
    commit = repo.commit(sha)
    if any(repo.commit(parent).time > commit.time for parent in commit.parents):
        return None  # dated before what it builds on: the date cannot show that the signer was in office
    key = commit_key(commit.raw, policy)
    day = policy.day(commit.time)
    holder = pick(policy.of_key(key), "kepala", day) if key else None
    return holder if holder and holder.jabatan.peran == "kepala" and holder.pejabat.menjabat(day) else None
