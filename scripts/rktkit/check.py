"""Everything under ``rkt/`` against every rule: one report, all problems at once."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date

from rktkit.catalogue import SINCE, At, problem
from rktkit.files import Files, Kind
from rktkit.model import FormRkt, Nomenklatur, Renstra
from rktkit.problems import Problem, Report
from rktkit.reference import (
    PERIODE,
    RENSTRA,
    find_renstra,
    has_renstra,
    load_kalender,
    load_nomenklatur,
    load_organisasi,
    load_pengesahan,
    load_regulasi,
    load_renstra,
    load_satuan,
    load_siklus,
    read_bytes,
    read_form,
    years,
)
from rktkit.rules import CYCLE_RULES, FORM_RULES, OFFICE_RULES, RENSTRA_RULES
from rktkit.rules.context import Cycle, DaftarSatuan, Office
from rktkit.suggest import nearest

RESERVED = ("siklus.yml", "pengesahan.yml")
FROM_THE_WHOLE = ("RKT-501", "RKT-502")
"""Rules that speak of what is not there: said of everything, not of given paths."""


class Reading:
    """Files, remembering each that was read: for the count, and for reporters that show the line."""

    def __init__(self, files: Files) -> None:
        self.files = files
        self.seen: dict[str, bytes] = {}

    def read(self, path: str) -> bytes:
        """See ``Files.read``."""
        if path not in self.seen:
            self.seen[path] = self.files.read(path)
        return self.seen[path]

    def list(self, folder: str) -> Mapping[str, Kind]:
        """See ``Files.list``."""
        return self.files.list(folder)


class Library:
    """The office and all references and forms of one run; each is loaded once, its problems kept apart."""

    def __init__(self, files: Files) -> None:
        self.files = files
        self.problems: list[Problem] = []
        self._renstra: dict[str | None, Renstra | None] = {}
        self._nomenklatur: dict[int, Mapping[str, Nomenklatur] | None] = {}
        self._forms: dict[str, tuple[FormRkt | None, list[Problem]]] = {}
        self._years = frozenset(years(files))
        self.office = self._office()

    def _office(self) -> Office:
        organisasi, first = load_organisasi(self.files)
        satuan, second = load_satuan(self.files)
        libur, third = load_kalender(self.files)
        regulasi, fourth = load_regulasi(self.files)
        self.problems += first + second + third + fourth
        units = DaftarSatuan(satuan) if satuan is not None else None
        return Office(organisasi, units, libur or {}, regulasi or ())

    def renstra(self, tahun: int) -> Renstra | None:
        """The Renstra that covers a year."""
        path = find_renstra(self.files, tahun)
        if path not in self._renstra:
            self._renstra[path], problems = load_renstra(self.files, tahun)
            self.problems += problems
        return self._renstra[path]

    def all_renstra(self) -> Iterator[Renstra]:
        """Every Renstra of the office."""
        for name in self.files.list(RENSTRA):
            if match := PERIODE.match(name):
                renstra = self.renstra(int(match[1]))
                if renstra is not None:
                    yield renstra

    def nomenklatur(self, tahun: int) -> Mapping[str, Nomenklatur] | None:
        """The nomenclature of a year."""
        if tahun not in self._nomenklatur:
            table, problems = load_nomenklatur(self.files, tahun)
            self.problems += problems
            self._nomenklatur[tahun] = table
        return self._nomenklatur[tahun]

    def form(self, tahun: int, bidang: str) -> tuple[FormRkt | None, list[Problem]]:
        """A bidang's form with the problems of its shape."""
        path = f"rkt/{tahun}/{bidang}.yml"
        if path not in self._forms:
            data, problems = read_bytes(self.files, path)
            self._forms[path] = read_form(data, path) if data is not None else (None, problems)
        return self._forms[path]

    def forms(self, tahun: int) -> dict[str, tuple[FormRkt | None, list[Problem]]]:
        """All forms of a year by the name of their file, in the order of ``organisasi.yml``."""
        if tahun not in self._years:
            return {}
        found = [
            name.removesuffix(".yml")
            for name, kind in self.files.list(f"rkt/{tahun}").items()
            if kind is not Kind.FOLDER and name.endswith(".yml") and name not in RESERVED and not _passed_over(name)
        ]
        organisasi = self.office.organisasi
        order = [bidang.kode for bidang in organisasi.bidang] if organisasi else []
        found.sort(key=lambda kode: (order.index(kode) if kode in order else len(order), kode))
        return {kode: self.form(tahun, kode) for kode in found}

    def cycle(self, tahun: int, *, final: bool = False, handed_in: Mapping[str, date] | None = None) -> Cycle:
        """One plan year as the rules see it."""
        siklus, first = load_siklus(self.files, tahun) if self._has(tahun, "siklus.yml") else (None, [])
        pengesahan, second = load_pengesahan(self.files, tahun)
        forms = self.forms(tahun)
        self.problems += first + second
        self.problems += [problem for _, problems in forms.values() for problem in problems]
        prefix = f"rkt/{tahun}/"
        return Cycle(
            tahun,
            self.office,
            self.renstra(tahun),
            self.nomenklatur(tahun),
            siklus,
            pengesahan,
            {kode: form for kode, (form, _) in forms.items() if form is not None},
            frozenset(self.files.list(f"rkt/{tahun}")),
            {kode: form for kode, (form, _) in self.forms(tahun - 1).items() if form is not None},
            {path[len(prefix) : -4]: day for path, day in (handed_in or {}).items() if path.startswith(prefix)},
            final,
            frozenset(kode for kode, (form, _) in forms.items() if form is None),
            has_renstra(self.files) and find_renstra(self.files, tahun) is None,
        )

    def _has(self, tahun: int, name: str) -> bool:
        return name in self.files.list(f"rkt/{tahun}")


def check(
    files: Files,
    *,
    paths: Sequence[str] = (),
    year: int | None = None,
    final: bool | Collection[int] = False,
    handed_in: Mapping[str, date] | None = None,
) -> Report:
    """All rules on the given paths, or on everything.

    Args:
        files: the tree that holds ``rkt/``.
        paths: files or folders; only findings in them are reported, and what is missing as a whole is left out.
        year: look at one plan year only.
        final: whether the cycles are final (then a missing form blocks), or the years that are.
        handed_in: path of a form → the day on which it first came in (for RKT-505).

    Returns:
        The report, with the bytes of every file that has a problem.
    """
    reading = Reading(files)
    wanted = _years(reading, paths, year)
    problems = list(_everything(reading, wanted, final, handed_in or {}))
    count = len(reading.seen)
    if paths:
        problems = [p for p in problems if p.rule not in FROM_THE_WHOLE and _below(p.file, paths)]
        count = sum(_below(path, paths) for path in reading.seen)
    sources = {p.file: reading.seen[p.file] for p in problems if p.file in reading.seen}
    return Report.of(problems, count, sources)


def _years(files: Files, paths: Sequence[str], year: int | None) -> tuple[int, ...]:
    found = years(files) if year is None else (year,)
    if not paths or not all(_year_of(path) for path in paths):
        return found
    return tuple(tahun for tahun in found if any(_year_of(path) == tahun for path in paths))


def _year_of(path: str) -> int | None:
    parts = path.split("/")
    return int(parts[1]) if len(parts) > 1 and len(parts[1]) == 4 and parts[1].isdecimal() else None


def _below(file: str, paths: Sequence[str]) -> bool:
    return any(file == path or file.startswith(f"{path}/") for path in paths)


def _everything(
    files: Files, wanted: Sequence[int], final: bool | Collection[int], handed_in: Mapping[str, date]
) -> Iterator[Problem]:
    library = Library(files)
    cycles = [
        library.cycle(tahun, final=final if isinstance(final, bool) else tahun in final, handed_in=handed_in)
        for tahun in wanted
    ]
    yield from _problems(library, cycles)


def check_library(library: Library, cycles: Iterable[Cycle]) -> Report:
    """All rules on some cycles of a library, the office and its references."""
    problems = list(_problems(library, cycles))
    return Report.of(problems, len({p.file for p in problems}))


def _problems(library: Library, cycles: Iterable[Cycle]) -> Iterator[Problem]:
    office = library.office
    for office_rule in OFFICE_RULES:
        yield from office_rule(office)
    for cycle in cycles:
        yield from check_cycle(cycle)
        yield from _folder(library.files, cycle.tahun)
    for renstra in library.all_renstra():
        for renstra_rule in RENSTRA_RULES:
            yield from renstra_rule(renstra, office)
    yield from library.problems


def check_cycle(cycle: Cycle) -> Iterator[Problem]:
    """Every rule that holds in a plan year; the problems of shape were found on reading."""
    for problem in _all_rules(cycle):
        if SINCE[problem.rule] <= cycle.tahun:
            yield problem


def _all_rules(cycle: Cycle) -> Iterator[Problem]:
    for form in cycle.forms.values():
        for form_rule in FORM_RULES:
            yield from form_rule(form, cycle)
    for cycle_rule in CYCLE_RULES:
        yield from cycle_rule(cycle)
    yield from _outside_renstra(cycle)


def _outside_renstra(cycle: Cycle) -> Iterator[Problem]:
    """RKT-210: the office has a Renstra, but none that covers the year."""
    if cycle.renstra is not None or not cycle.renstra_elsewhere:
        return
    places = [cycle.siklus] if cycle.siklus is not None else list(cycle.forms.values())
    for place in places:
        yield problem("RKT-210", place.file, place.at("tahun"), nilai=cycle.tahun)


def _passed_over(name: str) -> bool:
    return name.startswith(".") or name.endswith("~")


def _folder(files: Files, tahun: int) -> Iterator[Problem]:
    """RKT-007, 109: only the known files stand in a year's folder, each a plain file."""
    for name, kind in files.list(f"rkt/{tahun}").items():
        path = f"rkt/{tahun}/{name}"
        if _passed_over(name):
            continue
        if kind is Kind.OTHER:
            yield problem("RKT-007", path, At(), berkas=path)
        elif kind is Kind.FOLDER:
            yield problem("RKT-109.folder", path, At(), nama=name)
        elif not name.endswith((".yml", ".md")) and name != "rkt-ttd.pdf":
            stem = name.rsplit(".", 1)[0]
            guess = f"{stem}.yml" if name.lower().endswith((".yaml", ".yml")) else nearest(name, RESERVED)
            saran = f" Mungkin maksud Anda {guess}." if guess else ""
            yield problem("RKT-109.asing", path, At(), nama=name, saran=saran)
