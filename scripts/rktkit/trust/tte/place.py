"""Where on the document a visible signature goes: the room above the official's name on the lembar pengesahan.

The page is found by its bookmark, the room as the lowest wide gap between two lines of one column. Both are read from
the PDF itself, so a document that was published years ago is stamped in the right place too.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

TITLE = "Lembar Pengesahan"
WIDTH = 230.0
"""Of the stamp, in points; the column it stands in is 82 mm wide."""

HEIGHT = 64.0
ROOM = (60.0, 130.0)
"""Between the baselines above and below the room for a signature; less is no room, more is another part of the page."""

_LINE = re.compile(rb"q 1 0 0 -1 (-?[0-9.]+) (-?[0-9.]+) cm(?:(?!\bQ\b).)*?\bBT\b", re.DOTALL)
"""How the type-setter begins a line of text: its own origin, then the text."""


@dataclass(frozen=True, slots=True)
class Place:
    """A box on a page (counted from 0): left, bottom, right, top in points; ``tinggi`` is the height of the page."""

    halaman: int
    kotak: tuple[int, int, int, int]
    tinggi: float

    @property
    def lebar_cap(self) -> int:
        """Width of the box."""
        return self.kotak[2] - self.kotak[0]

    @property
    def tinggi_cap(self) -> int:
        """Height of the box."""
        return self.kotak[3] - self.kotak[1]


def find_place(reader: Any) -> Place:
    """The place for the stamp.

    Args:
        reader: a ``PdfFileReader``.
    """
    pages = list(pages_of(reader))
    number = _bookmarked(reader, pages)
    page = pages[number][1]
    left, bottom, right, top = (float(side) for side in page["/MediaBox"])
    rooms = [room for room in _gaps(page) if ROOM[0] <= room[1] - room[2] <= ROOM[1]]
    if rooms:
        x, upper, lower = min(rooms, key=lambda room: room[2])
        base = max(lower + 12, (lower + 13 + upper - 5 - HEIGHT) / 2)  # between the name below and the line above
        box = x, base, min(x + WIDTH, right), min(base + HEIGHT, upper - 4)
    else:
        box = left + 79, bottom + 62, left + 79 + WIDTH, bottom + 62 + HEIGHT
    return Place(number, (round(box[0]), round(box[1]), round(box[2]), round(box[3])), top - bottom)


def pages_of(reader: Any) -> Iterator[tuple[Any, Any]]:
    """Every page in order: its reference and its dictionary.

    Raises:
        ValueError: the tree of pages is no tree, or beyond all measure.
    """
    seen: set[Any] = set()
    waiting = [reader.root.raw_get("/Pages")]
    while waiting:
        reference = waiting.pop()
        key = getattr(reference, "reference", id(reference))
        if key in seen or len(seen) > 20_000:
            raise ValueError("pages")
        seen.add(key)
        node = reference.get_object()
        if "/Kids" in node:
            waiting += reversed(list(node["/Kids"]))
        else:
            yield reference, node


def _bookmarked(reader: Any, pages: list[tuple[Any, Any]]) -> int:
    """The page that the bookmark leads to; the last one where there is no such bookmark."""
    numbers = {reference.reference: number for number, (reference, _) in enumerate(pages)}
    try:
        item = reader.root["/Outlines"].raw_get("/First")
        for _ in range(500):
            node = item.get_object()
            if "".join(char for char in str(node["/Title"]) if char.isprintable()) == TITLE:
                return numbers[node["/Dest"].get_object().raw_get(0).reference]
            item = node.raw_get("/Next")
    except (KeyError, AttributeError, IndexError, TypeError):
        pass
    return len(pages) - 1


def _gaps(page: Any) -> Iterator[tuple[float, float, float]]:
    """Between each two lines that stand under each other: their left edge, the upper and the lower baseline."""
    columns: dict[float, list[float]] = defaultdict(list)
    for match in _LINE.finditer(content_of(page)):
        columns[round(float(match[1]), 2)].append(float(match[2]))
    for x, lines in columns.items():
        if len(lines) >= 4:
            heights = sorted(lines, reverse=True)
            yield from ((x, upper, lower) for upper, lower in pairwise(heights))


def content_of(page: Any) -> bytes:
    """What a page draws, decoded."""
    if "/Contents" not in page:
        return b""
    contents = page["/Contents"]  # not get(): that would not follow a reference
    streams = contents if isinstance(contents, list) else [contents]
    return b"\n".join(bytes(stream.get_object().data) for stream in streams)
