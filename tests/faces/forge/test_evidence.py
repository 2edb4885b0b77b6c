"""From the forge's API to the file that ``rkt publish --event`` reads."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from rktkit.faces.forge.api.gitea import Gitea
from rktkit.faces.forge.api.github import GitHub
from rktkit.faces.forge.api.http import ForgeError
from rktkit.faces.forge.api.protocol import Forge
from rktkit.faces.forge.record import arrived, evidence, merge_record, record, unpublished
from rktkit.ground.files import MemoryFiles
from rktkit.ground.git.program import NOTHING
from rktkit.ground.git.repo import Repo
from rktkit.trust.approval.record import MergeRecord, evidence_of, parse_evidence
from rktkit.trust.approval.scheduled import too_early
from rktkit.trust.archive import read as archive_read
from rktkit.trust.archive.branch import add
from rktkit.trust.archive.manifest import Manifest
from rktkit.trust.archive.publications import BRANCH
from tests.faces.forge.holding import recorded
from tests.faces.forge.office import Office
from tests.faces.forge.server import Reply, Server, paged, timeline
from tests.faces.forge.shapes import HEAD, MERGE, OLD, REPO, comment, pull, review
from tests.faces.forge.test_clients import Maker, both, gitea, github

MERGED = {"type": "merge_pull", "user": {"login": "contoh-kepala"}, "created_at": "2026-11-28T15:00:00Z"}


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path / "kantor")


def tell(server: Server, prefix: str, commit: str, number: int, make: Maker) -> None:
    """The forge knows one merged pull request behind a commit."""
    record = {**pull(number=number), "merge_commit_sha": commit}
    path = f"{prefix}/commits/{commit}/pull"
    server.on("GET", *((f"{path}s", Reply([record])) if make is github else (path, Reply(record))))
    server.on("GET", f"{prefix}/pulls/{number}", Reply(record))
    server.on("GET", f"{prefix}/pulls/{number}/reviews", paged([review("APPROVED", comments_count=0)], 100))
    server.on("GET", f"{prefix}/issues/{number}/comments", Reply([comment(5, "Mohon diperiksa.")]))
    server.on("GET", f"{prefix}/pulls/{number}/comments", Reply([comment(6, "Baris ini.", path="a.yml", line=3)]))


def read(forge: Forge, office: Office, commit: str) -> bytes:
    with Repo(office.place) as repo:
        return json.dumps(evidence(forge, repo, commit)).encode()


@both
def test_is_what_publishing_reads(server: Server, make: Maker, office: Office) -> None:
    forge, prefix = make(server)
    tell(server, prefix, office.head, 12, make)
    found = parse_evidence(read(forge, office, office.head))
    assert found.forge == forge.kind
    assert (found.merge.nomor, found.merge.merged_by, found.merge.merge_commit) == (12, "contoh-kepala", office.head)
    assert (found.merge.head, found.merge.base) == (HEAD, "main")
    assert found.merge.merged_at == datetime(2026, 12, 1, 2, 3, 4, tzinfo=UTC)
    assert [(r.akun, r.state, r.commit) for r in found.merge.reviews] == [("contoh-sekretaris", "approved", HEAD)]
    assert found.merge.comments[0].isi == "Mohon diperiksa."


def test_tells_where_a_remark_stands(server: Server, office: Office) -> None:
    forge, prefix = github(server)
    tell(server, prefix, office.head, 12, github)
    remark = parse_evidence(read(forge, office, office.head)).merge.comments[1]
    assert (remark.berkas, remark.baris) == ("a.yml", 3)


@both
def test_carries_the_merges_that_changed_the_policy(server: Server, make: Maker, office: Office) -> None:
    office.branch("kebijakan", "main")
    office.edit("rkt/organisasi.yml", "akun: [contoh-kepala]", "akun: [contoh-kepala, kepala-baru]")
    office.commit("Akun baru")
    policy = office.merge("kebijakan", "main")
    office.write("rkt/2027/catatan.md", "x\n")
    plan = office.commit("RKT")
    forge, prefix = make(server)
    tell(server, prefix, policy, 7, make)
    tell(server, prefix, plan, 12, make)
    if make is github:  # the first commit came from no pull request
        server.on("GET", f"{prefix}/commits/[0-9a-f]+/pulls", Reply([]))
    found = parse_evidence(read(forge, office, plan))
    assert [(record.nomor, record.merge_commit) for record in found.policy] == [(7, policy)]
    assert found.of_policy(policy) is not None


@both
def test_of_a_commit_without_a_pull_request_there_is_none(server: Server, make: Maker, office: Office) -> None:
    forge, prefix = make(server)
    server.on("GET", f"{prefix}/commits/[0-9a-f]+/pulls", Reply([]))
    assert read(forge, office, office.head) == b"null"


def test_a_merge_of_another_commit_is_not_taken_for_it(server: Server, office: Office) -> None:
    forge, prefix = gitea(server)
    server.on("GET", f"{prefix}/commits/{office.head}/pull", Reply({**pull(), "merge_commit_sha": OLD}))
    assert read(forge, office, office.head) == b"null"
    assert office.head != MERGE


class TestScheduledMerges:
    """As a real server recorded them."""

    def told(self, server: Server, name: str, number: int) -> MergeRecord:
        """The forge's record of one of the recorded requests."""
        repo = f"/repos/{REPO}"
        server.on("GET", f"{repo}/pulls/{number}", Reply(recorded(name)))
        server.on("GET", f"{repo}/pulls/{number}/reviews", Reply(recorded(f"{name}-ulasan")))
        server.on("GET", f"{repo}/issues/{number}/comments", Reply([]))
        server.on("GET", f"{repo}/pulls/{number}/reviews/[0-9]+/comments", Reply([]))
        server.on("GET", f"{repo}/issues/{number}/timeline", timeline(recorded(f"{name}-linimasa"), 3))
        forge = Gitea.at(REPO, "t", server.url, server.url)
        return evidence_of({"pull_request": record(forge, number), **merge_record(forge, number)}).merge

    @pytest.mark.parametrize(("name", "number"), [("terjadwal-lalu-berubah", 12), ("terjadwal-sebelum-disetujui", 8)])
    def test_one_that_did_not_wait_is_seen(self, server: Server, name: str, number: int) -> None:
        merge = self.told(server, name, number)
        approved = max(one.waktu for one in merge.reviews if one.state == "approved")
        found = too_early(merge, approved)
        assert found is not None
        assert found[0].akun == merge.merged_by == "contoh-kepala"

    def test_the_last_push_is_the_forges_own_time(self, server: Server) -> None:
        merge = self.told(server, "terjadwal-lalu-berubah", 12)
        assert merge.kiriman == datetime(2026, 11, 28, 14, 5, 52, tzinfo=UTC)

    def test_a_usual_merge_has_none(self, server: Server) -> None:
        assert self.told(server, "dikembalikan-lalu-disetujui", 2).jadwal == ()

    def test_one_that_was_taken_back_is_cancelled(self, server: Server) -> None:
        events = [
            {"type": kind, "user": {"login": "contoh-kepala"}, "created_at": f"2026-11-28T14:0{n}:00Z"}
            for n, kind in enumerate(("pull_scheduled_merge", "pull_cancel_scheduled_merge", "pull_scheduled_merge"))
        ]
        server.on("GET", f"/repos/{REPO}/issues/12/timeline", timeline([*events, MERGED]))
        found = Gitea.at(REPO, "t", server.url, server.url).timeline(12)
        assert found is not None
        assert [one.cancelled for one in found.scheduled] == [True, False]

    def test_no_number_of_words_hides_one(self, server: Server) -> None:
        """A page of a busy request holds fifty entries, and one with remarks at lines alone is empty."""
        talk = [{"type": "comment", "user": {"login": "x"}, "created_at": "2026-11-28T13:00:00Z"}] * 50
        remarks = [{**talk[0], "type": "code"}] * 50
        scheduled = {**talk[0], "type": "pull_scheduled_merge"}
        server.on("GET", f"/repos/{REPO}/issues/12/timeline", timeline([*talk, *remarks, scheduled, MERGED]))
        found = Gitea.at(REPO, "t", server.url, server.url).timeline(12)
        assert found is not None
        assert len(found.scheduled) == 1

    def test_one_that_never_comes_to_the_merge_is_no_answer(self, server: Server) -> None:
        server.on("GET", f"/repos/{REPO}/issues/12/timeline", timeline([]))
        with pytest.raises(ForgeError, match="linimasa"):
            Gitea.at(REPO, "t", server.url, server.url).timeline(12)

    def test_github_names_them_otherwise(self, server: Server) -> None:
        event = {
            "event": "auto_merge_enabled",
            "actor": {"login": "contoh-kepala"},
            "created_at": "2026-11-28T14:00:00Z",
        }
        server.on("GET", f"/repos/{REPO}/issues/12/timeline", Reply([{"event": "committed"}, event]))
        found = GitHub.at(REPO, "t", "https://github.com", server.url).timeline(12)
        assert found is not None
        assert [one.account for one in found.scheduled] == ["contoh-kepala"]
        assert found.last_push is None

    def test_a_forge_without_a_timeline_says_nothing(self, server: Server) -> None:
        assert Gitea.at(REPO, "t", server.url, server.url).timeline(12) is None


class TestUnpublished:
    """Which commits of ``main`` still wait, whatever happened to the runs before."""

    def commits(self, office: Office) -> list[str]:
        """Two plans, and things between them that are no plan."""
        found = []
        for path in ("rkt/2027/a.md", "README.md", "rkt/satuan.yml", "rkt/2026/b.md"):
            office.write(path, f"{path}\n" if path.endswith(".md") else (office.place / path).read_text() + "\n")
            found.append(office.commit(path))
        return [found[0], found[3]]

    def publish(self, office: Office, commit: str, tahun: int) -> None:
        """An archive whose one publication was made from a commit."""
        manifest = Manifest(f"{tahun}/murni-0", 1, None, tahun, "murni", {}, commit, (), {})
        with Repo(office.place) as repo:
            nothing = archive_read.read_archive(MemoryFiles({}))
            repo.update_ref(BRANCH, add(repo, None, nothing, manifest, {}, {}, datetime.now(UTC)), NOTHING)

    def test_before_the_first_publication_only_the_push_counts(self, office: Office) -> None:
        before = office.head
        wanted = self.commits(office)
        with Repo(office.place) as repo:
            assert unpublished(repo, office.head, before) == wanted
            assert unpublished(repo, office.head, None) == wanted[1:]

    def test_afterwards_everything_since_the_last_publication_does(self, office: Office) -> None:
        published = office.head
        self.publish(office, published, 2026)
        wanted = self.commits(office)
        with Repo(office.place) as repo:
            assert unpublished(repo, office.head, wanted[1]) == wanted
            assert unpublished(repo, published, published) == []

    def test_only_a_pushs_own_commits_make_its_run_red(self, office: Office) -> None:
        first, second = self.commits(office)
        with Repo(office.place) as repo:
            ours = arrived(repo, second, first)
            assert ours is not None
            assert second in ours
            assert first not in ours
            assert arrived(repo, second, None) is None

    def test_what_takes_a_refused_change_back_needs_no_publication(self, office: Office) -> None:
        office.write("rkt/2027/a.md", "terbit\n")
        self.publish(office, office.commit("RKT 2027"), 2027)
        office.write("rkt/2027/a.md", "diubah\n")
        refused = office.commit("Mengubah yang terbit")
        office.write("rkt/2027/a.md", "terbit\n")
        returned = office.commit("Mengembalikan")
        with Repo(office.place) as repo:
            assert unpublished(repo, office.head, refused) == [refused]
            assert arrived(repo, office.head, refused) == frozenset({returned})
