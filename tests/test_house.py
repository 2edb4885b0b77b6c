"""The house as its pages describe it: the map, the size of the rooms. ``python -m tests.test_house`` renews the map."""

import ast
import importlib.util
import re
import tomllib
from pathlib import Path

import pytest

from tests.conftest import HEAVY
from tests.places import ROOT

CODE = ROOT / "scripts/rktkit"
TESTS = ROOT / "tests"
PAGES = (ROOT / "CONTRIBUTING.md", ROOT / "content/rekayasa/architecture/index.md")
GUIDES = [*PAGES, *(page for page in sorted((ROOT / "content/rekayasa").rglob("*.md")) if page not in PAGES)]
CODED = ("scripts", "tests", "benchmarks")
MOST = 350
"""Lines of a file; one that has more is named on the architecture page with its reason."""
DOZEN = 12
"""Entries of a room at most."""
MAP = re.compile(r"(<!-- the house -->\n).*?(<!-- end of the house -->)", re.DOTALL)


def docstring(file: Path) -> str:
    """The first sentence of a module, as one line."""
    text = ast.get_docstring(ast.parse(file.read_bytes())) or ""
    return " ".join(re.split(r"\.\s|\n\n", text, maxsplit=1)[0].split()).rstrip(".")


def floors() -> list[str]:
    """The packages from the top down, as the import contract names them."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    return next(list(one["layers"]) for one in contracts if one.get("containers") == ["rktkit"])


def house() -> str:
    """The map of the house: every package, what is in it, its rooms."""
    rows = ["| Package | What is in it | Rooms |", "|---|---|---|"]
    for name in floors():
        inside = sorted((CODE / name).iterdir(), key=lambda place: (place.is_file(), place.name))
        rooms = [f"`{place.name}/`" for place in inside if is_room(place)]
        rooms += [f"`{place.stem}`" for place in inside if place.suffix == ".py" and not place.stem.startswith("__")]
        rows.append(f"| `{name}` | {docstring(CODE / name / '__init__.py')} | {' '.join(rooms)} |")
    return "\n".join(rows)


def renewed(page: str) -> str:
    """A page with the map as it is now."""
    return MAP.sub(lambda match: f"{match[1]}\n{house()}\n\n{match[2]}", page)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_map_shows_the_house(page: Path) -> None:
    text = page.read_text()
    assert MAP.search(text)
    assert text == renewed(text), "run: scripts/reference"


def test_every_package_is_a_floor() -> None:
    packages = {place.parent.name for place in CODE.glob("*/__init__.py")}
    assert packages == set(floors())


@pytest.mark.parametrize("package", sorted(CODE.rglob("__init__.py")), ids=lambda file: file.parent.name)
def test_every_package_says_what_is_in_it(package: Path) -> None:
    assert len(docstring(package)) > 15


def test_a_long_room_is_named_with_its_reason() -> None:
    reasons = dict(re.findall(r"(?m)^\* `([\w/]+\.py)`: (.+)$", PAGES[1].read_text()))
    lines = {file.relative_to(CODE).as_posix(): file.read_bytes().count(b"\n") for file in CODE.rglob("*.py")}
    long = {name for name, count in lines.items() if count > MOST}
    assert long - reasons.keys() == set(), "too long, and no reason on the architecture page"
    assert reasons.keys() - long == set(), "named on the architecture page, but not long"


def test_no_test_file_is_long() -> None:
    """What proves two things is two files."""
    long = {str(file.relative_to(ROOT)) for file in TESTS.rglob("*.py") if file.read_bytes().count(b"\n") > MOST}
    assert long == set()


def test_the_tests_stand_where_the_code_stands() -> None:
    """A folder of tests is a package of the code, or of the forge's runs; every floor has one."""
    folders = {file.parent.relative_to(TESTS).as_posix() for file in TESTS.rglob("test_*.py")} - {"."}
    assert {name for name in folders if not (is_room(CODE / name) or (ROOT / ".github" / name).is_dir())} == set()
    assert set(floors()) <= folders


def test_what_is_heavy_is_still_there() -> None:
    """A package that moved would let slow tests among the quick ones."""
    for name in HEAVY:
        package, _, last = name.rpartition(".")
        assert importlib.util.find_spec(name) or hasattr(importlib.import_module(package), last), name


def test_a_room_has_a_dozen_entries_at_most() -> None:
    """Modules, packages and what they carry; a folder of like things may have as many as there are."""
    page = PAGES[1].read_text()
    like = set(re.findall(r"`([\w/]+)/`", page[page.index("like things") :].partition("\n\n")[0]))
    entries = {
        folder.parent.relative_to(CODE).as_posix(): sum(place.name[0] not in "._" for place in folder.parent.iterdir())
        for folder in CODE.rglob("__init__.py")
    }
    assert {name for name, count in entries.items() if count > DOZEN} == like, "only those on the architecture page"


@pytest.mark.parametrize("page", GUIDES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_a_page_names_files_that_are_there(page: Path) -> None:
    there = {f"/{place.relative_to(ROOT).as_posix()}" for top in CODED for place in (ROOT / top).rglob("*.py")}
    named = re.findall(r"(?<![\w<>*])[\w./-]*\w\.py\b", page.read_text())
    assert [name for name in named if not any(path.endswith(f"/{name}") for path in there)] == []


def is_room(place: Path) -> bool:
    """Whether a folder is a package."""
    return (place / "__init__.py").is_file()


@pytest.mark.parametrize("package", sorted(CODE.rglob("__init__.py")), ids=lambda file: file.parent.name)
def test_a_package_hands_out_seven_names_at_most(package: Path) -> None:
    """What it imports to hand on counts by ``__all__``; what it defines counts where it has none."""
    body = ast.parse(package.read_bytes()).body
    listed = [
        len(one.value.elts)
        for one in body
        if isinstance(one, ast.Assign) and isinstance(one.value, ast.List) and ast.unparse(one.targets[0]) == "__all__"
    ]
    own = [one for one in body if isinstance(one, ast.FunctionDef | ast.ClassDef) and not one.name.startswith("_")]
    assert (listed or [len(own)])[0] <= 7


if __name__ == "__main__":
    for place in PAGES:
        place.write_text(renewed(place.read_text()))
