"""Drafts that are shown beside the archive: folders made by ``rkt compile``, marked DRAF on every page."""

from collections.abc import Mapping
from dataclasses import dataclass

from rktkit.documents.data.json import read_rkt
from rktkit.ground.files import Files, Kind, read_plain
from rktkit.ground.findings import UsageError
from rktkit.ground.records import RecordError
from rktkit.plan import words
from rktkit.plan.document import Rkt
from rktkit.trust.archive.publications import walk

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
