"""Git's objects from their bytes: strict where a bent object would show different people different things.

Nothing here asks Git. A commit is read as Git reads it: a ``parent`` or a second signature further down in its head
means nothing to Git, so it means nothing here, and ``odd_header`` tells of it. A tree that holds a name twice, a name
with a slash, or its names in another order is refused, since programs differ in which of the two files they show.
"""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from operator import ge

from rktkit.ground.files import Kind

_ENTRY = re.compile(rb"[0-7]{5,6} [^\0]+\0.{20}", re.DOTALL)
_HEAD = re.compile(
    rb"tree ([0-9a-f]{40})\n((?:parent [0-9a-f]{40}\n)*)author ([^\n]*)\ncommitter ([^\n]*)(?:\n|\Z)", re.DOTALL
)
_LATEST = 253_370_764_800
"""1 January 9999: later than any date that can be true, and a calendar can still show it in every time zone."""


class BadObject(Exception):
    """Why the bytes are no sound object, as a phrase for the reader."""


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit. Names and addresses are what the author typed and prove nothing; ``raw`` is what the hash covers."""

    sha: str
    tree: str
    parents: tuple[str, ...]
    author: str
    committer: str
    time: datetime
    message: str
    raw: bytes

    @property
    def subject(self) -> str:
        """The first line of the message."""
        return self.message.strip().partition("\n")[0]


@dataclass(frozen=True, slots=True)
class TreeEntry:
    """One thing in a tree; ``mode`` as Git writes it (``100644``, ``40000`` …)."""

    mode: str
    sha: str

    @property
    def kind(self) -> Kind:
        """Plain file, folder, or something else (a symbolic link, a submodule)."""
        if self.mode in {"100644", "100755"}:
            return Kind.FILE
        return Kind.FOLDER if self.mode in {"040000", "40000"} else Kind.OTHER


def git_hash(kind: str, data: bytes) -> str:
    """The hash that Git gives to an object."""
    return hashlib.sha1(f"{kind} {len(data)}\0".encode() + data, usedforsecurity=False).hexdigest()


# --- commits ---------------------------------------------------------------------------------------------------------


def parse_commit(sha: str, raw: bytes) -> Commit:
    """A commit from the bytes of its object.

    Raises:
        BadObject: it has no tree, author or committer where Git expects them.
    """
    match = _HEAD.match(raw)
    if match is None:
        raise BadObject("commit tidak dapat dibaca")
    committer, _, stamp = match[4].decode(errors="replace").rpartition("> ")
    return Commit(
        sha=sha,
        tree=match[1].decode(),
        parents=tuple(match[2].decode().replace("parent ", "").split()),
        author=match[3].decode(errors="replace").rpartition("> ")[0] + ">",
        committer=f"{committer}>",
        time=datetime.fromtimestamp(_seconds(stamp), UTC),
        message=raw.partition(b"\n\n")[2].decode(errors="replace"),
        raw=raw,
    )


def odd_header(raw: bytes) -> str | None:
    """What an honest commit does not carry, as a phrase: a field that Git passes over, or one of them twice.

    Such a field can be changed without breaking the signature (``gpgsig-sha256``), or is read by some programs and not
    by others. ``encoding``, ``mergetag`` and one ``gpgsig`` are usual.
    """
    if b"\0" in raw:
        return "byte NUL"
    match = _HEAD.match(raw)
    rest = raw.partition(b"\n\n")[0][match.end() :] if match else b""
    names = [line.partition(b" ")[0] for line in rest.split(b"\n") if line and not line.startswith(b" ")]
    for name in names:
        if name not in {b"encoding", b"gpgsig", b"mergetag"} or (name != b"mergetag" and names.count(name) > 1):
            return f"isian “{name.decode(errors='replace')}”"
    return None


def _seconds(stamp: str) -> int:
    """A commit's time in seconds, kept within what a calendar can show: a hostile commit may claim any number."""
    number = stamp.split(" ")[0]
    return min(int(number), _LATEST) if re.fullmatch(r"[0-9]{1,15}", number) else 0


# --- trees -----------------------------------------------------------------------------------------------------------


def parse_tree(raw: bytes) -> dict[str, TreeEntry]:
    """The entries of a tree object by name, modes as Git understands them.

    Raises:
        BadObject: it is none, a name is none, or the names are not in order, each once.
    """
    parts = _ENTRY.findall(raw)
    if sum(map(len, parts)) != len(raw):
        raise BadObject("folder tidak dapat dibaca")
    found = list(map(_entry, parts))
    keys = [key for key, _, _ in found]
    entries = {name: entry for _, name, entry in found}
    if len(entries) < len(found) or any(map(ge, keys, keys[1:])):
        raise BadObject(f"folder memuat nama ganda atau tidak urut ({_misplaced(found)})")
    return entries


def _misplaced(found: Sequence[tuple[bytes, str, TreeEntry]]) -> str:
    """The first name that was there already, or does not come after the one before it."""
    seen: set[str] = set()
    before = b""
    for key, name, _ in found:
        if name in seen or key <= before:
            return name
        seen.add(name)
        before = key
    raise AssertionError("every name is in its place")


@lru_cache(maxsize=1 << 16)
def _entry(part: bytes) -> tuple[bytes, str, TreeEntry]:
    """One entry, and by what Git sorts it. A folder that grows holds the same ones again in each of its versions."""
    head, raw = part[:-20], part[-20:]
    digits, _, name = head[:-1].partition(b" ")
    if b"/" in name or name in {b".", b".."} or name.lower() == b".git":
        raise BadObject(f"folder memuat nama yang tidak boleh ada ({name.decode(errors='replace')})")
    mode = _mode(int(digits, 8))
    key = name + (b"/" if mode == "40000" else b"")  # a folder, as if its name ended in a slash
    return key, name.decode(errors="surrogateescape"), TreeEntry(mode, raw.hex())


def _mode(mode: int) -> str:
    kind = mode & 0o170000
    if kind == 0o100000:
        return "100755" if mode & 0o100 else "100644"
    return {0o040000: "40000", 0o120000: "120000"}.get(kind, "160000")
