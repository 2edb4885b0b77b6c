"""``rkt comment`` and ``rkt forge`` from the command line, against a real server and a real repository."""

import json
from pathlib import Path
from typing import Any

import pytest

from rktkit.cli.main import main
from rktkit.faces.forge.api.github import ACTIONS
from rktkit.faces.forge.review.comment import MARK
from tests.faces.forge.holding import Forgejo, GitHub
from tests.faces.forge.office import Office
from tests.faces.forge.samples import HEAD, results
from tests.faces.forge.server import Reply, Server, paged
from tests.faces.forge.shapes import REPO, conversation, pull

RUN = {"workflow_run": {"id": 5, "head_sha": HEAD, "html_url": "https://github.com/x/5", "conclusion": "failure"}}


@pytest.fixture(autouse=True)
def _environment(monkeypatch: pytest.MonkeyPatch, server: Server) -> None:
    for name in ("GITHUB_REPOSITORY", "GITHUB_SERVER_URL", "GITHUB_API_URL", "CI"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("RKT_TOKEN", "rahasia-7f3c2a")
    monkeypatch.setenv("RKT_API_URL", server.url)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path / "kantor")


def asked(base: str = "draf/2027") -> dict[str, Any]:
    """An open request to a branch."""
    found = pull(merged=False)
    return {**found, "base": {**found["base"], "ref": base}}


@pytest.fixture
def talk(server: Server) -> list[Any]:
    """An open pull request at ``HEAD``."""
    repo = f"/repos/{REPO}"
    server.on("GET", "/user", Reply({}, 403))
    server.on("GET", f"{repo}/pulls/12", Reply(asked()))
    server.on("GET", f"{repo}/pulls/12/files", paged([{"filename": "rkt/2027/pikp.yml"}], 100))
    server.on("GET", f"{repo}/actions/runs/5/artifacts", Reply({"artifacts": []}))
    server.on("GET", f"{repo}/commits/{HEAD}/pulls", Reply([asked()]))
    return conversation(server, repo, [], ACTIONS, pages=True)


class TestComment:
    def files(self, tmp_path: Path, event: dict[str, Any], data: bytes) -> list[str]:
        (tmp_path / "event.json").write_text(json.dumps(event))
        (tmp_path / "hasil.json").write_bytes(data)
        return ["comment", "--event", f"{tmp_path}/event.json", "--results", f"{tmp_path}/hasil.json", "--repo", REPO]

    def test_is_sent(self, tmp_path: Path, talk: list[Any], capsys: pytest.CaptureFixture[str]) -> None:
        words = self.files(tmp_path, RUN, results().to_bytes())
        assert main([*words, "--send"]) == 0
        body = talk[0]["body"]
        assert body.startswith(f"{MARK}\n\n### ❌ 1 galat perlu diperbaiki")
        assert "aturan.md" not in body  # without a site there is nothing to link to that a planner could read
        assert "https://forge.example/" in capsys.readouterr().out

    def test_is_sent_for_a_run_that_left_nothing(self, tmp_path: Path, talk: list[Any]) -> None:
        words = self.files(tmp_path, RUN, b"")
        assert main([*words, "--send"]) == 0
        assert "Pemeriksaan tidak selesai" in talk[0]["body"]

    def test_is_sent_after_a_pull_request_event(self, tmp_path: Path, talk: list[Any]) -> None:
        words = self.files(tmp_path, {"pull_request": asked()}, results().to_bytes())
        assert main([*words, "--send"]) == 0
        assert len(talk) == 1

    def test_of_a_target_that_was_changed_meanwhile_is_left_to_its_own_run(
        self, tmp_path: Path, talk: list[Any]
    ) -> None:
        words = self.files(tmp_path, {"pull_request": asked("main")}, results(cabang="main").to_bytes())
        assert main([*words, "--send"]) == 0
        assert talk == []

    def test_does_not_repeat_what_was_found_for_another_target(self, tmp_path: Path, talk: list[Any]) -> None:
        assert main([*self.files(tmp_path, RUN, results(cabang="main").to_bytes()), "--send"]) == 0
        assert "Pemeriksaan tidak selesai" in talk[0]["body"]

    def test_results_that_name_another_pull_request_do_not_reach_it(
        self, tmp_path: Path, server: Server, talk: list[Any], capsys: pytest.CaptureFixture[str]
    ) -> None:
        other = {**pull(merged=False, number=77), "head": {"ref": "x", "sha": "e" * 40}}
        server.on("GET", f"/repos/{REPO}/pulls/77", Reply(other))
        assert main([*self.files(tmp_path, RUN, results(nomor=77).to_bytes()), "--send"]) == 0
        assert talk == []
        assert server.calls("POST") == []
        assert "tidak ditulis" in capsys.readouterr().out

    def test_is_printed(self, tmp_path: Path, capsys: pytest.CaptureFixture[str], server: Server) -> None:
        words = self.files(tmp_path, RUN, results().to_bytes())
        assert main(words) == 0
        assert f"https://github.com/{REPO}/blob/{HEAD}/rkt/2027/pikp.yml#L8" in capsys.readouterr().out
        assert server.seen == []  # nobody is asked

    def test_is_written(self, tmp_path: Path) -> None:
        words = self.files(tmp_path, RUN, results().to_bytes())
        assert main([*words, "--output", f"{tmp_path}/ringkasan.md"]) == 0
        assert "RKT-105" in (tmp_path / "ringkasan.md").read_text()

    def test_a_forge_that_refuses_is_said_without_the_token(
        self, tmp_path: Path, server: Server, capsys: pytest.CaptureFixture[str]
    ) -> None:
        server.on("GET", ".*", Reply({"message": "bad credentials"}, 401))
        assert main([*self.files(tmp_path, RUN, results().to_bytes()), "--send"]) == 1
        said = capsys.readouterr()
        assert "RKT-690" in said.err
        assert "rahasia" not in said.err + said.out

    @pytest.mark.parametrize("event", [{}, {"workflow_run": {}}, {"before": HEAD, "after": HEAD}])
    def test_an_event_about_something_else_is_wrong_use(self, tmp_path: Path, event: dict[str, Any]) -> None:
        assert main([*self.files(tmp_path, event, results().to_bytes()), "--send"]) == 2

    def test_the_token_is_never_an_option(self, capsys: pytest.CaptureFixture[str]) -> None:
        with pytest.raises(SystemExit):
            main(["comment", "--help"])
        assert "token" not in capsys.readouterr().out.casefold()


class TestForge:
    def test_owners(self, office: Office, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["forge", "owners", "--root", str(office.place), "--machinery", "it"]) == 0
        assert "@contoh-pikp" in capsys.readouterr().out

    @pytest.mark.parametrize("kind", ["github", "forgejo", "gitea"])
    def test_setup_can_be_read_before_it_is_done(
        self, office: Office, server: Server, capsys: pytest.CaptureFixture[str], kind: str
    ) -> None:
        words = ["forge", "setup", "--root", str(office.place), "--repo", REPO, "--forge", kind, "--machinery", "it"]
        assert main([*words, "--dry-run"]) == 0
        assert main([*words, "--dry-run", "--format", "json"]) == 0
        shown = capsys.readouterr().out
        assert "kepala instansi menggabungkan" in shown
        assert json.loads(shown[shown.rindex("\n[\n") :])
        assert server.seen == []

    def test_setup_is_done_and_read_back(
        self, office: Office, server: Server, capsys: pytest.CaptureFixture[str]
    ) -> None:
        there = Forgejo(server)
        words = ["forge", "setup", "--root", str(office.place), "--repo", REPO, "--forge", "forgejo"]
        words += ["--machinery", "contoh-pengelola"]
        there.writers -= {"penerbit"}
        assert main(words) == 1
        assert "penerbit: belum boleh menulis" in capsys.readouterr().out
        there.writers |= {"penerbit"}
        assert main(words) == 0
        assert "Setelan lengkap." in capsys.readouterr().out

    @pytest.mark.parametrize("kind", ["github", "forgejo", "gitea"])
    def test_roles_are_written_beside_what_the_forge_holds(
        self, office: Office, server: Server, tmp_path: Path, kind: str
    ) -> None:
        GitHub(server) if kind == "github" else Forgejo(server)
        more = ["--root", str(office.place), "--repo", REPO, "--forge", kind, "--machinery", "contoh-pengelola"]
        file = tmp_path / "peran.md"
        assert main(["forge", "setup", *more]) == 0
        assert main(["forge", "roles", *more, "--held", "--output", str(file)]) == 0
        ours, real = file.read_text().split("## Sungguhnya di forge")
        assert "| `draf/*`: draf dinas satu tahun | Kasubbag (contoh-kasubag), Sekretaris (contoh-sekretaris) |" in ours
        assert real.count("| `") == 4
        assert "Sama dengan yang seharusnya." in real

    def test_evidence_of_a_direct_push_is_none(
        self, office: Office, server: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        server.on("GET", f"/repos/{REPO}/commits/[0-9a-f]+/pulls", Reply([]))
        file = tmp_path / "bukti.json"
        words = ["forge", "evidence", "--root", str(office.place), "--repo", REPO, "--output", str(file)]
        assert main(words) == 1
        assert not file.exists()
        assert office.head in capsys.readouterr().err

    def test_publish_has_nothing_to_do_when_no_plan_changed(
        self, office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        before = office.head
        office.write("README.md", "Halo.\n")
        event = tmp_path / "event.json"
        event.write_text(json.dumps({"before": before, "after": office.commit("README")}))
        words = ["forge", "publish", "--root", str(office.place), "--repo", REPO, "--event", str(event)]
        assert main([*words, "--output", str(tmp_path / "bukti")]) == 0
        assert "Tidak ada RKT yang belum terbit" in capsys.readouterr().out

    @pytest.mark.parametrize("repo", ["", "rkt", "a/b/c", "../x", "a/b c", "a/..", "a/b?x"])
    def test_a_repository_that_cannot_be_is_wrong_use(self, office: Office, repo: str) -> None:
        words = ["forge", "setup", "--root", str(office.place), "--machinery", "it", "--dry-run", "--repo", repo]
        assert main(words) == 2


class TestStatus:
    def test_asks_a_forge_in_trouble_once_and_goes_on(
        self, office: Office, server: Server, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """A machine tries again for a minute; somebody at a screen waits for what Git knows."""
        monkeypatch.setenv("GITHUB_REPOSITORY", REPO)
        server.on("GET", f"/repos/{REPO}/pulls", Reply("rusak", 503))
        assert main(["status", "2027", "--root", str(office.place)]) == 0
        shown = capsys.readouterr()
        assert "RKT 2027" in shown.out
        assert "ulasan di forge tidak diketahui: RKT-690 Forge 127.0.0.1 sedang bermasalah (kode 503)" in shown.err
        assert len(server.calls("GET")) == 1
