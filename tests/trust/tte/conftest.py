"""Signed PDFs: one document, one certificate authority, one Kepala Dinas for all tests of this folder."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from tests.office import Office, Person, official
from tests.trust.acts import with_machine
from tests.trust.chain import KEPALA, Authority, Identity
from tests.trust.esign import NOW, Service, running
from tests.trust.paper import Bench, compiled, furnish, policy
from tests.trust.tte.signing import publish_in, sign_in


@pytest.fixture(scope="session")
def authority() -> Authority:
    return Authority("CONTOH")


@pytest.fixture(scope="session")
def kepala(authority: Authority) -> Identity:
    return authority.person(KEPALA)


@pytest.fixture(scope="session")
def pdf() -> bytes:
    return compiled()


@pytest.fixture(scope="session")
def bench(pdf: bytes, authority: Authority, kepala: Identity) -> Bench:
    return Bench(pdf, authority, kepala, policy(authority.root.pem))


@pytest.fixture(scope="session")
def good(bench: Bench, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The document signed in every way that we offer."""
    folder = tmp_path_factory.mktemp("esign")
    return {
        "p12": bench.signed(),
        "p12 with a time-stamp": bench.signed(stamped=NOW),
        "BSrE 1": bench.by_service(1, folder),
        "BSrE 2": bench.by_service(2, folder),
    }


@pytest.fixture
def service(kepala: Identity) -> Iterator[Service]:
    with running(Service(kepala)) as service:
        yield service


@pytest.fixture(params=[1, 2])
def version(request: pytest.FixtureRequest) -> int:
    number: int = request.param
    return number


@pytest.fixture(scope="session")
def furnished(
    people: dict[str, Person], authority: Authority, kepala: Identity, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Office]:
    """Offices with a root and a pinned certificate, by the evidence they ask for. Do not change them; copy them."""
    folder = tmp_path_factory.mktemp("akar")
    policy = partial(with_machine, machine=people["mesin"])
    return {
        wajib: furnish(Office.found(folder / str(number), people, wajib, policy=policy), authority, kepala)
        for number, wajib in enumerate(("ssh", "ssh, tte"))
    }


@pytest.fixture
def office(furnished: dict[str, Office], tmp_path: Path) -> Office:
    return furnished["ssh"].copy(tmp_path / "kantor")


@pytest.fixture
def strict(furnished: dict[str, Office], tmp_path: Path) -> Office:
    """An office whose policy asks for the signature in the PDF."""
    return furnished["ssh, tte"].copy(tmp_path / "kantor")


@pytest.fixture(scope="session")
def signed_once(furnished: dict[str, Office], kepala: Identity, tmp_path_factory: pytest.TempPathFactory) -> Office:
    """A published plan with a signed PDF as a publication of its own. Do not change it; copy it."""
    office = furnished["ssh"].copy(tmp_path_factory.mktemp("ttd") / "kantor")
    office.merge()
    publish_in(office, url="https://rkt.contoh.invalid")
    assert sign_in(office, kepala) == "2027/murni-0-ttd-1"
    return office


@pytest.fixture
def signed(signed_once: Office, tmp_path: Path) -> Office:
    return signed_once.copy(tmp_path / "kantor")


@pytest.fixture
def today(people: dict[str, Person], authority: Authority, kepala: Identity, tmp_path: Path) -> Office:
    """An office whose clock is right."""
    now = datetime.now(UTC).replace(microsecond=0) - timedelta(minutes=20)
    office = Office.found(tmp_path / "hari ini", people, "ssh", official(people["kepala"], "2023-01-01"), now)
    return furnish(office, authority, kepala)
