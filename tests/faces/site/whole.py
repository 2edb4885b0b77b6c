"""All that the finished site of the sample years is made from, for the tests and for the guide's pictures."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from rktkit.faces.site.collection import Draf, read_draft
from rktkit.ground.files import Files, FolderFiles, MemoryFiles
from rktkit.plan.load.office import load_organisasi, load_siklus
from rktkit.procedure.sop import Keadaan, KeadaanForm, Kejadian
from rktkit.procedure.timeline import Putaran, Tidak, lamanya
from rktkit.procedure.turns import Status, compute
from tests.documents import builders
from tests.faces.site.archives import archive, compiled, sample_plans
from tests.sample import CONTOH


def arsip() -> Files:
    """The sample years 2025, 2026 and the Perubahan of 2026, with every format but the slow ones."""
    renstra = "rkt/renstra/2025-2029.yml"
    return MemoryFiles(archive(sample_plans(), sumber={renstra: FolderFiles(CONTOH).read(renstra)}))


def status(*cabang: str) -> Status:
    """The cycle of 2027 with one form missing and one changed elsewhere as well, as on 2 December 2026."""
    files = FolderFiles(CONTOH)
    organisasi, _ = load_organisasi(files)
    siklus, _ = load_siklus(files, 2027)
    assert organisasi
    assert siklus
    day = date(2026, 12, 1)
    collected = KeadaanForm(Kejadian(day), Kejadian(day), None, None, day)
    forms = {b.kode: KeadaanForm() if b.kode == "persandian" else collected for b in organisasi.bidang}
    forms["pikp"] = replace(collected, cabang=cabang)
    steps = ("disposisi", "perencanaan", "sosialisasi")
    begun: Iterator[Any] = (Kejadian(date(2026, 11, number)) for number in (16, 18, 20))
    state = Keadaan(2027, "murni", 0, organisasi, siklus.jadwal, forms)
    return compute(replace(state, **dict(zip(steps, begun, strict=True))), date(2026, 12, 2))


def putaran(status: Status, oleh: str) -> Putaran:
    """The same cycle eight days later, when it is late, with a form that was sent back."""
    late = compute(status.keadaan, date(2026, 12, 10))
    back = Tidak(7, 4, date(2026, 12, 1), oleh, "pikp")
    return Putaran(late, tuple(lamanya(late, ())), (back,))


def draf() -> Draf:
    """What ``rkt compile`` wrote for a plan that is not decided yet."""
    return read_draft(MemoryFiles(compiled(builders.khas())), "draf")
