"""Readers for the records whose fields GitHub, Gitea and Forgejo share, and the way one comment is kept."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote

from rktkit.faces.forge.api import shapes
from rktkit.faces.forge.api.http import ForgeError, Http, documented
from rktkit.faces.forge.api.protocol import Comment, Decision, PullRequest, Review, Scheduled, Standing, Timeline


def read_pull_request(body: Any) -> PullRequest:
    """A pull request."""
    with documented():
        found = shapes.mapping(body, "pull_request")
        head = shapes.mapping(found.get("head"), "head")
        base = shapes.mapping(found.get("base"), "base")
        merged = shapes.flag(found, "merged")
        return PullRequest(
            number=shapes.number(found, "number", 1),
            title=shapes.text(found, "title"),
            author=read_login(found),
            state=shapes.text(found, "state", 20),
            url=shapes.text(found, "html_url", 2000),
            head_sha=shapes.sha(head, "sha"),
            head_ref=shapes.text(head, "ref", 1000),
            base_sha=shapes.sha(base, "sha"),
            base_ref=shapes.text(base, "ref", 1000),
            merged=merged,
            merged_at=shapes.text(found, "merged_at", 40) if merged else None,
            merged_by=read_login(found, "merged_by") if merged else None,
            merge_commit_sha=shapes.sha(found, "merge_commit_sha") if merged else None,
        )


def read_open(http: Http, repo: str, base: str, size: Mapping[str, str | int]) -> tuple[int, ...]:
    """The numbers of the open pull requests to a branch; the three forges list them alike."""
    found = []
    for item in http.pages(f"/repos/{repo}/pulls", {"state": "open", **size}):
        with documented():
            if shapes.mapping(item.get("base"), "base").get("ref") == base:
                found.append(shapes.number(item, "number", 1))
    return tuple(found)


def read_login(owner: Mapping[str, Any], name: str = "user") -> str:
    """The account in a field; one that was deleted since is ``ghost``, as GitHub shows it."""
    user = owner.get(name)
    return "ghost" if user is None else shapes.text(shapes.mapping(user, name), "login", 256)


def read_review(item: Mapping[str, Any], states: Mapping[str, Decision]) -> Review | None:
    """A review, or ``None`` for one that is not submitted (pending, only requested)."""
    with documented():
        state = states.get(shapes.text(item, "state", 40))
        if state is None:
            return None
        return Review(
            author=read_login(item),
            state="DISMISSED" if item.get("dismissed") is True else state,
            commit_id=shapes.sha(item, "commit_id") if item.get("commit_id") else None,
            submitted_at=shapes.text(item, "submitted_at", 40),
            body=shapes.optional(item, "body") or "",
        )


def read_comment(item: Mapping[str, Any], *lines: str) -> Comment:
    """A comment; ``lines`` are the fields that may hold the number of the line it stands at."""
    with documented():
        found = [item[name] for name in lines if isinstance(item.get(name), int) and item[name] > 0]
        return Comment(
            id=shapes.number(item, "id"),
            author=read_login(item),
            created_at=shapes.text(item, "created_at", 40),
            body=shapes.optional(item, "body") or "",
            path=shapes.optional(item, "path", 4096),
            line=found[0] if found else None,
        )


def read_standing(http: Http, repo: str, account: str) -> Standing:
    """What an account may do in a repository: all three forges answer this question alike."""
    try:
        body = http.get(f"/repos/{repo}/collaborators/{quote(account, safe='')}/permission").body
    except ForgeError as error:
        if error.status != 404:
            raise
        return "tidak ada"
    with documented():
        permission = shapes.text(shapes.mapping(body, "permission"), "permission", 40)
    words: dict[str, Standing] = {"read": "membaca", "none": "bukan kolaborator"}
    return words.get(permission, "menulis")


@dataclass(frozen=True, slots=True)
class Words:
    """What a forge calls the events of a timeline: the field with the name, the field with the person, the names."""

    kind: str
    who: str
    scheduled: frozenset[str]
    cancelled: str
    pushed: str


def read_timeline(http: Http, repo: str, number: int, size: Mapping[str, str | int], words: Words) -> Timeline | None:
    """Scheduled merges and the last push, from ``GET /repos/{repo}/issues/{number}/timeline``, oldest first."""
    scheduled: list[Scheduled] = []
    last: str | None = None
    try:
        for item in http.pages(f"/repos/{repo}/issues/{number}/timeline", size):
            with documented():
                kind = item.get(words.kind)
                if kind in words.scheduled:
                    scheduled.append(Scheduled(read_login(item, words.who), _at(item), cancelled=False))
                elif kind == words.cancelled:
                    scheduled = [replace(one, cancelled=True) for one in scheduled]
                elif kind == words.pushed:
                    last = _at(item)
    except ForgeError as error:
        if error.status != 404:
            raise
        return None
    return Timeline(tuple(scheduled), last)


def _at(item: Mapping[str, Any]) -> str:
    return shapes.text(item, "created_at", 40)


def read_files(found: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """Names, and former names, of the files that a pull request touches."""
    paths: dict[str, None] = {}
    with documented():
        for item in found:
            for name in ("filename", "previous_filename"):
                path = shapes.optional(item, name, 4096)
                if path:
                    paths[path] = None
    return tuple(paths)


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
        with documented():
            ours = read_login(item) == me and "pull_request" not in {k for k, v in item.items() if v}
            if ours and item.get("title") == title:
                return shapes.number(item, "number", 1)
    with documented():
        opened = shapes.mapping(http.send("POST", path, {"title": title, "body": body}).body, "issue")
        return shapes.number(opened, "number", 1)


def _url(body: Any) -> str:
    with documented():
        return shapes.text(shapes.mapping(body, "comment"), "html_url", 2000)
