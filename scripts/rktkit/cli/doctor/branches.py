"""The branches of the procedure."""

from collections.abc import Iterator

from rktkit.cli.doctor.result import BAIK, GALAT, PERINGATAN, Diagnosis, Place
from rktkit.plan.layout import PENGESAHAN, folder_of
from rktkit.plan.load.office import years


def probe(place: Place) -> Iterator[Diagnosis]:
    """``main`` is there, and so is ``draf/<tahun>`` of a cycle that is open."""
    if place.repo is None:
        return
    refs = {*place.repo.refs("refs/heads"), *place.repo.refs("refs/remotes/origin")}
    names = {ref.removeprefix("refs/heads/").removeprefix("refs/remotes/origin/") for ref in refs}
    if "main" not in names:
        yield Diagnosis("Cabang", GALAT, "Tidak ada cabang main.", "git branch -m main")
        return
    newest = max(years(place.files), default=None)
    if newest and PENGESAHAN not in place.files.list(folder_of(newest)) and f"draf/{newest}" not in names:
        words = f"git switch -c draf/{newest} && git push -u origin draf/{newest}"
        yield Diagnosis("Cabang", PERINGATAN, f"Siklus {newest} terbuka, tetapi cabang draf/{newest} belum ada.", words)
        return
    yield Diagnosis(
        "Cabang", BAIK, ", ".join(sorted(name for name in names if name in ("main", "arsip") or "draf/" in name))
    )
