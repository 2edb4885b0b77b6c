"""The Form RKT of a bidang, ``rkt/<tahun>/<bidang>.yml`` (SOP steps 4 and 5)."""

from rktkit.plan.schema.fields import (
    ARAH,
    ARTI_POLA,
    POLA,
    Rules,
    atau,
    daftar,
    isian,
    kelompok,
    pilihan,
    skala,
    tabel,
    tahun,
    triwulan,
)

_TARGET = "Angka dalam satuan indikator, atau predikat bila satuannya berpredikat. Koma selalu tanda desimal."

INDIKATOR_SASARAN = kelompok(
    "Indikator sasaran",
    {
        "kode": isian(
            "kode", "Kode indikator", "Kode indikator di Renstra; uraian, satuan, arah, dan pola diambil dari sana.",
            "S2.1", wajib=True,
        ),
        "target": isian("nilai", "Target", _TARGET, "85", wajib=True),
        "triwulan": triwulan(),
        "sebab_perubahan": isian(
            "paragraf", "Sebab perubahan", "Wajib bila target berbeda dari Renstra.",
            "Menyesuaikan hasil penilaian tahun sebelumnya.",
        ),
    },
)  # fmt: skip

SASARAN = kelompok(
    "Sasaran",
    {
        "kode": isian("kode", "Kode sasaran", "Kode sasaran di Renstra.", "S2", wajib=True),
        "indikator": daftar(
            "Indikator sasaran", INDIKATOR_SASARAN, "Indikator sasaran yang diampu bidang ini.", wajib=True
        ),
    },
)

INDIKATOR = kelompok(
    "Indikator",
    {
        "uraian": isian(
            "teks", "Uraian indikator", "Satu ukuran hasil; bukan kegiatan, bukan dua ukuran sekaligus.",
            "Persentase informasi publik yang dipublikasikan tepat waktu", wajib=True,
        ),
        "satuan": isian("teks", "Satuan", "Nama baku di satuan.yml.", "Persen", wajib=True),
        "pola": pilihan("Pola", POLA, ARTI_POLA, wajib=True),
        "arah": pilihan("Arah", ARAH, "Apakah angka yang baik itu naik, turun, atau tetap.", bawaan="naik"),
        "target": isian("nilai", "Target", _TARGET, "90", wajib=True),
        "triwulan": triwulan(),
        "skala": skala(),
        "formula": isian("paragraf", "Formula", "Cara menghitung.", "Tepat waktu ÷ seluruhnya × 100"),
        "sumber_data": isian("paragraf", "Sumber data", "Dari mana angkanya diambil.", "Laporan PPID"),
    },
)  # fmt: skip

SUMBER_DANA = atau(
    isian(
        "teks", "Sumber dana", "Nama sumber dana; bila lebih dari satu, daftar sumber dana yang berjumlah sama dengan "
        "pagu. Namanya menurut sumber-dana.yml.", "DAU", wajib=True,
    ),
    daftar(
        "Sumber dana",
        kelompok(
            "Sumber dana",
            {
                "dana": isian("teks", "Nama sumber dana", example="DAU", wajib=True),
                "pagu": isian("rupiah", "Pagu dari sumber dana", example="400000000", wajib=True),
            },
            flow=True,
        ),
    ),
    tabel(
        "Sumber dana",
        isian("teks", "Nama sumber dana", example="DAU"),
        isian("rupiah", "Pagu dari sumber dana", example="400000000"),
    ),
)  # fmt: skip
"""A name, a list of parts, or a mapping from name to part; ``rkt fmt`` writes the mapping as the list."""

SUB_KEGIATAN = kelompok(
    "Sub kegiatan",
    {
        "kode": isian("kode", "Kode sub kegiatan", "Dari nomenklatur tahun itu.", "3.25.02.2.01.0014", wajib=True),
        "nama": isian("teks", "Nama sub kegiatan", "Terisi sendiri dari nomenklatur.", "Pembinaan Nelayan"),
        "indikator": isian(
            "teks", "Indikator sub kegiatan",
            "Bila ditulis, sama dengan nomenklatur; wajib bila nomenklatur tidak memuatnya.",
            "Jumlah aktivitas relasi media",
        ),
        "satuan": isian(
            "teks", "Satuan", "Bila ditulis, sama dengan nomenklatur; wajib bila nomenklatur tidak memuatnya.",
            "Laporan",
        ),
        "pola": pilihan("Pola", POLA, ARTI_POLA, bawaan="hitungan"),
        "target": isian("nilai", "Target", _TARGET, "12", wajib=True),
        "triwulan": triwulan(),
        "pagu": isian("rupiah", "Pagu", "Rupiah penuh.", "458805000", wajib=True),
        "sumber_dana": SUMBER_DANA,
        "lokasi": isian("paragraf", "Lokasi", example="Kecamatan Sukamaju"),
        "kelompok_sasaran": isian("paragraf", "Kelompok sasaran", "Siapa yang menerima manfaat.", "Media massa"),
        "penanggung_jawab": isian(
            "kode", "Penanggung jawab", "Kode jabatan; bila tidak ditulis, pimpinan bidang.", "kabid-tangkap"
        ),
        "crosscutting": daftar(
            "Crosscutting", isian("kode", "Bidang crosscutting", example="budidaya"),
            "Bidang lain yang ikut mengerjakan.", boleh_kosong=True,
        ),
        "catatan": isian("paragraf", "Catatan", "Keterangan bebas."),
        "skala": skala(),
        "prakiraan_maju": kelompok(
            "Prakiraan maju",
            {
                "target": isian("nilai", "Target prakiraan maju", example="12"),
                "pagu": isian("rupiah", "Pagu prakiraan maju", example="460000000"),
            },
            "Perkiraan untuk tahun berikutnya; boleh salah satu saja.",
            flow=True,
        ),
    },
)  # fmt: skip

KEGIATAN = kelompok(
    "Kegiatan",
    {
        "kode": isian("kode", "Kode kegiatan", "Dari nomenklatur tahun itu.", "3.25.02.2.01", wajib=True),
        "indikator": daftar("Indikator kegiatan", INDIKATOR, "Boleh tidak ada.", boleh_kosong=True),
        "sub_kegiatan": daftar("Sub kegiatan", SUB_KEGIATAN, wajib=True),
    },
)

PROGRAM = kelompok(
    "Program",
    {
        "kode": isian("kode", "Kode program", "Dari nomenklatur tahun itu.", "3.25.02", wajib=True),
        "sasaran": isian("kode", "Sasaran program", "Kode sasaran yang didukung program ini.", "S2", wajib=True),
        "indikator": daftar("Indikator program", INDIKATOR, "Satu atau lebih.", wajib=True),
        "kegiatan": daftar("Kegiatan", KEGIATAN, wajib=True),
    },
)

FORM: Rules = kelompok(
    "Form RKT",
    {
        "tahun": tahun("Sama dengan nama folder."),
        "bidang": isian("kode", "Bidang", "Sama dengan nama berkas.", "tangkap", wajib=True),
        "sasaran": daftar("Sasaran", SASARAN, "Sasaran Renstra yang diampu bidang ini.", wajib=True),
        "program": daftar("Program", PROGRAM, "Program dan anggaran bidang ini.", wajib=True),
    },
)
