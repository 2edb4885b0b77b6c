"""What must agree with the references: RKT-2xx."""

from __future__ import annotations

from rktkit.ground.catalogue.rule import GALAT, PERINGATAN, Rule

RULES: tuple[Rule, ...] = (
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
        "Bila dua pihak memakai satu akun atau kunci, tanda tangan, segel, dan kesaksian tidak dapat dibedakan.",
    ),
    Rule("RKT-214", GALAT, "Satu nomor satu keputusan", "Nomor yang diberikan dua kali menukar dua keputusan."),
    Rule(
        "RKT-215",
        GALAT,
        "Peran prosedur ada pejabatnya",
        "Peran yang tidak ada baru ketahuan pada akhirnya, ketika RKT yang sudah jadi tidak dapat diterbitkan. Kantor "
        "tanpa Sekretaris atau Tim menyatakannya pada “tanpa”; Kasubbag yang bertindak.",
    ),
)

TEXTS: dict[str, tuple[str, str]] = {
    "RKT-201": (
        "{isian} {nilai} tidak ada dalam nomenklatur {tahun}.",
        "Cari kode yang berlaku pada rkt/nomenklatur/{tahun}.csv.",
    ),
    "RKT-201.mirip": (
        "{isian} {nilai} tidak ada dalam nomenklatur {tahun}.",
        "Mungkin maksud Anda {saran}. Daftarnya: rkt/nomenklatur/{tahun}.csv.",
    ),
    "RKT-201.penerus": (
        "{isian} {nilai} tidak berlaku lagi pada nomenklatur {tahun}.",
        "Penggantinya: {saran}.",
    ),
    "RKT-202": ("{isian} “{nilai}” tidak berbentuk kode yang benar.", "Tulis seperti {contoh}, lengkap dengan nolnya."),
    "RKT-202.xx": (
        "{isian} “{nilai}” masih memakai X.XX.",
        "Ganti X.XX dengan kode urusan kantor ini, misalnya {contoh}.",
    ),
    "RKT-202.bidang": (
        "Kode bidang “{nilai}” tidak dapat menjadi nama berkas form.",
        "Pakai huruf, angka, dan tanda hubung saja, misalnya tangkap; bukan siklus atau pengesahan.",
    ),
    "RKT-202.wilayah": (
        "Kode wilayah “{nilai}” bukan kode provinsi, kabupaten, atau kota.",
        "Tulis 12.34 untuk kabupaten atau kota, 12 untuk provinsi; kecamatan dan kelurahan memakai kode kabupatennya.",
    ),
    "RKT-202.nama": (
        "{isian} “{nilai}” tidak dapat menjadi nama berkas tanda tangan.",
        "Pakai huruf kecil, angka, dan tanda hubung saja, paling banyak 40, misalnya inspektorat.",
    ),
    "RKT-202.nomenklatur": (
        "{isian} “{nilai}” pada nomenklatur ini tidak berbentuk kode yang benar.",
        "Tulis kodenya saja, seperti {contoh}{pemisah}.",
    ),
    "RKT-202.penunjang": (
        "{jumlah} kode pada nomenklatur ini masih memakai X.XX.",
        "Ganti X.XX dengan kode urusan pertama dinas, atau pakai rkt nomenklatur import BERKAS.xlsx {tahun}.",
    ),
    "RKT-203.nomenklatur": (
        "Induk {induk} dari kode {nilai} tidak ada pada nomenklatur ini.",
        "Tambahkan baris {induk} dengan namanya; indikator dan satuannya kosong.",
    ),
    "RKT-203": (
        "{isian} {nilai} tidak berada di bawah {induk}.",
        "Pindahkan ke bawah induknya, atau perbaiki kodenya.",
    ),
    "RKT-204": (
        "{isian} “{nilai}” berbeda dari nomenklatur: “{resmi}”.",
        "Salin tulisan resminya, atau hapus baris “{kunci}” supaya terisi sendiri.",
    ),
    "RKT-205": ("{isian} “{nilai}” tidak ada dalam Renstra.", "Yang ada: {pilihan}."),
    "RKT-205.mirip": (
        "{isian} “{nilai}” tidak ada dalam Renstra.",
        "Mungkin maksud Anda {saran}. Yang ada: {pilihan}.",
    ),
    "RKT-205.pindah": (
        "Indikator {nilai} bukan indikator sasaran {sasaran}.",
        "Di Renstra indikator itu milik sasaran {benar}; pindahkan ke sana.",
    ),
    "RKT-206": (
        "Satuan “{nilai}” tidak dikenal.",
        "Pakai satuan pada rkt/satuan.yml, atau minta satuannya ditambahkan.",
    ),
    "RKT-206.mirip": ("Satuan “{nilai}” tidak dikenal.", "Mungkin maksud Anda “{baku}”."),
    "RKT-206.sinonim": ("Satuan “{nilai}” bukan nama bakunya.", "Tulis “{baku}”."),
    "RKT-206.dana": ("Sumber dana “{nilai}” bukan nama bakunya.", "Tulis “{baku}”."),
    "RKT-207": ("Program {nilai} bukan program bidang {bidang}.", "Program bidang ini: {pilihan}."),
    "RKT-207.milik": (
        "Program {nilai} bukan program bidang {bidang}.",
        "Program itu milik bidang {milik}; program bidang ini: {pilihan}.",
    ),
    "RKT-208": ("{isian} “{nilai}” tidak ada dalam organisasi.yml.", "Yang ada: {pilihan}."),
    "RKT-208.mirip": (
        "{isian} “{nilai}” tidak ada dalam organisasi.yml.",
        "Mungkin maksud Anda “{saran}”. Yang ada: {pilihan}.",
    ),
    "RKT-208.sendiri": (
        "{isian} “{nilai}” adalah bidang itu sendiri.",
        "Tulis bidang lain yang melanjutkan pekerjaannya, atau hapus baris ini.",
    ),
    "RKT-208.masa": (
        "{isian} “{nilai}” tidak ada pada {tahun}, menurut masa bidang di organisasi.yml.",
        "Tulis bidang yang ada pada tahun itu, atau perbaiki tanggal mulai dan selesainya.{saran}",
    ),
    "RKT-209.ganda": (
        "{satu} dan {lain} sama-sama menjabat {jabatan} pada {tanggal}.",
        "Isi tanggal selesai pejabat yang lama, sehari sebelum penggantinya mulai.",
    ),
    "RKT-209.kosong": (
        "Pada {tanggal} tidak ada yang menjabat {jabatan}.",
        "Catat pejabatnya (juga Plt., Plh., atau Pj.) di organisasi.yml, atau perbaiki tanggal ini.",
    ),
    "RKT-209.jadwal": (
        "Pada {tanggal}, hari penandatanganan, tidak ada yang menjabat {jabatan}.",
        "Catat pejabatnya (juga Plt., Plh., atau Pj.) di organisasi.yml{saran}.",
    ),
    "RKT-214": (
        "Nomor “{nilai}” sudah dipakai {lain} (tanggal {tanggal}).",
        "Satu nomor untuk satu keputusan; nomor berikutnya yang bebas disebut oleh rkt status.",
    ),
    "RKT-215": (
        "Tidak ada jabatan dengan peran {peran}, padahal prosedurnya memerlukannya.",
        "Tambahkan jabatannya{saran}.",
    ),
    "RKT-215.keduanya": (
        "Peran {peran} disebut tidak ada, padahal dijabat {jabatan}.",
        "Hapus dari “tanpa”, atau hapus peran jabatan itu.",
    ),
    "RKT-210": (
        "Tahun {nilai} di luar periode Renstra yang tersimpan.",
        "Simpan Renstra yang mencakup tahun itu di rkt/renstra, atau perbaiki tahunnya.",
    ),
    "RKT-210.target": (
        "{isian} {nilai} di luar periode Renstra ini ({periode}).",
        "Target hanya untuk tahun-tahun periodenya, realisasi paling awal dua tahun sebelumnya; perbaiki tahunnya.",
    ),
    "RKT-213": (
        "{isian} “{nilai}” juga dipakai {lain} (baris {baris}).",
        "Setiap orang, mesin penerbit, dan saksi memakai akun dan kuncinya sendiri; perbaiki salah satunya.",
    ),
    "RKT-212": (
        "Berkas ini masih bertanda CONTOH, padahal instansi ini bukan contoh.",
        "Ganti isinya dengan data instansi Anda, lalu hapus kata CONTOH.",
    ),
    "RKT-211": (
        "Berkas notulen {nilai} tidak ada di {folder}.",
        "Simpan notulen di folder itu, atau perbaiki namanya.{saran}",
    ),
}
