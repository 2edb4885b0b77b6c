"""What a person slipped on where libyaml gives up, and text that a ``#`` swallows.

libyaml tells where it could not go on, often a line too late, and in its own words. Asked only of a file that cannot be
read, or that has such a ``#``, so every other file pays nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from rktkit.ground.yaml.nodes import is_tight, places

if TYPE_CHECKING:
    from yaml import Mark, MarkedYAMLError

_CONFLICT = re.compile(r"^(?:<{7}|={7}|>{7})(?=\s|\Z)", re.MULTILINE)
_HARD_BLANK = re.compile(r" *(?:- +)*(?:-?([\xa0\u2007\u202f])|[\w.]+ ?:([\xa0\u2007\u202f]))")
"""A blank of Word's where the line begins, or behind a colon: to YAML it is a letter like any other."""
_BULLET = re.compile(r" *([–—‒−•·▪●◦‣*])\s")
_TIGHT_DASH = re.compile(r" *-([a-z_]\w*): ")
_ENTRY = re.compile(r" *(?:- +)*")
_NAME = re.compile(r"([a-z_]\w*)(?:[ \t]*[:=;]?[ \t]*)(?:(?<=[ \t:=;])(.*))?\Z")
_NAME_BEFORE_BRACKET = re.compile(r" *(?:- +)*[a-z_]\w*[ \t]*[:=;]?[ \t]*[\[{]")
_PROSE = re.compile(r"[a-z]\S* \S")
_FIRST = re.compile(r"(?:[ \t]*(?:#.*)?\r?\n)*[ \t]+([^\s#\[{\"'].*)")
"""A first line that begins with a blank."""
_CURVED = re.compile(r":\s+[“”„‘’]")
_COMMENT = re.compile(r"(?:(?<=\s)|^)#[^\r\n]*", re.MULTILINE)

# What libyaml says, by a part of its sentence, and what a planner can do with it.
_SYNTAX = (
    ("mapping values are not allowed", "RKT-001.titik_dua", ""),
    ("could not find expected ':'", "RKT-001.tanpa_titik_dua", ""),
    ("did not find expected key", "RKT-001.lekukan", ""),
    ("did not find expected '-' indicator", "RKT-001.lekukan", ""),
    ("block sequence entries are not allowed", "RKT-001.strip", ""),
    ("block mapping entries are not allowed", "RKT-001.lekukan", ""),
    ("tab character", "RKT-001.tab", ""),
    ("comment or line break", "RKT-001.awal", ""),
    ("indentation indicator", "RKT-001.awal", ""),
    ("cannot start any token", "RKT-001.awal", ""),
    ("end of stream", "RKT-001.kutip", ""),
    ("',' or '}'", "RKT-001.kurung", ""),
    ("',' or ']'", "RKT-001.kurung", ""),
    ("escape character", "RKT-001.escape", ""),
    ("undefined tag handle", "RKT-003.tag", ""),
    ("tag", "RKT-003.tag", ""),
    ("YAML document", "RKT-003.direktif", ""),
    ("directive", "RKT-003.direktif", ""),
    ("anchor or alias", "RKT-003.alias", ""),
    ("expected <document start>", "RKT-001.sintaks", "ada isi sesudah bagian utama berakhir"),
)


class Slip(NamedTuple):
    """The name of a text of the catalogue, line and column, and what the text names."""

    text: str
    line: int
    column: int
    values: dict[str, str]


class _Line(NamedTuple):
    start: int
    text: str


def diagnose(error: MarkedYAMLError, text: str, flow: tuple[int, int] | None) -> Slip:
    """What is wrong where libyaml gave up.

    Args:
        error: what it said.
        text: the file.
        flow: where the bracket stands that is open there, if one is.
    """
    said = str(error.problem or "")
    mark, opened = error.problem_mark, error.context_mark
    case, sebab = next((known for part, *known in _SYNTAX if part in said), ("RKT-001.sintaks", ""))
    place = _at(mark)
    if mark is not None and (slip := _slip(case, text, opened.index if opened else None, mark.index)):
        return slip
    if "expected <document start>" in said and (first := _FIRST.match(text)):
        return Slip("RKT-001.lekukan", *next(places(text, [first.start(1)])), {})  # what follows it stands further left
    if "expected <document start>" in said and mark is not None:
        case, place = _second(text[: mark.index], place)
    elif mark is not None and case in ("RKT-001.titik_dua", "RKT-001.lekukan"):
        case = _before(case, text[: mark.index].rpartition("\n")[2])
    elif mark is None or mark.index >= len(text):  # what was opened never ends
        if "expected node content" in said and flow is not None:
            case, place = "RKT-001.kurung", flow
        elif opened is not None:
            place = _at(opened)
    return Slip(case, *place, {"sebab": sebab or "susunannya tidak dapat diurai"})


def _at(mark: Mark | None) -> tuple[int, int]:
    return (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)


def _before(case: str, before: str) -> str:
    """What is really wrong where an indentation or a colon seems to be, by what stands before it on its line."""
    before = before.strip(" -")
    if case == "RKT-001.titik_dua":
        if _CURVED.search(before):
            return "RKT-001.kutip_melengkung"
        return case if ":" in before or not before else "RKT-001.lebih_dalam"
    return "RKT-001.sesudah_nilai" if before.endswith(("'", '"', "]", "}")) else case


def _second(before: str, place: tuple[int, int]) -> tuple[str, tuple[int, int]]:
    """Why something stands after the end: a directive without a document, another document, or a slip."""
    if directive := re.search(r"^%", before, re.MULTILINE):
        return "RKT-003.direktif", next(places(before, [directive.start()]))
    return ("RKT-003.sesudah_akhir" if re.search(r"^\.\.\.\s", before, re.MULTILINE) else "RKT-001.sintaks"), place


def _slip(case: str, text: str, opened: int | None, failed: int) -> Slip | None:
    """A slip that shows in the words themselves: on the line where libyaml gave up, or above it."""

    def said(name: str, index: int, **values: str) -> Slip:
        return Slip(f"RKT-001.{name}", *next(places(text, [index])), values)

    if conflict := _CONFLICT.search(text):
        return said("konflik", conflict.start(), tanda=conflict.group())
    here = _line(text, failed)
    above = _above(text, here)
    key = opened if case == "RKT-001.tanpa_titik_dua" else None
    for line in (_line(text, key),) if key is not None else (here, above):
        if line is None:
            continue
        while hard := _HARD_BLANK.match(line.text):  # pasted lines come in a row, the first one counts
            index = line.start + hard.end() - 1
            before = _above(text, line)
            if before is None or not _HARD_BLANK.match(before.text):
                return said("spasi", index)
            line = before
        if bullet := _BULLET.match(line.text):
            return said("tanda", line.start + bullet.start(1), tanda=bullet[1])
        if dash := _TIGHT_DASH.match(line.text):
            return said("strip_rapat", line.start + dash.start(1) - 1, kata=dash[1])
    if key is None and case == "RKT-001.titik_dua":
        key = _name_without_colon(text, here, above, failed)
    if key is None:
        return None
    written = text[key:].partition("\n")[0].rstrip()
    name = _NAME.match(written)
    if not name or (_PROSE.match(name[2] or "") and not re.search(rf"^[ -]*{name[1]}:", text, re.MULTILINE)):
        return said("tanpa_titik_dua", key)  # rather a text that goes on from the line above
    meant = f"{name[1]}: {name[2]}" if name[2] else f"{name[1]}:"
    if written.startswith(f"{name[1]}:"):
        return said("lupa_spasi", key, kata=name[1], contoh=meant)
    return said("lupa_titik_dua", key, kata=name[1], spasi=" dan satu spasi" if name[2] else "", contoh=meant)


def _name_without_colon(text: str, here: _Line, above: _Line | None, failed: int) -> int | None:
    """Where a name begins whose missing colon shows at a later one: before a bracket, or on the first line of a group.

    Such a line and the next are one text to YAML, up to the colon of the second.
    """
    if _NAME_BEFORE_BRACKET.match(here.text):
        return here.start + _content(here)
    if above is None or re.search(r":(\s|\Z)", above.text) or ":" in text[here.start : failed].strip():
        return None
    first = _content(above)
    parent = _above(text, above)
    begins = above.text.lstrip().startswith("- ") or parent is None or parent.text.rstrip().endswith(":")
    return above.start + first if begins and first == _content(here) else None


def _content(line: _Line) -> int:
    """The column, from 0, where what a line says begins, behind the dashes."""
    found = _ENTRY.match(line.text)
    return found.end() if found else 0


def _line(text: str, index: int) -> _Line:
    start = text.rfind("\n", 0, index) + 1
    end = text.find("\n", index)
    return _Line(start, text[start : end if end >= 0 else len(text)])


def _above(text: str, line: _Line) -> _Line | None:
    """The nearest line above that says something."""
    while line.start:
        line = _line(text, line.start - 1)
        words = line.text.strip()
        if words and not words.startswith("#"):
            return line
    return None


# --- comments -------------------------------------------------------------------------------------------------


def comments(text: str) -> Iterator[tuple[int, str]]:
    """Where each comment begins, and its words: what lies between libyaml's tokens.

    Raises:
        YAMLError: the text cannot be read.
    """
    from yaml import BlockEndToken, ScalarToken, StreamEndToken, scan
    from yaml.cyaml import CLoader

    end = 0
    for token in scan(text, Loader=CLoader):
        if isinstance(token, BlockEndToken):
            continue  # it has no extent, and is told late
        start = token.start_mark.index
        if isinstance(token, StreamEndToken):
            start = len(text)
        for match in _COMMENT.finditer(text, end, start):
            yield match.start(), match.group().rstrip()
        end = max(end, token.end_mark.index)
        if isinstance(token, ScalarToken) and token.style in ("|", ">"):
            header = _COMMENT.search(text, start, text.find("\n", start))
            if header:
                yield header.start(), header.group().rstrip()


def swallowed(text: str) -> Iterator[Slip]:
    """RKT-010: each comment behind a value, on its line, that may be meant as part of it: ``Media #1 dan radio``."""
    from yaml import YAMLError

    found: list[tuple[int, str]] = []
    try:
        for index, words in comments(text):
            if is_tight(text, index) and _is_text(text, index):
                found.append((index, words))
    except YAMLError:
        pass  # what stands behind a second document; the reader has told of it
    for (line, column), (_, words) in zip(places(text, [index for index, _ in found]), found, strict=True):
        yield Slip("RKT-010", line, column, {"teks": words})


def _is_text(text: str, index: int) -> bool:
    """Whether a ``#`` may belong to a plain text before it, or be the whole of one: no number, no list, no quotes."""
    line = _line(text, index)
    before = text[line.start : index].strip()
    if before.endswith(":"):
        below = text[line.start + len(line.text) + 1 :].partition("\n")[0]
        return not re.match(rf" {{{len(line.text) - len(line.text.lstrip())}}}(?: |- )", below)
    key, colon, value = before.partition(": ")
    value = (value if colon else key).lstrip(" -")
    return any(map(str.isalpha, value)) and value[0] not in "\"'[{|>&*!"
