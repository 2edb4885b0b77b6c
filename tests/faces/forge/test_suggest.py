"""The lines to write instead: worked out from the files, tried, and offered at the line where the forge can."""

import base64
import json
import re
from pathlib import Path
from typing import Any

import pytest

from rktkit.cli.main import main
from rktkit.faces.forge.api.github import ACTIONS
from rktkit.faces.forge.api.github_suggest import MARK, body
from rktkit.faces.forge.api.protocol import Suggestion
from rktkit.faces.forge.review.suggest import suggestions
from rktkit.ground.files import FolderFiles, MemoryFiles
from rktkit.ground.git.files import CommitFiles
from rktkit.ground.git.repo import Repo
from tests.faces.forge.office import Office
from tests.faces.forge.server import Reply, Request, Server, paged
from tests.faces.forge.shapes import REPO, comment, conversation, pull
from tests.sample import CONTOH

PIKP = "rkt/2027/pikp.yml"
SAMPLE = FolderFiles(CONTOH)


def lines(*changes: tuple[str, str]) -> list[str]:
    """The lines that are suggested after some replacements in the form."""
    text = SAMPLE.read(PIKP).decode()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return [one.text.strip() for one in suggestions(MemoryFiles({PIKP: text.encode()}, SAMPLE), [PIKP])]


def predecessor(kode: str) -> str:
    """The code of the table before that a code took the place of."""
    rows = SAMPLE.read("rkt/nomenklatur/2027.csv").decode().splitlines()
    return next(row.rsplit(",", 1)[1] for row in rows if row.startswith(f"{kode},"))


class TestWhatIsEvident:
    @pytest.mark.parametrize(
        ("old", "new", "line"),
        [
            ("pagu: 425000000", "pagu: 425 juta  # rapat", "pagu: 425000000  # rapat"),
            ("pagu: 425000000", 'pagu: "425 juta"', "pagu: 425000000"),
            ("target: 12\n", "target: 12 Laporan\n", "target: 12"),
            ("tw3: 97, tw4: 98}", "tw3: 97, tw4: 98%}", "triwulan: {tw1: 96, tw2: 96, tw3: 97, tw4: 98}"),
            ("nama: Relasi Media", "nama: Hubungan Media", "nama: Relasi Media"),
            ("crosscutting: [sekretariat]", "crosscutting: sekretariat", "crosscutting: [sekretariat]"),
            ("satuan: Laporan\n", "satuan: Dokumen\n", "satuan: Laporan"),
        ],
    )
    def test_is_written_out(self, old: str, new: str, line: str) -> None:
        assert lines((old, new)) == [line]

    def test_a_codes_only_successor(self) -> None:
        assert lines(("kode: 2.16.02.2.01.0032", f"kode: {predecessor('2.16.02.2.01.0032')}")) == [
            "- kode: 2.16.02.2.01.0032"
        ]

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            ("pagu: 425000000", "pagu: banyak"),
            ("pagu: 425000000", "pagu: 1,500 juta"),
            ("target: 12\n", "target: 1.000\n"),  # a thousand, or one
            ("satuan: Komunitas", "satuan: Komunitass"),  # perhaps
            ("sumber_dana: DAU", "sumber_dana: DAUU"),
            ("tahun: 2027", "tahun: 2026"),
        ],
    )
    def test_nothing_is_guessed(self, old: str, new: str) -> None:
        assert lines((old, new)) == []

    def test_a_successor_that_is_there_already_is_no_correction(self) -> None:
        before = predecessor("2.16.02.2.01.0032")
        found = lines(("kode: 2.16.02.2.01.0031", f"kode: {before}"))  # 0032 stands in the form as well
        assert not any("2.16.02.2.01.0032" in line for line in found)

    def test_each_line_once_and_whole(self) -> None:
        found = lines(("triwulan: {tw1: 3, tw2: 3, tw3: 3, tw4: 3}", "triwulan: {tw1: 03, tw2: 03, tw3: 3, tw4: 3}"))
        assert found == ["triwulan: {tw1: 3, tw2: 03, tw3: 3, tw4: 3}"]

    def test_other_files_are_not_spoken_of(self) -> None:
        broken = SAMPLE.read(PIKP).replace(b"pagu: 425000000", b"pagu: 425 juta")
        assert suggestions(MemoryFiles({PIKP: broken}, SAMPLE), ["rkt/2027/egov.yml", "README.md"]) == ()


class TestOnGitHub:
    """A real repository behind a server that answers like GitHub."""

    @pytest.fixture
    def office(self, tmp_path: Path) -> Office:
        office = Office(tmp_path / "kantor")
        office.branch("bidang/pikp-2027", "draf/2027")
        office.edit(PIKP, "pagu: 425000000", "pagu: 425 juta")
        office.edit(PIKP, "pagu: 88000000", "pagu: 88 juta")
        office.commit("Form PIKP")
        return office

    @pytest.fixture
    def said(self, office: Office, server: Server, monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
        """The comments at lines; somebody else has written one already."""
        for name in ("GITHUB_REPOSITORY", "GITHUB_SERVER_URL", "CI"):
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setenv("RKT_TOKEN", "rahasia")
        monkeypatch.setenv("RKT_API_URL", server.url)
        monkeypatch.chdir(office.place.parent)  # no repository around us: everything comes from the forge
        repo = f"/repos/{REPO}"
        said = [comment(7, f"{MARK} saya juga bisa", "orang-lain", path=PIKP, line=1)]
        self.serve_files(office, server)

        def review(request: Request) -> Reply:
            for item in request.body["comments"]:
                said.append(comment(100 + len(said), item["body"], ACTIONS, path=item["path"], line=item["line"]))
            return Reply({"id": 1})

        def delete(request: Request) -> Reply:
            said[:] = [item for item in said if item["id"] != int(request.path.rsplit("/", 1)[1])]
            return Reply(status=204, raw=b"")

        server.on("GET", "/user", Reply({}, 403))
        server.on("GET", f"{repo}/pulls/12", lambda _: Reply(self.pull(office)))
        server.on("GET", f"{repo}/pulls/12/files", lambda _: Reply([self.patch(office)]))
        server.on("GET", f"{repo}/pulls/12/comments", lambda request: paged(said, 100)(request))
        server.on("POST", f"{repo}/pulls/12/reviews", review)
        server.on("DELETE", f"{repo}/pulls/comments/[0-9]+", delete)
        conversation(server, repo, [], ACTIONS, pages=True)
        return said

    def serve_files(self, office: Office, server: Server) -> None:
        def tree(request: Request) -> Reply:
            with Repo(office.place) as repo:
                entries = repo.tree(request.path.rsplit("/", 1)[1])
            rows = [{"path": path, "mode": entry.mode, "sha": entry.sha} for path, entry in entries.items()]
            return Reply({"tree": rows, "truncated": False})

        def blob(request: Request) -> Reply:
            with Repo(office.place) as repo:
                data = repo.object(request.path.rsplit("/", 1)[1], "blob")
            return Reply({"size": len(data), "content": base64.encodebytes(data).decode(), "encoding": "base64"})

        server.on("GET", f"/repos/{REPO}/git/trees/[0-9a-f]+", tree)
        server.on("GET", f"/repos/{REPO}/git/blobs/[0-9a-f]+", blob)

    def pull(self, office: Office) -> dict[str, Any]:
        found = pull(merged=False)
        found["head"]["sha"] = office.git("rev-parse", "bidang/pikp-2027")
        found["base"]["ref"] = "draf/2027"
        return found

    def patch(self, office: Office) -> dict[str, str]:
        """As GitHub gives it: the hunks only."""
        text = office.git("diff", "draf/2027", "bidang/pikp-2027", "--", PIKP)
        return {"filename": PIKP, "patch": text[text.index("@@") :]}

    def send(self, office: Office, tmp_path: Path, *more: str) -> int:
        hasil, event = tmp_path / "hasil.json", tmp_path / "event.json"
        event.write_text(json.dumps({"pull_request": self.pull(office)}))
        words = ["forge", "review", "--root", str(office.place), "--base", "draf/2027", "--output", str(tmp_path)]
        main(words)
        found = json.loads(hasil.read_text())
        hasil.write_text(json.dumps({**found, "nomor": 12}))
        words = ["comment", "--results", str(hasil), "--event", str(event), "--repo", REPO, "--send"]
        return main([*words, "--forge", "github", *more])

    def test_stands_at_the_line_and_does_not_pile_up(
        self, office: Office, said: list[dict[str, Any]], tmp_path: Path, server: Server
    ) -> None:
        for _ in range(2):
            assert self.send(office, tmp_path) == 0
            ours = [item["body"] for item in said if item["user"]["login"] == ACTIONS]
            assert len(ours) == 2
            assert "```suggestion\n            pagu: 425000000\n```" in ours[0]
        assert len([request for request in server.calls("POST") if request.path.endswith("/reviews")]) == 1
        assert [request.path for request in server.calls("DELETE")] == []

    def test_goes_when_it_is_done(self, office: Office, said: list[dict[str, Any]], tmp_path: Path) -> None:
        self.send(office, tmp_path)
        office.edit(PIKP, "pagu: 425 juta", "pagu: 425000000")
        office.commit("Terapkan saran")
        self.send(office, tmp_path)
        assert [item["user"]["login"] for item in said] == ["orang-lain", ACTIONS]
        assert "pagu: 88000000" in said[1]["body"]

    def test_outside_the_difference_it_is_a_line_to_paste(
        self, office: Office, said: list[dict[str, Any]], tmp_path: Path, server: Server
    ) -> None:
        office.git("switch", "--quiet", "draf/2027")
        office.edit(PIKP, "pagu: 158000000", "pagu: 158 juta")
        office.commit("Sudah lama begini")
        office.merge("draf/2027", "bidang/pikp-2027")
        self.send(office, tmp_path)
        assert not any("158000000" in item["body"] for item in said)
        body = server.calls("PATCH")[-1].body["body"]
        assert "\n  ```yaml\n              pagu: 158000000\n  ```\n" in body
        assert body.count("Dapat diterapkan dengan satu klik") == 2

    def test_a_head_that_moved_on_gets_none(
        self, office: Office, said: list[dict[str, Any]], tmp_path: Path, server: Server
    ) -> None:
        heads = iter([self.pull(office)])

        def moving(_: Request) -> Reply:
            found = next(heads, None) or {**self.pull(office), "head": {"ref": "x", "sha": "e" * 40}}
            return Reply(found)

        server.routes.insert(0, ("GET", re.compile(f"/repos/{REPO}/pulls/12"), moving))
        assert self.send(office, tmp_path) == 0
        assert len(said) == 1

    def test_a_forge_that_lies_about_a_file_is_not_believed(
        self,
        office: Office,
        said: list[dict[str, Any]],
        tmp_path: Path,
        server: Server,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        lie = Reply({"size": 3, "content": base64.b64encode(b"a: 1").decode()})
        server.routes.insert(0, ("GET", re.compile(f"/repos/{REPO}/git/blobs/.*"), lambda _: lie))
        assert self.send(office, tmp_path) == 0
        assert len(said) == 1
        assert "baris pengganti tidak ditulis" in capsys.readouterr().err


def test_a_hostile_line_stays_inside_its_fence() -> None:
    text = body(Suggestion(PIKP, 1, "RKT-105", "a: 1 # ``` @semua ````", True))
    assert text.endswith("`````suggestion\na: 1 # ``` @semua ````\n`````")


def test_files_of_a_commit_are_those_of_git(tmp_path: Path) -> None:
    office = Office(tmp_path / "kantor")
    with Repo(office.place) as repo:
        assert CommitFiles(repo, office.head).read(PIKP) == SAMPLE.read(PIKP)
