"""SSH signatures over a file: made by ``ssh-keygen``, judged by key alone."""

import base64
import hashlib
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given
from hypothesis import strategies as st

from rktkit.trust import ssh
from tests.office import Person
from tests.places import SCRIPTS

DATA = b'{"publikasi": "2027/murni-0"}\n'


def key(person: Person) -> ssh.Key:
    found = ssh.parse_key(person.public)
    assert found
    return found


def test_signed_and_verified(people: dict[str, Person]) -> None:
    signature = ssh.sign(DATA, people["kepala"].key)
    keys = [key(people[role]) for role in ("kasubag", "kepala")]
    assert ssh.verify(DATA, signature, keys) == keys[1]
    listed = subprocess.run(
        ["ssh-keygen", "-l", "-f", people["kepala"].key], capture_output=True, text=True, check=True
    )
    assert keys[1].fingerprint in listed.stdout


@pytest.mark.parametrize(
    ("data", "roles", "namespace", "said"),
    [
        (DATA + b" ", ("kepala",), "rkt", "tidak sama"),
        (DATA, ("kasubag",), "rkt", "bukan kunci"),
        (DATA, (), "rkt", "bukan kunci"),
        (DATA, ("kepala",), "git", "keperluan lain"),
    ],
)
def test_a_signature_that_does_not_count(
    people: dict[str, Person], data: bytes, roles: tuple[str, ...], namespace: str, said: str
) -> None:
    signature = ssh.sign(DATA, people["kepala"].key)
    with pytest.raises(ssh.BadSignature, match=said):
        ssh.verify(data, signature, [key(people[role]) for role in roles], namespace)


def test_a_key_of_one_grafted_into_the_signature_of_another(people: dict[str, Person]) -> None:
    """The signature claims the Kepala's key, but was made by the Kasubag's."""
    lines = ssh.sign(DATA, people["kasubag"].key).decode().split("\n")
    blob = base64.b64decode("".join(line for line in lines if line and not line.startswith("-----")))
    theirs, his = (base64.b64decode(people[role].public.split()[1]) for role in ("kasubag", "kepala"))
    forged = base64.b64encode(blob.replace(theirs, his)).decode()
    armour = f"-----BEGIN SSH SIGNATURE-----\n{forged}\n-----END SSH SIGNATURE-----\n".encode()
    claimed = ssh.claim(armour)
    assert claimed
    assert claimed.key == key(people["kepala"])
    with pytest.raises(ssh.BadSignature):
        ssh.verify(DATA, armour, [key(people["kepala"])])


def test_a_key_with_a_passphrase_is_asked_for_at_the_terminal_only(tmp_path: Path) -> None:
    """Without a terminal there is nobody to ask; the program must not hang, and must not look elsewhere."""
    made = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "rahasia sekali", "-f", str(tmp_path / "kunci")]
    subprocess.run(made, check=True)
    script = (
        "import sys; from pathlib import Path; from rktkit.trust import ssh\n"
        "try:\n ssh.sign(b'x', Path(sys.argv[1]))\nexcept ssh.BadSignature as error:\n print(error)"
    )
    done = subprocess.run(
        ["setsid", "--wait", sys.executable, "-c", script, tmp_path / "kunci"],
        stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120, check=False,
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(SCRIPTS)},
    )  # fmt: skip
    assert "tidak ada terminal untuk menanyakannya" in done.stdout
    assert "rahasia" not in done.stdout + done.stderr


def test_no_such_key(tmp_path: Path) -> None:
    with pytest.raises(ssh.BadSignature, match="berkas kuncinya tidak ada"):
        ssh.sign(DATA, tmp_path / "tidak-ada")


def test_a_short_rsa_key_is_nobodys(tmp_path: Path) -> None:
    subprocess.run(["ssh-keygen", "-q", "-t", "rsa", "-b", "2048", "-N", "", "-f", tmp_path / "k"], check=True)
    assert ssh.parse_key((tmp_path / "k.pub").read_text()) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ssh-ed25519",
        "ssh-ed25519 AAAA",
        "ssh-dss AAAAB3NzaC1kc3M=",
        "cert-authority ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIPC0",
        "ssh-rsa AAAAC3NzaC1lZDI1NTE5AAAAIJmYwCIbRUQmGjxP0hgNkAAAAAAAAAAAAAAAAAAAAAAA",
        '* namespaces="git" ssh-ed25519 AAAA',
    ],
)
def test_what_is_no_key(text: str) -> None:
    assert ssh.parse_key(text) is None


def test_a_comment_cannot_break_out(people: dict[str, Person]) -> None:
    """A second line in the comment would become a second allowed signer."""
    good = people["kepala"].public
    assert ssh.parse_key(f"{good} kantor") == key(people["kepala"])
    assert ssh.parse_key(f"{good} x\nkunci-0 {people['orang-luar'].public}") is None
    text = ssh.allowed_signers([key(people["kepala"])], "git")
    assert text.count("\n") == 1


@given(st.binary(max_size=300))
def test_any_bytes_are_a_claim_or_none(data: bytes) -> None:
    ssh.claim(data)
    ssh.commit_claim(data)
    armour = b"-----BEGIN SSH SIGNATURE-----\n" + base64.b64encode(b"SSHSIG\0\0\0\1" + data) + b"\n"
    ssh.claim(armour + b"-----END SSH SIGNATURE-----\n")


@given(st.text(max_size=200))
def test_any_text_is_a_key_or_none(text: str) -> None:
    ssh.parse_key(text)
    ssh.parse_key(f"ssh-ed25519 {text}")


@pytest.mark.parametrize(
    ("kind", "hashing", "counts"),
    [(b"rsa-sha2-512", "sha512", True), (b"rsa-sha2-256", "sha256", True), (b"ssh-rsa", "sha1", False)],
)
def test_a_signature_over_sha_1_counts_of_nobody(kind: bytes, hashing: str, counts: bool) -> None:
    """Programs of old make it with the very same key; what they sign could be exchanged."""
    private = rsa.generate_private_key(65537, 3072)
    line = private.public_key().public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH).decode()
    blob = base64.b64decode(line.split()[1])
    digest = hashlib.sha512(DATA).digest()
    text = b"SSHSIG" + b"".join(map(packed, (b"rkt", b"", b"sha512", digest)))
    value = private.sign(text, padding.PKCS1v15(), getattr(hashes, hashing.upper())())
    parts = (blob, b"rkt", b"", b"sha512", packed(kind) + packed(value))
    armour = base64.b64encode(b"SSHSIG\0\0\0\1" + b"".join(map(packed, parts))).decode()
    signature = f"-----BEGIN SSH SIGNATURE-----\n{armour}\n-----END SSH SIGNATURE-----\n".encode()
    known = ssh.parse_key(line)
    assert known
    if counts:
        assert ssh.verify(DATA, signature, [known]) == known
    else:
        with pytest.raises(ssh.BadSignature):
            ssh.verify(DATA, signature, [known])


def packed(data: bytes) -> bytes:
    return len(data).to_bytes(4) + data


def test_a_dsa_key_is_nobodys() -> None:
    number = (1 << 1023 | 1).to_bytes(129)
    blob = b"".join(map(packed, (b"ssh-dss", number, number[:21], number, number)))
    assert ssh.parse_key(f"ssh-dss {base64.b64encode(blob).decode()}") is None


KINDS = {"ed25519": [], "ecdsa": ["-b", "384"], "rsa": ["-b", "3072"]}
BENT: dict[str, Callable[[bytes, bytes], tuple[bytes, bytes]]] = {
    "valid": lambda data, sig: (data, sig),
    "altered": lambda data, sig: (data + b" ", sig),
    "empty": lambda data, sig: (b"", sig),
    "another namespace": lambda data, sig: (data, sig),
    "another key": lambda data, sig: (data, sig),
    "a bent signature": lambda data, sig: (data, _bent(sig)),
}


def _bent(armour: bytes) -> bytes:
    lines = armour.split(b"\n")
    blob = bytearray(base64.b64decode(b"".join(lines[1:-2])))
    blob[-3] ^= 1
    return b"\n".join([lines[0], base64.b64encode(bytes(blob)), *lines[-2:]])


@pytest.fixture(scope="module")
def kinds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A key of each kind, and another one of its kind."""
    folder = tmp_path_factory.mktemp("jenis")
    for kind, more in KINDS.items():
        for name in (kind, f"{kind}-lain"):
            words = ["ssh-keygen", "-q", "-t", kind, *more, "-N", "", "-C", "", "-f", str(folder / name)]
            subprocess.run(words, check=True)
    return folder


@pytest.mark.parametrize("bent", BENT)
@pytest.mark.parametrize("kind", KINDS)
def test_our_judge_and_ssh_keygen_say_the_same(kind: str, bent: str, kinds: Path, tmp_path: Path) -> None:
    data, armour = BENT[bent](b"manifest\n", ssh.sign(b"manifest\n", kinds / kind))
    owner = (kinds / (f"{kind}-lain.pub" if bent == "another key" else f"{kind}.pub")).read_text()
    namespace = "lain" if bent == "another namespace" else ssh.NAMESPACE
    (tmp_path / "siapa").write_text(f"x {owner}")
    (tmp_path / "sig").write_bytes(armour)
    words = ["ssh-keygen", "-Y", "verify", "-f", str(tmp_path / "siapa"), "-I", "x", "-n", namespace]
    words += ["-s", str(tmp_path / "sig")]
    theirs = subprocess.run(words, input=data, capture_output=True, check=False).returncode == 0
    key = ssh.parse_key(owner)
    assert key
    try:
        ours = ssh.verify(data, armour, [key], namespace) == key
    except ssh.BadSignature:
        ours = False
    assert ours is theirs is (bent == "valid")
