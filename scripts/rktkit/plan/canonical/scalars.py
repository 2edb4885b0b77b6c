"""How one value is written in its canonical form: bare or quoted, on one line or folded."""

import re
from collections.abc import Iterator
from decimal import Decimal

from rktkit.ground.yaml.nodes import Text
from rktkit.plan.schema.fields import Rules
from rktkit.plan.schema.shape import one_line, parse_nilai
from rktkit.plan.writing.numbers import NumberProblem, format_angka, parse_angka, parse_bulat, parse_rupiah

WIDTH = 120
"""Columns after which a line is broken."""


_PLAIN = re.compile(r"[^\W_](?:[^\n:#]|:(?=\S)|(?<=\S)#)*\Z")


_FLOW_MARKS = re.compile(r"[,\[\]{}]")


_WORDS_OF_YAML = frozenset(("y", "n", "yes", "no", "on", "off", "true", "false", "null"))


def written_value(node: Text, rules: Rules | None) -> str:
    """The text in canonical form."""
    kind = rules["meta"]["kind"] if rules else ""
    written = node.value
    if node.empty:
        return ""
    try:
        if kind == "rupiah":
            return str(parse_rupiah(written))
        if kind in ("angka", "nilai"):
            value = parse_angka(written) if kind == "angka" else parse_nilai(written)
            return format_angka(value) if isinstance(value, Decimal) else value
        if kind == "desimal":
            value = parse_nilai(written)
            return format_angka(value, tepat=True) if isinstance(value, Decimal) else value
        if kind == "bulat":
            return str(parse_bulat(written))
    except NumberProblem:
        return written.strip()
    if kind in ("paragraf", ""):
        return written.strip()
    return one_line(written)


def written(node: Text, rules: Rules | None, *, flow: bool) -> str:
    if node.empty:
        return '""' if not node.plain else ""
    return quoted(written_value(node, rules), flow=flow)


def quoted(text: str, *, flow: bool) -> str:
    """A text as a plain scalar where that is safe, for us and for any other YAML reader; else in quotes."""
    plain = (
        _PLAIN.match(text)
        and text == text.strip()
        and text.isprintable()
        and not text.endswith(":")
        and text.lower() not in _WORDS_OF_YAML
        and not (flow and _FLOW_MARKS.search(text))
    )
    if plain or text in ("true", "false"):
        return text
    if text.isprintable():
        return f'"{text}"' if '"' not in text and "\\" not in text else "'" + text.replace("'", "''") + "'"
    escaped = "".join(_escape(c) for c in text)
    return f'"{escaped}"'


def _escape(c: str) -> str:
    if c in '"\\':
        return f"\\{c}"
    if c.isprintable():
        return c
    known = {"\n": "\\n", "\t": "\\t", "\r": "\\r"}
    return known.get(c) or (f"\\u{ord(c):04x}" if ord(c) < 0x10000 else f"\\U{ord(c):08x}")


def unprintable(text: str) -> bool:
    return any(not line.isprintable() for line in text.split("\n")) or any(
        line != line.strip() and not line.strip() for line in text.split("\n")
    )


def foldable(text: str) -> bool:
    """Whether a text survives folding: single blanks only, nothing invisible."""
    return text.isprintable() and " ".join(text.split()) == text


def wrap(text: str, width: int) -> Iterator[str]:
    line = ""
    for word in text.split(" "):
        if line and len(line) + 1 + len(word) > width:
            yield line
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield line
