"""Codes, names and amounts of a real office's plan of 2025: facts, Rp13.014.757.537 in all."""

BIDANG = (
    ("sekretariat", "Sekretariat"),
    ("pikp", "Bidang Pengelolaan Informasi dan Komunikasi Publik"),
    ("egov", "Bidang Aplikasi Informatika"),
    ("statistik", "Bidang Statistik"),
    ("persandian", "Bidang Persandian"),
)

PROGRAM = {
    "2.16.02": "Program Pengelolaan Informasi dan Komunikasi Publik",
    "2.16.03": "Program Aplikasi Informatika",
    "2.20.02": "Program Penyelenggaraan Statistik Sektoral",
    "2.21.02": "Program Penyelenggaraan Persandian untuk Pengamanan Informasi",
    "2.16.01": "Program Penunjang Urusan Pemerintahan Daerah Kabupaten/Kota",
}

KEGIATAN: dict[str, tuple[tuple[str, str, str, tuple[tuple[str, str, int], ...]], ...]] = {
    "2.16.02": (
        (
            "2.16.02.2.01",
            "Pengelolaan Informasi dan Komunikasi Publik Pemerintah Daerah Kabupaten/Kota",
            "Dokumen",
            (
                ("2.16.02.2.01.0024", "Penguatan Kapasitas Sumber Daya Manusia Komunikasi Publik", 5_000_000),
                ("2.16.02.2.01.0014", "Relasi Media", 458_805_000),
                ("2.16.02.2.01.0015", "Kemitraan Komunikasi dengan Komunitas Informasi Masyarakat", 249_450_000),
                ("2.16.02.2.01.0019", "Monitoring Informasi Kebijakan, Opini, dan Aspirasi Publik", 55_000_000),
                ("2.16.02.2.01.0017", "Pelayanan Informasi Publik", 85_000_000),
                ("2.16.02.2.01.0020", "Diseminasi Informasi", 307_600_000),
                ("2.16.02.2.01.0021", "Pengelolaan Media Komunikasi Publik", 446_155_000),
                ("2.16.02.2.01.0023", "Penyusunan Konten", 151_602_800),
            ),
        ),
    ),
    "2.16.03": (
        (
            "2.16.03.2.02",
            "Pengelolaan e-government di Lingkup Pemerintah Daerah Kabupaten/Kota",
            "Layanan",
            (
                ("2.16.03.2.02.0015", "Fasilitasi penyelenggaraan SPBE di lingkungan Pemda", 26_517_800),
                (
                    "2.16.03.2.02.0023",
                    "Koordinasi dan Fasilitasi Penyelenggaraan Kabupaten atau Kota Cerdas",
                    2_167_070_000,
                ),
                ("2.16.03.2.02.0019", "Koordinasi pelaksanaan Manajemen SPBE", 22_989_600),
                ("2.16.03.2.02.0024", "Penyelenggaraan Jaringan Intra Pemerintah Daerah Kab/Kota", 1_471_800_000),
                ("2.16.03.2.02.0013", "Koordinasi Pemanfaatan Pusat Data Nasional", 280_000_000),
                ("2.16.03.2.02.0021", "Penyelenggaraan Sistem Penghubung Layanan Pemerintah Daerah", 120_000_000),
            ),
        ),
    ),
    "2.20.02": (
        (
            "2.20.02.2.01",
            "Penyelenggaraan Statistik Sektoral di Lingkup Daerah Kabupaten/Kota",
            "Dokumen",
            (("2.20.02.2.01.0007", "Pengingkatan Kapasitas Kelembagaan Statistik Sektoral", 49_774_000),),
        ),
    ),
    "2.21.02": (
        (
            "2.21.02.2.01",
            "Penyelenggaraan Persandian untuk Pengamanan Informasi Pemerintah Daerah Kabupaten/Kota",
            "Perangkat Daerah",
            (
                (
                    "2.21.02.2.01.0003",
                    (
                        "Pelaksanaan Keamanan Informasi Pemerintahan Daerah Kabupaten/Kota "
                        "Berbasis Elektronik dan Non Elektronik"
                    ),
                    190_000_000,
                ),
            ),
        ),
    ),
    "2.16.01": (
        (
            "2.16.01.2.01",
            "Perencanaan, Penganggaran, dan Evaluasi Kinerja Perangkat Daerah",
            "Laporan",
            (
                ("2.16.01.2.01.0001", "Penyusunan Dokumen Perencanaan Perangkat Daerah", 14_820_700),
                (
                    "2.16.01.2.01.0006",
                    "Koordinasi dan Penyusunan Laporan Capaian Kinerja dan Ikhtisar Realisasi Kinerja SKPD",
                    17_117_500,
                ),
                ("2.16.01.2.01.0007", "Evaluasi Kinerja Perangkat Daerah", 38_899_250),
            ),
        ),
        (
            "2.16.01.2.02",
            "Administrasi Keuangan Perangkat Daerah",
            "Laporan",
            (
                ("2.16.01.2.02.0001", "Penyediaan Gaji dan Tunjangan ASN", 5_897_887_080),
                ("2.16.01.2.02.0002", "Penyediaan Administrasi Pelaksanaan Tugas ASN", 65_322_650),
                (
                    "2.16.01.2.02.0007",
                    "Koordinasi dan Penyusunan Laporan Keuangan Bulanan/ Triwulanan/ Semesteran SKPD",
                    88_093_300,
                ),
            ),
        ),
        (
            "2.16.01.2.06",
            "Administrasi Umum Perangkat Daerah",
            "Laporan",
            (
                ("2.16.01.2.06.0001", "Penyediaan Komponen Instalasi Listrik/Penerangan Bangunan Kantor", 6_144_000),
                ("2.16.01.2.06.0002", "Penyediaan Peralatan dan Perlengkapan Kantor", 231_475_000),
                ("2.16.01.2.06.0003", "Penyediaan Peralatan Rumah Tangga", 18_106_957),
                ("2.16.01.2.06.0005", "Penyediaan Barang Cetakan dan Penggandaan", 55_366_800),
                ("2.16.01.2.06.0006", "Penyediaan Bahan Bacaan dan Peraturan Perundang-undangan", 25_990_000),
                ("2.16.01.2.06.0009", "Penyelenggaraan Rapat Koordinasi dan Konsultasi SKPD", 201_045_400),
            ),
        ),
        (
            "2.16.01.2.08",
            "Penyediaan Jasa Penunjang Urusan Pemerintahan Daerah",
            "Laporan",
            (
                ("2.16.01.2.08.0001", "Penyediaan Jasa Surat Menyurat", 5_160_100),
                ("2.16.01.2.08.0003", "Penyediaan Jasa Peralatan dan Perlengkapan Kantor", 17_050_000),
            ),
        ),
        (
            "2.16.01.2.09",
            "Pemeliharaan Barang Milik Daerah Penunjang Urusan Pemerintahan Daerah",
            "Laporan",
            (
                (
                    "2.16.01.2.09.0001",
                    (
                        "Penyediaan Jasa Pemeliharaan, Biaya Pemeliharaan, dan Pajak Kendaraan Perorangan Dinas "
                        "atau Kendaraan Dinas Jabatan"
                    ),
                    245_514_600,
                ),
            ),
        ),
    ),
}
"""By program: kegiatan (kode, nama, satuan of what is under it) and their sub kegiatan (kode, nama, pagu in rupiah)."""

PANJANG = (
    "peningkatan koordinasi, sinkronisasi, dan penyelenggaraan urusan pemerintahan bidang komunikasi dan informatika "
    "yang menjadi kewenangan daerah kabupaten/kota"
)
"""A stretch of office prose, for names that are too long."""
