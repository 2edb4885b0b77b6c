"""What the evidence of a publication says, in words that say no more than it proves."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, timezone
from typing import Any

from rktkit.documents.discussion import Penggabungan, penggabungan
from rktkit.faces.site.collection import Terbitan
from rktkit.plan.calendar import moment, setempat, zona
from rktkit.plan.writing.words import jam, menjabat
from rktkit.trust.archive.evidence import BUKTI
from rktkit.trust.archive.manifest import SIGNATURE
from rktkit.trust.archive.objects import SIGNED_PDF

_STATUS = {"plt": "Plt. ", "plh": "Plh. ", "pj": "Pj. "}
_CARA = {"ssh": "kunci SSH", "p12": "sertifikat elektronik", "bsre": "sertifikat elektronik BSrE"}


@dataclass(frozen=True, slots=True)
class Pernyataan:
    """One piece of evidence. ``jenis``: ``ssh``, ``forge``, ``tte``, or ``kebijakan``; ``hal`` is what it is about."""

    jenis: str
    hal: str
    kalimat: str
    tanda: str | None = None
    """An account, a key or a hash, to be compared."""


def statements(terbitan: Terbitan) -> list[Pernyataan]:
    """All evidence of a publication, the strongest last word first; hostile evidence gives none, never an error."""
    bukti, office = terbitan.bukti or {}, _zona(terbitan)
    return [
        *(_kepala(entry, office) for entry in _mappings(bukti.get("kepala"))),
        *_seal(terbitan),
        *(s for s in (_sekretaris(entry, office) for entry in _mappings([bukti.get("sekretaris")])) if s),
        *_policy(bukti, office),
    ]


def signatures(terbitan: Terbitan, evidence: Mapping[str, Mapping[str, Any] | None]) -> list[Pernyataan]:
    """What the publications that sign this one say. ``evidence``: their ``bukti.json`` by name."""
    found = []
    for publication in terbitan.tanda_tangan:
        bukti = evidence.get(publication.nama) or {}
        signer = next(_mappings([bukti.get("penanda_tangan")]), {})
        means = _CARA.get(_text(signer, "cara"), "tanda tangan")
        when = _time(bukti.get("waktu_server"), _zona(terbitan))
        found.append(
            Pernyataan(
                "tte" if _text(signer, "cara") in {"p12", "bsre"} else "ssh",
                f"Tanda tangan sesudah terbit ({publication.nama.rpartition('-ttd-')[2]})",
                f"Dicatat sebagai tanda tangan {_person(signer)} dengan {means}{when}.",
                _text(signer, "tanda") or None,
            )
        )
    return found


def merge(terbitan: Terbitan) -> Penggabungan | None:
    """The merge and its discussion, where a forge recorded it."""
    return penggabungan(terbitan.bukti, _zona(terbitan))


def _kepala(entry: Mapping[str, Any], office: timezone) -> Pernyataan:
    post = menjabat(_text(entry, "jabatan"), _text(entry, "status")) or "kepala instansi"
    who, when, sign = _person(entry), _time(entry.get("waktu"), office), _text(entry, "tanda") or None
    if _text(entry, "tingkat") == "ssh":
        words = f"Penggabungan naskah ditandatangani dengan kunci SSH yang menurut kebijakan milik {who}{when}."
        return Pernyataan("ssh", f"Tanda tangan {post}", words, sign)
    words = (
        f"Forge mencatat bahwa akun {who} menggabungkan naskah ini ke naskah utama{when}. "
        "Ini pernyataan forge tentang siapa yang menekan tombol, bukan tanda tangan."
    )
    return Pernyataan("forge", f"Penggabungan oleh {post}", words, sign)


def _sekretaris(entry: Mapping[str, Any], office: timezone) -> Pernyataan | None:
    if not entry:
        return None
    post = menjabat(_text(entry, "jabatan"), _text(entry, "status")) or "pemeriksa"
    who, when, sign = _person(entry), _time(entry.get("waktu"), office), _text(entry, "tanda") or None
    if _text(entry, "tingkat") == "ssh":
        words = f"Naskah yang digabungkan disetujui dengan commit bertanda tangan kunci SSH milik {who}{when}."
        return Pernyataan("ssh", f"Persetujuan {post}", words, sign)
    words = f"Forge mencatat persetujuan akun {who} atas tepat naskah yang digabungkan{when}."
    return Pernyataan("forge", f"Persetujuan {post}", words, sign)


def _seal(terbitan: Terbitan) -> Iterator[Pernyataan]:
    files = terbitan.publikasi.manifest.berkas
    if terbitan.disegel:
        yield Pernyataan(
            "ssh",
            "Tanda tangan atas manifest",
            "Tanda tangan SSH atas daftar berkas disertakan. Situs ini tidak menilainya; periksa dengan rkt verify.",
            SIGNATURE,
        )
    if any(entry.path == SIGNED_PDF for entry in files):
        judged = next((_text(entry, "keterangan") for entry in _mappings([(terbitan.bukti or {}).get("tte")])), "")
        found = f"Penilaian saat diterbitkan: {judged.rstrip('.')}. " if judged else ""
        yield Pernyataan(
            "tte",
            "Tanda tangan elektronik pada PDF",
            f"PDF bertanda tangan elektronik disertakan. {found}Situs ini tidak menilainya lagi; periksa dengan "
            "pembaca PDF atau rkt verify.",
            SIGNED_PDF,
        )
    if terbitan.bukti is None:
        yield Pernyataan("kebijakan", "Bukti", f"{BUKTI} tidak ada atau tidak dapat dibaca; wewenang belum terbukti.")


def _policy(bukti: Mapping[str, Any], office: timezone) -> Iterator[Pernyataan]:
    for entry in _mappings([bukti.get("perkenalan")]):
        if entry.get("pertama") is True:
            words = (
                "Kebijakan pengesahan (siapa yang berwenang) diperkenalkan pada commit ini. Kepercayaan pada arsip "
                "bermula di sini."
            )
        else:
            words = (
                f"Kebijakan pengesahan diperkenalkan ulang tanpa persetujuan kebijakan sebelumnya"
                f"{_time(entry.get('waktu'), office)}, dengan alasan: {_text(entry, 'pesan') or '(tidak ditulis)'}"
            )
        yield Pernyataan("kebijakan", "Asal kebijakan", words, _text(entry, "commit") or None)
    for entry in _mappings(bukti.get("perubahan_kebijakan")):
        means = "tanda tangan SSH" if _text(entry, "tingkat") == "ssh" else "catatan forge"
        words = f"Perubahan kebijakan pengesahan disetujui {_text(entry, 'nama') or '(tanpa nama)'} menurut {means}."
        yield Pernyataan("kebijakan", "Perubahan kebijakan", words, _text(entry, "commit") or None)


def _person(entry: Mapping[str, Any]) -> str:
    name, post = _text(entry, "nama") or "(tanpa nama)", _text(entry, "jabatan")
    return f"{name} ({_STATUS.get(_text(entry, 'status'), '')}{post})" if post else name


def _zona(terbitan: Terbitan) -> timezone:
    """The office's zone; UTC when it cannot be read which office it is."""
    return zona(terbitan.rkt.kode_wilayah) if terbitan.rkt else UTC


def _time(value: object, office: timezone) -> str:
    when = moment(value)
    return f" pada {jam(setempat(when, office))}" if when else ""


def _text(entry: Mapping[str, Any], name: str) -> str:
    value = entry.get(name)
    return value.strip() if isinstance(value, str) else ""


def _mappings(value: object) -> Iterator[Mapping[str, Any]]:
    if isinstance(value, list):
        yield from (item for item in value if isinstance(item, dict))
