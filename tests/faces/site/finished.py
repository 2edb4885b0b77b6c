"""What a finished site holds: its pages, their text, the hash of every file."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import html5lib


def pages(site: Path) -> Iterator[Path]:
    """Pages that MkDocs made; the archive's own ``rkt.html`` has tests of its own."""
    return (page for page in sorted(site.rglob("*.html")) if page.name != "rkt.html")


def text(page: Path) -> str:
    tree = html5lib.parse(page.read_bytes(), namespaceHTMLElements=False, transport_encoding="utf-8")
    return " ".join("".join(tree.find("body").itertext()).split())


def hashes(site: Path) -> dict[str, str]:
    return {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }
