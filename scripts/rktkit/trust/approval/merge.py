"""What was merged: the shape of the commit and what it carries (RKT-601 … 613). People are judged in ``authority``.

Only a merge commit with two parents keeps the approved commit, unchanged, as its second parent. Every other way into
``main`` (a push, squash, rebase, fast-forward, octopus) loses it and is named for what it is, so that the person knows
which button was the wrong one.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from rktkit.documents import chapters
from rktkit.ground.catalogue.trust import problem
from rktkit.ground.files import unportable
from rktkit.ground.findings import Problem, Refusal
from rktkit.ground.git.objects import Commit, TreeEntry, odd_header
from rktkit.ground.git.program import BentObject, GitFailed, NoRevision
from rktkit.ground.git.repo import Repo
from rktkit.plan.layout import AKAR, ORGANISASI, pengesahan_path, year_of
from rktkit.trust.approval.record import Evidence

_MAIN = ("refs/heads/main", "refs/remotes/origin/main")


@dataclass(frozen=True, slots=True)
class Merge:
    """A merge of the right shape: ``utama`` is ``main`` before it, ``naskah`` the text that was approved."""

    commit: Commit
    utama: str
    naskah: str
    tahun: int


def main_tip(repo: Repo) -> str | None:
    """The newest commit of ``main`` that this repository knows: its own branch, or the remote's.

    The remote's counts where it goes on from the own one, which is then only not brought up to date. Where the two went
    different ways, what was here before is believed.
    """
    here, there = map(repo.ref, _MAIN)
    if here and there and here != there and repo.on_line(here, there):
        return there
    return here or there


def read_merge(repo: Repo, sha: str, *, main: str | None, evidence: Evidence | None) -> tuple[Merge, list[Problem]]:
    """The merge at a commit, and what is wrong with what it carries.

    Args:
        sha: full hash of the commit.
        main: tip of ``main``; found by ``main_tip`` when ``None``.
        evidence: the forge's record; here it only helps to name a wrong shape.

    Raises:
        Refusal: it is no merge of one approved commit into ``main`` that carries the plan of one year.
    """
    if repo.shallow:
        raise Refusal([problem("RKT-607")])
    tip = main or main_tip(repo)
    if tip is None:
        raise Refusal([problem("RKT-606.main")])
    if not repo.on_line(sha, tip):
        raise Refusal([problem("RKT-606", commit=sha)])
    commit = repo.commit(sha)
    _check_sound(repo, commit.sha, *commit.parents[1:])
    tahun = _tahun(repo, commit)
    if len(commit.parents) != 2:
        raise Refusal([_wrong_shape(repo, commit, tahun, evidence)])
    merge = Merge(commit, *commit.parents, tahun)
    return merge, list(_carried(repo, merge))


def _check_sound(repo: Repo, *shas: str) -> None:
    """Nobody may see another text than the one that is judged.

    Raises:
        Refusal: RKT-613, one of the commits, or a folder of it, is not as Git writes it.
    """
    for sha in shas:
        try:
            odd = odd_header(repo.commit(sha).raw)
            repo.tree(sha)
        except BentObject as error:
            odd = str(error)
        if odd:
            raise Refusal([problem("RKT-613", commit=sha, sebab=odd)])


def _tahun(repo: Repo, commit: Commit) -> int:
    changed = repo.changed(commit.parents[0], commit.sha) if commit.parents else sorted(repo.tree(commit.sha))
    years = sorted({tahun for path in changed if (tahun := year_of(path)) is not None})
    if not years:
        raise Refusal([problem("RKT-608.kosong", commit=commit.sha)])
    if len(years) > 1:
        raise Refusal([problem("RKT-608.banyak", commit=commit.sha, tahun=", ".join(f"{tahun:04}" for tahun in years))])
    return years[0]


def carries_plan(repo: Repo, sha: str) -> bool:
    """Whether a commit changed the plan of a year, against its first parent; one that is bent counts, to be named."""
    parents = repo.commit(sha).parents
    try:
        changed = repo.changed(parents[0], sha) if parents else sorted(repo.tree(sha))
    except BentObject:
        return True
    return any(year_of(path) is not None for path in changed)


def takes_back(repo: Repo, sha: str, published: Mapping[int, str]) -> bool:
    """Whether a commit leaves each year that it touches as it was published: it takes a refused change back.

    Args:
        published: the commit of each year's newest publication.
    """
    parents = repo.commit(sha).parents
    if not parents:
        return False
    try:
        years = {year_of(path) for path in repo.changed(parents[0], sha)} - {None}
        here = repo.tree(sha)
        return all(
            year in published and _of_year(here, year) == _of_year(repo.tree(published[year]), year)
            for year in years
            if year is not None
        )
    except (BentObject, NoRevision):
        return False


def _of_year(tree: Mapping[str, TreeEntry], year: int) -> dict[str, TreeEntry]:
    return {path: entry for path, entry in tree.items() if year_of(path) == year}


def _carried(repo: Repo, merge: Merge) -> Iterator[Problem]:
    """Machinery, policy, and every file of the plan that is not what was approved."""
    changed = repo.changed(merge.utama, merge.commit.sha)
    machinery = [path for path in changed if not path.startswith("rkt/")]
    if machinery:
        more = f" dan {len(machinery) - 1} berkas lain" if len(machinery) > 1 else ""
        yield problem("RKT-609", machinery[0], berkas=f"{machinery[0]}{more}")
    if any(map(is_policy, changed)):
        yield problem("RKT-610")
    sources = [path for path in repo.tree(merge.commit.sha) if is_source(path, merge.tahun)]
    for path in unportable(sources):
        yield problem("RKT-613.nama", path)
    for path in repo.changed(merge.naskah, merge.commit.sha):
        if not is_policy(path) and is_source(path, merge.tahun):
            yield problem("RKT-611", path, berkas=path, naskah=merge.naskah, tahun=merge.tahun)


def is_policy(path: str) -> bool:
    """Whether a path is part of the policy: who holds which position, and which certificates are trusted."""
    return path == ORGANISASI or path.startswith(f"{AKAR}/")


def is_source(path: str, tahun: int) -> bool:
    """Whether the plan of a year depends on a path: its own folder, the references, the office's texts and mark."""
    if path == chapters.LAMBANG or (path.startswith(f"{chapters.FOLDER}/") and path.endswith(".md")):
        return True
    if not path.startswith("rkt/"):
        return False
    year = year_of(path)
    if year is not None:
        return year == tahun
    table = re.match(r"rkt/nomenklatur/([0-9]{4})\.csv\Z", path)
    return int(table[1]) == tahun if table else True


def _wrong_shape(repo: Repo, commit: Commit, tahun: int, evidence: Evidence | None) -> Problem:
    words: dict[str, Any] = {"file": pengesahan_path(tahun), "commit": commit.sha, "tahun": tahun}
    if len(commit.parents) > 2:
        return problem("RKT-605", jumlah=len(commit.parents), **words)
    for head in _heads(repo, commit, tahun, evidence) if commit.parents else ():
        if repo.is_ancestor(commit.sha, head):
            return problem("RKT-604", **words)
        own = [repo.commit(sha) for sha in repo.commits(head, since=commit.parents[0])]
        if not own:
            continue
        if any(commit.message == one.message and commit.author == one.author for one in own):
            return problem("RKT-603", **words)
        if repo.commit(head).tree == commit.tree or (evidence and evidence.merge.merge_commit == commit.sha):
            return problem("RKT-602", **words)
    return problem("RKT-601", **words)


def _heads(repo: Repo, commit: Commit, tahun: int, evidence: Evidence | None) -> list[str]:
    """Where the text may have come from: what the forge names, then the branch that collects the cycle."""
    named = [evidence.merge.head] if evidence and evidence.merge.merge_commit == commit.sha else []
    branches = {**repo.refs("refs/heads"), **repo.refs("refs/remotes")}
    drafts = [sha for name, sha in sorted(branches.items()) if name.endswith(f"/draf/{tahun}")]
    return [sha for sha in [*named, *drafts] if _known(repo, sha)]


def _known(repo: Repo, sha: str) -> bool:
    try:
        repo.commit(sha)
    except GitFailed:
        return False
    return True
