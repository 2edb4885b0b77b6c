"""Every rule and every sentence that staff read of a finding, in one place.

A text is named ``RKT-105.ambigu``: the rule, then the case. Values are put into our sentences, never the other way
round, and what stands in a file is shown shortened and without anything that could move a cursor or turn a line.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from rktkit.ground.catalogue.plan import KUTIP, TEXTS
from rktkit.ground.findings import Problem, Severity
from rktkit.ground.suggest import without_curved
from rktkit.ground.values import Value

GALAT, PERINGATAN, SARAN = Severity.GALAT, Severity.PERINGATAN, Severity.SARAN


class Place(Protocol):
    """Anything that stands somewhere in a file."""

    @property
    def line(self) -> int: ...

    @property
    def column(self) -> int: ...


class At(Value):
    """A bare place."""

    line: int = 1
    column: int = 1


class Rule(Value):
    """A rule of the catalogue: what it asks and why; one of forms and cycles, from which plan year on it holds."""

    id: str
    severity: Severity
    title: str
    why: str
    since: int = 0


def show(value: object, width: int = 80) -> str:
    """A value as a message shows it: on one line, shortened to a width, nothing invisible."""
    text = str(value)
    if not text.isprintable():
        text = "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text)
    return text if len(text) <= width else f"{text[: width - 1]}…"


def problem(text: str, file: str, at: Place, severity: Severity | None = None, /, **values: object) -> Problem:
    """A finding with its sentences filled in.

    Args:
        text: the name of the text, ``RKT-105.ambigu``; its rule gives the severity unless one is given.
        file: path relative to the root.
        at: the place.
        values: what the sentences name, as ``str`` or something that prints itself.
    """
    rule = text.partition(".")[0]
    message, hint = TEXTS[text]
    shown = {name: show(value, 600 if name == "pilihan" else 80) for name, value in values.items()}
    return Problem(
        rule,
        severity or SEVERITY[rule],
        file,
        at.line,
        at.column,
        message.format_map(shown),
        _hint(hint, shown, values.get("nilai")),
        text,
        shown,
    )


def _hint(hint: str, shown: Mapping[str, str], written: object) -> str:
    """A hint filled in; before it, that curved quotation marks were read as part of what was written."""
    filled = hint.format_map(shown)
    text = str(written or "").strip()
    bare = without_curved(text)
    if not bare or bare == text:
        return filled
    known = {shown.get(name, "").casefold() for name in ("saran", "baku", "resmi")}
    return f"{KUTIP}, tulis: {show(bare)}." if bare.casefold() in known else f"{KUTIP}. {filled}"


RULES: tuple[Rule, ...] = (
    Rule(
        "RKT-001",
        GALAT,
        "Berkas YAML yang dapat dibaca",
        "Berkas yang tidak dapat diurai tidak dapat diperiksa maupun dikompilasi.",
    ),
    Rule(
        "RKT-002",
        GALAT,
        "Tidak ada isian ganda",
        "Pembaca YAML biasa diam-diam memakai isian terakhir; angka yang pertama hilang tanpa jejak.",
    ),
    Rule(
        "RKT-003",
        GALAT,
        "Hanya YAML yang sederhana",
        "Jangkar, alias, tag, dan dokumen ganda membuat isi berkas lain daripada yang terlihat.",
    ),
    Rule(
        "RKT-004",
        GALAT,
        "Ukuran dan kedalaman wajar",
        "Form RKT yang terbesar jauh di bawah 1 MiB; yang lebih besar bukan form.",
    ),
    Rule(
        "RKT-005",
        GALAT,
        "Hanya huruf yang terlihat",
        "Karakter kendali dan pembalik arah membuat teks terlihat lain daripada isinya.",
    ),
    Rule(
        "RKT-006",
        GALAT,
        "Berkas acuan tersedia",
        "Tanpa organisasi, Renstra, nomenklatur, dan satuan, isi form tidak dapat dibandingkan dengan acuannya.",
    ),
    Rule(
        "RKT-007",
        GALAT,
        "Berkas biasa",
        "Tautan dan submodul dapat menunjuk ke luar repositori; isinya bukan bagian dari naskah.",
    ),
    Rule(
        "RKT-010",
        PERINGATAN,
        "Tidak ada teks yang terpotong #",
        "Bagi YAML, # sesudah spasi memulai catatan (YAML 1.2, 6.6); teks sesudahnya hilang dari naskah tanpa jejak.",
    ),
    Rule("RKT-101", GALAT, "Isian wajib terisi", "Form yang tidak lengkap dikembalikan (SOP langkah 5 dan 7)."),
    Rule("RKT-102", GALAT, "Isian dikenal", "Isian yang salah tulis tidak akan terbaca, dan tidak ada yang tahu."),
    Rule("RKT-103", GALAT, "Bentuk isian benar", "Daftar, kelompok isian, dan teks tidak dapat saling menggantikan."),
    Rule("RKT-104", GALAT, "Nilai dari daftar pilihan", "Pilihan yang tetap membuat rekap dapat dijumlahkan."),
    Rule(
        "RKT-105",
        GALAT,
        "Angka yang tidak bermakna ganda",
        "1.000 dapat berarti seribu atau satu; dokumen resmi tidak boleh menebak.",
    ),
    Rule("RKT-106", GALAT, "Isian tidak kosong", "Isian kosong tidak dapat dibedakan dari isian yang terlupa."),
    Rule("RKT-107", GALAT, "Nilai dalam rentang", "Target negatif atau di luar skala indeks tidak mungkin tercapai."),
    Rule("RKT-108", GALAT, "Tanggal kalender", "Jadwal dan masa jabatan dihitung dari tanggal yang benar-benar ada."),
    Rule(
        "RKT-109",
        GALAT,
        "Berkas pada tempatnya",
        "Tahun dan bidang di dalam form harus sama dengan tempat berkasnya; berkas asing tidak ikut dikompilasi.",
    ),
    Rule(
        "RKT-110",
        GALAT,
        "Kode dan nama tidak berulang",
        "Kode yang sama dua kali membuat pagu dan target terhitung ganda; nama satuan yang sama tidak dapat dibedakan.",
    ),
    Rule(
        "RKT-111", GALAT, "Tanggal berurutan", "Langkah SOP berlangsung berurutan; masa jabatan tidak berjalan mundur."
    ),
    Rule("RKT-112", PERINGATAN, "NIP 18 digit", "NIP yang salah digit mengaburkan siapa yang menandatangani."),
    Rule(
        "RKT-201",
        GALAT,
        "Kode berlaku pada tahunnya",
        "Nomenklatur nasional berganti (Permendagri 90/2019 dan pemutakhirannya); kode lama ditolak aplikasi anggaran.",
    ),
    Rule("RKT-202", GALAT, "Kode berbentuk benar", "Kode yang salah bentuk tidak dapat dicocokkan dengan nomenklatur."),
    Rule(
        "RKT-203",
        GALAT,
        "Kode di bawah induknya",
        "Pagu dijumlahkan menurut induk; kode yang salah tempat salah jumlah.",
    ),
    Rule(
        "RKT-204",
        GALAT,
        "Nama, indikator, dan satuan resmi",
        "Tulisan yang berbeda antara RKT dan anggaran adalah keluhan paling sering; tulisan resmi diikuti apa adanya.",
    ),
    Rule(
        "RKT-205",
        GALAT,
        "Sasaran dan indikator dari Renstra",
        "RKT menjabarkan Renstra (PP 8/2008), bukan membuat yang baru.",
    ),
    Rule("RKT-206", GALAT, "Satuan baku", "Satu satuan dengan banyak ejaan tidak dapat direkap."),
    Rule("RKT-207", GALAT, "Program milik bidang", "Program direncanakan oleh bidang yang bertanggung jawab atasnya."),
    Rule(
        "RKT-208",
        GALAT,
        "Jabatan dan bidang dikenal",
        "Penanggung jawab yang tidak ada tidak dapat dimintai pertanggungjawaban.",
    ),
    Rule("RKT-209", GALAT, "Tepat satu pejabat", "Penanda tangan harus orang yang menjabat pada tanggal itu."),
    Rule("RKT-210", GALAT, "Tahun di dalam Renstra", "Target tahunan hanya ada untuk tahun-tahun Renstra."),
    Rule("RKT-211", GALAT, "Berkas yang disebut ada", "Notulen yang tidak tersimpan tidak dapat diperiksa evaluator."),
    Rule(
        "RKT-212",
        PERINGATAN,
        "Tanpa sisa data contoh",
        "Acuan dan form contoh yang tertinggal masuk ke dokumen resmi: dasar hukumnya bukan milik instansi itu.",
    ),
    Rule(
        "RKT-213",
        PERINGATAN,
        "Satu akun dan satu kunci untuk satu orang",
        "Bila dua pejabat memakai satu akun atau kunci, persetujuan dan tanda tangan tidak dapat dibedakan.",
    ),
    Rule(
        "RKT-301",
        GALAT,
        "Triwulan sejalan dengan target",
        "Indeks yang “dicicil” tiap triwulan adalah keluhan evaluator yang paling sering, dan triwulan yang tidak "
        "menuju target tidak dapat dipantau (PermenPANRB 88/2021, pemanfaatan perencanaan).",
    ),
    Rule(
        "RKT-302",
        PERINGATAN,
        "Yang dihitung utuh tidak berpecahan",
        "Tidak ada 2,4 laporan; target harus terukur (SMART, PermenPANRB 88/2021).",
    ),
    Rule(
        "RKT-303",
        GALAT,
        "Perubahan target diberi sebab",
        "Form kerja memuat kolom Sebab Perubahan; target yang berubah tanpa alasan selalu ditanyakan evaluator.",
    ),
    Rule(
        "RKT-304",
        PERINGATAN,
        "Target menantang",
        "Target di bawah capaian terakhir tidak menantang (PermenPANRB 88/2021: target menantang dan realistis).",
    ),
    Rule(
        "RKT-305",
        GALAT,
        "Pagu dalam pagu indikatif",
        "Pagu bidang tidak boleh melampaui pagu indikatif yang diberikan kepadanya (SOP langkah 2 dan 6).",
    ),
    Rule("RKT-306", PERINGATAN, "Pagu terisi", "Sub kegiatan tanpa anggaran biasanya terlupa, bukan direncanakan."),
    Rule(
        "RKT-307",
        PERINGATAN,
        "Target tidak melonjak",
        "Lonjakan lebih dari setengah biasanya salah ketik atau salah satuan (PermenPANRB 88/2021: target realistis).",
    ),
    Rule(
        "RKT-308",
        SARAN,
        "Triwulan tidak berbalik arah",
        "Keadaan yang direncanakan naik tetapi turun di tengah tahun biasanya dua triwulan yang tertukar.",
        since=2027,
    ),
    Rule(
        "RKT-309",
        PERINGATAN,
        "Indeks tidak dicicil",
        "Indeks bukan jumlah dari bagian-bagiannya; triwulannya tidak dapat dijumlahkan (keluhan evaluator).",
        since=2027,
    ),
    Rule(
        "RKT-401",
        GALAT,
        "Satu indikator satu ukuran",
        "Dua ukuran tidak dapat berbagi satu target (indikator SMART, PermenPANRB 88/2021).",
    ),
    Rule(
        "RKT-402",
        PERINGATAN,
        "Sasaran menyatakan hasil",
        "Sasaran menyebut keadaan yang membaik, bukan pekerjaan (PermenPANRB 88/2021: rumusan hasil jelas).",
    ),
    Rule(
        "RKT-403",
        PERINGATAN,
        "Indikator program mengukur hasil",
        "Dokumen, orang, dan rapat dihitung pada sub kegiatan; program menunjukkan hasilnya (cascading).",
    ),
    Rule(
        "RKT-404",
        PERINGATAN,
        "Dasar hukum masih berlaku",
        "Dasar hukum yang usang adalah keluhan tetap; yang berlaku dilihat pada tanggal pengesahan.",
    ),
    Rule(
        "RKT-405",
        PERINGATAN,
        "Tahun sesuai rencana",
        "Tahun lama yang tertinggal di dalam teks adalah keluhan tetap pada form yang disalin dari tahun lalu.",
    ),
    Rule(
        "RKT-406",
        PERINGATAN,
        "Indeks SPBE sudah diganti",
        "Sejak 2026 Indeks SPBE diganti Indeks Pemerintah Digital (PermenPANRB 8/2026), dengan skala yang baru.",
        since=2026,
    ),
    Rule(
        "RKT-407",
        PERINGATAN,
        "Teks sudah diisi",
        "Kata pengganti seperti “TBD” akan tercetak dan ditandatangani apa adanya.",
        since=2027,
    ),
    Rule(
        "RKT-408",
        PERINGATAN,
        "Indikator tidak berulang",
        "Indikator yang tersalin dua kali akan dipantau dan dilaporkan dua kali.",
        since=2027,
    ),
    Rule(
        "RKT-409",
        SARAN,
        "Satuan sesuai uraian",
        "Indikator, satuan, dan target yang tidak sejalan adalah keluhan pertama evaluator.",
        since=2027,
    ),
    Rule(
        "RKT-501",
        PERINGATAN,
        "Form setiap bidang terkumpul",
        "Setiap unit ikut merencanakan (PermenPANRB 88/2021; SOP langkah 5). Menjadi galat bila siklus sudah final.",
    ),
    Rule(
        "RKT-502",
        PERINGATAN,
        "Setiap IKU diampu",
        "IKU yang tidak diampu bidang mana pun tidak akan tercapai. Menjadi galat bila siklus sudah final.",
    ),
    Rule(
        "RKT-503",
        PERINGATAN,
        "Sub kegiatan bersama disepakati",
        "Sub kegiatan yang sama pada dua bidang terhitung ganda, kecuali disebut sebagai crosscutting.",
    ),
    Rule(
        "RKT-504",
        GALAT,
        "Rantai sasaran dan program utuh",
        "Sasaran tanpa program tidak dikerjakan; program tanpa sasaran tidak berguna (PermenPANRB 88/2021: cascading).",
    ),
    Rule("RKT-505", PERINGATAN, "Tepat waktu", "Peringatan SOP sendiri: Tepat Waktu (langkah 5)."),
    Rule(
        "RKT-506",
        GALAT,
        "Satu indikator satu target",
        "Dinas hanya punya satu target untuk satu indikator Renstra, siapa pun yang mengampunya.",
    ),
    Rule(
        "RKT-507",
        PERINGATAN,
        "Crosscutting dengan bidang lain",
        "Bidang tidak dapat berbagi pekerjaan dengan dirinya sendiri; biasanya bidang lain yang dimaksud.",
        since=2027,
    ),
    Rule(
        "RKT-508",
        PERINGATAN,
        "Semua yang ditandai sudah diputuskan",
        "Yang harus diputuskan di form baru ditandai TINJAU (SOP langkah 4). Selama tanda itu ada, "
        "form belum terkumpul. Menjadi galat bila siklus sudah final.",
    ),
)

SEVERITY: dict[str, Severity] = {rule.id: rule.severity for rule in RULES}
SINCE: dict[str, int] = {rule.id: rule.since for rule in RULES}
"""The plan year from which each rule holds; 0: for every year."""
