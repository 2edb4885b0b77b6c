"""What a publication rests on: nothing that somebody slipped into the archive counts, whatever it says."""

from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from rktkit.cli.main import main
from rktkit.ground.findings import Refusal
from rktkit.ground.git.repo import Repo
from rktkit.trust import ssh
from rktkit.trust.publish.countersign import countersign
from rktkit.trust.verify.matter import Putusan
from tests.office import Office, official, organisasi
from tests.trust.acts import Archived, in_clone, in_folder, refusal, rules, run
from tests.trust.insider import next_plan, rewrite, slip_in


def appoint_oneself(office: Office) -> str:
    """A push to ``main`` that nobody consented to."""
    entries = official(office.people["orang-luar"], "2026-01-01")
    office.write({"rkt/organisasi.yml": organisasi(office.people, "ssh", entries)})
    return office.commit("orang-luar", "Rapikan", "-S")


def test_a_slipped_in_plan_shields_no_change_of_the_policy(archived: Archived) -> None:
    """A false publication "from" the commit that appoints him would be where the next check of the policy begins."""
    office = archived.office
    appoint_oneself(office)
    own = next_plan(office, 2, "orang-luar")
    slipped = slip_in(office, own, 2027)
    assert "RKT-635" in rules(in_clone(office, publikasi=slipped))
    next_plan(office, 3, "orang-luar")
    assert "RKT-635" in refusal(office)
    after = slip_in(office, office.sha("main"), 2027)
    verdict = in_clone(office, publikasi=after)
    assert verdict.putusan is Putusan.TIDAK_SAH
    assert "RKT-635" in rules(verdict)


def test_a_slipped_in_plan_does_not_take_the_place_of_the_true_one(archived: Archived) -> None:
    """``rkt publish`` must not say that the merge is published already."""
    office = archived.office
    merge = next_plan(office, 2, "kepala")
    slip_in(office, merge, 2027, lambda bukti: {**bukti, "sekretaris": {**bukti["sekretaris"], "nama": "CONTOH Lain"}})
    assert refusal(office) == {"RKT-669"}


def test_the_decision_is_dated_in_the_days_of_whoever_signed(archived: Archived, tmp_path: Path) -> None:
    """Else the document prints another name than that of its signer; a reader with a folder sees it too."""
    office = archived.office
    office.next_amendment(2)
    office.edit("rkt/2027/pengesahan.yml", "tanggal: 2026-12-01", "tanggal: 2026-12-02")
    office.approve()
    slip_in(office, office.merge(), 2027)
    terms = official(office.people["kepala"], "2026-01-01", "2026-12-01") + official(
        office.people["nanti"], "2026-12-02"
    )
    trust = organisasi(office.people, "ssh", terms).encode()
    parts = in_folder(archived.export(tmp_path / "arsip"), trust=trust).bagian
    people = [claim.kurang for part in parts for claim in part.klaim if claim.klaim == "orang"]
    assert ["RKT-638" in "".join(missing) for missing in people] == [False, False, False, True]


def test_a_plan_said_to_be_of_the_first_commit_is_wrong(archived: Archived, tmp_path: Path) -> None:
    """No policy came before that one: there is none to judge it, or a signature over it, by."""
    office = archived.office
    root = office.git("rev-list", "--max-parents=0", "main")
    slipped = slip_in(office, next_plan(office, 2, "kepala"), 2027, lambda bukti: {**bukti, "commit": root})
    folder = archived.export(tmp_path / "arsip")
    manifest = (folder / slipped / "manifest.json").read_bytes()
    (folder / slipped / "manifest.json.sig").write_bytes(ssh.sign(manifest, office.people["orang-luar"].key))
    rewrite(archived, folder)
    verdict = in_clone(office, publikasi=slipped)
    assert verdict.putusan is Putusan.TIDAK_SAH
    assert "RKT-654" in rules(verdict)


def test_nothing_is_signed_in_an_archive_that_speaks_falsely(archived: Archived) -> None:
    """The Kepala Dinas signs the newest plan; it must be one that he merged."""
    office = archived.office
    merge = next_plan(office, 2, "kasubag")
    slip_in(office, merge, 2027)
    seal = partial(ssh.sign, key=office.people["kepala"].key)
    before = office.sha("arsip")
    with Repo(office.path) as repo, pytest.raises(Refusal, match="RKT-6"):
        countersign(repo, 2027, "ssh", server_time=office.now, seal=seal)
    assert office.sha("arsip") == before


def test_a_merge_is_published_once(archived: Archived) -> None:
    """The same approval under another name: an amendment that nobody made."""
    office = archived.office
    again = slip_in(office, office.sha("main"), 2027, name=lambda rkt: replace(rkt, urutan=9))
    verdict = in_clone(office, publikasi=again)
    assert verdict.putusan is Putusan.TIDAK_SAH
    assert rules(verdict) >= {"RKT-655", "RKT-669"}


def test_an_approval_holds_for_the_year_of_its_merge_alone(archived: Archived) -> None:
    """The tree of every merge holds the plans of other years too, as anybody may have pushed them."""
    office = archived.office
    office.edit("rkt/2026/pikp.yml", "pagu: 458805000", "pagu: 358805000")
    office.commit("tim", "Tahun lalu, diam-diam")
    merge = next_plan(office, 2, "kepala")
    run(office)
    office.git("update-ref", "refs/heads/arsip", "arsip^")
    slipped = slip_in(office, merge, 2026)
    assert slipped == "2026/murni-0"
    verdict = in_clone(office, publikasi=slipped)
    assert verdict.putusan is Putusan.TIDAK_SAH
    assert rules(verdict) == {"RKT-669"}


def test_a_policy_changed_behind_the_last_publication_blocks_the_doctor(
    archived: Archived, capsys: pytest.CaptureFixture[str]
) -> None:
    office = archived.office
    commit = appoint_oneself(office)
    assert main(["doctor", "--root", str(office.path)]) == 1
    assert f"Kebijakan: Kebijakan (organisasi.yml, rkt/akar/) diubah pada commit {commit}" in capsys.readouterr().out


# --- a policy that was introduced anew -------------------------------------------------------------------------------


def test_an_archive_begun_anew_does_not_make_a_policy_the_first(archived: Archived) -> None:
    """Both branches in one hand: the old publications are gone, the merges that made them are not."""
    office = archived.office
    introduced = appoint_oneself(office)
    office.on_draft().git("merge", "--quiet", "--ff-only", "main")
    office.edit("rkt/2027/siklus.yml", "jenis: perubahan\nurutan: 1", "jenis: murni\nurutan: 0")
    office.approve()
    office.merge("orang-luar")
    office.git("update-ref", "-d", "refs/heads/arsip")
    run(office, introduce=introduced)
    verdict = in_clone(office)
    assert verdict.putusan is Putusan.TIDAK_PASTI
    assert rules(verdict) == {"RKT-663", "RKT-664"}, "and the merges whose publications are gone are named"


def test_what_rests_on_a_new_introduction_shares_its_doubt(archived: Archived) -> None:
    office = archived.office
    introduced = appoint_oneself(office)
    next_plan(office, 2, "orang-luar")
    run(office, introduce=introduced)
    next_plan(office, 3, "orang-luar")
    later = run(office).publikasi
    verdict = in_clone(office, publikasi=later)
    assert verdict.putusan is Putusan.TIDAK_PASTI
    assert rules(verdict) == {"RKT-664"}
    assert "2027/perubahan-2" in verdict.problems[0].message
    assert in_clone(office, publikasi="2027/perubahan-1").putusan is Putusan.SAH


def test_a_setup_phase_is_no_new_introduction(office: Office) -> None:
    """Before the first plan the policy may be written in several steps; the one that is named is the first."""
    office.edit("rkt/organisasi.yml", "wajib: [ssh]", "wajib: [ssh] # mulai")
    named = office.commit("tim", "Kebijakan selesai ditulis")
    office.merge()
    run(office, introduce=named, seal=partial(ssh.sign, key=office.people["kepala"].key))
    assert in_clone(office).putusan is Putusan.SAH
