"""The history of every sub kegiatan: its target and its pagu in each plan that ever held it, one page a program."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rktkit.faces.site.collection import Koleksi, Terbitan
from rktkit.faces.site.pages.page import Isi, Page
from rktkit.plan.document import BarisProgram, BarisSubKegiatan


@dataclass(frozen=True, slots=True)
class Riwayat:
    """A sub kegiatan in one plan."""

    terbitan: Terbitan
    program: BarisProgram
    sub: BarisSubKegiatan
    berlaku: bool
    """Whether it is its year's last plan."""


def pages(isi: Isi) -> Iterator[Page]:
    """The list of programs, and one page for each."""
    programs = collect(isi.koleksi)
    listed = [
        {"kode": kode, "nama": _name(subs), "folder": folder(kode), "banyak": len(subs)}
        for kode, subs in programs.items()
    ]
    yield Page("riwayat/index.md", "riwayat-daftar.md.j2", {"k": isi.koleksi, "isi": listed})
    for kode, subs in programs.items():
        values = {"k": isi.koleksi, "kode": kode, "nama": _name(subs), "isi": list(subs.items())}
        yield Page(f"{folder(kode)}/index.md", "riwayat.md.j2", values)


def folder(program: str) -> str:
    """Where the history of a program's sub kegiatan stands on the site."""
    return f"riwayat/{program.replace('.', '-')}"


def collect(koleksi: Koleksi) -> dict[str, dict[str, list[Riwayat]]]:
    """Program → sub kegiatan → its plans, newest first; both by kode."""
    last = {t.nama for t in koleksi.berlaku_terakhir()}
    found: dict[str, dict[str, list[Riwayat]]] = {}
    for terbitan in koleksi.terbitan:
        for program, _, sub in terbitan.rkt.sub_kegiatan() if terbitan.rkt else ():
            row = Riwayat(terbitan, program, sub, terbitan.nama in last)
            found.setdefault(program.kode, {}).setdefault(sub.kode, []).append(row)
    return {kode: dict(sorted(subs.items())) for kode, subs in sorted(found.items())}


def _name(subs: Mapping[str, list[Riwayat]]) -> str:
    newest = max((rows[0] for rows in subs.values()), key=lambda row: row.terbitan.publikasi.manifest.urutan)
    return newest.program.nama
