"""Whatever happens while a PDF is signed: nothing is half there, and the next run finishes."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rktkit.cli.verbs import sign as command
from rktkit.ground.findings import Refusal
from rktkit.ground.git.repo import Repo
from rktkit.trust.publish.countersign import countersign
from rktkit.trust.tte import Request
from tests.office import Office
from tests.places import SCRIPTS
from tests.trust.acts import count
from tests.trust.chain import PASSPHRASE, Identity, write_p12
from tests.trust.faults import Arm, Stopped, stopped_everywhere
from tests.trust.paper import reopened, written
from tests.trust.tte.signing import SIGNED, by, publish_in, sign_in, typed


def test_a_fault_at_any_git_operation(signed_once: Office, kepala: Identity, at_operation: Arm, tmp_path: Path) -> None:
    office = signed_once.copy(tmp_path / "kantor")
    office.git("update-ref", "refs/heads/arsip", "arsip^")
    once: dict[bytes, bytes] = {}

    def make(pdf: bytes, request: Request) -> bytes:
        return once.setdefault(pdf, by(kepala, office)(pdf, request))

    def sign() -> bool:
        with Repo(office.path) as repo:
            return countersign(repo, 2027, "p12", server_time=office.now, make=make).baru

    assert count(office) == 1
    stopped_everywhere(at_operation, sign, office)


def test_a_stop_while_the_key_or_the_service_is_asked(signed: Office, kepala: Identity) -> None:
    signed.git("update-ref", "refs/heads/arsip", "arsip^")

    def stop(pdf: bytes, request: Request) -> bytes:
        raise Stopped

    with Repo(signed.path) as repo, pytest.raises(Stopped):
        countersign(repo, 2027, "p12", server_time=signed.tick(), make=stop)
    assert count(signed) == 1
    assert sign_in(signed, kepala) == "2027/murni-0-ttd-1"


WRITES = ("tempfile.mkstemp", "os.fdopen", "os.fsync", "os.replace", "os.chmod")


@pytest.mark.parametrize("fault", [Stopped(), OSError(28, "No space left on device")])
@pytest.mark.parametrize("step", range(1, 8))
def test_a_fault_at_any_write(step: int, fault: BaseException, office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between any two steps of writing the file: it is not there, or it is whole."""
    place, data = office.path / SIGNED, b"%PDF" + bytes(10_000)
    place.parent.mkdir(exist_ok=True)
    calls = 0

    def counted(true: Callable[..., Any]) -> Callable[..., Any]:
        def wrapped(*given: Any, **named: Any) -> Any:
            nonlocal calls
            calls += 1
            if calls == step:
                raise fault
            return true(*given, **named)

        return wrapped

    with Repo(office.path) as repo:
        with monkeypatch.context() as patched:
            for name in WRITES:
                module, function = name.split(".")
                patched.setattr(name, counted(getattr(sys.modules[module], function)))
            try:
                command._write(repo, place, data)
            except (Stopped, OSError):
                assert not place.exists() or place.read_bytes() == data
        assert [path.name for path in place.parent.iterdir()] in ([], [place.name])
        command._write(repo, place, data)
        assert place.read_bytes() == data
        assert not list(repo.git_dir.glob("rkt-*.tmp"))


def test_killed_while_writing(today: Office, kepala: Identity, tmp_path: Path) -> None:
    """A true process and a true SIGKILL, in the moment before the file takes its place."""
    today.on_draft()
    script = (
        "import os, sys, time\n"
        "from rktkit.cli.verbs import sign\n"
        "from rktkit.cli.main import main\n"
        "sign.ask = lambda question: sys.argv[1]\n"
        "os.replace = lambda *_: (print('sekarang', flush=True), time.sleep(60))\n"
        "main(sys.argv[2:])\n"
    )
    words = ["sign", "2027", "--with", "p12", "--p12", str(write_p12(tmp_path, kepala)), "--root", str(today.path)]
    child = subprocess.Popen(
        [sys.executable, "-c", script, PASSPHRASE, *words],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        env={**os.environ, "PYTHONPATH": str(SCRIPTS)},
    )  # fmt: skip
    with child:
        assert child.stdout
        first = child.stdout.readline()
        child.send_signal(signal.SIGKILL)
        assert first == "sekarang\n", first + child.stdout.read()
    assert today.git("status", "--porcelain") == ""
    status, said, _ = typed(today, words, [PASSPHRASE])
    assert status == 0, said
    assert today.git("status", "--porcelain") == f"?? {SIGNED}"


def test_two_disks(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Git's folder may lie on another disk, where a file cannot simply be renamed to its place."""
    true, place = os.replace, office.path / "salinan.pdf"

    def other_disk(old: Any, new: Any) -> None:
        if Path(old).parent != Path(new).parent:
            raise OSError(18, "Invalid cross-device link")
        true(old, new)

    monkeypatch.setattr("os.replace", other_disk)
    with Repo(office.path) as repo:
        command._write(repo, place, b"%PDF")
    assert place.read_bytes() == b"%PDF"


def test_another_document_that_comes_back_signed(office: Office, kepala: Identity) -> None:
    """A tool that hands back the document unsigned, or another one, adds nothing to the archive."""
    office.merge()
    publish_in(office)
    before = office.sha("arsip")

    def other(pdf: bytes, request: Request) -> bytes:
        writer = reopened(pdf)
        page, _ = writer.find_page_for_modification(0)
        page.get_object()["/Rotate"] = type(page.get_object()["/MediaBox"][0])(180)
        writer.mark_update(page)
        return by(kepala, office)(written(writer), request)

    for make, rule in ((lambda pdf, request: pdf, "RKT-671"), (other, "RKT-675")):
        with Repo(office.path) as repo, pytest.raises(Refusal, match=rule):
            countersign(repo, 2027, "p12", server_time=office.tick(), make=make)
    assert office.sha("arsip") == before
