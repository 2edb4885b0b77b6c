"""Authority: did the Kepala Dinas approve exactly this text, by the policy that held before?

``judge`` answers for one merge commit. It reads the policy at the **first parent**, so nothing in the merge can appoint
its own approver. Three things must hold, each shown by evidence and never by a name or an e-mail address:

1. **The shape.** A merge commit with two parents on ``main``'s first-parent line, carrying the plan of one year, no
   machinery and no policy, and every byte of the plan equal to its second parent (``merge``).
2. **The Sekretaris** approved exactly the second parent before the merge. With a forge: his latest review approves that
   commit. Without one: that commit *is* his approval. He puts it on top of the draft and signs it with his SSH key::

       git commit --allow-empty -S -m "Disetujui: RKT 2027"

   The signature covers the whole tree, so one approved commit answers for all unsigned work below it. The message is
   exactly that, so that no everyday signed commit becomes an approval by accident (``gate``).
3. **The Kepala Dinas** (definitif, Plt., Plh. or Pj.: whoever is in office on the server's date) merged it. For each
   level that the policy asks for:

   * ``forge``: the forge says that he pressed the button (``evidence``). This is the forge's word.
   * ``ssh``: the merge commit carries the signature of his key. Git must say ``G`` for a key that the policy lists. The
     commit's own date must not lie before its parents', nor after the server's time (the forge's where it counts, else
     the publishing machine's), nor more than seven days before it, and he must be in office on both dates: a former
     official who still has his key gains nothing by setting his clock back. Where the merge has no such signature, he
     may instead sign ``manifest.json`` while publishing.
   * ``tte``: a PAdES signature in ``rkt/<tahun>/rkt-ttd.pdf``, judged by ``signing`` while publishing.

The policy itself must have come down from the last publication by consent (``policy``). Every refusal has its own rule
RKT-6xx and says what to do; all that can be found at once is reported at once.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from rktkit.ground.catalogue.trust import problem
from rktkit.ground.files import Files
from rktkit.ground.findings import Problem, Refusal
from rktkit.ground.git.files import CommitFiles
from rktkit.ground.git.objects import Commit
from rktkit.ground.git.repo import Repo
from rktkit.plan.layout import pengesahan_path
from rktkit.plan.load.office import load_pengesahan
from rktkit.trust.approval import kepala as head
from rktkit.trust.approval.case import Approval, Case
from rktkit.trust.approval.gate import gate
from rktkit.trust.approval.line import Introduction, PolicyChange, left_out, policy_line
from rktkit.trust.approval.merge import Merge, read_merge
from rktkit.trust.approval.policy import Policy, load_policy, one_person, two_people
from rktkit.trust.approval.record import Evidence
from rktkit.trust.approval.scheduled import too_early


@dataclass(frozen=True, slots=True)
class Acts:
    """What people did, as far as it is shown, and what speaks against it or is absent."""

    kepala: tuple[Approval, ...]
    gerbang: Approval | None
    problems: tuple[Problem, ...]

    @property
    def seorang(self) -> bool:
        """Whether one person stands at the gate and signs."""
        other = self.gerbang
        return other is not None and any(one_person(done.holder, other.holder) for done in self.kepala)


@dataclass(frozen=True, slots=True)
class Authority:
    """A merge that may be published, and why.

    ``kepala`` holds one approval for each level that is already proven. ``seal`` is true when the policy asks for
    ``ssh`` and the merge does not carry it: the Kepala Dinas of ``policy`` must then sign the manifest.
    """

    merge: Merge
    policy: Policy
    kepala: tuple[Approval, ...]
    sekretaris: Approval
    server_time: datetime
    seal: bool
    changes: tuple[PolicyChange, ...]
    introduction: Introduction | None


def judge(
    repo: Repo,
    merge_sha: str,
    *,
    event: Evidence | None,
    server_time: datetime,
    main: str | None = None,
    since: str | None = None,
    introduce: str | None = None,
    seal: bool = False,
    cap: Callable[[Merge], datetime | None] | None = None,
    lama: bool = False,
    terbit: bool = False,
) -> Authority:
    """Judge one merge.

    Args:
        merge_sha: full hash of the merge commit.
        event: the forge's record, if there is one.
        server_time: when the server (or the machine that publishes) saw the merge; aware.
        main: tip of ``main``; ``None``: the repository's own.
        since: commit of the last publication before it; ``None``: there is none.
        introduce: full hash of a commit whose policy is introduced anew.
        seal: the Kepala Dinas will sign the manifest, so the merge itself need not be signed.
        cap: the moment of a trusted time-stamp over the merge, if there is one.
        lama: it was published by a version with a looser grammar of approvals.
        terbit: it is published already.

    Raises:
        Refusal: with every reason that could be found.
    """
    merge, problems = read_merge(repo, merge_sha, main=main, evidence=event)
    try:
        policy = load_policy(repo, merge.utama)
    except Refusal as refusal:
        raise Refusal([*problems, *refusal.problems]) from refusal
    changes: tuple[PolicyChange, ...] = ()
    introduction = None
    try:
        changes, introduction = policy_line(
            repo, merge.utama, since=since, evidence=event, introduce=introduce, lama=lama
        )
    except Refusal as refusal:
        problems += refusal.problems
    problems += left_out(repo, merge.commit.sha)
    stamped = cap(merge) if cap else None
    case = Case(merge, policy, event, server_time, seal, _looked_up(repo), repo, stamped, lama, terbit)
    found = acts(case)
    problems += [*found.problems, *decision(merge, policy, CommitFiles(repo, merge.commit.sha), found.kepala)]
    if problems or found.gerbang is None:
        raise Refusal(dict.fromkeys(problems))
    seal_needed = needs_seal(case, found)
    return Authority(merge, policy, found.kepala, found.gerbang, server_time, seal_needed, changes, introduction)


def acts(case: Case) -> Acts:
    """Who approved and who merged: the one judge of people, for a repository and for a folder."""
    problems = list(two_people(case.policy))
    kepala: list[Approval] = []
    for found in (*head.by_forge(case), *head.by_signature(case)):
        if isinstance(found, Problem):
            problems.append(found)
        else:
            kepala.append(found)
    approval = gate(case)
    if isinstance(approval, Problem):
        problems.append(approval)
    passed = approval if isinstance(approval, Approval) else None
    problems += _scheduled(case, passed)
    done = Acts(tuple(kepala), passed, tuple(problems))
    if case.policy.dua_orang and done.seorang:
        nama = done.kepala[0].holder.pejabat.nama
        return Acts(done.kepala, done.gerbang, (*problems, problem("RKT-632.dua", nama=nama)))
    return done


def _scheduled(case: Case, gate: Approval | None) -> Iterator[Problem]:
    """RKT-695: the button was pressed before there was what it merged."""
    if case.event is None:
        return
    approved = gate.waktu if gate and gate.tingkat == "forge" else None
    found = too_early(case.event.merge, approved)
    if found:
        schedule, later = found
        words: dict[str, Any] = {"waktu": case.jam(schedule.waktu), "kemudian": case.jam(later)}
        yield problem("RKT-695", akun=schedule.akun, tahun=case.merge.tahun, **words)


def needs_seal(case: Case, found: Acts) -> bool:
    """Whether the Kepala Dinas must sign the manifest, since the policy asks for ``ssh`` and the merge has none."""
    return "ssh" in case.levels and not any(done.tingkat == "ssh" for done in found.kepala)


def _looked_up(repo: Repo) -> Callable[[str], Commit | None]:
    def commit(sha: str) -> Commit | None:
        return repo.commit(sha)

    return commit


def decision(merge: Merge, policy: Policy, files: Files, kepala: tuple[Approval, ...]) -> Iterator[Problem]:
    """Number and date are there, and the name that the document will print is the person who approved it."""
    tahun = merge.tahun
    file = pengesahan_path(tahun)
    made, _ = load_pengesahan(files, tahun)
    fields = {"nomor": made and made.nomor, "tanggal": made and made.tanggal}
    missing = [name for name, value in fields.items() if not value]
    if missing or made is None or made.tanggal is None:
        yield problem("RKT-637", file, isian=", ".join(missing), tahun=tahun)
        return
    jabatan = policy.organisasi.find_jabatan(made.jabatan)
    written = jabatan.pejabat_pada(made.tanggal) if jabatan else None
    for name in dict.fromkeys(approval.holder.pejabat.nama for approval in kepala):
        if written is None or written.nama != name:
            yield problem(
                "RKT-638", file, tanggal=made.tanggal, tertulis=written.nama if written else "(kosong)", nama=name
            )
