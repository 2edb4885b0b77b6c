"""What is late is late wherever it is shown, every *tidak* is a loop, and what is missing is named."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from rktkit.faces.site.build import build
from rktkit.faces.site.collection import read_draft
from rktkit.faces.site.parts.waktu import BARIS, LEBAR, gambar
from rktkit.ground.catalogue.trust import problem
from rktkit.ground.files import Files, MemoryFiles
from rktkit.procedure.timeline import Putaran, lamanya
from rktkit.procedure.turns import Status, compute
from rktkit.rules.ready import Butir
from tests.documents import builders
from tests.faces.site.archives import bahan, compiled
from tests.faces.site.finished import text


def test_what_is_late_is_drawn_late(putaran: Putaran) -> None:
    picture = gambar(putaran)
    assert picture
    late = [bar.lama.status.langkah.nomor for bar in picture.batang if bar.lambat]
    assert late == [
        step.langkah.nomor for step in putaran.status.langkah if step.terlambat and step.keadaan != "menunggu"
    ]
    assert late
    for bar in picture.batang:
        for x, width in filter(None, (bar.rencana, bar.nyata, bar.lambat)):
            assert x >= 0
            assert x + width <= LEBAR


def test_a_tidak_is_drawn_as_a_loop_back(putaran: Putaran) -> None:
    picture = gambar(putaran)
    assert picture
    (loop,) = picture.simpul
    assert (loop.y // BARIS + 1, loop.balik // BARIS + 1) == (7, 4)
    assert 0 < loop.x <= LEBAR


def test_the_page_of_time_shows_both(situs: Path, putaran: Putaran) -> None:
    page = (situs / "waktu/index.html").read_text()
    assert re.search(r'<rect class="?lambat', page)
    assert re.search(r'<path class="?simpul', page)
    assert f"Terlambat {putaran.terlambat} hari kerja" in text(situs / "waktu/index.html")


def test_it_is_told_who_waited_for_whom(situs: Path) -> None:
    """The Kabid of one form held the cycle; that the Kasubbag corrects the others meanwhile is not his delay."""
    shown = text(situs / "waktu/index.html")
    assert "Kabid → Tim menunggu Kabid (persandian) 5 hari kerja: langkah 4, Mengisi form RKT" in shown
    assert "menunggu Kasubbag" not in shown


def test_the_years_stand_beside_each_other(arsip: Files, putaran: Putaran, status: Status, tmp_path: Path) -> None:
    keadaan = replace(status.keadaan, tahun=2026)
    earlier = compute(keadaan, status.hari_ini)
    cycles = [Putaran(earlier, tuple(lamanya(earlier, ())), ()), putaran]
    build(bahan(arsip, putaran=cycles), tmp_path / "situs")
    shown = text(tmp_path / "situs/waktu/index.html")
    assert "Langkah 2027 2026 1. Disposisi kepada kasubbag 0 0" in shown
    assert "4. Mengisi form RKT +5 … berjalan" in shown
    assert "5. Mengumpulkan form RKT yang telah diisi belum belum" in shown


@pytest.mark.parametrize("years", [0, 2])
def test_days_are_written_below_the_picture(putaran: Putaran, years: int) -> None:
    """A few of them, in order, the first at the edge; over years each with its year."""
    day = putaran.status.hari_ini.replace(year=putaran.status.hari_ini.year + years)
    status = compute(putaran.status.keadaan, day)
    picture = gambar(replace(putaran, status=status, langkah=tuple(lamanya(status, ()))))
    assert picture
    places = [x for x, _ in picture.tanda]
    assert places == sorted(places)
    assert places[0] == 0
    assert 2 <= len(places) <= 5
    assert picture.tanda[0][1] == ("16 Nov 2026" if years else "16 Nov")
    assert all(x + width <= LEBAR for bar in picture.batang for x, width in filter(None, (bar.rencana, bar.nyata)))


def test_what_a_plan_still_needs_is_on_the_first_page(arsip: Files, status: Status, tmp_path: Path) -> None:
    items = (
        Butir("form", "Form setiap bidang ada"),
        Butir("sop", "Nomor SOP dicatat", (problem("RKT-651", ".", sha256="0" * 64),)),
    )
    build(bahan(arsip, status=replace(status, siap=items)), tmp_path / "situs")
    shown = text(tmp_path / "situs/index.html")
    assert "Siap ditandatangani?" in shown
    assert "Sudah Form setiap bidang ada" in shown
    assert "Belum Nomor SOP dicatat (1 temuan)" in shown


def test_a_draft_says_whose_form_is_missing(tmp_path: Path, arsip: Files) -> None:
    plan = builders.khas()
    first, *rest = plan.bidang
    missing = replace(plan, bidang=(replace(first, terkumpul=False), *rest))
    draft = read_draft(MemoryFiles(compiled(missing)), "draf")
    build(bahan(arsip, draf=[draft]), tmp_path / "situs")
    assert f"Belum ada: {first.nama}" in text(tmp_path / "situs" / draft.folder / "index.html")


def test_the_register_stands_in_the_order_of_its_days(situs: Path) -> None:
    shown = text(situs / "arsip/index.html")
    _, _, register = shown.partition("Setiap keputusan yang terbit menurut tanggalnya")
    register = register[: register.index("Kepala arsip")]
    named = [register.index(name) for name in ("RKT 2025", "RKT 2026", "RKT Perubahan 2026")]
    assert named == sorted(named)
    assert "000.7/047/DISKOMINFOSAN/2025" in register
