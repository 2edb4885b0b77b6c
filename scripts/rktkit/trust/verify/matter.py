"""What all claims look at, and how a claim is told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from rktkit.ground.findings import Problem, Severity
from rktkit.trust import ssh
from rktkit.trust.archive.publications import Archive, Publication
from rktkit.trust.verify.papers import Papers
from rktkit.trust.verify.people.ruling import Ruling
from rktkit.trust.verify.seals import Book


class Putusan(StrEnum):
    """The three verdicts, on a claim, a publication or an archive."""

    SAH = "SAH"
    TIDAK_SAH = "TIDAK SAH"
    TIDAK_PASTI = "TIDAK DAPAT DIPASTIKAN"

    @property
    def exit_status(self) -> int:
        """0, 1 or 3."""
        return {Putusan.SAH: 0, Putusan.TIDAK_SAH: 1, Putusan.TIDAK_PASTI: 3}[self]


def worst(found: Sequence[Putusan]) -> Putusan:
    """TIDAK SAH before TIDAK DAPAT DIPASTIKAN before SAH."""
    return next((one for one in (Putusan.TIDAK_SAH, Putusan.TIDAK_PASTI) if one in found), Putusan.SAH)


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim: whether it holds, on whose word, and what is missing."""

    klaim: str
    putusan: Putusan
    atas_dasar: tuple[str, ...] = ()
    kurang: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """As ``rkt verify --format json`` gives it."""
        return {
            "klaim": self.klaim,
            "putusan": str(self.putusan),
            "atas_dasar": list(self.atas_dasar),
            "kurang": list(self.kurang),
        }


def told(klaim: str, shown: Sequence[str], missing: Sequence[str], wrong: Sequence[Problem] = ()) -> Claim:
    """A claim that fails by what contradicts, is open by what is missing, and else holds."""
    grave = [one for one in wrong if one.severity is Severity.GALAT]
    texts = (*(f"{one.rule} {one.message}" for one in wrong), *missing)
    putusan = Putusan.TIDAK_SAH if grave else Putusan.TIDAK_PASTI if texts else Putusan.SAH
    return Claim(klaim, putusan, tuple(dict.fromkeys(shown)), tuple(dict.fromkeys(texts)))


@dataclass(frozen=True, slots=True)
class Whole:
    """What is known about the archive as a whole.

    Attributes:
        ukuran: by what its completeness is measured, in the reader's words; empty: by nothing.
        sampai: the number of the last publication up to which the measure reaches.
        hari: up to which day it is known.
        kurang: why it is not complete.
        ditolak: merges on ``main`` that cannot be published, and why; they touch no verdict.
        belum: for each merge that is not published, the number of the last publication before it.
    """

    ukuran: tuple[str, ...] = ()
    sampai: int = 0
    hari: date | None = None
    kurang: tuple[str, ...] = ()
    ditolak: tuple[str, ...] = ()
    belum: Mapping[str, int] = field(default_factory=dict)
    temuan: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Matter:
    """One publication and everything that is known about it.

    Attributes:
        ruling: who approved and signed; ``None``: the reader holds no policy at all.
        hint: what a reader without a policy, or without a head, can give.
        tte: what the signature inside the PDF gave, where there is one or ought to be.
        berakhir: the keys of the Kepala Dinas on which it rests and whose term has ended.
        tanggal: the day for which *berlaku* is asked; ``today``: the day of reading.
    """

    archive: Archive
    publication: Publication
    papers: Papers
    book: Book
    ruling: Ruling | None
    whole: Whole
    tte: "Tte"
    berakhir: frozenset[ssh.Key]
    tanggal: date
    today: date
    own: tuple[Problem, ...]
    target: "Publication | None" = None
    """For a mere signature: the plan that it signs."""

    @property
    def urutan(self) -> int:
        """The publication's number."""
        return self.publication.manifest.urutan

    def files(self, *inside: str) -> list[Problem]:
        """What is wrong with files of this publication below some of its paths."""
        prefixes = tuple(f"{self.publication.nama}/{path}" for path in inside)
        return [found for found in self.own if found.file.startswith(prefixes)]


@dataclass(slots=True)
class Tte:
    """What the signature inside the PDF vouches for. ``berlaku``: it holds by roots that the reader trusts."""

    berlaku: bool = False
    problems: list[Problem] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
