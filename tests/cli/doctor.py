"""What the tests of ``rkt doctor`` share."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from rktkit.cli.main import main
from tests.git import repository
from tests.places import ROOT

WORKFLOWS = ROOT / ".github"


def unattended(office: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small office in a repository of its own, without a forge that answers."""
    monkeypatch.delenv("RKT_TOKEN", raising=False)
    shutil.copytree(WORKFLOWS, office / ".github")
    return repository(office)


def asked(office: Path, capsys: pytest.CaptureFixture[str], *more: str) -> tuple[int, dict[str, list[dict[str, Any]]]]:
    status = main(["doctor", "--root", str(office), "--format", "json", *more])
    found: dict[str, list[dict[str, Any]]] = {}
    for one in json.loads(capsys.readouterr().out)["pemeriksaan"]:
        found.setdefault(one["nama"], []).append(one)
    return status, found
