"""The archive: publications in a chain, on a branch that only grows.

``archive_read`` reads one and finds what is not as it was published. ``add`` writes a new publication as Git objects
and returns the commit; moving the branch to it is the caller's one step, so a stop at any moment leaves the archive as
before or complete. Every byte of that commit follows from its content, so two machines that publish the same merge make
the same commit.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from importlib.resources import files as resources

from rktkit.ground.files import Files
from rktkit.ground.findings import Problem
from rktkit.trust.archive.manifest import Manifest, json_bytes

BRANCH = "refs/heads/arsip"
HEAD = "kepala.json"
ROOT = ("README.md", "periksa.py")
"""What stands at the root besides ``kepala.json``; the newest manifest's ``alat`` vouches for both."""

ATTRIBUTES = ".gitattributes"
SAKSI = "saksi"
"""The folder of countersignatures: ``saksi/<urutan>-<nama>.sig``."""

COUNTERSIGNATURE = re.compile(r"([1-9][0-9]{0,8})-([a-z0-9-]{1,40})\.sig\Z")

YEAR = re.compile(r"[0-9]{4}\Z")


@dataclass(frozen=True, slots=True)
class Publication:
    """A publication in the archive; ``sha256`` is its manifest's."""

    manifest: Manifest
    sha256: str

    @property
    def nama(self) -> str:
        """``2027/murni-0``."""
        return self.manifest.publikasi

    @property
    def ditetapkan(self) -> date | None:
        """The date of the decision."""
        return day(self.manifest.penetapan.get("tanggal", ""))

    def decided(self, until: date) -> bool:
        """Whether the decision was made until a day."""
        return self.ditetapkan is not None and self.ditetapkan <= until


def day(text: str) -> date | None:
    """The date that a manifest writes; ``None`` where it is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


@dataclass(frozen=True)
class Archive:
    """All publications in the order of the chain, and everything that is wrong. ``files`` is where it was read from."""

    files: Files
    publications: tuple[Publication, ...]
    problems: tuple[Problem, ...]
    baris: frozenset[str] = frozenset()
    """Files whose line ends alone were rewritten; ``files`` gives them as they were published."""
    hilang: frozenset[str] = frozenset()
    """Listed files that are not there, or cannot be read."""

    @property
    def lubang(self) -> int:
        """How many publications are missing in between: no word about a later one reaches below such a hole."""
        return max(0, self.publications[-1].manifest.urutan - len(self.publications)) if self.publications else 0

    @property
    def head(self) -> str | None:
        """SHA-256 of the newest manifest."""
        return self.publications[-1].sha256 if self.publications else None

    def find(self, name: str) -> Publication | None:
        """The publication of a name."""
        return self._names.get(name)

    def numbered(self, urutan: int) -> Publication | None:
        """The publication of a number."""
        return self._numbers.get(urutan)

    def of_commit(self, sha: str) -> Publication | None:
        """The plan that was published from a merge."""
        return self._commits.get(sha)

    def plans(self, tahun: int | None = None) -> Sequence[Publication]:
        """The publications that carry a plan (and not just a signature), of one year or of all."""
        return self._plans if tahun is None else self._years.get(tahun, ())

    def signatures(self, name: str) -> Sequence[Publication]:
        """The publications that sign another one."""
        return self._signing.get(name, ())

    def in_force(self, tahun: int, day: date) -> Publication | None:
        """Which plan of a year is in force on a day: the last one that was decided until then."""
        return next((plan for plan in reversed(self.plans(tahun)) if plan.decided(day)), None)

    def replacing(self, plan: Publication, day: date) -> Publication | None:
        """The first plan after this one that was decided until a day."""
        key = plan.manifest.tahun, day
        if key not in self._successors:
            self._successors[key] = dict(_successors(self.plans(plan.manifest.tahun), day))
        return self._successors[key].get(plan.nama)

    # Each of these is asked about every publication, so none may look through all of them every time.

    @cached_property
    def _names(self) -> Mapping[str, Publication]:
        return {one.nama: one for one in reversed(self.publications)}

    @cached_property
    def _numbers(self) -> Mapping[int, Publication]:
        return {one.manifest.urutan: one for one in reversed(self.publications)}

    @cached_property
    def _plans(self) -> Sequence[Publication]:
        return [one for one in self.publications if not one.manifest.menandatangani]

    @cached_property
    def _commits(self) -> Mapping[str, Publication]:
        return {one.manifest.commit: one for one in reversed(self._plans)}

    @cached_property
    def _years(self) -> Mapping[int, Sequence[Publication]]:
        found: dict[int, list[Publication]] = {}
        for one in self._plans:
            found.setdefault(one.manifest.tahun, []).append(one)
        return found

    @cached_property
    def _signing(self) -> Mapping[str, Sequence[Publication]]:
        found: dict[str, list[Publication]] = {}
        for one in self.publications:
            if one.manifest.menandatangani:
                found.setdefault(one.manifest.menandatangani[0], []).append(one)
        return found

    @cached_property
    def _successors(self) -> dict[tuple[int, date], Mapping[str, Publication]]:
        return {}


def _successors(plans: Sequence[Publication], day: date) -> Iterator[tuple[str, Publication]]:
    """For each plan of a year the next one that was decided until a day."""
    after: Publication | None = None
    for one in reversed(plans):
        if after:
            yield one.nama, after
        if one.decided(day):
            after = one


def published(archive: Archive) -> dict[int, str]:
    """The commit of each year's newest plan."""
    return {plan.manifest.tahun: plan.manifest.commit for plan in archive.plans()}


def head_bytes(newest: Publication, count: int) -> bytes:
    """``kepala.json``."""
    return json_bytes({"versi": 1, "publikasi": newest.nama, "sha256": newest.sha256, "jumlah": count})


def root_files() -> dict[str, bytes]:
    """What this version puts at the root beside ``kepala.json``."""
    shipped = resources(__package__) / "root"
    return {**{name: (shipped / name).read_bytes() for name in ROOT}, ATTRIBUTES: b"* -text\n"}
