"""The answers asked one by one, in Indonesian, by whoever founds the office.

Each answer is judged by its field as it is typed, and what has been answered is kept however the asking ends.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from rktkit.plan.load.office import is_bidang
from rktkit.plan.names.codes import PROGRAM
from rktkit.plan.schema.fields import Rules
from rktkit.plan.schema.office import ORGANISASI, PEJABAT, PENERBIT
from rktkit.procedure.founding.answers import TAHUN, amiss

Ask = Callable[[str], str]
"""Shows a question and gives what was typed."""
Tell = Callable[[str], None]

PEJABAT_INTI = ("kepala", "sekretaris", "kasubag", "tim")
_INSTANSI: Mapping[str, Rules] = ORGANISASI["schema"]["instansi"]["schema"]
_BIDANG: Mapping[str, Rules] = ORGANISASI["schema"]["bidang"]["schema"]["schema"]
_ORANG: Mapping[str, Rules] = PEJABAT["schema"]
_NAMA = {
    "kepala": ("kepala", "Kepala {jenis}"),
    "sekretaris": ("sekretaris", "Sekretaris {jenis}"),
    "kasubag": ("kasubag-perencanaan", "Kepala Subbagian Perencanaan"),
    "tim": ("tim-penyusun", "Tim Penyusun RKT"),
}
_KEPALA = {"Inspektorat": "Inspektur", "Kecamatan": "Camat", "Kelurahan": "Lurah", "Rumah Sakit": "Direktur"}
"""What the head is called where an office of that name has no Kepala."""

Check = Callable[[str], str]
"""What is wrong with an answer, in a sentence; empty where nothing is."""


class Tanya:
    """Somebody who asks, and the answers so far."""

    def __init__(self, ask: Ask, tell: Tell) -> None:
        self.ask, self.tell = ask, tell
        self.jawaban: dict[str, Any] = {}

    def text(self) -> str:
        """The answers as the YAML text that ``read_answers`` judges."""
        return "\n".join([*_yaml(self.jawaban, 0), ""])

    def semua(self) -> None:
        """Ask for everything."""
        instansi = self.jawaban["instansi"] = {}
        for key, words, shown in (
            ("nama", "Nama instansi", "Dinas Perikanan"),
            ("singkatan", "Singkatan", "Diskan"),
            ("pemerintah", "Pemerintah daerah", "Kabupaten Sukajaya"),
            ("kode_wilayah", "Kode wilayah", "12.34 untuk kabupaten/kota, 12 untuk provinsi"),
            ("tempat", "Tempat penandatanganan", "Sukamaju"),
        ):
            check = _wilayah if key == "kode_wilayah" else _fits(_INSTANSI[key])
            instansi[key] = self.needed(words, check, shown)
        self.jawaban["tahun"] = self.needed("Tahun rencana pertama", _tahun, "2028")
        nomor = self.ask("Nomor SOP Penyusunan RKT (Enter bila belum ada): ").strip()
        if nomor:
            judul = self.needed("Judul SOP", default="Penyusunan Rencana Kinerja Tahunan")
            self.jawaban["sop"] = {"nomor": nomor, "judul": judul}
        bukti = _one_of("forge", "ssh")
        wajib = self.needed("Bukti pengesahan: tombol di forge, atau kunci SSH (forge, ssh)", bukti, default="forge")
        self.jawaban["pengesahan"] = {"wajib": [wajib]}
        tanpa = [peran for peran in ("sekretaris", "tim") if not self.yes(f"Apakah instansi ini punya {peran}?")]
        if tanpa:
            instansi["tanpa"] = tanpa
        self.jawaban |= {"jabatan": [], "bidang": []}
        for peran in PEJABAT_INTI:
            if peran not in tanpa:
                self.inti(peran, instansi["nama"])
        while not self.jawaban["bidang"] or self.yes("Ada bidang lagi?"):
            self.bidang()
        self.penerbit()
        self.berkas("nomenklatur", "Buku kerja nomenklatur kementerian (.xlsx; Enter bila belum ada)")
        self.berkas("renstra", "Berkas Renstra (.yml; Enter bila belum ada)")

    def needed(self, words: str, check: Check = lambda answer: "", shown: str = "", default: str = "") -> str:
        """An answer that fits; what does not is told and asked again."""
        hint = f" (contoh: {shown})" if shown else f" [{default}]" if default else ""
        while True:
            answer = self.ask(f"{words}{hint}: ").strip() or default
            wrong = check(answer) if answer else "Belum diisi."
            if not wrong:
                return answer
            self.tell(f"  {wrong}")

    def yes(self, words: str) -> bool:
        return self.needed(f"{words} (y/t)", _one_of("y", "ya", "t", "tidak")).casefold().startswith("y")

    def inti(self, peran: str, instansi: str) -> None:
        kode, named = _NAMA[peran]
        own = next((nama for jenis, nama in _KEPALA.items() if instansi.startswith(jenis)), None)
        default = own if own and peran == "kepala" else named.format(jenis=instansi.split()[0])
        self.jabatan(kode, self.needed(f"Nama jabatan ({peran})", default=default), peran)

    def jabatan(self, kode: str, nama: str, peran: str) -> None:
        pejabat: dict[str, Any] = {}
        one = {"kode": kode, "nama": nama, "peran": peran, "pejabat": [pejabat]}
        self.jawaban["jabatan"].append(one)
        pejabat["nama"] = self.needed(f"Nama pejabat {nama}, dengan gelar", _fits(_ORANG["nama"]))
        pejabat["nip"] = self.needed("NIP", _nip)
        pejabat["status"] = self.needed(
            "Status (definitif, plt, plh, pj)", _fits(_ORANG["status"]), default="definitif"
        )
        pejabat["mulai"] = self.needed("Menjabat sejak", _fits(_ORANG["mulai"]), "2026-01-02")
        akun = self.ask("Akun forge Git (Enter bila belum ada): ").strip()
        pejabat |= {"akun": [akun]} if akun else {}
        if self.jawaban["pengesahan"]["wajib"] == ["ssh"] and peran in ("kepala", "sekretaris"):
            kunci = self.kunci(f"Kunci SSH publik {nama}")
            pejabat |= {"kunci": [kunci]} if kunci else {}

    def bidang(self) -> None:
        known = [one["kode"] for one in self.jawaban["bidang"]]
        nama = self.needed(
            "Nama bidang", _fits(_BIDANG["nama"]), "Bidang Perikanan Tangkap" if known else "Sekretariat"
        )
        kode = self.needed("Kode bidang, menjadi nama berkas", _kode(known), default=_slug(nama))
        program = self.needed("Kode program yang direncanakannya", _program, "3.25.03, 3.25.04")
        jabatan = [one["kode"] for one in self.jawaban["jabatan"]]
        asked = f"Kode jabatan pimpinannya; yang ada: {', '.join(jabatan)}"
        pimpinan = self.needed(asked, _fits(_BIDANG["pimpinan"]), default=f"kabid-{kode}")
        if pimpinan not in jabatan:
            self.jabatan(pimpinan, f"Kepala {nama}", "kabid")
        made = {"kode": kode, "nama": nama, "pimpinan": pimpinan, "program": _codes(program)}
        self.jawaban["bidang"].append(made)

    def penerbit(self) -> None:
        kunci = self.kunci("Kunci publik mesin penerbit")
        if kunci:
            mulai = self.needed("Mulai dipakai", _fits(PENERBIT["schema"]["mulai"]), "2026-01-02")
            self.jawaban["penerbit"] = [{"nama": "mesin-penerbit", "kunci": kunci, "mulai": mulai}]

    def kunci(self, words: str) -> str:
        """A public key as it is pasted, or the first line of the ``.pub`` file that is named."""
        while True:
            answer = self.ask(f"{words} (barisnya, atau nama berkas .pub; Enter bila belum ada): ").strip()
            if answer.endswith(".pub") and Path(answer).is_file():
                answer = Path(answer).read_text(encoding="utf-8", errors="replace").strip()
            if not answer or re.match(r"(ssh|ecdsa|sk-ssh|sk-ecdsa)-\S+ \S{20,}", answer):
                return answer
            self.tell("  Itu bukan kunci publik SSH, dan bukan berkas .pub yang ada di sini.")

    def berkas(self, key: str, words: str) -> None:
        while True:
            answer = self.ask(f"{words}: ").strip()
            if not answer or Path(answer).is_file():
                self.jawaban |= {key: answer} if answer else {}
                return
            self.tell(f"  {answer} tidak ada di {Path.cwd()}.")


def _fits(rules: Rules) -> Check:
    return lambda answer: amiss(rules, answer)


def _one_of(*words: str) -> Check:
    return lambda answer: "" if answer.casefold() in words else f"Jawab dengan: {', '.join(words)}."


def _wilayah(answer: str) -> str:
    right = re.fullmatch(r"[0-9]{2}(?:\.[0-9]{2})?", answer)
    return "" if right else "Tulis 12.34 untuk kabupaten atau kota, 12 untuk provinsi."


def _tahun(answer: str) -> str:
    return "" if answer.isdigit() and int(answer) in TAHUN else "Tulis empat angka, misalnya 2028."


def _nip(answer: str) -> str:
    digits = len(re.sub(r"\D", "", answer))
    return amiss(_ORANG["nip"], answer) or ("" if digits == 18 else f"NIP 18 angka; di sini {digits}.")


def _codes(answer: str) -> list[str]:
    return [code for code in re.split(r"[,; ]+", answer) if code]


def _program(answer: str) -> str:
    wrong = next((code for code in _codes(answer) if not PROGRAM.match(code)), None)
    return f"“{wrong}” bukan kode program; tulis seperti 3.25.03." if wrong else ""


def _kode(known: list[str]) -> Check:
    def check(answer: str) -> str:
        if answer in known:
            return f"{answer} sudah dipakai bidang lain."
        return "" if is_bidang(answer) else "Huruf kecil, angka, dan tanda hubung; bukan siklus atau pengesahan."

    return check


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
