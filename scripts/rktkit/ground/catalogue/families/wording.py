"""How indicators and texts are worded: RKT-4xx."""

from __future__ import annotations

from rktkit.ground.catalogue.rule import GALAT, PERINGATAN, SARAN, Rule

RULES: tuple[Rule, ...] = (
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
        "RKT-410",
        PERINGATAN,
        "Huruf dapat dicetak",
        "Huruf yang tidak dimiliki fon dokumen tercetak sebagai kode pada dokumen yang sudah ditandatangani.",
    ),
)

TEXTS: dict[str, tuple[str, str]] = {
    # --- wording --------------------------------------------------------------------------------------------
    "RKT-401": (
        "Isian ini memuat lebih dari satu indikator.",
        "Tulis tiap indikator sebagai butir tersendiri dengan satuan, target, dan triwulannya.",
    ),
    "RKT-402": (
        "Sasaran diawali “{kata}”, yaitu kegiatan.",
        "Nyatakan hasilnya, misalnya “Meningkatnya …” atau “Terwujudnya …”.",
    ),
    "RKT-403": (
        "Indikator program ini hanya menghitung dokumen, orang, atau rapat.",
        "Ukur hasilnya, misalnya “Persentase … yang …”; hitungan seperti ini tempatnya pada sub kegiatan.",
    ),
    "RKT-404": (
        "{judul} hanya berlaku sampai {sampai}.",
        "Ganti dengan peraturan yang berlaku, atau hapus kutipannya.",
    ),
    "RKT-404.pengganti": ("{judul} hanya berlaku sampai {sampai}.", "Ganti dengan {pengganti}."),
    "RKT-405": (
        "Teks ini menyebut tahun {tahun}, sedangkan rencana ini untuk {rencana}.",
        "Perbarui teksnya bila terbawa dari tahun lain; bila tahun itu memang dimaksud, biarkan.",
    ),
    "RKT-406": (
        "Indeks SPBE tidak lagi dinilai sejak 2026.",
        "Pakai Indeks Pemerintah Digital (PermenPANRB Nomor 8 Tahun 2026); skalanya baru, jadi targetnya juga.",
    ),
    "RKT-407": ("Teks ini masih memuat “{kata}”.", "Isi teks yang sebenarnya, atau hapus baris ini bila tidak wajib."),
    "RKT-408": (
        "Indikator ini sama dengan indikator pada baris {baris}.",
        "Hapus salah satunya, atau perbaiki uraiannya.",
    ),
    "RKT-410": (
        "Huruf ini tidak dapat dicetak dalam dokumen: {huruf}.",
        "Tulis dengan huruf Latin atau Arab; emoji dan hiasan dihapus saja.",
    ),
    "RKT-409.persentase": (
        "Uraian indikator diawali “Persentase”, tetapi satuannya {satuan}.",
        "Tulis satuan Persen, atau perbaiki uraiannya.",
    ),
    "RKT-409.jumlah": (
        "Uraian indikator diawali “Jumlah”, tetapi satuannya {satuan}.",
        "Tulis satuan dari yang dihitung, atau perbaiki uraiannya.",
    ),
}
