"""The chapters of the web page: the office's texts with the tables and charts they call for."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rktkit.documents import chapters
from rktkit.documents.compile.legal import complete
from rktkit.documents.context import Context
from rktkit.documents.html.tables import TabelHtml, tabel_html
from rktkit.documents.pdf.content import BAB, LAIN, PERUBAHAN, ROMAWI, isian
from rktkit.documents.pdf.inserts import TABEL
from rktkit.documents.tables import forms as tables
from rktkit.documents.tables.bars import Batang, bars
from rktkit.documents.tables.grid import Tabel
from rktkit.ground.findings import Refusal
from rktkit.plan.document import Rkt
from rktkit.plan.writing import words

Kata = tuple[tuple[str, str], ...]
"""Runs of text with ``b`` for bold and ``i`` for italic."""

LEBAR = ("lebar", "penuh")
"""Sizes of tables that need a landscape page."""

KUNCI = "Garis tegak menandai pagu indikatif."


@dataclass(frozen=True, slots=True)
class BlokHtml:
    """A piece of a chapter: ``h3``, ``h4``, ``p``, ``ul``, ``ol``, ``tabel`` or ``grafik``."""

    jenis: str
    isi: tuple[Kata, ...] = ()
    tabel: TabelHtml | None = None
    ukuran: str = ""
    batang: tuple[Batang, ...] = ()
    judul: str = ""
    kunci: str = ""


@dataclass(frozen=True, slots=True)
class Bagian:
    """A section of a chapter: from one heading to the next. A wide table wants a landscape page when printed."""

    blok: tuple[BlokHtml, ...]

    @property
    def lanskap(self) -> bool:
        """Whether a table in it needs a landscape page."""
        return any(blok.ukuran in LEBAR for blok in self.blok)


@dataclass(frozen=True, slots=True)
class Bab:
    """A chapter with its anchor."""

    kode: str
    label: str
    judul: str
    bagian: tuple[Bagian, ...]


@dataclass(frozen=True, slots=True)
class _Penulis:
    """The plan, and what its texts may name."""

    rkt: Rkt
    context: Context
    values: Mapping[str, str]

    def teks(self, name: str) -> tuple[chapters.Blok, ...]:
        """The blocks of a text: the office's own, else the shipped one."""
        text = self.context.bab.get(name, chapters.shipped()[name])
        problems = chapters.problems_in(name, text, {*self.values, *TABEL, *LAIN})
        if problems:
            raise Refusal(problems)
        return complete(chapters.parse(text), self.rkt.landasan, self.values)


def written(rkt: Rkt, context: Context) -> list[Bab]:
    """Kata pengantar and Bab I to IV, with every table that Bab II and III must show.

    Raises:
        Refusal: a text names a placeholder that does not exist.
    """
    penulis = _Penulis(rkt, context, isian(rkt, context))
    made = [_bab(penulis, "kata-pengantar", "", penulis.teks("kata-pengantar"), ())]
    for number, (name, required) in enumerate(BAB, 1):
        blocks = penulis.teks(name)
        if number == 3 and rkt.jenis == "perubahan":
            blocks, required = (*blocks, *penulis.teks(PERUBAHAN[0])), (*required, *PERUBAHAN[1])
        made.append(_bab(penulis, name, f"Bab {ROMAWI[number]}", blocks, required))
    return made


def pagu_bidang(rkt: Rkt) -> tuple[Batang, ...]:
    """The budget by bidang, the largest first, with the indicative ceiling.

    The track stands for the whole budget; for more only where a single ceiling is above it.
    """
    whole = max([1, rkt.pagu, *(b.pagu_indikatif or 0 for b in rkt.bidang)])
    return tuple(
        Batang(
            nama=bidang.nama,
            kode=bidang.kode,
            nilai=words.rupiah(bidang.pagu),
            bagian=words.persen(bidang.pagu, rkt.pagu),
            panjang=bidang.pagu * 1000 // whole,
            batas=None if bidang.pagu_indikatif is None else bidang.pagu_indikatif * 1000 // whole,
        )
        for bidang in tables.bidang_menurut_pagu(rkt)
    )


def pagu_program(rkt: Rkt) -> tuple[Batang, ...]:
    """The budget by program, all bidang together, the largest first."""
    return bars(tables.program_menurut_pagu(rkt), rkt.pagu)


def pagu_sumber_dana(rkt: Rkt) -> tuple[Batang, ...]:
    """The budget by source of funds, the largest first."""
    return bars(((nama, nama, pagu) for nama, pagu in rkt.per_dana().items()), rkt.pagu)


def _bab(penulis: _Penulis, name: str, label: str, blocks: Sequence[chapters.Blok], required: Sequence[str]) -> Bab:
    title = name
    if blocks and blocks[0].jenis == "h1":
        title = "".join(text for text, _ in _kata(penulis, blocks[0].isi[0]))
        blocks = blocks[1:]
    named = {block.nama for block in blocks if block.jenis == "sisipan"}
    made = [piece for block in blocks for piece in _blok(penulis, block)]
    made += [piece for missing in required if missing not in named for piece in _sisipan(penulis, missing)]
    sections: list[list[BlokHtml]] = [[]]
    for piece in made:
        if piece.jenis == "h3" and sections[-1]:
            sections.append([])
        sections[-1].append(piece)
    return Bab(name, label, title, tuple(Bagian(tuple(section)) for section in sections if section))


def _blok(penulis: _Penulis, block: chapters.Blok) -> Iterator[BlokHtml]:
    if block.jenis == "sisipan":
        yield from _sisipan(penulis, block.nama)
    else:
        # The page's own title is h1, the chapter's h2.
        kind = {"h1": "h3", "h2": "h3", "h3": "h4"}.get(block.jenis, block.jenis)
        yield BlokHtml(kind, tuple(_kata(penulis, item) for item in block.isi))


def _kata(penulis: _Penulis, item: Sequence[chapters.Potongan]) -> Kata:
    return tuple(
        (
            penulis.values.get(piece.teks, "") if piece.isian else piece.teks,
            ("b" if piece.tebal else "") + ("i" if piece.miring else ""),
        )
        for piece in item
    )


def _sisipan(penulis: _Penulis, name: str) -> Iterator[BlokHtml]:
    rkt, semula = penulis.rkt, penulis.context.semula
    if name == "tabel_perubahan" and tables.tanpa_semula(rkt, semula):
        yield BlokHtml("p", (((tables.TANPA_SEMULA, "i"),),))
    elif name in TABEL:
        yield _tabel(TABEL[name].buat(rkt))
    elif name == "tabel_perubahan_anggaran":
        if semula is not None:
            yield _tabel(tables.perubahan_anggaran(rkt, semula))
    elif name == "grafik_program":
        yield BlokHtml("grafik", batang=pagu_program(rkt), judul="Pagu menurut program")
    elif name == "grafik_bidang":
        known = any(bidang.pagu_indikatif is not None for bidang in rkt.bidang)
        yield BlokHtml("grafik", batang=pagu_bidang(rkt), judul="Pagu menurut bidang", kunci=KUNCI if known else "")
    elif name == "daftar_bidang":
        yield BlokHtml("ol", tuple(((bidang.nama, ""),) for bidang in rkt.bidang))
    else:
        yield BlokHtml("p", (((penulis.values[name], ""),),))


def _tabel(tabel: Tabel) -> BlokHtml:
    width = sum(kolom.lebar for kolom in tabel.kolom)
    size = "penuh" if width > 200 else "lebar" if width > 170 else "sedang" if width > 70 else ""
    return BlokHtml("tabel", tabel=tabel_html(tabel), ukuran=size)
