"""An office with a forge: whose word counts, and for what."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from rktkit.ground.findings import Refusal
from rktkit.ground.git.repo import Repo
from rktkit.trust.approval.judge import Authority, judge
from rktkit.trust.approval.record import Evidence, evidence_json, evidence_of, parse_evidence
from rktkit.trust.publish.publish import publish
from tests.office import Office, Person, official, organisasi


def decide(office: Office, sha: str, event: Evidence | None, *, lama: bool = False) -> Authority:
    with Repo(office.path) as repo:
        return judge(repo, sha, event=event, server_time=office.now, lama=lama)


def refusal(office: Office, sha: str, event: Evidence | None) -> list[str]:
    with pytest.raises(Refusal) as caught:
        decide(office, sha, event)
    return sorted(found.rule for found in caught.value.problems)


def review(office: Office, by: str, commit: str, state: str = "approved", before: int = 30) -> dict[str, Any]:
    return {
        "user": {"login": office.people[by].akun},
        "state": state,
        "commit_id": commit,
        "submitted_at": (office.now - timedelta(seconds=before)).isoformat(),
        "body": "",
    }


def test_the_right_way(forged: Office) -> None:
    merged = forged.merge(sign=False)
    authority = decide(forged, merged, forged.event(merged))
    assert [(a.tingkat, a.tanda) for a in authority.kepala] == [("forge", "contoh-kepala")]
    assert (authority.sekretaris.tingkat, authority.sekretaris.tanda) == ("forge", "contoh-sekretaris")


def test_accounts_have_no_capitals(forged: Office) -> None:
    merged = forged.merge(sign=False)
    assert decide(forged, merged, forged.event(merged, merged_by={"login": "Contoh-KEPALA"})).kepala


@pytest.mark.parametrize("login", ["contoh-\u212aepala", "contoh-\uff4bepala", "contoh-kepala ", "contoh-kepala[bot]"])
def test_another_letter_is_another_account(forged: Office, login: str) -> None:
    """The Kelvin sign is a k to a program that folds letters without thinking."""
    merged = forged.merge(sign=False)
    assert refusal(forged, merged, forged.event(merged, merged_by={"login": login})) == ["RKT-617"]


def test_without_the_forges_record_there_is_no_evidence(forged: Office) -> None:
    assert refusal(forged, forged.merge(), None) == ["RKT-614"]


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"merged_by": {"login": "contoh-kasubag"}}, "RKT-616"),
        ({"merged_by": {"login": "contoh-orang-luar"}}, "RKT-617"),
        ({"merged_by": {"login": "contoh-lama"}}, "RKT-618"),
        ({"merged_by": {"login": "contoh-nanti"}}, "RKT-619"),
        ({"merge_commit_sha": "0" * 40}, "RKT-615"),
        ({"merge_commit_sha": "f" * 40}, "RKT-615"),
        ({"head": {"sha": "0" * 40}}, "RKT-615"),
        ({"head": {"sha": "f" * 40}}, "RKT-615"),
        ({"base": {"ref": "utama"}}, "RKT-615"),
        ({"base": {"ref": "draf/2027"}}, "RKT-615"),
        ({"merged_at": "2027-06-01T00:00:00+00:00"}, "RKT-618"),
        ({"merged_at": "2026-12-30T00:00:00+00:00"}, "RKT-626"),
        ({"merged_at": "2026-11-30T00:00:00+00:00"}, "RKT-615"),
        ({"html_url": ""}, "RKT-615"),
        ({"html_url": "https://forge.contoh.invalid/kantor/rkt/pulls/8"}, "RKT-615"),
        ({"html_url": "https://forge.contoh.invalid/kantor/rkt/pulls/6"}, "RKT-615"),
        ({"reviews": []}, "RKT-630"),
    ],
)
def test_what_the_record_says_is_held_against_the_policy(
    forged: Office, changes: dict[str, Any], rule: str
) -> None:  # fmt: skip
    merged = forged.merge(sign=False)
    assert rule in refusal(forged, merged, forged.event(merged, **changes))


def test_the_approval_must_be_of_the_exact_text(forged: Office) -> None:
    merged = forged.merge(sign=False)
    earlier = forged.sha(f"{merged}^2~1")
    for other in (earlier, "0" * 40, "f" * 40):
        event = forged.event(merged, reviews=[review(forged, "sekretaris", other)])
        assert refusal(forged, merged, event) == ["RKT-631"]
    assert refusal(forged, merged, forged.event(merged, head={"sha": earlier})) == ["RKT-615"]


REVIEWS: dict[str, tuple[list[tuple[str, str, int]], str | None]] = {
    "only the Kasubag": ([("kasubag", "approved", 30)], "RKT-632"),
    "taken back": ([("sekretaris", "approved", 30), ("sekretaris", "changes_requested", 20)], "RKT-633"),
    "dismissed": ([("sekretaris", "approved", 30), ("sekretaris", "dismissed", 20)], "RKT-633"),
    "after the merge": ([("sekretaris", "approved", -30)], "RKT-634"),
    "only asked for changes": ([("sekretaris", "changes_requested", 30)], "RKT-633"),
    "only a remark": ([("sekretaris", "commented", 30)], "RKT-630"),
    "in the end yes": ([("sekretaris", "changes_requested", 60), ("sekretaris", "approved", 30)], None),
    "a remark takes nothing back": ([("sekretaris", "approved", 60), ("sekretaris", "commented", 30)], None),
    "others do not matter": ([("sekretaris", "approved", 60), ("tim", "changes_requested", 30)], None),
}


@pytest.mark.parametrize("case", REVIEWS)
def test_the_last_decisive_review_counts(case: str, forged: Office) -> None:
    reviews, rule = REVIEWS[case]
    merged = forged.merge(sign=False)
    head = forged.sha(f"{merged}^2")
    event = forged.event(merged, reviews=[review(forged, by, head, state, before) for by, state, before in reviews])
    if rule:
        assert refusal(forged, merged, event) == [rule]
    else:
        assert decide(forged, merged, event).sekretaris.tanda == "contoh-sekretaris"


def test_a_push_whose_forge_names_a_branch_that_is_gone_is_still_called_a_push(forged: Office) -> None:
    """The record names it as the merge; the commit that the request had is on no disk any more."""
    forged.git("checkout", "--quiet", "draf/2027", "--", "rkt/2027")
    pushed = forged.commit("kepala", "Langsung saja")
    forged.git("branch", "--quiet", "-D", "draf/2027")
    assert refusal(forged, pushed, forged.event(pushed, head={"sha": "0" * 40})) == ["RKT-601"]


def test_what_a_reviewer_wrote_is_kept(forged: Office) -> None:
    merged = forged.merge(sign=False)
    assert [one.isi for one in forged.event(merged).merge.reviews] == ["Sudah sesuai."]
    (silent,) = forged.event(merged, reviews=[{**review(forged, "sekretaris", merged), "body": None}]).merge.reviews
    assert silent.isi == ""


def test_times_are_the_offices_own(forged: Office) -> None:
    merged = forged.merge(sign=False)
    late = forged.event(merged, reviews=[review(forged, "sekretaris", forged.sha(f"{merged}^2"), before=-30)])
    future = forged.event(merged, merged_at="2026-12-30T16:30:00+00:00")
    with Repo(forged.path) as repo:
        for event, said in (
            (late, "WITA) diberikan sesudah"),
            (future, "bertanggal 31 Desember 2026 pukul 00.30 WITA,"),
        ):
            with pytest.raises(Refusal) as caught:
                judge(repo, merged, event=event, server_time=forged.now)
            assert any(said in found.message for found in caught.value.problems)
            assert not any("+00:00" in found.message for found in caught.value.problems)


def test_the_button_that_squashes(forged: Office) -> None:
    """The forge knows the branch that it deleted; the draft's commits are still there for a while."""
    head = forged.sha("draf/2027")
    forged.git("merge", "--quiet", "--squash", "draf/2027")
    squashed = forged.commit("kepala", "RKT 2027 (#7)")
    forged.git("branch", "--quiet", "-D", "draf/2027")
    assert refusal(forged, squashed, forged.event(squashed, head={"sha": head})) == ["RKT-602"]


def test_a_policy_change_needs_the_forges_word_about_it_too(forged: Office) -> None:
    forged.git("switch", "--quiet", "-c", "kebijakan")
    forged.edit("rkt/organisasi.yml", "wajib: [forge]", "wajib: [forge] # baru")
    forged.commit("kasubag", "Kebijakan baru")
    policy = forged.merge(sign=False, branch="kebijakan")
    about_policy = {"pull_request": evidence_json(forged.event(policy))["pull_request"]}
    merged = forged.merge(sign=False)
    record = evidence_json(forged.event(merged))
    assert refusal(forged, merged, evidence_of(record)) == ["RKT-635"]
    authority = decide(forged, merged, evidence_of({**record, "policy": [about_policy]}))
    assert [(change.commit, change.tingkat) for change in authority.changes] == [(policy, "forge")]
    about_policy["pull_request"]["merged_by"]["login"] = "contoh-kasubag"
    assert refusal(forged, merged, evidence_of({**record, "policy": [about_policy]})) == ["RKT-635"]


@pytest.mark.parametrize(
    "change",
    [
        {"html_url": "https://forge.contoh.invalid/orang/lain/pulls/7"},
        {"html_url": "https://lain.contoh.invalid/kantor/rkt/pulls/7"},
        {"html_url": ""},
        {"merged_at": "2026-11-30T00:00:00+00:00"},
    ],
    ids=["another repository", "another forge", "none", "older than the merge"],
)
def test_the_word_about_a_policy_is_of_the_same_repository(forged: Office, change: dict[str, str]) -> None:
    forged.git("switch", "--quiet", "-c", "kebijakan")
    forged.edit("rkt/organisasi.yml", "wajib: [forge]", "wajib: [forge] # baru")
    forged.commit("kasubag", "Kebijakan baru")
    policy = forged.merge(sign=False, branch="kebijakan")
    about = {"pull_request": evidence_json(forged.event(policy))["pull_request"] | change}
    merged = forged.merge(sign=False)
    record = evidence_of({**evidence_json(forged.event(merged)), "policy": [about]})
    assert refusal(forged, merged, record) == ["RKT-635"]
    assert decide(forged, merged, record, lama=True).changes, "earlier versions took it"


def _his_account(office: Office) -> str:
    """``organisasi.yml`` in which somebody from outside is the Kepala Dinas, by his account."""
    return organisasi(office.people, "forge", official(office.people["orang-luar"], "2026-01-01"))


def test_an_account_in_the_same_merge(forged: Office) -> None:
    """Whoever appoints himself in the merge that he presses the button for is still unknown before it."""
    forged.on_draft().write({"rkt/organisasi.yml": _his_account(forged)})
    forged.approve()
    merged = forged.merge(sign=False)
    assert refusal(forged, merged, forged.event(merged, by="orang-luar")) == ["RKT-610", "RKT-617"]


@pytest.mark.parametrize("way", ["push", "merge"])
def test_an_account_in_an_earlier_unapproved_change(way: str, forged: Office) -> None:
    """Before the plan's merge, pushed or merged by himself: the forge's own word about it shows who it was."""
    forged.git("switch", "--quiet", "-c", "rapi")
    forged.write({"rkt/organisasi.yml": _his_account(forged)})
    earlier = forged.commit("orang-luar", "Rapikan")
    forged.git("switch", "--quiet", "main")
    records = []
    if way == "push":
        forged.git("merge", "--quiet", "--ff-only", "rapi")
    else:
        earlier = forged.merge("orang-luar", sign=False, branch="rapi")
        records.append(evidence_json(forged.event(earlier, by="orang-luar")))
    merged = forged.merge(sign=False)
    record = evidence_json(forged.event(merged, by="orang-luar"))
    assert refusal(forged, merged, evidence_of({**record, "policy": records})) == ["RKT-635"]


def test_an_acting_kepala_counts_by_his_account_on_his_days(people: dict[str, Person], tmp_path: Path) -> None:
    """The Kasubag stands in for five days, between two terms of the Kepala Dinas."""
    entries = official(people["kepala"], "2026-01-01", "2026-11-30")
    entries += official(people["kasubag"], "2026-12-01", "2026-12-05", status="plh")
    entries += official(people["kepala"], "2026-12-06")
    office = Office.found(tmp_path / "kantor", people, "forge", entries)
    merged = office.merge(sign=False)
    (approval,) = decide(office, merged, office.event(merged, by="kasubag")).kepala
    assert (approval.holder.jabatan.peran, approval.holder.pejabat.status) == ("kepala", "plh")
    assert refusal(office, merged, office.event(merged)) == ["RKT-618"]
    office.tick(timedelta(days=5))
    assert refusal(office, merged, office.event(merged, by="kasubag")) == ["RKT-618"]
    assert refusal(office, merged, office.event(merged)) == ["RKT-638"], "the decision is dated in the other's days"


def test_publishing_late_is_no_false_date_where_the_forge_knows(people: dict[str, Person], tmp_path: Path) -> None:
    office = Office.found(tmp_path / "kantor", people, "forge, ssh")
    merged = office.merge()
    event = office.event(merged)
    office.tick(timedelta(days=60))
    assert [approval.tingkat for approval in decide(office, merged, event).kepala] == ["forge", "ssh"]


# --- reading the record ----------------------------------------------------------------------------------------------


def test_a_raw_webhook_is_understood(forged: Office) -> None:
    """GitHub counts ``comments`` in the pull request, spells states in capitals; reviews may stand beside it."""
    merged = forged.merge(sign=False)
    record = evidence_json(forged.event(merged))
    pull = record["pull_request"]
    reviews = [{**item, "state": "APPROVED"} for item in pull.pop("reviews")]
    pending = {"user": {"login": "contoh-tim"}, "state": "PENDING"}
    ghost = {**reviews[0], "user": None, "state": "COMMENTED"}
    event = evidence_of(
        {"action": "closed", "pull_request": {**pull, "comments": 3}, "reviews": [pending, ghost, *reviews]}
    )
    assert decide(forged, merged, event).sekretaris.tanda == "contoh-sekretaris"
    assert evidence_of(evidence_json(event)) == event


def test_half_a_character_in_a_comment_stops_nothing(forged: Office) -> None:
    record = evidence_json(forged.event(forged.merge(sign=False)))
    record["pull_request"]["comments"] = [
        {"user": {"login": "siapa-saja"}, "created_at": "2026-11-30T00:00:00Z", "body": "\ud800 setuju"}
    ]
    event = parse_evidence(json.dumps(record).encode())
    with Repo(forged.path) as repo:
        publish(repo, server_time=forged.now, event=event)
    assert "? setuju" in forged.git("show", "arsip:2027/murni-0/bukti.json")


@pytest.mark.parametrize(("line", "kept"), [(12, 12), (1, 1), (0, None), (-3, None), (True, None), ("12", None)])
def test_a_remark_stands_at_a_line_or_at_none(line: object, kept: int | None, forged: Office) -> None:
    remark = {"user": None, "created_at": "2026-11-30T00:00:00Z", "path": "rkt/2027/pikp.yml", "line": line}
    event = forged.event(forged.sha("draf/2027"), comments=[remark])
    assert [(comment.berkas, comment.baris) for comment in event.merge.comments] == [("rkt/2027/pikp.yml", kept)]


def test_a_record_has_at_most_eight_mebibytes(forged: Office) -> None:
    data = json.dumps(evidence_json(forged.event(forged.sha("draf/2027")))).encode().ljust(8 * 1024 * 1024)
    assert parse_evidence(data).merge.nomor == 7
    with pytest.raises(Refusal, match="ukuran"):
        parse_evidence(data + b" ")


@pytest.mark.parametrize(
    "break_it",
    [
        lambda pull: pull.update(merged=False),
        lambda pull: pull.update(merged_by=None),
        lambda pull: pull.update(merged_at="kemarin"),
        lambda pull: pull.update(merged_at="2026-12-01T00:00:00"),
        lambda pull: pull.update(merge_commit_sha="--upload-pack=x"),
        lambda pull: pull.update(head=[]),
        lambda pull: pull.update(reviews=["setuju"]),
        lambda pull: pull.update(number=True),
        lambda pull: pull.update(merged_at="9999-12-31T23:59:59+00:00"),
        lambda pull: pull.update(merged_at="0001-01-01T00:00:00+00:00"),
    ],
)
def test_an_incomplete_record_is_refused(forged: Office, break_it: Callable[[dict[str, Any]], None]) -> None:
    record = evidence_json(forged.event(forged.merge(sign=False)))
    break_it(record["pull_request"])
    with pytest.raises(Refusal, match="RKT-620"):
        evidence_of(record)


@pytest.mark.parametrize(
    "data", [b"", b"[]", b"\xff", b"[" * 100_000, b'{"pull_request": {"merged": true}}', b"1" * 5000]
)
def test_hostile_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(Refusal, match="RKT-620"):
        parse_evidence(data)
