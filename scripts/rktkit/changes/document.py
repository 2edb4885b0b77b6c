"""The comparison as JSON, without loss: numbers with exactly their digits, fields by the kind the schema gives them.

    {"versi": 1, "kosong": false,
     "tahun": [{"tahun": 2027,
                "beda": [{"jenis": "ditambah" | "dihapus" | "dipindah" | "diganti_nama" | "diubah",
                          "tingkat": "program.kegiatan.sub_kegiatan", "bidang": "pikp", "kode": "2.16.…", "uraian": "…",
                          "hal": "pagu" | null, "semula": 425000000, "menjadi": 458805000,
                          "jalur_semula": [{"tingkat", "kunci", "ke"}, …] | null, "jalur_menjadi": […] | null}],
                "jumlah": [{"tingkat": "program" | … | "dinas", "bidang", "kode", "uraian", "semula", "menjadi"}],
                "bidang": {"pikp": "Bidang …"}}],
     "bentuk": ["rkt/2027/egov.yml"], "lain": ["rkt/satuan.yml"],
     "tak_terbaca": [{"sisi": "semula" | "menjadi", "berkas", "baris", "sebab", "sebagian": false}]}

``semula`` and ``menjadi`` of a ``ditambah`` or ``dihapus`` are the thing's fields, of a ``dipindah`` ``null``.
"""

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from rktkit.changes.matching import Bagian, Jalur
from rktkit.changes.result import Beda, Changes, Jumlah, Nilai, Perbandingan, TakTerbaca
from rktkit.changes.tree import Isi, field_label

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


# --- and back -------------------------------------------------------------------------------------------------------


def loads(text: str) -> Changes:
    """The changes of a JSON text that ``dumps`` wrote.

    Raises:
        ValueError: it is none, or of another version.
    """
    document = json.loads(text, parse_float=Decimal)
    if not isinstance(document, dict) or document.get("versi") != VERSI:
        raise ValueError("bukan perbandingan RKT versi 1")
    try:
        return Changes(
            tuple(
                Perbandingan(
                    year["tahun"],
                    tuple(_read(row) for row in year["beda"]),
                    tuple(Jumlah(**row) for row in year["jumlah"]),
                    tuple(year["bidang"].items()),
                )
                for year in document["tahun"]
            ),
            tuple(document["bentuk"]),
            tuple(document["lain"]),
            tuple(TakTerbaca(**row) for row in document["tak_terbaca"]),
        )
    except (KeyError, TypeError, AttributeError, ArithmeticError) as error:
        raise ValueError(f"perbandingan RKT tidak lengkap: {error}") from error


def _read(row: dict[str, Any]) -> Beda:
    return Beda(
        row["jenis"],
        _jalur(row["jalur_semula"]),
        _jalur(row["jalur_menjadi"]),
        row["uraian"],
        row["hal"] or "",
        _nilai(row["tingkat"], row["hal"], row["semula"]),
        _nilai(row["tingkat"], row["hal"], row["menjadi"]),
    )


def _jalur(steps: list[dict[str, Any]] | None) -> Jalur | None:
    return None if steps is None else tuple(Bagian(**step) for step in steps)


def _nilai(tingkat: str, hal: str | None, value: Any) -> Nilai:
    if isinstance(value, dict):
        return {name: _isi(tingkat, name, one) for name, one in value.items()}
    return None if value is None or hal is None else _isi(tingkat, hal, value)


def _isi(tingkat: str, hal: str, value: Any) -> Isi:
    kind = field_label(tingkat, hal)[1]
    if kind == "daftar":
        return tuple(value)
    if kind == "tanggal":
        return date.fromisoformat(value)
    if kind in ("nilai", "angka") and not isinstance(value, str):
        return Decimal(value)
    found: Isi = value
    return found
