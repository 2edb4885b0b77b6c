"""Strict YAML with a position for every node.

Accepted is the plain core of YAML that a person types: one document, a mapping at the top, block or flow style.
Everything else is refused with its place, all at once. Scalars stay the text that was written; the field decides later
what they mean. One pass over libyaml's events builds the tree without recursion, so neither depth nor size nor an
alias bomb can hurt; nothing in a file is ever constructed into an object.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

from rktkit.ground.catalogue.rules import problem
from rktkit.ground.findings import Problem
from rktkit.ground.yaml.nodes import Broken, List, Map, Node, Split, Text, is_tight
from rktkit.ground.yaml.text import FORBIDDEN, MAX_BYTES, MAX_PROBLEMS, decode, one_more

if TYPE_CHECKING:
    from yaml import Mark, MarkedYAMLError

MAX_DEPTH = 32
MAX_NODES = 150_000

_NUMBER_PART = re.compile(r"(?:Rp ?)?-?[0-9][0-9.]*\Z")
_REST_PART = re.compile(r"[0-9]+%?\Z")
_LONGEST_REST = 3
"""Digits behind a comma and a blank; four would be a year whose value is missing."""
_SHOWN = 100
"""Characters of a number that was cut; a message shows no more of it."""
_MASK = "\ufffd"


_LAST = Broken(0, 0)
"""Nothing more is to be read."""


class _Frame:
    """A collection that is being filled."""

    __slots__ = ("end", "flow", "key", "node", "refused", "skip")

    def __init__(self, node: List | Map, flow: bool, skip: bool) -> None:
        self.node = node
        self.flow = flow
        self.refused = False  # it has a tag, so what it holds means something else
        self.skip = skip  # below a merge key or inside a key: read, but said nothing of
        self.key: Text | Broken | None = None
        self.end: Mark | None = None  # where the last plain value of a flow mapping ended


def load(data: bytes, file: str) -> tuple[Map | None, list[Problem]]:
    """Read one file.

    Args:
        data: the bytes of the file.
        file: its path, for the problems.

    Returns:
        The mapping at the top, or ``None`` when there is no usable one, and every problem found
        (RKT-001 … RKT-005). Never raises for anything in ``data``.
    """
    return _Reader(file).read(data)


class _Reader:
    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.masked = False
        self.documents = 0
        self.open: list[_Frame] = []
        """The collections that are open, from the top down."""

    def say(self, text: str, line: int, column: int, **values: Any) -> Broken:
        node = Broken(line, column)
        self.problems += one_more(self.problems, text, self.file, node, **values)
        return node

    def read(self, data: bytes) -> tuple[Map | None, list[Problem]]:
        text = self.decode(data)
        if text is None:
            return None, self.problems
        root = self.parse(text)
        if root is None and not self.problems:
            self.say("RKT-001.kosong", 1, 1)
        elif root is not None and not isinstance(root, (Map, Broken)):
            if isinstance(root, Text) and root.empty:
                self.say("RKT-001.kosong", 1, 1)
            else:
                self.say("RKT-001.bukan_pemetaan", root.line, root.column)
        if not isinstance(root, Map):
            return None, self.problems
        if _has_tight(text):
            root.remarks = list(self.remarks(text))
        return root, self.problems

    def remarks(self, text: str) -> Iterator[Problem]:
        """RKT-010, as far as anybody reads it."""
        from rktkit.ground.yaml.slips import swallowed

        for slip in islice(swallowed(text), MAX_PROBLEMS):
            yield problem(slip.text, self.file, Node(slip.line, slip.column), **slip.values)

    def decode(self, data: bytes) -> str | None:
        text, problems = decode(data, self.file, MAX_BYTES)
        if text is not None and problems:
            self.masked = True
            text = FORBIDDEN.sub(_MASK, text)
        self.problems += problems
        return text

    def parse(self, text: str) -> Node | None:
        from yaml import MarkedYAMLError, YAMLError
        from yaml._yaml import CParser

        try:
            return self.build(CParser(text).get_event)
        except MarkedYAMLError as error:
            self.syntax(error, text)
        except YAMLError:
            self.say("RKT-001.sintaks", 1, 1, sebab="isi berkas tidak dapat diurai")
        return Broken(1, 1)

    def syntax(self, error: MarkedYAMLError, text: str) -> None:
        from rktkit.ground.yaml.slips import diagnose

        mark = error.context_mark or error.problem_mark
        if "Unicode character escape" in str(error.problem):
            self.say("RKT-005.karakter", *_at(mark), kode="surogat tunggal")
            return
        if self.masked:
            return  # may only follow from the character that was reported
        frame = self.open[-1] if self.open else None
        flow = (frame.node.line, frame.node.column) if frame is not None and frame.flow else None
        slip = diagnose(error, text, flow)
        self.say(slip.text, slip.line, slip.column, **slip.values)

    def build(self, get_event: Any) -> Node | None:
        """Turn events into a tree; the stack holds the collections that are open.

        The loop runs for every scalar of every form, so what is usual is done on the spot: a plain scalar, a new key,
        a value in block style. The rest is in methods.
        """
        from yaml import events

        scalar, map_start, list_start = events.ScalarEvent, events.MappingStartEvent, events.SequenceStartEvent
        map_end, list_end = events.MappingEndEvent, events.SequenceEndEvent
        root: Node | None = None
        stack = self.open
        frame: _Frame | None = None
        left = MAX_NODES
        masked = self.masked
        while True:
            event = get_event()
            kind = type(event)
            node: Node
            if kind is scalar:
                mark = event.start_mark
                style = event.style
                node = Text(mark.line + 1, mark.column + 1, event.value, not style)
                if style == '"' or event.anchor is not None or event.tag is not None or masked:
                    node = self.scalar(node, event, frame is not None and frame.skip)
            elif kind is map_end or kind is list_end:
                ended = stack.pop()
                node = ended.node if not ended.refused else Broken(ended.node.line, ended.node.column)
                frame = stack[-1] if stack else None
            elif kind is map_start or kind is list_start:
                mark = event.start_mark
                if len(stack) >= MAX_DEPTH:
                    return self.say("RKT-004.dalam", mark.line + 1, mark.column + 1)
                start = Map if kind is map_start else List
                node = start(mark.line + 1, mark.column + 1)
                skip = frame is not None and (frame.skip or self.hidden(frame))
                frame = _Frame(node, event.flow_style, skip)
                if (event.anchor is not None or event.tag is not None) and not skip:
                    self.properties(event, node)
                    frame.refused = event.tag is not None
                stack.append(frame)
                continue
            else:
                other = self.other(event, frame)
                if other is _LAST:
                    return root
                if other is None:
                    continue
                node = other
            left -= 1
            if left < 0:
                return self.say("RKT-004.banyak", node.line, node.column, batas=MAX_NODES)
            if len(self.problems) > MAX_PROBLEMS:
                return Broken(node.line, node.column)
            if frame is None:
                root = node
                continue
            mapping = frame.node
            if type(mapping) is List:
                mapping.items.append(node)
                continue
            key = frame.key
            if key is None:
                if type(node) is Text and node.value and node.value != "<<":
                    frame.key = node
                    continue
            elif (
                type(key) is Text
                and key.value not in mapping.entries
                and (not frame.flow or (type(node) is Text and node.value))
            ):
                frame.key = None
                mapping.entries[key.value] = node
                mapping.keys[key.value] = key
                if frame.flow:
                    frame.end = event.end_mark if type(node) is Text and node.plain else None
                continue
            self.entry(frame, node, event)

    def other(self, event: Any, frame: _Frame | None) -> Node | None:
        """An alias, the beginning of a document, the end of everything; ``None`` when there is nothing to add."""
        from yaml import events

        mark = event.start_mark
        if isinstance(event, events.StreamEndEvent):
            return _LAST
        if isinstance(event, events.DocumentStartEvent):
            self.documents += 1
            if event.version or event.tags:
                self.say("RKT-003.direktif", mark.line + 1, mark.column + 1)
            if self.documents > 1:
                self.say("RKT-003.dokumen", mark.line + 1, mark.column + 1)
                return _LAST
        if not isinstance(event, events.AliasEvent):
            return None
        if frame is not None and (frame.skip or self.hidden(frame)):
            return Broken(mark.line + 1, mark.column + 1)
        return self.say("RKT-003.alias", mark.line + 1, mark.column + 1)

    @staticmethod
    def hidden(frame: _Frame) -> bool:
        """Whether what comes next belongs to a key that was refused."""
        return type(frame.key) is Broken

    def entry(self, frame: _Frame, node: Node, event: Any) -> None:
        """Take the next key or value of a mapping."""
        mapping = frame.node
        assert isinstance(mapping, Map)
        key = frame.key
        if key is None:
            frame.key = self.key(frame, node)
            mapping.damaged |= type(frame.key) is Broken
            return
        frame.key = None
        if type(key) is Broken:
            return
        assert isinstance(key, Text)
        if frame.flow and self.cut(frame, key, node, event):
            return
        if key.value in mapping.entries:
            if not frame.skip:
                self.say("RKT-002", key.line, key.column, kunci=key.value, baris=mapping.keys[key.value].line)
            return
        mapping.entries[key.value] = node
        mapping.keys[key.value] = key
        if frame.flow:
            frame.end = event.end_mark if type(node) is Text and node.plain else None

    def key(self, frame: _Frame, node: Node) -> Text | Broken:
        if isinstance(node, Broken):
            return node
        if not isinstance(node, Text):
            return Broken(node.line, node.column) if frame.skip else self.say("RKT-003.kunci", node.line, node.column)
        if node.plain and node.value == "<<":
            return Broken(node.line, node.column) if frame.skip else self.say("RKT-003.merge", node.line, node.column)
        if node.plain and not node.value:
            return Broken(node.line, node.column) if frame.skip else self.say("RKT-003.kunci", node.line, node.column)
        return node

    def cut(self, frame: _Frame, key: Text, node: Node, event: Any) -> bool:
        """Put together again what a comma has cut: ``3`` | ``34`` without a value, behind the comma."""
        mapping = frame.node
        assert isinstance(mapping, Map)
        if not (key.plain and type(node) is Text and not node.value and node.plain and _REST_PART.match(key.value)):
            return False
        end = _at(frame.end)
        adjacent = end == (key.line, key.column - 1)
        if frame.end is None or (not adjacent and (end[0] != key.line or len(key.value) > _LONGEST_REST)):
            return False
        name = next(reversed(mapping.entries))
        before = mapping.entries[name]
        if isinstance(before, Text) and _NUMBER_PART.match(before.value):
            mapping.entries[name] = Split(before.line, before.column, f"{before.value},{key.value}")
        elif isinstance(before, Split):
            before.text += f",{key.value}" if len(before.text) < _SHOWN else ""
        else:
            return False
        frame.end = event.start_mark  # the missing value stands where its key ends
        return True

    def scalar(self, node: Text, event: Any, skip: bool) -> Node:
        """Look closer at a scalar that has more than a plain text."""
        if _MASK in node.value and self.masked:
            return Broken(node.line, node.column)
        if skip:
            return node
        match = FORBIDDEN.search(node.value) if event.style == '"' else None
        if match:
            return self.say("RKT-005.karakter", node.line, node.column, kode=f"U+{ord(match.group()):04X}")
        self.properties(event, node)
        refused = event.tag is not None or (event.anchor is not None and node.empty)
        return Broken(node.line, node.column) if refused else node

    def properties(self, event: Any, node: Node) -> None:
        if event.anchor is not None:
            self.say("RKT-003.jangkar", node.line, node.column)
        if event.tag is not None:
            self.say("RKT-003.tag", node.line, node.column)


def _has_tight(text: str) -> bool:
    """Whether any ``#`` is one; most files have few, and go from one to the next."""
    at = text.find("#")
    while at >= 0 and not is_tight(text, at):
        at = text.find("#", at + 1)
    return at >= 0


def _at(mark: Mark | None) -> tuple[int, int]:
    return (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)
