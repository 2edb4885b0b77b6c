"""What all tests share: settings of hypothesis that suit two busy cores, and which tests are quick."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from tests.kantor import copy_to
from tests.places import ROOT

settings.register_profile("rktkit", deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=150)
settings.load_profile("rktkit")
settings.register_profile("ci", derandomize=True)  # the same commit, the same verdict; new examples are found at desks
settings.register_profile("quick", max_examples=20)

HEAVY = frozenset(
    {
        "frictionless",
        "git",
        "http.server",
        "playwright",
        "subprocess",
        "typst",
        "rktkit.cli.main",
        "rktkit.documents.pdf",
        "rktkit.documents.render",
        "rktkit.documents.xlsx",
        "rktkit.faces.excel",
        "rktkit.faces.reference",
        "rktkit.faces.site.build",
        "rktkit.ground.git.repo",
        "rktkit.procedure.rehearsal",
        "rktkit.trust",
    }
)
"""What a quick test does without: what imports one of these, itself or through a helper of the tests, is not quick."""


def _file(module: str) -> Path:
    place = ROOT.joinpath(*module.split("."))
    return place / "__init__.py" if place.is_dir() else place.with_suffix(".py")


@cache
def _imports(file: Path) -> frozenset[str]:
    """Every module that a file may import, by its full name."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_bytes())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return frozenset(found)


def _is_heavy(module: str) -> bool:
    parts = module.split(".")
    return any(".".join(parts[:length]) in HEAVY for length in range(1, len(parts) + 1))


@cache
def is_quick(file: Path) -> bool:
    """Whether a module of the tests, and every one of them that it imports, does without what takes long."""
    waiting, seen = [file], {file}
    while waiting:
        modules = _imports(waiting.pop())
        if any(map(_is_heavy, modules)):
            return False
        ours = {_file(module) for module in modules if module.startswith("tests.")}
        fresh = {place for place in ours if place.is_file()} - seen
        seen |= fresh
        waiting += fresh
    return True


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """The small office in a folder of its own, to be used up."""
    return copy_to(tmp_path / "kantor")


@pytest.fixture(scope="module")  # no longer: its event loop would run below every test that comes after
def chromium() -> Iterator[Any]:
    """A browser; only who asks for it waits for what it needs."""
    from tests.chromium import started

    with started() as browser:
        yield browser


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave unread what ``-m quick`` would deselect anyway."""
    if config.option.markexpr == "quick" and collection_path.suffix == ".py" and collection_path.name != "conftest.py":
        return None if is_quick(collection_path) else True
    return None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is quick, for ``scripts/test --quick``."""
    slow = {"slow", "browser", "workflow"}
    for item in items:
        if is_quick(item.path) and not slow & {mark.name for mark in item.iter_markers()}:
            item.add_marker("quick")
