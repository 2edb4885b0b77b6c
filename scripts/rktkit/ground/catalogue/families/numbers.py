"""Numbers that must agree with each other and with the years before: RKT-3xx."""

from __future__ import annotations

from rktkit.ground.catalogue.rule import GALAT, PERINGATAN, SARAN, Rule

RULES: tuple[Rule, ...] = (
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
        "RKT-311",
        PERINGATAN,
        "Renstra bertarget untuk tahun ini",
        "Tanpa target Renstra tidak ada pembandingnya, dan target apa pun lolos tanpa sebab. Menjadi galat bila siklus "
        "sudah final.",
    ),
    Rule(
        "RKT-312",
        PERINGATAN,
        "Pagu tidak melonjak",
        "Pagu lima puluh kali, atau seperlima puluh, tahun lalu biasanya tersalin dari tabel dalam ribuan rupiah.",
    ),
    Rule(
        "RKT-313",
        PERINGATAN,
        "Persen ditulis sebagai persen",
        "Excel menyimpan 96 % sebagai 0,96; target yang tersalin begitu seratus kali terlalu kecil.",
    ),
    Rule(
        "RKT-310",
        GALAT,
        "Sumber dana berjumlah pagu",
        "Rekap per sumber dana menjumlahkan bagian-bagiannya; jumlah yang berbeda dari pagu selalu ditanyakan.",
    ),
    Rule(
        "RKT-314",
        SARAN,
        "Keluaran yang dihitung dijumlahkan",
        "Dokumen dan laporan dihasilkan triwulan demi triwulan; sebagai posisi, hanya triwulan IV dihitung.",
    ),
)

TEXTS: dict[str, tuple[str, str]] = {
    "RKT-314": (
        "Keluaran dalam {satuan} berpola posisi, padahal triwulannya berbeda-beda.",
        "Bila keluaran tiap triwulan dijumlahkan, pakai pola hitungan; bila memang keadaan yang diukur, biarkan.",
    ),
    # --- arithmetic -----------------------------------------------------------------------------------------
    "RKT-301.hitungan": (
        "Triwulan berjumlah {jumlah}, sedangkan targetnya {target} (selisih {selisih}).",
        "Dengan pola hitungan keempat triwulan dijumlahkan menjadi target; perbaiki triwulan atau targetnya.",
    ),
    "RKT-301.hitungan_posisi": (
        "Triwulan berjumlah {jumlah}, sedangkan targetnya {target} (selisih {selisih}).",
        "Bila triwulan menyatakan keadaan pada akhirnya, tulis “pola: posisi”; bila tidak, tulis tambahannya saja.",
    ),
    "RKT-301.hitungan_predikat": (
        "Predikat tidak dapat dijumlahkan dengan pola hitungan.",
        "Tulis “pola: posisi” atau “pola: rilis”, dan isi predikat {target} pada triwulan tercapainya.",
    ),
    "RKT-301.posisi": (
        "Triwulan IV {nilai}, sedangkan targetnya {target}.",
        "Dengan pola posisi keadaan pada akhir Triwulan IV sama dengan target; samakan keduanya.",
    ),
    "RKT-301.posisi_hitungan": (
        "Triwulan IV {nilai}, sedangkan targetnya {target}.",
        "Dengan pola posisi Triwulan IV sama dengan target. Bila triwulan memang dijumlahkan, tulis “pola: hitungan”.",
    ),
    "RKT-301.posisi_kosong": (
        "Triwulan IV belum diisi.",
        "Dengan pola posisi keadaan pada akhir Triwulan IV sama dengan target; tambahkan tw4: {target}.",
    ),
    "RKT-301.rilis_banyak": (
        "Indikator ini terbit sekali setahun, tetapi {banyak} triwulan diisi.",
        "Isi {kapan} dengan nilai targetnya dan hapus yang lain; indeks tidak dicicil.",
    ),
    "RKT-301.rilis_lain": (
        "{triwulan} diisi, padahal menurut Renstra angkanya terbit pada {benar}.",
        "Pindahkan nilainya ke {benar}.",
    ),
    "RKT-301.rilis": (
        "{triwulan} {nilai}, sedangkan targetnya {target}.",
        "Dengan pola rilis triwulan terbitnya sama dengan target; samakan keduanya.",
    ),
    "RKT-301.rata_rata": (
        "Rata-rata {banyak} triwulan yang diisi {rata}, sedangkan targetnya {target}.",
        "Dengan pola rata_rata rata-rata triwulan yang diisi sama dengan target; perbaiki salah satunya.",
    ),
    "RKT-301.rata_rata_kurang": (
        "Pola rata_rata memerlukan sekurangnya dua triwulan; yang diisi {banyak}.",
        "Isi setiap triwulan yang diukur, atau pakai “pola: posisi” atau “pola: rilis”.",
    ),
    "RKT-302": (
        "{isian} {nilai} bukan bilangan bulat, padahal {satuan} dihitung utuh.",
        "Tulis bilangan bulat, atau perbaiki satuannya.",
    ),
    "RKT-303": (
        "Target {target} berbeda dari Renstra ({renstra} untuk {tahun}), tanpa sebab perubahan.",
        "Samakan dengan Renstra, atau tambahkan baris “sebab_perubahan: …” yang menjelaskan alasannya.",
    ),
    "RKT-304": (
        "Target {target} lebih buruk daripada realisasi {tahun} ({realisasi}); arah indikator ini {arah}.",
        "Tetapkan target yang sekurangnya sebaik realisasi terakhir, atau siapkan alasannya.",
    ),
    "RKT-305": (
        "Pagu form berjumlah {pagu}, melampaui pagu indikatif {batas}.",
        "Kurangi pagu sebesar {lebih}, atau minta pagu indikatif di siklus.yml disesuaikan.",
    ),
    "RKT-306": (
        "Pagu sub kegiatan ini nol.",
        "Isi pagunya, atau hapus sub kegiatan ini bila memang tidak dianggarkan.",
    ),
    "RKT-307.tanpa": (
        "Form {bidang} tahun {tahun} tidak ada, jadi target dan pagu di sini tidak dapat dibandingkan.",
        "Kembalikan form itu ke rkt/{tahun}; bila bidang ini baru, catat tanggal mulainya di organisasi.yml.",
    ),
    "RKT-311": (
        "Renstra tidak memuat target {tahun} untuk {kode} ({uraian}), yang dibawa form bidang.",
        "Tambahkan target {tahun}, atau lepas indikator itu dari form.",
    ),
    "RKT-311.celah": (
        "Target Renstra untuk {kode} ({uraian}) terputus: {celah} tidak ada.",
        "Lengkapi tahun yang terlewat.",
    ),
    "RKT-312": (
        "Pagu {pagu} hanya 1/{kali} dari {tahun} ({lalu}).",
        "Bila angkanya dari tabel dalam ribuan, atau nolnya kurang, tulis {saran}; bila memang sekian, biarkan.",
    ),
    "RKT-312.besar": (
        "Pagu {pagu} {kali} kali lipat dari {tahun} ({lalu}).",
        "Bila nolnya berlebih, tulis {saran}; bila memang sekian, biarkan.",
    ),
    "RKT-313": ("Target {nilai} Persen kurang dari satu persen.", "Maksudnya {saran}? Satuannya sudah Persen."),
    "RKT-306.dana": (
        "Bagian dari {nilai} nol.",
        "Isi bagiannya, atau hapus sumber dana ini dari daftar.",
    ),
    "RKT-307.naik": (
        "Target {target} lebih tinggi {persen} persen daripada {sumber} ({lalu}).",
        "Periksa angka dan satuannya; bila memang demikian, siapkan penjelasannya.",
    ),
    "RKT-307.turun": (
        "Target {target} lebih rendah {persen} persen daripada {sumber} ({lalu}).",
        "Periksa angka dan satuannya; bila memang demikian, siapkan penjelasannya.",
    ),
    "RKT-308": (
        "{isian} {nilai} berbalik dari {sebelum} ({nilai_sebelum}), padahal arahnya {arah}.",
        "Periksa apakah kedua triwulan tertukar.",
    ),
    "RKT-310": (
        "Sumber dana berjumlah {jumlah}, sedangkan pagunya {pagu} (selisih {selisih}).",
        "Samakan jumlah bagian setiap sumber dana dengan pagu.",
    ),
    "RKT-309": (
        "Indeks ini dicicil: triwulannya dijumlahkan menjadi target.",
        "Tulis “pola: rilis” dan isi triwulan terbitnya saja, atau “pola: posisi” bila diukur tiap triwulan.",
    ),
}
