"""The Form RKT of a bidang as an Excel workbook: prefilled, with lists, locked where nobody should write.

No cell holds a formula: what is shown is what is in the form, and what comes back is what was typed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from rktkit.documents.context import AWAL
from rktkit.documents.xlsx.heights import lines
from rktkit.documents.xlsx.kit import GARIS, LAUT, MAX_TEXT, REDUP, Kit, letter
from rktkit.faces.excel import layout
from rktkit.faces.excel.base import DASAR, write_base
from rktkit.faces.excel.layout import Texts
from rktkit.faces.excel.marks import Tanda, marks
from rktkit.faces.excel.writing import live
from rktkit.faces.excel.writing.sheet import ALLOWED, ISI, Halaman, pilihan
from rktkit.ground.catalogue.workbook import problem
from rktkit.ground.files import Files
from rktkit.ground.findings import Problem, Refusal, Severity, UsageError
from rktkit.ground.yaml.nodes import Map
from rktkit.ground.yaml.reader import load
from rktkit.plan.layout import form_path
from rktkit.plan.load.form import read_form
from rktkit.plan.load.office import load_siklus
from rktkit.plan.model import Renstra
from rktkit.plan.office import Bidang, Organisasi
from rktkit.plan.roles import acting_jabatan
from rktkit.plan.writing import words
from rktkit.rules.library import Library

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_STRUCTURE = ("RKT-00", "RKT-102", "RKT-103", "RKT-110")
"""Problems of a form that a table cannot show: they are mended in the file first."""


def form_workbook(files: Files, tahun: int, bidang: str, waktu: datetime = AWAL) -> bytes:
    """The workbook of a bidang's form; an empty one when there is no form yet.

    Args:
        files: the tree that holds ``rkt/``.
        tahun: plan year.
        bidang: kode of the bidang.
        waktu: the time that the file carries.

    Raises:
        UsageError: the office has no such bidang.
        Refusal: the office's files or the form cannot be read, or the form has what a table cannot show.
    """
    library = Library(files)
    organisasi = library.office.organisasi
    if organisasi is None:
        raise Refusal(library.problems)
    unit = organisasi.find_bidang(bidang)
    if unit is None:
        known = ", ".join(b.kode for b in organisasi.bidang)
        raise UsageError(f"Bidang “{bidang}” tidak ada di organisasi.yml. Yang ada: {known}.")
    return _Penulis(files, library, organisasi, unit, tahun, waktu).write()


@dataclass(slots=True)
class _Penulis:
    files: Files
    library: Library
    organisasi: Organisasi
    unit: Bidang
    tahun: int
    waktu: datetime

    def write(self) -> bytes:
        rows = self.rows()
        title = f"Form RKT {self.tahun} {self.unit.nama}"
        instansi = self.organisasi.instansi
        kit = Kit(self.waktu, judul=title, penulis=instansi.nama, lembaga=instansi.pemerintah)
        lists = self.lists()
        self.petunjuk(kit, kit.book.add_worksheet(layout.PETUNJUK), title, marks(self.data() or b""))
        sheets = {lembar: kit.book.add_worksheet(lembar.nama) for lembar in layout.LEMBAR}
        ranges = _daftar(kit, lists)
        write_base(kit, kit.book.add_worksheet(DASAR), self.data() or b"")
        for lembar, sheet in sheets.items():
            Halaman(kit, sheet, lembar, ranges, lists, self.renstra(), self.tahun).write(rows[lembar.nama])
        first, subs, programs = ISI + 1, layout.SUB_KEGIATAN, layout.PROGRAM
        last = {lembar: ISI + len(rows[lembar.nama]) + lembar.cadangan for lembar in layout.LEMBAR}
        siklus, _ = load_siklus(self.files, self.tahun)
        ceiling = siklus.pagu_indikatif.get(self.unit.kode) if siklus is not None else None
        live.sums(kit, sheets[subs], rows[subs.nama], first, last[subs], ceiling)
        live.of_programs(kit, sheets[programs], rows, first, last[programs])
        return kit.close()

    @property
    def path(self) -> str:
        return form_path(self.tahun, self.unit.kode)

    def data(self) -> bytes | None:
        """The form as it stands, if there is one."""
        try:
            return self.files.read(self.path)
        except FileNotFoundError:
            return None

    def rows(self) -> dict[str, list[Texts]]:
        """The rows of the form, or those that a new one begins with."""
        path, data = self.path, self.data()
        if data is None:
            empty = layout.baris(Map(1, 1))
            empty[layout.PROGRAM.nama] = [{"kode": kode} for kode in self.unit.program]
            return empty
        root, problems = load(data, path)
        _, more = read_form(data, path)
        bad = [p for p in more if p.severity is Severity.GALAT and p.rule.startswith(_STRUCTURE)]
        if root is None or bad:
            raise Refusal(bad or problems)
        rows = layout.baris(root)
        long = [text for part in rows.values() for row in part for text in row.values() if len(text) > MAX_TEXT]
        if long:
            raise Refusal([_too_long(path, text) for text in long])
        return rows

    def renstra(self) -> Renstra | None:
        return self.library.renstra(self.tahun)

    def lists(self) -> dict[str, dict[str, str]]:
        """What can be chosen: for each list the code (or name) and, where it has one, what it is called."""
        renstra, table = self.renstra(), self.library.nomenklatur(self.tahun) or {}
        own = {k: n.nama for k, n in table.items() if any(k == p or k.startswith(f"{p}.") for p in self.unit.program)}
        satuan, funds = self.library.office.satuan, self.library.office.dana
        return {
            "sasaran": {s.kode: s.uraian for s in renstra.sasaran} if renstra else {},
            "indikator": {i.kode: i.uraian for s in renstra.sasaran for i in s.indikator} if renstra else {},
            "program": {kode: nama for kode, nama in own.items() if kode.count(".") == 2},
            "kegiatan": {kode: nama for kode, nama in own.items() if kode.count(".") == 4},
            "induk": {kode: nama for kode, nama in own.items() if kode.count(".") in (2, 4)},
            "sub_kegiatan": {kode: nama for kode, nama in own.items() if kode.count(".") == 5},
            "satuan": {unit.nama: "" for unit in satuan.satuan} if satuan else {},
            "sumber_dana": dict.fromkeys(funds.nama, "") if funds else {},
            "jabatan": {jabatan.kode: jabatan.nama for jabatan in self.organisasi.jabatan},
        }

    def save(self) -> str:
        """To whom the filled-in workbook goes, as the office calls them."""
        penerima = acting_jabatan(self.organisasi, "tim")
        return _SIMPAN.format(penerima=penerima.nama if penerima else "Tim Penyusun")

    def petunjuk(self, kit: Kit, sheet: "Worksheet", title: str, tanda: Sequence[Tanda]) -> None:
        """The first sheet: whose form it is, until when, how to fill it in, and what is still to be reviewed."""
        sheet.set_column(0, 0, None, None, {"hidden": True})
        sheet.set_column(1, 1, 28)
        sheet.set_column(2, 2, 76)
        sheet.set_column(3, 3, None, None, {"hidden": True})
        kit.text(sheet, 0, 1, title, bold=True, font_size=16, font_color=LAUT)
        kit.text(sheet, 1, 1, self.organisasi.instansi.nama, font_color=REDUP)
        siklus, _ = load_siklus(self.files, self.tahun)
        facts: list[tuple[str, str, str]] = [
            (layout.TAHUN, "Tahun rencana", str(self.tahun)),
            (layout.BIDANG, "Kode bidang", self.unit.kode),
            ("", "Bidang", self.unit.nama),
        ]
        if siklus is not None:
            ceiling = siklus.pagu_indikatif.get(self.unit.kode)
            due = siklus.jadwal.get("pengumpulan")
            facts += [("", "Pagu indikatif", words.rupiah(ceiling))] if ceiling is not None else []
            facts += [("", "Dikumpulkan paling lambat", words.tanggal(due))] if due is not None else []
        row = 3
        for kunci, label, value in facts:
            kit.text(sheet, row, 0, kunci)
            kit.text(sheet, row, 1, label, font_color=REDUP, bottom=1, border_color=GARIS)
            kit.text(sheet, row, 2, value, bold=True, bottom=1, border_color=GARIS)
            if kunci:
                kit.text(sheet, row, 3, value)  # what it was made with, to know when it was changed
            row += 1
        for number, sentence in enumerate([*_CARA, *[_CARA_TINJAU] * bool(tanda), self.save()], 1):
            row += 1
            sheet.set_row(row, 16 * lines(sentence, 78) + 4)
            kit.text(sheet, row, 1, f"{number}.", align="right", valign="top", font_color=LAUT, bold=True)
            kit.text(sheet, row, 2, sentence, text_wrap=True, valign="top")
        if tanda:
            _tinjau(kit, sheet, row + 2, tanda)
        sheet.hide_gridlines(2)
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.protect("", ALLOWED)


_CARA = (
    "Isi lembar Sasaran, Program, Indikator, dan Sub Kegiatan dari kiri ke kanan; lembar lain tidak diisi.",
    "Kolom bertanda * wajib. Sel putih diisi, sel kelabu terkunci. Petunjuk tiap kolom muncul bila selnya dipilih.",
    "Kode dipilih dari daftar pada selnya; nama di belakang kode hanya keterangan.",
    "Satu indikator atau satu sub kegiatan pada satu baris. Baris kosong diabaikan.",
    "Koma selalu tanda desimal: 3,34. Pagu ditulis rupiah penuh, tanpa desimal. Persen ditulis 85, bukan 85%.",
    "Triwulan yang tidak direncanakan dikosongkan.",
    "Jangan menghapus kolom; yang tidak dipakai dibiarkan kosong. Di luar tabel tidak ada yang dibaca.",
    "Yang berwarna perlu dilihat: target yang tidak cocok dengan triwulannya, sisa pagu indikatif di bawah nol.",
)
_CARA_TINJAU = (
    "Tinjau setiap hal pada daftar “Yang perlu ditinjau” di bawah ini. Bila semuanya sudah diputuskan, pilih “ya” pada "
    "sel Sudah ditinjau; sebelum itu form dianggap belum terisi."
)
_SIMPAN = "Simpan, lalu serahkan kepada {penerima}. Pemeriksaan menyebut lembar dan sel yang perlu diperbaiki."


def _tinjau(kit: Kit, sheet: "Worksheet", row: int, tanda: Sequence[Tanda]) -> None:
    """The questions of ``rkt open``, and the one cell that says that all of them have been answered."""
    line: dict[str, Any] = {"bottom": 1, "border_color": GARIS, "valign": "top", "text_wrap": True}
    kit.text(sheet, row, 1, "Yang perlu ditinjau", bold=True, font_size=13, font_color=LAUT)
    row += 1
    kit.text(sheet, row, 0, layout.DITINJAU)
    kit.text(sheet, row, 1, "Sudah ditinjau", bold=True, font_color=LAUT, valign="vcenter")
    open_cell = kit.format(locked=False, border=1, border_color=LAUT, bold=True, align="left", num_format="@")
    sheet.write_blank(row, 2, None, open_cell)
    sheet.set_row(row, 22)
    sheet.data_validation(
        row, 2, row, 2,
        {
            "validate": "list",
            "source": ["ya", "belum"],
            "input_title": "Sudah ditinjau",
            "input_message": "Pilih “ya” bila semua hal di bawah ini sudah diputuskan. Kosong berarti belum.",
            "error_title": "Bukan pilihan",
            "error_message": "Pilih “ya” atau “belum”.",
        },
    )  # fmt: skip
    for one in tanda:
        row += 1
        sheet.set_row(row, min(15 * max(lines(one.isi, 78), lines(one.tempat, 28)) + 4, 409))
        kit.text(sheet, row, 0, layout.TINJAU)
        kit.text(sheet, row, 1, one.tempat, font_color=REDUP, **line)
        kit.text(sheet, row, 2, one.isi, **line)


def _daftar(kit: Kit, lists: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """The hidden sheet with the lists; gives the range of each."""
    sheet = kit.book.add_worksheet(layout.DAFTAR)
    sheet.hide()
    sheet.protect()
    ranges = {}
    for column, (name, entries) in enumerate(lists.items()):
        kit.text(sheet, 0, column, name, bold=True)
        for row, (kode, nama) in enumerate(entries.items(), 1):
            kit.text(sheet, row, column, pilihan(kode, nama))
        if entries:
            place = letter(column)
            ranges[name] = f"={layout.DAFTAR}!${place}$2:${place}${len(entries) + 1}"
    return ranges


def _too_long(path: str, text: str) -> Problem:
    return problem("RKT-008.panjang", path, 1, 1, teks=text)
