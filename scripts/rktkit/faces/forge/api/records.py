"""Readers for the records whose fields GitHub, Gitea and Forgejo share, and the way one comment is kept."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote

from rktkit.faces.forge.api import wire
from rktkit.faces.forge.api.http import ForgeError, Http
from rktkit.faces.forge.api.protocol import Comment, Decision, PullRequest, Review, Scheduled, Standing, Timeline


def read_pull_request(body: object) -> PullRequest:
    """A pull request."""
    pull = wire.read(wire.Pull, body, "pull_request")
    merged = pull.merged
    return PullRequest(
        number=pull.number,
        title=pull.title,
        author=wire.login(pull.user),
        state=pull.state,
        url=pull.html_url,
        head_sha=pull.head.sha,
        head_ref=pull.head.ref,
        base_sha=pull.base.sha,
        base_ref=pull.base.ref,
        merged=merged,
        merged_at=wire.read(wire.Time, pull.merged_at, "merged_at") if merged else None,
        merged_by=wire.login(pull.merged_by) if merged else None,
        merge_commit_sha=wire.read(wire.Sha, pull.merge_commit_sha, "merge_commit_sha") if merged else None,
    )


def read_open(http: Http, repo: str, base: str, size: Mapping[str, str | int]) -> tuple[int, ...]:
    """The numbers of the open pull requests to a branch; the three forges list them alike."""
    listed = http.pages(f"/repos/{repo}/pulls", {"state": "open", **size})
    found = [wire.read(wire.Listed, item) for item in listed]
    return tuple(one.number for one in found if one.base.ref == base)


def read_review(item: Mapping[str, Any], states: Mapping[str, Decision]) -> Review | None:
    """A review, or ``None`` for one that is not submitted (pending, only requested)."""
    state = states.get(wire.read(wire.Time, item.get("state"), "state"))
    if state is None:
        return None
    one = wire.read(wire.Submitted, item)
    return Review(
        author=wire.login(one.user),
        state="DISMISSED" if one.dismissed else state,
        commit_id=one.commit_id or None,
        submitted_at=one.submitted_at,
        body=one.body or "",
    )


def read_comment(item: Mapping[str, Any], *lines: str) -> Comment:
    """A comment; ``lines`` are the fields that may hold the number of the line it stands at."""
    one = wire.read(wire.Said, item)
    found = [item[name] for name in lines if isinstance(item.get(name), int) and item[name] > 0]
    return Comment(
        id=one.id,
        author=wire.login(one.user),
        created_at=one.created_at,
        body=one.body or "",
        path=one.path,
        line=found[0] if found else None,
    )


def read_me(http: Http) -> str:
    """The account of the token."""
    return wire.read(wire.Account, http.get("/user").body, "user").login


def read_standing(http: Http, repo: str, account: str) -> Standing:
    """What an account may do in a repository: all three forges answer this question alike."""
    try:
        body = http.get(f"/repos/{repo}/collaborators/{quote(account, safe='')}/permission").body
    except ForgeError as error:
        if error.status != 404:
            raise
        return "tidak ada"
    words: dict[str, Standing] = {"read": "membaca", "none": "bukan kolaborator"}
    return words.get(wire.read(wire.Permission, body).permission, "menulis")


@dataclass(frozen=True, slots=True)
class Words:
    """What a forge calls the events of a timeline: the field with the name, the names, and how a merge is put off."""

    kind: str
    scheduled: frozenset[str]
    cancelled: str
    pushed: str


def read_timeline(http: Http, repo: str, number: int, size: Mapping[str, str | int], words: Words) -> Timeline | None:
    """Scheduled merges and the last push, from ``GET /repos/{repo}/issues/{number}/timeline``, oldest first."""
    scheduled: list[Scheduled] = []
    last: str | None = None
    try:
        for item in http.pages(f"/repos/{repo}/issues/{number}/timeline", size):
            kind = item.get(words.kind)
            if kind in words.scheduled:
                one = wire.read(wire.Happened, item)
                scheduled.append(Scheduled(wire.login(one.actor or one.user), one.created_at, cancelled=False))
            elif kind == words.cancelled:
                scheduled = [replace(one, cancelled=True) for one in scheduled]
            elif kind == words.pushed:
                last = wire.read(wire.Happened, item).created_at
    except ForgeError as error:
        if error.status != 404:
            raise
        return None
    return Timeline(tuple(scheduled), last)


def read_files(found: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """Names, and former names, of the files that a pull request touches."""
    files = [wire.read(wire.Touched, item) for item in found]
    return tuple(dict.fromkeys(path for one in files for path in (one.filename, one.previous_filename) if path))


def ordered(comments: Iterable[Comment]) -> tuple[Comment, ...]:
    """Comments in the order they were written."""
    return tuple(sorted(comments, key=lambda comment: (comment.created_at, comment.id)))


def keep_one(http: Http, mine: Callable[[], Sequence[Comment]], create: str, edit: str, body: str) -> str:
    """Change our comment in place, or write it; afterwards there is exactly one.

    When the answer to writing got lost, we look whether it was written before we write again.

    Args:
        http: the forge.
        mine: lists the comments that are ours, oldest first.
        create: path that takes a new comment.
        edit: path of a comment without its number.
        body: the whole text.

    Returns:
        The web address of the comment.
    """
    for last in (False, True):
        found = mine()
        try:
            if not found:
                return _url(http.send("POST", create, {"body": body}).body)
            kept, *spare = found
            url = _url(http.send("PATCH", f"{edit}/{kept.id}", {"body": body}).body)
            for comment in spare:
                http.request("DELETE", f"{edit}/{comment.id}")
            return url
        except ForgeError as error:
            # 0: nobody knows whether it was taken. 404: it was deleted since we looked.
            if last or error.status not in {0, 404}:
                raise
    raise AssertionError("unreachable")


def report_status(http: Http, repo: str, commit: str, name: str, *, good: bool) -> bool:
    """``POST /repos/{repo}/statuses/{sha}``, the same on all three; false where the token may not."""
    body = {"context": name, "state": "success" if good else "failure", "description": "Lihat komentar"}
    try:
        http.send("POST", f"/repos/{repo}/statuses/{commit}", body)
    except ForgeError as error:
        if error.status not in {403, 404}:
            raise
        return False
    return True


def find_or_open(http: Http, path: str, listing: Mapping[str, str | int], me: str, title: str, body: str) -> int:
    """The number of our open issue with a title; opened when there is none."""
    for item in http.pages(path, listing):
        one = wire.read(wire.Issue, item)
        if wire.login(one.user) == me and one.title == title and not item.get("pull_request"):
            return one.number
    return wire.read(wire.Issue, http.send("POST", path, {"title": title, "body": body}).body, "issue").number


def _url(body: object) -> str:
    return wire.read(wire.Written, body, "comment").html_url
