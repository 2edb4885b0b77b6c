"""What vouches for one publication: the repository it came from, or a policy that the reader trusts.

Each witness gives problems (something is wrong, and it is named), statements (what was shown, in the reader's words),
and whether it vouches for the publication. Not vouching is no accusation: there may be nothing that it can check.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timezone
from typing import Any

from rktkit.ground.catalogue.rules import show
from rktkit.ground.catalogue.trust import ORGANISASI, problem
from rktkit.ground.files import MemoryFiles, read_plain
from rktkit.ground.findings import Problem, Refusal, Severity
from rktkit.ground.git.objects import parse_commit
from rktkit.ground.git.program import BentObject, GitFailed
from rktkit.ground.git.repo import Repo
from rktkit.plan.calendar import setempat
from rktkit.plan.load.office import load_organisasi, load_siklus
from rktkit.plan.words import jam
from rktkit.trust import ssh
from rktkit.trust.approval.judge import Authority, approves, judge
from rktkit.trust.approval.policy import Holder, Policy, load_policy, out_of_office, pick, policy_line, read_policy
from rktkit.trust.approval.record import Evidence, moment
from rktkit.trust.archive.evidence import BUKTI, BadBukti, Given, read_given, recomputed
from rktkit.trust.archive.manifest import SIGNATURE, sha256
from rktkit.trust.archive.objects import SUMBER, BadProof, check_proof, signed_part
from rktkit.trust.archive.publications import Archive, Publication
from rktkit.trust.archive.seal import check_seal


@dataclass(slots=True)
class Witness:
    """What was found about one publication."""

    vouches: bool = False
    problems: list[Problem] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    """What could not be shown, and what the reader may give so that it can."""
    sealed: bool = False
    """The manifest itself, and with it every byte of the publication, carries the Kepala Dinas' signature."""

    @property
    def proven(self) -> bool:
        """Whether nothing is wrong or missing; a policy that was introduced anew (RKT-664) is neither."""
        return not self.missing and all(found.rule == "RKT-664" for found in self.problems)


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

    @property
    def introduced(self) -> str | None:
        """A policy that was introduced anew with this publication, for every reader; ``None``: there is none."""
        said = self.given.introduction if self.given else None
        if not said or said.get("pertama") is True:
            return None
        where, why = show(said.get("commit")), show(said.get("pesan"))
        return f"Kebijakan diperkenalkan ulang pada commit {where}, tanpa persetujuan kebijakan sebelumnya: {why}"


def read_papers(archive: Archive, publication: Publication) -> Papers:
    """Read ``bukti.json`` and the sources, and recompute that the Git objects kept there hold these sources.

    Raises:
        Refusal: RKT-645, RKT-654 or RKT-662.
    """
    name, manifest = publication.nama, publication.manifest
    listed = [entry.path for entry in manifest.berkas if entry.path.startswith(SUMBER)]
    read = {path.removeprefix(SUMBER): read_plain(archive.files, f"{name}/{path}") for path in listed}
    sources = {path: data for path, data in read.items() if data is not None}
    seal = read_plain(archive.files, f"{name}/{SIGNATURE}")
    try:
        bukti = json.loads(read_plain(archive.files, f"{name}/{BUKTI}") or b"")
        if not isinstance(bukti, dict):
            raise BadBukti("bukan susunan yang dikenal")
        given = None if manifest.menandatangani else read_given(bukti)
    except (ValueError, RecursionError, BadBukti) as error:
        sebab = str(error) if isinstance(error, BadBukti) else "tidak ada atau tidak dapat dibaca"
        raise Refusal([problem("RKT-654", f"{name}/{BUKTI}", publikasi=name, sebab=sebab)]) from error
    commits: dict[str, bytes] = {}
    if given:
        if seal is None and _needs_seal(bukti):
            path = f"{name}/{SIGNATURE}"
            raise Refusal([problem("RKT-645", path, path=path)])
        if given.commit != manifest.commit:
            raise Refusal([problem("RKT-654", f"{name}/{BUKTI}", publikasi=name, sebab="commitnya lain")])
        try:
            commits = check_proof(given.git, given.commit, given.naskah, manifest.tahun, sources)
        except BadProof as error:
            raise Refusal([problem("RKT-662", f"{name}/{BUKTI}", publikasi=name, sebab=error)]) from error
    return Papers(publication, bukti, given, sources, commits, manifest.to_bytes(), seal)


def _needs_seal(bukti: Mapping[str, Any]) -> bool:
    """Whether the evidence itself says that the Kepala Dinas signed the manifest, since he did not sign the merge."""
    policy, kepala = bukti.get("kebijakan"), bukti.get("kepala")
    wajib = policy.get("wajib") if isinstance(policy, dict) else None
    signed = any(_text(one, "tingkat") == "ssh" for one in kepala) if isinstance(kepala, list) else False
    return isinstance(wajib, list) and "ssh" in wajib and not signed


# --- the repository --------------------------------------------------------------------------------------------------


class Standing:
    """What the repository says of each publication of an archive; each is judged once.

    A publication rests on the plans before it: from the nearest one on, every change of the policy must show its
    consent. Only a plan that the repository itself vouches for can be rested on; one that somebody slipped into the
    archive shields nothing. What rests on a policy that was introduced anew shares its doubt (RKT-664).
    """

    def __init__(self, repo: Repo, main: str, archive: Archive) -> None:
        """``main``: tip of its branch, whose first-parent line is believed."""
        self.repo = repo
        self.main = main
        self.archive = archive
        self._line = repo.first_parents(main)
        self._found: list[Witness] = []

    def of(self, publication: Publication) -> Witness:
        """What the repository says of one publication of the archive."""
        place = self.archive.publications.index(publication)
        for one in self.archive.publications[len(self._found) : place + 1]:
            self._found.append(self._judge(one))  # in the order of the chain: each looks at those before it
        return self._found[place]

    def problems(self) -> list[Problem]:
        """Whatever speaks against any publication of the archive."""
        found = (one for publication in self.archive.publications for one in self.of(publication).problems)
        return [one for one in found if one.severity is Severity.GALAT]

    def rests_on(self, merge: str) -> tuple[str | None, list[Problem]]:
        """The nearest merge before this one whose published plan is proven, and what casts doubt on that one.

        Looks at the publications that were judged so far, which are those before the one in question.

        Raises:
            Refusal: RKT-652, the archive has plans, but none of them was made from this ``main``.
        """
        judged = zip(self.archive.publications, self._found, strict=False)
        plans = [(plan, found) for plan, found in judged if not plan.manifest.menandatangani]
        if plans and {plan.manifest.commit for plan, _ in plans}.isdisjoint(self._line):
            first = plans[0][0]
            raise Refusal([problem("RKT-652", ".", publikasi=first.nama, commit=first.manifest.commit)])
        older = self._line[self._line.index(merge) + 1 :] if merge in self._line else []
        for sha in older:
            for plan, found in plans:
                if plan.manifest.commit == sha and found.proven:
                    return sha, found.problems
        return None, []

    def _judge(self, publication: Publication) -> Witness:
        found = Witness()
        try:
            papers = read_papers(self.archive, publication)
            if self.repo.shallow:
                raise Refusal([problem("RKT-607")])
            if papers.given is None:
                self._signature(papers, found)
            else:
                self._plan(papers, papers.given, found)
        except Refusal as refusal:
            _note(refusal, found)
        except BentObject as error:
            name = publication.nama
            found.problems.append(problem("RKT-613", name, commit=publication.manifest.commit, sebab=error))
        except GitFailed as error:
            found.missing.append(f"Repositori ini tidak lengkap atau rusak ({show(error)}); ambil ulang")
        found.vouches = found.vouches and not found.problems and not found.missing
        return found

    def _plan(self, papers: Papers, given: Given, found: Witness) -> None:
        name = papers.publication.nama
        if given.commit not in self._line:
            raise Refusal([problem("RKT-652", name, publikasi=name, commit=given.commit)])
        since, doubt = self.rests_on(given.commit)
        authority = judge(
            self.repo,
            given.commit,
            event=given.evidence,
            server_time=given.server_time,
            main=self.main,
            since=since,
            introduce=_text(given.introduction, "commit"),
            seal=papers.seal is not None,
        )
        differs = recomputed(papers.bukti, authority) or _other_plan(papers, authority)
        if differs:
            raise Refusal([problem("RKT-669", name, publikasi=name, hal=differs)])
        sealed = papers.seal and check_seal(papers.manifest, papers.seal, authority.policy, given.server_time)
        zone = authority.policy.zona
        found.shown += [f"Digabungkan {_approved(approval, zone)}" for approval in papers.bukti["kepala"]]
        if sealed:
            _show_seal(*sealed, found)
        found.shown.append(f"Disetujui: {_approved(papers.bukti['sekretaris'], zone)}")
        if given.introduction:
            commit = given.introduction.get("commit")
            found.shown.append(f"Kebijakan diperkenalkan pada commit {commit}")
            if given.introduction.get("pertama") is not True:
                words = {"publikasi": name, "commit": commit, "pesan": given.introduction.get("pesan")}
                doubt = [problem("RKT-664", name, **words)]
        found.problems += doubt
        found.vouches = True

    def _signature(self, papers: Papers, found: Witness) -> None:
        """A signature made later: by the Kepala Dinas of a policy that came down by consent."""
        name = papers.publication.nama
        commit = _text(papers.bukti.get("kebijakan"), "commit")
        if commit is None or commit not in self._line:
            raise Refusal([problem("RKT-652", name, publikasi=name, commit=commit)])
        signed = self.archive.find((papers.publication.manifest.menandatangani or ("", ""))[0])
        place = self.archive.publications.index(signed) if signed else len(self._found)
        if signed is None or place >= len(self._found) or not self._found[place].proven:
            found.missing.append("Yang ditandatangani tidak terbukti wewenangnya")
            return
        if not self.repo.is_ancestor(self.repo.commit(signed.manifest.commit).parents[0], commit):
            raise Refusal(
                [problem("RKT-654", name, publikasi=name, sebab="kebijakannya lebih tua daripada yang ditandatangani")]
            )
        policy_line(self.repo, commit, since=signed.manifest.commit, evidence=None, introduce=None)
        found.problems += self._found[place].problems
        check_signer(papers, load_policy(self.repo, commit), found)


def _other_plan(papers: Papers, authority: Authority) -> str | None:
    """What a publication is not called after: the tree of its merge holds the plans of other years too."""
    manifest = papers.publication.manifest
    cycle, _ = load_siklus(MemoryFiles(papers.sources), manifest.tahun)
    if authority.merge.tahun != manifest.tahun:
        return "tahun"
    named = f"{manifest.tahun}/{cycle.jenis}-{cycle.urutan}" if cycle else ""
    return None if manifest.publikasi == named else "nama publikasi"


def _text(value: object, name: str) -> str | None:
    item = value.get(name) if isinstance(value, dict) else None
    return item if isinstance(item, str) else None


def _approved(approval: Mapping[str, Any], zona: timezone) -> str:
    """``CONTOH Kepala Dinas (Kepala Dinas), 1 Desember 2026 pukul 09.05 WITA, menurut tanda tangan SSH …``."""
    by = "tanda tangan SSH" if approval["tingkat"] == "ssh" else "catatan forge, akun"
    when = jam(setempat(datetime.fromisoformat(approval["waktu"]), zona))
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


def ask_trust(policy: Policy, archive: Archive, papers: Papers) -> Witness:
    """Hold the signatures that the publication carries against a policy that the reader trusts."""
    found = Witness()
    name = papers.publication.nama
    try:
        if papers.given is None or papers.seal is not None:
            check_signer(papers, policy, found)
        if papers.given is not None:
            _check_commits(papers, papers.given, policy, found)
    except ssh.NoSshKeygen as error:
        found.missing.append(str(error))
    except ssh.BadSignature as error:
        one = problem("RKT-661", name, publikasi=name, sebab=error)
        found.problems.append(_doubt(one) if _was_known(error, archive, papers, policy) else one)
    except Refusal as refusal:
        if _was_known(refusal.__cause__, archive, papers, policy):
            found.problems += map(_doubt, refusal.problems)
        else:
            _note(refusal, found)
    found.vouches = found.vouches and not found.problems
    return found


def _was_known(error: BaseException | None, archive: Archive, papers: Papers, policy: Policy) -> bool:
    """Whether a signature is good, by a key that the publication's own policy gives to one whom the reader's knows too.

    Then the key may have been taken out since: the reader's file is of another time, and accuses nobody.
    """
    if not isinstance(error, ssh.UnknownKey):
        return False
    signs = papers.publication.manifest.menandatangani
    signed = archive.find(signs[0]) if signs else None
    key = error.key
    try:
        sources = read_papers(archive, signed).sources if signed else papers.sources
        then = read_policy(MemoryFiles(sources))
    except Refusal:
        return False
    known = {(holder.jabatan.peran, holder.pejabat.nama) for holder in policy.holders()}
    return any((holder.jabatan.peran, holder.pejabat.nama) in known for holder in then.of_key(key))


def _doubt(found: Problem) -> Problem:
    return found.but(severity=Severity.PERINGATAN)


def check_signer(papers: Papers, policy: Policy, found: Witness) -> None:
    if papers.seal is None:
        if _text(papers.bukti.get("penanda_tangan"), "cara") not in {"p12", "bsre"}:  # those are in the PDF
            found.missing.append("Tidak ada tanda tangan SSH di dalamnya")
        return
    when = papers.given.server_time if papers.given else read_time(papers)
    _show_seal(*check_seal(papers.manifest, papers.seal, policy, when), found)
    found.vouches = True


def _show_seal(holder: Holder, key: ssh.Key, found: Witness) -> None:
    found.sealed = True
    found.shown.append(f"Manifest ditandatangani {holder.pejabat.nama} ({holder.jabatan.nama}), {key.fingerprint}")


def read_time(papers: Papers) -> datetime:
    """When a mere signature was made, by the clock of the machine that published it.

    Raises:
        Refusal: RKT-654.
    """
    when = moment(papers.bukti.get("waktu_server"))
    if when:
        return when
    name = papers.publication.nama
    raise Refusal([problem("RKT-654", name, publikasi=name, sebab="waktunya tidak dapat dibaca")])


def _check_commits(papers: Papers, given: Given, policy: Policy, found: Witness) -> None:
    """Both acts must be shown: the merge by the Kepala Dinas, and before it the approval by the Sekretaris."""
    signer = _committer(papers, given.commit, policy, "kepala")
    if signer is None:
        _check_record(given.evidence, policy, found)
        return
    late = out_of_office(signer, policy.day(given.server_time))
    if late:
        raise Refusal([late])
    found.shown.append(f"Penggabungan ditandatangani {signer.pejabat.nama} ({signer.jabatan.nama})")
    sekretaris, tahun = None, papers.publication.manifest.tahun
    approval = parse_commit(given.naskah, papers.commits[given.naskah])
    if approves(approval, tahun, named=True):  # the commit may hold the plans of other years, too
        sekretaris = _committer(papers, given.naskah, policy, "sekretaris")
    if sekretaris:
        found.shown.append(f"Naskah ditandatangani {sekretaris.pejabat.nama} ({sekretaris.jabatan.nama})")
        found.vouches = True
    elif not found.sealed:
        why = "tidak menyebut tahun" if approves(approval, tahun) else "tidak bertanda tangan"
        found.missing.append(f"Persetujuan Sekretaris atas RKT {tahun} {why}. Berikan --head.")


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
