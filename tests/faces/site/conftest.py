"""One finished site of the sample years for every test that only reads it, served on 127.0.0.1 for a browser."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from rktkit.faces.site.build import build
from rktkit.faces.site.collection import Draf
from rktkit.faces.site.server import Server
from rktkit.ground.files import Files
from rktkit.procedure.timeline import Putaran
from rktkit.procedure.turns import Status
from tests.faces.site import whole
from tests.faces.site.archives import bahan
from tests.faces.site.browsing import Visit, visiting


@pytest.fixture(scope="session")
def arsip() -> Files:
    """The sample years 2025, 2026 and the Perubahan of 2026, with every format but the slow ones."""
    return whole.arsip()


@pytest.fixture(scope="session")
def status() -> Status:
    """The cycle of 2027 in its first weeks."""
    return whole.status("kasubag-patch-3", "<b>*lain*</b>")


@pytest.fixture(scope="session")
def putaran(status: Status) -> Putaran:
    """The same cycle eight days later, when it is late."""
    return whole.putaran(status, "Kasubbag <img src=x>")


@pytest.fixture(scope="session")
def draf() -> Draf:
    """A plan that is not decided yet."""
    return whole.draf()


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


@pytest.fixture
def visit(chromium: Browser, alamat: str) -> Iterator[Visit]:
    """Open a page of the finished site."""
    with visiting(chromium, alamat) as open_page:
        yield open_page
