"""When a form came in filled: the one answer, by the history, for ``check``, ``compile``, the forge and ``status``.

A form counts as filled when no ``# TINJAU`` mark of ``rkt open`` is left in it; so the day on which ``rkt open`` put
the empty form there says nothing. What a bidang commits on its branch counts on that day, not on the day of the merge.
"""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime

from rktkit.ground.files import read_plain
from rktkit.ground.git.files import CommitFiles
from rktkit.ground.git.objects import Commit
from rktkit.ground.git.program import GitFailed
from rktkit.ground.git.repo import Repo
from rktkit.plan.layout import FormId, folder_of, form_path, path_of, siklus_path
from rktkit.plan.load.office import load_organisasi, load_siklus
from rktkit.plan.model import TANDA
from rktkit.plan.office import Organisasi
from rktkit.procedure.sop import KeadaanForm, Kejadian

RETURNED = "dikembalikan"
"""How the message of a *tidak* begins, whatever the case."""


def handed_in(repo: Repo, tip: str, tahun: Collection[int]) -> dict[FormId, date]:
    """The day on which each form of some plan years first came in filled, as the history of a commit tells it.

    Only forms of the cycle that the commit holds are spoken of: an amendment asks every bidang anew. Nothing is said
    where nobody can tell: in a clone whose history was cut off, or that is damaged.

    Args:
        repo: the repository.
        tip: full hash of the commit.
        tahun: the plan years that are asked about.

    Returns:
        The office's days; a form that never came in is not among them.
    """
    files = CommitFiles(repo, tip)
    found: dict[FormId, date] = {}
    try:
        organisasi, _ = load_organisasi(files)
        for year in tahun:
            siklus, _ = load_siklus(files, year)
            if siklus is not None:
                reader = Pembaca(repo, year, siklus.jenis or "murni", siklus.urutan or 0, organisasi)
                found |= reader.pertama(tip)
    except GitFailed:
        return {}
    return found


class Pembaca:
    """Reads the commits of one cycle, oldest first; each event replaces what was known before."""

    def __init__(self, repo: Repo, tahun: int, jenis: str, urutan: int, organisasi: Organisasi | None) -> None:
        self.repo = repo
        self.tahun = tahun
        self.jenis = jenis
        self.urutan = urutan
        self.day = organisasi.hari if organisasi else datetime.date
        self._files: dict[str, CommitFiles] = {}
        self._changed: dict[str, frozenset[str]] = {}

    def files(self, sha: str) -> CommitFiles:
        if sha not in self._files:
            self._files[sha] = CommitFiles(self.repo, sha)
        return self._files[sha]

    def kejadian(self, commit: Commit) -> Kejadian:
        return Kejadian(self.day(commit.time), commit.author.rpartition(" <")[0] or None)

    def berubah(self, commit: Commit) -> frozenset[str]:
        """The paths that a commit changes, seen from its first parent."""
        if commit.sha not in self._changed:
            before = commit.parents[0] if commit.parents else None
            paths = self.repo.changed(before, commit.sha) if before else self.files(commit.sha).entries
            self._changed[commit.sha] = frozenset(paths)
        return self._changed[commit.sha]

    def pertama(self, tip: str) -> dict[FormId, date]:
        """The first day of every form in a commit's history; of its cycle only; none where that history was cut off."""
        if self.repo.shallow:
            return {}
        line = self.line(tip)
        here = (FormId.of(path_of(self.tahun, name)) for name in self.files(tip).list(folder_of(self.tahun)))
        days = {form: self.form(form.bidang, line, None)[0].pertama for form in here if form}
        return {form: day for form, day in days.items() if day is not None}

    def line(self, tip: str) -> tuple[Commit, ...]:
        """The cycle's commits on the first-parent line of a commit, oldest first, from the one that opened it on.

        Where a merge brought the cycle, as the one of the Kepala Dinas does, what it merged comes in its place.
        """
        line: list[Commit] = []
        start = self._opening(tip)
        while start is not None:
            line = [*map(self.repo.commit, self.repo.first_parents(tip, since=start)[::-1]), *line]
            first = self.repo.commit(start)
            inside = self._opening(first.parents[1]) if len(first.parents) == 2 else None
            if inside is None:
                return (first, *line)
            tip, start = first.parents[1], inside
        return ()

    def _opening(self, tip: str) -> str | None:
        """The commit on the first-parent line that brought the cycle; a first plan begins with its folder."""
        if self.jenis == "murni":
            return next(reversed(self.repo.first_parents(tip, path=folder_of(self.tahun))), None)
        shas = reversed(self.repo.first_parents(tip, path=siklus_path(self.tahun)))
        return next(filter(self._opens, shas), None)

    def _opens(self, sha: str) -> bool:
        siklus, _ = load_siklus(self.files(sha), self.tahun)
        return siklus is not None and (siklus.jenis, siklus.urutan) == (self.jenis, self.urutan)

    def form(self, kode: str, cycle: tuple[Commit, ...], tip: str | None) -> tuple[KeadaanForm, bytes | None]:
        """One bidang's form, and its text where its own branch is ahead of the draft.

        ``tip`` is the draft's newest commit; ``None`` once it is merged, for then no branch is looked at any more.
        An amendment starts from the forms that hold; only what comes after its opening counts as handed in.
        """
        path, branch = form_path(self.tahun, kode), own_branch(self.tahun, kode)
        form = KeadaanForm()
        for n, commit in enumerate(cycle):
            if len(commit.parents) == 2:
                if path in self.berubah(commit) or branch in commit.subject:
                    form = self.cabang(form, path, commit.parents[1], commit.parents[0])
                    if self.terisi(path, commit.sha):
                        event = self.kejadian(commit)
                        form = form if form.pertama else self.masuk(form, event)  # filled by the merge itself
                        form = replace(form, diterima=event)
            elif path in self.berubah(commit) and self.terisi(path, commit.sha) and (n or self.jenis == "murni"):
                event = self.kejadian(commit)
                form = replace(self.masuk(form, event), diterima=event)
        head = self.repo.branch_tip(branch) if tip else None
        if tip is None or head is None or self.repo.is_ancestor(head, tip):
            return form, None
        return self.cabang(form, path, head, tip), read_plain(self.files(head), path)

    def cabang(self, form: KeadaanForm, path: str, head: str, since: str) -> KeadaanForm:
        """What happened to a form on its bidang's branch."""
        for sha in reversed(self.repo.commits(head, since=since)):
            commit = self.repo.commit(sha)
            if begins(commit, RETURNED):
                form = KeadaanForm(dikembalikan=self.kejadian(commit), pertama=form.pertama)
            elif len(commit.parents) < 2 and self.terisi(path, sha):
                changed = self.berubah(commit)
                if not changed or path in changed:  # an empty commit says: no change to this form
                    form = self.masuk(form, self.kejadian(commit))
        return form

    def masuk(self, form: KeadaanForm, event: Kejadian) -> KeadaanForm:
        """The form comes in; a later touch of one that has come in and waits does not make it later."""
        if form.dikumpulkan and not form.diterima:
            event = form.dikumpulkan
        return KeadaanForm(event, event, pertama=form.pertama or event.tanggal)

    def terisi(self, path: str, sha: str) -> bool:
        data = read_plain(self.files(sha), path)
        return data is not None and is_filled(data)


def own_branch(tahun: int, kode: str) -> str:
    """The branch on which a bidang works at its form."""
    return f"bidang/{kode}-{tahun}"


def is_filled(data: bytes) -> bool:
    """Whether no mark of ``rkt open`` is left in a form."""
    return TANDA.search(data) is None


def begins(commit: Commit, word: str) -> bool:
    """Whether a commit's message begins with a word, whatever the case."""
    return commit.message.lower().startswith(word)
