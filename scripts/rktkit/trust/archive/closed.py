"""What the archive at hand says of the years: which are closed, what differs from its publication, which decisions
there are. The one place that asks; ``check``, ``compile``, ``status``, the forge's review and ``publish`` use it.

A year is compared with its ``sumber/`` by the hashes that Git has anyway; only where they differ by their meaning. It
is read with the references it was signed with, so that nothing that was renamed since seems to have changed in it.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from rktkit.documents import changes
from rktkit.documents.changes.differences import differences
from rktkit.ground.catalogue.refusals import one_line
from rktkit.ground.catalogue.trust import problem
from rktkit.ground.files import Files, FolderFiles, Kind, MemoryFiles, read_plain
from rktkit.ground.findings import Problem, UsageError
from rktkit.ground.git.files import CommitFiles
from rktkit.ground.git.objects import git_hash
from rktkit.ground.git.program import GitFailed
from rktkit.ground.git.repo import Repo
from rktkit.plan.layout import PENGESAHAN, SIKLUS, folder_of, path_of
from rktkit.plan.load.office import load_siklus, years
from rktkit.plan.model import Siklus
from rktkit.rules.archived import NOTHING, Archived, Keputusan
from rktkit.rules.library import passed_over
from rktkit.trust.approval.merge import main_tip
from rktkit.trust.archive.branch import newest
from rktkit.trust.archive.manifest import MANIFEST, PUBLIKASI, SIGNED_PDF, BadManifest, Manifest, parse_manifest
from rktkit.trust.archive.objects import SUMBER
from rktkit.trust.archive.publications import day


def archived(
    repo: Repo | None, files: Files, *, touched: Collection[int] = (), final: bool | Collection[int] = False
) -> Archived:
    """What is published already, as far as this repository knows.

    Args:
        repo: the repository; without one nothing is closed.
        files: the tree that is judged.
        touched: years that a request changes; they are judged in full.
        final: the years that are (all, if true), whose amendment must change something.
    """
    if repo is None:
        return NOTHING
    try:
        tip = newest(repo)
        said = of_archive(CommitFiles(repo, tip), files, touched=touched, final=final) if tip else NOTHING
    except GitFailed as error:
        said = _unknown(error)
    try:
        main = main_tip(repo)
        soft = _older(CommitFiles(repo, main), files, said) if main else frozenset()
    except GitFailed:  # a damaged repository: everything is judged
        soft = frozenset()
    return said.but(lunak=soft.difference(touched))


def _unknown(error: Exception) -> Archived:
    """Nothing is known of an archive that cannot be read, and that is told: it is not the same as nothing published."""
    return Archived(tak_terbaca=(problem("RKT-659.arsip", ".", sebab=one_line(str(error).removesuffix("."))),))


def archived_here(base: Path, *, final: bool | Collection[int] = False) -> Archived:
    """The same for a working folder; Git is only asked where the folder is the root of a repository."""
    if not (base / ".git").exists():
        return NOTHING
    try:
        with Repo(base) as repo:
            return archived(repo, FolderFiles(base), final=final)
    except UsageError as error:  # Git is missing, or does not take the folder for a repository
        return _unknown(error)


def published(base: Path, tahun: int) -> str | None:
    """That a year's plan was published, and the way back to its files where they are gone; ``None``: it was not."""
    names = [one.nama for one in archived_here(base).keputusan if one.tahun == tahun and one.terbit]
    if not names:
        return None
    return (
        f"RKT {tahun} sudah terbit ({', '.join(names)}). Bila rkt/{tahun} tidak ada lagi di sini, kembalikan dari "
        f"riwayat: git log -- rkt/{tahun}. Mengubahnya: rkt open {tahun} --perubahan."
    )


def of_archive(
    arsip: Files,
    files: Files,
    *,
    manifests: Iterable[Manifest] | None = None,
    touched: Collection[int] = (),
    final: bool | Collection[int] = False,
) -> Archived:
    """The same, of an archive's files; ``manifests``: what it holds, where they were read already."""
    plans = {one.nama: one for one in (_plans(arsip) if manifests is None else map(_decision, manifests)) if one}
    closed, current, still = set[int](), set[int](), set[int]()
    differing: list[Problem] = []
    for tahun in years(files):
        last = max((one for one in plans.values() if one.tahun == tahun), key=lambda one: one.urutan, default=None)
        if last is None:
            continue
        siklus = load_siklus(files, tahun)[0] if SIKLUS in files.list(folder_of(tahun)) else None
        if siklus is not None and (siklus.urutan or 0) > last.urutan:  # an amendment is under way
            if (final is True or (final and tahun in final)) and _unchanged(arsip, last, files):
                still.add(tahun)
            continue
        found = list(_differences(arsip, last, files))
        differing += found
        current |= {tahun} if _names(siklus, last) else set()
        closed |= {tahun} if tahun not in touched else set()
    return Archived(
        keputusan=tuple(plans.values()),
        tertutup=frozenset(closed),
        berbeda=tuple(differing),
        terbit=frozenset(current),
        tetap=frozenset(still),
    )


def _names(siklus: Siklus | None, plan: Keputusan) -> bool:
    return siklus is not None and (siklus.jenis, siklus.urutan) == (plan.jenis, plan.urutan)


def _plans(arsip: Files) -> Iterator[Keputusan | None]:
    """The decisions of the plans in an archive; what is no manifest is for ``verify`` to say."""
    for year, kind in arsip.list("").items():
        for name in arsip.list(year) if kind is Kind.FOLDER else ():
            match = PUBLIKASI.match(f"{year}/{name}")
            data = read_plain(arsip, f"{year}/{name}/{MANIFEST}") if match and not match[4] else None
            if match and data is not None:
                try:
                    yield _decision(replace(parse_manifest(data), publikasi=match[0]))
                except BadManifest:
                    yield Keputusan(int(match[1]), match[2], int(match[3]), None, None, terbit=True)


def _decision(manifest: Manifest) -> Keputusan | None:
    """What a manifest says of its decision; ``None``: it carries no plan."""
    match = PUBLIKASI.match(manifest.publikasi)
    if match is None or match[4]:
        return None
    said = manifest.penetapan
    nomor, tanggal = said.get("nomor"), day(said.get("tanggal", ""))
    return Keputusan(int(match[1]), match[2], int(match[3]), nomor, tanggal, terbit=True)


# --- one year against its publication ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Sides:
    """A year's files as they were published, with all that stood in ``sumber/``, and as they stand now."""

    before: Files
    after: Files
    paths: tuple[str, ...]
    """Those that differ in some byte."""


def _sides(arsip: Files, plan: Keputusan, files: Files) -> _Sides:
    prefix, folder = f"{plan.nama}/{SUMBER}", folder_of(plan.tahun)
    old = {name: _hash(arsip, f"{prefix}{folder}/{name}") for name in _own(arsip, f"{prefix}{folder}")}
    new = {name: _hash(files, f"{folder}/{name}") for name in _own(files, folder)}
    paths = tuple(f"{folder}/{name}" for name in sorted(old.keys() | new.keys()) if old.get(name) != new.get(name))
    before = _Below(arsip, prefix)
    own = {f"{folder}/{name}": read_plain(files, f"{folder}/{name}") or b"" for name in new} if paths else {}
    return _Sides(before, MemoryFiles(own, Without(before, folder)), paths)


def _own(files: Files, folder: str) -> list[str]:
    """What of a year's folder is published."""
    names = files.list(folder).items()
    return [n for n, kind in names if kind is not Kind.FOLDER and n != SIGNED_PDF and not passed_over(n)]


def _hash(files: Files, path: str) -> str | None:
    if isinstance(files, CommitFiles):
        entry = files.entries.get(path)
        return entry.sha if entry else None
    data = read_plain(files, path)
    return None if data is None else git_hash("blob", data)


def _differences(arsip: Files, plan: Keputusan, files: Files) -> Iterator[Problem]:
    """RKT-509: every value of a year's files that is not the published one."""
    sides = _sides(arsip, plan, files)
    if sides.paths:
        yield from differences(sides.before, sides.after, plan.tahun, sides.paths)


def _unchanged(arsip: Files, plan: Keputusan, files: Files) -> bool:
    """Whether the forms of a year say what a published plan says."""
    sides = _sides(arsip, plan, files)
    cycle = {path_of(plan.tahun, SIKLUS), path_of(plan.tahun, PENGESAHAN)}
    if all(path in cycle for path in sides.paths):
        return True
    found = changes.diff(sides.before, sides.after, year=plan.tahun)
    return not found.tak_terbaca and not any(b.bidang for p in found.perbandingan for b in p.beda)


@dataclass(frozen=True, slots=True)
class _Below:
    """The files below a prefix."""

    files: Files
    prefix: str

    def read(self, path: str) -> bytes:
        """See ``Files.read``."""
        return self.files.read(self.prefix + path)

    def list(self, folder: str) -> Mapping[str, Kind]:
        """See ``Files.list``."""
        return self.files.list((self.prefix + folder).rstrip("/"))


@dataclass(frozen=True, slots=True)
class Without:
    """Files without what stands in one folder."""

    files: Files
    folder: str

    def read(self, path: str) -> bytes:
        """See ``Files.read``."""
        if path.startswith(f"{self.folder}/"):
            raise FileNotFoundError(path)
        return self.files.read(path)

    def list(self, folder: str) -> Mapping[str, Kind]:
        """See ``Files.list``."""
        return {} if folder == self.folder else self.files.list(folder)


# --- without an archive -----------------------------------------------------------------------------------------------


def _older(main: CommitFiles, files: Files, said: Archived) -> frozenset[int]:
    """The years that no archive speaks of, decided, older than the newest on ``main``, and as they stand there."""
    spoken = {one.tahun for one in said.keputusan}
    last = max(years(main), default=0)
    return frozenset(
        tahun
        for tahun in years(files)
        if tahun < last
        and tahun not in spoken
        and PENGESAHAN in files.list(folder_of(tahun))
        and _hashes(main, folder_of(tahun)) == _hashes(files, folder_of(tahun))
    )


def _hashes(files: Files, folder: str) -> dict[str, str | None]:
    return {name: _hash(files, f"{folder}/{name}") for name in _own(files, folder)}
