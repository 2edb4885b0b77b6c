"""The nomenclature of a year, ``rkt/nomenklatur/<tahun>.csv``: program, kegiatan and sub kegiatan by kode."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from io import StringIO

from rktkit.ground.catalogue.rules import At, problem
from rktkit.ground.files import Files
from rktkit.ground.findings import Problem, Severity
from rktkit.ground.yaml.text import MAX_BYTES, MAX_PROBLEMS, decode
from rktkit.plan.layout import NOMENKLATUR
from rktkit.plan.load.files import Loaded, read_bytes
from rktkit.plan.names import codes
from rktkit.plan.names.codes import KODE_LAMA
from rktkit.plan.office import Nomenklatur

MAX_CSV = 8 * MAX_BYTES
"""The whole national nomenclature of one year fits several times."""

KOLOM = ["kode", "nama", "indikator", "satuan", "sebelumnya"]
_PENUNJANG = re.compile(r"[Xx]\.[Xx]{2}\b")
"""How the decree writes the supporting programs, for every urusan alike."""
_FOREIGN = {
    b"PK\x03\x04": "RKT-006.buku_kerja",
    b"\xd0\xcf\x11\xe0": "RKT-006.buku_kerja",
    b"\xff\xfe": "RKT-006.utf16",
    b"\xfe\xff": "RKT-006.utf16",
}
"""How files begin that only look like a CSV by their name, and what is said of each."""


def load_nomenklatur(files: Files, tahun: int) -> Loaded[dict[str, Nomenklatur]]:
    """``rkt/nomenklatur/<tahun>.csv`` by kode."""
    data, problems = nomenklatur_bytes(files, tahun)
    return read_nomenklatur(data, tahun) if data is not None else (None, problems)


def nomenklatur_bytes(files: Files, tahun: int) -> tuple[bytes | None, list[Problem]]:
    """The bytes of a year's nomenclature, or why there are none."""
    hint = f"Dari buku kerja kementerian: rkt nomenklatur import BERKAS.xlsx {tahun}. Satu berkas untuk tiap tahun."
    return read_bytes(files, f"{NOMENKLATUR}/{tahun}.csv", hint)


def read_nomenklatur(data: bytes, tahun: int) -> Loaded[dict[str, Nomenklatur]]:
    """The nomenclature in a file's bytes."""
    path = f"{NOMENKLATUR}/{tahun}.csv"
    foreign = next((text for start, text in _FOREIGN.items() if data.startswith(start)), None)
    if foreign is not None:
        return None, [problem(foreign, path, At(), tahun=tahun)]
    text, problems = decode(data, path, MAX_CSV)
    return _rows(text, path, tahun) if text is not None and not problems else (None, problems)


def _kepala(first: list[str] | None, path: str) -> Problem:
    """Why the first line is not the one that a nomenclature begins with."""
    names = [name.strip().casefold() for name in re.split("[;\t|]", ",".join(first or ()))]
    return problem("RKT-006.pemisah" if names == KOLOM else "RKT-006.kepala", path, At())


def _induk(found: Mapping[str, Nomenklatur], places: Mapping[str, int], path: str) -> Iterator[Problem]:
    """RKT-203: a program or kegiatan that has no row of its own, said once, at the first code that needs it."""
    told: set[str] = set()
    for kode in found:
        parts = kode.split(".")
        for parent in (".".join(parts[:count]) for count in (3, 5) if count < len(parts)):
            if parent not in found and parent not in told:
                told.add(parent)
                yield problem(
                    "RKT-203.nomenklatur", path, At(places[kode]), Severity.PERINGATAN, nilai=kode, induk=parent
                )


def _rows(text: str, path: str, tahun: int) -> Loaded[dict[str, Nomenklatur]]:
    """The rows of a nomenclature; of no use when one of them cannot be read, for its kode would seem unknown."""
    lines = csv.reader(StringIO(text, newline=""), strict=True)
    whole = True
    found: dict[str, Nomenklatur] = {}
    problems: list[Problem] = []
    places: dict[str, int] = {}
    penunjang: list[int] = []
    try:
        if (first := next(lines, None)) != KOLOM:
            return None, [_kepala(first, path)]
        before, grammar = lines.line_num, codes.kode(tahun)
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
            if _PENUNJANG.match(kode):
                penunjang.append(line)
                continue
            if not grammar.match(kode):
                names = {"isian": "Kode", "nilai": kode, "contoh": "3.25.02.2.01.0014", "pemisah": ""}
                problems.append(problem("RKT-202.nomenklatur", path, At(line), **names))
                whole = False
                continue
            former = tuple(code.strip() for code in sebelumnya.split(";") if code.strip()) if sebelumnya else ()
            for code in former:
                if not KODE_LAMA.match(code):
                    names = {"isian": "Kode sebelumnya", "nilai": code, "contoh": "3.25.02.2.01.0020"}
                    pemisah = "; bila lebih dari satu, pisahkan dengan titik koma"
                    problems.append(problem("RKT-202.nomenklatur", path, At(line), **names, pemisah=pemisah))
            found[kode] = Nomenklatur(kode, nama, indikator, satuan, former)
    except csv.Error:
        return None, [problem("RKT-006.csv", path, At(lines.line_num or 1))]
    if penunjang:
        at = At(penunjang[0])
        problems.append(problem("RKT-202.penunjang", path, at, jumlah=len(penunjang), tahun=tahun))
        whole = False
    elif whole:
        problems += _induk(found, places, path)
    return (found if whole else None), problems[:MAX_PROBLEMS]
