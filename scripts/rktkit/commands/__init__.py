"""One module a verb: ``arguments(parser)`` says what it takes, ``run(args)`` does it and gives the exit status."""

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

from rktkit.problems import UsageError


def root(args: argparse.Namespace) -> Path:
    """The folder that holds ``rkt/``: ``--root``, or the nearest one upwards from where the command runs.

    Raises:
        UsageError: there is none.
    """
    if args.root is not None:
        place = Path(args.root)
        if not (place / "rkt").is_dir():
            raise UsageError(f"{place} tidak memuat folder rkt/.")
        return place.resolve()
    here = Path.cwd().resolve()
    for place in (here, *here.parents):
        if (place / "rkt").is_dir() and not (place / "rkt").is_symlink():
            return place
    raise UsageError("Tidak ada folder rkt/ di sini maupun di folder di atasnya. Pakai --root FOLDER.")


def relative(paths: list[str], base: Path) -> Iterator[str]:
    """Paths as the report names them: relative to the root, with ``/``.

    Raises:
        UsageError: a path is missing or outside the root.
    """
    for path in paths:
        given = Path(path)
        place = given if given.is_absolute() else Path.cwd() / given
        if not place.exists() and not place.is_symlink() and not given.is_absolute():
            place = base / given
        if not place.exists() and not place.is_symlink():
            raise UsageError(f"{path} tidak ada.")
        place = place.parent.resolve() / place.name
        try:
            yield place.relative_to(base).as_posix()
        except ValueError:
            raise UsageError(f"{path} berada di luar {base}.") from None


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
