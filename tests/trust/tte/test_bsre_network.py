"""BSrE's eSign service on a bad day: a connection that ends, a service that hangs, a server nobody vouches for."""

import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from rktkit.ground.web import Web
from rktkit.trust.tte import Tools
from tests.trust.chain import PASSPHRASE, Identity
from tests.trust.esign import NOW, PASSWORD, USER, Service, ends
from tests.trust.paper import answering
from tests.trust.tte.bsre import failure


@pytest.mark.parametrize("after", [b"", b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n%PDF-1.7"])
@pytest.mark.parametrize("step", ["status", "sign"])
def test_a_connection_that_ends_at_any_step(
    step: str, after: bytes, service: Service, version: int, pdf: bytes, tmp_path: Path
) -> None:
    """Also after the passphrase was sent; nothing is asked twice by the machine, and half an answer is none."""
    service.faults[step] = ends(after)
    assert failure(pdf, answering(service, tmp_path, version)).startswith("RKT-680 Sambungan")
    assert len(service.asked) == ["status", "sign"].index(step) + 1


def _serve_raw(behave: Callable[[socket.socket], None]) -> tuple[str, threading.Thread]:
    listener = socket.create_server(("127.0.0.1", 0))

    def run() -> None:
        connection, _ = listener.accept()
        with connection, listener:
            connection.recv(65536)
            behave(connection)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    return f"http://127.0.0.1:{listener.getsockname()[1]}", thread


def _drip(connection: socket.socket) -> None:
    """One byte at a time, for ever: no read times out."""
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
    stop = threading.Event()
    try:
        while not stop.wait(0.2):
            connection.sendall(b"x")
    except OSError:
        pass


@pytest.mark.parametrize(
    ("behave", "said"),
    [
        (lambda connection: threading.Event().wait(3), "RKT-680 Layanan eSign di 127.0.0.1"),
        (_drip, "RKT-680"),
        (lambda connection: connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nx"), "RKT-680 Sambungan"),
        (lambda connection: connection.sendall(b"bukan http\r\n\r\n"), "RKT-680 Sambungan"),
    ],
)
def test_a_service_that_behaves_badly(
    behave: Callable[[socket.socket], None], said: str, pdf: bytes, tmp_path: Path, kepala: Identity
) -> None:
    address, _ = _serve_raw(behave)
    assert failure(pdf, answering(Service(kepala, address=address), tmp_path, 2, batas_waktu="1")).startswith(said)


def test_nobody_there(pdf: bytes, tmp_path: Path, kepala: Identity) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        address = f"http://127.0.0.1:{listener.getsockname()[1]}"
    said = failure(pdf, answering(Service(kepala, address=address), tmp_path, 2))
    assert said.startswith("RKT-680 Layanan eSign di 127.0.0.1")
    assert "tidak dapat dihubungi" in said


def test_a_server_that_nobody_vouches_for(pdf: bytes, tmp_path: Path, kepala: Identity) -> None:
    """The connection ends before anything secret is sent."""
    import ssl

    place = tmp_path / "server.pem"
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    key = kepala.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    place.write_bytes(key + kepala.pem)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(place)
    heard: list[bytes] = []
    listener = socket.create_server(("127.0.0.1", 0))

    def run() -> None:
        connection, _ = listener.accept()
        with connection, suppress(OSError):
            heard.append(context.wrap_socket(connection, server_side=True).recv(1000))

    thread = threading.Thread(target=run)
    thread.start()
    address = f"https://127.0.0.1:{listener.getsockname()[1]}"
    assert "tidak dipercayai" in failure(pdf, answering(Service(kepala, address=address), tmp_path, 2))
    thread.join()
    listener.close()
    assert not any(heard)


def test_the_way_to_a_service_shows_no_password() -> None:
    assert PASSWORD not in repr(Web(auth=(USER, PASSWORD)))
    assert PASSPHRASE not in repr(Tools(lambda _: PASSPHRASE, lambda: NOW))
