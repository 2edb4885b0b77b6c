"""The program's own files: where they lie, in a repository or in an installed wheel, and which of them an office runs.

An office's repository holds the program itself. ``PARTS`` names what belongs to it beside the package; the wheel
carries the same under ``kantor/`` (``pyproject.toml``, a test compares).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

PARTS = (
    ".github",
    ".gitattributes",
    ".gitignore",
    "CHANGELOG.md",
    "LICENSE",
    "SECURITY.md",
    "content",
    "mkdocs.yml",
    "pyproject.toml",
    "scripts/penerbit",
    "scripts/publish-outside",
    "scripts/requirements-dev.txt",
    "scripts/requirements-periksa.txt",
    "scripts/requirements-setup.txt",
    "scripts/requirements.txt",
    "scripts/send-site",
    "scripts/serve",
    "scripts/setup",
    "scripts/setup-check",
    "scripts/test",
    "skema",
)
PACKAGE = "scripts/rktkit"
_CARRIED = "kantor"
_LEFT_OUT = ("__pycache__", "2026-murni")
"""Parts of paths that are made while running, or belong to the sample office."""
_IMAGES = (".png",)
"""Pictures of the sample's site, for the project's own page."""


def product_root(package: Path | None = None) -> Path:
    """The folder with ``content/`` and ``mkdocs.yml``: the repository, or what the wheel carries.

    Args:
        package: the folder of another version's package; without it, of this one.
    """
    package = package or Path(__file__).parents[1]
    carried = package / _CARRIED
    return carried if carried.is_dir() else package.parents[1]


def product_files(package: Path | None = None) -> dict[str, bytes]:
    """Every file that an office's repository takes from the program, by its path there."""
    package = package or Path(__file__).parents[1]
    root = product_root(package)
    found = {}
    for part in PARTS:
        place = root / part
        for path in _files(place):
            found[path.relative_to(root).as_posix()] = path.read_bytes()
    for path in _files(package):
        inside = path.relative_to(package)
        if inside.parts[0] != _CARRIED:
            found[f"{PACKAGE}/{inside.as_posix()}"] = path.read_bytes()
    return found


def executable(path: str) -> bool:
    """Whether a file of the program is run by its name."""
    folder, _, name = path.rpartition("/")
    return folder == "scripts" and "." not in name


def _files(place: Path) -> Iterator[Path]:
    if place.is_file():
        yield place
    elif place.is_dir():
        for path in sorted(place.rglob("*")):
            kept = path.suffix not in (*_IMAGES, ".pyc") and not any(part in path.parts for part in _LEFT_OUT)
            if kept and path.is_file() and not path.is_symlink():
                yield path
