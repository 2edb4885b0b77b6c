"""Renstra and Evaluasi Renja: sasaran, their indicators, yearly targets and realisations."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from rktkit.faces.excel.book.cells import Lembaran
from rktkit.faces.excel.book.guard import Inspection
from rktkit.faces.excel.foreign import values
from rktkit.faces.excel.foreign.headings import Pemetaan
from rktkit.faces.excel.foreign.result import Terbaca
from rktkit.faces.excel.foreign.values import ForeignRow
from rktkit.faces.excel.tree import Daftar, Isian, Kelompok, Tempat
from rktkit.ground.files import Files
from rktkit.ground.findings import UsageError
from rktkit.plan.load.renstra import find_renstra, read_renstra
from rktkit.plan.model import Renstra
from rktkit.plan.names.units import fold
from rktkit.plan.schema.references import RENSTRA

_OWN = re.compile(r"[A-Z]{1,3}[0-9]{1,2}(?:\.[0-9]{1,2})?\Z")
"""A code of a sasaran or of its indicator, as our Renstra has them."""

_OF_YEARS = re.compile(r"(?:target|dana|realisasi)_[0-9]+|awal")
_SPAN = re.compile(r"\b(20[0-9]{2})\s*(?:-|–|s\.?d\.?|sampai(?: dengan)?)\s*(20[0-9]{2})\b")


@dataclass(slots=True)
class _Known:
    """The codes that the office's Renstra gives to wordings; new ones follow the last."""

    kode: dict[str, str]

    def of(self, written: str, text: str, stem: str) -> str:
        """The code of a wording: the sheet's own, the Renstra's, or the next free one."""
        name = f"{stem.partition('.')[0]}|{fold(text)}" if "." in stem else fold(text)
        if name not in self.kode:
            used = set(self.kode.values())
            number = next(n for n in range(1, 1000) if f"{stem}{n}" not in used)
            self.kode[name] = written if _OWN.match(written) else f"{stem}{number}"
        return self.kode[name]


def has_sasaran(sheet: Lembaran, mapping: Pemetaan) -> bool:
    """Whether a Renstra's sheet names any sasaran, not only programs and what stands under them."""
    columns = mapping.kolom.get("sasaran", ())
    return any(
        str(cells[column - 1]).strip()
        for cells in sheet.grid[mapping.kepala :]
        for column in columns
        if column <= len(cells)
    )


def of_year(mapping: Pemetaan, files: Files, tahun: int) -> Pemetaan:
    """What a Renstra's columns say of one plan year: its target, and its money as the pagu.

    Raises:
        UsageError: the sheet only counts years, and no Renstra says which is the first.
    """
    label = str(tahun)
    if f"target_{label}" not in mapping.kolom:
        path = find_renstra(files, tahun)
        renstra = read_renstra(files, path)[0] if path is not None else None
        if renstra is None:
            raise UsageError(
                f"Tidak ada Renstra untuk {tahun} di rkt/renstra, jadi tahun ke-1 lembar ini tidak diketahui."
            )
        label = str(tahun - renstra.dari + 1)
    kept = {name: columns for name, columns in mapping.kolom.items() if not _OF_YEARS.fullmatch(name)}
    for name, of in (("target", f"target_{label}"), ("pagu", f"dana_{label}")):
        if of in mapping.kolom:
            kept[name] = mapping.kolom[of]
    return replace(mapping, kolom=kept)


def read_targets(sheet: Lembaran, seen: Inspection, files: Files, tahun: int | None, hasil: Terbaca) -> None:
    """Put the sasaran of a Renstra's sheet into ``rkt/renstra/``.

    Args:
        sheet: the sheet that the mapping names.
        seen: what the guard saw.
        files: the tree that holds ``rkt/``.
        tahun: the first year of the period, where the sheet only counts years.
        hasil: what it is put into, with its mapping.

    Raises:
        UsageError: nobody knows the years.
    """
    mapping = hasil.pemetaan
    assert mapping is not None
    names = [name for name in mapping.kolom if re.fullmatch(r"target_[0-9]+", name)]
    first, last = _period(sheet, names, tahun, files)
    path = find_renstra(files, first) or f"rkt/renstra/{first}-{last}.yml"
    there = read_renstra(files, path)[0]
    known = _known(there)
    at = Tempat(mapping.lembar, 1, 1)
    sasaran, made = Daftar(at), {}
    marks: dict[str, str] = {"": f"dari {hasil.file}; isi dasar hukumnya."}
    tujuan = heading = ""
    others = indicators = 0
    for row in values.rows(sheet, mapping, seen, hasil.say):
        tujuan, heading = row.teks("tujuan") or tujuan, row.teks("sasaran") or heading
        if values.kode(row.teks("kode"), ""):
            others += 1
            continue
        measured = any(name in row.sel for name in (*names, "satuan"))  # else who signs it below the table
        if not heading or "indikator" not in row.sel or not measured:
            continue
        indicators += 1
        kode = known.of(row.teks("kode").partition(".")[0], heading, "S")
        if kode not in made:
            place = row.sel["sasaran"].tempat if "sasaran" in row.sel else row.sel["indikator"].tempat
            made[kode] = Kelompok(place, {"kode": Isian(place, kode), "uraian": Isian(place, values.plain(heading))})
            if tujuan:
                made[kode].isi["tujuan"] = Isian(place, values.plain(tujuan))
            else:
                marks[kode] = f"tujuannya tidak ada di {hasil.file}."
            made[kode].isi["indikator"] = Daftar(place)
            sasaran.isi.append(made[kode])
        inside = made[kode].isi["indikator"]
        assert isinstance(inside, Daftar)
        inside.isi.append(_indicator(row, kode, known, names, first, marks, hasil.file))
    if not indicators:
        hasil.say("RKT-008.tanpa_sasaran", lembar=mapping.lembar, jumlah=others)
        return
    hasil.say("RKT-011.asing", jenis="Renstra", lembar=mapping.lembar, isi=f"{indicators} indikator sasaran")
    if others:
        hasil.say("RKT-011.bukan_sasaran", lembar=mapping.lembar, jumlah=others)
    tree = Kelompok(at, {"sasaran": sasaran})
    if there is None:
        tree.isi = {"periode": Daftar(at, [Isian(at, str(first)), Isian(at, str(last))]), **tree.isi}
    hasil.add(files, path, tree, RENSTRA, marks, {})


def read_results(sheet: Lembaran, seen: Inspection, files: Files, tahun: int | None, hasil: Terbaca) -> None:
    """Put the realisations of an Evaluasi Renja into the Renstra's indicators, known by their code or their wording.

    Raises:
        UsageError: nobody knows the year, or no Renstra covers it.
    """
    mapping = hasil.pemetaan
    assert mapping is not None
    name = next(name for name in mapping.kolom if name.startswith("realisasi"))
    of_year = name.partition("_")[2]
    year = int(of_year) if of_year else tahun or values.year_above(sheet, mapping)
    if year is None:
        raise UsageError("Tahun realisasi tidak disebut buku kerja ini; tambahkan --year TAHUN.")
    path = next(filter(None, (find_renstra(files, year + ahead) for ahead in range(3))), None)
    renstra = read_renstra(files, path)[0] if path is not None else None
    if path is not None and renstra is None:
        raise UsageError(f"{path} belum lengkap; lengkapi dahulu, dengan petunjuk dari: rkt check {path}")
    if path is None or renstra is None:
        raise UsageError(f"Tidak ada Renstra untuk realisasi tahun {year} di rkt/renstra.")
    at = Tempat(mapping.lembar, 1, 1)
    found = list(_matched(values.rows(sheet, mapping, seen, hasil.say), renstra, name))
    if not found:
        hasil.say("RKT-008.tanpa_padanan", lembar=mapping.lembar, renstra=path)
        return
    hasil.say("RKT-011.asing", jenis=f"Evaluasi Renja {year}", lembar=mapping.lembar, isi=f"{len(found)} realisasi")
    sasaran: dict[str, Kelompok] = {}
    for owner, kode, value in found:
        place = value.tempat
        group = sasaran.setdefault(owner, Kelompok(place, {"kode": Isian(place, owner), "indikator": Daftar(place)}))
        inside = group.isi["indikator"]
        assert isinstance(inside, Daftar)
        result = Kelompok(place, {str(year): value})
        inside.isi.append(Kelompok(place, {"kode": Isian(place, kode), "realisasi": result}))
    hasil.add(files, path, Kelompok(at, {"sasaran": Daftar(at, list(sasaran.values()))}), RENSTRA, {}, {})


def _matched(rows: list[ForeignRow], renstra: Renstra, name: str) -> Iterator[tuple[str, str, Isian]]:
    """The sasaran, the indicator and the value of each row that speaks of an indicator of the Renstra, once."""
    known = {key: (s.kode, i) for s in renstra.sasaran for i in s.indikator for key in (fold(i.uraian), fold(i.kode))}
    seen: set[str] = set()
    for row in rows:
        sasaran, indikator = known.get(fold(row.teks("indikator"))) or known.get(fold(row.teks("kode"))) or ("", None)
        if indikator is None or indikator.kode in seen:
            continue
        measure = values.ukuran(row, name, row.teks("satuan") or indikator.satuan)
        if measure is not None:
            seen.add(indikator.kode)
            yield sasaran, indikator.kode, Isian(row.sel[name].tempat, measure.angka)


def _indicator(
    row: ForeignRow, sasaran: str, known: _Known, names: list[str], first: int, marks: dict[str, str], file: str
) -> Kelompok:
    place = row.sel["indikator"].tempat
    uraian = values.plain(row.teks("indikator"))
    kode = known.of(row.teks("kode"), uraian, f"{sasaran}.")
    made = Kelompok(place, {"kode": Isian(place, kode), "uraian": Isian(place, uraian)})
    satuan = values.plain(row.teks("satuan"))
    targets = Kelompok(place)
    for name in names:
        measure = values.ukuran(row, name, satuan)
        if measure is not None:
            number = int(name.partition("_")[2])
            year = number if number > 1000 else first + number - 1
            targets.isi[str(year)] = Isian(row.sel[name].tempat, measure.angka)
            satuan = satuan or measure.satuan
    if satuan:
        made.isi["satuan"] = Isian(row.sel["satuan"].tempat if "satuan" in row.sel else place, satuan)
    if targets.isi:
        made.isi["target"] = targets
    years = {"awal": first - 1} | {f"realisasi_{year}": year for year in range(first - 2, first + 5)}
    for name, year in years.items():
        before = values.ukuran(row, name, satuan)
        if before is not None and before.angka.replace(",", "").replace(".", "").isdecimal():
            made.below(("realisasi",), place).isi[str(year)] = Isian(row.sel[name].tempat, before.angka)
    missing = [key for key in ("satuan", "pola", "target") if key not in made.isi]
    marks[kode] = f"tidak ada di {file}: {', '.join(missing)}."
    return made


def _known(renstra: Renstra | None) -> _Known:
    found: dict[str, str] = {}
    for sasaran in renstra.sasaran if renstra is not None else ():
        found[fold(sasaran.uraian)] = sasaran.kode
        found |= {f"{sasaran.kode}|{fold(one.uraian)}": one.kode for one in sasaran.indikator}
    return _Known(found)


def _period(sheet: Lembaran, names: list[str], tahun: int | None, files: Files) -> tuple[int, int]:
    """The first and the last year: of the headings, of the title, as asked for, of the office's only Renstra."""
    numbers = sorted(int(name.partition("_")[2]) for name in names)
    if numbers[-1] > 1000:
        return numbers[0], numbers[-1]
    if tahun is not None:
        return tahun, tahun + numbers[-1] - 1
    for cells in sheet.grid[:30]:
        for value in cells:
            match = _SPAN.search(str(value))
            if match and int(match[2]) - int(match[1]) + 1 == numbers[-1]:
                return int(match[1]), int(match[2])
    raise UsageError("Buku kerja ini hanya menomori tahunnya; tambahkan --year TAHUN, tahun pertama periode Renstra.")
