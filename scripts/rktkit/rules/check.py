"""Everything under ``rkt/`` against every rule: one report, all problems at once."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice

from rktkit.ground.catalogue.rules import SINCE, At, problem
from rktkit.ground.files import Files, Kind, NotPlainFile, read_plain
from rktkit.ground.findings import Problem, Report, Severity
from rktkit.ground.yaml.text import MAX_PROBLEMS
from rktkit.plan.layout import (
    CHAPTERS,
    KALENDER,
    NOMENKLATUR,
    PENGESAHAN,
    REGULASI,
    RENSTRA,
    SATUAN,
    FormId,
    folder_of,
    path_of,
    year_of,
)
from rktkit.plan.load.files import bukan_berkas
from rktkit.plan.load.nomenclature import load_nomenklatur
from rktkit.plan.load.office import load_siklus, years
from rktkit.plan.load.renstra import PERIODE, Berlaku, berlaku, salah_nama
from rktkit.rules.archived import NOTHING, Archived, softened
from rktkit.rules.context import Cycle
from rktkit.rules.families import CYCLE_RULES, FORM_RULES, OFFICE_RULES, RENSTRA_RULES
from rktkit.rules.families.acuan import is_sample, sample_mark, sample_sop
from rktkit.rules.families.kelengkapan import marks_left
from rktkit.rules.library import Library, asing, passed_over

FROM_THE_WHOLE = ("RKT-501", "RKT-502")
"""Rules that speak of what is not there: said of everything, not of given paths."""


UNREADABLE = "RKT-0"
"""Rules that say of a file that it cannot be used; of one that all forms need they are said whatever was asked for."""

SOP_CHAPTER = f"{CHAPTERS}/lampiran-jadwal.md"
_SOP_NUMBER = re.compile(r"\bSOP\b.{0,200}?\bNomor\s+\S*[0-9]\S*", re.DOTALL)
"""Where the office's own text names the SOP, and how."""

Found = tuple[list[Problem], list[str]]
"""Problems, and the paths that were read to find them."""


def check(
    files: Files,
    *,
    paths: Sequence[str] = (),
    year: int | None = None,
    final: bool | Collection[int] = False,
    handed_in: Mapping[FormId, date] | None = None,
    archived: Archived = NOTHING,
) -> Report:
    """All rules on the given paths, or on everything; a closed year only where it is asked for by name.

    Args:
        files: the tree that holds ``rkt/``.
        paths: files or folders; only findings in them are reported, and what is missing as a whole is left out.
        year: look at one plan year only.
        final: whether the cycles are final (then a missing form blocks), or the years that are.
        handed_in: the day on which each form first came in filled (for RKT-505).
        archived: what is published already, and which years are closed.

    Returns:
        The report, with the bytes of every file that has a problem.
    """
    library = Library(files, archived)
    wanted = wanted_years(files, paths, year)
    if not paths and year is None and final is not True:
        library.closed = archived
    found = [check_shared(library, final=bool(final))]
    found += check_years(library, wanted, final=final, handed_in=handed_in)
    read = {path for _, seen in found for path in seen}
    return report(files, [problem for problems, _ in found for problem in problems], read, paths)


def check_years(
    library: Library,
    wanted: Sequence[int],
    *,
    final: bool | Collection[int] = False,
    handed_in: Mapping[FormId, date] | None = None,
) -> Iterator[Found]:
    """For each of some plan years its problems and the paths that were read, without those of what all years share."""
    for tahun in wanted:
        library.files.paths.clear()
        library.problems.clear()
        if tahun in library.closed.tertutup:
            changed = list(library.changed(tahun))
            yield changed, sorted({one.file for one in changed})
            continue
        is_final = final if isinstance(final, bool) else tahun in final
        own = judged(library, library.cycle(tahun, final=is_final, handed_in=handed_in))
        yield own, sorted(library.files.paths)


def check_shared(library: Library, *, final: bool = False) -> Found:
    """The problems of what all years share: the office and every Renstra."""
    return _weighed(_shared(library), final=final), sorted(library.files.paths)


def report(files: Files, problems: Iterable[Problem], read: Collection[str], paths: Sequence[str] = ()) -> Report:
    """Problems as a report, of all or of some paths only, with the bytes of every file that has one."""
    if paths:
        problems = [p for p in problems if _is_asked(p, paths)]
        read = [path for path in read if _below(path, paths)]
    sources = {}
    kept = tuple(_once(problems))
    for path in {p.file for p in kept} & set(read):
        try:
            sources[path] = files.read(path)
        except (OSError, NotPlainFile):
            continue  # gone since; the line is not shown
    return Report.of(kept, len(read), sources)


def _once(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Problems, of which RKT-311 stands once in a place: one year's gap is the target that another year lacks."""
    gaps: dict[tuple[str, int, int], Problem] = {}
    for one in problems:
        if one.rule != "RKT-311":
            yield one
        elif (at := (one.file, one.line, one.column)) not in gaps or one.weight <= gaps[at].weight:
            gaps[at] = one  # of equal weight the newest year's
    yield from gaps.values()


def wanted_years(files: Files, paths: Sequence[str], year: int | None) -> tuple[int, ...]:
    """The plan years that a check of paths, or of one year, has to look at."""
    found = years(files) if year is None else (year,)
    if not paths or not all(_year(path) for path in paths):
        return found
    return tuple(tahun for tahun in found if any(_year(path) == tahun for path in paths))


def _year(path: str) -> int | None:
    return year_of(f"{path}/")  # the folder itself is asked for as well


def _is_asked(found: Problem, paths: Sequence[str]) -> bool:
    """Whether a finding belongs to given paths: it stands there, or it says why they could not be checked in full."""
    if _below(found.file, paths):
        return found.rule not in FROM_THE_WHOLE
    broken = found.rule.startswith(UNREADABLE) and found.severity is Severity.GALAT
    return broken and _year(found.file) is None


def overdue(files: Files, today: date) -> tuple[int, ...]:
    """The plan years in which somebody may be late by now: still at work, and the day of pengumpulan is over."""
    cycles = ((tahun, load_siklus(files, tahun)[0]) for tahun in at_work(files))
    deadlines = ((tahun, siklus.jadwal.get("pengumpulan")) for tahun, siklus in cycles if siklus)
    return tuple(tahun for tahun, day in deadlines if day is not None and day < today)


def at_work(files: Files) -> tuple[int, ...]:
    """The newest plan year and those without a pengesahan.

    The others are history, perhaps brought over from elsewhere, of which this repository's dates say nothing.
    """
    found = years(files)
    newest = max(found, default=0)
    return tuple(tahun for tahun in found if tahun == newest or PENGESAHAN not in files.list(folder_of(tahun)))


def _below(file: str, paths: Sequence[str]) -> bool:
    return any(file == path or file.startswith(f"{path}/") for path in paths)


def check_library(library: Library, cycle: Cycle) -> Report:
    """All rules on one cycle of a library, the office and its references."""
    closed = not cycle.final and cycle.tahun in library.archived.tertutup
    own = list(library.changed(cycle.tahun)) if closed else judged(library, cycle)
    problems = [*own, *_weighed(_shared(library), final=cycle.final)]
    return Report.of(problems, len({p.file for p in problems}))


def judged(library: Library, cycle: Cycle) -> list[Problem]:
    """What is wrong with one plan year, by every rule; and where it is not what was published."""
    found = _weighed(_own(library, cycle), final=cycle.final)
    found = softened(found) if cycle.tahun in library.closed.lunak else found
    return [*found, *_weighed(library.changed(cycle.tahun), final=cycle.final)]


def _weighed(problems: Iterable[Problem], *, final: bool) -> list[Problem]:
    """What is marked to be filled in (RKT-508) blocks once it is final."""
    return [one.but(severity=Severity.GALAT) if final and one.rule == "RKT-508" else one for one in problems]


def _shared(library: Library) -> Iterator[Problem]:
    """What is wrong with the office and every Renstra."""
    for office_rule in OFFICE_RULES:
        yield from _bounded(office_rule(library.office))
    for renstra in library.all_renstra():
        for renstra_rule in RENSTRA_RULES:
            yield from _bounded(renstra_rule(renstra, library.office))
    yield from _overlapping(library.files)
    yield from _samples(library)
    yield from library.archived.tak_terbaca
    yield from library.problems
    yield from _unused_tables(library.files)
    for folder in ("rkt", RENSTRA, NOMENKLATUR):
        for name, kind in library.files.list(folder).items():
            if passed_over(name):
                continue
            if kind is Kind.OTHER:
                yield bukan_berkas(f"{folder}/{name}")
            elif found := salah_nama(library.files, folder, name, kind):
                yield found


def _unused_tables(files: Files) -> Iterator[Problem]:
    """What is wrong with a nomenclature that no plan year reads yet: it is told before a form is made from it."""
    read = years(files)
    for name, kind in files.list(NOMENKLATUR).items():
        tahun = int(name[:4]) if re.fullmatch(r"[0-9]{4}\.csv", name) else 0
        if tahun and tahun not in read and kind is Kind.FILE:
            yield from load_nomenklatur(files, tahun)[1]


def _samples(library: Library) -> Iterator[Problem]:
    """RKT-212: an office that is no sample rests on no sample's references."""
    if not is_sample(library.office):
        folder = [f"{RENSTRA}/{name}" for name in library.files.list(RENSTRA) if PERIODE.match(name)]
        for path in (*folder, REGULASI, KALENDER, SATUAN):
            yield from sample_mark(read_plain(library.files, path) or b"", path)
        texts = [f"{CHAPTERS}/{name}" for name in library.files.list(CHAPTERS) if name.endswith(".md")]
        for path in (*texts, "content/sop.md", "content/sop/index.md"):
            yield from sample_sop(read_plain(library.files, path) or b"", path)


def _overlapping(files: Files) -> Iterator[Problem]:
    """RKT-110: no two Renstra count from the same year on as the same amendment."""
    seen: dict[Berlaku, str] = {}
    for name in sorted(files.list(RENSTRA)):
        since = berlaku(files, name)
        if since is not None and seen.setdefault(since, name) != name:
            names = {"dari": since.dari, "lain": f"{RENSTRA}/{seen[since]}", "perubahan": since.perubahan}
            yield problem("RKT-110.periode", f"{RENSTRA}/{name}", At(), **names)


def _own(library: Library, cycle: Cycle) -> Iterator[Problem]:
    """What is wrong with one plan year: its files, its nomenclature, its folder."""
    yield from check_cycle(cycle)
    yield from _folder(library, cycle.tahun)
    if cycle.final:
        yield from _unfinished(library, cycle)
    yield from library.problems


def _unfinished(library: Library, cycle: Cycle) -> Iterator[Problem]:
    """RKT-508 in whatever else the year's folder holds, RKT-516 in the office's own text: both are signed, too."""
    forms = {form.file for form in cycle.forms.values()}
    for name, kind in library.files.list(cycle.path).items():
        path = path_of(cycle.tahun, name)
        if kind is Kind.FILE and not passed_over(name) and name.endswith((".yml", ".md")) and path not in forms:
            yield from marks_left(read_plain(library.files, path) or b"", path)
    text = read_plain(library.files, SOP_CHAPTER)
    if text is not None and not is_sample(library.office) and not _SOP_NUMBER.search(text.decode("utf-8", "replace")):
        yield problem("RKT-516", SOP_CHAPTER, At())


def check_cycle(cycle: Cycle) -> Iterator[Problem]:
    """Every rule that holds in a plan year; the problems of shape were found on reading."""
    for found in _all_rules(cycle):
        if SINCE[found.rule] <= cycle.tahun:
            yield found


def _all_rules(cycle: Cycle) -> Iterator[Problem]:
    for form in cycle.forms.values():
        for form_rule in FORM_RULES:
            yield from _bounded(form_rule(form, cycle))
    for cycle_rule in CYCLE_RULES:
        yield from _bounded(cycle_rule(cycle))
    yield from _outside_renstra(cycle)


def _bounded(found: Iterator[Problem]) -> Iterator[Problem]:
    """What one rule finds in one place, as far as anybody can read it."""
    yield from islice(found, MAX_PROBLEMS)
    for one in found:
        yield problem("RKT-004.temuan", one.file, At(one.line, one.column), batas=MAX_PROBLEMS)
        return


def _outside_renstra(cycle: Cycle) -> Iterator[Problem]:
    """RKT-210: the office has a Renstra, but none that covers the year."""
    if cycle.renstra is not None or not cycle.renstra_elsewhere:
        return
    places = [cycle.siklus] if cycle.siklus is not None else list(cycle.forms.values())
    for place in places:
        yield problem("RKT-210", place.file, place.at("tahun"), nilai=cycle.tahun)


def _folder(library: Library, tahun: int) -> Iterator[Problem]:
    """RKT-007, 109: only the known files stand in a year's folder, each a plain file."""
    for name, kind in library.files.list(folder_of(tahun)).items():
        path = path_of(tahun, name)
        if passed_over(name):
            continue
        if kind is Kind.OTHER:
            yield bukan_berkas(path)
        elif kind is Kind.FOLDER:
            yield problem("RKT-109.folder", path, At(), nama=name)
        elif not name.endswith((".yml", ".md")) and name != "rkt-ttd.pdf":
            yield asing(path, library.office.organisasi)
