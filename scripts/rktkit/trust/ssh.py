"""SSH signatures over a file, as OpenSSH's ``ssh-keygen -Y`` makes them.

The passphrase is asked by ``ssh-keygen`` at the terminal; it never passes through this program. A signature is good
only when it fits exactly the key that it names, and that key is on a list that the caller took from the policy. Names,
addresses and comments play no part. ``sshsig`` judges the usual kinds of key, ``ssh-keygen`` all others.
"""

import base64
import binascii
import hashlib
import re
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from rktkit.trust import sshsig
from rktkit.trust.sshsig import string as _string

NAMESPACE = "rkt"
"""What signatures over ``manifest.json`` are made for."""

GIT = "git"
"""What Git's own signatures are made for."""

SAKSI = "rkt-saksi"
"""What countersignatures of a head are made for."""

_KEY = re.compile(
    r"(ssh-ed25519|ssh-rsa|ecdsa-sha2-nistp(?:256|384|521)|sk-ssh-ed25519@openssh\.com"
    r"|sk-ecdsa-sha2-nistp256@openssh\.com) ([A-Za-z0-9+/]+={0,2})(?: [^\r\n\0]*)?\Z"
)
_ARMOUR = re.compile(rb"\s*-----BEGIN SSH SIGNATURE-----\s([A-Za-z0-9+/=\s]+)-----END SSH SIGNATURE-----\s*\Z")


_TROUBLE = (
    ("incorrect passphrase", "kata sandi kuncinya salah, atau tidak ada terminal untuk menanyakannya."),
    ("UNPROTECTED PRIVATE KEY", "berkas kuncinya dapat dibaca orang lain; batasi dengan chmod 600."),
    ("No such file", "berkas kuncinya tidak ada, atau bukan kunci SSH."),
    ("invalid format", "berkas itu bukan kunci SSH."),
)
"""What ``ssh-keygen`` says in English, and what that means. It looks for ``.pub`` beside what is no key."""

_UNTOLD = "ssh-keygen tidak dapat menandatangani: {}"


Signer = Callable[..., bytes]
"""``sign`` with a key already chosen: takes the data and, by name, the namespace."""


class BadSignature(Exception):
    """Why a signature does not count, as a sentence for the reader."""


class UnknownKey(BadSignature):
    """The signature is good, but of a key that was not asked about."""

    def __init__(self, key: "Key") -> None:
        self.key = key
        super().__init__(f"kunci {key.fingerprint} bukan kunci pejabat yang berwenang.")


class NoSshKeygen(BadSignature):
    """There is no ``ssh-keygen`` here to ask."""


@dataclass(frozen=True, slots=True)
class Key:
    """A public key without its comment; ``fingerprint`` as OpenSSH prints it."""

    text: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Claim:
    """What a signature says of itself, unproven: its key and what it was made for."""

    key: Key
    namespace: str


def parse_key(text: str) -> Key | None:
    """A public key as ``organisasi.yml`` holds it; ``None`` when it is none."""
    match = _KEY.match(text.strip())
    if not match:
        return None
    try:
        blob = base64.b64decode(match[2], validate=True)
        kind, _ = _string(blob)
        bits = sshsig.rsa_bits(blob)
    except (binascii.Error, ValueError):
        return None
    if bits is not None and bits < sshsig.SHORTEST_RSA:
        return None
    return _key(blob) if kind.decode(errors="replace") == match[1] else None


def allowed_signers(keys: Sequence[Key], namespace: str) -> str:
    """The text of an allowed signers file; the n-th key has the principal ``kunci-n``, counted from 0."""
    return "".join(f'kunci-{n} namespaces="{namespace}" {key.text}\n' for n, key in enumerate(keys))


def claim(signature: bytes) -> Claim | None:
    """Read an armoured signature; ``None`` when it is none. Proves nothing."""
    found = _opened(signature)
    try:
        return Claim(_key(found.public), found.namespace.decode()) if found else None
    except ValueError:
        return None


def _opened(signature: bytes) -> sshsig.Parts | None:
    match = _ARMOUR.match(signature.replace(b"\r\n", b"\n"))
    if not match:
        return None
    try:
        return sshsig.parts(base64.b64decode(b"".join(match[1].split()), validate=True))
    except (binascii.Error, ValueError):
        return None


def commit_claim(raw: bytes) -> Claim | None:
    """What the SSH signature inside a commit says of itself; ``None`` when it carries none (or one of another kind)."""
    head = raw.partition(b"\n\n")[0]
    match = re.search(rb"(?:\A|\n)gpgsig ([^\n]*(?:\n [^\n]*)*)", head)
    return claim(match[1].replace(b"\n ", b"\n")) if match else None


def has_signature(raw: bytes) -> bool:
    """Whether a commit carries a signature of any kind."""
    return b"\ngpgsig" in raw.partition(b"\n\n")[0]


def verify(data: bytes, signature: bytes, keys: Iterable[Key], namespace: str = NAMESPACE) -> Key:
    """Which of the keys signed the data.

    Raises:
        BadSignature: none of them did, or for another purpose.
    """
    said = claim(signature)
    if said is None:
        raise BadSignature("berkas tanda tangan tidak dapat dibaca.")
    if said.namespace != namespace:
        raise BadSignature(f"dibuat untuk keperluan lain (namespace “{said.namespace}”, seharusnya “{namespace}”).")
    if not _holds(data, signature, said):
        raise BadSignature("isinya tidak sama dengan yang ditandatangani.")
    if said.key not in keys:
        raise UnknownKey(said.key)
    return said.key


def _holds(data: bytes, signature: bytes, said: Claim) -> bool:
    found = _opened(signature)
    try:
        return found is not None and sshsig.holds(data, found)
    except sshsig.NotOurs:
        return holds_by_keygen(data, signature, said)
    except (ValueError, KeyError):
        return False


def holds_by_keygen(data: bytes, signature: bytes, said: Claim) -> bool:
    """Whether a signature fits its own key, by ``ssh-keygen``.

    Raises:
        NoSshKeygen: there is none here.
    """
    with tempfile.TemporaryDirectory() as folder:
        signers, armour = Path(folder) / "allowed_signers", Path(folder) / "signature"
        signers.write_text(allowed_signers([said.key], said.namespace), encoding="ascii")
        armour.write_bytes(signature.replace(b"\r\n", b"\n"))
        files = ("-f", str(signers), "-s", str(armour))
        command = ["ssh-keygen", "-Y", "verify", "-n", said.namespace, "-I", "kunci-0", *files]
        return _run(command, given=data).returncode == 0


def sign(data: bytes, key: Path, namespace: str = NAMESPACE) -> bytes:
    """Sign data with a private key (or the public half of one held by the agent); asks at the terminal if it must.

    Raises:
        BadSignature: ``ssh-keygen`` could not sign: no such key, wrong passphrase, no terminal to ask at.
    """
    with tempfile.TemporaryDirectory() as folder:
        paper = Path(folder) / "manifest.json"
        paper.write_bytes(data)
        done = _run(["ssh-keygen", "-Y", "sign", "-n", namespace, "-f", str(key.absolute()), str(paper)])
        made = paper.with_name("manifest.json.sig")
        if done.returncode or not made.is_file():
            said = done.stderr.decode(errors="replace").strip()
            raise BadSignature(next((reason for mark, reason in _TROUBLE if mark in said), _UNTOLD.format(said)))
        return made.read_bytes()


def make_key(place: Path, comment: str) -> str:
    """Make a private key without a passphrase at a path; the public half stands beside it, and is what comes back.

    Raises:
        BadSignature: there is no ``ssh-keygen`` here, or it cannot write there.
    """
    done = _run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", comment, "-f", str(place)])
    if done.returncode:
        raise BadSignature(f"ssh-keygen tidak dapat membuat kunci: {done.stderr.decode(errors='replace').strip()}")
    return place.with_name(f"{place.name}.pub").read_text()


def _run(command: list[str], given: bytes | None = None) -> "subprocess.CompletedProcess[bytes]":
    try:  # without data to give, standard input stays the terminal, where ssh-keygen asks for the passphrase
        return subprocess.run(command, input=given, capture_output=True, check=False)  # noqa: S603 - words of our own
    except FileNotFoundError as error:
        raise NoSshKeygen("ssh-keygen tidak terpasang di sini (paket openssh-client).") from error


def _key(blob: bytes) -> Key:
    kind, _ = _string(blob)
    text = f"{kind.decode('ascii')} {base64.b64encode(blob).decode()}"
    digest = base64.b64encode(hashlib.sha256(blob).digest()).decode().rstrip("=")
    if not _KEY.match(text):
        raise ValueError("kind")
    return Key(text, f"SHA256:{digest}")
