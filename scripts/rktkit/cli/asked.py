"""What a verb is asked: each option is declared once, as a field of a frozen value.

A field's name gives the flag, its annotation the type: ``int``, ``str``, ``date`` or ``Path``. With ``| None`` it may
be left out, ``bool`` is a switch, a ``tuple`` takes several. Parser, help and reference page come from it::

    class Options(Asked):
        year: int = argument("TAHUN", "tahun rencana")
        final: bool = switch("naskah akhir")
        output: Path = option("DIR", "folder hasil")
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, Self

from rktkit.ground.values import Field, Value, field


class _Option(Field):
    """A field that the command line fills."""

    __slots__ = ("by_place", "settings")

    def __init__(self, settings: Mapping[str, Any], *, by_place: bool = False) -> None:
        super().__init__()
        self.settings, self.by_place = settings, by_place

    def add(self, parser: argparse.ArgumentParser, name: str, annotation: str) -> None:
        """Tell a parser of it; ``annotation`` as it is written in the class."""
        kind, _, spared = annotation.partition(" | ")
        several = kind.startswith("tuple[")
        settings = dict(self.settings)
        if kind != "bool":
            settings["type"] = _TYPES.get(annotation) or _TYPES[kind.removeprefix("tuple[").partition(",")[0]]
        if several and "action" not in settings:
            settings.setdefault("nargs", "*" if self.by_place else "+")
        if self.by_place:
            if spared:
                settings["nargs"] = "?"
            parser.add_argument(name, **settings)
        else:
            settings.setdefault("required", not (spared or several or kind == "bool" or "default" in settings))
            flags = (f"--{name.rstrip('_').replace('_', '-')}", *settings.pop("also", ()))
            parser.add_argument(*flags, dest=name, **settings)


def argument(metavar: str, about: str, **more: Any) -> Any:
    """A value that is known by its place."""
    return _Option({"metavar": metavar, "help": about, **more}, by_place=True)


def option(metavar: str | None, about: str, **more: Any) -> Any:
    """A value that is known by its name. ``more``: ``also`` (other flags), and what ``argparse`` takes."""
    return _Option({"metavar": metavar, "help": about, **more})


def switch(about: str) -> Any:
    """True where its name is said."""
    return _Option({"action": "store_true", "help": about})


class Asked(Value):
    """What every verb can be asked, and the base of what one is."""

    root: str | None = field()

    @classmethod
    def declare(cls, parser: argparse.ArgumentParser) -> None:
        """Tell a parser of every option."""
        for name, annotation in cls._annotations().items():
            one = cls._fields[name]
            if isinstance(one, _Option):
                one.add(parser, name, annotation)

    @classmethod
    def read(cls, args: argparse.Namespace) -> Self:
        """What was asked."""
        said = {name: getattr(args, name) for name in cls._fields}
        several = (name for name, annotation in cls._annotations().items() if annotation.startswith("tuple["))
        return cls(**{**said, **{name: tuple(said[name] or ()) for name in several}})

    @classmethod
    def _annotations(cls) -> dict[str, str]:
        """The fields' types as they are written, a class's own before those of its base."""
        return {
            name: text
            for base in cls.__mro__
            for name, text in vars(base).get("__annotations__", {}).items()
            if name in cls._fields
        }


def day(text: str) -> date:
    """A day as people type it: ``2027-12-31``. ``argparse`` tells of anything else."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” bukan tanggal; tulis seperti 2027-12-31") from None


def _place(text: str) -> Path | None:
    """A path; an empty word, as a script passes it on for what nobody said, is none."""
    return Path(text) if text else None


_TYPES = {"int": int, "str": str, "date": day, "Path": Path, "Path | None": _place}
