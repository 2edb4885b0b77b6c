"""What is missing to run, each with its remedy."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from rktkit.cli.doctor import PROBES
from rktkit.cli.main import main
from tests.kantor import BASE

WORKFLOWS = Path(__file__).parents[2] / ".github"


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small office in a repository of its own, without a forge that answers."""
    monkeypatch.delenv("RKT_TOKEN", raising=False)
    shutil.copytree(BASE, tmp_path, dirs_exist_ok=True)
    shutil.copytree(WORKFLOWS, tmp_path / ".github")
    for words in (["init", "-qb", "main"], ["add", "-A"], ["commit", "-qm", "Awal"]):
        subprocess.run(["git", "-c", "user.name=A", "-c", "user.email=a@b", *words], cwd=tmp_path, check=True)
    return tmp_path


def asked(office: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, dict[str, list[dict[str, Any]]]]:
    status = main(["doctor", "--root", str(office), "--format", "json"])
    found: dict[str, list[dict[str, Any]]] = {}
    for one in json.loads(capsys.readouterr().out)["pemeriksaan"]:
        found.setdefault(one["nama"], []).append(one)
    return status, found


def test_a_sound_office_is_not_blocked_and_what_is_missing_has_a_remedy(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, found = asked(office, capsys)
    assert status == 0
    assert [one["keadaan"] for one in found["Huruf"]] == ["baik"]
    assert found["Forge"][0]["obat"].startswith("git remote add origin")
    assert all(one["obat"] for rows in found.values() for one in rows if one["keadaan"] != "baik")
    assert len(PROBES) == len(set(PROBES))


def test_a_head_without_a_key_blocks_where_keys_are_policy(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = office / "rkt/organisasi.yml"
    file.write_text(file.read_text().replace("wajib: [forge]", "wajib: [ssh]"))
    status, found = asked(office, capsys)
    assert status == 1
    assert any("belum punya kunci SSH" in one["keterangan"] for one in found["Pejabat"])


def test_a_publishing_key_in_a_secret_that_every_run_sees_blocks(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    subprocess.run(["git", "remote", "add", "origin", str(office / "tiada.git")], cwd=office, check=True)
    bad = office / ".github/workflows/sendiri.yml"
    bad.write_text(
        "jobs:\n  terbit:\n    steps:\n      - run: rkt publish\n        env: {K: '${{ secrets.RKT_KUNCI }}'}\n"
    )
    status, found = asked(office, capsys)
    assert status == 1
    assert "sendiri.yml: RKT_KUNCI" in found["Rahasia penerbitan"][0]["keterangan"]
    assert "rkt forge publish" in found["Rahasia penerbitan"][0]["obat"]


def test_a_folder_that_is_no_repository_is_told_and_the_rest_is_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(BASE, tmp_path, dirs_exist_ok=True)
    status, found = asked(tmp_path, capsys)
    assert status == 1
    assert found["Git"][0]["keadaan"] == "galat"
    assert "Pejabat" in found
