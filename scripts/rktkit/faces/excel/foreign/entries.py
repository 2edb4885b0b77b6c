"""The sub kegiatan of a foreign sheet as entries of a form, and what a person must still decide about each."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from rktkit.faces.excel.foreign import values
from rktkit.faces.excel.foreign.values import ForeignRow
from rktkit.faces.excel.tree import Daftar, Isian, Kelompok, Tempat
from rktkit.plan.names.units import DaftarSatuan, same
from rktkit.plan.office import Nomenklatur

_PLAIN = ("lokasi", "kelompok_sasaran", "catatan")
_QUARTERS = ("tw1", "tw2", "tw3", "tw4")
_NEEDED = {"target": "target", "triwulan": "triwulan", "pagu": "pagu", "sumber_dana": "sumber dana"}


@dataclass(slots=True)
class Sub:
    """A sub kegiatan of the sheet: its rows, of which several may each have a fund of their own."""

    kode: str
    baris: list[ForeignRow] = field(default_factory=list)

    @property
    def program(self) -> str:
        return ".".join(self.kode.split(".")[:3])

    @property
    def kegiatan(self) -> str:
        return self.kode.rpartition(".")[0]


@dataclass(slots=True)
class Penyusun:
    """Puts forms together.

    Args:
        file: the workbook's name.
        official: the nomenclature.
        satuan: the office's units, by whatever they may be called.
        funds: the names of a cell's funds.
        marks: what must still be decided, by the code (or wording) of the entry; ``""`` for a whole form.
    """

    file: str
    official: Mapping[str, Nomenklatur]
    satuan: DaftarSatuan
    funds: Callable[[str], Sequence[str]]
    marks: dict[str, str] = field(default_factory=dict)

    def form(self, subs: Sequence[Sub], bidang: str, tahun: int) -> Kelompok:
        """The form of a bidang, as far as the sheet says it."""
        self.marks[""] = f"form ini baru diisi dari {self.file}; isi sasarannya."
        head = Tempat(subs[0].baris[0].sel["kode"].tempat.lembar, 1, 1)
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
            self.marks[sub.program] = f"program ini baru dari {self.file}; isi sasaran dan indikatornya."
            self.indicator(sub, made[sub.kegiatan])
            entry, missing = self.entry(sub)
            owner.isi.append(entry)
            if missing:
                self.marks[sub.kode] = f"tidak ada di {self.file}: {', '.join(missing)}."
        year, kode = (Isian(head, text) for text in (str(tahun), bidang))
        return Kelompok(head, {"tahun": year, "bidang": kode, "program": programs})

    def indicator(self, sub: Sub, kegiatan: Kelompok) -> None:
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
                made.isi["satuan"] = Isian(place, self.unit(measure.satuan))
        missing = [key for key in ("satuan", "pola", "target", "triwulan") if key not in made.isi]
        self.marks[uraian] = f"tidak ada di {self.file}: {', '.join(missing)}."
        there.isi.append(made)

    def entry(self, sub: Sub) -> tuple[Kelompok, list[str]]:
        """A sub kegiatan as the form has it, and what a person must still decide."""
        first, official = sub.baris[0], self.official.get(sub.kode)
        entry = Kelompok(first.sel["kode"].tempat, {"kode": Isian(first.sel["kode"].tempat, sub.kode)})
        missing: list[str] = []
        with_target = next((row for row in sub.baris if "target" in row.sel), first)
        official_unit = official.satuan if official is not None and official.satuan else ""
        measure = values.ukuran(with_target, "target", with_target.teks("satuan") or official_unit)
        if measure is not None:
            place = with_target.sel["target"].tempat
            if official_unit and measure.satuan and not same(self.unit(measure.satuan), self.unit(official_unit)):
                missing.append(f"target dalam {official_unit} (di sana {measure.angka} {measure.satuan})")
            else:
                entry.isi["target"] = Isian(place, measure.angka)
                if not official_unit and measure.satuan:
                    entry.isi["satuan"] = Isian(place, self.unit(measure.satuan))
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
        missing += _money(sub, entry, self.funds)
        for key in _PLAIN:
            _copy(next((row for row in sub.baris if key in row.sel), first), key, entry)
        ahead = Kelompok(entry.tempat)
        if "maju_pagu" in first.sel:
            ahead.isi["pagu"] = Isian(first.sel["maju_pagu"].tempat, values.rupiah(first, "maju_pagu"))
        further = values.ukuran(first, "maju_target", official_unit)
        if further is not None:
            ahead.isi["target"] = Isian(first.sel["maju_target"].tempat, further.angka)
        if ahead.isi:
            entry.isi["prakiraan_maju"] = ahead
        told = " ".join(missing)
        missing += [word for key, word in _NEEDED.items() if key not in entry.isi and word not in told]
        return entry, missing

    def unit(self, written: str) -> str:
        """A unit by its canonical name, where the office knows it."""
        found = self.satuan.find(written)
        return found.nama if found is not None else written


def _text(group: Kelompok, key: str) -> str:
    value = group.isi.get(key)
    return value.teks if isinstance(value, Isian) else ""


def _copy(row: ForeignRow, key: str, entry: Kelompok) -> None:
    if key in row.sel and row.sel[key].teks not in ("-", "–"):
        text = row.sel[key].teks if key in _PLAIN else values.plain(row.sel[key].teks)
        entry.isi[key] = Isian(row.sel[key].tempat, text)


def _money(sub: Sub, entry: Kelompok, funds: Callable[[str], Sequence[str]]) -> list[str]:
    """The pagu and its funds: one name, or a part of the pagu for each."""
    paid = [row for row in sub.baris if "pagu" in row.sel]
    names = {row.nomor: funds(row.teks("sumber_dana")) for row in sub.baris}
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
    parted = Daftar(paid[0].sel["pagu"].tempat)
    for name, (place, part) in parts.items():
        parted.isi.append(Kelompok(place, {"dana": Isian(place, name), "pagu": Isian(place, str(part))}))
    entry.isi["sumber_dana"] = parted if len(parts) > 1 else Isian(parted.tempat, next(iter(parts)))
    return []
