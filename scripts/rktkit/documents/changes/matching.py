"""Who is who in two trees: by kode and, where there is none, by wording.

Among the children of the same parent first, in their order; then in the same bidang, then in another one, which is a
move. Only the wording of an indicator may differ a little, and only under the same parent.
"""

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

from rktkit.documents.changes.tree import Butir
from rktkit.plan.names.units import fold

ALIKE = 0.75
"""From this ratio on (``difflib``) two wordings are one that was edited."""

_LENGTH = 200
_PAIRS = 1000
"""Bounds of the comparison by wording: characters of each, and pairs at one level of the trees."""


class Bagian(NamedTuple):
    """One step of an address: the ``ke``-th of those with this key among its siblings (from 1)."""

    tingkat: str
    kunci: str
    ke: int


Jalur = tuple[Bagian, ...]
"""An address: the steps from below the root. The root's own is empty."""


class Titik:
    """A node with its place. Compared by identity."""

    __slots__ = ("anak", "butir", "induk", "jalur", "padanan")

    def __init__(self, butir: Butir, induk: "Titik | None", jalur: Jalur) -> None:
        self.butir = butir
        self.induk = induk
        self.jalur = jalur
        self.padanan: Titik | None = None  # in the other tree
        self.anak: list[Titik] = []
        count: dict[tuple[str, str], int] = defaultdict(int)
        for child in butir.anak:
            count[child.tingkat, child.kunci] += 1
            step = Bagian(child.tingkat, child.kunci, count[child.tingkat, child.kunci])
            self.anak.append(Titik(child, self, (*jalur, step)))

    @property
    def bidang(self) -> str:
        """The kode of the form it belongs to; empty outside the forms."""
        return self.jalur[0].kunci if self.jalur else ""

    @property
    def berkode(self) -> bool:
        """Whether it is known by a kode, not by its wording."""
        return "uraian" not in self.butir.isi

    def walk(self) -> Iterator["Titik"]:
        """It and everything below it, parents first."""
        yield self
        for child in self.anak:
            yield from child.walk()


def match(semula: Butir, menjadi: Butir) -> tuple[Titik, Titik]:
    """Both trees with every node's counterpart set where it has one."""
    before, after = Titik(semula, None, ()), Titik(menjadi, None, ())
    before.padanan, after.padanan = after, before
    levels: dict[tuple[int, str], tuple[list[Titik], list[Titik]]] = {}
    for side, tree in enumerate((before, after)):
        for node in tree.walk():
            levels.setdefault((len(node.jalur), node.butir.tingkat), ([], []))[side].append(node)
    for old, new in (levels[level] for level in sorted(levels)):  # parents before their children
        _pair(old, new, lambda node: (_parent(node), node.butir.kunci))
        _pair(old, new, lambda node: None if node.berkode else (_parent(node), fold(node.butir.kunci)))
        _alike(old, new)
        _pair(old, new, lambda node: (node.bidang, node.butir.kunci) if node.butir.kunci else None)
        _pair(old, new, lambda node: node.butir.kunci or None)
    return before, after


def _parent(node: Titik) -> Hashable:
    """The parent as both trees know it; no two children have it in common unless their parents are the same."""
    parent = node.induk
    if parent is None:
        return None
    other = parent.padanan
    return id(parent) if other is None else frozenset((id(parent), id(other)))


def _pair(old: Iterable[Titik], new: Iterable[Titik], key: Callable[[Titik], Hashable]) -> None:
    """Match what has the same key on both sides, in order; no key means no match."""
    waiting: dict[Hashable, deque[Titik]] = defaultdict(deque)
    for node in old:
        if node.padanan is None and (name := key(node)) is not None:
            waiting[name].append(node)
    for node in new:
        if node.padanan is None and waiting.get(name := key(node)):
            _marry(waiting[name].popleft(), node)


def _alike(old: Iterable[Titik], new: Iterable[Titik]) -> None:
    """Match edited wordings under the same parent, the most alike first."""
    groups: dict[Hashable, tuple[list[Titik], list[Titik]]] = defaultdict(lambda: ([], []))
    for side, nodes in enumerate((old, new)):
        for node in nodes:
            if node.padanan is None and not node.berkode:
                groups[_parent(node)][side].append(node)
    left = _PAIRS
    for before, after in groups.values():
        left -= len(before) * len(after)
        if left < 0:
            return
        scores = [
            (-ratio, i, j)
            for j, new_node in enumerate(after)
            for i, ratio in enumerate(_ratios(new_node, before))
            if ratio >= ALIKE
        ]
        for _, i, j in sorted(scores):
            if before[i].padanan is None and after[j].padanan is None:
                _marry(before[i], after[j])


def _ratios(node: Titik, others: Iterable[Titik]) -> Iterator[float]:
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(fold(node.butir.kunci)[:_LENGTH])
    for other in others:
        matcher.set_seq1(fold(other.butir.kunci)[:_LENGTH])
        yield matcher.ratio() if matcher.quick_ratio() >= ALIKE else 0.0


def _marry(old: Titik, new: Titik) -> None:
    old.padanan, new.padanan = new, old
