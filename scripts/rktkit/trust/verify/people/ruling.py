"""Who approved and who signed one publication, by one policy: what was shown, what contradicts, what is absent."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timezone

from rktkit.ground.findings import Problem, Refusal
from rktkit.plan.calendar import setempat
from rktkit.plan.writing.words import jam
from rktkit.trust import ssh
from rktkit.trust.approval.case import Approval
from rktkit.trust.approval.judge import Acts
from rktkit.trust.approval.policy import Policy, title
from rktkit.trust.approval.record import Evidence
from rktkit.trust.approval.scheduled import UNKNOWN
from rktkit.trust.archive.seal import check_seal
from rktkit.trust.verify.papers import Papers


@dataclass(slots=True)
class Ruling:
    """What was found about the people of one publication.

    Attributes:
        policy: by which it was judged.
        keys: the Kepala Dinas' keys on which it rests; whether their time must be proven depends on them.
        tingkat: the levels of evidence at which his act is shown.
        ragu: a policy that was introduced anew (RKT-664): neither wrong nor right.
        asing: only unknown keys stand in the way, so another policy may know them.
    """

    policy: Policy | None = None
    problems: list[Problem] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    keys: set[ssh.Key] = field(default_factory=set)
    tingkat: set[str] = field(default_factory=set)
    ragu: list[Problem] = field(default_factory=list)
    asing: bool = False
    cap: datetime | None = None
    """When a trusted authority saw the merge."""

    @property
    def proven(self) -> bool:
        """Whether nothing is wrong or absent; a policy that was introduced anew is neither."""
        return not self.missing and not self.problems

    def refused(self, refusal: Refusal) -> None:
        """Take over a refusal: what cannot be judged here is missing, everything else speaks against it."""
        for one in refusal.problems:
            if one.rule == "RKT-607":
                self.missing.append(one.message)
            else:
                self.problems.append(one)

    def acts(self, found: Acts, zona: timezone, event: Evidence | None = None) -> None:
        """Take over what people did."""
        if event and any(done.tingkat == "forge" for done in found.kepala):
            if event.merge.repositori:
                self.shown.append(f"Catatan forge dari {event.merge.repositori}, permintaan nomor {event.merge.nomor}")
            if event.merge.jadwal is None:
                self.shown.append(UNKNOWN)
        for done in found.kepala:
            self.shown.append(f"Digabungkan {said(done, zona)}")
            self.tingkat.add(done.tingkat)
        if found.gerbang:
            self.shown.append(f"Disetujui: {said(found.gerbang, zona)}")
        if found.seorang:
            self.shown.append(f"{found.kepala[0].holder.pejabat.nama} menyetujui dan menandatangani: satu orang saja")

    def seal(self, papers: Papers, policy: Policy) -> None:
        """Take over the Kepala Dinas' own signature over the manifest, if there is one that counts by this policy."""
        when = papers.server_time
        if papers.seal is None or when is None:
            return
        try:
            holder, key = check_seal(papers.manifest, papers.seal, policy, when)
        except Refusal as refusal:
            unknown = isinstance(refusal.__cause__, ssh.UnknownKey)
            self.asing = self.asing or unknown
            file = f"{papers.nama}/manifest.json.sig"
            for one in refusal.problems:
                if unknown or one.rule == "RKT-607":
                    self.missing.append(one.message)
                else:
                    self.problems.append(one.but(file=file))
            return
        self.shown.append(f"Manifest ditandatangani {holder.pejabat.nama} ({title(holder)}), {key.fingerprint}")
        self.keys.add(key)
        self.tingkat.add("ssh")


def said(approval: Approval, zona: timezone) -> str:
    """``CONTOH Kepala Dinas (Plt. Kepala Dinas), 1 Desember 2026 pukul 09.05 WITA, menurut tanda tangan SSH …``."""
    by = "tanda tangan SSH" if approval.tingkat == "ssh" else "catatan forge, akun"
    when = jam(setempat(approval.waktu, zona))
    return f"{approval.holder.pejabat.nama} ({title(approval.holder)}), {when}, menurut {by} {approval.tanda}"


def merge_key(commits: Mapping[str, bytes], sha: str) -> ssh.Key | None:
    """The key that a merge's signature claims."""
    claim = ssh.commit_claim(commits.get(sha, b""))
    return claim.key if claim else None
