"""The sentences of the catalogue: for each case what is wrong and how to mend it, in Indonesian.

``{name}`` is filled by ``rktkit.ground.catalogue.rules.problem``; a sentence names the field as the form labels it.
"""

KUTIP = "Tanda kutip melengkung dari Word ikut terbaca; hapus"
"""What is said first of a value between “ and ”."""
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
        'Apit nilainya dengan tanda kutip, misalnya "@diskominfo", dan ganti tab dengan spasi.' + _BELUM,
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
    "RKT-106.daftar": ("{isian} tidak berisi satu butir pun.", "Tambahkan sekurangnya satu butir."),
    "RKT-107.negatif": ("{isian} {nilai} kurang dari nol.", "Tulis angka nol atau lebih."),
    "RKT-107.persen": (
        "{isian} {nilai} melebihi 100 Persen.",
        "Persentase dengan pola posisi paling tinggi 100; periksa angka atau satuannya.",
    ),
    "RKT-107.skala": (
        "{isian} {nilai} di luar skala {min} sampai {maks}.",
        "Tulis angka di dalam skala, atau perbaiki skalanya bila skala itu yang keliru.",
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
        "Tahun {dari} sudah dicakup {lain}.",
        "Satu tahun hanya punya satu Renstra; perbaiki periode salah satunya, juga pada nama berkasnya.",
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
    "RKT-111.skala": ("Skala terbalik: terendah {min}, tertinggi {maks}.", "Tukar kedua angkanya."),
    "RKT-111.periode": ("Periode terbalik: {dari} sampai {sampai}.", "Tulis tahun awal lebih dahulu."),
    "RKT-112": (
        "NIP “{nilai}” tidak terdiri dari 18 digit (terhitung {jumlah}).",
        "Salin NIP dari surat keputusan; spasi boleh ada.",
    ),
    # --- the references: does the form agree with them ------------------------------------------------------
    "RKT-101.tanpa_resmi": (
        "{isian} belum diisi, padahal nomenklatur tahun ini tidak memuatnya.",
        "Tambahkan baris “{kunci}: …” pada sub kegiatan ini.",
    ),
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
        "Ganti X.XX dengan kode urusan dinas ini, misalnya {contoh}.",
    ),
    "RKT-202.bidang": (
        "Kode bidang “{nilai}” tidak dapat menjadi nama berkas form.",
        "Pakai huruf, angka, dan tanda hubung saja, misalnya pikp; bukan siklus atau pengesahan.",
    ),
    "RKT-202.nomenklatur": (
        "{isian} “{nilai}” pada nomenklatur ini tidak berbentuk kode yang benar.",
        "Tulis kodenya saja, seperti {contoh}{pemisah}.",
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
    "RKT-209.ganda": (
        "{satu} dan {lain} sama-sama menjabat {jabatan} pada {tanggal}.",
        "Isi tanggal selesai pejabat yang lama, sehari sebelum penggantinya mulai.",
    ),
    "RKT-209.kosong": (
        "Pada {tanggal} tidak ada yang menjabat {jabatan}.",
        "Catat pejabatnya (juga Plt., Plh., atau Pj.) di organisasi.yml, atau perbaiki tanggal ini.",
    ),
    "RKT-210": (
        "Tahun {nilai} di luar periode Renstra yang tersimpan.",
        "Simpan Renstra yang mencakup tahun itu di rkt/renstra, atau perbaiki tahunnya.",
    ),
    "RKT-213": (
        "{isian} “{nilai}” juga dipakai {lain} (baris {baris}).",
        "Setiap orang memakai akun dan kuncinya sendiri; perbaiki salah satunya.",
    ),
    "RKT-212": (
        "Berkas ini masih bertanda CONTOH, padahal instansi ini bukan contoh.",
        "Ganti isinya dengan data instansi Anda, lalu hapus kata CONTOH.",
    ),
    "RKT-211": (
        "Berkas notulen {nilai} tidak ada di {folder}.",
        "Simpan notulen di folder itu, atau perbaiki namanya.{saran}",
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
    "RKT-309": (
        "Indeks ini dicicil: triwulannya dijumlahkan menjadi target.",
        "Tulis “pola: rilis” dan isi triwulan terbitnya saja, atau “pola: posisi” bila diukur tiap triwulan.",
    ),
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
    "RKT-409.persentase": (
        "Uraian indikator diawali “Persentase”, tetapi satuannya {satuan}.",
        "Tulis satuan Persen, atau perbaiki uraiannya.",
    ),
    "RKT-409.jumlah": (
        "Uraian indikator diawali “Jumlah”, tetapi satuannya {satuan}.",
        "Tulis satuan dari yang dihitung, atau perbaiki uraiannya.",
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
    "RKT-507": ("Bidang {bidang} disebut berbagi dengan dirinya sendiri.", "Tulis bidang lain yang ikut mengerjakan."),
}
