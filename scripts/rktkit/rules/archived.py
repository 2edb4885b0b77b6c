"""What is already decided, as the rules see it: the decisions that were published, and the years that are closed.

Values only; ``trust.archive.closed`` fills them from Git, once for ``check``, ``compile``, ``status``, the forge's
review and ``publish``. Without a repository nothing is closed, and only the decisions in the files are known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from rktkit.ground.files import Files
from rktkit.ground.findings import Problem, Severity
from rktkit.ground.values import Value
from rktkit.plan.layout import year_of
from rktkit.plan.load.office import load_pengesahan, load_siklus, years
from rktkit.plan.model import Pengesahan, Siklus

COMPARED = ("RKT-2", "RKT-303", "RKT-501", "RKT-502", "RKT-504", "RKT-506")
"""Rules that block, by how their ID begins, and compare a year with a reference, which may have changed since."""


class Keputusan(Value):
    """A decision: of which plan, under which number, on which day; whether it is published."""

    tahun: int
    jenis: str
    urutan: int
    nomor: str | None
    tanggal: date | None
    terbit: bool = False

    @property
    def nama(self) -> str:
        """Its publication's name, ``2027/murni-0``."""
        return f"{self.tahun}/{self.jenis}-{self.urutan}"

    @property
    def tingkat(self) -> tuple[date, int, int]:
        """The order in which decisions follow each other; one without a date is still to come."""
        return (self.tanggal or date.max, self.tahun, self.urutan)


class Archived(Value):
    """What the archive at hand says.

    ``tertutup``: years that no rule judges any more, because their publication is in the archive; ``berbeda``: where
    their files differ from it (RKT-509). ``lunak``: closed years without an archive, which references can no longer
    turn red. ``terbit``: years whose plan, as ``siklus.yml`` names it, is in the archive. ``tetap``: amendments under
    way whose forms say what the plan that they amend says.
    """

    keputusan: tuple[Keputusan, ...] = ()
    tertutup: frozenset[int] = frozenset()
    berbeda: tuple[Problem, ...] = ()
    lunak: frozenset[int] = frozenset()
    terbit: frozenset[int] = frozenset()
    tetap: frozenset[int] = frozenset()
    tak_terbaca: tuple[Problem, ...] = ()
    """That there is an archive, or may be one, which cannot be read: what is published is then not known."""


NOTHING = Archived()
"""No archive, no repository: nothing is closed."""


def softened(problems: Iterable[Problem]) -> list[Problem]:
    """The problems of a closed year without its archive: what compares it with a reference does not block."""
    return [one.but(severity=Severity.PERINGATAN) if softens(one) else one for one in problems]


def softens(one: Problem) -> bool:
    """Whether a problem blocks only because a reference may have changed since."""
    of_reference = one.rule == "RKT-006" and year_of(one.file) is None
    return one.severity is Severity.GALAT and (of_reference or one.rule.startswith(COMPARED))


# --- the register -----------------------------------------------------------------------------------------------


def decisions(files: Files, archived: Archived = NOTHING) -> tuple[Keputusan, ...]:
    """Every decision that is known, in their order: those of the files, then those of the archive alone."""
    found = {one.nama: one for one in archived.keputusan}
    for tahun in years(files):
        pengesahan, _ = load_pengesahan(files, tahun)
        if pengesahan is not None:
            siklus, _ = load_siklus(files, tahun)
            own = decision(tahun, siklus, pengesahan)
            found.setdefault(own.nama, own)
    return tuple(sorted(found.values(), key=lambda one: one.tingkat))


def decision(tahun: int, siklus: Siklus | None, pengesahan: Pengesahan) -> Keputusan:
    """The decision of a year's files."""
    jenis, urutan = (siklus.jenis, siklus.urutan) if siklus else (None, None)
    return Keputusan(tahun, jenis or "murni", urutan or 0, pengesahan.nomor, pengesahan.tanggal)


_TAHUN = re.compile(r"(?:19|20)[0-9]{2}")
_ANGKA = re.compile(r"[0-9]+")


def next_number(known: Sequence[Keputusan], year: int) -> str | None:
    """A number that no decision has yet, written like the newest one; ``None`` where there is nothing to go by.

    The slot that counts is the one that differs between decisions, or the last one that is a plain number and no year.

    Args:
        known: every decision that is known, in their order.
        year: in which it will be given.
    """
    given = [one.nomor.split("/") for one in known if one.nomor]
    if not given:
        return None
    slots = list(given[-1])
    alike = [other for other in given if len(other) == len(slots)]
    plain = [n for n, slot in enumerate(slots) if _ANGKA.fullmatch(slot.strip()) and not _TAHUN.fullmatch(slot.strip())]
    if not plain:
        return None
    place = next((n for n in reversed(plain) if len({other[n].strip() for other in alike}) > 1), plain[-1])
    width = len(slots[place].strip())
    slots = [str(year) if _TAHUN.fullmatch(slot.strip()) else slot for slot in slots]
    same = [other for other in alike if _others(other, place) == _others(slots, place)]
    used = {int(other[place]) for other in same if _ANGKA.fullmatch(other[place].strip())}
    slots[place] = str(max(used, default=0) + 1).zfill(width)
    return "/".join(slots)


def _others(slots: Sequence[str], place: int) -> list[str]:
    return ["".join(slot.split()).casefold() for n, slot in enumerate(slots) if n != place]
