"""SSH signatures judged in this process, with ``cryptography``: what ``ssh-keygen -Y verify`` says, forty times faster.

Only the kinds of key that every office has. Others (a key on a hardware token) are none of ours: ``ssh`` asks
``ssh-keygen`` then. Tests hold both against each other.
"""

import hashlib
from dataclasses import dataclass

MAGIC = b"SSHSIG"
_HASHES = {b"sha256": hashlib.sha256, b"sha512": hashlib.sha512}
SHORTEST_RSA = 3072
"""Bits; a shorter key is not accepted of anybody."""


class NotOurs(Exception):
    """A kind of key that this module does not know."""


@dataclass(frozen=True, slots=True)
class Parts:
    """A signature's blob, taken apart: SSH's wire format, nothing proven."""

    public: bytes
    namespace: bytes
    reserved: bytes
    hashing: bytes
    signature: bytes


def parts(blob: bytes) -> Parts:
    """Take a signature apart.

    Raises:
        ValueError: it is none, or something follows it.
    """
    if blob[:6] != MAGIC or blob[6:10] != b"\0\0\0\1":
        raise ValueError("magic")
    found, rest = [], blob[10:]
    for _ in range(5):
        one, rest = string(rest)
        found.append(one)
    if rest:
        raise ValueError("rest")
    return Parts(*found)


def holds(data: bytes, given: Parts) -> bool:
    """Whether a signature's own key signed the data.

    Raises:
        NotOurs: another kind of key.
        ValueError: the signature is not well written.
    """
    hashing = _HASHES.get(given.hashing)
    if hashing is None:
        return False
    text = MAGIC + b"".join(map(_packed, (given.namespace, given.reserved, given.hashing, hashing(data).digest())))
    kind, rest = string(given.signature)
    value, rest = string(rest)
    if rest:
        return False
    return _holds(given.public, kind, value, text)


def _holds(public: bytes, kind: bytes, value: bytes, text: bytes) -> bool:
    from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm

    name, body = string(public)
    if name.startswith(b"sk-"):
        raise NotOurs(name.decode(errors="replace"))
    try:
        if name == b"ssh-ed25519" == kind:
            _ed25519(body, value, text)
        elif name == b"ssh-rsa" and kind in {b"rsa-sha2-256", b"rsa-sha2-512"}:
            _rsa(body, kind, value, text)
        elif name.startswith(b"ecdsa-sha2-nistp") and name == kind:
            _ecdsa(name, body, value, text)
        else:  # among them ssh-rsa, which is SHA-1
            return False
    except InvalidSignature:
        return False
    except UnsupportedAlgorithm:
        raise NotOurs(name.decode(errors="replace")) from None
    return True


def _ed25519(body: bytes, value: bytes, text: bytes) -> None:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    Ed25519PublicKey.from_public_bytes(string(body)[0]).verify(value, text)


def _rsa(body: bytes, kind: bytes, value: bytes, text: bytes) -> None:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import padding, rsa

    exponent, rest = string(body)
    modulus, _ = string(rest)
    number = int.from_bytes(modulus)
    if number.bit_length() < SHORTEST_RSA:
        raise InvalidSignature
    value = value.rjust((number.bit_length() + 7) // 8, b"\0")
    hashing = hashes.SHA256() if kind == b"rsa-sha2-256" else hashes.SHA512()
    key = rsa.RSAPublicNumbers(int.from_bytes(exponent), number).public_key()
    key.verify(value, text, padding.PKCS1v15(), hashing)


def _ecdsa(name: bytes, body: bytes, value: bytes, text: bytes) -> None:
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

    curves: dict[bytes, tuple[ec.EllipticCurve, hashes.HashAlgorithm]] = {
        b"nistp256": (ec.SECP256R1(), hashes.SHA256()),
        b"nistp384": (ec.SECP384R1(), hashes.SHA384()),
        b"nistp521": (ec.SECP521R1(), hashes.SHA512()),
    }
    _, rest = string(body)
    point, _ = string(rest)
    curve, hashing = curves[name.rpartition(b"-")[2]]
    r, rest = string(value)
    s, _ = string(rest)
    key = ec.EllipticCurvePublicKey.from_encoded_point(curve, point)
    key.verify(encode_dss_signature(int.from_bytes(r), int.from_bytes(s)), text, ec.ECDSA(hashing))


def rsa_bits(public: bytes) -> int | None:
    """The length of an RSA key in bits; ``None`` for a key of another kind.

    Raises:
        ValueError: it is not well written.
    """
    kind, rest = string(public)
    if kind != b"ssh-rsa":
        return None
    _, rest = string(rest)
    return int.from_bytes(string(rest)[0]).bit_length()


def string(blob: bytes) -> tuple[bytes, bytes]:
    """The first length-prefixed string of SSH's wire format, and what follows it.

    Raises:
        ValueError: there is none.
    """
    size = int.from_bytes(blob[:4])
    if len(blob) < 4 + size or len(blob) < 4:
        raise ValueError("short")
    return blob[4 : 4 + size], blob[4 + size :]


def _packed(text: bytes) -> bytes:
    return len(text).to_bytes(4) + text
