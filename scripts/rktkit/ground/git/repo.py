"""A repository that is also written: objects, branches, remotes."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from rktkit.ground.files import Kind
from rktkit.ground.git.files import folders_above
from rktkit.ground.git.history import History
from rktkit.ground.git.objects import TreeEntry
from rktkit.ground.git.program import (
    ENVIRONMENT,
    NOTHING,
    GitFailed,
    RefMoved,
    checked,
    checked_ref,
    execute,
    need_git,
)


class Repo(History):
    """A repository that is also written: objects first, then one ref. Use as a context manager, or ``close`` it."""

    @classmethod
    def create(cls, path: Path) -> "Repo":
        """Make an empty repository in an existing folder; its branch is ``main``."""
        need_git()
        import git

        maker = git.Git(path)
        maker.update_environment(**ENVIRONMENT)
        status, _, error = execute(maker, ["git", "init", "--quiet", "--template=", "--initial-branch=main"], b"")
        if status:
            raise GitFailed(error)
        return cls(path)

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
            touched.update(folders_above(path))
            leaves.pop(path, None)
            if data is not None:
                leaves[path] = data if isinstance(data, TreeEntry) else TreeEntry("100644", self.write_blob(data))
        folders: dict[str, dict[str, TreeEntry]] = {}
        for path, entry in leaves.items():
            folder, _, name = path.rpartition("/")
            folders.setdefault(folder, {})[name] = entry
            for above in folders_above(path):
                folders.setdefault(above, {})
        for path in sorted(folders, key=lambda path: -path.count("/")):
            if path:
                kept = None if path in touched else before.get(path)
                folder, _, name = path.rpartition("/")
                entry = kept or TreeEntry("40000", self.write_tree(folders[path]))
                folders.setdefault(folder, {})[name] = entry
        return self.write_tree(folders.get("", {}))

    def merge(self, one: str, other: str) -> str | None:
        """The tree of two commits merged, as ``git merge`` would make it; ``None`` where that needs a person.

        A Git before 2.38 cannot say it without a working folder: then what both sides changed needs a person too.
        """
        status, out, error = self._run("merge-tree", "--write-tree", "--no-messages", checked(one), checked(other))
        if status in (0, 1):
            return out.decode().strip() if status == 0 else None
        base = self.merge_base(one, other)
        if base is None or "usage:" not in error:
            raise GitFailed(error)
        after = self.tree(other)
        theirs = {path: after.get(path) for path in self.changed(base, other)}
        clash = theirs.keys() & self.changed(base, one)
        return None if clash else self.write_files(theirs, one)

    def check_out(self, branch: str) -> None:
        """Make the working folder show a branch (``main``). What was changed there and not committed is lost."""
        full = checked_ref(f"refs/heads/{branch}")
        self._ask("symbolic-ref", "HEAD", full)
        self._ask("read-tree", "--reset", "-u", self.resolve(full))

    def update_ref(self, name: str, new: str, old: str) -> None:
        """Move a ref from ``old`` (``NOTHING``: it does not exist yet) to ``new`` in one step.

        Raises:
            RefMoved: the ref is not at ``old``.
            GitFailed: the ref cannot be written.
        """
        full = checked_ref(name)
        status, _, error = self._run("update-ref", "--no-deref", full, checked(new), checked(old))
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
        status, out, error = self._run_as_user("ls-remote", "--", remote, checked_ref(name))
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
        full = checked_ref(name)
        lease = f"--force-with-lease={full}:{'' if old == NOTHING else checked(old)}"
        status, _, error = self._run_as_user("push", "--no-verify", lease, "--", remote, f"{checked(new)}:{full}")
        if status:
            raise (RefMoved if self._at_remote(remote, full) != old else GitFailed)(error)

    # --- below -------------------------------------------------------------------------------------------------------

    def _write(self, kind: str, data: bytes) -> str:
        status, out, error = self._run("hash-object", "-t", kind, "-w", "--stdin", given=data)
        if status:
            raise GitFailed(error)
        return out.decode().strip()

    def _run_as_user(self, *arguments: str) -> tuple[int, bytes, str]:
        import git

        asker = git.Git(self.root)
        asker.update_environment(GIT_TERMINAL_PROMPT="0", GIT_DIR=str(self.git_dir))
        return execute(asker, ["git", *arguments], b"")
