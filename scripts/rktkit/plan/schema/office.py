"""The office itself (organisasi): its units, its officials, and who may publish."""

from rktkit.plan.schema.fields import (
    BUKTI,
    PERAN,
    STATUS,
    TANPA,
    Rules,
    atau,
    benar,
    daftar,
    isian,
    kelompok,
    pilihan,
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
        "surel": isian("teks", "Surel", example="diskan@sukajayakab.go.id"),
        "laman": isian("teks", "Laman", example="diskan.sukajayakab.go.id"),
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
                "nama": isian("teks", "Nama instansi", example="Dinas Perikanan", wajib=True),
                "singkatan": isian("teks", "Singkatan", example="Diskan", wajib=True),
                "pemerintah": isian("teks", "Pemerintah", example="Kabupaten Sukajaya", wajib=True),
                "kode_wilayah": isian("kode", "Kode wilayah", example="12.34", wajib=True),
                "tempat": isian("teks", "Tempat", example="Sukamaju", wajib=True),
                "kode_skpd": isian("kode", "Kode SKPD", example="3.25.0.00.0.00.01.0000"),
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
                    "kode": isian("kode", "Kode bidang", "Menjadi nama berkas form.", "tangkap", wajib=True),
                    "nama": isian("teks", "Nama bidang", example="Bidang Perikanan Budidaya", wajib=True),
                    "pimpinan": isian("kode", "Pimpinan bidang", "Kode jabatan.", "kabid-tangkap", wajib=True),
                    "program": daftar(
                        "Program bidang", isian("kode", "Kode program", example="3.25.02"),
                        "Program yang boleh direncanakan bidang ini.", wajib=True,
                    ),
                    "mulai": isian("tanggal", "Mulai ada", "Bila bidang ini dibentuk kemudian.", "2026-01-01"),
                    "selesai": isian("tanggal", "Selesai", "Hari terakhir, bila bidang ini dihapus.", "2026-12-31"),
                    "pengganti": atau(
                        isian("kode", "Pengganti", "Kode bidang yang meneruskan pekerjaannya.", "budidaya"),
                        daftar("Pengganti", isian("kode", "Pengganti", example="budidaya")),
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
                    "nama": isian("teks", "Nama jabatan", example="Kepala Bidang Perikanan Budidaya", wajib=True),
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
