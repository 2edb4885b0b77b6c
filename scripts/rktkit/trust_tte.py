"""What is said about a signature inside a PDF (RKT-670 … 689): whether it counts, and why it could not be made.

The table is read through ``trust``; cases and placeholders follow its rules.
"""

_ULANGI = "Tandatangani lagi dokumen dari arsip atau dari draf yang disetujui: rkt sign."
_ASLI = "Jangan pakai berkas ini. Minta dokumen aslinya kepada kantor, lalu periksa lagi."

TEXTS_TTE: dict[str, tuple[str, str]] = {
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
        "PDF ini memuat {jumlah} isian tanda tangan; hanya satu tanda tangan, milik Kepala Dinas, yang diterima.",
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
        "Jangan pakai tanda tangan ini. Kepala Dinas menandatangani lagi dengan sertifikat yang berlaku.",
    ),
    "RKT-673.guna": (
        "Sertifikat {nama} tidak diterbitkan untuk menandatangani dokumen, atau algoritmenya sudah lemah.",
        "Pakai sertifikat penandatangan perorangan (digital signature, non-repudiation).",
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
        "PDF ditandatangani {nama}, sedangkan Kepala Dinas pada {tanggal} menurut kebijakan adalah {pejabat}.",
        (
            "Kepala Dinas menandatangani sendiri. Bila namanya pada sertifikat ditulis lain, taruh sertifikat itu "
            "(bukan kuncinya) di rkt/akar/."
        ),
    ),
    "RKT-676.lain": (
        "PDF ditandatangani dengan sertifikat {nama}, bukan salah satu sertifikat yang dipatok di rkt/akar/.",
        "Bila sertifikat Kepala Dinas diperbarui, tambahkan sertifikat barunya ke rkt/akar/ lebih dahulu.",
    ),
    "RKT-676.kosong": (
        "Menurut kebijakan tidak ada Kepala Dinas yang menjabat pada {tanggal}.",
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
}
