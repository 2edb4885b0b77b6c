"""The form as it is put together from cells: every value knows the sheet and cell it came from.

What is taken from the form that stands in the repository is a ``Node`` of it, unchanged.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from rktkit.ground.yaml.nodes import List, Map, Node, Text
from rktkit.ground.yaml.reader import load
from rktkit.plan.canonical.format import rewrite
from rktkit.plan.office import Nomenklatur


@dataclass(frozen=True, slots=True)
class Tempat:
    """A cell: row and column from 1. Without a sheet: line and column of the form that stands in the repository."""

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
    isi: "dict[str, Bagian]" = field(default_factory=dict)

    def below(self, groups: Iterable[str], tempat: Tempat) -> "Kelompok":
        """The group at the end of a path; what is missing on the way is begun at ``tempat``."""
        found = self
        for group in groups:
            inner = found.isi.setdefault(group, Kelompok(tempat))
            assert isinstance(inner, Kelompok)
            found = inner
        return found


@dataclass(slots=True)
class Daftar:
    """Values one after the other."""

    tempat: Tempat
    isi: "list[Kelompok | Isian | Node]" = field(default_factory=list)


Bagian = Kelompok | Daftar | Isian | Node


def write(
    tree: Kelompok, lama: bytes, before: Map | None, nomenklatur: Mapping[str, Nomenklatur], kind: str = "form"
) -> str:
    """The tree as YAML in canonical form; entries that the old file (``before``, its tree) has keep their comments."""
    root = node_of(tree, before)
    assert isinstance(root, Map)
    return rewrite(root, kind, lama if before is not None else b"", before, nomenklatur).decode()


def locate(data: bytes, tree: Kelompok) -> dict[tuple[int, int], Isian | Tempat]:
    """For the place of every key and value in the written text the cell that it came from."""
    root, _ = load(data, "")
    return dict(_places(root, tree)) if root is not None else {}


def _places(node: Node, part: Bagian) -> Iterator[tuple[tuple[int, int], Isian | Tempat]]:
    at = (node.line, node.column)
    if isinstance(part, Isian):
        yield at, part
    elif isinstance(part, Node):
        yield at, place_of(part)
        if isinstance(part, Map) and isinstance(node, Map):
            for key, value in node.entries.items():
                mark, own = node.keys[key], part.entries.get(key)
                yield (mark.line, mark.column), place_of(part.keys.get(key, part))
                yield from _places(value, part if own is None else own)
        elif isinstance(part, List) and isinstance(node, List):
            for item, own in zip(node.items, part.items, strict=False):
                yield from _places(item, own)
    elif isinstance(part, Daftar) and isinstance(node, List):
        yield at, part.tempat
        for item, below in zip(node.items, part.isi, strict=True):
            yield from _places(item, below)
    elif isinstance(part, Kelompok) and isinstance(node, Map):
        yield at, part.tempat
        for key, value in node.entries.items():
            mark, found = node.keys[key], part.isi.get(key)
            yield (mark.line, mark.column), part.tempat if found is None else place_of(found)
            yield from _places(value, Isian(part.tempat, "") if found is None else found)


def place_of(part: Bagian) -> Tempat:
    """Where a part stands: in the workbook, or in the form of the repository."""
    return Tempat("", part.line, part.column) if isinstance(part, Node) else part.tempat


# --- old places, so that comments find their entries -----------------------------------------------------------------


def node_of(part: Bagian, old: Node | None = None) -> Node:
    """A node of the file's kind; it takes the place of the old one, where there is one."""
    if isinstance(part, Node):
        return part
    line, column = (old.line, old.column) if old is not None else (0, 0)
    if isinstance(part, Isian):
        return Text(line, column, part.teks, False)
    if isinstance(part, Daftar):
        return List(line, column, _items(part, old.items if isinstance(old, List) else []))
    made = Map(line, column)
    before = old if isinstance(old, Map) else Map(0, 0)
    for key, value in part.isi.items():
        made.entries[key] = node_of(value, before.entries.get(key))
        made.keys[key] = before.keys.get(key) or Text(0, 0, key, True)
    return made


def _items(part: Daftar, old: list[Node]) -> list[Node]:
    """The items, each in the place of the old one with the same code (or wording)."""
    left = [node for node in old if not any(node is item for item in part.isi)]
    pairs: list[Node | None] = []
    for item in part.isi:
        found = next((node for node in left if name_of(node) and name_of(node) == name_of(item)), None)
        if found is not None and not isinstance(item, Node):
            left.remove(found)
        pairs.append(found)
    return [node_of(item, found) for item, found in zip(part.isi, pairs, strict=True)]


def name_of(part: Bagian) -> str:
    """What an entry of a list is known by: its code or, without one, its wording; nothing where it has neither."""
    if isinstance(part, Isian | Text):
        return (part.teks if isinstance(part, Isian) else part.value).strip()
    value = inside_of(part).get(named_by(part))
    return " ".join(name_of(value).split()) if value is not None else ""


def named_by(part: Bagian) -> str:
    """The field that an entry is known by; empty where it has none."""
    for key in ("kode", "uraian"):
        value = inside_of(part).get(key)
        if isinstance(value, Isian) or (isinstance(value, Text) and not value.empty):
            return key
    return ""


def inside_of(part: Bagian) -> Mapping[str, Bagian]:
    """The named values of a part, if it has any."""
    return part.isi if isinstance(part, Kelompok) else part.entries if isinstance(part, Map) else {}
