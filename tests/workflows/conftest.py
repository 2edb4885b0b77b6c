"""A forge on this disk for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faces.forge.server import serving
from tests.workflows.forge import LocalForge


@pytest.fixture
def forge(tmp_path: Path) -> Iterator[LocalForge]:
    with serving() as server:
        yield LocalForge(tmp_path, server)
