"""A signed PDF is accepted only under the conditions of the contract, all of them, offline.

1. Exactly one signature, a PAdES one; no second field, no document time-stamp.
2. It covers the whole file, to the last byte of its own container (``container``), and nothing came after it. So
   whatever it forbids (docMDP) was respected.
3. The signer's certificate was valid when it counts, was not revoked by any list at hand, and its chain ends in a
   trusted root (``roots``). It counts at the trusted time-stamp where there is one, else when the publishing machine
   saw the signature; the signer's own clock proves nothing.
4. The signer is the Kepala Dinas in office by the policy, by a pinned certificate: under a national root everybody
   else has a good certificate too, and a namesake one in the same name.
5. The document under it is the one compiled here (``same``).
"""

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from io import BytesIO
from typing import TYPE_CHECKING, Any

from rktkit.ground.catalogue.trust import problem
from rktkit.ground.files import Files
from rktkit.ground.findings import Refusal
from rktkit.ground.web import quiet
from rktkit.plan.calendar import setempat
from rktkit.plan.writing.words import jam
from rktkit.trust.approval.policy import read_policy
from rktkit.trust.tte import container
from rktkit.trust.tte.person import check_person, name_of, sha256_of
from rktkit.trust.tte.roots import Roots, pinned, read_roots
from rktkit.trust.tte.same import difference

if TYPE_CHECKING:
    from asn1crypto.crl import CertificateList
    from asn1crypto.x509 import Certificate
    from pyhanko.sign.validation.status import PdfSignatureStatus

MAX_BYTES = 64 * 1024 * 1024
SELISIH = timedelta(minutes=10)
"""How far a signer's clock may be ahead of ours."""

FILE = "rkt-ttd.pdf"


def check_pdf(
    signed: bytes,
    compiled: bytes,
    files: Files,
    when: datetime | None,
    *,
    roots: bytes | None = None,
    baru: bool = False,
) -> dict[str, Any]:
    """Judge a signed PDF.

    Args:
        signed: the file.
        compiled: ``rkt.pdf`` as it was compiled here.
        files: the tree that holds the policy: ``rkt/organisasi.yml`` and ``rkt/akar/``.
        when: when the publishing machine saw it; ``None``: nobody did, so the signer's clock must do.
        roots: PEM certificates to trust instead of those in ``files``.
        baru: it is to be published now, so a pin must name its certificate.

    Returns:
        What ``bukti.json`` says of it; ``keterangan`` is a sentence for the reader, ``dipatok`` whether a pin names the
        certificate.

    Raises:
        Refusal: why it does not count. RKT-670 alone means that nobody can tell, since no root is trusted.
    """
    trusted = read_roots([("--trust", roots)]) if roots is not None else pinned(files)
    if len(signed) > MAX_BYTES:
        raise _refuse("RKT-671.besar", batas=MAX_BYTES // 1024 // 1024)
    try:
        with quiet():
            found = _judge(signed, compiled, trusted, when)
    except Refusal:
        raise
    except Exception:  # whatever the parsers make of hostile bytes: this file does not count
        raise _refuse("RKT-671.rusak") from None
    pinned_here = check_person(found.penanda_tangan, found.waktu, files, trusted.pins, alone=roots is None)
    if not trusted.roots:
        raise _refuse("RKT-670")
    if baru and not pinned_here:
        signer = found.penanda_tangan
        raise _refuse("RKT-676.patok", nama=name_of(signer.subject), sidik=sha256_of(signer))
    return _words(found, read_policy(files).zona) | {"dipatok": pinned_here}


@dataclass(frozen=True, slots=True)
class Found:
    """A signature that holds. ``waktu``: when it counts; ``cap_waktu``: by a trusted time-stamp; ``dinyatakan``: by
    the signer's clock; ``pencabutan``: whether any list or answer about revocation was at hand; ``asing``: it has a
    time-stamp of an authority that nobody here trusts.
    """

    penanda_tangan: "Certificate"
    akar: "Certificate | None"
    waktu: datetime
    cap_waktu: datetime | None
    dinyatakan: datetime | None
    pencabutan: bool
    asing: bool


def _judge(signed: bytes, compiled: bytes, trusted: Roots, when: datetime | None) -> Found:
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.fields import enumerate_sig_fields
    from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

    reader = PdfFileReader(BytesIO(signed))
    fields = list(enumerate_sig_fields(reader))
    if not fields:
        raise _refuse("RKT-671.tanpa")
    if len(fields) != 1:
        raise _refuse("RKT-671.banyak", jumlah=len(fields))
    name, value, field = fields[0]
    if value is None:
        raise _refuse("RKT-671.tanpa")
    if value.get_object()["/SubFilter"] not in {"/ETSI.CAdES.detached", "/adbe.pkcs7.detached"}:
        raise _refuse("RKT-671.jenis")
    embedded = EmbeddedPdfSignature(reader, field, name)
    try:
        message = container.parse(container.read_gap(signed, [int(n) for n in embedded.byte_range]))
        inside = [choice.chosen.untag() for choice in message["certificates"] if choice.name == "certificate"]
        container.hold_strict(message, trusted.roots, lenient=not trusted.roots)
    except container.NotStrictError as error:
        if str(error) == "cakupan":
            raise _refuse("RKT-672.cakupan") from None
        raise _refuse("RKT-672.baku", bagian=error) from None
    found = _signature(embedded, message, inside, trusted, when)
    differs = difference(reader, PdfFileReader(BytesIO(compiled)), field)
    if differs:
        raise _refuse(differs[0], bagian=differs[1])
    return found


# --- the signature itself --------------------------------------------------------------------------------------------


def _signature(
    embedded: Any, message: Any, inside: list["Certificate"], trusted: Roots, when: datetime | None
) -> Found:
    from pyhanko.sign.diff_analysis import ModificationLevel
    from pyhanko.sign.validation.errors import DisallowedAlgorithmError
    from pyhanko.sign.validation.status import SignatureCoverageLevel

    claimed: datetime | None = embedded.self_reported_timestamp
    seen = when or claimed
    if seen is None or seen.tzinfo is None:
        raise _refuse("RKT-671.jenis")
    revocation = _revocation(embedded, trusted)
    try:
        status = _validate(embedded, trusted, inside, revocation, seen)
    except DisallowedAlgorithmError:
        raise _refuse("RKT-673.guna", nama=name_of(embedded.signer_cert.subject)) from None
    name = name_of(status.signing_cert.subject)
    if status.coverage is not SignatureCoverageLevel.ENTIRE_FILE:
        raise _refuse("RKT-672.cakupan")
    if not status.intact:
        raise _refuse("RKT-672.isi")
    if not status.valid:
        raise _refuse("RKT-672.kunci", nama=name)
    if status.modification_level is not ModificationLevel.NONE or status.docmdp_ok is False:
        raise _refuse("RKT-672.cakupan")
    stamped = _time(status, message, trusted)
    counts = stamped or seen
    if stamped and stamped != seen:
        status = _validate(embedded, trusted, inside, revocation, stamped)
    for at in (claimed, stamped):
        if at and at > seen + SELISIH:
            raise _refuse("RKT-674.depan", waktu=jam(at), batas=jam(seen))
    path = list(status.validation_path or [])
    _chain(status, path, trusted, revocation.crls, counts)
    known = bool(revocation.crls or revocation.ocsps)
    strange = stamped is None and status.timestamp_validity is not None
    return Found(status.signing_cert, path[0] if path else None, counts, stamped, claimed, known, strange)


@dataclass(frozen=True, slots=True)
class _Revocation:
    crls: tuple["CertificateList", ...]
    ocsps: tuple[Any, ...]


def _revocation(embedded: Any, trusted: Roots) -> _Revocation:
    """Revocation lists and answers inside the signature or beside it, and what the reader or the office has."""
    from asn1crypto.crl import CertificateList
    from asn1crypto.ocsp import OCSPResponse

    crls, ocsps = list(trusted.crls), []
    for attribute in embedded.signer_info["signed_attrs"]:
        if attribute["type"].native == "adobe_revocation_info_archival":
            for value in attribute["values"]:
                crls += list(value["crl"] or ())
                ocsps += list(value["ocsp"] or ())
    root = embedded.reader.root
    if "/DSS" in root:
        store = root["/DSS"]
        parts = {name: list(store[name]) if name in store else [] for name in ("/CRLs", "/OCSPs")}
        crls += [CertificateList.load(part.get_object().data, strict=True) for part in parts["/CRLs"]]
        ocsps += [OCSPResponse.load(part.get_object().data, strict=True) for part in parts["/OCSPs"]]
    return _Revocation(tuple(crls), tuple(ocsps))


def _validate(
    embedded: Any, trusted: Roots, inside: Iterable["Certificate"], revocation: _Revocation, moment: datetime
) -> "PdfSignatureStatus":
    from pyhanko.sign.validation.pdf_embedded import async_validate_pdf_signature
    from pyhanko.sign.validation.settings import KeyUsageConstraints
    from pyhanko_certvalidator import ValidationContext

    def context() -> ValidationContext:
        return ValidationContext(
            trust_roots=list(trusted.roots),
            other_certs=list(inside),
            moment=moment,
            allow_fetching=False,
            crls=revocation.crls,
            ocsps=revocation.ocsps,
            revocation_mode="soft-fail",
            retroactive_revinfo=True,
        )

    usage = {"non_repudiation", "digital_signature"} if embedded.signer_cert.key_usage_value is not None else set()
    return asyncio.run(
        async_validate_pdf_signature(
            embedded,
            signer_validation_context=context(),
            ts_validation_context=context(),
            key_usage_settings=KeyUsageConstraints(key_usage=usage),
        )
    )


def _time(status: "PdfSignatureStatus", message: Any, trusted: Roots) -> datetime | None:
    """The trusted time of a signature. A time-stamp must be whole; one of an unknown authority counts for nothing."""
    if status.content_timestamp_validity is not None:
        raise _refuse("RKT-674.capwaktu")
    stamp = status.timestamp_validity
    try:
        for token in container.time_stamps(message):
            container.hold_strict(token, trusted.roots, content="tst_info", lenient=not (stamp and stamp.trusted))
    except container.NotStrictError:
        raise _refuse("RKT-674.capwaktu") from None
    if stamp is None:
        return None
    if not (stamp.intact and stamp.valid):
        raise _refuse("RKT-674.capwaktu")
    return stamp.timestamp if stamp.trusted else None


def _chain(
    status: "PdfSignatureStatus",
    path: list["Certificate"],
    trusted: Roots,
    crls: Iterable["CertificateList"],
    moment: datetime,
) -> None:
    from pyhanko.sign.ades.report import AdESIndeterminate

    signer = status.signing_cert
    name = name_of(signer.subject)
    if status.revocation_details:
        raise _refuse("RKT-673.cabut", nama=name, waktu=jam(status.revocation_details.revocation_date))
    if not signer.not_valid_before <= moment <= signer.not_valid_after:
        words = {"mulai": jam(signer.not_valid_before), "selesai": jam(signer.not_valid_after), "waktu": jam(moment)}
        raise _refuse("RKT-673.masa", nama=name, **words)
    if not trusted.roots:
        return  # there is nothing to hold the chain against
    trouble = status.trust_problem_indic
    if trouble is AdESIndeterminate.CHAIN_CONSTRAINTS_FAILURE or "CRYPTO" in getattr(trouble, "name", ""):
        raise _refuse("RKT-673.guna", nama=name)
    if trouble is not None or not path or not status.trusted:
        raise _refuse("RKT-673.akar", nama=name, penerbit=name_of(signer.issuer))
    for one, issuer in zip(path[1:], path, strict=False):
        revoked = _listed(one, issuer, crls)
        if revoked and revoked <= moment:
            raise _refuse("RKT-673.cabut", nama=name, waktu=jam(revoked))


def _listed(certificate: "Certificate", issuer: "Certificate", crls: Iterable["CertificateList"]) -> datetime | None:
    """When any list of the issuer says that a certificate was revoked; an old list does not lose its word by age."""
    from cryptography.x509 import load_der_x509_certificate, load_der_x509_crl

    key: Any = load_der_x509_certificate(issuer.dump()).public_key()
    for crl in crls:
        if crl.issuer != issuer.subject:
            continue
        entries = load_der_x509_crl(crl.dump())
        entry = entries.get_revoked_certificate_by_serial_number(certificate.serial_number)
        if entry is not None and entries.is_signature_valid(key):
            return entry.revocation_date_utc
    return None


# --- words -----------------------------------------------------------------------------------------------------------


def _words(found: Found, zona: timezone) -> dict[str, Any]:
    signer, issuer = name_of(found.penanda_tangan.subject), name_of(found.penanda_tangan.issuer)
    assert found.akar is not None
    root = name_of(found.akar.subject)
    if found.cap_waktu:
        time = f"cap waktu {jam(setempat(found.cap_waktu, zona))}"
    elif found.dinyatakan:
        time = f"{jam(setempat(found.dinyatakan, zona))} menurut jam penanda tangan"
    else:
        time = "tanpa keterangan waktu"
    if found.asing:
        time += "; cap waktunya dari penerbit yang tidak dipercayai, jadi tidak diperhitungkan"
    revoked = "tidak dicabut" if found.pencabutan else "status pencabutannya tidak disertakan"
    said: Mapping[str, Any] = {
        "penanda_tangan": signer,
        "sertifikat": found.penanda_tangan.sha256.hex(),
        "penerbit": issuer,
        "akar": found.akar.sha256.hex(),
        "waktu": found.dinyatakan.isoformat() if found.dinyatakan else None,
        "cap_waktu": found.cap_waktu.isoformat() if found.cap_waktu else None,
        "keterangan": (
            f"PDF ditandatangani secara elektronik oleh {signer}, sertifikat dari {issuer} (akar {root}; {revoked}), "
            f"{time}; isi di bawahnya sama dengan rkt.pdf"
        ),
    }
    return dict(said)


def _refuse(text: str, **values: object) -> Refusal:
    return Refusal([problem(text, FILE, **values)])
