"""When there is no publication: what stands in the way is named, and the archive is as it was."""

import tracemalloc
from pathlib import Path

import pytest

from rktkit.ground.findings import Refusal
from rktkit.ground.git.repo import Repo
from rktkit.trust.publish.publish import publish
from tests.office import Office, Person
from tests.trust.acts import Archived, refusal


def test_a_name_is_given_once(archived: Archived) -> None:
    office = archived.office
    office.on_draft().git("merge", "--quiet", "--ff-only", "main")
    office.edit("rkt/2027/pikp.yml", "428805000", "418805000")
    office.approve()
    office.merge()
    assert refusal(office) == {"RKT-655"}


def test_an_amendment_follows_what_it_amends(office: Office) -> None:
    office.merge()
    office.amend_plan()
    assert refusal(office) == {"RKT-649"}


def test_a_plan_with_errors_is_not_published(office: Office) -> None:
    office.on_draft().edit("rkt/2027/pikp.yml", "tahun: 2027", "tahun: 2028")
    office.approve()
    office.merge()
    assert "RKT-109" in refusal(office)


def test_a_missing_form_is_an_error_now(office: Office) -> None:
    office.on_draft().git("rm", "--quiet", "rkt/2027/egov.yml")
    office.approve()
    office.merge()
    assert "RKT-501" in refusal(office)


def test_a_form_that_nobody_reviewed_is_not_published(office: Office) -> None:
    office.on_draft().edit("rkt/2027/pikp.yml", "tahun: 2027", "# TINJAU: semuanya\ntahun: 2027")
    office.approve()
    office.merge()
    assert refusal(office) == {"RKT-508"}


def test_a_link_is_no_source(office: Office) -> None:
    (office.on_draft().path / "rkt/2027/catatan.md").symlink_to("/etc/passwd")
    office.approve()
    office.merge()
    assert refusal(office) == {"RKT-007"}


def test_a_broken_archive_is_not_continued(archived: Archived) -> None:
    office = archived.office
    office.git("switch", "--quiet", "arsip")
    office.write({"2027/murni-0/rkt.json": "{}"})
    office.commit("tim", "Diubah")
    office.git("switch", "--quiet", "main")
    office.on_draft().git("merge", "--quiet", "--ff-only", "main")
    office.edit("rkt/2027/siklus.yml", "urutan: 1", "urutan: 2")
    office.approve()
    office.merge()
    assert refusal(office) == {"RKT-644"}


def test_the_archive_is_not_moved_under_a_working_tree(archived: Archived) -> None:
    archived.office.git("switch", "--quiet", "arsip")
    assert refusal(archived.office) == {"RKT-658"}


def test_without_main_there_is_nothing_to_publish(office: Office) -> None:
    office.git("branch", "--quiet", "-m", "main", "utama")
    assert refusal(office) == {"RKT-606"}


@pytest.mark.parametrize("depth", [1, 2])
def test_history_that_was_cut_off_is_what_is_named(office: Office, tmp_path: Path, depth: int) -> None:
    """A workflow's checkout of one commit lacks even the commit before; that is no full disk."""
    office.merge()
    office.git("clone", "--quiet", f"--depth={depth}", f"file://{office.path}", str(tmp_path / "klon"))
    assert refusal(Office(tmp_path / "klon", office.people, "ssh", office.now)) == {"RKT-607"}


def test_an_archive_of_another_main(archived: Archived) -> None:
    office = archived.office
    office.git("reset", "--quiet", "--hard", "main~2")
    office.git("branch", "--quiet", "-D", "draf/2027")
    office.git("switch", "--quiet", "-c", "draf/2027")
    office.git("checkout", "--quiet", "ORIG_HEAD", "--", "rkt/2027")
    office.approve()
    office.merge()
    assert refusal(office) == {"RKT-652"}


def test_a_required_signed_pdf_is_missing(people: dict[str, Person], tmp_path: Path) -> None:
    office = Office.found(tmp_path / "kantor", people, "ssh, tte")
    office.merge()
    assert refusal(office) == {"RKT-639"}


def test_rubbish_in_place_of_the_signed_pdf_is_told_where_it_is(people: dict[str, Person], tmp_path: Path) -> None:
    office = Office.found(tmp_path / "kantor", people, "ssh, tte")
    office.on_draft().write({"rkt/2027/rkt-ttd.pdf": "bukan PDF"})
    office.commit("tim", "PDF")
    office.approve()
    office.merge()
    with Repo(office.path) as repo, pytest.raises(Refusal) as caught:
        publish(repo, server_time=office.now)
    assert [(found.rule, found.file) for found in caught.value.problems] == [("RKT-671", "rkt/2027/rkt-ttd.pdf")]


def test_forms_that_unfold_when_they_are_read(office: Office) -> None:
    """Three forms of 60 MB, 92 kB each in Git, took 2.9 GB: the size is asked before anything is read."""
    forms = [f"rkt/2027/{name}.yml" for name in ("pikp", "sekretariat", "egov")]
    office.on_draft().write(dict.fromkeys(forms, " " * 60_000_000))
    office.commit("tim", "Form besar")
    office.approve()
    office.merge()
    tracemalloc.start()
    try:
        with Repo(office.path) as repo, pytest.raises(Refusal, match="RKT-004") as caught:
            publish(repo, server_time=office.now)
        assert tracemalloc.get_traced_memory()[1] < 150_000_000
    finally:
        tracemalloc.stop()
    assert {one.file for one in caught.value.problems} == set(forms)
