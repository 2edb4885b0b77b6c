"""What is said about a signature inside a PDF (RKT-670 … 689): whether it counts, and why it could not be made."""

_ULANGI = "Tandatangani lagi dokumen dari arsip atau dari draf yang disetujui: rkt sign."
_ASLI = "Jangan pakai berkas ini. Minta dokumen aslinya kepada kantor, lalu periksa lagi."

TEXTS: dict[str, tuple[str, str]] = {
    # --- 670 … 676: whether a signed PDF counts ----------------------------------------------------------------------
    "RKT-670": (
        "Tanda tangan elektronik tidak dapat dipastikan: tidak ada sertifikat akar yang dipercayai.",
        "Taruh sertifikat akar penerbit sebagai rkt/akar/<nama>.pem di main, atau berikan dengan --trust BERKAS.",
    ),
    "RKT-670.berkas": (
        "Sertifikat akar {berkas} tidak dapat dibaca.",
        "Berkas itu harus PEM: satu atau beberapa blok BEGIN CERTIFICATE (boleh juga BEGIN X509 CRL).",
    ),
    "RKT-671.rusak": (
        "PDF bertanda tangan tidak dapat dibaca, atau tanda tangan di dalamnya rusak.",
        _ASLI,
    ),
    "RKT-671.besar": (
        "PDF bertanda tangan melebihi {batas} MiB.",
        _ASLI,
    ),
    "RKT-671.tanpa": (
        "PDF ini tidak bertanda tangan elektronik.",
        _ULANGI,
    ),
    "RKT-671.banyak": (
        "PDF ini memuat {jumlah} isian tanda tangan; hanya satu tanda tangan, milik kepala instansi, yang diterima.",
        _ULANGI,
    ),
    "RKT-671.jenis": (
        "Tanda tangan di dalam PDF ini bukan tanda tangan PAdES yang dikenal.",
        "Tandatangani dengan rkt sign --with p12 atau --with bsre.",
    ),
    "RKT-672.cakupan": (
        "Tanda tangan tidak mencakup seluruh berkas: ada yang ditambahkan sesudah penandatanganan.",
        _ASLI,
    ),
    "RKT-672.isi": (
        "Isi PDF berubah sesudah ditandatangani.",
        _ASLI,
    ),
    "RKT-672.baku": (
        "Bagian tanda tangan di dalam PDF berubah atau tidak ditulis secara baku ({bagian}).",
        _ASLI,
    ),
    "RKT-672.kunci": (
        "Tanda tangan tidak cocok dengan sertifikat {nama}.",
        _ASLI,
    ),
    "RKT-673.akar": (
        "Sertifikat {nama} (penerbit: {penerbit}) tidak berujung pada akar yang dipercayai.",
        "Periksa sertifikat di rkt/akar/. Tanda tangan dengan sertifikat lembaga lain tidak diterima.",
    ),
    "RKT-673.masa": (
        "Sertifikat {nama} berlaku {mulai} sampai {selesai}, padahal tanda tangan berlaku pada {waktu}.",
        "Perpanjang sertifikat, lalu tandatangani lagi. Cap waktu (--timestamp) menjaga tanda tangan sesudah itu.",
    ),
    "RKT-673.cabut": (
        "Sertifikat {nama}, atau sertifikat penerbitnya, dicabut pada {waktu}.",
        "Jangan pakai tanda tangan ini. Kepala instansi menandatangani lagi dengan sertifikat yang berlaku.",
    ),
    "RKT-673.guna": (
        "Sertifikat {nama} tidak diterbitkan untuk menandatangani dokumen, atau algoritmenya sudah lemah.",
        "Pakai sertifikat penandatangan perorangan (digital signature, non-repudiation).",
    ),
    "RKT-674.merge": (
        "Cap waktu atas penggabungan {commit} tidak dapat dipakai: {sebab}.",
        "Minta cap waktu dari penerbit yang akarnya ada di rkt/akar/tsa/: rkt sign TAHUN --stamp COMMIT.",
    ),
    "RKT-674.capwaktu": (
        "Cap waktu di dalam tanda tangan rusak atau bukan untuk tanda tangan ini.",
        _ASLI,
    ),
    "RKT-674.depan": (
        "Tanda tangan bertanggal {waktu}, sesudah {batas}.",
        "Periksa jam komputer penanda tangan, lalu tandatangani lagi.",
    ),
    "RKT-675.halaman": (
        "Dokumen di bawah tanda tangan bukan yang dikompilasi di sini: {bagian} berbeda.",
        (
            "Tanda tangan itu untuk naskah lain (tahun, isi, atau commit lain). Tandatangani lagi naskah yang "
            "disetujui; pakai --url yang sama dengan rkt publish, dan terbitkan sebelum publikasi lain masuk arsip."
        ),
    ),
    "RKT-675.tambahan": (
        "PDF bertanda tangan memuat tambahan di luar tanda tangannya: {bagian}.",
        _ASLI,
    ),
    "RKT-676.nama": (
        "PDF ditandatangani {nama}, sedangkan kepala instansi pada {tanggal} menurut kebijakan adalah {pejabat}.",
        (
            "Kepala instansi menandatangani sendiri. Bila namanya pada sertifikat ditulis lain, patok sertifikat itu: "
            "isi sertifikat: [{sidik}] pada pejabatnya di organisasi.yml."
        ),
    ),
    "RKT-676.lain": (
        "PDF ditandatangani dengan sertifikat {nama}, bukan salah satu sertifikat yang dipatok kebijakan.",
        "Bila sertifikat kepala instansi diperbarui, tambahkan {sidik} pada sertifikat: di organisasi.yml dahulu.",
    ),
    "RKT-676.patok": (
        "Sertifikat {nama} tidak dipatok kebijakan; namanya saja tidak membuktikan orangnya.",
        (
            "Isi sertifikat: [{sidik}] pada pejabatnya di organisasi.yml lewat penggabungan tersendiri, lalu ulangi. "
            "Cocokkan dahulu sidik itu dengan sertifikat di tangan kepala instansi."
        ),
    ),
    "RKT-676.kosong": (
        "Menurut kebijakan tidak ada kepala instansi yang menjabat pada {tanggal}.",
        "Perbaiki masa jabatan di organisasi.yml lewat penggabungan tersendiri.",
    ),
    # --- 677 … 679: making a signature -------------------------------------------------------------------------------
    "RKT-677.buka": (
        "Berkas {berkas} tidak dapat dibuka: kata sandinya salah, atau isinya bukan sertifikat dengan kuncinya (.p12).",
        "Ulangi dengan kata sandi yang benar. Yang lupa kata sandinya meminta sertifikat baru kepada penerbit.",
    ),
    "RKT-677.masa": (
        "Sertifikat di dalam berkas .p12 berlaku {mulai} sampai {selesai}, jadi tidak berlaku sekarang.",
        "Minta sertifikat baru kepada penerbit.",
    ),
    "RKT-678": (
        "Dokumen itu sudah bertanda tangan.",
        "Satu dokumen satu tanda tangan. Tandatangani rkt.pdf, bukan rkt-ttd.pdf.",
    ),
    "RKT-678.gabung": (
        "RKT {tahun} sudah digabungkan ke main tetapi belum terbit.",
        "Terbitkan dahulu dengan rkt publish, lalu rkt sign lagi.",
    ),
    "RKT-679.sambung": (
        "Layanan cap waktu {alamat} tidak dapat dipakai ({sebab}).",
        "Coba lagi nanti, atau tandatangani tanpa --timestamp. Belum ada yang ditulis.",
    ),
    "RKT-679.jawaban": (
        "Jawaban layanan cap waktu {alamat} tidak dapat dimengerti.",
        "Periksa alamatnya: harus layanan RFC 3161. Belum ada yang ditulis.",
    ),
    "RKT-679.ditolak": (
        "Layanan cap waktu {alamat} menolak permintaan.",
        "Periksa izin memakai layanan itu. Belum ada yang ditulis.",
    ),
    # --- 680 … 689: BSrE's eSign Client Service ----------------------------------------------------------------------
    "RKT-680.sambung": (
        "Layanan eSign di {alamat} tidak dapat dihubungi.",
        "Periksa jaringan kantor dan alamat di berkas konfigurasi. Belum ada yang ditandatangani.",
    ),
    "RKT-680.tls": (
        "Sertifikat server {alamat} tidak dipercayai; sambungan diputus sebelum ada rahasia yang dikirim.",
        "Isi ca: di berkas konfigurasi dengan sertifikat yang menjamin server itu; tanyakan kepada pengelolanya.",
    ),
    "RKT-680.waktu": (
        "Layanan eSign di {alamat} tidak menjawab dalam batas waktu.",
        "Belum pasti apakah dokumen sempat ditandatangani di sana; arsip tidak berubah. Coba lagi beberapa saat lagi.",
    ),
    "RKT-680.putus": (
        "Sambungan ke layanan eSign di {alamat} putus di tengah jawaban.",
        "Belum pasti apakah dokumen sempat ditandatangani di sana; arsip tidak berubah. Coba lagi beberapa saat lagi.",
    ),
    "RKT-680.ukuran": (
        "Jawaban layanan eSign di {alamat} jauh lebih besar dari sewajarnya.",
        "Periksa alamat di berkas konfigurasi.",
    ),
    "RKT-681": (
        "Layanan eSign menolak nama pengguna atau sandi aplikasi (bukan kata sandi kepala instansi).",
        "Periksa pengguna: di berkas konfigurasi dan sandinya; mintalah kepada pengelola eSign Client Service.",
    ),
    "RKT-681.hak": (
        "Layanan eSign tidak mengizinkan aplikasi ini menandatangani.",
        "Minta pengelola eSign Client Service memberi hak tanda tangan kepada pengguna aplikasi ini.",
    ),
    "RKT-682.daftar": (
        "{identitas} itu belum terdaftar di BSrE.",
        "Periksa ketikannya. Bila benar, daftarkan kepala instansi lewat verifikator BSrE di kantor ini.",
    ),
    "RKT-682.verifikasi": (
        "Pendaftaran kepala instansi di BSrE belum selesai diverifikasi.",
        "Hubungi verifikator BSrE di kantor ini.",
    ),
    "RKT-682.sertifikat": (
        "Kepala instansi terdaftar di BSrE tetapi belum mempunyai sertifikat elektronik.",
        "Terbitkan sertifikat lewat portal BSrE, lalu ulangi.",
    ),
    "RKT-683.kedaluwarsa": (
        "Sertifikat elektronik kepala instansi sudah kedaluwarsa.",
        "Perbarui sertifikat lewat portal atau verifikator BSrE, lalu ulangi.",
    ),
    "RKT-683.perpanjang": (
        "Sertifikat elektronik kepala instansi harus diperpanjang sebelum dapat dipakai.",
        "Perpanjang lewat portal BSrE, lalu ulangi.",
    ),
    "RKT-683.cabut": (
        "Sertifikat elektronik kepala instansi sudah dicabut.",
        "Minta penerbitan sertifikat baru lewat verifikator BSrE.",
    ),
    "RKT-683.tangguh": (
        "Sertifikat elektronik kepala instansi sedang ditangguhkan.",
        "Hubungi verifikator BSrE di kantor ini.",
    ),
    "RKT-684.passphrase": (
        "Passphrase salah.",
        "Ulangi dengan teliti. Yang lupa menyetel ulang passphrase lewat portal BSrE; kantor tidak dapat melihatnya.",
    ),
    "RKT-684.totp": (
        "Kode TOTP salah atau sudah lewat waktunya.",
        "Ambil kode baru di aplikasi BSrE, lalu ulangi segera. Periksa jam ponsel.",
    ),
    "RKT-684.kunci": (
        "Akun tanda tangan terkunci karena terlalu banyak percobaan.",
        "Tunggu sebagaimana ditentukan BSrE, atau setel ulang passphrase lewat portal BSrE.",
    ),
    "RKT-685": (
        "Kuota tanda tangan habis, atau permintaan terlalu sering.",
        "Tunggu sebentar. Bila tetap, tanyakan sisa kuota kepada pengelola eSign Client Service.",
    ),
    "RKT-686": (
        "Layanan eSign sedang bermasalah (kode {kode}).",
        "Coba lagi nanti atau hubungi pengelola eSign Client Service. Arsip tidak berubah.",
    ),
    "RKT-686.bssn": (
        "Layanan eSign berjalan, tetapi tidak dapat mencapai BSrE.",
        "Coba lagi nanti; periksa pengumuman BSrE. Arsip tidak berubah.",
    ),
    "RKT-687": (
        "Jawaban layanan eSign tidak dapat dimengerti (kode {kode}).",
        "Periksa alamat, versi, jalur, dan isian di berkas konfigurasi terhadap petunjuk layanan yang dipakai kantor.",
    ),
    "RKT-687.besar": (
        "Layanan eSign menolak ukuran dokumen ini.",
        "Minta pengelola eSign Client Service menaikkan batas ukuran berkas.",
    ),
    "RKT-687.dokumen": (
        "Layanan eSign menolak dokumen ini: berkasnya tidak dapat dibaca di sana, atau letak capnya tidak diterima.",
        "Periksa asal, ukuran, dan tampilan di berkas konfigurasi (titik koordinat cap), lalu ulangi.",
    ),
    "RKT-688": (
        "Layanan eSign menolak (kode {kode}): {pesan}",
        "Sampaikan pesan itu kepada pengelola eSign Client Service. Arsip tidak berubah.",
    ),
    "RKT-689": (
        "Konfigurasi eSign {berkas} tidak dapat dipakai: {sebab}.",
        "Perbaiki berkasnya; contoh dan arti tiap isian ada di panduan kepala instansi.",
    ),
}
