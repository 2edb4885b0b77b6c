"""What a foreign workbook brings: files to be written together or not at all, and their problems by cell."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from rktkit.documents.changes.tree import field_label
from rktkit.documents.changes.words import thing
from rktkit.faces.excel.foreign.headings import Pemetaan
from rktkit.faces.excel.merge import Bentrok, merge
from rktkit.faces.excel.tree import Isian, Kelompok, Tempat, locate, write
from rktkit.ground.catalogue.rule import show
from rktkit.ground.catalogue.workbook import problem, sel
from rktkit.ground.files import Files
from rktkit.ground.findings import Problem
from rktkit.ground.yaml.nodes import List, Map, Node, Text
from rktkit.ground.yaml.reader import load
from rktkit.plan.load.files import read_bytes
from rktkit.plan.model import TINJAU
from rktkit.plan.office import Nomenklatur
from rktkit.plan.schema.fields import Rules
from rktkit.plan.schema.form import FORM

_MARKS = "RKT-508"


@dataclass(frozen=True, slots=True)
class Berkas:
    """One file: its path, its new text, what it was put together from, how many changes the workbook brings to it.

    ``None`` for a file that was not there."""

    path: str
    text: str
    tree: Kelompok
    ubahan: int | None


@dataclass(slots=True)
class Terbaca:
    """All files of one workbook, the mapping they were read by, and the problems of the workbook itself."""

    file: str
    pemetaan: Pemetaan | None
    tahun: int | None = None
    """The plan year, where forms are filled."""
    berkas: list[Berkas] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    lembar_lain: list[str] = field(default_factory=list)

    def say(self, text: str, tempat: Tempat | None = None, **values: object) -> None:
        """Report a problem, at a cell or of the whole workbook."""
        if tempat is not None:
            values.setdefault("sel", sel(tempat.lembar, tempat.baris, tempat.kolom))
        row, column = (tempat.baris, tempat.kolom) if tempat else (1, 1)
        self.problems.append(problem(text, self.file, row, column, **values))

    def add(
        self,
        files: Files,
        path: str,
        tree: Kelompok,
        rules: Rules,
        marks: dict[str, str],
        official: dict[str, Nomenklatur],
    ) -> None:
        """Merge what the workbook says into a file: what is empty there is filled, what differs is a clash.

        Args:
            files: the tree that holds ``rkt/``.
            path: the file.
            tree: what the workbook says of it.
            rules: its schema.
            marks: what a person must still decide, by the code of the new entry; ``""`` for the file.
            official: the nomenclature, which fills in names.
        """
        old = read_bytes(files, path)[0] or b""
        now, broken = load(old, path) if old.strip() else (None, [])
        if broken:
            self.say("RKT-012.rusak", form=path, baris=broken[0].line)
            return
        changes = None
        if now is not None:
            merged = merge(Map(1, 1), tree, now, rules)
            self.problems += [self._clash(one, path) for one in merged.bentrok]
            tree, changes = merged.tree, merged.buku + len(merged.bentrok)
        kind = "form" if rules is FORM else "renstra"
        text = write(tree, old if now is not None else b"", now, official, kind)
        self.berkas.append(Berkas(path, _marked(text, marks, now), tree, changes))

    def _clash(self, b: Bentrok, path: str) -> Problem:
        apa = thing(b.tingkat, b.nama, "")
        isian = field_label(b.tingkat, b.hal)[0]
        at = sel(b.tempat.lembar, b.tempat.baris, b.tempat.kolom)
        values = {"isian": isian, "apa": apa[:1].lower() + apa[1:], "baris": f"{b.baris} ({path})", "sel": at}
        return problem("RKT-012.asing", self.file, b.tempat.baris, b.tempat.kolom, buku=b.buku, form=b.form, **values)

    def by_cell(self, problems: Sequence[Problem]) -> list[Problem]:
        """Problems of the files' texts, told by the cells that they came from, else by the files' own lines.

        What is marked in the files is told once for each: whoever opens the file sees it there.
        """
        found = {one.path: locate(one.text.encode(), one.tree) for one in self.berkas}
        gaps = Counter(p.file for p in problems if p.rule == _MARKS)
        told = [problem("RKT-011.tinjau", self.file, 1, 1, form=path, jumlah=count) for path, count in gaps.items()]
        others = (p for p in problems if p.rule != _MARKS)
        return told + [_told(p, found.get(p.file, {}).get((p.line, p.column)), self.file) for p in others]


def _told(p: Problem, at: Isian | Tempat | None, file: str) -> Problem:
    if at is None:
        return p
    place = at.tempat if isinstance(at, Isian) else at
    if not place.lembar:
        return p.but(line=place.baris, column=place.kolom)
    message = f"{sel(place.lembar, place.baris, place.kolom)}: {p.message}"
    return p.but(file=file, line=place.baris, column=place.kolom, message=message)


def _marked(text: str, marks: dict[str, str], before: Map | None) -> str:
    """The text with a mark above each new entry that a person must still complete."""
    known = set(_codes(before)) if before is not None else set()
    root, _ = load(text.encode(), "")
    lines = text.split("\n")
    if root is None:
        return text
    for code, node in sorted(_entries(root), key=lambda one: -one[1].line):
        if code in marks and code not in known:
            lines.insert(node.line - 1, f"{' ' * (node.column - 3)}{TINJAU.decode()}: {show(marks[code], 300)}")
    if before is None and "" in marks:
        lines.insert(0, f"{TINJAU.decode()}: {show(marks[''], 300)}")
    return "\n".join(lines)


def _codes(node: Node) -> Iterator[str]:
    yield from (code for code, _ in _entries(node))


def _entries(node: Node) -> Iterator[tuple[str, Map]]:
    """Every entry of a list with its code, or its wording where it has none."""
    if isinstance(node, List):
        for item in node.items:
            if isinstance(item, Map):
                name = item.entries.get("kode") or item.entries.get("uraian")
                if isinstance(name, Text):
                    yield " ".join(name.value.split()), item
            yield from _entries(item)
    elif isinstance(node, Map):
        for below in node.entries.values():
            yield from _entries(below)
