"""``rkt site``: from a folder, from a branch, with findings, and used wrongly."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from rktkit.cli.main import main
from rktkit.ground.git.program import NOTHING
from rktkit.ground.git.repo import Repo
from tests.documents import builders
from tests.faces.site.archives import PROJECT, archive, compiled, write
from tests.kantor import BASE
from tests.sample import CONTOH


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A repository of an office with references only."""
    base = tmp_path / "kantor"
    (base / "rkt").mkdir(parents=True)
    (base / "rkt/organisasi.yml").write_bytes((CONTOH / "rkt/organisasi.yml").read_bytes())
    Repo.create(base).close()
    return base


@pytest.fixture
def tree() -> dict[str, bytes]:
    return archive([builders.khas()], formats=["json", "csv"])


def build(base: Path, *more: str) -> int:
    return main(["site", "build", "--root", str(base), "--output", str(base.parent / "situs"), *more])


def test_from_a_folder(office: Path, tree: dict[str, bytes], capsys: pytest.CaptureFixture[str]) -> None:
    folder = write(tree, office.parent / "arsip")
    assert build(office, "--archive", str(folder)) == 0
    assert (office.parent / "situs/arsip/2027/murni-0/rkt.json").read_bytes() == tree["2027/murni-0/rkt.json"]
    assert "1 RKT" in capsys.readouterr().out


@pytest.mark.parametrize("named", [(), ("--archive", "arsip")])
def test_from_the_branch(office: Path, tree: dict[str, bytes], named: tuple[str, ...]) -> None:
    from datetime import UTC, datetime

    with Repo(office) as repo:
        sha = repo.write_commit(repo.write_files(tree), [], "Arsip", "a <a@b>", datetime(2026, 12, 1, tzinfo=UTC))
        repo.update_ref("refs/heads/arsip", sha, NOTHING)
    assert build(office, *named) == 0
    assert (office.parent / "situs/arsip/2027/murni-0/index.html").is_file()


def test_an_office_without_an_archive_has_a_site(office: Path) -> None:
    assert build(office) == 0
    page = (office.parent / "situs/index.html").read_text()
    assert "Arsip RKT Diskominfosan" in page
    assert "Dinas Komunikasi, Informatika, Statistik dan Persandian" in page


def test_a_draft_beside_it(office: Path) -> None:
    folder = write(compiled(builders.khas()), office.parent / "draf")
    assert build(office, "--draft", str(folder)) == 0
    assert (office.parent / "situs/draf/2027/murni-0/index.html").is_file()


def test_findings_are_told_and_the_site_is_built(
    office: Path, tree: dict[str, bytes], capsys: pytest.CaptureFixture[str]
) -> None:
    tree["2027/murni-0/csv/pagu.csv"] += b"0"
    assert build(office, "--archive", str(write(tree, office.parent / "arsip"))) == 1
    assert "RKT-644" in capsys.readouterr().err
    assert (office.parent / "situs/index.html").is_file()


def test_a_head_that_was_noted_before(office: Path, tree: dict[str, bytes], capsys: pytest.CaptureFixture[str]) -> None:
    folder = str(write(tree, office.parent / "arsip"))
    head = json.loads(tree["kepala.json"])["sha256"]
    assert build(office, "--archive", folder, "--head", head.upper()) == 0
    assert build(office, "--archive", folder, "--head", "0" * 64) == 1
    assert "RKT-651" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--head", "abc"], "64 digit"),
        (["--archive", "tidak-ada"], "bukan folder dan bukan cabang"),
        (["--archive", "-x"], "--archive"),
        (["--draft", "tidak-ada"], "bukan folder hasil rkt compile"),
        (["--url", "javascript:alert(1)"], "bukan alamat"),
        (["--status", "1999"], "1999"),
        (["--opsi"], "Pilihan tidak dikenal"),
    ],
)
def test_wrong_use(office: Path, words: list[str], told: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert build(office, *words) in {1, 2}
    said = capsys.readouterr()
    assert said.out == ""
    assert told in said.err


def test_a_strange_epoch_is_told(
    office: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "kemarin")
    assert build(office) == 2
    assert "SOURCE_DATE_EPOCH" in capsys.readouterr().err


def test_the_address_of_the_site(office: Path, tree: dict[str, bytes]) -> None:
    folder = write(tree, office.parent / "arsip")
    assert build(office, "--archive", str(folder), "--url", "https://rkt.contoh.example/arsip-kantor") == 0
    page = (office.parent / "situs/arsip/index.html").read_text()
    assert '<link rel="canonical" href="https://rkt.contoh.example/arsip-kantor/arsip/index.html">' in page
    for listed in ("sitemap.xml", "umpan.xml"):
        assert "https://rkt.contoh.example/arsip-kantor/" in (office.parent / "situs" / listed).read_text()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("form", "shown"), [(None, "Belum ada RKT yang diterbitkan"), ("pagu: {", "Sedang disusun: RKT 2027")]
)
def test_one_command_serves_an_office_in_any_state(form: str | None, shown: str, tmp_path: Path) -> None:
    """``scripts/serve`` before the first cycle is open, and while a form cannot even be read."""
    shutil.copytree(BASE / "rkt", tmp_path / "rkt")
    (tmp_path / "scripts").mkdir()
    for name in ("serve", "setup", "requirements.txt", "requirements-dev.txt"):
        shutil.copy2(PROJECT / "scripts" / name, tmp_path / "scripts")
    (tmp_path / ".venv").symlink_to(PROJECT / ".venv")
    if form is None:
        for year in tmp_path.glob("rkt/[0-9]*"):
            shutil.rmtree(year)
    else:
        (tmp_path / "rkt/2027/pikp.yml").write_text(form)
    words = [str(tmp_path / "scripts/serve"), "--port", "0"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as running:
        assert running.stdout
        said = ""
        while "http://" not in said:
            line = running.stdout.readline()
            assert line, said
            said += line
        found = re.search(r"http://127\.0\.0\.1:\d+/", said)
        assert found, said
        with urllib.request.urlopen(found[0], timeout=120) as answer:
            assert shown in answer.read().decode()
        running.send_signal(signal.SIGINT)
        assert running.wait(timeout=120) == 0


@pytest.mark.slow
def test_serve_says_where_and_ends_quietly(office: Path) -> None:
    words = [sys.executable, "-m", "rktkit", "site", "serve", "--root", str(office), "--port", "0"]
    environment = {**os.environ, "PYTHONPATH": str(PROJECT / "scripts")}
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment) as running:
        assert running.stdout
        assert running.stderr
        found = re.search(r"http://127\.0\.0\.1:\d+/", running.stdout.readline())
        assert found, running.stderr.read()
        with urllib.request.urlopen(found[0], timeout=120) as answer:
            assert b"Belum ada RKT yang diterbitkan" in answer.read()
        running.send_signal(signal.SIGINT)
        running.wait(timeout=120)
        assert running.returncode == 0, running.stderr.read()
