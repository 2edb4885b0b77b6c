"""JSON of strangers ⇄ typed values: what a record holds follows from the annotations of its dataclass.

Decimals are written with exactly their digits and read back as decimals. A field that is missing, unknown or of the
wrong kind is a ``RecordError`` that says where; a field with a default may be missing. What strangers may write has
its ``Bounds`` in the annotation: ``Annotated[str, Bounds(most=300)]``.
"""

import json
import re
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

_PLAIN = re.compile(r"[a-z_]{1,40}\Z")
_ANGKA = re.compile(r"-?[0-9]+(?:\.[0-9]+)?\Z")


class RecordError(ValueError):
    """The bytes are no record of a version that this reader knows. ``where``: the field, in names of ours alone."""

    def __init__(self, why: str, where: str = "") -> None:
        self.where = where
        super().__init__(f"{where}: {why}" if where else why)


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a field may hold: a number from ``least`` to ``most``; a text or list of ``most`` characters or items.

    ``among``: the texts that are allowed; ``pattern``: what a text must match as a whole.
    """

    least: int | None = None
    most: int | None = None
    among: Collection[str] = ()
    pattern: str = ""

    def hold(self, value: Any) -> bool:
        """Whether a value, which is of its kind already, keeps to them; a missing one always does."""
        if value is None:
            return True
        size = value if isinstance(value, int) else len(value)
        if (self.least is not None and size < self.least) or (self.most is not None and size > self.most):
            return False
        return (not self.among or value in self.among) and (
            not self.pattern or re.fullmatch(self.pattern, value) is not None
        )


def parse(data: bytes, *, most: int | None = None) -> dict[str, Any]:
    """The object that bytes of JSON hold, numbers as ``int`` and ``Decimal``.

    Raises:
        RecordError: more than ``most`` bytes, not JSON, or no object.
    """
    if most is not None and len(data) > most:
        raise RecordError("terlalu besar")
    try:
        document = json.loads(data, parse_float=Decimal, parse_int=_integer, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:  # UnicodeDecodeError is a ValueError too
        raise RecordError(f"bukan JSON yang dapat dibaca: {error}") from error
    if not isinstance(document, dict):
        raise RecordError("bukan objek JSON")
    return document


def plain(value: object) -> Any:
    """A record as JSON knows values: the inverse of ``build``."""
    if is_dataclass(value) and not isinstance(value, type):
        return {item.name: plain(getattr(value, item.name)) for item in fields(value)}
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def write(document: Mapping[str, Any]) -> bytes:
    """The bytes of an object, one key a line; its decimals with exactly their digits."""
    return ("".join(_lines(document, "")) + "\n").encode()


def _lines(value: Any, indent: str) -> Iterator[str]:
    """JSON text, one key a line; the standard writer knows no exact decimals."""
    inner = indent + " "
    if isinstance(value, Mapping) and value:
        for number, (key, item) in enumerate(value.items()):
            yield f"{',' if number else '{'}\n{inner}{_text(key)}: "
            yield from _lines(item, inner)
        yield f"\n{indent}}}"
    elif isinstance(value, list) and any(isinstance(item, dict | list) for item in value):
        for number, item in enumerate(value):
            yield f"{',' if number else '['}\n{inner}"
            yield from _lines(item, inner)
        yield f"\n{indent}]"
    elif isinstance(value, list):
        yield f"[{', '.join(''.join(_lines(item, inner)) for item in value)}]"
    elif isinstance(value, Decimal):
        yield _decimal(value)
    else:
        yield _text(value)


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _decimal(value: Decimal) -> str:
    text = format(value, "f")
    if not _ANGKA.match(text):
        raise ValueError(f"not a finite number: {value}")
    return text


def _integer(text: str) -> int:
    if len(text) > 100:  # int() of a million digits takes for ever, and no plan has them
        raise ValueError("angka terlalu panjang")
    return int(text)


def _refuse(text: str) -> None:
    raise ValueError(f"{text} bukan angka JSON")


def build(kind: Any, value: Any, path: str = "", *, lenient: bool = False) -> Any:
    """A value of a type of the model, from what JSON gave. Follows the model's own annotations.

    Args:
        kind: the type.
        value: what JSON gave.
        path: where it stands, for the error.
        lenient: pass over fields that the type does not know, as others add them.

    Raises:
        RecordError: a field that is missing, unknown or of the wrong kind. Its words are ours, never the stranger's.
    """
    origin = get_origin(kind)
    if origin is Annotated:
        kind, *bounds = get_args(kind)
        found = build(kind, value, path, lenient=lenient)
        if not all(one.hold(found) for one in bounds):
            raise RecordError("di luar batas", path)
        return found
    if origin in (Union, UnionType):
        return _choose(get_args(kind), value, path, lenient)
    if origin is tuple:
        return _tuple(get_args(kind), value, path, lenient)
    if is_dataclass(kind):
        return _record(kind, value, path, lenient)
    if kind is date and isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError as error:
            raise RecordError("bukan tanggal", path) from error
    if kind is Decimal and isinstance(value, int | Decimal) and not isinstance(value, bool):
        return Decimal(value)
    if kind in (str, int, bool) and type(value) is kind:
        return value
    if isinstance(kind, type) and issubclass(kind, Enum) and isinstance(value, str):
        with suppress(ValueError):
            return kind(value)
    raise RecordError("tidak sesuai", path)


def _choose(kinds: tuple[Any, ...], value: Any, path: str, lenient: bool) -> Any:
    if value is None and type(None) in kinds:
        return None
    wanted = [kind for kind in kinds if kind is not type(None)]
    if Decimal in wanted:
        return build(str if isinstance(value, str) else Decimal, value, path)
    return build(wanted[0], value, path, lenient=lenient)


def _tuple(kinds: tuple[Any, ...], value: Any, path: str, lenient: bool) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise RecordError("harus berupa daftar", path)
    each = kinds[:1] * len(value) if len(kinds) == 2 and kinds[1] is Ellipsis else kinds
    if len(each) != len(value):
        raise RecordError(f"harus berisi {len(each)} butir", path)
    return tuple(
        build(kind, item, f"{path}[{number}]", lenient=lenient)
        for number, (kind, item) in enumerate(zip(each, value, strict=True))
    )


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind, include_extras=True)


def _record(kind: Any, value: Any, path: str, lenient: bool) -> Any:
    if not isinstance(value, Mapping):
        raise RecordError("harus berupa objek", path or "berkas")
    hints = _hints(kind)
    known = {name: part for name, part in value.items() if name in hints}
    foreign = next((name for name in value if name not in hints), "")
    if len(known) < len(value) and not lenient:
        shown = foreign if _PLAIN.match(foreign) else "isian lain"  # a stranger's words reach nobody
        raise RecordError(f"{shown} tidak dikenal", path)
    # A field with a default may be missing: it was added to the model after the file was archived.
    for item in fields(kind):
        if item.name not in value and item.default is MISSING:
            raise RecordError("tidak ada", f"{path}.{item.name}".lstrip("."))
    return kind(
        **{
            name: build(hints[name], part, f"{path}.{name}".lstrip("."), lenient=lenient)
            for name, part in known.items()
        }
    )
