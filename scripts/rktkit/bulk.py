"""Many plan years at once: on both cores, and without checking again what has not changed.

Results are kept by content: the key of a plan year is the hash of everything its check can see (its folder, last
year's forms, the references, what is known of its state) and of the rules themselves, so a kept result is never a wrong
one. The cache lies outside the tree being checked, since whoever hands in a form must not bring its result along. It
may be deleted at any time.
"""

import json
import os
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from functools import partial
from hashlib import sha256
from pathlib import Path

from rktkit.check import Found, check_shared, check_years, report
from rktkit.disk import replace_file
from rktkit.files import Files, FolderFiles, Kind, NotPlainFile, TooLarge
from rktkit.library import Library
from rktkit.problems import Problem, Report, Severity
from rktkit.reference import years

_CHUNK = 50
"""Plan years handed to a worker at once: contiguous, so that last year's forms are read once."""

_RULES = ("rules", "schema")


def check_many(
    base: Path,
    *,
    final: bool | Collection[int] = False,
    handed_in: Mapping[str, date] | None = None,
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
    handed_in = handed_in or {}
    keys = dict(_keys(files, final, handed_in)) if cache else dict.fromkeys(years(files), "")
    problems, paths = check_shared(Library(files))
    read = set(paths)
    missing = []
    for tahun, key in keys.items():
        kept = _kept(cache, key) if cache else None
        if kept is None:
            missing.append(tahun)
        else:
            problems += kept[0]
            read.update(kept[1])
            tick(1)
    chunks = [missing[start : start + _CHUNK] for start in range(0, len(missing), _CHUNK)]
    work = partial(_check, base, final, dict(handed_in))
    for chunk, found in zip(chunks, _each(work, chunks, workers), strict=True):
        for tahun, (some, paths) in zip(chunk, found, strict=True):
            problems += some
            read.update(paths)
            if cache:
                _keep(cache, keys[tahun], (some, paths))
        tick(len(chunk))
    return report(files, problems, read)


def _each(
    work: Callable[[list[int]], list[Found]], chunks: Sequence[list[int]], workers: int | None
) -> Iterator[list[Found]]:
    count = min(workers or os.cpu_count() or 1, len(chunks))
    if count < 2:
        yield from map(work, chunks)
        return
    with ProcessPoolExecutor(count) as pool:
        yield from pool.map(work, chunks)


def _check(base: Path, final: bool | Collection[int], handed_in: Mapping[str, date], chunk: list[int]) -> list[Found]:
    return list(check_years(Library(FolderFiles(base)), chunk, final=final, handed_in=handed_in))


# --- kept results ---------------------------------------------------------------------------------------------


def _keys(files: Files, final: bool | Collection[int], handed_in: Mapping[str, date]) -> Iterator[tuple[int, str]]:
    """The key of each plan year."""
    common = sha256(_rules())
    for shared in ("rkt", "rkt/renstra"):
        common.update(_folder(files, shared))
    before: tuple[int, bytes] = (0, b"")
    for tahun in years(files):
        folder = _folder(files, f"rkt/{tahun}")
        last = before[1] if before[0] == tahun - 1 else b""
        key = common.copy()
        key.update(folder + last + _digest(files, f"rkt/nomenklatur/{tahun}.csv"))
        is_final = final if isinstance(final, bool) else tahun in final
        late = sorted((path, day.isoformat()) for path, day in handed_in.items() if path.startswith(f"rkt/{tahun}/"))
        key.update(json.dumps([tahun, is_final, late]).encode())
        before = (tahun, folder)
        yield tahun, key.hexdigest()


def _rules() -> bytes:
    """A hash of everything that decides what a check says."""
    home = Path(__file__).parent
    places = [*home.glob("*.py"), *(place for name in _RULES for place in (home / name).glob("*.py"))]
    return sha256(b"".join(sha256(place.read_bytes()).digest() for place in sorted(places))).digest()


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
        replace_file(cache / key[:2] / key, kept)
    except OSError:
        return  # a full or read-only disk costs time, nothing else
