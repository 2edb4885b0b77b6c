"""From files to words: loads the files under ``rkt/`` into typed values; ``forms`` and ``nomenklatur`` too.

Every loader gives the value and the problems of the file. The value is ``None`` when the file is missing or so damaged
that comparing with it would only produce findings that follow from the damage. A form is the exception: it is always
built as far as it can be read, so that all its problems come at once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any, TypeVar

from rktkit.ground.catalogue.rules import At, problem
from rktkit.ground.files import Files, Kind, NotPlainFile, TooLarge
from rktkit.ground.findings import Problem
from rktkit.ground.yaml.nodes import List
from rktkit.ground.yaml.reader import MAX_BYTES, load, ukuran
from rktkit.plan.layout import RESERVED, folder_of, pengesahan_path, siklus_path
from rktkit.plan.marks import opened
from rktkit.plan.model import (
    AtasNama,
    Bidang,
    Disposisi,
    IndikatorRenstra,
    Instansi,
    Jabatan,
    Kop,
    Organisasi,
    Pejabat,
    Penerbit,
    Pengesahan,
    Regulasi,
    Renstra,
    Saksi,
    SasaranRenstra,
    Satuan,
    Siklus,
    Skala,
    Sosialisasi,
    Tim,
)
from rktkit.plan.schema import form, office
from rktkit.plan.schema.fields import Rules
from rktkit.plan.schema.reader import Reader
from rktkit.plan.schema.shape import Shape

T = TypeVar("T")
Loaded = tuple[T | None, list[Problem]]
Values = dict[str, Any]

ORGANISASI = "rkt/organisasi.yml"
KALENDER = "rkt/kalender.yml"
SATUAN = "rkt/satuan.yml"
REGULASI = "rkt/regulasi.yml"
RENSTRA = "rkt/renstra"
NOMENKLATUR = "rkt/nomenklatur"
PERIODE = re.compile(r"([0-9]{4})-([0-9]{4})\.yml\Z")
_TAHUN = re.compile(r"[0-9]{4}\Z")
_BIDANG = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,98}\Z")
_KOSONG = re.compile(r"(?:[\s.…_\-‐‑‒–—―]|x{3,}(?!x)|tbd)*", re.IGNORECASE)
"""What stands for a part of a number that is not given yet."""
WHOLE = ""
"""The key under which a file's values say that no item of any list was unusable."""

SCHEMAS: dict[str, Rules] = {
    "form": form.FORM,
    "organisasi": office.ORGANISASI,
    "kalender": office.KALENDER,
    "satuan": office.SATUAN,
    "regulasi": office.REGULASI,
    "renstra": office.RENSTRA,
    "siklus": office.SIKLUS,
    "pengesahan": office.PENGESAHAN,
}


@cache
def shape(name: str) -> Shape:
    """The prepared schema of a kind of file."""
    return Shape(SCHEMAS[name]["schema"])


def read_bytes(files: Files, path: str, saran: str = "") -> tuple[bytes | None, list[Problem]]:
    """The bytes of a file, or why there are none: missing or closed (RKT-006), no plain file (007), huge (004)."""
    try:
        return files.read(path), []
    except FileNotFoundError:
        hint = saran or "Kembalikan berkas itu dari versi sebelumnya, atau buat menurut panduan."
        return None, [problem("RKT-006.hilang", path, At(), berkas=path, saran=hint)]
    except NotPlainFile:
        return None, [bukan_berkas(_link(files, path))]
    except TooLarge as error:
        return None, [problem("RKT-004.besar", path, At(), **ukuran(error.size, MAX_BYTES))]
    except OSError as error:
        from rktkit.ground.disk import sebab

        return None, [problem("RKT-006.tertutup", path, At(), berkas=path, sebab=sebab(error))]


def bukan_berkas(path: str) -> Problem:
    """RKT-007: a link or a submodule stands at a path."""
    return problem("RKT-007", path, At(), berkas=path)


def _link(files: Files, path: str) -> str:
    """What is no plain file on the way to a path: itself, or a folder above it."""
    folder, _, name = path.rpartition("/")
    return _link(files, folder) if folder and files.list(folder).get(name) is None else path


def _read(files: Files, path: str, name: str, saran: str = "") -> tuple[Values | None, list[Problem]]:
    data, problems = read_bytes(files, path, saran)
    if data is None:
        return None, problems
    return read_values(data, path, name)


def read_values(data: bytes, path: str, name: str) -> tuple[Values | None, list[Problem]]:
    """The values of a file's bytes by the schema ``name``; ``None`` when there is no mapping at the top."""
    root, problems = load(data, path)
    if root is None:
        return None, problems
    reader = Reader(path)
    values = reader.mapping(root, shape(name))
    values[WHOLE] = not reader.dropped
    return values, opened(problems + reader.problems, data)


def _build(values: Values | None, problems: list[Problem], build: Callable[[Values], T]) -> Loaded[T]:
    """Build a reference; an incomplete one is of no use."""
    if values is None or not values[WHOLE]:
        return None, problems
    try:
        return build(values), problems
    except KeyError:
        return None, problems


# --- the office ---------------------------------------------------------------------------------------------


def is_bidang(kode: str) -> bool:
    """Whether the kode of a bidang can be the name of its form's file, of its branch, and a line of CODEOWNERS."""
    return bool(_BIDANG.match(kode)) and f"{kode.lower()}.yml" not in RESERVED


def load_organisasi(files: Files) -> Loaded[Organisasi]:
    """``rkt/organisasi.yml``. Of no use when the kode of a bidang cannot be the name of its form's file (RKT-202)."""
    office, problems = _build(*_read(files, ORGANISASI, "organisasi"), build_organisasi)
    wrong = [
        problem("RKT-202.bidang", ORGANISASI, bidang.at("kode"), nilai=bidang.kode)
        for bidang in (office.bidang if office else ())
        if not is_bidang(bidang.kode)
    ]
    return (None if wrong else office), problems + wrong


def build_organisasi(v: Values) -> Organisasi:
    """From values to the office. Raises ``KeyError`` when a required field has no value."""
    return Organisasi(
        _instansi(v["instansi"]),
        tuple(map(_bidang, v["bidang"])),
        tuple(
            Jabatan(j["kode"], j["nama"], j["peran"], tuple(map(_pejabat, j["pejabat"])), node=j["node"])
            for j in v["jabatan"]
        ),
        tuple(v["pengesahan"]["wajib"]),
        tuple(
            Penerbit(p["nama"], _satu_atau_lebih(p["kunci"]), p["mulai"], p.get("selesai"), node=p["node"])
            for p in v.get("penerbit", ())
        ),
        tuple(Saksi(s["nama"], _satu_atau_lebih(s["kunci"]), node=s["node"]) for s in v.get("saksi", ())),
        v["pengesahan"].get("saksi", 0),
        v["pengesahan"].get("dua_orang", False),
        node=v["node"],
    )


def _satu_atau_lebih(value: str | list[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _bidang(v: Values) -> Bidang:
    return Bidang(
        v["kode"],
        v["nama"],
        v["pimpinan"],
        tuple(v["program"]),
        v.get("mulai"),
        v.get("selesai"),
        _satu_atau_lebih(v.get("pengganti", ())),
        node=v["node"],
    )


def _instansi(v: Values) -> Instansi:
    return Instansi(
        v["nama"],
        v["singkatan"],
        v["pemerintah"],
        v["kode_wilayah"],
        v["tempat"],
        v.get("contoh", False),
        v.get("kode_skpd"),
        _kop(v.get("kop")),
        tuple(v.get("tanpa", ())),
        node=v["node"],
    )


def _kop(v: Values | None) -> Kop | None:
    if v is None:
        return None
    return Kop(v.get("alamat"), v.get("telepon"), v.get("surel"), v.get("laman"), node=v["node"])


def _pejabat(v: Values) -> Pejabat:
    return Pejabat(
        v["nama"],
        v["nip"],
        v["status"],
        v["mulai"],
        v.get("selesai"),
        tuple(v.get("akun", ())),
        tuple(v.get("kunci", ())),
        v.get("pangkat"),
        _atas_nama(v.get("atas_nama")),
        tuple(v.get("sertifikat", ())),
        node=v["node"],
    )


def _atas_nama(v: str | Values | None) -> AtasNama | None:
    if isinstance(v, dict):
        return AtasNama(v["an"], v["ub"])
    return AtasNama(v) if v else None


def load_kalender(files: Files) -> Loaded[Mapping[Any, str]]:
    """``rkt/kalender.yml``: holidays by date. A missing file means no holidays."""
    if "kalender.yml" not in files.list("rkt"):
        return {}, []
    values, problems = _read(files, KALENDER, "kalender")
    return _build(values, problems, lambda v: {libur["tanggal"]: libur["nama"] for libur in v["libur"]})


def load_satuan(files: Files) -> Loaded[tuple[Satuan, ...]]:
    """``rkt/satuan.yml``. Of no use with any defect: a unit or a predikat that is meant there would seem unknown."""

    def build(v: Values) -> tuple[Satuan, ...]:
        return tuple(
            Satuan(
                s["nama"],
                s.get("simbol"),
                tuple(s.get("sinonim", ())),
                s.get("bulat", False),
                tuple(s.get("predikat", ())),
                node=s["node"],
            )
            for s in v["satuan"]
        )

    satuan, problems = _build(*_read(files, SATUAN, "satuan"), build)
    return (None if problems else satuan), problems


def load_regulasi(files: Files) -> Loaded[tuple[Regulasi, ...]]:
    """``rkt/regulasi.yml``. A missing file means that no regulation is known."""
    if "regulasi.yml" not in files.list("rkt"):
        return (), []

    def build(v: Values) -> tuple[Regulasi, ...]:
        return tuple(
            Regulasi(
                r["judul"], r["berlaku_dari"], r.get("berlaku_sampai"), r.get("pengganti"), node=r["node"]
            )
            for r in v["regulasi"]
        )  # fmt: skip

    return _build(*_read(files, REGULASI, "regulasi"), build)


# --- the five-year plan ----------------------------------------------------------------


def find_renstra(files: Files, tahun: int) -> str | None:
    """The path of the Renstra whose name covers a year."""
    for name in files.list(RENSTRA):
        match = PERIODE.match(name)
        if match and int(match[1]) <= tahun <= int(match[2]):
            return f"{RENSTRA}/{name}"
    return None


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
    values, problems = _read(files, path, "renstra")
    periode = values["node"].entries.get("periode") if values is not None else None
    if isinstance(periode, List) and periode.items and len(periode.items) != 2:
        problems.append(problem("RKT-103.periode", path, periode))
    renstra, problems = _build(values, problems, lambda v: build_renstra(v, path))
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
    return Renstra(path, periode[0], periode[1], v["dasar"], tuple(map(_sasaran_renstra, v["sasaran"])), node=v["node"])


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
    """The scale of an index, if both of its ends could be read."""
    return Skala(v["min"], v["maks"]) if v and "min" in v and "maks" in v else None


# --- one cycle ----------------------------------------------------------------------------------------------


def load_siklus(files: Files, tahun: int) -> Loaded[Siklus]:
    """``rkt/<tahun>/siklus.yml``, as far as it can be read."""
    path = siklus_path(tahun)
    values, problems = _read(files, path, "siklus")
    return (None if values is None else build_siklus(values, path)), problems


def build_siklus(v: Values, path: str) -> Siklus:
    """From values to a cycle."""
    disposisi, tim, sosialisasi = v.get("disposisi"), v.get("tim"), v.get("sosialisasi")
    return Siklus(
        path,
        v.get("tahun"),
        v.get("jenis"),
        v.get("urutan"),
        _plain(v.get("jadwal", {})),
        _plain(v.get("pagu_indikatif", {})),
        disposisi and Disposisi(disposisi.get("tanggal"), disposisi.get("isi"), node=disposisi["node"]),
        tim and Tim(tim.get("dasar"), tuple(tim.get("anggota", ())), node=tim["node"]),
        sosialisasi
        and Sosialisasi(
            sosialisasi.get("tanggal"),
            sosialisasi.get("tempat"),
            tuple(sosialisasi.get("hadir", ())),
            sosialisasi.get("notulen"),
            node=sosialisasi["node"],
        ),
        node=v["node"],
    )


def _plain(values: Values) -> dict[str, Any]:
    return {key: value for key, value in values.items() if key != "node"}


def load_pengesahan(files: Files, tahun: int) -> Loaded[Pengesahan]:
    """``rkt/<tahun>/pengesahan.yml``; no problem when there is none yet."""
    if "pengesahan.yml" not in files.list(folder_of(tahun)):
        return None, []
    path = pengesahan_path(tahun)
    values, problems = _read(files, path, "pengesahan")
    if values is None:
        return None, problems
    nomor = values.get("nomor")
    if nomor is not None and is_placeholder(nomor):
        problems.append(problem("RKT-106.nomor", path, values["node"].entries["nomor"], nilai=values.pop("nomor")))
    fields = (values.get(name) for name in ("nomor", "tanggal", "tempat", "dasar", "jabatan"))
    return Pengesahan(path, *fields, node=values["node"]), problems


def is_placeholder(nomor: str) -> bool:
    """Whether a number, or any slot between its slashes, still waits to be filled in: ``000.7/    /2026``, ``TBD``."""
    return any(_KOSONG.fullmatch(slot) for slot in nomor.split("/"))


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
    found = re.match(r"([0-9]{4})\W{0,3}[-_–\s]\W{0,3}([0-9]{4})\.ya?ml\Z", name, re.IGNORECASE)
    return f"{found[1]}-{found[2]}.yml" if found else None


def years(files: Files) -> tuple[int, ...]:
    """The years that have a folder."""
    folders = files.list("rkt").items()
    return tuple(int(name) for name, kind in folders if kind is Kind.FOLDER and _TAHUN.match(name))
