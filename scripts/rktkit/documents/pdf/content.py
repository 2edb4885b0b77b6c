"""What stands in the PDF, chapter by chapter, as plain data: texts of the office, tables, charts, annexes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from typing import Any

from rktkit.documents import chapters
from rktkit.documents.compile.legal import LANDASAN, complete
from rktkit.documents.context import Context
from rktkit.documents.pdf.fonts import SANS, SANS_BOLD, SERIF_BOLD, line
from rktkit.documents.pdf.inserts import TABEL
from rktkit.documents.pdf.tables import lay_out
from rktkit.documents.tables import details as rincian
from rktkit.documents.tables import forms as tables
from rktkit.documents.tables.grid import Peran, Tabel
from rktkit.ground.findings import Problem, Refusal
from rktkit.plan.document import BarisBidang, Rkt
from rktkit.plan.writing.letters import is_arabic
from rktkit.plan.writing.words import angka, jabatan, judul, persen, rupiah, tanggal, terbilang

Data = dict[str, Any]

ROMAWI = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


LAIN = ("tabel_perubahan_anggaran", "grafik_program", "grafik_bidang", "daftar_bidang", LANDASAN)

BAB = (
    ("bab-1-pendahuluan", ()),
    ("bab-2-rencana-strategis", ("tabel_renstra", "tabel_iku")),
    (
        "bab-3-rencana-kinerja-tahunan",
        (
            "tabel_f1",
            "tabel_f2",
            "tabel_rekap_program",
            "grafik_program",
            "tabel_rekap_bidang",
            "grafik_bidang",
            "tabel_rekap_sumber_dana",
            "tabel_triwulan",
            "tabel_f3",
        ),
    ),
    ("bab-4-penutup", ()),
)
"""The chapters, and what each must show: what its text does not call for is put at its end."""

PERUBAHAN = ("bab-3-perubahan", ("tabel_perubahan", "tabel_perubahan_anggaran"))


def isian(rkt: Rkt, context: Context) -> dict[str, str]:
    """What a text may name in braces."""
    indikator = [i for sasaran in rkt.sasaran for i in sasaran.indikator]
    kegiatan = {k.kode for p in rkt.program() for k in p.kegiatan}
    tetap = rkt.penetapan
    return {
        "judul": judul(rkt),
        "tahun": str(rkt.tahun),
        "instansi": rkt.instansi,
        "singkatan": rkt.singkatan,
        "pemerintah": rkt.pemerintah,
        "tempat": rkt.tempat,
        "renstra": rkt.renstra,
        "periode": f"{rkt.periode[0]}–{rkt.periode[1]}",
        "jumlah_bidang": _bilangan(len(rkt.bidang)),
        "jumlah_sasaran": _bilangan(len(rkt.sasaran)),
        "jumlah_indikator": _bilangan(len(indikator)),
        "jumlah_iku": _bilangan(sum(i.iku for i in indikator)),
        "jumlah_program": _bilangan(len({p.kode for p in rkt.program()})),
        "jumlah_kegiatan": _bilangan(len(kegiatan)),
        "jumlah_sub_kegiatan": _bilangan(len(rkt.kode_sub_kegiatan())),
        "pagu": rupiah(rkt.pagu),
        "pagu_terbilang": f"{terbilang(rkt.pagu)} rupiah",
        "nomor": tetap.nomor if tetap else "…",
        "tanggal": tanggal(tetap.tanggal) if tetap else "…",
        "kepala": jabatan(tetap) if tetap else "…",
    }


def _list(kind: str, items: list[list[list[str]]]) -> Data:
    """A list; a short one stands on one page."""
    short = len(items) <= 8 and sum(len(text) for item in items for text, _ in item) < 1200
    return {"b": kind, "isi": items, "utuh": short}


def _heading(text: str) -> str:
    return line(text, 370, 12, SANS_BOLD)


def _prose(text: str) -> str:
    """A run of text; blanks at its ends part it from its neighbours."""
    before, after = text[:1].isspace(), text[-1:].isspace() and text.strip()
    return f"{' ' if before else ''}{line(text)}{' ' if after else ''}"


def _bilangan(value: int) -> str:
    return f"{angka(value)} ({terbilang(value)})"


@dataclass(slots=True)
class Penulis:
    """Turns texts into blocks, counts the tables, and remembers what has been shown."""

    rkt: Rkt
    context: Context
    values: dict[str, str] = field(default_factory=dict)
    shown: set[str] = field(default_factory=set)
    _tables: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.values = {name: line(value) for name, value in isian(self.rkt, self.context).items()}

    def teks(self, name: str) -> tuple[chapters.Blok, ...]:
        """The blocks of a text: the office's own, else the shipped one.

        Raises:
            Refusal: the text names a placeholder that does not exist.
        """
        text = self.context.bab.get(name, chapters.shipped()[name])
        problems: list[Problem] = chapters.problems_in(name, text, {*self.values, *TABEL, *LAIN})
        if problems:
            raise Refusal(problems)
        return complete(chapters.parse(text), self.rkt.landasan, isian(self.rkt, self.context))

    def bab(self, name: str, required: Sequence[str], label: str, nomor: str, *more: chapters.Blok) -> Data:
        """A chapter: its title and its sheets, each upright or landscape."""
        blocks = [*self.teks(name), *more]
        titled = blocks.pop(0) if blocks and blocks[0].jenis == "h1" else chapters.parse(chapters.shipped()[name])[0]
        title = line(self._plain(titled), 430, 21, SERIF_BOLD)
        named = {b.nama for b in blocks if b.jenis == "sisipan"}
        blocks += [
            chapters.Blok("sisipan", ((chapters.Potongan(r, isian=True),),))
            for r in required
            if r not in named | self.shown
        ]
        return {"label": label, "judul": title, "lembar": list(self._sheets(blocks, nomor))}

    def _sheets(self, blocks: Sequence[chapters.Blok], nomor: str) -> Iterator[Data]:
        """Sections one after the other; one with a landscape table stands on landscape sheets as a whole."""
        sections: list[list[chapters.Blok]] = [[]]
        for block in blocks:
            if block.jenis in ("h1", "h2"):
                sections.append([])
            sections[-1].append(block)
        number = 0
        sheet: Data = {"datar": False, "isi": []}
        for section in sections:
            wide = any(b.jenis == "sisipan" and self._datar(b.nama) for b in section)
            if wide != sheet["datar"]:
                if sheet["isi"]:
                    _last_chart(sheet["isi"])
                    yield sheet
                sheet = {"datar": wide, "isi": []}
            for block, after in zip_longest(section, section[1:]):
                if block.jenis == "h3" and number == 0:
                    block = replace(block, jenis="h2")  # no heading may skip a level
                if block.jenis in ("h1", "h2"):
                    number += 1
                made = self._block(block, nomor, number, wide)
                if block.jenis == "p" and after and after.jenis != "p":
                    made[0]["lekat"] = True  # a sentence that leads to a list or table stays with it
                sheet["isi"] += made
        yield sheet

    def _datar(self, name: str) -> bool:
        """Whether it is a table that needs a landscape page, and has something to say there."""
        return name in TABEL and TABEL[name].datar and not _kosong(TABEL[name].buat(self.rkt))

    def _block(self, block: chapters.Blok, nomor: str, section: int, wide: bool) -> list[Data]:
        if block.jenis in ("h1", "h2"):
            return [{"b": "h2", "nomor": f"{nomor}.{section}" if nomor else "", "t": _heading(self._plain(block))}]
        if block.jenis == "h3":
            return [{"b": "h3", "t": _heading(self._plain(block))}]
        if block.jenis == "sisipan":
            return self.sisipan(block.nama, nomor, wide)
        items = [self._runs(item) for item in block.isi]
        if block.jenis != "p":
            return [_list(block.jenis, items)]
        letters = [char for text, _ in items[0] for char in text if char.isalpha()]
        arab = {"arab": True} if letters and all(map(is_arabic, letters)) else {}  # a basmalah stands by itself
        return [{"b": "p", "isi": items, **arab}]

    def sisipan(self, name: str, nomor: str, wide: bool) -> list[Data]:
        """A table, a chart or a list; a plain value standing alone is a paragraph."""
        self.shown.add(name)
        if name == "tabel_perubahan" and tables.tanpa_semula(self.rkt, self.context.semula):
            return [{"b": "p", "isi": [[[tables.TANPA_SEMULA, "i"]]]}]
        if name in TABEL:
            made = TABEL[name]
            return self.tabel(made.buat(self.rkt), nomor, datar=wide, ukuran=made.ukuran)
        if name == "tabel_perubahan_anggaran":
            semula = self.context.semula
            return self.tabel(tables.perubahan_anggaran(self.rkt, semula), nomor) if semula else []
        if name == "grafik_program":
            return self._chart(
                "Pagu menurut Program", nomor, [(n, p) for _, n, p in tables.program_menurut_pagu(self.rkt)]
            )
        if name == "grafik_bidang":
            return self._chart(
                "Pagu menurut Bidang", nomor, [(b.nama, b.pagu) for b in tables.bidang_menurut_pagu(self.rkt)]
            )
        if name == "daftar_bidang":
            return [_list("ol", [[[line(b.nama, 400), ""]] for b in self.rkt.bidang])]
        return [{"b": "p", "isi": [[[self.values[name], ""]]]}]

    def tabel(self, tabel: Tabel, nomor: str, *, datar: bool = False, ukuran: float = 8.5) -> list[Data]:
        """A numbered table; a sentence in its place when it has no rows."""
        if _kosong(tabel):
            return [{"b": "p", "isi": [[[f"{tabel.judul}: tidak ada.", "i"]]]}]
        count = self._tables[nomor] = self._tables.get(nomor, 0) + 1
        label = f"Tabel {nomor}.{count}" if nomor else ""
        return [{"b": "tabel", **lay_out(tabel, nomor=label, datar=datar, ukuran=ukuran, kertas=self.rkt.kertas)}]

    def _chart(self, title: str, nomor: str, bars: Sequence[tuple[str, int]], most: int = 24) -> list[Data]:
        """Horizontal bars in tracks that stand for the whole budget; those beyond ``most`` are one bar.

        A single bar compares nothing, and the table above it says the figure already.
        """
        if len(bars) < 2:
            return []
        if len(bars) > most:
            rest = bars[most - 1 :]
            bars = [*bars[: most - 1], (f"Lainnya ({len(rest)})", sum(pagu for _, pagu in rest))]
        rows = [
            {
                "nama": line(nama, 160, 8.5, SANS),
                "nilai": rupiah(pagu),
                "persen": persen(pagu, self.rkt.pagu),
                "panjang": round(100 * pagu / max(self.rkt.pagu, 1), 3),
            }
            for nama, pagu in bars
        ]
        spoken = "; ".join(f"{row['nama']} {row['nilai']} ({row['persen']})" for row in rows)
        return [
            {
                "b": "grafik",
                "nomor": f"Grafik {nomor}.",
                "judul": title,
                "baris": rows,
                "alt": f"Diagram batang {title}: {spoken}.",
            }
        ]

    def _plain(self, block: chapters.Blok) -> str:
        return "".join(text for text, _ in self._runs(block.isi[0]))

    def _runs(self, item: Sequence[chapters.Potongan]) -> list[list[str]]:
        return [
            [
                self.values.get(piece.teks, "") if piece.isian else _prose(piece.teks),
                ("b" if piece.tebal else "") + ("i" if piece.miring else ""),
            ]
            for piece in item
        ]


def bab_semua(penulis: Penulis) -> list[Data]:
    """Bab I to IV; what an amendment changes is a section of Bab III."""
    made = []
    for number, (name, required) in enumerate(BAB, 1):
        more: tuple[chapters.Blok, ...] = ()
        if number == 3 and penulis.rkt.jenis == "perubahan":
            more, required = penulis.teks(PERUBAHAN[0]), (*required, *PERUBAHAN[1])
        made.append(penulis.bab(name, required, f"Bab {ROMAWI[number]}", str(number), *more))
    return made


# --- annexes ---------------------------------------------------------------------------------------------------------


def lampiran(penulis: Penulis) -> list[Data]:
    """What the forms say beyond Bab III, bidang by bidang, and the steps of the SOP with their dates."""
    forms = penulis.bab("lampiran-form", (), "Lampiran I", "")
    sheet = forms["lembar"][-1]
    sheet["datar"] = any(bidang.terkumpul for bidang in penulis.rkt.bidang)
    for number, bidang in enumerate(penulis.rkt.bidang, 1):
        sheet["isi"] += _form(penulis, bidang, number)
    if not penulis.rkt.jadwal:
        return [forms]
    return [forms, penulis.bab("lampiran-jadwal", ("tabel_jadwal",), "Lampiran II", "L2")]


def _form(penulis: Penulis, bidang: BarisBidang, number: int) -> Iterator[Data]:
    rkt = penulis.rkt
    yield {"b": "h2", "nomor": f"{number}.", "t": _heading(bidang.nama)}
    facts = [["Pimpinan", line(bidang.pimpinan, 400, 9, SANS_BOLD)], ["Pagu", rupiah(bidang.pagu)]]
    if bidang.pagu_indikatif is not None:
        facts.append(["Pagu indikatif", rupiah(bidang.pagu_indikatif)])
    yield {"b": "fakta", "isi": facts}
    if not bidang.terkumpul:
        yield {"b": "p", "isi": [[["Form bidang ini belum terkumpul, atau isian wajibnya belum lengkap.", "i"]]]}
        return
    for tabel, size in (
        (rincian.form_sasaran(rkt, bidang.kode), 8.0),
        (rincian.induk(rkt, bidang.kode), 8.0),
        (rincian.keterangan(rkt, bidang.kode, dana=True), 8.0),
    ):
        if not _kosong(tabel):
            yield from penulis.tabel(tabel, f"L1.{number}", datar=True, ukuran=size)


def _last_chart(blocks: Sequence[Data]) -> None:
    """Before a landscape page: a chart with one table behind it leaves the table its place, else that stands alone."""
    if len(blocks) > 2 and (blocks[-2]["b"], blocks[-1]["b"]) == ("grafik", "tabel"):
        blocks[-2]["mengalah"] = True


def _kosong(tabel: Tabel) -> bool:
    """Whether a table says nothing: it has no rows, or only the sum of none."""
    return all(baris.peran is Peran.TOTAL for baris in tabel.baris)
