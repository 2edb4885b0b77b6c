from collections.abc import Iterator

import pytest

from rktkit.faces.forge.accounts import Accounts
from rktkit.faces.forge.api.github import GitHub
from rktkit.ground.files import FolderFiles
from rktkit.plan.load.office import load_organisasi
from rktkit.plan.office import Organisasi
from tests.faces.forge import holding
from tests.faces.forge.holding import TODAY
from tests.faces.forge.server import Server, serving
from tests.faces.forge.shapes import REPO
from tests.sample import CONTOH


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


@pytest.fixture
def organisasi() -> Organisasi:
    found, _ = load_organisasi(FolderFiles(CONTOH))
    assert found is not None
    return found


@pytest.fixture
def accounts(organisasi: Organisasi) -> Accounts:
    return Accounts.of(organisasi, TODAY, ["contoh-pengelola"])


@pytest.fixture
def github(server: Server) -> tuple[holding.GitHub, GitHub]:
    return holding.GitHub(server), GitHub.at(REPO, "t", "https://github.com", server.url)
