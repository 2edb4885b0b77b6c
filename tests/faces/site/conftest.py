"""One finished site of the sample years for every test that only reads it, served on 127.0.0.1 for a browser."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from rktkit.faces.site.build import build
from rktkit.faces.site.collection import Draf, read_draft
from rktkit.faces.site.server import Server
from rktkit.ground.files import Files, FolderFiles, MemoryFiles
from rktkit.plan.load.office import load_organisasi, load_siklus
from rktkit.procedure.sop import Keadaan, KeadaanForm, Kejadian
from rktkit.procedure.timeline import Putaran, Tidak, lamanya
from rktkit.procedure.turns import Status, hitung
from tests.documents import builders
from tests.faces.site.archives import archive, bahan, compiled, sample_plans
from tests.faces.site.browsing import OPTIONS, Visit, visiting
from tests.sample import CONTOH


@pytest.fixture(scope="session")
def arsip() -> Files:
    """The sample years 2025, 2026 and the Perubahan of 2026, with every format but the slow ones."""
    renstra = "rkt/renstra/2025-2029.yml"
    return MemoryFiles(archive(sample_plans(), sumber={renstra: FolderFiles(CONTOH).read(renstra)}))


@pytest.fixture(scope="session")
def status() -> Status:
    """The cycle of 2027 with one form missing and one changed elsewhere as well, as on 2 December 2026."""
    files = FolderFiles(CONTOH)
    organisasi, _ = load_organisasi(files)
    siklus, _ = load_siklus(files, 2027)
    assert organisasi
    assert siklus
    day = date(2026, 12, 1)
    collected = KeadaanForm(Kejadian(day), Kejadian(day), None, None, day)
    forms = {b.kode: KeadaanForm() if b.kode == "persandian" else collected for b in organisasi.bidang}
    forms["pikp"] = replace(collected, cabang=("kasubag-patch-3", "<b>*lain*</b>"))
    steps = ("disposisi", "perencanaan", "sosialisasi")
    begun: Iterator[Any] = (Kejadian(date(2026, 11, number)) for number in (16, 18, 20))
    state = Keadaan(2027, "murni", 0, organisasi, siklus.jadwal, forms)
    return hitung(replace(state, **dict(zip(steps, begun, strict=True))), date(2026, 12, 2))


@pytest.fixture(scope="session")
def putaran(status: Status) -> Putaran:
    """The same cycle eight days later, when it is late, with a form that was sent back."""
    late = hitung(status.keadaan, date(2026, 12, 10))
    back = Tidak(7, 4, date(2026, 12, 1), "Kasubbag <img src=x>", "pikp")
    return Putaran(late, tuple(lamanya(late, ())), (back,))


@pytest.fixture(scope="session")
def draf() -> Draf:
    """What ``rkt compile`` wrote for a plan that is not decided yet."""
    return read_draft(MemoryFiles(compiled(builders.khas())), "draf")


@pytest.fixture(scope="session")
def situs(arsip: Files, status: Status, putaran: Putaran, draf: Draf, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The finished site."""
    output = tmp_path_factory.mktemp("situs") / "situs"
    koleksi = build(bahan(arsip, status=status, draf=[draf], putaran=[putaran]), output)
    assert koleksi.temuan == ()
    return output


@pytest.fixture(scope="session")
def alamat(situs: Path) -> Iterator[str]:
    """Where the finished site is served."""
    with Server(situs) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server.address
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=list(OPTIONS))
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium: Browser, alamat: str) -> Iterator[Visit]:
    """Open a page of the finished site."""
    with visiting(chromium, alamat) as open_page:
        yield open_page
