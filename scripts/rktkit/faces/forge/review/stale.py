"""RKT-511: values that go back to what was replaced on the target already, as a stale editor does without a word."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from rktkit.documents.changes import YearTree
from rktkit.documents.changes.matching import Jalur, Titik
from rktkit.documents.changes.result import DIGANTI_NAMA, DIHAPUS, DITAMBAH, DIUBAH, Beda, Nilai
from rktkit.documents.changes.tree import Butir, field_label, file_of, level_label
from rktkit.documents.changes.words import value
from rktkit.ground.catalogue.families.review import problem
from rktkit.ground.catalogue.rule import At
from rktkit.ground.files import Files, read_plain
from rktkit.ground.findings import Problem
from rktkit.ground.git.files import CommitFiles
from rktkit.ground.yaml.nodes import Map, Node
from rktkit.ground.yaml.places import find, step
from rktkit.ground.yaml.reader import load
from rktkit.plan.writing.words import tanggal
from rktkit.procedure.facts.handed_in import Pembaca

MOST = 200
"""Commits of one file that are looked back at, the newest first."""


class Replaced(NamedTuple):
    """When the target took what it has now: the office's day, and the commit."""

    day: date
    commit: str


def went_back(reader: Pembaca, tip: str, changed: list[Beda], judged: Files, tree: YearTree) -> Iterator[Problem]:
    """The changed values that stood in the target before, and were replaced there.

    Args:
        reader: of the cycle that the target holds.
        tip: the target's newest commit.
        changed: the request's changes by meaning.
        judged: the files with the request in them.
        tree: the target's year; older states are read with its references.
    """
    line = [commit.sha for commit in reader.line(tip)]
    if not line:
        return
    by_file: dict[str, list[Beda]] = {}
    for beda in changed:
        if beda.jenis in (DIUBAH, DIGANTI_NAMA, DITAMBAH, DIHAPUS):
            by_file.setdefault(_file(reader.tahun, beda.jalur), []).append(beda)
    for path, found in by_file.items():
        past = _Past(reader, path, tip, line, tree)
        root: Map | None = None
        for beda in found:
            replaced = past.replaced(beda)
            if replaced is None:
                continue
            root = root or load(read_plain(judged, path) or b"", path)[0]
            yield _told(beda, replaced, path, root)


def _file(tahun: int, jalur: Jalur) -> str:
    return file_of(tahun, Butir(jalur[0].tingkat, jalur[0].kunci))


class _Past:
    """What one file said in the cycle's commits; each state of it is read once."""

    def __init__(self, reader: Pembaca, path: str, tip: str, line: list[str], tree: YearTree) -> None:
        self.reader = reader
        self.path = path
        self.tree = tree
        self.line = line
        repo = reader.repo
        commits = [*repo.commits(tip, since=line[0], paths=[path])[:MOST], line[0]]
        self._states: dict[str, Mapping[Jalur, Butir]] = {}
        self.now = self.state(tip)
        self.older = [state for sha in commits if (state := self.state(sha)) is not self.now]

    def state(self, sha: str) -> Mapping[Jalur, Butir]:
        """Everything in the file at a commit by its address; nothing where it was not there."""
        files: CommitFiles = self.reader.files(sha)
        entry = files.entries.get(self.path)
        key = entry.sha if entry else ""
        if key not in self._states:
            data = read_plain(files, self.path)
            butir = self.tree.acuan.read(data, self.path)[0] if data is not None else None
            self._states[key] = _by_address(butir) if butir else {}
        return self._states[key]

    def replaced(self, beda: Beda) -> Replaced | None:
        """When the target gave up the value that comes back; ``None`` where it never had it, or has it now."""
        present = _said(self.now, beda)
        if present == beda.menjadi or not any(self._said_so(state, beda) for state in self.older):
            return None
        since = self.line[0]
        for sha in reversed(self.line):  # the newest first
            if _said(self.state(sha), beda) != present:
                break
            since = sha
        commit = self.reader.repo.commit(since)
        return Replaced(self.reader.day(commit.time), commit.sha)

    @staticmethod
    def _said_so(state: Mapping[Jalur, Butir], beda: Beda) -> bool:
        """Whether a state says what the request says; what it lacks, only where that could have stood."""
        if beda.menjadi is not None:
            return _said(state, beda) == beda.menjadi
        there = (beda.jalur_semula or beda.jalur)[: None if beda.hal else -1]
        return there in state and _said(state, beda) is None


def _by_address(butir: Butir) -> Mapping[Jalur, Butir]:
    root = Titik(Butir("tahun", "", anak=(butir,)), None, ())
    return {node.jalur: node.butir for node in root.walk()}


def _said(state: Mapping[Jalur, Butir], beda: Beda) -> Nilai:
    """What a state says where a change was made: of a thing that came all its fields, else one field's value."""
    butir = state.get(beda.jalur_semula or beda.jalur) or state.get(beda.jalur)
    if butir is None:
        return None
    return butir.isi.get(beda.hal) if beda.hal else butir.isi


def _told(beda: Beda, replaced: Replaced, path: str, root: Map | None) -> Problem:
    at = _place(root, beda) if root else At()
    kode = beda.kode if beda.tingkat != "form" else ""
    values = {"pada": tanggal(replaced.day), "commit": replaced.commit[:10]}
    if not beda.hal:
        names = {"apa": _small(level_label(beda.tingkat)), "nama": kode or beda.uraian}
        text = "RKT-511.butir" if beda.menjadi is not None else "RKT-511.hapus"
        return problem(text, path, at, **names, **values)
    label = _small(field_label(beda.tingkat, beda.hal)[0])
    names = {"isian": " ".join(filter(None, (label, kode or beda.uraian)))}
    said = {side: value(beda.tingkat, beda.hal, getattr(beda, side)) for side in ("menjadi", "semula")}
    return problem("RKT-511" if beda.menjadi is not None else "RKT-511.isian", path, at, **names, **said, **values)


def _small(label: str) -> str:
    """A label inside a sentence; ``IKU`` stays."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def _place(root: Map, beda: Beda) -> Node:
    """The node of a change in the file, or of the nearest thing above it that stands there."""
    steps: list[str] = []
    for bagian in beda.jalur[1:]:
        steps += [bagian.tingkat.rpartition(".")[2], step(bagian.kunci, bagian.ke)]
    steps += beda.hal.split(".") if beda.hal else []
    return find(root, tuple(steps))
