"""The workflow files themselves, run on this machine for the pull requests that matter."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.forge.server import serving
from tests.workflows.forge import LocalForge

pytestmark = pytest.mark.workflow


@pytest.fixture
def forge(tmp_path: Path) -> Iterator[LocalForge]:
    with serving() as server:
        yield LocalForge(tmp_path, server)


def body(forge: LocalForge) -> str:
    assert len(forge.comments) == 1
    text = forge.comments[0]["body"]
    assert isinstance(text, str)
    return text


def state(forge: LocalForge) -> str:
    return next(line for line in body(forge).splitlines() if line.startswith("### "))


def start(forge: LocalForge) -> None:
    forge.git("switch", "--quiet", "--create", "bidang/pikp-2027", "origin/draf/2027")


def test_a_clean_form_then_one_with_findings_then_mended(forge: LocalForge) -> None:
    start(forge)
    forge.edit("rkt/2027/pikp.yml", "tahun: 2027", "tahun: 2027  # diperiksa")
    good = forge.commit("Form PIKP")
    pull = forge.open_pull("bidang/pikp-2027", "draf/2027")
    check = forge.check(pull)
    assert check.good, check.log
    comment = forge.comment(pull)
    assert comment.good, comment.log
    assert "galat perlu diperbaiki" not in state(forge)
    assert "[PDF](<https://github.com/pemda/rkt/actions/runs/5/artifacts/1>)" in body(forge)
    assert list((forge.artifacts / "draf-pdf").iterdir())

    forge.git("switch", "--quiet", "bidang/pikp-2027")
    forge.edit("rkt/2027/pikp.yml", "bidang: pikp", "bidang: egov")
    forge.commit("Salah bidang")
    pull = forge.open_pull("bidang/pikp-2027", "draf/2027")
    check = forge.check(pull)
    assert not check.good
    assert "file=rkt/2027/pikp.yml" in check.log
    assert forge.comment(pull, "failure").good
    assert state(forge).startswith("### ❌")
    assert "`RKT-109`" in body(forge)

    forge.git("switch", "--quiet", "bidang/pikp-2027")
    forge.git("revert", "--no-edit", "HEAD")
    pull = forge.open_pull("bidang/pikp-2027", "draf/2027")
    assert pull["head"]["sha"] != good
    assert forge.check(pull).good
    assert forge.comment(pull).good
    assert "galat perlu diperbaiki" not in state(forge)  # still the one comment, changed in place
