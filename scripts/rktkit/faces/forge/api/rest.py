"""What GitHub, Gitea and Forgejo answer alike: the readers of their records, and a repository that asks for them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Self
from urllib.parse import quote

from rktkit.faces.forge.api import wire
from rktkit.faces.forge.api.http import ForgeError, Http
from rktkit.faces.forge.api.protocol import Comment, Decision, PullRequest, Review, Scheduled, Standing, Timeline
from rktkit.faces.forge.api.tree import RemoteFiles
from rktkit.ground.files import Files


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


def _url(body: object) -> str:
    return wire.read(wire.Written, body, "comment").html_url


@dataclass(frozen=True, slots=True)
class Words:
    """What a forge calls the events of a timeline: the field with the name, the names, and how a merge is put off."""

    kind: str
    scheduled: frozenset[str]
    cancelled: str
    pushed: str


@dataclass(frozen=True, slots=True)
class Rest:
    """One repository on a forge, as far as all three answer alike. ``web`` is the address people visit.

    ``ALL``: how a list of the largest pages is asked for; ``ISSUES``: how the open issues are.
    """

    http: Http
    web: str
    repo: str
    kind: str

    ALL: ClassVar[Mapping[str, str | int]]
    ISSUES: ClassVar[Mapping[str, str | int]]
    STATES: ClassVar[Mapping[str, Decision]]
    WORDS: ClassVar[Words]

    def hurried(self) -> Self:
        """One attempt of five seconds; a machine has the patience that a person at a screen has not."""
        return replace(self, http=replace(self.http, timeout=5.0, attempts=1))

    def pull_request(self, number: int) -> PullRequest:
        """``GET /repos/{repo}/pulls/{number}``."""
        return read_pull_request(self.http.get(f"/repos/{self.repo}/pulls/{number}").body)

    def open_requests(self, base: str) -> tuple[int, ...]:
        """``GET /repos/{repo}/pulls``."""
        listed = self.http.pages(f"/repos/{self.repo}/pulls", {"state": "open", **self.ALL})
        found = [wire.read(wire.Listed, item) for item in listed]
        return tuple(one.number for one in found if one.base.ref == base)

    def reviews(self, number: int) -> tuple[Review, ...]:
        """``GET /repos/{repo}/pulls/{number}/reviews``, oldest first as it comes.

        On Gitea and Forgejo a dismissed review keeps its state and says so beside it.
        """
        found = self.http.pages(f"/repos/{self.repo}/pulls/{number}/reviews", self.ALL)
        return tuple(review for item in found if (review := read_review(item, self.STATES)) is not None)

    def timeline(self, number: int) -> Timeline | None:
        """Scheduled merges and the last push, oldest first; see ``_happened``."""
        words = self.WORDS
        scheduled: list[Scheduled] = []
        last: str | None = None
        try:
            for item in self._happened(number):
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

    def files(self, number: int) -> tuple[str, ...]:
        """``GET /repos/{repo}/pulls/{number}/files``; GitHub lists 3,000 files at most."""
        return read_files(self.http.pages(f"/repos/{self.repo}/pulls/{number}/files", self.ALL))

    def files_at(self, commit: str, at_hand: Callable[[str], bytes | None]) -> Files:
        """See ``tree``."""
        return RemoteFiles(self.http, self.repo, commit, at_hand)

    def issue(self, title: str, body: str) -> int:
        """The number of our open issue with a title, ``GET /repos/{repo}/issues``; opened when there is none."""
        me, path = self._me(), f"/repos/{self.repo}/issues"
        for item in self.http.pages(path, self.ISSUES):
            one = wire.read(wire.Issue, item)
            if wire.login(one.user) == me and one.title == title and not item.get("pull_request"):
                return one.number
        return wire.read(wire.Issue, self.http.send("POST", path, {"title": title, "body": body}).body, "issue").number

    def comment(self, number: int, mark: str, body: str) -> str:
        """See ``Forge.comment``."""
        me = self._me()

        def mine() -> list[Comment]:
            found = [read_comment(item) for item in self._talk(number)]
            return [comment for comment in found if comment.author == me and comment.body.startswith(mark)]

        create = f"/repos/{self.repo}/issues/{number}/comments"
        return keep_one(self.http, mine, create, f"/repos/{self.repo}/issues/comments", body)

    def status(self, commit: str, name: str, *, good: bool) -> bool:
        """``POST /repos/{repo}/statuses/{sha}``; false where the token may not."""
        body = {"context": name, "state": "success" if good else "failure", "description": "Lihat komentar"}
        try:
            self.http.send("POST", f"/repos/{self.repo}/statuses/{commit}", body)
        except ForgeError as error:
            if error.status not in {403, 404}:
                raise
            return False
        return True

    def has_branch(self, name: str) -> bool:
        """``GET /repos/{repo}/branches/{name}``, 404 where there is none."""
        try:
            self.http.get(f"/repos/{self.repo}/branches/{quote(name, safe='')}")
        except ForgeError as error:
            if error.status not in {404, 409}:  # 409: the repository is empty
                raise
            return False
        return True

    def standing(self, account: str) -> Standing:
        """``GET /repos/{repo}/collaborators/{name}/permission``, 404 for a name that nobody has."""
        try:
            body = self.http.get(f"/repos/{self.repo}/collaborators/{quote(account, safe='')}/permission").body
        except ForgeError as error:
            if error.status != 404:
                raise
            return "tidak ada"
        words: dict[str, Standing] = {"read": "membaca", "none": "bukan kolaborator"}
        return words.get(wire.read(wire.Permission, body).permission, "menulis")

    def _me(self) -> str:
        """The account of the token."""
        return wire.read(wire.Account, self.http.get("/user").body, "user").login

    def _happened(self, number: int) -> Iterable[Mapping[str, Any]]:
        """``GET …/issues/{number}/timeline``: everything, oldest first."""
        return self.http.pages(f"/repos/{self.repo}/issues/{number}/timeline", self.ALL)

    def _talk(self, number: int) -> Iterable[Mapping[str, Any]]:
        """``GET …/issues/{number}/comments``: the whole conversation."""
        return self.http.pages(f"/repos/{self.repo}/issues/{number}/comments", self.ALL)
