"""The forge's record of a merge, as ``rkt publish --event`` reads it; ``trust.approval.record`` describes its shape."""

from collections.abc import Mapping
from typing import Any

from rktkit.faces.forge.api.protocol import Forge
from rktkit.ground.git.repo import Repo
from rktkit.trust.approval.line import policy_commits
from rktkit.trust.approval.merge import carries_plan, takes_back
from rktkit.trust.archive import read as archive_read
from rktkit.trust.archive.branch import newest
from rktkit.trust.archive.publications import published


def record(forge: Forge, number: int) -> dict[str, Any]:
    """One merged pull request with its reviews and its discussion, oldest first."""
    pull = forge.pull_request(number)
    return {
        "number": pull.number,
        "html_url": pull.url,
        "title": pull.title,
        "user": {"login": pull.author},
        "merged": pull.merged,
        "merged_at": pull.merged_at,
        "merged_by": {"login": pull.merged_by} if pull.merged_by else None,
        "merge_commit_sha": pull.merge_commit_sha,
        "head": {"sha": pull.head_sha, "ref": pull.head_ref},
        "base": {"sha": pull.base_sha, "ref": pull.base_ref},
        "reviews": [
            {
                "user": {"login": review.author},
                "state": review.state.lower(),
                "commit_id": review.commit_id,
                "submitted_at": review.submitted_at,
                "body": review.body,
            }
            for review in forge.reviews(number)
        ],
        "comments": [
            {
                "user": {"login": comment.author},
                "created_at": comment.created_at,
                "body": comment.body,
                "path": comment.path,
                "line": comment.line,
            }
            for comment in forge.discussion(number)
        ],
    }


def merge_record(forge: Forge, number: int) -> dict[str, Any]:
    """What the forge's timeline says of a merge; nothing where it keeps none."""
    timeline = forge.timeline(number)
    if timeline is None:
        return {}
    jadwal = [{"akun": one.account, "waktu": one.at, "batal": one.cancelled} for one in timeline.scheduled]
    return {"merge": {"jadwal": jadwal, "kiriman_terakhir": timeline.last_push}}


def evidence(forge: Forge, repo: Repo, commit: str) -> Mapping[str, Any] | None:
    """The record of the merge that made a commit, and of the merges since the last publication that changed the policy.

    ``None`` when the forge knows no pull request behind the commit.
    """
    number = forge.pull_request_of(commit)
    if number is None:
        return None
    policy = []
    for sha in policy_commits(repo, commit, since=last_published(repo)):
        before = forge.pull_request_of(sha) if sha != commit else None
        if before is not None:
            policy.append({"pull_request": record(forge, before)})
    return {
        "forge": forge.kind,
        "pull_request": record(forge, number),
        **merge_record(forge, number),
        **({"policy": policy[::-1]} if policy else {}),
    }


def last_published(repo: Repo) -> str | None:
    """The commit of the newest plan in the archive, here or on the forge."""
    tip = newest(repo)
    plans = archive_read.read_branch(repo, tip).plans() if tip else []
    return plans[-1].manifest.commit if plans else None


def unpublished(repo: Repo, tip: str, before: str | None) -> list[str]:
    """Commits of ``main`` that brought a plan in and are not published yet, oldest first.

    Args:
        repo: a clone with ``main`` and ``arsip``.
        tip: the newest commit of ``main``.
        before: where ``main`` was before the push. It counts until the first publication; after that everything since
            the last one does, so that a run that was cancelled or failed loses nothing.
    """
    since = last_published(repo) or before
    if since is not None and not repo.is_ancestor(since, tip):
        since = None
    line = repo.first_parents(tip, path="rkt", since=since) if since else repo.first_parents(tip)[:1]
    archive = newest(repo)
    plans = published(archive_read.read_branch(repo, archive)) if archive else {}
    return [sha for sha in line if carries_plan(repo, sha) and not takes_back(repo, sha, plans)][::-1]


def arrived(repo: Repo, tip: str, before: str | None) -> frozenset[str] | None:
    """The commits of ``main`` that one push brought, ``None`` for all of them: only these make its run red."""
    if before is None or not repo.is_ancestor(before, tip):
        return None
    return frozenset(repo.first_parents(tip, since=before))
