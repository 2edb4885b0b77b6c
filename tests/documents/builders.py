"""Ready-made plans for the tests of every output: small, typical, huge, hostile, amended.

Plain functions without randomness. A built plan always agrees with itself; people are CONTOH, codes, names and amounts
of the typical plan are those of a real office.
"""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from rktkit.plan.document import BarisProgram, Perubahan, Rkt
from tests.documents.parts import (
    COMMIT,
    MANIFEST,
    PENETAPAN,
    TEMUAN,
    URL,
    WAKTU,
    draf,
    final,
    indikator,
    kegiatan,
    program,
    rkt,
    sasaran,
    sub_kegiatan,
    triwulan,
)
from tests.documents.real_office import BIDANG, KEGIATAN, PANJANG, PROGRAM

__all__ = [
    "BIDANG",
    "COMMIT",
    "MANIFEST",
    "PENETAPAN",
    "TEMUAN",
    "URL",
    "WAKTU",
    "besar",
    "draf",
    "final",
    "indikator",
    "kecil",
    "kegiatan",
    "khas",
    "perubahan",
    "program",
    "rkt",
    "sasaran",
    "sub_kegiatan",
    "triwulan",
]


def kecil() -> Rkt:
    """The smallest plan there can be: one of everything, all optional fields empty, not yet signed."""
    sub = replace(sub_kegiatan("2.16.02.2.01.0014", "Relasi Media", 0, "pikp", target=1), target=Decimal(1))
    first = sasaran(
        "S1",
        "Terwujudnya keterbukaan informasi",
        "Meningkatnya keterbukaan informasi publik",
        [indikator("S1.1", "Indeks Keterbukaan Informasi Publik", "Indeks", 85, bidang=("pikp",))],
        [
            program(
                "2.16.02",
                PROGRAM["2.16.02"],
                "S1",
                "pikp",
                [kegiatan("2.16.02.2.01", KEGIATAN["2.16.02"][0][1], [sub])],
            )
        ],
    )
    plan = rkt([first], [("pikp", "Bidang Pengelolaan Informasi dan Komunikasi Publik")], penetapan=None)
    return replace(plan, contoh=False, jadwal=(), bidang=(replace(plan.bidang[0], pagu_indikatif=None),))


def khas() -> Rkt:
    """The typical plan: five bidang, five objectives, 31 sub kegiatan of a real office (Rp13.014.757.537)."""
    digital = "Terwujudnya tata kelola pemerintahan yang informatif dan berbasis digital"
    objectives = [
        sasaran(
            "S1",
            digital,
            "Meningkatnya kualitas layanan pemerintahan digital",
            [
                indikator(
                    "S1.1",
                    "Indeks Pemerintah Digital",
                    "Indeks",
                    "1.4",
                    renstra="1.5",
                    iku=True,
                    bidang=("egov",),
                    sebab="Skala penilaian baru berlaku mulai tahun 2026, sehingga nilai awal ditetapkan kembali.",
                )
            ],
            [
                _program("2.16.03", "S1", "egov", "Persentase layanan pemerintahan digital yang terintegrasi", 75),
            ],
        ),
        sasaran(
            "S2",
            digital,
            "Meningkatnya keterbukaan informasi publik",
            [
                indikator(
                    "S2.1",
                    "Indeks Keterbukaan Informasi Publik",
                    "Indeks",
                    85,
                    renstra=85,
                    iku=True,
                    bidang=("pikp",),
                ),
                indikator(
                    "S2.2",
                    "Persentase aduan SP4N-LAPOR! yang ditindaklanjuti",
                    "Persen",
                    98,
                    renstra=95,
                    bidang=("pikp",),
                    sebab="Realisasi tahun sebelumnya sudah melampaui target Renstra.",
                ),
            ],
            [
                _program("2.16.02", "S2", "pikp", "Persentase informasi publik yang dipublikasikan tepat waktu", 90),
            ],
        ),
        sasaran(
            "S3",
            "Tersedianya data statistik sektoral yang berkualitas",
            "Meningkatnya kualitas penyelenggaraan statistik sektoral",
            [
                indikator(
                    "S3.1",
                    "Indeks Pembangunan Statistik",
                    "Indeks",
                    "2.75",
                    renstra="2.75",
                    iku=True,
                    bidang=("statistik",),
                )
            ],
            [
                _program("2.20.02", "S3", "statistik", "Persentase data prioritas yang memenuhi prinsip Satu Data", 80),
            ],
        ),
        sasaran(
            "S4",
            "Terjaminnya keamanan informasi pemerintah daerah",
            "Meningkatnya keamanan informasi pemerintah daerah",
            [indikator("S4.1", "Indeks KAMI", "Indeks", 420, renstra=420, iku=True, bidang=("persandian",))],
            [
                _program("2.21.02", "S4", "persandian", "Persentase perangkat daerah yang menerapkan persandian", 60),
            ],
        ),
        sasaran(
            "S5",
            "Terwujudnya perangkat daerah yang akuntabel",
            "Meningkatnya akuntabilitas kinerja perangkat daerah",
            [
                indikator(
                    "S5.1",
                    "Nilai AKIP perangkat daerah",
                    "Predikat AKIP",
                    "BB",
                    renstra="BB",
                    iku=True,
                    bidang=("sekretariat",),
                ),
                indikator(
                    "S5.2",
                    "Indeks Kepuasan Masyarakat",
                    "Indeks",
                    "88.31",
                    renstra="88.31",
                    bidang=("sekretariat",),
                ),
            ],
            [
                _program("2.16.01", "S5", "sekretariat", "Persentase layanan penunjang yang terpenuhi", 100),
            ],
        ),
    ]
    return rkt(objectives, BIDANG)


def _program(kode: str, sasaran: str, bidang: str, uraian: str, target: int) -> BarisProgram:
    """A program of the real office, with one indicator."""
    parts = [
        kegiatan(code, name, [sub_kegiatan(*row, bidang, target=4 + n, satuan=satuan) for n, row in enumerate(rows)])
        for code, name, satuan, rows in KEGIATAN[kode]
    ]
    return program(
        kode, PROGRAM[kode], sasaran, bidang, parts, indikator(None, uraian, "Persen", target, pola="posisi")
    )


def besar(
    *, jumlah_bidang: int = 5, per_kegiatan: int = 60, jumlah_kegiatan: int = 8, program_per_bidang: int = 1
) -> Rkt:
    """A huge plan: long names, 12-digit rupiah, ``per_kegiatan`` sub kegiatan in each kegiatan."""
    objectives, units = [], []
    for b in range(1, jumlah_bidang + 1):
        unit = f"bidang{b}"
        units.append(
            (unit, f"Bidang Urusan Ke-{b} yang Namanya Panjang sebagaimana Nomenklatur Perangkat Daerah Kabupaten")
        )
        programs = []
        for p in range(1, program_per_bidang + 1):
            prefix = f"2.{b + 15:02d}.{p + 1:02d}"
            programs.append(
                program(
                    prefix,
                    f"Program {PANJANG} {b}.{p}",
                    f"S{b}",
                    unit,
                    [
                        kegiatan(
                            f"{prefix}.2.{k:02d}",
                            f"Kegiatan {PANJANG} {b}.{p}.{k}",
                            [
                                sub_kegiatan(
                                    f"{prefix}.2.{k:02d}.{s:04d}",
                                    f"Sub kegiatan {PANJANG} nomor {s}",
                                    987_654_321_000 - s,
                                    unit,
                                    target=1000 + s,
                                    satuan="Perangkat Daerah",
                                )
                                for s in range(1, per_kegiatan + 1)
                            ],
                        )
                        for k in range(1, jumlah_kegiatan + 1)
                    ],
                    indikator(None, f"Persentase {PANJANG}", "Persen", "99.99"),
                )
            )
        objectives.append(
            sasaran(
                f"S{b}",
                f"Tujuan {PANJANG}",
                f"Sasaran {PANJANG}",
                [
                    indikator(
                        f"S{b}.{i}",
                        f"Indikator {PANJANG} {i}",
                        "Perangkat Daerah",
                        123_456_789,
                        renstra=1,
                        iku=True,
                        sebab=f"Sebab {PANJANG}",
                        bidang=(unit,),
                    )
                    for i in range(1, 6)
                ],
                programs,
            )
        )
    return rkt(objectives, units)


def perubahan() -> tuple[Rkt, Rkt]:
    """An amended plan and the one it amends: ``(menjadi, semula)``."""
    semula = khas()
    first = semula.sasaran[0]
    prog = first.program[0]
    keg = prog.kegiatan[0]
    subs = (replace(keg.sub_kegiatan[0], pagu=keg.sub_kegiatan[0].pagu + 25_000_000), *keg.sub_kegiatan[1:-1])
    moved = replace(first, indikator=(replace(first.indikator[0], target=Decimal("1.6")),))
    programs = [replace(prog, kegiatan=(kegiatan(keg.kode, keg.nama, subs),))]
    programs = [replace(p, pagu=sum(k.pagu for k in p.kegiatan)) for p in programs]
    plan = rkt(
        [sasaran(moved.kode, moved.tujuan, moved.uraian, moved.indikator, programs), *semula.sasaran[1:]],
        BIDANG,
        penetapan=replace(PENETAPAN, nomor="000.7/114/DISKOMINFOSAN/2027", tanggal=date(2027, 9, 20)),
    )
    gone = keg.sub_kegiatan[-1]
    lines = (
        Perubahan("S1.1", "Indeks Pemerintah Digital", "target", "1,4", "1,6", "0,2"),
        Perubahan(subs[0].kode, subs[0].nama, "pagu", "26.517.800", "51.517.800", "25.000.000"),
        Perubahan(gone.kode, gone.nama, "sub kegiatan", "ada", "dihapus", None),
        Perubahan(gone.kode, gone.nama, "pagu", "120.000.000", "0", "−120.000.000"),
    )
    return replace(plan, jenis="perubahan", urutan=1, perubahan=lines), semula
