"""The base office of the examples with some texts replaced, in memory, and what the check says of it."""

from collections.abc import Mapping
from datetime import date

from rktkit.ground.files import FolderFiles, MemoryFiles
from rktkit.ground.findings import Report
from rktkit.rules.check import check
from tests.rules.example import BASE, by_form

Penggantian = Mapping[str, list[tuple[str, str]]]

SEKRETARIAT = "rkt/2027/sekretariat.yml"
PIKP = "rkt/2027/pikp.yml"
EGOV = "rkt/2027/egov.yml"
SIKLUS = "rkt/2027/siklus.yml"
RENSTRA = "rkt/renstra/2025-2029.yml"


def periksa(
    ganti: Penggantian,
    *,
    final: bool = False,
    masuk: Mapping[str, date] | None = None,
    baru: Mapping[str, str] | None = None,
) -> Report:
    """Check the base office after replacing texts that stand there exactly once, and adding files."""
    base = FolderFiles(BASE)
    changed = {path: text.encode() for path, text in (baru or {}).items()}
    for path, pairs in ganti.items():
        text = base.read(path).decode()
        for old, new in pairs:
            assert text.count(old) == 1, f"{path} has {old!r} {text.count(old)} times"
            text = text.replace(old, new)
        changed[path] = text.encode()
    return check(MemoryFiles(changed, base), final=final, handed_in=by_form(masuk or {}))


def temuan(ganti: Penggantian, *, final: bool = False, masuk: Mapping[str, date] | None = None) -> list[str]:
    """The findings after some replacements: rule, file within the year's folder, line."""
    problems = periksa(ganti, final=final, masuk=masuk).problems
    return [f"{p.rule} {p.file.rsplit('/', 1)[-1]}:{p.line}" for p in problems]
