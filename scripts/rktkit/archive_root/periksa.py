#!/usr/bin/env python3
"""Memeriksa arsip RKT tanpa program lain: cukup Python 3.8 dan folder arsip ini.

    python3 periksa.py [FOLDER] [--kepala SHA256] [--pdf BERKAS]

Setiap publikasi punya manifest.json: daftar berkasnya dengan sidik jari SHA-256, dan sidik jari manifest publikasi
sebelumnya. Jadi satu sidik jari, milik manifest terbaru ("kepala"), mewakili seluruh arsip. Program ini menghitung
ulang semuanya dan mencari yang berubah, hilang, disisipkan, ditukar urutannya, atau dipotong.

Yang TIDAK dapat diketahui dari folder ini saja: apakah seluruh folder ditulis ulang. Untuk itu berikan kepala yang Anda
peroleh dari tempat lain: tercetak di halaman terakhir PDF, tertulis di situs kantor, atau Anda catat dahulu.

Hasil: 0 SAH, 1 TIDAK SAH, 3 TIDAK DAPAT DIPASTIKAN (2: salah cara pakai). Tanda tangan dan wewenang tidak diperiksa di
sini; untuk itu pakai "rkt verify".
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import sys
from collections.abc import Iterator
from typing import Any

NAMA = re.compile(r"[0-9]{4}/(murni|perubahan)-(0|[1-9][0-9]{0,3})(-ttd-[1-9][0-9]{0,3})?\Z")
AKAR = {"README.md", "periksa.py", "kepala.json"}


def baca(path: str) -> bytes | None:
    """Isi sebuah berkas biasa. Tautan tidak diikuti: isinya dapat berada di luar arsip."""
    if os.path.islink(path) or not os.path.isfile(path):
        return None
    with open(path, "rb") as berkas:
        return berkas.read()


def sidik(isi: bytes) -> str:
    """SHA-256 dalam heksadesimal."""
    return hashlib.sha256(isi).hexdigest()


def baku(nilai: object) -> bytes:
    """Satu-satunya cara arsip menulis JSON."""
    return (json.dumps(nilai, sort_keys=True, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def semua_berkas(folder: str) -> Iterator[str]:
    """Setiap hal di bawah folder yang bukan folder biasa, dengan path memakai garis miring."""
    for tempat, folder_di_dalam, berkas in os.walk(folder):
        tautan = [nama for nama in folder_di_dalam if os.path.islink(os.path.join(tempat, nama))]
        for nama in berkas + tautan:
            yield os.path.relpath(os.path.join(tempat, nama), folder).replace(os.sep, "/")


def periksa_publikasi(arsip: str, nama: str, temuan: list[str]) -> tuple[dict[str, Any], str] | None:
    """Bandingkan isi satu publikasi dengan manifestnya. Hasil: (manifest, sidik jari manifest) atau None."""
    folder = os.path.join(arsip, *nama.split("/"))
    isi = baca(os.path.join(folder, "manifest.json"))
    try:
        manifest = json.loads((isi or b"").decode("utf-8"))
        tercatat = {baris["path"]: (baris["sha256"], baris["bytes"]) for baris in manifest["berkas"]}
        bentuk = [isinstance(manifest[kunci], dict) for kunci in ("alat", "penetapan")]
        bentuk += [isinstance(path, str) for path in tercatat] + [isinstance(manifest["urutan"], int)]
        if baku(manifest) != isi or manifest["publikasi"] != nama or not all(bentuk):
            raise ValueError("tidak baku")
    except (AttributeError, KeyError, TypeError, ValueError, RecursionError):
        temuan.append(f"{nama}/manifest.json tidak ada, rusak, atau diubah")
        return None
    ada = set(semua_berkas(folder)) - {"manifest.json", "manifest.json.sig"}
    temuan += [f"{nama}/{path} disisipkan: tidak tercatat di manifest" for path in sorted(ada - set(tercatat))]
    for path, catatan in sorted(tercatat.items()):
        data = baca(os.path.join(folder, *path.split("/"))) if path in ada else None
        if data is None:
            temuan.append(f"{nama}/{path} hilang")
        elif (sidik(data), len(data)) != catatan:
            temuan.append(f"{nama}/{path} berubah")
    return manifest, sidik(baku(manifest))


def periksa_arsip(arsip: str) -> tuple[list[tuple[dict[str, Any], str]], list[str]]:
    """Periksa semuanya. Hasil: (daftar (manifest, sidik jari) menurut urutan, daftar temuan)."""
    temuan: list[str] = []
    publikasi: list[tuple[dict[str, Any], str]] = []
    for tahun in sorted(os.listdir(arsip)):
        tempat = os.path.join(arsip, tahun)
        if tahun in AKAR or tahun == ".git":
            continue
        if not re.match(r"[0-9]{4}\Z", tahun) or os.path.islink(tempat) or not os.path.isdir(tempat):
            temuan.append(f"{tahun} bukan bagian arsip")
            continue
        for nama in sorted(os.listdir(tempat)):
            folder = os.path.join(tempat, nama)
            if not NAMA.match(f"{tahun}/{nama}") or os.path.islink(folder) or not os.path.isdir(folder):
                temuan.append(f"{tahun}/{nama} bukan bagian arsip")
                continue
            hasil = periksa_publikasi(arsip, f"{tahun}/{nama}", temuan)
            if hasil:
                publikasi.append(hasil)
    publikasi.sort(key=lambda satu: satu[0]["urutan"])
    sebelumnya: str | None = None
    dikenal: list[dict[str, str]] = []
    for nomor, (manifest, sidik_jari) in enumerate(publikasi, 1):
        if manifest["urutan"] != nomor:
            temuan.append(f"{manifest['publikasi']}: nomor urut {manifest['urutan']}, seharusnya {nomor}")
        if manifest.get("sebelumnya") != sebelumnya:
            temuan.append(f"{manifest['publikasi']}: rantai terputus, publikasi sebelumnya bukan yang dicatatnya")
        if manifest.get("menandatangani") not in [None, *dikenal]:
            temuan.append(f"{manifest['publikasi']}: menandatangani publikasi yang tidak ada")
        dikenal.append({"publikasi": manifest["publikasi"], "sha256": sidik_jari})
        sebelumnya = sidik_jari
    temuan += periksa_akar(arsip, publikasi)
    return publikasi, temuan


def periksa_akar(arsip: str, publikasi: list[tuple[dict[str, Any], str]]) -> list[str]:
    """kepala.json harus menunjuk publikasi terakhir; README.md dan periksa.py harus yang dicatat di sana."""
    if not publikasi:
        return ["arsip tidak berisi publikasi"]
    terakhir, sidik_jari = publikasi[-1]
    kepala = {"versi": 1, "publikasi": terakhir["publikasi"], "sha256": sidik_jari, "jumlah": len(publikasi)}
    temuan = []
    if baca(os.path.join(arsip, "kepala.json")) != baku(kepala):
        temuan.append("kepala.json tidak menunjuk publikasi terakhir: arsip terpotong atau diubah")
    for nama in ("README.md", "periksa.py"):
        isi = baca(os.path.join(arsip, nama))
        if isi is None or sidik(isi) != terakhir["alat"].get(nama):
            temuan.append(f"{nama} bukan yang dicatat publikasi terakhir")
    return temuan


def cari_pdf(publikasi: list[tuple[dict[str, Any], str]], path: str) -> list[str]:
    """Nama berkas-berkas arsip yang isinya sama dengan PDF yang diberikan."""
    with open(path, "rb") as berkas:
        wanted = sidik(berkas.read())
    return [
        f"{manifest['publikasi']}/{baris['path']}"
        for manifest, _ in publikasi
        for baris in manifest["berkas"]
        if baris["sha256"] == wanted and baris["path"].endswith(".pdf")
    ]


def aman(teks: object) -> str:
    """Teks dari arsip, tanpa tanda yang dapat mengacaukan layar."""
    return "".join(huruf if huruf.isprintable() else "?" for huruf in str(teks))


def laporan(arsip: str, kepala: str | None, pdf: str | None) -> tuple[int, list[str]]:
    """Hasil (0, 1, atau 3) dan baris-baris untuk pembaca."""
    publikasi, temuan = periksa_arsip(arsip)
    rantai = [sidik_jari for _, sidik_jari in publikasi]
    baris = []
    for manifest, sidik_jari in publikasi:
        penetapan = manifest["penetapan"]
        keterangan = ", ".join(str(penetapan.get(isian, "-")) for isian in ("nomor", "tanggal", "pejabat"))
        baris.append(f"{manifest['urutan']:>4}  {manifest['publikasi']:<24} {sidik_jari}  ({keterangan})")
    if pdf:
        cocok = cari_pdf(publikasi, pdf)
        baris.append(f"PDF ini sama dengan: {', '.join(cocok)}" if cocok else "PDF ini tidak ada dalam arsip.")
        temuan += [] if cocok else ["PDF yang diberikan tidak sama dengan dokumen mana pun dalam arsip"]
    if kepala and kepala not in rantai:
        temuan.append("kepala yang Anda berikan tidak ada dalam arsip ini: arsip terpotong atau ditulis ulang")
    if temuan:
        return 1, [*baris, "TIDAK SAH", *(f"  - {satu}" for satu in temuan)]
    if not kepala:
        baris.append("TIDAK DAPAT DIPASTIKAN: isi arsip utuh, tetapi folder ini hanya membuktikan dirinya sendiri.")
        return 3, [*baris, "Berikan --kepala dari halaman terakhir PDF, dari situs kantor, atau dari catatan Anda."]
    sesudah = len(rantai) - 1 - rantai.index(kepala)
    if sesudah:
        baris.append(f"TIDAK DAPAT DIPASTIKAN: utuh sampai kepala itu; {sesudah} publikasi sesudahnya belum terbukti.")
        return 3, baris
    return 0, [*baris, "SAH: seluruh arsip sama dengan yang diwakili kepala itu. Tanda tangan: pakai rkt verify."]


def main() -> int:
    """Baca pilihan, periksa, dan katakan hasilnya."""
    pilihan = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    pilihan.add_argument("folder", nargs="?", default=os.path.dirname(os.path.abspath(__file__)))
    pilihan.add_argument("--kepala", metavar="SHA256", type=str.lower, help="sidik jari dari tempat lain")
    pilihan.add_argument("--pdf", metavar="BERKAS", help="PDF yang hendak dicari di dalam arsip")
    nilai = pilihan.parse_args()
    try:
        hasil, baris = laporan(nilai.folder, nilai.kepala, nilai.pdf)
    except OSError as kesalahan:
        pilihan.error(f"tidak dapat dibaca: {kesalahan}")
    sys.stdout.write("\n".join(map(aman, baris)) + "\n")
    return hasil


if __name__ == "__main__":
    sys.exit(main())
