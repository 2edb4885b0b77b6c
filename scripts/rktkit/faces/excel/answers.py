"""The answers of ``rkt init`` in a workbook: one sheet for each part, headings as the fields are called.

``instansi``, ``sop``, ``pengesahan`` and ``umum`` have a field and its value in each row; ``bidang`` and ``jabatan``
are tables. A row of ``jabatan`` is one official: the same kode again is the next official of that jabatan.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence

from rktkit.faces.excel.plain import read_sheets
from rktkit.ground.findings import UsageError

Rows = Sequence[Sequence[str]]

_LISTS = ("program", "akun", "kunci", "wajib", "tanpa", "sertifikat", "pengganti")
_JABATAN = ("kode", "nama_jabatan", "peran")
PARTS = ("umum", "instansi", "sop", "bidang", "jabatan", "pengesahan")


def as_yaml(data: bytes, file: str) -> str:
    """The workbook's answers as the YAML that they stand for.

    Raises:
        Refusal: it cannot be read.
        UsageError: a sheet is missing.
    """
    sheets = {name.strip().casefold(): rows for name, rows in read_sheets(data, file).items()}
    missing = [name for name in ("umum", "instansi", "bidang", "jabatan") if name not in sheets]
    if missing:
        raise UsageError(f"Buku kerja jawaban belum punya lembar: {', '.join(missing)}.")
    lines: list[str] = []
    lines += (f"{key}: {_value(key, value)}" for key, value in _pairs(sheets["umum"]))
    for part in ("instansi", "sop", "pengesahan"):
        if part in sheets:
            lines += [f"{part}:", *(f"  {key}: {_value(key, value)}" for key, value in _pairs(sheets[part]))]
    lines += ["bidang:", *(line for row in _table(sheets["bidang"]) for line in _item(row, 1))]
    lines += ["jabatan:", *_jabatan(_table(sheets["jabatan"]))]
    return "\n".join([*lines, ""])


def _pairs(rows: Rows) -> Iterator[tuple[str, str]]:
    for row in rows:
        if len(row) > 1 and row[0] and row[1] and _field(row[0]) != "isian":
            yield _field(row[0]), row[1]


def _table(rows: Rows) -> list[dict[str, str]]:
    head = [_field(cell) for cell in rows[0]] if rows else []
    found = [{key: cell for key, cell in zip(head, row, strict=False) if key and cell} for row in rows[1:]]
    return [row for row in found if row]


def _item(row: Mapping[str, str], depth: int) -> Iterator[str]:
    pad, mark = "  " * depth, "- "
    for key, value in row.items():
        yield f"{pad}{mark}{key}: {_value(key, value)}"
        mark = "  "


def _jabatan(rows: Sequence[Mapping[str, str]]) -> Iterator[str]:
    done: list[str] = []
    for row in rows:
        kode = row.get("kode", "")
        if kode in done:
            continue
        done.append(kode)
        head = {key.removesuffix("_jabatan"): row[key] for key in _JABATAN if key in row}
        yield from _item(head, 1)
        yield "    pejabat:"
        for one in rows:
            if one.get("kode", "") == kode:
                yield from _item({key: value for key, value in one.items() if key not in _JABATAN}, 3)


def _field(cell: str) -> str:
    return re.sub(r"[^a-z_]+", "_", cell.strip().casefold()).strip("_")


def _value(key: str, cell: str) -> str:
    if key in _LISTS:
        parts = [part.strip() for part in re.split(r"[;,\n]", cell)]
        return json.dumps([part for part in parts if part], ensure_ascii=False)
    return json.dumps(cell, ensure_ascii=False)
