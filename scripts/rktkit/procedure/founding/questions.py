"""The answers asked one by one, in Indonesian, by whoever founds the office."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

Ask = Callable[[str], str]
"""Shows a question and gives what was typed."""

PEJABAT = ("kepala", "sekretaris", "kasubag", "tim")


def ask_all(ask: Ask) -> str:
    """Ask for everything; the answers as the YAML text that ``read_answers`` judges."""

    def needed(words: str, shown: str = "", default: str = "") -> str:
        hint = f" (contoh: {shown})" if shown else f" [{default}]" if default else ""
        while True:
            answer = ask(f"{words}{hint}: ").strip() or default
            if answer:
                return answer

    def yes(words: str) -> bool:
        return ask(f"{words} (y/t): ").strip().casefold() in ("y", "ya")

    answers: dict[str, Any] = {
        "instansi": {
            "nama": needed("Nama instansi", "Dinas Perikanan"),
            "singkatan": needed("Singkatan", "Diskan"),
            "pemerintah": needed("Pemerintah daerah", "Kabupaten Sukajaya"),
            "kode_wilayah": needed("Kode wilayah", "12.34 untuk kabupaten/kota, 12 untuk provinsi"),
            "tempat": needed("Tempat penandatanganan", "Sukamaju"),
        },
        "tahun": needed("Tahun rencana pertama", "2028"),
    }
    nomor = ask("Nomor SOP Penyusunan RKT (Enter bila belum ada): ").strip()
    if nomor:
        answers["sop"] = {"nomor": nomor, "judul": needed("Judul SOP", default="Penyusunan Rencana Kinerja Tahunan")}
    tanpa = [peran for peran in ("sekretaris", "tim") if not yes(f"Apakah instansi ini punya {peran}?")]
    if tanpa:
        answers["instansi"]["tanpa"] = tanpa
    jabatan = [_jabatan(needed, ask, peran, answers["instansi"]["nama"]) for peran in PEJABAT if peran not in tanpa]
    bidang: list[dict[str, Any]] = []
    while not bidang or yes("Ada bidang lagi?"):
        nama = needed("Nama bidang", "Bidang Perikanan Tangkap" if bidang else "Sekretariat")
        kode = needed("Kode bidang, menjadi nama berkas", default=_slug(nama))
        program = re.split(r"[,; ]+", needed("Kode program yang direncanakannya", "3.25.03, 3.25.04"))
        known = [one["kode"] for one in jabatan]
        pimpinan = needed(f"Kode jabatan pimpinannya; yang ada: {', '.join(known)}", default=f"kabid-{kode}")
        if pimpinan not in known:
            jabatan.append(_pejabat(needed, ask, pimpinan, f"Kepala {nama}", "kabid"))
        bidang.append({"kode": kode, "nama": nama, "pimpinan": pimpinan, "program": [p for p in program if p]})
    answers |= {"bidang": bidang, "jabatan": jabatan, "pengesahan": {"wajib": ["forge"]}}
    nomenklatur = ask("Buku kerja nomenklatur kementerian (.xlsx; Enter bila belum ada): ").strip()
    renstra = ask("Berkas Renstra (.yml; Enter bila belum ada): ").strip()
    answers |= {key: value for key, value in (("nomenklatur", nomenklatur), ("renstra", renstra)) if value}
    return "\n".join([*_yaml(answers, 0), ""])


_NAMA = {
    "kepala": ("kepala", "Kepala {jenis}"),
    "sekretaris": ("sekretaris", "Sekretaris {jenis}"),
    "kasubag": ("kasubag-perencanaan", "Kepala Subbagian Perencanaan"),
    "tim": ("tim-penyusun", "Tim Penyusun RKT"),
}
_KEPALA = {"Inspektorat": "Inspektur", "Kecamatan": "Camat", "Kelurahan": "Lurah", "Rumah Sakit": "Direktur"}
"""What the head is called where an office of that name has no Kepala."""


def _jabatan(needed: Callable[..., str], ask: Ask, peran: str, instansi: str) -> dict[str, Any]:
    kode, named = _NAMA[peran]
    own = next((nama for jenis, nama in _KEPALA.items() if instansi.startswith(jenis)), None)
    default = own if own and peran == "kepala" else named.format(jenis=instansi.split()[0])
    return _pejabat(needed, ask, kode, needed(f"Nama jabatan ({peran})", default=default), peran)


def _pejabat(needed: Callable[..., str], ask: Ask, kode: str, nama: str, peran: str) -> dict[str, Any]:
    pejabat: dict[str, Any] = {
        "nama": needed(f"Nama pejabat {nama}, dengan gelar"),
        "nip": needed("NIP"),
        "status": needed("Status (definitif, plt, plh, pj)", default="definitif"),
        "mulai": needed("Menjabat sejak", "2026-01-02"),
    }
    akun = ask("Akun forge Git (Enter bila belum ada): ").strip()
    pejabat |= {"akun": [akun]} if akun else {}
    return {"kode": kode, "nama": nama, "peran": peran, "pejabat": [pejabat]}


def _slug(nama: str) -> str:
    words = re.findall(r"[a-z]+", nama.casefold())
    return "-".join(word for word in words if word not in ("bidang", "dan", "seksi")) or "bidang"


def _yaml(value: Any, depth: int) -> Iterator[str]:
    pad = "  " * depth
    for key, one in value.items():
        if isinstance(one, dict):
            yield f"{pad}{key}:"
            yield from _yaml(one, depth + 1)
        elif isinstance(one, list) and one and isinstance(one[0], dict):
            yield f"{pad}{key}:"
            for item in one:
                first, *rest = _yaml(item, depth + 2)
                yield f"{pad}  - {first.strip()}"
                yield from rest
        else:
            yield f"{pad}{key}: {json.dumps(one, ensure_ascii=False)}"
