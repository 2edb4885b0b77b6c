"""JSON of strangers ⇄ typed values: what a record holds follows from the annotations of its dataclass.

Decimals are written with exactly their digits and read back as decimals. A field that is missing, unknown or of the
wrong kind is a ``RecordError`` that says where; a field with a default may be missing.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from decimal import Decimal
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

_ANGKA = re.compile(r"-?[0-9]+(?:\.[0-9]+)?\Z")


class RecordError(ValueError):
    """The bytes are no ``rkt.json`` of a version that this reader knows; says where and why."""


def parse(data: bytes) -> dict[str, Any]:
    """The object that bytes of JSON hold, numbers as ``int`` and ``Decimal``.

    Raises:
        RecordError: not JSON, or no object.
    """
    try:
        document = json.loads(data, parse_float=Decimal, parse_int=_integer, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:  # UnicodeDecodeError is a ValueError too
        raise RecordError(f"bukan JSON yang dapat dibaca: {error}") from error
    if not isinstance(document, dict):
        raise RecordError("bukan objek JSON")
    return document


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


def build(kind: Any, value: Any, path: str) -> Any:
    """A value of a type of the model, from what JSON gave. Follows the model's own annotations."""
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        return _choose(get_args(kind), value, path)
    if origin is tuple:
        return _tuple(get_args(kind), value, path)
    if is_dataclass(kind):
        return _record(kind, value, path)
    if kind is date and isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError as error:
            raise RecordError(f"{path}: {value!r} bukan tanggal") from error
    if kind is Decimal and isinstance(value, int | Decimal) and not isinstance(value, bool):
        return Decimal(value)
    if kind in (str, int, bool) and type(value) is kind:
        return value
    raise RecordError(f"{path}: {value!r:.80} tidak sesuai")


def _choose(kinds: tuple[Any, ...], value: Any, path: str) -> Any:
    if value is None and type(None) in kinds:
        return None
    wanted = [kind for kind in kinds if kind is not type(None)]
    if Decimal in wanted:
        return build(str if isinstance(value, str) else Decimal, value, path)
    return build(wanted[0], value, path)


def _tuple(kinds: tuple[Any, ...], value: Any, path: str) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise RecordError(f"{path}: harus berupa daftar")
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        return tuple(build(kinds[0], item, f"{path}[{number}]") for number, item in enumerate(value))
    if len(kinds) != len(value):
        raise RecordError(f"{path}: harus berisi {len(kinds)} butir")
    return tuple(
        build(kind, item, f"{path}[{number}]") for number, (kind, item) in enumerate(zip(kinds, value, strict=True))
    )


def _record(kind: Any, value: Any, path: str) -> Any:
    if not isinstance(value, Mapping):
        raise RecordError(f"{path or 'berkas'}: harus berupa objek")
    hints = get_type_hints(kind)
    for name in value:
        if name not in hints:
            raise RecordError(f"{path}.{name}: tidak dikenal".lstrip("."))
    # A field with a default may be missing: it was added to the model after the file was archived.
    for item in fields(kind):
        if item.name not in value and item.default is MISSING:
            raise RecordError(f"{path}.{item.name}: tidak ada".lstrip("."))
    return kind(**{name: build(hints[name], part, f"{path}.{name}".lstrip(".")) for name, part in value.items()})
