"""What a forge tells a run about why it was started (the file at ``GITHUB_EVENT_PATH``).

GitHub, Gitea and Forgejo write the same fields. Titles, branch names and accounts in an event are a stranger's words;
only numbers and commit names are taken from it, and the name of the target branch, which the forge has checked.
"""

from dataclasses import dataclass

from rktkit.faces.forge.api import shapes

LIMIT = 8 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class PullEvent:
    """A pull request was opened or changed."""

    number: int
    base_ref: str
    base_sha: str
    head_sha: str


@dataclass(frozen=True, slots=True)
class RunEvent:
    """A check of a pull request has ended."""

    run: int
    head_sha: str
    url: str
    success: bool


@dataclass(frozen=True, slots=True)
class PushEvent:
    """Commits arrived on a branch. ``before`` is ``None`` for a new branch."""

    before: str | None
    after: str


Event = PullEvent | RunEvent | PushEvent


def read_event(data: bytes) -> Event:
    """The event in a file.

    Raises:
        MalformedError: none of the three events, or a field of another kind than documented.
    """
    event = shapes.mapping(shapes.parse(data, LIMIT), "peristiwa")
    if "workflow_run" in event:
        run = shapes.mapping(event["workflow_run"], "workflow_run")
        return RunEvent(
            run=shapes.number(run, "id", 1),
            head_sha=shapes.sha(run, "head_sha"),
            url=shapes.text(run, "html_url", 2000),
            success=shapes.optional(run, "conclusion", 40) == "success",
        )
    if "pull_request" in event:
        pull = shapes.mapping(event["pull_request"], "pull_request")
        base = shapes.mapping(pull.get("base"), "base")
        return PullEvent(
            number=shapes.number(pull, "number", 1),
            base_ref=shapes.text(base, "ref", 1000),
            base_sha=shapes.sha(base, "sha"),
            head_sha=shapes.sha(shapes.mapping(pull.get("head"), "head"), "sha"),
        )
    before = shapes.sha(event, "before")
    return PushEvent(None if set(before) == {"0"} else before, shapes.sha(event, "after"))
