"""RKT-509: where a closed year is not what was published, each at the value that changed."""

from collections.abc import Iterator, Sequence

from rktkit.documents.changes.matching import Bagian, Jalur
from rktkit.documents.changes.result import DIHAPUS, DIPINDAH, DITAMBAH, Beda
from rktkit.documents.changes.tree import Butir, file_of
from rktkit.documents.changes.words import rincian, thing
from rktkit.ground.catalogue.rules import At, Place, problem
from rktkit.ground.files import Files, read_plain
from rktkit.ground.findings import Problem
from rktkit.ground.yaml.nodes import List, Map, Node, Text
from rktkit.ground.yaml.reader import load


def differences(before: Files, after: Files, tahun: int, paths: Sequence[str]) -> Iterator[Problem]:
    """Every value of a year that is not the published one.

    Args:
        before: the tree as it was published.
        after: the same references with the year's files as they stand now.
        tahun: the plan year.
        paths: the year's files that differ in some byte.
    """
    from rktkit.documents.changes import diff, read_year

    found = diff(before, after, year=tahun)
    broken = read_year(after, tahun).rusak
    roots: dict[str, Map | None] = {}
    said: set[str] = set(broken)
    for path, problems in broken.items():
        yield from problems if path in paths else ()
    whole: Jalur | None = None
    for beda in (b for p in found.perbandingan for b in p.beda):
        if whole is not None and beda.jenis in (DITAMBAH, DIHAPUS) and beda.jalur[: len(whole)] == whole:
            continue  # came or went with what it belongs to
        whole = beda.jalur if beda.jenis in (DITAMBAH, DIHAPUS) else None
        step = (beda.jalur_menjadi or beda.jalur)[0]
        path = file_of(tahun, Butir(step.tingkat, step.kunci))
        said.add(path)
        if path not in roots:
            data = read_plain(after, path)
            roots[path] = load(data, path)[0] if data is not None else None
        yield _told(beda, path, roots[path], tahun)
    for path in found.lain:
        one, other = (read_plain(side, path) for side in (before, after))
        if path in paths and path not in said and _lines(one) != _lines(other):
            yield problem("RKT-509.berkas", path, _first(one, other), tahun=tahun)


def _told(beda: Beda, path: str, root: Map | None, tahun: int) -> Problem:
    name = thing(beda.tingkat, beda.kode, beda.uraian)
    if beda.jenis == DIHAPUS:
        place = _place(root, beda.jalur[1:-1]) if root and len(beda.jalur) > 1 else At()
        return problem("RKT-509.hilang", path, place, terbit=name, tahun=tahun)
    place = _place(root, beda.jalur[1:], beda.hal) if root else At()
    if beda.jenis == DITAMBAH:
        return problem("RKT-509.tambah", path, place, isian=name, tahun=tahun)
    if beda.jenis == DIPINDAH:
        return problem("RKT-509.pindah", path, place, terbit=name, tahun=tahun)
    field = rincian(beda)
    return problem("RKT-509", path, place, isian=field.hal, nilai=field.menjadi, terbit=field.semula, tahun=tahun)


def _place(root: Map | None, steps: Sequence[Bagian], hal: str = "") -> Place:
    """Where a thing, or a field of it, stands in a file; of a field that is gone the group that it was in."""
    here: Node | None = root
    for step in steps:
        items = here.entries.get(step.tingkat.rpartition(".")[2]) if isinstance(here, Map) else None
        maps = [one for one in items.items if isinstance(one, Map)] if isinstance(items, List) else []
        alike = [one for one in maps if _kunci(one) == step.kunci]
        if len(alike) < step.ke:
            break
        here = alike[step.ke - 1]
    for part in hal.split(".") if hal else ():
        inner = here.entries.get(part) if isinstance(here, Map) else None
        if inner is None:
            break
        here = inner
    if isinstance(here, Map) and here.keys:
        return next(iter(here.keys.values()))
    return here if here is not None else At()


def _kunci(node: Map) -> str:
    for key in ("kode", "uraian"):
        value = node.entries.get(key)
        if isinstance(value, Text) and value.value.strip():
            return value.value.strip() if key == "kode" else " ".join(value.value.split())
    return ""


def _lines(data: bytes | None) -> list[bytes] | None:
    """A text's lines, whatever ends them."""
    return None if data is None else data.replace(b"\r\n", b"\n").split(b"\n")


def _first(one: bytes | None, other: bytes | None) -> At:
    """The first line that differs."""
    before, after = _lines(one) or [], _lines(other) or []
    pairs = enumerate(zip(before, after, strict=False))
    same = next((n for n, (was, now) in pairs if was != now), min(len(before), len(after)))
    return At(min(same + 1, max(len(after), 1)))
