"""What offices call the columns of their sheets. The one table of synonyms; a new word is a new line here."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from rktkit.faces.excel.book.cells import Lembaran
from rktkit.ground.suggest import nearest

RENCANA, RENSTRA, EVALUASI = "rencana", "renstra", "evaluasi"
JENIS = {RENCANA: "Renja, DPA, atau RKA", RENSTRA: "Renstra", EVALUASI: "Evaluasi Renja"}

SYNONYMS: dict[str, tuple[str, ...]] = {
    "kode": (
        "kode sub kegiatan", "kode sub keg", "kode", "kode rekening", "kode program kegiatan sub kegiatan",
        "kode urusan program kegiatan sub kegiatan", "kode nomenklatur", "kode sasaran", "kode indikator", "kd sub keg",
    ),
    "nama": (
        "sub kegiatan", "nama sub kegiatan", "program dan kegiatan", "program kegiatan sub kegiatan", "nomenklatur",
        "urusan bidang urusan pemerintahan daerah dan program kegiatan sub kegiatan", "uraian", "nama program kegiatan",
        "program kegiatan", "urusan program kegiatan sub kegiatan", "program kegiatan dan sub kegiatan",
    ),
    "indikator": (
        "tolok ukur keluaran", "tolak ukur keluaran", "indikator sub kegiatan", "indikator keluaran",
        "indikator kinerja sub kegiatan", "indikator kinerja program kegiatan sub kegiatan", "indikator kinerja",
        "indikator", "indikator kinerja sasaran", "indikator sasaran", "indikator output", "keluaran sub kegiatan",
        "keluaran sub keg", "indikator kinerja program outcome kegiatan output", "indikator kinerja utama",
        "tolok ukur kinerja",
    ),
    "indikator_kegiatan": (
        "tolok ukur capaian keg", "tolak ukur capaian keg", "tolok ukur capaian kegiatan", "indikator kegiatan",
        "tolak ukur capaian kegiatan", "indikator kinerja kegiatan", "capaian kegiatan tolok ukur",
    ),
    "target_kegiatan": (
        "target kinerja capaian keg", "target kinerja capaian kegiatan", "target kegiatan",
        "capaian kegiatan target kinerja",
    ),
    "target": (
        "target kinerja keluaran", "target keluaran", "target sub kegiatan", "target kinerja", "target capaian kinerja",
        "target", "volume", "rencana tahun target capaian kinerja", "target kinerja dan anggaran renja kinerja",
    ),
    "satuan": ("satuan", "satuan target", "satuan indikator"),
    "pagu": (
        "jumlah pagu", "pagu", "pagu indikatif", "pagu anggaran", "anggaran", "jumlah anggaran", "jumlah rp", "jumlah",
        "pagu indikatif rp", "kebutuhan dana pagu indikatif", "rencana tahun kebutuhan dana pagu indikatif", "pagu rp",
        "alokasi", "alokasi anggaran", "total",
    ),
    "sumber_dana": ("sumber dana", "sumber pendanaan", "kode sumber dana", "rencana tahun sumber dana"),
    "lokasi": ("lokasi", "lokasi kegiatan", "lokasi pelaksanaan", "lokasi sub kegiatan", "rencana tahun lokasi"),
    "kelompok_sasaran": ("kelompok sasaran", "penerima manfaat", "sasaran penerima manfaat"),
    "catatan": ("keterangan", "catatan", "ket", "catatan penting"),
    "tw1": ("triwulan i", "tw i", "triwulan 1", "tw 1", "tw1"),
    "tw2": ("triwulan ii", "tw ii", "triwulan 2", "tw 2", "tw2"),
    "tw3": ("triwulan iii", "tw iii", "triwulan 3", "tw 3", "tw3"),
    "tw4": ("triwulan iv", "tw iv", "triwulan 4", "tw 4", "tw4"),
    "maju_target": (
        "prakiraan maju target", "target prakiraan maju", "prakiraan maju rencana tahun target capaian kinerja",
        "prakiraan maju target capaian kinerja",
    ),
    "maju_pagu": (
        "prakiraan maju pagu", "pagu prakiraan maju", "prakiraan maju", "prakiraan maju kebutuhan dana pagu indikatif",
        "prakiraan maju rencana tahun kebutuhan dana pagu indikatif", "prakiraan maju pagu indikatif",
    ),
    "tujuan": ("tujuan",),
    "sasaran": ("sasaran", "sasaran strategis", "tujuan sasaran", "uraian sasaran"),
    "awal": (
        "data capaian awal", "kondisi awal", "kondisi kinerja awal", "baseline", "kondisi kinerja pada awal periode",
    ),
    "realisasi": (
        "realisasi", "realisasi kinerja", "realisasi capaian kinerja", "realisasi sampai dengan triwulan iv",
        "realisasi s d triwulan iv", "realisasi triwulan iv", "realisasi capaian kinerja renja", "capaian",
        "realisasi capaian kinerja dan anggaran renja kinerja", "realisasi kinerja renja", "realisasi tahun",
    ),
}  # fmt: skip
"""For each field what its heading may be, the surest first: small letters, no marks."""

OTHERS = (
    "no", "nomor", "tolok ukur hasil", "tolak ukur hasil", "target kinerja hasil", "awal pelaksanaan", "belanja modal",
    "akhir pelaksanaan", "penanggung jawab", "target dana", "unit penanggung jawab", "belanja operasi", "persen",
    "tingkat capaian", "realisasi anggaran", "realisasi keuangan", "perangkat daerah penanggung jawab", "realisasi rp",
    "target anggaran", "capaian persen",
)  # fmt: skip
"""Headings that are known and not read."""

LABELS = {
    "kode": "Kode", "nama": "Nama", "indikator": "Indikator", "target": "Target", "satuan": "Satuan", "pagu": "Pagu",
    "sumber_dana": "Sumber dana", "lokasi": "Lokasi", "kelompok_sasaran": "Kelompok sasaran", "catatan": "Catatan",
    "tw1": "Triwulan I", "tw2": "Triwulan II", "tw3": "Triwulan III", "tw4": "Triwulan IV", "tujuan": "Tujuan",
    "maju_target": "Target prakiraan maju", "maju_pagu": "Pagu prakiraan maju", "sasaran": "Sasaran",
    "awal": "Kondisi awal", "realisasi": "Realisasi", "indikator_kegiatan": "Indikator kegiatan",
    "target_kegiatan": "Target kegiatan", "dana": "Dana",
}  # fmt: skip

_RANK = {word: (name, rank) for name, words in SYNONYMS.items() for rank, word in enumerate(words)}
_YEAR = re.compile(r"\b(20[0-9]{2})\b")
_NTH = re.compile(r"\b(?:tahun|th|thn)(?: ke)? ([1-5])\b")
_MONEY = re.compile(r"\b(?:dana|rp|pagu|anggaran|keuangan)\b")
_MARKS = re.compile(r"[^a-z0-9]+")
_ROWS, _DEPTH = 30, 3
"""Headings stand among the first rows, in up to so many rows above each other."""

_FUZZY = 100
"""The rank of a heading that is only like a known one."""


@dataclass(slots=True)
class Pemetaan:
    """What was understood of a sheet.

    ``kolom``: for each field (``target_2025``, ``target_1`` for years) its columns, from 1; a code may be spread over
    several. ``judul``: what stands above each column. ``kepala``: the number of the last row of headings.
    """

    jenis: str
    lembar: str
    kepala: int
    kolom: dict[str, list[int]] = field(default_factory=dict)
    judul: dict[int, str] = field(default_factory=dict)
    dana: dict[str, str] = field(default_factory=dict)


def plain(text: str) -> str:
    """A heading as it is compared: small letters and digits, single blanks."""
    return _MARKS.sub(" ", text.casefold()).strip()


def meant(heading: str, *, nearly: bool = True) -> tuple[str, int] | None:
    """The field that a heading names, and how surely (0 is surest); ``None`` for none.

    Args:
        heading: the text above a column.
        nearly: whether it may be a slip of a known one.
    """
    words = plain(heading)
    year, nth = _YEAR.search(words), _NTH.search(words)
    stem = " ".join(_YEAR.sub(" ", words).split())
    if stem in _RANK and stem.startswith(("rencana", "prakiraan")):
        return _RANK[stem]
    if year or nth:
        label = year[1] if year else nth[1] if nth else ""
        if _MONEY.search(words) and "kinerja" not in words:
            short = len(stem.split()) <= 4  # a longer one is a title that names a year
            return (f"dana_{label}", 0) if short and "realisasi" not in words else None
        if "realisasi" in words or "capaian awal" in words or "kondisi" in words:
            return (f"realisasi_{label}", 0) if year else None
        if "target" in words or not stem:
            return f"target_{label}", 0
    for known in dict.fromkeys((words, stem)):
        if known in _RANK:
            return _RANK[known]
    if not nearly or len(words) < 4 or words in OTHERS:
        return None
    near = nearest(words, [*_RANK, *OTHERS])
    found = (
        _RANK.get(near) if near is not None and near[0] == words[0] else None
    )  # a slip is rarely in the first letter
    return (found[0], _FUZZY + found[1]) if found else None


def understand(sheets: dict[str, Lembaran]) -> Pemetaan | None:
    """The sheet of a workbook whose headings say most; ``None`` where none says enough."""
    found = [one for name, sheet in sheets.items() for one in _candidates(name, sheet)]
    best = max(found, key=lambda one: (len(one[1].kolom), -one[1].kepala, one[0]), default=None)
    return best[1] if best is not None else None


def headings(sheet: Lembaran, first: int, depth: int) -> dict[int, str]:
    """What stands above each column (from 1) in some rows (from 0), merged cells holding for all of their columns."""
    grid = sheet.grid
    spread = {
        (row, column): (top, left)
        for (top, left), (bottom, right) in sheet.merged
        if first <= bottom and top < first + depth
        for row in range(max(top, first), min(bottom, first + depth - 1) + 1)
        for column in range(left, min(right, left + 200) + 1)
    }
    found: dict[int, str] = {}
    for column in range(max((len(cells) for cells in grid[first : first + depth]), default=0)):
        parts: list[str] = []
        for row in range(first, min(first + depth, len(grid))):
            top, left = spread.get((row, column), (row, column))
            text = " ".join(str(grid[top][left]).split()) if left < len(grid[top]) else ""
            if text and text not in parts:
                parts.append(text)
        if parts:
            found[column + 1] = " / ".join(parts)
    return found


def _candidates(name: str, sheet: Lembaran) -> Iterator[tuple[int, Pemetaan]]:
    """What each few rows would mean as headings, with the first of them."""
    for first in range(min(_ROWS, len(sheet.grid))):
        for depth in range(1, _DEPTH + 1):
            if any(_is_data(cells) for cells in sheet.grid[first : first + depth]):
                break
            above = headings(sheet, first, depth)
            kolom = _columns(above)
            jenis = _jenis(kolom)
            if jenis is not None:
                yield first, Pemetaan(jenis, name, first + depth, kolom, above)


def _columns(above: dict[int, str]) -> dict[str, list[int]]:
    best: dict[str, tuple[int, list[int]]] = {}
    for column, heading in above.items():
        last = heading.rpartition(" / ")[2]
        found = meant(heading, nearly=False) or meant(last, nearly=False) or meant(heading) or meant(last)
        if found is None:
            continue
        name, rank = found
        if name not in best or rank < best[name][0]:
            best[name] = (rank, [column])
        elif rank == best[name][0] and name == "kode" and heading == above[best[name][1][0]]:
            best[name][1].append(column)
    return {name: columns for name, (_, columns) in best.items()}


def _jenis(kolom: dict[str, list[int]]) -> str | None:
    years = [name for name in kolom if name.startswith("target_") and name[7:].isdecimal()]
    if "indikator" in kolom and (any(name.startswith("realisasi") for name in kolom)) and len(years) < 2:
        return EVALUASI
    if "indikator" in kolom and len(years) >= 2:
        return RENSTRA
    if "kode" in kolom and len(kolom) >= 3 and ("pagu" in kolom or "target" in kolom):
        return RENCANA
    return None


def _is_data(cells: Sequence[object]) -> bool:
    """Whether a row is none of headings: it has an amount or a code."""
    texts = [str(value).strip() for value in cells if str(value).strip()]
    return any(isinstance(value, float) and value > 2100 for value in cells) or any(
        re.fullmatch(r"[0-9xX]{1,2}\.[0-9xX]{1,2}(\.[0-9]+)*", text) for text in texts
    )
