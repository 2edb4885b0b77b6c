"""What a page is made of, and what pages of a plan share."""

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from rktkit.documents.html.tables import tabel_html
from rktkit.documents.tables import forms as tables
from rktkit.documents.tables.bars import Batang, bars
from rktkit.faces.site.collection import Draf, Koleksi, Terbitan
from rktkit.faces.site.render import relative, wajar
from rktkit.plan.document import BarisIndikator, BarisProgram, Rkt
from rktkit.plan.writing import words
from rktkit.procedure.timeline import Putaran
from rktkit.procedure.turns import Status

_UNDUHAN = (
    ("rkt-ttd.pdf", "PDF", "PDF bertanda tangan elektronik", "untuk dicetak dan diperiksa tanda tangannya", True),
    ("rkt.pdf", "PDF", "Dokumen resmi", "untuk dibaca dan dicetak", True),
    ("rkt.html", "HTML", "Halaman mandiri", "dokumen lengkap di layar, satu berkas", False),
    ("rkt.xlsx", "XLSX", "Buku kerja Excel", "tabel yang sama dengan rumusnya", True),
    ("rkt.json", "JSON", "Data terbuka", "seluruh isi untuk diolah mesin", True),
    ("csv/sub_kegiatan.csv", "CSV", "Tabel sub kegiatan", "untuk lembar kerja dan statistik", True),
)
"""What is offered first: path, kind, name, what it is good for, whether the browser should save it."""


@dataclass(frozen=True, slots=True)
class Unduhan:
    """A document offered for download."""

    path: str
    jenis: str
    nama: str
    guna: str
    bytes: int
    unduh: bool
    nama_unduh: str


@dataclass(frozen=True, slots=True)
class Isi:
    """Everything that the generated pages are made from."""

    koleksi: Koleksi
    bukti_tanda_tangan: Mapping[str, Mapping[str, Any] | None]
    """``bukti.json`` of the publications that only sign, by name."""
    status: Status | None = None
    draf: Sequence[Draf] = ()
    waktu: Sequence[Putaran] = ()
    """The cycles that the repository remembers, oldest first."""
    kantor: Mapping[str, str] = field(default_factory=dict)
    """The office's names while nothing is published: ``singkatan``, ``instansi``, ``pemerintah``."""


class Page(NamedTuple):
    """A page: where it stands in the sources, its template, and what that needs."""

    path: str
    template: str
    values: dict[str, Any]


def plan(rkt: Rkt, path: str, folders: Mapping[str, str]) -> dict[str, Any]:
    """What every page that shows a plan needs. ``folders``: pages of the bidang by kode."""
    indikator = [i for sasaran in rkt.sasaran for i in sasaran.indikator]
    names = {b.kode: b.nama for b in rkt.bidang}
    subs = len(rkt.kode_sub_kegiatan())
    counts = [
        (len(rkt.sasaran), "sasaran"),
        (len(indikator), "indikator sasaran"),
        (len({p.kode for p in rkt.program()}), "program"),
        (subs, "sub kegiatan"),
    ]
    return {
        "pagu": words.rupiah(rkt.pagu),
        "isi": ", ".join(f"{words.angka(count)} {name}" for count, name in counts),
        "angka": [(words.rupiah(rkt.pagu), "pagu"), *((words.angka(count), name) for count, name in counts)],
        "pagu_bidang": bars_bidang(rkt, path, folders),
        "pagu_program": bars(
            ((kode, wajar(nama), pagu) for kode, nama, pagu in tables.program_menurut_pagu(rkt)), rkt.pagu
        ),
        "f1": tabel_html(tables.f1(rkt)),
        "sebab": list(_changed(indikator)),
        "rekap_program": tabel_html(tables.rekap_program(rkt)),
        "program": [_program(program, names) for program in rkt.program()],
    }


def kutipan(t: Terbitan) -> str:
    """How a plan is cited: who, what, the decision's number, and the hash that tells it from any other."""
    assert t.rkt is not None
    number = t.publikasi.manifest.penetapan.get("nomor") or words.KOSONG
    return (
        f"{t.rkt.instansi}, {t.rkt.pemerintah}. {t.judul_panjang}. Nomor {number}. SHA-256 {t.publikasi.sha256[:16]}…"
    )


def bars_bidang(rkt: Rkt, path: str, folders: Mapping[str, str]) -> tuple[Batang, ...]:
    ordered = tables.bidang_menurut_pagu(rkt)
    links = [relative(path, folders[b.kode]) if b.kode in folders else None for b in ordered]
    names = [b.nama if b.terkumpul else f"{b.nama} (form belum terkumpul)" for b in ordered]
    made = bars((("", name, b.pagu) for name, b in zip(names, ordered, strict=True)), rkt.pagu)
    return tuple(replace(bar, tautan=link) for bar, link in zip(made, links, strict=True))


def _changed(indikator: Sequence[BarisIndikator]) -> Iterator[BarisIndikator]:
    """Indicators whose target is not the Renstra's."""
    return (i for i in indikator if i.target_renstra is not None and i.target_renstra != i.target)


def _program(program: BarisProgram, names: Mapping[str, str]) -> dict[str, Any]:
    return {
        "kode": program.kode,
        "kode_bidang": program.bidang,
        "nama": program.nama,
        "sasaran": program.sasaran,
        "bidang": names.get(program.bidang, program.bidang),
        "pagu": program.pagu,
        "isi": f"{len(program.kegiatan)} kegiatan, {sum(len(k.sub_kegiatan) for k in program.kegiatan)} sub kegiatan",
        "indikator": program.indikator,
        "kegiatan": program.kegiatan,
    }


def downloads(files: Mapping[str, int], name: str) -> Iterator[Unduhan]:
    """The documents that are offered first; ``name`` is what a saved file begins with, empty for a draft."""
    for path, kind, title, use, save in _UNDUHAN:
        if path in files:
            saved = f"{name}-{posixpath.basename(path)}" if name else posixpath.basename(path)
            plain = title if name else title.replace("Dokumen resmi", "Naskah draf")
            yield Unduhan(path, kind, plain, use, files[path], save, saved)
