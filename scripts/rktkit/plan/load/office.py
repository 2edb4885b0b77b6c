"""From files to words: loads the files under ``rkt/`` into typed values; ``forms`` and ``nomenklatur`` too.

Every loader gives the value and the problems of the file. The value is ``None`` when the file is missing or so damaged
that comparing with it would only produce findings that follow from the damage. A form is the exception: it is always
built as far as it can be read, so that all its problems come at once.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from rktkit.ground.catalogue.rules import problem
from rktkit.ground.files import Files, Kind
from rktkit.plan.calendar import WIT, setempat
from rktkit.plan.layout import (
    KALENDER,
    ORGANISASI,
    REGULASI,
    RESERVED,
    SATUAN,
    SUMBER_DANA,
    folder_of,
    pengesahan_path,
    siklus_path,
)
from rktkit.plan.load.files import Loaded, Values, built, read_file
from rktkit.plan.model import (
    Disposisi,
    Pengesahan,
    Siklus,
    Sosialisasi,
    Tim,
)
from rktkit.plan.names.units import DANA
from rktkit.plan.office import (
    AtasNama,
    Bidang,
    Instansi,
    Jabatan,
    Kop,
    Organisasi,
    Pejabat,
    Penerbit,
    Regulasi,
    Saksi,
    Satuan,
    SumberDana,
)

_TAHUN = re.compile(r"[0-9]{4}\Z")
_BIDANG = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,98}\Z")
_KOSONG = re.compile(
    r"(?:[\s.…_\-‐‑‒–—―?#*]|x{3,}(?!x)|n{3,}(?!n)|tbd|tba|menyusul|belum (?:ada|diisi)|nomor)*", re.IGNORECASE
)
"""What stands for a part of a number that is not given yet."""
_TITIK = re.compile(r"\.{3}|…|_{3}|\?{2}")
"""What nobody writes into a number but to leave room in it: ``Nomor ........ Tahun 2026``."""
_ANGKA = re.compile("[0-9]")


# --- the office ---------------------------------------------------------------------------------------------


def is_bidang(kode: str) -> bool:
    """Whether the kode of a bidang can be the name of its form's file, of its branch, and a line of CODEOWNERS."""
    return bool(_BIDANG.match(kode)) and f"{kode.lower()}.yml" not in RESERVED


def load_organisasi(files: Files) -> Loaded[Organisasi]:
    """``rkt/organisasi.yml``. Of no use when the kode of a bidang cannot be the name of its form's file (RKT-202)."""
    office, problems = built(*read_file(files, ORGANISASI, "organisasi"), build_organisasi)
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
        v.get("kertas", "A4"),
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
    values, problems = read_file(files, KALENDER, "kalender")
    return built(values, problems, lambda v: {libur["tanggal"]: libur["nama"] for libur in v["libur"]})


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

    satuan, problems = built(*read_file(files, SATUAN, "satuan"), build)
    return (None if problems else satuan), problems


def load_sumber_dana(files: Files) -> Loaded[tuple[SumberDana, ...]]:
    """``rkt/sumber-dana.yml``. Without it the funds are those of ``units.DANA``; of no use with any defect."""
    if "sumber-dana.yml" not in files.list("rkt"):
        return DANA, []

    def build(v: Values) -> tuple[SumberDana, ...]:
        return tuple(SumberDana(s["nama"], tuple(s.get("sinonim", ())), node=s["node"]) for s in v["sumber_dana"])

    funds, problems = built(*read_file(files, SUMBER_DANA, "sumber-dana"), build)
    return (None if problems else funds), problems


def load_regulasi(files: Files) -> Loaded[tuple[Regulasi, ...]]:
    """``rkt/regulasi.yml``. A missing file means that no regulation is known."""
    if "regulasi.yml" not in files.list("rkt"):
        return (), []

    def build(v: Values) -> tuple[Regulasi, ...]:
        return tuple(
            Regulasi(
                r["judul"],
                r["berlaku_dari"],
                r.get("berlaku_sampai"),
                r.get("pengganti"),
                r.get("tentang"),
                node=r["node"],
            )
            for r in v["regulasi"]
        )

    return built(*read_file(files, REGULASI, "regulasi"), build)


# --- the five-year plan ----------------------------------------------------------------


# --- one cycle ----------------------------------------------------------------------------------------------


def load_siklus(files: Files, tahun: int) -> Loaded[Siklus]:
    """``rkt/<tahun>/siklus.yml``, as far as it can be read."""
    path = siklus_path(tahun)
    values, problems = read_file(files, path, "siklus")
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
    values, problems = read_file(files, path, "pengesahan")
    if values is None:
        return None, problems
    nomor = values.get("nomor")
    if nomor is not None and is_placeholder(nomor):
        problems.append(problem("RKT-106.nomor", path, values["node"].entries["nomor"], nilai=values.pop("nomor")))
    fields = (values.get(name) for name in ("nomor", "tanggal", "tempat", "dasar", "jabatan"))
    return Pengesahan(path, *fields, node=values["node"]), problems


def is_placeholder(nomor: str) -> bool:
    """Whether a number, or any slot between its slashes, still waits to be filled in: ``000.7/    /2026``, ``TBD``."""
    if _TITIK.search(nomor) or not _ANGKA.search(nomor):
        return True
    return any(_KOSONG.fullmatch(slot.strip(" []()<>{}")) for slot in nomor.split("/"))


def years(files: Files) -> tuple[int, ...]:
    """The years that have a folder."""
    folders = files.list("rkt").items()
    return tuple(int(name) for name, kind in folders if kind is Kind.FOLDER and _TAHUN.match(name))


def office_day(files: Files, moment: datetime) -> date:
    """The office's calendar day at a moment, wherever the machine is.

    Where the office cannot be read it is the day of Indonesia's easternmost, so that no office is ahead of it.
    """
    organisasi, _ = load_organisasi(files)
    return setempat(moment, WIT).date() if organisasi is None else organisasi.hari(moment)
