"""What a YAML file holds, each thing with the line and column it stands at."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import final

from rktkit.ground.findings import Problem

_BREAK = re.compile(r"\r\n|\r|\n")


class Node:
    """Something in a file. ``line`` and ``column`` count from 1, columns in characters."""

    __slots__ = ("column", "line")

    def __init__(self, line: int, column: int) -> None:
        self.line = line
        self.column = column


@final
class Text(Node):
    """A scalar, as written. ``plain`` when it stands without quotes."""

    __slots__ = ("plain", "value")

    def __init__(self, line: int, column: int, value: str, plain: bool) -> None:
        self.line = line
        self.column = column
        self.value = value
        self.plain = plain

    @property
    def empty(self) -> bool:
        """No value, ``~``, ``null``, or blanks only."""
        return not self.value.strip() or (self.plain and self.value in ("~", "null", "Null", "NULL"))


class Split(Node):
    """A decimal comma that the flow style has cut in two: ``{tw4: 3,34}``. ``text`` is what the writer meant."""

    __slots__ = ("text",)

    def __init__(self, line: int, column: int, text: str) -> None:
        super().__init__(line, column)
        self.text = text


class Broken(Node):
    """Stands where a problem was already reported, so that nothing more is said of it."""

    __slots__ = ()


@final
class List(Node):
    """A sequence."""

    __slots__ = ("items",)

    def __init__(self, line: int, column: int, items: list[Node] | None = None) -> None:
        self.line = line
        self.column = column
        self.items: list[Node] = [] if items is None else items


@final
class Map(Node):
    """A mapping: values in ``entries`` and the nodes of the keys in ``keys``, both by key, in the order written.

    ``damaged`` when a key was refused: what stood there may be what is missing now. ``remarks``, of the mapping at the
    top: warnings that stand in nobody's way, told where the file is read by its schema.
    """

    __slots__ = ("damaged", "entries", "keys", "remarks")

    def __init__(self, line: int, column: int) -> None:
        self.line = line
        self.column = column
        self.damaged = False
        self.entries: dict[str, Node] = {}
        self.keys: dict[str, Text] = {}
        self.remarks: Sequence[Problem] = ()


def texts_below(root: Node) -> Iterator[Text]:
    """Every text below a node, itself included, in reading order; keys are none."""
    stack = [root]
    while stack:
        node = stack.pop()
        if isinstance(node, Text):
            yield node
        elif isinstance(node, Map):
            stack.extend(reversed(node.entries.values()))
        elif isinstance(node, List):
            stack.extend(reversed(node.items))


def places(text: str, indices: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Line and column of each of some rising indices, by the line breaks of YAML."""
    line, start, done = 1, 0, 0
    for index in indices:
        for match in _BREAK.finditer(text, done, index):
            line, start = line + 1, match.end()
        done = index
        yield line, index - start + 1


def is_tight(text: str, index: int) -> bool:
    """Whether a ``#`` behind a blank begins a word at once; a ruler (``####``, ``#---``) and ``#!`` do not."""
    after = text[index + 1 : index + 2]
    return after > " " and after not in "#!=-*~_" and text[index - 1 : index] in (" ", "\t")
