"""A new cycle of any field of government: whatever the national table writes, ``rkt open`` and ``rkt check`` agree.

One office for each kind of code and unit that the table has, not for each row of it.
"""

from datetime import date

import pytest

from rktkit.ground.files import FolderFiles, MemoryFiles
from rktkit.ground.findings import Severity
from rktkit.procedure.opening.cycle import open_cycle
from rktkit.rules.check import check
from tests.kantor import BASE
from tests.rules.kantor import periksa

KEKHUSUSAN = tuple(range(1, 9))
"""The fourth part of a kode: the kinds of government, and four regions with laws of their own."""
SATUAN = (
    "KM",
    "M³/Hari",
    "Laporan / Dokumen",
    "Unit/Fasyankes",
    "Desa/Kelurahan",
    "Rumah Tangga",
    "Lap.",
    "%",
    "dokumen",
)
"""Units as the decree spells them: unknown to the office's list, known by another name, or in other letters."""


def table(urusan: str, keempat: int, satuan: str) -> str:
    return (
        "kode,nama,indikator,satuan,sebelumnya\n"
        f"{urusan}.02,PROGRAM BIDANG,,,\n"
        f"{urusan}.02.{keempat}.01,Kegiatan  bidang,,,\n"
        f'{urusan}.02.{keempat}.01.0001,"Penyusunan,  dan Pembinaan","Jumlah yang dibina: 1. baru, 2. lama",{satuan},'
        f"{urusan}.02.{keempat}.01.01\n"
    )


def form(tahun: int, urusan: str, keempat: int) -> str:
    return f"""\
tahun: {tahun}
bidang: egov
sasaran:
  - kode: S3
    indikator:
      - {{kode: S3.1, target: 1.6, triwulan: {{tw4: 1.6}}}}
      - {{kode: S3.2, target: 4, triwulan: {{tw1: 1, tw2: 1, tw3: 1, tw4: 1}}}}
program:
  - kode: {urusan}.02
    sasaran: S3
    indikator:
      - {{uraian: Persentase layanan yang baik, satuan: Persen, pola: posisi, target: 90, triwulan: {{tw4: 90}}}}
    kegiatan:
      - kode: {urusan}.02.{keempat}.01
        sub_kegiatan:
          - kode: {urusan}.02.{keempat}.01.0001
            target: 4
            triwulan: {{tw1: 1, tw2: 1, tw3: 1, tw4: 1}}
            pagu: 1000000
            sumber_dana: [{{dana: DAU, pagu: 400000}}, {{dana: DBH, pagu: 600000}}]
"""


@pytest.mark.parametrize("satuan", SATUAN)
@pytest.mark.parametrize("keempat", KEKHUSUSAN)
def test_a_cycle_that_was_opened_is_never_wrong(keempat: int, satuan: str) -> None:
    urusan = f"{1 + keempat % 7}.{keempat:02}"
    base = FolderFiles(BASE)
    rows = table(urusan, keempat, satuan)
    own = "\n".join(rows.split("\n")[1:])
    files = {
        "rkt/2027/egov.yml": form(2027, urusan, keempat).encode(),
        "rkt/organisasi.yml": base.read("rkt/organisasi.yml").replace(
            b"kabid-egov\n    program: [2.16.03]", f"kabid-egov\n    program: [{urusan}.02]".encode()
        ),
        **{
            f"rkt/nomenklatur/{tahun}.csv": base.read("rkt/nomenklatur/2027.csv") + own.encode()
            for tahun in (2027, 2028)
        },
    }
    office = MemoryFiles(files, base)
    assert [p for p in check(office, year=2027).problems if p.severity is Severity.GALAT] == []
    made = open_cycle(office, 2028, dari=2027, mulai=date(2027, 11, 1))
    opened = MemoryFiles({**files, **{f"rkt/2028/{name}": data for name, data in made.items()}}, base)
    assert [p for p in check(opened, year=2028).problems if p.severity is Severity.GALAT] == []
    assert urusan.encode() in made["egov.yml"]


def test_two_digits_are_right_before_2025_only() -> None:
    assert "RKT-202" in {p.rule for p in periksa({"rkt/2027/egov.yml": [(".0038\n", ".38\n")]}).problems}
