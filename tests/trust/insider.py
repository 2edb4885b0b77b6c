"""Somebody who may push to ``main`` and to ``arsip``, and holds no official's key."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from rktkit.documents.compile.rkt import compile_rkt
from rktkit.ground.files import MemoryFiles
from rktkit.ground.git.files import CommitFiles
from rktkit.ground.git.repo import Repo
from rktkit.plan.document import Rkt
from rktkit.trust.approval.merge import Merge
from rktkit.trust.archive.branch import add
from rktkit.trust.archive.evidence import BUKTI
from rktkit.trust.archive.make import build_manifest, documents, read_sources
from rktkit.trust.archive.manifest import json_bytes
from rktkit.trust.archive.objects import gather
from rktkit.trust.archive.publications import BRANCH, Archive, root_files
from rktkit.trust.archive.read import read_branch
from tests.office import Office
from tests.trust.acts import Archived

Bukti = dict[str, Any]


def slip_in(office: Office, merge: str, tahun: int, change: Callable[[Bukti], Bukti] = lambda bukti: bukti,
            name: Callable[[Rkt], Rkt] = lambda rkt: rkt, like: Bukti | None = None) -> str:  # fmt: skip
    """Add a publication made from any merge to the archive, with everything in it as it should be but the approval.

    Args:
        change: what is written into ``bukti.json``, given that of the newest plan, made to fit the merge.
        name: changes the plan before its documents are made.
        like: the ``bukti.json`` to begin with, where the archive holds no plan.
    """
    with Repo(office.path) as repo:
        tip = repo.ref(BRANCH)
        archive = read_branch(repo, tip) if tip else Archive(MemoryFiles({}), (), ())
        commit = repo.commit(merge)
        sources = read_sources(CommitFiles(repo, merge), tahun)
        bukti = like or json.loads(archive.files.read(f"{archive.plans()[-1].nama}/{BUKTI}"))
        utama, naskah = commit.parents
        git = gather(repo, Merge(commit, utama, naskah, tahun))
        bukti = change({**bukti, "commit": merge, "induk": list(commit.parents), "git": git})
        rkt = name(compile_rkt(MemoryFiles(sources), tahun, final=True))
        files = documents(rkt, sources, bukti, archive.head, commit.time, None)
        files[BUKTI] = json_bytes(bukti)
        manifest = build_manifest(archive, rkt, merge, files)
        made = add(repo, tip, archive, manifest, files, root_files(), commit.time)
    office.git("update-ref", BRANCH, made)
    return manifest.publikasi


def rewrite(archived: Archived, folder: Path) -> None:
    """Replace the branch by the (changed) folder, as one who may push to it could."""
    office = archived.office
    office.git("switch", "--quiet", "--orphan", "palsu")
    office.git("rm", "-r", "-q", "--cached", "--ignore-unmatch", ".")
    office.git(f"--work-tree={folder}", "add", "--all", "--force")
    office.git("commit", "--quiet", "-m", "Arsip")
    office.git("branch", "--quiet", "-f", "arsip", "palsu")
    office.git("switch", "--quiet", "--force", "main")
    office.git("branch", "--quiet", "-D", "palsu")


def next_plan(office: Office, urutan: int, who: str) -> str:
    """The next amendment, approved by the Sekretaris and merged by somebody."""
    office.next_amendment(urutan)
    office.approve()
    return office.merge(who)
