"""Many plan years at once: on both cores, and without checking again what has not changed.

Results are kept by content: the key of a plan year is the hash of everything its check can see (its folder, last
year's forms, the references, what is known of its state) and of the rules themselves, so a kept result is never a wrong
one. The cache lies outside the tree being checked, since whoever hands in a form must not bring its result along. It
may be deleted at any time.
"""

import json
import os
import sys
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from functools import partial
from hashlib import sha256
from pathlib import Path

from rktkit.ground.disk import replace_file
from rktkit.ground.files import Files, FolderFiles, Kind, NotPlainFile, TooLarge
from rktkit.ground.findings import Problem, Report, Severity
from rktkit.plan.layout import FormId, folder_of
from rktkit.plan.load.office import years
from rktkit.rules.check import Found, check_shared, check_years, report
from rktkit.rules.library import Library

_CHUNK = 50
"""Plan years handed to a worker at once: contiguous, so that last year's forms are read once."""

_RULES = ("rules", "schema")


def check_many(
    base: Path,
    *,
    final: bool | Collection[int] = False,
    handed_in: Mapping[FormId, date] | None = None,
    cache: Path | None = None,
    workers: int | None = None,
    tick: Callable[[int], object] = lambda years: None,
) -> Report:
    """The same report as ``check.check`` on a folder's every plan year.

    Args:
        base: the folder that holds ``rkt/``.
        final: as for ``check``.
        handed_in: as for ``check``.
        cache: folder of kept results; ``None``: keep none.
        workers: processes; by default one for each core.
        tick: told how many plan years are done with, now and then.
    """
    files = FolderFiles(base)
    problems, paths = check_shared(Library(files))
    read = set(paths)
    wanted = years(files)
    chunks = [wanted[start : start + _CHUNK] for start in range(0, len(wanted), _CHUNK)]
    shared = _shared(files) if cache else b""
    work = partial(_chunk, base, final, dict(handed_in or {}), cache, shared)
    for chunk, found in zip(chunks, _each(work, chunks, workers), strict=True):
        for some, paths in found:
            problems += some
            read.update(paths)
        tick(len(chunk))
    return report(files, problems, read)


Chunk = Sequence[int]


def _each(work: Callable[[Chunk], list[Found]], chunks: Sequence[Chunk], workers: int | None) -> Iterator[list[Found]]:
    count = min(workers or os.cpu_count() or 1, len(chunks))
    if count < 2:
        yield from map(work, chunks)
        return
    with ProcessPoolExecutor(count) as pool:
        yield from pool.map(work, chunks)


def _chunk(
    base: Path,
    final: bool | Collection[int],
    handed_in: Mapping[FormId, date],
    cache: Path | None,
    shared: bytes,
    chunk: Chunk,
) -> list[Found]:
    """What is found in some years that follow each other: kept from an earlier run, or found now and kept."""
    files = _Once(FolderFiles(base))
    library: Library | None = None
    results = []
    for tahun in chunk:
        files.forget_before(tahun - 1)
        key = _key(files, tahun, shared, final, handed_in) if cache else ""
        found = _kept(cache, key) if cache else None
        if found is None:
            library = library or Library(files)
            (found,) = check_years(library, [tahun], final=final, handed_in=handed_in)
            if cache:
                _keep(cache, key, found)
        results.append(found)
    return results


class _Once:
    """Files and folders, each read once: for the key of a year, for its check, and for the year after."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self._read: dict[str, bytes] = {}
        self._listed: dict[str, Mapping[str, Kind]] = {}

    def read(self, path: str) -> bytes:
        """See ``Files.read``."""
        if path not in self._read:
            self._read[path] = self._files.read(path)
        return self._read[path]

    def list(self, folder: str) -> Mapping[str, Kind]:
        """See ``Files.list``."""
        if folder not in self._listed:
            self._listed[folder] = self._files.list(folder)
        return self._listed[folder]

    def forget_before(self, tahun: int) -> None:
        """Keep only what is of a year's folder or later, so that a thousand years take no more memory than two."""
        first = folder_of(tahun)
        self._read = {path: data for path, data in self._read.items() if first <= path < "rkt/:"}
        self._listed = {path: names for path, names in self._listed.items() if not "rkt/" < path < first}


# --- kept results ---------------------------------------------------------------------------------------------


def _shared(files: Files) -> bytes:
    """A hash of what all years share: the office, the Renstra, and the rules themselves."""
    return sha256(_rules() + _folder(files, "rkt") + _folder(files, "rkt/renstra")).digest()


def _key(
    files: Files, tahun: int, shared: bytes, final: bool | Collection[int], handed_in: Mapping[FormId, date]
) -> str:
    """A hash of everything that the check of a plan year can see."""
    is_final = final if isinstance(final, bool) else tahun in final
    late = sorted((form.bidang, day.isoformat()) for form, day in handed_in.items() if form.tahun == tahun)
    key = sha256(shared + json.dumps([tahun, is_final, late]).encode())
    key.update(_folder(files, folder_of(tahun)) + _folder(files, folder_of(tahun - 1)))
    key.update(_digest(files, f"rkt/nomenklatur/{tahun}.csv"))
    return key.hexdigest()


def _rules() -> bytes:
    """A hash of everything that decides what a check says: our code, and the versions of all that is installed."""
    libraries = (name for place in filter(os.path.isdir, sys.path) for name in sorted(os.listdir(place)))
    installed = [name for name in libraries if name.endswith(".dist-info")]
    home = Path(__file__).parent
    places = [*home.glob("*.py"), *(place for name in _RULES for place in (home / name).glob("*.py"))]
    code = b"".join(sha256(place.read_bytes()).digest() for place in sorted(places))
    return sha256(code + json.dumps([sys.version, installed]).encode()).digest()


def _folder(files: Files, folder: str) -> bytes:
    """A hash of the names, kinds and bytes in a folder."""
    seen = sha256()
    for name, kind in files.list(folder).items():
        seen.update(f"{kind.value} {name}\0".encode(errors="surrogateescape"))
        if kind is Kind.FILE:
            seen.update(_digest(files, f"{folder}/{name}"))
    return seen.digest()


def _digest(files: Files, path: str) -> bytes:
    try:
        return sha256(files.read(path)).digest()
    except (FileNotFoundError, NotPlainFile, TooLarge):
        return bytes(32)


def _kept(cache: Path, key: str) -> Found | None:
    try:
        problems, paths = json.loads((cache / key[:2] / key).read_bytes())
        return [Problem(**{**p, "severity": Severity(p["severity"])}) for p in problems], paths
    except (OSError, ValueError, TypeError, KeyError):
        return None


def _keep(cache: Path, key: str, found: Found) -> None:
    problems, paths = found
    kept = json.dumps([[problem.to_dict() for problem in problems], sorted(paths)]).encode()
    try:
        replace_file(cache / key[:2] / key, kept, durable=False)
    except OSError:
        return  # a full or read-only disk costs time, nothing else
