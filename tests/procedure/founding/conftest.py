"""The answers of a new office, to be changed."""

import shutil
from pathlib import Path

import pytest

from tests.procedure.founding.answering import PERIKANAN, ROWS
from tests.procedure.nomenclature.sheet import workbook


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    """A folder with the answers and what they name."""
    shutil.copytree(PERIKANAN, tmp_path / "jawaban")
    (tmp_path / "jawaban/nomenklatur.xlsx").write_bytes(workbook(ROWS))
    return tmp_path / "jawaban"
