"""Last year's Form RKT carried over into a new year, as the text of a file that a planner goes through line by line.

Names and indicators follow the new nomenclature, targets of the Renstra's indicators follow the Renstra. Whatever a
person must still decide carries a ``# TINJAU`` comment above it; a code without a successor stays behind as a comment,
with its target and pagu, so that nothing vanishes unseen.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from rktkit.plan.format import format_file
from rktkit.plan.model import (
    FormRkt,
    IndikatorProgram,
    IndikatorRenstra,
    Nilai,
    SasaranForm,
    Skala,
    SubKegiatan,
    Triwulan,
)
from rktkit.plan.numbers import format_angka
from rktkit.plan.office import Bidang, Nomenklatur
from rktkit.plan.units import same
from rktkit.plan.words import nilai, rupiah
from rktkit.procedure.opening.carry import Acuan, Butir, KegiatanBaru, ProgramBaru, Tinggal, pindahkan
from rktkit.procedure.opening.first import form_pertama
from rktkit.procedure.opening.marks import MARK, satu, teks

OFFERED = 12
"""How many unused codes a kegiatan offers; the rest are in the nomenclature."""


def form_baru(bidang: Bidang, acuan: Acuan, kepala: str) -> bytes:
    """A bidang's new form, in canonical form.

    Args:
        bidang: whose form.
        acuan: the references of the new year, and last year's forms (each ``whole``).
        kepala: the comment lines at the top.
    """
    lama = acuan.lama.get(bidang.kode)
    lines = [kepala, f"tahun: {acuan.tahun}", f"bidang: {teks(bidang.kode)}"]
    if lama is None and acuan.lama:
        lines.append(f"{MARK} tidak ada form {bidang.kode} tahun {acuan.dari}; isi sasaran dan program dari awal.")
        lines += ["sasaran: []", "program: []"]
    elif lama is None:
        lines += form_pertama(bidang, acuan)
    else:
        lines += _sasaran(bidang, lama, acuan)
        lines += _program(pindahkan(bidang, lama, acuan), acuan)
    return canonical("".join(f"{line}\n" for line in lines), "form", acuan.baru)


def canonical(text: str, kind: str, nomenklatur: Mapping[str, Nomenklatur] | None = None) -> bytes:
    """Text that this program wrote, as ``rkt fmt`` would leave it."""
    data, problems = format_file(text.encode(), kind, kind, nomenklatur)
    assert data is not None, problems
    return data


# --- sasaran --------------------------------------------------------------------------------------------------------


def _sasaran(bidang: Bidang, lama: FormRkt, acuan: Acuan) -> Iterator[str]:
    lines: list[str] = []
    lost: list[str] = []
    for sasaran in lama.sasaran:
        rows = list(_indikator_sasaran(bidang, sasaran, acuan, lost))
        if rows:
            lines += [f"  - kode: {teks(sasaran.kode or '')}", "    indikator:", *rows]
    if not lines or lost:
        nobody = [
            s for s in acuan.renstra.sasaran if _targeted(s.indikator, acuan.tahun) and acuan.pengampu(s.kode) is None
        ]
        lost += [f"{MARK} sasaran Renstra {s.kode} ({satu(s.uraian)}) belum diampu bidang mana pun." for s in nobody]
    yield from lost
    yield from ["sasaran:", *lines] if lines else [f"{MARK} isi sasaran Renstra yang diampu bidang ini.", "sasaran: []"]


def _targeted(indikator: Sequence[IndikatorRenstra], tahun: int) -> bool:
    return any(tahun in one.target for one in indikator)


def _indikator_sasaran(bidang: Bidang, sasaran: SasaranForm, acuan: Acuan, lost: list[str]) -> Iterator[str]:
    renstra = acuan.renstra.cari_sasaran(sasaran.kode)
    for indikator in sasaran.indikator:
        plan = acuan.renstra.cari_indikator(indikator.kode) if renstra else None
        if plan is None or acuan.tahun not in plan.target:
            lost.append(f"{MARK} indikator {indikator.kode} tidak bertarget {acuan.tahun} di Renstra; tidak dibawa.")
            continue
        before = nilai(indikator.target)
        yield f"      {MARK} target {acuan.tahun} dari Renstra (target {acuan.dari}: {before}); periksa triwulannya."
        yield from _baris_sasaran(plan, plan.target[acuan.tahun], indikator.triwulan)
    known = {indikator.kode for indikator in sasaran.indikator}
    if renstra and acuan.pengampu(renstra.kode) == bidang.kode:
        carried = {i.kode for form in acuan.lama.values() for s in form.sasaran for i in s.indikator}
        for plan in renstra.indikator:
            if plan.kode not in known | carried and acuan.tahun in plan.target:
                yield f"      {MARK} indikator Renstra yang belum diampu pada {acuan.dari}: {satu(plan.uraian)}."
                yield from _baris_sasaran(plan, plan.target[acuan.tahun], None)


def _baris_sasaran(plan: IndikatorRenstra, target: Nilai, before: Triwulan | None) -> Iterator[str]:
    yield f"      - kode: {teks(plan.kode)}"
    yield f"        target: {teks(_angka(target))}"
    yield f"        triwulan: {_triwulan(_quarters(plan, target, before))}"


def _quarters(plan: IndikatorRenstra, target: Nilai, before: Triwulan | None) -> Triwulan:
    """A first proposal that agrees with the target by the indicator's pola."""
    if plan.pola == "rilis":
        quarter = int((plan.rilis or "tw4")[-1])
        return _only(quarter, target)
    if plan.pola == "hitungan" and isinstance(target, Decimal) and before:
        return _share(target, before)
    return _only(4, target)


def _only(quarter: int, target: Nilai) -> Triwulan:
    first, second, third, fourth = (target if n == quarter else None for n in range(1, 5))
    return first, second, third, fourth


def _share(target: Decimal, before: Triwulan) -> Triwulan:
    """Spread a target over the quarters as it was spread before, in steps of its own last digit, nothing left over."""
    weights = [value if isinstance(value, Decimal) else Decimal(0) for value in before]
    total = sum(weights, Decimal(0))
    if not total:
        return _only(4, target)
    step = Decimal(1).scaleb(min(0, int(target.as_tuple().exponent)))
    shares, given, passed = [], Decimal(0), Decimal(0)
    for weight in weights:
        passed += weight
        until = (target * passed / total).quantize(step)
        shares.append(until - given)
        given = until
    first, second, third, fourth = (share or None for share in shares)
    return first, second, third, fourth


# --- program, kegiatan, sub kegiatan ---------------------------------------------------------------------------------


def _program(programs: Sequence[ProgramBaru], acuan: Acuan) -> Iterator[str]:
    yield "program:" if programs else "program: []"
    for program in programs:
        yield from _resmi(program.kode, acuan, "  ")
        yield from (f"  {MARK} {text}" for text in _tanda_program(program, acuan))
        yield f"  - kode: {teks(program.kode)}"
        yield f"    sasaran: {teks(program.sasaran)}"
        found = [indikator for asal in program.asal for indikator in asal.indikator]
        if not found:
            yield f"    {MARK} isi indikator program."
            yield "    indikator: []"
        yield from _daftar_indikator(found, acuan, "    ")
        for tinggal in program.tinggal:
            yield from _tinggal(tinggal, acuan, "    ")
        if not program.kegiatan:
            yield f"    {MARK} isi kegiatan {acuan.tahun}, atau hapus program ini."
        yield "    kegiatan:" if program.kegiatan else "    kegiatan: []"
        for kegiatan in program.kegiatan.values():
            yield from _kegiatan(kegiatan, acuan)


def _tanda_program(program: ProgramBaru, acuan: Acuan) -> Iterator[str]:
    if program.kode not in acuan.baru:
        yield f"program {program.kode} tidak ada dalam nomenklatur {acuan.tahun}, dan tidak ada penerusnya."
    if not program.asal:
        yield f"program ini belum ada pada form {acuan.dari}; periksa sasaran yang didukungnya."
    for asal in program.asal:
        if asal.kode != program.kode:
            yield f"menggantikan program {asal.kode}."
    plan = acuan.renstra.cari_sasaran(program.sasaran)
    if plan is None or not _targeted(plan.indikator, acuan.tahun):
        yield f"sasaran {program.sasaran} tidak bertarget {acuan.tahun} di Renstra; tulis sasaran lain."


def _kegiatan(kegiatan: KegiatanBaru, acuan: Acuan) -> Iterator[str]:
    yield from _resmi(kegiatan.kode, acuan, "      ")
    for asal in kegiatan.asal:
        if asal.kode != kegiatan.kode:
            yield f"      {MARK} menggantikan kegiatan {asal.kode}."
    yield f"      - kode: {teks(kegiatan.kode)}"
    found = [indikator for asal in kegiatan.asal for indikator in asal.indikator]
    yield from _daftar_indikator(found, acuan, "        ")
    for tinggal in kegiatan.tinggal:
        yield from _tinggal(tinggal, acuan, "        ")
    if kegiatan.tinggal:
        yield from _tersedia(kegiatan, acuan, "        ")
    if not kegiatan.butir:
        yield f"        {MARK} isi sub kegiatan {acuan.tahun}, atau hapus kegiatan ini."
    yield "        sub_kegiatan:" if kegiatan.butir else "        sub_kegiatan: []"
    for butir in kegiatan.butir.values():
        yield from _sub_kegiatan(butir, acuan)


def _resmi(kode: str, acuan: Acuan, pad: str) -> Iterator[str]:
    """The official name, which the form itself has no field for."""
    row = acuan.baru.get(kode)
    if row is not None and row.nama:
        yield f"{pad}# {satu(row.nama)}"


def _tinggal(tinggal: Tinggal, acuan: Acuan, pad: str) -> Iterator[str]:
    """What is left behind, as a comment."""
    sub = tinggal.sub
    why = f"Kode ini tidak ada lagi pada {acuan.tahun} dan tidak ada penerusnya."
    if tinggal.penerus:
        why = f"Penerusnya, {', '.join(tinggal.penerus)}, berada di program bidang lain."
    target = f"{nilai(sub.target)} {satu(sub.satuan or '')}".rstrip()
    yield f"{pad}{MARK} {_sebut(sub)}"
    yield f"{pad}#   {why}"
    for row in acuan.baru.values():
        if sub.nama and same(row.nama, sub.nama):
            yield f"{pad}#   Yang senama pada {acuan.tahun}: {row.kode}."
    yield f"{pad}#   Target {target}, pagu {rupiah(sub.pagu or 0)}: pindahkan, lalu hapus catatan ini."


def _tersedia(kegiatan: KegiatanBaru, acuan: Acuan, pad: str) -> Iterator[str]:
    """The codes of a kegiatan that the form does not use yet."""
    below = f"{kegiatan.kode}."
    free = [row for kode, row in acuan.baru.items() if kode.startswith(below) and kode not in kegiatan.butir]
    if free:
        yield f"{pad}# Kode {acuan.tahun} di kegiatan ini yang belum dipakai:"
    for row in free[:OFFERED]:
        yield f"{pad}#   {row.kode} {satu(row.nama)}"
    if len(free) > OFFERED:
        yield f"{pad}#   … dan {len(free) - OFFERED} lagi di rkt/nomenklatur/{acuan.tahun}.csv"


def _daftar_indikator(found: Sequence[IndikatorProgram], acuan: Acuan, pad: str) -> Iterator[str]:
    if found:
        yield f"{pad}indikator:"
    for indikator in found:
        written = indikator.node.entries
        yield f"{pad}  {MARK} target dan triwulan masih dari {acuan.dari}."
        yield f"{pad}  - uraian: {teks(indikator.uraian or '')}"
        yield f"{pad}    satuan: {teks(_baku(indikator.satuan, acuan))}"
        yield f"{pad}    pola: {indikator.pola}"
        if "arah" in written:
            yield f"{pad}    arah: {indikator.arah}"
        yield f"{pad}    target: {teks(_angka(indikator.target or Decimal(0)))}"
        yield f"{pad}    triwulan: {_triwulan(indikator.triwulan)}"
        if indikator.skala:
            yield f"{pad}    skala: {_skala(indikator.skala)}"
        for name, value in (("formula", indikator.formula), ("sumber_data", indikator.sumber_data)):
            if value:
                yield f"{pad}    {name}: {teks(value)}"


def _sub_kegiatan(butir: Butir, acuan: Acuan) -> Iterator[str]:
    sub, row = butir.sumber[0], acuan.baru[butir.kode]
    satuan = _baku(row.satuan or sub.satuan, acuan)
    pad = "            "
    yield f"          {MARK} target, triwulan, dan pagu masih dari {acuan.dari}."
    yield from (f"          #   {text}" for text in _berubah(butir, satuan, acuan))
    yield f"          - kode: {teks(butir.kode)}"
    yield f"{pad}nama: {teks(row.nama)}"
    yield f"{pad}indikator: {teks(row.indikator or sub.indikator or '')}"
    yield f"{pad}satuan: {teks(satuan)}"
    if sub.pola != "hitungan" or "pola" in sub.node.entries:
        yield f"{pad}pola: {sub.pola}"
    yield f"{pad}target: {teks(_angka(sub.target or Decimal(0)))}"
    yield f"{pad}triwulan: {_triwulan(sub.triwulan)}"
    yield f"{pad}pagu: {butir.pagu}"
    if sub.skala:
        yield f"{pad}skala: {_skala(sub.skala)}"
    yield f"{pad}sumber_dana: {_dana(butir)}"
    for name, value in (("lokasi", sub.lokasi), ("kelompok_sasaran", sub.kelompok_sasaran)):
        if value:
            yield f"{pad}{name}: {teks(value)}"
    if sub.penanggung_jawab and acuan.organisasi.cari_jabatan(sub.penanggung_jawab):
        yield f"{pad}penanggung_jawab: {teks(sub.penanggung_jawab)}"
    shared = [kode for kode in sub.crosscutting if acuan.organisasi.cari_bidang(kode)]
    if shared:
        yield f"{pad}crosscutting: {json.dumps(shared)}"
    if sub.catatan:
        yield f"{pad}catatan: {teks(sub.catatan)}"


def _berubah(butir: Butir, satuan: str, acuan: Acuan) -> Iterator[str]:
    """What else there is to look at: where the entry comes from, and what the new nomenclature says differently."""
    sub, row = butir.sumber[0], acuan.baru[butir.kode]
    for asal in butir.sumber:
        if asal.kode != butir.kode:
            yield f"Menggantikan {_sebut(asal)}."
    if len(butir.sumber) > 1:
        yield "Pagunya dijumlahkan; target dan triwulan dari yang pertama."
    for kode, codes in butir.pecahan.items():
        yield f"{kode} dipecah menjadi {', '.join(codes)}; pagunya seluruhnya pada {codes[0]}."
    if row.kode == sub.kode and sub.nama and not same(sub.nama, row.nama):
        yield f"Nama semula: {satu(sub.nama)}"
    if sub.indikator and row.indikator and not same(sub.indikator, row.indikator):
        yield f"Indikator semula: {satu(sub.indikator)}"
    if sub.satuan and not same(_baku(sub.satuan, acuan), satuan):
        yield f"Satuan semula: {satu(sub.satuan)}; sesuaikan target dan polanya."


def _baku(satuan: str | None, acuan: Acuan) -> str:
    """The canonical name of a unit."""
    unit = acuan.satuan.find(satuan)
    return unit.nama if unit else satuan or ""


def _triwulan(quarters: Triwulan | None) -> str:
    return json.dumps({f"tw{n}": _angka(value) for n, value in enumerate(quarters or (), 1) if value is not None})


def _skala(skala: Skala) -> str:
    ends = (("min", skala.min), ("maks", skala.maks))
    return json.dumps({name: _angka(end) for name, end in ends if end is not None})


def _dana(butir: Butir) -> str:
    """The funds of all that an entry is made from; only the names' first where their parts are not its pagu."""
    sums: dict[str, int] = {}
    for part in (part for sub in butir.sumber for part in sub.sumber_dana):
        sums[part.nama] = sums.get(part.nama, 0) + (part.pagu or 0)
    if len(sums) < 2 or sum(sums.values()) != butir.pagu or not all(sums.values()):
        return teks(next(iter(sums), ""))
    return json.dumps([{"dana": nama, "pagu": str(pagu)} for nama, pagu in sums.items()], ensure_ascii=False)


def _angka(value: Nilai) -> str:
    return format_angka(value) if isinstance(value, Decimal) else value


def _sebut(sub: SubKegiatan) -> str:
    """A sub kegiatan by code and name."""
    return f"{sub.kode} {satu(sub.nama or '')}".rstrip()
