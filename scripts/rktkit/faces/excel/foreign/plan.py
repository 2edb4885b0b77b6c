"""Renja, DPA and RKA: their sub kegiatan go into the forms of the bidang that plan them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rktkit.faces.excel.cells import Lembaran
from rktkit.faces.excel.foreign import values
from rktkit.faces.excel.foreign.result import Hasil
from rktkit.faces.excel.foreign.values import Baris
from rktkit.faces.excel.guard import Inspection
from rktkit.faces.excel.tree import Daftar, Isian, Kelompok, Tempat
from rktkit.ground.files import Files
from rktkit.plan.layout import form_path
from rktkit.plan.load.form import read_form
from rktkit.plan.load.nomenclature import load_nomenklatur
from rktkit.plan.load.office import load_organisasi
from rktkit.plan.office import Bidang, Nomenklatur
from rktkit.plan.schema.form import FORM, SUB_KEGIATAN
from rktkit.plan.units import same

_PLAIN = ("lokasi", "kelompok_sasaran", "catatan")
_QUARTERS = ("tw1", "tw2", "tw3", "tw4")
_NEEDED = {"target": "target", "triwulan": "triwulan", "pagu": "pagu", "sumber_dana": "sumber dana"}


@dataclass(slots=True)
class Sub:
    """A sub kegiatan of the sheet: its rows, of which several may each have a fund of their own."""

    kode: str
    baris: list[Baris] = field(default_factory=list)

    @property
    def program(self) -> str:
        return ".".join(self.kode.split(".")[:3])

    @property
    def kegiatan(self) -> str:
        return self.kode.rpartition(".")[0]


def read_plan(sheet: Lembaran, seen: Inspection, files: Files, tahun: int, bidang: str | None, hasil: Hasil) -> None:
    """Put the sub kegiatan of a sheet into the forms of a year.

    Args:
        sheet: the sheet that the mapping names.
        seen: what the guard saw.
        files: the tree that holds ``rkt/``.
        tahun: plan year.
        bidang: the one that plans all of them; without it each program's own.
        hasil: what it is put into, with its mapping.
    """
    organisasi, problems = load_organisasi(files)
    official, _ = load_nomenklatur(files, tahun)
    if organisasi is None:
        hasil.problems += problems
        return
    programs = [program for unit in organisasi.bidang for program in unit.program]
    urusan = next((p.removesuffix(".01") for p in programs if p.endswith(".01")), "")
    subs = _subs(sheet, seen, urusan, hasil)
    hasil.say("RKT-011.asing", jenis="Renja, DPA, atau RKA", lembar=sheet_name(hasil), isi=f"{len(subs)} sub kegiatan")
    owners = _owners(subs, organisasi.bidang, files, tahun, bidang, hasil)
    for unit in organisasi.bidang:
        own = [sub for sub in subs if owners.get(sub.kode) == unit.kode]
        if own:
            marks: dict[str, str] = {"": f"form ini baru diisi dari {hasil.file}; isi sasarannya."}
            tree = _form(own, unit.kode, tahun, official or {}, marks, hasil)
            hasil.add(files, form_path(tahun, unit.kode), tree, FORM, marks, dict(official or {}))


def sheet_name(hasil: Hasil) -> str:
    return hasil.pemetaan.lembar if hasil.pemetaan else ""


def _subs(sheet: Lembaran, seen: Inspection, urusan: str, hasil: Hasil) -> list[Sub]:
    assert hasil.pemetaan is not None
    found: dict[str, Sub] = {}
    last = ""
    for row in values.rows(sheet, hasil.pemetaan, seen, hasil.say):
        code = values.kode(row.teks("kode"), urusan)
        if not code and "kode" not in row.sel and last and ("pagu" in row.sel and "sumber_dana" in row.sel):
            code = last  # one more fund of the sub kegiatan above
        last = code if code.count(".") == 5 else ""
        if last:
            found.setdefault(code, Sub(code)).baris.append(row)
    return list(found.values())


def _owners(
    subs: Sequence[Sub], units: Sequence[Bidang], files: Files, tahun: int, bidang: str | None, hasil: Hasil
) -> Mapping[str, str]:
    """The bidang of each sub kegiatan: the one asked for, the one whose form has it, the only one that may plan it."""
    if bidang is not None:
        return {sub.kode: bidang for sub in subs}
    there: dict[str, str] = {}
    for unit in units:
        path = form_path(tahun, unit.kode)
        try:
            form, _ = read_form(files.read(path), path)
        except FileNotFoundError:
            continue
        for program in form.program if form is not None else ():
            there.setdefault(program.kode or "", unit.kode)
            there |= {sub.kode: unit.kode for k in program.kegiatan for sub in k.sub_kegiatan if sub.kode}
    owners: dict[str, str] = {}
    nobody: dict[str, Tempat] = {}
    several: dict[str, tuple[Tempat, str]] = {}
    for sub in subs:
        may = [unit.kode for unit in units if sub.program in unit.program]
        owner = there.get(sub.kode) or (may[0] if len(may) == 1 else there.get(sub.program) if may else None)
        place = sub.baris[0].sel["kode"].tempat
        if owner is not None:
            owners[sub.kode] = owner
        elif may:
            several.setdefault(sub.program, (place, ", ".join(may)))
        else:
            nobody.setdefault(sub.program, place)
    if nobody:
        hasil.say("RKT-008.tanpa_bidang", next(iter(nobody.values())), program=", ".join(nobody))
    for kode, (place, may_plan) in several.items():
        hasil.say("RKT-008.banyak_bidang", place, program=kode, bidang=may_plan)
    return owners


def _form(
    subs: Sequence[Sub],
    bidang: str,
    tahun: int,
    official: Mapping[str, Nomenklatur],
    marks: dict[str, str],
    hasil: Hasil,
) -> Kelompok:
    at = subs[0].baris[0].sel["kode"].tempat
    head = Tempat(at.lembar, 1, 1)
    programs = Daftar(head)
    made: dict[str, Kelompok] = {}
    for sub in subs:
        place = sub.baris[0].sel["kode"].tempat
        owner: Daftar = programs
        for code, below in ((sub.program, "kegiatan"), (sub.kegiatan, "sub_kegiatan")):
            if code not in made:
                made[code] = Kelompok(place, {"kode": Isian(place, code), below: Daftar(place)})
                owner.isi.append(made[code])
            inside = made[code].isi[below]
            assert isinstance(inside, Daftar)
            owner = inside
        marks.setdefault(sub.program, f"program ini baru dari {hasil.file}; isi sasaran dan indikatornya.")
        _indicator(sub, made[sub.kegiatan], marks, hasil)
        entry, missing = _entry(sub, official.get(sub.kode))
        owner.isi.append(entry)
        if missing:
            marks[sub.kode] = f"tidak ada di {hasil.file}: {', '.join(missing)}."
    year, kode = (Isian(head, text) for text in (str(tahun), bidang))
    return Kelompok(head, {"tahun": year, "bidang": kode, "program": programs})


def _indicator(sub: Sub, kegiatan: Kelompok, marks: dict[str, str], hasil: Hasil) -> None:
    """The indicator of the kegiatan that many sheets repeat beside each of its sub kegiatan."""
    row = sub.baris[0]
    uraian = values.plain(row.teks("indikator_kegiatan"))
    if not uraian:
        return
    there = kegiatan.isi.setdefault("indikator", Daftar(row.sel["indikator_kegiatan"].tempat))
    assert isinstance(there, Daftar)
    if any(isinstance(one, Kelompok) and same(_text(one, "uraian"), uraian) for one in there.isi):
        return
    unit = "Persen" if uraian.casefold().startswith("persentase") else ""
    measure = values.ukuran(row, "target_kegiatan", unit)
    made = Kelompok(
        row.sel["indikator_kegiatan"].tempat, {"uraian": Isian(row.sel["indikator_kegiatan"].tempat, uraian)}
    )
    if measure is not None:
        place = row.sel["target_kegiatan"].tempat
        made.isi["target"] = Isian(place, measure.angka)
        if measure.satuan:
            made.isi["satuan"] = Isian(place, measure.satuan)
    missing = [key for key in ("satuan", "pola", "target", "triwulan") if key not in made.isi]
    marks[uraian] = f"tidak ada di {hasil.file}: {', '.join(missing)}."
    there.isi.append(made)


def _text(group: Kelompok, key: str) -> str:
    value = group.isi.get(key)
    return value.teks if isinstance(value, Isian) else ""


def _entry(sub: Sub, official: Nomenklatur | None) -> tuple[Kelompok, list[str]]:
    """A sub kegiatan as the form has it, and what a person must still decide."""
    first = sub.baris[0]
    entry = Kelompok(first.sel["kode"].tempat, {"kode": Isian(first.sel["kode"].tempat, sub.kode)})
    missing: list[str] = []
    with_target = next((row for row in sub.baris if "target" in row.sel), first)
    official_unit = official.satuan if official is not None and official.satuan else ""
    measure = values.ukuran(with_target, "target", with_target.teks("satuan") or official_unit)
    if measure is not None:
        place = with_target.sel["target"].tempat
        if official_unit and measure.satuan and not same(measure.satuan, official_unit):
            missing.append(f"target dalam {official_unit} (di sana {measure.angka} {measure.satuan})")
        else:
            entry.isi["target"] = Isian(place, measure.angka)
            if not official_unit and measure.satuan:
                entry.isi["satuan"] = Isian(place, measure.satuan)
    if official is None or not official.indikator:
        _copy(first, "indikator", entry)
    if official is None:
        _copy(first, "nama", entry)
    quarters = Kelompok(entry.tempat)
    for key in _QUARTERS:
        part = values.ukuran(with_target, key, official_unit)
        if part is not None:
            quarters.isi[key] = Isian(with_target.sel[key].tempat, part.angka)
    if quarters.isi:
        entry.isi["triwulan"] = quarters
    missing += _money(sub, entry)
    for key in _PLAIN:
        _copy(next((row for row in sub.baris if key in row.sel), first), key, entry)
    ahead = Kelompok(entry.tempat)
    if "maju_pagu" in first.sel:
        ahead.isi["pagu"] = Isian(first.sel["maju_pagu"].tempat, values.rupiah(first, "maju_pagu"))
    further = values.ukuran(first, "maju_target", official_unit)
    if further is not None:
        ahead.isi["target"] = Isian(first.sel["maju_target"].tempat, further.angka)
    if ahead.isi and "prakiraan_maju" in SUB_KEGIATAN["schema"]:
        entry.isi["prakiraan_maju"] = ahead
    told = " ".join(missing)
    missing += [word for key, word in _NEEDED.items() if key not in entry.isi and word not in told]
    return entry, missing


FORM_SUB = FORM["schema"]["program"]["schema"]["schema"]["kegiatan"]["schema"]["schema"]["sub_kegiatan"]["schema"][
    "schema"
]


def _copy(row: Baris, key: str, entry: Kelompok) -> None:
    if key in row.sel and row.sel[key].teks not in ("-", "–"):
        text = row.sel[key].teks if key in _PLAIN else values.plain(row.sel[key].teks)
        entry.isi[key] = Isian(row.sel[key].tempat, text)


def _money(sub: Sub, entry: Kelompok) -> list[str]:
    """The pagu and its funds: one name, or a part of the pagu for each."""
    paid = [row for row in sub.baris if "pagu" in row.sel]
    names = {row.nomor: list(values.funds(row.teks("sumber_dana"), {})) for row in sub.baris}
    if len(paid) == 1 or len({tuple(own) for own in names.values()}) <= 1:
        if paid:
            place = paid[0].sel["pagu"].tempat
            amounts = [values.rupiah(row, "pagu") for row in paid]
            numbers = all(amount.isdecimal() for amount in amounts)
            entry.isi["pagu"] = Isian(place, str(sum(map(int, amounts))) if numbers else amounts[0])
        own = next((own for own in names.values() if own), [])
        if len(set(own)) > 1:
            return [f"pagu tiap sumber dana ({', '.join(own)})"]
        if own:
            entry.isi["sumber_dana"] = Isian(
                next(r for r in sub.baris if "sumber_dana" in r.sel).sel["sumber_dana"].tempat, own[0]
            )
        return []
    parts: dict[str, tuple[Tempat, int]] = {}
    for row in paid:
        amount = values.rupiah(row, "pagu")
        if len(names[row.nomor]) != 1 or not amount.isdecimal():
            return ["pagu tiap sumber dana"]
        place, before = parts.get(names[row.nomor][0], (row.sel["pagu"].tempat, 0))
        parts[names[row.nomor][0]] = (place, before + int(amount))
    total = sum(amount for _, amount in parts.values())
    entry.isi["pagu"] = Isian(paid[0].sel["pagu"].tempat, str(total))
    funds = Daftar(paid[0].sel["pagu"].tempat)
    for name, (place, part) in parts.items():
        funds.isi.append(Kelompok(place, {"dana": Isian(place, name), "pagu": Isian(place, str(part))}))
    entry.isi["sumber_dana"] = funds if len(parts) > 1 else Isian(funds.tempat, next(iter(parts)))
    return []
