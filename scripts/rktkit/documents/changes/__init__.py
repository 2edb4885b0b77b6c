"""The difference of two states of the plans **by meaning**: matched by code, not by line.

found = diff(base, head)                    # of two ``Files``, all years
compare(2027, read_year(base, 2027).akar, read_year(head, 2027).akar)
dumps(found)                                # as JSON, without loss
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from rktkit.documents.changes.compare import compare
from rktkit.documents.changes.document import dumps
from rktkit.documents.changes.matching import Jalur
from rktkit.documents.changes.result import Changes, Perbandingan, TakTerbaca
from rktkit.documents.changes.tree import Butir, YearTree, file_of, read_year
from rktkit.ground.files import Files, Kind, read_plain
from rktkit.plan.load.office import years

__all__ = [
    "Changes",
    "Perbandingan",
    "YearTree",
    "compare",
    "diff",
    "dumps",
    "read_year",
]

_DEEPEST = 8
"""Folders below ``rkt/`` that are looked into; the known files are at most one deep."""


def diff(
    base: Files, head: Files, *, year: int | None = None, read: Callable[[Files, int], YearTree] = read_year
) -> Changes:
    """Everything that changed between two trees.

    Args:
        base: the tree before.
        head: the tree after.
        year: one plan year only; without it all of them.
        read: how a year is read; whoever needs the trees as well reads them once.

    Returns:
        The changes by meaning. What cannot be read is named there; nothing in the files raises.
    """
    before, after = _all_files(base), _all_files(head)
    differing = sorted(path for path in before.keys() | after.keys() if before.get(path, "") != after.get(path, ""))
    comparisons: list[Perbandingan] = []
    unreadable: list[TakTerbaca] = []
    form_only: list[str] = []
    compared: set[str] = set()
    for tahun in sorted({*years(base), *years(head)} if year is None else {year}):
        old, new = read(base, tahun), read(head, tahun)
        unreadable += [*_unreadable("semula", old), *_unreadable("menjadi", new)]
        damaged = {*old.rusak, *new.rusak}
        lost = {t.berkas for t in unreadable if not t.sebagian}
        comparison = compare(tahun, _without(lost, old, tahun), _without(lost, new, tahun), {**old.nama, **new.nama})
        known = {file_of(tahun, child) for tree in (old, new) for child in tree.akar.anak}
        touched = {_file(tahun, jalur) for b in comparison.beda for jalur in (b.jalur_semula, b.jalur_menjadi) if jalur}
        form_only += [path for path in differing if path in known - touched - damaged]
        compared |= known | lost
        comparisons.append(comparison)
    others = [path for path in differing if path not in compared and (year is None or _concerns(path, year))]
    return Changes(tuple(c for c in comparisons if c.beda), tuple(form_only), tuple(others), tuple(unreadable))


def _without(lost: set[str], tree: YearTree, tahun: int) -> Butir:
    """The tree without the files that could not be read in one of the two trees."""
    return replace(tree.akar, anak=tuple(b for b in tree.akar.anak if file_of(tahun, b) not in lost))


def _unreadable(side: str, tree: YearTree) -> Iterator[TakTerbaca]:
    readable = {file_of(int(tree.akar.kunci), child) for child in tree.akar.anak}
    for path, problems in tree.rusak.items():
        first = min(problems, key=lambda p: (p.weight, p.place))
        yield TakTerbaca(side, path, first.line, first.message, path in readable)


def _file(tahun: int, jalur: Jalur) -> str:
    return file_of(tahun, Butir(jalur[0].tingkat, jalur[0].kunci))


def _concerns(path: str, year: int) -> bool:
    """Whether a file is of a year, or of the office as a whole."""
    folder = path.split("/")[1]
    return folder == str(year) or not (len(folder) == 4 and folder.isdecimal())


def _all_files(files: Files, folder: str = "rkt", depth: int = 0) -> Mapping[str, bytes | None]:
    """The bytes of everything below a folder by path; ``None`` for what is no plain file."""
    found: dict[str, bytes | None] = {}
    for name, kind in files.list(folder).items():
        path = f"{folder}/{name}"
        if kind is Kind.FOLDER and depth < _DEEPEST:
            found |= _all_files(files, path, depth + 1)
        elif kind is not Kind.FOLDER and not name.endswith("~"):
            found[path] = read_plain(files, path)
    return found
