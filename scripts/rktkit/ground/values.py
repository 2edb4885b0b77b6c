"""Frozen values, as ``dataclasses`` has them, without its price at start-up.

A frozen dataclass is source text that is compiled when its module is imported, and ``dataclasses`` itself imports half
a compiler: a quarter of the time that ``rkt check`` takes for a whole cycle. So what every command imports (the words
of the plan, findings, what rules look at) is declared here; everything else uses ``dataclasses``.
Type checkers see no difference.
"""

from __future__ import annotations

from typing import Any, NoReturn, Self, dataclass_transform

_NONE = object()


class Field:
    """How a field departs from the others."""

    __slots__ = ("compare", "default")

    def __init__(self, default: Any = _NONE, compare: bool = True) -> None:
        self.default = default
        self.compare = compare


def field(*, default: Any = _NONE, compare: bool = True, kw_only: bool = False) -> Any:
    """A field with a default, one that is no part of what the value says (not compared, not printed), or a named one.

    ``kw_only`` is for type checkers; at run time every field may be given by name.
    """
    return Field(default, compare)


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
class _Values(type):
    """Collects the fields of a class from its annotations; those of a base class come last, and by name."""

    def __new__(cls, name: str, bases: tuple[type, ...], space: dict[str, Any]) -> _Values:
        inherited = next((base for base in bases if isinstance(base, _Values)), None)
        fields: dict[str, Field] = {}
        for key in space.get("__annotations__", ()):
            given = space.pop(key, _NONE)
            fields[key] = given if isinstance(given, Field) else Field(given)
        fields |= inherited._fields if inherited is not None else {}
        made = super().__new__(cls, name, bases, space)
        made._fields = fields
        made._names = tuple(fields)
        made._defaults = {key: one.default for key, one in fields.items() if one.default is not _NONE}
        made._compared = tuple(key for key, one in fields.items() if one.compare)
        return made

    _fields: dict[str, Field]
    _names: tuple[str, ...]
    _defaults: dict[str, Any]
    _compared: tuple[str, ...]


class Value(metaclass=_Values):
    """The base of every such value. Equal to another of its class that says the same."""

    def __init__(self, *values: Any, **named: Any) -> None:
        cls = type(self)
        own = self.__dict__
        own.update(cls._defaults)
        own.update(zip(cls._names, values, strict=False))
        own.update(named)
        if own.keys() != cls._fields.keys() or len(values) > len(cls._names):
            raise TypeError(f"{cls.__name__} takes {', '.join(cls._names)}")

    def but(self, **named: Any) -> Self:
        """The same value with other words in some fields."""
        return type(self)(**{**{name: self.__dict__[name] for name in type(self)._names}, **named})

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and self._said() == other._said()

    def __hash__(self) -> int:
        return hash(self._said())

    def __repr__(self) -> str:
        cls = type(self)
        return f"{cls.__name__}({', '.join(f'{name}={self.__dict__[name]!r}' for name in cls._compared)})"

    def _said(self) -> tuple[Any, ...]:
        own = self.__dict__
        return tuple([own[name] for name in type(self)._compared])

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"{type(self).__name__} is frozen")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"{type(self).__name__} is frozen")
