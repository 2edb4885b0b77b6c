"""The REST API (v1) that Gitea and Forgejo share."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any
from urllib.parse import quote

from rktkit.faces.forge.accounts import Accounts
from rktkit.faces.forge.api import gitea_setup, wire
from rktkit.faces.forge.api.http import MAX_PAGES, ForgeError, Http, objects, unexpected
from rktkit.faces.forge.api.keeping import Keeping, kept_by_gitea
from rktkit.faces.forge.api.protections import Protections
from rktkit.faces.forge.api.protocol import (
    Artifact,
    Call,
    Comment,
    Suggestion,
)
from rktkit.faces.forge.api.rest import Rest, Words, ordered, read_comment, read_pull_request


@dataclass(frozen=True, slots=True)
class Gitea(Rest):
    """One repository on a Gitea or Forgejo. ``web`` is the address people visit, ``repo`` is ``owner/name``."""

    ALL = MappingProxyType({"limit": 50})
    ISSUES = MappingProxyType({"state": "open", "type": "issues", "limit": 50})
    STATES = MappingProxyType({"APPROVED": "APPROVED", "REQUEST_CHANGES": "CHANGES_REQUESTED", "COMMENT": "COMMENTED"})
    WORDS = Words("type", frozenset({"pull_scheduled_merge"}), "pull_cancel_scheduled_merge", pushed="pull_push")

    @classmethod
    def at(cls, repo: str, token: str, server: str, api: str, kind: str = "forgejo") -> "Gitea":
        """Connect to the API at ``api``, by default the usual one, of the forge that people visit at ``server``."""
        return cls(Http(api or f"{server}/api/v1", token, scheme="token"), server.rstrip("/"), repo, kind)

    def pull_request_of(self, commit: str) -> int | None:
        """``GET /repos/{repo}/commits/{sha}/pull``, 404 where there is none."""
        try:
            found = read_pull_request(self.http.get(f"/repos/{self.repo}/commits/{commit}/pull").body)
        except ForgeError as error:
            if error.status == 404:
                return None
            raise
        return found.number if found.merge_commit_sha == commit else None

    def pull_requests_at(self, commit: str) -> tuple[int, ...]:
        """Nothing asks: here the comment is written by the run that the pull request itself started."""
        return ()

    def discussion(self, number: int) -> tuple[Comment, ...]:
        """``GET …/issues/{number}/comments`` and the comments of every review."""
        comments = [read_comment(item) for item in self._talk(number)]
        reviews = f"/repos/{self.repo}/pulls/{number}/reviews"
        for item in self.http.pages(reviews, self.ALL):
            review = wire.read(wire.Talked, item)
            if review.comments_count:
                listed = objects(self.http.get(f"{reviews}/{review.id}/comments").body, "comments")
                comments += [read_comment(one, "position", "original_position") for one in listed]
        return ordered(comments)

    def suggest(self, number: int, commit: str, wanted: Sequence[Suggestion]) -> frozenset[Suggestion]:
        """Neither has it: the comment names the lines to paste."""
        return frozenset()

    def artifacts(self, run: int) -> tuple[Artifact, ...]:
        """Forgejo has no such list and Gitea's came late: the run's page is linked instead."""
        return ()

    def file_url(self, commit: str, path: str, fragment: str) -> str:
        """A place in a file at a commit: ``L12``, or an anchor."""
        return (
            f"{self.web}/{self.repo}/src/commit/{commit}/{quote(path, safe='/', errors='surrogateescape')}#{fragment}"
        )

    def fetch_ref(self, number: int) -> str:
        """Both keep the head of every pull request, from forks too."""
        return f"refs/pull/{number}/head"

    def wanted(self, accounts: Accounts) -> Protections:
        """See ``gitea_setup``."""
        return gitea_setup.wanted(accounts)

    def holds(self) -> Protections:
        """``GET /repos/{repo}`` and ``GET /repos/{repo}/branch_protections``, which comes without pages."""
        repository = self.http.get(f"/repos/{self.repo}").body
        rules = self.http.get(f"/repos/{self.repo}/branch_protections").body
        return gitea_setup.held(
            [wire.read(gitea_setup.Rule, one) for one in objects(rules, "branch_protections")],
            wire.read(gitea_setup.Repository, repository, "repository"),
        )

    def has_branch(self, name: str) -> bool:
        """The same, but not of an empty repository: there some servers fail instead of saying no."""
        repository = wire.read(gitea_setup.Repository, self.http.get(f"/repos/{self.repo}").body, "repository")
        return not repository.empty and Rest.has_branch(self, name)

    def keeps(self) -> Keeping:
        """See ``keeping``."""
        return kept_by_gitea(self.http, self.repo)

    def setup(self, accounts: Accounts) -> list[Call]:
        """See ``gitea_setup``."""
        return gitea_setup.calls(self.repo, self.wanted(accounts))

    def apply(self, call: Call) -> None:
        """Carry out one set-up call. A branch protection that exists already is edited instead of made."""
        rules = f"/repos/{self.repo}/branch_protections"
        if call.method == "POST" and call.path == rules:
            rule = f"{rules}/{quote(str(call.body['rule_name']), safe='')}"
            if self._exists(rule):
                call = replace(call, method="PATCH", path=rule)
        try:
            self.http.send(call.method, call.path, call.body)
        except ForgeError as error:
            if error.status != 422 or "rule_name" not in call.body:
                raise
            # Gitea refuses a rule that names an unknown account; without it the rule holds, and reading back tells.
            names = {name: one for name, one in call.body.items() if name.endswith(("_usernames", "_username"))}
            known = {name: [akun for akun in some if self._exists(f"/users/{akun}")] for name, some in names.items()}
            self.http.send(call.method, call.path, {**call.body, **known})

    def _happened(self, number: int) -> Iterator[Mapping[str, Any]]:
        """``GET …/issues/{number}/timeline`` up to the merge, page after page.

        The list's only header counts the entries of its own page, and remarks at lines are taken out of a page after
        it was counted off, so that one may come short or as ``null`` while others follow. Its end is the merge itself.
        """
        path = f"/repos/{self.repo}/issues/{number}/timeline"
        for page in range(1, MAX_PAGES + 1):
            found = objects(self.http.get(path, {**self.ALL, "page": page}).body or [], "timeline")
            yield from found
            if any(one.get("type") == "merge_pull" for one in found):
                return
        raise unexpected("linimasa tanpa penggabungan")

    def _exists(self, path: str) -> bool:
        try:
            self.http.get(path)
        except ForgeError as error:
            if error.status != 404:
                raise
            return False
        return True

    def _talk(self, number: int) -> list[dict[str, object]]:
        """The whole conversation: this one list comes without pages."""
        return objects(self.http.get(f"/repos/{self.repo}/issues/{number}/comments").body, "comments")
