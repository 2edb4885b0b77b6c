"""The nomenclature of a year, ``rkt/nomenklatur/<tahun>.csv``: program, kegiatan and sub kegiatan by kode."""

from __future__ import annotations

import csv
import re
from io import StringIO

from rktkit.ground.catalogue.rules import At, problem
from rktkit.ground.files import Files
from rktkit.ground.findings import Problem
from rktkit.ground.yaml.text import MAX_BYTES, MAX_PROBLEMS, decode
from rktkit.plan.load.files import Loaded, read_bytes
from rktkit.plan.load.office import NOMENKLATUR
from rktkit.plan.office import Nomenklatur

MAX_CSV = 8 * MAX_BYTES
"""The whole national nomenclature of one year fits several times."""

KOLOM = ["kode", "nama", "indikator", "satuan", "sebelumnya"]
_KODE = re.compile(r"[0-9](?:\.[0-9]{2}(?:\.[0-9]{2}(?:\.[0-9]\.[0-9]{2}(?:\.[0-9]{4})?)?)?)?\Z")
"""A kode of any level, from the urusan down to the sub kegiatan."""


def load_nomenklatur(files: Files, tahun: int) -> Loaded[dict[str, Nomenklatur]]:
    """``rkt/nomenklatur/<tahun>.csv`` by kode."""
    data, problems = nomenklatur_bytes(files, tahun)
    return read_nomenklatur(data, tahun) if data is not None else (None, problems)


def nomenklatur_bytes(files: Files, tahun: int) -> tuple[bytes | None, list[Problem]]:
    """The bytes of a year's nomenclature, or why there are none."""
    hint = f"Simpan nomenklatur tahun {tahun} di sana; satu berkas untuk tiap tahun."
    return read_bytes(files, f"{NOMENKLATUR}/{tahun}.csv", hint)


def read_nomenklatur(data: bytes, tahun: int) -> Loaded[dict[str, Nomenklatur]]:
    """The nomenclature in a file's bytes."""
    path = f"{NOMENKLATUR}/{tahun}.csv"
    text, problems = decode(data, path, MAX_CSV)
    return _rows(text, path) if text is not None and not problems else (None, problems)


def _rows(text: str, path: str) -> Loaded[dict[str, Nomenklatur]]:
    """The rows of a nomenclature; of no use when one of them cannot be read, for its kode would seem unknown."""
    lines = csv.reader(StringIO(text, newline=""), strict=True)
    whole = True
    found: dict[str, Nomenklatur] = {}
    problems: list[Problem] = []
    places: dict[str, int] = {}
    try:
        if next(lines, None) != KOLOM:
            return None, [problem("RKT-006.kepala", path, At())]
        before = lines.line_num
        for row in lines:
            line, before = before + 1, lines.line_num
            if not any(row):
                continue
            if len(row) != len(KOLOM):
                problems.append(problem("RKT-006.baris", path, At(line), jumlah=len(row)))
                whole = False
                continue
            kode, nama, indikator, satuan, sebelumnya = map(str.strip, row)
            if kode in found:
                problems.append(problem("RKT-110", path, At(line), kode=kode, baris=places[kode]))
                continue
            places[kode] = line
            if not _KODE.match(kode):
                names = {"isian": "Kode", "nilai": kode, "contoh": "2.16.02.2.01.0014", "pemisah": ""}
                problems.append(problem("RKT-202.nomenklatur", path, At(line), **names))
                whole = False
                continue
            former = tuple(code.strip() for code in sebelumnya.split(";") if code.strip()) if sebelumnya else ()
            for code in former:
                if not _KODE.match(code):
                    names = {"isian": "Kode sebelumnya", "nilai": code, "contoh": "2.16.02.2.01.0020"}
                    pemisah = "; bila lebih dari satu, pisahkan dengan titik koma"
                    problems.append(problem("RKT-202.nomenklatur", path, At(line), **names, pemisah=pemisah))
            found[kode] = Nomenklatur(kode, nama, indikator, satuan, former)
    except csv.Error:
        return None, [problem("RKT-006.csv", path, At(lines.line_num or 1))]
    return (found if whole else None), problems[:MAX_PROBLEMS]
