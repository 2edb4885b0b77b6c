"""One whole cycle on a forge: opened, five forms in any order, returned, approved, merged, published, reminded.

The workflow files run under act on a forge of this disk; with ``RKT_FORGE_URL`` the set-up also runs on a real one.
"""

import json
import os
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from rktkit.cli.main import main
from tests.workflows.forge import REPO, LocalForge

pytestmark = [pytest.mark.workflow, pytest.mark.slow]

FORMS = ("statistik", "pikp", "persandian", "sekretariat", "egov")
"""In the order they come in, which is no order of the office."""


def opened(forge: LocalForge) -> Path:
    """``draf/2025`` as the Kasubag opens it, with no form yet; gives the folder where the filled ones lie."""
    filled = forge.place / "2025"
    forge.git("switch", "--quiet", "--create", "dasar", "origin/main")
    shutil.move(forge.clone / "rkt/2025", filled)
    forge.commit("Belum ada RKT 2025")
    (forge.clone / "CATATAN.md").write_text("Siap.\n")
    forge.commit("Catatan")  # the newest commit of main is no plan, as in an office that begins
    forge.git("push", "--quiet", "origin", "dasar:main")
    forge.git("switch", "--quiet", "--create", "draf/2025")
    (forge.clone / "rkt/2025").mkdir()
    shutil.copy(filled / "siklus.yml", forge.clone / "rkt/2025")
    forge.commit("Buka RKT 2025")
    forge.git("push", "--quiet", "origin", "draf/2025")
    forge.git("fetch", "--quiet", "origin")
    return filled


def form(forge: LocalForge, filled: Path, kode: str, number: int, *, broken: bool = False) -> dict[str, Any]:
    """A bidang hands its form in, from its own branch."""
    branch = f"bidang/{kode}-2025"
    forge.git("switch", "--quiet", "--force-create", branch, "origin/draf/2025")
    text = (filled / f"{kode}.yml").read_text()
    text = text.replace(f"bidang: {kode}", "bidang: tidak-ada") if broken else text
    (forge.clone / f"rkt/2025/{kode}.yml").write_text(text)
    forge.commit(f"Form {kode}")
    return forge.open_pull(branch, "draf/2025", f"Form RKT {kode}", number)


def returned(forge: LocalForge, branch: str, head: str, why: str) -> str:
    """A reviewer's *tidak* on a branch, as a commit that changes no file; gives the commit."""
    forge.git("switch", "--quiet", "--force-create", branch, head)
    forge.git("commit", "--quiet", "--allow-empty", "--message", f"Dikembalikan: {why}")
    forge.git("push", "--quiet", "--force", "origin", branch)
    return forge.git("rev-parse", "HEAD")


def status(forge: LocalForge) -> dict[str, Any]:
    """What ``rkt status`` says of the cycle, in a clone of its own as anybody has."""
    clone, told = forge.place / "pembaca", forge.place / "status.json"
    if not clone.exists():
        subprocess.run(["git", "clone", "--quiet", forge.bare, clone], check=True)
    subprocess.run(["git", "-C", clone, "fetch", "--quiet", "origin"], check=True)
    assert main(["status", "2025", "--format", "json", "--output", str(told), "--root", str(clone)]) == 0
    return dict(json.loads(told.read_bytes()))


def of_form(forge: LocalForge, kode: str) -> str:
    """What the status says of one form."""
    return next(str(one["keadaan"]) for one in status(forge)["form"] if one["bidang"] == kode)


def turns(forge: LocalForge) -> set[int]:
    """The steps whose turn it is."""
    return {int(one["langkah"]) for one in status(forge)["bola"]}


def said(forge: LocalForge, number: int) -> str:
    assert len(forge.talk[number]) == 1  # one comment, however often it was renewed
    return str(forge.talk[number][0]["body"])


def review(state: str, commit: str, at: str, by: str = "contoh-sekretaris") -> dict[str, Any]:
    who = {"login": by}
    return {
        "id": 1,
        "user": who,
        "state": state,
        "commit_id": commit,
        "submitted_at": at,
        "body": "",
        "comments_count": 0,
    }


def test_from_opening_to_the_reminder(forge: LocalForge) -> None:
    forge.become_forgejo()
    filled = opened(forge)
    first, second, *others = enumerate(FORMS, 21)

    # Two are in flight at once; one of them is red, is mended, and its one comment changes in place.
    pulls = [form(forge, filled, second[1], second[0], broken=True), form(forge, filled, first[1], first[0])]
    forge.git("checkout", "--quiet", "--detach", "origin/draf/2025")
    with ThreadPoolExecutor(2) as both:
        red, green = both.map(forge.correct_here, pulls)
    assert not red.good
    assert "### ❌" in said(forge, second[0])
    assert green.good, green.log
    forge.merge(pulls[1], "contoh-kasubag", "2024-11-20T02:00:00Z", [])
    mended = form(forge, filled, second[1], second[0])
    outcome = forge.correct(mended)
    assert outcome.good, outcome.log
    assert "### ❌" not in said(forge, second[0])
    forge.merge(mended, "contoh-kasubag", "2024-11-20T03:00:00Z", [])

    # The next is whole, and yet the reviewer returns it; its bidang mends it on the same branch.
    number, kode = others.pop(0)
    branch = f"bidang/{kode}-2025"
    pull = form(forge, filled, kode, number)
    assert forge.correct(pull).good
    no = returned(forge, branch, pull["head"]["sha"], "target belum disepakati")
    assert of_form(forge, kode) == "dikembalikan"
    forge.edit(f"rkt/2025/{kode}.yml", "tahun: 2025", "tahun: 2025  # target disepakati")
    forge.commit(f"Form {kode} sesudah dikembalikan")
    forge.git("push", "--quiet", "origin", branch)
    assert of_form(forge, kode) == "dikumpulkan"
    pull = forge.open_pull(branch, "draf/2025", f"Form RKT {kode}", number)
    outcome = forge.correct(pull)
    assert outcome.good, outcome.log
    answer = review("REQUEST_CHANGES", no, "2024-11-20T05:00:00Z", "contoh-kasubag")
    forge.merge(pull, "contoh-kasubag", "2024-11-20T06:00:00Z", [answer])
    assert of_form(forge, kode) == "diterima"

    for number, kode in others:
        pull = form(forge, filled, kode, number)
        outcome = forge.correct(pull)
        assert outcome.good, outcome.log
        forge.merge(pull, "contoh-kasubag", "2024-11-21T02:00:00Z", [])

    # The draft is returned, gets its decision, is approved on its last commit, and merged by the Kepala Dinas.
    forge.git("switch", "--quiet", "--force-create", "draf/2025", "origin/draf/2025")
    for file in filled.iterdir():
        if not (forge.clone / "rkt/2025" / file.name).exists():
            shutil.copy(file, forge.clone / "rkt/2025")
    submitted = forge.commit("Ajukan")
    forge.git("push", "--quiet", "origin", "draf/2025")
    assert turns(forge) == {9}
    no = returned(forge, "draf/2025", submitted, "dasar hukum keliru")
    assert turns(forge) == {8}
    forge.edit("rkt/2025/pengesahan.yml", "jabatan: kepala", "jabatan: kepala  # dasar hukum diperiksa")
    approved = forge.commit("Ajukan lagi")
    forge.git("push", "--quiet", "origin", "draf/2025")
    forge.git("fetch", "--quiet", "origin")
    assert turns(forge) == {9}
    draft = forge.open_pull("draf/2025", "main", "RKT 2025", 31)
    outcome = forge.correct(draft)
    assert outcome.good, outcome.log
    reviews = [
        {**review("REQUEST_CHANGES", no, "2024-12-02T01:00:00Z"), "dismissed": True},
        review("APPROVED", approved, "2024-12-02T03:00:00Z"),
    ]
    before = forge.publish_outside()
    assert before.returncode == 0, before.stderr
    assert forge.archive() == []
    push = forge.merge(draft, "mnor", "2024-12-02T06:00:00Z", reviews)
    forge.server.on("GET", f"/repos/{REPO}/commits/{push['after']}/pull", forge.merged)

    # No run of this repository publishes; the machine outside does, once, and sends the site.
    assert forge.publish(push).good
    assert forge.archive() == []
    for _ in range(2):
        done = forge.publish_outside()
        assert done.returncode == 0, done.stdout + done.stderr
    assert forge.archive() == ["2025/murni-0"]
    forge.git("fetch", "--quiet", "origin", "situs")
    assert "index.html" in forge.git("ls-tree", "--name-only", "FETCH_HEAD").split()
    assert "Tidak ada RKT yang belum terbit" in done.stdout

    forge.git("switch", "--quiet", "--force-create", "main", "origin/main")
    assert forge.remind().good


@pytest.mark.skipif("RKT_FORGE_URL" not in os.environ, reason="RKT_FORGE_URL names no real Forgejo or Gitea")
def test_a_real_forge_holds_what_was_asked(tmp_path: Path) -> None:
    """Needs ``RKT_TOKEN`` of an administrator, ``RKT_FORGE_REPO`` (owner/name) and the accounts of this office's file.

    The set-up runs twice; then a cycle is opened, which needs no administrator, by pushing ``draf/2031`` with the token
    of the Kasubag in ``RKT_FORGE_KASUBAG``; the same push with ``RKT_FORGE_KABID`` is refused.
    """
    url, repo = os.environ["RKT_FORGE_URL"], os.environ["RKT_FORGE_REPO"]
    office = os.environ.get("RKT_FORGE_OFFICE", ".")
    words = ["forge", "setup", "--forge", "forgejo", "--server", url, "--repo", repo, "--root", office]
    words += ["--machinery", os.environ["RKT_FORGE_ADMIN"]]
    assert main(words) == 0
    assert main(words) == 0

    def push(token: str) -> int:
        scheme, _, host = url.partition("://")
        address = f"{scheme}://kasubag:{token}@{host}/{repo}.git"
        command = ["git", "push", "--quiet", address, "origin/main:refs/heads/draf/2031"]
        return subprocess.run(command, cwd=clone, capture_output=True).returncode

    clone = tmp_path / "klon"
    subprocess.run(["git", "clone", "--quiet", f"{url}/{repo}.git", clone], check=True)
    assert push(os.environ["RKT_FORGE_KABID"]) != 0
    assert push(os.environ["RKT_FORGE_KASUBAG"]) == 0
