"""A pull request of a real repository, checked without its files being run or even checked out."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from rktkit.faces.forge.events import PullEvent
from rktkit.faces.forge.review.gather import gather
from rktkit.faces.forge.review.results import FormRingkas, Hasil
from rktkit.ground.findings import UsageError
from rktkit.ground.git.repo import Repo
from tests.faces.forge.office import Office, reviewed

NOW = datetime(2026, 12, 2, 2, 0, tzinfo=UTC)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    office = Office(tmp_path / "kantor")
    office.branch("bidang/pikp-2027", "draf/2027")
    return office


def pull(office: Office, base: str = "draf/2027") -> Hasil:
    return reviewed(office, base, NOW)


def rules(hasil: Hasil) -> set[str]:
    return {t.problem.rule for t in hasil.temuan if t.problem.severity == "galat"}


def test_a_clean_form(office: Office) -> None:
    office.write("rkt/2027/notulen-koreksi.md", "Catatan.\n")
    office.edit("rkt/2027/pikp.yml", "tahun: 2027", "tahun: 2027  # diperiksa")
    office.commit("Form PIKP")
    hasil = pull(office)
    assert (hasil.nomor, hasil.cabang, hasil.kepala, hasil.tahun) == (12, "draf/2027", office.head, (2027,))
    assert not hasil.akhir
    assert rules(hasil) == set()


def test_a_form_with_findings(office: Office) -> None:
    office.edit("rkt/2027/pikp.yml", "bidang: pikp", "bidang: egov")
    office.commit("Form PIKP")
    hasil = pull(office)
    assert "RKT-109" in rules(hasil)
    assert any(t.problem.file == "rkt/2027/pikp.yml" for t in hasil.temuan)


def test_what_changed_by_meaning(office: Office) -> None:
    office.edit("rkt/2027/pikp.yml", "pagu: 425000000", "pagu: Rp466.195.000")
    office.commit("Form PIKP")
    comparison = pull(office).perbandingan[0]
    changed = [b for b in comparison.beda if b.hal]
    assert [(b.jenis, b.kode, b.semula, b.menjadi) for b in changed] == [
        ("diubah", "2.16.02.2.01.0014", "Rp425.000.000", "Rp466.195.000")
    ]
    assert all(j.menjadi - j.semula == 41_195_000 for j in comparison.jumlah if j.semula != j.menjadi)
    assert len([j for j in comparison.jumlah if j.semula != j.menjadi]) == 4  # kegiatan, program, bidang, dinas


def test_another_spelling_of_the_same_is_no_change(office: Office) -> None:
    office.edit("rkt/2027/pikp.yml", "pagu: 425000000", "pagu: Rp425.000.000,00")
    office.commit("Form PIKP")
    comparison = pull(office).perbandingan[0]
    assert (comparison.beda, comparison.lewat) == ((), ())


def test_a_form_that_cannot_be_read_is_not_compared(office: Office) -> None:
    office.edit("rkt/2027/pikp.yml", "tahun: 2027", "tahun: [2027")
    office.commit("Form PIKP")
    comparison = pull(office).perbandingan[0]
    assert comparison.lewat == ("rkt/2027/pikp.yml",)


def test_towards_main_the_plan_is_final(office: Office) -> None:
    office.edit("rkt/2027/pikp.yml", "tahun: 2027", "tahun: 2027  # diperiksa")
    office.commit("Draf RKT 2027")
    hasil = pull(office, "main")
    assert hasil.akhir
    assert "RKT-501" in rules(hasil)  # the sample lacks one form


def test_whose_turn_it_is(office: Office) -> None:
    office.edit("rkt/2027/pikp.yml", "tahun: 2027", "tahun: 2027  # diperiksa")
    office.commit("Form PIKP")
    cycle = pull(office).siklus[0]
    assert cycle.judul == "RKT 2027"
    assert FormRingkas("Bidang Persandian", "belum") in cycle.form
    assert any(turn.jabatan == "Kepala Bidang Persandian" and turn.sisa is not None for turn in cycle.giliran)


@pytest.mark.parametrize(
    ("path", "rule"),
    [
        ("scripts/rktkit/rules/check.py", "RKT-609"),
        (".github/workflows/periksa.yml", "RKT-609"),
        ("rkt/organisasi.yml", "RKT-610"),
    ],
)
def test_a_form_that_brings_its_own_judge(office: Office, path: str, rule: str) -> None:
    file = office.place / path
    office.write(path, f"# longgar\n{file.read_text() if file.exists() else ''}")
    office.edit("rkt/2027/pikp.yml", "tahun: 2027", "tahun: 2027  # diperiksa")
    office.commit("Form PIKP")
    assert rule in rules(pull(office))


def test_the_machinery_does_not_come_in_with_the_forms(office: Office) -> None:
    office.write("scripts/rktkit/check.py", "# baru\n")
    office.commit("Mesin")
    hasil = pull(office)
    assert hasil.tahun == ()
    assert rules(hasil) == {"RKT-694"}
    assert rules(pull(office, "main")) == set()


def test_machinery_that_arrives_from_main_was_let_in_there(office: Office) -> None:
    office.git("switch", "--quiet", "main")
    office.write("scripts/rktkit/check.py", "# baru\n")
    office.commit("Mesin")
    office.merge("main", "bidang/pikp-2027")
    assert rules(pull(office)) == set()


def test_only_what_the_branch_itself_changed_counts(office: Office) -> None:
    """The target moved on meanwhile; that is not this pull request's doing."""
    office.edit("rkt/2027/pikp.yml", "tahun: 2027", "tahun: 2027  # diperiksa")
    office.commit("Form PIKP")
    office.git("switch", "--quiet", "draf/2027")
    office.write("scripts/mesin.py", "# lebih baru\n")
    office.commit("Mesin dari main")
    office.git("switch", "--quiet", "bidang/pikp-2027")
    assert rules(pull(office)) == set()


def test_a_merge_as_the_forge_tries_it(office: Office) -> None:
    """GitHub checks out the merge into the target; the results name the commit that people see."""
    office.edit("rkt/2027/pikp.yml", "tahun: 2027", "tahun: 2027  # diperiksa")
    head = office.commit("Form PIKP")
    base = office.git("rev-parse", "draf/2027")
    office.git("switch", "--quiet", "--detach", "draf/2027")
    office.git("merge", "--quiet", "--no-ff", "--message", "coba", "bidang/pikp-2027")
    with Repo(office.place) as repo:
        hasil = gather(repo, PullEvent(12, "draf/2027", base, head), NOW).hasil
    assert hasil.kepala == head
    assert hasil.tahun == (2027,)


def test_a_symbolic_link_is_a_finding_and_not_followed(office: Office) -> None:
    (office.place / "rkt/2027/pikp.yml").unlink()
    (office.place / "rkt/2027/pikp.yml").symlink_to("/etc/passwd")
    office.commit("Tautan")
    hasil = pull(office)
    assert "RKT-007" in rules(hasil)
    assert b"root:" not in hasil.to_bytes()


def test_hostile_names_arrive_whole(office: Office) -> None:
    name = "rkt/2027/$(touch x)`y`|\n<img src=x>.yml"
    office.write(name, "x")
    office.commit("Nama")
    assert any(t.problem.file == name for t in pull(office).temuan)


def test_a_branch_of_another_repository(office: Office) -> None:
    base = office.git("rev-parse", "draf/2027")
    office.git("switch", "--quiet", "--orphan", "asing")
    office.write("rkt/2027/pikp.yml", "tahun: 2027\n")
    office.commit("Asing")
    with Repo(office.place) as repo:
        hasil = gather(repo, PullEvent(12, "draf/2027", base, office.head), NOW).hasil
    assert "RKT-692" in rules(hasil)


def test_a_clone_without_the_target_says_what_to_do(office: Office) -> None:
    with Repo(office.place) as repo, pytest.raises(UsageError, match="fetch-depth: 0"):
        gather(repo, PullEvent(12, "draf/2027", "f" * 40, office.head), NOW)
