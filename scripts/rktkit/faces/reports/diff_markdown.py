"""A comparison for a summary or a comment: what the text says, none of it with any effect, never too long."""

from collections.abc import Iterator
from itertools import groupby

from rktkit.documents.changes import Changes, Perbandingan
from rktkit.documents.changes.result import Jumlah
from rktkit.documents.changes.words import Ubahan, difference, in_words, sum_label
from rktkit.faces.markup import fit, plain
from rktkit.faces.reports.diff_text import closing, unread
from rktkit.plan.writing.words import rupiah

LIMIT = 60_000
"""Bytes of the whole; the forges take 65,536 characters in a comment."""

_SUMS, _NOTES = 12_000, 8_000
_HAPPENED = {"ditambah": "➕", "dihapus": "➖", "dipindah": "↪️"}
_REST = "\n… dan {n} baris lain; lihat semuanya dengan `rkt diff`."


def render(changes: Changes) -> str:
    """The whole text."""
    sums = [line for comparison in changes.perbandingan for line in _sums(comparison)]
    notes = [f"- {plain(line, 1500)}" for line in (*unread(changes.tak_terbaca), *closing(changes))]
    body = [line for comparison in changes.perbandingan for line in _year(comparison)]
    parts = [
        "### Perubahan isi RKT",
        "\n".join(fit(sums, _SUMS, _REST)),
        "\n".join(fit(body, LIMIT - _SUMS - _NOTES - 500, _REST)),
        "\n".join(fit(notes, _NOTES, _REST)),
    ]
    return "\n\n".join(part.strip("\n") for part in parts if part) + "\n"


def _sums(comparison: Perbandingan) -> Iterator[str]:
    """The sums of a year as a table."""
    if not comparison.jumlah:
        return
    yield f"\n**Pagu RKT {comparison.tahun}**\n\n| | Semula | Menjadi | Bertambah/Berkurang |\n|---|---:|---:|---:|"
    for jumlah in comparison.jumlah:
        amounts = f"{rupiah(jumlah.semula)} | {rupiah(jumlah.menjadi)} | {_change(jumlah)}"
        yield f"| {plain(sum_label(jumlah), 200)} | {amounts} |"


def _change(jumlah: Jumlah) -> str:
    return "tetap" if jumlah.semula == jumlah.menjadi else difference(jumlah.semula, jumlah.menjadi, rupiah=True)


def _year(comparison: Perbandingan) -> Iterator[str]:
    for bidang, group in groupby(in_words(comparison), lambda ubahan: ubahan.bidang):
        yield f"\n**RKT {comparison.tahun} · {plain(bidang, 200)}**\n"
        for ubahan in group:
            yield from _thing(ubahan)


def _thing(ubahan: Ubahan) -> Iterator[str]:
    happened = f": {plain(ubahan.kejadian)}" if ubahan.kejadian else ""
    yield f"- {_HAPPENED.get(ubahan.jenis, '✏️')} {plain(ubahan.apa)}{happened}"
    for field in ubahan.rincian:
        change = f" ({field.selisih})" if field.selisih else ""
        yield f"  - {plain(field.hal)}: {plain(field.semula)} → **{plain(field.menjadi)}**{change}"
