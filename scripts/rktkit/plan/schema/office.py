"""The files of the office and of a cycle: organisasi, kalender, satuan, regulasi, Renstra, siklus, pengesahan."""

from rktkit.plan.schema.fields import (
    ARAH,
    ARTI_POLA,
    BUKTI,
    KODE_KUNCI,
    PERAN,
    POLA,
    STATUS,
    TAHUN_KUNCI,
    TANPA,
    Rules,
    atau,
    benar,
    daftar,
    isian,
    kelompok,
    pilihan,
    skala,
    tabel,
    tahun,
)

PEJABAT = kelompok(
    "Pejabat",
    {
        "nama": isian("teks", "Nama pejabat", "Lengkap dengan gelar.", "Abdul Rahman, S.Sos., M.M.", wajib=True),
        "nip": isian("teks", "NIP", "18 digit.", "19710817 199303 1 009", wajib=True),
        "pangkat": isian("teks", "Pangkat", "Pangkat dan golongan; dicetak di atas NIP.", "Pembina Tingkat I, IV/b"),
        "status": pilihan("Status pejabat", STATUS, wajib=True),
        "atas_nama": atau(
            isian(
                "teks", "Atas nama", "Bila menandatangani atas nama (a.n.) pejabat lain: jabatan yang diwakili.",
                "Bupati Sukajaya",
            ),
            kelompok(
                "Atas nama",
                {
                    "an": isian("teks", "Atas nama (a.n.)", example="Bupati Sukajaya", wajib=True),
                    "ub": isian("teks", "Untuk beliau (u.b.)", example="Sekretaris Daerah", wajib=True),
                },
                "Dengan u.b.: jabatan yang diwakili dan jabatan yang melimpahkan.",
                flow=True,
            ),
        ),
        "mulai": isian("tanggal", "Mulai menjabat", example="2023-01-01", wajib=True),
        "selesai": isian("tanggal", "Selesai menjabat", "Hari terakhir; tidak ditulis selama menjabat.", "2025-12-31"),
        "akun": daftar("Akun", isian("kode", "Akun", example="mnor"), "Akun di forge Git.", boleh_kosong=True),
        "kunci": daftar(
            "Kunci SSH", isian("teks", "Kunci SSH", example="ssh-ed25519 AAAA…"), "Kunci publik penanda tangan.",
            boleh_kosong=True,
        ),
        "sertifikat": daftar(
            "Sertifikat", isian("sidik", "Sertifikat", example="sha256:5d41…"),
            "Sertifikat TTE yang boleh dipakai pejabat ini: sha256 dari sertifikat, atau spki dari kuncinya.",
            boleh_kosong=True,
        ),
    },
)  # fmt: skip

KOP = kelompok(
    "Kop surat",
    {
        "alamat": isian("teks", "Alamat", example="Jalan A. Yani Nomor 1, Sukamaju 71618"),
        "telepon": isian("teks", "Telepon", example="(0526) 2021234"),
        "surel": isian("teks", "Surel", example="kominfo@sukajayakab.go.id"),
        "laman": isian("teks", "Laman", example="kominfo.sukajayakab.go.id"),
    },
    "Dicetak pada kop surat; sekurangnya satu isian.",
)

PENERBIT = kelompok(
    "Penerbit",
    {
        "nama": isian("kode", "Nama penerbit", example="mesin-penerbit", wajib=True),
        "kunci": atau(
            isian("teks", "Kunci penerbit", example="ssh-ed25519 AAAA…", wajib=True),
            daftar("Kunci penerbit", isian("teks", "Kunci penerbit", example="ssh-ed25519 AAAA…")),
        ),
        "mulai": isian("tanggal", "Mulai dipakai", example="2026-01-01", wajib=True),
        "selesai": isian("tanggal", "Selesai dipakai", "Hari terakhir; tidak ditulis selama dipakai.", "2027-12-31"),
    },
)

SAKSI = kelompok(
    "Saksi",
    {
        "nama": isian("kode", "Nama saksi", "Huruf kecil, angka, dan tanda hubung.", "inspektorat", wajib=True),
        "kunci": atau(
            isian("teks", "Kunci saksi", example="ssh-ed25519 AAAA…", wajib=True),
            daftar("Kunci saksi", isian("teks", "Kunci saksi", example="ssh-ed25519 AAAA…")),
        ),
    },
)

ORGANISASI: Rules = kelompok(
    "Organisasi",
    {
        "instansi": kelompok(
            "Instansi",
            {
                "nama": isian("teks", "Nama instansi", example="Dinas Komunikasi dan Informatika", wajib=True),
                "singkatan": isian("teks", "Singkatan", example="Dinkominfo", wajib=True),
                "pemerintah": isian("teks", "Pemerintah", example="Kabupaten Sukajaya", wajib=True),
                "kode_wilayah": isian("kode", "Kode wilayah", example="12.34", wajib=True),
                "tempat": isian("teks", "Tempat", example="Sukamaju", wajib=True),
                "kode_skpd": isian("kode", "Kode SKPD", example="2.16.2.20.2.21.01.0000"),
                "kop": KOP,
                "tanpa": daftar(
                    "Tanpa peran", pilihan("Tanpa peran", TANPA), "Peran yang memang tidak ada pada instansi ini.",
                    boleh_kosong=True,
                ),
                "kertas": pilihan("Kertas", ("A4", "F4"), "Ukuran kertas dokumen.", bawaan="A4"),
                "contoh": benar("Contoh", "true bila data ini bukan data sungguhan."),
            },
            wajib=True,
        ),
        "bidang": daftar(
            "Bidang",
            kelompok(
                "Bidang",
                {
                    "kode": isian("kode", "Kode bidang", "Menjadi nama berkas form.", "pikp", wajib=True),
                    "nama": isian("teks", "Nama bidang", example="Bidang Statistik", wajib=True),
                    "pimpinan": isian("kode", "Pimpinan bidang", "Kode jabatan.", "kabid-pikp", wajib=True),
                    "program": daftar(
                        "Program bidang", isian("kode", "Kode program", example="2.16.02"),
                        "Program yang boleh direncanakan bidang ini.", wajib=True,
                    ),
                    "mulai": isian("tanggal", "Mulai ada", "Bila bidang ini dibentuk kemudian.", "2026-01-01"),
                    "selesai": isian("tanggal", "Selesai", "Hari terakhir, bila bidang ini dihapus.", "2026-12-31"),
                    "pengganti": atau(
                        isian("kode", "Pengganti", "Kode bidang yang meneruskan pekerjaannya.", "egov"),
                        daftar("Pengganti", isian("kode", "Pengganti", example="egov")),
                    ),
                },
            ),
            wajib=True,
        ),
        "jabatan": daftar(
            "Jabatan",
            kelompok(
                "Jabatan",
                {
                    "kode": isian("kode", "Kode jabatan", example="kepala", wajib=True),
                    "nama": isian("teks", "Nama jabatan", example="Kepala Bidang Statistik", wajib=True),
                    "peran": pilihan("Peran", PERAN, "Peran di dalam SOP.", wajib=True),
                    "pejabat": daftar(
                        "Pejabat", PEJABAT, "Tepat satu pejabat pada tiap tanggal.", wajib=True, boleh_kosong=True
                    ),
                },
            ),
            wajib=True,
        ),
        "pengesahan": kelompok(
            "Pengesahan",
            {
                "wajib": daftar(
                    "Bukti wajib", pilihan("Bukti wajib", BUKTI), "Bukti yang harus dibawa setiap publikasi.",
                    wajib=True,
                ),
                "saksi": isian("bulat", "Banyak saksi", "Saksi yang harus ikut menandatangani.", "1"),
                "dua_orang": benar("Dua orang", "true bila pemeriksa dan penanda tangan tidak boleh orang yang sama."),
            },
            wajib=True,
        ),
        "penerbit": daftar("Penerbit", PENERBIT, "Kunci mesin yang menyegel publikasi.", boleh_kosong=True),
        "saksi": daftar("Saksi", SAKSI, "Pihak luar yang ikut menandatangani arsip.", boleh_kosong=True),
    },
)  # fmt: skip

KALENDER: Rules = kelompok(
    "Kalender",
    {
        "libur": daftar(
            "Hari libur",
            kelompok(
                "Hari libur",
                {
                    "tanggal": isian("tanggal", "Tanggal libur", example="2026-12-25", wajib=True),
                    "nama": isian("teks", "Nama hari libur", example="Hari Raya Natal", wajib=True),
                },
                flow=True,
            ),
            wajib=True,
            boleh_kosong=True,
        )
    },
)

SATUAN: Rules = kelompok(
    "Satuan",
    {
        "satuan": daftar(
            "Satuan",
            kelompok(
                "Satuan",
                {
                    "nama": isian("teks", "Nama satuan", example="Dokumen", wajib=True),
                    "simbol": isian("teks", "Simbol", "Sama baiknya dengan nama.", "%"),
                    "sinonim": daftar(
                        "Sinonim", isian("teks", "Sinonim", example="Dok"), "Tulisan lain yang dimengerti.",
                        boleh_kosong=True,
                    ),
                    "bulat": benar("Dihitung bulat", "true bila tidak ada setengahnya."),
                    "predikat": daftar(
                        "Predikat", isian("teks", "Predikat", example="BB"), "Dari yang terendah.", boleh_kosong=True
                    ),
                },
                flow=True,
            ),
            wajib=True,
        )
    },
)  # fmt: skip

SUMBER_DANA: Rules = kelompok(
    "Sumber dana",
    {
        "sumber_dana": daftar(
            "Sumber dana",
            kelompok(
                "Sumber dana",
                {
                    "nama": isian("teks", "Nama sumber dana", example="DAU", wajib=True),
                    "sinonim": daftar(
                        "Sinonim", isian("teks", "Sinonim", example="Dana Alokasi Umum"),
                        "Tulisan lain yang dimengerti.", boleh_kosong=True,
                    ),
                },
                flow=True,
            ),
            wajib=True,
        )
    },
)  # fmt: skip

REGULASI: Rules = kelompok(
    "Regulasi",
    {
        "regulasi": daftar(
            "Regulasi",
            kelompok(
                "Regulasi",
                {
                    "judul": isian("teks", "Judul", example="Undang-Undang Nomor 25 Tahun 2004", wajib=True),
                    "tentang": isian(
                        "teks", "Tentang", "Dicetak sesudah judulnya dalam landasan hukum.", "Pemerintahan Daerah"
                    ),
                    "berlaku_dari": isian("tanggal", "Berlaku dari", example="2010-10-21", wajib=True),
                    "berlaku_sampai": isian("tanggal", "Berlaku sampai", "Hari terakhir.", "2017-10-24"),
                    "pengganti": isian(
                        "teks", "Pengganti", example="Peraturan Menteri Dalam Negeri Nomor 86 Tahun 2017"
                    ),
                },
            ),
            wajib=True,
            boleh_kosong=True,
        )
    },
)

_TARGET_TAHUNAN = isian("nilai", "Target tahunan", example="85")

INDIKATOR_RENSTRA = kelompok(
    "Indikator Renstra",
    {
        "kode": isian("kode", "Kode indikator", example="S2.1", wajib=True),
        "uraian": isian("teks", "Uraian indikator", example="Indeks Keterbukaan Informasi Publik", wajib=True),
        "iku": benar("IKU", "true bila termasuk Indikator Kinerja Utama."),
        "satuan": isian("teks", "Satuan", "Nama baku di satuan.yml.", "Indeks", wajib=True),
        "pola": pilihan("Pola", POLA, ARTI_POLA, wajib=True),
        "arah": pilihan("Arah", ARAH, "Apakah angka yang baik itu naik, turun, atau tetap.", bawaan="naik"),
        "rilis": pilihan("Triwulan rilis", ("tw1", "tw2", "tw3", "tw4"), "Dengan pola rilis: kapan angka terbit."),
        "skala": skala(),
        "formula": isian("paragraf", "Formula", "Cara menghitung."),
        "sumber_data": isian("paragraf", "Sumber data", "Dari mana angkanya diambil."),
        "target": tabel("Target tahunan", TAHUN_KUNCI, _TARGET_TAHUNAN, wajib=True),
        "realisasi": tabel("Realisasi", TAHUN_KUNCI, isian("nilai", "Realisasi", example="72.5"), kosong=True),
    },
)

RENSTRA: Rules = kelompok(
    "Renstra",
    {
        "periode": daftar(
            "Periode",
            isian("bulat", "Tahun periode", example="2025"),
            "Tahun awal dan akhir.",
            wajib=True,
            jumlah=2,
        ),
        "berlaku_dari": isian(
            "bulat",
            "Berlaku dari",
            "Tahun rencana pertama yang memakainya; bila tidak ditulis, tahun awal periode.",
            "2027",
        ),
        "perubahan": isian("bulat", "Perubahan ke", "Bila ini Renstra Perubahan: 1, 2, dan seterusnya.", "1"),
        "dasar": isian("teks", "Dasar hukum", example="Peraturan Bupati …", wajib=True),
        "sasaran": daftar(
            "Sasaran",
            kelompok(
                "Sasaran Renstra",
                {
                    "kode": isian("kode", "Kode sasaran", example="S2", wajib=True),
                    "tujuan": isian("teks", "Tujuan", example="Terwujudnya …", wajib=True),
                    "uraian": isian("teks", "Uraian sasaran", example="Meningkatnya …", wajib=True),
                    "indikator": daftar("Indikator", INDIKATOR_RENSTRA, wajib=True),
                },
            ),
            wajib=True,
        ),
    },
)

JADWAL = {
    "disposisi": "Disposisi",
    "perencanaan": "Perencanaan",
    "sosialisasi": "Sosialisasi",
    "pengisian": "Pengisian form",
    "pengumpulan": "Pengumpulan form",
    "kompilasi": "Kompilasi",
    "koreksi_bidang": "Koreksi form bidang",
    "penyusunan": "Penyusunan draft",
    "koreksi_sekretaris": "Koreksi draft",
    "penandatanganan": "Penandatanganan",
    "pengarsipan": "Pengarsipan",
}

KOREKSI = "koreksi_sekretaris"
"""The one step that an office without Sekretaris may leave out of its schedule; a rule asks for it of the others."""

SIKLUS: Rules = kelompok(
    "Siklus",
    {
        "tahun": tahun("Sama dengan nama folder."),
        "jenis": pilihan("Jenis", ("murni", "perubahan"), wajib=True),
        "urutan": isian("bulat", "Urutan", "0 untuk murni; 1, 2, … untuk tiap perubahan.", "0", wajib=True),
        "jadwal": kelompok(
            "Jadwal",
            {
                key: isian("tanggal", f"Batas {name}", example="2026-11-02", wajib=key != KOREKSI)
                for key, name in JADWAL.items()
            },
            "Hari terakhir setiap langkah SOP.",
            wajib=True,
        ),
        "pagu_indikatif": tabel(
            "Pagu indikatif", KODE_KUNCI, isian("rupiah", "Pagu indikatif", example="1808386800"), "Rupiah per bidang.",
            wajib=True, kosong=True,
        ),
        "disposisi": kelompok(
            "Disposisi",
            {
                "tanggal": isian("tanggal", "Tanggal disposisi", example="2026-11-02", wajib=True),
                "isi": isian("paragraf", "Isi disposisi", example="Siapkan penyusunan RKT.", wajib=True),
            },
        ),
        "tim": kelompok(
            "Tim penyusun",
            {
                "dasar": isian("teks", "Dasar pembentukan tim", example="Keputusan Nomor …", wajib=True),
                "anggota": daftar("Anggota tim", isian("kode", "Anggota tim", example="kasubag"), wajib=True),
            },
        ),
        "sosialisasi": kelompok(
            "Sosialisasi",
            {
                "tanggal": isian("tanggal", "Tanggal sosialisasi", example="2026-11-05", wajib=True),
                "tempat": isian("teks", "Tempat sosialisasi", example="Ruang Rapat", wajib=True),
                "hadir": daftar(
                    "Bidang yang hadir", isian("kode", "Bidang yang hadir", example="pikp"), wajib=True,
                    boleh_kosong=True,
                ),
                "notulen": isian("teks", "Notulen", "Nama berkas di folder tahun.", "notulen-sosialisasi.md"),
            },
        ),
    },
)  # fmt: skip

PENGESAHAN: Rules = kelompok(
    "Pengesahan",
    {
        "nomor": isian("teks", "Nomor", example="000.7/001/KEC-SUKAMAJU/2026", wajib=True),
        "tanggal": isian("tanggal", "Tanggal pengesahan", example="2026-12-01", wajib=True),
        "tempat": isian("teks", "Tempat", example="Sukamaju", wajib=True),
        "dasar": isian("paragraf", "Dasar keputusan", example="Peraturan Bupati …", wajib=True),
        "jabatan": isian("kode", "Jabatan penanda tangan", "Kode jabatan.", "kepala", wajib=True),
    },
)
