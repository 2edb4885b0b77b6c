"""The sample office, with one year of it opened or about to be."""

from collections.abc import Mapping
from datetime import date

from rktkit.ground.files import Files, FolderFiles, MemoryFiles
from rktkit.plan.load.form import read_form
from rktkit.plan.model import FormRkt
from tests.sample import CONTOH

SAMPLE = FolderFiles(CONTOH)
SENIN = date(2026, 11, 16)


def form(made: Mapping[str, bytes], kode: str, tahun: int = 2027) -> FormRkt:
    found, problems = read_form(made[f"{kode}.yml"], f"rkt/{tahun}/{kode}.yml")
    assert found is not None, problems
    return found


def subs(found: FormRkt) -> dict[str | None, int | None]:
    """Code → pagu."""
    return {sub.kode: sub.pagu for _, _, sub in found.sub_kegiatan()}


def with_changes(changes: Mapping[str, bytes], under: Files = SAMPLE) -> MemoryFiles:
    return MemoryFiles(changes, under)


def edited(path: str, old: str, new: str) -> MemoryFiles:
    text = SAMPLE.read(path).decode()
    assert old in text
    return with_changes({path: text.replace(old, new).encode()})
