"""Two plan years, an archive, two bidang at work at once: a defect from its commit through every verb to its finding.

2027 is signed and published for real, 2028 was opened from it by ``rkt open``. One branch brings a defect, the other
an honest change; each is judged by ``rkt forge review``, merged by Git, and judged again by ``rkt check``,
``rkt compile --final`` and ``rkt status``.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations
from pathlib import Path

import pytest

from rktkit.cli.main import main
from rktkit.ground.git.repo import Repo
from rktkit.trust.publish.publish import publish
from tests.trust.office import PENGESAHAN, Office, make_people

DRAF = "draf/2028"
BIDANG = ("sekretariat", "pikp", "egov")
PIKP, EGOV, SIKLUS, DECISION = (f"rkt/2028/{name}.yml" for name in ("pikp", "egov", "siklus", "pengesahan"))
RENSTRA, ORGANISASI, KALENDER = "rkt/renstra/2025-2029.yml", "rkt/organisasi.yml", "rkt/kalender.yml"
LIBUR_2027 = "  - {tanggal: 2027-12-24, nama: Cuti Bersama Natal}\n"


def filled(form: str) -> str:
    """A form that ``rkt open`` made, as its bidang hands it in: it agrees with what was proposed."""
    return re.sub(r"(?m)^ *# TINJAU.*\n", "", form)


def held(siklus: str) -> str:
    """``siklus.yml`` after steps 2 and 3: a team is named, the meeting was held."""
    text = re.sub(r"(?m)^# (?=tim:|sosialisasi:|  )", "", filled(siklus))
    return text.replace("Nomor …", "Nomor 1").replace("tempat: …", "tempat: Aula")


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """2027 is published, 2028 is open: every form as ``rkt open`` leaves it. Do not change it; copy it."""
    place = tmp_path_factory.mktemp("bersama")
    (place / "kunci").mkdir()
    office = Office.found(place / "kantor", make_people(place / "kunci"), "ssh")
    office.merge()
    with Repo(office.path) as repo:
        assert publish(repo, server_time=office.now).publikasi == "2027/murni-0"
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


@pytest.fixture(scope="module")
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


@pytest.fixture
def office(complete: Office, tmp_path: Path) -> Office:
    """The complete office, to be used up."""
    return complete.copy(tmp_path / "kantor")


# --- the verbs --------------------------------------------------------------------------------------------------------


def review(office: Office, base: str = DRAF) -> tuple[int, set[tuple[str, str, str, str]]]:
    """The exit status of ``rkt forge review`` of what is checked out, and its findings with their ``asal``."""
    output = office.path.parent / "hasil"
    status = main(["forge", "review", "--root", str(office.path), "--base", base, "--output", str(output)])
    found = json.loads((output / "hasil.json").read_bytes())["temuan"]
    return status, {(t["rule"], t["file"], t["severity"], t["asal"]) for t in found}


def checked(office: Office, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, set[tuple[str, str, str]]]:
    """The exit status of ``rkt check`` and its findings."""
    capsys.readouterr()
    status = main(["check", "--root", str(office.path), "--format", "json", *words])
    found = json.loads(capsys.readouterr().out)["problems"]
    return status, {(t["rule"], t["file"], t["severity"]) for t in found}


def branch(office: Office, name: str, *edits: tuple[str, str, str], start: str = DRAF) -> str:
    """A branch from the draft with texts of files replaced; an empty old text adds the file."""
    office.git("switch", "--quiet", "-c", name, start)
    for path, old, new in edits:
        if old:
            office.edit(path, old, new)
        else:
            office.write({path: new})
    office.commit("tim", name)
    return name


def merged(office: Office, name: str, into: str = DRAF) -> None:
    office.git("switch", "--quiet", into)
    office.git("merge", "--quiet", "--no-ff", "-m", f"Gabungkan {name}", name)


# --- a defect, through every verb -------------------------------------------------------------------------------------


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
AKHIR = "    program: [2.16.03]\njabatan:\n"
"""The last bidang of the office; whatever follows it is one more."""
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


# --- what only a review can see ---------------------------------------------------------------------------------------


def test_a_stale_copy_and_a_lost_digit_are_told_in_the_review(office: Office) -> None:
    branch(office, "bidang/egov-2028", (EGOV, "pagu: 1580000000", "pagu: 1570000000"))
    merged(office, "bidang/egov-2028")
    branch(office, "lama", (EGOV, "pagu: 1570000000", "pagu: 1580000000"))  # an editor that was never reloaded
    assert ("RKT-511", EGOV, "peringatan", "permintaan") in review(office)[1]
    branch(office, "hilang", (EGOV, "pagu: 1570000000", "pagu: 157000000"))
    assert ("RKT-512", EGOV, "peringatan", "permintaan") in review(office)[1]


# --- an amendment -----------------------------------------------------------------------------------------------------


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


# --- the references move under a plan ---------------------------------------------------------------------------------


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


# --- a cycle as it begins ---------------------------------------------------------------------------------------------


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
