"""The Forgejo of this disk goes its own way where the real one did, and answers with the real one's fields."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from rktkit.faces.forge.api.gitea import Gitea
from rktkit.faces.forge.api.gitea_setup import CHECK, TESTS
from rktkit.faces.forge.record import merge_record
from tests.faces.forge.holding import recorded
from tests.faces.forge.server import serving
from tests.faces.forge.shapes import REPO
from tests.workflows.forgejo.api import serve
from tests.workflows.forgejo.people import ROBOT
from tests.workflows.forgejo.server import Forgejo
from tests.workflows.office import Address, Person, Staff

DRAF = "draf/2027"
RULE = {
    "enable_push": True,
    "enable_push_whitelist": True,
    "push_whitelist_usernames": ["contoh-kasubag"],
    "required_approvals": 1,
    "dismiss_stale_approvals": True,
    "block_on_rejected_reviews": True,
    "apply_to_admins": True,
}


@pytest.fixture
def forge(tmp_path: Path) -> Iterator[Forgejo]:
    with serving(serve(Forgejo(tmp_path, datetime(2026, 11, 24, tzinfo=UTC)))) as server:
        assert isinstance(server, Forgejo)
        yield server


@pytest.fixture
def staff(forge: Forgejo, tmp_path: Path) -> Staff:
    """Everybody with an account, a private repository with one commit, no rules."""
    staff = Staff.of(Address(forge.url, REPO), forge.people.token(forge.people.admin), tmp_path / "kantor")
    staff.accounts()
    owner, _, name = REPO.partition("/")
    staff.admin.done("POST", f"/orgs/{owner}/repos", {"name": name, "private": True, "default_branch": "main"})
    for person in staff.people.values():
        staff.admin.done("PUT", f"/collaborators/{person.name}", {"permission": "write"})
    staff.admin.place.mkdir(parents=True)
    staff.admin.git("init", "--quiet", "--initial-branch=main")
    staff.admin.git("remote", "add", "origin", f"{forge.url}/{REPO}.git")
    staff.admin.write("rkt/2027/pikp.yml", "tahun: 2027\n", "Awal")
    assert staff.admin.push("main") == ""
    return staff


def protect(staff: Staff, name: str, **more: Any) -> dict[str, Any]:
    return dict(staff.admin.done("POST", "/branch_protections", {"rule_name": name, **RULE, **more}))


def request(staff: Staff, role: str, base: str = "main") -> tuple[Person, int]:
    """Somebody's clone with one commit on a branch of his own, and its request."""
    person = staff[role].clone()
    branch = f"bidang/{person.name}"
    person.git("switch", "--quiet", "--create", branch, f"origin/{base}")
    person.write(f"rkt/2027/{role}.yml", "tahun: 2027\n", "Form")
    assert person.push(branch) == ""
    return person, person.request(branch, base, "Form")


def test_a_name_it_does_not_know_is_dropped_with_201(staff: Staff) -> None:
    assert protect(staff, "main", push_whitelist_usernames=["penerbit", "siapa"])["push_whitelist_usernames"] == [
        "penerbit"
    ]


def test_a_pattern_holds_before_its_branch_exists(staff: Staff) -> None:
    protect(staff, "draf/*")
    kabid, kasubag = staff["kabid-pikp"].clone(), staff["kasubag-perencanaan"].clone()
    assert f"Not allowed to push to protected branch {DRAF}" in kabid.push(f"main:{DRAF}")
    answer = kabid.ask("POST", "/branches", {"new_branch_name": DRAF, "old_branch_name": "main"})
    assert (answer.status, "PushRejected" in answer.body["message"]) == (500, True)
    assert kasubag.push(f"main:{DRAF}") == ""


def test_a_run_writes_no_protected_branch(forge: Forgejo, staff: Staff) -> None:
    protect(staff, "arsip", push_whitelist_usernames=["penerbit"])
    robot = Person(staff.at, ROBOT, forge.people.token(ROBOT), staff.folder / "pelari").clone()
    assert "Internal Server Error" in robot.push("main:arsip")
    assert staff["penerbit"].clone().push("main:arsip") == ""


def test_what_is_protected_is_never_taken_back(staff: Staff) -> None:
    protect(staff, "arsip", push_whitelist_usernames=["penerbit"])
    person = staff["penerbit"].clone()
    person.push("main:arsip")
    person.git("commit", "--quiet", "--amend", "--allow-empty", "--message", "lain")
    assert "protected from force push" in person.push("--force", "HEAD:arsip")
    assert "protected from force push" in person.push(":arsip")


def test_a_stranger_sees_nothing(staff: Staff) -> None:
    stranger = Person(staff.at, "orang-luar", "0" * 40, staff.folder / "luar")
    assert stranger.ask("GET", "/pulls").status == 404
    with pytest.raises(AssertionError, match=r"401|Authentication"):
        stranger.clone()


def test_nobody_approves_his_own(staff: Staff) -> None:
    protect(staff, "main")
    person, number = request(staff, "kabid-pikp")
    assert person.review(number, "APPROVED") == 422
    assert person.review(number, "COMMENT") == 422  # nor is an empty word one
    assert person.review(number, "COMMENT", "Mohon diperiksa.") == 200


def test_a_new_commit_dismisses_a_no_and_a_yes(staff: Staff) -> None:
    protect(staff, "main")
    person, number = request(staff, "kabid-pikp")
    reviewer = staff["kasubag-perencanaan"]
    for word in ("REQUEST_CHANGES", "APPROVED"):
        assert reviewer.review(number, word, "Sudah dibaca.") == 200
        person.write("rkt/2027/kabid-pikp.yml", f"tahun: 2027 # {word}\n", "Perbaikan")
        assert person.push("HEAD") == ""
    found = person.done("GET", f"/pulls/{number}/reviews")
    assert [(one["state"], one["dismissed"], one["stale"]) for one in found] == [
        ("REQUEST_CHANGES", True, True),
        ("APPROVED", True, True),
    ]
    assert reviewer.merge(number) == 405


@pytest.mark.parametrize("block", [False, True])
def test_an_outdated_branch_blocks_only_where_the_rule_says_so(staff: Staff, block: bool) -> None:
    protect(staff, "main", required_approvals=0, block_on_outdated_branch=block)
    _, first = request(staff, "kabid-pikp")
    _, second = request(staff, "kabid-egov")
    kasubag = staff["kasubag-perencanaan"]
    assert kasubag.merge(first) == 200
    assert kasubag.merge(second) == (405 if block else 200)


def test_a_scheduled_merge_goes_over_later_commits_and_the_timeline_tells(forge: Forgejo, staff: Staff) -> None:
    protect(staff, "main", enable_status_check=True, status_check_contexts=[CHECK])
    person, number = request(staff, "kabid-pikp")
    kepala, sekretaris = staff["kepala"], staff["sekretaris"]
    assert kepala.merge(number, merge_when_checks_succeed=True) == 201
    person.write("rkt/2027/kabid-pikp.yml", "tahun: 2027 # sesudahnya\n", "Sesudahnya")
    assert person.push("HEAD") == ""
    sekretaris.review(number, "APPROVED")
    assert not person.done("GET", f"/pulls/{number}")["merged"]
    forge.report(forge.pulls[number].head_sha, CHECK, "success")
    merged = person.done("GET", f"/pulls/{number}")
    assert merged["merged_by"]["login"] == kepala.name
    kinds = [one["type"] for one in person.done("GET", f"/issues/{number}/timeline")]
    assert kinds == ["pull_push", "pull_scheduled_merge", "pull_push", "review", "merge_pull"]
    timeline = merge_record(Gitea.at(REPO, kepala.token, forge.url, ""), number)["merge"]
    assert [one["akun"] for one in timeline["jadwal"]] == [kepala.name]
    assert timeline["jadwal"][0]["waktu"] < timeline["kiriman_terakhir"] < merged["merged_at"]


def test_a_check_is_named_by_workflow_job_and_event() -> None:
    assert {one["context"] for one in recorded("status-pemeriksaan")} == {
        "Periksa / Form RKT (pull_request)",
        TESTS,
    }


def test_every_answer_has_the_recorded_fields_and_kinds(forge: Forgejo, staff: Staff) -> None:
    """Compared with what the real server sent: no field more or less, none of another kind."""
    protect(staff, "main")
    person, number = request(staff, "kabid-pikp")
    staff["kasubag-perencanaan"].review(number, "APPROVED")
    person.done("POST", f"/issues/{number}/comments", {"body": "Mohon diperiksa."})
    forge.report(forge.pulls[number].head_sha, CHECK, "success")
    staff["kasubag-perencanaan"].merge(number)
    sha = forge.pulls[number].head_sha
    for path, name in {
        f"/pulls/{number}": "dikembalikan-lalu-disetujui",
        f"/pulls/{number}/reviews": "dikembalikan-lalu-disetujui-ulasan",
        f"/issues/{number}/timeline": "dikembalikan-lalu-disetujui-linimasa",
        f"/issues/{number}/comments": "percakapan",
        f"/commits/{sha}/statuses": "status-pemeriksaan",
        "/branch_protections": "aturan-cabang",
    }.items():
        ours, real = person.done("GET", path), recorded(name)
        mine, theirs = (ours[0], real[0]) if isinstance(real, list) else (ours, real)
        kinds = {field: type(value) for field, value in theirs.items() if field not in {"created_at", "updated_at"}}
        assert {field: type(value) for field, value in mine.items() if field in kinds} == kinds, path
        assert mine.keys() <= theirs.keys(), path
