"""Family 1: values that need their neighbours to be judged: ranges, predikat, places, order of dates."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from rktkit.ground.catalogue.rules import problem
from rktkit.ground.findings import Problem
from rktkit.ground.suggest import nearest
from rktkit.ground.yaml.nodes import Map, Node
from rktkit.plan.layout import ORGANISASI, REGULASI
from rktkit.plan.load.renstra import PERIODE
from rktkit.plan.model import FormRkt, IndikatorRenstra, Located, Nilai, Renstra, Skala
from rktkit.plan.names.units import fold
from rktkit.plan.office import Satuan
from rktkit.plan.roles import gate_of
from rktkit.plan.schema.cycle import JADWAL, KOREKSI
from rktkit.plan.writing.numbers import format_angka
from rktkit.rules.context import Cycle, Office, indikator_program
from rktkit.rules.families.entri import entri, luar_rentang, skala_dari


def as_written(value: Nilai) -> str:
    """A value as a message shows it, with a decimal comma."""
    return value if isinstance(value, str) else format_angka(value).replace(".", ",")


def _value(
    label: str,
    value: Nilai,
    at: Node,
    file: str,
    unit: Satuan | None,
    pola: str | None,
    skala: Skala | None,
    office: Office,
    *,
    bagian: bool = False,
) -> Problem | None:
    """RKT-104 for a predikat outside its list, RKT-105 for a text where a number belongs, RKT-107 for the range."""
    if unit is not None and unit.predikat:
        shown = as_written(value)
        if fold(shown) not in {fold(grade) for grade in unit.predikat}:
            near = nearest(shown, unit.predikat)
            names = {"isian": label, "nilai": shown, "saran": near, "pilihan": ", ".join(unit.predikat)}
            return problem("RKT-104.mirip" if near else "RKT-104", file, at, **names)
    elif isinstance(value, str):
        if office.satuan is not None and (unit is not None or fold(value) not in office.satuan.predikat):
            return problem("RKT-105.bukan_angka", file, at, isian=label, nilai=value, contoh="85")
    elif text := luar_rentang(value, unit, pola, skala, bagian=bagian):
        return problem(text, file, at, isian=label, nilai=as_written(value), skala=_rentang(skala))
    return None


def _rentang(skala: Skala | None) -> str:
    """A scale in words: ``0 sampai 100``, ``paling sedikit 0``."""
    low, high = (skala.min, skala.maks) if skala else (None, None)
    if low is not None and high is not None:
        return f"{as_written(low)} sampai {as_written(high)}"
    if low is not None:
        return f"paling sedikit {as_written(low)}"
    return "" if high is None else f"paling banyak {as_written(high)}"


def nilai_form(form: FormRkt, cycle: Cycle) -> Iterator[Problem]:
    """RKT-104, 105, 107: every target and quarter is one of its unit's values, inside its scale."""
    for entry in entri(form, cycle):
        for label, value, at in (*entry.nilai, *entry.prakiraan):
            indikator = entry.unit, entry.pola, entry.skala
            found = _value(label, value, at, form.file, *indikator, cycle.office, bagian=entry.bagian(label))
            if found is not None:
                yield found
        if entry.pola == "rata_rata" and entry.unit is not None and entry.unit.predikat:
            names = {"isian": "Pola", "nilai": "rata_rata", "satuan": entry.unit.nama}
            if "pola" in entry.sumber.node.entries:  # an indicator of the Renstra has its pola there
                yield problem("RKT-104.pola", form.file, entry.sumber.at("pola"), **names)


def nilai_renstra(renstra: Renstra, office: Office) -> Iterator[Problem]:
    """RKT-104, 105, 107: yearly targets and realisations of the Renstra."""
    for sasaran in renstra.sasaran:
        for indikator in sasaran.indikator:
            unit = office.satuan.find(indikator.satuan) if office.satuan else None
            skala = skala_dari(indikator, indikator.skala)
            if indikator.pola == "rata_rata" and unit is not None and unit.predikat:
                names = {"isian": "Pola", "nilai": "rata_rata", "satuan": unit.nama}
                yield problem("RKT-104.pola", renstra.file, indikator.at("pola"), **names)
            for key, label, years in _tables(indikator):
                table = indikator.node.entries.get(key)
                if not isinstance(table, Map):
                    continue
                for year, value in years.items():
                    at, which = table.entries[str(year)], f"{label} {year}"
                    found = _value(which, value, at, renstra.file, unit, indikator.pola, skala, office)
                    if found is not None:
                        yield found


def _tables(indikator: IndikatorRenstra) -> tuple[tuple[str, str, dict[int, Nilai]], ...]:
    return (("target", "Target tahun", indikator.target), ("realisasi", "Realisasi tahun", indikator.realisasi))


def tempat_form(form: FormRkt, cycle: Cycle) -> Iterator[Problem]:
    """RKT-109: year and bidang of a form agree with its path."""
    yield from _tahun(form, form.file, form.tahun, cycle)
    if form.bidang is not None and form.bidang != form.stem:
        yield problem("RKT-109.bidang", form.file, form.at("bidang"), nilai=form.bidang, harap=form.stem)


def tempat_siklus(cycle: Cycle) -> Iterator[Problem]:
    """RKT-109: the year of ``siklus.yml`` agrees with its folder."""
    if cycle.siklus is not None:
        yield from _tahun(cycle.siklus, cycle.siklus.file, cycle.siklus.tahun, cycle)


def urutan_siklus(cycle: Cycle) -> Iterator[Problem]:
    """RKT-107: the first plan of a year has number 0, each that amends it another."""
    siklus = cycle.siklus
    if siklus is None or siklus.jenis is None or siklus.urutan is None:
        return
    if (siklus.jenis == "murni") != (siklus.urutan == 0):
        benar = "0" if siklus.jenis == "murni" else "1, 2, dan seterusnya"
        names = {"nilai": siklus.urutan, "jenis": siklus.jenis, "benar": benar}
        yield problem("RKT-107.urutan", siklus.file, siklus.at("urutan"), **names)


def _tahun(entry: Located, file: str, tahun: int | None, cycle: Cycle) -> Iterator[Problem]:
    if tahun is not None and tahun != cycle.tahun:
        yield problem("RKT-109.tahun", file, entry.at("tahun"), nilai=tahun, harap=cycle.tahun)


def periode_renstra(renstra: Renstra, _office: Office) -> Iterator[Problem]:
    """RKT-109, 111: the period agrees with the file's name and does not run backwards."""
    name = renstra.file.rsplit("/", 1)[-1]
    match = PERIODE.match(name)
    at = renstra.at("periode")
    if renstra.dari > renstra.sampai:
        yield problem("RKT-111.periode", renstra.file, at, dari=renstra.dari, sampai=renstra.sampai)
    elif match and (int(match[1]), int(match[2])) != (renstra.dari, renstra.sampai):
        periode = f"{renstra.dari}-{renstra.sampai}"
        yield problem("RKT-109.periode", renstra.file, at, nilai=periode, harap=name.removesuffix(".yml"))
    if match and int(match[3] or 0) != renstra.perubahan:
        names = {"nilai": renstra.perubahan, "harap": name}
        yield problem("RKT-109.perubahan", renstra.file, renstra.at("perubahan"), **names)


def tahun_renstra(renstra: Renstra, _office: Office) -> Iterator[Problem]:
    """RKT-210: years of targets lie in the period, those of realisations at most two years before it."""
    dari, sampai, periode = renstra.dari, renstra.sampai, f"{renstra.dari}–{renstra.sampai}"
    if renstra.berlaku_dari is not None and not dari <= renstra.berlaku_dari <= sampai:
        names = {"isian": "Berlaku dari", "nilai": renstra.berlaku_dari, "periode": periode}
        yield problem("RKT-210.target", renstra.file, renstra.at("berlaku_dari"), **names)
    for sasaran in renstra.sasaran if dari <= sampai else ():
        for indikator in sasaran.indikator:
            for key, label, years in _tables(indikator):
                table = indikator.node.entries.get(key)
                first = dari if key == "target" else dari - 2
                for year in years:
                    if isinstance(table, Map) and not first <= year <= sampai:
                        names = {"isian": label, "nilai": year, "periode": periode}
                        yield problem("RKT-210.target", renstra.file, table.entries[str(year)], **names)


def jadwal(cycle: Cycle) -> Iterator[Problem]:
    """RKT-111: the last days of the SOP's steps never run backwards."""
    siklus = cycle.siklus
    node = siklus.node.entries.get("jadwal") if siklus else None
    if siklus is None or not isinstance(node, Map):
        return
    steps = [(key, siklus.jadwal[key]) for key in JADWAL if key in siklus.jadwal]
    for (before, earlier), (key, later) in pairwise(steps):
        if later < earlier:
            names = {"isian": f"Batas {JADWAL[key]}", "sebelum": f"batas {JADWAL[before]}"}
            dates = {"tanggal": later, "tanggal_sebelum": earlier}
            yield problem("RKT-111.jadwal", siklus.file, node.entries[key], **names, **dates)


def koreksi(cycle: Cycle) -> Iterator[Problem]:
    """RKT-101: the schedule of an office with a Sekretaris has the day of his correction."""
    siklus, office = cycle.siklus, cycle.office.organisasi
    node = siklus.node.entries.get("jadwal") if siklus else None
    if siklus is None or not isinstance(node, Map) or KOREKSI in node.entries or gate_of(office) != "sekretaris":
        return
    first = next(iter(node.keys.values()), node)
    names = {"isian": f"Batas {JADWAL[KOREKSI]}", "kunci": KOREKSI, "contoh": ", misalnya 2026-12-16"}
    if node.entries and not node.damaged:
        yield problem("RKT-101", siklus.file, first, **names)


def skala_form(form: FormRkt, _cycle: Cycle) -> Iterator[Problem]:
    """RKT-107: a scale runs from its lowest to its highest value."""
    for entry in indikator_program(form):
        yield from _skala(entry, entry.skala, form.file)
    for _, _, sub in form.sub_kegiatan():
        yield from _skala(sub, sub.skala, form.file)


def skala_renstra(renstra: Renstra, _office: Office) -> Iterator[Problem]:
    """RKT-107: the same for the Renstra."""
    for sasaran in renstra.sasaran:
        for indikator in sasaran.indikator:
            yield from _skala(indikator, indikator.skala, renstra.file)


def rilis_renstra(renstra: Renstra, _office: Office) -> Iterator[Problem]:
    """RKT-101: a figure that is released once a year is released in some quarter."""
    for sasaran in renstra.sasaran:
        for indikator in sasaran.indikator:
            if indikator.pola == "rilis" and "rilis" not in indikator.node.entries:
                first = next(iter(indikator.node.keys.values()), indikator.node)
                names = {"isian": "Triwulan rilis", "kunci": "rilis", "contoh": ", misalnya tw4"}
                yield problem("RKT-101", renstra.file, first, **names)


def _skala(entry: Located, skala: Skala | None, file: str) -> Iterator[Problem]:
    if skala is not None and skala.min is not None and skala.maks is not None and skala.terbalik:
        yield problem(
            "RKT-107.skala_terbalik", file, entry.at("skala"), min=as_written(skala.min), maks=as_written(skala.maks)
        )


def pejabat(office: Office) -> Iterator[Problem]:
    """RKT-111, 112: terms do not end before they begin; a NIP has 18 digits."""
    for jabatan in office.organisasi.jabatan if office.organisasi else ():
        for orang in jabatan.pejabat:
            if orang.selesai is not None and orang.selesai < orang.mulai:
                dates = {"mulai": orang.mulai, "selesai": orang.selesai}
                yield problem("RKT-111.selesai", ORGANISASI, orang.at("selesai"), **dates)
            count = sum(c in "0123456789" for c in orang.nip)
            if count != 18:
                yield problem("RKT-112", ORGANISASI, orang.at("nip"), nilai=orang.nip, jumlah=count)


def regulasi(office: Office) -> Iterator[Problem]:
    """RKT-111: a regulation does not end before it begins."""
    for entry in office.regulasi:
        if entry.berlaku_sampai is not None and entry.berlaku_sampai < entry.berlaku_dari:
            dates = {"mulai": entry.berlaku_dari, "selesai": entry.berlaku_sampai}
            yield problem("RKT-111.berlaku", REGULASI, entry.at("berlaku_sampai"), **dates)


FORM_RULES = (nilai_form, tempat_form, skala_form)
CYCLE_RULES = (tempat_siklus, urutan_siklus, jadwal, koreksi)
OFFICE_RULES = (pejabat, regulasi)
RENSTRA_RULES = (nilai_renstra, periode_renstra, tahun_renstra, skala_renstra, rilis_renstra)
