"""From the bytes of a file to values by its schema, or to why there are none."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

from rktkit.ground.catalogue.rules import At, problem
from rktkit.ground.files import Files, NotPlainFile, TooLarge, limit
from rktkit.ground.findings import Problem
from rktkit.ground.yaml.reader import load
from rktkit.ground.yaml.text import ukuran
from rktkit.plan.load.marks import opened
from rktkit.plan.schema.fields import Rules
from rktkit.plan.schema.kinds import KINDS
from rktkit.plan.schema.reader import Reader
from rktkit.plan.schema.shape import Shape

T = TypeVar("T")


Loaded = tuple[T | None, list[Problem]]


Values = dict[str, Any]


WHOLE = ""
"""The key under which a file's values say that no item of any list was unusable."""


SCHEMAS: dict[str, Rules] = {name: kind.rules for name, kind in KINDS.items()}


@cache
def shape(name: str) -> Shape:
    """The prepared schema of a kind of file."""
    return Shape(SCHEMAS[name]["schema"])


def read_bytes(files: Files, path: str, saran: str = "") -> tuple[bytes | None, list[Problem]]:
    """The bytes of a file, or why there are none: missing or closed (RKT-006), no plain file (007), huge (004)."""
    try:
        return files.read(path), []
    except FileNotFoundError:
        hint = saran or "Kembalikan berkas itu dari versi sebelumnya, atau buat menurut panduan."
        return None, [problem("RKT-006.hilang", path, At(), berkas=path, saran=hint)]
    except NotPlainFile:
        return None, [bukan_berkas(_link(files, path))]
    except TooLarge as error:
        return None, [problem("RKT-004.besar", path, At(), **ukuran(error.size, limit(path)))]
    except OSError as error:
        from rktkit.ground.disk import sebab

        return None, [problem("RKT-006.tertutup", path, At(), berkas=path, sebab=sebab(error))]


def bukan_berkas(path: str) -> Problem:
    """RKT-007: a link or a submodule stands at a path."""
    return problem("RKT-007", path, At(), berkas=path)


def _link(files: Files, path: str) -> str:
    """What is no plain file on the way to a path: itself, or a folder above it."""
    folder, _, name = path.rpartition("/")
    return _link(files, folder) if folder and files.list(folder).get(name) is None else path


def read_file(files: Files, path: str, name: str, saran: str = "") -> tuple[Values | None, list[Problem]]:
    data, problems = read_bytes(files, path, saran)
    if data is None:
        return None, problems
    return read_values(data, path, name)


def read_values(data: bytes, path: str, name: str) -> tuple[Values | None, list[Problem]]:
    """The values of a file's bytes by the schema ``name``; ``None`` when there is no mapping at the top."""
    root, problems = load(data, path)
    if root is None:
        return None, problems
    reader = Reader(path)
    values = reader.mapping(root, shape(name))
    values[WHOLE] = not reader.dropped
    return values, opened(problems + reader.problems, data)


def built(values: Values | None, problems: list[Problem], build: Callable[[Values], T]) -> Loaded[T]:
    """Build a reference; an incomplete one is of no use."""
    if values is None or not values[WHOLE]:
        return None, problems
    try:
        return build(values), problems
    except KeyError:
        return None, problems
