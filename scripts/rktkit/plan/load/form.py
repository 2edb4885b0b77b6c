"""The Form RKT of a bidang, ``rkt/<tahun>/<bidang>.yml``: always built as far as it can be read (SOP step 4)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from rktkit.ground.files import Files
from rktkit.ground.findings import Problem
from rktkit.ground.yaml.nodes import Map, Node
from rktkit.plan.layout import form_path
from rktkit.plan.load.files import Loaded, Values, read_bytes, read_values
from rktkit.plan.load.renstra import skala
from rktkit.plan.model import (
    KOSONG,
    Dana,
    FormRkt,
    IndikatorProgram,
    IndikatorSasaran,
    Kegiatan,
    PrakiraanMaju,
    Program,
    SasaranForm,
    SubKegiatan,
    Triwulan,
)


def load_form(files: Files, tahun: int, bidang: str) -> Loaded[FormRkt]:
    """``rkt/<tahun>/<bidang>.yml``, as far as it can be read."""
    path = form_path(tahun, bidang)
    data, problems = read_bytes(files, path)
    return read_form(data, path) if data is not None else (None, problems)


def read_form(data: bytes, path: str) -> Loaded[FormRkt]:
    """The Form RKT in a file's bytes."""
    form, problems = _read_form(data, path)
    return form, list(problems)


@lru_cache(maxsize=64)  # a review judges the same forms on both sides of a merge, and asks who has the ball
def _read_form(data: bytes, path: str) -> tuple[FormRkt | None, tuple[Problem, ...]]:
    values, problems = read_values(data, path, "form")
    return (None if values is None else build_form(values, path, data, whole=not problems)), tuple(problems)


def build_form(v: Values, path: str, data: bytes, *, whole: bool) -> FormRkt:
    """From the values of a file's bytes to a form."""
    return FormRkt(
        path,
        v.get("tahun"),
        v.get("bidang"),
        tuple(
            SasaranForm(s.get("kode"), tuple(map(_indikator_sasaran, s.get("indikator", ()))), node=s["node"])
            for s in v.get("sasaran", ())
        ),
        tuple(
            Program(
                p.get("kode"),
                p.get("sasaran"),
                tuple(map(_indikator_program, p.get("indikator", ()))),
                tuple(map(_kegiatan, p.get("kegiatan", ()))),
                node=p["node"],
            )
            for p in v.get("program", ())
        ),
        whole,
        data,
        node=v["node"],
    )


def _kegiatan(v: Values) -> Kegiatan:
    return Kegiatan(
        v.get("kode"),
        tuple(map(_sub_kegiatan, v.get("sub_kegiatan", ()))),
        tuple(map(_indikator_program, v.get("indikator", ()))),
        node=v["node"],
    )


def _triwulan(v: Values) -> Triwulan | None:
    """The quarters; ``None`` when they are missing or one of them is unusable."""
    quarters = v.get("triwulan")
    if quarters is None:
        return None
    node: Map = quarters["node"]
    if any(key not in quarters for key in node.entries):
        return None
    get = quarters.get
    return (get("tw1"), get("tw2"), get("tw3"), get("tw4")) if node.entries else KOSONG


def _indikator_sasaran(v: Values) -> IndikatorSasaran:
    return IndikatorSasaran(v.get("kode"), v.get("target"), _triwulan(v), v.get("sebab_perubahan"), node=v["node"])


def _indikator_program(v: Values) -> IndikatorProgram:
    return IndikatorProgram(
        v.get("uraian"),
        v.get("satuan"),
        v.get("pola"),
        v.get("arah", "naik"),
        v.get("target"),
        _triwulan(v),
        skala(v.get("skala")),
        v.get("formula"),
        v.get("sumber_data"),
        node=v["node"],
    )


def _sub_kegiatan(v: Values) -> SubKegiatan:
    return SubKegiatan(
        v.get("kode"),
        v.get("target"),
        _triwulan(v),
        v.get("pagu"),
        tuple(sumber_dana(v)),
        v.get("nama"),
        v.get("indikator"),
        v.get("satuan"),
        v.get("pola", "hitungan"),
        v.get("lokasi"),
        v.get("kelompok_sasaran"),
        v.get("penanggung_jawab"),
        tuple(v.get("crosscutting", ())),
        v.get("catatan"),
        skala(v.get("skala")),
        _prakiraan_maju(v.get("prakiraan_maju")),
        node=v["node"],
    )


def sumber_dana(v: Mapping[str, Any]) -> Iterator[Dana]:
    """The funds of a sub kegiatan, however they are written; a lone name has the whole pagu."""
    found, at = v.get("sumber_dana"), v["node"].entries
    if isinstance(found, str):
        yield Dana(found, v.get("pagu"), at["sumber_dana"], at.get("pagu", at["sumber_dana"]))
    elif isinstance(found, dict):
        node: Map = found["node"]
        for nama, key in node.keys.items():
            yield Dana(nama, found.get(nama), key, node.entries[nama])
    for part in found if isinstance(found, list) else ():
        below: dict[str, Node] = part["node"].entries
        if "dana" in part:
            yield Dana(part["dana"], part.get("pagu"), below["dana"], below.get("pagu", part["node"]))


def _prakiraan_maju(v: Values | None) -> PrakiraanMaju | None:
    return PrakiraanMaju(v.get("target"), v.get("pagu"), node=v["node"]) if v else None
