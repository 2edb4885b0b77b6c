"""The branch ``arsip``, here and at a remote: which of the two is newer, and how both are moved.

The remote's branch is moved first, from exactly the commit that was read. The local one follows. So a stop in between
leaves the local branch behind, and the next run catches up; two publishers can never both win.
"""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from rktkit.ground.catalogue.refusals import one_line, remedy
from rktkit.ground.catalogue.trust import problem
from rktkit.ground.files import MemoryFiles
from rktkit.ground.findings import Problem, Refusal, Severity
from rktkit.ground.git.objects import Commit, TreeEntry
from rktkit.ground.git.program import NOTHING, GitFailed, NoRevision, RefMoved
from rktkit.ground.git.repo import Repo
from rktkit.trust.archive.manifest import MANIFEST, Manifest
from rktkit.trust.archive.publications import BRANCH, HEAD, SAKSI, Archive, Publication, head_bytes
from rktkit.trust.archive.read import read_branch

LAST_SEEN = BRANCH.replace("refs/heads/", "refs/remotes/origin/")
"""Where the remote's archive was when it was last fetched."""


@dataclass(frozen=True, slots=True)
class Branch:
    """The archive as it stood when it was read. ``base`` is its newest commit, ``None`` when there is no archive."""

    repo: Repo
    remote: str | None
    local: str | None
    there: str | None
    base: str | None
    archive: Archive

    def move(self, new: str | None) -> None:
        """Bring both branches to a commit that continues ``base``.

        Raises:
            RefMoved: somebody else was faster; read the branch again.
            Refusal: RKT-666, the remote cannot be reached or refuses.
        """
        if new is None:
            return
        if self.remote and self.there != new:
            try:
                self.repo.push(self.remote, BRANCH, new, self.there or NOTHING)
            except RefMoved:
                raise
            except GitFailed as error:
                raise Refusal([_refused(self.remote, error)]) from error
        if self.local != new:
            self.repo.update_ref(BRANCH, new, self.local or NOTHING)


def newest(repo: Repo) -> str | None:
    """The newest commit of the archive that this repository knows, without asking anybody."""
    return repo.branch_tip(BRANCH.removeprefix("refs/heads/"), ours=True)


def find_branch(repo: Repo, name: str) -> str:
    """The commit that a reader means by a name: a branch, here or at a remote, before a tag of the same name.

    Raises:
        NoRevision: there is none.
    """
    for full in (f"refs/heads/{name}", f"refs/remotes/{name}"):
        with suppress(NoRevision):
            found = repo.ref(full)
            if found:
                return found
    return repo.resolve(name)


def open_branch(repo: Repo, remote: str | None) -> Branch:
    """Read the archive before something is added to it.

    Args:
        remote: name of the remote that also holds it; ``None``: only this repository counts.

    Raises:
        Refusal: it is checked out here, the two branches went different ways, or the archive is not intact.
    """
    if repo.head_ref() == BRANCH:
        raise Refusal([problem("RKT-658", ".")])
    local = repo.ref(BRANCH)
    there = _fetch(repo, remote) if remote else repo.ref(LAST_SEEN)
    base = local or there
    if local and there and local != there:
        if repo.is_ancestor(local, there):
            base = there
        elif not repo.is_ancestor(there, local):
            raise Refusal([problem("RKT-657", ".", remote=remote or "origin")])
    archive = read_branch(repo, base) if base else Archive(MemoryFiles({}), (), ())
    wrong = [found for found in archive.problems if found.severity is Severity.GALAT]
    if wrong:
        raise Refusal(wrong)
    return Branch(repo, remote, local, there, base, archive)


def _fetch(repo: Repo, remote: str) -> str | None:
    if not repo.has_remote(remote):
        raise Refusal([problem("RKT-666", ".", remote=remote, sebab="tidak ada remote dengan nama itu")])
    try:
        return repo.fetch(remote, BRANCH)
    except GitFailed as error:
        raise Refusal([_refused(remote, error)]) from error


def _refused(remote: str, error: GitFailed) -> Problem:
    """RKT-666 with the forge's words on one line, and its remedy where the words are known."""
    found = problem("RKT-666", ".", remote=remote, sebab=one_line(str(error)))
    cure = remedy(str(error))
    return found.but(hint=cure) if cure else found


WHO = "Arsip RKT <arsip@rkt.invalid>"


@dataclass(frozen=True, slots=True)
class Past:
    """What the branch's own history shows. ``hilang``: publications that were on it once and are not any more."""

    temuan: tuple[Problem, ...]
    hilang: tuple[str, ...]


def read_past(repo: Repo, tip: str) -> Past:
    """Find the commits that touched what was published before them.

    A slip that left the chain as it was (a push and its revert) is a warning that names the commit and who wrote it.
    A manifest that is another one now than when it came is no slip: what was published was replaced.
    """
    first: dict[str, TreeEntry] = {}
    old: set[str] = set()
    slips: list[Problem] = []
    for sha in repo.first_parents(tip)[::-1]:
        commit = repo.commit(sha)
        if len(commit.parents) > 1:
            slips.append(_slip(commit, "(penggabungan)"))
        changed = repo.changed(commit.parents[0], sha) if commit.parents else sorted(repo.tree(sha))
        touched = next((path for path in changed if "/".join(path.split("/")[:_DEPTH]) in old), None)
        if touched:
            slips.append(_slip(commit, touched))
        for path in changed:
            entry = repo.entry(sha, path) if _is_manifest(path) and path not in first else None
            if entry:
                first[path] = entry
                old.add(path.rpartition("/")[0])
    now = repo.tree(tip)
    replaced = next((path for path, entry in first.items() if path in now and now[path] != entry), None)
    if replaced:
        words = {"commit": tip, "oleh": repo.commit(tip).committer, "path": replaced}
        slips.insert(0, problem("RKT-650", replaced, **words))
    return Past(tuple(slips), tuple(sorted(path.rpartition("/")[0] for path in first if path not in now)))


def _is_manifest(path: str) -> bool:
    return path.endswith(f"/{MANIFEST}") and path.count("/") == _DEPTH


_DEPTH = 2


def _slip(commit: Commit, path: str) -> Problem:
    return problem("RKT-650.kecelakaan", ".", commit=commit.sha, oleh=commit.committer, path=path)


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
    publication = Publication(manifest, manifest.sha256)
    head = head_bytes(publication, len(archive.publications) + 1)
    top = repo.folder(base) if base else {}
    below = repo.folder(base, year) if base else {}
    below[name] = _write_folder(repo, {**files, MANIFEST: manifest.to_bytes()})
    top[year] = TreeEntry("40000", repo.write_tree(below))
    for path, data in {**root, HEAD: head}.items():
        top[path] = TreeEntry("100644", repo.write_blob(data))
    message = f"Arsip {manifest.urutan}: {manifest.publikasi}\n\nmanifest.json sha256 {publication.sha256}"
    return repo.write_commit(repo.write_tree(top), [base] if base else [], message, WHO, when)


def add_witness(repo: Repo, base: str, name: str, signature: bytes, when: datetime) -> str | None:
    """Put a countersignature into ``saksi/`` as a new commit; ``None`` when it is there already.

    Args:
        name: ``<urutan>-<nama>.sig``; one of that name that is there stays.
        when: the date of the commit.
    """
    top, below = repo.folder(base), repo.folder(base, SAKSI)
    if name in below:
        return None
    below[name] = TreeEntry("100644", repo.write_blob(signature))
    top[SAKSI] = TreeEntry("40000", repo.write_tree(below))
    return repo.write_commit(repo.write_tree(top), [base], f"Saksi {name.removesuffix('.sig')}", WHO, when)


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
