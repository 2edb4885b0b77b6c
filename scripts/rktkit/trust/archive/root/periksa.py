#!/usr/bin/env python3
"""Memeriksa arsip RKT tanpa program lain: cukup Python 3.8 dan folder arsip ini.

    python3 periksa.py [FOLDER] [--kepala SHA256] [--pdf BERKAS]

Setiap publikasi punya manifest.json: daftar berkasnya dengan sidik jari SHA-256, dan sidik jari manifest publikasi
sebelumnya. Jadi satu sidik jari, milik manifest terbaru ("kepala"), mewakili seluruh arsip. Program ini menghitung
ulang semuanya dan mencari yang berubah, hilang, disisipkan, ditukar urutannya, atau dipotong.

Yang TIDAK dapat diketahui dari folder ini saja: apakah seluruh folder ditulis ulang. Untuk itu berikan kepala yang Anda
peroleh dari tempat lain: situs kantor, halaman terakhir PDF yang terbit sesudahnya, atau catatan Anda sendiri.

Hasil: 0 SAH, 1 TIDAK SAH, 3 TIDAK DAPAT DIPASTIKAN (2: salah cara pakai). Tanda tangan dan wewenang tidak diperiksa di
sini; untuk itu pakai "rkt verify".
"""

from __future__ import annotations

import sys

if __name__ == "__main__" and not (sys.flags.isolated or getattr(sys.flags, "safe_path", False)):
    sys.path.pop(0)  # jangan jalankan "hashlib.py" yang disisipkan di folder ini

import argparse
import hashlib
import json
import os
import re
from typing import Any, NamedTuple

NAMA = re.compile(r"([0-9]{4})/(murni|perubahan)-(0|[1-9][0-9]{0,3})(-ttd-[1-9][0-9]{0,3})?\Z")
SIDIK = re.compile(r"[0-9a-f]{64}\Z")
COMMIT = re.compile(r"[0-9a-f]{40}\Z")
ISIAN = {"alat", "berkas", "commit", "jenis", "penetapan", "publikasi", "sebelumnya", "tahun", "urutan", "versi"}
AKAR = ("README.md", "periksa.py")
DI_LUAR_DAFTAR = {"manifest.json", "manifest.json.sig", "manifest.json.penerbit.sig", "manifest.json.tsr"}
TERBESAR = 64 * 1024 * 1024


class Publikasi(NamedTuple):
    """Manifest sebuah publikasi, dan sidik jari manifest itu."""

    manifest: dict[str, Any]
    sidik_jari: str


class Temuan:
    """Yang ditemukan: yang salah, yang hilang dari salinan ini, yang hanya beda akhir baris, dan yang disebut."""

    def __init__(self) -> None:
        self.salah: list[str] = []
        self.hilang: list[str] = []
        self.baris: list[str] = []
        self.disebut: list[str] = []

    def asli(self, path: str, nama: str, sidik_jari: object) -> bytes | None:
        """Isi berkas bila sama dengan yang dicatat, setidaknya sebelum Windows menulis ulang akhir barisnya."""
        isi = baca(path)
        if isi is not None and sidik(isi) != sidik_jari:
            isi = tanpa_cr(isi)
            self.baris += [nama] if sidik(isi) == sidik_jari else []
        return isi if isi is not None and sidik(isi) == sidik_jari else None

    def asing(self, nama: str) -> None:
        """Sesuatu yang tidak disebut rantai: bukan bagian arsip, dan tidak membuatnya palsu."""
        self.disebut.append(f"Diabaikan: {nama}, bukan bagian arsip; isinya tidak diperiksa.")


def biasa(path: str) -> bool:
    """Apakah ini berkas biasa. Tautan tidak diikuti: isinya dapat berada di luar arsip."""
    return os.path.isfile(path) and not os.path.islink(path)


def baca(path: str) -> bytes | None:
    """Isi sebuah berkas biasa; None bila tidak ada, atau lebih besar daripada berkas arsip mana pun."""
    if not biasa(path) or os.path.getsize(path) > TERBESAR:
        return None
    with open(path, "rb") as berkas:
        return berkas.read()


def isi_folder(path: str) -> list[str]:
    """Nama-nama di dalam sebuah folder biasa."""
    return sorted(os.listdir(path)) if os.path.isdir(path) and not os.path.islink(path) else []


def sidik(isi: bytes) -> str:
    """SHA-256 dalam heksadesimal."""
    return hashlib.sha256(isi).hexdigest()


def tanpa_cr(isi: bytes) -> bytes:
    """Isi sebelum akhir barisnya ditulis ulang."""
    return isi.replace(b"\r\n", b"\n")


def baku(nilai: object) -> bytes:
    """Satu-satunya cara arsip menulis JSON."""
    return (json.dumps(nilai, sort_keys=True, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def path_wajar(path: Any) -> bool:
    """Apakah sebuah path tetap berada di dalam foldernya dan dapat dibaca orang."""
    wajar = path.isprintable() and "\\" not in path and len(path.encode("utf-8")) <= 240
    return wajar and all(bagian.lower() not in {"", ".", "..", ".git"} for bagian in path.split("/"))


def bentuk_wajar(manifest: dict[str, Any], nama: str) -> bool:
    """Apakah setiap isian manifest ada, dari jenis yang benar, dan tidak ada yang lain."""
    cocok = NAMA.match(nama)
    ditandatangani = manifest.get("menandatangani")
    berkas = manifest["berkas"]
    paths = [satu["path"] for satu in berkas]
    teks = [*manifest["alat"].values(), *manifest["penetapan"].values()]
    angka = [manifest["versi"], manifest["tahun"], manifest["urutan"], *(satu["bytes"] for satu in berkas)]
    sidik_jari = [satu["sha256"] for satu in berkas] + [s for s in [manifest["sebelumnya"]] if s is not None]
    if ditandatangani is not None:
        sidik_jari.append(ditandatangani["sha256"])
    return (
        cocok is not None
        and set(manifest) >= ISIAN
        and manifest["publikasi"] == nama
        and manifest["versi"] >= 1
        and (manifest["tahun"], manifest["jenis"]) == (int(cocok[1]), cocok[2])
        and ("menandatangani" in manifest) == bool(cocok[4]) == (ditandatangani is not None)
        and (ditandatangani is None or set(ditandatangani) >= {"publikasi", "sha256"})
        and all(isinstance(satu, str) for satu in teks)
        and all(type(satu) is int for satu in angka)
        and all(SIDIK.match(satu) for satu in sidik_jari)
        and bool(COMMIT.match(manifest["commit"]))
        and manifest["urutan"] >= 1
        and all(set(satu) >= {"path", "sha256", "bytes"} for satu in berkas)
        and all(map(path_wajar, paths))
        and paths == sorted(set(paths) - DI_LUAR_DAFTAR)
    )


def baca_manifest(path: str, nama: str, temuan: Temuan) -> dict[str, Any] | None:
    """Manifest sebuah publikasi, bila ditulis dengan satu-satunya cara yang baku."""
    isi = baca(path) or b""
    try:
        manifest = json.loads(tanpa_cr(isi).decode("utf-8")) if len(isi) <= 8 * 1024 * 1024 else None
        if isinstance(manifest, dict) and bentuk_wajar(manifest, nama) and baku(manifest) == tanpa_cr(isi):
            if tanpa_cr(isi) != isi:
                temuan.baris.append(f"{nama}/manifest.json")
            return manifest
    except (AttributeError, KeyError, TypeError, ValueError, RecursionError):
        pass
    temuan.salah.append(f"{nama}/manifest.json tidak ada, rusak, atau diubah")
    return None


def periksa_publikasi(arsip: str, nama: str, temuan: Temuan) -> Publikasi | None:
    """Bandingkan isi satu publikasi dengan manifestnya."""
    folder = os.path.join(arsip, *nama.split("/"))
    manifest = baca_manifest(os.path.join(folder, "manifest.json"), nama, temuan)
    if manifest is None:
        return None
    tercatat = {satu["path"]: satu for satu in manifest["berkas"]}
    ada = isi_publikasi(folder, set(tercatat))
    for path, satu in tercatat.items():
        if path not in ada or not biasa(ada[path]):
            temuan.hilang.append(f"{nama}/{path}")
            continue
        isi = temuan.asli(ada[path], f"{nama}/{path}", satu["sha256"])
        if isi is None or len(isi) != satu["bytes"]:
            temuan.salah.append(f"{nama}/{path} berubah")
        elif path == "bukti.json":
            temuan.disebut += perkenalan_ulang(nama, isi)
    bertanda_tangan = biasa(ada.get("manifest.json.sig", ""))
    for path in sorted(set(ada) - set(tercatat)):
        if path not in DI_LUAR_DAFTAR or not biasa(ada[path]):
            temuan.asing(f"{nama}/{path}")
    if "menandatangani" in manifest and not bertanda_tangan and "rkt-ttd.pdf" not in tercatat:
        temuan.hilang.append(f"{nama}/manifest.json.sig")
    return Publikasi(manifest, sidik(baku(manifest)))


def perkenalan_ulang(nama: str, bukti: bytes) -> list[str]:
    """Kebijakan yang diperkenalkan ulang tanpa persetujuan kebijakan sebelumnya tidak pernah disembunyikan."""
    try:
        satu = json.loads(bukti.decode("utf-8")).get("perkenalan")
        if satu is None or satu["pertama"] is True:
            return []
        commit, pesan = satu["commit"], satu["pesan"]
    except (AttributeError, KeyError, TypeError, ValueError, RecursionError):
        return [f"{nama}/bukti.json tidak dapat dibaca."]
    return [f"{nama}: kebijakan diperkenalkan ulang pada commit {commit}, tanpa persetujuan sebelumnya: {pesan}"]


def isi_publikasi(folder: str, tercatat: set[str]) -> dict[str, str]:
    """Segala sesuatu di dalam publikasi: path → tempatnya. Folder tanpa berkas tercatat disebut, tidak dimasuki."""
    induk = {path[:akhir] for path in tercatat for akhir, huruf in enumerate(path) if huruf == "/"}
    ada, antre = {}, [""]
    while antre:
        di_sini = antre.pop()
        for dasar in isi_folder(os.path.join(folder, *di_sini.split("/"))):
            path = f"{di_sini}/{dasar}" if di_sini else dasar
            tempat = os.path.join(folder, *path.split("/"))
            if path in induk and os.path.isdir(tempat) and not os.path.islink(tempat):
                antre.append(path)
            else:
                ada[path] = tempat
    return ada


def periksa_arsip(arsip: str) -> tuple[list[Publikasi], Temuan]:
    """Periksa semuanya. Hasil: publikasi menurut urutan, dan temuan."""
    temuan = Temuan()
    publikasi: list[Publikasi] = []
    for tahun in sorted(os.listdir(arsip)):
        tempat = os.path.join(arsip, tahun)
        dikenal = tahun in {*AKAR, "kepala.json", ".gitattributes"} and biasa(tempat)
        if not re.match(r"[0-9]{4}\Z", tahun):
            if not dikenal and tahun not in {".git", "saksi"}:
                temuan.asing(tahun)
            continue
        for dasar in isi_folder(tempat):
            folder, nama = os.path.join(tempat, dasar), f"{tahun}/{dasar}"
            if not NAMA.match(nama) or "manifest.json" not in isi_folder(folder):
                temuan.asing(nama)
                continue
            hasil = periksa_publikasi(arsip, nama, temuan)
            if hasil:
                publikasi.append(hasil)
    publikasi.sort(key=lambda satu: (satu.manifest["urutan"], satu.manifest["publikasi"]))
    periksa_rantai(publikasi, temuan)
    if publikasi:
        periksa_akar(arsip, publikasi, temuan)
    return publikasi, temuan


def periksa_rantai(publikasi: list[Publikasi], temuan: Temuan) -> None:
    """Nomor urut, rantai sidik jari, dan tanda tangan yang menunjuk publikasi lain."""
    sebelumnya: str | None = None
    dikenal: dict[str, str] = {}
    commit: set[str] = set()
    nomor = 0
    for manifest, sidik_jari in publikasi:
        nama, selisih, nomor = manifest["publikasi"], manifest["urutan"] - nomor - 1, manifest["urutan"]
        if selisih > 0 and manifest["sebelumnya"]:
            temuan.hilang.append(f"Publikasi sebelum {nama} ({selisih})")
        elif selisih or manifest["sebelumnya"] != sebelumnya:
            temuan.salah.append(f"{nama}: rantai atau nomor urut terputus, sebelumnya bukan yang dicatatnya")
        tujuan = manifest.get("menandatangani")
        if tujuan is None and manifest["commit"] in commit:
            temuan.salah.append(f"{nama}: dibuat dari commit yang sudah terbit")
        elif tujuan is not None:
            ada = dikenal.get(tujuan["publikasi"], temuan.hilang and tujuan["sha256"]) == tujuan["sha256"]
            if not ada or not nama.startswith(f"{tujuan['publikasi']}-ttd-"):
                temuan.salah.append(f"{nama}: menandatangani publikasi yang tidak ada")
        commit.add(manifest["commit"])
        dikenal[nama] = sebelumnya = sidik_jari


def periksa_akar(arsip: str, publikasi: list[Publikasi], temuan: Temuan) -> None:
    """kepala.json harus menunjuk publikasi terakhir; README.md dan periksa.py harus yang dicatat di sana."""
    terakhir, sidik_jari = publikasi[-1]
    kepala = {"versi": 1, "publikasi": terakhir["publikasi"], "sha256": sidik_jari, "jumlah": terakhir["urutan"]}
    tempat = os.path.join(arsip, "kepala.json")
    if b'"publikasi"' not in (baca(tempat) or b""):
        temuan.disebut.append("kepala.json tidak ada, atau tidak dapat dibaca.")
    elif temuan.asli(tempat, "kepala.json", sidik(baku(kepala))) is None:
        temuan.salah.append("kepala.json tidak menunjuk publikasi terakhir: arsip terpotong atau diubah")
    for nama in AKAR:
        if temuan.asli(os.path.join(arsip, nama), nama, terakhir["alat"].get(nama)) is None:
            temuan.disebut.append(f"{nama} bukan yang dicatat publikasi terakhir; jangan jalankan dari sini.")


def cari_pdf(publikasi: list[Publikasi], path: str) -> list[str]:
    """Dokumen-dokumen arsip yang isinya sama dengan PDF yang diberikan."""
    with open(path, "rb") as berkas:
        dicari = sidik(berkas.read())
    return [
        f"{manifest['publikasi']}/{satu['path']}"
        for manifest, _ in publikasi
        for satu in manifest["berkas"]
        if satu["sha256"] == dicari and satu["path"] in {"rkt.pdf", "rkt-ttd.pdf"}
    ]


def laporan(arsip: str, kepala: str | None, pdf: str | None) -> tuple[int, list[str]]:
    """Hasil (0, 1, atau 3) dan baris-baris untuk pembaca."""
    publikasi, temuan = periksa_arsip(arsip)
    rantai = [sidik_jari for _, sidik_jari in publikasi]
    baris = []
    for manifest, sidik_jari in publikasi:
        penetapan = manifest["penetapan"]
        keterangan = ", ".join(str(penetapan.get(isian, "-")) for isian in ("nomor", "tanggal", "pejabat"))
        baris.append(f"{manifest['urutan']:>4}  {manifest['publikasi']:<24} {sidik_jari}  ({keterangan})")
    baris, salah = [*baris, *temuan.disebut], temuan.salah
    if pdf:
        cocok = cari_pdf(publikasi, pdf)
        baris.append(f"PDF ini sama dengan: {', '.join(cocok)}" if cocok else "PDF ini bukan berkas arsip ini.")
    if kepala and kepala not in rantai:
        salah.append("kepala yang Anda berikan tidak ada dalam arsip ini: terpotong, ditulis ulang, atau salah ketik")
    if salah:
        return 1, [*baris, "TIDAK SAH", *(f"  - {satu}" for satu in salah)]
    if temuan.hilang:
        baris += [f"{nama} tidak ada di salinan ini." for nama in temuan.hilang]
        return 3, [*baris, "TIDAK DAPAT DIPASTIKAN: salinan ini tidak lengkap; ambil ulang arsipnya."]
    if temuan.baris:
        baris.append(f"TIDAK DAPAT DIPASTIKAN: akhir baris {len(temuan.baris)} berkas ditulis ulang (CRLF).")
        return 3, [*baris, "Ambil ulang dengan git -c core.autocrlf=false clone, atau unduh sebagai ZIP."]
    if not publikasi:
        return 3, [*baris, "TIDAK DAPAT DIPASTIKAN: arsip ini belum berisi publikasi."]
    if pdf and not cocok:
        return 3, [*baris, "TIDAK DAPAT DIPASTIKAN: isi PDF itu tidak dibaca di sini; pakai rkt verify --pdf."]
    if not kepala:
        baris.append("TIDAK DAPAT DIPASTIKAN: isi arsip utuh, tetapi folder ini hanya membuktikan dirinya sendiri.")
        return 3, [*baris, "Berikan --kepala dari situs kantor, PDF yang terbit sesudahnya, atau catatan Anda."]
    if sesudah := len(rantai) - 1 - rantai.index(kepala):
        return 3, [*baris, f"TIDAK DAPAT DIPASTIKAN: utuh sampai kepala itu; {sesudah} sesudahnya belum terbukti."]
    baris.append("SAH: naskah, dokumen, dan kelengkapan arsip sama dengan yang diwakili kepala itu.")
    return 0, [*baris, "Tanda tangan, orang, dan waktu tidak dinilai di sini: pakai rkt verify."]


def aman(teks: str) -> str:
    """Teks dari arsip, tanpa tanda yang dapat mengacaukan layar, dalam aksara yang dapat ditulis layar ini."""
    jelas = "".join(huruf if huruf.isprintable() else "?" for huruf in teks)
    aksara = sys.stdout.encoding or "ascii"
    return jelas.encode(aksara, "replace").decode(aksara)


def sidik_kepala(teks: str) -> str:
    """Kepala arsip sebagaimana diketik; yang salah salin tidak boleh menuduh arsipnya."""
    nilai = teks.strip().lower()
    if not SIDIK.match(nilai):
        raise argparse.ArgumentTypeError("tepat 64 angka dan huruf a sampai f; salin utuh dari sumbernya")
    return nilai


class Bantuan(argparse.RawDescriptionHelpFormatter):
    """Bantuan yang seluruhnya berbahasa Indonesia."""

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: Any = "pemakaian: ") -> None:
        """Kepala baris pemakaian."""
        super().add_usage(usage, actions, groups, prefix)


class Perintah(argparse.ArgumentParser):
    """Baris perintah yang juga menolak dalam bahasa Indonesia."""

    def error(self, message: str) -> Any:
        """Tolak dengan satu kalimat."""
        pesan = message.replace("argument ", "").replace("unrecognized arguments", "tidak dikenal")
        self.exit(2, f"{self.prog}: {pesan.replace('expected one argument', 'perlu satu nilai')}\n")


def main() -> int:
    """Baca pilihan, periksa, dan katakan hasilnya."""
    perintah = Perintah(description=__doc__, formatter_class=Bantuan, add_help=False)
    di_sini = os.path.dirname(os.path.abspath(__file__))
    argumen, pilihan = map(perintah.add_argument_group, ("argumen", "pilihan"))
    argumen.add_argument("folder", nargs="?", metavar="FOLDER", default=di_sini, help="arsipnya (bawaan: folder ini)")
    pilihan.add_argument("-h", "--help", action="help", help="tampilkan bantuan ini")
    pilihan.add_argument("--kepala", "--head", metavar="SHA256", type=sidik_kepala, help="sidik jari dari tempat lain")
    pilihan.add_argument("--pdf", metavar="BERKAS", help="PDF yang hendak dicari di dalam arsip")
    nilai = perintah.parse_args()
    try:
        hasil, baris = laporan(nilai.folder, nilai.kepala, nilai.pdf)
    except OSError as kesalahan:
        perintah.error(f"{kesalahan.filename} tidak dapat dibaca")
    sys.stdout.write("\n".join(map(aman, baris)) + "\n")
    return hasil


if __name__ == "__main__":
    sys.exit(main())
