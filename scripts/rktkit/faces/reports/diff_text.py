"""A comparison for people at a terminal: thing by thing, then the sums of pagu, then what else is to say."""

from collections.abc import Iterator
from itertools import groupby

from rktkit.documents.changes import Changes, Perbandingan
from rktkit.documents.changes.result import TakTerbaca
from rktkit.documents.changes.words import Ubahan, difference, in_words, sum_label
from rktkit.ground.catalogue.rules import show
from rktkit.plan.writing.words import rupiah

_MARK = {"ditambah": "+", "dihapus": "−", "dipindah": "»"}


def render(changes: Changes) -> str:
    """The whole text."""
    parts = [["\n".join(_year(comparison))] for comparison in changes.perbandingan]
    parts.append([f"! {line}" for line in unread(changes.tak_terbaca)])
    parts.append(list(closing(changes)))
    return "\n\n".join("\n".join(part) for part in parts if part) + "\n"


def unread(files: tuple[TakTerbaca, ...]) -> Iterator[str]:
    """What could not be read, and what follows for the comparison."""
    for file in files:
        side = "sebelum" if file.sisi == "semula" else "sesudah"
        outcome = (
            "isian yang tidak terbaca tidak ikut dibandingkan maupun dijumlahkan"
            if file.sebagian
            else "berkas ini tidak ikut dibandingkan maupun dijumlahkan"
        )
        yield f"{show(file.berkas, 200)} ({side} perubahan), baris {file.baris}: {file.sebab} Karena itu {outcome}."


def closing(changes: Changes) -> Iterator[str]:
    """What changed in form only, and what else changed."""
    files = ", ".join(show(path, 200) for path in changes.bentuk)
    if changes.kosong:
        readable = " sejauh yang dapat dibaca" if changes.tak_terbaca else ""
        if files:
            yield f"Isi rencana tidak berubah{readable}; hanya susunan atau bentuk penulisannya: {files}."
        else:
            yield f"Isi rencana tidak berubah{readable}."
    elif files:
        yield f"Hanya berubah susunan atau bentuk penulisannya: {files}."
    if changes.lain:
        yield f"Berkas lain yang berubah (tidak dibandingkan menurut maknanya): {_some(changes.lain)}."


def _some(paths: tuple[str, ...]) -> str:
    shown = ", ".join(show(path, 200) for path in paths[:20])
    return f"{shown}, dan {len(paths) - 20} berkas lain" if len(paths) > 20 else shown


def _year(comparison: Perbandingan) -> Iterator[str]:
    yield f"RKT {comparison.tahun}"
    for bidang, group in groupby(in_words(comparison), lambda ubahan: ubahan.bidang):
        yield f"\n{bidang}"
        for ubahan in group:
            yield from _thing(ubahan)
    sums = [j for j in comparison.jumlah if j.semula != j.menjadi or j.tingkat == "dinas"]
    if sums:
        yield "\nPagu"
    for jumlah in sums:
        if jumlah.semula == jumlah.menjadi:
            yield f"  {sum_label(jumlah)}: tetap {rupiah(jumlah.menjadi)}"
        else:
            change = difference(jumlah.semula, jumlah.menjadi, rupiah=True)
            yield f"  {sum_label(jumlah)}: {rupiah(jumlah.semula)} → {rupiah(jumlah.menjadi)} ({change})"


def _thing(ubahan: Ubahan) -> Iterator[str]:
    happened = f": {ubahan.kejadian}" if ubahan.kejadian else ""
    yield f"  {_MARK.get(ubahan.jenis, '~')} {ubahan.apa}{happened}"
    for field in ubahan.rincian:
        change = f" ({field.selisih})" if field.selisih else ""
        yield f"      {field.hal}: {field.semula} → {field.menjadi}{change}"
