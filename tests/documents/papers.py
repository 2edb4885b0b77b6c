"""PDFs with what went in and what a reader sees of them; each plan's is made once, whoever asks."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import pypdf

from rktkit.documents.context import Context
from rktkit.documents.pdf import document as pdf
from rktkit.plan.document import Rkt
from tests.documents import builders, hostile
from tests.documents.reading import dense

PLANS: dict[str, Callable[[], Rkt]] = {
    "kecil": builders.kecil,
    "khas": builders.khas,
    "besar": lambda: builders.besar(jumlah_bidang=1, jumlah_kegiatan=1),
    "jahat": hostile.jahat,
    "perubahan": lambda: builders.perubahan()[0],
}


@dataclass(frozen=True)
class Made:
    """A document with what went in, and what a reader sees of it."""

    plan: Rkt
    context: Context
    reader: pypdf.PdfReader
    pages: tuple[str, ...]
    """The text of every page."""

    @property
    def root(self) -> Any:
        """The document's catalogue."""
        return self.reader.trailer["/Root"]

    @property
    def text(self) -> str:
        """All text without blanks and without the marks where words may be divided."""
        return dense("".join(self.pages))


def make(plan: Rkt, context: Context) -> Made:
    """The paper of a plan."""
    reader = pypdf.PdfReader(io.BytesIO(pdf.render(plan, context)["rkt.pdf"]))
    return Made(plan, context, reader, tuple(page.extract_text() for page in reader.pages))


@cache
def paper(name: str, *, final: bool = True) -> Made:
    """The paper of one of the ready-made plans."""
    plan = PLANS[name]()
    semula = builders.khas() if plan.jenis == "perubahan" else None
    return make(plan, builders.final(semula=semula) if final else builders.draf(semula=semula))
