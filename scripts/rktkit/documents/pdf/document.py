"""``rkt.pdf``: the document that is signed. PDF/A-2a and PDF/UA-1, the same bytes for the same plan and context.

Python decides what stands in the document, ``templates/rkt.typ`` how it looks. All content goes to the type-setter as
JSON, never as markup, so a text can be nothing but text.
"""

import json
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from rktkit import __version__
from rktkit.documents.context import AWAL, LAMBANG, Context, bertanggal
from rktkit.documents.data import json as json_
from rktkit.documents.discussion import wewenang
from rktkit.documents.pdf.content import Data, Penulis, bab_semua, lampiran
from rktkit.documents.pdf.fonts import BREAK, FOLDER, SANS, SANS_BOLD, SERIF_BOLD, cut, line
from rktkit.documents.pdf.inserts import temuan
from rktkit.ground.findings import UsageError
from rktkit.plan.calendar import setempat, zona
from rktkit.plan.document import Rkt
from rktkit.plan.writing.words import baris_jabatan, jam, judul, kontak, pemerintah, tanggal

TEMPLATES = Path(__file__).parent / "templates"


def render(rkt: Rkt, context: Context) -> dict[str, bytes]:
    """The PDF of a plan.

    Args:
        rkt: the compiled plan.
        context: its state and evidence; ``context.waktu`` is the document's date.

    Returns:
        ``{"rkt.pdf": …}``.

    Raises:
        Refusal: a chapter's text names a placeholder that does not exist.
        UsageError: ``context.lambang`` is no SVG that can be drawn.
    """
    return {"rkt.pdf": _typeset("rkt.typ", {"dokumen": json.dumps(document(rkt, context))}, bertanggal(rkt, context))}


def _typeset(template: str, inputs: dict[str, str], waktu: datetime) -> bytes:
    import typst

    made = typst.compile(
        TEMPLATES / template,
        root=TEMPLATES,
        font_paths=[FOLDER],
        ignore_system_fonts=True,
        sys_inputs=inputs,
        pdf_standards=["a-2a", "ua-1"],
        timestamp=_seconds(waktu),
    )
    assert isinstance(made, bytes)
    return made


def _seconds(moment: datetime) -> int:
    """Seconds since 1970; a time without a zone is UTC, never the machine's own zone."""
    return int((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp())


def document(rkt: Rkt, context: Context) -> Data:
    """Everything the template needs, as JSON can carry it."""
    penulis = Penulis(rkt, context)
    name = f"{judul(rkt)} Tahun {rkt.tahun}"
    decided = rkt.penetapan
    return {
        "nama": cut(f"{name} {rkt.instansi}", 300),
        "judul": judul(rkt),
        "tahun": str(rkt.tahun),
        "instansi": line(rkt.instansi, 380, 15, SERIF_BOLD),
        "pemerintah": line(pemerintah(rkt.pemerintah), 300, 13, SANS_BOLD),
        "kode_skpd": line(rkt.kode_skpd or "", 300, 9, SANS),
        "kop": [line(text, 380, 9, SANS) for text in kontak(rkt.kop)],
        "kaki": f"{judul(rkt)} {rkt.tahun} · {cut(rkt.singkatan, 50)}",
        "kertas": rkt.kertas,
        "draf": not context.final,
        "contoh": rkt.contoh,
        "lambang": _mark(context),
        "komit": context.commit or "",
        "jumlah_temuan": len(context.findings),
        "pengantar": penulis.bab("kata-pengantar", (), "", ""),
        "bab": bab_semua(penulis),
        "pengesahan": {
            "nomor": line(decided.nomor, 310, 9.5, SANS),
            "tanggal": tanggal(decided.tanggal),
            "tempat": line(decided.tempat, 200),
            "dasar": line(decided.dasar, 310, 9.5, SANS),
            "jabatan": [line(text, 220) for text in baris_jabatan(decided)],
            "pangkat": line(decided.pangkat or "", 220),
            "pejabat": line(decided.pejabat, 220, 10.5, SERIF_BOLD),
            "nip": line(decided.nip, 200),
        }
        if decided
        else None,
        "lampiran": lampiran(penulis),
        "temuan": penulis.tabel(temuan(context.findings), "", datar=True, ukuran=8.0) if context.findings else [],
        "alamat": cut(context.url or "", 300),
        "qr": _qr(context.url) if context.url else "",
        "keaslian": _provenance(rkt, context),
        "publikasi": rkt.publikasi,
    }


def _provenance(rkt: Rkt, context: Context) -> list[list[str]]:
    """What ties the paper to the repository and the archive: label, value, and ``s`` where the value is a code."""
    data = sha256(json_.render(rkt, context)["rkt.json"]).hexdigest()
    office = zona(rkt.kode_wilayah)
    rows = [
        ["Publikasi" if context.final else "Siklus", rkt.publikasi, ""],
        ["Keadaan", "final" if context.final else "draf, belum ditetapkan", ""],
        ["Naskah sumber (commit Git)", context.commit or "tidak tercatat", "s"],
        *([["Waktu commit", jam(setempat(context.waktu, office)), ""]] if context.waktu != AWAL else []),
        ["Sidik jari isi (SHA-256 berkas rkt.json)", data, "s"],
        [
            "Kepala arsip sebelum dokumen ini (SHA-256 manifest.json publikasi sebelumnya)",
            context.sebelumnya or "tidak ada",
            "s",
        ],
    ]
    if context.url:
        rows.append(["Halaman publikasi", context.url, "s"])
    for given in wewenang(context.bukti, office):
        words = ", ".join(part for part in (given.siapa, given.cara, given.pukul) if part)
        rows.append([given.hal, line(words, 290, 8.5, SANS), ""])
    rows.append(["Dibuat dengan", f"rktkit {__version__}", ""])
    # 64 characters of the typewriter face, a SHA-256, just fit on a line; a longer code may end anywhere, words may not
    return [
        [label, BREAK.join(cut(value, 400)) if kind and len(value) > 64 else value, kind] for label, value, kind in rows
    ]


def _qr(url: str) -> str:
    import segno

    return str(segno.make(url, error="m", micro=False).svg_inline(border=0, dark="#1b2430"))


def _mark(context: Context) -> str:
    """The office's mark; the neutral one that ships when there is none.

    Drawn once by itself first, so that a broken file is named and not the whole document blamed.
    """
    if context.lambang is None:
        return LAMBANG.read_text("utf-8")
    import typst

    try:
        svg = context.lambang.decode()
        _typeset("lambang.typ", {"svg": svg}, context.waktu)
    except (UnicodeDecodeError, typst.TypstError) as error:
        raise UsageError(f"Lambang instansi bukan SVG yang dapat digambar: {error}.") from error
    return svg
