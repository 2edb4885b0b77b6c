"""What the site shows, read from the archive: each publication with its plan, its evidence, and its time in force.

The archive is checked while it is read. A publication with findings is shown with them, never left out in silence.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from rktkit.documents.data.json import read_rkt
from rktkit.ground.catalogue.trust import problem
from rktkit.ground.files import Files, Kind, read_plain, walk
from rktkit.ground.findings import Problem, UsageError
from rktkit.ground.records import RecordError, parse
from rktkit.plan.document import Rkt
from rktkit.plan.writing import words
from rktkit.trust.archive.manifest import SIGNATURE, Berkas
from rktkit.trust.archive.publications import Archive, Publication
from rktkit.trust.archive.read import read_archive

PLAN = "rkt.json"
EVIDENCE = "bukti.json"


@dataclass(frozen=True, slots=True)
class Terbitan:
    """A published plan. ``rkt`` is ``None`` when its data cannot be read; ``temuan`` says what is wrong with it.

    In force from ``mulai`` to ``sampai`` (both days included); ``pengganti`` is the name of the plan that followed.
    """

    publikasi: Publication
    rkt: Rkt | None
    bukti: Mapping[str, Any] | None
    tanda_tangan: tuple[Publication, ...]
    temuan: tuple[Problem, ...]
    mulai: date | None
    sampai: date
    pengganti: str | None = None
    semula: str | None = None
    """The name of the plan that it amends."""
    disegel: bool = False
    """Whether a signature over the manifest stands beside it; it is not judged here."""

    @property
    def nama(self) -> str:
        """``2027/murni-0``."""
        return self.publikasi.nama

    @property
    def tahun(self) -> int:
        """The plan's year."""
        return self.publikasi.manifest.tahun

    @property
    def judul(self) -> str:
        """``RKT 2027``, ``RKT Perubahan 2026``, ``RKT Perubahan Kedua 2026``."""
        return " ".join(filter(None, ("RKT", self.sebutan, str(self.tahun))))

    @property
    def judul_panjang(self) -> str:
        """``Rencana Kinerja Tahunan Perubahan 2026``."""
        return " ".join(filter(None, ("Rencana Kinerja Tahunan", self.sebutan, str(self.tahun))))

    @property
    def sebutan(self) -> str:
        """Empty for the first plan of a year, else ``Perubahan`` with its number from the second on."""
        return words.sebutan(self.publikasi.manifest.jenis, int(self.nama.rpartition("-")[2]))

    @property
    def folder(self) -> str:
        """Where its page and its documents stand on the site."""
        return f"arsip/{self.nama}"

    @property
    def contoh(self) -> bool:
        """Whether it is sample data."""
        return self.rkt is not None and self.rkt.contoh

    @property
    def berlaku(self) -> str:
        """Its time in force in words."""
        until = f"sampai {words.tanggal(self.sampai)}"
        if self.mulai is None:
            return until
        begin = words.tanggal(self.mulai)
        return f"{begin}, tidak sempat berlaku" if self.seketika else f"{begin} {until}"

    @property
    def seketika(self) -> bool:
        """Whether another plan took its place on the day of its decision or before, so that it was never in force."""
        return self.mulai is not None and self.mulai > self.sampai

    def berkas(self, path: str) -> Berkas | None:
        """A file of the publication by its path in it."""
        return next((entry for entry in self.publikasi.manifest.berkas if entry.path == path), None)


@dataclass(frozen=True, slots=True)
class Koleksi:
    """The whole archive for the site. ``terbitan`` newest first; ``temuan`` is everything the check found."""

    arsip: Archive
    terbitan: tuple[Terbitan, ...]
    temuan: tuple[Problem, ...]
    hilang: tuple[str, ...] = ()
    """Heads noted before that are no longer in the chain."""

    @property
    def terbaru(self) -> Terbitan | None:
        """The newest publication."""
        return self.terbitan[0] if self.terbitan else None

    @property
    def kepala(self) -> str | None:
        """SHA-256 of the newest manifest: it stands for the whole archive."""
        return self.arsip.head

    @property
    def contoh(self) -> bool:
        """Whether the site as a whole shows sample data: its newest plan does."""
        return self.terbaru is not None and self.terbaru.contoh

    def per_tahun(self) -> list[tuple[int, list[Terbitan]]]:
        """Years with their publications, newest first."""
        years = sorted({terbitan.tahun for terbitan in self.terbitan}, reverse=True)
        return [(year, [t for t in self.terbitan if t.tahun == year]) for year in years]

    def berlaku_terakhir(self) -> list[Terbitan]:
        """The last plan of every year whose data can be read, oldest year first."""
        last = {t.tahun: t for t in reversed(self.terbitan) if t.rkt is not None}
        return [last[year] for year in sorted(last)]

    def find(self, nama: str | None) -> Terbitan | None:
        """The publication of a name."""
        return next((terbitan for terbitan in self.terbitan if terbitan.nama == nama), None)


Against = Callable[[Archive], Iterable[Problem]]
"""What a repository says against the archive."""


def read_collection(files: Files, against: Against | None = None, kepala: Iterable[str] = ()) -> Koleksi:
    """Read and check the archive for the site. An archive without publications is an empty collection.

    Args:
        against: asks the repository that the archive came from.
        kepala: heads that were noted before; each must still be in the chain (RKT-651).
    """
    archive = read_archive(files)
    own = archive.problems if archive.publications or files.list("") else ()
    chain = {publication.sha256 for publication in archive.publications}
    lost = tuple(head for head in dict.fromkeys(kepala) if head not in chain)
    more = against(archive) if against else ()
    problems = tuple(dict.fromkeys([*(problem("RKT-651", ".", sha256=head) for head in lost), *more, *own]))
    found: list[Terbitan] = []
    last: dict[int, str] = {}
    for plan in archive.plans():
        found.append(_terbitan(archive, plan, last.get(plan.manifest.tahun), problems))
        last[plan.manifest.tahun] = plan.nama
    found.sort(key=lambda terbitan: terbitan.publikasi.manifest.urutan, reverse=True)
    return Koleksi(archive, tuple(found), problems, lost)


def _terbitan(archive: Archive, plan: Publication, semula: str | None, problems: Iterable[Problem]) -> Terbitan:
    later = archive.replacing(plan, date.max)
    end = date(plan.manifest.tahun, 12, 31)
    signatures = tuple(archive.signatures(plan.nama))
    return Terbitan(
        publikasi=plan,
        rkt=_plan(archive.files, plan.nama),
        bukti=read_json(archive.files, f"{plan.nama}/{EVIDENCE}"),
        tanda_tangan=signatures,
        temuan=tuple(_about(problems, [plan.nama, *(one.nama for one in signatures)])),
        mulai=plan.ditetapkan,
        sampai=later.ditetapkan - timedelta(days=1) if later and later.ditetapkan else end,
        pengganti=later.nama if later else None,
        semula=semula,
        disegel=SIGNATURE in archive.files.list(plan.nama),
    )


def _about(problems: Iterable[Problem], names: list[str]) -> Iterable[Problem]:
    return (found for found in problems if any(found.file.startswith(f"{name}/") for name in names))


def _plan(files: Files, name: str) -> Rkt | None:
    try:
        plan = read_rkt(read_plain(files, f"{name}/{PLAN}") or b"")
    except RecordError:
        return None
    return plan if plan.publikasi == name else None


def read_json(files: Files, path: str) -> Mapping[str, Any] | None:
    """A JSON object; ``None`` where there is none that can be read."""
    try:
        return parse(read_plain(files, path) or b"")
    except RecordError:
        return None


PLAN = "rkt.json"


@dataclass(frozen=True, slots=True)
class Draf:
    """A draft with its documents: path inside the folder → size in bytes."""

    rkt: Rkt
    files: Files
    berkas: Mapping[str, int]

    @property
    def judul(self) -> str:
        """``RKT 2027``, ``RKT Perubahan 2026``."""
        return f"{words.judul(self.rkt).replace('Rencana Kinerja Tahunan', 'RKT')} {self.rkt.tahun}"

    @property
    def judul_panjang(self) -> str:
        """``Rencana Kinerja Tahunan 2027``."""
        return f"{words.judul(self.rkt)} {self.rkt.tahun}"

    @property
    def folder(self) -> str:
        """Where its page and its documents stand on the site."""
        return f"draf/{self.rkt.tahun}/{self.rkt.jenis}-{self.rkt.urutan}"


def read_draft(files: Files, name: str) -> Draf:
    """Read what ``rkt compile --output`` wrote.

    Args:
        files: the folder.
        name: what to call it in a message.

    Raises:
        UsageError: there is no draft in it.
    """
    try:
        rkt = read_rkt(read_plain(files, PLAN) or b"")
    except RecordError as error:
        raise UsageError(f"{name} bukan folder hasil rkt compile: {PLAN} tidak ada atau tidak dapat dibaca.") from error
    found = [path for path, kind in walk(files, "") if kind is Kind.FILE and not path.startswith(".")]
    return Draf(rkt, files, {path: len(files.read(path)) for path in found})
