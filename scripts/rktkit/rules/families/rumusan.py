"""Family 4: wording. Is an indicator one indicator, an objective an objective, and is the text of this year and law?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from rktkit.ground.catalogue.rules import At, Place, problem
from rktkit.ground.findings import Problem
from rktkit.ground.yaml.nodes import Node, Text, texts_below
from rktkit.plan.model import FormRkt, IndikatorProgram, Renstra, SubKegiatan
from rktkit.plan.names.units import fold
from rktkit.plan.office import Regulasi
from rktkit.rules.context import MUNGKIN_TAHUN, Cycle, Office, indikator_program

if TYPE_CHECKING:
    from rktkit.rules.families.sitasi import Sitasi

# --- one indicator an entry -----------------------------------------------------------------------------------

_POIN = re.compile(r"^[ \t]*[-•*–][ \t]+\S", re.MULTILINE)
_AWAL = r"(?:persentase|prosentase|jumlah|indeks|nilai|tingkat|rasio|cakupan)\b"
"""How an indicator begins."""
_POIN_UKURAN = re.compile(rf"^[ \t]*[-•*–][ \t]+{_AWAL}", re.MULTILINE | re.IGNORECASE)
_DAN = re.compile(rf";\s*(?:dan|serta)\s+{_AWAL}", re.IGNORECASE)
_UKURAN = re.compile(r"\s*(persentase|prosentase|jumlah|indeks|nilai|tingkat)\b", re.IGNORECASE)
_BANDING = re.compile(r"\b(?:antara|rasio|perbandingan|selisih)\b", re.IGNORECASE)


def berbutir(text: str) -> bool:
    """Whether a text lists or joins two indicators: "1. … 2. …", "…; dan jumlah …", "Persentase … dan persentase …"."""
    if _bertanda(text, "1", "2", r"\s?") or _bertanda(text, "a", "b") or _bertanda(text, "i", "ii"):
        return True
    if _DAN.search(text) or len(_POIN_UKURAN.findall(text)) > 1:
        return True
    if _POIN.match(text) and len(_POIN.findall(text)) > 1:
        return True
    ukuran = _UKURAN.match(text)
    if ukuran is None or _BANDING.search(text):
        return False
    again = rf"(?:[;,/•+&]|\s[-–]|\b(?:dan|serta))\s*{ukuran[1]}\b"
    return re.search(again, text[ukuran.end() :], re.IGNORECASE) is not None


def _bertanda(text: str, first: str, second: str, blank: str = r"\s+") -> bool:
    """Whether marks part indicators: the first opens the text, or a measure follows each. Others part conditions."""
    if f"{second}." not in text and f"{second})" not in text:
        return False
    for before, word in ((r"\A\s*", r"[^\W\d]"), (r"(?:^|[\s:;,])", f"(?i:{_AWAL})")):
        start = re.search(rf"{before}\(?{first}[.)]{blank}{word}", text)
        if start and re.search(rf"[\s;,]\(?{second}[.)]{blank}{word}", text[start.end() :]):
            return True
    return False


def indikator_ganda(form: FormRkt, cycle: Cycle) -> Iterator[Problem]:
    """RKT-401: one indicator an entry; wording equal to the nomenclature's is exempt.

    Two measures cannot share one target (SMART, PermenPANRB 88/2021 1.b). SOP steps 4 and 7.
    """
    official = cycle.nomenklatur
    entries: list[tuple[str, IndikatorProgram | SubKegiatan]] = [("uraian", i) for i in indikator_program(form)]
    for _, _, sub in form.sub_kegiatan():  # any other wording than the official one is RKT-204's
        row = official.get(sub.kode or "") if official else None
        if row is not None and not row.indikator:
            entries.append(("indikator", sub))
    for key, entry in entries:
        at = entry.at(key)
        if isinstance(at, Text) and berbutir(at.value) and fold(at.value) not in cycle.indikator_resmi:
            yield problem("RKT-401", form.file, at)


def indikator_ganda_renstra(renstra: Renstra, _office: Office) -> Iterator[Problem]:
    """RKT-401: the same for the indicators of the Renstra."""
    for sasaran in renstra.sasaran:
        for indikator in sasaran.indikator:
            at = indikator.at("uraian")
            if isinstance(at, Text) and berbutir(at.value):
                yield problem("RKT-401", renstra.file, at)


# --- results, not activities ----------------------------------------------------------------------------------

_KEGIATAN = re.compile(
    r"(?:melaksanakan|menyusun|menyelenggarakan|mengadakan|melakukan|membuat|menyediakan|mengelola|mengoordinasikan"
    r"|mengkoordinasikan|memfasilitasi|menyosialisasikan|mensosialisasikan|membina|melatih|menerbitkan|mengumpulkan"
    r"|mengolah|memantau|memonitor|mengevaluasi|menghadiri|menyampaikan|mendata|membangun|merencanakan|memproses"
    r"|pelaksanaan|penyusunan|penyelenggaraan|pengadaan|pembuatan|penyediaan|koordinasi|fasilitasi|sosialisasi"
    r"|pembinaan|monitoring)\b",
    re.IGNORECASE,
)
_BENDA = (
    r"(?:dokumen|laporan|berkas|surat|naskah|notulen|buku|berita\s+acara|peserta|orang|pegawai|asn|aparatur|personel"
    r"|undangan|rapat|pertemuan|sosialisasi|bimtek|bimbingan\s+teknis|pelatihan|workshop|lokakarya|seminar|kunjungan)\b"
)
_HITUNG = re.compile(rf"(?:jumlah|banyaknya|banyak|total)\s+(?:seluruh\s+|total\s+)?{_BENDA}", re.IGNORECASE)
_BENDA_AWAL = re.compile(_BENDA, re.IGNORECASE)


def sasaran_kegiatan(renstra: Renstra, _office: Office) -> Iterator[Problem]:
    """RKT-402: an objective says what becomes better, not what is done.

    Rumusan hasil jelas (PermenPANRB 88/2021, 1.b): Meningkatnya …, not Melaksanakan …. Asked of the Renstra, whose
    wording the RKT takes over.
    """
    for sasaran in renstra.sasaran:
        match = _KEGIATAN.match(sasaran.uraian)
        if match:
            yield problem("RKT-402", renstra.file, sasaran.at("uraian"), kata=match[0])


def hanya_menghitung(form: FormRkt, cycle: Cycle) -> Iterator[Problem]:
    """RKT-403: a program indicator measures a result; documents, people and meetings belong to the sub kegiatan.

    Indikator SMART and cascading (PermenPANRB 88/2021, 1.b): a program shows the outcome. SOP step 7.
    """
    for program in form.program:
        for indikator in program.indikator:
            text = indikator.uraian or ""
            unit = cycle.satuan_of(indikator.satuan)
            if _HITUNG.match(text) or (unit is not None and unit.bulat and _BENDA_AWAL.match(text)):
                yield problem("RKT-403", form.file, indikator.at("uraian"))


# --- the law and the year -------------------------------------------------------------------------------------


def hukum_form(form: FormRkt, cycle: Cycle) -> Iterator[Problem]:
    """RKT-404: no regulation is cited that is superseded on the date of the pengesahan.

    "Outdated legal basis" is a standing complaint; without a date, 1 January of the plan's year counts. SOP steps 7
    and 9.
    """
    years = _tahun_usang(cycle)
    if b"\\" in form.data or any(year.encode() in form.data for year in years):
        yield from _hukum(form.file, form.node, years, cycle)


def hukum_siklus(cycle: Cycle) -> Iterator[Problem]:
    """RKT-404: the same for the cycle, the pengesahan, the Renstra, and the chapters and minutes that are printed."""
    years = _tahun_usang(cycle)
    for source in (cycle.siklus, cycle.pengesahan, cycle.renstra):
        if source is not None:
            yield from _hukum(source.file, source.node, years, cycle)
    for path, data in cycle.bab.items():
        if any(year.encode() in data for year in years):
            yield from _hukum_naskah(path, data.decode("utf-8", "replace"), cycle)


def _hukum_naskah(path: str, text: str, cycle: Cycle) -> Iterator[Problem]:
    """RKT-404 for a text in paragraphs, at the line on which the citation begins."""
    lines: list[tuple[int, str]] = []
    for number, line in enumerate([*text.split("\n"), ""], 1):
        if line.strip():
            lines.append((number, line))
            continue
        starts, folded = [], ""
        for at, one in lines:
            starts.append((len(folded), at, one))
            folded += f"{' '.join(one.split())} "
        for begin, old in _dikutip(folded, cycle):
            at, one = next((at, one) for start, at, one in reversed(starts) if start <= begin)
            yield _basi(path, At(at, len(one) - len(one.lstrip()) + 1), old)
        lines = []


def _tahun_usang(cycle: Cycle) -> frozenset[str]:
    """The years of the regulations that hold no longer: a text without them cites none. Quick to ask of every text."""
    return frozenset(year for regulasi in cycle.usang for year in MUNGKIN_TAHUN.findall(regulasi.judul))


def _hukum(file: str, root: Node, years: frozenset[str], cycle: Cycle) -> Iterator[Problem]:
    for node in texts_below(root):
        if any(year in node.value for year in years):
            yield from (_basi(file, node, old) for _, old in _dikutip(" ".join(node.value.split()), cycle))


def _dikutip(text: str, cycle: Cycle) -> Iterator[tuple[int, Regulasi]]:
    """Where a text with folded blanks cites a regulation that holds no longer."""
    from rktkit.rules.families.sitasi import sitasi

    for cited in sitasi(text):
        old = _usang(cited, cycle)
        if old is not None:
            yield cited.mulai, old


def _basi(file: str, at: Place, old: Regulasi) -> Problem:
    text = "RKT-404.pengganti" if old.pengganti else "RKT-404"
    names = {"judul": _singkat(old.judul), "pengganti": _singkat(old.pengganti or "")}
    return problem(text, file, at, sampai=old.berlaku_sampai, **names)


def _singkat(judul: str) -> str:
    """A title at the length of a message, its number and year kept."""
    own = _judul(judul)
    if len(judul) <= 80 or own is None:
        return judul
    tail = f"… Nomor {own.nomor} Tahun {own.tahun}"
    return judul[: 80 - len(tail)].rstrip() + tail


def _usang(cited: Sitasi, cycle: Cycle) -> Regulasi | None:
    """The regulation that a citation means, if it holds no longer on the plan's date."""
    for regulasi in cycle.usang:
        own = _judul(regulasi.judul)
        if own is not None and own.sama(cited):
            return regulasi
    return None


@lru_cache(1024)
def _judul(judul: str) -> Sitasi | None:
    """The citation that the title of a regulation is."""
    from rktkit.rules.families.sitasi import sitasi

    return next(iter(sitasi(" ".join(judul[:1000].split()))), None)


def tahun_form(form: FormRkt, cycle: Cycle) -> Iterator[Problem]:
    """RKT-405: no other year than the plan's is left in the texts.

    "A wrong year left in the text" is a standing complaint of forms carried over. A year of a cited regulation and the
    period of the Renstra are no finding. SOP steps 4 and 7.
    """
    for indikator in indikator_program(form):
        yield from _tahun(form.file, indikator.uraian, indikator.at("uraian"), cycle)
    for _, _, sub in form.sub_kegiatan():
        yield from _tahun(form.file, sub.kelompok_sasaran, sub.at("kelompok_sasaran"), cycle)
        yield from _tahun(form.file, sub.catatan, sub.at("catatan"), cycle)


def tahun_siklus(cycle: Cycle) -> Iterator[Problem]:
    """RKT-405: the same for the disposisi, which may name days of the months in which the plan is made."""
    siklus = cycle.siklus
    if siklus is None or siklus.disposisi is None:
        return
    days = [*siklus.jadwal.values(), *filter(None, [siklus.disposisi.tanggal])]
    making = frozenset(day.year for day in days)
    yield from _tahun(siklus.file, siklus.disposisi.isi, siklus.disposisi.at("isi"), cycle, making)


def _tahun(
    file: str, text: str | None, at: Node, cycle: Cycle, making: frozenset[int] = frozenset()
) -> Iterator[Problem]:
    if text is None or not MUNGKIN_TAHUN.search(text):
        return
    from rktkit.rules.families.tahun import tahun_lain

    found = tahun_lain(" ".join(text.split()), cycle, making)
    if found:
        yield problem("RKT-405", file, at, tahun=", ".join(map(str, found)), rencana=cycle.tahun)


# --- indices --------------------------------------------------------------------------------------------------

_SPBE = r"\(?(?:SPBE\b|sistem\s+pemerintahan\s+berbasis\s+elektronik)"
_INDEKS_SPBE = re.compile(
    rf"\bindeks\b(?:\s+\w+){{0,3}}\s+{_SPBE}|\b(?:nilai|predikat|skor|kematangan)\s+{_SPBE}", re.IGNORECASE
)


def indeks_spbe(form: FormRkt, cycle: Cycle) -> Iterator[Problem]:
    """RKT-406: from 2026 on there is no Indeks SPBE to be achieved.

    PermenPANRB 8/2026 replaces it with the Indeks Pemerintah Digital, whose scale restarted. SOP steps 4 and 7.
    """
    for sasaran in form.sasaran:
        for carried in sasaran.indikator:
            known = cycle.indikator_renstra.get(carried.kode or "")
            if known is not None and _INDEKS_SPBE.search(known.uraian):
                yield problem("RKT-406", form.file, carried.at("kode"))
    for indikator in indikator_program(form):
        if indikator.uraian is not None and _INDEKS_SPBE.search(indikator.uraian):
            yield problem("RKT-406", form.file, indikator.at("uraian"))


FORM_RULES = (indikator_ganda, hanya_menghitung, hukum_form, tahun_form, indeks_spbe)
CYCLE_RULES = (hukum_siklus, tahun_siklus)
RENSTRA_RULES = (indikator_ganda_renstra, sasaran_kegiatan)
