"""The mapping of a foreign sheet as a small YAML file that people may read, correct and hand on."""

import json
import re
from collections.abc import Iterator

from rktkit.faces.excel.book.cells import Lembaran
from rktkit.faces.excel.foreign.headings import JENIS, LABELS, Pemetaan, headings, plain
from rktkit.ground.catalogue.workbook import letters
from rktkit.ground.findings import UsageError
from rktkit.ground.suggest import nearest
from rktkit.ground.yaml.nodes import Map, Text
from rktkit.ground.yaml.reader import load

_OF_YEAR = re.compile(r"(?:target|realisasi|dana)_(?:[1-5]|20[0-9]{2})")
_KEYS = ("jenis", "lembar", "kepala", "kolom", "dana")


def text_of(mapping: Pemetaan) -> str:
    """The mapping as a file."""
    lines = [
        "# Pemetaan kolom buku kerja; ditulis oleh rkt import, boleh disunting.",
        f"# jenis: {', '.join(f'{key} ({value})' for key, value in JENIS.items())}",
        f"jenis: {mapping.jenis}",
        f"lembar: {json.dumps(mapping.lembar, ensure_ascii=False)}",
        f"kepala: {mapping.kepala}  # baris terakhir judul kolom",
        "kolom:",
    ]
    for name, columns in mapping.kolom.items():
        heading = mapping.judul.get(columns[0], "")
        own = list(mapping.judul.values()).count(heading) == len(columns)
        where = heading if own and heading else " ".join(letters(column) for column in columns)
        lines.append(f"  {name}: {json.dumps(where, ensure_ascii=False)}")
    if mapping.dana:
        lines += ["dana:", *(f"  {json.dumps(code)}: {json.dumps(name)}" for code, name in mapping.dana.items())]
    return "\n".join(lines) + "\n"


def read_mapping(data: bytes, file: str, sheets: dict[str, Lembaran]) -> Pemetaan:
    """A mapping as somebody left it, for a workbook.

    Raises:
        UsageError: it cannot be read, or the workbook has no such sheet or column.
    """
    root, problems = load(data, file)
    if root is None or problems:
        raise UsageError(f"{file}: {problems[0].message if problems else 'tidak dapat dibaca.'}")
    values = {key: node for key, node in root.entries.items() if key in _KEYS}
    jenis, lembar, kepala = (_text(values.get(key)) for key in ("jenis", "lembar", "kepala"))
    columns = values.get("kolom")
    if jenis not in JENIS or not kepala.isdecimal() or not isinstance(columns, Map):
        raise UsageError(f"{file}: perlu jenis ({', '.join(JENIS)}), lembar, kepala (nomor baris), dan kolom.")
    if lembar not in sheets:
        raise UsageError(f"{file}: buku kerja ini tidak memuat lembar “{lembar}”. Yang ada: {', '.join(sheets)}.")
    above: dict[int, str] = {}
    for depth in (3, 2, 1):  # headings are told with as many rows as they took
        for column, heading in headings(sheets[lembar], max(0, int(kepala) - depth), min(depth, int(kepala))).items():
            above[column] = above.get(column, "") + f"\n{heading}"
    mapping = Pemetaan(jenis, lembar, int(kepala), judul={c: h.rpartition("\n")[2] for c, h in above.items()})
    for name, node in columns.entries.items():
        if name not in LABELS and not _OF_YEAR.fullmatch(name):
            near = nearest(name, LABELS)
            raise UsageError(f"{file}: “{name}” bukan isian{f'; mungkin maksud Anda {near}' if near else ''}.")
        found = list(_find(_text(node), above))
        if not found:
            raise UsageError(f"{file}: kolom “{_text(node)}” untuk {name} tidak ada pada lembar “{lembar}”.")
        mapping.kolom[name] = found
    funds = values.get("dana")
    if isinstance(funds, Map):
        mapping.dana = {code: _text(node) for code, node in funds.entries.items()}
    return mapping


def _find(where: str, above: dict[int, str]) -> Iterator[int]:
    """The columns with a heading, or of some letters."""
    named = [n for n, texts in above.items() if plain(where) in map(plain, texts.split("\n"))]
    yield from named or (n for word in where.split() for n in above if letters(n) == word.upper())


def _text(node: object) -> str:
    return node.value.strip() if isinstance(node, Text) else ""


def shown(mapping: Pemetaan, others: list[str]) -> str:
    """The mapping for people, before anything is written."""
    lines = [
        f"Lembar “{mapping.lembar}” dibaca sebagai {JENIS[mapping.jenis]}; judul kolom sampai baris {mapping.kepala}:"
    ]
    for name, columns in mapping.kolom.items():
        label = LABELS.get(name)
        if label is None:
            stem, _, year = name.partition("_")
            label = f"{LABELS[stem]} {f'tahun ke-{year}' if len(year) == 1 else year}"
        places = ", ".join(letters(column) for column in columns)
        lines.append(f"  {label:<22} ← kolom {places} “{mapping.judul.get(columns[0], '')}”")
    used = {column for columns in mapping.kolom.values() for column in columns}
    left = [f"{letters(column)} “{heading}”" for column, heading in mapping.judul.items() if column not in used]
    if left:
        lines.append(f"  Tidak dibaca: {', '.join(left)}")
    if others:
        lines.append(f"  Lembar lain tidak dibaca: {', '.join(others)}")
    return "\n".join(lines) + "\n"
