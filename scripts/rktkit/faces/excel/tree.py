"""The form as it is put together from cells: every value knows the sheet and cell it came from."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from rktkit.ground.yaml.nodes import List, Map, Node, Text
from rktkit.ground.yaml.reader import load
from rktkit.plan.format import rewrite
from rktkit.plan.office import Nomenklatur


@dataclass(frozen=True, slots=True)
class Tempat:
    """A cell: row and column from 1."""

    lembar: str
    baris: int
    kolom: int


@dataclass(frozen=True, slots=True)
class Isian:
    """A value. ``waktu``: Excel has made a date or a time of what was typed."""

    tempat: Tempat
    teks: str
    waktu: bool = False


@dataclass(slots=True)
class Kelompok:
    """Named values."""

    tempat: Tempat
    isi: "dict[str, Kelompok | Daftar | Isian]" = field(default_factory=dict)


@dataclass(slots=True)
class Daftar:
    """Values one after the other."""

    tempat: Tempat
    isi: "list[Kelompok | Isian]" = field(default_factory=list)


def write(tree: Kelompok, lama: bytes, nomenklatur: Mapping[str, Nomenklatur]) -> str:
    """The tree as YAML in canonical form; entries that the old file has too keep their comments."""
    before, _ = load(lama, "lama") if lama else (None, [])
    root = _node(tree, before)
    assert isinstance(root, Map)
    return rewrite(root, "form", lama if before is not None else b"", before, nomenklatur).decode()


def locate(data: bytes, tree: Kelompok) -> dict[tuple[int, int], Isian | Tempat]:
    """For the place of every key and value in the written text the cell that it came from."""
    root, _ = load(data, "")
    return dict(_places(root, tree)) if root is not None else {}


def _places(node: Node, part: Kelompok | Daftar | Isian) -> Iterator[tuple[tuple[int, int], Isian | Tempat]]:
    at = (node.line, node.column)
    if isinstance(part, Isian):
        yield at, part
    elif isinstance(part, Daftar) and isinstance(node, List):
        yield at, part.tempat
        for item, below in zip(node.items, part.isi, strict=True):
            yield from _places(item, below)
    elif isinstance(part, Kelompok) and isinstance(node, Map):
        yield at, part.tempat
        for key, value in node.entries.items():
            mark, found = node.keys[key], part.isi.get(key)
            yield (mark.line, mark.column), part.tempat if found is None else found.tempat
            yield from _places(value, found or Isian(part.tempat, ""))


# --- old places, so that comments find their entries -----------------------------------------------------------------


def _node(part: Kelompok | Daftar | Isian, old: Node | None) -> Node:
    """A node of the file's kind; it takes the place of the old one, where there is one."""
    line, column = (old.line, old.column) if old is not None else (0, 0)
    if isinstance(part, Isian):
        return Text(line, column, part.teks, False)
    if isinstance(part, Daftar):
        return List(line, column, _items(part, old.items if isinstance(old, List) else []))
    made = Map(line, column)
    before = old if isinstance(old, Map) else Map(0, 0)
    for key, value in part.isi.items():
        made.entries[key] = _node(value, before.entries.get(key))
        made.keys[key] = before.keys.get(key) or Text(0, 0, key, True)
    for key, kept in before.entries.items():
        if key not in made.entries and isinstance(kept, List) and not kept.items:
            made.entries[key], made.keys[key] = kept, before.keys[key]  # an empty cell says as much as []
    return made


def _items(part: Daftar, old: list[Node]) -> list[Node]:
    """The items, each in the place of the old one with the same code (or wording), else of one left over."""
    left = list(old)
    pairs: list[Node | None] = []
    for item in part.isi:
        found = next((node for node in left if _name(node) and _name(node) == _name_of(item)), None)
        if found is not None:
            left.remove(found)
        pairs.append(found)
    return [_node(item, found) for item, found in zip(part.isi, pairs, strict=True)]


def _name(node: Node) -> str:
    if isinstance(node, Text):
        return node.value.strip()
    for key in ("kode", "uraian"):
        value = node.entries.get(key) if isinstance(node, Map) else None
        if isinstance(value, Text) and not value.empty:
            return " ".join(value.value.split())
    return ""


def _name_of(item: Kelompok | Isian) -> str:
    if isinstance(item, Isian):
        return item.teks
    for key in ("kode", "uraian"):
        value = item.isi.get(key)
        if isinstance(value, Isian):
            return " ".join(value.teks.split())
    return ""
