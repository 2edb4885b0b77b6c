"""The way back: from the first tree and its comparison with a second to the second."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from rktkit.documents.changes.matching import Bagian, Jalur, Titik
from rktkit.documents.changes.result import DIPINDAH, Beda, Perbandingan
from rktkit.documents.changes.tree import Butir, Isi


@dataclass(slots=True, eq=False)
class _Lembar:
    """A node that is being changed."""

    step: Bagian
    isi: dict[str, Isi]
    anak: list["_Lembar"] = field(default_factory=list)
    moved_to: Jalur | None = None
    gone: bool = False


def apply(semula: Butir, perbandingan: Perbandingan) -> Butir:
    """Apply a comparison to its first tree.

    Returns:
        The second tree, up to order.

    Raises:
        KeyError: the comparison belongs to another tree.
    """
    root = _Lembar(Bagian(semula.tingkat, semula.kunci, 1), {})
    before: dict[Jalur, _Lembar] = {(): root}
    for node in Titik(semula, None, ()).walk():
        if node.jalur:
            before[node.jalur] = leaf = _Lembar(node.jalur[-1], dict(node.butir.isi))
            before[node.jalur[:-1]].anak.append(leaf)
    added: list[_Lembar] = []
    for beda in perbandingan.beda:
        _change(beda, before, added)
    after: dict[Jalur, _Lembar] = {}
    moving: list[_Lembar] = [*added, *_settle(root, (), after)]
    for leaf in moving:  # parents come before their children
        assert leaf.moved_to is not None
        after[leaf.moved_to] = leaf
        leaf.step = leaf.moved_to[-1]
        moving += _settle(leaf, leaf.moved_to, after)
    for leaf in moving:
        assert leaf.moved_to is not None
        after[leaf.moved_to[:-1]].anak.append(leaf)
    return _close(root)


def _change(beda: Beda, before: Mapping[Jalur, _Lembar], added: list[_Lembar]) -> None:
    if beda.jalur_semula is None:
        assert beda.jalur_menjadi is not None
        assert isinstance(beda.menjadi, Mapping)
        added.append(_Lembar(beda.jalur_menjadi[-1], dict(beda.menjadi), moved_to=beda.jalur_menjadi))
        return
    leaf = before[beda.jalur_semula]
    if beda.jalur_menjadi is None:
        leaf.gone = True
        return
    leaf.step = beda.jalur_menjadi[-1]
    if beda.jenis == DIPINDAH:
        leaf.moved_to = beda.jalur_menjadi
    elif beda.menjadi is None:
        leaf.isi.pop(beda.hal, None)
    elif not isinstance(beda.menjadi, Mapping):
        leaf.isi[beda.hal] = beda.menjadi


def _settle(leaf: _Lembar, jalur: Jalur, after: dict[Jalur, _Lembar]) -> list[_Lembar]:
    """Note the new address of everything that stays where it is; gives what has to move, whichever depth it is at."""
    after[jalur] = leaf
    moving = []
    staying = []
    for child in leaf.anak:
        if child.moved_to is not None:
            moving.append(child)
        elif child.gone:
            moving += [below for below in _below(child) if below.moved_to is not None]
        else:
            staying.append(child)
            moving += _settle(child, (*jalur, child.step), after)
    leaf.anak = staying
    return moving


def _below(leaf: _Lembar) -> Iterator[_Lembar]:
    """What is below something that goes, down to what moves away from it."""
    for child in leaf.anak:
        yield child
        if child.moved_to is None:
            yield from _below(child)


def _close(leaf: _Lembar) -> Butir:
    return Butir(leaf.step.tingkat, leaf.step.kunci, leaf.isi, tuple(_close(child) for child in leaf.anak))
