"""What a pull request touches, and what it may not touch together.

Said already at the pull request, so that nobody learns only after the Kepala Dinas' merge that it cannot be published.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from rktkit.ground.catalogue import trust
from rktkit.ground.catalogue.families import review
from rktkit.ground.catalogue.rules import show
from rktkit.ground.files import unportable
from rktkit.ground.findings import Problem
from rktkit.plan.layout import year_of
from rktkit.trust.approval.merge import is_policy

MAIN = "main"

_POLICY = (
    "kebijakan pengesahan (pejabat, akun, kunci)",
    "pimpinan instansi sendiri yang menggabungkannya, terpisah dari RKT",
)
_MACHINERY = (
    "mesin pemeriksa atau alur kerjanya",
    "pengelola sistem membaca dan menyetujuinya",
)


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

    @property
    def paths(self) -> tuple[str, ...]:
        """What lies below ``rkt/``."""
        return (*self.kebijakan, *self.acuan, *self.form)

    def without(self, paths: Collection[str]) -> "Touched":
        """The same without some of the machinery and the policy."""
        return replace(
            self,
            mesin=tuple(path for path in self.mesin if path not in paths),
            kebijakan=tuple(path for path in self.kebijakan if path not in paths),
        )

    def problems(self, cabang: str) -> list[Problem]:
        """Findings about what a request to a branch brings, before anybody looks into the files.

        A plan does not travel with what judges it. The policy and the machinery alone go to ``main``, under an approval
        of their own; nowhere else, where whoever may merge a form could let them in.
        """
        found = [trust.problem("RKT-613.nama", path) for path in unportable(self.form)]
        if not self.tahun:
            return [*found, *self._alone(cabang)]
        if self.mesin:
            found.append(trust.problem("RKT-609", self.mesin[0], berkas=naming(self.mesin)))
        if self.kebijakan:
            found.append(trust.problem("RKT-610"))
        if self.acuan:
            found.append(review.problem("RKT-691", self.acuan[0], berkas=naming(self.acuan)))
        return found

    def _alone(self, cabang: str) -> Iterator[Problem]:
        text = "RKT-694" if cabang == MAIN else "RKT-694.draf"
        for paths, apa, oleh in ((self.kebijakan, *_POLICY), (self.mesin, *_MACHINERY)):
            if paths:
                yield review.problem(text, paths[0], apa=apa, berkas=naming(paths), oleh=oleh, cabang=cabang)


def naming(paths: Sequence[str]) -> str:
    """A few paths by name, the others by number."""
    shown = ", ".join(show(path) for path in paths[:3])
    return f"{shown} dan {len(paths) - 3} berkas lain" if len(paths) > 3 else shown
