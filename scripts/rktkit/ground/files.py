"""Where bytes come from: a folder, a commit, or memory, all read the same way.

Paths are relative to the root, with ``/``. Symbolic links and submodules are never followed: they are ``OTHER``.

``is_portable`` and ``unportable`` speak of names that every computer can keep: a publication is forever, and a name
that Windows cannot write, that a Mac writes in another way, or that differs from its neighbour in capitals alone
would make an honest copy look changed.
"""

from __future__ import annotations

import errno
import os
import re
import stat
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from pathlib import Path
from typing import Protocol

_MIB = 1024 * 1024
MAX_READ = 64 * _MIB
"""Bytes of the largest file that is read at all; nothing of an office is near it."""

_LARGEST = {"yml": _MIB, "yaml": _MIB, "md": _MIB, "csv": 8 * _MIB, "pem": 8 * _MIB, "sig": _MIB // 8, "tsr": _MIB // 8}


def limit(path: str) -> int:
    """Bytes of the largest file of its kind that is read: Git packs 60 MB of spaces into 92 kB."""
    return _LARGEST.get(path.rpartition(".")[2], MAX_READ)


class Kind(Enum):
    """What stands at a path."""

    FILE = "file"
    FOLDER = "folder"
    OTHER = "other"  # a symbolic link, a submodule, a device


class NotPlainFile(Exception):
    """The path, or a folder on the way to it, is neither a plain file nor a plain folder."""


class TooLarge(OSError):
    """The file is larger than anything that is read; ``size`` in bytes."""

    def __init__(self, path: str, size: int) -> None:
        super().__init__(errno.EFBIG, "terlalu besar", path)
        self.size = size


class Files(Protocol):
    """A read-only tree of files."""

    def read(self, path: str) -> bytes:
        """The bytes of a plain file.

        Raises:
            FileNotFoundError: nothing stands there, or a folder does.
            NotPlainFile: a link or another special thing stands there.
            TooLarge: it would exhaust the memory.
        """

    def list(self, folder: str) -> Mapping[str, Kind]:
        """Names in a folder, sorted; empty when there is no such folder."""


def read_plain(files: Files, path: str) -> bytes | None:
    """The bytes of a file; ``None`` when no plain file stands there, or one larger than anything that is read."""
    try:
        return files.read(path)
    except (FileNotFoundError, NotPlainFile, TooLarge):
        return None


class FolderFiles:
    """The files below a folder of the disk."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def read(self, path: str) -> bytes:
        """See ``Files.read``. Every part of the path is looked at, so no link leads outside."""
        place = self.root
        for part in path.split("/"):
            place = place / part
            try:
                found = place.lstat()
            except NotADirectoryError as error:
                raise FileNotFoundError(path) from error
            if not (stat.S_ISREG(found.st_mode) or stat.S_ISDIR(found.st_mode)):
                raise NotPlainFile(path)
        if stat.S_ISDIR(found.st_mode):
            raise NotPlainFile(path) if _submodule(place) else FileNotFoundError(path)
        if found.st_size > limit(path):
            raise TooLarge(path, found.st_size)
        return place.read_bytes()

    def list(self, folder: str) -> Mapping[str, Kind]:
        """See ``Files.list``."""
        place = self.root / folder
        if place.is_symlink():
            return {}
        try:
            with os.scandir(place) as entries:
                found = {entry.name: _kind(entry) for entry in entries}
        except (FileNotFoundError, NotADirectoryError):
            return {}
        return dict(sorted(found.items()))


def _kind(entry: os.DirEntry[str]) -> Kind:
    if entry.is_file(follow_symlinks=False):
        return Kind.FILE
    return Kind.FOLDER if entry.is_dir(follow_symlinks=False) and not _submodule(entry.path) else Kind.OTHER


def _submodule(folder: str | Path) -> bool:
    return os.path.lexists(os.path.join(folder, ".git"))


class MemoryFiles:
    """Files held in a mapping of path to bytes; an overlay over other files when ``under`` is given."""

    def __init__(self, files: Mapping[str, bytes], under: Files | None = None) -> None:
        self.files = files
        self.under = under

    def read(self, path: str) -> bytes:
        """See ``Files.read``."""
        if path in self.files:
            return self.files[path]
        if self.under is not None:
            return self.under.read(path)
        raise FileNotFoundError(path)

    def list(self, folder: str) -> Mapping[str, Kind]:
        """See ``Files.list``."""
        found = dict(self.under.list(folder)) if self.under is not None else {}
        prefix = f"{folder}/" if folder else ""
        for path in self.files:
            if path.startswith(prefix):
                name, _, rest = path[len(prefix) :].partition("/")
                found[name] = Kind.FOLDER if rest else Kind.FILE
        return dict(sorted(found.items()))


LONGEST_NAME = 100


LONGEST_PATH = 180
"""In bytes; Windows has 260 characters for everything above it too."""


_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?\Z", re.IGNORECASE)


_FORBIDDEN = frozenset('<>:"\\|?*')


def is_portable(path: str) -> bool:
    """Whether each part of a path (with ``/``) can be written, as it is, by every common system."""
    return all(map(_is_portable_name, path.split("/"))) and len(path.encode()) <= LONGEST_PATH


def _is_portable_name(name: str) -> bool:
    return (
        0 < len(name) <= LONGEST_NAME
        and name.isprintable()
        and not _FORBIDDEN & set(name)
        and name == name.strip(" ").rstrip(".")
        and not _RESERVED.match(name)
        and unicodedata.is_normalized("NFC", name)
    )


def unportable(paths: Iterable[str]) -> Iterator[str]:
    """The paths that some computer could not keep beside the others, each once."""
    spelt: dict[str, str] = {}
    for path in sorted(paths):
        parts = path.split("/")
        above = ["/".join(parts[:length]) for length in range(1, len(parts) + 1)]
        twins = any(spelt.setdefault(unicodedata.normalize("NFC", part).casefold(), part) != part for part in above)
        if twins or not is_portable(path):
            yield path


_DEEPEST = 32


def walk(files: Files, folder: str) -> Iterator[tuple[str, Kind]]:
    """Everything below a folder that is no folder itself, with its path from the root of the tree.

    A folder deeper than any source can lie is not looked into; it is ``OTHER``.
    """
    below = [folder]
    while below:
        here = below.pop()
        for name, kind in files.list(here).items():
            path = f"{here}/{name}" if here else name
            if kind is Kind.FOLDER and path.count("/") < _DEEPEST:
                below.append(path)
            else:
                yield path, Kind.OTHER if kind is Kind.FOLDER else kind
