"""A real repository with the sample office in it."""

import shutil
from datetime import datetime
from pathlib import Path

from rktkit.faces.forge.events import PullEvent
from rktkit.faces.forge.review.gather import gather
from rktkit.faces.forge.review.results import Hasil, read_results
from rktkit.ground.git.repo import Repo
from tests.git import git, repository
from tests.sample import CONTOH

AT = "2026-11-20T02:00:00Z"
"""When everything is done that is not said to be done at another time."""


class Office:
    """A clone to work in. Every method gives the hash of the newest commit where it makes one."""

    def __init__(self, place: Path) -> None:
        self.place = place
        shutil.copytree(CONTOH / "rkt", place / "rkt")
        (place / "scripts").mkdir()
        (place / "scripts" / "mesin.py").write_text("# mesin\n")
        repository(place, GIT_AUTHOR_DATE=AT, GIT_COMMITTER_DATE=AT)
        self.git("branch", "draf/2027")

    def git(self, *words: str, at: str = AT) -> str:
        return git(self.place, *words, GIT_AUTHOR_DATE=at, GIT_COMMITTER_DATE=at)

    def commit(self, message: str) -> str:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", message)
        return self.head

    @property
    def head(self) -> str:
        return self.git("rev-parse", "HEAD")

    def branch(self, name: str, start: str) -> None:
        self.git("switch", "--quiet", "--create", name, start)

    def merge(self, name: str, into: str, at: str = AT) -> str:
        self.git("switch", "--quiet", into)
        self.git("merge", "--quiet", "--no-ff", "--message", f"Gabungkan {name}", name, at=at)
        return self.head

    def edit(self, path: str, old: str, new: str) -> None:
        file = self.place / path
        text = file.read_text()
        assert old in text, f"{old!r} stands nowhere in {path}"
        file.write_text(text.replace(old, new, 1))

    def write(self, path: str, text: str) -> None:
        file = self.place / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)


def reviewed(office: Office, base: str, now: datetime) -> Hasil:
    """What a review says of the branch that is checked out; the file between the two runs holds it exactly."""
    event = PullEvent(12, base, office.git("rev-parse", base), office.head)
    with Repo(office.place) as repo:
        hasil = gather(repo, event, now).hasil
    assert read_results(hasil.to_bytes()) == hasil
    return hasil
