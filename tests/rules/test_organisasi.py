"""Who is named: what the message tells of a program or a bidang that is not the right one."""

import pytest

from tests.kantor import PIKP, SIKLUS
from tests.rules.kantor import periksa, temuan


@pytest.mark.parametrize(("program", "owner"), [("2.16.01", "sekretariat"), ("2.16.03", "egov")])
def test_the_bidang_of_a_program_is_named(program: str, owner: str) -> None:
    own = [("program: [2.16.02, 2.16.03]", "program: [2.16.02]")]
    found = periksa({"rkt/organisasi.yml": own, PIKP: [("kode: 2.16.02\n", f"kode: {program}\n")]}).problems
    assert [(one.text, one.values["milik"]) for one in found if one.rule == "RKT-207"] == [("RKT-207.milik", owner)]


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("pagu_indikatif: {sekretariat: ", "pagu_indikatif: {umum: ", 16),
        ("anggota: [kasubag-perencanaan, ", "anggota: [kasubag, ", 22),
        ("hadir: [sekretariat, ", "hadir: [umum, ", 26),
    ],
)
def test_whoever_a_cycle_names_is_one_of_the_office(old: str, new: str, line: int) -> None:
    assert f"RKT-208 siklus.yml:{line}" in temuan({SIKLUS: [(old, new)]})


@pytest.mark.parametrize(("heir", "said"), [("egov", "sendiri"), ("pikq", "mirip"), ("[pikp, egov]", "sendiri")])
def test_what_carries_on_the_work_of_a_bidang_is_another_one(heir: str, said: str) -> None:
    ends = f"    program: [2.16.03]\n    selesai: 2027-12-31\n    pengganti: {heir}\njabatan:\n"
    found = periksa({"rkt/organisasi.yml": [("    program: [2.16.03]\njabatan:\n", ends)]}).problems
    assert [one.text for one in found if one.file == "rkt/organisasi.yml"] == [f"RKT-208.{said}"]
