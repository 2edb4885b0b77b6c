"""A review on the forge is a *ya* or a *tidak* of the procedure, if the right person gave it to the newest commit."""

from datetime import UTC, datetime

import pytest

from rktkit.ground.files import FolderFiles
from rktkit.plan.load.office import load_organisasi
from rktkit.plan.office import Organisasi
from rktkit.procedure.facts.reviewed import Ulasan, with_reviews
from rktkit.procedure.sop import Keadaan, KeadaanForm, Kejadian
from tests.sample import CONTOH

DRAF, PIKP = "draf/2027", "rkt/2027/pikp.yml"
DAY = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
HERE = Kejadian(DAY.date(), "Kabid")


@pytest.fixture
def organisasi() -> Organisasi:
    found, _ = load_organisasi(FolderFiles(CONTOH))
    assert found is not None
    return found


def account(organisasi: Organisasi, peran: str) -> str:
    holder = organisasi.berperan(peran)[0].pejabat_pada(DAY.date())
    assert holder is not None
    return holder.akun[0]


@pytest.fixture
def keadaan(organisasi: Organisasi) -> Keadaan:
    forms = {kode: KeadaanForm(HERE, HERE, pertama=DAY.date()) for kode in ("pikp", "egov")}
    return Keadaan(2027, "murni", 0, organisasi, {}, forms, diajukan=HERE)


def form(akun: str, *, ya: bool = False, at: datetime = DAY) -> Ulasan:
    return Ulasan("kabid-patch-1", DRAF, (PIKP,), akun, ya, at)


def draft(akun: str, *, ya: bool, at: datetime = DAY) -> Ulasan:
    return Ulasan(DRAF, "main", (PIKP,), akun, ya, at)


@pytest.mark.parametrize("peran", ["kasubag", "sekretaris"])
def test_a_no_returns_the_form_of_the_request_and_no_other(keadaan: Keadaan, peran: str) -> None:
    """From whatever branch it came: the pencil makes one of its own."""
    found = with_reviews(keadaan, [form(account(keadaan.organisasi, peran))]).form
    assert found["pikp"].dikembalikan is not None
    assert found["pikp"].dikumpulkan is None
    assert found["pikp"].pertama == DAY.date()
    assert found["egov"] == keadaan.form["egov"]


@pytest.mark.parametrize("peran", ["kabid", "tim", "kepala"])
def test_anybody_elses_no_is_advice(keadaan: Keadaan, peran: str) -> None:
    assert with_reviews(keadaan, [form(account(keadaan.organisasi, peran))]) == keadaan
    assert with_reviews(keadaan, [form("orang-luar")]) == keadaan


def test_a_yes_to_a_form_is_told_by_the_merge_not_before(keadaan: Keadaan) -> None:
    assert with_reviews(keadaan, [form(account(keadaan.organisasi, "kasubag"), ya=True)]) == keadaan


def test_the_gate_returns_and_approves_the_draft(keadaan: Keadaan) -> None:
    gate = account(keadaan.organisasi, "sekretaris")
    no = with_reviews(keadaan, [draft(gate, ya=False)])
    assert (no.diajukan, no.disetujui, no.ditolak is not None) == (None, None, True)
    yes = with_reviews(keadaan, [draft(gate, ya=True)])
    assert (yes.diajukan, yes.disetujui is not None, yes.ditolak) == (HERE, True, None)


def test_the_kasubag_decides_a_draft_only_where_there_is_no_sekretaris(keadaan: Keadaan) -> None:
    word = draft(account(keadaan.organisasi, "kasubag"), ya=True)
    assert with_reviews(keadaan, [word]).disetujui is None
    instansi = keadaan.organisasi.instansi.but(tanpa=("sekretaris",))
    small = Keadaan(2027, "murni", 0, keadaan.organisasi.but(instansi=instansi), {}, keadaan.form)
    assert with_reviews(small, [word]).disetujui is not None
