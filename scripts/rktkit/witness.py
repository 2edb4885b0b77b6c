"""What vouches for one publication: the repository it came from, or a policy that the reader trusts.

Each witness gives problems (something is wrong, and it is named), statements (what was shown, in the reader's words),
and whether it vouches for the publication. Not vouching is no accusation: there may be nothing that it can check.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from rktkit.archive import Archive, Publication, walk
from rktkit.authority import judge
from rktkit.bukti import BUKTI, BadBukti, Given, read_given, recomputed
from rktkit.evidence import Evidence
from rktkit.files import Kind, MemoryFiles, NotPlainFile
from rktkit.gitobjects import parse_commit
from rktkit.gitrepo import GitFailed, Repo
from rktkit.manifest import SIGNATURE, sha256
from rktkit.outputs.discussion import jam
from rktkit.policy import Holder, Policy, load_policy, out_of_office, pick, policy_line
from rktkit.problems import Problem, Refusal, Severity
from rktkit.proof import SUMBER, BadProof, check_proof, signed_part
from rktkit.publish import last_before
from rktkit.reference import load_organisasi
from rktkit.seal import check_seal
from rktkit.signing import ssh
from rktkit.trust import ORGANISASI, problem


@dataclass(slots=True)
class Witness:
    """What was found about one publication."""

    vouches: bool = False
    problems: list[Problem] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    """What could not be shown, and what the reader may give so that it can."""


@dataclass(frozen=True, slots=True)
class Papers:
    """A publication's own papers, read and consistent with each other. ``given`` is ``None`` for a mere signature."""

    publication: Publication
    bukti: Mapping[str, Any]
    given: Given | None
    sources: Mapping[str, bytes]
    commits: Mapping[str, bytes]
    manifest: bytes
    seal: bytes | None


def read_papers(archive: Archive, publication: Publication) -> Papers:
    """Read ``bukti.json`` and the sources, and recompute that the Git objects kept there hold these sources.

    Raises:
        Refusal: RKT-654 or RKT-662.
    """
    name, manifest = publication.nama, publication.manifest
    paths = [path for path, kind in walk(archive.files, name) if kind is Kind.FILE]
    prefix = f"{name}/{SUMBER}"
    sources = {path.removeprefix(prefix): archive.files.read(path) for path in paths if path.startswith(prefix)}
    seal = archive.files.read(f"{name}/{SIGNATURE}") if f"{name}/{SIGNATURE}" in paths else None
    try:
        bukti = json.loads(archive.files.read(f"{name}/{BUKTI}"))
        if not isinstance(bukti, dict):
            raise BadBukti("bukan susunan yang dikenal")
        given = None if manifest.menandatangani else read_given(bukti)
    except (FileNotFoundError, NotPlainFile, ValueError, RecursionError, BadBukti) as error:
        sebab = str(error) if isinstance(error, BadBukti) else "tidak ada atau tidak dapat dibaca"
        raise Refusal([problem("RKT-654", f"{name}/{BUKTI}", publikasi=name, sebab=sebab)]) from error
    commits: dict[str, bytes] = {}
    if given:
        if given.commit != manifest.commit:
            raise Refusal([problem("RKT-654", f"{name}/{BUKTI}", publikasi=name, sebab="commitnya lain")])
        try:
            commits = check_proof(given.git, given.commit, given.naskah, manifest.tahun, sources)
        except BadProof as error:
            raise Refusal([problem("RKT-662", f"{name}/{BUKTI}", publikasi=name, sebab=error)]) from error
    return Papers(publication, bukti, given, sources, commits, manifest.to_bytes(), seal)


# --- the repository --------------------------------------------------------------------------------------------------


def ask_repo(repo: Repo, main: str, archive: Archive, papers: Papers) -> Witness:
    """Judge the merge again, by the repository's own first-parent history."""
    found = Witness()
    try:
        if repo.shallow:
            raise Refusal([problem("RKT-607")])
        if papers.given is None:
            _signature_in_repo(repo, main, archive, papers, found)
        else:
            _plan_in_repo(repo, main, archive, papers, papers.given, found)
    except Refusal as refusal:
        _note(refusal, found)
    except GitFailed as error:
        name = papers.publication.nama
        found.problems.append(problem("RKT-652", name, publikasi=name, commit=str(error)))
    found.vouches = found.vouches and not found.problems
    return found


def _plan_in_repo(repo: Repo, main: str, archive: Archive, papers: Papers, given: Given, found: Witness) -> None:
    name = papers.publication.nama
    if given.commit not in repo.first_parents(main):
        raise Refusal([problem("RKT-652", name, publikasi=name, commit=given.commit)])
    before = papers.publication.manifest.urutan - 1
    earlier = Archive(archive.files, archive.publications[:before], ())
    again = given.introduction if given.introduction and given.introduction.get("pertama") is not True else None
    authority = judge(
        repo,
        given.commit,
        event=given.evidence,
        server_time=given.server_time,
        main=main,
        since=last_before(repo, main, given.commit, earlier),
        introduce=_text(given.introduction, "commit"),
        seal=papers.seal is not None,
    )
    differs = recomputed(papers.bukti, authority)
    if differs:
        raise Refusal([problem("RKT-669", name, publikasi=name, hal=differs)])
    if papers.seal is not None:
        check_seal(papers.manifest, papers.seal, authority.policy, given.server_time)
    found.shown += [f"Digabungkan {_approved(approval)}" for approval in papers.bukti["kepala"]]
    found.shown.append(f"Disetujui: {_approved(papers.bukti['sekretaris'])}")
    if given.introduction:
        found.shown.append(f"Kebijakan diperkenalkan pada commit {_text(given.introduction, 'commit')}")
    if again is None:
        found.vouches = True
    else:
        words = {"publikasi": name, "commit": again.get("commit"), "pesan": again.get("pesan")}
        found.problems.append(problem("RKT-664", name, **words))


def _signature_in_repo(repo: Repo, main: str, archive: Archive, papers: Papers, found: Witness) -> None:
    """A signature made later: by the Kepala Dinas of a policy that came down by consent."""
    name = papers.publication.nama
    commit = _text(papers.bukti.get("kebijakan"), "commit")
    if commit is None or commit not in repo.first_parents(main):
        raise Refusal([problem("RKT-652", name, publikasi=name, commit=commit)])
    signed = papers.publication.manifest.commit
    if not repo.is_ancestor(repo.commit(signed).parents[0], commit):
        raise Refusal(
            [problem("RKT-654", name, publikasi=name, sebab="kebijakannya lebih tua daripada yang ditandatangani")]
        )
    policy_line(repo, commit, since=signed, evidence=None, introduce=None)
    _check_seal(papers, load_policy(repo, commit), found)


def _text(value: object, name: str) -> str | None:
    item = value.get(name) if isinstance(value, dict) else None
    return item if isinstance(item, str) else None


def _approved(approval: Mapping[str, Any]) -> str:
    """``CONTOH Kepala Dinas (Kepala Dinas), 1 Desember 2026 pukul 01.05 (UTC), menurut tanda tangan SSH …``."""
    by = "tanda tangan SSH" if approval["tingkat"] == "ssh" else "catatan forge, akun"
    when = jam(datetime.fromisoformat(approval["waktu"]))
    return f"{approval['nama']} ({approval['jabatan']}), {when}, menurut {by} {approval['tanda']}"


def _note(refusal: Refusal, found: Witness) -> None:
    """What cannot be judged here (RKT-607) is missing; everything else speaks against the publication."""
    for one in refusal.problems:
        if one.rule == "RKT-607":
            found.missing.append(one.message)
        else:
            found.problems.append(one)


# --- a policy that the reader trusts ---------------------------------------------------------------------------------


def read_trust(data: bytes) -> Policy:
    """The policy in an ``organisasi.yml`` that the reader got elsewhere.

    Raises:
        Refusal: its problems.
    """
    organisasi, problems = load_organisasi(MemoryFiles({ORGANISASI: data}))
    errors = [found for found in problems if found.severity is Severity.GALAT]
    if organisasi is None or errors:
        raise Refusal(errors or [problem("RKT-612", commit="--trust", sebab="berkasnya tidak lengkap.")])
    return Policy("", sha256(data), organisasi)


def ask_trust(policy: Policy, papers: Papers) -> Witness:
    """Hold the signatures that the publication carries against a policy that the reader trusts."""
    found = Witness()
    name = papers.publication.nama
    try:
        if papers.given is None or papers.seal is not None:
            _check_seal(papers, policy, found)
        if papers.given is not None:
            _check_commits(papers, papers.given, policy, found)
    except ssh.NoSshKeygen as error:
        found.missing.append(str(error))
    except ssh.BadSignature as error:
        found.problems.append(problem("RKT-661", name, publikasi=name, sebab=error))
    except Refusal as refusal:
        _note(refusal, found)
    found.vouches = found.vouches and not found.problems
    return found


def _check_seal(papers: Papers, policy: Policy, found: Witness) -> None:
    if papers.seal is None:
        found.missing.append("Tidak ada tanda tangan SSH di dalamnya; tanda tangan PDF diperiksa tersendiri.")
        return
    when = papers.given.server_time if papers.given else read_time(papers)
    holder, key = check_seal(papers.manifest, papers.seal, policy, when)
    found.shown.append(f"Manifest ditandatangani {holder.pejabat.nama} ({holder.jabatan.nama}), {key.fingerprint}")
    found.vouches = True


def read_time(papers: Papers) -> datetime:
    """When a mere signature was made, by the clock of the machine that published it.

    Raises:
        Refusal: RKT-654.
    """
    try:
        when = datetime.fromisoformat(papers.bukti["waktu_server"])
        if when.tzinfo is not None:
            return when
    except (KeyError, TypeError, ValueError):
        pass
    name = papers.publication.nama
    raise Refusal([problem("RKT-654", name, publikasi=name, sebab="waktunya tidak dapat dibaca")])


def _check_commits(papers: Papers, given: Given, policy: Policy, found: Witness) -> None:
    signer = _committer(papers, given.commit, policy, "kepala")
    if signer is None:
        _check_record(given.evidence, policy, found)
        return
    late = out_of_office(signer, policy.day(given.server_time))
    if late:
        raise Refusal([late])
    found.shown.append(f"Penggabungan ditandatangani {signer.pejabat.nama} ({signer.jabatan.nama})")
    found.vouches = True
    sekretaris = _committer(papers, given.naskah, policy, "sekretaris")
    if sekretaris:
        found.shown.append(f"Naskah ditandatangani {sekretaris.pejabat.nama} ({sekretaris.jabatan.nama})")


def _committer(papers: Papers, sha: str, policy: Policy, peran: str) -> Holder | None:
    """Who signed one of the two commits, in office by its date; ``None`` when it carries no SSH signature."""
    payload, armour = signed_part(papers.commits[sha])
    if ssh.claim(armour) is None:
        return None
    key = ssh.verify(payload, armour, policy.keys(), ssh.GIT)
    when = parse_commit(sha, papers.commits[sha]).time
    holder = pick(policy.of_key(key), peran, policy.day(when))
    assert holder is not None
    if holder.jabatan.peran != peran:
        raise ssh.BadSignature(f"kunci itu milik {holder.pejabat.nama} ({holder.jabatan.nama}).")
    late = out_of_office(holder, policy.day(when))
    if late:
        raise Refusal([late])
    return holder


def _check_record(evidence: Evidence | None, policy: Policy, found: Witness) -> None:
    """Without a signature there is only the forge's word, which no folder can prove; it can be disproved, though."""
    if evidence is None:
        found.missing.append("Tidak ada tanda tangan yang dapat diperiksa. Berikan --head.")
        return
    record = evidence.merge
    holder = pick(policy.of_account(record.merged_by), "kepala", policy.day(record.merged_at))
    if holder is None or holder.jabatan.peran != "kepala":
        raise Refusal([problem("RKT-617", akun=record.merged_by, tahun="")])
    found.missing.append("Buktinya catatan forge, yang tidak dapat dibuktikan dari folder saja. Berikan --head.")
