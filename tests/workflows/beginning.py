"""How an office begins on a forge: accounts, repository, settings, and a cycle that is opened."""

import subprocess
from collections.abc import Callable
from pathlib import Path

from tests.sample import CONTOH
from tests.workflows.office import MACHINERY, PUBLISHER, Address, Staff, project


class Beginning:
    """The sample office on an empty server, up to its open cycle. Each step asserts its own end.

    Args:
        prepare: what this forge needs of the machinery; a real one needs nothing.
    """

    def __init__(self, at: Address, admin: str, folder: Path, prepare: Callable[[Path], None]) -> None:
        self.staff = Staff.of(at, admin, folder)
        self.at, self.folder, self.prepare = at, folder, prepare
        self.year = 2027
        self.filled = CONTOH / "rkt" / str(self.year)
        assert self.staff.day.year <= self.year, "the sample office has no plan for this forge's year"
        self.draf = f"draf/{self.year}"
        self.key = folder / "kunci"

    # --- before the cycle ---------------------------------------------------------------------------------------------

    def founded(self, *, hasty: bool = False) -> None:
        """Accounts, a private repository, and the office's first commit: with the publishing machine's own key.

        Args:
            hasty: the set-up is run before anything was pushed, which locks nobody out.
        """
        self.staff.accounts()
        owner, _, name = self.at.repo.partition("/")
        admin = self.staff.admin
        admin.ask("POST", "/orgs", {"username": owner})
        admin.done("POST", f"/orgs/{owner}/repos", {"name": name, "private": True, "default_branch": "main"})
        admin.done("PATCH", "", {"has_actions": True})
        project(admin.place)
        for year in (admin.place / "rkt").glob("20??"):
            subprocess.run(["rm", "-r", year], check=True)
        self.prepare(admin.place)
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", self.key], check=True)
        public = " ".join(self.key.with_suffix(".pub").read_text().split()[:2])
        with (admin.place / "rkt/organisasi.yml").open("a") as policy:
            policy.write(f'penerbit:\n  - {{nama: mesin, kunci: "{public}", mulai: 2023-01-01}}\n')
        admin.git("init", "--quiet", "--initial-branch=main")
        admin.git("add", "--all")
        admin.git("commit", "--quiet", "--message", "Penyiapan RKT", at=self.staff.day)
        admin.git("remote", "add", "origin", f"{self.at.url}/{self.at.repo}.git")
        assert not hasty or "Cabang main belum ada di forge" in self._setup().stdout
        assert admin.push("main") == ""

    def set_up(self) -> None:
        """Before there are collaborators it says so; a second run mends it; a third changes nothing."""
        early = self._setup()
        assert early.returncode == 1, early.stdout
        for name in ("kepala", "sekretaris", "kasubag-perencanaan", "penerbit"):
            assert f"{self.staff[name].name}: belum boleh menulis" in early.stdout
        for person in self.staff.people.values():
            if person is not self.staff.admin:
                self.staff.admin.done("PUT", f"/collaborators/{person.name}", {"permission": "write"})
        for _ in range(2):
            done = self._setup()
            assert done.returncode == 0, done.stdout + done.stderr
            assert "Setelan lengkap." in done.stdout

    def _setup(self) -> "subprocess.CompletedProcess[str]":
        words = ["forge", "setup", "--forge", "forgejo", "--server", self.at.url, "--repo", self.at.repo]
        return self.staff.admin.rkt(*words, "--machinery", MACHINERY, "--publisher", PUBLISHER)

    def opened(self) -> None:
        """A Kabid cannot open a cycle, the Kasubag can, and no administrator is asked."""
        for person in self.staff.people.values():
            if person is not self.staff.admin:
                person.clone()
        kabid, kasubag = self.staff["kabid-pikp"], self.staff["kasubag-perencanaan"]
        assert "Not allowed to push to protected branch" in kabid.push(f"main:{self.draf}")
        made = kabid.ask("POST", "/branches", {"new_branch_name": self.draf, "old_branch_name": "main"})
        assert made.status >= 400
        done = kasubag.rkt("open", str(self.year), "--start", str(self.staff.day))
        assert done.returncode == 0, done.stderr
        kasubag.git("switch", "--quiet", "--create", self.draf)
        for name in ("siklus.yml", "notulen-sosialisasi.md"):
            (kasubag.place / f"rkt/{self.year}/{name}").write_bytes((self.filled / name).read_bytes())
        kasubag.git("add", "--all")
        kasubag.git("commit", "--quiet", "--message", f"Buka RKT {self.year}", at=self.staff.day)
        assert kasubag.push(self.draf) == ""

    def nobody_else_writes(self) -> None:
        """What the rules keep from whom; not even the Kepala Dinas pushes to ``main``."""
        for role, branch in (("kepala", "main"), ("kabid-egov", "arsip"), ("sekretaris", "situs")):
            person = self.staff[role]
            person.git("commit", "--quiet", "--allow-empty", "--message", "langsung")
            assert "protected branch" in person.push(f"HEAD:{branch}"), (role, branch)
            person.git("reset", "--quiet", "--hard", "origin/main")
