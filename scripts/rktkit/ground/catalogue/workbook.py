"""What can be wrong with a workbook before its content is a form, in the reader's words.

Places are told as sheet and cell; ``line`` and ``column`` of such a problem are the cell's row and column.
"""

from rktkit.ground.catalogue.rule import At, told
from rktkit.ground.findings import Problem, Severity

_TANPA_ASAL = " Buku kerja ini tidak memuat form asalnya, sehingga tidak diketahui mana yang lebih baru."

TEXTS: dict[str, tuple[str, str]] = {
    "RKT-008.bukan": (
        "Berkas ini bukan buku kerja Excel (.xlsx) yang dapat dibaca.",
        "Buka dengan Excel atau LibreOffice, lalu simpan sebagai “Excel Workbook (.xlsx)”.",
    ),
    "RKT-008.sandi": (
        "Buku kerja ini dikunci dengan kata sandi, atau berformat Excel lama (.xls).",
        "Hapus kata sandinya, lalu simpan sebagai “Excel Workbook (.xlsx)”.",
    ),
    "RKT-008.besar": (
        "Buku kerja ini terlalu besar untuk sebuah form ({sebab}).",
        "Salin isian ke buku kerja baru dari rkt form.",
    ),
    "RKT-008.lembar": (
        "Lembar “{lembar}” tidak ada.",
        "Pakai buku kerja dari rkt form; nama lembarnya tidak diubah.",
    ),
    "RKT-008.lembar_ganda": (
        "Lembar “{lembar}” dan “{lain}” bernama sama bila spasi dan besar hurufnya diabaikan.",
        "Satukan isinya pada lembar yang asli, lalu hapus salinannya.",
    ),
    "RKT-008.kepala": (
        "Lembar “{lembar}” tidak memuat baris nama kolom yang dikenal.",
        "Pakai buku kerja dari rkt form; baris judulnya tidak dihapus.",
    ),
    "RKT-008.kolom": (
        "Kolom “{isian}” tidak ada pada lembar “{lembar}”.",
        "Jangan menghapus kolom; biarkan kosong. Batalkan penghapusannya, atau pakai buku kerja baru dari rkt form.",
    ),
    "RKT-008.kolom_ganda": (
        "{sel}: kolom “{isian}” ada dua kali pada lembar ini.",
        "Hapus salinannya; satu kolom hanya untuk satu isian.",
    ),
    "RKT-008.tahun": (
        "Lembar “{lembar}” tidak menyebut {isian}.",
        "Pakai buku kerja dari rkt form; lembar itu tidak diubah.",
    ),
    "RKT-008.bukan_tahun": (
        "{sel}: “{nilai}” bukan tahun rencana.",
        "Tulis empat angka, misalnya 2027.",
    ),
    "RKT-008.bidang": (
        "{sel}: “{nilai}” bukan kode bidang.",
        "Tulis kodenya saja, huruf kecil{pilihan}.",
    ),
    "RKT-008.diubah": (
        "{sel}: {isian} diubah dari “{semula}” menjadi “{nilai}”, padahal buku kerja ini dibuat untuk “{semula}”.",
        "Tulis lagi “{semula}”; untuk yang lain, buat buku kerja baru dengan rkt form.",
    ),
    "RKT-008.ditinjau": (
        "{sel}: “{nilai}” bukan jawaban.",
        "Pilih “ya” bila semuanya sudah ditinjau; bila belum, pilih “belum” atau kosongkan.",
    ),
    "RKT-008.jumlah": (
        "{sel}: baris “{isian}” bukan isian form.",
        "Hapus baris jumlah; jumlahnya dihitung sendiri.",
    ),
    "RKT-008.gabung": (
        "Lembar “{lembar}”: sel {area} digabung, sehingga hanya satu yang berisi.",
        "Pisahkan sel {area} (Unmerge Cells), lalu isi tiap baris.",
    ),
    "RKT-008.galat_rumus": (
        "{sel}: berisi kesalahan rumus Excel, seperti #REF! atau #N/A.",
        "Rumus asalnya rusak; ketik nilainya.",
    ),
    "RKT-008.tanpa_hasil": (
        "{sel}: rumusnya belum dihitung, sehingga tidak ada hasil yang dapat dibaca.",
        "Buka buku kerja ini dengan Excel atau LibreOffice, simpan, lalu impor lagi; atau ketik nilainya.",
    ),
    "RKT-008.tanpa_hasil_lembar": (
        "Lembar “{lembar}”: rumus pada {sel} belum dihitung, sehingga hasilnya tidak dapat dibaca.",
        "Buka buku kerja ini dengan Excel atau LibreOffice, simpan, lalu impor lagi; atau ketik nilainya.",
    ),
    "RKT-008.induk": (
        "{sel}: kode “{kode}” tidak ada pada lembar Program maupun Sub Kegiatan.",
        "Pilih kode program atau kegiatan yang ada pada lembar itu.",
    ),
    "RKT-008.tanpa_induk": (
        "{sel}: {isian} belum diisi.",
        "Isi kode itu, atau kosongkan seluruh barisnya.",
    ),
    "RKT-008.panjang": (
        "Teks “{teks}” terlalu panjang untuk satu sel Excel (32.767 huruf).",
        "Ringkas teks itu pada berkas form.",
    ),
    "RKT-008.bilangan": (
        "{sel}: {isian} tersimpan sebagai angka atau tanggal ({nilai}), sehingga nol atau digitnya dapat hilang.",
        "Ubah format sel itu menjadi Teks (Format Cells, Text), lalu ketik ulang seluruhnya.",
    ),
    "RKT-008.isian_ganda": (
        "{sel}: {isian} ditulis dua kali pada lembar ini.",
        "Hapus salah satunya.",
    ),
    "RKT-008.waktu": (
        "{sel}: {isian} berisi tanggal atau jam ({nilai}); Excel mengubah yang diketik.",
        "Ketik ulang dengan koma desimal, misalnya 3,4, sesudah format selnya dikembalikan ke “Umum”.",
    ),
    "RKT-008.asing": (
        "Buku kerja ini bukan dari rkt form, dan judul kolomnya bukan judul Renja, DPA, RKA, atau Renstra ({lembar}).",
        "Pakai buku kerja dari rkt form, atau sebut kolomnya dengan --map FILE.yml.",
    ),
    "RKT-008.tanpa_bidang": (
        "{sel}: program {program} bukan milik bidang mana pun di organisasi.yml.",
        "Tambahkan pada bidangnya, atau pilih bidang yang menerima semuanya dengan --bidang KODE.",
    ),
    "RKT-008.banyak_bidang": (
        "{sel}: program {program} milik beberapa bidang ({bidang}), dan form mereka belum memuatnya.",
        "Pilih bidangnya dengan --bidang KODE.",
    ),
    "RKT-008.tanpa_sasaran": (
        "Lembar “{lembar}” tidak memuat sasaran dengan indikatornya, hanya {jumlah} baris program dan kegiatan.",
        "Impor lembar yang memuat sasaran; target sub kegiatan masuk ke form dengan --year TAHUN yang sudah dibuka.",
    ),
    "RKT-008.tanpa_padanan": (
        "Lembar “{lembar}”: tidak satu pun indikatornya ada di {renstra}.",
        "Samakan uraian indikatornya dengan Renstra, atau tulis kodenya (misalnya S2.1) pada kolom kode.",
    ),
    "RKT-009.makro": (
        "Buku kerja ini memuat makro ({berkas}).",
        "Simpan sebagai “Excel Workbook (.xlsx)”, tanpa makro.",
    ),
    "RKT-009.tautan": (
        "Buku kerja ini bertaut ke berkas atau sumber data lain ({berkas}).",
        "Putuskan tautannya (Data, Edit Links, Break Link), lalu simpan lagi.",
    ),
    "RKT-009.sisipan": (
        "Buku kerja ini memuat objek sisipan ({berkas}).",
        "Hapus objek itu, lalu simpan lagi.",
    ),
    "RKT-011.luar": (
        "Lembar “{lembar}”: isi sel {sel} tidak dibaca, sebab berada di luar tabel form.",
        "Pindahkan ke kolom yang sesuai, misalnya Catatan, bila perlu tersimpan di form.",
    ),
    "RKT-011.lembar": (
        "Lembar “{lembar}” tidak dibaca, sebab bukan bagian dari form.",
        "Pindahkan isinya ke lembar form bila perlu tersimpan.",
    ),
    "RKT-011.tersembunyi": (
        "Lembar “{lembar}”: baris {baris} tersembunyi, tetapi isinya ikut dibaca.",
        "Tampilkan (Unhide, atau hapus saringannya) dan periksa; hapus barisnya bila tidak direncanakan.",
    ),
    "RKT-011.rumus": (
        "Lembar “{lembar}”: sel {sel} berisi rumus; yang dibaca hasilnya yang terakhir.",
        "Periksa hasilnya; form menyimpan nilai, bukan rumus.",
    ),
    "RKT-011.catatan": (
        "Lembar “{lembar}”: catatan pada sel {sel} tidak tersimpan, sebab barisnya tidak mempunyai isian Catatan.",
        "Sampaikan catatan itu pada pull request, atau tulis pada kolom Catatan sub kegiatan.",
    ),
    "RKT-011.asing": (
        "Buku kerja ini bukan dari rkt form; lembar “{lembar}” dibaca sebagai {jenis}: {isi}.",
        "Cocokkan pemetaan kolomnya; simpan dan perbaiki dengan --map FILE.yml bila perlu.",
    ),
    "RKT-011.tinjau": (
        "{form}: {jumlah} hal tidak ada di buku kerja ini dan bertanda TINJAU di berkasnya.",
        "Buka berkas itu, atau buku kerjanya dari rkt form; lengkapi, lalu hapus tandanya.",
    ),
    "RKT-011.tanpa_kode": (
        "Lembar “{lembar}”: baris {baris} tidak dibaca, sebab kodenya bukan kode program, kegiatan, atau sub kegiatan.",
        "Rekening belanja memang tidak dibaca; bila itu sub kegiatan, perbaiki kodenya lalu impor lagi.",
    ),
    "RKT-011.kembar": (
        "Lembar “{lembar}”: {jumlah} sub kegiatan ditulis lebih dari sekali, dan pagunya dijumlahkan: {isi}.",
        "Hapus baris yang berulang bila bukan bagian lain dari pagunya, lalu impor lagi.",
    ),
    "RKT-011.bukan_sasaran": (
        "Lembar “{lembar}”: {jumlah} baris program, kegiatan, dan sub kegiatan tidak dibaca.",
        "Renstra di sini memuat sasaran dan indikatornya; program dan kegiatan direncanakan pada form.",
    ),
    "RKT-012.asing": (
        "{sel}: {isian} {apa} berbeda dari form. Buku kerja {buku}; baris {baris}: {form}.",
        "Samakan salah satunya, atau pakai isi buku kerja dengan --force.",
    ),
    "RKT-012.isian": (
        "{sel}: {isian} {apa} diubah di kedua tempat. Semula {semula}; buku kerja {buku}; form baris {baris}: {form}.",
        "Sepakati satu nilai, lalu tulis di kedua tempat; atau pakai isi buku kerja dengan --force.",
    ),
    "RKT-012.dihapus_buku": (
        "{sel}: {apa} dihapus di buku kerja, tetapi diubah di form, baris {baris}: {form}.",
        "Kembalikan barisnya dari buku kerja baru (rkt form), atau hapus juga dari form dengan --force.",
    ),
    "RKT-012.dihapus_form": (
        "{sel}: {apa} diubah di buku kerja, tetapi dihapus dari form: {buku}.",
        "Hapus barisnya, atau tulis lagi ke form dengan --force.",
    ),
    "RKT-012.beda": (
        "{sel}: {isian} {apa} berbeda. Buku kerja {buku}; form baris {baris}: {form}." + _TANPA_ASAL,
        "Samakan dengan form, atau pakai seluruh isi buku kerja dengan --force.",
    ),
    "RKT-012.hanya_form": (
        "{sel}: {apa} ada di form, baris {baris}, tetapi tidak di buku kerja." + _TANPA_ASAL,
        "Tambahkan barisnya; dengan --force yang tidak ada di buku kerja terhapus.",
    ),
    "RKT-012.hanya_buku": (
        "{sel}: {apa} tidak ada di form." + _TANPA_ASAL,
        "Hapus barisnya bila memang sudah dihapus, atau pakai seluruh isi buku kerja dengan --force.",
    ),
    "RKT-012.form_hilang": (
        "Form {form}, asal buku kerja ini, tidak ada lagi di sini.",
        "Bila memang dihapus, buku kerja ini tidak terpakai; bila tidak, tulis lagi formnya dengan --force.",
    ),
    "RKT-012.rusak": (
        "Form {form} tidak dapat dibaca (baris {baris}), sehingga tidak dapat digabung dengan buku kerja ini.",
        "Perbaiki form itu dahulu, atau ganti seluruhnya dengan --force; yang lama disimpan di sampingnya.",
    ),
}


HINTS: dict[str, str] = {
    "RKT-101.tanpa_resmi": "Isi kolom “{isian}” pada baris itu.",
    "RKT-104.dana": "Pilih dari daftar pada sel itu, yaitu {pilihan}.",
    "RKT-105.ambigu": "Tulis {ribuan} bila maksudnya ribuan, atau {desimal} bila pecahan.",
    "RKT-105.persen": "Tulis {saran} saja, dengan format sel Umum; satuan Persen sudah tercatat pada kolom Satuan.",
    "RKT-105.strip": "Kosongkan selnya; yang tidak direncanakan tidak diisi.",
    "RKT-106.daftar": "Tambahkan sekurangnya satu baris pada lembarnya.",
    "RKT-110": "Gabungkan kedua baris, atau perbaiki salah satu kodenya.",
    "RKT-110.dana": "Jumlahkan keduanya menjadi satu.",
    "RKT-201": "Pilih kode dari daftar pada sel itu.",
    "RKT-201.mirip": "Mungkin maksud Anda {saran}. Pilih kode dari daftar pada sel itu.",
    "RKT-203": "Perbaiki kode ini, atau kode induknya pada baris yang sama.",
    "RKT-204": "Salin tulisan resminya, atau kosongkan selnya supaya terisi sendiri.",
    "RKT-205.pindah": "Di Renstra indikator itu milik sasaran {benar}; perbaiki kode sasaran pada baris itu.",
    "RKT-206": "Pilih satuan dari daftar pada sel itu, atau minta satuannya ditambahkan.",
    "RKT-301.hitungan_posisi": "Bila triwulan menyatakan keadaan pada akhirnya, pilih “posisi” pada kolom Pola; bila "
    "tidak, tulis tambahannya saja.",
    "RKT-301.hitungan_posisi/Sasaran": "Pola indikator ini ditetapkan Renstra: hitungan. Tulis tambahan tiap triwulan "
    "saja.",
    "RKT-301.hitungan_predikat": "Pilih “posisi” atau “rilis” pada kolom Pola, dan isi predikat {target} pada triwulan "
    "tercapainya.",
    "RKT-301.hitungan_predikat/Sasaran": "Pola indikator ini ditetapkan Renstra; minta Kasubbag memeriksa Renstranya.",
    "RKT-301.posisi_hitungan": "Dengan pola posisi Triwulan IV sama dengan target. Bila triwulan memang dijumlahkan, "
    "pilih “hitungan” pada kolom Pola.",
    "RKT-301.posisi_hitungan/Sasaran": "Menurut Renstra polanya posisi, maka Triwulan IV sama dengan target.",
    "RKT-301.posisi_kosong": "Dengan pola posisi keadaan pada akhir Triwulan IV sama dengan target; isi {target}.",
    "RKT-303": "Samakan dengan Renstra, atau jelaskan alasannya pada kolom “Sebab perubahan”.",
    "RKT-305": "Kurangi pagu sebesar {lebih}, atau minta Kasubbag menyesuaikan pagu indikatif.",
    "RKT-306": "Isi pagunya, atau kosongkan seluruh barisnya bila memang tidak dianggarkan.",
    "RKT-309": "Pilih “rilis” pada kolom Pola dan isi triwulan terbitnya saja, atau “posisi” bila diukur tiap "
    "triwulan.",
    "RKT-309/Sasaran": "Pola indikator ini ditetapkan Renstra; minta Kasubbag memeriksa apakah seharusnya rilis.",
    "RKT-401": "Tulis tiap indikator pada barisnya sendiri dengan satuan, target, dan triwulannya.",
    "RKT-407": "Isi teks yang sebenarnya, atau kosongkan selnya bila tidak wajib.",
    "RKT-503": "Hapus dari salah satu form, atau tulis {lain} pada kolom Crosscutting bila memang dikerjakan bersama.",
    "RKT-504.sasaran": "Pilih kode sasaran itu pada lembar Program, pada program yang mendukungnya; atau hapus baris "
    "ini.",
    "RKT-504.program": "Tambahkan sasaran itu pada lembar Sasaran, atau perbaiki sasaran program.",
    "RKT-508": "Sesudah semuanya diputuskan, isi sel itu dengan “ya”.",
    "RKT-508.sisa": "Tanda itu belum ada pada daftar di lembar ini; buat buku kerja baru dengan rkt form.",
}
"""How to mend in a workbook what the catalogue tells people to mend in a file, by the name of its text; behind a slash
the sheet for which it is told differently."""

MESSAGES: dict[str, str] = {
    "RKT-110": "Kode {kode} sudah dipakai pada {baris}.",
    "RKT-110.dana": "Sumber dana “{nilai}” ditulis dua kali pada sel ini.",
    "RKT-408": "Indikator ini sama dengan indikator pada {baris}.",
}
"""What is wrong, where the catalogue names a line of the file; ``{baris}`` is the cell then."""

SARAN = frozenset({"RKT-011"})
"""Rules that only tell; all others are a galat."""


def problem(text: str, file: str, row: int, column: int, **values: object) -> Problem:
    """A finding in a workbook."""
    severity = Severity.SARAN if text.partition(".")[0] in SARAN else Severity.GALAT
    return told(TEXTS, text, severity, file, At(row, column), values, {"pilihan": 600})


def cell(row: int, column: int) -> str:
    """``F7``. Row and column from 1."""
    return f"{letters(column)}{row}"


def letters(column: int) -> str:
    """``F``, from 1."""
    name = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def sel(lembar: str, row: int, column: int) -> str:
    """How people name a cell: ``Lembar “Sub Kegiatan”, sel F7``. Row and column from 1."""
    return f"Lembar “{lembar}”, sel {cell(row, column)}"
