"""What is judged: one merge, the policy that held, and whoever can be asked for more.

The same questions are put to a repository, which has every commit, and to a folder, which has the two that
``bukti.json`` keeps. What nobody has at hand is not asked.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from rktkit.ground.git.objects import Commit
from rktkit.ground.git.repo import Repo
from rktkit.plan.calendar import setempat
from rktkit.plan.writing.words import jam
from rktkit.trust.approval.merge import Merge
from rktkit.trust.approval.policy import Holder, Policy
from rktkit.trust.approval.record import Evidence

SELISIH = timedelta(minutes=10)
"""How far two clocks may differ before a date counts as false."""

TENGGANG = timedelta(days=7)
"""How long a signed merge may take to reach the server."""


@dataclass(frozen=True, slots=True)
class Approval:
    """Somebody's act and its evidence. ``tingkat``: ``forge`` or ``ssh``; ``tanda``: the account or the key.

    ``ditarik``: on a draft's branch he takes it back, at a moment that only his own clock tells.
    """

    holder: Holder
    tingkat: str
    waktu: datetime
    tanda: str
    ditarik: datetime | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """A merge, and by what it is judged.

    Attributes:
        event: the forge's record, if there is one.
        server_time: when the server (or the machine that publishes) saw the merge; aware.
        seal: the Kepala Dinas signs the manifest, so the merge itself need not be signed.
        commit: a commit by its hash; ``None`` where it is not at hand.
        repo: the repository, where there is one.
        cap: a trusted time-stamp over the merge: when it existed, on another's word than its signer's.
        lama: the merge was published by a version with a looser grammar of approvals.
        terbit: it is published: what a draft's branch holds by now may have come later, whatever its date.
    """

    merge: Merge
    policy: Policy
    event: Evidence | None
    server_time: datetime
    seal: bool
    commit: Callable[[str], Commit | None]
    repo: Repo | None = None
    cap: datetime | None = None
    lama: bool = False
    terbit: bool = False

    def jam(self, when: datetime) -> str:
        """A moment as the office reads it, in its own zone."""
        return jam(setempat(when, self.policy.zona))

    @property
    def levels(self) -> frozenset[str]:
        """The levels at which the merge itself must be shown; ``tte`` alone still needs to know who merged."""
        asked = frozenset(self.policy.organisasi.wajib) & {"forge", "ssh"}
        return asked or frozenset({"forge" if self.event else "ssh"})
