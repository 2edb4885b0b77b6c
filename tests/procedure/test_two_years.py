"""Two plan years at once: amendments, references that move under a signed plan, forms that come in in any order."""

from itertools import permutations
from pathlib import Path

import pytest

from rktkit.cli.main import main
from tests.office import PENGESAHAN, Office
from tests.procedure.two_years import (
    AKHIR,
    BIDANG,
    DRAF,
    EGOV,
    ORGANISASI,
    PIKP,
    RENSTRA,
    SIKLUS,
    branch,
    checked,
    filled,
    held,
    merged,
    review,
)


@pytest.fixture
def office(complete: Office, tmp_path: Path) -> Office:
    """The complete office, to be used up."""
    return complete.copy(tmp_path / "kantor")


def test_a_stale_copy_and_a_lost_digit_are_told_in_the_review(office: Office) -> None:
    branch(office, "bidang/egov-2028", (EGOV, "pagu: 1580000000", "pagu: 1570000000"))
    merged(office, "bidang/egov-2028")
    branch(office, "lama", (EGOV, "pagu: 1570000000", "pagu: 1580000000"))  # an editor that was never reloaded
    assert ("RKT-511", EGOV, "peringatan", "permintaan") in review(office)[1]
    branch(office, "hilang", (EGOV, "pagu: 1570000000", "pagu: 157000000"))
    assert ("RKT-512", EGOV, "peringatan", "permintaan") in review(office)[1]


def amended(office: Office, *edits: tuple[str, str, str]) -> None:
    """``rkt open 2027 --perubahan`` on a draft of its own, everything agreed to, and a decision of its own."""
    office.git("switch", "--quiet", "main")
    office.git("switch", "--quiet", "-c", "draf/2027-perubahan")
    assert main(["open", "2027", "--perubahan", "--root", str(office.path), "--start", "2027-08-02"]) == 0
    for name in ("siklus", *BIDANG):
        path = f"rkt/2027/{name}.yml"
        text = (office.path / path).read_text()
        office.write({path: held(text) if name == "siklus" else filled(text)})
    office.write({"rkt/2027/notulen-sosialisasi-perubahan-1.md": "Hadir semua.\n"})
    decision = PENGESAHAN.replace("DISKOMINFOSAN/2026", "DISKOMINFOSAN/2027").replace("2026-12-01", "2027-08-24")
    office.write({"rkt/2027/pengesahan.yml": decision})
    for path, old, new in edits:
        office.edit(path, old, new)
    office.commit("tim", "Perubahan")


@pytest.mark.parametrize(
    "edits",
    [
        [],
        [("rkt/2027/pikp.yml", "pagu: 458805000", 'pagu: "458.805.000"  # tetap')],
        [("rkt/2027/pikp.yml", "{tw1: 3, tw2: 3, tw3: 3, tw4: 3}", "{tw4: 3, tw3: 3, tw2: 3, tw1: 3}")],
    ],
    ids=["untouched", "written otherwise", "in another order"],
)
def test_an_amendment_that_changes_nothing_reaches_no_signature(
    office: Office, edits: list[tuple[str, str, str]], capsys: pytest.CaptureFixture[str]
) -> None:
    amended(office, *edits)
    status, found = checked(office, capsys, "--year", "2027", "--final")
    assert status == 1
    assert "RKT-510" in {rule for rule, _, severity in found if severity == "galat"}
    status, seen = review(office, "main")
    assert status == 1
    assert ("RKT-510", "galat", "permintaan") in {(rule, severity, asal) for rule, _, severity, asal in seen}


def test_an_amendment_that_changes_a_figure_does(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    amended(office, ("rkt/2027/pikp.yml", "pagu: 458805000", "pagu: 428805000"))
    status, found = checked(office, capsys, "--year", "2027", "--final")
    assert {one for one in found if one[2] == "galat"} == set()
    assert status == 0


def test_a_bidang_that_ends_leaves_the_signed_year_alone(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    """Its work goes on in another; what was published with it stands, what is open without it is told."""
    ends = "    program: [2.16.03]\n    selesai: 2027-12-31\n    pengganti: pikp\njabatan:\n"
    branch(office, "sotk", (ORGANISASI, "    program: [2.16.03]\njabatan:\n", ends))
    told = {(rule, file) for rule, file, severity in checked(office, capsys)[1] if severity == "galat"}
    assert not {file for _, file in told if file.startswith("rkt/2027/")}
    assert ("RKT-208", EGOV) in told


def test_a_bidang_that_is_split_leaves_the_signed_year_and_hands_its_work_on(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    ends = "    program: [2.16.03]\n    selesai: 2027-12-31\n    pengganti: [infra, data]\n"
    new = "  - {{kode: {0}, nama: Bidang {0}, pimpinan: kabid-egov, program: [2.16.03], mulai: 2028-01-01}}\n"
    both = new.format("infra") + new.format("data")
    office.git("switch", "--quiet", "main")
    office.edit(ORGANISASI, AKHIR, f"{ends}{both}jabatan:\n")
    office.write({"rkt/nomenklatur/2028.csv": (office.path / "rkt/nomenklatur/2027.csv").read_text()})
    office.commit("kepala", "SOTK baru")
    assert checked(office, capsys) == (0, set())
    assert main(["open", "2028", "--root", str(office.path), "--start", "2027-11-01"]) == 0
    assert not (office.path / EGOV).exists()
    assert "2.16.03.2.02.0043" in (office.path / "rkt/2028/infra.yml").read_text()
    status, told = checked(office, capsys)
    assert (status, {rule for rule, _, severity in told if severity == "galat"}) == (0, set())
    assert {path for _, path, _ in told} >= {"rkt/2028/infra.yml", "rkt/2028/data.yml"}


def test_a_renstra_that_changes_turns_no_untouched_form_red(opened: Office, tmp_path: Path) -> None:
    """A form with its marks is open; one that was handed in is asked for its reason."""
    office = opened.copy(tmp_path / "kantor")
    branch(office, "renstra", (RENSTRA, "2027: 85, 2028: 88", "2027: 85, 2028: 89"))
    status, found = review(office)
    assert status == 0
    assert ("RKT-303", PIKP, "peringatan", "permintaan") in found
    office.git("switch", "--quiet", DRAF)
    office.write({PIKP: filled((office.path / PIKP).read_text())})
    office.commit("tim", "Form PIKP")
    office.git("switch", "--quiet", "renstra")
    status, found = review(office)
    assert status == 1
    assert ("RKT-303", PIKP, "galat", "permintaan") in found


def test_a_bidang_without_a_form_of_last_year_hears_that_nothing_is_compared(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    data = "  - {kode: data, nama: Bidang Data, pimpinan: kabid-egov, program: [2.16.03]}\n"
    office.edit(ORGANISASI, AKHIR, AKHIR.replace("jab", f"{data}jab"))
    office.edit(SIKLUS, "pagu_indikatif: {", "pagu_indikatif: {data: 2995000000, ")
    office.commit("kepala", "Bidang Data")
    path, form = "rkt/2028/data.yml", (office.path / EGOV).read_text()
    branch(office, "bidang/data-2028", (path, "", form.replace("bidang: egov", "bidang: data")))
    status, found = review(office)
    assert (status, ("RKT-307", path, "peringatan", "permintaan") in found) == (0, True)
    merged(office, "bidang/data-2028")
    for words in ((), ("--year", "2028", "--final")):
        status, told = checked(office, capsys, *words)
        assert (status, ("RKT-307", path, "peringatan") in told) == (0, True)


@pytest.mark.parametrize("order", list(permutations(BIDANG)), ids="-".join)
def test_forms_come_in_in_any_order(opened: Office, tmp_path: Path, order: tuple[str, ...]) -> None:
    """Every form from the same draft of open forms; the last one to come in is not asked for the others."""
    office = opened.copy(tmp_path / "kantor")
    for kode in BIDANG:
        path = f"rkt/2028/{kode}.yml"
        form = office.git("show", f"{DRAF}:{path}")
        branch(office, f"bidang/{kode}-2028", (path, "", filled(f"{form}\n")))
    for kode in order:
        office.git("switch", "--quiet", f"bidang/{kode}-2028")
        status, found = review(office)
        assert (status, {file for _, file, _, asal in found if asal == "permintaan"}) == (0, set())
        merged(office, f"bidang/{kode}-2028")
