"""What the check says of the small office after some texts of it were replaced."""

from collections.abc import Mapping
from datetime import date

from rktkit.ground.findings import Report
from rktkit.rules.check import check
from tests.kantor import Penggantian, changed
from tests.rules.example import by_form


def periksa(
    ganti: Penggantian,
    *,
    final: bool = False,
    masuk: Mapping[str, date] | None = None,
    baru: Mapping[str, str] | None = None,
) -> Report:
    """Check the base office after replacing texts that stand there exactly once, and adding files."""
    return check(changed(ganti, baru), final=final, handed_in=by_form(masuk or {}))


def temuan(ganti: Penggantian, *, final: bool = False, masuk: Mapping[str, date] | None = None) -> list[str]:
    """The findings after some replacements: rule, file within the year's folder, line."""
    problems = periksa(ganti, final=final, masuk=masuk).problems
    return [f"{p.rule} {p.file.rsplit('/', 1)[-1]}:{p.line}" for p in problems]
