"""The container of a signature, to the last byte.

A signature covers the document but not its own container, and readers forgive much in there: padding, letters of
either case, unknown attributes, certificates that nobody uses. This module forgives nothing, so that a file in which a
single byte was changed anywhere is not the file that was signed.
"""

import binascii
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from asn1crypto.cms import SignedData
    from asn1crypto.x509 import Certificate

_HEX = re.compile(rb"<([0-9a-f]*|[0-9A-F]*)>\Z")
STAMP = "signature_time_stamp_token"


class NotStrictError(Exception):
    """Which part of the container is not as it must be, in the reader's words."""


def read_gap(file: bytes, byte_range: Sequence[int]) -> bytes:
    """The signature container, taken from where the signed ranges leave a gap.

    Args:
        file: the whole PDF.
        byte_range: start and length of the two signed ranges.

    Raises:
        NotStrictError: the ranges are not all of the file but one hexadecimal string, or that is not strictly written.
    """
    if len(byte_range) != 4 or byte_range[0] != 0:
        raise NotStrictError("cakupan")
    _, first, start, second = byte_range
    if not 0 < first < start or second < 0 or start + second != len(file):
        raise NotStrictError("cakupan")
    match = _HEX.match(file[first:start])
    if match is None or len(match[1]) % 2:
        raise NotStrictError("penulisan")
    data = binascii.unhexlify(match[1])
    size = _size(data)
    if any(data[size:]):
        raise NotStrictError("isian kosong")
    return data[:size]


def _size(data: bytes) -> int:
    """The length of the first DER value."""
    if len(data) < 2 or data[0] != 0x30:
        raise NotStrictError("penulisan")
    if data[1] < 0x80:
        return 2 + data[1]
    count = data[1] & 0x7F
    size = int.from_bytes(data[2 : 2 + count], "big")
    if not 0 < count <= 4 or size < 0x80 or data[2] == 0 or 2 + count + size > len(data):
        raise NotStrictError("penulisan")
    return 2 + count + size


def parse(der: bytes) -> "SignedData":
    """The signed data in a container.

    Raises:
        NotStrictError: it is none.
        ValueError, TypeError, KeyError: it cannot be parsed at all.
    """
    from asn1crypto.cms import ContentInfo

    content = ContentInfo.load(der, strict=True)
    len(content.native)  # reads every part, so that nothing fails later
    if content["content_type"].native != "signed_data":
        raise NotStrictError("jenis")
    signed: SignedData = content["content"]
    return signed


def hold_strict(
    signed: "SignedData", known: Iterable["Certificate"], *, content: str = "data", lenient: bool = False
) -> None:
    """Hold every part of a signature that no signature covers against what it must be.

    Args:
        known: certificates that may have issued those inside.
        content: what is signed: ``data``, or ``tst_info`` for a time-stamp.
        lenient: accept a certificate whose issuer is unknown.

    Raises:
        NotStrictError: which part is wrong.
    """
    signer = _only(signed["signer_infos"], "penanda tangan")
    encapsulated = signed["encap_content_info"]
    if encapsulated["content_type"].native != content:
        raise NotStrictError("jenis isi")
    if content == "data" and encapsulated["content"].native is not None:
        raise NotStrictError("isi")
    by_key = signer["sid"].name == "subject_key_identifier"
    if signer["version"].native != ("v3" if by_key else "v1"):
        raise NotStrictError("versi")
    if signed["version"].native not in (("v3",) if by_key or content != "data" else ("v1", "v3")):
        raise NotStrictError("versi")
    _algorithms(signed, signer)
    if not by_key and not any(_names_exactly(signer["sid"].chosen, one.chosen) for one in signed["certificates"]):
        raise NotStrictError("penanda tangan")
    _certificates(signed, known, lenient=lenient)
    if signed["crls"].native:
        raise NotStrictError("daftar pencabutan di luar tanda tangan")
    extra = [one["type"].native for one in signer["unsigned_attrs"]] if signer["unsigned_attrs"].native else []
    if extra not in ([], [STAMP] if content == "data" else []):
        raise NotStrictError("atribut yang tidak ditandatangani")


def time_stamps(signed: "SignedData") -> Iterator["SignedData"]:
    """The time-stamps on a signature; there may be one.

    Raises:
        NotStrictError: there are several, or it is none.
    """
    signer = signed["signer_infos"][0]
    for attribute in signer["unsigned_attrs"] if signer["unsigned_attrs"].native else []:
        if attribute["type"].native == STAMP:
            token = _only(attribute["values"], "cap waktu")
            if token["content_type"].native != "signed_data":
                raise NotStrictError("cap waktu")
            yield token["content"]


def _only(values: Any, name: str) -> Any:
    if len(values) != 1:
        raise NotStrictError(name)
    return values[0]


def _names_exactly(sid: Any, certificate: Any) -> bool:
    """Readers compare names without regard to capitals; here the bytes must agree."""
    body = certificate["tbs_certificate"]
    parts = ("issuer", "serial_number")
    return [sid[part].dump() for part in parts] == [body[part].dump() for part in parts]


def _algorithms(signed: "SignedData", signer: Any) -> None:
    digest = signer["digest_algorithm"]
    listed = _only(signed["digest_algorithms"], "algoritme")
    if listed["algorithm"].native != digest["algorithm"].native:
        raise NotStrictError("algoritme")
    for one in (listed, digest, signer["signature_algorithm"]):
        if one["algorithm"].native != "rsassa_pss" and one["parameters"].native is not None:
            raise NotStrictError("algoritme")
        if one["parameters"].dump() not in (b"", b"\x05\x00") and one["algorithm"].native != "rsassa_pss":
            raise NotStrictError("algoritme")


def _certificates(signed: "SignedData", known: Iterable["Certificate"], *, lenient: bool) -> None:
    """Nothing is added: every certificate inside was issued by one that is known, or by another one inside."""
    inside = []
    for choice in signed["certificates"]:
        if choice.name != "certificate":
            raise NotStrictError("sertifikat")
        inside.append(choice.chosen.untag())
        if inside[-1]["signature_value"].contents[:1] != b"\0":  # bits that do not count
            raise NotStrictError("sertifikat")
    issuers = [*known, *inside]
    for certificate in inside:
        named = [issuer for issuer in issuers if issuer.subject == certificate.issuer]
        if not any(issued(certificate, issuer) for issuer in named) and (named or not lenient):
            raise NotStrictError("sertifikat")


def issued(certificate: "Certificate", issuer: "Certificate") -> bool:
    """Whether a certificate carries the signature of an issuer."""
    from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
    from cryptography.x509 import load_der_x509_certificate

    try:
        one, other = (load_der_x509_certificate(part.dump()) for part in (certificate, issuer))
        one.verify_directly_issued_by(other)
    except (ValueError, TypeError, InvalidSignature, UnsupportedAlgorithm):
        return False
    return True
