"""A small office in a real repository: people with real keys, forms, branches, merges."""

import os
import shutil
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from rktkit.trust.approval.record import Evidence, evidence_of
from tests.kantor import BASE

EXAMPLE = BASE / "rkt"
START = datetime(2026, 12, 1, 1, 0, tzinfo=UTC)
"""When the office's history begins: 1 December 2026, 9 in the morning at Paringin."""

TODAY = date(2026, 12, 2)
"""The day on which readers of its archive ask."""
LATER = date(2027, 6, 1)
"""The Kepala Dinas of 2026 is no longer in office."""

PENGESAHAN = """\
nomor: 000.7/001/DISKOMINFOSAN/2026
tanggal: 2026-12-01
tempat: Paringin
dasar: Peraturan Presiden Nomor 29 Tahun 2014
jabatan: kepala
"""

PEOPLE = {
    "kepala": "CONTOH Kepala Dinas",
    "lama": "Muhammad Nor, S.Sos., M.M.",
    "nanti": "CONTOH Kepala Dinas Berikutnya",
    "sekretaris": "CONTOH Sekretaris Dinas",
    "kasubag": "CONTOH Kasubbag Perencanaan",
    "tim": "CONTOH Ketua Tim Penyusun",
    "orang-luar": "CONTOH Orang Luar",
    "mesin": "CONTOH Mesin Penerbit",
    "saksi": "CONTOH Inspektorat",
}


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with an account (``contoh-<role>``), an SSH key, and a name for commits."""

    role: str
    nama: str
    key: Path

    @property
    def akun(self) -> str:
        return f"contoh-{self.role}"

    @property
    def public(self) -> str:
        return " ".join(self.key.with_suffix(".pub").read_text().split()[:2])

    @property
    def identity(self) -> str:
        return f"{self.nama} <{self.role}@contoh.invalid>"


def make_people(folder: Path) -> dict[str, Person]:
    """Everybody, with fresh keys."""
    people = {}
    for role, nama in PEOPLE.items():
        key = folder / role
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", key], check=True)
        people[role] = Person(role, nama, key)
    return people


def official(
    person: Person, mulai: str, selesai: str | None = None, *, status: str = "definitif", key: bool = True
) -> str:
    """One entry of ``pejabat``."""
    lines = [
        f'      - nama: "{person.nama}"',
        "        nip: 19750101 200001 1 001",
        f"        status: {status}",
        f"        mulai: {mulai}",
        *([f"        selesai: {selesai}"] if selesai else []),
        f"        akun: [{person.akun}]",
        *([f'        kunci: ["{person.public}"]'] if key else []),
    ]
    return "\n".join(lines) + "\n"


def organisasi(people: Mapping[str, Person], wajib: str, kepala: str | None = None) -> str:
    """``organisasi.yml`` of the example office with these people; ``kepala``: other entries for the Kepala Dinas."""
    text = (EXAMPLE / "organisasi.yml").read_text()
    head, rest = text.split("jabatan:\n")
    kabid = rest[rest.index("  - kode: kabid-pikp") : rest.index("pengesahan:")]
    kepala = kepala or (
        official(people["lama"], "2023-01-01", "2025-12-31")
        + official(people["kepala"], "2026-01-01", "2026-12-31")
        + official(people["nanti"], "2027-01-01")
    )
    return (
        f"{head}jabatan:\n"
        f"  - kode: kepala\n    nama: Kepala Dinas\n    peran: kepala\n    pejabat:\n{kepala}"
        f"  - kode: sekretaris\n    nama: Sekretaris Dinas\n    peran: sekretaris\n    pejabat:\n"
        f"{official(people['sekretaris'], '2023-01-01')}"
        f"  - kode: kasubag-perencanaan\n    nama: Kasubbag Perencanaan\n    peran: kasubag\n    pejabat:\n"
        f"{official(people['kasubag'], '2023-01-01')}"
        f"  - kode: tim-penyusun\n    nama: Tim Penyusun RKT\n    peran: tim\n    pejabat:\n"
        f"{official(people['tim'], '2023-01-01')}"
        f"{kabid}"
        f"pengesahan:\n  wajib: [{wajib}]\n"
    )


@dataclass
class Office:
    """A repository and the people who work in it; its clock moves on by a minute with every commit."""

    path: Path
    people: dict[str, Person]
    wajib: str
    now: datetime = START
    environment: dict[str, str] = field(default_factory=dict)

    @classmethod
    def found(
        cls,
        path: Path,
        people: dict[str, Person],
        wajib: str,
        kepala: str | None = None,
        now: datetime = START,
        policy: Callable[[str], str] = str,
    ) -> "Office":
        """An office whose ``main`` holds the references and last year's plan, and whose draft for 2027 is approved."""
        path.mkdir(parents=True)
        office = cls(path, people, wajib, now)
        office.git("init", "--quiet", "--initial-branch=main")
        shutil.copytree(EXAMPLE, path / "rkt")
        shutil.rmtree(path / "rkt" / "2027")
        office.write({"rkt/organisasi.yml": policy(organisasi(people, wajib, kepala)), "mesin.txt": "mesin\n"})
        office.commit("tim", "Kantor dibuka")
        office.git("switch", "--quiet", "-c", "draf/2027")
        shutil.copytree(EXAMPLE / "2027", path / "rkt" / "2027")
        office.commit("tim", "Form semua bidang")
        office.write({"rkt/2027/pengesahan.yml": PENGESAHAN.replace("2026-12-01", f"{now:%Y-%m-%d}")})
        office.commit("tim", "Nomor dan tanggal pengesahan")
        office.approve()
        office.git("switch", "--quiet", "main")
        return office

    def copy(self, path: Path) -> "Office":
        """The same office somewhere else, to be attacked."""
        shutil.copytree(self.path, path)
        return Office(path, self.people, self.wajib, self.now)

    def git(self, *arguments: str, who: str = "tim", at: datetime | None = None) -> str:
        """Run Git as somebody; gives its output."""
        person = self.people[who]
        stamp = f"{int((at or self.now).timestamp())} +0800"
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
            **{f"GIT_{role}_NAME": person.nama for role in ("AUTHOR", "COMMITTER")},
            **{f"GIT_{role}_EMAIL": f"{person.role}@contoh.invalid" for role in ("AUTHOR", "COMMITTER")},
            **{f"GIT_{role}_DATE": stamp for role in ("AUTHOR", "COMMITTER")},
            **self.environment,
        }
        signing = ["-c", "gpg.format=ssh", "-c", f"user.signingkey={person.key}", "-c", "commit.gpgsign=false"]
        done = subprocess.run(
            ["git", *signing, *arguments], cwd=self.path, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"git {' '.join(arguments)}: {done.stderr}"
        return done.stdout.strip()

    def tick(self, by: timedelta = timedelta(minutes=1)) -> datetime:
        """Time passes."""
        self.now += by
        return self.now

    def write(self, files: Mapping[str, str]) -> None:
        """Change files of the working tree."""
        for name, text in files.items():
            (self.path / name).parent.mkdir(parents=True, exist_ok=True)
            (self.path / name).write_text(text)

    def edit(self, name: str, old: str, new: str) -> None:
        """Replace a text that occurs in a file."""
        text = (self.path / name).read_text()
        assert old in text
        self.write({name: text.replace(old, new, 1)})

    def commit(self, who: str, message: str, *options: str, at: datetime | None = None) -> str:
        """Commit everything; gives the full hash."""
        self.tick()
        self.git("add", "--all", who=who)
        self.git("commit", "--quiet", "--allow-empty", "-m", message, *options, who=who, at=at)
        return self.sha()

    def approve(self, who: str = "sekretaris") -> str:
        """Somebody's signed approval on top of the draft that is checked out."""
        return self.commit(who, "Disetujui: RKT 2027", "-S")

    def merge(self, who: str = "kepala", *options: str, sign: bool = True, at: datetime | None = None,
              branch: str = "draf/2027") -> str:  # fmt: skip
        """Merge a branch into ``main``; gives the merge's hash."""
        self.tick()
        self.git("switch", "--quiet", "main")
        signature = ["-S"] if sign else []
        self.git(
            "merge", "--quiet", "--no-ff", *signature, *options, "-m", f"Gabungkan {branch}", branch, who=who, at=at
        )
        return self.sha()

    def on_draft(self) -> "Office":
        """Go on working at the draft."""
        self.git("switch", "--quiet", "draf/2027")
        return self

    def amend_plan(self) -> str:
        """The plan's first amendment, approved and merged; gives the merge's hash."""
        self.on_draft().git("merge", "--quiet", "--ff-only", "main")
        self.edit("rkt/2027/siklus.yml", "jenis: murni\nurutan: 0", "jenis: perubahan\nurutan: 1")
        self.edit("rkt/2027/pengesahan.yml", "nomor: 000.7/001", "nomor: 000.7/002")
        self.edit("rkt/2027/pikp.yml", "458805000", "428805000")
        self.commit("tim", "Perubahan")
        self.approve()
        return self.merge()

    def next_amendment(self, urutan: int) -> None:
        """On the draft, brought up to ``main``: another number of the decision, and another figure in a form."""
        self.on_draft().git("merge", "--quiet", "--ff-only", "main")
        pagu = [428805000 - 1000 * (number - 1) for number in (urutan - 1, urutan)]
        self.edit("rkt/2027/siklus.yml", f"urutan: {urutan - 1}", f"urutan: {urutan}")
        self.edit("rkt/2027/pengesahan.yml", f"nomor: 000.7/{urutan:03}", f"nomor: 000.7/{urutan + 1:03}")
        self.edit("rkt/2027/pikp.yml", str(pagu[0]), str(pagu[1]))

    def sha(self, rev: str = "HEAD") -> str:
        """The full hash of a revision."""
        return self.git("rev-parse", rev)

    def event(self, merge: str, *, by: str = "kepala", review_by: str = "sekretaris", **changes: Any) -> Evidence:
        """The forge's record of a merge: approved by the Sekretaris, merged by the Kepala Dinas, unless changed."""
        head = (
            self.git("rev-parse", f"{merge}^2")
            if self.git("rev-list", "-1", "--parents", merge).count(" ") > 1
            else merge
        )
        review = {
            "user": {"login": self.people[review_by].akun},
            "state": "approved",
            "commit_id": head,
            "submitted_at": (self.now - timedelta(seconds=30)).isoformat(),
            "body": "Sudah sesuai.",
        }
        pull = {
            "number": 7,
            "html_url": "https://forge.contoh.invalid/kantor/rkt/pulls/7",
            "title": "RKT 2027",
            "merged": True,
            "merged_at": self.now.isoformat(),
            "merged_by": {"login": self.people[by].akun},
            "merge_commit_sha": merge,
            "head": {"sha": head},
            "base": {"ref": "main"},
            "reviews": [review],
            **changes,
        }
        return evidence_of({"forge": "forgejo", "pull_request": pull})
