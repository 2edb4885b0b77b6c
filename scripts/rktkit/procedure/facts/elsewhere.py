"""On which other branches a form is being changed right now: who works on it, before two of them collide."""

from collections.abc import Collection, Mapping

from rktkit.ground.git.history import History
from rktkit.ground.git.program import GitFailed

_PREFIXES = ("refs/heads/", "refs/remotes/origin/")
_NOT_WORK = ("main", "arsip", "situs", "HEAD")
MOST = 300
"""Branches that are looked at; an office has a few dozen."""


def elsewhere(
    repo: History, tip: str, paths: Collection[str], head: str | None = None
) -> Mapping[str, tuple[str, ...]]:
    """The branches that change some files and are not merged yet, each by its name.

    A branch whose file is the one of ``tip`` has nothing left to bring in.

    Args:
        repo: the repository, with the forge's branches.
        tip: the newest commit of the branch that the work is merged into.
        paths: the files that are asked about.
        head: a commit whose own branches, and those that it holds already, are left out.
    """
    there = repo.tree(tip)
    found: dict[str, list[str]] = {path: [] for path in paths}
    for name, sha in sorted(_branches(repo).items())[:MOST]:
        try:
            if repo.is_ancestor(sha, tip) or (head and repo.is_ancestor(sha, head)):
                continue
            fork = repo.merge_base(sha, tip)
            changed = set(repo.changed(fork, sha)).intersection(paths) if fork else set()
            here = repo.tree(sha) if changed else {}
        except GitFailed:
            continue  # a branch that cannot be read is nobody's work
        for path in changed:
            if here.get(path) != there.get(path):
                found[path].append(name)
    return {path: tuple(names) for path, names in found.items() if names}


def _branches(repo: History) -> dict[str, str]:
    """The newest commit of every branch on which somebody may work; the forge's where both are there."""
    found: dict[str, str] = {}
    for prefix in _PREFIXES:
        for ref, sha in repo.refs(prefix.rstrip("/")).items():
            name = ref.removeprefix(prefix)
            if name not in _NOT_WORK and not name.startswith("draf/"):
                found[name] = sha
    return found
