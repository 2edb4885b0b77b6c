"""The only file that touches Git.

Git is asked through GitPython, in list form, never through a shell. What is asked is always a full hash that was
resolved here, so neither a branch name nor a path can become an option or another revision. The person's own
configuration, replacement refs, grafts and the environment of a surrounding Git process have no effect: two people
who ask the same question of the same objects get the same answer. Every object that is read is hashed again, so a
repository that somebody bent on the disk cannot show one thing under the name of another. Only ``push`` and ``fetch``
use the person's own configuration, since they need his credentials, and only they may use the network.
"""

import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from subprocess import PIPE
from typing import TYPE_CHECKING, Any

from rktkit.ground.files import MAX_READ, Kind, NotPlainFile, TooLarge
from rktkit.ground.findings import UsageError
from rktkit.ground.git.objects import BadObject, Commit, TreeEntry, git_hash, parse_commit, parse_tree

if TYPE_CHECKING:
    import git

NOTHING = "0" * 40
"""The old value of a ref that must not exist yet."""

_HASH = re.compile(r"[0-9a-f]{40}\Z")
_REF = re.compile(r"refs/[A-Za-z0-9][A-Za-z0-9._/-]*\Z")
_HARDENED = (
    *("-c", "advice.graftFileDeprecated=false"),
    *("-c", "core.commitGraph=false"),
    *("-c", "core.hooksPath=/dev/null"),
    *("-c", "core.fsmonitor=false"),
    *("-c", "core.filesRefLockTimeout=1000"),
    *("-c", "core.fsync=committed"),
    *("-c", "gpg.program=false"),
    *("-c", "gpg.ssh.program=ssh-keygen"),
    *("-c", "gpg.ssh.revocationFile="),
    *("-c", "gpg.x509.program=false"),
    *("-c", "i18n.logOutputEncoding=UTF-8"),
    *("-c", "log.showSignature=false"),
    *("-c", "log.showRoot=true"),
)
_PIECE = 1024 * 1024
"""Bytes of an object too large to keep that are read, and dropped, at once."""

MOST_ENTRIES = 500_000
"""Files and folders of one commit that are listed at most; a few hundred bytes of objects can unfold into billions."""

_ENVIRONMENT = {
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES": "",
    "GIT_CONFIG_COUNT": "0",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_PARAMETERS": "",
    "GIT_CONFIG_SYSTEM": os.devnull,
    "GIT_GRAFT_FILE": os.devnull,
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_NAMESPACE": "",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
}


class GitFailed(Exception):
    """Git could not do what it was asked: a full disk, a read-only folder, a damaged object, no network."""


class BentObject(GitFailed):
    """An object is there, but not as Git would ever write it: programs would show different people different things."""


class RefMoved(GitFailed):
    """Somebody else moved the branch first."""


class NoRevision(GitFailed):
    """The name stands for no commit of this repository."""


@dataclass(frozen=True, slots=True)
class Signature:
    """What Git says about a commit's signature.

    ``status`` is Git's letter: ``G`` good by a listed key, ``U`` good by an unlisted one, ``B`` bad, ``N`` none or not
    of SSH. ``principal`` is set only with ``G``, ``fingerprint`` (``SHA256:…``) with ``G`` and ``U``.
    """

    status: str
    principal: str
    fingerprint: str


class Repo:
    """A repository. Use as a context manager, or ``close`` it."""

    def __init__(self, path: Path) -> None:
        """Open the repository that ``path`` lies in.

        Raises:
            UsageError: there is none, or no Git to read it with.
        """
        _need_git()
        import git

        try:
            self._repo = git.Repo(path, search_parent_directories=True)
        except (git.InvalidGitRepositoryError, git.NoSuchPathError) as error:
            raise UsageError(f"{path} bukan bagian dari repositori Git.") from error
        self.git_dir = Path(self._repo.git_dir).absolute()
        shared = self.git_dir / "commondir"  # of a linked working tree; GitPython would listen to the environment
        common = (self.git_dir / shared.read_text().strip()).resolve() if shared.is_file() else self.git_dir
        self.root = Path(self._repo.working_tree_dir) if self._repo.working_tree_dir else self.git_dir
        self._environment = {
            **_ENVIRONMENT,
            "GIT_COMMON_DIR": str(common),
            "GIT_DIR": str(self.git_dir),
            "GIT_INDEX_FILE": str(self.git_dir / "index"),
            "GIT_OBJECT_DIRECTORY": str(common / "objects"),
            "GIT_WORK_TREE": str(self.root),
        }
        self._repo.git.update_environment(**self._environment)
        self._trees: dict[str, dict[str, TreeEntry]] = {}

    @classmethod
    def create(cls, path: Path) -> "Repo":
        """Make an empty repository in an existing folder; its branch is ``main``."""
        _need_git()
        import git

        maker = git.Git(path)
        maker.update_environment(**_ENVIRONMENT)
        status, _, error = _execute(maker, ["git", "init", "--quiet", "--template=", "--initial-branch=main"], b"")
        if status:
            raise GitFailed(error)
        return cls(path)

    def close(self) -> None:
        """End the helper processes."""
        self._repo.close()

    def __enter__(self) -> "Repo":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # --- asking ------------------------------------------------------------------------------------------------------

    def resolve(self, rev: str) -> str:
        """The full hash of the commit that a name, a tag or a (short) hash stands for.

        Raises:
            NoRevision: for none, or the name looks like an option.
        """
        if rev and not rev.startswith("-") and rev.isprintable():
            status, out, _ = self._run("rev-parse", "--verify", "--quiet", "--end-of-options", f"{rev}^{{commit}}")
            sha = out.decode().strip()
            if status == 0 and _HASH.match(sha):
                return sha
        raise NoRevision(rev)

    def ref(self, name: str) -> str | None:
        """The commit at a full ref name (``refs/heads/arsip``); ``None`` when there is no such ref.

        Only exactly that ref: Git itself would take a tag of the name ``refs/heads/arsip`` for it where it is missing.
        """
        status, out, _ = self._run("show-ref", "--verify", "--hash", "--", _checked_ref(name))
        try:
            return self.resolve(out.decode().strip()) if status == 0 else None
        except NoRevision:
            return None

    def refs(self, prefix: str) -> dict[str, str]:
        """All refs below a prefix (``refs/heads/draf``) with the objects they point to."""
        out = self._ask("for-each-ref", "--format=%(objectname) %(refname)", _checked_ref(prefix))
        lines = (line.partition(" ") for line in out.decode(errors="surrogateescape").splitlines())
        return {name: sha for sha, _, name in lines}

    def head_ref(self) -> str | None:
        """The full name of the branch that is checked out; ``None`` when detached."""
        status, out, _ = self._run("symbolic-ref", "--quiet", "HEAD")
        return out.decode().strip() if status == 0 else None

    @property
    def shallow(self) -> bool:
        """Whether history was cut off when the repository was fetched."""
        return self._ask("rev-parse", "--is-shallow-repository").strip() == b"true"

    def commit(self, sha: str) -> Commit:
        """Read a commit by its full hash.

        Raises:
            GitFailed: it is missing or damaged; ``BentObject``: it is no commit that Git would write.
        """
        try:
            return parse_commit(sha, self.object(sha, "commit"))
        except BadObject as error:
            raise BentObject(f"objek {sha}: {error}") from error

    def object(self, sha: str, kind: str) -> bytes:
        """The bytes of an object of a kind: ``blob``, ``tree`` or ``commit``.

        Raises:
            GitFailed: it is missing, damaged, of another kind, or stands under a hash that is not its own.
            TooLarge: it would exhaust the memory.
        """
        found, data = self._read(sha)
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

    def changed(self, old: str, new: str) -> list[str]:
        """The paths whose content, kind or mode differ between two commits or trees. A move is two paths.

        Git's own comparison would leave out submodules that ``.gitmodules`` or the configuration tells it to ignore.
        """
        found: list[str] = []
        below: list[tuple[str, str | None, str | None]] = [("", self._top(old), self._top(new))]
        while below:
            prefix, one, other = below.pop()
            before, after = (self._folder(tree) if tree else {} for tree in (one, other))
            for name in before.keys() | after.keys():
                was, now = before.get(name), after.get(name)
                if was == now:
                    continue
                inside = [entry.sha if entry and entry.kind is Kind.FOLDER else None for entry in (was, now)]
                if any(inside):
                    below.append((f"{prefix}{name}/", inside[0], inside[1]))
                if any(entry and entry.kind is not Kind.FOLDER for entry in (was, now)):
                    found.append(prefix + name)
            _limit(len(found) + len(below))
        return sorted(found)

    def _read(self, sha: str) -> tuple[str, bytes]:
        try:
            _, found, size, stream = self._repo.git.stream_object_data(_checked(sha))
            while size > MAX_READ and stream.read(_PIECE):
                pass  # to its end: the next object comes through the same pipe
            data = stream.read()
        except (ValueError, OSError) as error:
            raise GitFailed(f"objek {sha} tidak ada atau tidak dapat dibaca") from error
        if size > MAX_READ:
            raise TooLarge(sha, size)
        kind = found.decode() if isinstance(found, bytes) else found  # GitPython says str and gives bytes
        if git_hash(kind, data) != sha:
            raise GitFailed(f"objek {sha} bukan isi yang disebut namanya")
        return kind, data

    def _top(self, sha: str) -> str:
        """The tree of a commit; a tree is its own."""
        return sha if self._read(sha)[0] == "tree" else self.commit(sha).tree

    def _folder(self, tree: str) -> dict[str, TreeEntry]:
        if tree not in self._trees:
            try:
                self._trees[tree] = dict(parse_tree(self.object(tree, "tree")))
            except BadObject as error:
                raise BentObject(f"objek {tree}: {error}") from error
        return self._trees[tree]

    def first_parents(self, tip: str, *, path: str | None = None, since: str | None = None) -> list[str]:
        """The first-parent line of ``tip``, newest first: what changes ``path``, what comes after ``since``."""
        limits = [f"^{_checked(since)}"] if since else []
        paths = ["--", path] if path else ["--"]
        out = self._ask("rev-list", "--first-parent", "--full-history", _checked(tip), *limits, *paths)
        return out.decode().split()

    def commits(self, tip: str, *, since: str, paths: Sequence[str] = ()) -> list[str]:
        """All commits reachable from ``tip`` but not from ``since``, newest first; with ``paths``: that touch one."""
        limits = ("--topo-order", "--full-history", _checked(tip), f"^{_checked(since)}")
        return self._ask("rev-list", *limits, "--", *paths).decode().split()

    def is_ancestor(self, old: str, new: str) -> bool:
        """Whether ``old`` is ``new`` or one of its ancestors."""
        return self._run("merge-base", "--is-ancestor", _checked(old), _checked(new))[0] == 0

    def merge_base(self, one: str, other: str) -> str | None:
        """The best common ancestor."""
        status, out, _ = self._run("merge-base", _checked(one), _checked(other))
        return out.decode().split()[0] if status == 0 else None

    def merge(self, one: str, other: str) -> str | None:
        """The tree of two commits merged, as ``git merge`` would make it; ``None`` where that needs a person.

        A Git before 2.38 cannot say it without a working folder: then what both sides changed needs a person too.
        """
        status, out, error = self._run("merge-tree", "--write-tree", "--no-messages", _checked(one), _checked(other))
        if status in (0, 1):
            return out.decode().strip() if status == 0 else None
        base = self.merge_base(one, other)
        if base is None or "usage:" not in error:
            raise GitFailed(error)
        after = self.tree(other)
        theirs = {path: after.get(path) for path in self.changed(base, other)}
        clash = theirs.keys() & self.changed(base, one)
        return None if clash else self.write_files(theirs, one)

    def signature(self, sha: str, allowed_signers: str) -> Signature:
        """Let Git judge a commit's SSH signature against a list of allowed signers (the text of such a file)."""
        with tempfile.TemporaryDirectory() as folder:
            signers = Path(folder) / "allowed_signers"
            signers.write_text(allowed_signers, encoding="utf-8")
            out = self._ask(
                *("-c", f"gpg.ssh.allowedSignersFile={signers}"),
                *("log", "-1", "--no-color", "--format=format:%G?%x00%GS%x00%GF", _checked(sha), "--"),
            )
        status, principal, fingerprint = out.decode(errors="replace").split("\0")
        return Signature(status, principal if status == "G" else "", fingerprint)

    # --- writing: objects first, then one ref ------------------------------------------------------------------------

    def write_blob(self, data: bytes) -> str:
        """Store bytes as a blob."""
        return self._write("blob", data)

    def write_tree(self, entries: Mapping[str, TreeEntry]) -> str:
        """Store one folder: name to entry."""

        def key(item: tuple[str, TreeEntry]) -> bytes:  # Git sorts a folder as if its name ended in a slash
            return item[0].encode() + (b"/" if item[1].kind is Kind.FOLDER else b"")

        rows = (
            f"{entry.mode.lstrip('0')} {name}".encode() + b"\0" + bytes.fromhex(entry.sha)
            for name, entry in sorted(entries.items(), key=key)
        )
        return self._write("tree", b"".join(rows))

    def write_commit(
        self,
        tree: str,
        parents: Sequence[str],
        message: str,
        who: str,
        when: datetime,
        sign: Callable[[bytes], bytes] | None = None,
    ) -> str:
        """Store a commit whose every byte the arguments determine.

        Args:
            who: author and committer, ``Name <address>``.
            sign: makes the armoured SSH signature of the commit's bytes.
        """
        stamp = f"{who} {int(when.timestamp())} +0000"
        lines = [f"tree {tree}", *(f"parent {parent}" for parent in parents), f"author {stamp}", f"committer {stamp}"]
        head, body = "\n".join(lines).encode(), f"\n\n{message.strip()}\n".encode()
        if sign is not None:
            armour = sign(head + body).strip().replace(b"\n", b"\n ")
            head += b"\ngpgsig " + armour
        return self._write("commit", head + body)

    def write_files(self, files: Mapping[str, "bytes | TreeEntry | None"], base: str | None = None) -> str:
        """Store a whole tree: that of the commit or tree ``base``, with ``files`` put over it.

        A file is given as its bytes, as an entry that is stored already, or as ``None`` to take it away. Folders that
        stay as they are are not written again. Returns the tree.
        """
        before = self.tree(base) if base else {}
        leaves = {path: entry for path, entry in before.items() if entry.kind is not Kind.FOLDER}
        touched = {""}
        for path, data in files.items():
            touched.update(_above(path))
            leaves.pop(path, None)
            if data is not None:
                leaves[path] = data if isinstance(data, TreeEntry) else TreeEntry("100644", self.write_blob(data))
        folders: dict[str, dict[str, TreeEntry]] = {}
        for path, entry in leaves.items():
            folder, _, name = path.rpartition("/")
            folders.setdefault(folder, {})[name] = entry
            for above in _above(path):
                folders.setdefault(above, {})
        for path in sorted(folders, key=lambda path: -path.count("/")):
            if path:
                kept = None if path in touched else before.get(path)
                folder, _, name = path.rpartition("/")
                entry = kept or TreeEntry("40000", self.write_tree(folders[path]))
                folders.setdefault(folder, {})[name] = entry
        return self.write_tree(folders.get("", {}))

    def check_out(self, branch: str) -> None:
        """Make the working folder show a branch (``main``). What was changed there and not committed is lost."""
        full = _checked_ref(f"refs/heads/{branch}")
        self._ask("symbolic-ref", "HEAD", full)
        self._ask("read-tree", "--reset", "-u", self.resolve(full))

    def update_ref(self, name: str, new: str, old: str) -> None:
        """Move a ref from ``old`` (``NOTHING``: it does not exist yet) to ``new`` in one step.

        Raises:
            RefMoved: the ref is not at ``old``.
            GitFailed: the ref cannot be written.
        """
        full = _checked_ref(name)
        status, _, error = self._run("update-ref", "--no-deref", full, _checked(new), _checked(old))
        if status:
            raise (RefMoved if (self.ref(full) or NOTHING) != old else GitFailed)(error)

    def has_remote(self, remote: str) -> bool:
        """Whether a remote of this name is configured."""
        return remote in self._ask("remote").decode(errors="replace").split("\n")

    def fetch(self, remote: str, name: str) -> str | None:
        """Get a branch (``refs/heads/arsip``) from a remote; ``None`` when it has no such branch.

        Raises:
            GitFailed: the remote cannot be reached, or has another ref of that name (``refs/tags/refs/heads/arsip``).
        """
        if self._at_remote(remote, name) == NOTHING:
            return None
        kept = name.replace("refs/heads/", f"refs/remotes/{remote}/", 1)
        status, _, error = self._run_as_user("fetch", "--no-tags", "--quiet", "--", remote, f"+{name}:{kept}")
        if status:
            raise GitFailed(error)
        return self.ref(kept)

    def _at_remote(self, remote: str, name: str) -> str:
        status, out, error = self._run_as_user("ls-remote", "--", remote, _checked_ref(name))
        if status:
            raise GitFailed(error)
        rows = (line.partition("\t") for line in out.decode(errors="replace").splitlines())
        found = {ref: sha for sha, _, ref in rows}
        other = next((ref for ref in sorted(found) if ref != name), None)
        if other:  # a pattern to Git, a name to us; and Git would not know to which of them it shall push
            raise GitFailed(f"ada pula {other} di sana; hapus dahulu, agar jelas cabang mana yang dimaksud")
        return found.get(name, NOTHING)

    def push(self, remote: str, name: str, new: str, old: str) -> None:
        """Move a branch of a remote from ``old`` (``NOTHING``: none) to ``new`` in one step.

        Raises:
            RefMoved: the remote's branch is not at ``old``.
            GitFailed: the remote cannot be reached or refuses.
        """
        full = _checked_ref(name)
        lease = f"--force-with-lease={full}:{'' if old == NOTHING else _checked(old)}"
        status, _, error = self._run_as_user("push", "--no-verify", lease, "--", remote, f"{_checked(new)}:{full}")
        if status:
            raise (RefMoved if self._at_remote(remote, full) != old else GitFailed)(error)

    # --- below -------------------------------------------------------------------------------------------------------

    def _write(self, kind: str, data: bytes) -> str:
        status, out, error = self._run("hash-object", "-t", kind, "-w", "--stdin", given=data)
        if status:
            raise GitFailed(error)
        return out.decode().strip()

    def _ask(self, *arguments: str) -> bytes:
        status, out, error = self._run(*arguments)
        if status:
            raise GitFailed(error)
        return out

    def _run(self, *arguments: str, given: bytes = b"") -> tuple[int, bytes, str]:
        return _execute(self._repo.git, ["git", *_HARDENED, *arguments], given)

    def _run_as_user(self, *arguments: str) -> tuple[int, bytes, str]:
        import git

        asker = git.Git(self.root)
        asker.update_environment(GIT_TERMINAL_PROMPT="0", GIT_DIR=str(self.git_dir))
        return _execute(asker, ["git", *arguments], b"")


def _need_git() -> None:
    """GitPython looks for the program while it is imported.

    Raises:
        UsageError: there is no such program.
    """
    if shutil.which("git") is None:
        raise UsageError("Git tidak terpasang, atau tidak ada dalam PATH.")


def _execute(asker: "git.Git", command: list[str], given: bytes) -> tuple[int, bytes, str]:
    process: Any = asker.execute(command, istream=PIPE, as_process=True)
    out, error = process.communicate(given)
    return process.returncode, out, error.decode(errors="replace").strip()


class CommitFiles:
    """The files of a commit, or of the folder ``under`` in it; implements ``rktkit.ground.files.Files``."""

    def __init__(self, repo: Repo, sha: str, under: str = "") -> None:
        self.repo = repo
        self.sha = sha
        prefix = f"{under}/" if under else ""
        tree = repo.tree(sha)
        self.entries = {path[len(prefix) :]: entry for path, entry in tree.items() if path.startswith(prefix)}
        self._folders: dict[str, dict[str, Kind]] = {}
        for path, entry in self.entries.items():
            folder, _, name = path.rpartition("/")
            self._folders.setdefault(folder, {})[name] = entry.kind

    def read(self, path: str) -> bytes:
        """See ``Files.read``."""
        entry = self.entries.get(path)
        if entry is None or entry.kind is Kind.FOLDER:
            if any(self.entries[part].kind is Kind.OTHER for part in _above(path) if part in self.entries):
                raise NotPlainFile(path)
            raise FileNotFoundError(path)
        if entry.kind is Kind.OTHER:
            raise NotPlainFile(path)
        try:
            return self.repo.object(entry.sha, "blob")
        except TooLarge as error:
            raise TooLarge(path, error.size) from None

    def list(self, folder: str) -> Mapping[str, Kind]:
        """See ``Files.list``."""
        return dict(sorted(self._folders.get(folder, {}).items()))


def _above(path: str) -> Iterator[str]:
    parts = path.split("/")
    for length in range(1, len(parts)):
        yield "/".join(parts[:length])


def _limit(entries: int) -> None:
    if entries > MOST_ENTRIES:
        raise BentObject(f"lebih dari {MOST_ENTRIES} berkas dalam satu commit")


def _checked(sha: str) -> str:
    if not _HASH.match(sha):
        raise NoRevision(sha)
    return sha


def _checked_ref(name: str) -> str:
    if not _REF.match(name) or ".." in name or name.endswith((".lock", "/", ".")):
        raise NoRevision(name)
    return name
