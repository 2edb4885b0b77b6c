"""Records as the forges document them, cut to the fields around those we read."""

from typing import Any

from tests.faces.forge.server import Reply, Request, Server, paged

HEAD, BASE, MERGE, OLD = ("a" * 40, "b" * 40, "c" * 40, "d" * 40)
REPO = "pemda/rkt"


def pull(*, merged: bool = True, number: int = 12) -> dict[str, Any]:
    """A pull request: GitHub, Gitea and Forgejo agree on these fields."""
    return {
        "id": 99,
        "number": number,
        "title": "RKT 2027",
        "state": "closed" if merged else "open",
        "user": {"login": "contoh-kasubag", "id": 1},
        "html_url": f"https://forge.example/{REPO}/pull/{number}",
        "merged": merged,
        "merged_at": "2026-12-01T02:03:04Z" if merged else None,
        "merged_by": {"login": "contoh-kepala", "id": 2} if merged else None,
        # GitHub keeps a test merge here while the pull request is open.
        "merge_commit_sha": MERGE,
        "head": {"ref": "draf/2027", "sha": HEAD, "label": "pemda:draf/2027"},
        "base": {"ref": "main", "sha": BASE, "label": "pemda:main"},
    }


def review(state: str, commit: str | None = HEAD, *, id: int = 1, **more: Any) -> dict[str, Any]:  # noqa: A002
    """One review."""
    return {
        "id": id,
        "user": {"login": "contoh-sekretaris"},
        "state": state,
        "body": "Setuju.",
        "commit_id": commit,
        "submitted_at": f"2026-11-30T08:00:{id:02}Z",
        **more,
    }


def comment(id: int, body: str, author: str = "contoh-kabid", **more: Any) -> dict[str, Any]:  # noqa: A002
    """One comment."""
    return {
        "id": id,
        "user": {"login": author},
        "body": body,
        "created_at": f"2026-11-29T08:00:{id % 60:02}Z",
        "html_url": f"https://forge.example/{REPO}/pull/12#issuecomment-{id}",
        **more,
    }


def conversation(server: Server, prefix: str, start: list[dict[str, Any]], me: str, *, pages: bool) -> list[Any]:
    """A conversation that can be read, added to, edited and deleted from. Returns its live list."""
    talk = list(start)

    def create(request: Request) -> Reply:
        talk.append(comment(1000 + len(talk), request.body["body"], me))
        return Reply(talk[-1], 201)

    def edit(request: Request) -> Reply:
        number = int(request.path.rsplit("/", 1)[1])
        found = [item for item in talk if item["id"] == number]
        if not found:
            return Reply({"message": "Not Found"}, 404)
        if request.method == "DELETE":
            talk.remove(found[0])
            return Reply(status=204, raw=b"")
        found[0]["body"] = request.body["body"]
        return Reply(found[0])

    listing = f"{prefix}/issues/12/comments"
    server.on("GET", listing, (lambda request: paged(talk, 2)(request)) if pages else lambda _: Reply(talk))
    server.on("POST", listing, create)
    server.on("PATCH", f"{prefix}/issues/comments/[0-9]+", edit)
    server.on("DELETE", f"{prefix}/issues/comments/[0-9]+", edit)
    return talk
