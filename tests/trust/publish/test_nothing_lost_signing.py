"""Whatever happens while signing: the archive is as before or complete, and the next run finishes."""

import resource
import subprocess
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from rktkit.ground.findings import Refusal
from rktkit.ground.git.program import GitFailed
from rktkit.ground.git.repo import Repo
from rktkit.trust import ssh
from rktkit.trust.publish.countersign import countersign
from rktkit.trust.publish.publish import Published
from rktkit.trust.tte import Request
from rktkit.trust.tte.ways import bsre
from tests.office import Office
from tests.trust.acts import Archived, count
from tests.trust.chain import KEPALA, Authority
from tests.trust.esign import Service, ends, running, says
from tests.trust.faults import LOCAL, REMOTE, Arm, Stopped, child
from tests.trust.paper import answering, furnish

SIGN = """
import sys
from datetime import datetime
from functools import partial
from pathlib import Path
from rktkit.trust.publish.countersign import countersign
from rktkit.ground.git.repo import Repo
from rktkit.ground.findings import Refusal
from rktkit.trust import ssh
seal = partial(ssh.sign, key=Path(sys.argv[3]))
with Repo(Path(sys.argv[1])) as repo:
    try:
        done = countersign(repo, 2027, "ssh", server_time=datetime.fromisoformat(sys.argv[2]), seal=seal)
        print(done.publikasi, done.baru)
    except Refusal as refusal:
        print(*(found.rule for found in refusal.problems))
"""


@pytest.fixture
def office(archived: Archived) -> Office:
    """A plan and its amendment are published; nobody has signed anything later."""
    archived.office.git("update-ref", "refs/heads/arsip", "arsip^")
    return archived.office


def sign(office: Office, **more: Any) -> Published:
    seal = partial(ssh.sign, key=office.people["kepala"].key)
    with Repo(office.path) as repo:
        return countersign(repo, 2027, "ssh", server_time=office.now, seal=seal, **more)


def signing(office: Office, **settings: Any) -> "subprocess.Popen[str]":
    """A process that signs."""
    return child(office, str(office.people["kepala"].key), script=SIGN, **settings)


@pytest.mark.parametrize("error", [Stopped(), GitFailed("Connection reset by peer")])
def test_a_fault_at_any_operation(error: BaseException, office: Office, at_operation: Arm, tmp_path: Path) -> None:
    """Git's own and those of the network, with the archive at a remote."""
    office.git("init", "--quiet", "--bare", str(tmp_path / "pusat.git"))
    office.git("remote", "add", "origin", str(tmp_path / "pusat.git"))
    office.git("push", "--quiet", "origin", "arsip")
    office.git("update-ref", "-d", "refs/remotes/origin/arsip")
    number, finished = 0, False
    while not finished:
        number += 1
        started = at_operation(number, error, LOCAL | REMOTE)
        try:
            sign(office, remote="origin")
            finished = True
        except (Stopped, Refusal) as stop:
            assert isinstance(stop, Stopped) or {found.rule for found in stop.problems} <= {"RKT-659", "RKT-666"}
            there = office.git("ls-remote", "origin", "refs/heads/arsip").split()[0]
            assert office.git("merge-base", "arsip", there) == office.sha("arsip"), "the local branch is never ahead"
            assert count(office) == 2
    assert number > len(started)
    assert {words[0] for words in started} == {"ls-remote", "fetch", "update-ref"}, "the last run only caught up"
    assert count(office) == 3
    assert office.git("ls-remote", "origin", "refs/heads/arsip").split()[0] == office.sha("arsip")


def test_two_at_the_same_time(office: Office) -> None:
    both = [signing(office), signing(office)]
    said = sorted(process.communicate()[0].strip() for process in both)
    assert said == ["2027/perubahan-1-ttd-1 False", "2027/perubahan-1-ttd-1 True"]
    assert count(office) == 3


def test_a_full_disk(office: Office) -> None:
    """No file may grow beyond 400 bytes: enough for a signature, not for what Git stores."""
    full = partial(resource.setrlimit, resource.RLIMIT_FSIZE, (400, 400))
    assert signing(office, preexec_fn=full).communicate()[0].strip() == "RKT-659"
    assert count(office) == 2
    assert sign(office).baru


def test_a_branch_that_cannot_be_moved(office: Office) -> None:
    """Another program holds its lock and never gives it back."""
    lock = office.path / ".git/refs/heads/arsip.lock"
    lock.touch()
    with pytest.raises(Refusal, match="RKT-659"):
        sign(office)
    lock.unlink()
    assert count(office) == 2
    assert sign(office).baru


FAULTS: dict[str, Callable[[], Any]] = {
    "the connection ends": ends(b""),
    "half an answer": ends(b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n%PDF-1.7"),
    "the service is down": says(503, b"<html>Service Unavailable</html>"),
    "the document as it was": lambda: (200, "application/pdf", b"%PDF-1.7"),
}


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("step", ["status", "sign"])
def test_a_service_that_fails(step: str, fault: str, office: Office, tmp_path: Path) -> None:
    """Whether before or after the passphrase was sent: nothing is archived, and the next try is like the first."""
    authority = Authority("CONTOH")
    kepala = authority.person(KEPALA)
    furnish(office, authority, kepala)
    with running(Service(kepala, now=office.now)) as service:
        tools = answering(service, tmp_path, 1)

        def make(pdf: bytes, request: Request) -> bytes:
            return bsre.sign_pdf(pdf, request, tools)

        def by_service(now: datetime) -> Published:
            with Repo(office.path) as repo:
                return countersign(repo, 2027, "bsre", server_time=now, make=make)

        service.faults[step] = FAULTS[fault]
        with pytest.raises(Refusal, match=r"RKT-6[78]\d"):
            by_service(office.now)
        assert count(office) == 2
        service.faults.clear()
        assert by_service(office.tick()).publikasi == "2027/perubahan-1-ttd-1"
    assert count(office) == 3
