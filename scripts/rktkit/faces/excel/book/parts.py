"""The parts of a workbook's archive as XML: every element, without namespaces and without trust."""

import posixpath
import re
from collections.abc import Callable, Mapping
from xml.parsers import expat

CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})\Z")


class Refused(Exception):
    """A part is no XML that we read; or two parts differ in letter case only, and each reader takes another."""


def walk(
    content: bytes, element: Callable[[str, dict[str, str]], None], text: Callable[[str, str], None] | None = None
) -> None:
    """Every element's name and attributes; with ``text`` also its element's name and characters.

    Raises:
        Refused: the part has a document type, with which it could grow without end.
        expat.ExpatError: it is no XML.
    """
    stack: list[str] = []

    def refuse(*_: object) -> None:
        raise Refused

    def start(tag: str, attributes: dict[str, str]) -> None:
        stack.append(tag.rpartition("}")[2])
        element(stack[-1], {key.rpartition("}")[2]: value for key, value in attributes.items()})

    if content:
        parser = expat.ParserCreate(namespace_separator="}")
        parser.StartDoctypeDeclHandler = refuse
        parser.EntityDeclHandler = refuse
        parser.StartElementHandler = start
        parser.EndElementHandler = lambda _: stack.pop()
        if text is not None:
            parser.CharacterDataHandler = lambda chars: text(stack[-1], chars)
        parser.Parse(content, True)


def related(parts: Mapping[str, bytes], path: str) -> dict[str, tuple[str, str]]:
    """What a part points to: kind (the last word of its type) and path, by its ID."""
    found: dict[str, tuple[str, str]] = {}
    folder, name = posixpath.split(path)

    def relation(tag: str, attributes: dict[str, str]) -> None:
        if tag == "Relationship":
            target = attributes.get("Target", "").lower()
            full = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")
            found[attributes.get("Id", "")] = (attributes.get("Type", "").rpartition("/")[2], full)

    walk(parts.get(f"{folder}/_rels/{name}.rels", b""), relation)
    return found


def column(name: str) -> int:
    """The number of a column, from 1."""
    number = 0
    for char in name:
        number = number * 26 + ord(char) - 64
    return number


def notes(parts: Mapping[str, bytes], sheet: str) -> dict[tuple[int, int], str]:
    """What people have pinned to cells of a sheet, by row and column: notes, and threads of comments, which win."""
    pinned: dict[str, dict[tuple[int, int], str]] = {"comments": {}, "threadedComment": {}}
    for kind, path in related(parts, sheet).values():
        if kind in pinned:
            pinned[kind] |= _pinned(parts.get(path, b""))
    both = {**pinned["comments"], **pinned["threadedComment"]}
    return {place: words.strip() for place, words in both.items() if words.strip()}


def _pinned(content: bytes) -> dict[tuple[int, int], str]:
    found: dict[tuple[int, int], str] = {}
    at: tuple[int, int] | None = None

    def element(tag: str, attributes: dict[str, str]) -> None:
        nonlocal at
        if tag in ("comment", "threadedComment"):
            match = CELL.match(attributes.get("ref", ""))
            at = (int(match[2]), column(match[1])) if match else None
            if at is not None:
                found[at] = f"{found[at]}\n" if at in found else ""

    def text(tag: str, chars: str) -> None:
        if tag in ("t", "text") and at is not None:
            found[at] += chars

    walk(content, element, text)
    return found
