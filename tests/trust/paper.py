"""A compiled RKT, signed in every way that we offer, and the office that judges it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.hashes import SHA256
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from rktkit.documents import render_format
from rktkit.documents.compile.rkt import compile_rkt
from rktkit.documents.context import Context
from rktkit.ground.files import MemoryFiles
from rktkit.ground.findings import Refusal
from rktkit.trust.tte import Request, Tools
from rktkit.trust.tte.signature import check_pdf
from rktkit.trust.tte.ways import bsre
from rktkit.trust.tte.ways import p12 as pades
from tests.office import EXAMPLE, PENGESAHAN, Office
from tests.trust.chain import PASSPHRASE, Authority, Identity
from tests.trust.esign import NIK, NOW, PASSWORD, Service, running

PAGE = "https://rkt.contoh.invalid/arsip/2027/murni-0/"
REQUEST = Request("2027/murni-0", 2027, PAGE)


def sources(changes: dict[str, tuple[str, str]] | None = None) -> dict[str, bytes]:
    """The example office with a decision, and with some texts replaced."""
    files = {f"rkt/{path.relative_to(EXAMPLE)}": path.read_bytes() for path in EXAMPLE.rglob("*") if path.is_file()}
    files["rkt/2027/pengesahan.yml"] = PENGESAHAN.encode()
    for path, (old, new) in (changes or {}).items():
        assert old.encode() in files[path]
        files[path] = files[path].replace(old.encode(), new.encode(), 1)
    return files


def compiled(changes: dict[str, tuple[str, str]] | None = None, *, commit: str = "a" * 40, tahun: int = 2027) -> bytes:
    """``rkt.pdf`` of the example office."""
    rkt = compile_rkt(MemoryFiles(sources(changes)), tahun, final=True)
    context = Context(final=True, commit=commit, url=PAGE, waktu=NOW)
    return render_format("pdf", rkt, context)["rkt.pdf"]


@dataclass(frozen=True)
class Bench:
    """One document, one authority, one Kepala Dinas with a certificate of it."""

    pdf: bytes
    authority: Authority
    kepala: Identity
    trusted: MemoryFiles = field(repr=False)

    def signed(self, who: Identity | None = None, *, now: datetime = NOW, stamped: datetime | None = None) -> bytes:
        """The document signed by somebody at some time, and time-stamped at another."""
        clock = self.authority.clock(stamped) if stamped else None
        return pades.add_signature(self.pdf, (who or self.kepala).signer(), REQUEST, now, clock)

    def by_service(self, version: int, folder: Path, **settings: str) -> bytes:
        """The document as the eSign stub signs it; the stub's clock is the machine's."""
        with running(Service(self.kepala)) as service:
            tools = answering(service, folder, version, **settings)
            return bsre.sign_pdf(self.pdf, REQUEST, tools)

    def judge(self, signed: bytes, when: datetime | None = NOW, **more: Any) -> dict[str, Any]:
        """What the checker says."""
        trusted = more.pop("files", self.trusted)
        return check_pdf(signed, more.pop("pdf", self.pdf), trusted, when, **more)

    def rules(self, signed: bytes, when: datetime | None = NOW, **more: Any) -> list[str]:
        """Why the checker refuses; empty when it accepts."""
        try:
            self.judge(signed, when, **more)
        except Refusal as refusal:
            return [found.rule for found in refusal.problems]
        return []


def reopened(pdf: bytes) -> Any:
    """pyHanko's writer that appends to a document."""
    return IncrementalPdfFileWriter(BytesIO(pdf))


def written(writer: Any) -> bytes:
    """What a writer holds."""
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def policy(*certificates: bytes) -> MemoryFiles:
    """The office's policy, with certificates that it trusts."""
    akar = {f"rkt/akar/{number}.pem": data for number, data in enumerate(certificates)}
    return MemoryFiles({"rkt/organisasi.yml": (EXAMPLE / "organisasi.yml").read_bytes(), **akar})


def furnish(office: Office, authority: Authority, kepala: Identity | None) -> Office:
    """Put the root into the policy, and a pin of the Kepala Dinas' certificate, with his consent."""
    (office.path / "rkt/akar").mkdir()
    (office.path / "rkt/akar/contoh.pem").write_bytes(authority.root.pem)
    if kepala:
        key = f'        kunci: ["{office.people["kepala"].public}"]\n'
        pin = f"        sertifikat: [sha256:{kepala.certificate.fingerprint(SHA256()).hex()}]\n"
        office.edit("rkt/organisasi.yml", key, key + pin)
    office.commit("kepala", "Akar dan sertifikat", "-S")
    return office


def answering(
    service: Service, folder: Path, version: int, answers: dict[str, str] | None = None, /, **settings: str
) -> Tools:
    """A configuration for the stub, and a person who answers what is asked."""
    lines = {"alamat": service.address, "versi": str(version), "pengguna": "rkt-uji", **settings}
    place = folder / "bsre.yml"
    place.write_text("".join(f"{name}: {value}\n" for name, value in lines.items()))
    known = {"Sandi": PASSWORD, "NIK": NIK, "Passphrase": PASSPHRASE, **(answers or {})}
    return Tools(_answers(known), lambda: NOW, {"--config": str(place)})


def _answers(known: dict[str, str]) -> Callable[[str], str]:
    def ask(question: str) -> str:
        return next(answer for begin, answer in known.items() if question.startswith(begin))

    return ask


WAYS = ("p12", "p12 with a time-stamp", "BSrE 1", "BSrE 2")
