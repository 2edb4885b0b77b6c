"""``rkt.html``: the whole plan in one file that asks for nothing else, to be read in thirty years.

No script, no font, no picture from elsewhere; a policy inside the page forbids them too. Texts of the plan are escaped
by the template engine, numbers and dates are set by ``words``.
"""

import base64
import hashlib
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from rktkit.documents.context import LAMBANG, Context
from rktkit.documents.data import json as json_
from rktkit.documents.discussion import penggabungan, wewenang
from rktkit.documents.html.content import KUNCI, Bab, pagu_bidang, pagu_program, pagu_sumber_dana, written
from rktkit.documents.html.tables import tabel_html
from rktkit.documents.tables import forms as tables
from rktkit.documents.tables.details import form, form_sasaran, keterangan
from rktkit.documents.tables.grid import clean
from rktkit.plan.calendar import zona
from rktkit.plan.document import Rkt
from rktkit.plan.writing import words

TEMPLATES = Path(__file__).parent / "templates"

_TINGKAT = {"galat": "Galat", "peringatan": "Peringatan", "saran": "Saran"}


def render(rkt: Rkt, context: Context) -> dict[str, bytes]:
    """``rkt.html``; the same plan and context give the same bytes."""
    return {"rkt.html": _environment().get_template("rkt.html.j2").render(_values(rkt, context)).encode()}


def _environment() -> Any:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=lambda value: clean(value) if type(value) is str else value,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _values(rkt: Rkt, context: Context) -> dict[str, Any]:
    data = json_.render(rkt, context)["rkt.json"]
    bab = written(rkt, context)
    merge = penggabungan(context.bukti, zona(rkt.kode_wilayah))
    return {
        "rkt": rkt,
        "context": context,
        "judul": words.judul(rkt),
        "daftar_isi": _daftar_isi(rkt, context, bab, merge is not None),
        "angka_pokok": _angka_pokok(rkt),
        "grafik": {
            "bidang": pagu_bidang(rkt),
            "program": pagu_program(rkt),
            "sumber_dana": pagu_sumber_dana(rkt),
        },
        "kunci_indikatif": KUNCI if any(b.pagu_indikatif is not None for b in rkt.bidang) else "",
        "bab": bab,
        "form": [
            (bidang, [tabel_html(make(rkt, bidang.kode)) for make in (form_sasaran, form, keterangan)])
            for bidang in rkt.bidang
        ],
        "jadwal": tabel_html(tables.jadwal(rkt)),
        "penggabungan": merge,
        "wewenang": wewenang(context.bukti, zona(rkt.kode_wilayah)),
        "penetap": words.baris_jabatan(rkt.penetapan) if rkt.penetapan else (),
        "pemerintah": words.pemerintah(rkt.pemerintah),
        "kontak": words.kontak(rkt.kop),
        "tanggal": words.tanggal,
        "rupiah": words.rupiah,
        "tingkat": _TINGKAT,
        "lambang": _data_url(context.lambang or LAMBANG.read_bytes()),
        "tautan": context.url if context.url and context.url.startswith(("https://", "http://")) else None,
        "sidik": hashlib.sha256(data).hexdigest(),
    }


def _daftar_isi(rkt: Rkt, context: Context, bab: Sequence[Bab], jejak: bool) -> list[tuple[str, str]]:
    """Anchor and name of every section."""
    wanted = (
        ("ringkasan", "Ringkasan", True),
        ("pengesahan", "Pengesahan", True),
        *((b.kode, f"{b.label} {b.judul}".strip(), True) for b in bab),
        ("form-bidang", "Form RKT per bidang", True),
        ("jadwal", "Jadwal penyusunan", bool(rkt.jadwal)),
        ("jejak", "Jejak koreksi", jejak),
        ("temuan", "Temuan terbuka", not context.final),
        ("keaslian", "Keaslian dokumen", True),
    )
    return [(anchor, name) for anchor, name, shown in wanted if shown]


def _data_url(svg: bytes) -> str:
    """The mark as a picture: inside ``<img>`` no script of an SVG runs."""
    return f"data:image/svg+xml;base64,{base64.b64encode(svg).decode()}"


def _angka_pokok(rkt: Rkt) -> list[tuple[str, str, str]]:
    indikator = [indikator for sasaran in rkt.sasaran for indikator in sasaran.indikator]
    iku = sum(i.iku for i in indikator)
    terkumpul = sum(b.terkumpul for b in rkt.bidang)
    kegiatan = {k.kode for p in rkt.program() for k in p.kegiatan}

    def angka(number: int) -> str:
        return words.angka(Decimal(number))

    return [
        (angka(len(rkt.sasaran)), "sasaran", f"periode Renstra {rkt.periode[0]}–{rkt.periode[1]}"),
        (angka(len(indikator)), "indikator sasaran", f"{angka(iku)} di antaranya IKU"),
        (angka(len({p.kode for p in rkt.program()})), "program", f"{angka(len(kegiatan))} kegiatan"),
        (
            angka(len(rkt.kode_sub_kegiatan())),
            "sub kegiatan",
            f"form {angka(terkumpul)} dari {angka(len(rkt.bidang))} bidang",
        ),
    ]
