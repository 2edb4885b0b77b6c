"""GitHub's REST API (version 2022-11-28)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any
from urllib.parse import quote

from rktkit.faces.forge.accounts import Accounts
from rktkit.faces.forge.api import github_setup, github_suggest, wire
from rktkit.faces.forge.api.http import ForgeError, Http, objects, refused
from rktkit.faces.forge.api.keeping import Keeping, kept_by_github
from rktkit.faces.forge.api.protections import Protections
from rktkit.faces.forge.api.protocol import (
    Artifact,
    Call,
    Comment,
    Suggestion,
)
from rktkit.faces.forge.api.rest import Rest, Words, ordered, read_comment

ACTIONS = "github-actions[bot]"
"""The account of the token that a workflow gets; that token may not ask for its own name."""

_CAPITAL = re.compile(r"([A-Z])")


@dataclass(frozen=True, slots=True)
class GitHub(Rest):
    """One repository on GitHub. ``web`` is the address people visit, ``repo`` is ``owner/name``."""

    ALL = MappingProxyType({"per_page": 100})
    ISSUES = MappingProxyType({"state": "open", "per_page": 100})
    STATES = MappingProxyType(
        {
            "APPROVED": "APPROVED",
            "CHANGES_REQUESTED": "CHANGES_REQUESTED",
            "COMMENTED": "COMMENTED",
            "DISMISSED": "DISMISSED",
        }
    )
    WORDS = Words(
        "event",
        frozenset({"auto_merge_enabled", "auto_squash_enabled", "auto_rebase_enabled"}),
        "auto_merge_disabled",
        pushed="",  # GitHub tells the dates of commits only, which are their authors' word
    )

    @classmethod
    def at(cls, repo: str, token: str, server: str, api: str) -> "GitHub":
        """Connect to the API at ``api``, by default the usual one, of the forge that people visit at ``server``."""
        usual = "https://api.github.com" if server == "https://github.com" else f"{server}/api/v3"
        headers = {"Accept": "application/vnd.github+json", "X-GitHub-Api-Version": "2022-11-28"}
        return cls(Http(api or usual, token, headers=headers), server.rstrip("/"), repo, "github")

    def pull_request_of(self, commit: str) -> int | None:
        """``GET /repos/{repo}/commits/{sha}/pulls``."""
        for item in self.http.pages(f"/repos/{self.repo}/commits/{commit}/pulls", self.ALL):
            if item.get("merge_commit_sha") == commit and item.get("merged_at"):
                return wire.read(wire.Issue, item).number
        return None

    def pull_requests_at(self, commit: str) -> tuple[int, ...]:
        """The same list, for a commit that is not on the main branch."""
        listed = self.http.pages(f"/repos/{self.repo}/commits/{commit}/pulls", self.ALL)
        found = [wire.read(wire.Headed, item) for item in listed]
        return tuple(one.number for one in found if one.head.sha == commit)

    def discussion(self, number: int) -> tuple[Comment, ...]:
        """``GET …/issues/{number}/comments`` and ``GET …/pulls/{number}/comments``."""
        talk = self.http.pages(f"/repos/{self.repo}/issues/{number}/comments", self.ALL)
        lines = self.http.pages(f"/repos/{self.repo}/pulls/{number}/comments", self.ALL)
        return ordered(read_comment(item, "line", "original_line") for item in [*talk, *lines])

    def suggest(self, number: int, commit: str, wanted: Sequence[Suggestion]) -> frozenset[Suggestion]:
        """See ``github_suggest``."""
        return github_suggest.suggest(self.http, self.repo, number, commit, self._me(), wanted)

    def artifacts(self, run: int) -> tuple[Artifact, ...]:
        """``GET /repos/{repo}/actions/runs/{run}/artifacts``, the first hundred."""
        body = self.http.get(f"/repos/{self.repo}/actions/runs/{run}/artifacts", self.ALL).body
        page = f"{self.web}/{self.repo}/actions/runs/{run}/artifacts"
        return tuple(Artifact(one.name, f"{page}/{one.id}") for one in wire.read(wire.Artifacts, body).artifacts)

    def file_url(self, commit: str, path: str, fragment: str) -> str:
        """A place in a file at a commit: ``L12``, or an anchor."""
        return f"{self.web}/{self.repo}/blob/{commit}/{quote(path, safe='/', errors='surrogateescape')}#{fragment}"

    def fetch_ref(self, number: int) -> str:
        """GitHub keeps the head of every pull request, from forks too."""
        return f"pull/{number}/head"

    def wanted(self, accounts: Accounts) -> Protections:
        """See ``github_setup``."""
        return github_setup.wanted(accounts)

    def holds(self) -> Protections:
        """One GraphQL question for the rules, and REST for what GraphQL does not know."""
        base = f"/repos/{self.repo}"
        reading = self._read(f"{base}/actions/permissions/workflow")
        bound = self._read(f"{base}/environments/{github_setup.ENVIRONMENT}/deployment-branch-policies")
        protects = True
        try:
            self.http.get(f"{base}/branches/main/protection")
        except ForgeError as error:
            if error.status not in {403, 404}:
                raise
            protects = error.status == 404  # an administrator is refused only where the plan has no rules
        policies = objects(bound.get("branch_policies", []), "branch_policies")
        return github_setup.held(
            self._repository(),
            self._rulesets(),
            protects=protects,
            reading=reading.get("default_workflow_permissions") == "read",
            bound=[one.get("name") for one in policies] == ["main"],
        )

    def _rulesets(self) -> list[dict[str, Any]]:
        """The rules of rulesets that hold for ``main``; none where they are not told."""
        try:
            return objects(self.http.get(f"/repos/{self.repo}/rules/branches/main", self.ALL).body, "rules")
        except ForgeError as error:
            if error.status not in {403, 404}:
                raise
            return []

    def keeps(self) -> Keeping:
        """See ``keeping``."""
        return kept_by_github(self.http, self.repo, github_setup.ENVIRONMENT)

    def setup(self, accounts: Accounts) -> list[Call]:
        """See ``github_setup``."""
        return github_setup.calls(self.repo, self.wanted(accounts))

    def apply(self, call: Call) -> None:
        """Carry out one set-up call; a second run changes nothing."""
        if call.path == "/graphql":
            self._rule(call.body)
            return
        try:
            self.http.send(call.method, call.path, call.body)
        except ForgeError as error:
            # The documented "already there" of the one POST that adds a branch name to an environment, and plans
            # without environments; reading back tells.
            if not (call.method == "POST" and error.status in {303, 422}) and "/environments/" not in call.path:
                raise

    def _rule(self, body: Mapping[str, Any]) -> None:
        """Make or change the rule of a pattern."""
        repository = self._repository()
        there = [rule for rule in repository.branch_protection_rules.nodes if rule.pattern == body["pattern"]]
        wanted = {name: value for name, value in body.items() if name != "pushActors"}
        if repository.is_in_organization:
            numbers = [number for akun in body["pushActors"] if (number := self._number(akun))]
            wanted |= {"pushActorIds": numbers}
        else:
            wanted |= {"restrictsPushes": False, "blocksCreations": False}
        if there:
            self._graphql(github_setup.UPDATE, {"input": {**wanted, "branchProtectionRuleId": there[0].id}})
        else:
            self._graphql(github_setup.CREATE, {"input": {**wanted, "repositoryId": repository.id}})

    def _number(self, account: str) -> str | None:
        """GitHub's own number of an account; ``None`` for a name that nobody has."""
        found = self._read(f"/users/{quote(account, safe='')}")
        return wire.read(wire.Name, found.get("node_id"), "node_id") if found else None

    def _repository(self) -> github_setup.Repository:
        owner, _, name = self.repo.partition("/")
        found = self._graphql(github_setup.HELD, {"owner": owner, "name": name})
        return wire.read(github_setup.Repository, found.get("repository"), "repository")

    def _graphql(self, question: str, variables: Mapping[str, Any]) -> Mapping[str, Any]:
        """``POST /graphql``; on a server of one's own beside ``/v3``.

        A refusal comes with status 200. One that says that the plan has no rules is passed over: reading back tells.
        """
        http = replace(self.http, base=self.http.base.rstrip("/").removesuffix("/v3"))
        [answer] = objects([http.send("POST", "/graphql", {"query": question, "variables": variables}).body], "data")
        wrong = [str(one.get("message")) for one in objects(answer.get("errors") or [], "errors")]
        if wrong and not all("pgrade to GitHub" in one for one in wrong):
            raise refused(422, "\n".join(wrong))
        return objects([_snake(answer.get("data") or {})], "data")[0]

    def _read(self, path: str) -> Mapping[str, Any]:
        """An object, empty where there is none."""
        try:
            body = self.http.get(path).body
        except ForgeError as error:
            if error.status not in {403, 404}:
                raise
            return {}
        return objects([body], path)[0]

    def _me(self) -> str:
        try:
            return Rest._me(self)
        except ForgeError as error:
            if error.status in {401, 403, 404}:
                return ACTIONS
            raise


def _snake(value: Any) -> Any:
    """GraphQL's answer with names as they are written here."""
    if isinstance(value, dict):
        return {_CAPITAL.sub(r"_\1", name).lower().lstrip("_"): _snake(one) for name, one in value.items()}
    return [_snake(one) for one in value] if isinstance(value, list) else value
