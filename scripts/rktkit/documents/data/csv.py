"""Open tables: ``csv/*.csv`` with the ``datapackage.json`` that describes them (Frictionless Data Package).

UTF-8 without a mark, comma, CRLF (RFC 4180), decimal point, no thousand marks, whole rupiah, an empty cell
for no value. Numbers and predikat stand in columns of their own, so a number column holds numbers only.

**Formula injection.** A spreadsheet runs a cell that begins with ``= + - @``, a tab or a line break. A text that begins
with one of these, or with an apostrophe, gets one apostrophe in front. The way back: take one apostrophe off every text
that begins with one. Number columns are written by us and need no mark.
"""

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from rktkit.documents.context import Context
from rktkit.plan.document import BarisIndikator, BarisRealisasi, Rkt
from rktkit.plan.model import Nilai, Triwulan
from rktkit.plan.writing import words

DANGER = tuple("=+-@\t\r\n'＝＋－＠")
"""What a text cell must not begin with; the wide forms are formulas to East Asian spreadsheets."""

Isi = str | Decimal | int | bool | None


@dataclass(frozen=True, slots=True)
class Kolom:
    """A field of a data table: machine name, Frictionless type, what it says."""

    nama: str
    tipe: str
    judul: str
    wajib: bool = False


@dataclass(frozen=True, slots=True)
class Tabel:
    """A data table: fields, primary key, references."""

    nama: str
    judul: str
    kolom: tuple[Kolom, ...]
    kunci: tuple[str, ...]
    rujukan: tuple[tuple[str, str, str], ...] = ()
    """Foreign keys: field here, table there, field there."""


def _teks(nama: str, judul: str, wajib: bool = False) -> Kolom:
    return Kolom(nama, "string", judul, wajib)


def _nilai(nama: str, judul: str) -> tuple[Kolom, Kolom]:
    return Kolom(nama, "number", judul), Kolom(f"{nama}_predikat", "string", f"{judul}, bila berupa predikat")


_TARGET = (
    *_nilai("target", "Target tahun ini"),
    *(kolom for n in range(1, 5) for kolom in _nilai(f"tw{n}", f"Target akhir triwulan {n}")),
)

SASARAN = Tabel(
    "sasaran",
    "Sasaran",
    (
        _teks("kode", "Kode sasaran", True),
        _teks("tujuan", "Tujuan Renstra", True),
        _teks("uraian", "Rumusan sasaran", True),
        Kolom("pagu", "integer", "Jumlah pagu, rupiah", True),
    ),
    ("kode",),
)

INDIKATOR = Tabel(
    "indikator",
    "Indikator sasaran, program, dan kegiatan",
    (
        _teks("tingkat", "sasaran, program, atau kegiatan", True),
        _teks("sasaran", "Kode sasaran", True),
        _teks("bidang", "Kode bidang; dipisahkan titik koma bila lebih dari satu"),
        _teks("induk", "Kode sasaran, program, atau kegiatan yang diukur", True),
        Kolom("nomor", "integer", "Urutan indikator pada induknya, dari 1", True),
        _teks("kode", "Kode indikator; hanya pada sasaran"),
        _teks("uraian", "Rumusan indikator", True),
        _teks("satuan", "Satuan", True),
        _teks("pola", "hitungan, posisi, rilis, atau rata_rata", True),
        _teks("arah", "naik, turun, atau tetap", True),
        *_TARGET,
        Kolom("iku", "boolean", "Indikator Kinerja Utama", True),
        *_nilai("target_renstra", "Target Renstra tahun ini"),
        _teks("sebab_perubahan", "Alasan berbeda dari Renstra"),
        _teks("formula", "Cara menghitung"),
        _teks("sumber_data", "Asal data"),
        Kolom("kondisi_awal_tahun", "integer", "Tahun realisasi terakhir sebelum periode Renstra"),
        *_nilai("kondisi_awal", "Realisasi terakhir sebelum periode Renstra"),
        Kolom("realisasi_terakhir_tahun", "integer", "Tahun realisasi terakhir sebelum tahun rencana"),
        *_nilai("realisasi_terakhir", "Realisasi terakhir sebelum tahun rencana"),
    ),
    ("tingkat", "sasaran", "induk", "bidang", "nomor"),
    (("sasaran", "sasaran", "kode"),),
)

SUB_KEGIATAN = Tabel(
    "sub_kegiatan",
    "Sub kegiatan",
    (
        _teks("bidang", "Kode bidang", True),
        _teks("sasaran", "Kode sasaran", True),
        _teks("program", "Kode program", True),
        _teks("program_nama", "Nama program", True),
        _teks("kegiatan", "Kode kegiatan", True),
        _teks("kegiatan_nama", "Nama kegiatan", True),
        _teks("kode", "Kode sub kegiatan", True),
        _teks("nama", "Nama sub kegiatan", True),
        _teks("indikator", "Indikator menurut nomenklatur", True),
        _teks("satuan", "Satuan", True),
        _teks("pola", "hitungan, posisi, rilis, atau rata_rata", True),
        *_TARGET,
        Kolom("pagu", "integer", "Pagu, rupiah", True),
        _teks("sumber_dana", "Sumber dana; dipisahkan titik koma bila lebih dari satu", True),
        _teks("penanggung_jawab", "Jabatan penanggung jawab", True),
        _teks("lokasi", "Lokasi"),
        _teks("kelompok_sasaran", "Kelompok sasaran"),
        _teks("crosscutting", "Kode bidang lain yang ikut mengerjakan, dipisahkan titik koma"),
        _teks("catatan", "Catatan"),
        *_nilai("prakiraan_target", "Target prakiraan maju (tahun berikutnya)"),
        Kolom("prakiraan_pagu", "integer", "Pagu prakiraan maju (tahun berikutnya), rupiah"),
    ),
    ("bidang", "sasaran", "kode"),
    (("sasaran", "sasaran", "kode"),),
)

PAGU = Tabel(
    "pagu",
    "Pagu pada setiap tingkat; jangan menjumlahkan tingkat yang berbeda",
    (
        _teks("tingkat", "dinas, bidang, sasaran, program, kegiatan, atau sub_kegiatan", True),
        _teks("sasaran", "Kode sasaran; kosong pada tingkat dinas dan bidang"),
        _teks("bidang", "Kode bidang; kosong pada tingkat dinas dan sasaran"),
        _teks("kode", "Kode pada tingkatnya", True),
        _teks("nama", "Nama", True),
        _teks("sumber_dana", "Sumber dana; hanya pada sub kegiatan, satu baris setiap sumber dana"),
        Kolom("pagu_indikatif", "integer", "Pagu indikatif, rupiah; hanya pada bidang"),
        Kolom("pagu", "integer", "Pagu, rupiah", True),
    ),
    ("tingkat", "sasaran", "bidang", "kode", "sumber_dana"),
)


def render(rkt: Rkt, context: Context) -> dict[str, bytes]:
    """``csv/sasaran.csv``, ``indikator.csv``, ``sub_kegiatan.csv``, ``pagu.csv`` and ``datapackage.json``."""
    tables: tuple[tuple[Tabel, Iterable[Sequence[Isi]]], ...] = (
        (SASARAN, ((s.kode, s.tujuan, s.uraian, s.pagu) for s in rkt.sasaran)),
        (INDIKATOR, _indikator(rkt)),
        (SUB_KEGIATAN, rows_sub_kegiatan(rkt)),
        (PAGU, _pagu(rkt)),
    )
    files = {f"csv/{tabel.nama}.csv": _csv(tabel, rows) for tabel, rows in tables}
    resources = [_resource(tabel, files[f"csv/{tabel.nama}.csv"]) for tabel, _ in tables]
    return files | {"datapackage.json": _package(rkt, context, resources)}


def protect(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(DANGER) else text


# --- the rows --------------------------------------------------------------------------------------------------------


def _belah(value: Nilai | None) -> tuple[Decimal | None, str | None]:
    """A number and a predikat, one of them (or both) empty."""
    return (None, value) if isinstance(value, str) else (value, None)


def _target(target: Nilai, triwulan: Triwulan) -> tuple[Isi, ...]:
    return tuple(part for value in (target, *triwulan) for part in _belah(value))


def _realisasi(reached: BarisRealisasi | None) -> tuple[Isi, ...]:
    return (reached.tahun, *_belah(reached.nilai)) if reached else (None, None, None)


def _indikator(rkt: Rkt) -> Iterator[Sequence[Isi]]:
    def rows(
        tingkat: str, sasaran: str, induk: str, indikator: Iterable[BarisIndikator], bidang: str | None = None
    ) -> Iterator[Sequence[Isi]]:
        for nomor, i in enumerate(indikator, 1):
            yield (
                tingkat,
                sasaran,
                bidang or ";".join(i.bidang),
                induk,
                nomor,
                i.kode,
                i.uraian,
                i.satuan,
                i.pola,
                i.arah,
                *_target(i.target, i.triwulan),
                i.iku,
                *_belah(i.target_renstra),
                i.sebab_perubahan,
                i.formula,
                i.sumber_data,
                *_realisasi(i.kondisi_awal),
                *_realisasi(i.realisasi_terakhir),
            )

    for s in rkt.sasaran:
        yield from rows("sasaran", s.kode, s.kode, s.indikator)
        for p in s.program:
            yield from rows("program", s.kode, p.kode, p.indikator, p.bidang)
            for k in p.kegiatan:
                yield from rows("kegiatan", s.kode, k.kode, k.indikator, p.bidang)


def rows_sub_kegiatan(rkt: Rkt) -> Iterator[Sequence[Isi]]:
    """The rows of ``SUB_KEGIATAN``, in document order."""
    for p, k, sub in rkt.sub_kegiatan():
        yield (
            sub.bidang,
            p.sasaran,
            p.kode,
            p.nama,
            k.kode,
            k.nama,
            sub.kode,
            sub.nama,
            sub.indikator,
            sub.satuan,
            sub.pola,
            *_target(sub.target, sub.triwulan),
            sub.pagu,
            sub.sumber_dana,
            sub.penanggung_jawab,
            sub.lokasi,
            sub.kelompok_sasaran,
            ";".join(sub.crosscutting),
            sub.catatan,
            *(_belah(sub.prakiraan_maju.target) if sub.prakiraan_maju else (None, None)),
            sub.prakiraan_maju.pagu if sub.prakiraan_maju else None,
        )


def _pagu(rkt: Rkt) -> Iterator[Sequence[Isi]]:
    known = [b.pagu_indikatif for b in rkt.bidang if b.pagu_indikatif is not None]
    ceiling = sum(known) if known and len(known) == len(rkt.bidang) else None
    yield "dinas", None, None, rkt.singkatan, rkt.instansi, None, ceiling, rkt.pagu
    for b in rkt.bidang:
        yield "bidang", None, b.kode, b.kode, b.nama, None, b.pagu_indikatif, b.pagu
    for s in rkt.sasaran:
        yield "sasaran", s.kode, None, s.kode, s.uraian, None, None, s.pagu
        for p in s.program:
            yield "program", s.kode, p.bidang, p.kode, p.nama, None, None, p.pagu
            for k in p.kegiatan:
                yield "kegiatan", s.kode, p.bidang, k.kode, k.nama, None, None, k.pagu
                for sub in k.sub_kegiatan:
                    for part in sub.per_dana:
                        yield "sub_kegiatan", s.kode, p.bidang, sub.kode, sub.nama, part.nama, None, part.pagu


# --- the files -------------------------------------------------------------------------------------------------------


def _csv(tabel: Tabel, rows: Iterable[Sequence[Isi]]) -> bytes:
    target = io.StringIO(newline="")
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow(kolom.nama for kolom in tabel.kolom)
    for row in rows:
        writer.writerow([_sel(value) for value in row])
    return target.getvalue().encode()


def _sel(value: Isi) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return protect(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def _resource(tabel: Tabel, data: bytes) -> dict[str, object]:
    schema: dict[str, object] = {
        "fields": [
            {
                "name": kolom.nama,
                "type": kolom.tipe,
                "title": kolom.judul,
                **({"constraints": {"required": True}} if kolom.wajib else {}),
            }
            for kolom in tabel.kolom
        ],
        "primaryKey": list(tabel.kunci),
        "missingValues": [""],
    }
    if tabel.rujukan:
        schema["foreignKeys"] = [
            {"fields": [here], "reference": {"resource": table, "fields": [there]}}
            for here, table, there in tabel.rujukan
        ]
    return {
        "name": tabel.nama,
        "title": tabel.judul,
        "path": f"csv/{tabel.nama}.csv",
        "profile": "tabular-data-resource",
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True},
        "schema": schema,
    }


def _package(rkt: Rkt, context: Context, resources: list[dict[str, object]]) -> bytes:
    package = {
        "profile": "tabular-data-package",
        "name": f"rkt-{rkt.tahun}-{rkt.jenis}-{rkt.urutan}",
        "title": f"{words.judul(rkt)} {rkt.instansi} Tahun {rkt.tahun}",
        "description": (
            ("DRAF, belum ditetapkan. " if not context.final else "")
            + ("CONTOH, bukan dokumen resmi. " if rkt.contoh else "")
            + "Teks yang diawali = + - @, tab, ganti baris, atau tanda petik diberi satu tanda petik (') di depannya "
            "agar tidak dijalankan sebagai rumus; untuk teks aslinya, buang satu tanda petik di awal teks."
        ),
        "version": f"{rkt.tahun}.{rkt.urutan}",
        "licenses": [{"name": "CC0-1.0", "title": "CC0 1.0 Universal"}],
        "resources": resources,
    }
    return (json.dumps(package, ensure_ascii=False, indent=2) + "\n").encode()
