"""Where the money goes: program → kegiatan → sub kegiatan of the plan in force, and what changed since."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rktkit.faces.site.collection import Koleksi, Terbitan
from rktkit.faces.site.pages.page import Isi, Page, kutipan
from rktkit.faces.site.pages.riwayat import folder
from rktkit.faces.site.parts.charts import pita
from rktkit.plan.document import Rkt


@dataclass(frozen=True, slots=True)
class Bagian:
    """A part of the money: where it lies in the picture (``x``, ``lebar``), and what it was before."""

    kode: str
    nama: str
    pagu: int
    x: int
    lebar: int
    lalu: int | None
    murni: int | None
    di_bawah: tuple["Bagian", ...] = ()
    dana: str = ""
    riwayat: str = ""

    @property
    def selisih(self) -> int | None:
        """Against last year, in rupiah; ``None`` where last year's plan has no such kode."""
        return None if self.lalu is None else self.pagu - self.lalu

    @property
    def dari_murni(self) -> int | None:
        """Against the year's first plan, in rupiah."""
        return None if self.murni is None else self.pagu - self.murni


def pages(isi: Isi) -> Iterator[Page]:
    """Nothing to show before there is a plan."""
    plans = isi.koleksi.berlaku_terakhir()
    if not plans or plans[-1].rkt is None:
        return
    last = plans[-1]
    before = next((t for t in reversed(plans) if t.tahun == last.tahun - 1), None)
    first = _murni(isi.koleksi, last)
    assert last.rkt is not None
    parts = bagian(last.rkt, _amounts(before), _amounts(first))
    values = {"k": isi.koleksi, "t": last, "rkt": last.rkt, "isi": parts, "lalu": before, "murni": first} | {
        "kutipan": kutipan(last)
    }
    yield Page("uang/index.md", "uang.md.j2", values)


def _murni(koleksi: Koleksi, last: Terbitan) -> Terbitan | None:
    """The first plan of the year, where the last is an amendment."""
    found = koleksi.find(f"{last.tahun}/murni-0")
    return found if found and found.nama != last.nama else None


def _amounts(terbitan: Terbitan | None) -> Mapping[str, int] | None:
    """Pagu by kode on every level; ``None`` where there is no plan to compare with."""
    if terbitan is None or terbitan.rkt is None:
        return None
    found: dict[str, int] = {}
    for program, kegiatan, sub in terbitan.rkt.sub_kegiatan():
        for kode in (program.kode, kegiatan.kode, sub.kode):
            found[kode] = found.get(kode, 0) + sub.pagu
    return found


def bagian(rkt: Rkt, lalu: Mapping[str, int] | None, murni: Mapping[str, int] | None) -> tuple[Bagian, ...]:
    """The programs of a plan, largest first, each with its kegiatan and their sub kegiatan.

    A program that several bidang carry stands once.
    """
    tree: dict[str, dict[str, dict[str, list[tuple[int, str]]]]] = {}
    names: dict[str, str] = {}
    for program, kegiatan, sub in rkt.sub_kegiatan():
        names |= {program.kode: program.nama, kegiatan.kode: kegiatan.nama, sub.kode: sub.nama}
        below = tree.setdefault(program.kode, {}).setdefault(kegiatan.kode, {})
        below.setdefault(sub.kode, []).append((sub.pagu, str(sub.sumber_dana)))

    def level(rows: list[tuple[str, int, tuple[Bagian, ...], str]], program: str = "") -> tuple[Bagian, ...]:
        found = []
        ordered = sorted(rows, key=lambda row: -row[1])
        for (kode, pagu, below, dana), (x, width) in zip(ordered, pita([row[1] for row in ordered]), strict=True):
            before = None if lalu is None else lalu.get(kode)
            first = None if murni is None else murni.get(kode)
            address = f"{folder(program)}#{kode}" if dana else ""
            found.append(Bagian(kode, names[kode], pagu, x, width, before, first, below, dana, address))
        return tuple(found)

    programs = []
    for top, inside in tree.items():
        middle = []
        for kode, subs in inside.items():
            rows = [
                (sub, sum(pagu for pagu, _ in parts), (), ", ".join(dict.fromkeys(dana for _, dana in parts)))
                for sub, parts in subs.items()
            ]
            middle.append((kode, sum(row[1] for row in rows), level(list(rows), top), ""))
        programs.append((top, sum(row[1] for row in middle), level(middle), ""))
    return level(programs)
