"""Merges that a forge carries out later: they count only where the person acted after everything else."""

from datetime import timedelta
from typing import Any

import pytest

from rktkit.trust.approval.record import Evidence, evidence_json, evidence_of, parse_evidence
from rktkit.trust.approval.scheduled import UNKNOWN, too_early
from tests.office import Office
from tests.trust.acts import in_clone, run
from tests.trust.approval.test_authority_forge import decide, refusal


def told(office: Office, merged: str, pushed: int | None = None, **schedule: Any) -> Evidence:
    """The usual record, with one schedule; the Sekretaris approved 30 seconds before the merge."""
    jadwal = [{"akun": "contoh-kepala", "batal": False, **schedule}]
    jadwal = [{**one, "waktu": (office.now - timedelta(seconds=one.pop("before"))).isoformat()} for one in jadwal]
    last = None if pushed is None else (office.now - timedelta(seconds=pushed)).isoformat()
    return evidence_of({**evidence_json(office.event(merged)), "merge": {"jadwal": jadwal, "kiriman_terakhir": last}})


@pytest.mark.parametrize(
    ("before", "pushed"),
    [
        pytest.param(60, None, id="before the approval"),
        pytest.param(20, 10, id="after the approval, before the last commit arrived"),
    ],
)
def test_one_that_did_not_wait_refuses_the_merge(forged: Office, before: int, pushed: int | None) -> None:
    merged = forged.merge(sign=False)
    assert refusal(forged, merged, told(forged, merged, pushed, before=before)) == ["RKT-695"]


@pytest.mark.parametrize(
    "schedule",
    [
        pytest.param({"before": 10}, id="after everything"),
        pytest.param({"before": 60, "batal": True}, id="taken back"),
        pytest.param({"before": 60, "akun": "contoh-kasubag"}, id="somebody else's, who did not merge"),
    ],
)
def test_others_hold(forged: Office, schedule: dict[str, Any]) -> None:
    merged = forged.merge(sign=False)
    assert decide(forged, merged, told(forged, merged, 40, **schedule)).kepala


def test_a_record_without_the_field_holds(forged: Office) -> None:
    merged = forged.merge(sign=False)
    event = forged.event(merged)
    assert event.merge.jadwal is None
    assert decide(forged, merged, event).kepala
    assert "merge" not in evidence_json(event)


@pytest.mark.parametrize("recorded", [False, True])
def test_a_reader_is_told_that_the_timeline_is_not_known(forged: Office, recorded: bool) -> None:
    merged = forged.merge(sign=False)
    run(forged, machine=None, event=told(forged, merged, 40, before=10) if recorded else forged.event(merged))
    (orang,) = [claim for claim in in_clone(forged).bagian[0].klaim if claim.klaim == "orang"]
    assert orang.atas_dasar
    assert (UNKNOWN in orang.atas_dasar) is not recorded


def test_the_archive_keeps_what_the_timeline_said(forged: Office) -> None:
    merged = forged.merge(sign=False)
    event = told(forged, merged, 40, before=10)
    again = evidence_of(evidence_json(event))
    assert again == event
    assert too_early(again.merge, forged.now) is not None


@pytest.mark.parametrize("merge", ["[]", '{"jadwal": 1}', '{"jadwal": [{"akun": 1}]}', '{"jadwal": [{"akun": "a"}]}'])
def test_a_field_of_another_shape_is_refused(forged: Office, merge: str) -> None:
    import json

    from rktkit.ground.findings import Refusal

    merged = forged.merge(sign=False)
    record = json.dumps({**evidence_json(forged.event(merged)), "merge": json.loads(merge)})
    with pytest.raises(Refusal, match="RKT-620"):
        parse_evidence(record.encode())
