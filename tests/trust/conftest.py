"""Offices for the tests of trust: built once a session, copied for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from rktkit.gitrepo import Repo

from .office import Office, Person, make_people


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
    with Repo.open(office.path) as repo:
        yield repo


@pytest.fixture
def forge_repo(forged: Office) -> Iterator[Repo]:
    with Repo.open(forged.path) as repo:
        yield repo
