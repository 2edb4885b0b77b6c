"""What verbs have in common: the root, paths, addresses, keys, colours."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import TypeVar

from rktkit.ground.catalogue.rules import show
from rktkit.ground.disk import replace_file
from rktkit.ground.files import Files
from rktkit.ground.findings import UsageError
from rktkit.ground.product import product_root
from rktkit.plan.layout import FormId

Key = TypeVar("Key", bound=Path | None)


def root(given: str | None) -> Path:
    """The folder that holds ``rkt/``: what ``--root`` says, or the nearest one upwards from where the command runs.

    A clone may itself be called ``rkt``: that is no data.

    Raises:
        UsageError: there is none.
    """
    here = Path.cwd() if given is None else Path(given)
    above = here.resolve().parents if given is None else ()
    found = next(filter(_holds_data, (here, *above)), None)
    if found is not None:
        return found.resolve()
    if _is_clone(here / "rkt"):
        raise UsageError(f"{here / 'rkt'} adalah salinan repositori, bukan folder data. Pakai --root {here / 'rkt'}.")
    if given is not None:
        raise UsageError(f"{here} tidak memuat folder rkt/.")
    raise UsageError("Tidak ada folder rkt/ di sini maupun di folder di atasnya. Pakai --root FOLDER.")


def _holds_data(place: Path) -> bool:
    folder = place / "rkt"
    return folder.is_dir() and not folder.is_symlink() and not _is_clone(folder)


def _is_clone(folder: Path) -> bool:
    """Whether a folder called ``rkt`` holds one in its turn; with the office's file it is data all the same."""
    return (folder / "rkt").is_dir() and not (folder / "organisasi.yml").is_file()


def relative(paths: Sequence[str], base: Path) -> Iterator[str]:
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


def handed_in(base: Path, files: Files) -> Mapping[FormId, date]:
    """When each form first came in, for cycles whose deadline is over; before that nobody is late, and Git not asked.

    Args:
        base: the folder that holds ``rkt/``.
        files: what is in it.
    """
    if not (base / ".git").exists():
        return {}
    from rktkit.rules.check import overdue

    late = overdue(files, _today(base))
    if not late:
        return {}
    from rktkit.ground.git.program import GitFailed
    from rktkit.ground.git.repo import Repo
    from rktkit.procedure.facts.handed_in import handed_in

    try:
        with Repo(base) as repo:
            return handed_in(repo, repo.resolve("HEAD"), late)
    except (GitFailed, UsageError):  # no commit yet, or no repository after all: nobody can tell
        return {}


def _today(base: Path) -> date:
    """Today, or the day of the newest entry in Git's own log where that is later: two clocks may differ.

    It is Indonesia's easternmost day, which no office is ahead of: here it is only asked who may be late.
    """
    try:
        with (base / ".git/logs/HEAD").open("rb") as log:
            log.seek(-min(4096, log.seek(0, os.SEEK_END)), os.SEEK_END)
            entry = re.search(rb"> ([0-9]{1,11}) [+-][0-9]{4}\t[^\n]*\n?\Z", log.read())
    except OSError:
        entry = None
    last = datetime.fromtimestamp(int(entry[1]) if entry else 0, UTC)
    from rktkit.plan.calendar import WIT, setempat

    return setempat(max(datetime.now(UTC), last), WIT).date()


def end_of_day(base: Path, day: date) -> datetime:
    """The last moment of a day, in the office's own zone."""
    from rktkit.ground.files import FolderFiles
    from rktkit.plan.calendar import zona
    from rktkit.plan.load.office import load_organisasi

    organisasi, _ = load_organisasi(FolderFiles(base))
    zone = zona(organisasi.instansi.kode_wilayah) if organisasi else UTC
    return datetime.combine(day, time.max, zone).astimezone(UTC)


def hand_over(data: bytes, output: Path | None) -> None:
    """Put a result in the file that was named, or on the screen."""
    if output is not None:
        replace_file(output, data)
        return
    sys.stdout.flush()
    sys.stdout.buffer.write(data)


def colourful() -> bool:
    """Whether standard output is a screen that shows colours, and nobody asked for none."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def address(url: str | None) -> str | None:
    """The address of a site as it is given: a folder of the web, nothing else, ending in ``/``.

    It is printed on paper and kept in the archive for good, so it may hold no password, and no part that a page's own
    address would be put behind.

    Raises:
        UsageError: it is none.
    """
    if url is None:
        return None
    from urllib.parse import urlsplit

    try:
        parts = urlsplit(url)
        plain = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        plain = False
    if not plain or not url.isprintable() or any(c in url for c in " ?#@\\<>\"'`{}|^"):
        raise UsageError(f"--url {show(url, 300)} bukan alamat situs; tulis seperti https://rkt.contoh.go.id/")
    return url.rstrip("/") + "/"


def key_file(path: Key) -> Key:
    """An SSH key as it is given.

    Raises:
        UsageError: there is no such file.
    """
    if path is not None and not path.is_file():
        raise UsageError(f"Berkas kunci {show(str(path), 300)} tidak ada.")
    return path


def site_url() -> str:
    """Address of the site that holds the guide, by this machinery's own ``mkdocs.yml``; empty where there is none.

    Never that of the tree being checked: whoever hands in a form must not choose where its findings lead.
    """
    try:
        settings = (product_root() / "mkdocs.yml").read_text(encoding="utf-8")
    except (OSError, ValueError):
        return ""
    found = re.search(r"""^site_url:[ \t]*["']?(https?://[^\s"'#]+)""", settings, re.MULTILINE)
    return found[1] if found else ""
