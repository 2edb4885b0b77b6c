"""The chapters' running text: a small, safe part of Markdown, turned into data.

Headings (``#`` to ``###``), paragraphs, lists with ``-`` or ``1.``, ``**bold**`` and ``*italic*``; a backslash before a
sign makes it plain. ``{tahun}`` and its like are filled in as text *after* the Markdown was read, so no value can ever
become markup; a paragraph that is nothing but ``{tabel_f1}`` stands for a table, a chart or a list.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from rktkit.ground.findings import Problem, Refusal, Severity
from rktkit.ground.product import product_root
from rktkit.ground.suggest import nearest
from rktkit.ground.yaml.text import decode
from rktkit.plan.layout import CHAPTERS

FOLDER = CHAPTERS
"""Where the office keeps its chapter texts."""
LAMBANG = f"{FOLDER}/lambang.svg"
"""The office's mark for the cover; a neutral one stands in for a missing one."""
MAX_BYTES = 1024 * 1024
"""Bytes of the longest chapter that is read."""


@dataclass(frozen=True, slots=True)
class Potongan:
    """A run of text in one style. ``isian``: the text is the name of a placeholder."""

    teks: str
    tebal: bool = False
    miring: bool = False
    isian: bool = False


@dataclass(frozen=True, slots=True)
class Blok:
    """A heading (``jenis`` ``h1`` … ``h3``), a paragraph ``p``, a list ``ul`` or ``ol``, or a ``sisipan``.

    ``isi`` holds one entry for each item of a list, and just one for the rest.
    """

    jenis: str
    isi: tuple[tuple[Potongan, ...], ...]
    line: int = 1

    @property
    def nama(self) -> str:
        """The name of what a ``sisipan`` stands for."""
        return self.isi[0][0].teks


@cache
def shipped() -> Mapping[str, str]:
    """The texts that come with the program, by name."""
    paths = sorted((product_root() / FOLDER).glob("*.md"))
    return MappingProxyType({path.stem: path.read_text("utf-8") for path in paths})


def own(sources: Mapping[str, bytes]) -> dict[str, str]:
    """The office's own chapter texts among its files, by name.

    Args:
        sources: path in the repository to bytes.

    Raises:
        Refusal: RKT-004 or RKT-005, one of them cannot be read; all are told.
    """
    texts, problems = {}, []
    for path, data in sources.items():
        if path.startswith(f"{FOLDER}/") and path.endswith(".md"):
            text, found = decode(data, path, MAX_BYTES)
            problems += found
            texts[path.removeprefix(f"{FOLDER}/").removesuffix(".md")] = text or ""
    if problems:
        raise Refusal(problems)
    return texts


_HEADING = re.compile(r"(#{1,3})\s+(.*)")
_BULLET = re.compile(r"\s*[-*+]\s+(.*)")
_NUMBER = re.compile(r"\s*[0-9]+[.)]\s+(.*)")


def parse(text: str) -> tuple[Blok, ...]:
    """The blocks of a chapter. Everything that is not in the small language is text."""
    blocks: list[Blok] = []
    kind, items, start = "", [""], 1

    def close() -> None:
        nonlocal kind
        if kind:
            parts = tuple(_inline(item) for item in items)
            alone = kind == "p" and len(parts[0]) == 1 and parts[0][0].isian and not parts[0][0].tebal
            blocks.append(Blok("sisipan" if alone else kind, parts, start))
        kind = ""

    for line, row in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
        heading, bullet, number = _HEADING.fullmatch(row.rstrip()), _BULLET.fullmatch(row), _NUMBER.fullmatch(row)
        listed = bullet or number
        if not row.strip() or heading:
            close()
        if heading:
            kind, items, start = f"h{len(heading[1])}", [heading[2].rstrip("# ")], line
            close()
        elif listed:
            wanted = "ul" if bullet else "ol"
            if kind != wanted:
                close()
                kind, items, start = wanted, [], line
            items.append(listed[1])
        elif row.strip() and kind:
            items[-1] += " " + row.strip()
        elif row.strip():
            kind, items, start = "p", [row.strip()], line
    close()
    return tuple(blocks)


_TOKEN = re.compile(r"\\([\\*_{}#.+-])|(\*\*)|([*_])|\{([a-z0-9_]+)\}")


def _inline(text: str) -> tuple[Potongan, ...]:
    parts: list[Potongan] = []
    bold = italic = False
    place = 0

    def add(piece: str, placeholder: bool = False) -> None:
        if piece:
            parts.append(Potongan(piece, bold, italic, placeholder))

    for match in _TOKEN.finditer(text):
        plain, strong, emphasis, name = match.groups()
        if emphasis and not _is_emphasis(text, match.start()):
            continue
        add(text[place : match.start()])
        place = match.end()
        if plain:
            add(plain)
        elif strong:
            bold = not bold
        elif emphasis:
            italic = not italic
        else:
            add(name, placeholder=True)
    add(text[place:])
    return tuple(parts)


def _is_emphasis(text: str, at: int) -> bool:
    """Whether a lone ``*`` or ``_`` opens or closes: not between two blanks, nor an underscore inside a word."""
    before, after = text[at - 1 : at] or " ", text[at + 1 : at + 2] or " "
    if before.isspace() and after.isspace():
        return False
    return not (text[at] == "_" and before.isalnum() and after.isalnum())


def problems_in(name: str, text: str, known: Collection[str]) -> list[Problem]:
    """Placeholders that nobody can fill, each with the nearest that exists."""
    problems = []
    for block in parse(text):
        for piece in (piece for item in block.isi for piece in item):
            if piece.isian and piece.teks not in known:
                near = nearest(piece.teks, known)
                hint = f"Mungkin yang dimaksud {{{near}}}." if near else "Yang ada: " + ", ".join(sorted(known)) + "."
                problems.append(
                    Problem(
                        "RKT-102",
                        Severity.GALAT,
                        f"{FOLDER}/{name}.md",
                        block.line,
                        1,
                        f"Isian {{{piece.teks}}} tidak dikenal dalam naskah.",
                        hint,
                    )
                )
    return problems
