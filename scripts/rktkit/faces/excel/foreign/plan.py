"""Renja, DPA and RKA: their sub kegiatan go into the forms of the bidang that plan them."""

from collections.abc import Mapping, Sequence

from rktkit.faces.excel.book.cells import Lembaran
from rktkit.faces.excel.book.guard import Inspection
from rktkit.faces.excel.foreign import values
from rktkit.faces.excel.foreign.entries import Penyusun, Sub
from rktkit.faces.excel.foreign.headings import JENIS, RENCANA, Pemetaan
from rktkit.faces.excel.foreign.result import Terbaca
from rktkit.faces.excel.reading.rows import some
from rktkit.faces.excel.tree import Tempat
from rktkit.ground.files import Files
from rktkit.plan.layout import form_path
from rktkit.plan.load.form import read_form
from rktkit.plan.load.nomenclature import load_nomenklatur
from rktkit.plan.load.office import load_organisasi, load_satuan, load_sumber_dana
from rktkit.plan.names.units import DANA, DaftarDana, DaftarSatuan
from rktkit.plan.office import Bidang
from rktkit.plan.schema.form import FORM


def read_plan(
    sheet: Lembaran,
    mapping: Pemetaan,
    seen: Inspection,
    files: Files,
    tahun: int,
    bidang: str | None,
    hasil: Terbaca,
) -> None:
    """Put the sub kegiatan of a sheet into the forms of a year.

    Args:
        sheet: the sheet that the mapping names.
        mapping: what its columns say of that year.
        seen: what the guard saw.
        files: the tree that holds ``rkt/``.
        tahun: plan year.
        bidang: the one that plans all of them; without it each program's own.
        hasil: what it is put into.
    """
    organisasi, problems = load_organisasi(files)
    official, _ = load_nomenklatur(files, tahun)
    if organisasi is None:
        hasil.problems += problems
        return
    programs = [program for unit in organisasi.bidang for program in unit.program]
    urusan = next((p.removesuffix(".01") for p in programs if p.endswith(".01")), "")
    subs = _subs(sheet, mapping, seen, urusan, hasil)
    jenis = JENIS[mapping.jenis] if mapping.jenis == RENCANA else f"{JENIS[mapping.jenis]} untuk {tahun}"
    hasil.say("RKT-011.asing", jenis=jenis, lembar=mapping.lembar, isi=f"{len(subs)} sub kegiatan")
    owners = _owners(subs, organisasi.bidang, files, tahun, bidang, hasil)
    dana = DaftarDana(load_sumber_dana(files)[0] or DANA)
    units = DaftarSatuan(load_satuan(files)[0] or ())
    for unit in organisasi.bidang:
        own = [sub for sub in subs if owners.get(sub.kode) == unit.kode]
        if own:
            making = Penyusun(
                hasil.file, official or {}, units, lambda text: list(values.funds(text, mapping.dana, dana))
            )
            tree = making.form(own, unit.kode, tahun)
            hasil.add(files, form_path(tahun, unit.kode), tree, FORM, making.marks, dict(official or {}))


def _subs(sheet: Lembaran, mapping: Pemetaan, seen: Inspection, urusan: str, hasil: Terbaca) -> list[Sub]:
    found: dict[str, Sub] = {}
    last = ""
    strange: list[str] = []
    for row in values.rows(sheet, mapping, seen, hasil.say):
        code = values.kode(row.teks("kode"), urusan)
        if not code and "kode" not in row.sel and last and ("pagu" in row.sel and "sumber_dana" in row.sel):
            code = last  # one more fund of the sub kegiatan above
        last = code if code.count(".") == 5 else ""
        if last:
            found.setdefault(code, Sub(code)).baris.append(row)
        elif not code and "kode" in row.sel and ("pagu" in row.sel or "target" in row.sel):
            strange.append(str(row.nomor))
    if strange:
        hasil.say("RKT-011.tanpa_kode", lembar=mapping.lembar, baris=some(strange, "baris"))
    twice = [sub for sub in found.values() if sum("kode" in row.sel and "pagu" in row.sel for row in sub.baris) > 1]
    if twice:
        rows = "; ".join(f"{sub.kode} pada baris {', '.join(str(row.nomor) for row in sub.baris)}" for sub in twice[:3])
        hasil.say("RKT-011.kembar", lembar=mapping.lembar, isi=rows, jumlah=len(twice))
    return list(found.values())


def _owners(
    subs: Sequence[Sub], units: Sequence[Bidang], files: Files, tahun: int, bidang: str | None, hasil: Terbaca
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
