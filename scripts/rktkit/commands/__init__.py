"""One module a verb: ``arguments(parser)`` says what it takes, ``run(args)`` does it and gives the exit status."""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from rktkit.catalogue import show
from rktkit.problems import UsageError


def root(args: argparse.Namespace) -> Path:
    """The folder that holds ``rkt/``: ``--root``, or the nearest one upwards from where the command runs.

    A clone may itself be called ``rkt``: that is no data.

    Raises:
        UsageError: there is none.
    """
    here = Path.cwd() if args.root is None else Path(args.root)
    above = here.resolve().parents if args.root is None else ()
    found = next(filter(_holds_data, (here, *above)), None)
    if found is not None:
        return found.resolve()
    if _is_clone(here / "rkt"):
        raise UsageError(f"{here / 'rkt'} adalah salinan repositori, bukan folder data. Pakai --root {here / 'rkt'}.")
    if args.root is not None:
        raise UsageError(f"{here} tidak memuat folder rkt/.")
    raise UsageError("Tidak ada folder rkt/ di sini maupun di folder di atasnya. Pakai --root FOLDER.")


def _holds_data(place: Path) -> bool:
    folder = place / "rkt"
    return folder.is_dir() and not folder.is_symlink() and not _is_clone(folder)


def _is_clone(folder: Path) -> bool:
    """Whether a folder called ``rkt`` holds one in its turn; with the office's file it is data all the same."""
    return (folder / "rkt").is_dir() and not (folder / "organisasi.yml").is_file()


def relative(paths: list[str], base: Path) -> Iterator[str]:
    """Paths as the report names them: relative to the root, with ``/``. A relative one is looked for here, then there.

    Raises:
        UsageError: a path is missing or outside the root.
    """
    for path in paths:
        found = [place for place in (Path.cwd() / path, base / path) if os.path.lexists(place)]
        inside = [inner for inner in (_inside(place, base) for place in found) if inner is not None]
        if not found:
            raise UsageError(f"{show(path)} tidak ada.")
        if not inside:
            raise UsageError(f"{show(path)} berada di luar {base}.")
        yield inside[0]


def _inside(place: Path, base: Path) -> str | None:
    """A path relative to the root, its last part not followed when it is a link; everything there is is in ``rkt``."""
    place = Path(os.path.normpath(place))
    if place.resolve() == base:
        return "rkt"
    place = place.parent.resolve() / place.name
    return place.relative_to(base).as_posix() if place.is_relative_to(base) else None


def colourful() -> bool:
    """Whether standard output is a screen that shows colours, and nobody asked for none."""
    return sys.stdout.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"


def site_url() -> str:
    """Address of the site that holds the guide, by this machinery's own ``mkdocs.yml``; empty where there is none.

    Never that of the tree being checked: whoever hands in a form must not choose where its findings lead.
    """
    try:
        settings = Path(__file__).parents[3].joinpath("mkdocs.yml").read_text(encoding="utf-8")
    except (OSError, ValueError):
        return ""
    found = re.search(r"""^site_url:[ \t]*["']?(https?://[^\s"'#]+)""", settings, re.MULTILINE)
    return found[1] if found else ""
