"""An office at its forge, as its people are: accounts with tokens, clones, the browser's API. Any address will do."""

import base64
import json
import os
import secrets
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any, NamedTuple

from rktkit.ground.files import FolderFiles
from rktkit.plan.load.office import load_organisasi
from rktkit.plan.office import Organisasi
from tests.places import ROOT, SCRIPTS
from tests.sample import CONTOH

MACHINERY, PUBLISHER = "contoh-pengelola", "penerbit"
PATIENCE = float(os.environ.get("RKT_FORGE_PATIENCE", "600"))
"""Seconds that a check is waited for: a real runner may be busy."""


def project(folder: Path) -> None:
    """This project's machinery with the sample office, as an office's repository has it."""
    folder.mkdir(parents=True)
    ignore = shutil.ignore_patterns("__pycache__", "*.pyc", "_cache")
    for item in ROOT.iterdir():
        if item.is_dir() and item.name in {"scripts", ".github", "content"}:
            shutil.copytree(item, folder / item.name, ignore=ignore)
        elif item.suffix in {".toml", ".yml"} or item.name in {"README.md", "LICENSE", ".gitattributes", ".gitignore"}:
            shutil.copy(item, folder)
    shutil.copytree(CONTOH / "rkt", folder / "rkt")


class Answer(NamedTuple):
    """What the API said, and the day on the forge's own clock."""

    status: int
    body: Any
    day: date


@dataclass(frozen=True)
class Address:
    """A repository of a forge."""

    url: str
    repo: str

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> Answer:
        """One question to the API."""
        said = json.dumps(body).encode() if body is not None else None
        request = urllib.request.Request(
            f"{self.url}/api/v1{path}", said, {"content-type": "application/json", **headers}, method=method
        )
        try:
            with urllib.request.urlopen(request, timeout=60) as reply:
                status, data, when = reply.status, reply.read(), reply.headers["date"]
        except urllib.error.HTTPError as error:
            with error:
                status, data, when = error.code, error.read(), error.headers["date"]
        return Answer(status, json.loads(data) if data.strip() else None, parsedate_to_datetime(when).date())


@dataclass(frozen=True)
class Person:
    """Somebody with an account: what he does in the browser, in his clone, and with ``rkt``."""

    at: Address
    name: str
    token: str
    place: Path

    def ask(self, method: str, path: str, body: Any = None) -> Answer:
        """A question about the repository."""
        full = path if path.startswith(("/user", "/orgs", "/admin")) else f"/repos/{self.at.repo}{path}"
        return self.at.ask(method, full, body, authorization=f"token {self.token}")

    def done(self, method: str, path: str, body: Any = None) -> Any:
        """The same, where it must be allowed."""
        answer = self.ask(method, path, body)
        assert answer.status < 300, f"{self.name}: {method} {path}: {answer.status} {answer.body}"
        return answer.body

    @property
    def environment(self) -> Mapping[str, str]:
        """This machine, with nobody's Git settings but his own."""
        helper = '!f() { echo username=x; echo "password=$RKT_TOKEN"; }; f'
        git = {"credential.helper": helper, "user.name": self.name, "user.email": f"{self.name}@contoh.invalid"}
        pairs = dict(enumerate(git.items()))
        return {
            **os.environ,
            **{f"GIT_CONFIG_{what}_{n}": pairs[n][i] for n in pairs for i, what in enumerate(("KEY", "VALUE"))},
            "GIT_CONFIG_COUNT": str(len(pairs)),
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_TERMINAL_PROMPT": "0",
            "GITHUB_REPOSITORY": self.at.repo,
            "GITHUB_SERVER_URL": self.at.url,
            "HOST_PYTHON": sys.executable,
            "RKT_TOKEN": self.token,
        }

    def run(self, *words: str | Path, **more: str) -> "subprocess.CompletedProcess[str]":
        """A program in his clone."""
        environment = {**self.environment, **more}
        return subprocess.run(words, cwd=self.place, env=environment, capture_output=True, text=True, timeout=900)

    def git(self, *words: str | Path, at: date | None = None) -> str:
        """Git in his clone."""
        day = {f"GIT_{who}_DATE": f"{at}T02:00:00Z" for who in ("AUTHOR", "COMMITTER")} if at else {}
        run = self.run("git", *words, **day)
        assert run.returncode == 0, f"{self.name}: git {words}: {run.stderr}"
        return run.stdout.strip()

    def push(self, *words: str) -> str:
        """Why a push was refused; empty where it was taken."""
        run = self.run("git", "push", "--quiet", "origin", *words)
        return "" if run.returncode == 0 else run.stderr or "ditolak"

    def clone(self) -> "Person":
        """With a clone of the repository as it is now."""
        self.place.mkdir(parents=True)
        self.git("clone", "--quiet", f"{self.at.url}/{self.at.repo}.git", self.place)
        return self

    def rkt(self, *words: str | Path, **more: str) -> "subprocess.CompletedProcess[str]":
        """The product, on his machine."""
        return self.run(sys.executable, "-P", "-m", "rktkit", *words, PYTHONPATH=str(SCRIPTS), **more)

    def write(self, path: str, text: str, message: str) -> str:
        """A commit in his clone."""
        file = self.place / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", message)
        return self.git("rev-parse", "HEAD")

    # --- requests -----------------------------------------------------------------------------------------------------

    def pencil(self, path: str, text: str, base: str, new: str) -> Answer:
        """The browser's pencil: a file of ``base`` changed, on ``base`` itself or on a new branch."""
        known = self.ask("GET", f"/contents/{path}?ref={base}").body
        body = {
            "content": base64.b64encode(text.encode()).decode(),
            "message": f"Ubah {path}",
            "branch": base,
            **({"new_branch": new} if new != base else {}),
            **({"sha": known["sha"]} if "sha" in known else {}),
        }
        return self.ask("PUT" if "sha" in known else "POST", f"/contents/{path}", body)

    def request(self, head: str, base: str, title: str) -> int:
        """Open a request; its number."""
        return int(self.done("POST", "/pulls", {"head": head, "base": base, "title": title, "body": ""})["number"])

    def review(self, number: int, event: str, body: str = "") -> int:
        """*Ya* or *tidak*; the status of the answer."""
        return self.ask("POST", f"/pulls/{number}/reviews", {"event": event, "body": body}).status

    def merge(self, number: int, how: str = "merge", **more: Any) -> int:
        """The button; the status of the answer."""
        return self.ask("POST", f"/pulls/{number}/merge", {"Do": how, **more}).status

    def checked(self, number: int, context: str) -> bool:
        """Wait for a check of the request's newest commit; whether it is green."""
        return self._waited(number, context, lambda status: status != "pending") == "success"

    def becomes_good(self, number: int, context: str) -> bool:
        """Wait until a check of a commit that was red is green."""
        return self._waited(number, context, lambda status: status == "success") == "success"

    def _waited(self, number: int, context: str, ended: Callable[[str], bool]) -> str:
        sha = self.done("GET", f"/pulls/{number}")["head"]["sha"]
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            listed = self.done("GET", f"/commits/{sha}/statuses?sort=recentupdate&limit=50")
            status = next((str(one["status"]) for one in listed if one["context"] == context), "pending")
            if ended(status):
                return status
            time.sleep(0.3)
        raise AssertionError(f"#{number}: “{context}” does not end: is a runner registered?")

    def comments(self, number: int) -> list[str]:
        """What the machine said on a request."""
        found = self.done("GET", f"/issues/{number}/comments")
        return [one["body"] for one in found if one["body"].startswith("<!-- rktkit:komentar -->")]

    def status(self, year: int) -> dict[str, Any]:
        """What ``rkt status`` says, with the forge's own record of reviews."""
        self.git("fetch", "--quiet", "--prune", "origin")
        run = self.rkt("status", str(year), "--format", "json")
        assert run.returncode == 0, run.stderr
        return dict(json.loads(run.stdout))


@dataclass
class Staff:
    """The people of the sample office on a day, each with an account."""

    at: Address
    folder: Path
    day: date
    organisasi: Organisasi
    people: dict[str, Person]

    @classmethod
    def of(cls, at: Address, admin: str, folder: Path) -> "Staff":
        """Read who is in office on the forge's own day; the administrator has a token already."""
        organisasi, _ = load_organisasi(FolderFiles(CONTOH))
        assert organisasi is not None
        answer = at.ask("GET", "/user", authorization=f"token {admin}")
        assert answer.status == 200, f"RKT_TOKEN is nobody's at {at.url}"
        person = Person(at, answer.body["login"], admin, folder / "pengelola")
        return cls(at, folder, answer.day, organisasi, {"admin": person})

    @property
    def admin(self) -> Person:
        return self.people["admin"]

    def names(self) -> dict[str, str]:
        """The account of each position on the day, and of the two machines' keepers."""
        found = {"mesin": MACHINERY, "penerbit": PUBLISHER}
        for jabatan in self.organisasi.jabatan:
            pejabat = jabatan.pejabat_pada(self.day)
            assert pejabat is not None, f"{jabatan.kode} is vacant on {self.day}"
            found[jabatan.kode] = pejabat.akun[0]
        return found

    def accounts(self) -> None:
        """An account and a token for everybody, made by the server's administrator."""
        for role, name in self.names().items():
            password = secrets.token_urlsafe(24)
            said = {"username": name, "email": f"{name}@contoh.invalid", "password": password}
            self.admin.done("POST", "/admin/users", {**said, "must_change_password": False})
            basic = "Basic " + base64.b64encode(f"{name}:{password}".encode()).decode()
            scopes = ["write:repository", "read:issue" if role == "penerbit" else "write:issue"]
            asked = {"name": "siklus", "scopes": scopes}
            answer = self.at.ask("POST", f"/users/{name}/tokens", asked, authorization=basic)
            assert answer.status == 201, answer.body
            self.people[role] = Person(self.at, name, answer.body["sha1"], self.folder / name)

    def __getitem__(self, role: str) -> Person:
        return self.people[role]
