"""The server: Git and the API on one address, one repository, a clock that goes a minute a deed."""

import fnmatch
import re
import subprocess
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from tests.faces.forge import holding
from tests.faces.forge.server import Reply, Request, Server
from tests.faces.forge.shapes import REPO
from tests.workflows.forgejo.git import Bare, backend
from tests.workflows.forgejo.people import ROBOT, People
from tests.workflows.forgejo.requests import Pull
from tests.workflows.forgejo.rules import Rule, rule_of, why_no_merge, why_no_push

ADMINS = re.compile(
    rf"/admin/.*|/orgs.*|/repos/{REPO}(?:/branch_protections.*|/collaborators/[^/]+|/actions/variables/.*)?"
)
"""What only an administrator may change."""

Hook = Callable[[Pull, str], None]
"""A request and what happened to it: ``opened``, ``synchronize``, ``edited``."""


class Forgejo(Server):
    """See the package. ``place`` is a folder for the repository; ``start`` is what its clock says at first."""

    def __init__(self, place: Path, start: datetime) -> None:
        super().__init__()
        self.lock = threading.RLock()
        self.clock = start
        self.bare = Bare(place / "forge.git")
        self.people = People("pengelola-server")
        self.settings = holding.Forgejo(self)
        self.settings.people, self.settings.writers = {self.people.admin}, {self.people.admin}
        self.settings.begun = self.made = False
        self.pulls: dict[int, Pull] = {}
        self.issues: dict[int, Pull] = {}
        self.statuses: list[dict[str, Any]] = []
        self.variables: dict[str, str] = {}
        self.on_change: Hook = lambda _pull, _action: None
        self.on_dispatch: Callable[[str], None] = lambda _: None

    # --- what everybody goes through ----------------------------------------------------------------------------------

    def now(self) -> float:
        return self.clock.timestamp()

    def at(self) -> str:
        """The time of a deed; the next one is later."""
        self.clock += timedelta(minutes=1)
        return self.clock.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    def answer(self, request: Request) -> Reply:
        with self.lock:
            if not request.path.startswith("/api/v1"):
                return Reply({"message": "Not Found"}, 404)
            request.path = request.path.removeprefix("/api/v1")
            said = request.headers.get("authorization", "")
            request.headers["user"] = user = self.people.who(said)
            scope = self.people.lacks(said, request.method, request.path)
            if scope:
                return Reply({"message": f"token does not have at least one of required scope(s): [{scope}]"}, 403)
            if not user and request.method != "GET":
                return Reply({"message": "token is required"}, 401)
            if request.method != "GET" and ADMINS.fullmatch(request.path) and user != self.people.admin:
                return Reply({"message": "Must be an admin"}, 403)
            if request.path.startswith(f"/repos/{REPO}") and not (self.made and self.reads(user)):
                return Reply({"message": "The target couldn't be found."}, 404)
            return super().answer(request)

    def reads(self, user: str) -> bool:
        """The repository is private."""
        return user == ROBOT or user in self.settings.writers

    def raw(self, method: str, path: str, query: str, headers: dict[str, str], body: bytes) -> Reply | None:
        prefix = f"/{REPO}"
        if not re.match(rf"{prefix}(?:\.git)?/(?:info/refs|git-)", path):
            return None
        user = self.people.who(headers.get("authorization", ""))
        if not user or not self.reads(user):
            return Reply(raw=b"", status=401, headers={"www-authenticate": 'Basic realm="Forgejo"'})
        with self.lock:
            before = self.bare.heads()
            inner = path.removeprefix(prefix).removeprefix(".git")
            status, fields, content = backend(
                self.bare, method, inner, query, headers, body, user,
                lambda ref: self.no_push(ref, user),
                lambda ref: self.rule(ref.removeprefix("refs/heads/")) is not None,
            )  # fmt: skip
            if inner == "/git-receive-pack":
                self.changed(before, user)
        return Reply(raw=content, status=status, headers=fields)

    def rule(self, branch: str) -> Rule | None:
        return rule_of(self.settings.rules, branch)

    def no_push(self, ref: str, user: str) -> str:
        """Why somebody may not push to a ref; empty if he may."""
        branch = ref.removeprefix("refs/heads/")
        return why_no_push(self.rule(branch), branch, user)

    def changed(self, before: dict[str, str], user: str) -> None:
        """Branches moved: the requests from them move along."""
        after = self.bare.heads()
        self.settings.begun = "main" in after
        for pull in [one for one in self.pulls.values() if not one.merged]:
            head = after.get(pull.head, pull.head_sha)
            if head != pull.head_sha:
                rule = self.rule(pull.base)
                dismiss = bool(rule and rule["dismiss_stale_approvals"])
                pull.moved(head, self.people.json(user), self.at(), dismiss=dismiss)
                self.bare("update-ref", f"refs/pull/{pull.number}/head", head)
                self.on_change(pull, "synchronize")

    # --- requests -----------------------------------------------------------------------------------------------------

    def base_sha(self, pull: Pull) -> str:
        return str(pull.merged["base"]) if pull.merged else self.bare.heads()[pull.base]

    def open(self, user: str, title: str, head: str, base: str) -> Pull:
        """A new request."""
        number = 1 + max((*self.pulls, *self.issues), default=0)
        tip = self.bare.heads()[head]
        pull = Pull(number, title, self.people.json(user), head, base, tip, f"{self.url}/{REPO}/pulls/{number}")
        self.pulls[number] = pull
        self.bare("update-ref", f"refs/pull/{number}/head", tip)
        pull.event("pull_push", pull.user, self.at())
        self.on_change(pull, "opened")
        return pull

    def why_no_merge(self, pull: Pull, user: str) -> str:
        """Why somebody may not merge a request now."""
        latest = {(one["sha"], one["context"]): one["status"] for one in self.statuses}
        good = {name for (sha, name), state in latest.items() if sha == pull.head_sha and state == "success"}
        outdated = not self.bare.contains(pull.head_sha, self.base_sha(pull))
        return why_no_merge(self.rule(pull.base), user, pull.reviews, good, self.settings.writers, outdated=outdated)

    def merge(self, pull: Pull, user: str) -> None:
        """The button, and what a schedule does."""
        base, at = self.base_sha(pull), self.at()
        tree = self.bare("merge-tree", "--write-tree", base, pull.head_sha)
        who = _signed(user, at)
        said = f"Merge pull request '{pull.title}' (#{pull.number}) from {pull.head} into {pull.base}"
        commit = self.bare("commit-tree", tree, "-p", base, "-p", pull.head_sha, data=said.encode(), env=who)
        before = self.bare.heads()
        self.bare("update-ref", f"refs/heads/{pull.base}", commit, base)
        pull.merged = {"by": self.people.json(user), "at": at, "commit": commit, "base": base}
        pull.event("merge_pull", pull.merged["by"], at)
        self.changed(before, user)

    def settled(self) -> None:
        """After each check and each review: what was scheduled and may be merged now, is."""
        for pull in self.pulls.values():
            if pull.scheduled and not pull.merged and not self.why_no_merge(pull, pull.scheduled["login"]):
                self.merge(pull, pull.scheduled["login"])

    def report(self, sha: str, context: str, state: str) -> None:
        """A check of a commit."""
        self.statuses.append({"sha": sha, "context": context, "status": state, "created_at": self.at()})
        self.settled()

    def files(self, pull: Pull) -> list[str]:
        """What a request changes."""
        names = self.bare("diff", "--name-only", "-z", f"{self.base_sha(pull)}...{pull.head_sha}")
        return [name for name in names.split("\0") if name]

    def branches(self, pattern: str) -> list[str]:
        return fnmatch.filter(self.bare.heads(), pattern)

    def commit_file(self, branch: str, target: str, path: str, data: bytes, message: str, user: str) -> str:
        """The pencil: one file changed on top of a branch, on it or on a new one."""
        with self.lock:
            index = {"GIT_INDEX_FILE": str(self.bare.place / "index-pensil")}
            who = _signed(user, self.at())
            before = self.bare.heads()
            self.bare("read-tree", before[branch], env=index)
            blob = self.bare("hash-object", "-w", "--stdin", data=data)
            self.bare("update-index", "--add", "--cacheinfo", f"100644,{blob},{path}", env=index)
            tree = self.bare("write-tree", env=index)
            commit = self.bare("commit-tree", tree, "-p", before[branch], data=message.encode(), env=who)
            self.bare("update-ref", f"refs/heads/{target}", commit)
            self.changed(before, user)
            return commit


def _signed(user: str, at: str) -> dict[str, str]:
    """Whose commit it is."""
    said = {"NAME": user, "EMAIL": f"{user}@noreply.invalid", "DATE": at}
    return {f"GIT_{one}_{what}": value for one in ("AUTHOR", "COMMITTER") for what, value in said.items()}


def clone(bare: Bare, place: Path, commit: str) -> Path:
    """The files of a commit, as a runner has them before its first step."""
    subprocess.run(["git", "clone", "--quiet", "--no-checkout", bare.place, place], check=True)
    subprocess.run(["git", "-C", place, "fetch", "--quiet", "origin", commit], check=True)
    subprocess.run(["git", "-C", place, "checkout", "--quiet", "--detach", commit], check=True)
    return place
