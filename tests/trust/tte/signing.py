"""What people do who sign the PDF: before the merge or after publication, and at a terminal."""

import os
import pty
import resource
import select
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from rktkit.ground import disk
from rktkit.ground.git.repo import Repo
from rktkit.trust.publish.countersign import countersign
from rktkit.trust.publish.draft import sign_draft
from rktkit.trust.tte import Request
from rktkit.trust.tte.ways import p12 as pades
from tests.office import Office
from tests.places import SCRIPTS
from tests.trust.acts import key_of, run
from tests.trust.chain import Identity

SIGNED = "rkt/2027/rkt-ttd.pdf"
Make = Callable[[bytes, Request], bytes]


def by(who: Identity, office: Office) -> Make:
    """Signs a PDF with somebody's certificate, at the office's time."""
    return lambda pdf, request: pades.add_signature(pdf, who.signer(), request, office.now)


def publish_in(office: Office, **more: Any) -> str:
    """Publish a minute later; gives the publication's name."""
    return run(office, server_time=office.tick(), **more).publikasi


def sign_in(office: Office, who: Identity, **more: Any) -> str:
    """Sign what is published, a minute later; gives the new publication's name."""
    with Repo(office.path) as repo:
        machine, now = key_of(office, "mesin"), office.tick()
        return countersign(repo, 2027, "p12", server_time=now, machine=machine, make=by(who, office), **more).publikasi


def both(office: Office, root: bytes) -> dict[str, bytes]:
    """The policy and the root that a citizen trusts."""
    return {"rkt/organisasi.yml": (office.path / "rkt/organisasi.yml").read_bytes(), "rkt/akar/contoh.pem": root}


def sign_the_draft(office: Office, who: Identity, url: str | None = None) -> None:
    """What ``rkt sign`` does on the branch of the draft."""
    office.on_draft()
    with Repo(office.path) as repo:
        paper = sign_draft(repo, 2027, by(who, office), clock=lambda: office.now, url=url)
    disk.replace_file(office.path / paper.path, paper.data)
    office.commit("kepala", "RKT bertanda tangan")


def typed(office: Office, words: list[str], answers: list[str]) -> tuple[int, str, str]:
    """Run ``rkt`` at a terminal of its own and answer its questions. Gives status, output, and what the system saw."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.chdir(office.path)
        resource.setrlimit(resource.RLIMIT_CORE, (resource.getrlimit(resource.RLIMIT_CORE)[1],) * 2)
        environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(SCRIPTS), "HOME": str(office.path.parent)}
        os.execve(sys.executable, [sys.executable, "-m", "rktkit", *words], environment)
    said, waiting, seen = b"", list(answers), ""
    end = time.monotonic() + 120
    while time.monotonic() < end:
        if select.select([terminal], [], [], 0.1)[0]:
            try:
                part = os.read(terminal, 4096)
            except OSError:
                break
            if not part:
                break
            said += part
            if waiting and said.endswith(b": "):
                seen += "".join(Path(f"/proc/{pid}/{name}").read_text() for name in ("cmdline", "environ", "limits"))
                os.write(terminal, waiting.pop(0).encode() + b"\n")
    _, status = os.waitpid(pid, 0)
    os.close(terminal)
    return os.waitstatus_to_exitcode(status), said.decode(), seen


def everything(folder: Path) -> Iterator[bytes]:
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink():
            yield path.read_bytes()
