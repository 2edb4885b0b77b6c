"""What keeps a file from being read: RKT-0xx."""

from __future__ import annotations

from rktkit.ground.catalogue.rule import GALAT, PERINGATAN, Rule

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
)

_BELUM = " Selama susunan berkas belum terbaca, temuan lain belum terlihat."

TEXTS: dict[str, tuple[str, str]] = {
    # --- the ground: can the file be read -------------------------------------------------------------------
    "RKT-001.kosong": ("Berkas ini kosong.", "Isi berkas menurut contoh di panduan, atau hapus berkasnya."),
    "RKT-001.bukan_pemetaan": (
        "Isi berkas bukan susunan “nama: nilai”.",
        "Baris pertama harus berupa isian seperti “tahun: 2027”, tanpa tanda “-” di depannya.",
    ),
    "RKT-001.sintaks": (
        "Berkas tidak dapat dibaca sebagai YAML: {sebab}.",
        "Periksa baris ini dan baris di atasnya." + _BELUM,
    ),
    "RKT-001.konflik": (
        "Ada tanda konflik Git ({tanda}).",
        "Pilih salah satu isi, lalu hapus ketiga baris tandanya: <<<<<<<, =======, dan >>>>>>>." + _BELUM,
    ),
    "RKT-001.spasi": (
        "Ada spasi tak putus (biasanya dari Word).",
        "Hapus spasi di tempat ini, lalu ketik ulang dengan tombol spasi." + _BELUM,
    ),
    "RKT-001.tanda": (
        "Tanda “{tanda}” bukan tanda hubung.",
        "Tulis “-” dan satu spasi di depan butir daftar." + _BELUM,
    ),
    "RKT-001.strip_rapat": ("Sesudah tanda “-” belum ada spasi.", "Tulis “- {kata}: …”." + _BELUM),
    "RKT-001.lupa_titik_dua": (
        "Sesudah “{kata}” belum ada titik dua{spasi}.",
        "Tulis “{contoh}”; bila baris ini lanjutan teks di atasnya, beri lekukan yang lebih dalam." + _BELUM,
    ),
    "RKT-001.lupa_spasi": ("Sesudah “{kata}:” belum ada spasi.", "Tulis “{contoh}”." + _BELUM),
    "RKT-001.kutip_melengkung": (
        "Tanda kutip melengkung dari Word tidak mengapit teks, dan ada titik dua (:) kedua pada baris ini.",
        'Ganti kedua tanda kutipnya dengan kutip lurus ("), yang diketik langsung di sini.' + _BELUM,
    ),
    "RKT-001.tak_terformat": (
        "Berkas ini tidak dapat dirapikan tanpa mengubah artinya; isinya dibiarkan.",
        "Perbaiki dulu temuan rkt check pada berkas ini, lalu rapikan lagi.",
    ),
    "RKT-001.titik_dua": (
        "Ada titik dua (:) kedua pada baris ini.",
        'Bila titik dua itu bagian dari teks, apit teksnya dengan tanda kutip: uraian: "Layanan: informasi".' + _BELUM,
    ),
    "RKT-001.lebih_dalam": (
        "Lekukan (spasi di depan) baris ini lebih dalam daripada isian di atasnya.",
        "Sejajarkan awal baris dengan isian sekelompok; bila ini lanjutan teks di atasnya, apit teks itu dengan kutip."
        + _BELUM,
    ),
    "RKT-001.sesudah_nilai": (
        "Ada tulisan sesudah nilai berakhir.",
        "Pindahkan tulisan itu ke dalam tanda kutip atau kurungnya, atau hapus." + _BELUM,
    ),
    "RKT-001.tanpa_titik_dua": (
        "Baris ini tidak berbentuk “nama: nilai”.",
        "Tambahkan titik dua dan satu spasi sesudah nama isian, atau sambungkan teksnya ke isian di atasnya." + _BELUM,
    ),
    "RKT-001.lekukan": (
        "Lekukan (spasi di depan) baris ini tidak sejajar dengan isian lain pada kelompoknya.",
        "Sejajarkan awal baris dengan isian sekelompok; pakai spasi, dua untuk tiap tingkat." + _BELUM,
    ),
    "RKT-001.strip": (
        "Tanda “-” untuk butir daftar tidak dapat berdiri di sini.",
        'Mulai daftar pada baris baru; bila “-” bagian dari teks, apit teksnya dengan tanda kutip: "-".' + _BELUM,
    ),
    "RKT-001.tab": ("Ada tanda tab di awal baris.", "Ganti tab dengan spasi, dua untuk tiap tingkat." + _BELUM),
    "RKT-001.awal": (
        "Nilai diawali tanda yang punya arti khusus di YAML, atau lekukan baris ini memakai tab.",
        'Apit nilainya dengan tanda kutip, misalnya "@dinas", dan ganti tab dengan spasi.' + _BELUM,
    ),
    "RKT-001.kutip": (
        "Tanda kutip atau kurung dibuka di sini tetapi tidak ditutup.",
        "Tutup dengan tanda yang sama di akhir nilai." + _BELUM,
    ),
    "RKT-001.kurung": (
        "Kurung tidak ditutup, atau isian di dalamnya tidak dipisahkan koma.",
        "Periksa pasangan {{ }} atau [ ] pada baris ini dan baris di atasnya." + _BELUM,
    ),
    "RKT-001.escape": (
        "Garis miring terbalik (\\) di dalam kutip ganda tidak dikenal.",
        "Pakai kutip tunggal ('…') untuk teks yang memuat garis miring terbalik." + _BELUM,
    ),
    "RKT-002": (
        "Isian “{kunci}” sudah ada pada baris {baris}.",
        "Pilih salah satu yang benar dan hapus yang lain.",
    ),
    "RKT-003.jangkar": (
        "Jangkar YAML (&…) tidak dipakai di sini.",
        "Hapus jangkarnya; bila teks memang diawali &, apit dengan tanda kutip.",
    ),
    "RKT-003.alias": (
        "Alias YAML (*…) tidak dipakai di sini.",
        "Tulis nilainya secara lengkap; bila teks memang diawali *, apit dengan tanda kutip.",
    ),
    "RKT-003.tag": (
        "Tag YAML (!…) tidak dipakai di sini.",
        "Hapus tagnya; bila teks memang diawali !, apit dengan tanda kutip.",
    ),
    "RKT-003.direktif": ("Direktif YAML (%…) tidak dipakai di sini.", "Hapus baris yang diawali %."),
    "RKT-003.merge": ("Penggabungan (<<) tidak dipakai di sini.", "Tulis setiap isian secara lengkap."),
    "RKT-003.kunci": (
        "Nama isian harus berupa teks.",
        "Tulis nama isian di depan titik dua, tanpa kurung dan tanpa tanda tanya.",
    ),
    "RKT-003.sesudah_akhir": (
        "Ada dokumen lain sesudah “...”, penanda akhir isi.",
        "Hapus “...” di atasnya bila isi ini masih bagian dari berkas, atau hapus isi sesudahnya.",
    ),
    "RKT-003.dokumen": (
        "Ada lebih dari satu dokumen di dalam berkas ini.",
        "Hapus “---” ini dan semua isi sesudahnya.",
    ),
    "RKT-004.besar": (
        "Berkas ini {size} MiB; yang diterima paling besar {batas} MiB.",
        "Simpan hanya isian form di sini; lampiran disimpan sebagai berkas tersendiri.",
    ),
    "RKT-004.banyak": (
        "Berkas ini memuat lebih dari {batas} isian.",
        "Form RKT tidak pernah sebesar ini; periksa apakah ada bagian yang tersalin berulang-ulang.",
    ),
    "RKT-004.temuan": (
        "Temuan sejenis pada berkas ini lebih dari {batas}; selebihnya tidak disebut.",
        "Perbaiki yang sudah disebut, lalu periksa lagi.",
    ),
    "RKT-004.dalam": (
        "Isian bertingkat lebih dari 32 tingkat.",
        "Periksa kurung {{ }} dan [ ]; form RKT tidak pernah sedalam ini.",
    ),
    "RKT-005.bukan_utf8": (
        "Berkas tidak disimpan sebagai UTF-8.",
        "Simpan ulang dengan pilihan penyandian (encoding) UTF-8.",
    ),
    "RKT-005.karakter": (
        "Ada karakter tersembunyi yang tidak diperbolehkan ({kode}).",
        "Hapus karakter itu; cara termudah: ketik ulang kata di tempat ini.",
    ),
    "RKT-006.hilang": ("Berkas {berkas} tidak ada, padahal diperlukan untuk pemeriksaan.", "{saran}"),
    "RKT-006.tertutup": (
        "Berkas {berkas} ada, tetapi tidak dapat dibaca ({sebab}).",
        "Periksa izin berkas itu, lalu jalankan lagi.",
    ),
    "RKT-006.siklus": (
        "Berkas {berkas} tidak ada, padahal naskah akhir memerlukannya.",
        "Kembalikan dari versi sebelumnya, atau buat dengan “rkt open {tahun} --output FOLDER” lalu salin yang ini.",
    ),
    "RKT-006.renstra": (
        "Belum ada Renstra di {berkas}, padahal diperlukan untuk pemeriksaan.",
        "Simpan Renstra di folder itu dengan nama <tahun awal>-<tahun akhir>.yml.{saran}",
    ),
    "RKT-006.rusak": (
        "Berkas {berkas} tidak dapat dipakai sebagai acuan.",
        "Perbaiki dulu masalah pada berkas itu.",
    ),
    "RKT-006.kepala": (
        "Baris pertama berkas nomenklatur harus “kode,nama,indikator,satuan,sebelumnya”.",
        "Perbaiki baris pertama; pemisahnya koma.",
    ),
    "RKT-006.pemisah": (
        "Kolom nomenklatur ini tidak dipisahkan dengan koma.",
        "Simpan ulang sebagai CSV (dipisahkan koma); Excel berbahasa Indonesia memakai titik koma.",
    ),
    "RKT-006.buku_kerja": (
        "Berkas ini buku kerja Excel yang hanya diganti namanya menjadi .csv.",
        "Jangan ganti namanya; jalankan: rkt nomenklatur import BERKAS.xlsx {tahun}",
    ),
    "RKT-006.utf16": (
        "Berkas nomenklatur ini disimpan sebagai “Teks Unicode” (UTF-16).",
        "Simpan ulang dengan jenis “CSV UTF-8 (dipisahkan koma)”.",
    ),
    "RKT-006.baris": (
        "Baris nomenklatur ini berisi {jumlah} kolom, seharusnya 5.",
        "Apit kolom yang memuat koma dengan tanda kutip ganda.",
    ),
    "RKT-006.csv": (
        "Berkas nomenklatur tidak dapat dibaca sebagai CSV.",
        "Periksa tanda kutip pada baris ini; simpan ulang sebagai CSV berpemisah koma.",
    ),
    "RKT-007": (
        "{berkas} bukan berkas biasa (tautan atau submodul).",
        "Ganti dengan salinan berkasnya.",
    ),
    "RKT-010": (
        "Teks sesudah # tidak dibaca: “{teks}”.",
        "Apit seluruh nilainya dengan tanda kutip; bila memang catatan, beri spasi sesudah #.",
    ),
}
