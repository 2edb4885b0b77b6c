"""One pull request: what people did to it, in the order they did it."""

from dataclasses import dataclass, field
from typing import Any

from tests.faces.forge.holding import recorded

PULL = recorded("dikembalikan-lalu-disetujui")
REVIEW = recorded("dikembalikan-lalu-disetujui-ulasan")[0]
EVENT = recorded("dikembalikan-lalu-disetujui-linimasa")[0]
TALK = recorded("percakapan")[0]


def like(real: dict[str, Any], **said: Any) -> dict[str, Any]:
    """An answer with the fields of a recorded one; another field is a mistake of ours."""
    assert said.keys() <= real.keys(), said.keys() - real.keys()
    return {**real, **said}


@dataclass
class Pull:
    """A request with its reviews, its conversation and its timeline."""

    number: int
    title: str
    user: dict[str, Any]
    head: str
    base: str
    head_sha: str
    url: str
    merged: dict[str, Any] | None = None
    """``by``, ``at``, ``commit`` of the merge."""
    scheduled: dict[str, Any] | None = None
    """Who asked for the merge as soon as the checks succeed."""
    reviews: list[dict[str, Any]] = field(default_factory=list)
    talk: list[dict[str, Any]] = field(default_factory=list)
    timeline: list[dict[str, Any]] = field(default_factory=list)

    def event(self, kind: str, user: dict[str, Any], at: str, **more: Any) -> None:
        """One more line of the timeline."""
        number = 1000 * self.number + len(self.timeline)
        self.timeline.append(like(EVENT, **{"id": number, "type": kind, "user": user, "created_at": at, **more}))

    def reviewed(self, state: str, user: dict[str, Any], at: str, body: str, commit: str) -> dict[str, Any]:
        """One more review; it takes the place of the same person's earlier word."""
        for old in self.reviews:
            old["dismissed"] = old["dismissed"] or (old["user"] == user and state != "COMMENT")
        number = 100 * self.number + len(self.reviews)
        self.reviews.append(
            like(
                REVIEW,
                id=number,
                user=user,
                state=state,
                body=body,
                commit_id=commit,
                stale=False,
                dismissed=False,
                comments_count=0,
                submitted_at=at,
            )
        )
        self.event("review", user, at, body=body, review_id=number)
        return self.reviews[-1]

    def moved(self, head_sha: str, user: dict[str, Any], at: str, *, dismiss: bool) -> None:
        """New commits: reviews are stale, and where the rule says so dismissed."""
        self.head_sha = head_sha
        self.event("pull_push", user, at)
        for review in self.reviews:
            review["stale"] = True
            if dismiss and not review["dismissed"] and review["state"] != "COMMENT":
                review["dismissed"] = True
                said = "New commits pushed, approval review dismissed automatically according to repository settings"
                self.event("dismiss_review", user, at, body=said, review_id=review["id"])

    def said(self, user: dict[str, Any], at: str, body: str) -> dict[str, Any]:
        """One more comment."""
        number = 100_000 * self.number + len(self.talk)
        url = f"{self.url}#issuecomment-{number}"
        self.talk.append(like(TALK, id=number, user=user, body=body, created_at=at, html_url=url))
        self.event("comment", user, at, body=body)
        return self.talk[-1]

    def json(self, base_sha: str) -> dict[str, Any]:
        """As the server tells it; a merge commit stands in it only once there is one."""
        merge = self.merged or {"by": None, "at": None, "commit": None}
        return like(
            PULL,
            id=self.number,
            number=self.number,
            title=self.title,
            user=self.user,
            state="closed" if self.merged else "open",
            html_url=self.url,
            merged=self.merged is not None,
            merged_at=merge["at"],
            merged_by=merge["by"],
            merge_commit_sha=merge["commit"],
            head={"label": self.head, "ref": self.head, "sha": self.head_sha, "repo_id": 1},
            base={"label": self.base, "ref": self.base, "sha": base_sha, "repo_id": 1},
        )
