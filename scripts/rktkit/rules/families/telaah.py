"""Family 4, too: what a careful reviewer also sees in the wording, beyond the complaints that are on record."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from rktkit.ground.catalogue.rules import problem
from rktkit.ground.findings import Problem
from rktkit.ground.yaml.nodes import Map, Text
from rktkit.plan.model import FormRkt, IndikatorProgram, Kegiatan, Program
from rktkit.plan.names.units import fold
from rktkit.rules.context import PERSEN, Cycle, indikator_program
from rktkit.rules.families import hitungan, nilai, rumusan
from rktkit.rules.families.entri import pilihan

_BELUM = frozenset(
    ("tbd", "tba", "xxx", "xxxx", "xxxxx", "??", "???", "menyusul", "idem", "sda", "s.d.a", "n/a", "isi di sini",
     "belum diisi", "akan diisi", "diisi kemudian", "contoh teks", "isi nanti", "diisi nanti", "nanti", "nanti diisi",
     "nanti dulu", "akan menyusul", "menyusul kemudian", "belum ada", "belum ditentukan", "belum tahu", "segera diisi",
     "dilengkapi kemudian", "akan dilengkapi", "todo", "isian", "teks", "lihat nanti")
)  # fmt: skip
"""What stands for a text that is still to be written, when it is all there is."""
_PINGGIR = " .:-()[]…"
_BELUM_DI_TEKS = re.compile(r"\bTB[AD]\b|\b[Ll]orem\s+ipsum\b")
"""What is a placeholder inside a longer text too."""


def belum_diisi(form: FormRkt, _cycle: Cycle) -> Iterator[Problem]:
    """RKT-407: no placeholder is left in the texts.

    What was to be filled in later would be printed and signed as it stands. Inside a sentence most such words are
    plain words. SOP steps 4 and 7.
    """
    for node in _teks_isian(form):
        text = node.value
        whole = " ".join(text.split()).strip(_PINGGIR) if len(text) < 40 else ""
        if whole.casefold() in _BELUM:
            yield problem("RKT-407", form.file, node, kata=whole)
        elif match := _BELUM_DI_TEKS.search(text):
            yield problem("RKT-407", form.file, node, kata=match[0])


def _teks_isian(form: FormRkt) -> Iterator[Text]:
    """The free texts of a form."""
    sources = [i for sasaran in form.sasaran for i in sasaran.indikator]
    fields = {"sebab_perubahan", "uraian", "formula", "sumber_data", "lokasi", "kelompok_sasaran", "catatan"}
    entries = (*sources, *indikator_program(form), *(sub for _, _, sub in form.sub_kegiatan()))
    for entry in entries:
        for key, node in entry.node.entries.items():
            if key in fields and isinstance(node, Text):
                yield node


def berulang(form: FormRkt, _cycle: Cycle) -> Iterator[Problem]:
    """RKT-408: no indicator stands twice in one list.

    A copied entry whose wording was not changed; both would be monitored. SOP steps 4 and 7.
    """
    for program in form.program:
        levels: tuple[Program | Kegiatan, ...] = (program, *program.kegiatan)
        for level in levels:
            seen: dict[str, int] = {}
            for indikator in level.indikator:
                at, text = indikator.at("uraian"), fold(indikator.uraian or "")
                if text and text in seen:
                    yield problem("RKT-408", form.file, at, baris=seen[text])
                else:
                    seen[text] = at.line


_PERSENTASE = re.compile(r"(?:persentase|prosentase)\b", re.IGNORECASE)
_JUMLAH = re.compile(r"(?:jumlah|banyaknya)\b", re.IGNORECASE)


def satuan_uraian(form: FormRkt, cycle: Cycle) -> Iterator[Problem]:
    """RKT-409: wording and unit speak of the same: no Persentase in something counted whole, no Jumlah in Persen.

    "Indicators, units and targets that differ" is the first complaint of evaluators. Said only of units by their own
    name, of an entry without any other finding, and never of an official wording. SOP steps 4 and 7.
    """
    units = cycle.office.satuan
    others: set[tuple[int, int]] | None = None
    for indikator in indikator_program(form):
        unit = cycle.satuan_of(indikator.satuan)
        if unit is None or indikator.uraian is None or units is None or not units.is_canonical(indikator.satuan or ""):
            continue
        persen = fold(unit.nama) == PERSEN
        if persen and _JUMLAH.match(indikator.uraian):
            text = "RKT-409.jumlah"
        elif unit.bulat and not persen and _PERSENTASE.match(indikator.uraian):
            text = "RKT-409.persentase"
        else:
            continue
        if others is None:
            others = {(found.line, found.column) for rule in _LAINNYA for found in rule(form, cycle)}
        if _utuh(indikator, others) and fold(indikator.uraian) not in cycle.indikator_resmi:
            yield problem(text, form.file, indikator.at("satuan"), satuan=unit.nama)


def _utuh(indikator: IndikatorProgram, others: set[tuple[int, int]]) -> bool:
    """Whether an entry could be read as a whole and nothing else was found in it."""
    node = indikator.node
    read = {"arah": pilihan(indikator, "arah", indikator.arah)} | {
        key: getattr(indikator, key) for key in _ISIAN_INDIKATOR
    }
    if node.damaged or any(read.get(key) is None for key in (*node.entries, "pola", "target", "triwulan")):
        return False
    quarters = node.entries["triwulan"]
    places = [*node.entries.values(), *(quarters.entries.values() if isinstance(quarters, Map) else ())]
    return not any((at.line, at.column) in others for at in places)


_ISIAN_INDIKATOR = ("uraian", "satuan", "pola", "target", "triwulan", "skala", "formula", "sumber_data")
_LAINNYA: tuple[Callable[[FormRkt, Cycle], Iterator[Problem]], ...] = (
    *nilai.FORM_RULES, *hitungan.FORM_RULES, *rumusan.FORM_RULES, belum_diisi, berulang,
)  # fmt: skip
"""What else can be found in an indicator."""

FORM_RULES = (belum_diisi, berulang, satuan_uraian)
