"""The scenes of the rehearsal: what each of six people does at each step of the SOP, and what the machine makes of it.

After every act the machine does what it does in an office, with the functions that the commands call: ``check``,
``compile``, ``diff``, ``judge``, ``publish``, ``verify``. Step 7 says *tidak* once, because of a defect that the check
found, and step 9 once, because of what a person makes of a warning.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rktkit.documents import render
from rktkit.documents.changes import diff
from rktkit.documents.changes.tree import field_label
from rktkit.documents.compile.rkt import compile_rkt, compile_with_findings
from rktkit.documents.context import Context
from rktkit.ground.files import Files, Kind
from rktkit.ground.findings import Problem, Severity
from rktkit.ground.git.files import CommitFiles
from rktkit.plan.calendar import add_workdays, subtract_workdays
from rktkit.plan.layout import SIKLUS, folder_of, form_path, pengesahan_path, siklus_path
from rktkit.plan.load.office import load_kalender
from rktkit.plan.model import TINJAU
from rktkit.plan.writing.words import rupiah, tanggal, terlambat
from rktkit.procedure.facts.history import situation
from rktkit.procedure.opening.cycle import SKEMA, jadwal, open_cycle
from rktkit.procedure.rehearsal.office import Kantor
from rktkit.procedure.sop import SOP
from rktkit.procedure.turns import Status, compute
from rktkit.rules.check import check
from rktkit.trust.approval.gate import APPROVAL
from rktkit.trust.approval.judge import judge
from rktkit.trust.archive.branch import newest
from rktkit.trust.publish.publish import publish
from rktkit.trust.verify.question import History, Question
from rktkit.trust.verify.verdict import Verdict, verify

LATIHAN = Path(__file__).parent / "contoh" / "latihan"
"""The rehearsal's office (``rkt/``) and what its people write into their forms (``isian/``)."""

TAHUN = 2027
DARI = 2026
_FOLDER = folder_of(TAHUN)
_DRAF = f"draf/{TAHUN}"
_KELIRU = ("triwulan: {tw1: 2, tw2: 2, tw3: 2, tw4: 2}", "triwulan: {tw1: 2, tw2: 2, tw3: 2, tw4: 1}")
"""The defect of step 4: a quarter too little, so that the quarters do not add up to the target."""

_DASAR_LAMA = "Peraturan Menteri Dalam Negeri Nomor 54 Tahun 2010"
_DASAR_BARU = "Peraturan Menteri Dalam Negeri Nomor 86 Tahun 2017"


@dataclass(frozen=True, slots=True)
class Adegan:
    """One scene: at which step (0: before it begins), on which day, who did what, and what the machine made of it.

    ``tidak`` marks a decision that sends the work back.
    """

    langkah: int
    tanggal: date
    oleh: str
    kerja: str
    mesin: tuple[str, ...] = ()
    tidak: bool = False

    @property
    def judul(self) -> str:
        """The step's title."""
        return SOP[self.langkah - 1].judul if self.langkah else "Persiapan"


class Gladi:
    """The rehearsal. ``mulai`` is the first day of step 1, a working day; ``verdict`` is there at the end."""

    def __init__(self, kantor: Kantor, mulai: date) -> None:
        self.kantor = kantor
        self.libur = load_kalender(kantor.files("main"))[0] or {}
        self.jadwal = jadwal(mulai, self.libur)
        self.mulai = mulai
        self.verdict: Verdict | None = None

    def langkah(self) -> Iterator[Adegan]:
        yield self.persiapan()
        yield self.disposisi()
        yield self.perencanaan()
        yield self.sosialisasi()
        yield from self.pengisian()
        yield self.pengumpulan()
        yield self.kompilasi()
        yield from self.koreksi_bidang()
        yield from self.penyusunan()
        yield self.penandatanganan()
        yield self.pengarsipan()

    # --- what the machine says -------------------------------------------------------------------------------------

    def adegan(self, langkah: int, oleh: str, kerja: str, *mesin: str, tidak: bool = False) -> Adegan:
        """A scene, which always ends with whose turn it is."""
        nama = self.kantor.orang(oleh).nama
        return Adegan(langkah, self.kantor.waktu.date(), nama, kerja, (*mesin, self.status().kalimat), tidak)

    def status(self) -> Status:
        keadaan, _ = situation(self.kantor.files("main"), TAHUN, self.kantor.repo)
        return compute(keadaan, self.kantor.waktu.date(), self.libur)

    def check(self, files: Files, *paths: str, final: bool = False) -> list[str]:
        """What ``rkt check`` finds, each finding with its hint."""
        report = check(files, paths=paths, year=TAHUN, final=final)
        found = [f"rkt check: {report.count(Severity.GALAT)} galat, {report.count(Severity.PERINGATAN)} peringatan"]
        for problem in report.problems:
            found += _temuan(problem)
        return found

    def form(self, kode: str) -> tuple[str, str]:
        """Where a bidang's form lies: its path and its branch."""
        return form_path(TAHUN, kode), f"bidang/{kode}-{TAHUN}"

    # --- the steps -------------------------------------------------------------------------------------------------

    def persiapan(self) -> Adegan:
        people = ", ".join(jabatan.nama for jabatan in self.kantor.organisasi.jabatan)
        return Adegan(
            0,
            self.kantor.waktu.date(),
            "Pemasang rktkit",
            f"menyiapkan repositori dengan data acuan dan form {DARI}.",
            (f"Enam kunci SSH dibuat dan dicatat di organisasi.yml: {people}.",
             "Sejak sini hanya penggabungan bertanda tangan Kepala Dinas yang dapat menjadi RKT."),
        )  # fmt: skip

    def disposisi(self) -> Adegan:
        self.kantor.hari(self.jadwal["disposisi"])
        self.kantor.cabangkan(_DRAF, "main")
        self.baru = open_cycle(self.kantor.files("main"), TAHUN, dari=DARI, mulai=self.mulai)
        self.kantor.commit("sekretaris", _DRAF, f"Disposisi RKT {TAHUN}", {siklus_path(TAHUN): self.baru[SIKLUS]})
        return self.adegan(
            1, "sekretaris", f"membuka cabang {_DRAF} dan mendisposisikan penyusunan RKT {TAHUN} kepada Kasubbag.",
            f"rkt open {TAHUN}: jadwal 11 langkah dalam hari kerja, {tanggal(self.jadwal['disposisi'])} sampai "
            f"{tanggal(self.jadwal['pengarsipan'])}.",
        )  # fmt: skip

    def perencanaan(self) -> Adegan:
        self.kantor.hari(self.jadwal["perencanaan"])
        text = self.baru[SIKLUS].decode()
        text = re.sub(r"(?m)^ *# TINJAU:.*\n", "", text)
        text = text.replace("pikp: 1815000000", "pikp: 1810000000").replace("egov: 4175000000", "egov: 4250000000")
        text = _buka_komentar(text, "tim").replace("Nomor …", f"Nomor 000.7/058/DINAS-CONTOH/{self.mulai.year}")
        self.siklus = text
        forms = {f"{_FOLDER}/{name}": data for name, data in self.baru.items() if name != SIKLUS}
        berkas = {**forms, siklus_path(TAHUN): text.encode()}
        self.kantor.commit("kasubag-perencanaan", _DRAF, f"Tim, jadwal, dan form kosong RKT {TAHUN}", berkas)
        moved = sum(data.count(b"#   Menggantikan ") for data in forms.values())
        gone = sum(data.count(b"tidak ada penerusnya") for data in forms.values())
        marks = sum(data.count(TINJAU) for data in forms.values())
        return self.adegan(
            2, "kasubag-perencanaan", f"membentuk tim, menetapkan pagu indikatif, dan menaruh form salinan {DARI}.",
            f"rkt open {TAHUN}: {moved} kode sub kegiatan pindah ke penerusnya di nomenklatur {TAHUN}, {gone} kode "
            f"tanpa penerus ditinggal sebagai catatan, {marks} hal ditandai TINJAU.",
        )  # fmt: skip

    def sosialisasi(self) -> Adegan:
        day = self.jadwal["sosialisasi"]
        self.kantor.hari(day)
        text = _buka_komentar(self.siklus, "sosialisasi").replace("tempat: …", "tempat: Aula Dinas Kominfo")
        notulen = (
            f"# Notulen rapat sosialisasi pengisian form RKT {TAHUN}\n\n- Tanggal: {tanggal(day)}\n"
            "- Tempat: Aula Dinas Kominfo\n- Hadir: pikp, egov\n\n"
            f"Form dikumpulkan paling lambat {tanggal(self.jadwal['pengumpulan'])}.\n"
        )
        berkas = {
            siklus_path(TAHUN): text.encode(),
            f"{_FOLDER}/notulen-sosialisasi.md": notulen.encode(),
        }
        self.kantor.commit("kasubag-perencanaan", _DRAF, f"Notulen rapat sosialisasi RKT {TAHUN}", berkas)
        return self.adegan(
            3, "kasubag-perencanaan", "memimpin rapat sosialisasi dan menyimpan notulennya.",
            *self.check(self.kantor.files(_DRAF), siklus_path(TAHUN)),
        )  # fmt: skip

    def pengisian(self) -> Iterator[Adegan]:
        first = add_workdays(self.jadwal["sosialisasi"], 1, self.libur)
        for kode, day in (("pikp", first), ("egov", self.jadwal["pengisian"])):
            self.kantor.hari(day)
            path, cabang = self.form(kode)
            form = _isian(kode)
            if kode == "egov":
                assert _KELIRU[0] in form
                form = form.replace(*_KELIRU)
            self.kantor.cabangkan(cabang, _DRAF)
            self.kantor.commit(f"kabid-{kode}", cabang, f"Isi form RKT {TAHUN} bidang {kode}", {path: form.encode()})
            yield self.adegan(
                4, f"kabid-{kode}", f"mengisi {path} pada cabang {cabang}.",
                *self.check(self.kantor.files(cabang), path),
            )  # fmt: skip

    def pengumpulan(self) -> Adegan:
        self.kantor.hari(self.jadwal["pengumpulan"])
        status = self.status()
        come = sum(form.dikumpulkan is not None for form in status.keadaan.form.values())
        late = status.langkah[4].terlambat
        return self.adegan(
            5, "tim-penyusun", f"menerima form dari kedua bidang: bidang/…-{TAHUN} menjadi permintaan ke {_DRAF}.",
            f"rkt status: {come} dari {len(status.form)} bidang, "
            + (f"{terlambat(late)}." if late else "semuanya tepat waktu."),
        )  # fmt: skip

    def kompilasi(self) -> Adegan:
        self.kantor.hari(self.jadwal["kompilasi"])
        _, files = situation(self.kantor.files("main"), TAHUN, self.kantor.repo)
        rkt, problems = compile_with_findings(files, TAHUN, final=False)
        made = render(rkt, Context(False, findings=problems, waktu=self.kantor.waktu))
        count = sum(problem.severity is Severity.GALAT for problem in problems)
        subs = len(rkt.kode_sub_kegiatan())
        return self.adegan(
            6, "tim-penyusun", "meminta kompilasi dari semua form yang terkumpul.",
            f"rkt compile {TAHUN}: {subs} sub kegiatan, pagu {rupiah(rkt.pagu)}, {count} galat.",
            f"{len(made)} berkas dokumen dibuat, semuanya bercap DRAF.",
        )  # fmt: skip

    def koreksi_bidang(self) -> Iterator[Adegan]:
        self.kantor.hari(subtract_workdays(self.jadwal["koreksi_bidang"], 1, self.libur))
        path, cabang = self.form("pikp")
        self.kantor.merge("kasubag-perencanaan", _DRAF, cabang, f"Terima form bidang pikp ke {_DRAF}")
        path, cabang = self.form("egov")
        before = self.kantor.files(cabang)
        found = next(p for p in check(before, paths=(path,), year=TAHUN).problems if p.severity is Severity.GALAT)
        pesan = f"Dikembalikan: {path} baris {found.line}\n\n{found.rule}: {found.message} {found.hint}"
        self.kantor.commit("kasubag-perencanaan", cabang, pesan, {})
        yield self.adegan(
            7, "kasubag-perencanaan", "menerima form pikp, tetapi mengembalikan form egov ke langkah 4.",
            "Alasannya temuan mesin:", *_temuan(found), tidak=True,
        )  # fmt: skip
        self.kantor.commit(
            "kabid-egov", cabang, "Perbaiki triwulan IV layanan terintegrasi", {path: _isian("egov").encode()}
        )
        after = self.kantor.files(cabang)
        yield self.adegan(
            4, "kabid-egov", "memperbaiki form egov dan mengumpulkannya lagi.",
            *self.check(after, path), *_beda(before, after),
        )  # fmt: skip
        self.kantor.hari(self.jadwal["koreksi_bidang"])
        self.kantor.merge("kasubag-perencanaan", _DRAF, cabang, f"Terima form bidang egov ke {_DRAF}")
        yield self.adegan(7, "kasubag-perencanaan", f"menerima form egov; {_DRAF} kini lengkap.")

    def penyusunan(self) -> Iterator[Adegan]:
        """Steps 8 and 9, with the way back."""
        self.kantor.hari(self.jadwal["penyusunan"])
        path = pengesahan_path(TAHUN)
        self.kantor.commit("tim-penyusun", _DRAF, f"Draft RKT {TAHUN}", {path: self.pengesahan(_DASAR_LAMA)})
        yield self.adegan(
            8, "tim-penyusun", "menyusun draf RKT dinas dan mengisi pengesahan.yml.",
            *self.check(self.kantor.files(_DRAF), final=True),
        )  # fmt: skip
        self.kantor.hari(self.jadwal["koreksi_sekretaris"])
        pesan = f"Dikembalikan: dasar hukum sudah diganti\n\nPakai {_DASAR_BARU}, bukan {_DASAR_LAMA}."
        self.kantor.commit("sekretaris", _DRAF, pesan, {})
        yield self.adegan(
            9,
            "sekretaris",
            "mengembalikan draf ke langkah 8: dasar hukumnya sudah diganti peraturan lain.",
            tidak=True,
        )
        self.kantor.commit(
            "tim-penyusun", _DRAF, "Perbarui dasar hukum pengesahan", {path: self.pengesahan(_DASAR_BARU)}
        )
        yield self.adegan(
            8, "tim-penyusun", "memperbarui dasar hukum di pengesahan.yml.",
            *self.check(self.kantor.files(_DRAF), final=True),
        )  # fmt: skip
        self.kantor.commit("sekretaris", _DRAF, f"{APPROVAL}: RKT {TAHUN}", {})
        yield self.adegan(
            9, "sekretaris", f"menyetujui ujung {_DRAF} dengan tanda tangan SSH.",
            f"Persetujuan berlaku untuk commit {self.kantor.ujung(_DRAF)[:10]} saja; satu huruf berubah, batal.",
        )  # fmt: skip

    def pengesahan(self, dasar: str) -> bytes:
        day = self.jadwal["penandatanganan"]
        return (
            f"nomor: 000.7/061/DINAS-CONTOH/{day.year}\ntanggal: {day}\ntempat: Sukamaju\n"
            f"dasar: {dasar}\njabatan: kepala\n"
        ).encode()

    def penandatanganan(self) -> Adegan:
        self.kantor.hari(self.jadwal["penandatanganan"])
        self.merge = self.kantor.merge("kepala", "main", _DRAF, f"Tetapkan RKT {TAHUN}")
        authority = judge(self.kantor.repo, self.merge, event=None, server_time=self.kantor.waktu)
        kepala, sekretaris = authority.kepala[0], authority.sekretaris
        return self.adegan(
            10, "kepala", f"menggabungkan {_DRAF} ke main dengan tanda tangan SSH.",
            f"Penggabungan {self.merge[:10]} ditandatangani {kepala.holder.pejabat.nama}, kunci {kepala.tanda}.",
            f"Naskahnya persis yang disetujui {sekretaris.holder.pejabat.nama}: {authority.merge.naskah[:10]}.",
        )  # fmt: skip

    def pengarsipan(self) -> Adegan:
        self.kantor.hari(self.jadwal["pengarsipan"])
        repo = self.kantor.repo
        done = publish(repo, server_time=self.kantor.waktu, commit=self.merge, machine=self.kantor.segel)
        tip, main = newest(repo), self.kantor.ujung("main")
        assert tip is not None
        archive = CommitFiles(repo, tip)
        verdict = verify(
            archive, Question(done.publikasi, reproduce=True, today=self.kantor.waktu.date()), History(repo, main, tip)
        )
        inside = [entry for path, entry in archive.entries.items() if path.startswith(f"{done.publikasi}/")]
        files = sum(entry.kind is Kind.FILE for entry in inside)
        rkt = compile_rkt(CommitFiles(repo, self.merge), TAHUN, final=True)
        self.verdict = verdict
        return self.adegan(
            11, "tim-penyusun", "mengarsipkan RKT dan memeriksa arsipnya.",
            f"rkt publish: {done.publikasi} masuk ke cabang arsip, {files} berkas.",
            f"Pagu {rupiah(rkt.pagu)}; sidik jari manifest {done.sha256}.",
            f"rkt verify: {verdict.putusan}",
            *(f"  {text}" for part in verdict.bagian for text in (*part.terbukti, *part.kurang)),
            *(line for problem in verdict.problems for line in _temuan(problem)),
        )  # fmt: skip


def _temuan(problem: Problem) -> list[str]:
    return [
        f"  {problem.rule} ({problem.severity}) {problem.file}:{problem.line}: {problem.message}",
        f"    → {problem.hint}",
    ]


def _beda(before: Files, after: Files) -> Iterator[str]:
    """The changes by meaning, one line each."""
    for comparison in diff(before, after, year=TAHUN).perbandingan:
        for one in comparison.beda:
            label, _ = field_label(one.tingkat, one.hal)
            yield f"rkt diff: {one.kode or one.uraian} {label}: {one.semula} → {one.menjadi}"


def _isian(kode: str) -> str:
    """What the bidang writes into its form."""
    return f"{SKEMA.format(kind='form')}\n{(LATIHAN / 'isian' / f'{kode}.yml').read_text(encoding='utf-8')}"


def _buka_komentar(text: str, key: str) -> str:
    """Take the ``# `` from a block that waits as a comment, as a planner does."""
    lines = text.split("\n")
    start = lines.index(f"# {key}:")
    end = start + 1
    while end < len(lines) and lines[end].startswith("#   "):
        end += 1
    lines[start:end] = [line.removeprefix("# ") for line in lines[start:end]]
    return "\n".join(lines)
