"""What a forge tells a run about why it was started (the file at ``GITHUB_EVENT_PATH``).

GitHub, Gitea and Forgejo write the same fields. Titles, branch names and accounts in an event are a stranger's words;
only numbers and commit names are taken from it, and the name of the target branch, which the forge has checked.
"""

from dataclasses import dataclass

from rktkit.faces.forge.api import wire
from rktkit.ground.records import build, parse

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


@dataclass(frozen=True, slots=True)
class PushEvent:
    """Commits arrived on a branch. ``before`` is ``None`` for a new branch."""

    before: str | None
    after: str


Event = PullEvent | RunEvent | PushEvent


@dataclass(frozen=True, slots=True)
class _Run:
    id: wire.Number
    head_sha: wire.Sha
    html_url: wire.Url


@dataclass(frozen=True, slots=True)
class _Pull:
    number: wire.Number
    base: wire.Tip
    head: wire.Head


@dataclass(frozen=True, slots=True)
class _Push:
    before: wire.Sha
    after: wire.Sha


def read_event(data: bytes) -> Event:
    """The event in a file.

    Raises:
        RecordError: none of the three events, or a field of another kind than documented.
    """
    event = parse(data, most=LIMIT)
    if "workflow_run" in event:
        run: _Run = build(_Run, event["workflow_run"], "workflow_run", lenient=True)
        return RunEvent(run.id, run.head_sha, run.html_url)
    if "pull_request" in event:
        pull: _Pull = build(_Pull, event["pull_request"], "pull_request", lenient=True)
        return PullEvent(pull.number, pull.base.ref, pull.base.sha, pull.head.sha)
    push: _Push = build(_Push, event, lenient=True)
    return PushEvent(None if set(push.before) == {"0"} else push.before, push.after)
