"""The tables that all formats draw: every cell has its place, every sum its parts."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pytest

from rktkit.documents.tables import details as rincian
from rktkit.documents.tables import forms as tables
from rktkit.documents.tables.grid import Peran, Ragam, Tabel
from rktkit.plan.document import Rkt
from tests.documents import builders, hostile


def plans() -> dict[str, Rkt]:
    khas = builders.khas()
    bare = replace(khas.sasaran[0], indikator=(), program=(), pagu=0)
    hollow = replace(khas.sasaran[1], program=(replace(khas.sasaran[1].program[0], kegiatan=(), pagu=0),), pagu=0)
    return {
        "kecil": builders.kecil(),
        "khas": khas,
        "jahat": hostile.jahat(),
        "besar": builders.besar(jumlah_kegiatan=2),
        "kosong": builders.rkt([], []),
        "berlubang": builders.rkt([bare, hollow], builders.BIDANG),
    }


PLANS = plans()


def every(plan: Rkt) -> Iterator[Tabel]:
    yield from tables.bab_tiga(plan)
    yield tables.perubahan(plan)
    yield tables.perubahan_anggaran(plan, builders.khas())
    yield tables.jadwal(plan)
    for bidang in plan.bidang:
        yield rincian.form(plan, bidang.kode)
        yield rincian.form_sasaran(plan, bidang.kode)
        yield rincian.keterangan(plan, bidang.kode)


@pytest.mark.parametrize("name", PLANS)
def test_every_place_belongs_to_exactly_one_cell(name: str) -> None:
    for tabel in every(PLANS[name]):
        taken: dict[tuple[int, int], int] = {}
        for row, baris in enumerate(tabel.baris):
            assert len(baris.sel) == len(tabel.kolom)
            for column, sel in enumerate(baris.sel):
                if sel is not None:
                    for down in range(sel.turun):
                        for right in range(sel.lebar):
                            place = row + down, column + right
                            taken[place] = taken.get(place, 0) + 1
        assert taken == {(r, c): 1 for r in range(len(tabel.baris)) for c in range(len(tabel.kolom))}, tabel.kode


@pytest.mark.parametrize("name", PLANS)
def test_every_sum_is_the_sum_of_the_rows_it_names(name: str) -> None:
    for tabel in every(PLANS[name]):
        for column in (c for c, kolom in enumerate(tabel.kolom) if kolom.ragam is Ragam.RUPIAH):
            for baris in (baris for baris in tabel.baris if baris.jumlahkan):
                total = baris.sel[column]
                parts = [tabel.baris[row].sel[column] for row in baris.jumlahkan]
                if total is not None and isinstance(total.isi, int):
                    assert total.isi == sum(p.isi for p in parts if p and isinstance(p.isi, int)), tabel.kode


@pytest.mark.parametrize("name", PLANS)
def test_the_heading_covers_every_column(name: str) -> None:
    for tabel in every(PLANS[name]):
        rows = tabel.kepala()
        covered = [
            (row + down, judul.kolom + right)
            for row, cells in enumerate(rows)
            for judul in cells
            for down in range(judul.turun)
            for right in range(judul.lebar)
        ]
        assert sorted(covered) == [(r, c) for r in range(len(rows)) for c in range(len(tabel.kolom))]


def test_f3_ends_with_the_office() -> None:
    last = rincian.f3(builders.khas()).baris[-1]
    assert last.peran is Peran.TOTAL
    assert last.sel[8] is not None
    assert last.sel[8].isi == 13_014_757_537


def test_f3_heads_every_group_with_its_name_and_its_sum() -> None:
    """Sasaran, program and kegiatan are rows above what they hold; no column of theirs stands empty beside it."""
    rows = rincian.f3(builders.khas()).baris
    heads = [row for row in rows[:6] if row.peran is not Peran.ISI]
    assert [sel.kode for row in heads if (sel := row.sel[0])] == ["S1", "2.16.03", "2.16.03.2.02"]
    assert heads[0].sel[8] == heads[1].sel[8]
    assert all(sel is None or sel.turun == 1 for row in rows for sel in row.sel)


def test_shares_are_rounded_half_up() -> None:
    assert [tables.bagian(1, 3), tables.bagian(1, 2000), tables.bagian(5, 0)] == [
        Decimal("33.3"),
        Decimal("0.1"),
        Decimal(0),
    ]


def test_a_program_of_two_bidang_is_one_line_of_the_recapitulation() -> None:
    plan = builders.khas()
    first = plan.sasaran[0]
    shared = replace(first.program[0], bidang="pikp")
    doubled = replace(first, program=(*first.program, shared), pagu=2 * first.pagu)
    plan = replace(plan, sasaran=(doubled, *plan.sasaran[1:]), pagu=plan.pagu + first.pagu)
    row = next(b for b in tables.rekap_program(plan).baris if b.sel[0] and b.sel[0].isi == "2.16.03")
    assert [cell.isi if cell else None for cell in (row.sel[2], row.sel[5])] == [
        "Bidang Aplikasi Informatika; Bidang Pengelolaan Informasi dan Komunikasi Publik",
        2 * first.pagu,
    ]


def test_the_amended_budget_shows_programs_that_came_and_went() -> None:
    new, old = builders.perubahan()
    gone = replace(new, sasaran=new.sasaran[:-1], pagu=new.pagu - new.sasaran[-1].pagu)
    rows = {
        b.sel[0].isi: [s.isi for s in b.sel[2:] if s] for b in tables.perubahan_anggaran(gone, old).baris if b.sel[0]
    }
    assert rows["2.16.01"] == [6_927_993_337, 0, -6_927_993_337]
    assert rows["2.16.03"] == [4_088_377_400, 3_993_377_400, -95_000_000]
