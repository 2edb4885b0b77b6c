"""What a forge says about why a run was started."""

import json
from typing import Any

import pytest

from rktkit.faces.forge.events import PullEvent, PushEvent, RunEvent, read_event
from rktkit.ground.records import RecordError

A, B = "a" * 40, "b" * 40
PULL: dict[str, Any] = {
    "action": "synchronize",
    "pull_request": {"number": 12, "base": {"ref": "main", "sha": A}, "head": {"sha": B}},
}
RUN = {"workflow_run": {"id": 5, "head_sha": B, "html_url": "https://x/5", "conclusion": "success"}}
PUSH = {"ref": "refs/heads/main", "before": A, "after": B, "commits": []}


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        (PULL, PullEvent(12, "main", A, B)),
        (RUN, RunEvent(5, B, "https://x/5")),
        ({"workflow_run": {**RUN["workflow_run"], "conclusion": None}}, RunEvent(5, B, "https://x/5")),
        (PUSH, PushEvent(A, B)),
        ({**PUSH, "before": "0" * 40}, PushEvent(None, B)),
    ],
)
def test_events_are_read(event: dict[str, Any], expected: object) -> None:
    assert read_event(json.dumps(event).encode()) == expected


@pytest.mark.parametrize(
    "event",
    [
        [],
        {},
        {"pull_request": None},
        {"pull_request": {**PULL["pull_request"], "number": "12; rm -rf /"}},
        {"pull_request": {**PULL["pull_request"], "head": {"sha": "--upload-pack=x"}}},
        {"workflow_run": {**RUN["workflow_run"], "head_sha": "HEAD"}},
        {**PUSH, "after": "../../x"},
    ],
)
def test_anything_else_is_refused(event: object) -> None:
    with pytest.raises(RecordError):
        read_event(json.dumps(event).encode())
