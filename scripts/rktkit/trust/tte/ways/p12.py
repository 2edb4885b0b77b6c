"""A PAdES signature in the PDF itself, by a certificate with its key in a PKCS#12 file.

The signature is added after the document's own bytes, so those stay a prefix of the signed file. It is visible in its
place on the lembar pengesahan, allows no change afterwards (docMDP), is tagged as a form field so that the document
stays accessible, and may carry a trusted time. The passphrase is asked by a function that the caller gives, used once
and kept nowhere.
"""

from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rktkit.ground.catalogue.trust import problem
from rktkit.ground.disk import sebab
from rktkit.ground.findings import Refusal, UsageError
from rktkit.ground.web import quiet
from rktkit.plan.writing.words import jam
from rktkit.trust.tte import Request, Tools
from rktkit.trust.tte.person import name_of
from rktkit.trust.tte.place import find_place
from rktkit.trust.tte.stamp import draw, style

if TYPE_CHECKING:
    from pyhanko.sign.signers import Signer

FIELD = "TandaTangan"
MAX_P12 = 1024 * 1024


def sign_pdf(pdf: bytes, request: Request, tools: Tools) -> bytes:
    """Sign a document with ``--p12``, and time-stamp it with ``--timestamp``.

    Raises:
        Refusal: RKT-677, the file cannot be opened or its certificate is not valid now; RKT-679, no time-stamp.
        UsageError: there is no such file, or no terminal to ask at.
    """
    signer = _open(Path(tools.option("--p12")), tools)
    address = tools.given("--timestamp")
    stamper = None
    if address:
        from rktkit.trust.tte.timestamp import time_stamper

        stamper = time_stamper(address, tools.web(30.0))
    return add_signature(pdf, signer, request, tools.clock(), stamper)


def _open(path: Path, tools: Tools) -> "Signer":
    from pyhanko.sign.signers import SimpleSigner

    try:
        data = path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path} tidak dapat dibaca ({sebab(error)}).") from None
    signer = None
    if len(data) <= MAX_P12:
        secret = tools.ask("Kata sandi berkas .p12: ").encode()
        try:
            with quiet():
                signer = SimpleSigner.load_pkcs12_data(data, other_certs=(), passphrase=secret)
        except (ValueError, TypeError, AttributeError):
            signer = None
    if signer is None:
        raise Refusal([problem("RKT-677.buka", ".", berkas=path.name)])
    return _usable(signer, tools.clock())


def _usable(signer: "Signer", now: datetime) -> "Signer":
    certificate = signer.signing_cert
    assert certificate is not None
    if not certificate.not_valid_before <= now <= certificate.not_valid_after:
        words = {"mulai": jam(certificate.not_valid_before), "selesai": jam(certificate.not_valid_after)}
        raise Refusal([problem("RKT-677.masa", ".", **words)])
    return signer


def add_signature(pdf: bytes, signer: "Signer", request: Request, now: datetime, stamper: Any = None) -> bytes:
    """Add a visible, certifying signature to a document.

    Args:
        signer: pyHanko's, with its certificate.
        now: the time that the signature will state; aware.
        stamper: pyHanko's ``TimeStamper``; ``None``: no trusted time.
    """
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.fields import (
        MDPPerm,
        SigFieldSpec,
        SigSeedSubFilter,
        append_signature_field,
        enumerate_sig_fields,
    )
    from pyhanko.sign.signers import PdfSignatureMetadata

    writer = IncrementalPdfFileWriter(BytesIO(pdf + b"\n"))  # PDF/A wants what is added to begin on a line of its own
    if next(enumerate_sig_fields(writer.prev), None) is not None:
        raise Refusal([problem("RKT-678", ".")])
    place = find_place(writer.prev)
    title = f"RKT {request.tahun} ({request.publikasi})"
    certificate = signer.signing_cert
    append_signature_field(
        writer,
        SigFieldSpec(
            FIELD,
            on_page=place.halaman,
            box=place.kotak,
            readable_field_name=f"Tanda tangan elektronik atas {title}",
        ),
    )
    tag_field(writer, FIELD)
    meta = PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm="sha256",
        reason=f"Menetapkan {title}",
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
        subfilter=SigSeedSubFilter.PADES,
    )
    page = draw(*_names(certificate), now.astimezone(request.zona), request.alamat, place.lebar_cap, place.tinggi_cap)
    maker = timed_signer()(meta, signer, timestamper=stamper, stamp_style=style(page), moment=now)
    with quiet():
        done = maker.sign_pdf(writer, existing_fields_only=True)
    return bytes(done.getvalue())


def _names(certificate: Any) -> tuple[str, str]:
    return name_of(certificate.subject), name_of(certificate.issuer)


def tag_field(writer: Any, name: str) -> None:
    """Hang a signature field into the document's structure: PDF/UA wants every form field in it."""
    from pyhanko.pdf_utils import generic
    from pyhanko.pdf_utils.generic import pdf_name
    from pyhanko.sign.fields import enumerate_sig_fields

    dictionary: Any = generic.DictionaryObject
    number: Any = generic.NumberObject
    try:
        tree = writer.root["/StructTreeRoot"]
        numbers = tree["/ParentTree"]["/Nums"]
        document = tree.raw_get("/K")
        document = document[0] if isinstance(document, list) else document
        children = document.get_object()["/K"]
        key = int(tree["/ParentTreeNextKey"])
    except (KeyError, AttributeError, IndexError, TypeError):
        return  # no structure, or one of another making: the field stays outside it
    if not isinstance(children, list):
        return
    _, _, reference = next(enumerate_sig_fields(writer, with_name=name))
    field = reference.get_object()
    target = dictionary({pdf_name("/Type"): pdf_name("/OBJR"), pdf_name("/Obj"): reference})
    element = dictionary(
        {
            pdf_name("/Type"): pdf_name("/StructElem"),
            pdf_name("/S"): pdf_name("/Form"),
            pdf_name("/P"): document,
            pdf_name("/Pg"): field.raw_get("/P"),
            pdf_name("/K"): target,
        }
    )
    added = writer.add_object(element)
    children.append(added)
    numbers += [number(key), added]
    tree[pdf_name("/ParentTreeNextKey")] = number(key + 1)
    field[pdf_name("/StructParent")] = number(key)
    for changed in (children, numbers, tree):
        writer.update_container(changed)


def timed_signer() -> Any:
    """The class of pyHanko's signer that takes ``moment`` instead of reading the clock."""
    from pyhanko.sign.signers import PdfSigner

    class TimedSigner(PdfSigner):
        def __init__(self, *given: Any, moment: datetime, **named: Any) -> None:
            super().__init__(*given, **named)
            self.moment = moment

        def init_signing_session(self, *given: Any, **named: Any) -> Any:
            session = super().init_signing_session(*given, **named)
            session.system_time = self.moment
            return session

    return TimedSigner
