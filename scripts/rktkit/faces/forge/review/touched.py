"""What a pull request touches, and what it may not touch together.

Said already at the pull request, so that nobody learns only after the Kepala Dinas' merge that it cannot be published.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rktkit.ground.catalogue import trust
from rktkit.ground.catalogue.rules import show
from rktkit.ground.files import unportable
from rktkit.ground.findings import Problem, Severity
from rktkit.plan.layout import year_of
from rktkit.trust.approval.merge import is_policy


@dataclass(frozen=True, slots=True)
class Touched:
    """Paths that a pull request touches, sorted by what they are.

    ``tahun``: the years whose plan changes. ``mesin``: outside ``rkt/``. ``kebijakan``: the policy. ``acuan``: the
    references that the forms are checked against. ``form``: the paths of the plans.
    """

    tahun: tuple[int, ...]
    mesin: tuple[str, ...]
    kebijakan: tuple[str, ...]
    acuan: tuple[str, ...]
    form: tuple[str, ...] = ()

    @classmethod
    def of(cls, paths: Iterable[str]) -> "Touched":
        """Sort paths."""
        found = sorted(set(paths))
        outside_years = [path for path in found if path.startswith("rkt/") and year_of(path) is None]
        return cls(
            tahun=tuple(sorted({tahun for path in found if (tahun := year_of(path)) is not None})),
            mesin=tuple(path for path in found if not path.startswith("rkt/")),
            kebijakan=tuple(filter(is_policy, outside_years)),
            acuan=tuple(path for path in outside_years if not is_policy(path)),
            form=tuple(path for path in found if year_of(path) is not None),
        )

    def problems(self) -> list[Problem]:
        """Findings when a plan travels together with what judges it; a change of one of them alone is no finding."""
        if not self.tahun:
            return []
        found = [trust.problem("RKT-613.nama", path) for path in unportable(self.form)]
        if self.mesin:
            found.append(trust.problem("RKT-609", self.mesin[0], berkas=naming(self.mesin)))
        if self.kebijakan:
            found.append(trust.problem("RKT-610"))
        if self.acuan:
            found.append(
                Problem(
                    "RKT-691",
                    Severity.PERINGATAN,
                    self.acuan[0],
                    1,
                    1,
                    f"Permintaan ini juga mengubah acuan yang dipakai untuk memeriksa form: {naming(self.acuan)}.",
                    "Periksa perubahan acuan itu lebih dahulu; sebaiknya diajukan tersendiri oleh Kasubbag.",
                )
            )
        return found


def naming(paths: Sequence[str]) -> str:
    """A few paths by name, the others by number."""
    shown = ", ".join(show(path) for path in paths[:3])
    return f"{shown} dan {len(paths) - 3} berkas lain" if len(paths) > 3 else shown
