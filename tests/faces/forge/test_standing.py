"""Which words on the open requests of a cycle still stand."""

from typing import Any

import pytest

from rktkit.faces.forge.api.gitea import Gitea
from rktkit.faces.forge.api.github import GitHub
from rktkit.faces.forge.api.http import ForgeError
from rktkit.faces.forge.api.protocol import Forge
from rktkit.faces.forge.standing import standing
from tests.faces.forge.server import Reply, Server, paged
from tests.faces.forge.shapes import HEAD, OLD, REPO, pull, review

WORDS = {"github": ("APPROVED", "CHANGES_REQUESTED"), "gitea": ("APPROVED", "REQUEST_CHANGES")}


@pytest.fixture(params=["github", "gitea"])
def forge(request: pytest.FixtureRequest, server: Server) -> Forge:
    kind = GitHub if request.param == "github" else Gitea
    return kind.at(REPO, "t", "https://forge.example", server.url)


def given(server: Server, head: str, base: str, reviews: list[dict[str, Any]]) -> None:
    """One open request, beside one to another branch."""
    one = {**pull(merged=False), "head": {"ref": head, "sha": HEAD}, "base": {"ref": base, "sha": OLD}}
    other = {**one, "number": 13, "base": {"ref": "draf/2031", "sha": OLD}}
    server.on("GET", f"/repos/{REPO}/pulls", paged([one, other], 1))
    server.on("GET", f"/repos/{REPO}/pulls/12", Reply(one))
    server.on("GET", f"/repos/{REPO}/pulls/12/files", Reply([{"filename": "rkt/2027/pikp.yml"}]))
    server.on("GET", f"/repos/{REPO}/pulls/12/reviews", Reply(reviews))


def words(forge: Forge) -> list[tuple[str, bool]]:
    return [(one.akun, one.ya) for one in standing(forge, 2027)]


def test_the_last_word_of_each_account_on_the_newest_commit(server: Server, forge: Forge) -> None:
    yes, no = WORDS["github" if isinstance(forge, GitHub) else "gitea"]
    comment = "COMMENTED" if isinstance(forge, GitHub) else "COMMENT"
    other = {"user": {"login": "contoh-kasubag"}}
    reviews = [review(yes, id=1), review(no, id=2), review(comment, id=3), review(no, OLD, id=4, **other)]
    given(server, "bidang/pikp-2027", "draf/2027", reviews)
    assert words(forge) == [("contoh-sekretaris", False)]
    assert standing(forge, 2027)[0].berkas == ("rkt/2027/pikp.yml",)


def test_a_dismissed_word_stands_no_more(server: Server, forge: Forge) -> None:
    gone = review("DISMISSED", id=2) if isinstance(forge, GitHub) else review("APPROVED", id=2, dismissed=True)
    given(server, "draf/2027", "main", [review("APPROVED", id=1), gone])
    assert words(forge) == []


@pytest.mark.parametrize(("head", "found"), [("draf/2027", 1), ("perbaikan-mesin", 0)])
def test_to_main_only_the_draft_counts(server: Server, forge: Forge, head: str, found: int) -> None:
    given(server, head, "main", [review("APPROVED")])
    assert len(words(forge)) == found


def test_a_time_of_another_shape_is_refused(server: Server, forge: Forge) -> None:
    given(server, "draf/2027", "main", [{**review("APPROVED"), "submitted_at": "kemarin"}])
    with pytest.raises(ForgeError, match="submitted_at"):
        standing(forge, 2027)
