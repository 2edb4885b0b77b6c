"""The worst request a collaborator can make, on the whole forge: its text stays text, and nothing of it runs."""

import os
import re
import subprocess
from pathlib import Path

import pytest

from rktkit.faces.forge.api.gitea_setup import CHECK, OLD_CHECK
from rktkit.faces.forge.review.comment import LIMIT
from tests.faces.forge.shapes import REPO
from tests.faces.forge.test_comment import TAGS
from tests.faces.forge.test_markup import AFTERWARDS, rendered, tags, words
from tests.workflows.cycle import Cycle
from tests.workflows.forge import LocalForge
from tests.workflows.forgejo.people import ROBOT
from tests.workflows.forgejo.runs import Runs
from tests.workflows.forgejo.server import Forgejo
from tests.workflows.office import Person
from tests.workflows.test_forge import forgejo, here, runs

pytestmark = [pytest.mark.workflow, pytest.mark.slow]
__all__ = ["forgejo", "runs"]

BIDI = "\u202e\u2066"
TEMPLATE = "{{ 7*7 }} ${{ github.token }} {% raw %} <script>alert(1)</script> <img src=x> @contoh-kepala ![](http://x)"


@pytest.fixture
def cycle(forgejo: Forgejo, tmp_path: Path) -> Cycle:
    cycle = here(forgejo, tmp_path)
    cycle.founded()
    cycle.collected_already()
    return cycle


@pytest.fixture
def attacker(cycle: Cycle) -> Person:
    person = cycle.staff["kabid-pikp"].clone()
    person.git("switch", "--quiet", "--create", "bidang/pikp-2027", f"origin/{cycle.draf}")
    return person


def request(forgejo: Forgejo, runs: Runs, person: Person, title: str) -> str:
    """Open it and wait for the run; the one comment, after everything that holds of every request."""
    assert person.push("HEAD") == ""
    number = person.request("bidang/pikp-2027", "draf/2027", title)
    assert not person.checked(number, CHECK)
    runs.finish()
    (said,) = person.comments(number)
    outcome = runs.outcomes[forgejo.pulls[number].head_sha, CHECK]
    assert "Traceback" not in outcome.log + said
    for secret in (runs.token, person.token, "root:x:0"):
        assert secret not in outcome.log + said
    wrote = {(one.method, one.path) for one in forgejo.seen if one.headers["user"] == ROBOT and one.method != "GET"}
    assert {method for method, _ in wrote} <= {"POST", "PATCH"}
    assert {path.removeprefix(f"/repos/{REPO}").split("/")[1] for _, path in wrote} <= {"issues", "statuses"}
    assert {one["context"] for one in forgejo.statuses if one["sha"] == forgejo.pulls[number].head_sha} >= {OLD_CHECK}
    return said


def test_names_texts_links_sizes_and_machinery(
    forgejo: Forgejo, runs: Runs, cycle: Cycle, attacker: Person, tmp_path: Path
) -> None:
    trap = tmp_path / "terperangkap"
    evil = f"$(touch${{IFS}}{trap})`touch {trap}`; touch {trap}"
    folder = attacker.place / "rkt/2027"
    form = cycle.form("pikp") + f"catatan_lain: '{TEMPLATE} {evil}'\n"
    (folder / "pikp.yml").write_text(form)
    for name in ("--upload-pack=touch x.yml", "-x.yml", f"a{BIDI}lmy.yml", "$(touch x).yml", "<img src=x>@kepala.yml"):
        (folder / name).write_text("x\n")
    (folder / "x\n::error file=palsu.yml::palsu\n.yml").write_text("x\n")
    (folder / "egov.yml").unlink()
    os.symlink("/etc/passwd", folder / "egov.yml")
    os.symlink("../../../../../../etc", folder / "luar")
    (folder / "statistik.yml").write_text("x: " + "1" * 3_000_000 + "\n")
    (attacker.place / ".github/workflows/koreksi.yml").write_text(
        "on: pull_request_target\njobs: {koreksi: {name: Form dan komentar, runs-on: ubuntu-latest, "
        f"steps: [{{run: touch {trap}}}]}}}}\nname: Koreksi\n"
    )
    for program in ("setup", "setup-check"):
        (attacker.place / "scripts" / program).write_text(f"#!/bin/sh\ntouch {trap}\n")
    (attacker.place / "scripts/rktkit/__init__.py").write_text(f"open({str(trap)!r}, 'w')\n")
    attacker.git("add", "--all")
    attacker.git("commit", "--quiet", "--message", f"Judul {evil} {TEMPLATE}\n\n::add-mask::x")
    said = request(forgejo, runs, attacker, f'"; {evil} {TEMPLATE} {BIDI}')
    assert not trap.exists()
    assert not list(tmp_path.rglob("terperangkap"))
    for raw in ("<script", "<img", "@contoh-kepala", "@kepala", *BIDI):
        assert raw not in said
    for rule in ("RKT-102", "RKT-007", "RKT-609"):  # a field that is none, a link, machinery beside a form
        assert f"`{rule}`" in said
    assert "ikut menentukan hasil pemeriksaan" in said


def test_a_tree_that_no_checkout_could_hold(forgejo: Forgejo, runs: Runs, attacker: Person, tmp_path: Path) -> None:
    """Entries that lead out of the folder, or into ``.git``: read as objects, and named."""

    def tree(*entries: bytes) -> str:
        command = ["git", "hash-object", "-t", "tree", "-w", "--stdin", "--literally"]
        data = b"".join(sorted(entries))
        run = subprocess.run(command, cwd=attacker.place, input=data, capture_output=True, check=True)
        return run.stdout.decode().strip()

    def entry(mode: str, name: str, sha: str) -> bytes:
        return f"{mode} {name}".encode() + b"\0" + bytes.fromhex(sha)

    blob = attacker.git("rev-parse", "HEAD:rkt/2027/pikp.yml")
    evil = tree(entry("100644", "..", blob), entry("100644", ".git", blob), entry("100644", "pikp.yml", blob))
    root = tree(entry("40000", "rkt", tree(entry("40000", "2027", evil))))
    commit = attacker.git("commit-tree", root, "-p", "HEAD", "-m", "Form")
    attacker.git("update-ref", "refs/heads/bidang/pikp-2027", commit)
    said = request(forgejo, runs, attacker, "Form")
    assert "### ❌" in said
    assert not (tmp_path / "pikp.yml").exists()


def set_a_trap(forge: LocalForge, trap: Path) -> None:
    """A form, and files beside it, that try whatever a text, a name or a kind of entry can."""
    folder = forge.clone / "rkt/2027"
    evil = f"$(touch {trap})`touch {trap}`; touch {trap} {TEMPLATE} \\u000a::error::palsu \x1b[31m".replace("\x1b", "")
    form = (folder / "pikp.yml").read_text()
    fields = "".join(f"'{n} {TEMPLATE} ::add-mask::{'x' * 60}': 1\n" for n in range(400))
    quoted = evil.replace("\\", "\\\\").replace('"', '\\"')
    (folder / "pikp.yml").write_text(f'{form}catatan: "{quoted}\\e[31m\\n::error file=palsu.yml::palsu"\n{fields}')
    (folder / "egov.yml").unlink()
    (folder / "egov.yml").mkdir()
    (folder / "egov.yml/isi.yml").write_text("tahun: 2027\n")
    (folder / "statistik.yml").unlink()
    os.symlink("/etc/passwd", folder / "statistik.yml")
    (folder / "SEKRETARIAT.yml").write_text((folder / "sekretariat.yml").read_text())
    for n in range(300):
        (folder / f"{n} <img src=x>@contoh-kepala [x](http:x) #12.yml").write_text("x\n")
    (folder / "x\n::error file=palsu.yml::palsu\n.yml").write_text("x\n")
    forge.git("add", "--all")
    module = forge.git("rev-parse", "HEAD")
    forge.git("update-index", "--add", "--cacheinfo", f"160000,{module},rkt/2027/modul")
    forge.git("commit", "--quiet", "--message", f"Judul {evil}")


@pytest.mark.parametrize("kind", ["GitHub", "Forgejo", "Gitea"])
def test_on_each_forge_a_request_stays_text(forge: LocalForge, tmp_path: Path, kind: str) -> None:
    trap = tmp_path / "terperangkap"
    branch = "bidang/x';touch${IFS}terperangkap;'"
    forge.git("switch", "--quiet", "--create", branch, "origin/draf/2027")
    set_a_trap(forge, trap)
    pull = forge.open_pull(branch, "draf/2027", title=f'"; $(touch {trap}) {TEMPLATE}')
    logs = []
    if kind == "GitHub":
        check, comment = forge.check(pull), forge.comment(pull, "failure")
        assert comment.good, comment.log
        logs = [check.log, comment.log]
    else:
        forge.become_forgejo()
        forge.robot = f"{kind.lower()}-actions"
        check = forge.correct(pull)
        logs = [check.log]
    assert not check.good
    (said,) = (one["body"] for one in forge.comments)
    assert len(said.encode()) <= LIMIT
    assert set(tags(rendered(said))) <= TAGS
    assert not AFTERWARDS.search(words(rendered(said)).replace(pull["head"]["sha"][:10], ""))  # ours is code
    entries = {"egov.yml": 109, "SEKRETARIAT.yml": 109, "statistik.yml": 7, "modul": 7, "pikp.yml": 102}
    for path, rule in entries.items():  # the comment says how many it leaves out
        assert re.search(rf"rkt/2027/{path}\b.*RKT-{rule:03}|RKT-{rule:03}.*rkt/2027/{path}\b", logs[0]), path
    for log in logs:
        assert "Traceback" not in log
        assert "token-palsu" not in log
        assert "root:x:0" not in log + said
        obeyed = re.sub(r"::stop-commands::(\w+).*?::\1::", "", log, flags=re.DOTALL)
        assert "::error file=palsu.yml" not in obeyed
        assert "::add-mask::" not in obeyed
        assert "\x1b" not in obeyed
    assert not trap.exists()
    assert not list(tmp_path.rglob("terperangkap"))
