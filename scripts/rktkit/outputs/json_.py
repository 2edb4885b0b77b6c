"""``rkt.json``: the whole plan as open data, and the way back.

A JSON number is written with exactly the digits of the decimal, and read back as a decimal: nothing is rounded on the
way. Amounts are whole rupiah. A target is a number, or a text where its unit has an ordered list of predikat. Dates are
``2026-12-01``. Optional fields without a value are ``null``, so every object always has the same keys.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from decimal import Decimal
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from rktkit.document import Rkt
from rktkit.outputs.context import Context

VERSI = 1
"""Version of the format; a reader refuses one that it does not know."""

SKEMA = "urn:rktkit:rkt:1"
"""The identifier of the published schema ``templates/rkt.schema.json``."""

_KEPALA = ("$schema", "versi", "publikasi", "status", "commit")
_ANGKA = re.compile(r"-?[0-9]+(?:\.[0-9]+)?\Z")


class BacaError(ValueError):
    """The bytes are no ``rkt.json`` of a version that this reader knows; says where and why."""


def render(rkt: Rkt, context: Context) -> dict[str, bytes]:
    """``rkt.json`` with the plan and where it comes from."""
    if context.data is not None:
        return {"rkt.json": context.data}
    document = {
        "$schema": SKEMA,
        "versi": VERSI,
        "publikasi": rkt.publikasi,
        "status": "final" if context.final else "draf",
        "commit": context.commit,
        **_plain(rkt),
    }
    return {"rkt.json": ("".join(_write(document, "")) + "\n").encode()}


def schema() -> bytes:
    """The JSON Schema of ``rkt.json``, to be published beside it."""
    from importlib.resources import files

    return files("rktkit.outputs").joinpath("templates/rkt.schema.json").read_bytes()


def read_rkt(data: bytes) -> Rkt:
    """The plan of an ``rkt.json``: the exact inverse of ``render``.

    Args:
        data: the bytes of the file.

    Returns:
        The plan, equal to the one that was written.

    Raises:
        BacaError: not JSON, another version, or a field that is missing, unknown or of the wrong kind.
    """
    try:
        document = json.loads(data, parse_float=Decimal, parse_int=_int, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:  # UnicodeDecodeError is a ValueError too
        raise BacaError(f"bukan JSON yang dapat dibaca: {error}") from error
    if not isinstance(document, dict):
        raise BacaError("bukan objek JSON")
    if document.get("versi") != VERSI:
        raise BacaError(f"versi {document.get('versi')!r} tidak dikenal; yang dikenal: {VERSI}")
    plan = _build(Rkt, {key: value for key, value in document.items() if key not in _KEPALA}, "")
    assert isinstance(plan, Rkt)
    return plan


# --- writing ---------------------------------------------------------------------------------------------------------


def _plain(value: object) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {item.name: _plain(getattr(value, item.name)) for item in fields(value)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def _write(value: Any, indent: str) -> Iterator[str]:
    """JSON text, one key a line; the standard writer knows no exact decimals."""
    inner = indent + " "
    if isinstance(value, dict) and value:
        for number, (key, item) in enumerate(value.items()):
            yield f"{',' if number else '{'}\n{inner}{_text(key)}: "
            yield from _write(item, inner)
        yield f"\n{indent}}}"
    elif isinstance(value, list) and any(isinstance(item, dict | list) for item in value):
        for number, item in enumerate(value):
            yield f"{',' if number else '['}\n{inner}"
            yield from _write(item, inner)
        yield f"\n{indent}]"
    elif isinstance(value, list):
        yield f"[{', '.join(''.join(_write(item, inner)) for item in value)}]"
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


# --- reading ---------------------------------------------------------------------------------------------------------


def _int(text: str) -> int:
    if len(text) > 100:  # int() of a million digits takes for ever, and no plan has them
        raise ValueError("angka terlalu panjang")
    return int(text)


def _refuse(text: str) -> None:
    raise ValueError(f"{text} bukan angka JSON")


def _build(kind: Any, value: Any, path: str) -> Any:
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
            raise BacaError(f"{path}: {value!r} bukan tanggal") from error
    if kind is Decimal and isinstance(value, int | Decimal) and not isinstance(value, bool):
        return Decimal(value)
    if kind in (str, int, bool) and type(value) is kind:
        return value
    raise BacaError(f"{path}: {value!r:.80} tidak sesuai")


def _choose(kinds: tuple[Any, ...], value: Any, path: str) -> Any:
    if value is None and type(None) in kinds:
        return None
    wanted = [kind for kind in kinds if kind is not type(None)]
    if Decimal in wanted:
        return _build(str if isinstance(value, str) else Decimal, value, path)
    return _build(wanted[0], value, path)


def _tuple(kinds: tuple[Any, ...], value: Any, path: str) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise BacaError(f"{path}: harus berupa daftar")
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        return tuple(_build(kinds[0], item, f"{path}[{number}]") for number, item in enumerate(value))
    if len(kinds) != len(value):
        raise BacaError(f"{path}: harus berisi {len(kinds)} butir")
    return tuple(
        _build(kind, item, f"{path}[{number}]") for number, (kind, item) in enumerate(zip(kinds, value, strict=True))
    )


def _record(kind: Any, value: Any, path: str) -> Any:
    if not isinstance(value, Mapping):
        raise BacaError(f"{path or 'berkas'}: harus berupa objek")
    hints = get_type_hints(kind)
    for name in value:
        if name not in hints:
            raise BacaError(f"{path}.{name}: tidak dikenal".lstrip("."))
    # A field with a default may be missing: it was added to the model after the file was archived.
    for item in fields(kind):
        if item.name not in value and item.default is MISSING:
            raise BacaError(f"{path}.{item.name}: tidak ada".lstrip("."))
    return kind(**{name: _build(hints[name], part, f"{path}.{name}".lstrip(".")) for name, part in value.items()})
