"""The archive: publications in a chain, on a branch that only grows.

``archive_check`` reads one and finds what is not as it was published. ``add`` writes a new publication as Git objects
and returns the commit; moving the branch to it is the caller's one step, so a stop at any moment leaves the archive as
before or complete. Every byte of that commit follows from its content, so two machines that publish the same merge make
the same commit.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from importlib.resources import files as resources

from rktkit.ground.catalogue.trust import problem
from rktkit.ground.files import Files, Kind
from rktkit.ground.findings import Problem
from rktkit.ground.git.objects import TreeEntry
from rktkit.ground.git.repo import Repo
from rktkit.manifest import (
    MANIFEST,
    Manifest,
    json_bytes,
)

BRANCH = "refs/heads/arsip"
HEAD = "kepala.json"
ROOT = ("README.md", "periksa.py")
"""What stands at the root besides ``kepala.json``; the newest manifest's ``alat`` vouches for both."""

WHO = "Arsip RKT <arsip@rkt.invalid>"
YEAR = re.compile(r"[0-9]{4}\Z")
_DEEPEST = 32


@dataclass(frozen=True, slots=True)
class Publication:
    """A publication in the archive; ``sha256`` is its manifest's."""

    manifest: Manifest
    sha256: str

    @property
    def nama(self) -> str:
        """``2027/murni-0``."""
        return self.manifest.publikasi

    @property
    def ditetapkan(self) -> date | None:
        """The date of the decision."""
        try:
            return date.fromisoformat(self.manifest.penetapan.get("tanggal", ""))
        except ValueError:
            return None


@dataclass(frozen=True, slots=True)
class Archive:
    """All publications in the order of the chain, and everything that is wrong. ``files`` is where it was read from."""

    files: Files
    publications: tuple[Publication, ...]
    problems: tuple[Problem, ...]

    @property
    def head(self) -> str | None:
        """SHA-256 of the newest manifest."""
        return self.publications[-1].sha256 if self.publications else None

    def find(self, name: str) -> Publication | None:
        """The publication of a name."""
        return next((publication for publication in self.publications if publication.nama == name), None)

    def of_commit(self, sha: str) -> Publication | None:
        """The plan that was published from a merge."""
        plans = (publication for publication in self.plans() if publication.manifest.commit == sha)
        return next(plans, None)

    def plans(self, tahun: int | None = None) -> list[Publication]:
        """The publications that carry a plan (and not just a signature), of one year or of all."""
        plans = [publication for publication in self.publications if not publication.manifest.menandatangani]
        return [plan for plan in plans if tahun in {None, plan.manifest.tahun}]

    def signatures(self, name: str) -> list[Publication]:
        """The publications that sign another one."""
        return [p for p in self.publications if p.manifest.menandatangani and p.manifest.menandatangani[0] == name]

    def in_force(self, tahun: int, day: date) -> Publication | None:
        """Which plan of a year is in force on a day: the last one that was decided until then."""
        decided = [plan for plan in self.plans(tahun) if plan.ditetapkan and plan.ditetapkan <= day]
        return decided[-1] if decided else None


def walk(files: Files, folder: str) -> Iterator[tuple[str, Kind]]:
    """Everything below a folder that is no folder itself, with its path from the root of the tree.

    A folder deeper than any source can lie is not looked into; it is ``OTHER``.
    """
    below = [folder]
    while below:
        here = below.pop()
        for name, kind in files.list(here).items():
            path = f"{here}/{name}" if here else name
            if kind is Kind.FOLDER and path.count("/") < _DEEPEST:
                below.append(path)
            else:
                yield path, Kind.OTHER if kind is Kind.FOLDER else kind


def head_bytes(newest: Publication, count: int) -> bytes:
    """``kepala.json``."""
    return json_bytes({"versi": 1, "publikasi": newest.nama, "sha256": newest.sha256, "jumlah": count})


def root_files() -> dict[str, bytes]:
    """``README.md`` and the stand-alone verifier as this version ships them."""
    shipped = resources("rktkit") / "archive_root"
    return {name: (shipped / name).read_bytes() for name in ROOT}


# --- the branch ------------------------------------------------------------------------------------------------------


def check_history(repo: Repo, tip: str) -> list[Problem]:
    """What the branch's own history shows: commits that changed or removed what was published before them."""
    problems = []
    for sha in repo.first_parents(tip):
        parents = repo.commit(sha).parents
        if len(parents) > 1:
            problems.append(problem("RKT-650", ".", commit=sha, path="(penggabungan)"))
        before = repo.tree(parents[0]) if parents else {}
        after = repo.tree(sha)
        touched = [path for path, entry in before.items() if "/" in path and entry.kind is not Kind.FOLDER]
        changed = next((path for path in touched if after.get(path) != before[path]), None)
        if changed:
            problems.append(problem("RKT-650", changed, commit=sha, path=changed))
            continue
        old = {path.rsplit("/", 1)[0] for path in before if path.endswith(f"/{MANIFEST}")}
        inserted = next((p for p in after if p not in before and "/".join(p.split("/")[:2]) in old), None)
        if inserted:
            problems.append(problem("RKT-650", inserted, commit=sha, path=inserted))
    return problems


def add(
    repo: Repo,
    base: str | None,
    archive: Archive,
    manifest: Manifest,
    files: Mapping[str, bytes],
    root: Mapping[str, bytes],
    when: datetime,
) -> str:
    """Write a publication on top of ``base`` as a new commit, without moving any branch.

    Args:
        base: the archive's newest commit; ``None`` starts the archive.
        archive: what ``base`` holds.
        manifest: of the new publication.
        files: everything in it but ``manifest.json``, the manifest's signature included.
        root: the files of the archive's root but ``kepala.json``.
        when: the date of the commit.

    Returns:
        The new commit's hash.
    """
    year, name = manifest.publikasi.split("/")
    before = repo.tree(base) if base else {}
    publication = Publication(manifest, manifest.sha256)
    head = head_bytes(publication, len(archive.publications) + 1)
    top = {path: entry for path, entry in before.items() if "/" not in path}
    below = {path.split("/")[1]: entry for path, entry in before.items() if _is_child(path, year)}
    below[name] = _write_folder(repo, {**files, MANIFEST: manifest.to_bytes()})
    top[year] = TreeEntry("40000", repo.write_tree(below))
    for path, data in {**root, HEAD: head}.items():
        top[path] = TreeEntry("100644", repo.write_blob(data))
    message = f"Arsip {manifest.urutan}: {manifest.publikasi}\n\nmanifest.json sha256 {publication.sha256}"
    return repo.write_commit(repo.write_tree(top), [base] if base else [], message, WHO, when)


def _is_child(path: str, folder: str) -> bool:
    return path.count("/") == 1 and path.startswith(f"{folder}/")


def _write_folder(repo: Repo, files: Mapping[str, bytes]) -> TreeEntry:
    entries: dict[str, TreeEntry] = {}
    folders: dict[str, dict[str, bytes]] = {}
    for path, data in files.items():
        name, _, rest = path.partition("/")
        if rest:
            folders.setdefault(name, {})[rest] = data
        else:
            entries[name] = TreeEntry("100644", repo.write_blob(data))
    entries |= {name: _write_folder(repo, inside) for name, inside in folders.items()}
    return TreeEntry("40000", repo.write_tree(entries))
