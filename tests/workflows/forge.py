"""A forge on this disk: a bare repository, an API on 127.0.0.1, and a runner that runs the workflow files themselves.

The runner is ``runner.act``; ``scripts/setup`` takes the packages of this machine instead of fetching them.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.faces.forge.server import Reply, Request, Server, paged
from tests.git import GIT
from tests.workflows.office import project
from tests.workflows.outcome import Outcome
from tests.workflows.runner import SETUP, act, kept

REPO = "pemda/rkt"
RUN = 5
HOST = "git.example"


class LocalForge:
    """One repository. Unless said otherwise a pull request is number 12."""

    def __init__(self, place: Path, server: Server) -> None:
        self.place = place
        self.server = server
        self.bare = place / "forge.git"
        self.clone = place / "clone"
        self.artifacts = place / "artifacts"
        self.talk: dict[int, list[dict[str, Any]]] = {}
        self.statuses: list[dict[str, Any]] = []
        self.issues: list[dict[str, Any]] = []
        self.robot = "github-actions[bot]"
        self.python = sys.executable
        self.kept: Path | None = None
        self._seed()

    def _seed(self) -> None:
        """``main`` is this project with the sample office; ``draf/2027`` is where a cycle is collected."""
        project(self.clone)
        (self.clone / "scripts" / "setup").write_text(SETUP)
        (self.clone / "scripts" / "test").write_text("#!/bin/sh\necho seluruh uji berjalan\n")
        subprocess.run(["git", "init", "--quiet", "--bare", "--initial-branch=main", self.bare], check=True)
        subprocess.run(["git", "-C", self.bare, "config", "uploadpack.allowAnySHA1InWant", "true"], check=True)
        self.git("init", "--quiet", "--initial-branch=main")
        self.git("remote", "add", "origin", str(self.bare))
        self.commit("Awal")
        self.git("push", "--quiet", "origin", "main", "main:draf/2027")
        self.git("fetch", "--quiet", "origin")

    @property
    def comments(self) -> list[dict[str, Any]]:
        """What was said about number 12."""
        return self.talk.setdefault(12, [])

    # --- what people do -----------------------------------------------------------------------------------------------

    def git(self, *words: str, at: str | None = None) -> str:
        """Run Git in the clone; ``at`` is what the committer's clock says."""
        clock = {"GIT_AUTHOR_DATE": at, "GIT_COMMITTER_DATE": at} if at else {}
        environment = {**os.environ, **GIT, **clock}
        run = subprocess.run(["git", *words], cwd=self.clone, env=environment, capture_output=True, text=True)
        assert run.returncode == 0, run.stderr
        return run.stdout.strip()

    def commit(self, message: str) -> str:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", message)
        return self.git("rev-parse", "HEAD")

    def edit(self, path: str, old: str, new: str) -> None:
        file = self.clone / path
        text = file.read_text()
        assert old in text, f"{old!r} stands nowhere in {path}"
        file.write_text(text.replace(old, new, 1))

    def open_pull(self, branch: str, base: str, title: str = "Form RKT", number: int = 12) -> dict[str, Any]:
        """Push what is checked out as a pull request. The working tree becomes the merge, as the forge tries it."""
        head = self.git("rev-parse", "HEAD")
        base_sha = self.git("rev-parse", f"origin/{base}")
        changed = self.git("diff", "--name-only", "-z", f"{base_sha}...{head}").split("\0")
        self.git("switch", "--quiet", "--detach", base_sha)
        self.git("merge", "--quiet", "--no-ff", "--message", f"Merge {head} into {base_sha}", head)
        self.git(
            "push", "--quiet", "--force", "origin", f"{head}:refs/pull/{number}/head", f"HEAD:refs/pull/{number}/merge"
        )
        pull = {
            "number": number,
            "title": title,
            "state": "open",
            "user": {"login": "contoh-pikp"},
            "html_url": f"https://github.com/{REPO}/pull/{number}",
            "merged": False,
            "merge_commit_sha": self.git("rev-parse", "HEAD"),
            "head": {"sha": head, "ref": branch, "label": f"orang:{branch}"},
            "base": {"sha": base_sha, "ref": base, "label": f"pemda:{base}"},
        }
        self._answer(pull, [path for path in changed if path])
        return pull

    def merge(self, pull: dict[str, Any], by: str, at: str, reviews: list[dict[str, Any]]) -> dict[str, Any]:
        """The merge button. Gives the push event that follows."""
        base = pull["base"]["ref"]
        before = self.git("rev-parse", f"origin/{base}")
        self.git("switch", "--quiet", "--force-create", base, f"origin/{base}")
        said = f"Merge pull request #{pull['number']}"
        self.git("merge", "--quiet", "--no-ff", "--message", said, pull["head"]["sha"], at=at)
        self.git("push", "--quiet", "origin", base)
        commit = self.git("rev-parse", "HEAD")
        merged = {
            **pull,
            "state": "closed",
            "merged": True,
            "merged_at": at,
            "merged_by": {"login": by},
            "merge_commit_sha": commit,
        }
        self._answer(merged, [], reviews)
        self.server.on("GET", f"/repos/{REPO}/commits/{commit}/pulls", Reply([merged]))
        self.server.on("GET", f"/repos/{REPO}/commits/(?!{commit})[0-9a-f]+/pulls", Reply([]))
        return {"ref": f"refs/heads/{base}", "before": before, "after": commit, **self._context()}

    # --- what the forge answers ---------------------------------------------------------------------------------------

    def _context(self) -> dict[str, Any]:
        return {"repository": {"full_name": REPO, "name": "rkt", "owner": {"login": "pemda"}, "default_branch": "main"}}

    def _answer(self, pull: dict[str, Any], files: list[str], reviews: list[dict[str, Any]] | None = None) -> None:
        api, number = f"/repos/{REPO}", pull["number"]
        talk = self.talk.setdefault(number, [])
        artifacts = {"artifacts": [{"id": n, "name": name} for n, name in enumerate(("draf-pdf", "draf-excel"), 1)]}

        def comment(request: Request) -> Reply:
            return self._comment(request, number)

        routes = len(self.server.routes)
        self.server.on("GET", "/user", lambda _: self._me())
        self.server.on("GET", f"{api}/pulls/{number}", Reply(pull))
        self.server.on("GET", f"{api}/pulls/{number}/files", paged([{"filename": path} for path in files], 100))
        self.server.on("GET", f"{api}/pulls/{number}/reviews", paged(reviews or [], 100))
        self.server.on("GET", f"{api}/pulls/{number}/comments", paged([], 100))
        self.server.on("GET", f"{api}/issues/{number}/comments", lambda request: paged(talk, 100)(request))
        self.server.on("GET", f"{api}/issues/{number}/timeline", paged([], 100))
        self.server.on("POST", f"{api}/issues/{number}/comments", comment)
        self.server.on("PATCH", f"{api}/issues/comments/[0-9]+", self._edit)
        self.server.on("POST", f"{api}/statuses/{pull['head']['sha']}", self._status)
        self.server.on("GET", f"{api}/actions/runs/{RUN}/artifacts", Reply(artifacts))
        self.server.routes[:] = self.server.routes[routes:] + self.server.routes[:routes]  # the newest word counts

    def _me(self) -> Reply:
        if self.github:
            return Reply({"message": "Resource not accessible by integration"}, 403)
        return Reply({"id": -2, "login": self.robot})

    def _status(self, request: Request) -> Reply:
        self.statuses.append(request.body)
        return Reply({}, 201)

    def _comment(self, request: Request, number: int = 12) -> Reply:
        assert request.headers["authorization"].startswith("Bearer " if self.github else "token ")
        talk = self.talk.setdefault(number, [])
        id_ = 100 * number + len(talk)
        talk.append(
            {
                "id": id_,
                "user": {"login": self.robot},
                "created_at": "2026-11-24T00:00:00Z",
                "body": request.body["body"],
                "html_url": f"https://github.com/{REPO}/pull/{number}#issuecomment-{id_}",
            }
        )
        return Reply(talk[-1], 201)

    def _edit(self, request: Request) -> Reply:
        said = (comment for talk in self.talk.values() for comment in talk)
        found = next(comment for comment in said if request.path.endswith(f"/{comment['id']}"))
        found["body"] = request.body["body"]
        return Reply(found)

    @property
    def github(self) -> bool:
        """Whether it answers as GitHub does, or as Forgejo and Gitea do."""
        return self.robot == "github-actions[bot]"

    def become_forgejo(self) -> None:
        """From here on answer as Forgejo does where the two differ: who we are, and where a comment's run is told."""
        self.robot = "forgejo-actions"

    # --- the runner ---------------------------------------------------------------------------------------------------

    def act(self, event: str, workflow: str, payload: dict[str, Any], **variables: str) -> Outcome:
        """Run one workflow of what is checked out in the clone."""
        config = self.place / "gitconfig"
        names = "".join(f"\tinsteadOf = https://{host}/{REPO}\n" for host in (HOST, "github.com"))
        config.write_text(f'[url "{self.bare}"]\n{names}')
        environment = {
            "ARTIFACTS": str(self.artifacts),
            "FORGE_GIT": str(self.bare),
            "HOST_PYTHON": sys.executable,
            "GITHUB_REPOSITORY": REPO,
            "PYTHON": self.python,
            "RKT_API_URL": self.server.url,
            "RKT_SIMPANAN": str(self.kept or kept(self.clone, self.place)),
            "GIT_CONFIG_GLOBAL": str(config),
            "GIT_CONFIG_NOSYSTEM": "1",
        }
        return act(
            self.clone,
            self.place,
            event,
            workflow,
            payload,
            host="" if self.github else HOST,
            environment=environment,
            secrets={"GITHUB_TOKEN": "token-palsu", "RKT_RSYNC_KUNCI": "kunci-palsu"},
            variables=variables,
        )

    def check(self, pull: dict[str, Any], workflow: str = "periksa") -> Outcome:
        """What follows on GitHub when a pull request is opened or changed: the merge's own file."""
        shutil.rmtree(self.artifacts, ignore_errors=True)
        payload = {"action": "synchronize", "number": pull["number"], "pull_request": pull, **self._context()}
        return self.act("pull_request", f".github/workflows/{workflow}.yml", payload)

    def correct(self, pull: dict[str, Any]) -> Outcome:
        """What follows on Forgejo: the target branch's own file, which answers in one run."""
        self.git("checkout", "--quiet", "--detach", f"origin/{pull['base']['ref']}")
        return self.correct_here(pull)

    def correct_here(self, pull: dict[str, Any]) -> Outcome:
        """The same where the target branch is checked out already, so that several can run at once."""
        payload = {"action": "synchronize", "number": pull["number"], "pull_request": pull, **self._context()}
        return self.act("pull_request_target", ".github/workflows/koreksi.yml", payload)

    def comment(self, pull: dict[str, Any], conclusion: str = "success", after: str = "Periksa") -> Outcome:
        """What follows the check, and the draft: always ``main``'s own file."""
        self.git("switch", "--quiet", "--force-create", "main", "origin/main")
        run = {
            "id": RUN,
            "name": after,
            "event": "pull_request",
            "conclusion": conclusion,
            "head_sha": pull["head"]["sha"],
            "head_branch": pull["head"]["ref"],
            "head_repository": {"id": 9},
            "html_url": f"https://github.com/{REPO}/actions/runs/{RUN}",
        }
        payload = {"action": "completed", "workflow_run": run, **self._context()}
        return self.act("workflow_run", ".github/workflows/komentar.yml", payload)

    def publish(self, push: dict[str, Any], situs: str = "tidak", **variables: str) -> Outcome:
        """What follows a push to ``main``."""
        return self.act("push", ".github/workflows/terbit.yml", push, RKT_SITUS=situs, **variables)

    def remind(self) -> Outcome:
        """What follows every morning. The forge has issues, of which this gives none at first."""
        api = f"/repos/{REPO}"

        def opened(request: Request) -> Reply:
            self.issues.append({"number": 30 + len(self.issues), "user": {"login": self.robot}, **request.body})
            return Reply(self.issues[-1], 201)

        talk = self.talk.setdefault(30, [])
        self.server.on("GET", "/user", lambda _: self._me())
        self.server.on("GET", f"{api}/issues", lambda request: paged(self.issues, 100)(request))
        self.server.on("POST", f"{api}/issues", opened)
        self.server.on("GET", f"{api}/issues/30/comments", lambda request: paged(talk, 100)(request))
        self.server.on("POST", f"{api}/issues/30/comments", lambda request: self._comment(request, 30))
        self.server.on("PATCH", f"{api}/issues/comments/[0-9]+", self._edit)
        return self.act("schedule", ".github/workflows/pengingat.yml", self._context(), RKT_SITUS="tidak")

    def archive(self) -> list[str]:
        """The publications in the forge's archive."""
        run = subprocess.run(
            ["git", "-C", self.bare, "ls-tree", "-r", "--name-only", "arsip"], capture_output=True, text=True
        )
        return sorted(
            one.removesuffix("/manifest.json") for one in run.stdout.split() if one.endswith("/manifest.json")
        )
