"""What Git and the files say about a cycle: gathers the ``Keadaan`` that ``turns.compute`` turns into an answer.

The branches are the procedure (``main``, ``draf/<tahun>``, ``bidang/<kode>-<tahun>``, ``arsip``), on the forge
(``origin``) or here. Where no forge keeps the word of a decision, three messages carry it:

* ``Dikembalikan …`` on ``bidang/<kode>-<tahun>``: the Kasubbag's *tidak* of step 7;
* ``Dikembalikan …`` on ``draf/<tahun>``: the Sekretaris' *tidak* of step 9;
* ``Disetujui …``, signed, as the newest commit of ``draf/<tahun>``: the Sekretaris' *ya*, as ``authority`` wants it.

A form counts as filled when no ``# TINJAU`` mark of ``rkt open`` is left in it; an amendment marks every form anew, so
that each bidang is asked. An empty commit on its branch says the same as taking the mark away. Nothing here decides
about authority: this is the notice board in the corridor, not the register.
"""

import json
from dataclasses import dataclass, replace
from datetime import date

from rktkit.ground.files import Files, MemoryFiles, read_plain
from rktkit.ground.findings import Refusal, Severity
from rktkit.ground.git.files import CommitFiles
from rktkit.ground.git.objects import Commit
from rktkit.ground.git.program import GitFailed, NoRevision
from rktkit.ground.git.repo import Repo
from rktkit.ground.git.then import Then
from rktkit.plan.calendar import moment
from rktkit.plan.layout import SIKLUS, FormId, folder_of, form_path, siklus_path
from rktkit.plan.load.office import load_organisasi, load_pengesahan, load_siklus, years
from rktkit.plan.model import Siklus
from rktkit.plan.office import Organisasi
from rktkit.plan.roles import acting_jabatan
from rktkit.procedure.facts.elsewhere import elsewhere
from rktkit.procedure.facts.handed_in import RETURNED, Pembaca, begins, is_filled, own_branch
from rktkit.procedure.sop import Keadaan, KeadaanForm, Kejadian
from rktkit.rules.archived import Archived, decisions
from rktkit.rules.check import at_work, check
from rktkit.trust import ssh
from rktkit.trust.approval.gate import APPROVAL, says
from rktkit.trust.approval.merge import main_tip
from rktkit.trust.approval.policy import Holder, Policy, commit_key, load_policy, pick
from rktkit.trust.archive.branch import newest
from rktkit.trust.archive.closed import archived
from rktkit.trust.archive.evidence import BUKTI, BadBukti, read_given


@dataclass(frozen=True, slots=True)
class Garis:
    """Where a cycle's state stands: its newest files, and the commits that made it.

    ``line`` is the first-parent line of the draft since it left ``main``, oldest first; empty when the cycle has no
    branch of its own. ``merge`` is the commit that brought it into ``main``.
    """

    files: Files
    tip: str | None = None
    line: tuple[Commit, ...] = ()
    merge: Commit | None = None


def tahun_terbaru(files: Files, repo: Repo | None) -> int | None:
    """The newest year that has a cycle, here or on a ``draf/`` branch."""
    found = [tahun for tahun in years(files) if SIKLUS in files.list(folder_of(tahun))]
    for prefix in ("refs/heads/draf", "refs/remotes/origin/draf") if repo else ():
        assert repo is not None
        names = (name.rpartition("/")[2] for name in repo.refs(prefix))
        found += [int(name) for name in names if len(name) == 4 and name.isdecimal()]
    return max(found, default=None)


def situation(files: Files, tahun: int, repo: Repo | None = None) -> tuple[Keadaan, Files]:
    """Gather the state of a year's newest cycle.

    Args:
        files: the working copy, which holds where no branch says otherwise.
        tahun: the plan year.
        repo: its repository, if there is one.

    Returns:
        The state, and the files it was read from: the draft with every bidang's newest form.

    Raises:
        Refusal: ``organisasi.yml`` or the year's ``siklus.yml`` is missing or unusable.
    """
    garis = _garis(files, tahun, repo)
    organisasi, problems = load_organisasi(garis.files)
    siklus, more = load_siklus(garis.files, tahun)
    if organisasi is None or siklus is None:
        raise Refusal(problem for problem in problems + more if problem.severity is Severity.GALAT)
    keadaan = _dari_berkas(garis.files, tahun, siklus, organisasi)
    newest = garis.files
    if repo is not None:
        keadaan, newest = _dari_riwayat(repo, keadaan, garis)
    said = archived(repo, newest, final=(tahun,))
    keadaan = replace(keadaan, keputusan=decisions(newest, said), arsip=said)
    return _dengan_galat(keadaan, newest, said), newest


def _garis(files: Files, tahun: int, repo: Repo | None) -> Garis:
    if repo is None:
        return Garis(files)
    main = main_tip(repo)
    draft = _draft(repo, tahun, main)
    if draft and not (main and repo.is_ancestor(draft, main)):
        base = repo.merge_base(draft, main) if main else None
        shas = repo.first_parents(draft, since=base)[::-1]
        return Garis(CommitFiles(repo, draft), draft, tuple(map(repo.commit, shas)))
    if main is None:
        return Garis(files)
    merge = next(
        (
            commit
            for sha in repo.first_parents(main, path=folder_of(tahun))
            if len((commit := repo.commit(sha)).parents) == 2
        ),
        None,
    )
    if merge is None or _urutan(files, tahun) > _urutan(CommitFiles(repo, merge.sha), tahun):
        return Garis(files, main)  # opened here, and on no branch yet: what was merged is the cycle before
    shas = repo.first_parents(merge.parents[1], since=merge.parents[0])[::-1]
    return Garis(CommitFiles(repo, main), merge.parents[1], tuple(map(repo.commit, shas)), merge)


def _draft(repo: Repo, tahun: int, main: str | None) -> str | None:
    """The draft's newest commit. Of a day gone by it may be reached only through the merge that came of it."""
    found = repo.branch_tip(f"draf/{tahun}")
    if not isinstance(repo, Then) or (found and not (main and repo.is_ancestor(found, main))):
        return found
    cycle = siklus_path(tahun)
    for ref in ("refs/heads/main", "refs/remotes/origin/main"):
        for sha in repo.merged_later(ref):
            if main is None or (not repo.is_ancestor(sha, main) and cycle in repo.changed(main, sha)):
                return sha
    return found


def _urutan(files: Files, tahun: int) -> int:
    siklus, _ = load_siklus(files, tahun)
    return siklus.urutan or 0 if siklus else 0


# --- from the files -------------------------------------------------------------------------------------------------


def _dari_berkas(files: Files, tahun: int, siklus: Siklus, organisasi: Organisasi) -> Keadaan:
    """What the files alone say, without dates where only Git knows them."""
    folder = files.list(folder_of(tahun))
    meeting = siklus.sosialisasi
    held = meeting and meeting.notulen in folder
    decision, _ = load_pengesahan(files, tahun)
    asked = organisasi.bidang_pada(tahun)
    units = [b for b in organisasi.bidang_dalam(tahun) if b in asked or f"{b.kode}.yml" in folder]
    forms = {unit.kode: _form_berkas(read_plain(files, form_path(tahun, unit.kode))) for unit in units}
    return Keadaan(
        tahun,
        siklus.jenis or "murni",
        siklus.urutan or 0,
        organisasi,
        siklus.jadwal,
        forms,
        disposisi=_oleh(organisasi, "sekretaris", siklus.disposisi.tanggal) if siklus.disposisi else None,
        perencanaan=Kejadian() if siklus.tim else None,
        sosialisasi=_oleh(organisasi, "kasubag", meeting.tanggal) if meeting and held else None,
        diajukan=Kejadian() if decision and decision.nomor and decision.tanggal else None,
    )


def _oleh(organisasi: Organisasi, peran: str, day: date | None) -> Kejadian:
    """An event that the files date, by whoever held the role's position on that day."""
    jabatan = acting_jabatan(organisasi, peran)
    pejabat = jabatan.pejabat_pada(day) if jabatan and day else None
    return Kejadian(day, pejabat.nama if pejabat else None)


def _form_berkas(data: bytes | None) -> KeadaanForm:
    """A form that stands there without a mark was handed in and accepted at some time."""
    if data is None or not is_filled(data):
        return KeadaanForm()
    return KeadaanForm(Kejadian(), Kejadian(), None, Kejadian())


def _dengan_galat(keadaan: Keadaan, files: Files, said: Archived) -> Keadaan:
    """Count the blocking problems of each form; a closed year has those alone that its publication does not have."""
    paths = {form_path(keadaan.tahun, kode): kode for kode in keadaan.form}
    closed = keadaan.tahun in said.tertutup
    found = said.berbeda if closed else check(files, paths=tuple(paths), year=keadaan.tahun).problems
    counts = dict.fromkeys(keadaan.form, 0)
    for problem in found:
        if problem.severity is Severity.GALAT and problem.file in paths:  # a broken reference is told as well
            counts[paths[problem.file]] += 1
    return replace(keadaan, form={kode: replace(form, galat=counts[kode]) for kode, form in keadaan.form.items()})


# --- from the history ----------------------------------------------------------------------------------------------


def _dari_riwayat(repo: Repo, keadaan: Keadaan, garis: Garis) -> tuple[Keadaan, Files]:
    """What the commits say, where the cycle has any of its own; and the files with every bidang's newest form."""
    reader = _Pembaca(repo, keadaan)
    newest: dict[str, bytes] = {}
    if garis.line:
        cycle = reader.siklus(garis.line)
        keadaan = reader.draf(cycle)
        forms = {}
        for kode in keadaan.form:
            forms[kode], data = reader.form(kode, cycle, None if garis.merge else garis.tip)
            if data is not None:
                newest[f"{reader.folder}/{kode}.yml"] = data
        keadaan = replace(keadaan, form=forms)
    keadaan = replace(keadaan, form=_pertama(repo, reader, keadaan, garis))
    if garis.tip and not garis.merge:
        keadaan = replace(keadaan, form=_bersamaan(repo, keadaan, garis.tip))
    ditetapkan = reader.kejadian(garis.merge) if garis.merge else None
    return reader.arsip(replace(keadaan, ditetapkan=ditetapkan)), MemoryFiles(newest, garis.files)


def _bersamaan(repo: Repo, keadaan: Keadaan, tip: str) -> dict[str, KeadaanForm]:
    """The forms with the branches on which each is being changed beside its bidang's own."""
    paths = {kode: form_path(keadaan.tahun, kode) for kode in keadaan.form}
    found = elsewhere(repo, tip, paths.values())
    others = {
        kode: tuple(name for name in found.get(path, ()) if name != own_branch(keadaan.tahun, kode))
        for kode, path in paths.items()
    }
    return {kode: replace(form, cabang=others[kode]) for kode, form in keadaan.form.items()}


def _pertama(repo: Repo, reader: Pembaca, keadaan: Keadaan, garis: Garis) -> dict[str, KeadaanForm]:
    """The forms with the day on which each first came in, also of a cycle that has no branch of its own."""
    try:
        tip = garis.tip if garis.line and garis.tip else repo.resolve("HEAD")
    except NoRevision:
        return dict(keadaan.form)
    days = reader.pertama(tip) if keadaan.tahun in at_work(garis.files) else {}
    known = {kode: days.get(FormId(keadaan.tahun, kode), form.pertama) for kode, form in keadaan.form.items()}
    return {kode: replace(form, pertama=known[kode]) for kode, form in keadaan.form.items()}


class _Pembaca(Pembaca):
    """Reads the commits of one cycle, oldest first; each event replaces what was known before."""

    def __init__(self, repo: Repo, keadaan: Keadaan) -> None:
        super().__init__(repo, keadaan.tahun, keadaan.jenis, keadaan.urutan, keadaan.organisasi)
        self.keadaan = keadaan
        self.folder = folder_of(keadaan.tahun)
        self._policies: dict[str, Policy] = {}

    def kejadian(self, commit: Commit) -> Kejadian:
        """An event by the owner of the key that signed it, whatever name the commit's author line gives."""
        event, signer = super().kejadian(commit), self._signer(commit)
        return replace(event, oleh=signer[1].pejabat.nama) if signer else event

    def _signer(self, commit: Commit) -> tuple[Policy, Holder] | None:
        """The policy of ``main`` and whose key in it signed a commit; ``None`` where that is not known."""
        if not ssh.has_signature(commit.raw):
            return None
        base = main_tip(self.repo) or commit.sha
        try:
            policy = self._policies.get(base) or self._policies.setdefault(base, load_policy(self.repo, base))
            key = commit_key(commit.raw, policy)
        except Refusal:
            return None
        found = pick(policy.of_key(key), policy.gate, policy.day(commit.time)) if key else None
        return (policy, found) if found else None

    def siklus(self, line: tuple[Commit, ...]) -> tuple[Commit, ...]:
        """The part of the line from the commit on that opened this very cycle."""
        wanted = (self.keadaan.jenis, self.keadaan.urutan)
        for start, commit in enumerate(line):
            siklus, _ = load_siklus(self.files(commit.sha), self.keadaan.tahun)
            if siklus and (siklus.jenis, siklus.urutan) == wanted:
                return line[start:]
        return line

    def draf(self, cycle: tuple[Commit, ...]) -> Keadaan:
        """Steps 2, 8 and 9: what happened on the draft itself."""
        perencanaan = diajukan = ditolak = disetujui = None
        for commit in cycle:
            changed = self.berubah(commit)
            event = self.kejadian(commit)
            files = self.files(commit.sha)
            if perencanaan is None and siklus_path(self.keadaan.tahun) in changed:
                siklus, _ = load_siklus(files, self.keadaan.tahun)
                perencanaan = event if siklus and siklus.tim else None
            if begins(commit, RETURNED):
                diajukan, ditolak = None, event
            elif any(path.startswith(f"{self.folder}/") for path in changed):
                decision, _ = load_pengesahan(files, self.keadaan.tahun)
                complete = decision and decision.nomor and decision.tanggal
                if complete and (ditolak or f"{self.folder}/pengesahan.yml" in changed):
                    diajukan, ditolak = event, None
            disetujui = event if self.disetujui(commit) else None
        return replace(self.keadaan, perencanaan=perencanaan, diajukan=diajukan, ditolak=ditolak, disetujui=disetujui)

    def disetujui(self, commit: Commit) -> bool:
        """Whether a commit is the signed approval of the gate of step 9, by the policy of ``main``."""
        if not says(commit, APPROVAL, self.keadaan.tahun):
            return False
        signer = self._signer(commit)
        if signer is None:
            return False
        policy, holder = signer
        return holder.jabatan.peran == policy.gate and holder.pejabat.menjabat(policy.day(commit.time))

    def arsip(self, keadaan: Keadaan) -> Keadaan:
        """The state with what the cycle's publication tells: when it was archived, by the clock of whoever published.

        Its evidence names the people of steps 9 and 10 as well; of what was done on the forge no commit does.
        """
        try:
            tip = newest(self.repo)
            arsip = self.files(tip) if tip else None
        except GitFailed:  # not known, which ``archived`` tells
            return keadaan
        path = f"{self.keadaan.tahun}/{self.keadaan.jenis}-{self.keadaan.urutan}/{BUKTI}"
        data = read_plain(arsip, path) if arsip is not None else None
        if data is None:
            return keadaan
        try:
            bukti = json.loads(data)
            archived = Kejadian(self.day(read_given(bukti).server_time))
        except (BadBukti, ValueError, RecursionError):
            return replace(keadaan, diarsipkan=Kejadian())  # whether it is good is for ``verify`` to say
        return replace(
            keadaan,
            disetujui=self._act(bukti.get("sekretaris")) or keadaan.disetujui,
            ditetapkan=self._act(bukti.get("kepala")) or keadaan.ditetapkan,
            diarsipkan=archived,
        )

    def _act(self, entries: object) -> Kejadian | None:
        """An act as the evidence has it, once or at each level; ``None`` where it is not told as we write it."""
        entry = next(iter(entries), None) if isinstance(entries, list) else entries
        if not isinstance(entry, dict) or not isinstance(entry.get("nama"), str):
            return None
        when = moment(entry.get("waktu"))
        return Kejadian(self.day(when), entry["nama"]) if when else None
