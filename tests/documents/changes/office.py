"""The small office of ``tests/examples/base``, and small edits of it."""

from pathlib import Path

from rktkit.ground.files import FolderFiles, MemoryFiles

BASE = FolderFiles(Path(__file__).parents[2] / "examples/base")
PIKP, EGOV, SEKRETARIAT = (f"rkt/2027/{kode}.yml" for kode in ("pikp", "egov", "sekretariat"))


def text(path: str) -> str:
    """A file of the base office."""
    return BASE.read(path).decode()


def edited(*changes: tuple[str, str], path: str = PIKP) -> MemoryFiles:
    """The office with texts of one file replaced; each old text must stand there exactly once."""
    content = text(path)
    for old, new in changes:
        assert content.count(old) == 1, old
        content = content.replace(old, new)
    return MemoryFiles({path: content.encode()}, BASE)


def block(path: str, first: str, after: str | None = None) -> str:
    """The lines of a file from the one that holds ``first`` up to the one that holds ``after``, or to the end."""
    content = text(path)
    start = content.rindex("\n", 0, content.index(first)) + 1
    return content[start : content.rindex("\n", 0, content.index(after)) + 1 if after else None]
