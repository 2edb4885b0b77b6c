"""What a check needs from the files, each thing loaded once: the office, the references, the forms of a year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property

from rktkit.ground.catalogue.rules import At, problem
from rktkit.ground.files import Files, Kind, read_plain
from rktkit.ground.findings import Problem
from rktkit.ground.suggest import nearest
from rktkit.plan.layout import CHAPTERS, RENSTRA, RESERVED, FormId, folder_of, form_path, year_of
from rktkit.plan.load.files import read_bytes
from rktkit.plan.load.form import read_form
from rktkit.plan.load.nomenclature import nomenklatur_bytes, read_nomenklatur
from rktkit.plan.load.office import (
    load_kalender,
    load_organisasi,
    load_pengesahan,
    load_regulasi,
    load_satuan,
    load_siklus,
    load_sumber_dana,
    years,
)
from rktkit.plan.load.renstra import PERIODE, find_renstra, has_renstra, load_renstra, read_renstra
from rktkit.plan.model import FormRkt, Renstra
from rktkit.plan.names.units import DaftarDana, DaftarSatuan
from rktkit.plan.office import Nomenklatur, Organisasi
from rktkit.rules.archived import NOTHING, Archived, Keputusan, decisions
from rktkit.rules.context import Cycle, Office

Forms = dict[str, tuple[FormRkt | None, list[Problem]]]


_COPY = re.compile(r"(?: ?\(\d+\)|[ _-]+(?:copy|salinan|kopi)(?: ?\(?\d+\)?)?)+$", re.IGNORECASE)
"""What systems put behind the name of a copy: ``tangkap (1)``, ``tangkap - Copy (2)``, ``tangkap - Salinan``."""


def passed_over(name: str) -> bool:
    """Whether a name is one that editors and systems leave behind, and nobody looks at."""
    return name.startswith(".") or name.endswith("~")


def asing(path: str, organisasi: Organisasi | None) -> Problem:
    """RKT-109: a file of a year's folder that is none of the known."""
    name = path.rsplit("/", 1)[-1]
    stem, _, ending = name.rpartition(".")
    codes = [bidang.kode for bidang in organisasi.bidang] if organisasi else []
    if ending.lower() in ("yaml", "yml") and ending != "yml":
        guess: str | None = f"{stem}.yml"
    else:
        guess = nearest(name, [*RESERVED, *(f"{kode}.yml" for kode in codes)])
    saran = f" Mungkin maksud Anda {guess}." if guess else ""
    return problem("RKT-109.asing", path, At(), nama=name, saran=saran)


def salinan(path: str, organisasi: Organisasi | None) -> Problem | None:
    """RKT-109: the copy of a bidang's form, or its name in other letters; ``None`` for any other file."""
    name = path.rsplit("/", 1)[-1]
    stem = name.removesuffix(".yml")
    codes = [bidang.kode for bidang in organisasi.bidang] if organisasi else []
    bare = _COPY.sub("", stem).casefold()
    own = next((kode for kode in codes if kode.casefold() == bare), None)
    if own is None or stem in codes:
        return None
    which = "huruf" if stem.casefold() == bare else "salinan"
    return problem(f"RKT-109.{which}", path, At(), nama=name, asli=f"{own}.yml")


class Reading:
    """Files, noting which were read."""

    def __init__(self, files: Files) -> None:
        self.files = files
        self.paths: set[str] = set()

    def read(self, path: str) -> bytes:
        """See ``Files.read``."""
        data = self.files.read(path)
        self.paths.add(path)
        return data

    def list(self, folder: str) -> Mapping[str, Kind]:
        """See ``Files.list``."""
        return self.files.list(folder)


class Library:
    """The office and all references and forms of one run; each is loaded once.

    Forms are kept for the year being read and the one before it, so that a thousand years take no more memory than two.
    """

    def __init__(self, files: Files, archived: Archived = NOTHING) -> None:
        self.files = files if isinstance(files, Reading) else Reading(files)
        self.archived = archived
        self.closed = NOTHING
        """The same, where closed years are not to be judged."""
        self.problems: list[Problem] = []
        """Of the office, the references and the shape of everything read so far."""
        self._renstra: dict[str | None, Renstra | None] = {}
        self._nomenklatur_of = -1
        self._nomenklatur_read: bytes | None = None
        self._nomenklatur: Mapping[str, Nomenklatur] | None = None
        self._forms: dict[int, Forms] = {}
        self._years = frozenset(years(files))
        self.office = self._office()

    def _office(self) -> Office:
        organisasi, first = load_organisasi(self.files)
        satuan, second = load_satuan(self.files)
        libur, third = load_kalender(self.files)
        regulasi, fourth = load_regulasi(self.files)
        dana, fifth = load_sumber_dana(self.files)
        self.problems += first + second + third + fourth + fifth
        units = DaftarSatuan(satuan) if satuan is not None else None
        funds = DaftarDana(dana) if dana is not None else None
        return Office(organisasi, units, libur or {}, regulasi or (), funds)

    def renstra(self, tahun: int) -> Renstra | None:
        """The Renstra that covers a year."""
        path = find_renstra(self.files, tahun)
        if path not in self._renstra:
            self._renstra[path], problems = load_renstra(self.files, tahun)
            self.problems += problems
        return self._renstra[path]

    def all_renstra(self) -> Iterator[Renstra]:
        """Every Renstra of the office."""
        for name in filter(PERIODE.match, self.files.list(RENSTRA)):
            path = f"{RENSTRA}/{name}"
            if path not in self._renstra:
                self._renstra[path], problems = read_renstra(self.files, path)
                self.problems += problems
            renstra = self._renstra[path]
            if renstra is not None:
                yield renstra

    def nomenklatur(self, tahun: int) -> Mapping[str, Nomenklatur] | None:
        """The nomenclature of a year; mostly the bytes are last year's, and not read again."""
        if self._nomenklatur_of != tahun:
            self._nomenklatur_of = tahun
            data, problems = nomenklatur_bytes(self.files, tahun)
            if data is None or data != self._nomenklatur_read:
                self._nomenklatur, problems = read_nomenklatur(data, tahun) if data is not None else (None, problems)
                self._nomenklatur_read = None if problems else data
            self.problems += problems
        return self._nomenklatur

    def forms(self, tahun: int) -> Forms:
        """All forms of a year by the name of their file, in the order of ``organisasi.yml``, with their problems."""
        if tahun not in self._forms:
            self._forms = {kept: forms for kept, forms in self._forms.items() if kept == tahun - 1}
            self._forms[tahun] = {kode: self._form(tahun, kode) for kode in self._bidang(tahun)}
        return self._forms[tahun]

    def _form(self, tahun: int, bidang: str) -> tuple[FormRkt | None, list[Problem]]:
        path = form_path(tahun, bidang)
        copy = salinan(path, self.office.organisasi)
        if copy is not None:
            return None, [copy]
        data, problems = read_bytes(self.files, path)
        if data is None:
            return None, problems
        form, problems = read_form(data, path)
        if form is not None and "bidang" not in form.node.entries and self._asing(bidang):
            return None, [asing(path, self.office.organisasi)]
        return form, problems

    def _asing(self, bidang: str) -> bool:
        organisasi = self.office.organisasi
        return organisasi is not None and organisasi.find_bidang(bidang) is None

    def _bidang(self, tahun: int) -> list[str]:
        if tahun not in self._years:
            return []
        found = [
            name.removesuffix(".yml")
            for name, kind in self.files.list(folder_of(tahun)).items()
            if kind is not Kind.FOLDER and name.endswith(".yml") and name not in RESERVED and not passed_over(name)
        ]
        organisasi = self.office.organisasi
        order = [bidang.kode for bidang in organisasi.bidang] if organisasi else []
        found.sort(key=lambda kode: (order.index(kode) if kode in order else len(order), kode))
        return found

    def cycle(self, tahun: int, *, final: bool = False, handed_in: Mapping[FormId, date] | None = None) -> Cycle:
        """One plan year as the rules see it."""
        siklus, first = load_siklus(self.files, tahun) if self._has(tahun, "siklus.yml") else (None, [])
        pengesahan, second = load_pengesahan(self.files, tahun)
        before = self.forms(tahun - 1)
        forms = self.forms(tahun)
        self.problems += first + second
        self.problems += [problem for _, problems in forms.values() for problem in problems]
        return Cycle(
            tahun,
            self.office,
            self.renstra(tahun),
            self.nomenklatur(tahun),
            siklus,
            pengesahan,
            {kode: form for kode, (form, _) in forms.items() if form is not None},
            frozenset(self.files.list(folder_of(tahun))),
            {kode: form for kode, (form, _) in before.items() if form is not None},
            {form: day for form, day in (handed_in or {}).items() if form.tahun == tahun},
            final,
            frozenset(kode for kode, (form, _) in forms.items() if form is None),
            has_renstra(self.files) and find_renstra(self.files, tahun) is None,
            self.decisions if pengesahan is not None else (),
            tahun in self.archived.tetap,
            tahun - 1 in self._years,
            dict(self._texts(tahun)),
        )

    def changed(self, tahun: int) -> Iterator[Problem]:
        """Where a year's files are not what was published of it."""
        return (one for one in self.archived.berbeda if year_of(one.file) == tahun)

    @cached_property
    def decisions(self) -> tuple[Keputusan, ...]:
        """Every decision that is known, of all years and the archive."""
        return decisions(self.files.files, self.archived)

    def _texts(self, tahun: int) -> Iterator[tuple[str, bytes]]:
        """The Markdown texts that documents print; no file of the plan, so they are not counted as checked."""
        files = self.files.files
        for folder in (folder_of(tahun), CHAPTERS):
            for name in files.list(folder):
                data = read_plain(files, f"{folder}/{name}") if name.endswith(".md") else None
                if data:
                    yield f"{folder}/{name}", data

    def _has(self, tahun: int, name: str) -> bool:
        return name in self.files.list(folder_of(tahun))
