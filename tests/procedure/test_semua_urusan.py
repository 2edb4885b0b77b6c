"""Offices of every kind: what ``rkt open`` makes of a national table in kind, ``rkt check`` finds nothing wrong with.

The bidang urusan of the national nomenclature, of a kabupaten/kota and of a province; the rows are made in kind: units
as the decree spells them, special regions' fourth parts, names with its typing errors, rows without unit.
"""

import csv
import io
from collections.abc import Sequence
from datetime import date

import pytest

from rktkit.ground.files import MemoryFiles
from rktkit.ground.findings import Severity
from rktkit.plan.layout import path_of
from rktkit.procedure.opening.cycle import open_cycle
from rktkit.rules.check import check
from tests.kantor import text

URUSAN = (
    *(f"1.{n:02}" for n in range(1, 7)),
    *(f"2.{n:02}" for n in range(7, 25)),
    *(f"3.{n:02}" for n in range(25, 33)),
    *("4.01", "4.02", "5.01", "5.02", "5.03", "5.04", "5.05", "5.06", "6.01", "7.01", "8.01", "9.01", "9.02", "9.03"),
)
KHUSUS = {"kabkot": (2, 2, 7, 8), "provinsi": (1, 1, 5, 6)}
"""The fourth part of a kegiatan: the kind of region, and those with special autonomy."""

SATUAN = (
    "Dokumen", "KM", "M³/Hari", "Laporan / Dokumen", "Unit/Fasyankes", "Desa/Kelurahan", "%", "Persen", "Ha", "M2",
    "Orang/Bulan", "Lembaga (Yayasan)", "Kasus/ODGJ", "Poktan", "Rumah Tangga", "Paket", "Unir", "", "Dok.", "Keluarga",
)  # fmt: skip
NAMA = (
    "Pengingkatan Kapasitas Sumber Daya", 'Pembinaan "Satu Data", termasuk Evaluasi', "Rehabilitasi: Jalan & Jembatan",
    "Penyediaan Layanan # Tertentu", "Pengelolaan 1. Data, dan 2. Informasi", "Operasi dan Pemeliharaan – Irigasi",
)  # fmt: skip
pytestmark = pytest.mark.slow

Rows = Sequence[tuple[str, str, str, str, str]]


def rows(urusan: str, daerah: str) -> Rows:
    """A table of three programs, some kegiatan in each, and sub kegiatan of every kind of wording and unit."""
    made: list[tuple[str, str, str, str, str]] = []
    seed = URUSAN.index(urusan)
    for program in range(1, 4):
        made.append((f"{urusan}.{program:02}", f"PROGRAM {program} URUSAN {urusan}", "", "", ""))
        for kegiatan, khusus in enumerate(KHUSUS[daerah], 1):
            above = f"{urusan}.{program:02}.{khusus}.{kegiatan:02}"
            made.append((above, f"Kegiatan {above}", "", "", ""))
            for sub in range(1, 4):
                n = seed + program * 7 + kegiatan * 3 + sub
                unit = SATUAN[n % len(SATUAN)]
                indikator = f"Jumlah {NAMA[n % len(NAMA)]}" if unit or n % 2 else ""
                made.append((f"{above}.{sub:04}", f"{NAMA[(n + 1) % len(NAMA)]} {sub}", indikator, unit, ""))
    return made


def later(table: Rows) -> Rows:
    """The next decree: every fourth code is renumbered, every seventh merged into it, every ninth dropped."""
    made: list[tuple[str, str, str, str, str]] = []
    subs = 0
    for kode, nama, indikator, satuan, _ in table:
        if kode.count(".") < 5:
            made.append((kode, nama, indikator, satuan, ""))
            continue
        subs += 1
        if subs % 9 == 0:
            continue
        if subs % 7 == 0 and made[-1][0].count(".") == 5:
            head = made.pop()
            made.append((*head[:4], ";".join(filter(None, (head[4], kode)))))
        elif subs % 4 == 0:
            made.append((f"{kode[:-4]}9{kode[-3:]}", f"{nama} (baru)", indikator, satuan or "Dokumen", kode))
        else:
            made.append((kode, nama, indikator, satuan, ""))
    return made


def written(table: Rows) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([("kode", "nama", "indikator", "satuan", "sebelumnya"), *table])
    return out.getvalue()


def office(urusan: str, daerah: str) -> MemoryFiles:
    """The base office as one of another field: its first bidang has the first program, and so on."""
    organisasi = text("rkt/organisasi.yml").replace("kode_wilayah: 63.11", f"kode_wilayah: {WILAYAH[daerah]}")
    for old, new in (("[2.16.01]", f"[{urusan}.01]"), ("[2.16.02, 2.16.03]", f"[{urusan}.02]")):
        organisasi = organisasi.replace(old, new)
    organisasi = organisasi.replace("[2.16.03]", f"[{urusan}.03]")
    table = rows(urusan, daerah)
    files = {
        "rkt/organisasi.yml": organisasi,
        "rkt/nomenklatur/2028.csv": written(table),
        "rkt/nomenklatur/2029.csv": written(later(table)),
    }
    kept = [path for path in KEPT if path not in files]
    return MemoryFiles({**{path: text(path).encode() for path in kept}, **{p: t.encode() for p, t in files.items()}})


WILAYAH = {"kabkot": "63.11", "provinsi": "63"}
KEPT = ("rkt/satuan.yml", "rkt/kalender.yml", "rkt/regulasi.yml", "rkt/renstra/2025-2029.yml")


def blocking(files: MemoryFiles) -> list[str]:
    found = check(files).problems
    return [f"{p.rule} {p.file}:{p.line} {p.message}" for p in found if p.severity is Severity.GALAT]


def opened(files: MemoryFiles, tahun: int, dari: int | None) -> MemoryFiles:
    made = open_cycle(files, tahun, dari=dari, mulai=date(tahun - 1, 11, 1))
    return MemoryFiles({path_of(tahun, name): data for name, data in made.items()}, files)


HEAD = """\
tahun: 2028
bidang: {bidang}
sasaran:
  - kode: {sasaran}
    indikator: [{{kode: {sasaran}.1, target: 3, triwulan: {{tw4: 3}}}}]
program:
  - kode: {program}
    sasaran: {sasaran}
    indikator: [{{uraian: Persentase layanan, satuan: Persen, pola: posisi, target: 9, triwulan: {{tw4: 9}}}}]
    kegiatan:"""


def signed(urusan: str, table: Rows, files: MemoryFiles) -> MemoryFiles:
    """Every bidang planned every sub kegiatan of its program in 2028."""
    forms = {}
    for place, bidang in enumerate(("sekretariat", "pikp", "egov"), 1):
        program = f"{urusan}.{place:02}"
        lines = [HEAD.format(bidang=bidang, program=program, sasaran=f"S{place}")]
        for kode, _, indikator, satuan, _ in table:
            if kode.startswith(f"{program}.") and kode.count(".") == 4:
                lines += [f"      - kode: {kode}", "        sub_kegiatan:"]
            elif kode.startswith(f"{program}."):
                lines += [f"          - kode: {kode}", "            target: 4", "            triwulan: {tw4: 4}"]
                lines += ["            pagu: 1000000", "            sumber_dana: DAU"]
                lines += [] if indikator else ["            indikator: Jumlah yang dilayani"]
                lines += [] if satuan else ["            satuan: Dokumen"]
        forms[f"rkt/2028/{bidang}.yml"] = ("\n".join(lines) + "\n").encode()
    return MemoryFiles(forms, files)


@pytest.mark.parametrize("daerah", ["kabkot", "provinsi"])
@pytest.mark.parametrize("urusan", URUSAN)
def test_a_first_cycle_of_any_office_has_nothing_wrong(urusan: str, daerah: str) -> None:
    assert blocking(opened(office(urusan, daerah), 2028, None)) == []


@pytest.mark.parametrize("daerah", ["kabkot", "provinsi"])
@pytest.mark.parametrize("urusan", URUSAN)
def test_the_next_one_after_a_new_decree_neither(urusan: str, daerah: str) -> None:
    base = office(urusan, daerah)
    table = rows(urusan, daerah)
    files = opened(signed(urusan, table, base), 2029, 2028)
    assert [line for line in blocking(files) if " rkt/2028/" not in line] == []
    kept = {row[0] for row in later(table) if row[0].count(".") == 5}
    forms = "".join(files.read(f"rkt/2029/{kode}.yml").decode() for kode in ("sekretariat", "pikp", "egov"))
    assert [kode for kode in sorted(kept) if f"kode: {kode}" not in forms] == []
