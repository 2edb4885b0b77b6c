"""The marks that ``rkt open`` leaves in a form, for people who never see its text: listed, and taken away when done.

A mark is a ``# TINJAU`` comment with the lines that continue it (``#   …``). Other comments are none of ours.
"""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from rktkit.faces.excel import layout
from rktkit.ground.yaml.comments import scan_comments
from rktkit.ground.yaml.nodes import Map, Text
from rktkit.ground.yaml.reader import load
from rktkit.plan.model import TINJAU
from rktkit.plan.schema.shape import one_line

_MARK = re.compile(rf"{TINJAU.decode()}(?![A-Za-z])")
_CONTINUES = "#  "
FORM = "Seluruh form"


@dataclass(frozen=True, slots=True)
class Tanda:
    """A mark: its first and last line (from 1), where it begins in the first, where it stands, and its question."""

    awal: int
    akhir: int
    kolom: int
    tempat: str
    isi: str


def marks(data: bytes) -> list[Tanda]:
    """The marks of a form's text; none where it cannot be read."""
    root, _ = load(data, "form")
    if root is None:
        return []
    places = sorted(_places(root))
    text = _text(data)
    lines = text.split("\n")
    found: list[Tanda] = []
    begun = False
    for line, alone, words in scan_comments(text):
        place = places[at][1] if (at := bisect_left(places, (line, ""))) < len(places) else FORM
        if mark := _MARK.search(words):
            column = len(lines[line - 1].rstrip()) - len(words) + mark.start()
            found.append(Tanda(line, line, column, place, words[mark.end() :].removeprefix(":").strip()))
            begun = alone
        elif begun and alone and words.startswith(_CONTINUES) and line == found[-1].akhir + 1:
            last = found.pop()
            found.append(replace(last, akhir=line, isi=f"{last.isi}\n{words[1:].strip()}"))
        else:
            begun = False
    return found


def without(data: bytes, questions: Collection[str]) -> bytes:
    """A form's text without the marks that ask one of some (folded) questions."""
    there = marks(data)
    if not there:
        return data
    lines = _text(data).split("\n")
    for mark in reversed(there):
        if one_line(mark.isi) not in questions:
            continue
        kept = lines[mark.awal - 1][: mark.kolom].rstrip()
        lines[mark.awal - 1 : mark.akhir] = [kept] if kept else []
    return "\n".join(lines).encode()


def _text(data: bytes) -> str:
    return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")


def _places(root: Map) -> Iterator[tuple[int, str]]:
    """The line of every entry, and what the workbook calls the place."""
    sheets = {"sasaran": layout.SASARAN, "program": layout.PROGRAM}
    for key, mark in root.keys.items():
        yield mark.line, f"Lembar {sheets[key].nama}" if key in sheets else FORM
    rows = dict.fromkeys((lembar.nama for lembar in layout.LEMBAR), layout.BARIS_PERTAMA)
    for part in layout.bagian(root):
        number = rows[part.lembar.nama]
        rows[part.lembar.nama] += 1
        for node, rules in part.isi:
            own = node.entries.get("kode")
            kode = own.value.strip() if isinstance(own, Text) else part.sel.get("induk", "")
            row = f"{part.lembar.nama}, baris {number}" + (f" ({kode})" if kode else "")
            first = next(iter(node.entries), "")
            for key, value in node.entries.items():
                label = rules["schema"][key]["meta"]["label"] if key in rules["schema"] else key
                yield node.keys[key].line, row if key == first else f"{row}: {label}"
                if isinstance(value, Map):
                    yield from ((below.line, f"{row}: {label}") for below in value.keys.values())
