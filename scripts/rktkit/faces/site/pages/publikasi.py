"""The page of a publication: made once, the same for as long as the archive stands."""

import posixpath
from collections.abc import Iterator
from typing import Any

from rktkit.documents.html.tables import tabel_html
from rktkit.documents.tables import forms as tables
from rktkit.faces.site.collection import Terbitan
from rktkit.faces.site.pages.page import Isi, Page, downloads, kutipan, plan
from rktkit.faces.site.pages.riwayat import folder
from rktkit.faces.site.parts.statements import merge, signatures, statements
from rktkit.plan.document import Rkt
from rktkit.plan.writing import words
from rktkit.trust.archive.manifest import MANIFEST


def pages(isi: Isi) -> Iterator[Page]:
    """One for each published plan."""
    for terbitan in isi.koleksi.terbitan:
        yield _publikasi(isi, terbitan)


def _publikasi(isi: Isi, t: Terbitan) -> Page:
    path = f"{t.folder}/index.md"
    manifest = t.publikasi.manifest
    discussion = merge(t)
    name = f"rkt-{t.nama.replace('/', '-')}"
    values: dict[str, Any] = {
        "t": t,
        "rkt": t.rkt,
        "manifest": manifest,
        "ringkasan": f"{t.judul_panjang}, ditetapkan {words.tanggal(t.mulai)}." if t.mulai else f"{t.judul_panjang}.",
        "semula": isi.koleksi.find(t.semula),
        "pengganti": isi.koleksi.find(t.pengganti),
        "penetapan": _decision(t),
        "pernyataan": [*statements(t), *signatures(t, isi.bukti_tanda_tangan)],
        "ucapan": len(discussion.ucapan) if discussion else 0,
        "unduhan": list(downloads({entry.path: entry.bytes for entry in manifest.berkas}, name)),
        "berkas": [
            {"path": entry.path, "sha256": entry.sha256, "bytes": entry.bytes, "tautan": entry.path}
            for entry in manifest.berkas
        ]
        + [
            {
                "path": f"{one.nama}/{entry.path}",
                "sha256": entry.sha256,
                "bytes": entry.bytes,
                "tautan": posixpath.relpath(f"{one.nama}/{entry.path}", t.nama),
            }
            for one in t.tanda_tangan
            for entry in one.manifest.berkas
        ],
        "manifest_path": MANIFEST,
        "alamat": Alamat(t.rkt),
        "riwayat": folder,
        "kanonik": _instead(isi, t),
        "kutipan": kutipan(t) if t.rkt else "",
        "perubahan": [],
    }
    if t.rkt:
        values |= plan(t.rkt, path, {})
        semula = isi.koleksi.find(t.semula)
        if t.rkt.perubahan:
            values["perubahan"].append(tabel_html(tables.perubahan(t.rkt)))
        if semula and semula.rkt and t.rkt.jenis == "perubahan":
            values["perubahan"].append(tabel_html(tables.perubahan_anggaran(t.rkt, semula.rkt)))
    return Page(path, "publikasi.md.j2", values)


def _instead(isi: Isi, t: Terbitan) -> str | None:
    """The page of the plan that is in force in the place of one that was replaced."""
    last = next((other for other in isi.koleksi.berlaku_terakhir() if other.tahun == t.tahun), None)
    return f"{last.folder}/index.html" if last and last.nama != t.nama else None


class Alamat:
    """The address of a row on its page: its kode; where two bidang share it, the later one says which it is."""

    def __init__(self, rkt: Rkt | None) -> None:
        self.first: dict[str, str] = {}
        for program, kegiatan, sub in rkt.sub_kegiatan() if rkt else ():
            for kode in (program.kode, kegiatan.kode, sub.kode):
                self.first.setdefault(kode, program.bidang)

    def __call__(self, kode: str, bidang: str) -> str:
        return kode if self.first.get(kode, bidang) == bidang else f"{kode}-{bidang}"


def _decision(t: Terbitan) -> dict[str, str]:
    """Number, date and signatory, from the plan where it can be read, else from the manifest."""
    if t.rkt and t.rkt.penetapan:
        decided = t.rkt.penetapan
        return {
            "nomor": decided.nomor,
            "tempat_tanggal": f"{decided.tempat}, {words.tanggal(decided.tanggal)}",
            "pejabat": decided.pejabat,
            "jabatan": words.jabatan(decided),
            "nip": decided.nip,
        }
    written = t.publikasi.manifest.penetapan
    return {
        "nomor": written.get("nomor") or words.KOSONG,
        "tempat_tanggal": words.tanggal(t.mulai) if t.mulai else words.KOSONG,
        "pejabat": written.get("pejabat") or words.KOSONG,
        "jabatan": written.get("jabatan") or words.KOSONG,
        "nip": "",
    }
