"""A pull request in a clone: what is judged, what it is held against, and what it touches."""

from dataclasses import dataclass
from datetime import datetime

from rktkit.faces.forge.events import PullEvent
from rktkit.ground.files import Files, MemoryFiles
from rktkit.ground.findings import UsageError
from rktkit.ground.git.files import CommitFiles
from rktkit.ground.git.program import NoRevision
from rktkit.ground.git.repo import Repo

_NOBODY = "rktkit <rktkit@localhost>"


@dataclass(frozen=True, slots=True)
class Request:
    """A pull request. Names of commits are full hashes.

    ``target`` is the tip of the branch it is meant for, ``head`` the commit that was proposed, ``judged`` their merge,
    which is on no branch; where they clash, or have no history in common, the head itself. ``before`` is what the
    judged files are compared with: the target, or where the head itself is judged, where it left the target
    (``None``: nowhere). ``paths`` are those that the request itself changed.
    """

    repo: Repo
    target: str
    head: str
    judged: str
    before: str | None
    paths: tuple[str, ...]

    @classmethod
    def of(cls, repo: Repo, pull: PullEvent, now: datetime) -> "Request":
        """Find it, and try the merge.

        Args:
            repo: a clone that holds the target and the head, whatever is checked out.
            pull: the pull request by the forge's event.
            now: the server's time.

        Raises:
            UsageError: the clone lacks the branch the pull request is meant for.
        """
        target, head = _target(repo, pull), _head(repo, pull)
        fork = repo.merge_base(target, head)
        if fork is None:
            return cls(repo, target, head, head, None, tuple(repo.tree(head)))
        paths = tuple(repo.changed(fork, head))
        tree = repo.merge(target, head)
        if tree is None:
            return cls(repo, target, head, head, fork, paths)
        judged = repo.write_commit(tree, (target, head), "Percobaan penggabungan", _NOBODY, now)
        return cls(repo, target, head, judged, target, paths)

    @property
    def clashes(self) -> bool:
        """Whether a person must bring both sides together first."""
        return self.before is not None and self.before != self.target

    @property
    def files(self) -> CommitFiles:
        """What is judged."""
        return CommitFiles(self.repo, self.judged)

    @property
    def earlier(self) -> Files:
        """What it is compared with."""
        return CommitFiles(self.repo, self.before) if self.before else MemoryFiles({})


def _target(repo: Repo, pull: PullEvent) -> str:
    """The target's newest commit: the one of the event may be older than the run."""
    try:
        said = repo.resolve(pull.base_sha)
    except NoRevision as error:
        raise UsageError("Cabang tujuan belum ada di sini; ambil dengan fetch-depth: 0.") from error
    tip = repo.branch_tip(pull.base_ref)
    return tip if tip and repo.is_ancestor(said, tip) else said


def _head(repo: Repo, pull: PullEvent) -> str:
    """What was proposed; where the clone holds a merge of it only, that merge."""
    try:
        return repo.resolve(pull.head_sha)
    except NoRevision:
        return repo.resolve("HEAD")
