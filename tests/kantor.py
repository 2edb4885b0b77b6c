"""The small office of ``tests/examples/base``: read as it stands, or with some texts of it replaced, in memory."""

import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from rktkit.ground.files import FolderFiles, MemoryFiles
from tests.places import EXAMPLES

BASE = EXAMPLES / "base"
KANTOR = FolderFiles(BASE)

PIKP, EGOV, SEKRETARIAT, SIKLUS = (f"rkt/2027/{name}.yml" for name in ("pikp", "egov", "sekretariat", "siklus"))
RENSTRA = "rkt/renstra/2025-2029.yml"

Penggantian = Mapping[str, Iterable[tuple[str, str]]]


def copy_to(folder: Path) -> Path:
    """The office in a folder of its own, to be used up."""
    shutil.copytree(BASE, folder)
    return folder


def text(path: str) -> str:
    """A file of the office."""
    return KANTOR.read(path).decode()


def changed(ganti: Penggantian, baru: Mapping[str, str] | None = None) -> MemoryFiles:
    """The office with texts of its files replaced, each of which must stand there exactly once, and files added."""
    files = dict(baru or {})
    for path, pairs in ganti.items():
        content = text(path)
        for old, new in pairs:
            assert content.count(old) == 1, f"{path} has {old!r} {content.count(old)} times"
            content = content.replace(old, new)
        files[path] = content
    return MemoryFiles({path: content.encode() for path, content in files.items()}, under=KANTOR)


def edited(*pairs: tuple[str, str], path: str = PIKP) -> MemoryFiles:
    """The office with texts of one file replaced."""
    return changed({path: pairs})


def block(path: str, first: str, after: str | None = None) -> str:
    """The lines of a file from the one that holds ``first`` up to the one that holds ``after``, or to the end."""
    content = text(path)
    start = content.rindex("\n", 0, content.index(first)) + 1
    return content[start : content.rindex("\n", 0, content.index(after)) + 1 if after else None]
