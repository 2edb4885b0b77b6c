"""RKT-113: what a change of the calendar moves, in every cycle that is still open, on whichever branch it stands."""

from collections.abc import Iterator

from rktkit.faces.forge.review.request import Request
from rktkit.ground.files import Files
from rktkit.ground.findings import Problem
from rktkit.ground.git.files import CommitFiles
from rktkit.ground.git.repo import Repo
from rktkit.plan.layout import KALENDER, PENGESAHAN, folder_of
from rktkit.plan.load.office import load_kalender, load_siklus, years
from rktkit.rules.families.kalender import tergeser


def moved_deadlines(request: Request, base: Files, files: Files) -> Iterator[Problem]:
    """Each deadline with its working day before and after; nothing where the request leaves the calendar alone."""
    if KALENDER not in request.paths:
        return
    before, after = load_kalender(base)[0] or {}, load_kalender(files)[0] or {}
    cycles = {tahun: files for tahun in years(files) if PENGESAHAN not in files.list(folder_of(tahun))}
    for tahun, draft in _drafts(request.repo).items():
        if not request.repo.is_ancestor(draft, request.target):
            cycles.setdefault(tahun, CommitFiles(request.repo, draft))
    for tahun, cycle in sorted(cycles.items()):
        siklus, _ = load_siklus(cycle, tahun)
        if siklus is not None:
            yield from tergeser(siklus, before, after)


def _drafts(repo: Repo) -> dict[int, str]:
    """The newest commit of each branch ``draf/<tahun>``."""
    names = {ref.rpartition("/")[2] for side in ("heads", "remotes/origin") for ref in repo.refs(f"refs/{side}/draf")}
    tips = {int(name): repo.branch_tip(f"draf/{name}") for name in names if len(name) == 4 and name.isdecimal()}
    return {tahun: tip for tahun, tip in tips.items() if tip}
