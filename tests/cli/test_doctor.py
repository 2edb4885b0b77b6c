"""What is missing to run, each with its remedy."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from rktkit.cli.doctor import PROBES, Place
from rktkit.faces.forge.accounts import Accounts
from rktkit.faces.forge.connect import FORGES, Where
from rktkit.ground.files import FolderFiles
from rktkit.plan.load.office import load_organisasi
from tests.cli.doctor import asked, unattended
from tests.faces.forge import holding
from tests.faces.forge.server import Reply, Server, serving
from tests.faces.forge.shapes import REPO
from tests.git import git
from tests.kantor import copy_to


@pytest.fixture
def office(office: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return unattended(office, monkeypatch)


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
    without = [one["keterangan"] for one in found["Pejabat"] if "belum punya kunci SSH" in one["keterangan"]]
    assert [("Kepala Dinas)" in one, "Sekretaris Dinas)" in one) for one in without] == [(True, False), (False, True)]


def test_an_office_that_could_not_seal_is_told(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = office / "rkt/organisasi.yml"
    without = re.sub(r"(?m)^penerbit:\n(?:[ -].*\n)+", "", file.read_text())
    file.write_text(without)
    [found] = asked(office, capsys)[1]["Penerbit"]
    assert (found["keadaan"], "ssh-keygen" in found["obat"]) == ("peringatan", True)
    for term, told in (
        ("mulai: 2020-01-01", False),
        ("mulai: 2020-01-01, selesai: 2020-12-31", True),
        ("mulai: 9999-01-01", True),
    ):
        file.write_text(f"{without}penerbit:\n  - {{nama: mesin, kunci: ssh-ed25519 AAAA, {term}}}\n")
        assert ("Penerbit" in asked(office, capsys)[1]) == told, term


def test_a_publishing_key_in_a_secret_that_every_run_sees_blocks(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git(office, "remote", "add", "origin", str(office / "tiada.git"))
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
    status, found = asked(copy_to(tmp_path / "kantor"), capsys)
    assert status == 1
    assert found["Git"][0]["keadaan"] == "galat"
    assert "Pejabat" in found


def test_a_repository_that_git_cannot_read_is_not_begun_anew(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (office / ".git/HEAD").unlink()
    status, found = asked(office, capsys)
    assert status == 1
    assert found["Git"][0]["keterangan"] == "Repositori ini ada, tetapi tidak dapat dibaca Git."
    assert "git init" not in found["Git"][0]["obat"]


# --- a forge that answers ---------------------------------------------------------------------------------------------

KEPT = f"/repos/{REPO}/actions"
SECRET = "Rahasia penerbitan"


@pytest.fixture
def server(office: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A forge on this machine, asked with a token."""
    monkeypatch.setenv("RKT_TOKEN", "sandi-uji")
    git(office, "remote", "add", "origin", str(office / "tiada.git"))
    with serving() as running:
        yield running


def at(server: Server, forge: str = "forgejo") -> tuple[str, ...]:
    return ("--forge", forge, "--repo", REPO, "--server", server.url, "--api", server.url, "--machinery", "pengelola")


def keep(server: Server, name: str, *listed: dict[str, Any], under: str | None = None) -> None:
    """What a list of the forge holds: bare as Forgejo has it, or under a name."""
    server.on(
        "GET", f"{KEPT}/{name}", Reply({under: list(listed), "total_count": len(listed)} if under else list(listed))
    )


def set_up(office: Path, server: Server) -> None:
    """Every rule that the procedure needs, as ``rkt forge setup`` leaves it."""
    organisasi, _ = load_organisasi(FolderFiles(office))
    assert organisasi is not None
    accounts = Accounts.of(organisasi, organisasi.hari(datetime.now(UTC)), ("pengelola",))
    forge = FORGES["forgejo"](REPO, "sandi-uji", server.url, server.url)
    for call in forge.setup(accounts):
        forge.apply(call)


def test_protection_is_read_back_from_the_forge(
    office: Path, server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    held = holding.Forgejo(server)
    held.people.add("pengelola")
    held.writers.add("pengelola")
    file = office / "rkt/organisasi.yml"
    _, found = asked(office, capsys, *at(server))
    assert "Tidak ada akun untuk peran kasubag" in found["Perlindungan cabang"][0]["keterangan"]
    file.write_text(
        file.read_text().replace(
            "nip: 19820202 200602 2 002\n", "nip: 19820202 200602 2 002\n        akun: [contoh-kasubag]\n"
        )
    )
    status, found = asked(office, capsys, *at(server))
    assert (status, found["Perlindungan cabang"][0]["keadaan"]) == (1, "galat")
    assert found["Perlindungan cabang"][0]["obat"] == "rkt forge setup"
    set_up(office, server)
    status, found = asked(office, capsys, *at(server))
    assert (status, found["Perlindungan cabang"][0]) == (
        0,
        {"nama": "Perlindungan cabang", "keadaan": "baik", "keterangan": "Seperti seharusnya.", "obat": None},
    )
    held.rules["main"]["required_approvals"] = 0
    status, found = asked(office, capsys, *at(server))
    assert (status, found["Perlindungan cabang"][0]["keadaan"]) == (1, "galat")


def test_a_token_that_may_not_read_is_no_verdict(
    office: Path, server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    server.on("GET", ".*", Reply({"message": "token does not have required scope"}, 403))
    status, found = asked(office, capsys, *at(server))
    assert status == 0
    for name in ("Perlindungan cabang", "Variabel", "Pelari", SECRET):
        assert found[name][0]["keadaan"] == "tidak diketahui", name
        assert found[name][0]["obat"]
    assert "sandi-uji" not in json.dumps(found)


@pytest.mark.parametrize("name", ["RKT_PENERBIT_KUNCI", "RKT_PENERBIT_TOKEN", "RKT_RSYNC_KUNCI"])
@pytest.mark.parametrize("forge", ["forgejo", "gitea", "github"])
def test_a_publishing_key_kept_in_the_repository_blocks(
    office: Path, server: Server, capsys: pytest.CaptureFixture[str], forge: str, name: str
) -> None:
    keep(
        server,
        "secrets",
        {"name": name, "created_at": "2026-11-01T00:00:00Z"},
        under="secrets" if forge == "github" else None,
    )
    status, found = asked(office, capsys, *at(server, forge))
    assert (status, found[SECRET][0]["keadaan"]) == (1, "galat")
    assert f"{name} (tersimpan di repositori)" in found[SECRET][0]["keterangan"]
    assert ("environment publikasi" if forge == "github" else "rkt forge publish") in found[SECRET][0]["obat"]


def test_the_organizations_secrets_reach_every_run_too(
    office: Path, server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    keep(server, "secrets")
    server.on("GET", f"/orgs/{REPO.split('/')[0]}/actions/secrets", Reply([{"name": "RKT_PENERBIT_KUNCI"}]))
    status, found = asked(office, capsys, *at(server))
    assert (status, found[SECRET][0]["keadaan"]) == (1, "galat")


@pytest.mark.parametrize("forge", ["forgejo", "github"])
def test_the_shipped_workflows_and_an_empty_store_are_sound(
    office: Path, server: Server, capsys: pytest.CaptureFixture[str], forge: str
) -> None:
    """``RKT_RSYNC_KUNCI`` stands in a job that is off outside GitHub, and bound to an environment on it."""
    keep(server, "secrets", under="secrets" if forge == "github" else None)
    _, found = asked(office, capsys, *at(server, forge))
    assert [one["keadaan"] for one in found[SECRET]] == ["baik"]


@pytest.mark.parametrize(
    ("variables", "state", "said"),
    [
        ({}, "peringatan", "RKT_SITUS belum diisi"),
        ({"RKT_SITUS": "laman"}, "peringatan", "RKT_SITUS berisi “laman”"),
        ({"RKT_SITUS": "rsync", "RKT_RSYNC_HOST": "x"}, "galat", "memerlukan RKT_RSYNC_TUJUAN"),
        ({"RKT_SITUS": "tidak"}, "baik", "RKT_SITUS: tidak"),
    ],
)
def test_variables_say_whether_anything_is_published(
    office: Path, server: Server, capsys: pytest.CaptureFixture[str], variables: dict[str, str], state: str, said: str
) -> None:
    keep(server, "variables", *({"name": name, "data": value} for name, value in variables.items()))
    _, found = asked(office, capsys, *at(server))
    assert [(one["keadaan"], said in one["keterangan"]) for one in found["Variabel"]] == [(state, True)]


@pytest.mark.parametrize(
    ("runners", "state"),
    [
        ([{"id": 1, "name": "a", "status": "idle", "labels": ["kantor:docker://debian:12"]}], "baik"),  # Forgejo
        ([{"id": 1, "name": "a", "status": "online", "labels": [{"id": 1, "name": "kantor"}]}], "baik"),  # Gitea
        ([{"id": 1, "name": "a", "status": "offline", "labels": ["kantor"]}], "tidak diketahui"),
        ([{"id": 1, "name": "a", "status": "idle", "labels": ["lain"]}], "tidak diketahui"),
        ([], "tidak diketahui"),
    ],
)
def test_a_runner_that_is_ready_for_the_label_is_seen(
    office: Path, server: Server, capsys: pytest.CaptureFixture[str], runners: list[dict[str, Any]], state: str
) -> None:
    """One of the whole server cannot be seen from a repository, so none is no fault."""
    keep(server, "variables", {"name": "RKT_RUNNER", "data": "kantor"})
    keep(server, "runners", *runners, under="runners" if runners and "name" in runners[0]["labels"][0] else None)
    _, found = asked(office, capsys, *at(server))
    assert [one["keadaan"] for one in found["Pelari"]] == [state]


@pytest.mark.parametrize(
    "address",
    [
        "https://git.kab.go.id/pemda/rkt.git",
        "git@git.kab.go.id:pemda/rkt",
        "ssh://git@git.kab.go.id:2222/pemda/rkt.git/",
    ],
)
def test_the_repository_is_that_of_origin(office: Path, monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv("RKT_TOKEN", "sandi-uji")
    monkeypatch.delenv("GITHUB_REPOSITORY", raising=False)
    git(office, "remote", "add", "origin", address)
    forge = Place(office, datetime.now(UTC), Where(None, None, None, None), ()).forge
    assert forge is not None
    assert (forge.kind, forge.repo) == ("forgejo", "pemda/rkt")
    assert forge.file_url("a" * 40, "x", "").startswith("https://git.kab.go.id/pemda/rkt/")
