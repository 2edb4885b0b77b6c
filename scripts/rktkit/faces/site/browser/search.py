"""The search's two indexes, one for the public and one for staff, as classic scripts: they load from a folder as well.

An entry is ``[title, address, note, words, weight]``. Rows of plans come first, of the plan in force before older ones;
of other pages each section is an entry.
"""

import json
import posixpath
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from typing import NamedTuple

from rktkit.faces.site.collection import Koleksi, Terbitan
from rktkit.faces.site.parts import seri
from rktkit.faces.site.render import wajar
from rktkit.plan.document import BarisKegiatan, BarisProgram, BarisSubKegiatan, Rkt
from rktkit.plan.writing import words

STAFF = ("panduan/", "acuan/", "rekayasa/")
"""Pages that the public does not look for."""

_ROWS = ("arsip/", "draf/", "riwayat/", "indikator/", "uang/", "banding/")
"""Pages whose content comes from plans: their rows are found by themselves."""

_LONGEST = 400
"""Characters of a section that are searched."""


class Entry(NamedTuple):
    """Something that can be found. ``weight`` orders what matches alike, the greatest first."""

    title: str
    address: str
    note: str
    words: str
    weight: int


def public(koleksi: Koleksi, pages: Mapping[str, str]) -> bytes:
    """The index that every page offers.

    Args:
        koleksi: the archive.
        pages: built pages by their path.
    """
    force = {t.nama for t in koleksi.berlaku_terakhir()}
    found = [entry for t in koleksi.terbitan for entry in _plan(t, t.nama in force)]
    open_ = {path: html for path, html in pages.items() if not path.startswith((*STAFF, *_ROWS))}
    return _script("publik", [*found, *_years(koleksi), *_sections(open_)])


def staff(pages: Mapping[str, str]) -> bytes:
    """The index of guide, reference and engineering pages."""
    return _script("petugas", list(_sections({p: html for p, html in pages.items() if p.startswith(STAFF)})))


def _script(name: str, entries: list[Entry]) -> bytes:
    rows = json.dumps(entries, ensure_ascii=False, separators=(",", ":"))
    return f"(globalThis.rktCari ??= {{}}).{name} = {rows};\n".encode()


def _plan(t: Terbitan, in_force: bool) -> Iterator[Entry]:
    weight = t.tahun * 10 + (5 if in_force else 0)
    page = f"{t.folder}/index.html"
    number = t.publikasi.manifest.penetapan.get("nomor", "")
    amount = words.rupiah(t.rkt.pagu) if t.rkt else ""
    decided = words.tanggal(t.mulai) if t.mulai else ""
    yield Entry(t.judul, page, f"{t.judul_panjang} · Nomor {number} · {amount}", decided, weight + 4)
    if t.rkt is None:
        return
    for sasaran in t.rkt.sasaran:
        for i in sasaran.indikator:
            note = f"{t.judul} · {i.kode} · target {words.nilai(i.target)} {i.satuan}"
            key = " IKU" if i.iku else ""
            yield Entry(i.uraian, f"{page}#{i.kode}", note, f"{sasaran.uraian}{key}", weight + 2)
    for row, rank, about in _rows(t.rkt):
        pagu = sum(one.pagu for one in row)  # what several bidang share is one
        note = f"{t.judul} · {row[0].kode} · {words.rupiah(pagu)}"
        yield Entry(wajar(row[0].nama), f"{page}#{row[0].kode}", note, about, weight + rank)


Row = BarisProgram | BarisKegiatan | BarisSubKegiatan


def _rows(rkt: Rkt) -> Iterator[tuple[list[Row], int, str]]:
    """Every program, kegiatan and sub kegiatan by its kode, with its rank and what else it says."""
    found: dict[str, tuple[list[Row], int, str]] = {}

    def take(row: Row, rank: int, about: str = "") -> None:
        rows, _, _ = found.setdefault(row.kode, ([], rank, about))
        if not any(row is one for one in rows):
            rows.append(row)

    for program, kegiatan, sub in rkt.sub_kegiatan():
        take(program, 1)
        take(kegiatan, 0)
        take(sub, 3, " ".join(filter(None, (sub.indikator, sub.lokasi, sub.sumber_dana))))
    yield from found.values()


def _years(koleksi: Koleksi) -> Iterator[Entry]:
    """Each indicator's own page."""
    for one in seri.collect(koleksi):
        yield Entry(one.uraian, f"{one.folder}/index.html", f"Indikator {one.kode} dari tahun ke tahun", "", 1)


def _sections(pages: Mapping[str, str]) -> Iterator[Entry]:
    for path in sorted(pages):
        reader = _Reader()
        reader.feed(pages[path])
        title = ""
        for anchor, heading, text in reader.sections():
            title = title or heading
            note = "" if heading == title else title
            address = f"{path}#{anchor}" if anchor and note else path
            yield Entry(heading, address, note, text[:_LONGEST], 0)


class _Reader(HTMLParser):
    """The sections of a page: what stands between its headings, inside its article."""

    def __init__(self) -> None:
        super().__init__()
        self.inside = 0
        self.skip = 0
        self.heading = False
        self.found: list[tuple[str, list[str], list[str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "article":
            self.inside += 1
        elif tag in ("script", "style", "svg", "pre", "nav"):
            self.skip += 1
        elif tag in ("h1", "h2", "h3") and self.inside:
            self.heading = True
            self.found.append((dict(attrs).get("id") or "", [], []))
        elif tag == "a" and "headerlink" in (dict(attrs).get("class") or ""):
            self.skip += 1

    def handle_endtag(self, tag: str) -> None:
        if tag == "article":
            self.inside -= 1
        elif tag in ("script", "style", "svg", "pre", "nav"):
            self.skip -= 1
        elif tag in ("h1", "h2", "h3"):
            self.heading = False
            self.skip = 0

    def handle_data(self, data: str) -> None:
        if self.inside and not self.skip and self.found and data.strip():
            _, heading, text = self.found[-1]
            (heading if self.heading else text).append(data)

    def sections(self) -> Iterator[tuple[str, str, str]]:
        """Address, heading and text of each section that has a heading."""
        for anchor, heading, text in self.found:
            title = " ".join("".join(heading).replace("¶", "").split())
            if title:
                yield anchor, title, " ".join(" ".join(text).split())


def page_of(source: str) -> str:
    """The built page of a source: ``sop/index.md`` → ``sop/index.html``."""
    return posixpath.splitext(source)[0] + ".html"
