"""A plan year as a tree of what it says, by the one schema: the same for every way of writing it.

What is no difference of meaning is gone here: order, blanks, comments, quotes, a default that is written out, a symbol
for a unit's name, a name or a leader that would be filled in anyway. A field that stands in the file but cannot be read
is remembered as such (``buta``), so that nobody takes it for deleted.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from rktkit.ground.files import Files, Kind
from rktkit.ground.findings import Problem
from rktkit.plan.layout import folder_of, form_path, path_of
from rktkit.plan.load.files import SCHEMAS, read_bytes, read_values
from rktkit.plan.load.form import sumber_dana
from rktkit.plan.load.nomenclature import load_nomenklatur
from rktkit.plan.load.office import load_organisasi, load_satuan
from rktkit.plan.load.renstra import load_renstra
from rktkit.plan.names.units import DaftarSatuan, fold
from rktkit.plan.office import Nomenklatur
from rktkit.plan.schema.fields import Rules
from rktkit.plan.writing.words import rupiah

Isi = str | int | Decimal | date | tuple[str, ...]
"""A value; the members of a list are sorted."""

SIKLUS, PENGESAHAN, FORM = "siklus", "pengesahan", "form"
KEGIATAN = "program.kegiatan"
SUB_KEGIATAN = "program.kegiatan.sub_kegiatan"


@dataclass(frozen=True, slots=True)
class Butir:
    """One thing of a plan: a form, a sasaran, an indikator, a program … with its fields and what is below it.

    ``tingkat`` is its place in the schema (``program.kegiatan``), ``kunci`` what it is known by among its siblings: its
    kode, or its wording where it has none. ``isi`` holds the fields that have a value, a group's as ``triwulan.tw1``.
    """

    tingkat: str
    kunci: str
    isi: Mapping[str, Isi] = field(default_factory=dict)
    anak: tuple["Butir", ...] = ()
    buta: frozenset[str] = field(default=frozenset(), compare=False, repr=False)

    def walk(self) -> Iterator["Butir"]:
        """It and everything below it."""
        yield self
        for child in self.anak:
            yield from child.walk()

    def arranged(self) -> "Butir":
        """The same with everything in a fixed order, for comparing without regard to it."""
        children = sorted((child.arranged() for child in self.anak), key=repr)
        return replace(self, isi=dict(sorted(self.isi.items())), anak=tuple(children))


@dataclass(frozen=True, slots=True)
class YearTree:
    """A year's tree: its files below the root; the problems of each file that could not be read, wholly or in part."""

    akar: Butir
    rusak: Mapping[str, tuple[Problem, ...]]
    nama: Mapping[str, str]
    """Names by kode: of program and kegiatan (nomenclature), sasaran and their indikator (Renstra), bidang."""
    acuan: "Acuan" = field(compare=False, repr=False)


def read_year(files: Files, tahun: int) -> YearTree:
    """Read a plan year. Nothing in the files raises."""
    acuan = Acuan(files, tahun)
    folder = folder_of(tahun)
    children: list[Butir] = []
    broken: dict[str, tuple[Problem, ...]] = {}
    for name, kind in files.list(folder).items():
        if kind is Kind.FOLDER or not name.endswith(".yml") or name.startswith("."):
            continue
        path = f"{folder}/{name}"
        data, problems = read_bytes(files, path)
        if data is not None:
            butir, problems = acuan.read(data, path)
            if butir is not None:
                children.append(butir)
        if problems:
            broken[path] = tuple(problems)
    order = list(acuan.pimpinan)
    children.sort(key=lambda b: (b.tingkat == FORM, order.index(b.kunci) if b.kunci in order else len(order), b.kunci))
    return YearTree(Butir("tahun", str(tahun), anak=tuple(children)), broken, acuan.nama, acuan)


def file_of(tahun: int, butir: Butir) -> str:
    """The file that a child of the root came from."""
    return form_path(tahun, butir.kunci) if butir.tingkat == FORM else path_of(tahun, f"{butir.tingkat}.yml")


# --- by the schema --------------------------------------------------------------------------------------------------


def _butir(values: Mapping[str, Any], rules: Rules, tingkat: str, kunci: str) -> Butir:
    isi: dict[str, Isi] = {}
    children: list[Butir] = []
    blind: set[str] = set()
    _fields(values, rules["schema"], "", isi, blind)
    prefix = "" if tingkat == FORM else f"{tingkat}."
    for key, field_rules in rules["schema"].items():
        if is_list_of_groups(field_rules):
            items = values.get(key, ())
            children += [_butir(item, field_rules["schema"], prefix + key, _kunci(item)) for item in items]
    return Butir(tingkat, kunci, isi, tuple(children), frozenset(blind))


def _kunci(values: Mapping[str, Any]) -> str:
    return str(values.get("kode") or " ".join(str(values.get("uraian", "")).split()))


def _fields(
    values: Mapping[str, Any], fields: Mapping[str, Rules], prefix: str, isi: dict[str, Isi], blind: set[str]
) -> None:
    written = values["node"].entries
    for key, rules in fields.items():
        hal = prefix + key
        if key not in values:
            if key in written:
                blind.add(hal)
            elif rules["meta"].get("default"):
                isi[hal] = rules["meta"]["default"]
        elif is_list_of_groups(rules) or hal == "kode":
            continue
        elif key == "sumber_dana":
            isi[hal] = _dana(values)
        elif "schema" in rules and rules["type"] == "dict":
            _fields(values[key], rules["schema"], f"{hal}.", isi, blind)
        elif "valuesrules" in rules:
            isi |= {f"{hal}.{name}": _value(value) for name, value in values[key].items() if name != "node"}
            blind |= {f"{hal}.{name}" for name in values[key]["node"].entries if name not in values[key]}
        elif values[key] not in ("", [], ()):
            isi[hal] = _value(values[key])


def _dana(values: Mapping[str, Any]) -> Isi:
    """The funds of a sub kegiatan: the name of one that has the whole pagu, else each with its part."""
    parts = list(sumber_dana(values))
    if len(parts) == 1 and parts[0].pagu == values.get("pagu"):
        return " ".join(parts[0].nama.split())
    return tuple(sorted(f"{part.nama} {'?' if part.pagu is None else rupiah(part.pagu)}" for part in parts))


def _value(value: Any) -> Isi:
    if isinstance(value, list):
        return tuple(sorted(str(item) for item in value))
    if isinstance(value, bool):
        return str(value).lower()
    found: Isi = " ".join(value.split()) if isinstance(value, str) else value
    return found


def is_list_of_groups(rules: Rules) -> bool:
    """Whether a field holds a list of things of their own, rather than values."""
    return bool(rules["type"] == "list" and rules["schema"]["type"] == "dict")


@cache
def _labels() -> dict[str, Rules]:
    """The rules of each tingkat, with its label as the list's that it stands in."""
    found: dict[str, Rules] = {}

    def walk(tingkat: str, rules: Rules, label: str) -> None:
        found[tingkat] = {**rules, "meta": {**rules["meta"], "label": label}}
        prefix = "" if tingkat == FORM else f"{tingkat}."
        for key, below in rules["schema"].items():
            if is_list_of_groups(below):
                walk(prefix + key, below["schema"], below["meta"]["label"])

    for name in (FORM, SIKLUS, PENGESAHAN):
        walk(name, SCHEMAS[name], SCHEMAS[name]["meta"]["label"])
    return found


def level_label(tingkat: str) -> str:
    """What a tingkat is called: ``program.indikator`` → ``Indikator program``."""
    rules = _labels().get(tingkat)
    return rules["meta"]["label"] if rules else tingkat


def field_label(tingkat: str, hal: str) -> tuple[str, str]:
    """The label and the kind (see ``schema.fields``) of a field; of an unknown one its name and ``teks``."""
    rules = _labels().get(tingkat)
    for part in hal.split("."):
        if rules is None:
            break
        if "valuesrules" in rules:
            return f"{rules['meta']['label']} {part}", rules["valuesrules"]["meta"]["kind"]
        rules = rules["schema"].get(part) if rules["type"] == "dict" else None
    return (rules["meta"]["label"], rules["meta"]["kind"]) if rules else (hal, "teks")


# --- what would be filled in anyway ---------------------------------------------------------------------------------


class Acuan:
    """The references of a tree, as far as they can be read; a file is read with them."""

    def __init__(self, files: Files, tahun: int) -> None:
        organisasi, _ = load_organisasi(files)
        satuan, _ = load_satuan(files)
        renstra, _ = load_renstra(files, tahun)
        nomenklatur, _ = load_nomenklatur(files, tahun)
        self.nomenklatur: Mapping[str, Nomenklatur] = nomenklatur or {}
        self.satuan = DaftarSatuan(satuan or ())
        self.pimpinan = {bidang.kode: bidang.pimpinan for bidang in organisasi.bidang} if organisasi else {}
        self.nama = {row.kode: row.nama for row in self.nomenklatur.values()}
        for sasaran in renstra.sasaran if renstra else ():
            self.nama[sasaran.kode] = sasaran.uraian
            self.nama |= {indikator.kode: indikator.uraian for indikator in sasaran.indikator}
        self.nama |= {bidang.kode: bidang.nama for bidang in organisasi.bidang} if organisasi else {}

    def read(self, data: bytes, path: str) -> tuple[Butir | None, list[Problem]]:
        """A plan's file from its bytes, as it stands below the root of a year's tree."""
        stem = path.rsplit("/", 1)[-1].removesuffix(".yml")
        tingkat, kunci = (stem, "") if stem in (SIKLUS, PENGESAHAN) else (FORM, stem)
        values, problems = read_values(data, path, tingkat)
        if values is None:
            return None, problems
        return self.complete(_butir(values, SCHEMAS[tingkat], tingkat, kunci), stem), problems

    def complete(self, butir: Butir, bidang: str) -> Butir:
        """The same with everything filled in that a form may leave out."""
        isi = dict(butir.isi)
        if butir.tingkat == SUB_KEGIATAN:
            official = self.nomenklatur.get(butir.kunci)
            for hal in ("nama", "indikator", "satuan"):
                said = official and getattr(official, hal)
                if said and hal not in butir.buta and fold(str(isi.get(hal, said))) == fold(said):
                    isi[hal] = " ".join(said.split())
            if bidang in self.pimpinan and "penanggung_jawab" not in butir.buta:
                isi.setdefault("penanggung_jawab", self.pimpinan[bidang])
        unit = self.satuan.find(str(isi["satuan"])) if "satuan" in isi else None
        if unit is not None and self.satuan.is_canonical(str(isi["satuan"])):
            isi["satuan"] = unit.nama
        return replace(butir, isi=isi, anak=tuple(self.complete(child, bidang) for child in butir.anak))
