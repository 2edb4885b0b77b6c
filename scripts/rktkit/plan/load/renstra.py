"""The five-year plan: which file covers a year, and what it says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from rktkit.ground.catalogue.rules import At, problem
from rktkit.ground.files import Files, Kind, read_plain
from rktkit.ground.findings import Problem
from rktkit.ground.yaml.nodes import List, Node, Text
from rktkit.ground.yaml.reader import load
from rktkit.plan.layout import RENSTRA
from rktkit.plan.load.files import Loaded, Values, built, read_file
from rktkit.plan.load.office import _TAHUN
from rktkit.plan.model import (
    IndikatorRenstra,
    Renstra,
    SasaranRenstra,
    Skala,
)
from rktkit.plan.writing.numbers import NumberProblem, parse_bulat

PERIODE = re.compile(r"([0-9]{4})-([0-9]{4})(?:-perubahan-([1-9][0-9]?))?\.yml\Z")
"""The name of a Renstra: its first and last year, and which amendment it is."""


_MIRIP = re.compile(
    r"([0-9]{4})\W{0,3}[-_–\s]\W{0,3}([0-9]{4})(?:[-_–\s]{1,3}perubahan[-_–\s]{0,3}(?:ke[-_–\s]{0,3})?([1-9][0-9]?))?\.ya?ml\Z",
    re.IGNORECASE,
)


class Berlaku(NamedTuple):
    """From which plan year a Renstra counts; of several that do, the largest decides."""

    dari: int
    perubahan: int


def berlaku(files: Files, name: str) -> Berlaku | None:
    """From when on the Renstra of a name counts; ``None`` when it is no such name."""
    match = PERIODE.match(name)
    if match is None:
        return None
    dari, perubahan = _dikatakan(read_plain(files, f"{RENSTRA}/{name}") or b"")
    return Berlaku(int(match[1]) if dari is None else dari, int(match[3] or 0) if perubahan is None else perubahan)


@lru_cache(64)
def _dikatakan(data: bytes) -> tuple[int | None, int | None]:
    """What a Renstra says of itself: ``berlaku_dari`` and ``perubahan``, where they can be read."""
    if b"berlaku_dari" not in data and b"perubahan" not in data:
        return None, None
    root, _ = load(data, RENSTRA)
    dari, perubahan = (_bulat(root.entries.get(key)) if root else None for key in ("berlaku_dari", "perubahan"))
    return dari, perubahan


def _bulat(node: Node | None) -> int | None:
    try:
        return parse_bulat(node.value) if isinstance(node, Text) else None
    except NumberProblem:
        return None


def find_renstra(files: Files, tahun: int) -> str | None:
    """The path of the Renstra that counts for a plan year: the latest that is in force and whose period covers it."""
    found: list[tuple[Berlaku, str]] = []
    for name in sorted(files.list(RENSTRA)):  # of two equal ones the first, and RKT-110 at the other
        match = PERIODE.match(name)
        if match and tahun <= int(match[2]) and (since := berlaku(files, name)) is not None and since.dari <= tahun:
            found.append((since, name))
    return f"{RENSTRA}/{max(found, key=lambda one: one[0])[1]}" if found else None


def has_renstra(files: Files) -> bool:
    """Whether there is any Renstra at all."""
    return any(PERIODE.match(name) for name in files.list(RENSTRA))


def load_renstra(files: Files, tahun: int) -> Loaded[Renstra]:
    """The Renstra that covers a year; RKT-006 when the office has none at all, no problem when none covers the year."""
    path = find_renstra(files, tahun)
    if path is not None:
        return read_renstra(files, path)
    if has_renstra(files) or files.list("rkt").get("renstra") is Kind.OTHER:
        return None, []
    near = next((guess for name in files.list(RENSTRA) if (guess := _renstra_dimaksud(name))), None)
    saran = f" Mungkin maksud Anda {near}." if near else ""
    return None, [problem("RKT-006.renstra", RENSTRA, At(), berkas=RENSTRA, saran=saran)]


def read_renstra(files: Files, path: str) -> Loaded[Renstra]:
    """The Renstra at a path."""
    values, problems = read_file(files, path, "renstra")
    periode = values["node"].entries.get("periode") if values is not None else None
    if isinstance(periode, List) and periode.items and len(periode.items) != 2:
        problems.append(problem("RKT-103.periode", path, periode))
    renstra, problems = built(values, problems, lambda v: build_renstra(v, path))
    twice = list(_ganda(renstra)) if renstra is not None else []
    return (None if twice else renstra), problems + twice


def _ganda(renstra: Renstra) -> Iterator[Problem]:
    """RKT-110: an indicator whose kode stands under another objective, too. Which one is meant nobody can tell."""
    seen: dict[str, tuple[SasaranRenstra, IndikatorRenstra]] = {}
    for sasaran in renstra.sasaran:
        for indikator in sasaran.indikator:
            other, first = seen.setdefault(indikator.kode, (sasaran, indikator))
            if first is not indikator:
                names = {"kode": indikator.kode, "sasaran": other.kode, "baris": first.node.line}
                yield problem("RKT-110.indikator", renstra.file, indikator.at("kode"), **names)


def build_renstra(v: Values, path: str) -> Renstra:
    """From values to the five-year plan. Raises ``KeyError`` when a required field has no value."""
    periode = v["periode"]
    if len(periode) != 2:
        raise KeyError("periode")
    return Renstra(
        path,
        periode[0],
        periode[1],
        v["dasar"],
        tuple(map(_sasaran_renstra, v["sasaran"])),
        v.get("berlaku_dari"),
        v.get("perubahan", 0),
        node=v["node"],
    )


def _sasaran_renstra(v: Values) -> SasaranRenstra:
    indikator = tuple(map(_indikator_renstra, v["indikator"]))
    return SasaranRenstra(v["kode"], v["tujuan"], v["uraian"], indikator, node=v["node"])


def _indikator_renstra(v: Values) -> IndikatorRenstra:
    return IndikatorRenstra(
        v["kode"],
        v["uraian"],
        v["satuan"],
        v["pola"],
        v.get("arah", "naik"),
        v.get("iku", False),
        _by_year(v["target"]),
        _by_year(v.get("realisasi", {})),
        v.get("rilis"),
        skala(v.get("skala")),
        v.get("formula"),
        v.get("sumber_data"),
        node=v["node"],
    )


def _by_year(values: Values) -> dict[int, Any]:
    return {int(key): value for key, value in values.items() if key != "node"}


def skala(v: Values | None) -> Skala | None:
    """The scale of an indicator, if all that is written of it could be read."""
    if not v or len(v) <= 1 or not v["node"].entries.keys() <= v.keys():
        return None
    return Skala(v.get("min"), v.get("maks"))


def salah_nama(files: Files, folder: str, name: str, kind: Kind) -> Problem | None:
    """RKT-109 for what would be silently passed over under ``rkt/``: nearly a plan year, nearly a Renstra."""
    path = f"{folder}/{name}"
    if folder == "rkt" and "0" <= name[0] <= "9" and not (kind is Kind.FOLDER and _TAHUN.match(name)):
        return problem("RKT-109.bukan_tahun", path, At(), nama=name)
    if folder == RENSTRA and name.lower().endswith((".yaml", ".yml")) and not PERIODE.match(name):
        if not has_renstra(files):
            return None  # that the Renstra is missing says as much
        near = _renstra_dimaksud(name)
        return problem("RKT-109.renstra", path, At(), nama=name, saran=f" Mungkin maksud Anda {near}." if near else "")
    return None


def _renstra_dimaksud(name: str) -> str | None:
    """The name of a Renstra that was meant: 2025-2029.yaml, 2025_2029.yml."""
    found = _MIRIP.match(name)
    amended = f"-perubahan-{int(found[3])}" if found and found[3] else ""
    return f"{found[1]}-{found[2]}{amended}.yml" if found else None
