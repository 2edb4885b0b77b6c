"""Two plan years, an archive, two bidang at work at once: a defect from its commit through every verb to its finding.

2027 is signed and published for real, 2028 was opened from it by ``rkt open``. One branch brings a defect, the other
an honest change; each is judged by ``rkt forge review``, merged by Git, and judged again by ``rkt check``,
``rkt compile --final`` and ``rkt status``.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from rktkit.cli.main import main
from tests.office import Office
from tests.procedure.two_years import (
    AKHIR,
    DECISION,
    EGOV,
    KALENDER,
    LIBUR_2027,
    ORGANISASI,
    PIKP,
    RENSTRA,
    SIKLUS,
    branch,
    checked,
    merged,
    review,
)

# --- a defect, through every verb -------------------------------------------------------------------------------------


@pytest.fixture
def office(complete: Office, tmp_path: Path) -> Office:
    """The complete office, to be used up."""
    return complete.copy(tmp_path / "kantor")


@dataclass(frozen=True)
class Defect:
    """What a commit does, the rule that says so and where, and how heavy that is while open and when final."""

    rule: str
    file: str
    edits: Sequence[tuple[str, str, str]]
    terbuka: str = "peringatan"
    akhir: str = "peringatan"
    butir: str = ""
    """The item of the checklist before the signature that ``rkt status`` shows as open."""


DANA = "sumber_dana: [{dana: DAU, pagu: 400000000}, {dana: PAD, pagu: 50000000}]"
ARSIP = """\
  - {kode: arsip, nama: Bidang Arsip, pimpinan: kabid-egov, program: [2.16.03], selesai: 2027-06-30, pengganti: [egov]}
"""
DEFECTS = (
    Defect("RKT-113", SIKLUS, [(SIKLUS, "pengarsipan: 2027-11-25", "pengarsipan: 2027-11-27")]),
    Defect("RKT-114", SIKLUS, [(SIKLUS, "pengarsipan: 2027-11-25", "pengarsipan: 2028-01-03")]),
    Defect("RKT-115", SIKLUS, [(KALENDER, LIBUR_2027, "")]),
    Defect(
        "RKT-214", DECISION, [(DECISION, "DISKOMINFOSAN/2027", "diskominfosan / 2026")], "galat", "galat", "register"
    ),
    Defect(
        "RKT-208",  # works together with a bidang that is no more
        PIKP,
        [
            (ORGANISASI, AKHIR, AKHIR.replace("jab", f"{ARSIP}jab")),
            (PIKP, "[sekretariat, egov]", "[sekretariat, arsip]"),
        ],
        "galat",
        "galat",
        "temuan",
    ),
    Defect("RKT-215", ORGANISASI, [(ORGANISASI, "peran: sekretaris", "peran: tim")], "galat", "galat", "temuan"),
    Defect("RKT-310", PIKP, [(PIKP, "sumber_dana: DAU", DANA)], "galat", "galat", "temuan"),
    Defect("RKT-311", RENSTRA, [(RENSTRA, "2027: 85, 2028: 88", "2027: 85")], "peringatan", "galat", "temuan"),
    Defect("RKT-312", PIKP, [(PIKP, "pagu: 458805000", "pagu: 458805")]),
    Defect("RKT-410", PIKP, [(PIKP, "lokasi: Kecamatan Paringin", "lokasi: ꦥꦫꦶꦔꦶꦤ꧀")], "peringatan", "galat", "huruf"),
    Defect(
        "RKT-508",
        PIKP,
        [(PIKP, "sasaran:\n", "# TINJAU: belum disepakati.\nsasaran:\n")],
        "peringatan",
        "galat",
        "tinjau",
    ),
    Defect(
        "RKT-509", "rkt/2027/pikp.yml", [("rkt/2027/pikp.yml", "pagu: 458805000", "pagu: 458805001")], "galat", "galat"
    ),
)


@pytest.mark.parametrize("defect", DEFECTS, ids=lambda defect: defect.rule)
def test_a_defect_is_seen_by_every_verb_and_is_nobody_elses(
    office: Office, defect: Defect, capsys: pytest.CaptureFixture[str]
) -> None:
    rule, file = defect.rule, defect.file
    branch(office, "bidang/egov-2028", (EGOV, "pagu: 1580000000", "pagu: 1570000000"))  # from the same draft
    branch(office, "bidang/pikp-2028", *defect.edits)

    status, found = review(office)
    assert (rule, file, defect.terbuka, "permintaan") in found
    assert status == (defect.terbuka == "galat")

    merged(office, "bidang/pikp-2028")
    open_status, told = checked(office, capsys)
    assert (rule, file, defect.terbuka) in told
    assert open_status == (defect.terbuka == "galat")

    office.git("switch", "--quiet", "bidang/egov-2028")  # the colleague is told, and kept from nothing
    status, found = review(office)
    assert status == 0
    assert {asal for name, where, _, asal in found if (name, where) == (rule, file)} == {"cabang tujuan"}
    merged(office, "bidang/egov-2028")

    year = file[4:8] if file.startswith("rkt/20") else "2028"
    final_status, told = checked(office, capsys, "--year", year, "--final")
    assert (rule, file, defect.akhir) in told
    assert final_status == (defect.akhir == "galat")
    output = office.path.parent / "naskah"
    assert main(["compile", year, "--final", "--root", str(office.path), "--output", str(output)]) == final_status
    assert output.exists() == (not final_status)
    capsys.readouterr()
    assert main(["status", year, "--root", str(office.path), "--format", "json"]) == 0
    said = json.loads(capsys.readouterr().out)
    unready = {one["butir"] for one in said["siap"] if not one["beres"]}
    assert unready == ({defect.butir} if defect.butir else set())
    in_form = defect.terbuka == "galat" and file == PIKP
    assert [one["bidang"] for one in said["form"] if one["galat"]] == (["pikp"] if in_form else [])


SAKSI = """\
saksi:
  - {nama: inspektorat, kunci: ssh-ed25519 AAAA kantor}
  - {nama: bappeda, kunci: ssh-ed25519 AAAA rumah}
"""
"""Two witnesses, and one hand."""


def test_two_witnesses_and_one_hand_are_told_where_the_policy_is_changed(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    """The policy changes by a request to ``main`` alone; there the Kepala Dinas is told before he merges it."""
    office.git("switch", "--quiet", "--force", "main")
    branch(office, "saksi", (ORGANISASI, "pengesahan:\n", f"{SAKSI}pengesahan:\n"), start="main")
    told = ("RKT-213", ORGANISASI, "peringatan")
    status, found = review(office, "main")
    assert (status, (*told, "permintaan") in found) == (0, True)
    merged(office, "saksi", "main")
    status, said = checked(office, capsys, "--year", "2027", "--final")
    assert told in said
    assert main(["status", "2027", "--root", str(office.path)]) == 0


def test_nothing_is_wrong_before(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    assert checked(office, capsys) == (0, set())
    assert checked(office, capsys, "--year", "2028", "--final") == (0, set())
    assert main(["status", "2028", "--root", str(office.path)]) == 0
    said = capsys.readouterr().out
    assert re.search(r"2027/murni-0 +000\.7/001/DISKOMINFOSAN/2026", said)
    assert "Nomor berikutnya yang bebas: 000.7/002/DISKOMINFOSAN/2027" in said


def test_an_archive_that_cannot_be_read_is_not_an_empty_one(
    office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whether 2027 is closed and which numbers are given is not known then: told by each verb, held against nobody."""
    tree = office.git("rev-parse", "arsip^{tree}")
    (office.path / ".git/objects" / tree[:2] / tree[2:]).unlink()
    told = ("RKT-659", ".", "peringatan")
    assert checked(office, capsys) == (0, {told})
    assert checked(office, capsys, "--year", "2028", "--final") == (0, {told})
    branch(office, "bidang/egov-2028", (EGOV, "pagu: 1580000000", "pagu: 1570000000"))
    assert review(office) == (0, {(*told, "cabang tujuan")})
    root = ("--root", str(office.path))
    assert main(["status", "2028", *root]) == 0
    said = capsys.readouterr().out
    assert "tahun yang sudah terbit dan nomor yang sudah dipakai tidak diketahui" in said
    assert "Nomor berikutnya" not in said
    main(["doctor", *root])
    assert re.search(r"\? Arsip: Tidak dapat dibaca", capsys.readouterr().out)
    table = tmp_path / "nomenklatur.xlsx"
    assert main(["nomenklatur", "import", str(table), "2027", *root]) == 1
    assert "RKT-659" in capsys.readouterr().err
    assert main(["timeline", "2027", *root]) in (0, 2)
    assert "kesalahan di dalam rktkit" not in capsys.readouterr().err


def test_a_published_year_that_was_reverted_is_not_opened_a_second_time(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    office.git("switch", "--quiet", "main")
    office.git("rm", "-rq", "rkt/2027")
    office.commit("tim", "Urungkan RKT 2027")
    for verb in ("open", "status"):
        assert main([verb, "2027", "--root", str(office.path)]) == 2
        assert "RKT 2027 sudah terbit (2027/murni-0)" in capsys.readouterr().err
        assert main([verb, "2031", "--root", str(office.path)]) in (1, 2)
        assert "sudah terbit" not in capsys.readouterr().err, "of another year nothing was published"
    assert not (office.path / "rkt/2027").exists()
