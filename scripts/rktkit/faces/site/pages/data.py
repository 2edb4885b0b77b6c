"""Open data: every plan as CSV, JSON and workbook, how to cite it, under which licence."""

import json
from collections.abc import Iterator
from typing import Any

from markupsafe import Markup

from rktkit.faces.site.collection import Terbitan
from rktkit.faces.site.pages.page import Isi, Page, kutipan

_TABEL = ("csv/sub_kegiatan.csv", "csv/indikator.csv", "csv/pagu.csv", "rkt.json", "rkt.xlsx", "datapackage.json")


def pages(isi: Isi) -> Iterator[Page]:
    """One page for all."""
    plans = [t for t in isi.koleksi.terbitan if t.rkt]
    if plans:
        rows = [{"t": t, "berkas": [b for p in _TABEL if (b := t.berkas(p))]} for t in plans]
        values = {"k": isi.koleksi, "isi": rows, "kutipan": kutipan(plans[0]), "jsonld": jsonld(plans[0])}
        yield Page("data/index.md", "data.md.j2", values)


def jsonld(t: Terbitan) -> Markup:
    """A Dataset of schema.org, as a block that no browser runs."""
    assert t.rkt is not None
    document: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": t.judul_panjang,
        "description": f"Sasaran, indikator, target, program, kegiatan, sub kegiatan, dan pagu {t.rkt.instansi}.",
        "inLanguage": "id",
        "identifier": f"urn:sha256:{t.publikasi.sha256}",
        "datePublished": t.mulai.isoformat() if t.mulai else None,
        "license": "https://creativecommons.org/publicdomain/zero/1.0/",
        "temporalCoverage": str(t.tahun),
        "spatialCoverage": t.rkt.pemerintah,
        "creator": {"@type": "GovernmentOrganization", "name": t.rkt.instansi},
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": kind, "contentUrl": f"../arsip/{t.nama}/{path}"}
            for path, kind in (("rkt.json", "application/json"), ("csv/sub_kegiatan.csv", "text/csv"))
            if t.berkas(path)
        ],
    }
    text = json.dumps({key: value for key, value in document.items() if value}, ensure_ascii=True)
    safe = text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return Markup(f'<script type="application/ld+json">{safe}</script>')  # noqa: S704 - JSON, its signs escaped
