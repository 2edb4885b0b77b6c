"""Gathers what a pull request's comment needs: findings, the change by meaning, and whose turn it is.

Only Git objects are read; nothing of what the pull request contains is executed, imported or followed.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from rktkit.documents import changes
from rktkit.documents.changes.words import rows, sum_label
from rktkit.faces.forge.events import PullEvent
from rktkit.faces.forge.review.deadlines import moved_deadlines
from rktkit.faces.forge.review.loss import losses
from rktkit.faces.forge.review.origin import PERMINTAAN, TUJUAN, Check, relocated, tell_apart
from rktkit.faces.forge.review.request import Request
from rktkit.faces.forge.review.results import (
    MANY,
    Beda,
    Bersamaan,
    FormRingkas,
    Giliran,
    Hasil,
    Jumlah,
    Perbandingan,
    SiklusRingkas,
    Temuan,
)
from rktkit.faces.forge.review.stale import went_back
from rktkit.faces.forge.review.touched import MAIN, Touched
from rktkit.ground.catalogue.families.review import problem
from rktkit.ground.files import Files, read_plain
from rktkit.ground.findings import Problem, Refusal, Report
from rktkit.ground.git.files import CommitFiles
from rktkit.ground.git.program import GitFailed
from rktkit.ground.git.repo import Repo
from rktkit.plan.layout import siklus_path
from rktkit.plan.load.office import load_kalender, load_organisasi, load_siklus, office_day
from rktkit.procedure.facts.elsewhere import elsewhere
from rktkit.procedure.facts.handed_in import Pembaca, handed_in
from rktkit.procedure.facts.history import situation
from rktkit.procedure.reminders import unconsented
from rktkit.procedure.turns import Status, compute
from rktkit.rules.check import at_work, check
from rktkit.trust.approval.merge import main_tip
from rktkit.trust.archive.closed import archived

Reader = Callable[[Files, int], changes.YearTree]


@dataclass(frozen=True, slots=True)
class Outcome:
    """The results, with ``draf`` still false; and for a terminal the findings that count and the others, with lines."""

    hasil: Hasil
    own: Report
    others: Report


def gather(repo: Repo, pull: PullEvent, now: datetime) -> Outcome:
    """Judge a pull request as it would be once merged, against the branch it is meant for.

    Args:
        repo: a clone that holds both; what is checked out does not matter.
        pull: the pull request by the forge's event.
        now: the server's time.

    Raises:
        UsageError: the clone lacks the branch the pull request is meant for.
    """
    request = Request.of(repo, pull, now)
    touched = Touched.of(request.paths)
    files, base, head = request.files, CommitFiles(repo, request.target), CommitFiles(repo, request.head)
    earlier: Files = base if request.before == request.target else request.earlier
    final = pull.base_ref == MAIN and bool(touched.tahun)
    report = _checked(repo, request.judged, files, touched.tahun, final=final)
    policy = unconsented(repo) if final else ()
    about = [
        *_own_change(request, touched, pull.base_ref).problems(pull.base_ref),
        *_meant_draft(request, touched, pull.base_ref),
        *moved_deadlines(request, base, files),
        *([] if request.before else [problem("RKT-692", ".")]),
    ]
    read = _reading_once()
    found = {tahun: changes.diff(earlier, files, year=tahun, read=read) for tahun in touched.tahun}
    for tahun, change in found.items():
        about += losses(tahun, read(earlier, tahun), read(files, tahun))
        about += _stale(request, tahun, change, base, head, read)
    known: dict[str, Files] = {request.target: base, **({request.before: earlier} if request.before else {})}

    def asked(sha: str) -> Check:
        return lambda: _checked(repo, sha, known[sha], touched.tahun, final=final).problems

    apart = tell_apart(report.problems, files, frozenset(request.paths), [(known[sha], asked(sha)) for sha in known])
    own = (Temuan.of(relocated(p, files, head) if p.file in request.paths else p, asal) for p, asal in apart)
    there = (Temuan.of(p, TUJUAN) for p in policy)  # stands on main already, and counts for whoever goes there
    temuan = sorted([*own, *there, *(Temuan.of(p, PERMINTAAN) for p in dict.fromkeys(about))], key=_order)
    statuses = [status for tahun in touched.tahun if (status := _status(repo, files, tahun, now)) is not None]
    hasil = Hasil(
        nomor=pull.number,
        cabang=pull.base_ref,
        kepala=pull.head_sha,
        tahun=touched.tahun,
        akhir=final,
        berkas=report.files,
        temuan=tuple(temuan[:MANY]),
        perbandingan=tuple(_compared(change, tahun) for tahun, change in found.items()),
        siklus=tuple(_short(status) for status in statuses),
        draf=False,
        bentrok=request.clashes,
        bersamaan=tuple(_at_once(request, touched)),
    )
    sources = {**report.sources, **_sources(head, temuan)}
    counting = [t.problem for t in temuan if hasil.counts(t)]
    others = [t.problem for t in temuan if not hasil.counts(t)]
    return Outcome(hasil, Report.of(counting, report.files, sources), Report.of(others, report.files, sources))


def _order(temuan: Temuan) -> tuple[bool, tuple[str, int, int, str]]:
    """The request's own first, so that none of them is cut off; then as one reads."""
    return (temuan.asal != PERMINTAAN, temuan.problem.place)


def _checked(repo: Repo, sha: str, files: Files, touched: Collection[int], *, final: bool) -> Report:
    """The whole check of a commit; of both sides in the same way, on the same day."""
    days = handed_in(repo, sha, set(touched).intersection(at_work(files)))
    judged = frozenset(touched) if final else frozenset()
    said = archived(repo, files, touched=touched, final=judged)
    return check(files, final=judged, handed_in=days, archived=said)


def _sources(head: Files, temuan: Iterable[Temuan]) -> dict[str, bytes]:
    """The touched files as they were proposed, whose lines the findings name."""
    found: dict[str, bytes] = {}
    for path in {t.problem.file for t in temuan if t.asal == PERMINTAAN}:
        data = read_plain(head, path)
        if data is not None:
            found[path] = data
    return found


def _own_change(request: Request, touched: Touched, cabang: str) -> Touched:
    """What it touches, without policy and machinery that only arrive from ``main``, where they were let in."""
    main = main_tip(request.repo)
    if cabang == MAIN or main is None or not (touched.mesin or touched.kebijakan):
        return touched
    there, here = request.repo.tree(main), request.repo.tree(request.head)
    return touched.without({path for path in request.paths if here.get(path) == there.get(path)})


def _meant_draft(request: Request, touched: Touched, cabang: str) -> Iterator[Problem]:
    """RKT-693: what is proposed to ``main`` belongs into a cycle that is still open, and is not its draft."""
    for tahun in touched.tahun if cabang == MAIN else ():
        draft = request.repo.branch_tip(f"draf/{tahun}")
        is_draft = draft is None or request.repo.is_ancestor(request.head, draft)
        if not is_draft and draft and not request.repo.is_ancestor(draft, request.target):
            yield problem("RKT-693", siklus_path(tahun), tahun=tahun)


def _stale(
    request: Request, tahun: int, found: changes.Changes, base: Files, head: Files, read: Reader
) -> Iterator[Problem]:
    """RKT-511, where the target holds the year's cycle."""
    siklus, _ = load_siklus(base, tahun)
    if siklus is None or request.before is None or request.repo.shallow:
        return
    organisasi, _ = load_organisasi(base)
    reader = Pembaca(request.repo, tahun, siklus.jenis or "murni", siklus.urutan or 0, organisasi)
    changed = [beda for comparison in found.perbandingan for beda in comparison.beda]
    yield from went_back(reader, request.target, changed, head, read(base, tahun))


def _at_once(request: Request, touched: Touched) -> Iterator[Bersamaan]:
    """The touched forms that somebody is changing on another branch as well."""
    found = elsewhere(request.repo, request.target, touched.form, request.head)
    return (Bersamaan(path, names[:20]) for path, names in sorted(found.items()))


def _reading_once() -> Reader:
    known: dict[tuple[int, int], changes.YearTree] = {}

    def read(files: Files, tahun: int) -> changes.YearTree:
        key = (id(files), tahun)
        if key not in known:
            known[key] = changes.read_year(files, tahun)
        return known[key]

    return read


def _compared(found: changes.Changes, tahun: int) -> Perbandingan:
    """A year's comparison in the words of the comment."""
    beda: list[Beda] = []
    jumlah: list[Jumlah] = []
    for comparison in found.perbandingan:
        beda += [Beda(r.jenis, r.bidang, r.kode, r.uraian, r.hal, r.semula, r.menjadi) for r in rows(comparison)]
        jumlah += [Jumlah(sum_label(j), j.semula, j.menjadi) for j in comparison.jumlah]
    lewat = sorted({unread.berkas for unread in found.tak_terbaca})
    return Perbandingan(tahun, tuple(beda[:MANY]), tuple(jumlah[:MANY]), tuple(lewat[:1000]))


def _status(repo: Repo, files: CommitFiles, tahun: int, now: datetime) -> Status | None:
    """The state of a year's cycle; ``None`` where its files do not allow one, which the check says in its own words."""
    try:
        keadaan, newest = situation(files, tahun, repo)
    except (Refusal, GitFailed):
        return None
    libur, _ = load_kalender(newest)
    return compute(keadaan, office_day(files, now), frozenset(libur or ()))


def _short(status: Status) -> SiklusRingkas:
    names = {bidang.kode: bidang.nama for bidang in status.keadaan.organisasi.bidang}
    return SiklusRingkas(
        judul=status.judul,
        form=tuple(FormRingkas(names.get(kode, kode), word) for kode, word in status.form.items()),
        giliran=tuple(_turns(status)),
    )


def _turns(status: Status) -> Iterable[Giliran]:
    for bola in status.bola:
        yield Giliran(bola.nama_jabatan, bola.tugas, bola.batas, bola.sisa)
