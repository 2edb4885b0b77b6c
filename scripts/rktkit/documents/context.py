"""What a document shows besides the plan itself: its state, its evidence, and the office's own texts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from rktkit.ground.findings import Problem
from rktkit.plan.document import Rkt

AWAL = datetime(1980, 1, 1, tzinfo=UTC)
"""The stand-in where a caller has no commit and so no time; the earliest that every format can carry."""

LAMBANG = Path(__file__).with_name("lambang.svg")
"""The mark of an office that has given none."""


@dataclass(frozen=True, slots=True)
class Context:
    """Everything a document depends on that is not in ``Rkt``, so that equal inputs give equal bytes."""

    final: bool
    """Whether this is the signed state. A draft shows DRAF on every page, its commit and its open findings."""

    commit: str | None = None
    """The full hash of the commit the plan was read from."""

    findings: tuple[Problem, ...] = ()
    """Open findings, shown in a draft."""

    sebelumnya: str | None = None
    """SHA-256 of the previous publication's manifest: the archive head that the paper carries."""

    url: str | None = None
    """Address of the publication's page, for the QR code."""

    bukti: Mapping[str, Any] | None = None
    """Content of ``bukti.json``."""

    semula: Rkt | None = None
    """The plan that an RKT Perubahan amends."""

    bab: Mapping[str, str] = field(default_factory=dict)
    """The office's own chapter texts: name without ``.md`` (``bab-1-pendahuluan``) to Markdown. Missing ones ship."""

    lambang: bytes | None = None
    """The office's mark as SVG."""

    waktu: datetime = AWAL
    """The commit's time; every timestamp inside a document is this one."""

    data: bytes | None = None
    """The bytes of this plan's ``rkt.json`` where they are made already: page and paper carry them, too."""


def bertanggal(rkt: Rkt, context: Context) -> datetime:
    """The time that a document's file carries: its commit's; outside Git the decision's day, or the plan's first."""
    if context.waktu != AWAL:
        return context.waktu
    day = rkt.penetapan.tanggal if rkt.penetapan else date(rkt.tahun, 1, 1)
    return datetime(day.year, day.month, day.day, tzinfo=UTC)
