"""Forges that hold settings: what is written can be read back, with each server's own way of not doing as asked.

The Forgejo one answers like the real server of ``recorded/``: a name that it does not know, or that may not write, is
dropped with 201; a field that it lacks is passed over; a rule that exists already is a 403.
"""

import copy
import json
from datetime import date
from pathlib import Path
from typing import Any

from rktkit.faces.forge import setup
from rktkit.faces.forge.accounts import Accounts
from rktkit.faces.forge.api.protocol import Forge
from tests.faces.forge.server import Reply, Request, Server
from tests.faces.forge.shapes import REPO

RECORDED = Path(__file__).parent / "recorded"
OFFICE = ("contoh-kepala", "contoh-sekretaris", "contoh-kasubag", "contoh-pengelola", "penerbit")


def recorded(name: str) -> Any:
    """The body of an answer of a real server."""
    return json.loads((RECORDED / f"{name}.json").read_text())["body"]


class Forgejo:
    """A Forgejo, or a Gitea that refuses unknown accounts (``strict``). ``writers`` may write, ``people`` have one."""

    def __init__(self, server: Server, *, strict: bool = False) -> None:
        self.rules: dict[str, dict[str, Any]] = {}
        self.writers = set(OFFICE)
        self.people = set(OFFICE)
        self.repository = recorded("repositori")
        self.blank = {
            name: type(value)() for name, value in recorded("aturan-cabang")[0].items() if name != "created_at"
        }
        self.strict = strict
        self.begun = True
        """Whether ``main`` was pushed."""
        repo, rules = f"/repos/{REPO}", f"/repos/{REPO}/branch_protections"
        server.on("GET", repo, lambda _: Reply({**self.repository, "empty": not self.begun}))
        server.on("PATCH", repo, self._settings)
        server.on("GET", rules, lambda _: Reply(list(self.rules.values())))
        server.on("POST", rules, self._make)
        server.on("GET", f"{rules}/.+", self._one)
        server.on("PATCH", f"{rules}/.+", self._change)
        server.on("GET", f"{repo}/branches/main", lambda _: Reply({"name": "main"}, 200 if self.begun else 500))
        server.on("GET", f"{repo}/collaborators/[^/]+/permission", self._permission)
        server.on("GET", "/users/[^/]+", self._user)

    def _settings(self, request: Request) -> Reply:
        self.repository |= {name: value for name, value in request.body.items() if name in self.repository}
        return Reply(self.repository)

    def _one(self, request: Request) -> Reply:
        name = request.path.rsplit("/", 1)[1].replace("%2F", "/").replace("%2A", "*")
        return Reply(self.rules[name]) if name in self.rules else Reply({"message": "Not Found"}, 404)

    def _make(self, request: Request) -> Reply:
        name = request.body["rule_name"]
        if name in self.rules:
            return Reply({"message": "Branch protection already exist"}, 403)
        return self._keep(name, copy.deepcopy(self.blank), request, 201)

    def _change(self, request: Request) -> Reply:
        name = request.path.rsplit("/", 1)[1].replace("%2F", "/").replace("%2A", "*")
        return self._keep(name, self.rules[name], request, 200)

    def _keep(self, name: str, rule: dict[str, Any], request: Request, status: int) -> Reply:
        said = {field: value for field, value in request.body.items() if field in self.blank}
        for field, value in said.items():
            if field.endswith(("_usernames", "_username")):
                unknown = [one for one in value if one not in self.people]
                if self.strict and unknown:
                    return Reply({"message": f"user does not exist [name: {unknown[0]}]"}, 422)
                said[field] = [one for one in value if one in self.writers]
        self.rules[name] = {**rule, **said}
        return Reply(self.rules[name], status)

    def _permission(self, request: Request) -> Reply:
        name = request.path.split("/")[-2]
        if name not in self.people:
            return Reply({"message": "user does not exist"}, 404)
        return Reply({**recorded("hak-kabid"), "permission": "write" if name in self.writers else "read"})

    def _user(self, request: Request) -> Reply:
        name = request.path.rsplit("/", 1)[1]
        return Reply({"login": name}) if name in self.people else Reply({"message": "not found"}, 404)


class GitHub:
    """GitHub's GraphQL of branch rules and the REST settings beside it; ``refuse``: what a plan does not offer."""

    def __init__(self, server: Server, *, organisation: bool = True, refuse: str = "") -> None:
        self.rules: dict[str, dict[str, Any]] = {}
        self.organisation, self.refuse = organisation, refuse
        self.people = set(OFFICE)
        self.settings: dict[str, Any] = {
            "allow_squash_merge": True,
            "allow_auto_merge": True,
            "default_branch": "master",
        }
        self.reading = "write"
        self.policies: list[dict[str, Any]] = []
        self.begun = True
        repo = f"/repos/{REPO}"
        server.on("POST", "/graphql", self._graphql)
        server.on("PATCH", repo, self._settings)
        server.on("GET", f"{repo}/branches/main/protection", Reply({}, 403 if refuse else 404))
        server.on("GET", f"{repo}/actions/permissions/workflow", lambda _: Reply(self._permissions()))
        server.on("PUT", f"{repo}/actions/permissions/workflow", self._read_only)
        server.on("GET", f"{repo}/branches/main", lambda _: Reply({"name": "main"}, 200 if self.begun else 404))
        environment = f"{repo}/environments/publikasi"
        server.on("PUT", environment, Reply({}))
        server.on("GET", f"{environment}/deployment-branch-policies", lambda _: Reply(self._policies()))
        server.on("POST", f"{environment}/deployment-branch-policies", self._policy)
        server.on("GET", "/users/[^/]+", self._user)
        server.on("GET", f"{repo}/collaborators/[^/]+/permission", self._permission)

    def _permissions(self) -> dict[str, Any]:
        return {"default_workflow_permissions": self.reading}

    def _read_only(self, request: Request) -> Reply:
        self.reading = request.body["default_workflow_permissions"]
        return Reply(status=204, raw=b"")

    def _policies(self) -> dict[str, Any]:
        return {"total_count": len(self.policies), "branch_policies": self.policies}

    def _policy(self, request: Request) -> Reply:
        if self.policies:
            return Reply({"message": "Deployment branch policy already exists"}, 303)
        self.policies.append(request.body)
        return Reply(request.body)

    def _settings(self, request: Request) -> Reply:
        self.settings |= request.body
        return Reply({})

    def _user(self, request: Request) -> Reply:
        name = request.path.rsplit("/", 1)[1]
        return Reply(
            {"login": name, "node_id": f"U_{name}"} if name in self.people else {}, 200 if name in self.people else 404
        )

    def _permission(self, request: Request) -> Reply:
        name = request.path.split("/")[-2]
        return Reply({"permission": "write"}) if name in self.people else Reply({"message": "Not Found"}, 404)

    def _graphql(self, request: Request) -> Reply:
        question, variables = request.body["query"], request.body["variables"]
        if "mutation" not in question:
            return Reply({"data": {"repository": self._repository()}})
        if self.refuse:
            return Reply({"data": None, "errors": [{"type": "FORBIDDEN", "message": self.refuse}]})
        said = dict(variables["input"])
        if not self.organisation and said.get("restrictsPushes"):
            message = "Only organization repositories can have users and team restrictions"
            return Reply({"data": None, "errors": [{"type": "UNPROCESSABLE", "message": message}]})
        number = said.pop("branchProtectionRuleId", None) or f"BPR_{len(self.rules)}"
        assert ("createBranch" in question) == (said.pop("repositoryId", None) == "R_1")
        self.rules[number] = {**self.rules.get(number, {"id": number}), **said}
        return Reply({"data": {}})

    def _repository(self) -> dict[str, Any]:
        def node(rule: dict[str, Any]) -> dict[str, Any]:
            actors = [{"actor": {"__typename": "User", "login": n[2:]}} for n in rule.get("pushActorIds", ())]
            return {**rule, "pushAllowances": {"nodes": actors}}

        return {
            "id": "R_1",
            "isInOrganization": self.organisation,
            "defaultBranchRef": {"name": self.settings["default_branch"]} if self.begun else None,
            "mergeCommitAllowed": True,
            "squashMergeAllowed": self.settings["allow_squash_merge"],
            "rebaseMergeAllowed": False,
            "autoMergeAllowed": self.settings["allow_auto_merge"],
            "branchProtectionRules": {"nodes": [node(rule) for rule in self.rules.values()]},
        }


TODAY = date(2026, 11, 24)
"""The day on which the office's accounts are asked for."""


def run(forge: Forge, accounts: Accounts) -> tuple[bool, str]:
    """Set a forge up: whether all is as it must be, and what was said."""
    said: list[str] = []
    return setup.run(forge, accounts, said.append), "".join(said)
