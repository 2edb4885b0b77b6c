"""The office of the examples, to be filled."""

import shutil
from pathlib import Path

import pytest

from tests.kantor import KANTOR


@pytest.fixture
def office(tmp_path: Path) -> Path:
    shutil.copytree(KANTOR.root, tmp_path / "kantor")
    return tmp_path / "kantor"
