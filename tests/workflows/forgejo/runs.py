"""The runner: what follows when a request is opened or changed, and when somebody starts a workflow."""

import sys
from concurrent.futures import Future, ThreadPoolExecutor
from fnmatch import fnmatchcase
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import Any

import yaml

from tests.faces.forge.shapes import REPO
from tests.workflows.forgejo.people import ROBOT
from tests.workflows.forgejo.requests import Pull
from tests.workflows.forgejo.server import Forgejo, clone
from tests.workflows.outcome import Outcome
from tests.workflows.runner import act, kept

HOST = "git.example"
ELSEWHERE = "github.server_url == 'https://github.com'"
"""A job with this condition is off here, and reported as passed over."""

FOLDER = ".github/workflows"
UNASKED = ("opened", "synchronize", "reopened")
"""What happens to a request and starts a workflow that names no types."""


class Runs:
    """Two runs at a time. ``outcomes`` holds what each told, by commit and context."""

    def __init__(self, forge: Forgejo, place: Path) -> None:
        self.forge, self.place = forge, place
        self.place.mkdir()
        self.outcomes: dict[tuple[str, str], Outcome] = {}
        self.token = forge.people.token(ROBOT)
        self.pool = ThreadPoolExecutor(2)
        self.running: list[Future[None]] = []
        self.numbers = count(1)
        forge.on_change = self.checked
        forge.on_dispatch = self.started

    def __enter__(self) -> "Runs":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.pool.shutdown(cancel_futures=True)

    def checked(self, pull: Pull, action: str) -> None:
        """The base's own files for ``pull_request_target``, the request's for ``pull_request``."""
        base = self.forge.base_sha(pull)
        payload = {"action": action, "number": pull.number, "pull_request": pull.json(base), **self._context()}
        for event, commit in (("pull_request_target", base), ("pull_request", pull.head_sha)):
            for name in self._workflows(event, commit, pull.base, action):
                self._queue(event, commit, name, payload, pull.head_sha)

    def started(self, name: str) -> None:
        """By hand, on ``main``."""
        commit = self.forge.bare.heads()["main"]
        self._queue("workflow_dispatch", commit, name, self._context(), commit)

    def finish(self) -> None:
        """Wait until nothing runs any more."""
        while self.running:
            self.running.pop().result()

    def _context(self) -> dict[str, Any]:
        owner, _, name = REPO.partition("/")
        return {"repository": {"full_name": REPO, "name": name, "owner": {"login": owner}, "default_branch": "main"}}

    def _workflows(self, event: str, commit: str, branch: str, action: str) -> list[str]:
        names = self.forge.bare.tried("ls-tree", "--name-only", f"{commit}:{FOLDER}").stdout.decode().splitlines()
        found = []
        for name in names:
            on = self._read(commit, name)["on"]
            if event not in ([on] if isinstance(on, str) else on):
                continue
            said = on[event] if isinstance(on, dict) and on.get(event) else {}
            if action in said.get("types", UNASKED) and any(fnmatchcase(branch, p) for p in said.get("branches", "*")):
                found.append(name)
        return found

    def _read(self, commit: str, name: str) -> dict[str, Any]:
        text = self.forge.bare("cat-file", "blob", f"{commit}:{FOLDER}/{name}")
        return dict(yaml.load(text, Loader=yaml.BaseLoader))  # makes nothing but texts

    def _queue(self, event: str, commit: str, name: str, payload: dict[str, Any], head: str) -> None:
        workflow = self._read(commit, name)
        contexts = [
            (f"{workflow['name']} / {job['name']} ({event})", ELSEWHERE in job.get("if", ""))
            for job in workflow["jobs"].values()
        ]
        for context, off in contexts:
            self.forge.report(head, context, "success" if off else "pending")
        asked = [context for context, off in contexts if not off]
        if asked:
            self.running.append(self.pool.submit(self._run, event, commit, name, payload, head, asked))

    def _run(self, event: str, commit: str, name: str, payload: dict[str, Any], head: str, contexts: list[str]) -> None:
        tree = clone(self.forge.bare, self.place / f"run-{next(self.numbers)}", commit)
        environment = {**settings(self.forge, self.place), "RKT_SIMPANAN": str(kept(tree, self.place))}
        done = act(
            tree,
            self.place,
            event,
            f"{FOLDER}/{name}",
            payload,
            host=HOST,
            environment=environment,
            secrets={"GITHUB_TOKEN": self.token},
            variables=self.forge.variables,
        )
        with self.forge.lock:
            for context in contexts:
                self.outcomes[head, context] = done
                self.forge.report(head, context, "success" if done.good else "failure")


def settings(forge: Forgejo, place: Path) -> dict[str, str]:
    """What a run finds here: the forge under its name, and a credential helper of the host's own, which lies."""
    config = place / "gitconfig"
    config.write_text(
        f'[url "{forge.url}/"]\n\tinsteadOf = https://{HOST}/\n'
        '[credential]\n\thelper = "!f() { echo username=tuan-rumah; echo password=bukan-token; }; f"\n'
    )
    return {
        "FORGE_GIT": str(forge.bare.place),
        "HOST_PYTHON": sys.executable,
        "GITHUB_REPOSITORY": REPO,
        "PYTHON": sys.executable,
        "RKT_API_URL": f"{forge.url}/api/v1",
        "GIT_CONFIG_GLOBAL": str(config),
        "GIT_CONFIG_NOSYSTEM": "1",
    }
