"""Where something stands in the data of a file: the path of its field, whatever the lines, the order or the comments.

A path names keys and, of a list's item, what it is known by: its kode, or whatever else tells it from its siblings.
``("program", "3.25.02", "kegiatan", "3.25.02.2.01", "sub_kegiatan", "3.25.02.2.01.0014", "pagu")``.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping

from rktkit.ground.yaml.comments import scan_comments
from rktkit.ground.yaml.nodes import List, Map, Node, Text
from rktkit.ground.yaml.reader import load

Path = tuple[str, ...]

IDENTITY = ("kode", "nip", "nomor", "tanggal", "nama", "uraian", "judul", "dana", "mulai")
"""What an item of a list is known by: the first of these fields that it has."""


def paths(root: Map) -> dict[Path, Node]:
    """The node of every key's value and of every item by its path, in the order of the file."""
    return {path: value for path, _, value in _walk(root, ())}


def find(root: Map, path: Path) -> Node:
    """The node at a path, or at the longest part of it that is there."""
    known = paths(root)
    return next((known[path[:n]] for n in range(len(path), 0, -1) if path[:n] in known), root)


class Places:
    """The paths of a file by line and column. A file that cannot be read has one place only: itself."""

    def __init__(self, data: bytes, file: str) -> None:
        root, _ = load(data, file)
        found: dict[tuple[int, int], set[Path]] = {}
        self._own_lines: frozenset[int] = frozenset()
        if root is not None:
            found[root.line, root.column] = {()}
            for path, start, value in _walk(root, ()):
                for node in (start, value):
                    found.setdefault((node.line, node.column), set()).add(path)
            text = data.decode("utf-8").removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
            self._own_lines = frozenset(line for line, alone, _ in scan_comments(text) if alone)
        self._starts = sorted(found)
        self._found = found

    def at(self, line: int, column: int) -> frozenset[Path]:
        """The paths of what stands at a place; several where a mapping begins with its first field.

        A comment on a line of its own belongs to what follows it.
        """
        index = bisect_right(self._starts, (line, column))
        if line not in self._own_lines:
            index = max(0, index - 1)
        return frozenset(self._found[self._starts[index]] if index < len(self._starts) else {()})


def _walk(node: Node, path: Path) -> Iterator[tuple[Path, Node, Node]]:
    """Of every key and item the path, the node where it begins, and the node of its value."""
    if isinstance(node, Map):
        for key, entry in node.entries.items():
            yield (*path, key), node.keys[key], entry
            yield from _walk(entry, (*path, key))
    elif isinstance(node, List):
        seen: Counter[str] = Counter()
        for item in node.items:
            name = _name(item)
            seen[name] += 1
            below = (*path, step(name, seen[name]))
            yield below, item, item
            yield from _walk(item, below)


def step(name: str, ke: int) -> str:
    """The ``ke``-th item (from 1) of those with a name, as a path says it."""
    return name if ke == 1 else f"{name} ({ke})"


def _name(item: Node) -> str:
    """What an item is known by; of one without anything of its own what it holds."""
    if isinstance(item, Text):
        return " ".join(item.value.split())
    entries: Mapping[str, Node] = item.entries if isinstance(item, Map) else {}
    for key in IDENTITY:
        found = entries.get(key)
        if isinstance(found, Text) and not found.empty:
            return " ".join(found.value.split())
    return ""
