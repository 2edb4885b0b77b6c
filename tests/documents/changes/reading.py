"""The way back from the JSON of a comparison: shows that it loses nothing."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

from rktkit.documents.changes.document import VERSI
from rktkit.documents.changes.matching import Bagian, Jalur
from rktkit.documents.changes.result import Beda, Changes, Jumlah, Nilai, Perbandingan, TakTerbaca
from rktkit.documents.changes.tree import Isi, field_label


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
