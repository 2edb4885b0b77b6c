"""The Git objects that tie a signature to the text, kept in ``bukti.json``: proof without the repository.

A signature on a commit covers the commit's bytes, which name a tree by its hash, which names folders and files by
theirs. With the commits and the few trees on the way, anybody can recompute from ``sumber/`` that exactly this text was
signed. Git's hash is SHA-1; the archive's own chain is SHA-256, so a collision would have to be prepared by the signer
himself before he signed.
"""

import base64
import binascii
from collections.abc import Iterator, Mapping
from typing import Any

from rktkit.ground.files import Kind
from rktkit.ground.git.objects import BadObject, TreeEntry, git_hash, odd_header, parse_commit, parse_tree
from rktkit.ground.git.repo import Repo
from rktkit.trust.approval.merge import Merge, is_policy, is_source
from rktkit.trust.archive.manifest import SIGNED_PDF as SIGNED_PDF

SUMBER = "sumber/"


class BadProof(Exception):
    """Why the objects do not prove the text, as a phrase for the reader."""


def gather(repo: Repo, merge: Merge) -> dict[str, Any]:
    """The ``git`` part of ``bukti.json``: both commits and every tree on the way to a source, in base64 by hash."""
    commits = {sha: repo.commit(sha).raw for sha in (merge.commit.sha, merge.naskah)}
    trees: dict[str, bytes] = {}
    for sha in commits:
        folders = {path: entry for path, entry in repo.tree(sha).items() if entry.kind is Kind.FOLDER}
        wanted = {repo.commit(sha).tree, *(e.sha for path, e in folders.items() if _may_hold(path, merge.tahun))}
        trees |= {tree: repo.object(tree, "tree") for tree in wanted}
    return {"commit": _encode(commits), "tree": _encode(trees)}


def check_proof(git: object, merge: str, naskah: str, tahun: int, sources: Mapping[str, bytes]) -> dict[str, bytes]:
    """Recompute that the merge, and the approved commit, hold exactly these sources.

    Args:
        git: the ``git`` part of ``bukti.json``.
        merge, naskah: full hashes of the merge commit and of its second parent.
        sources: path in the repository → bytes.

    Returns:
        The raw commits by hash.

    Raises:
        BadProof: an object is missing, has another hash, or holds another text.
    """
    if not isinstance(git, dict):
        raise BadProof("bukti Git tidak ada")
    commits, trees = _decode(git.get("commit"), "commit"), _decode(git.get("tree"), "tree")
    if merge not in commits or naskah not in commits:
        raise BadProof("commit penggabungan atau naskahnya tidak disertakan")
    try:
        read = {sha: parse_commit(sha, commits[sha]) for sha in (merge, naskah)}
        if len(read[merge].parents) != 2 or read[merge].parents[1] != naskah:
            raise BadProof("induk kedua commit penggabungan bukan naskah yang disetujui")
        for sha, commit in read.items():
            odd = odd_header(commit.raw)
            if odd:
                raise BadProof(f"commit {sha} memuat {odd}")
            _check_tree(commit.tree, trees, tahun, sources, policy=sha == merge)
    except BadObject as error:
        raise BadProof(f"{error}") from error
    return commits


def _check_tree(
    root: str, trees: Mapping[str, bytes], tahun: int, sources: Mapping[str, bytes], *, policy: bool
) -> None:
    found = {path: entry.sha for path, entry in _walk(trees, root, "", tahun)}
    expected = {path: git_hash("blob", data) for path, data in sources.items()}
    if not policy:  # the approved commit may be older than the newest consented policy
        found = {path: sha for path, sha in found.items() if not is_policy(path)}
        expected = {path: sha for path, sha in expected.items() if not is_policy(path)}
    for path in sorted(found.keys() | expected.keys()):
        if found.get(path) != expected.get(path):
            raise BadProof(f"{path} bukan yang ada pada commit")


def _walk(trees: Mapping[str, bytes], sha: str, folder: str, tahun: int) -> Iterator[tuple[str, TreeEntry]]:
    if sha not in trees:
        raise BadProof("folder pada commit tidak disertakan")
    for name, entry in parse_tree(trees[sha]).items():
        path = f"{folder}{name}"
        if entry.kind is Kind.FOLDER:
            if _may_hold(path, tahun):
                yield from _walk(trees, entry.sha, f"{path}/", tahun)
        elif is_published(path, tahun):
            yield path, entry


def _may_hold(folder: str, tahun: int) -> bool:
    return folder == "content" or is_source(f"{folder}/x.md", tahun)


def is_published(path: str, tahun: int) -> bool:
    """Whether a source goes into ``sumber/``: all but the signed PDF, which stands beside it, and leftovers."""
    name = path.rsplit("/", 1)[-1]
    return is_source(path, tahun) and name != SIGNED_PDF and not name.startswith(".") and not name.endswith("~")


def _encode(objects: Mapping[str, bytes]) -> dict[str, str]:
    return {sha: base64.b64encode(data).decode() for sha, data in sorted(objects.items())}


def _decode(value: object, kind: str) -> dict[str, bytes]:
    if not isinstance(value, dict):
        raise BadProof("bukti Git tidak lengkap")
    objects = {}
    for sha, text in value.items():
        try:
            data = base64.b64decode(text, validate=True)
        except (binascii.Error, TypeError, ValueError) as error:
            raise BadProof("bukti Git tidak dapat dibaca") from error
        if git_hash(kind, data) != sha:
            raise BadProof(f"objek {sha} bukan yang disebutnya")
        objects[sha] = data
    return objects
