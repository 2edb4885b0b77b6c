"""A reader with a clone: its own first-parent history is judged again, merge by merge, by the judge of ``rkt publish``.

A publication rests on the plans before it: from the nearest one on, every change of the policy must show its consent.
Only a plan that the repository itself vouches for can be rested on; one that somebody slipped into the archive shields
nothing. What rests on a policy that was introduced anew shares its doubt (RKT-664).
"""

from collections.abc import Callable, Mapping
from datetime import datetime

from rktkit.ground.catalogue.rules import show
from rktkit.ground.catalogue.trust import problem
from rktkit.ground.files import MemoryFiles
from rktkit.ground.findings import Problem, Refusal, Severity
from rktkit.ground.git.files import CommitFiles
from rktkit.ground.git.program import BentObject, GitFailed
from rktkit.ground.git.repo import Repo
from rktkit.plan.calendar import setempat
from rktkit.plan.load.office import load_siklus
from rktkit.plan.writing.words import jam
from rktkit.trust.approval.judge import Acts, Authority, judge
from rktkit.trust.approval.line import policy_line
from rktkit.trust.approval.merge import Merge
from rktkit.trust.approval.policy import Policy, load_policy
from rktkit.trust.archive.evidence import Given, recomputed
from rktkit.trust.archive.publications import Archive, Publication
from rktkit.trust.tte.tsr import merge_stamp
from rktkit.trust.verify.papers import Papers, read_papers
from rktkit.trust.verify.people.ruling import Ruling, merge_key
from rktkit.trust.verify.question import TSA, pem_below
from rktkit.trust.verify.seals import sealed_by


class Standing:
    """What the repository says of each publication of an archive; each is judged once, in the order of the chain."""

    def __init__(self, repo: Repo, main: str, archive: Archive) -> None:
        """``main``: tip of its branch, whose first-parent line is believed."""
        self.repo = repo
        self.main = main
        self.archive = archive
        self._line = repo.first_parents(main)
        self._place = {sha: number for number, sha in enumerate(self._line)}
        self._order = {publication.nama: number for number, publication in enumerate(archive.publications)}
        self._found: list[Ruling] = []
        self._proven: dict[str, Ruling] = {}
        self._first: Publication | None = None
        self._ours = False

    def of(self, publication: Publication) -> Ruling:
        """What the repository says of one publication of the archive."""
        place = self._order[publication.nama]
        for one in self.archive.publications[len(self._found) : place + 1]:
            self._add(one, self._judge(read_papers(self.archive, one)))
        return self._found[place]

    def take(self, papers: Papers) -> Ruling:
        """As ``of``, for papers that were read already; they must come in the order of the chain."""
        if self._order[papers.nama] == len(self._found):
            self._add(papers.publication, self._judge(papers))
        return self.of(papers.publication)

    def trust(self, publication: Publication) -> None:
        """Take a publication as proven: its seal and its chain were verified in this run."""
        self._add(publication, Ruling())

    def _add(self, publication: Publication, found: Ruling) -> None:
        self._found.append(found)
        commit = publication.manifest.commit
        if publication.manifest.menandatangani:
            return
        self._first = self._first or publication
        self._ours = self._ours or commit in self._place
        if found.proven:
            self._proven[commit] = found

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
        first = self._first
        if first and not self._ours:
            raise Refusal([problem("RKT-652", ".", publikasi=first.nama, commit=first.manifest.commit)])
        here = self._place.get(merge, len(self._line))
        for place in range(here + 1, len(self._line)):
            found = self._proven.get(self._line[place])
            if found:
                return self._line[place], found.ragu
        return None, []

    def policy_of(self, papers: Papers) -> Policy | None:
        """The policy that held for a publication: at the first parent of its merge, or the one that it names."""
        try:
            if papers.given:
                return load_policy(self.repo, self.repo.commit(papers.given.commit).parents[0])
            commit = _text(papers.bukti.get("kebijakan"), "commit")
            return load_policy(self.repo, commit) if commit in self._place and commit else None
        except (Refusal, GitFailed, IndexError):
            return None

    def newest_policy(self) -> Policy | None:
        """The newest policy of ``main`` that came down by consent, else that of the newest plan beyond doubt."""
        sound = {sha for sha, found in self._proven.items() if not found.ragu}
        last = next((sha for sha in self._line if sha in sound), None)
        try:
            policy_line(self.repo, self.main, since=last, evidence=None, introduce=None)
            return load_policy(self.repo, self.main)
        except (Refusal, GitFailed):
            pass
        try:
            return load_policy(self.repo, last) if last else None
        except (Refusal, GitFailed):
            return None

    def _judge(self, papers: Papers) -> Ruling:
        found = Ruling()
        try:
            if self.repo.shallow:
                raise Refusal([problem("RKT-607")])
            if papers.signs:
                self._signature(papers, found)
            elif papers.given:
                self._plan(papers, papers.given, found)
            else:
                found.missing.append("Bukti wewenangnya tidak dapat dibaca")
        except Refusal as refusal:
            found.refused(refusal)
        except BentObject as error:
            commit = papers.publication.manifest.commit
            found.problems.append(problem("RKT-613", papers.nama, commit=commit, sebab=error))
        except GitFailed as error:
            found.missing.append(f"Repositori ini tidak lengkap atau rusak ({show(error)}); ambil ulang")
        return found

    def _plan(self, papers: Papers, given: Given, found: Ruling) -> None:
        name = papers.nama
        if given.commit not in self._place:
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
            cap=self._stamped(papers, found),
            lama=papers.publication.manifest.versi == 1,
            terbit=True,
        )
        found.policy = authority.policy
        differs = recomputed(papers.bukti, authority) or _other_plan(papers, authority)
        if differs:
            raise Refusal([problem("RKT-669", name, publikasi=name, hal=differs)])
        found.acts(Acts(authority.kepala, authority.sekretaris, ()), authority.policy.zona, given.evidence)
        _taken_back(papers, authority, found)
        if "ssh" in found.tingkat:
            key = merge_key(papers.commits, given.commit)
            found.keys |= {key} if key else set()
        found.seal(papers, authority.policy)
        if authority.seal and papers.seal is None:
            found.missing.append("Tanda tangan kepala instansi atas manifest, yang disebut buktinya, tidak ada")
        if given.introduction:
            commit = given.introduction.get("commit")
            found.shown.append(f"Kebijakan diperkenalkan pada commit {commit}")
            if given.introduction.get("pertama") is not True:
                words = {"publikasi": name, "commit": commit, "pesan": given.introduction.get("pesan")}
                doubt = [problem("RKT-664", name, **words)]
        found.ragu += doubt

    def _stamped(self, papers: Papers, found: Ruling) -> Callable[[Merge], datetime | None] | None:
        def cap(merge: Merge) -> datetime | None:
            roots = pem_below(CommitFiles(self.repo, merge.utama), TSA)
            found.cap = merge_stamp(papers.bukti, merge.commit.raw, roots)
            return found.cap

        return cap if papers.bukti.get("stempel_merge") else None

    def _signature(self, papers: Papers, found: Ruling) -> None:
        """A signature made later: by the Kepala Dinas of a policy that came down by consent."""
        name = papers.nama
        commit = _text(papers.bukti.get("kebijakan"), "commit")
        if commit is None or commit not in self._place:
            raise Refusal([problem("RKT-652", name, publikasi=name, commit=commit)])
        signed = self.archive.find((papers.signs or ("", ""))[0])
        place = self._order[signed.nama] if signed else len(self._found)
        if signed is None or place >= len(self._found) or not self._found[place].proven:
            found.missing.append("Yang ditandatangani tidak terbukti wewenangnya")
            return
        if not self.repo.is_ancestor(self.repo.commit(signed.manifest.commit).parents[0], commit):
            raise Refusal(
                [problem("RKT-654", name, publikasi=name, sebab="kebijakannya lebih tua daripada yang ditandatangani")]
            )
        policy_line(self.repo, commit, since=signed.manifest.commit, evidence=None, introduce=None)
        found.ragu += self._found[place].ragu
        found.policy = load_policy(self.repo, commit)
        later_signature(papers, found.policy, found)


def _taken_back(papers: Papers, authority: Authority, found: Ruling) -> None:
    """A refusal on the draft's branch, whose date is its writer's word. The office's machine that sealed saw none."""
    when, policy = authority.sekretaris.ditarik, authority.policy
    if when:
        said = f"Di cabang draf ada “Ditolak” bertanggal {jam(setempat(when, policy.zona))}"
        day = policy.day(authority.server_time)
        seen = sealed_by(papers, [one.kunci for one in policy.penerbit if one.menjabat(day)])
        told = found.shown if seen else found.missing
        told.append(f"{said}; kapan tibanya, sebelum atau sesudah terbit, hanya menurut penulisnya")


def later_signature(papers: Papers, policy: Policy, found: Ruling) -> None:
    """A signature that was made after the publication that it signs, by a policy."""
    found.policy = policy
    if papers.seal is None and _text(papers.bukti.get("penanda_tangan"), "cara") not in {"p12", "bsre"}:
        found.missing.append("Tidak ada tanda tangan SSH di dalamnya")
        return
    if papers.server_time is None:
        sebab = "waktunya tidak dapat dibaca"
        found.problems.append(problem("RKT-654", papers.nama, publikasi=papers.nama, sebab=sebab))
        return
    found.seal(papers, policy)


def _other_plan(papers: Papers, authority: Authority) -> str | None:
    """What a publication is not called after: the tree of its merge holds the plans of other years too."""
    manifest = papers.publication.manifest
    cycle, _ = load_siklus(MemoryFiles(papers.sources), manifest.tahun)
    if authority.merge.tahun != manifest.tahun:
        return "tahun"
    named = f"{manifest.tahun}/{cycle.jenis}-{cycle.urutan}" if cycle else ""
    return None if manifest.publikasi == named else "nama publikasi"


def _text(value: object, name: str) -> str | None:
    item = value.get(name) if isinstance(value, Mapping) else None
    return item if isinstance(item, str) else None
