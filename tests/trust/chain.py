"""A small certificate authority for tests: roots, people, a time-stamping authority, revocation lists."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

from asn1crypto import tsp
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

BEGIN, END = datetime(2024, 1, 1, tzinfo=UTC), datetime(2034, 1, 1, tzinfo=UTC)
KEPALA = "CONTOH KEPALA DINAS"
PASSPHRASE = "rahasia-sangat-khusus-7391"


@dataclass(frozen=True)
class Identity:
    """A certificate, its key, and the certificates above it."""

    certificate: x509.Certificate
    key: Any
    above: tuple[x509.Certificate, ...] = ()

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(Encoding.PEM)

    def p12(self, passphrase: str = PASSPHRASE) -> bytes:
        """The PKCS#12 file of a person."""
        return pkcs12.serialize_key_and_certificates(
            b"tte", self.key, self.certificate, list(self.above), BestAvailableEncryption(passphrase.encode())
        )

    def signer(self) -> Any:
        """pyHanko's signer."""
        from pyhanko.sign.signers import SimpleSigner

        return SimpleSigner.load_pkcs12_data(self.p12(), (), PASSPHRASE.encode())


@dataclass
class Authority:
    """A root and a certificate below it that issues to people."""

    name: str
    root: Identity = field(init=False)
    sub: Identity = field(init=False)

    def __post_init__(self) -> None:
        self.root = _issue(f"{self.name} Root CA", None, ca=True)
        self.sub = _issue(f"{self.name} CA G1", self.root, ca=True)

    def person(self, name: str = KEPALA, begin: datetime = BEGIN, end: datetime = END, **more: Any) -> Identity:
        """Somebody with a certificate."""
        return _issue(name, self.sub, begin=begin, end=end, **more)

    def clock(self, moment: datetime) -> Any:
        """A time-stamping authority whose clock stands still; pyHanko's."""
        from pyhanko.keys.internal import (
            translate_pyca_cryptography_cert_to_asn1 as asn1,
        )
        from pyhanko.keys.internal import (
            translate_pyca_cryptography_key_to_asn1 as asn1_key,
        )
        from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper
        from pyhanko_certvalidator.registry import SimpleCertificateStore

        one = _time_stamper(self.name, self.sub)
        make: Any = SimpleCertificateStore
        store = make()
        store.register_multiple([asn1(certificate) for certificate in one.above])
        return DummyTimeStamper(asn1(one.certificate), asn1_key(one.key), certs_to_embed=store, fixed_dt=moment)

    def crl(self, *revoked: Identity, when: datetime, made: datetime | None = None, days: int = 30) -> bytes:
        """A revocation list of the issuer of people, in PEM."""
        made = made or when
        builder = x509.CertificateRevocationListBuilder().issuer_name(self.sub.certificate.subject)
        builder = builder.last_update(made).next_update(made + timedelta(days=days))
        for identity in revoked:
            entry = x509.RevokedCertificateBuilder().serial_number(identity.certificate.serial_number)
            builder = builder.add_revoked_certificate(entry.revocation_date(when).build())
        key = x509.AuthorityKeyIdentifier.from_issuer_public_key(self.sub.key.public_key())
        builder = builder.add_extension(key, critical=False)
        builder = builder.add_extension(x509.CRLNumber(1), critical=False)
        return builder.sign(self.sub.key, hashes.SHA256()).public_bytes(Encoding.PEM)


@cache
def _time_stamper(name: str, issuer: Identity) -> Identity:
    return _issue(f"{name} TSA", issuer, usage=ExtendedKeyUsageOID.TIME_STAMPING, key=_rsa())


@cache
def _rsa() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def _issue(
    name: str,
    issuer: Identity | None,
    *,
    ca: bool = False,
    begin: datetime = BEGIN,
    end: datetime = END,
    usage: x509.ObjectIdentifier | None = None,
    key: Any = None,
    signs: bool = True,
) -> Identity:
    key = key or ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COUNTRY_NAME, "ID"), x509.NameAttribute(NameOID.COMMON_NAME, name)])
    by, by_key = (issuer.certificate.subject, issuer.key) if issuer else (subject, key)
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(by)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begin)
        .not_valid_after(end)
        .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
        .add_extension(_usage(ca=ca, signs=signs), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(by_key.public_key()), critical=False)
    )
    if usage:
        builder = builder.add_extension(x509.ExtendedKeyUsage([usage]), critical=True)
    made = builder.sign(by_key, hashes.SHA256())
    return Identity(made, key, (issuer.certificate, *issuer.above) if issuer else ())


def _usage(*, ca: bool, signs: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=signs and not ca,
        content_commitment=signs and not ca,
        key_encipherment=not signs,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=ca,
        crl_sign=ca,
        encipher_only=False,
        decipher_only=False,
    )


def write_p12(folder: Path, identity: Identity) -> Path:
    """The person's file on disk."""
    place = folder / "kepala.p12"
    place.write_bytes(identity.p12())
    return place


Answer = Callable[[bytes], tuple[int, bytes]]


@contextmanager
def authority(answer: Answer) -> Iterator[str]:
    """A time-stamping authority that answers a request as told."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            status, data = answer(self.rfile.read(int(self.headers["content-length"])))
            self.send_response(status)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/tsa"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def showing(maker: Authority, moment: datetime) -> Answer:
    """An authority whose clock stands still."""
    stamper = maker.clock(moment)

    def answer(body: bytes) -> tuple[int, bytes]:
        reply: bytes = stamper.request_tsa_response(tsp.TimeStampReq.load(body)).dump()
        return 200, reply

    return answer
