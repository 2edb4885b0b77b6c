"""The answer of ``rkt status`` as JSON and as a table for a terminal."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from rktkit.faces.reports.text import visible
from rktkit.plan.writing.words import FORM, KOSONG, LANGKAH_KINI, sisa, tanggal_singkat
from rktkit.procedure.sop import Kejadian
from rktkit.procedure.turns import Status, StatusLangkah
from rktkit.rules.ready import Butir

_TANDA = {"selesai": "✓", "berjalan": "▸", "menunggu": "·", "lewat": "–"}


_WARNA = {"selesai": "32", "berjalan": "1;33", "lewat": "2", "menunggu": "2"}


def to_dict(status: Status) -> dict[str, Any]:
    """The JSON document; see the module."""
    k = status.keadaan
    return {
        "tahun": k.tahun,
        "jenis": k.jenis,
        "urutan": k.urutan,
        "publikasi": f"{k.tahun}/{k.jenis}-{k.urutan}",
        "hari_ini": _iso(status.hari_ini),
        "langkah": [
            {
                "nomor": step.langkah.nomor,
                "kunci": step.langkah.kunci,
                "judul": step.langkah.judul,
                "pelaku": step.langkah.pelaku,
                "keluaran": step.langkah.keluaran,
                "batas": _iso(step.batas),
                "keadaan": step.keadaan,
                "selesai": _event(step.selesai),
                "terlambat": step.terlambat,
            }
            for step in status.langkah
        ],
        "form": [
            {
                "bidang": kode,
                "pertama": _iso(k.form[kode].pertama),
                "galat": k.form[kode].galat,
                "keadaan": word,
                "cabang": list(k.form[kode].cabang),
            }
            for kode, word in status.form.items()
        ],
        "bola": [
            {
                "jabatan": bola.jabatan,
                "nama_jabatan": bola.nama_jabatan,
                "pejabat": bola.pejabat,
                "langkah": bola.langkah,
                "tugas": bola.tugas,
                "bidang": list(bola.bidang),
                "batas": _iso(bola.batas),
                "sisa": bola.sisa,
            }
            for bola in status.bola
        ],
        "kalimat": status.kalimat,
        "register": [
            {"publikasi": one.nama, "nomor": one.nomor, "tanggal": _iso(one.tanggal), "terbit": one.terbit}
            for one in k.keputusan
        ],
        "nomor_berikutnya": k.nomor_berikutnya,
        "siap": [{"butir": b.nama, "judul": b.judul, "beres": b.beres, "galat": len(b.temuan)} for b in status.siap],
        "ingat": list(status.ingat),
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _event(event: Kejadian | None) -> dict[str, str | None] | None:
    return {"tanggal": _iso(event.tanggal), "oleh": event.oleh} if event else None


def text(status: Status, colour: bool) -> str:
    """The table for a terminal, and one sentence. Nothing that a file or Git says can move the cursor."""
    office = status.keadaan.organisasi.instansi
    contoh = " (CONTOH)" if office.contoh else ""
    title = f"{status.judul} · {office.singkatan} {office.pemerintah}{contoh} · {tanggal_singkat(status.hari_ini)}"
    lines = [visible(title), ""]
    width = max(len(step.langkah.judul) for step in status.langkah)
    lines.append(f"      {'Langkah'.ljust(width)}  {'Batas':<12}{'Selesai':<12}  Keterangan")
    for step in status.langkah:
        when = f"{tanggal_singkat(step.batas):<12}{_selesai(step):<12}"
        name = f"{step.langkah.nomor:>2} {step.langkah.judul.ljust(width)}"
        row = f" {_TANDA[step.keadaan]} {name}  {when}  {_keterangan(status, step)}"
        lines.append(_warna(visible(row.rstrip()), _WARNA[step.keadaan], colour))
    lines += ready_lines(status.siap)
    lines += ["", *_form(status, colour), *_register(status), "", _warna(visible(status.kalimat), "1", colour)]
    lines += [visible(text) for text in status.ingat]
    return "".join(f"{line}\n" for line in lines)


def _register(status: Status) -> list[str]:
    """The decisions, in their order, and the number that the next one may have."""
    known, proposed = status.keadaan.keputusan, status.keadaan.nomor_berikutnya
    rows = [
        f"   {one.nama}  {one.nomor or '–'}  {tanggal_singkat(one.tanggal)}{'' if one.terbit else ', belum terbit'}"
        for one in known
    ]
    free = [f"   Nomor berikutnya yang bebas: {proposed}"] if proposed else []
    return ["", "Register keputusan", *map(visible, rows + free)] if known else []


def ready_lines(items: Sequence[Butir]) -> list[str]:
    """The checklist before the signature, an item a line; nothing where there is none to show."""
    if not items:
        return []
    done = sum(item.beres for item in items)
    lines = ["", f"Siap ditandatangani: {done} dari {len(items)} butir"]
    for item in items:
        first = f": {item.temuan[0].message}" if item.temuan else ""
        more = f" (dan {len(item.temuan) - 1} lagi)" if len(item.temuan) > 1 else ""
        lines.append(visible(f" {'✓' if item.beres else '✗'} {item.judul}{first}{more}"))
    return lines


def _selesai(step: StatusLangkah) -> str:
    if step.selesai is None:
        return KOSONG
    return tanggal_singkat(step.selesai.tanggal) if step.selesai.tanggal else "tercatat"


def _keterangan(status: Status, step: StatusLangkah) -> str:
    parts = [step.selesai.oleh if step.selesai and step.selesai.oleh else step.langkah.pelaku]
    if step.langkah.kunci in ("pengisian", "pengumpulan") and step.selesai is None:
        wanted = ("belum", "dikembalikan") if step.langkah.kunci == "pengisian" else ("belum", "dikembalikan", "diisi")
        missing = [kode for kode, word in status.form.items() if word in wanted]
        parts.append(f"{len(status.form) - len(missing)} dari {len(status.form)} bidang")
    if step.keadaan == "lewat":
        parts.append(LANGKAH_KINI["lewat"])
    if step.terlambat:
        parts.append(sisa(-step.terlambat))
    return "; ".join(parts)


def _form(status: Status, colour: bool) -> list[str]:
    width = max(map(len, status.form), default=0)
    lines = []
    for kode, word in status.form.items():
        form = status.keadaan.form[kode]
        since = f" (pertama masuk {tanggal_singkat(form.pertama)})" if form.pertama else ""
        galat = f", {form.galat} galat" if form.galat else ""
        others = f"; diubah pula di {visible(', '.join(form.cabang))}" if form.cabang else ""
        code = "32" if word == "diterima" else "33"
        lines.append(f"   {visible(kode).ljust(width)}  {_warna(FORM[word], code, colour)}{galat}{since}{others}")
    return lines


def _warna(line: str, code: str, colour: bool) -> str:
    return f"\033[{code}m{line}\033[0m" if colour else line
