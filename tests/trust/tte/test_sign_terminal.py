"""``rkt sign`` at a terminal: secrets are asked there and nowhere else, and kept nowhere."""

import os
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from rktkit.cli.main import main
from tests.office import Office
from tests.places import SCRIPTS
from tests.trust.chain import PASSPHRASE, Identity, write_p12
from tests.trust.esign import NIK, PASSWORD, Service, running
from tests.trust.tte.signing import SIGNED, everything, typed


def test_the_passphrase_is_asked_at_the_terminal_and_kept_nowhere(
    today: Office, kepala: Identity, tmp_path: Path
) -> None:
    p12 = write_p12(tmp_path, kepala)
    words = ["sign", "2027", "--with", "p12", "--p12", str(p12)]
    today.on_draft()
    status, said, seen = typed(today, words, [PASSPHRASE])
    assert status == 0, said
    assert "ditandatangani secara elektronik oleh CONTOH KEPALA DINAS" in said
    assert (today.path / SIGNED).is_file()
    today.commit("kepala", "RKT bertanda tangan")
    today.approve()
    today.merge()
    status, said_too, seen_too = typed(today, ["publish"], [])
    assert status == 0, said_too
    today.git("switch", "--quiet", "main")
    status, again, seen_again = typed(today, [*words, "--output", str(tmp_path / "salinan.pdf")], [PASSPHRASE])
    assert status == 0, again
    assert "2027/murni-0-ttd-1" in again
    assert (tmp_path / "salinan.pdf").read_bytes().startswith(b"%PDF")
    for text in (said, said_too, again, seen, seen_too, seen_again):
        assert PASSPHRASE not in text
    for one in (seen, seen_again):
        assert re.search(r"Max core file size +0 ", one), "a crash would leave the memory on the disk"
    p12.unlink()
    assert not any(PASSPHRASE.encode() in data for data in everything(tmp_path))
    assert main(["verify", "--root", str(today.path)]) == 3, "the office has no machine that seals"


def test_a_wrong_passphrase_at_the_terminal(today: Office, kepala: Identity, tmp_path: Path) -> None:
    today.on_draft()
    words = ["sign", "2027", "--with", "p12", "--p12", str(write_p12(tmp_path, kepala))]
    status, said, _ = typed(today, words, ["salah-ketik-6024"])
    assert status == 1
    assert "RKT-677" in said
    assert "salah-ketik-6024" not in said
    assert "Traceback" not in said
    assert not (today.path / SIGNED).exists()


def test_bsre_at_the_terminal(today: Office, kepala: Identity, tmp_path: Path) -> None:
    today.on_draft()
    with running(Service(kepala, now=datetime.now(UTC))) as service:
        config = tmp_path / "bsre.yml"
        config.write_text(f"alamat: {service.address}\npengguna: rkt-uji\n")
        words = ["sign", "2027", "--with", "bsre", "--config", str(config)]
        status, said, seen = typed(today, words, [PASSWORD, NIK, PASSPHRASE])
    assert status == 0, said
    for secret in (PASSPHRASE, PASSWORD, NIK):
        assert secret not in said + seen
        assert not any(secret.encode() in data for data in everything(tmp_path))


def test_without_a_terminal_nobody_is_asked(today: Office, kepala: Identity, tmp_path: Path) -> None:
    """Not through a pipe, not from a variable, not from an argument."""
    today.on_draft()
    words = ["sign", "2027", "--with", "p12", "--p12", str(write_p12(tmp_path, kepala))]
    done = subprocess.run(
        ["setsid", "--wait", sys.executable, "-m", "rktkit", *words],
        input=PASSPHRASE + "\n", capture_output=True, text=True, check=False, cwd=today.path, timeout=120,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(SCRIPTS), "PASSPHRASE": PASSPHRASE},
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (2, "")
    assert "hanya ditanyakan di terminal" in done.stderr
    assert not (today.path / SIGNED).exists()


@pytest.mark.parametrize(
    "words",
    [
        ("--with", "p12"),
        ("--with", "p12", "--p12", "x.p12", "--passphrase", "x"),
        ("--with", "p12", "--p12", "x.p12", "--key", "k"),
        ("--with", "ssh", "--key", "k", "--url", "https://x.invalid"),
        ("--with", "bsre", "--config", "tidak-ada.yml"),
        ("--with", "bsre"),
    ],
)
def test_wrong_use(
    words: tuple[str, ...], office: Office, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(office.on_draft().path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(office.path.parent / "kosong"))
    assert main(["sign", "2027", *words]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
