"""From the forge's API to the file that ``rkt publish --event`` reads."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from rktkit.faces.forge.api.protocol import Forge
from rktkit.faces.forge.record import evidence, unpublished
from rktkit.ground.files import MemoryFiles
from rktkit.ground.git.program import NOTHING
from rktkit.ground.git.repo import Repo
from rktkit.trust.approval.record import parse_evidence
from rktkit.trust.archive import check as archive_check
from rktkit.trust.archive.branch import add
from rktkit.trust.archive.manifest import Manifest
from rktkit.trust.archive.publications import BRANCH
from tests.faces.forge.office import Office
from tests.faces.forge.server import Reply, Server, paged
from tests.faces.forge.shapes import HEAD, MERGE, OLD, comment, pull, review
from tests.faces.forge.test_clients import Maker, both, gitea, github


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


class TestUnpublished:
    """Which commits of ``main`` still wait, whatever happened to the runs before."""

    def commits(self, office: Office) -> list[str]:
        """Two plans, and things between them that are no plan."""
        found = []
        for path in ("rkt/2027/a.md", "README.md", "rkt/satuan.yml", "rkt/2026/b.md"):
            office.write(path, f"{path}\n" if path.endswith(".md") else (office.place / path).read_text() + "\n")
            found.append(office.commit(path))
        return [found[0], found[3]]

    def test_before_the_first_publication_only_the_push_counts(self, office: Office) -> None:
        before = office.head
        wanted = self.commits(office)
        with Repo(office.place) as repo:
            assert unpublished(repo, office.head, before) == wanted
            assert unpublished(repo, office.head, None) == wanted[1:]

    def test_afterwards_everything_since_the_last_publication_does(self, office: Office) -> None:
        published = office.head
        manifest = Manifest("2026/murni-0", 1, None, 2026, "murni", {}, published, (), {})
        with Repo(office.place) as repo:
            nothing = archive_check.read_archive(MemoryFiles({}))
            tip = add(repo, None, nothing, manifest, {}, {}, datetime.now(UTC))
            repo.update_ref(BRANCH, tip, NOTHING)
        wanted = self.commits(office)
        with Repo(office.place) as repo:
            assert unpublished(repo, office.head, wanted[1]) == wanted
            assert unpublished(repo, published, published) == []
