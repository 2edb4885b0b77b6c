"""The answers from which an office is founded: what ``organisasi.yml`` holds, and a few things beside it.

However they are given (a YAML file, a workbook, questions), they are judged as one YAML document by the fields that the
office's own files have, so that a wrong answer is told by field and line like any other slip.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from rktkit.ground.catalogue.rules import show
from rktkit.ground.findings import Problem, Refusal, Severity, UsageError
from rktkit.ground.yaml.nodes import List, Map, Node, Text
from rktkit.ground.yaml.reader import load
from rktkit.plan.load.files import read_values
from rktkit.plan.schema import office
from rktkit.plan.schema.fields import Rules, isian, kelompok
from rktkit.plan.schema.reader import Reader
from rktkit.plan.schema.shape import Shape

BESIDE = ("tahun", "sop", "renstra", "nomenklatur")
"""What an answer may hold that ``organisasi.yml`` does not."""

TAHUN = range(2000, 2100)


@dataclass(frozen=True, slots=True)
class Jawaban:
    """What is known of a new office.

    ``organisasi`` is the text of its file; ``renstra`` the name of the five-year plan's file and its text;
    ``nomenklatur`` the ministry's workbook. ``berkas`` and ``akar`` are the file of the answers and its tree.
    """

    organisasi: str
    tahun: int
    berkas: str
    akar: Map
    sop: tuple[str, str] | None = None
    renstra: tuple[str, bytes] | None = None
    nomenklatur: Path | None = None
    sel: Callable[[Problem], Problem] | None = None
    """A finding on a line of the answers, as one on what people have filled in."""

    def asked(self, found: Problem, written: bytes) -> Problem:
        """A finding on the office's own file (``written``) at the answer that it comes from."""
        root = load(written, found.file)[0]
        path = next((path for at, path in _paths(root) if at == (found.line, found.column)), ()) if root else ()
        node: Node = self.akar
        for key in path:
            below = node.entries.get(str(key)) if isinstance(node, Map) else None
            if isinstance(node, List) and isinstance(key, int) and key < len(node.items):
                below = node.items[key]
            if below is None:
                break
            node = below
        here = found.but(file=self.berkas, line=node.line, column=node.column)
        return self.sel(here) if self.sel else here


def _paths(node: Node, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[int, int], tuple[str | int, ...]]]:
    """The place of every value, and of every key, with the way to it."""
    yield (node.line, node.column), path
    if isinstance(node, Map):
        for key, value in node.entries.items():
            mark = node.keys.get(key, value)
            yield (mark.line, mark.column), (*path, key)
            yield from _paths(value, (*path, key))
    elif isinstance(node, List):
        for number, item in enumerate(node.items):
            yield from _paths(item, (*path, number))


def beside() -> dict[str, Rules]:
    """The fields beside the office's own."""
    return {
        "tahun": isian("bulat", "Tahun rencana pertama", example="2028", wajib=True),
        "sop": kelompok(
            "SOP",
            {
                "nomor": isian("teks", "Nomor SOP", example="000.8.3/012/SOP/2026", wajib=True),
                "judul": isian("teks", "Judul SOP", example="Penyusunan Rencana Kinerja Tahunan", wajib=True),
            },
        ),
        "nomenklatur": isian("teks", "Buku kerja nomenklatur", example="nomenklatur.xlsx"),
    }


@cache
def _shape() -> Shape:
    return Shape({**office.ORGANISASI["schema"], **beside()})


def read_answers(data: bytes, file: str, folder: Path) -> Jawaban:
    """The answers in the bytes of a YAML file.

    Args:
        data: the bytes.
        file: its name, for the findings.
        folder: where files that the answers name are looked for.

    Raises:
        Refusal: an answer is missing, unknown or wrong; all are told.
        UsageError: a file that an answer names is missing.
    """
    root, problems = load(data, file)
    if root is None:
        raise Refusal(problems)
    renstra = root.entries.pop("renstra", None)
    reader = Reader(file)
    values = reader.mapping(root, _shape())
    problems = [*problems, *reader.problems]
    tahun = values.get("tahun")
    if isinstance(tahun, int) and tahun not in TAHUN:
        raise UsageError(f"Tahun {tahun} tidak dapat dipakai sebagai tahun rencana pertama.")
    if any(one.severity is Severity.GALAT for one in problems):
        raise Refusal(problems)
    sop = values.get("sop")
    own = Map(root.line, root.column)
    own.entries.update({key: node for key, node in root.entries.items() if key not in BESIDE})
    return Jawaban(
        "\n".join([SKEMA_ORGANISASI, *block(own), ""]),
        values["tahun"],
        file,
        root,
        (sop["nomor"], sop["judul"]) if sop else None,
        _renstra(renstra, folder),
        _beside(values["nomenklatur"], folder) if values.get("nomenklatur") else None,
    )


def amiss(rules: Rules, answer: str) -> str:
    """What is wrong with the answer to one field, in a sentence; empty where nothing is."""
    root = Map(1, 1)
    root.entries["jawaban"] = Text(1, 1, answer, False)
    root.keys["jawaban"] = Text(1, 1, "jawaban", True)
    reader = Reader("jawaban")
    reader.mapping(root, Shape({"jawaban": rules}))
    return " ".join(f"{found.message} {found.hint}" for found in reader.problems[:1])


SKEMA_ORGANISASI = "\n".join(
    [
        "# yaml-language-server: $schema=../skema/organisasi.schema.json",
        "# Urutan bidang di sini menjadi urutan bidang dalam semua dokumen. Pejabat lama tidak dihapus: beri tanggal",
        "# selesai, lalu tulis penggantinya di bawahnya.",
    ]
)


def _renstra(node: Node | None, folder: Path) -> tuple[str, bytes] | None:
    """The five-year plan: as the file itself, or the name of one.

    Raises:
        Refusal: it has errors.
    """
    if node is None or (isinstance(node, Text) and node.empty):
        return None
    if isinstance(node, Text):
        data = _beside(node.value, folder).read_bytes()
    else:
        data = "\n".join([*block(node), ""]).encode()
    values, problems = read_values(data, "renstra", "renstra")
    bad = [one for one in problems if one.severity is Severity.GALAT]
    if values is None or bad or len(values["periode"]) != 2:
        raise Refusal(bad)
    first, last = values["periode"]
    return f"{first}-{last}.yml", data


def _beside(name: str, folder: Path) -> Path:
    place = folder / name
    if not place.is_file():
        raise UsageError(f"{show(name, 300)} yang disebut dalam jawaban tidak ada di {folder}.")
    return place


def block(node: Node, depth: int = 0) -> Iterator[str]:
    """A tree as YAML in block style, texts in quotes; the formatter takes those away that nobody needs."""
    pad = "  " * depth
    if isinstance(node, Map):
        for key, value in node.entries.items():
            yield from _entry(f"{pad}{key}:", value, depth + 1)
    elif isinstance(node, List):
        for item in node.items:
            lines = list(block(item, depth + 1))
            yield f"{pad}- {lines[0].strip()}" if lines else f"{pad}- ''"
            yield from lines[1:]
    elif isinstance(node, Text):
        yield pad + _scalar(node)


def _entry(head: str, value: Any, depth: int) -> Iterator[str]:
    if isinstance(value, Text):
        yield f"{head} {_scalar(value)}".rstrip()
    elif not (value.entries if isinstance(value, Map) else getattr(value, "items", ())):
        yield f"{head} {'{}' if isinstance(value, Map) else '[]'}"
    elif isinstance(value, List) and all(isinstance(item, Text) for item in value.items):
        yield f"{head} [{', '.join(_scalar(item) for item in value.items if isinstance(item, Text))}]"
    else:
        yield head
        yield from block(value, depth)


def _scalar(text: Text) -> str:
    if text.empty:
        return ""
    import json

    return json.dumps(text.value, ensure_ascii=False)


def checked(problems: list[Problem]) -> None:
    """Nothing, unless a galat is among the problems.

    Raises:
        Refusal: there is one.
    """
    bad = [one for one in problems if one.severity is Severity.GALAT]
    if bad:
        raise Refusal(bad)
