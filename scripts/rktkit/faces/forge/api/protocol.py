"""What rktkit asks of a Git forge, the same for GitHub, Gitea and Forgejo."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, Protocol

from rktkit.faces.forge.accounts import Accounts
from rktkit.faces.forge.api.keeping import Keeping
from rktkit.faces.forge.api.protections import Protections
from rktkit.ground.files import Files

ONE_CLICK = 20
"""Lines that are offered inside a request at most; more would bury what people say there."""

Decision = Literal["APPROVED", "CHANGES_REQUESTED", "COMMENTED", "DISMISSED"]
"""What a review decides, in GitHub's words; Gitea's and Forgejo's are translated."""


@dataclass(frozen=True, slots=True)
class PullRequest:
    """A pull request as the forge records it. Times are ISO 8601 as the forge wrote them, in its own clock."""

    number: int
    title: str
    author: str
    state: str
    url: str
    head_sha: str
    head_ref: str
    base_sha: str
    base_ref: str
    merged: bool
    merged_at: str | None = None
    merged_by: str | None = None
    merge_commit_sha: str | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """One review and the commit it was given on; ``commit_id`` is ``None`` when the forge forgot it."""

    author: str
    state: Decision
    commit_id: str | None
    submitted_at: str
    body: str


@dataclass(frozen=True, slots=True)
class Comment:
    """One word of the discussion. ``path`` and ``line`` where it stands at a line of a file."""

    id: int
    author: str
    created_at: str
    body: str
    path: str | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Scheduled:
    """A merge that somebody told the forge to carry out later; ``cancelled``: it was taken back before."""

    account: str
    at: str
    cancelled: bool


@dataclass(frozen=True, slots=True)
class Timeline:
    """What the forge remembers of a pull request's way. ``last_push`` is ``None`` where it keeps no such time."""

    scheduled: tuple[Scheduled, ...]
    last_push: str | None


class Suggestion(NamedTuple):
    """A line of a file (from 1) as it should be written, the rule that asks for it, and whether that rule blocks."""

    file: str
    line: int
    rule: str
    text: str
    blocks: bool


@dataclass(frozen=True, slots=True)
class Artifact:
    """A file kept by a run of the forge's CI."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Call:
    """One call that sets the forge up, as data: shown by ``--dry-run``, carried out otherwise.

    ``branch``: whose rule or setting it is, where it is one branch's.
    """

    title: str
    method: Literal["POST", "PUT", "PATCH"]
    path: str
    body: Mapping[str, Any]
    branch: str = ""


Standing = Literal["menulis", "membaca", "bukan kolaborator", "tidak ada"]
"""What an account may do in a repository, or that there is none of that name."""


class Forge(Protocol):
    """One repository on a forge. Every method raises ``ForgeError`` when the forge does not answer as documented."""

    @property
    def kind(self) -> str:
        """``github``, ``gitea`` or ``forgejo``."""

    @property
    def repo(self) -> str:
        """``owner/name``."""

    def hurried(self) -> "Forge":
        """The same repository for somebody who waits at a screen: asked once, and not for long."""

    def pull_request(self, number: int) -> PullRequest:
        """Read one pull request."""

    def pull_request_of(self, commit: str) -> int | None:
        """The number of the merged pull request that a commit of ``main`` came from."""

    def pull_requests_at(self, commit: str) -> tuple[int, ...]:
        """The numbers of pull requests whose head is a commit; may be empty where the forge cannot tell."""

    def open_requests(self, base: str) -> tuple[int, ...]:
        """The numbers of the open pull requests to a branch."""

    def reviews(self, number: int) -> tuple[Review, ...]:
        """Every submitted review, oldest first. Pending ones are nobody's word yet and are left out."""

    def discussion(self, number: int) -> tuple[Comment, ...]:
        """The conversation and the comments at lines, oldest first."""

    def timeline(self, number: int) -> Timeline | None:
        """Scheduled merges and the last push; ``None`` where the forge keeps no timeline."""

    def files(self, number: int) -> tuple[str, ...]:
        """Paths that the pull request touches, old names of renamed files included."""

    def artifacts(self, run: int) -> tuple[Artifact, ...]:
        """What a CI run kept; empty where the forge has no such record."""

    def file_url(self, commit: str, path: str, fragment: str) -> str:
        """The web address of a place in a file at a commit: a line (``L12``) or an anchor."""

    def fetch_ref(self, number: int) -> str:
        """The Git reference under which the forge keeps a pull request's head."""

    def issue(self, title: str, body: str) -> int:
        """The number of the open issue with this very title that we opened; it is opened when there is none."""

    def comment(self, number: int, mark: str, body: str) -> str:
        """Keep one comment that begins with ``mark``: change ours in place, or write it. Gives its web address.

        A comment of another account is never touched, whatever it begins with.
        """

    def status(self, commit: str, name: str, *, good: bool) -> bool:
        """Report a check of a commit under a name; whether the forge took it."""

    def files_at(self, commit: str, at_hand: Callable[[str], bytes | None]) -> Files:
        """The files of a commit, as data. ``at_hand`` gives by its hash what is here already."""

    def suggest(self, number: int, commit: str, wanted: Sequence[Suggestion]) -> frozenset[Suggestion]:
        """Offer lines to be committed with one click, and take back ours that are not wanted any more.

        Gives those that stand there now: single lines inside the request's own difference, at most ``ONE_CLICK``, and
        only of rules that block, since a conversation that nobody has ended may keep a request from being merged; none
        where the forge has no such thing.
        """

    def wanted(self, accounts: Accounts) -> Protections:
        """What the procedure needs to hold here, in what this kind of forge can say."""

    def holds(self) -> Protections:
        """What the forge really holds; asking needs a token that may administer the repository."""

    def keeps(self) -> Keeping:
        """What the forge keeps for the runs of the repository; what it does not tell is ``None``."""

    def has_branch(self, name: str) -> bool:
        """Whether a branch is there; in a repository that is still empty none is."""

    def standing(self, account: str) -> Standing:
        """What an account may do here."""

    def setup(self, accounts: Accounts) -> list[Call]:
        """The calls that make ``wanted`` true, whatever is there already."""

    def apply(self, call: Call) -> None:
        """Carry out one set-up call; a second time changes nothing."""
