"""The history of a repository: which commit a name stands for, and what lies before it.

What is asked about one line of it is walked here, over objects that are read anyway: most questions are about a few
commits, and each question to Git costs a process.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from rktkit.ground.files import TooLarge
from rktkit.ground.git.objects import Commit
from rktkit.ground.git.program import HASH, GitFailed, NoRevision, checked, checked_ref
from rktkit.ground.git.store import Objects

_LINES = 4
"""Tips whose first-parent line is kept."""


class History(Objects):
    """What a repository holds. Use as a context manager, or ``close`` it."""

    def __init__(self, path: Path) -> None:
        """Open the repository that ``path`` lies in.

        Raises:
            UsageError: there is none, or no Git to read it with.
        """
        super().__init__(path)
        self._lines: dict[str, dict[str, None]] = {}
        self._said: dict[tuple[str, str], list[str]] = {}
        self._holds: dict[tuple[str, str], bool] = {}
        self._forks: dict[tuple[str, str], str | None] = {}

    def resolve(self, rev: str) -> str:
        """The full hash of the commit that a name, a tag or a (short) hash stands for.

        Raises:
            NoRevision: for none, or the name looks like an option.
        """
        if rev and not rev.startswith("-") and rev.isprintable():
            status, out, _ = self._run("rev-parse", "--verify", "--quiet", "--end-of-options", f"{rev}^{{commit}}")
            sha = out.decode().strip()
            if status == 0 and HASH.match(sha):
                return sha
        raise NoRevision(rev)

    def ref(self, name: str) -> str | None:
        """The commit at a full ref name (``refs/heads/arsip``); ``None`` when there is no such ref.

        Only exactly that ref: Git itself would take a tag of the name ``refs/heads/arsip`` for it where it is missing.
        """
        status, out, _ = self._run("show-ref", "--verify", "--hash", "--", checked_ref(name))
        if status:
            return None
        sha = out.decode().strip()
        try:
            return sha if self._read(sha)[0] == "commit" else self.resolve(sha)
        except (GitFailed, NoRevision, TooLarge):
            return None

    def branch_tip(self, name: str, *, ours: bool = False) -> str | None:
        """The newest commit of a branch, here or at the forge.

        Where the two have parted it is the forge's, where everybody works; ``ours``: what was here before is believed.
        """
        try:
            here, there = self.ref(f"refs/heads/{name}"), self.ref(f"refs/remotes/origin/{name}")
        except GitFailed:
            return None  # a name that no branch can have
        if here and there:
            first, second = (there, here) if ours else (here, there)
            return first if self.is_ancestor(second, first) else second
        return here or there

    def refs(self, prefix: str) -> dict[str, str]:
        """All refs below a prefix (``refs/heads/draf``) with the objects they point to."""
        out = self._ask("for-each-ref", "--format=%(objectname) %(refname)", checked_ref(prefix))
        lines = (line.partition(" ") for line in out.decode(errors="surrogateescape").splitlines())
        return {name: sha for sha, _, name in lines}

    def head_ref(self) -> str | None:
        """The full name of the branch that is checked out; ``None`` when detached."""
        status, out, _ = self._run("symbolic-ref", "--quiet", "HEAD")
        return out.decode().strip() if status == 0 else None

    def first_parents(self, tip: str, *, path: str | None = None, since: str | None = None) -> list[str]:
        """The first-parent line of ``tip``, newest first: what changes ``path``, what comes after ``since``."""
        try:
            line = self._since(tip, since) if since else list(self._line(tip))
            if line is not None:
                return [sha for sha in line if path is None or self._touches(sha, path)]
        except GitFailed:  # damaged, cut off or bent: Git says what it makes of it
            pass
        limits = [f"^{checked(since)}"] if since else []
        paths = ["--", path] if path else ["--"]
        out = self._ask("rev-list", "--first-parent", "--full-history", checked(tip), *limits, *paths)
        return out.decode().split()

    def on_line(self, sha: str, tip: str) -> bool:
        """Whether a commit is on the first-parent line of ``tip``."""
        try:
            return sha in self._line(tip)
        except GitFailed:
            return sha in self.first_parents(tip)

    def commits(self, tip: str, *, since: str, paths: Sequence[str] = ()) -> list[str]:
        """All commits reachable from ``tip`` but not from ``since``, newest first; with ``paths``: that touch one."""
        try:
            line = self._since(tip, since, merges=False)
            if line is not None:
                return [sha for sha in line if not paths or any(self._touches(sha, path) for path in paths)]
        except GitFailed:
            pass
        limits = ("--topo-order", "--full-history", checked(tip), f"^{checked(since)}")
        return self._ask("rev-list", *limits, "--", *paths).decode().split()

    def saying(self, tip: str, text: str) -> list[str]:
        """All commits reachable from ``tip`` whose message holds a text, newest first."""
        if (tip, text) not in self._said:
            out = self._ask("rev-list", "--topo-order", "--fixed-strings", f"--grep={text}", checked(tip), "--")
            self._said[tip, text] = out.decode().split()
        return self._said[tip, text]

    def is_ancestor(self, old: str, new: str) -> bool:
        """Whether ``old`` is ``new`` or one of its ancestors."""
        if new in self._lines and old in self._lines[new]:
            return True
        if (old, new) not in self._holds:  # of two commits this never changes
            self._holds[old, new] = self._run("merge-base", "--is-ancestor", checked(old), checked(new))[0] == 0
        return self._holds[old, new]

    def _walk(self, tip: str) -> Iterator[Commit]:
        if self.shallow:
            raise GitFailed("riwayat terpotong")
        commit = self.commit(tip)
        yield commit
        while commit.parents:
            commit = self.commit(commit.parents[0])
            yield commit

    def _line(self, tip: str) -> dict[str, None]:
        """The whole first-parent line; of a few tips it is kept."""
        if tip not in self._lines:
            line = {commit.sha: None for commit in self._walk(checked(tip))}
            while len(self._lines) >= _LINES:
                del self._lines[next(iter(self._lines))]
            self._lines[tip] = line
        return self._lines[tip]

    def _since(self, tip: str, since: str, *, merges: bool = True) -> list[str] | None:
        """The line from ``tip`` down to ``since``; ``None`` where it does not lead there, or by a merge not wanted."""
        line: list[str] = []
        for commit in self._walk(checked(tip)):
            if commit.sha == since:
                return line
            if not merges and len(commit.parents) > 1:
                return None
            line.append(commit.sha)
        return None

    def _touches(self, sha: str, path: str) -> bool:
        """Whether a commit changed something at a path, against its first parent."""
        parents = self.commit(sha).parents
        return self.entry(sha, path) != (self.entry(parents[0], path) if parents else None)

    def merge_base(self, one: str, other: str) -> str | None:
        """The best common ancestor."""
        if (one, other) not in self._forks:
            status, out, _ = self._run("merge-base", checked(one), checked(other))
            self._forks[one, other] = out.decode().split()[0] if status == 0 else None
        return self._forks[one, other]
