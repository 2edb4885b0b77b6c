"""What belongs together in a cycle: RKT-5xx."""

from __future__ import annotations

from rktkit.ground.catalogue.rule import GALAT, PERINGATAN, Rule

RULES: tuple[Rule, ...] = (
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
        "Instansi hanya punya satu target untuk satu indikator Renstra, siapa pun yang mengampunya.",
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
    Rule(
        "RKT-509",
        GALAT,
        "Yang terbit tidak berubah",
        "RKT yang sudah ditandatangani dan diarsipkan diubah dengan RKT Perubahan, tidak dengan menyunting berkasnya.",
    ),
    Rule(
        "RKT-510",
        GALAT,
        "Perubahan mengubah sesuatu",
        "RKT Perubahan yang isinya sama dengan yang diubahnya hanya menimbulkan tanya mana yang berlaku. Ditanyakan "
        "bila siklus sudah final.",
    ),
    Rule(
        "RKT-513",
        GALAT,
        "Naskah akhir punya pengesahan",
        "Tanpa nomor, tanggal, dan tempat, sampul naskah akhir kosong dan keputusannya tidak dapat dirujuk. "
        "Hanya ditanyakan bila siklus sudah final.",
    ),
    Rule(
        "RKT-514",
        GALAT,
        "Pagu indikatif setiap bidang",
        "Tanpa pagu indikatif, pagu bidang tidak dapat diperiksa terhadap batasnya. "
        "Ditanyakan bila siklus sudah final.",
    ),
    Rule(
        "RKT-515",
        PERINGATAN,
        "Sosialisasi bernotulen",
        "Evaluator mencari bukti bahwa pengisian form disosialisasikan. Ditanyakan bila siklus sudah final.",
    ),
    Rule(
        "RKT-516",
        PERINGATAN,
        "Nomor SOP dicatat",
        "Lampiran jadwal menyebut SOP yang diikuti; tanpa nomornya, prosedurnya tidak dapat dirujuk. "
        "Ditanyakan bila siklus sudah final.",
    ),
)

TEXTS: dict[str, tuple[str, str]] = {
    "RKT-513": (
        "Pengesahan RKT {tahun} belum ada, padahal naskah akhir memerlukannya.",
        "Buat berkas ini dengan nomor, tanggal, tempat, dasar, dan jabatan (SOP langkah 8).",
    ),
    "RKT-514": (
        "Pagu indikatif bidang {bidang} belum ada.",
        "Tambahkan “{bidang}: …” pada pagu_indikatif di siklus.yml.",
    ),
    "RKT-515": (
        "Notulen sosialisasi RKT {tahun} belum dicatat.",
        "Isi bagian sosialisasi di siklus.yml, dan simpan notulennya di folder tahun itu.",
    ),
    "RKT-516": (
        "Nomor SOP Penyusunan RKT belum ditulis pada lampiran jadwal.",
        "Tulis “SOP … Nomor …” di berkas ini, seperti pada SOP yang berlaku di kantor.",
    ),
    # --- completeness ---------------------------------------------------------------------------------------
    "RKT-501": (
        "Form RKT {bidang} belum ada.",
        "Isi form bidang ini dan simpan di sini; form kosongnya dari “rkt open {tahun} --output FOLDER”.",
    ),
    "RKT-502": (
        "IKU {kode} ({uraian}) belum diampu bidang mana pun pada {tahun}.",
        "Tambahkan indikator itu pada sasaran di form bidang yang mengampunya.",
    ),
    "RKT-503": (
        "Sub kegiatan {kode} juga ada pada form bidang {lain}.",
        "Hapus dari salah satu form, atau tulis “crosscutting: [{lain}]” bila memang dikerjakan bersama.",
    ),
    "RKT-504.sasaran": (
        "Sasaran {kode} tidak didukung satu program pun di form ini.",
        "Tulis kode sasaran itu pada program yang mendukungnya, atau hapus sasarannya.",
    ),
    "RKT-504.program": (
        "Program {program} mendukung sasaran {sasaran}, yang tidak ada di form ini.",
        "Tambahkan sasaran itu pada bagian sasaran, atau perbaiki sasaran program.",
    ),
    "RKT-505": (
        "Form ini masuk pada {masuk}, sesudah batas pengumpulan {batas}.",
        "Sampaikan kepada Kasubbag agar kompilasi tidak terlambat; tahun depan kumpulkan sebelum batasnya.",
    ),
    "RKT-506": (
        "Target {kode} di sini {target}, sedangkan di form bidang {lain} {target_lain}.",
        "Sepakati satu target, lalu samakan di kedua form.",
    ),
    "RKT-508": (
        "Masih ada {jumlah} tanda TINJAU; yang pertama: “{tanda}”.",
        "Putuskan isinya, lalu hapus baris tanda itu.",
    ),
    "RKT-508.isian": (
        "{isian} belum diisi; tanda TINJAU di sini meminta keputusan.",
        "Isi nilainya{contoh}, lalu hapus baris tanda itu.",
    ),
    "RKT-509": (
        "{isian} {nilai} berbeda dari yang diterbitkan ({terbit}).",
        "Kembalikan nilainya, atau buka RKT Perubahan: rkt open {tahun} --perubahan.",
    ),
    "RKT-509.tambah": (
        "{isian} tidak ada pada yang diterbitkan.",
        "Hapus lagi, atau buka RKT Perubahan: rkt open {tahun} --perubahan.",
    ),
    "RKT-509.hilang": (
        "{terbit} dari yang diterbitkan tidak ada lagi di sini.",
        "Kembalikan, atau buka RKT Perubahan: rkt open {tahun} --perubahan.",
    ),
    "RKT-509.pindah": (
        "{terbit} tidak lagi di tempatnya pada yang diterbitkan.",
        "Kembalikan ke tempatnya, atau buka RKT Perubahan: rkt open {tahun} --perubahan.",
    ),
    "RKT-509.berkas": (
        "Berkas ini berbeda dari yang diterbitkan.",
        "Kembalikan isinya, atau buka RKT Perubahan: rkt open {tahun} --perubahan.",
    ),
    "RKT-510": (
        "RKT Perubahan {tahun} ini tidak mengubah satu form pun.",
        "Tulis perubahannya di form bidang; bila memang tidak ada, RKT Perubahan tidak diperlukan.",
    ),
    "RKT-507": ("Bidang {bidang} disebut berbagi dengan dirinya sendiri.", "Tulis bidang lain yang ikut mengerjakan."),
}
