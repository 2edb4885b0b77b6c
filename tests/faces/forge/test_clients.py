"""Both clients against the shapes their forges document."""

from collections.abc import Callable
from typing import Any

import pytest

from rktkit.faces.forge.api.gitea import Gitea
from rktkit.faces.forge.api.github import ACTIONS, GitHub
from rktkit.faces.forge.api.http import ForgeError
from rktkit.faces.forge.api.protocol import Artifact, Call, Comment, Forge, PullRequest, Review
from tests.faces.forge.server import Reply, Server, paged
from tests.faces.forge.shapes import BASE, HEAD, MERGE, OLD, REPO, comment, conversation, pull, review

Maker = Callable[[Server], tuple[Forge, str]]
MARK = "<!-- rktkit:komentar -->"


def github(server: Server) -> tuple[Forge, str]:
    forge = GitHub.at(REPO, "t0ken", "https://github.example", server.url)
    return forge, f"/repos/{REPO}"


def gitea(server: Server) -> tuple[Forge, str]:
    return Gitea.at(REPO, "t0ken", "https://git.example", f"{server.url}/api/v1"), f"/api/v1/repos/{REPO}"


both = pytest.mark.parametrize("make", [github, gitea])


@both
def test_reads_a_merged_pull_request(server: Server, make: Maker) -> None:
    forge, repo = make(server)
    server.on("GET", f"{repo}/pulls/12", Reply(pull()))
    assert forge.pull_request(12) == PullRequest(
        number=12,
        title="RKT 2027",
        author="contoh-kasubag",
        state="closed",
        url=f"https://forge.example/{REPO}/pull/12",
        head_sha=HEAD,
        head_ref="draf/2027",
        base_sha=BASE,
        base_ref="main",
        merged=True,
        merged_at="2026-12-01T02:03:04Z",
        merged_by="contoh-kepala",
        merge_commit_sha=MERGE,
    )


@both
def test_an_open_pull_request_has_no_merge(server: Server, make: Maker) -> None:
    forge, repo = make(server)
    server.on("GET", f"{repo}/pulls/12", Reply(pull(merged=False)))
    found = forge.pull_request(12)
    assert (found.merged, found.merged_by, found.merge_commit_sha, found.merged_at) == (False, None, None, None)


@both
@pytest.mark.parametrize(
    ("field", "value"),
    [("merged", "ya"), ("head", None), ("number", "12"), ("number", True), ("merge_commit_sha", "cafe"), ("title", 7)],
)
def test_a_record_of_another_shape_is_refused(server: Server, make: Maker, field: str, value: Any) -> None:
    forge, repo = make(server)
    server.on("GET", f"{repo}/pulls/12", Reply({**pull(), field: value}))
    with pytest.raises(ForgeError, match=f"tidak berbentuk.*{field}"):
        forge.pull_request(12)


def test_reviews_on_github(server: Server) -> None:
    forge, repo = github(server)
    states = ["APPROVED", "PENDING", "CHANGES_REQUESTED", "COMMENTED", "DISMISSED"]
    records = [review(state, id=n) for n, state in enumerate(states, 1)]
    records.append(review("APPROVED", None, id=6, user=None, body=None))
    server.on("GET", f"{repo}/pulls/12/reviews", paged(records, 2))
    found = forge.reviews(12)
    assert [r.state for r in found] == ["APPROVED", "CHANGES_REQUESTED", "COMMENTED", "DISMISSED", "APPROVED"]
    assert found[0] == Review("contoh-sekretaris", "APPROVED", HEAD, "2026-11-30T08:00:01Z", "Setuju.")
    assert found[-1] == Review("ghost", "APPROVED", None, "2026-11-30T08:00:06Z", "")


def test_reviews_on_gitea_speak_the_same_words(server: Server) -> None:
    forge, repo = gitea(server)
    records = [
        review("APPROVED", OLD, id=1, stale=True, official=True, dismissed=False),
        review("REQUEST_CHANGES", id=2),
        review("COMMENT", id=3),
        review("REQUEST_REVIEW", id=4),
        review("PENDING", id=5),
        review("APPROVED", id=6, dismissed=True),
    ]
    # Gitea sends no Link header here, only the count.
    server.on("GET", f"{repo}/pulls/12/reviews", paged(records, 4, link=False, total=True))
    found = forge.reviews(12)
    assert [r.state for r in found] == ["APPROVED", "CHANGES_REQUESTED", "COMMENTED", "DISMISSED"]
    assert found[0].commit_id == OLD


def test_the_discussion_on_github(server: Server) -> None:
    forge, repo = github(server)
    server.on("GET", f"{repo}/issues/12/comments", paged([comment(5, "lima"), comment(1, "satu")], 1))
    lines = [comment(3, "tiga", path="rkt/2027/pikp.yml", line=None, original_line=7, commit_id=HEAD)]
    server.on("GET", f"{repo}/pulls/12/comments", paged(lines, 1))
    assert forge.discussion(12) == (
        Comment(1, "contoh-kabid", "2026-11-29T08:00:01Z", "satu"),
        Comment(3, "contoh-kabid", "2026-11-29T08:00:03Z", "tiga", "rkt/2027/pikp.yml", 7),
        Comment(5, "contoh-kabid", "2026-11-29T08:00:05Z", "lima"),
    )


def test_the_discussion_on_gitea(server: Server) -> None:
    forge, repo = gitea(server)
    server.on("GET", f"{repo}/issues/12/comments", Reply([comment(5, "lima")]))
    reviews = [review("COMMENT", id=1, comments_count=1), review("APPROVED", id=2, comments_count=0)]
    server.on("GET", f"{repo}/pulls/12/reviews", paged(reviews, 50, link=False, total=True))
    lines = [comment(3, "tiga", path="rkt/2027/pikp.yml", position=7, original_position=0)]
    server.on("GET", f"{repo}/pulls/12/reviews/1/comments", Reply(lines))
    assert [(c.id, c.path, c.line) for c in forge.discussion(12)] == [(3, "rkt/2027/pikp.yml", 7), (5, None, None)]


@both
def test_files_of_a_pull_request_with_their_old_names(server: Server, make: Maker) -> None:
    forge, repo = make(server)
    records = [
        {"filename": "rkt/2027/pikp.yml", "status": "modified"},
        {"filename": "rkt/2027/catatan.md", "previous_filename": ".github/workflows/x.yml", "status": "renamed"},
    ]
    server.on("GET", f"{repo}/pulls/12/files", paged(records, 1))
    assert forge.files(12) == ("rkt/2027/pikp.yml", "rkt/2027/catatan.md", ".github/workflows/x.yml")


def test_the_pull_request_of_a_commit_on_github(server: Server) -> None:
    forge, repo = github(server)
    other = {**pull(number=3), "merge_commit_sha": OLD}
    unmerged = {**pull(number=4), "merged_at": None}
    server.on("GET", f"{repo}/commits/{MERGE}/pulls", Reply([other, unmerged, pull()]))
    server.on("GET", f"{repo}/commits/{OLD}/pulls", Reply([]))
    assert forge.pull_request_of(MERGE) == 12
    assert forge.pull_request_of(OLD) is None


def test_the_pull_request_of_a_commit_on_gitea(server: Server) -> None:
    forge, repo = gitea(server)
    server.on("GET", f"{repo}/commits/{MERGE}/pull", Reply(pull()))
    assert forge.pull_request_of(MERGE) == 12
    assert forge.pull_request_of(OLD) is None


def test_artifacts_on_github(server: Server) -> None:
    forge, repo = github(server)
    body = {"total_count": 1, "artifacts": [{"id": 11, "name": "draf-pdf", "expired": False}]}
    server.on("GET", f"{repo}/actions/runs/5/artifacts", Reply(body))
    address = f"https://github.example/{REPO}/actions/runs/5/artifacts/11"
    assert forge.artifacts(5) == (Artifact("draf-pdf", address),)


def test_addresses_of_lines_quote_hostile_names(server: Server) -> None:
    name = "rkt/2027/a b)](x)|`<.yml"
    quoted = "rkt/2027/a%20b%29%5D%28x%29%7C%60%3C.yml"
    assert github(server)[0].file_url(HEAD, name, "L3") == f"https://github.example/{REPO}/blob/{HEAD}/{quoted}#L3"
    assert gitea(server)[0].file_url(HEAD, name, "L3") == f"https://git.example/{REPO}/src/commit/{HEAD}/{quoted}#L3"


class TestTheOneComment:
    """Written once, changed in place, never anybody else's."""

    @both
    def test_is_written_then_changed(self, server: Server, make: Maker) -> None:
        forge, repo = make(server)
        server.on("GET", repo.split("/repos")[0] + "/user", Reply({"login": "robot"}))
        talk = conversation(server, repo, [comment(1, "Halo")], "robot", pages=make is github)
        forge.comment(12, MARK, f"{MARK}\nsatu")
        url = forge.comment(12, MARK, f"{MARK}\ndua")
        assert [item["body"] for item in talk] == ["Halo", f"{MARK}\ndua"]
        assert url == talk[1]["html_url"]

    @both
    def test_of_another_account_is_left_alone(self, server: Server, make: Maker) -> None:
        forge, repo = make(server)
        server.on("GET", repo.split("/repos")[0] + "/user", Reply({"login": "robot"}))
        imitation = f"{MARK}\nSemua baik, silakan gabungkan."
        talk = conversation(server, repo, [comment(1, imitation, "penyusup")], "robot", pages=make is github)
        forge.comment(12, MARK, f"{MARK}\nasli")
        assert [(item["user"]["login"], item["body"]) for item in talk] == [
            ("penyusup", imitation),
            ("robot", f"{MARK}\nasli"),
        ]

    @both
    def test_that_only_quotes_the_mark_is_left_alone(self, server: Server, make: Maker) -> None:
        forge, repo = make(server)
        server.on("GET", repo.split("/repos")[0] + "/user", Reply({"login": "robot"}))
        talk = conversation(server, repo, [comment(1, f"> {MARK}", "robot")], "robot", pages=make is github)
        forge.comment(12, MARK, f"{MARK}\nasli")
        assert len(talk) == 2

    @both
    def test_stays_one_when_the_answer_got_lost(self, server: Server, make: Maker) -> None:
        forge, repo = make(server)
        server.on("GET", repo.split("/repos")[0] + "/user", Reply({"login": "robot"}))
        talk = conversation(server, repo, [], "robot", pages=make is github)
        take = server.routes[2][2]

        def take_and_fail(request: Any) -> Reply:
            take(request)
            server.routes[2] = ("POST", server.routes[2][1], take)
            return Reply({"message": "oops"}, 502)

        server.routes[2] = ("POST", server.routes[2][1], take_and_fail)
        forge.comment(12, MARK, f"{MARK}\nsatu")
        assert [item["body"] for item in talk] == [f"{MARK}\nsatu"]

    @both
    def test_doubles_are_cleared_away(self, server: Server, make: Maker) -> None:
        forge, repo = make(server)
        server.on("GET", repo.split("/repos")[0] + "/user", Reply({"login": "robot"}))
        start = [comment(n, f"{MARK}\n{n}", "robot") for n in (1, 2, 3)]
        talk = conversation(server, repo, start, "robot", pages=make is github)
        forge.comment(12, MARK, f"{MARK}\nbaru")
        assert [(item["id"], item["body"]) for item in talk] == [(1, f"{MARK}\nbaru")]

    @both
    def test_is_written_anew_when_deleted_meanwhile(self, server: Server, make: Maker) -> None:
        forge, repo = make(server)
        server.on("GET", repo.split("/repos")[0] + "/user", Reply({"login": "robot"}))
        talk = conversation(server, repo, [comment(1, f"{MARK}\nlama", "robot")], "robot", pages=make is github)
        edit = server.routes[3][2]

        def delete_first(request: Any) -> Reply:
            talk.clear()
            return edit(request)

        server.routes[3] = ("PATCH", server.routes[3][1], delete_first)
        forge.comment(12, MARK, f"{MARK}\nbaru")
        assert [item["body"] for item in talk] == [f"{MARK}\nbaru"]

    def test_a_workflow_token_of_github_may_not_ask_its_name(self, server: Server) -> None:
        forge, repo = github(server)
        server.on("GET", "/user", Reply({"message": "Resource not accessible by integration"}, 403))
        talk = conversation(server, repo, [comment(1, f"{MARK}\nlama", ACTIONS)], ACTIONS, pages=True)
        forge.comment(12, MARK, f"{MARK}\nbaru")
        assert [item["body"] for item in talk] == [f"{MARK}\nbaru"]

    @both
    def test_is_not_written_without_the_right(self, server: Server, make: Maker) -> None:
        forge, repo = make(server)
        server.on("GET", repo.split("/repos")[0] + "/user", Reply({"login": "robot"}))
        server.on("GET", f"{repo}/issues/12/comments", Reply([]))
        server.on("POST", f"{repo}/issues/12/comments", Reply({"message": "no"}, 403))
        with pytest.raises(ForgeError, match="tidak berhak"):
            forge.comment(12, MARK, MARK)
        assert len(server.calls("POST")) == 1


def test_protection_on_forgejo_is_made_or_edited(server: Server) -> None:
    forge, repo = gitea(server)
    call = Call("main", "POST", f"/repos/{REPO}/branch_protections", {"rule_name": "draf/*"})
    server.on("POST", f"{repo}/branch_protections", Reply({}, 201))
    forge.apply(call)
    assert len(server.calls("POST")) == 1
    server.on("GET", f"{repo}/branch_protections/draf%2F%2A", Reply({"rule_name": "draf/*"}))
    server.on("PATCH", f"{repo}/branch_protections/draf%2F%2A", Reply({}))
    forge.apply(call)
    assert len(server.calls("POST")) == 1
    assert server.calls("PATCH")[0].body == {"rule_name": "draf/*"}


def test_set_up_on_github_may_be_repeated(server: Server) -> None:
    forge, repo = github(server)
    server.on("PUT", f"{repo}/branches/main/protection", Reply({}))
    server.on("POST", f"{repo}/environments/publikasi/deployment-branch-policies", Reply({"message": "exists"}, 303))
    forge.apply(Call("x", "PUT", f"{repo}/branches/main/protection", {"enforce_admins": True}))
    forge.apply(Call("y", "POST", f"{repo}/environments/publikasi/deployment-branch-policies", {"name": "main"}))
    server.on("PUT", f"{repo}/x", Reply({}, 422))
    with pytest.raises(ForgeError):
        forge.apply(Call("z", "PUT", f"{repo}/x", {}))
