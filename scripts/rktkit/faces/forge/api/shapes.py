"""Small typed readers for JSON that others wrote: a value of the expected kind and size, or ``MalformedError``."""

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

_SHA = re.compile(r"[0-9a-f]{40}")
_DEPTH = 40


class MalformedError(ValueError):
    """JSON that is not what it should be. Its text names the field, never the value."""


def parse(data: bytes, limit: int) -> Any:
    """Parse JSON bytes of at most ``limit`` bytes; floats stay text, so nothing is rounded.

    Raises:
        MalformedError: too large, too deep, not UTF-8, not JSON, or with NaN or Infinity.
    """
    if len(data) > limit:
        raise MalformedError("terlalu besar")
    if _depth(data) > _DEPTH:
        raise MalformedError("terlalu dalam")
    try:
        return json.loads(data.decode("utf-8"), parse_constant=_refuse, parse_int=_int, parse_float=str)
    except (ValueError, RecursionError) as error:
        raise MalformedError("bukan JSON yang utuh") from error


def _depth(data: bytes) -> int:
    """The deepest nesting by brackets alone; brackets inside texts count too, which only makes this stricter."""
    depth = deepest = 0
    for byte in data:
        if byte in b"[{":
            depth += 1
            deepest = max(deepest, depth)
        elif byte in b"]}":
            depth -= 1
    return deepest


def _refuse(_: str) -> Any:
    raise MalformedError("bilangan yang bukan bilangan")


def _int(text: str) -> int:
    if len(text) > 18:
        raise MalformedError("bilangan terlalu panjang")
    return int(text)


def mapping(value: Any, name: str) -> Mapping[str, Any]:
    """A JSON object."""
    if not isinstance(value, dict):
        raise MalformedError(name)
    return value


def items(value: Any, name: str, limit: int = 100_000) -> list[Any]:
    """A JSON array of at most ``limit`` items."""
    if not isinstance(value, list) or len(value) > limit:
        raise MalformedError(name)
    return value


def text(owner: Mapping[str, Any], name: str, limit: int = 100_000) -> str:
    """A text field."""
    value = owner.get(name)
    if not isinstance(value, str) or len(value) > limit:
        raise MalformedError(name)
    return value


def optional(owner: Mapping[str, Any], name: str, limit: int = 100_000) -> str | None:
    """A text field that may be absent or null."""
    return None if owner.get(name) is None else text(owner, name, limit)


def number(owner: Mapping[str, Any], name: str, least: int = 0) -> int:
    """A whole number field, not below ``least``."""
    value = owner.get(name)
    if not isinstance(value, int) or isinstance(value, bool) or value < least:
        raise MalformedError(name)
    return value


def flag(owner: Mapping[str, Any], name: str) -> bool:
    """A true or false field."""
    value = owner.get(name)
    if not isinstance(value, bool):
        raise MalformedError(name)
    return value


def sha(owner: Mapping[str, Any], name: str) -> str:
    """A full commit name: 40 hexadecimal digits."""
    value = text(owner, name, 40)
    if not _SHA.fullmatch(value):
        raise MalformedError(name)
    return value


def choice(owner: Mapping[str, Any], name: str, allowed: Callable[[str], Any]) -> Any:
    """A text that ``allowed`` turns into a value, raising ``ValueError`` for others."""
    try:
        return allowed(text(owner, name, 100))
    except ValueError as error:
        raise MalformedError(name) from error
