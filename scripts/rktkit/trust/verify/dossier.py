"""Everything about an archive that its claims look at, read once for whatever the reader holds."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from rktkit.ground.files import MemoryFiles
from rktkit.trust.approval.policy import Policy
from rktkit.trust.archive.publications import Archive, Publication
from rktkit.trust.verify.matter import Whole
from rktkit.trust.verify.papers import Papers, read_papers
from rktkit.trust.verify.pdf.signature import Eyes
from rktkit.trust.verify.people.clone import Standing
from rktkit.trust.verify.people.kept import Followed, judge_kept, own_policy
from rktkit.trust.verify.people.ruling import Ruling
from rktkit.trust.verify.question import TSA, History, Question, Trusted, pem_below, read_trusted
from rktkit.trust.verify.seals import Book, Sight, read_book
from rktkit.trust.verify.whole import measure

Follow = Callable[[Sequence[Publication]], Iterable[Publication]]
"""Goes through the publications; a face may show there how far it is."""


@dataclass(slots=True)
class Dossier:
    """What was read, and what follows from it for every publication."""

    archive: Archive
    question: Question
    history: History | None
    trusted: Trusted
    papers: dict[str, Papers]
    rulings: dict[str, Ruling]
    book: Book
    whole: Whole
    newest: Policy | None
    eyes: Eyes
    changes: Sequence[str]


def read_dossier(archive: Archive, question: Question, history: History | None, follow: Follow) -> Dossier:
    """Read an archive for a reader, and judge its people and seals."""
    trusted = read_trusted(question.trust)
    papers = [read_papers(archive, publication) for publication in archive.publications]
    head = next((one.manifest.urutan for one in archive.publications if one.sha256 == question.head), 0)
    rulings: dict[str, Ruling] = {}
    standing = followed = None
    if trusted.policy:
        followed = Followed(trusted.policy, papers, question.today, head, trusted.stamps)
    if history:
        standing = Standing(history.repo, history.main, archive)
    for number, publication in enumerate(follow(archive.publications)):
        paper = papers[number]
        by_clone = standing.take(paper) if standing else None
        by_trust = followed.ruling(number, paper) if followed else None
        if by_clone is None and paper.publication.manifest.urutan <= head and (by_trust is None or by_trust.asing):
            policy = own_policy(paper)
            under = judge_kept(paper, policy, _sources_stamps(paper)) if policy else _by_target(archive, papers, paper)
            by_trust = under or by_trust  # the policy under that head knows the keys of its time
        ruling = _both(by_clone, by_trust)
        if ruling:
            rulings[publication.nama] = ruling
    newest = _newest(standing, followed, [p for p in papers if p.publication.manifest.urutan <= head], history)
    today = question.today
    heads = frozenset(filter(None, [question.head]))
    by_policies = _policies(archive, papers, standing, followed, head)
    sight = Sight(by_policies, newest, today, _stamps(trusted, history, head), heads)
    book = read_book(archive, papers, sight)
    whole = measure(archive, papers, question, history, standing, book, trusted.policy)
    eyes = Eyes(trusted, history, newest, today, book, bool(head))
    by_name = {paper.nama: paper for paper in papers}
    changes = followed.changes if followed else ()
    return Dossier(archive, question, history, trusted, by_name, rulings, book, whole, newest, eyes, changes)


def _by_target(archive: Archive, papers: Sequence[Papers], paper: Papers) -> Ruling | None:
    """A signature that stands under a head is judged by the policy of the plan that it signs."""
    target = archive.find(paper.signs[0]) if paper.signs else None
    plan = next((one for one in papers if target and one.nama == target.nama), None)
    policy = own_policy(plan) if plan else None
    return judge_kept(paper, policy) if policy else None


def _both(by_clone: Ruling | None, by_trust: Ruling | None) -> Ruling | None:
    """A reader in a clone who brought a policy too asks both; a policy he trusts answers for a new introduction."""
    if by_clone is None or by_trust is None:
        return by_clone or by_trust
    if by_trust.proven:
        return _told_by(by_clone, by_trust)
    by_clone.problems += by_trust.problems
    by_clone.missing += by_trust.missing
    return by_clone


def _told_by(by_clone: Ruling, by_trust: Ruling) -> Ruling:
    """The clone's ruling, with the trusted policy as the one by which it is told."""
    by_clone.policy = by_trust.policy
    by_clone.ragu = []
    return by_clone


def _newest(
    standing: Standing | None, followed: Followed | None, under: Sequence[Papers], history: History | None
) -> Policy | None:
    if followed:
        return followed.newest
    if standing and history:
        return standing.newest_policy()
    return next(filter(None, (own_policy(paper) for paper in reversed(under))), None)


def _policies(
    archive: Archive, papers: Sequence[Papers], standing: Standing | None, followed: Followed | None, head: int
) -> Callable[[Papers], Sequence[Policy]]:
    by_name = {paper.nama: paper for paper in papers}

    def policies(paper: Papers) -> Sequence[Policy]:
        if followed:
            return followed.policies()
        if standing:
            found = standing.policy_of(paper)
            return [found] if found else []
        if paper.publication.manifest.urutan > head:
            return []
        plan = by_name.get(paper.signs[0]) if paper.signs else paper
        own = own_policy(plan) if plan else None
        return [own] if own else []

    return policies


def _sources_stamps(paper: Papers) -> bytes | None:
    return pem_below(MemoryFiles(paper.sources), TSA)


def _stamps(trusted: Trusted, history: History | None, head: int) -> Callable[[Papers], bytes | None]:
    def roots(paper: Papers) -> bytes | None:
        if trusted.stamps:
            return trusted.stamps
        if history or paper.publication.manifest.urutan <= head:  # then the sources are the office's own
            return _sources_stamps(paper)
        return None

    return roots
