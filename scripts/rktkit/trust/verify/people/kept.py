"""A reader with a folder: the acts that ``bukti.json`` keeps are judged by a policy that he trusts.

The judge is the same as in a repository (``approval.judge.acts``). What a folder cannot show is absent, and accuses
nobody: an unknown key, a signature that is not there, the forge's word where no seal covers it.

The policy that he trusts may be older than the archive. From where the archive holds that very policy on, he follows
its changes: a plan that an official of it signed carries the next one. They are told.
"""

from collections.abc import Sequence
from datetime import date, datetime

from rktkit.ground.files import MemoryFiles
from rktkit.ground.findings import Refusal, Severity
from rktkit.ground.git.objects import parse_commit
from rktkit.trust.approval.case import Case
from rktkit.trust.approval.judge import Acts, acts, decision, needs_seal
from rktkit.trust.approval.merge import Merge
from rktkit.trust.approval.policy import Policy, read_policy
from rktkit.trust.tte.tsr import merge_stamp
from rktkit.trust.verify.papers import Papers
from rktkit.trust.verify.people.clone import later_signature
from rktkit.trust.verify.people.ruling import Ruling, merge_key
from rktkit.trust.verify.seals import holds_office, sealed_by

ABSENT = frozenset({"RKT-607", "RKT-612", "RKT-614", "RKT-621", "RKT-623", "RKT-625", "RKT-628", "RKT-629", "RKT-630"})
"""What is not shown in a folder, though it may have been shown to whoever published."""

UNKNOWN = frozenset({"RKT-623", "RKT-632"})


class Followed:
    """The policy that a reader trusts, and those that its officials consented to since, as the archive shows."""

    def __init__(
        self, policy: Policy, papers: Sequence[Papers], today: date, head: int = 0, stamps: bytes | None = None
    ) -> None:
        """``head``: the number of the publication that the reader knows from elsewhere, and all before it."""
        self.today = today
        self.head = head
        self.trusted = policy
        self.newest = policy
        self.stamps = stamps
        self.changes: list[str] = []
        self._told = {policy.sha256}
        known = [own.sha256 == policy.sha256 if (own := own_policy(paper)) else False for paper in papers]
        self._from = known.index(True) if True in known else len(papers)
        self._since: datetime | None = None

    def policies(self) -> list[Policy]:
        """Those that may know a key, the most trusted first."""
        return [self.trusted] if self.newest is self.trusted else [self.trusted, self.newest]

    def ruling(self, number: int, paper: Papers) -> Ruling:
        """By the policy that knows its people and their terms; asked in the order of the chain."""
        found = judge_kept(paper, self.trusted, self.stamps)
        if not found.proven and self.newest is not self.trusted:
            other = judge_kept(paper, self.newest, self.stamps)
            found = other if other.proven else found
        self._follow(number, paper, found)
        return found

    def _follow(self, number: int, paper: Papers, found: Ruling) -> None:
        own = own_policy(paper) if number >= self._from else None
        if own is None or paper.given is None or own.sha256 == self.newest.sha256:
            return
        signed = bool(found.proven and found.keys)
        if not signed or not self._in_time(paper, found):
            if own.sha256 not in self._told:
                self.changes.append(_late(paper, own) if signed else _stranger(paper, own))
            self._told.add(own.sha256)
            return
        merged = parse_commit(paper.given.commit, paper.commits[paper.given.commit]).time
        if self._since and merged < self._since:
            return
        self._since = merged
        self.newest = own
        self.changes.append(f"Kebijakan berubah sampai {paper.nama} ({own.sha256[:12]}), ditandatangani pejabatnya")

    def _in_time(self, paper: Papers, found: Ruling) -> bool:
        """Whether its signer was in office, on another's word than his own clock, by the policy before the change.

        Else a former official could write himself a longer term, and a machine of his own that vouches for it.
        """
        policy = found.policy
        if policy is None or paper.publication.manifest.urutan <= self.head:
            return policy is not None
        days = [self.today, *([policy.day(found.cap)] if found.cap else [])]
        if any(all(holds_office(policy, key, "kepala", day) for key in found.keys) for day in days):
            return True
        return sealed_by(paper, [one.kunci for one in policy.penerbit if one.menjabat(self.today)])


def _late(paper: Papers, own: Policy) -> str:
    said = "tetapi kapan ditandatangani hanya menurut jam penanda tangannya, jadi tidak diikuti"
    return f"Kebijakan berubah sampai {paper.nama} ({own.sha256[:12]}), {said}"


def _stranger(paper: Papers, own: Policy) -> str:
    """Where the forge alone vouches for a change, the archive shows no signature of it either."""
    said = "kebijakan lain, tanpa tanda tangan pejabat yang Anda percayai"
    return f"Sejak {paper.nama} arsip ini memuat {said} ({own.sha256[:12]})"


def own_policy(paper: Papers) -> Policy | None:
    """The policy among a publication's own sources."""
    try:
        return read_policy(MemoryFiles(paper.sources)) if paper.sources and paper.commits else None
    except Refusal:
        return None


def judge_kept(paper: Papers, policy: Policy, stamps: bytes | None = None) -> Ruling:
    """Who approved and who signed, by a policy and by what the publication keeps."""
    found = Ruling(policy=policy)
    if paper.signs:
        later_signature(paper, policy, found)
        return found
    given = paper.given
    if given is None or given.commit not in paper.commits:
        found.missing.append("Bukti wewenangnya tidak lengkap di salinan ini")
        return found
    commits = {sha: parse_commit(sha, raw) for sha, raw in paper.commits.items()}
    commit = commits[given.commit]
    merge = Merge(commit, commit.parents[0], given.naskah, paper.publication.manifest.tahun)
    found.cap = cap = merge_stamp(paper.bukti, commit.raw, stamps)
    lama = paper.publication.manifest.versi == 1
    seal = paper.seal is not None
    case = Case(merge, policy, given.evidence, given.server_time, seal, commits.get, None, cap, lama)
    made = acts(case)
    found.acts(made, policy.zona, given.evidence)
    if any(done.tingkat == "ssh" for done in made.kepala):
        key = merge_key(paper.commits, given.commit)
        found.keys |= {key} if key else set()
    found.seal(paper, policy)
    _sort(made, found)
    if needs_seal(case, made) and "ssh" not in found.tingkat and paper.seal is None:
        found.missing.append("Tidak ada tanda tangan SSH kepala instansi, pada penggabungan atau pada manifest")
    if given.evidence is None and "forge" in policy.organisasi.wajib:
        found.missing.append("Tidak ada catatan forge, padahal kebijakan ini mewajibkannya")
    _decided(paper, merge, policy, made, found)
    return found


def _sort(made: Acts, found: Ruling) -> None:
    for one in dict.fromkeys(made.problems):
        unknown = one.rule in UNKNOWN
        found.asing = found.asing or unknown
        if one.rule in ABSENT or (one.rule == "RKT-632" and "SHA256:" in one.message):
            found.missing.append(f"{one.rule} {one.message}")
        else:
            found.problems.append(one)


def _decided(paper: Papers, merge: Merge, policy: Policy, made: Acts, found: Ruling) -> None:
    """The person that the document prints is the one who signed. By an older policy alone nobody can tell."""
    for one in decision(merge, policy, MemoryFiles(paper.sources), made.kepala):
        if one.severity is Severity.GALAT:
            found.missing.append(f"{one.rule} {one.message}")
