"""Nothing gets through: every mutant of the sample forms gives problems or a form that compiles; never a traceback."""

from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from rktkit.documents.compile.rkt import compile_rkt, compile_with_findings
from rktkit.ground.files import FolderFiles, MemoryFiles
from rktkit.ground.findings import Refusal
from rktkit.rules.check import check
from tests.kantor import BASE

PATHS = ["rkt/2027/pikp.yml", "rkt/2027/sekretariat.yml", "rkt/2027/siklus.yml", "rkt/organisasi.yml", "rkt/satuan.yml"]
RETYPED: list[Any] = [
    "",
    "~",
    "x",
    "-1",
    "1.000",
    "9" * 40,
    [],
    {},
    ["x"],
    {"x": "y"},
    [[]],
    [{}],
    "<script>",
    "\u200f|`{{ }}#",
]


def places(tree: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if path:
        yield path
    if isinstance(tree, dict):
        for key, value in tree.items():
            yield from places(value, (*path, key))
    elif isinstance(tree, list):
        for index, value in enumerate(tree):
            yield from places(value, (*path, index))


def mutants(text: str) -> Iterator[Any]:
    """Delete, duplicate, retype and swap every node."""

    def fresh() -> Any:
        return yaml.load(text, Loader=yaml.CBaseLoader)

    def parent(tree: Any, path: tuple[Any, ...]) -> Any:
        for step in path[:-1]:
            tree = tree[step]
        return tree

    for number, path in enumerate(list(places(fresh()))):
        tree = fresh()
        del parent(tree, path)[path[-1]]
        yield tree
        tree = fresh()
        holder = parent(tree, path)
        if isinstance(holder, list):
            holder.insert(path[-1], holder[path[-1]])
        else:
            holder[f"{path[-1]}x"] = holder[path[-1]]
        yield tree
        for step in (number, number + 5, number + 9):
            tree = fresh()
            parent(tree, path)[path[-1]] = RETYPED[step % len(RETYPED)]
            yield tree
        tree = fresh()
        holder = parent(tree, path)
        keys = list(holder) if isinstance(holder, dict) else list(range(len(holder)))
        other = keys[(keys.index(path[-1]) + 1) % len(keys)]
        holder[path[-1]], holder[other] = holder[other], holder[path[-1]]
        yield tree


@pytest.mark.slow
@pytest.mark.parametrize("path", PATHS)
def test_every_mutant_is_refused_or_compiles(path: str) -> None:
    base = FolderFiles(BASE)
    text = base.read(path).decode()
    count = 0
    for tree in mutants(text):
        data = yaml.dump(tree, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False).encode()
        files = MemoryFiles({path: data}, base)
        report = check(files, year=2027)
        if report.blocks:
            assert all(p.message and p.hint and p.line >= 1 and p.column >= 1 for p in report.problems)
            try:
                compile_with_findings(files, 2027, final=False)
            except Refusal as refusal:
                assert refusal.problems
        else:
            assert compile_rkt(files, 2027, final=False).tahun == 2027
        count += 1
    assert count > 100
