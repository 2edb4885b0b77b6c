"""The API's answers about accounts, requests, reviews, merges and files."""

import base64
import re
from typing import Any
from urllib.parse import unquote

from tests.faces.forge.holding import recorded
from tests.faces.forge.server import Reply, Request, paged, timeline
from tests.faces.forge.shapes import REPO
from tests.workflows.forgejo.people import ROBOT
from tests.workflows.forgejo.requests import Pull, like
from tests.workflows.forgejo.server import Forgejo

STATUS = recorded("status-pemeriksaan")[0]
CHANGES = {"APPROVED", "REQUEST_CHANGES", "COMMENT"}


def serve(forge: Forgejo) -> Forgejo:
    """Give a server its answers."""
    _Accounts(forge)
    _Requests(forge)
    _Files(forge)
    return forge


def _user(request: Request) -> str:
    return request.headers["user"]


class _Accounts:
    def __init__(self, forge: Forgejo) -> None:
        self.forge = forge
        on = forge.on
        on("GET", "/user", lambda request: Reply(forge.people.json(_user(request))))
        on("POST", "/admin/users", self.account)
        on("POST", "/users/[^/]+/tokens", self.token)
        on("POST", "/orgs", lambda request: Reply({"username": request.body["username"]}, 201))
        on("POST", f"/orgs/{REPO.split('/')[0]}/repos", self.repository)
        on("PUT", f"/repos/{REPO}/collaborators/[^/]+", self.collaborator)
        on("POST", f"/repos/{REPO}/actions/variables/[^/]+", self.variable)
        on("POST", f"/repos/{REPO}/actions/workflows/[^/]+/dispatches", self.dispatch)

    def account(self, request: Request) -> Reply:
        name = request.body["username"]
        if name in self.forge.people.passwords:
            return Reply({"message": f"user already exists [name: {name}]"}, 422)
        self.forge.people.passwords[name] = request.body["password"]
        self.forge.settings.people.add(name)
        return Reply(self.forge.people.json(name), 201)

    def token(self, request: Request) -> Reply:
        name = request.path.split("/")[2]
        if _user(request) != name:
            return Reply({"message": "not allowed"}, 403)
        return Reply(
            {"id": 1, "name": request.body["name"], "sha1": self.forge.people.token(name, request.body["scopes"])}, 201
        )

    def repository(self, request: Request) -> Reply:
        if self.forge.made or request.body["name"] != REPO.split("/")[1]:
            return Reply({"message": "The repository with the same name already exists."}, 409)
        self.forge.made = True
        return Reply(self.forge.settings.repository, 201)

    def collaborator(self, request: Request) -> Reply:
        name = request.path.rsplit("/", 1)[1]
        if name not in self.forge.settings.people:
            return Reply({"message": f"user does not exist [name: {name}]"}, 422)
        self.forge.settings.writers.add(name)
        return Reply(status=204, raw=b"")

    def variable(self, request: Request) -> Reply:
        self.forge.variables[request.path.rsplit("/", 1)[1]] = request.body["value"]
        return Reply(status=204, raw=b"")

    def dispatch(self, request: Request) -> Reply:
        self.forge.on_dispatch(request.path.split("/")[-2])
        return Reply(status=204, raw=b"")


class _Requests:
    def __init__(self, forge: Forgejo) -> None:
        self.forge = forge
        api, on = f"/repos/{REPO}", forge.on
        on("GET", f"{api}/pulls", self.listed)
        on("POST", f"{api}/pulls", self.open)
        on("GET", f"{api}/pulls/[0-9]+", lambda request: Reply(self.json(self.pull(request))))
        on("GET", f"{api}/pulls/[0-9]+/files", self.files)
        on("GET", f"{api}/pulls/[0-9]+/reviews", lambda r: paged(self.pull(r).reviews, 50, link=False, total=True)(r))
        on("POST", f"{api}/pulls/[0-9]+/reviews", self.review)
        on("POST", f"{api}/pulls/[0-9]+/merge", self.merge)
        on("DELETE", f"{api}/pulls/[0-9]+/merge", self.unschedule)
        on("PATCH", f"{api}/pulls/[0-9]+", self.retarget)
        on("GET", f"{api}/commits/[0-9a-f]+/pull", self.of_commit)
        on("GET", f"{api}/commits/[0-9a-f]+/statuses", self.statuses)
        on("POST", f"{api}/statuses/[0-9a-f]+", self.status)
        on("GET", f"{api}/issues", lambda r: paged([self.issue(one) for one in forge.issues.values()], 50)(r))
        on("POST", f"{api}/issues", self.open_issue)
        on("GET", f"{api}/issues/[0-9]+/comments", lambda request: Reply(self.pull(request).talk))
        on("POST", f"{api}/issues/[0-9]+/comments", self.comment)
        on("PATCH", f"{api}/issues/comments/[0-9]+", self.edit)
        on("GET", f"{api}/issues/[0-9]+/timeline", lambda request: timeline(self.pull(request).timeline)(request))

    def pull(self, request: Request) -> Pull:
        number = int(request.path.removeprefix(f"/repos/{REPO}/").split("/")[1])
        return self.forge.pulls.get(number) or self.forge.issues[number]

    def json(self, pull: Pull) -> dict[str, Any]:
        return pull.json(self.forge.base_sha(pull))

    def listed(self, request: Request) -> Reply:
        state = request.query.get("state", "open")
        found = [self.json(one) for one in self.forge.pulls.values()]
        return paged([one for one in found if state in {"all", one["state"]}], 50)(request)

    def open(self, request: Request) -> Reply:
        said = request.body
        if said["head"] not in self.forge.bare.heads():
            return Reply({"message": "The target couldn't be found."}, 404)
        return Reply(self.json(self.forge.open(_user(request), said["title"], said["head"], said["base"])), 201)

    def files(self, request: Request) -> Reply:
        return paged([{"filename": name} for name in self.forge.files(self.pull(request))], 50)(request)

    def review(self, request: Request) -> Reply:
        pull, user, state = self.pull(request), _user(request), request.body["event"]
        if state not in CHANGES or (state != "COMMENT" and pull.user["login"] == user):
            return Reply({"message": "approve your own pull is not allowed"}, 422)
        if state != "APPROVED" and not request.body.get("body"):
            return Reply({"message": f"review event {state} requires a body"}, 422)
        person, at = self.forge.people.json(user), self.forge.at()
        made = pull.reviewed(state, person, at, request.body.get("body", ""), pull.head_sha)
        rule = self.forge.rule(pull.base)
        people = rule["approvals_whitelist_username"] if rule else ()
        made["official"] = user in people or not (rule and rule["enable_approvals_whitelist"])
        self.forge.settled()
        return Reply(made)

    def merge(self, request: Request) -> Reply:
        pull, user = self.pull(request), _user(request)
        if request.body["Do"] != "merge":
            return Reply({"message": f"{request.body['Do']} is not allowed an allowed merge style"}, 405)
        why = self.forge.why_no_merge(pull, user)
        if user not in self.forge.settings.writers or why == "User not allowed to merge PR":
            return Reply({"message": why}, 405)
        if why and request.body.get("merge_when_checks_succeed"):
            pull.scheduled = self.forge.people.json(user)
            pull.event("pull_scheduled_merge", pull.scheduled, self.forge.at())
            return Reply(status=201, raw=b"")
        if why or pull.merged:
            return Reply({"message": why or "The PR is already merged"}, 405)
        self.forge.merge(pull, user)
        return Reply(status=200, raw=b"")

    def unschedule(self, request: Request) -> Reply:
        pull = self.pull(request)
        if not pull.scheduled:
            return Reply({"message": "Not Found"}, 404)
        pull.scheduled = None
        pull.event("pull_cancel_scheduled_merge", self.forge.people.json(_user(request)), self.forge.at())
        return Reply(status=204, raw=b"")

    def retarget(self, request: Request) -> Reply:
        """*Edit*: another target branch."""
        pull = self.pull(request)
        pull.base = request.body["base"]
        pull.event("change_target_branch", self.forge.people.json(_user(request)), self.forge.at())
        self.forge.on_change(pull, "edited")
        return Reply(self.json(pull), 201)

    def of_commit(self, request: Request) -> Reply:
        sha = request.path.split("/")[-2]
        found = [pull for pull in self.forge.pulls.values() if pull.merged and pull.merged["commit"] == sha]
        return Reply(self.json(found[0])) if found else Reply({"message": "Not Found"}, 404)

    def statuses(self, request: Request) -> Reply:
        sha = request.path.split("/")[-2]
        names = ("context", "status", "created_at")
        found = [like(STATUS, **{n: one[n] for n in names}) for one in self.forge.statuses if one["sha"] == sha]
        return paged(found[::-1], 50)(request)

    def status(self, request: Request) -> Reply:
        self.forge.report(request.path.rsplit("/", 1)[1], request.body["context"], request.body["state"])
        return Reply({}, 201)

    def issue(self, issue: Pull) -> dict[str, Any]:
        return {"number": issue.number, "title": issue.title, "user": issue.user, "state": "open", "pull_request": None}

    def open_issue(self, request: Request) -> Reply:
        number = 1 + max((*self.forge.pulls, *self.forge.issues), default=0)
        who = self.forge.people.json(_user(request))
        url = f"{self.forge.url}/{REPO}/issues/{number}"
        self.forge.issues[number] = Pull(number, request.body["title"], who, "", "", "", url)
        return Reply(self.issue(self.forge.issues[number]), 201)

    def comment(self, request: Request) -> Reply:
        who = self.forge.people.json(_user(request))
        return Reply(self.pull(request).said(who, self.forge.at(), request.body["body"]), 201)

    def edit(self, request: Request) -> Reply:
        number = int(request.path.rsplit("/", 1)[1])
        everywhere = (*self.forge.pulls.values(), *self.forge.issues.values())
        for comment in (one for pull in everywhere for one in pull.talk):
            if comment["id"] == number and comment["user"]["login"] == _user(request):
                comment["body"] = request.body["body"]
                return Reply(comment)
        return Reply({"message": "Not Found"}, 404)


class _Files:
    def __init__(self, forge: Forgejo) -> None:
        self.forge = forge
        api, on = f"/repos/{REPO}", forge.on
        on("GET", f"{api}/contents/.+", self.content)
        on("PUT", f"{api}/contents/.+", self.pencil)
        on("POST", f"{api}/contents/.+", self.pencil)
        on("POST", f"{api}/branches", self.branch)
        on("GET", f"{api}/git/trees/[0-9a-f]+", self.tree)
        on("GET", f"{api}/git/blobs/[0-9a-f]+", self.blob)

    def content(self, request: Request) -> Reply:
        path, ref = unquote(request.path.partition("/contents/")[2]), request.query.get("ref", "main")
        found = self.forge.bare.tried("rev-parse", "--verify", "--quiet", f"{ref}:{path}")
        if found.returncode:
            return Reply({"message": "object does not exist"}, 404)
        return self._blob(found.stdout.decode().strip(), path=path)

    def pencil(self, request: Request) -> Reply:
        path, said, user = unquote(request.path.partition("/contents/")[2]), request.body, _user(request)
        target = said.get("new_branch") or said["branch"]
        if user not in self.forge.settings.writers or self.forge.no_push(f"refs/heads/{target}", user):
            return Reply({"message": f"user {user} is not allowed to edit the protected branch"}, 403)
        data = base64.b64decode(said["content"])
        commit = self.forge.commit_file(said["branch"], target, path, data, said["message"], user)
        return Reply({"commit": {"sha": commit}}, 201)

    def branch(self, request: Request) -> Reply:
        name, user = request.body["new_branch_name"], _user(request)
        why = self.forge.no_push(f"refs/heads/{name}", user)
        if why:
            return Reply({"message": f"PushRejected Error: exit status 1 - {why}"}, 500)
        self.forge.bare("update-ref", f"refs/heads/{name}", self.forge.bare.heads()[request.body["old_branch_name"]])
        return Reply({"name": name}, 201)

    def tree(self, request: Request) -> Reply:
        lines = self.forge.bare("ls-tree", "-r", "-t", "-z", request.path.rsplit("/", 1)[1]).split("\0")
        found = [re.fullmatch(r"(\d+) (\w+) ([0-9a-f]+)\t(.*)", line, re.DOTALL) for line in lines if line]
        tree = [{"mode": one[1], "type": one[2], "sha": one[3], "path": one[4]} for one in found if one]
        return Reply({"sha": request.path.rsplit("/", 1)[1], "tree": tree, "truncated": False})

    def blob(self, request: Request) -> Reply:
        return self._blob(request.path.rsplit("/", 1)[1])

    def _blob(self, sha: str, **more: str) -> Reply:
        data = self.forge.bare.tried("cat-file", "blob", sha).stdout
        content = base64.b64encode(data).decode()
        return Reply({"sha": sha, "size": len(data), "encoding": "base64", "content": content, **more})


__all__ = ["ROBOT", "serve"]
