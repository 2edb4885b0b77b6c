"""The text of a file: how large it may be, and which characters must not stand in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from rktkit.ground.catalogue.rules import problem
from rktkit.ground.findings import Problem
from rktkit.ground.yaml.nodes import Node, places

if TYPE_CHECKING:
    pass


MAX_BYTES = 1024 * 1024


MAX_PROBLEMS = 5_000
"""More findings of one kind in one file help nobody and would cost memory without bound; RKT-004 tells of it."""


# What libyaml cannot read, other control characters, what breaks lines unseen, and bidirectional overrides.
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)


def decode(data: bytes, file: str, limit: int) -> tuple[str | None, list[Problem]]:
    """The text of a file's bytes, without its byte order mark.

    Args:
        data: the bytes.
        file: its path, for the problems.
        limit: the most bytes.

    Returns:
        The text, or ``None`` when it is too large (RKT-004) or no UTF-8 (RKT-005); RKT-005 also for every character
        that must not stand in a file.
    """
    if len(data) > limit:
        return None, [problem("RKT-004.besar", file, Node(1, 1), **ukuran(len(data), limit))]
    try:
        text = data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8").removeprefix("\ufeff")
        return None, [problem("RKT-005.bukan_utf8", file, Node(*next(places(before, [len(before)]))))]
    found = list(islice(FORBIDDEN.finditer(text), MAX_PROBLEMS))
    at = places(text, [match.start() for match in found])
    return text, [
        problem("RKT-005.karakter", file, Node(line, column), kode=f"U+{ord(match.group()):04X}")
        for match, (line, column) in zip(found, at, strict=True)
    ]


def one_more(known: Sequence[Problem], text: str, file: str, at: Node, **values: Any) -> Iterable[Problem]:
    """Another finding beside the known ones: as long as there is room for it, then once that there is none."""
    if len(known) < MAX_PROBLEMS:
        yield problem(text, file, at, **values)
    elif len(known) == MAX_PROBLEMS:
        yield problem("RKT-004.temuan", file, at, batas=MAX_PROBLEMS)


def ukuran(size: int, limit: int) -> dict[str, str]:
    """A size and what is the most, in MiB, for RKT-004."""
    return {"size": f"{size / MAX_BYTES:.1f}".replace(".", ","), "batas": str(limit // MAX_BYTES)}
