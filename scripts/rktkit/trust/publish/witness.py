"""Countersignatures of the archive's head: an outside office bears witness, and the machine endorses its predecessor.

A witness signs the bytes of the newest ``manifest.json``, after it has seen that the chain still holds what it signed
before. So an archive that was cut off or rewritten finds no witness, whoever holds its keys. Files only, no network.
"""

import json
from dataclasses import dataclass
from datetime import datetime

from rktkit.ground.catalogue.trust import problem
from rktkit.ground.findings import Refusal, Severity
from rktkit.ground.git.program import RefMoved
from rktkit.ground.git.repo import Repo
from rktkit.trust import ssh
from rktkit.trust.approval.merge import main_tip
from rktkit.trust.approval.policy import Policy, load_policy
from rktkit.trust.archive.branch import Branch, add_witness, open_branch
from rktkit.trust.archive.manifest import json_bytes
from rktkit.trust.archive.publications import SAKSI, Archive, Publication
from rktkit.trust.archive.seal import Seal
from rktkit.trust.verify.papers import read_papers

TRIES = 5


@dataclass(frozen=True, slots=True)
class Memory:
    """What a witness signed last."""

    urutan: int
    sha256: str

    def to_bytes(self) -> bytes:
        """The file of a witness's memory."""
        return json_bytes({"versi": 1, "urutan": self.urutan, "sha256": self.sha256})


def read_memory(data: bytes) -> Memory:
    """A witness's memory.

    Raises:
        ValueError: the file is none.
    """
    value = json.loads(data)
    if not isinstance(value, dict) or type(value.get("urutan")) is not int or not isinstance(value.get("sha256"), str):
        raise ValueError("memory")
    return Memory(value["urutan"], value["sha256"])


def bear_witness(archive: Archive, before: Memory | None, sign: Seal) -> tuple[str, bytes, Memory]:
    """Countersign the newest manifest.

    Args:
        before: what was signed last; ``None``: nothing yet.
        sign: makes a signature for the namespace ``rkt-saksi``.

    Returns:
        The number of the publication as text, the signature, and what to remember.

    Raises:
        Refusal: the archive contradicts itself, is empty, or no longer holds what was signed before (RKT-651).
    """
    wrong = [found for found in archive.problems if found.severity is Severity.GALAT]
    if wrong:
        raise Refusal(wrong)
    newest = archive.publications[-1]
    if before:
        known = archive.numbered(before.urutan)
        if known is None or known.sha256 != before.sha256:
            raise Refusal([problem("RKT-651", ".", sha256=before.sha256)])
    try:
        signature = sign(newest.manifest.to_bytes())
    except ssh.BadSignature as error:
        raise Refusal([problem("RKT-640", ".", sebab=error)]) from error
    return str(newest.manifest.urutan), signature, Memory(newest.manifest.urutan, newest.sha256)


def bring_in(repo: Repo, signature: bytes, *, server_time: datetime, remote: str | None = None) -> str:
    """Put a witness's countersignature into the archive; gives its name there.

    Raises:
        Refusal: RKT-640, no witness of the policy made it over a manifest of this archive.
    """
    policy = _policy(repo)
    for _ in range(TRIES):
        branch = open_branch(repo, remote)
        nama, publication = _whose(signature, policy, branch.archive)
        name = f"{publication.manifest.urutan}-{nama}.sig"
        try:
            _add(repo, branch, name, signature, server_time)
        except RefMoved:
            continue
        return f"{SAKSI}/{name}"
    raise Refusal([problem("RKT-656", ".")])


def endorse(repo: Repo, branch: Branch, machine: ssh.Signer, server_time: datetime) -> None:
    """Have the machine in office endorse the newest publication, where the seal on it no longer counts by itself.

    Raises:
        RefMoved: somebody else was faster.
    """
    if not branch.archive.publications or branch.base is None:
        return
    policy, newest = _policy(repo), branch.archive.publications[-1]
    day = policy.day(server_time)
    now = [one.kunci for one in policy.penerbit if one.menjabat(day)]
    papers = read_papers(branch.archive, newest)
    seal = ssh.claim(papers.machine) if papers.machine else None
    if not now or (seal and seal.key in now) or f"{newest.manifest.urutan}-penerbit.sig" in _witnesses(branch):
        return
    made = machine(newest.manifest.to_bytes(), namespace=ssh.SAKSI)
    said = ssh.claim(made)
    if said and said.key in now:
        _add(repo, branch, f"{newest.manifest.urutan}-penerbit.sig", made, server_time)


def _witnesses(branch: Branch) -> frozenset[str]:
    return frozenset(branch.archive.files.list(SAKSI))


def _add(repo: Repo, branch: Branch, name: str, signature: bytes, when: datetime) -> None:
    assert branch.base
    branch.move(add_witness(repo, branch.base, name, signature, when) or branch.base)


def _policy(repo: Repo) -> Policy:
    main = main_tip(repo)
    if main is None:
        raise Refusal([problem("RKT-606.main")])
    return load_policy(repo, main)


def _whose(signature: bytes, policy: Policy, archive: Archive) -> tuple[str, Publication]:
    said = ssh.claim(signature)
    saksi = next((one for one in policy.saksi if said and one.kunci == said.key), None)
    if said is None or saksi is None:
        key = said.key.fingerprint if said else "(tidak terbaca)"
        raise Refusal(
            [problem("RKT-640", ".", sebab=f"kunci {key} bukan kunci saksi yang tercatat di organisasi.yml.")]
        )
    for publication in reversed(archive.publications):
        try:
            ssh.verify(publication.manifest.to_bytes(), signature, [saksi.kunci], ssh.SAKSI)
        except ssh.NoSshKeygen as error:
            raise Refusal([problem("RKT-607.ssh")]) from error
        except ssh.BadSignature:
            continue
        return saksi.nama, publication
    raise Refusal([problem("RKT-640", ".", sebab="bukan tanda tangan atas manifest mana pun dalam arsip ini.")])
