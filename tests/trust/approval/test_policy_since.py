"""A policy on ``main`` that nobody signed: who may still answer for it, and who must be told."""

import pytest

from rktkit.ground.findings import Refusal
from rktkit.ground.git.repo import Repo
from rktkit.trust.approval.line import forge_may_know, policy_line, to_introduce
from tests.office import Office


def test_a_pushed_policy_must_be_introduced_and_a_merged_one_the_forge_may_know(forged: Office) -> None:
    """Before the first publication; of a push no forge has a record, of a merge it may have one."""
    forged.edit("rkt/organisasi.yml", "wajib: [forge]", "wajib: [forge] # didorong")
    pushed = forged.commit("kasubag", "Langsung ke main")
    with Repo(forged.path) as repo:
        assert to_introduce(repo, pushed) == pushed
    forged.git("reset", "--quiet", "--hard", "HEAD^")
    forged.git("switch", "--quiet", "-c", "kebijakan")
    forged.edit("rkt/organisasi.yml", "wajib: [forge]", "wajib: [forge] # digabung")
    forged.commit("kasubag", "Lewat permintaan")
    merged = forged.merge(sign=False, branch="kebijakan")
    with Repo(forged.path) as repo:
        assert to_introduce(repo, merged) is None


def test_no_forge_may_know_of_a_consent_to_going_around_a_signed_policy(forged: Office) -> None:
    """A merge with an older ``main`` first brings the older policy back; whoever asks is told, not put off."""
    start = forged.sha()
    forged.edit("rkt/organisasi.yml", "wajib: [forge]", "wajib: [forge] # kunci dicabut")
    signed = forged.commit("kepala", "Kunci dicabut", "-S")
    forged.git("switch", "--quiet", "-C", "main", start)
    forged.git("merge", "--quiet", "--no-ff", "-s", "ours", "-m", "Gabungkan", signed)
    with Repo(forged.path) as repo:
        with pytest.raises(Refusal, match=r"RKT-635.*melewati") as caught:
            policy_line(repo, forged.sha(), since=start, evidence=None, introduce=None)
        assert not forge_may_know(repo, forged.sha(), caught.value)
