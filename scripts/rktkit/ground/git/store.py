"""The objects of a repository, asked without trusting a name or a configuration.

Git is asked through GitPython, in list form, never through a shell. What is asked is always a full hash that was
resolved here, so neither a branch name nor a path can become an option or another revision. The person's own
configuration, replacement refs, grafts and the environment of a surrounding Git process have no effect: two people
who ask the same question of the same objects get the same answer. Every object that is read is hashed again, so a
repository that somebody bent on the disk cannot show one thing under the name of another. Only ``push`` and ``fetch``
of ``repo`` use the person's own configuration, since they need his credentials, and only they use the network.
"""

from pathlib import Path
from typing import Self

from rktkit.ground.files import MAX_READ, Kind, TooLarge
from rktkit.ground.findings import UsageError
from rktkit.ground.git.objects import BadObject, Commit, TreeEntry, git_hash, parse_commit, parse_tree
from rktkit.ground.git.program import (
    ENVIRONMENT,
    HARDENED,
    BentObject,
    GitFailed,
    checked,
    execute,
    need_git,
)

_PIECE = 1024 * 1024
"""Bytes of an object too large to keep that are read, and dropped, at once."""

KEPT = 16 * 1024 * 1024
"""Bytes of objects that are kept; a review reads most of them three times."""

MOST_ENTRIES = 500_000
"""Files and folders of one commit that are listed at most; a few hundred bytes of objects can unfold into billions."""


def _limit(entries: int) -> None:
    if entries > MOST_ENTRIES:
        raise BentObject(f"lebih dari {MOST_ENTRIES} berkas dalam satu commit")


class Objects:
    """What a repository holds, by hash. Use as a context manager, or ``close`` it."""

    def __init__(self, path: Path) -> None:
        """Open the repository that ``path`` lies in.

        Raises:
            UsageError: there is none, or no Git to read it with.
        """
        need_git()
        import git

        try:
            self._repo = git.Repo(path, search_parent_directories=True, expand_vars=False)
        except (git.InvalidGitRepositoryError, git.NoSuchPathError) as error:
            raise UsageError(f"{path} bukan bagian dari repositori Git.") from error
        self.git_dir = Path(self._repo.git_dir).absolute()
        shared = self.git_dir / "commondir"  # of a linked working tree; GitPython would listen to the environment
        common = (self.git_dir / shared.read_text().strip()).resolve() if shared.is_file() else self.git_dir
        self.root = Path(self._repo.working_tree_dir) if self._repo.working_tree_dir else self.git_dir
        self._environment = {
            **ENVIRONMENT,
            "GIT_COMMON_DIR": str(common),
            "GIT_DIR": str(self.git_dir),
            "GIT_INDEX_FILE": str(self.git_dir / "index"),
            "GIT_OBJECT_DIRECTORY": str(common / "objects"),
            "GIT_WORK_TREE": str(self.root),
        }
        self._repo.git.update_environment(**self._environment)
        self.shared = common
        self._trees: dict[str, dict[str, TreeEntry]] = {}
        self._commits: dict[str, Commit] = {}
        self._small: dict[str, tuple[str, bytes]] = {}
        self._room = KEPT

    def close(self) -> None:
        """End the helper processes."""
        self._repo.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def commit(self, sha: str) -> Commit:
        """Read a commit by its full hash.

        Raises:
            GitFailed: it is missing or damaged; ``BentObject``: it is no commit that Git would write.
        """
        if sha not in self._commits:
            try:
                self._commits[sha] = parse_commit(sha, self.object(sha, "commit"))
            except BadObject as error:
                raise BentObject(f"objek {sha}: {error}") from error
        return self._commits[sha]

    def object(self, sha: str, kind: str, limit: int = MAX_READ) -> bytes:
        """The bytes of an object of a kind: ``blob``, ``tree`` or ``commit``; its size is asked first.

        Raises:
            GitFailed: it is missing, damaged, of another kind, or stands under a hash that is not its own.
            TooLarge: it has more bytes than ``limit``.
        """
        found, data = self._read(sha, limit)
        if found != kind:
            raise GitFailed(f"objek {sha} bukan {kind}")
        return data

    def tree(self, sha: str) -> dict[str, TreeEntry]:
        """Everything below a commit or tree, folders too: path to entry.

        Raises:
            GitFailed: a tree of it is missing or damaged, or there is too much.
            BentObject: a tree of it holds a name twice, or one that cannot be.
        """
        found: dict[str, TreeEntry] = {}
        below = [("", self._top(sha))]
        while below:
            prefix, tree = below.pop()
            for name, entry in self._folder(tree).items():
                found[prefix + name] = entry
                if entry.kind is Kind.FOLDER:
                    below.append((f"{prefix}{name}/", entry.sha))
            _limit(len(found))
        return found

    def folder(self, sha: str, path: str = "") -> dict[str, TreeEntry]:
        """What stands in a folder of a commit or tree, by name; empty when there is no such folder."""
        tree = self._top(sha)
        for name in path.split("/") if path else ():
            entry = self._folder(tree).get(name)
            if entry is None or entry.kind is not Kind.FOLDER:
                return {}
            tree = entry.sha
        return dict(self._folder(tree))

    def entry(self, sha: str, path: str) -> TreeEntry | None:
        """What stands at a path of a commit or tree."""
        above, _, name = path.rpartition("/")
        return self.folder(sha, above).get(name)

    def changed(self, old: str, new: str) -> list[str]:
        """The paths whose content, kind or mode differ between two commits or trees. A move is two paths.

        Git's own comparison would leave out submodules that ``.gitmodules`` or the configuration tells it to ignore.
        """
        found: list[str] = []
        below: list[tuple[str, str | None, str | None]] = [("", self._top(old), self._top(new))]
        while below:
            prefix, one, other = below.pop()
            before, after = (self._folder(tree) if tree else {} for tree in (one, other))
            same = {name for name, now in after.items() if (was := before.get(name)) is now or was == now}
            for name in (before.keys() | after.keys()) - same:
                was, now = before.get(name), after.get(name)
                inside = [entry.sha if entry and entry.kind is Kind.FOLDER else None for entry in (was, now)]
                if any(inside):
                    below.append((f"{prefix}{name}/", inside[0], inside[1]))
                if any(entry and entry.kind is not Kind.FOLDER for entry in (was, now)):
                    found.append(prefix + name)
            _limit(len(found) + len(below))
        return sorted(found)

    def _read(self, sha: str, limit: int = MAX_READ) -> tuple[str, bytes]:
        """An object's kind and bytes. It never changes, so while there is room it is asked for once."""
        if sha not in self._small:
            found = self._asked_for(sha, limit)
            if len(found[1]) > self._room:
                return found
            self._room -= len(found[1])
            self._small[sha] = found
        kind, data = self._small[sha]
        if len(data) > limit:
            raise TooLarge(sha, len(data))
        return kind, data

    def _asked_for(self, sha: str, limit: int) -> tuple[str, bytes]:
        try:
            _, found, size, stream = self._repo.git.stream_object_data(checked(sha))
            while size > limit and stream.read(_PIECE):
                pass  # to its end: the next object comes through the same pipe
            data = stream.read()
        except (ValueError, OSError) as error:
            raise GitFailed(self._cut(f"objek {sha} tidak ada atau tidak dapat dibaca")) from error
        if size > limit:
            raise TooLarge(sha, size)
        kind = found.decode() if isinstance(found, bytes) else found  # GitPython says str and gives bytes
        if git_hash(kind, data) != sha:
            raise GitFailed(f"objek {sha} bukan isi yang disebut namanya")
        return kind, data

    def _top(self, sha: str) -> str:
        """The tree of a commit; a tree is its own."""
        if sha in self._commits:
            return self._commits[sha].tree
        return sha if sha in self._trees or self._read(sha)[0] == "tree" else self.commit(sha).tree

    def _folder(self, tree: str) -> dict[str, TreeEntry]:
        if tree not in self._trees:
            try:
                self._trees[tree] = parse_tree(self.object(tree, "tree"))
            except BadObject as error:
                raise BentObject(f"objek {tree}: {error}") from error
        return self._trees[tree]

    def _ask(self, *arguments: str) -> bytes:
        status, out, error = self._run(*arguments)
        if status:
            raise GitFailed(self._cut(error))
        return out

    @property
    def shallow(self) -> bool:
        """Whether history was cut off when the repository was fetched."""
        return (cut := self.shared / "shallow").is_file() and cut.stat().st_size > 0

    def _cut(self, error: str) -> str:
        return f"{error}; riwayatnya terpotong, ambil dahulu: git fetch --unshallow" if self.shallow else error

    def _run(self, *arguments: str, given: bytes = b"") -> tuple[int, bytes, str]:
        return execute(self._repo.git, ["git", *HARDENED, *arguments], given)
