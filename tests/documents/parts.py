"""The parts from which the plans of the tests are built; every sum is computed."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from rktkit.documents.context import Context
from rktkit.ground.findings import Problem, Severity
from rktkit.plan.document import (
    BarisBidang,
    BarisIndikator,
    BarisKegiatan,
    BarisProgram,
    BarisSasaran,
    BarisSubKegiatan,
    Penetapan,
    Rkt,
)
from rktkit.plan.model import LANGKAH, Nilai, Triwulan

WAKTU = datetime(2026, 12, 1, 2, 30, tzinfo=UTC)
"""When the example's merge happened."""

COMMIT = "3f786850e387550fdab836ed7e6dc881de23001b"
MANIFEST = "0f4636c78f65d3639ece5a064b5ae753e3408614a14fb18ab4d7540d2c248543"
URL = "https://rkt.contoh.example/2027/murni-0/"

PENETAPAN = Penetapan(
    nomor="000.7/001/DISKOMINFOSAN/2026",
    tanggal=date(2026, 12, 1),
    tempat="Paringin",
    dasar="Rencana Strategis Dinas Komunikasi, Informatika, Statistik dan Persandian 2025–2029",
    jabatan="Kepala Dinas",
    pejabat="CONTOH Kepala Dinas",
    nip="00000000 000000 0 000",
    status="definitif",
)

TEMUAN = (
    Problem(
        "RKT-501",
        Severity.PERINGATAN,
        "rkt/2027/persandian.yml",
        1,
        1,
        "Form RKT Bidang Persandian belum ada.",
        "Kumpulkan form itu lewat cabang bidang/persandian-2027.",
    ),
    Problem(
        "RKT-306",
        Severity.PERINGATAN,
        "rkt/2027/pikp.yml",
        87,
        19,
        "Pagu sub kegiatan 2.16.02.2.01.0024 nol rupiah.",
        "Isi pagunya, atau keluarkan sub kegiatan ini dari rencana.",
    ),
)
"""Two open findings, for drafts."""


def draf(**more: Any) -> Context:
    """The context of a draft with open findings."""
    return replace(Context(final=False, commit=COMMIT, findings=TEMUAN, waktu=WAKTU), **more)


def final(**more: Any) -> Context:
    """The context of a publication."""
    return replace(Context(final=True, commit=COMMIT, sebelumnya=MANIFEST, url=URL, waktu=WAKTU), **more)


def triwulan(*values: str | int | None) -> Triwulan:
    """Four quarters; missing ones at the front have no plan: ``triwulan(85)`` is a target in the fourth only."""
    filled = [None] * (4 - len(values)) + [_nilai(value) for value in values]
    return (filled[0], filled[1], filled[2], filled[3])


def _nilai(value: str | int | None) -> Nilai | None:
    if value is None:
        return None
    try:
        return Decimal(value)
    except ArithmeticError:
        return str(value)


def indikator(
    kode: str | None,
    uraian: str,
    satuan: str,
    target: str | int,
    *,
    renstra: str | int | None = None,
    iku: bool = False,
    sebab: str | None = None,
    bidang: tuple[str, ...] = (),
    arah: str = "naik",
    pola: str = "rilis",
) -> BarisIndikator:
    """An indicator whose target is due in the fourth quarter."""
    wanted = _nilai(target)
    assert wanted is not None
    return BarisIndikator(
        kode=kode,
        uraian=uraian,
        satuan=satuan,
        pola=pola,
        arah=arah,
        target=wanted,
        triwulan=triwulan(target),
        iku=iku,
        target_renstra=_nilai(renstra) if renstra is not None else None,
        sebab_perubahan=sebab,
        bidang=bidang,
    )


def sub_kegiatan(
    kode: str, nama: str, pagu: int, bidang: str, *, target: int = 12, satuan: str = "Dokumen", indikator: str = ""
) -> BarisSubKegiatan:
    """A sub kegiatan of a bidang, its target spread over the quarters."""
    each, rest = divmod(target, 4)

    def quarter(q: int) -> Decimal | None:
        return Decimal(each + (q < rest)) or None

    return BarisSubKegiatan(
        kode=kode,
        nama=nama,
        indikator=indikator or f"Jumlah {satuan} {nama}",
        satuan=satuan,
        pola="hitungan",
        target=Decimal(target),
        triwulan=(quarter(0), quarter(1), quarter(2), quarter(3)),
        pagu=pagu,
        sumber_dana="DAU",
        bidang=bidang,
        penanggung_jawab=f"Kepala Bidang {bidang.upper()}" if bidang != "sekretariat" else "Sekretaris",
    )


def kegiatan(kode: str, nama: str, subs: Iterable[BarisSubKegiatan], *indikator: BarisIndikator) -> BarisKegiatan:
    """A kegiatan with its sum."""
    subs = tuple(subs)
    return BarisKegiatan(kode, nama, indikator, subs, sum(sub.pagu for sub in subs))


def program(
    kode: str, nama: str, sasaran: str, bidang: str, kegiatan: Iterable[BarisKegiatan], *indikator: BarisIndikator
) -> BarisProgram:
    """A program with its sum."""
    kegiatan = tuple(kegiatan)
    return BarisProgram(kode, nama, sasaran, bidang, indikator, kegiatan, sum(k.pagu for k in kegiatan))


def sasaran(
    kode: str, tujuan: str, uraian: str, indikator: Iterable[BarisIndikator], program: Iterable[BarisProgram]
) -> BarisSasaran:
    """An objective with its sum."""
    program = tuple(program)
    return BarisSasaran(kode, tujuan, uraian, tuple(indikator), program, sum(p.pagu for p in program))


def rkt(
    sasaran: Iterable[BarisSasaran], bidang: Sequence[tuple[str, str]], *, penetapan: Penetapan | None = PENETAPAN
) -> Rkt:
    """An office's plan for 2027 with every sum in agreement."""
    sasaran = tuple(sasaran)
    rows = []
    for kode, nama in bidang:
        pagu = sum(p.pagu for s in sasaran for p in s.program if p.bidang == kode)
        mine = tuple(
            s.kode
            for s in sasaran
            if any(p.bidang == kode for p in s.program) or any(kode in i.bidang for i in s.indikator)
        )
        pimpinan = "Sekretaris" if kode == "sekretariat" else f"Kepala {nama}"
        rows.append(BarisBidang(kode, nama, pimpinan, bool(mine), pagu, pagu, mine))
    return Rkt(
        tahun=2027,
        jenis="murni",
        urutan=0,
        instansi="Dinas Komunikasi, Informatika, Statistik dan Persandian",
        singkatan="Diskominfosan",
        pemerintah="Kabupaten Balangan",
        kode_wilayah="63.11",
        tempat="Paringin",
        contoh=True,
        renstra="CONTOH Peraturan Bupati Balangan tentang Rencana Strategis Perangkat Daerah 2025–2029",
        periode=(2025, 2029),
        sasaran=sasaran,
        bidang=tuple(rows),
        pagu=sum(s.pagu for s in sasaran),
        jadwal=tuple((step, date(2026, 11, 2 + 2 * n)) for n, step in enumerate(LANGKAH)),
        penetapan=penetapan,
    )
