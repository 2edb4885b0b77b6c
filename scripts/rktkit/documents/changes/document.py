"""The comparison as JSON, without loss: numbers with exactly their digits, fields by the kind the schema gives them.

    {"versi": 1, "kosong": false,
     "tahun": [{"tahun": 2027,
                "beda": [{"jenis": "ditambah" | "dihapus" | "dipindah" | "diganti_nama" | "diubah",
                          "tingkat": "program.kegiatan.sub_kegiatan", "bidang": "tangkap", "kode": "…", "uraian": "…",
                          "hal": "pagu" | null, "semula": 425000000, "menjadi": 458805000,
                          "jalur_semula": [{"tingkat", "kunci", "ke"}, …] | null, "jalur_menjadi": […] | null}],
                "jumlah": [{"tingkat": "program" | … | "dinas", "bidang", "kode", "uraian", "semula", "menjadi"}],
                "bidang": {"tangkap": "Bidang …"}}],
     "bentuk": ["rkt/2027/budidaya.yml"], "lain": ["rkt/satuan.yml"],
     "tak_terbaca": [{"sisi": "semula" | "menjadi", "berkas", "baris", "sebab", "sebagian": false}]}

``semula`` and ``menjadi`` of a ``ditambah`` or ``dihapus`` are the thing's fields, of a ``dipindah`` ``null``.
"""

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from rktkit.documents.changes.matching import Bagian
from rktkit.documents.changes.result import Beda, Changes, Jumlah, TakTerbaca

VERSI = 1


def dumps(changes: Changes) -> str:
    """The JSON text, ending in a line break."""
    document = {
        "versi": VERSI,
        "kosong": changes.kosong,
        "tahun": [
            {
                "tahun": p.tahun,
                "beda": [_beda(beda) for beda in p.beda],
                "jumlah": [{name: getattr(jumlah, name) for name in Jumlah.__slots__} for jumlah in p.jumlah],
                "bidang": dict(p.bidang),
            }
            for p in changes.perbandingan
        ],
        "bentuk": list(changes.bentuk),
        "lain": list(changes.lain),
        "tak_terbaca": [{name: getattr(t, name) for name in TakTerbaca.__slots__} for t in changes.tak_terbaca],
    }
    return _write(document, "\n").encode("utf-8", "backslashreplace").decode() + "\n"


def _beda(beda: Beda) -> dict[str, Any]:
    return {
        "jenis": beda.jenis,
        "tingkat": beda.tingkat,
        "bidang": beda.bidang,
        "kode": beda.kode,
        "uraian": beda.uraian,
        "hal": beda.hal or None,
        "semula": beda.semula,
        "menjadi": beda.menjadi,
        "jalur_semula": beda.jalur_semula,
        "jalur_menjadi": beda.jalur_menjadi,
    }


def _write(value: Any, newline: str) -> str:
    """JSON with the exact digits of a decimal."""
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, date):
        return f'"{value.isoformat()}"'
    if isinstance(value, Bagian):
        return json.dumps(value._asdict(), ensure_ascii=False)
    inner = f"{newline}  "
    if isinstance(value, Mapping) and value:
        rows = (f"{json.dumps(key, ensure_ascii=False)}: {_write(item, inner)}" for key, item in value.items())
        return f"{{{inner}{f',{inner}'.join(rows)}{newline}}}"
    if isinstance(value, list | tuple) and value:
        return f"[{inner}{f',{inner}'.join(_write(item, inner) for item in value)}{newline}]"
    return json.dumps(value, ensure_ascii=False)
