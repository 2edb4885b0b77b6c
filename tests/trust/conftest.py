"""Offices for the tests of trust: built once a session, copied for each test."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from rktkit.cli.main import main
from rktkit.ground.git.repo import Repo
from rktkit.trust import ssh
from rktkit.trust.publish.countersign import countersign
from rktkit.trust.publish.publish import publish
from tests.office import Office, Person, make_people
from tests.trust.acts import Archived, run, with_machine
from tests.trust.faults import Arm


@pytest.fixture(scope="session")
def people(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Person]:
    return make_people(tmp_path_factory.mktemp("kunci"))


@pytest.fixture(scope="session")
def ssh_office(tmp_path_factory: pytest.TempPathFactory, people: dict[str, Person]) -> Office:
    """An office without a forge: signatures are the evidence. Do not change it; copy it."""
    return Office.found(tmp_path_factory.mktemp("ssh") / "kantor", people, "ssh")


@pytest.fixture(scope="session")
def forge_office(tmp_path_factory: pytest.TempPathFactory, people: dict[str, Person]) -> Office:
    """An office with a forge. Do not change it; copy it."""
    return Office.found(tmp_path_factory.mktemp("forge") / "kantor", people, "forge")


@pytest.fixture
def office(ssh_office: Office, tmp_path: Path) -> Office:
    """An office of signatures, to be used up."""
    return ssh_office.copy(tmp_path / "kantor")


@pytest.fixture
def forged(forge_office: Office, tmp_path: Path) -> Office:
    """An office with a forge, to be used up."""
    return forge_office.copy(tmp_path / "kantor")


@pytest.fixture
def repo(office: Office) -> Iterator[Repo]:
    with Repo(office.path) as repo:
        yield repo


@pytest.fixture
def forge_repo(forged: Office) -> Iterator[Repo]:
    with Repo(forged.path) as repo:
        yield repo


@pytest.fixture(scope="session")
def archived_once(ssh_office: Office, tmp_path_factory: pytest.TempPathFactory) -> Archived:
    """Made once; do not change it, copy it."""
    office = ssh_office.copy(tmp_path_factory.mktemp("arsip") / "kantor")
    with Repo(office.path) as repo:
        office.merge()
        publish(repo, server_time=office.now)
        office.amend_plan()
        publish(repo, server_time=office.now)
        kepala = office.people["kepala"].key
        countersign(repo, 2027, "ssh", server_time=office.tick(), seal=partial(ssh.sign, key=kepala))
    return Archived.of(office)


@pytest.fixture
def archived(archived_once: Archived, tmp_path: Path) -> Archived:
    """An office with an archive, to be used up."""
    return archived_once.copy(tmp_path)


@pytest.fixture
def folder(archived_once: Archived, tmp_path: Path) -> Path:
    """The archive in the hands of a citizen, to be used up."""
    return archived_once.export(tmp_path / "arsip")


@pytest.fixture
def trust(archived_once: Archived) -> bytes:
    """The policy that he trusts."""
    return archived_once.trust


@pytest.fixture(scope="session")
def sealed_once(people: dict[str, Person], tmp_path_factory: pytest.TempPathFactory) -> Archived:
    """An office with a publishing machine; do not change it, copy it."""
    policy = partial(with_machine, machine=people["mesin"])
    office = Office.found(tmp_path_factory.mktemp("segel") / "kantor", people, "ssh", policy=policy)
    office.merge()
    run(office)
    office.amend_plan()
    run(office)
    return Archived.of(office)


@pytest.fixture
def sealed(sealed_once: Archived, tmp_path: Path) -> Archived:
    """An office with a publishing machine, to be used up."""
    return sealed_once.copy(tmp_path)


Typed = tuple[int, str, str]


class Terminal:
    """Types commands in a folder."""

    def __init__(self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        self.capsys = capsys
        self.monkeypatch = monkeypatch

    def __call__(self, folder: Path, *words: str) -> Typed:
        self.monkeypatch.chdir(folder)
        status = main(list(words))
        said = self.capsys.readouterr()
        return status, said.out, said.err


@pytest.fixture
def rkt(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Terminal:
    return Terminal(capsys, monkeypatch)


@pytest.fixture
def at_operation(monkeypatch: pytest.MonkeyPatch) -> Arm:
    """Let the n-th Git operation of some kinds fail; gives the list of those that were started."""

    def arm(number: int, error: BaseException, kinds: set[str]) -> list[tuple[str, ...]]:
        started: list[tuple[str, ...]] = []

        def wrap(name: str) -> None:
            true = getattr(Repo, name)

            def wrapped(self: Repo, *arguments: str, **options: Any) -> Any:
                if arguments[0] in kinds:
                    started.append(arguments)
                    if len(started) == number:
                        raise error
                return true(self, *arguments, **options)

            monkeypatch.setattr(Repo, name, wrapped)

        monkeypatch.undo()
        wrap("_run")
        wrap("_run_as_user")
        return started

    return arm
