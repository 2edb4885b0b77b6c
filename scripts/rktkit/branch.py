"""The branch ``arsip``, here and at a remote: which of the two is newer, and how both are moved.

The remote's branch is moved first, from exactly the commit that was read. The local one follows. So a stop in between
leaves the local branch behind, and the next run catches up; two publishers can never both win.
"""

from contextlib import suppress
from dataclasses import dataclass

from rktkit.archive import BRANCH, Archive
from rktkit.archive_check import read_branch
from rktkit.ground.catalogue.trust import problem
from rktkit.ground.files import MemoryFiles
from rktkit.ground.findings import Refusal
from rktkit.ground.git.repo import NOTHING, GitFailed, NoRevision, RefMoved, Repo

LAST_SEEN = BRANCH.replace("refs/heads/", "refs/remotes/origin/")
"""Where the remote's archive was when it was last fetched."""


@dataclass(frozen=True, slots=True)
class Branch:
    """The archive as it stood when it was read. ``base`` is its newest commit, ``None`` when there is no archive."""

    repo: Repo
    remote: str | None
    local: str | None
    there: str | None
    base: str | None
    archive: Archive

    def move(self, new: str | None) -> None:
        """Bring both branches to a commit that continues ``base``.

        Raises:
            RefMoved: somebody else was faster; read the branch again.
            Refusal: RKT-666, the remote cannot be reached or refuses.
        """
        if new is None:
            return
        if self.remote and self.there != new:
            try:
                self.repo.push(self.remote, BRANCH, new, self.there or NOTHING)
            except RefMoved:
                raise
            except GitFailed as error:
                raise Refusal([problem("RKT-666", ".", remote=self.remote, sebab=error)]) from error
        if self.local != new:
            self.repo.update_ref(BRANCH, new, self.local or NOTHING)


def newest(repo: Repo) -> str | None:
    """The newest commit of the archive that this repository knows, without asking anybody."""
    here, there = repo.ref(BRANCH), repo.ref(LAST_SEEN)
    if here and there and repo.is_ancestor(here, there):
        return there
    return here or there


def find_branch(repo: Repo, name: str) -> str:
    """The commit that a reader means by a name: a branch, here or at a remote, before a tag of the same name.

    Raises:
        NoRevision: there is none.
    """
    for full in (f"refs/heads/{name}", f"refs/remotes/{name}"):
        with suppress(NoRevision):
            found = repo.ref(full)
            if found:
                return found
    return repo.resolve(name)


def open_branch(repo: Repo, remote: str | None) -> Branch:
    """Read the archive before something is added to it.

    Args:
        remote: name of the remote that also holds it; ``None``: only this repository counts.

    Raises:
        Refusal: it is checked out here, the two branches went different ways, or the archive is not intact.
    """
    if repo.head_ref() == BRANCH:
        raise Refusal([problem("RKT-658", ".")])
    local = repo.ref(BRANCH)
    there = _fetch(repo, remote) if remote else repo.ref(LAST_SEEN)
    base = local or there
    if local and there and local != there:
        if repo.is_ancestor(local, there):
            base = there
        elif not repo.is_ancestor(there, local):
            raise Refusal([problem("RKT-657", ".", remote=remote or "origin")])
    archive = read_branch(repo, base) if base else Archive(MemoryFiles({}), (), ())
    if archive.problems:
        raise Refusal(archive.problems)
    return Branch(repo, remote, local, there, base, archive)


def _fetch(repo: Repo, remote: str) -> str | None:
    if not repo.has_remote(remote):
        raise Refusal([problem("RKT-666", ".", remote=remote, sebab="tidak ada remote dengan nama itu")])
    try:
        return repo.fetch(remote, BRANCH)
    except GitFailed as error:
        raise Refusal([problem("RKT-666", ".", remote=remote, sebab=error)]) from error
