"""Building blocks of the schema: each returns cerberus rules with ``meta`` for people.

``meta`` holds ``label`` (the field as the form labels it), ``hint`` (what to write), ``example``, and ``kind`` (how the
text is read: ``teks``, ``paragraf``, ``kode``, ``sidik``, ``nilai``, ``angka``, ``rupiah``, ``bulat``, ``tanggal``,
``benar``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

Rules = dict[str, Any]


def isian(kind: str, label: str, hint: str = "", example: str = "", *, wajib: bool = False, **rules: Any) -> Rules:
    """A single value."""
    meta = {"label": label, "hint": hint, "example": example, "kind": kind}
    return {"type": "string", "required": wajib, "empty": False, "meta": meta, **rules}


def pilihan(label: str, allowed: Sequence[str], hint: str = "", *, wajib: bool = False, bawaan: str = "") -> Rules:
    """A value from a fixed list; ``bawaan`` is what holds when it is left out."""
    rules = isian("pilihan", label, hint, bawaan or allowed[0], wajib=wajib, allowed=list(allowed))
    rules["meta"]["default"] = bawaan
    return rules


def benar(label: str, hint: str = "") -> Rules:
    """True or false; left out means false."""
    rules = pilihan(label, ("true", "false"), hint, bawaan="false")
    rules["meta"]["kind"] = "benar"
    return rules


def kelompok(
    label: str, fields: Mapping[str, Rules], hint: str = "", *, wajib: bool = False, flow: bool = False
) -> Rules:
    """A group of named fields; ``flow`` when its canonical form is one line."""
    return {
        "type": "dict",
        "required": wajib,
        "empty": False,
        "schema": dict(fields),
        "meta": {"label": label, "hint": hint, "example": "", "kind": "kelompok", "flow": flow},
    }


def daftar(
    label: str, item: Rules, hint: str = "", *, wajib: bool = False, boleh_kosong: bool = False, jumlah: int = 0
) -> Rules:
    """A list of values or groups; ``jumlah`` where it has exactly so many."""
    return {
        **({"minlength": jumlah, "maxlength": jumlah} if jumlah else {}),
        "type": "list",
        "required": wajib,
        "empty": boleh_kosong,
        "schema": item,
        "meta": {"label": label, "hint": hint, "example": "", "kind": "daftar"},
    }


def tabel(
    label: str, kunci: Rules, nilai: Rules, hint: str = "", *, wajib: bool = False, kosong: bool = False
) -> Rules:
    """A mapping whose keys are data: years, bidang."""
    return {
        "type": "dict",
        "required": wajib,
        "empty": kosong,
        "keysrules": kunci,
        "valuesrules": nilai,
        "meta": {"label": label, "hint": hint, "example": "", "kind": "tabel"},
    }


def atau(rules: Rules, *others: Rules) -> Rules:
    """A field with more than one way to write it, told apart by their shape; the first is the one that is shown."""
    return {**rules, "atau": others}


def bentuk(rules: Rules, jenis: str) -> Rules:
    """The way of writing a field whose type (``string``, ``list`` or ``dict``) is the one that stands there."""
    return next((one for one in rules.get("atau", ()) if one["type"] == jenis), rules)


POLA = ("hitungan", "posisi", "rilis", "rata_rata")
ARAH = ("naik", "turun", "tetap")
PERAN = ("tim", "kasubag", "kabid", "sekretaris", "kepala")
STATUS = ("definitif", "plt", "plh", "pj")
BUKTI = ("forge", "ssh", "tte")
TANPA = ("sekretaris", "tim")
"""Roles that an office may do without."""
ARTI_POLA = (
    "hitungan: triwulan dijumlahkan menjadi target; posisi: keadaan pada akhir triwulan, TW IV sama dengan target; "
    "rilis: angka resmi yang terbit sekali setahun, hanya triwulan terbitnya yang diisi; "
    "rata_rata: target sama dengan rata-rata triwulan yang diisi."
)


def triwulan(*, wajib: bool = True) -> Rules:
    """The four quarters; a quarter left out has no plan."""
    names = ("I", "II", "III", "IV")
    return kelompok(
        "Triwulan",
        {f"tw{n}": isian("nilai", f"Triwulan {name}", example="3") for n, name in enumerate(names, 1)},
        "Rencana pada akhir tiap triwulan. Triwulan yang tidak direncanakan tidak ditulis.",
        wajib=wajib,
        flow=True,
    )


def skala() -> Rules:
    """The scale of an index."""
    return kelompok(
        "Skala",
        {
            "min": isian("angka", "Skala terendah", example="0"),
            "maks": isian("angka", "Skala tertinggi", example="100"),
        },
        "Nilai terendah dan tertinggi yang mungkin; boleh salah satu saja. Angka negatif, atau Persen di atas 100, "
        "hanya diterima bila skala mengizinkannya.",
        flow=True,
    )


def tahun(hint: str) -> Rules:
    """A plan year."""
    return isian("bulat", "Tahun", hint, "2027", wajib=True)


TAHUN_KUNCI = isian("tahun", "Tahun", example="2027", regex=r"(?:[0-9]{4})\Z")
KODE_KUNCI = isian("kode", "Kode bidang", example="tangkap")
