"""The generated pages: from the collection to Markdown, one function a page."""

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rktkit.documents.html.tables import tabel_html
from rktkit.documents.tables import forms as tables
from rktkit.faces.site.collection import Draf, Koleksi, Terbitan
from rktkit.faces.site.parts import bidang as bidang_
from rktkit.faces.site.parts.charts import Batang, batang
from rktkit.faces.site.parts.flow import alur
from rktkit.faces.site.parts.statements import merge, signatures, statements
from rktkit.faces.site.render import environment, relative, render
from rktkit.plan import words
from rktkit.plan.document import BarisIndikator, BarisProgram, Rkt
from rktkit.procedure.sop import SOP
from rktkit.procedure.turns import Status
from rktkit.trust.archive.manifest import MANIFEST

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
    kantor: Mapping[str, str] = field(default_factory=dict)
    """The office's names while nothing is published: ``singkatan``, ``instansi``, ``pemerintah``."""


def generate(isi: Isi) -> dict[str, bytes]:
    """All generated pages: path in the site's sources → Markdown."""
    engine = environment()
    found: dict[str, bytes] = {}
    for path, template, values in _pages(isi):
        found[path] = render(engine, template, path, values)
    return found


def fragments() -> dict[str, str]:
    """Blocks that hand-written pages ask for with ``<!-- rkt: name -->``."""
    engine = environment()
    return {
        "alur-sop": engine.get_template("alur.j2").render(a=alur()),
        "langkah-sop": engine.get_template("langkah.j2").render(sop=SOP),
    }


Page = tuple[str, str, dict[str, Any]]


def _pages(isi: Isi) -> Iterator[Page]:
    units = bidang_.collect(isi.koleksi)
    yield _beranda(isi, units)
    yield _arsip(isi.koleksi)
    for terbitan in isi.koleksi.terbitan:
        yield _publikasi(isi, terbitan)
    yield from _bidang(isi.koleksi, units)
    for draf in isi.draf:
        path = f"{draf.folder}/index.md"
        yield path, "draf.md.j2", {"d": draf, **_plan(draf.rkt, path, {}), "unduhan": list(_downloads(draf.berkas, ""))}


def _beranda(isi: Isi, units: Sequence[bidang_.Unit]) -> Page:
    terbaru = next((t for t in isi.koleksi.terbitan if t.rkt), None)
    rkt = terbaru.rkt if terbaru else None
    names = (rkt.pemerintah, rkt.singkatan) if rkt else map(isi.kantor.get, ("pemerintah", "singkatan"))
    values: dict[str, Any] = {
        "k": isi.koleksi,
        "t": terbaru,
        "rkt": rkt,
        "instansi": rkt.instansi if rkt else isi.kantor.get("instansi") or "perangkat daerah",
        "pemerintah": " · ".join(filter(None, names)),
        "status": isi.status,
        "keadaan": words.LANGKAH_KINI,
        "draf": isi.draf,
    }
    if rkt:
        values |= _plan(rkt, "index.md", {unit.kode: unit.folder for unit in units})
    return "index.md", "beranda.md.j2", values


def _arsip(koleksi: Koleksi) -> Page:
    path = "arsip/index.md"
    chain = {}
    for publication in koleksi.arsip.publications:
        signs = publication.manifest.menandatangani
        chain[publication.nama] = relative(path, f"arsip/{signs[0] if signs else publication.nama}")
    return path, "arsip.md.j2", {"k": koleksi, "per_tahun": koleksi.per_tahun(), "rantai": chain}


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
        "semula": isi.koleksi.cari(t.semula),
        "pengganti": isi.koleksi.cari(t.pengganti),
        "penetapan": _decision(t),
        "pernyataan": [*statements(t), *signatures(t, isi.bukti_tanda_tangan)],
        "ucapan": len(discussion.ucapan) if discussion else 0,
        "unduhan": list(_downloads({entry.path: entry.bytes for entry in manifest.berkas}, name)),
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
        "perubahan": [],
    }
    if t.rkt:
        values |= _plan(t.rkt, path, {})
        semula = isi.koleksi.cari(t.semula)
        if t.rkt.perubahan:
            values["perubahan"].append(tabel_html(tables.perubahan(t.rkt)))
        if semula and semula.rkt and t.rkt.jenis == "perubahan":
            values["perubahan"].append(tabel_html(tables.perubahan_anggaran(t.rkt, semula.rkt)))
    return path, "publikasi.md.j2", values


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


def _plan(rkt: Rkt, path: str, folders: Mapping[str, str]) -> dict[str, Any]:
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
        "pagu_bidang": _bars_bidang(rkt, path, folders),
        "pagu_program": batang(tables.program_menurut_pagu(rkt)),
        "f1": tabel_html(tables.f1(rkt)),
        "sebab": list(_changed(indikator)),
        "rekap_program": tabel_html(tables.rekap_program(rkt)),
        "program": [_program(program, names) for program in rkt.program()],
    }


def _bars_bidang(rkt: Rkt, path: str, folders: Mapping[str, str]) -> tuple[Batang, ...]:
    ordered = tables.bidang_menurut_pagu(rkt)
    links = [relative(path, folders[b.kode]) if b.kode in folders else None for b in ordered]
    names = [b.nama if b.terkumpul else f"{b.nama} (form belum terkumpul)" for b in ordered]
    return batang([("", name, b.pagu) for name, b in zip(names, ordered, strict=True)], links)


def _changed(indikator: Sequence[BarisIndikator]) -> Iterator[BarisIndikator]:
    """Indicators whose target is not the Renstra's."""
    return (i for i in indikator if i.target_renstra is not None and i.target_renstra != i.target)


def _program(program: BarisProgram, names: Mapping[str, str]) -> dict[str, Any]:
    return {
        "kode": program.kode,
        "nama": program.nama,
        "sasaran": program.sasaran,
        "bidang": names.get(program.bidang, program.bidang),
        "pagu": program.pagu,
        "isi": f"{len(program.kegiatan)} kegiatan, {sum(len(k.sub_kegiatan) for k in program.kegiatan)} sub kegiatan",
        "indikator": program.indikator,
        "kegiatan": program.kegiatan,
    }


def _downloads(files: Mapping[str, int], name: str) -> Iterator[Unduhan]:
    """The documents that are offered first; ``name`` is what a saved file begins with, empty for a draft."""
    for path, kind, title, use, save in _UNDUHAN:
        if path in files:
            saved = f"{name}-{posixpath.basename(path)}" if name else posixpath.basename(path)
            plain = title if name else title.replace("Dokumen resmi", "Naskah draf")
            yield Unduhan(path, kind, plain, use, files[path], save, saved)


def _bidang(koleksi: Koleksi, units: Sequence[bidang_.Unit]) -> Iterator[Page]:
    last = next((t for t in koleksi.terbitan if t.rkt), None)
    path = "bidang/index.md"
    values: dict[str, Any] = {"k": koleksi, "bidang": units, "terakhir": last.judul if last else "", "pagu": ()}
    if last and last.rkt:
        values["pagu"] = _bars_bidang(last.rkt, path, {unit.kode: unit.folder for unit in units})
    yield path, "bidang-daftar.md.j2", values
    for unit in units:
        yield f"{unit.folder}/index.md", "bidang.md.j2", bidang_.values(unit)
