"""What the tests of the procedure share."""

from pathlib import Path

import pytest

from rktkit.cli.main import main
from rktkit.ground.files import FolderFiles
from rktkit.plan.load.office import load_organisasi
from rktkit.plan.office import Organisasi
from rktkit.procedure.rehearsal.scenes import LATIHAN
from rktkit.procedure.rehearsal.years import replay
from tests.office import PENGESAHAN, Office, make_people
from tests.procedure.two_years import BIDANG, DECISION, DRAF, KALENDER, LIBUR_2027, SIKLUS, filled, held
from tests.sample import CONTOH
from tests.trust.acts import run


@pytest.fixture(scope="session")
def organisasi() -> Organisasi:
    found, problems = load_organisasi(FolderFiles(LATIHAN))
    assert found is not None
    assert not problems
    return found


@pytest.fixture(scope="session")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """2027 is published, 2028 is open: every form as ``rkt open`` leaves it. Do not change it; copy it."""
    place = tmp_path_factory.mktemp("bersama")
    (place / "kunci").mkdir()
    office = Office.found(place / "kantor", make_people(place / "kunci"), "ssh")
    office.merge()
    assert run(office).publikasi == "2027/murni-0"
    table = (office.path / "rkt/nomenklatur/2027.csv").read_text()
    office.write({"rkt/nomenklatur/2028.csv": table, KALENDER: (office.path / KALENDER).read_text() + LIBUR_2027})
    office.commit("tim", "Acuan 2028")
    office.git("switch", "--quiet", "-c", DRAF)
    assert main(["open", "2028", "--root", str(office.path), "--start", "2027-11-01"]) == 0
    office.write(
        {SIKLUS: held((office.path / SIKLUS).read_text()), "rkt/2028/notulen-sosialisasi.md": "Hadir semua.\n"}
    )
    office.commit("tim", "Siklus 2028")
    return office


@pytest.fixture(scope="session")
def complete(opened: Office, tmp_path_factory: pytest.TempPathFactory) -> Office:
    """All forms of 2028 are in, and the decision is written: nothing is wrong. Do not change it; copy it."""
    office = opened.copy(tmp_path_factory.mktemp("lengkap") / "kantor")
    for kode in BIDANG:
        path = f"rkt/2028/{kode}.yml"
        office.write({path: filled((office.path / path).read_text())})
    office.commit("tim", "Form semua bidang")
    office.write({DECISION: PENGESAHAN.replace("2026", "2027").replace("2027-12-01", "2027-11-24")})
    office.commit("tim", "Pengesahan")
    return office


@pytest.fixture(scope="session")
def years(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository in which every sample year was planned, signed and archived. Do not change it; copy it."""
    return replay(CONTOH, tmp_path_factory.mktemp("tahun") / "kantor")
