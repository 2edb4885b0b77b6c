"""How far clocks may differ, to the second: ten minutes between two of them, seven days until a merge is published."""

from datetime import datetime, timedelta

import pytest

from rktkit.ground.findings import Refusal
from rktkit.ground.git.repo import Repo
from rktkit.trust.approval.judge import judge
from rktkit.trust.approval.record import Evidence
from tests.office import Office

ALLOWED, MORE = timedelta(minutes=10), timedelta(minutes=10, seconds=1)


def refused(office: Office, sha: str, *, server: datetime | None = None, event: Evidence | None = None) -> str | None:
    """What a merge is refused for, in the sentence that is told first; ``None``: it is not."""
    with Repo(office.path) as repo:
        try:
            judge(repo, sha, event=event, server_time=server or office.now)
        except Refusal as refusal:
            return f"{refusal.problems[0].rule} {refusal.problems[0].message}"
    return None


@pytest.mark.parametrize(("by", "late"), [(ALLOWED, False), (MORE, True)])
def test_a_merge_dated_before_what_it_builds_on(by: timedelta, late: bool, office: Office) -> None:
    said = refused(office, office.merge(at=office.now - by))
    assert (said is not None) is late
    assert not late or (said or "").startswith("RKT-626 Commit bertanggal 1 Desember 2026 pukul 08.53 WITA, lebih awal")


@pytest.mark.parametrize(("by", "late"), [(ALLOWED, False), (MORE, True)])
def test_a_merge_dated_after_the_servers_clock(by: timedelta, late: bool, office: Office) -> None:
    merged = office.merge(at=office.now + timedelta(minutes=1) + by)
    assert (refused(office, merged) or "").startswith("RKT-626") is late


@pytest.mark.parametrize(("by", "late"), [(timedelta(0), False), (timedelta(seconds=1), True)])
def test_a_merge_waits_seven_days_for_its_publication(by: timedelta, late: bool, office: Office) -> None:
    said = refused(office, office.merge(), server=office.now + timedelta(days=7) + by)
    assert (said or "").startswith("RKT-626") is late


@pytest.mark.parametrize(("by", "late"), [(ALLOWED, False), (MORE, True)])
def test_an_approval_dated_before_what_it_approves(by: timedelta, late: bool, office: Office) -> None:
    office.on_draft()
    before = office.now
    office.commit("sekretaris", "Disetujui: RKT 2027", "-S", at=before - by)
    said = refused(office, office.merge())
    assert (said or "").startswith("RKT-626") is late


@pytest.mark.parametrize(("by", "late"), [(ALLOWED, False), (MORE, True)])
def test_a_record_from_before_the_merge(by: timedelta, late: bool, forged: Office) -> None:
    merged = forged.merge(sign=False)
    event = forged.event(merged, merged_at=(forged.now - by).isoformat(), reviews=_approved(forged, merged))
    assert (refused(forged, merged, event=event) or "").startswith("RKT-615") is late


@pytest.mark.parametrize(("by", "late"), [(ALLOWED, False), (MORE, True)])
def test_a_record_from_after_the_servers_clock(by: timedelta, late: bool, forged: Office) -> None:
    merged = forged.merge(sign=False)
    event = forged.event(merged, merged_at=(forged.now + by).isoformat())
    assert (refused(forged, merged, event=event) or "").startswith("RKT-626") is late


def _approved(office: Office, merged: str) -> list[dict[str, object]]:
    """An hour before, so that nothing but the merge's own time is in question."""
    (one,) = office.event(merged).merge.reviews
    when = (office.now - timedelta(hours=1)).isoformat()
    return [{"user": {"login": one.akun}, "state": "approved", "commit_id": one.commit, "submitted_at": when}]
