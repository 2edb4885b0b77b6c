"""RFC 3161 time-stamps beside a file: asked for once, checked offline for as long as the archive exists.

What stands beside ``manifest.json`` is the authority's whole reply, as ``openssl ts -verify`` reads it.
"""

import asyncio
import base64
import hashlib
import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from rktkit.ground.catalogue.trust import problem
from rktkit.ground.findings import Refusal
from rktkit.ground.web import Web, quiet
from rktkit.trust.archive.evidence import STAMP
from rktkit.trust.tte.roots import read_roots
from rktkit.trust.tte.timestamp import ask_authority

MAX_BYTES = 64 * 1024


class NoStamp(Exception):
    """Why a time-stamp counts for nothing, as a phrase for the reader. ``broken``: it is no stamp over these bytes."""

    def __init__(self, sebab: str, *, broken: bool) -> None:
        self.broken = broken
        super().__init__(sebab)


def ask_stamp(data: bytes, address: str, web: Web) -> bytes:
    """A time-stamp over some bytes.

    Args:
        address: of the authority.

    Returns:
        The authority's reply, in DER.

    Raises:
        Refusal: RKT-679, there is no usable time-stamp.
    """
    from asn1crypto import tsp

    imprint = {"hash_algorithm": {"algorithm": "sha256"}, "hashed_message": hashlib.sha256(data).digest()}
    nonce = int.from_bytes(secrets.token_bytes(8)) or 1
    request = tsp.TimeStampReq({"version": 1, "message_imprint": imprint, "nonce": nonce, "cert_req": True})
    reply: bytes = ask_authority(request, address, web).dump()
    try:
        _fits(_token(reply), data)
    except NoStamp:
        raise Refusal([problem("RKT-679.jawaban", ".", alamat=address)]) from None
    return reply


def check_stamp(reply: bytes, data: bytes, roots: bytes | None) -> datetime:
    """When an authority that is trusted saw some bytes.

    Args:
        reply: the authority's reply, in DER.
        roots: PEM certificates of those whose time is trusted.

    Raises:
        NoStamp: it is none over these bytes, or nobody here trusts who made it.
        Refusal: RKT-670, the roots cannot be read.
    """
    token = _token(reply)
    _fits(token, data)
    if not roots:
        raise NoStamp("akar penerbit cap waktunya tidak diberikan (rkt/akar/tsa/)", broken=False)
    trusted = read_roots([("rkt/akar/tsa", roots)])
    try:
        with quiet():
            return _validated(token, data, trusted)
    except NoStamp:
        raise
    except Exception:  # whatever the parsers make of hostile bytes
        raise NoStamp("cap waktunya rusak", broken=True) from None


def merge_stamp(bukti: Mapping[str, Any], raw: bytes, roots: bytes | None) -> datetime | None:
    """When a trusted authority saw the merge; ``None`` without a stamp that counts here.

    Args:
        raw: the merge commit, as Git hashes it.
        roots: PEM certificates of those who stamp time.
    """
    text = bukti.get(STAMP)
    if not isinstance(text, str) or not roots:
        return None
    try:
        return check_stamp(base64.b64decode(text, validate=True), raw, roots)
    except (NoStamp, Refusal, ValueError):
        return None


def _token(reply: bytes) -> Any:
    from asn1crypto import tsp

    try:
        if len(reply) > MAX_BYTES:
            raise ValueError("size")
        found = tsp.TimeStampResp.load(reply, strict=True)
        if found["status"]["status"].native not in {"granted", "granted_with_mods"}:
            raise ValueError("status")
        signed = found["time_stamp_token"]["content"]
        len(signed.native)  # reads every part, so that nothing fails later
        return signed
    except (ValueError, TypeError, KeyError, AttributeError):
        raise NoStamp("cap waktunya rusak", broken=True) from None


def _fits(signed: Any, data: bytes) -> None:
    """Whether the stamp is over these bytes, by a hash that is still good."""
    try:
        imprint = signed["encap_content_info"]["content"].parsed["message_imprint"]
        algorithm, value = imprint["hash_algorithm"]["algorithm"].native, imprint["hashed_message"].native
    except (ValueError, TypeError, KeyError, AttributeError):
        raise NoStamp("cap waktunya rusak", broken=True) from None
    if algorithm not in {"sha256", "sha384", "sha512"} or hashlib.new(algorithm, data).digest() != value:
        raise NoStamp("cap waktunya bukan untuk berkas ini", broken=True)


def _validated(signed: Any, data: bytes, trusted: Any) -> datetime:
    from pyhanko.sign.validation.generic_cms import validate_tst_signed_data
    from pyhanko_certvalidator import ValidationContext

    info = signed["encap_content_info"]["content"].parsed
    moment: datetime = info["gen_time"].native
    inside = [choice.chosen for choice in signed["certificates"] if choice.name == "certificate"]
    context = ValidationContext(
        trust_roots=[*trusted.roots, *trusted.pins],
        other_certs=inside,
        moment=moment,
        allow_fetching=False,
        crls=trusted.crls,
        revocation_mode="soft-fail",
        retroactive_revinfo=True,
    )
    status = asyncio.run(validate_tst_signed_data(signed, context, lambda name: hashlib.new(name, data).digest()))
    if not (status["intact"] and status["valid"]):
        raise NoStamp("cap waktunya rusak", broken=True)
    if status.get("trust_problem_indic") is not None or not status.get("validation_path"):
        raise NoStamp("penerbit cap waktunya tidak dipercayai", broken=False)
    return moment
