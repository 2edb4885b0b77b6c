"""Fields, values and dates by themselves: RKT-1xx."""

from __future__ import annotations

from rktkit.ground.catalogue.rule import GALAT, PERINGATAN, Rule

RULES: tuple[Rule, ...] = (
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
        "RKT-113",
        PERINGATAN,
        "Batas waktu pada hari kerja",
        "Tidak ada yang mengumpulkan form pada hari Minggu; batas pada hari libur diam-diam bergeser (Tepat Waktu).",
    ),
    Rule(
        "RKT-114",
        PERINGATAN,
        "Rencana selesai sebelum tahunnya",
        "RKT ditetapkan sebelum tahun rencananya dimulai (PermenPANRB 88/2021: dipublikasikan tepat waktu).",
    ),
    Rule(
        "RKT-115",
        PERINGATAN,
        "Kalender mengenal tahun jadwal",
        "Tanpa hari libur tahun itu, cuti bersama terhitung sebagai hari kerja dan seluruh jadwal meleset.",
    ),
)

TEXTS: dict[str, tuple[str, str]] = {
    # --- the shape: are the right fields there, each of its kind --------------------------------------------
    "RKT-101": ("{isian} belum diisi.", "Tambahkan baris “{kunci}: …”{contoh}."),
    "RKT-102.mirip": ("Isian “{kunci}” tidak dikenal.", "Mungkin maksud Anda “{saran}”."),
    "RKT-102.lupa_titik_dua": ("Sesudah “{kata}” belum ada titik dua dan satu spasi.", "Tulis “{contoh}”."),
    "RKT-102.lupa_spasi": ("Sesudah “{kata}:” belum ada spasi.", "Tulis “{contoh}”."),
    "RKT-102.spasi": (
        "Ada spasi tak putus (biasanya dari Word) pada isian “{kunci}”.",
        "Hapus spasi di tempat ini, lalu ketik ulang dengan tombol spasi.",
    ),
    "RKT-102.tempat": (
        "Isian “{kunci}” tidak berada di sini.",
        "Tempatnya di dalam isian {induk}; periksa jumlah spasi di depannya.",
    ),
    "RKT-102": ("Isian “{kunci}” tidak dikenal.", "Yang dikenal di sini: {pilihan}."),
    "RKT-103.teks": (
        "{isian} harus berupa satu nilai, bukan daftar atau kelompok isian.",
        "Tulis “{kunci}: …” pada satu baris.",
    ),
    "RKT-103.nilai": (
        "{isian} harus berupa satu nilai, bukan daftar atau kelompok isian.",
        "Tulis satu nilai saja di tempat ini.",
    ),
    "RKT-103.daftar": (
        "{isian} harus berupa daftar.",
        "Tulis tiap butir pada barisnya sendiri, diawali “- ”, atau di dalam [ ].",
    ),
    "RKT-103.pemetaan": (
        "{isian} harus berupa kelompok isian “nama: nilai”.",
        "Tulis isian-isiannya di bawahnya, dengan lekukan dua spasi{contoh}.",
    ),
    "RKT-103.satu_butir": ("{isian} harus berupa daftar.", "Tulis “{kunci}: [{nilai}]”."),
    "RKT-103.tanda": (
        "{isian} harus berupa daftar; tanda “{tanda}” bukan tanda hubung.",
        "Tulis tiap butir pada barisnya sendiri, diawali “-” dan satu spasi.",
    ),
    "RKT-103.bentuk": ("{isian} harus berupa kelompok isian “nama: nilai”.", "Tulis “{kunci}: {bentuk}”."),
    "RKT-103.dua_baris": (
        "{isian} harus berupa kelompok isian “nama: nilai”.",
        "Tulis dua baris: “{kunci}:”, lalu di bawahnya “  {dalam}” (diawali dua spasi).",
    ),
    "RKT-103.butir": (
        "{isian} harus berupa kelompok isian “nama: nilai”.",
        "Tulis “- {dalam}”, lalu isian lainnya di bawahnya, sejajar dengan “{nama}”.",
    ),
    "RKT-103.periode": (
        "Periode harus berupa dua tahun: awal dan akhir.",
        "Tulis keduanya di dalam kurung, misalnya periode: [2025, 2029].",
    ),
    "RKT-104.mirip": (
        "{isian} “{nilai}” tidak ada dalam pilihan.",
        "Mungkin maksud Anda “{saran}”. Pilihannya: {pilihan}.",
    ),
    "RKT-104": ("{isian} “{nilai}” tidak ada dalam pilihan.", "Pilih salah satu: {pilihan}."),
    "RKT-104.pola": (
        "Pola rata_rata tidak berlaku untuk predikat ({satuan}).",
        "Predikat tidak dapat dirata-ratakan; tulis “pola: posisi” atau “pola: rilis”.",
    ),
    "RKT-104.dana": (
        "Sumber dana “{nilai}” tidak ada dalam pilihan.",
        "Pilihannya: {pilihan}. Sumber dana lain dicatat di rkt/sumber-dana.yml.",
    ),
    "RKT-104.dana_mirip": (
        "Sumber dana “{nilai}” tidak ada dalam pilihan.",
        "Mungkin maksud Anda {saran}. Pilihannya: {pilihan}.",
    ),
    "RKT-104.sidik": (
        "{isian} “{nilai}” bukan sidik sertifikat.",
        "Tulis sha256: (dari sertifikat) atau spki: (dari kuncinya), diikuti 64 digit heksadesimal.",
    ),
    "RKT-105.bukan_angka": ("{isian} “{nilai}” bukan angka.", "Tulis dengan angka saja, misalnya {contoh}."),
    "RKT-105.ambigu": (
        "{isian} “{nilai}” dapat dibaca dua cara: {ribuan} atau {desimal}.",
        'Tulis {ribuan} bila maksudnya ribuan, atau {desimal} bila pecahan (di dalam {{ }} dengan kutip: "{desimal}").',
    ),
    "RKT-105.nol": (
        "{isian} “{nilai}” diawali nol.",
        "Tulis {saran}, tanpa nol di depan.",
    ),
    "RKT-105.inggris": (
        "{isian} “{nilai}” memakai koma sebagai pemisah ribuan.",
        "Di sini koma selalu tanda desimal. Tulis {saran}.",
    ),
    "RKT-105.persen": (
        "{isian} “{nilai}” memuat tanda persen.",
        "Tulis {saran} saja; satuan Persen sudah tercatat pada isian satuan.",
    ),
    "RKT-105.rupiah_pada_angka": (
        "{isian} “{nilai}” ditulis sebagai rupiah.",
        "Isian ini bukan rupiah. Tulis angkanya saja, tanpa Rp.",
    ),
    "RKT-105.terbelah": (
        "{isian} {nilai} terbelah pada komanya, karena di dalam {{ }} dan [ ] koma memisahkan isian.",
        'Apit dengan tanda kutip: "{nilai}".',
    ),
    "RKT-105.rupiah": (
        "{isian} “{nilai}” bukan jumlah rupiah bulat.",
        "Tulis rupiah penuh dengan angka, misalnya 458805000 atau 458.805.000.",
    ),
    "RKT-105.rupiah_maksud": ("{isian} “{nilai}” tidak dapat dibaca sebagai jumlah rupiah.", "Tulis {saran}."),
    "RKT-105.dengan_satuan": (
        "{isian} “{nilai}” bukan angka saja.",
        "Tulis {saran}; satuannya ditulis pada isian satuan.",
    ),
    "RKT-105.bulat": ("{isian} “{nilai}” bukan bilangan bulat.", "Tulis dengan angka saja, misalnya {contoh}."),
    "RKT-106": ("{isian} ada tetapi kosong.", "Isi nilainya{contoh}, atau hapus baris ini bila tidak wajib."),
    "RKT-106.wajib": ("{isian} ada tetapi kosong.", "Isi nilainya{contoh}; isian ini wajib."),
    "RKT-106.nomor": (
        "Nomor “{nilai}” belum terisi seluruhnya.",
        "Tulis nomor keputusan yang sudah diberikan; selama belum ada nomornya, jangan simpan pengesahan.yml.",
    ),
    "RKT-106.daftar": ("{isian} tidak berisi satu butir pun.", "Tambahkan sekurangnya satu butir."),
    "RKT-107.negatif": ("{isian} {nilai} kurang dari nol.", "Tulis angka nol atau lebih."),
    "RKT-107.negatif_skala": (
        "{isian} {nilai} kurang dari nol.",
        "Tulis nol atau lebih; bila memang dapat negatif, tulis skala indikatornya, misalnya skala: {{min: -10}}.",
    ),
    "RKT-107.persen": (
        "{isian} {nilai} melebihi 100 Persen.",
        "Periksa angka dan satuannya; bila memang dapat lebih dari 100, tulis skalanya, misalnya skala: {{maks: 150}}.",
    ),
    "RKT-107.skala": (
        "{isian} {nilai} di luar skala: {skala}.",
        "Tulis angka di dalam skala, atau perbaiki skalanya bila skala itu yang keliru.",
    ),
    "RKT-107.skala_terbalik": (
        "Skala terbalik: terendah {min}, tertinggi {maks}.",
        "Angka terendah harus di bawah angka tertinggi; tukar atau perbaiki keduanya.",
    ),
    "RKT-107.besar": ("{isian} terlalu panjang untuk sebuah angka yang wajar.", "Periksa jumlah digitnya."),
    "RKT-107.urutan": ("Urutan {nilai} tidak mungkin untuk RKT {jenis}.", "Untuk RKT {jenis}, tulis urutan {benar}."),
    "RKT-108": (
        "{isian} “{nilai}” bukan tanggal.",
        "Tulis tahun-bulan-tanggal yang ada di kalender, misalnya 2026-11-24.",
    ),
    "RKT-108.maksud": ("{isian} “{nilai}” tidak ditulis sebagai tahun-bulan-tanggal.", "Tulis {saran}."),
    "RKT-109.tahun": (
        "Tahun {nilai} tidak sama dengan foldernya ({harap}).",
        "Tulis tahun: {harap}, atau pindahkan berkas ke folder tahun yang benar.",
    ),
    "RKT-109.bidang": (
        "Bidang “{nilai}” tidak sama dengan nama berkasnya ({harap}.yml).",
        "Tulis bidang: {harap}, atau ganti nama berkasnya.",
    ),
    "RKT-109.asing": (
        "{nama} tidak dikenal di folder tahun.",
        "Yang dikenal: siklus.yml, pengesahan.yml, satu <bidang>.yml tiap bidang, notulen *.md, rkt-ttd.pdf.{saran}",
    ),
    "RKT-109.salinan": (
        "{nama} salinan {asli}; yang dibaca hanya {asli}.",
        "Hapus salinan ini; bila isinya yang benar, ganti namanya menjadi {asli}.",
    ),
    "RKT-109.huruf": (
        "{nama} tidak dikenal: besar kecil huruf namanya bukan milik {asli}.",
        "Ganti namanya menjadi {asli}; bila {asli} sudah ada, hapus berkas ini.",
    ),
    "RKT-109.bukan_tahun": (
        "{nama} bukan folder tahun.",
        "Folder tahun bernama empat angka saja, misalnya 2027; ganti namanya, atau pindahkan ke luar rkt/.",
    ),
    "RKT-109.renstra": (
        "{nama} tidak dikenal di folder renstra.",
        "Nama berkas Renstra: <tahun awal>-<tahun akhir>.yml.{saran}",
    ),
    "RKT-109.folder": (
        "Folder {nama} tidak dikenal di sini.",
        "Simpan berkas langsung di folder tahun, tanpa subfolder.",
    ),
    "RKT-109.perubahan": (
        "Perubahan ke-{nilai} tidak sama dengan nama berkasnya ({harap}).",
        "Samakan isian perubahan dengan nama berkas, misalnya 2025-2029-perubahan-1.yml.",
    ),
    "RKT-109.periode": (
        "Periode {nilai} tidak sama dengan nama berkasnya ({harap}).",
        "Samakan periode dengan nama berkas.",
    ),
    "RKT-110": (
        "Kode {kode} sudah dipakai pada baris {baris} dalam daftar yang sama.",
        "Gabungkan kedua butir, atau perbaiki salah satu kodenya.",
    ),
    "RKT-110.indikator": (
        "Indikator {kode} juga ada di bawah sasaran {sasaran} (baris {baris}).",
        "Satu kode untuk satu indikator pada satu sasaran; perbaiki salah satunya.",
    ),
    "RKT-110.periode": (
        "Renstra ini dan {lain} sama-sama berlaku dari {dari} dengan perubahan ke-{perubahan}.",
        "Tulis berlaku_dari atau perubahan pada yang lebih baru, supaya jelas mana yang dipakai.",
    ),
    "RKT-110.nama": (
        "{isian} “{nilai}” sudah ada pada baris {baris}.",
        "Setiap saksi punya namanya sendiri; perbaiki salah satunya.",
    ),
    "RKT-110.dana": (
        "Sumber dana “{nilai}” sudah ada pada sub kegiatan ini (baris {baris}).",
        "Jumlahkan keduanya menjadi satu butir.",
    ),
    "RKT-110.sumber_dana": (
        "“{nilai}” sudah disebut pada sumber dana {dana} (baris {baris}).",
        "Satu nama atau sinonim hanya untuk satu sumber dana; hapus salah satunya.",
    ),
    "RKT-110.satuan": (
        "“{nilai}” sudah disebut pada satuan {satuan} (baris {baris}).",
        "Satu nama atau sinonim hanya untuk satu satuan; hapus salah satunya.",
    ),
    "RKT-111.selesai": (
        "Selesai ({selesai}) mendahului mulai ({mulai}).",
        "Periksa kedua tanggalnya.",
    ),
    "RKT-111.jadwal": (
        "{isian} ({tanggal}) mendahului {sebelum} ({tanggal_sebelum}).",
        "Langkah SOP berlangsung berurutan; batas waktunya tidak boleh mundur.",
    ),
    "RKT-111.berlaku": (
        "Berlaku sampai ({selesai}) mendahului berlaku dari ({mulai}).",
        "Periksa kedua tanggalnya.",
    ),
    "RKT-111.disposisi": (
        "Tanggal pengesahan ({tanggal}) mendahului disposisinya ({disposisi}).",
        "Keputusan terbit sesudah penyusunannya; periksa kedua tanggalnya.",
    ),
    "RKT-111.perubahan": (
        "Tanggal pengesahan ({tanggal}) mendahului {lama} yang diubahnya ({tanggal_lama}).",
        "Perubahan ditetapkan sesudah yang diubahnya; kalau tidak, rencana semula tidak pernah berlaku.",
    ),
    "RKT-111.lewat": (
        "Tanggal pengesahan ({tanggal}) sesudah tahun rencananya ({tahun}) berakhir.",
        "Rencana {tahun} ditetapkan paling lambat 31 Desember {tahun}; periksa tanggalnya.",
    ),
    "RKT-111.periode": ("Periode terbalik: {dari} sampai {sampai}.", "Tulis tahun awal lebih dahulu."),
    "RKT-112": (
        "NIP “{nilai}” tidak terdiri dari 18 digit (terhitung {jumlah}).",
        "Salin NIP dari surat keputusan; spasi boleh ada.",
    ),
    "RKT-113": ("{isian} ({tanggal}) jatuh pada {sebab}.", "Hari kerja berikutnya {berikut}."),
    "RKT-113.geser": (
        "{isian} ({tanggal}) bergeser karena kalender berubah: semula {semula}, kini {menjadi}.",
        "Sesuaikan jadwalnya, dan beri tahu yang ditunggu pada hari itu.",
    ),
    "RKT-114.penetapan": (
        "RKT {tahun} ditetapkan pada {tanggal}, sesudah tahunnya dimulai.",
        "Rencana ditetapkan sebelum 1 Januari {tahun}; periksa tanggalnya, atau catat sebab keterlambatannya.",
    ),
    "RKT-114.jadwal": (
        "{isian} ({tanggal}) berada di dalam tahun rencana {tahun}.",
        "Rencana ditetapkan sebelum 1 Januari {tahun}; mulailah lebih awal.",
    ),
    "RKT-114.disposisi": (
        "Tanggal disposisi ({tanggal}) bukan dari tahun penyusunannya ({tahun}).",
        "Periksa tahunnya; biasanya tersalin dari siklus lain.",
    ),
    "RKT-115": (
        "Kalender tidak memuat satu hari libur pun pada {tahun}.",
        "Catat hari libur dan cuti bersama {tahun} di rkt/kalender.yml.",
    ),
    # --- the references: does the form agree with them ------------------------------------------------------
    "RKT-101.tanpa_resmi": (
        "{isian} belum diisi, padahal nomenklatur tahun ini tidak memuatnya.",
        "Tambahkan baris “{kunci}: …” pada sub kegiatan ini.",
    ),
}
