"""The files of a cycle beside its forms: siklus and pengesahan."""

from rktkit.plan.schema.fields import (
    KODE_KUNCI,
    Rules,
    daftar,
    isian,
    kelompok,
    pilihan,
    tabel,
    tahun,
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
                    "Bidang yang hadir", isian("kode", "Bidang yang hadir", example="tangkap"), wajib=True,
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
