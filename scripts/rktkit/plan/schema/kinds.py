"""The kinds of files under ``rkt/``: where each stands, its fields, and what it is for."""

from rktkit.ground.values import Value
from rktkit.plan.schema import cycle, form, office, references
from rktkit.plan.schema.fields import Rules


class Kind(Value):
    """A kind of file: its path, its rules, and in one or two sentences what it is for and who keeps it."""

    path: str
    rules: Rules
    uraian: str


KINDS: dict[str, Kind] = {
    "form": Kind(
        "rkt/<tahun>/<bidang>.yml",
        form.FORM,
        "Form RKT satu bidang: sasaran yang diampu, program, kegiatan, sub kegiatan, target, dan pagunya. "
        "Diisi oleh bidang (SOP langkah 4), dikumpulkan kepada tim (langkah 5).",
    ),
    "siklus": Kind(
        "rkt/<tahun>/siklus.yml",
        cycle.SIKLUS,
        "Satu siklus penyusunan RKT: jadwal kesebelas langkah SOP, pagu indikatif, disposisi, tim, dan sosialisasi. "
        "Dibuat oleh rkt open, dilengkapi oleh kasubbag.",
    ),
    "pengesahan": Kind(
        "rkt/<tahun>/pengesahan.yml",
        cycle.PENGESAHAN,
        "Nomor, tanggal, tempat, dan dasar keputusan. Diisi sebelum RKT ditandatangani (SOP langkah 9 dan 10).",
    ),
    "organisasi": Kind(
        "rkt/organisasi.yml",
        office.ORGANISASI,
        "Instansi, bidang-bidangnya, jabatan dan pejabatnya dari waktu ke waktu, serta bukti yang wajib pada "
        "publikasi. Hanya kepala instansi yang menggabungkan perubahannya.",
    ),
    "renstra": Kind(
        "rkt/renstra/<dari>-<sampai>.yml",
        references.RENSTRA,
        "Rencana Strategis lima tahun: sasaran, indikator, target tahunan, dan realisasi. Satu berkas tiap periode, "
        "dan satu tiap perubahannya (2025-2029-perubahan-1.yml). Bila beberapa mencakup satu tahun, yang paling "
        "akhir berlaku yang dipakai.",
    ),
    "satuan": Kind(
        "rkt/satuan.yml",
        references.SATUAN,
        "Satuan yang baku, sinonim yang dimengerti, dan daftar predikat yang berurutan.",
    ),
    "sumber-dana": Kind(
        "rkt/sumber-dana.yml",
        references.SUMBER_DANA,
        "Sumber dana yang dikenal instansi ini, dengan sinonimnya. Tanpa berkas ini berlaku delapan sumber dana umum: "
        "PAD, DAU, DAK Fisik, DAK Nonfisik, DBH, Insentif Fiskal, Bantuan Provinsi, dan Lainnya.",
    ),
    "kalender": Kind(
        "rkt/kalender.yml", references.KALENDER, "Hari libur; jadwal menghitung hari kerja tanpa hari-hari ini."
    ),
    "regulasi": Kind(
        "rkt/regulasi.yml",
        references.REGULASI,
        "Dasar hukum dengan masa berlakunya, supaya regulasi yang sudah diganti tidak lagi dirujuk.",
    ),
}
