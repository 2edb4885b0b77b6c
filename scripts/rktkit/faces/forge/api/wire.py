"""What the three forges send, as values: only the fields that are read, each of its kind and size."""

from dataclasses import dataclass
from typing import Annotated, TypeVar

from rktkit.faces.forge.api.http import unexpected
from rktkit.ground.records import Bounds, RecordError, build

Sha = Annotated[str, Bounds(pattern="[0-9a-f]{40}")]
"""A full commit name."""
Name = Annotated[str, Bounds(most=256)]
Path = Annotated[str, Bounds(most=4096)]
Time = Annotated[str, Bounds(most=40)]
Url = Annotated[str, Bounds(most=2000)]
Text = Annotated[str, Bounds(most=100_000)]
Id = Annotated[int, Bounds(least=0)]
Number = Annotated[int, Bounds(least=1)]

T = TypeVar("T")


def read(kind: type[T], body: object, name: str = "") -> T:
    """The value that an answer holds; fields that nobody reads may be there.

    Args:
        kind: one of the types here.
        body: what the forge sent.
        name: what to call it in the error.

    Raises:
        ForgeError: it is of another shape than the forge documents.
    """
    try:
        found: T = build(kind, body, name, lenient=True)
    except RecordError as error:
        raise unexpected(error.where or str(error)) from error
    return found


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody."""

    login: Name


@dataclass(frozen=True, slots=True)
class Tip:
    """A branch and its newest commit."""

    sha: Sha
    ref: Annotated[str, Bounds(most=1000)]


@dataclass(frozen=True, slots=True)
class Pull:
    """A pull request."""

    number: Number
    title: Text
    state: Annotated[str, Bounds(most=20)]
    html_url: Url
    head: Tip
    base: Tip
    merged: bool
    user: Account | None = None
    merged_at: Time | None = None
    merged_by: Account | None = None
    merge_commit_sha: Name | None = None


@dataclass(frozen=True, slots=True)
class Ref:
    """The name of a branch."""

    ref: Annotated[str, Bounds(most=1000)]


@dataclass(frozen=True, slots=True)
class Listed:
    """A pull request in a list."""

    number: Number
    base: Ref


@dataclass(frozen=True, slots=True)
class Head:
    """A branch, which may be gone."""

    sha: Sha


@dataclass(frozen=True, slots=True)
class Headed:
    """A pull request in the list of a commit's."""

    number: Number
    head: Head


@dataclass(frozen=True, slots=True)
class Submitted:
    """A review that was handed in."""

    submitted_at: Time
    user: Account | None = None
    body: Text | None = None
    commit_id: Annotated[str, Bounds(pattern="([0-9a-f]{40})?")] | None = None
    dismissed: bool | None = None


@dataclass(frozen=True, slots=True)
class Talked:
    """A review with remarks at lines."""

    id: Id
    comments_count: int | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """A comment."""

    id: Id
    created_at: Time
    user: Account | None = None
    body: Text | None = None
    path: Path | None = None


@dataclass(frozen=True, slots=True)
class Permission:
    """What an account may do."""

    permission: Time


@dataclass(frozen=True, slots=True)
class Happened:
    """An entry of a timeline."""

    created_at: Time
    user: Account | None = None
    actor: Account | None = None


@dataclass(frozen=True, slots=True)
class Touched:
    """A file of a pull request."""

    filename: Path
    previous_filename: Path | None = None
    patch: Annotated[str, Bounds(most=8 * 1024 * 1024)] | None = None


@dataclass(frozen=True, slots=True)
class Issue:
    """An issue."""

    number: Number
    title: Text | None = None
    user: Account | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """What was written just now."""

    html_url: Url


@dataclass(frozen=True, slots=True)
class Entry:
    """A file or folder of a tree."""

    path: Path
    mode: Annotated[str, Bounds(most=6)]
    sha: Sha


@dataclass(frozen=True, slots=True)
class Tree:
    """A tree, or a page of it."""

    tree: tuple[Entry, ...]
    truncated: bool | None = None


@dataclass(frozen=True, slots=True)
class Blob:
    """A file's bytes in base 64; ``size`` before that."""

    size: Id
    content: str = ""


@dataclass(frozen=True, slots=True)
class Named:
    """A secret, or a label of a machine."""

    name: Name


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable; GitHub has its value in ``value``, Gitea and Forgejo in ``data``."""

    name: Name
    data: Text | None = None
    value: Text | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that a run keeps."""

    name: Name
    id: Id


@dataclass(frozen=True, slots=True)
class Artifacts:
    """The files that a run keeps."""

    artifacts: tuple[Kept, ...]


def login(account: Account | None) -> str:
    """The name of an account; one that was deleted since is ``ghost``, as GitHub shows it."""
    return "ghost" if account is None else account.login
