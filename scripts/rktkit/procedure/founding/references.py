"""The references that a new office begins with: the calendar's fixed days, and a Renstra that waits to be filled in."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

_ACUAN = Path(__file__).with_name("acuan")

TETAP = (
    ("01-01", "Tahun Baru Masehi"),
    ("05-01", "Hari Buruh Internasional"),
    ("06-01", "Hari Lahir Pancasila"),
    ("08-17", "Hari Kemerdekaan Republik Indonesia"),
    ("12-25", "Hari Raya Natal"),
)
"""National holidays that fall on the same day every year (Keppres 24/2016 and the acts it rests on)."""

BERGERAK = (
    "Tahun Baru Imlek",
    "Isra Mikraj",
    "Hari Suci Nyepi",
    "Wafat Yesus Kristus",
    "Idulfitri",
    "Kenaikan Yesus Kristus",
    "Hari Raya Waisak",
    "Iduladha",
    "Tahun Baru Islam",
    "Maulid Nabi Muhammad SAW",
    "cuti bersama",
)
"""What the joint decree of three ministers fixes anew each year."""


def kalender(years: Iterable[int]) -> str:
    """``kalender.yml``: the fixed days, and a marked line for each day that a decree sets."""
    lines = [
        "# yaml-language-server: $schema=../skema/kalender.schema.json",
        "# Hari di sini, Sabtu, dan Minggu tidak dihitung sebagai hari kerja. Tambahkan libur yang ditetapkan daerah.",
        "libur:",
    ]
    for year in years:
        lines += [f"  # {year}", *(f"  - {{tanggal: {year}-{day}, nama: {name}}}" for day, name in TETAP)]
        lines.append(f"  # TINJAU: isi hari {year} dari Keputusan Bersama (SKB) tiga Menteri:")
        lines += [f"  # - {{tanggal: {year}-…, nama: {name}}}" for name in BERGERAK]
    return "\n".join([*lines, ""])


def satuan() -> str:
    """``satuan.yml``: the units that planners use."""
    return (_ACUAN / "satuan.yml").read_text(encoding="utf-8")


def regulasi() -> str:
    """``regulasi.yml``: national acts on planning, with those that they replaced."""
    return (_ACUAN / "regulasi.yml").read_text(encoding="utf-8")


def renstra(tahun: int) -> tuple[str, bytes]:
    """The name and text of a five-year plan to be filled in. Regional plans begin in 2025, 2030, …"""
    first = tahun - tahun % 5
    text = f"""\
# yaml-language-server: $schema=../../skema/renstra.schema.json
# TINJAU: cocokkan periode ini dan nama berkasnya dengan Renstra instansi ini.
periode: [{first}, {first + 4}]
# TINJAU: isi peraturan yang menetapkan Renstra.
dasar:
# TINJAU: isi sasaran, indikator, dan targetnya; contohnya ada di panduan “Kantor baru”.
sasaran: []
"""
    return f"{first}-{first + 4}.yml", text.encode()
