"""Publishing from outside the plan's repository, by the very files that an office installs."""

import os
import shlex
import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.faces.forge.server import serving
from tests.faces.forge.shapes import REPO
from tests.places import ROOT
from tests.workflows.cycle import Cycle
from tests.workflows.forgejo.api import serve
from tests.workflows.forgejo.runs import HOST, settings
from tests.workflows.forgejo.server import Forgejo
from tests.workflows.office import Address
from tests.workflows.runner import act, with_packages_of_here

pytestmark = pytest.mark.workflow

FILES = ROOT / "scripts/penerbit"
SERVICE, TIMER, WORKFLOW = (FILES / name for name in ("rkt-terbit.service", "rkt-terbit.timer", "terbit-luar.yml"))


@pytest.fixture
def forge(tmp_path: Path) -> Iterator[Forgejo]:
    with serving(serve(Forgejo(tmp_path, datetime(2026, 11, 24, 1, 0, tzinfo=UTC)))) as server:
        assert isinstance(server, Forgejo)
        yield server


@pytest.fixture
def collected(forge: Forgejo, tmp_path: Path) -> Cycle:
    """An office whose plan is whole; nothing of it is asked for yet, and no runner is there."""
    token = forge.people.token(forge.people.admin)
    cycle = Cycle(Address(forge.url, REPO), token, tmp_path / "kantor", with_packages_of_here)
    cycle.founded()
    cycle.collected_already()
    return cycle


def submitted(cycle: Cycle) -> int:
    """The request to ``main``; its number."""
    kasubag = cycle.staff["kasubag-perencanaan"]
    kasubag.write(f"rkt/{cycle.year}/pengesahan.yml", cycle.decision(), "RKT")
    assert kasubag.push(cycle.draf) == ""
    return kasubag.request(cycle.draf, "main", "RKT")


@pytest.fixture
def cycle(collected: Cycle) -> Cycle:
    """The same, approved and merged; nothing of it is published yet."""
    number = submitted(collected)
    assert collected.staff["sekretaris"].review(number, "APPROVED") == 200
    assert collected.staff["kepala"].merge(number) == 200
    return collected


def section(file: Path, name: str) -> dict[str, str]:
    """A section of a unit, as the keys that stand in it."""
    text = file.read_text().partition(f"[{name}]\n")[2].partition("\n[")[0]
    return dict(line.split("=", 1) for line in text.splitlines() if "=" in line)


def installed(forge: Forgejo, cycle: Cycle) -> tuple[Path, Path]:
    """What the operations page says to do: the clone in ``/srv/penerbit``, and the settings in ``/etc/rkt-terbit``."""
    srv, etc = cycle.folder / "srv/penerbit", cycle.folder / "etc/rkt-terbit"
    srv.mkdir(parents=True)
    etc.parent.mkdir()
    person = cycle.staff["penerbit"]
    person.place.mkdir(parents=True)
    person.git("clone", "--quiet", f"{forge.url}/{REPO}.git", srv / "rkt")
    said = {
        **settings(forge, srv),
        "GITHUB_SERVER_URL": f"https://{HOST}",
        "RKT_TOKEN": person.token,
        "RKT_SITUS": "cabang",
        "RKT_KUNCI_PENERBIT": str(cycle.key),
    }
    etc.write_text("".join(f"{name}={value}\n" for name, value in said.items()))
    subprocess.run(["git", "-C", srv / "rkt", "remote", "set-url", "origin", f"https://{HOST}/{REPO}"], check=True)
    return srv, etc


def bare(srv: Path) -> dict[str, str]:
    """What a service or a cron job finds: no settings of anybody's shell."""
    return {"HOME": str(srv), "PATH": os.environ["PATH"], "USER": "penerbit"}


def by_timer(forge: Forgejo, cycle: Cycle) -> None:
    run = ticked(cycle, *installed(forge, cycle))
    assert run.returncode == 0, run.stdout + run.stderr
    assert cycle.staff["penerbit"].token not in run.stdout + run.stderr


def ticked(cycle: Cycle, srv: Path, etc: Path, *more: str) -> "subprocess.CompletedProcess[str]":
    """The timer's unit, started once; ``more`` is what somebody adds who runs it by hand."""
    unit = section(SERVICE, "Service")
    assert (unit["EnvironmentFile"], unit["User"], unit["Type"]) == ("/etc/rkt-terbit", "penerbit", "oneshot")
    assert unit["ReadWritePaths"] == "/srv/penerbit"
    words = [*shlex.split(unit["ExecStart"].replace("/srv/penerbit", str(srv))), *more]
    environment = {**bare(srv), **dict(line.split("=", 1) for line in etc.read_text().splitlines())}
    return subprocess.run(words, env=environment, cwd="/", capture_output=True, text=True)


def by_cron(forge: Forgejo, cycle: Cycle) -> None:
    srv, etc = installed(forge, cycle)
    (line,) = [one for one in TIMER.read_text().splitlines() if "penerbit set -a" in one]
    command = line.partition(" penerbit ")[2].replace("/srv/penerbit", str(srv)).replace("/etc/rkt-terbit", str(etc))
    said = [line.split("=", 1) for line in etc.read_text().splitlines()]
    etc.write_text("".join(f"{name}={shlex.quote(value)}\n" for name, value in said))
    run = subprocess.run(["/bin/sh", "-c", command], env=bare(srv), cwd="/", capture_output=True, text=True)
    assert run.returncode == 0, run.stdout + run.stderr


def by_second_repository(forge: Forgejo, cycle: Cycle) -> None:
    second = cycle.folder / "kedua"
    target = second / ".forgejo/workflows/terbit-luar.yml"
    target.parent.mkdir(parents=True)
    shutil.copy(WORKFLOW, target)
    for words in (["init", "--quiet"], ["add", "--all"], ["commit", "--quiet", "--message", "Penerbit"]):
        cycle.staff["penerbit"].place.mkdir(parents=True, exist_ok=True)
        cycle.staff["penerbit"].git("-C", second, *words)
    home = cycle.folder / "pelari"
    home.mkdir()
    environment = settings(forge, home)
    environment["GITHUB_REPOSITORY"] = "pemda/penerbit"
    token = cycle.staff["penerbit"].token
    for said in ("terbit.", "Tidak ada RKT yang belum terbit"):  # the runner keeps its files
        run = act(
            second,
            home,
            "workflow_dispatch",
            ".forgejo/workflows/terbit-luar.yml",
            {"repository": {"full_name": "pemda/penerbit", "default_branch": "main"}},
            host=HOST,
            environment=environment,
            secrets={"PENERBIT_TOKEN": token, "PENERBIT_KUNCI": cycle.key.read_text().rstrip("\n")},
            variables={"RKT_RENCANA": REPO, "RKT_SITUS": "cabang", "RKT_RUNNER_TERBIT": "ubuntu-latest"},
        )
        assert run.good, run.log
        assert said in run.log
        assert token not in run.log
    assert (home / "penerbit/kunci").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("publish", [by_timer, by_cron, by_second_repository])
def test_is_sealed_and_verifies(forge: Forgejo, cycle: Cycle, publish: Callable[[Forgejo, Cycle], None]) -> None:
    publish(forge, cycle)
    reader = cycle.staff["tim-penyusun"].clone()
    reader.git("fetch", "--quiet", "origin", "arsip:arsip", "situs:situs")
    files = reader.git("ls-tree", "-r", "--name-only", "arsip").splitlines()
    assert f"{cycle.year}/murni-0/manifest.json.penerbit.sig" in files
    assert "index.html" in reader.git("ls-tree", "--name-only", "situs").splitlines()
    verdict = reader.rkt("verify")
    assert verdict.returncode == 0, verdict.stdout + verdict.stderr


def test_a_key_that_the_policy_does_not_name_publishes_nothing(forge: Forgejo, cycle: Cycle) -> None:
    cycle.key.unlink()
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", cycle.key], check=True)
    with pytest.raises(AssertionError, match="RKT-"):
        by_timer(forge, cycle)
    assert "arsip" not in forge.bare.heads()


def test_a_policy_that_nobody_consented_to_can_be_introduced_with_the_first_publication(
    forge: Forgejo, collected: Cycle
) -> None:
    """Whoever set the repository up added a line to the policy on ``main`` by himself; the guide has the way out."""
    own = collected.folder / "sendiri"
    person = ("-c", "user.name=Pengelola", "-c", "user.email=pengelola@contoh.invalid")
    subprocess.run(["git", "clone", "--quiet", forge.bare.place, own], check=True)
    with (own / "rkt/organisasi.yml").open("a", encoding="utf-8") as policy:
        policy.write("# Kunci mesin penerbit sudah benar.\n")
    for words in (["commit", "--quiet", "-am", "Salah tulis"], ["push", "--quiet", "origin", "main"]):
        subprocess.run(["git", *person, *words], cwd=own, check=True)
    commit = subprocess.run(["git", "rev-parse", "HEAD"], cwd=own, check=True, capture_output=True, text=True).stdout
    number = submitted(collected)
    assert collected.staff["sekretaris"].review(number, "APPROVED") == 200
    assert collected.staff["kepala"].merge(number) == 200
    srv, etc = installed(forge, collected)
    refused = ticked(collected, srv, etc)
    assert (refused.returncode, "RKT-635" in refused.stdout + refused.stderr) == (1, True)
    done = ticked(collected, srv, etc, "--introduce", commit.strip())
    assert (done.returncode, "arsip" in forge.bare.heads()) == (0, True), done.stdout + done.stderr
    reader = collected.staff["tim-penyusun"].clone()
    reader.git("fetch", "--quiet", "origin", "arsip:arsip")
    verdict = reader.rkt("verify")
    assert verdict.returncode == 0, verdict.stdout + verdict.stderr
    assert commit[:10] in verdict.stdout, "every reader sees it"


def test_a_refused_merge_is_news_once_and_a_request_takes_it_back(forge: Forgejo, cycle: Cycle) -> None:
    """Somebody changes the published plan on ``main``: red in the run that it came with, one line in those after it."""
    place = installed(forge, cycle)
    assert ticked(cycle, *place).returncode == 0
    kabid = cycle.staff["kabid-pikp"].clone()

    def merged(branch: str, *words: str) -> None:
        kabid.git("switch", "--quiet", "--create", branch, "origin/main")
        file = kabid.place / cycle.path("pikp")
        if words:
            kabid.git(*words)
        else:
            kabid.write(cycle.path("pikp"), file.read_text().replace("pagu: 425000000", "pagu: 425000001"), "Ubah")
        assert kabid.push(branch) == ""
        number = kabid.request(branch, "main", branch)
        assert cycle.staff["sekretaris"].review(number, "APPROVED") == 200
        assert cycle.staff["kepala"].merge(number) == 200
        kabid.git("fetch", "--quiet", "origin")

    merged("ubah")
    first, later = ticked(cycle, *place), ticked(cycle, *place)
    assert first.returncode == 1
    assert "RKT-655" in first.stdout + first.stderr
    assert later.returncode == 0, later.stdout + later.stderr
    assert later.stdout.count("Masih ditolak sejak dahulu") == 1
    assert "permintaan yang mengembalikan isinya" in later.stdout
    merged("kembalikan", "revert", "--no-edit", "-m", "1", "origin/main")
    assert ticked(cycle, *place).returncode == 0
    done = ticked(cycle, *place)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "belum terbit dalam arsip ini" not in done.stderr
    reader = cycle.staff["tim-penyusun"].clone()
    reader.git("fetch", "--quiet", "origin", "arsip:arsip")
    verdict = reader.rkt("verify")  # what was refused is told, and takes nothing from the archive
    assert verdict.returncode == 0, verdict.stdout
    assert "digabung, tidak dapat diterbitkan: RKT-655" in verdict.stdout
    manifests = [
        name for name in reader.git("ls-tree", "-r", "--name-only", "arsip").splitlines() if "manifest.json" in name
    ]
    assert manifests == [f"{cycle.year}/murni-0/manifest.json", f"{cycle.year}/murni-0/manifest.json.penerbit.sig"]


def schedules(forge: Forgejo, cycle: Cycle, talk: int = 0) -> int:
    """*Merge when checks succeed* by the Kepala, while one check still runs; the request's number."""
    rule = {
        "rule_name": "main", "enable_status_check": True, "status_check_contexts": ["Uji"], "required_approvals": 1,
        "enable_merge_whitelist": True, "merge_whitelist_usernames": [cycle.staff["kepala"].name],
    }  # fmt: skip
    cycle.staff.admin.done("POST", "/branch_protections", rule)
    number = submitted(cycle)
    for n in range(talk):
        cycle.staff["kasubag-perencanaan"].done("POST", f"/issues/{number}/comments", {"body": f"Catatan {n}."})
    assert cycle.staff["kepala"].merge(number, merge_when_checks_succeed=True) == 201
    return number


def ends(forge: Forgejo, cycle: Cycle, number: int) -> None:
    """The Sekretaris approves, the check ends, and the forge merges in the Kepala's name."""
    assert cycle.staff["sekretaris"].review(number, "APPROVED") == 200
    forge.report(forge.pulls[number].head_sha, "Uji", "success")
    merged = cycle.staff["kepala"].done("GET", f"/pulls/{number}")
    assert merged["merged_by"]["login"] == cycle.staff["kepala"].name


@pytest.mark.parametrize("talk", [0, 60], ids=["", "after many words"])
def test_a_merge_that_was_scheduled_before_it_was_approved_is_refused(
    forge: Forgejo, collected: Cycle, talk: int
) -> None:
    ends(forge, collected, schedules(forge, collected, talk))
    run = ticked(collected, *installed(forge, collected))
    assert run.returncode == 1, run.stdout + run.stderr
    assert "RKT-695" in run.stdout + run.stderr
    assert "arsip" not in forge.bare.heads()


def test_one_that_was_taken_back_and_done_by_hand_is_published(forge: Forgejo, collected: Cycle) -> None:
    number, kepala = schedules(forge, collected), collected.staff["kepala"]
    assert kepala.ask("DELETE", f"/pulls/{number}/merge").status == 204
    assert collected.staff["sekretaris"].review(number, "APPROVED") == 200
    forge.report(forge.pulls[number].head_sha, "Uji", "success")
    assert not kepala.done("GET", f"/pulls/{number}")["merged"]
    assert kepala.merge(number) == 200
    run = ticked(collected, *installed(forge, collected))
    assert run.returncode == 0, run.stdout + run.stderr
    assert "arsip" in forge.bare.heads()


def test_one_that_was_scheduled_after_the_approval_is_the_persons_own_act(forge: Forgejo, collected: Cycle) -> None:
    rule = {"rule_name": "main", "enable_status_check": True, "status_check_contexts": ["Uji"]}
    collected.staff.admin.done("POST", "/branch_protections", rule)
    number = submitted(collected)
    assert collected.staff["sekretaris"].review(number, "APPROVED") == 200
    assert collected.staff["kepala"].merge(number, merge_when_checks_succeed=True) == 201
    forge.report(forge.pulls[number].head_sha, "Uji", "success")
    run = ticked(collected, *installed(forge, collected))
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not here")
def test_systemd_has_nothing_to_say(tmp_path: Path) -> None:
    """Of the two units as they are installed, with a program where the unit looks for one."""
    program = tmp_path / "publish-outside"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    service, timer = tmp_path / SERVICE.name, tmp_path / TIMER.name
    service.write_text(SERVICE.read_text().replace(section(SERVICE, "Service")["ExecStart"], str(program)))
    shutil.copy(TIMER, timer)
    run = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", service, timer],
        env={**os.environ, "SYSTEMD_UNIT_PATH": f"{tmp_path}:"},
        capture_output=True,
        text=True,
    )
    said = [line for line in run.stderr.splitlines() if "rkt-terbit" in line]
    assert said == []
    assert section(TIMER, "Timer")["Persistent"] == "true"
