"""Decisions follow each other: publish refuses an amendment that goes back in time, or that amends nothing."""

from datetime import timedelta

import pytest

from rktkit.ground.findings import Refusal
from rktkit.ground.git.repo import Repo
from rktkit.trust.publish.publish import publish
from tests.office import Office

FORM, SIKLUS, PENGESAHAN = "rkt/2027/pikp.yml", "rkt/2027/siklus.yml", "rkt/2027/pengesahan.yml"


@pytest.mark.parametrize(
    ("edits", "rule"),
    [
        ([(PENGESAHAN, "nomor: 000.7/001", "nomor: 000.7/002"), (FORM, "458805000", "428805000")], "RKT-111"),
        ([(PENGESAHAN, "nomor: 000.7/001", "nomor: 000.7/002")], "RKT-510"),
        ([(FORM, "458805000", "428805000")], "RKT-214"),
    ],
)
def test_an_amendment_that_is_none(office: Office, edits: list[tuple[str, str, str]], rule: str) -> None:
    office.merge()
    with Repo(office.path) as repo:
        publish(repo, server_time=office.now)
    office.tick(timedelta(days=20))
    office.on_draft().git("merge", "--quiet", "--ff-only", "main")
    office.edit(SIKLUS, "jenis: murni\nurutan: 0", "jenis: perubahan\nurutan: 1")
    if rule == "RKT-111":
        office.edit(PENGESAHAN, "tanggal: 2026-12-01", "tanggal: 2026-11-30")
    for path, old, new in edits:
        office.edit(path, old, new)
    office.commit("tim", "Perubahan")
    office.approve()
    office.merge()
    with Repo(office.path) as repo, pytest.raises(Refusal) as refused:
        publish(repo, server_time=office.now)
    assert rule in {problem.rule for problem in refused.value.problems}
