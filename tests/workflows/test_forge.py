"""The cycle on a whole forge: on one of this disk always, and with ``RKT_FORGE_URL`` on a real Forgejo or Gitea.

For a real one: an empty server with Actions on and a runner registered for ``ubuntu-latest``; ``RKT_TOKEN`` of the
server's administrator; ``RKT_FORGE_REPO`` (owner/name, both new; otherwise ``pemda/rkt``). It makes the office's
accounts (``contoh-…``), the repository and everything in it.
"""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.faces.forge.server import serving
from tests.faces.forge.shapes import REPO
from tests.workflows.cycle import Cycle
from tests.workflows.forgejo.api import serve
from tests.workflows.forgejo.runs import Runs
from tests.workflows.forgejo.server import Forgejo
from tests.workflows.office import Address
from tests.workflows.runner import with_packages_of_here

pytestmark = [pytest.mark.workflow, pytest.mark.slow]

NOW = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
"""In the sample's open cycle."""


@pytest.fixture
def forgejo(tmp_path: Path) -> Iterator[Forgejo]:
    with serving(serve(Forgejo(tmp_path, NOW))) as server:
        assert isinstance(server, Forgejo)
        yield server


@pytest.fixture
def runs(forgejo: Forgejo, tmp_path: Path) -> Iterator[Runs]:
    with Runs(forgejo, tmp_path / "pelari") as runs:
        yield runs


def here(forgejo: Forgejo, folder: Path) -> Cycle:
    """The driver at the forge of this disk."""
    token = forgejo.people.token(forgejo.people.admin)
    return Cycle(Address(forgejo.url, REPO), token, folder / "kantor", with_packages_of_here)


def test_a_whole_cycle(forgejo: Forgejo, runs: Runs, tmp_path: Path) -> None:
    here(forgejo, tmp_path).whole()
    runs.finish()
    assert any(context.startswith("Pengingat") and one.good for (_, context), one in runs.outcomes.items())
    for (_, context), outcome in runs.outcomes.items():
        assert runs.token not in outcome.log, context


@pytest.mark.skipif("RKT_FORGE_URL" not in os.environ, reason="RKT_FORGE_URL names no real Forgejo or Gitea")
def test_a_whole_cycle_on_a_real_forge(tmp_path: Path) -> None:
    """The same driver; only the address is another."""
    at = Address(os.environ["RKT_FORGE_URL"].rstrip("/"), os.environ.get("RKT_FORGE_REPO", REPO))
    Cycle(at, os.environ["RKT_TOKEN"], tmp_path, lambda _: None).whole()
