"""The lines to write instead, where it is evident what was meant: nothing is guessed, and each is tried before.

The commenting run works them out from the proposed files as data, with its own rules: what the checking run says is a
stranger's word, and a suggestion is committed with one click.
"""

import json
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from rktkit.faces.forge.api.protocol import Suggestion
from rktkit.ground.catalogue.exact import replacement
from rktkit.ground.files import Files, MemoryFiles, read_plain
from rktkit.ground.findings import Problem, Severity
from rktkit.ground.yaml.nodes import Node, Split, Text
from rktkit.ground.yaml.places import paths
from rktkit.ground.yaml.reader import load
from rktkit.rules.check import check

MOST = 100
"""Lines that are worked out at most; a comment has no room for more."""

WIDEST = 400
"""Characters of a line that is offered; a longer one is better mended by hand."""

_SINGLE = re.compile(r"'(?:[^']|'')*'")
_DOUBLE = re.compile(r'"(?:[^"\\]|\\.)*"')


class _Change(NamedTuple):
    problem: Problem
    start: int
    end: int
    new: str


def suggestions(files: Files, touched: Collection[str]) -> tuple[Suggestion, ...]:
    """The exact lines for the findings in some files, in reading order; at most one a line.

    Args:
        files: the proposed files.
        touched: the paths that the request changed.
    """
    asked = sorted(path for path in touched if path.startswith("rkt/") and path.endswith(".yml"))
    found = check(files, paths=asked).problems if asked else ()
    changes = [change for path in asked for change in _changes(path, read_plain(files, path), found)][:MOST]
    if not changes:
        return ()
    mended = MemoryFiles({path: _written(files.read(path), changes, path) for path in asked}, files)
    before, after = _counted(found), _counted(check(mended, paths=asked).problems)
    return tuple(_lines(files, [change for change in changes if _helps(change, before, after)]))


def _counted(problems: Iterable[Problem]) -> Counter[tuple[str, int, str]]:
    """How many findings of each rule a line has, and (at line 0) how many of each rule that blocks a file has."""
    found = list(problems)
    blocking = Counter((p.file, 0, p.rule) for p in found if p.severity is Severity.GALAT)
    return Counter((p.file, p.line, p.rule) for p in found) + blocking


def _helps(change: _Change, before: Counter[tuple[str, int, str]], after: Counter[tuple[str, int, str]]) -> bool:
    """Whether a line that was mended has one finding less, and no code took the place of another's."""
    file, line, rule = change.problem.file, change.problem.line, change.problem.rule
    clash = (after[file, 0, other] > before[file, 0, other] for other in ("RKT-110", "RKT-203"))
    return after[file, line, rule] < before[file, line, rule] and not (rule == "RKT-201" and any(clash))


def _changes(path: str, data: bytes | None, found: Iterable[Problem]) -> Iterator[_Change]:
    """For each finding of one file that knows what to write, where; one a line, the others wait for the next time."""
    root, _ = load(data or b"", path)
    if root is None or data is None:
        return
    nodes = {(node.line, node.column): node for node in paths(root).values()}
    lines = _split(data)
    taken: set[int] = set()
    for problem in found:
        new = replacement(problem)
        if problem.file != path or new is None or problem.line in taken:
            continue
        node = nodes.get((problem.line, problem.column), root)
        span = _span(lines[problem.line - 1], node)
        if span is not None:
            taken.add(problem.line)
            yield _Change(problem, *span, _quoted(new, node))


def _span(line: str, node: Node) -> tuple[int, int] | None:
    """Where a value stands in its line; ``None`` where it is no value of one line."""
    start = node.column - 1
    if isinstance(node, Split):
        return (start, start + len(node.text)) if line[start:].startswith(node.text) else None
    if not isinstance(node, Text) or len(line) > WIDEST:
        return None
    if not node.plain:
        quoted = (_DOUBLE if line[start : start + 1] == '"' else _SINGLE).match(line, start)
        return (start, quoted.end()) if quoted else None
    end = start + len(node.value)
    whole = line[start:end] == node.value and re.match(r"\s*(?:\s#.*|[,}\]].*)?\Z", line[end:])
    return (start, end) if node.value and whole else None


def _quoted(new: str, node: Node) -> str:
    """The new value as YAML reads it; in quotation marks where it must be, or where the old one was."""
    if isinstance(node, Split) or new.startswith("["):
        return new
    bare = re.fullmatch(r"[\w(][\w .()/%+-]*", new) and new == new.strip()
    return new if bare else json.dumps(new, ensure_ascii=False)


def _split(data: bytes) -> list[str]:
    """The lines by the breaks of YAML, without the byte order mark, which no column counts."""
    return re.split(r"\r\n|\r|\n", data.decode("utf-8").removeprefix("\ufeff"))


def _written(data: bytes, changes: Iterable[_Change], path: str) -> bytes:
    lines = _split(data)
    for change in changes:
        if change.problem.file == path:
            lines[change.problem.line - 1] = _line(lines[change.problem.line - 1], change)
    return "\n".join(lines).encode()


def _line(line: str, change: _Change) -> str:
    return line[: change.start] + change.new + line[change.end :]


def _lines(files: Files, changes: Iterable[_Change]) -> Iterator[Suggestion]:
    for change in changes:
        file, line = change.problem.file, change.problem.line
        text = _line(_split(files.read(file))[line - 1], change)
        if text.isprintable() and len(text) <= WIDEST:
            yield Suggestion(file, line, change.problem.rule, text, change.problem.severity is Severity.GALAT)
