"""What every plan refers to: kalender, satuan, sumber dana, regulasi, Renstra."""

from rktkit.plan.schema.fields import (
    ARAH,
    ARTI_POLA,
    POLA,
    TAHUN_KUNCI,
    Rules,
    benar,
    daftar,
    isian,
    kelompok,
    pilihan,
    skala,
    tabel,
)

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
