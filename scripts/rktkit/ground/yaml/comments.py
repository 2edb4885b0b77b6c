"""The comments of a YAML file, each tied to the entry it belongs to; libyaml itself throws them away."""

from bisect import bisect_left
from collections.abc import Iterator

from rktkit.ground.yaml.nodes import List, Map, Node
from rktkit.ground.yaml.slips import comments

Place = tuple[int, int]
"""Line and column of a key or a list's item."""


class Comments:
    """Comments by the place of their entry.

    ``header`` stands above the first entry, ``footer`` below the last; ``before`` are lines of their own, ``beside``
    stands at the end of the entry's line. ``blank`` holds the entries that an empty line sets apart.
    """

    def __init__(self, text: str, root: Map) -> None:
        self.header: list[str] = []
        self.footer: list[str] = []
        self.before: dict[Place, list[str]] = {}
        self.beside: dict[Place, list[str]] = {}
        self.blank: set[Place] = set()
        self._attach(text.replace("\r\n", "\n").replace("\r", "\n"), sorted(set(_places(root))))

    def inside(self, node: Node) -> bool:
        """Whether any entry below a node has a comment."""
        return any(place in self.before or place in self.beside for place in _places(node))

    def belongs(self, place: Place, node: Node) -> bool:
        """Whether a place is that of an entry below a node."""
        return place in _places(node)

    def left(self) -> list[str]:
        """Comments that found no place, for whoever has taken the others out."""
        places = sorted({*self.before, *self.beside})
        return [words for place in places for words in (*self.before.get(place, ()), *self.beside.get(place, ()))]

    def _attach(self, text: str, places: list[Place]) -> None:
        lines = text.split("\n")
        first_of: dict[int, Place] = {}
        for place in places:
            first_of.setdefault(place[0], place)
        own_lines: set[int] = set()
        for line, alone, words in scan_comments(text):
            if alone:
                own_lines.add(line)
                self._own_line(line, words, places)
            else:
                owner = first_of.get(line) or places[max(0, bisect_left(places, (line, 0)) - 1)]
                self.beside.setdefault(owner, []).append(words)
        for line, place in first_of.items():
            above = line - 1
            while above in own_lines:
                above -= 1
            if above >= 1 and place != places[0] and not lines[above - 1].strip():
                self.blank.add(place)

    def _own_line(self, line: int, words: str, places: list[Place]) -> None:
        following = bisect_left(places, (line, 0))
        if following == 0:
            self.header.append(words)
        elif following == len(places):
            self.footer.append(words)
        else:
            self.before.setdefault(places[following], []).append(words)


def _places(node: Node) -> Iterator[Place]:
    if isinstance(node, Map):
        for key in node.entries:
            yield (node.keys[key].line, node.keys[key].column)
            yield from _places(node.entries[key])
    elif isinstance(node, List):
        for item in node.items:
            yield (item.line, item.column)
            yield from _places(item)


def scan_comments(text: str) -> Iterator[tuple[int, bool, str]]:
    """Line, whether it stands alone on its line, and words of each comment."""
    line, counted = 1, 0
    for start, words in comments(text):
        line += text.count("\n", counted, start)
        counted = start
        alone = not text[text.rfind("\n", 0, start) + 1 : start].strip()
        yield line, alone, words
