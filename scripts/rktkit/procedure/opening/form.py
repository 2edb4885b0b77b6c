"""Last year's Form RKT carried over into a new year, as the text of a file that a planner goes through line by line.

Names and indicators follow the new nomenclature, targets of the Renstra's indicators follow the Renstra. Whatever a
person must still decide carries a ``# TINJAU`` comment above it; a code without a successor stays behind as a comment,
with its target and pagu, so that nothing vanishes unseen.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from rktkit.plan.canonical.format import format_file
from rktkit.plan.model import (
    FormRkt,
    IndikatorProgram,
    IndikatorRenstra,
    Nilai,
    SasaranForm,
    Triwulan,
)
from rktkit.plan.names.units import same
from rktkit.plan.office import Bidang, Nomenklatur
from rktkit.plan.writing.words import nilai, rupiah
from rktkit.procedure.opening.carry import Acuan, Butir, KegiatanBaru, ProgramBaru, Tinggal, carry_over
from rktkit.procedure.opening.first import form_pertama
from rktkit.procedure.opening.marks import MARK, angka, dana, satu, sebut, skala, teks, triwulan

OFFERED = 12
"""How many unused codes a kegiatan offers; the rest are in the nomenclature."""


def form_baru(bidang: Bidang, acuan: Acuan, kepala: str) -> bytes:
    """A bidang's new form, in canonical form.

    Args:
        bidang: whose form.
        acuan: the references of the new year, and last year's forms (each ``whole``).
        kepala: the comment lines at the top.
    """
    lama = acuan.asal(bidang)
    lines = [kepala, f"tahun: {acuan.tahun}", f"bidang: {teks(bidang.kode)}"]
    if not lama and acuan.lama:
        lines.append(f"{MARK} tidak ada form {bidang.kode} tahun {acuan.dari}; isi sasaran dan program dari awal.")
        lines += ["sasaran: []", "program: []"]
    elif not lama:
        lines += form_pertama(bidang, acuan)
    else:
        lines += [f"{MARK} berisi pula form {form.stem}, yang digantikan bidang ini." for form in lama[1:]]
        carried: list[str] = []
        lines += _sasaran(bidang, lama, acuan, carried)
        lines += _program(bidang, carry_over(bidang, lama, acuan), acuan, carried)
    return canonical("".join(f"{line}\n" for line in lines), "form", acuan.baru)


def canonical(text: str, kind: str, nomenklatur: Mapping[str, Nomenklatur] | None = None) -> bytes:
    """Text that this program wrote, as ``rkt fmt`` would leave it."""
    data, problems = format_file(text.encode(), kind, kind, nomenklatur)
    assert data is not None, problems
    return data


# --- sasaran --------------------------------------------------------------------------------------------------------


def _sasaran(bidang: Bidang, lama: Sequence[FormRkt], acuan: Acuan, carried: list[str]) -> Iterator[str]:
    """The objectives; ``carried`` takes their codes."""
    lines: list[str] = []
    lost: list[str] = []
    for sasaran in _gabung(lama):
        rows = list(_indikator_sasaran(bidang, sasaran, acuan, lost))
        if rows:
            carried.append(sasaran.kode or "")
            lines += [f"  - kode: {teks(sasaran.kode or '')}", "    indikator:", *rows]
    plans = [acuan.renstra.find_indikator(i.kode) for sasaran in _gabung(lama) for i in sasaran.indikator]
    if not lines or not all(plan and acuan.tahun in plan.target for plan in plans):
        nobody = [
            s for s in acuan.renstra.sasaran if _targeted(s.indikator, acuan.tahun) and acuan.pengampu(s.kode) is None
        ]
        lost += [f"{MARK} sasaran Renstra {s.kode} ({satu(s.uraian)}) belum diampu bidang mana pun." for s in nobody]
    yield from lost
    yield from ["sasaran:", *lines] if lines else [f"{MARK} isi sasaran Renstra yang diampu bidang ini.", "sasaran: []"]


def _gabung(lama: Sequence[FormRkt]) -> Iterator[SasaranForm]:
    """The objectives of some forms, each once, with every indicator once."""
    found: dict[str | None, list[SasaranForm]] = {}
    for sasaran in (sasaran for form in lama for sasaran in form.sasaran):
        found.setdefault(sasaran.kode, []).append(sasaran)
    for alike in found.values():
        by_code = {i.kode: i for sasaran in reversed(alike) for i in sasaran.indikator}
        order = dict.fromkeys(i.kode for sasaran in alike for i in sasaran.indikator)
        yield alike[0].but(indikator=tuple(by_code[kode] for kode in order))


def _targeted(indikator: Sequence[IndikatorRenstra], tahun: int) -> bool:
    return any(tahun in one.target for one in indikator)


def _indikator_sasaran(bidang: Bidang, sasaran: SasaranForm, acuan: Acuan, lost: list[str]) -> Iterator[str]:
    renstra = acuan.renstra.find_sasaran(sasaran.kode)
    for indikator in sasaran.indikator:
        plan = acuan.renstra.find_indikator(indikator.kode) if renstra else None
        if plan is None:
            lost.append(f"{MARK} indikator {indikator.kode} tidak ada lagi di Renstra; tidak dibawa.")
            continue
        if acuan.perubahan:
            yield from _baris_sasaran(plan, indikator.target, indikator.triwulan, indikator.sebab_perubahan or "")
            continue
        before = nilai(indikator.target)
        if acuan.tahun not in plan.target:
            yield f"      {MARK} Renstra tidak bertarget {acuan.tahun} ({acuan.dari}: {before}); isi, atau hapus."
            yield f"      - kode: {teks(plan.kode)}"
            continue
        yield f"      {MARK} target {acuan.tahun} dari Renstra (target {acuan.dari}: {before}); periksa triwulannya."
        yield from _baris_sasaran(plan, plan.target[acuan.tahun], indikator.triwulan)
    known = {indikator.kode for indikator in sasaran.indikator}
    if renstra and acuan.pengampu(renstra.kode) == bidang.kode:
        carried = {i.kode for form in acuan.lama.values() for s in form.sasaran for i in s.indikator}
        for plan in renstra.indikator:
            if plan.kode not in known | carried and acuan.tahun in plan.target:
                yield f"      {MARK} indikator Renstra yang belum diampu pada {acuan.dari}: {satu(plan.uraian)}."
                yield from _baris_sasaran(plan, plan.target[acuan.tahun], None)


def _baris_sasaran(
    plan: IndikatorRenstra, target: Nilai | None, before: Triwulan | None, sebab: str | None = None
) -> Iterator[str]:
    """An indicator with its target; ``sebab``: of an amendment, which keeps quarters and reason as they are."""
    yield f"      - kode: {teks(plan.kode)}"
    yield f"        target: {teks(angka(target)) if target is not None else ''}"
    yield f"        triwulan: {triwulan(before if sebab is not None else _quarters(plan, target or '', before))}"
    if sebab:
        yield f"        sebab_perubahan: {teks(sebab)}"


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


def _program(bidang: Bidang, programs: Sequence[ProgramBaru], acuan: Acuan, carried: Sequence[str]) -> Iterator[str]:
    unserved = [kode for kode in carried if kode not in {program.sasaran for program in programs}]
    if not programs:
        yield f"{MARK} isi program bidang ini."
    yield "program:" if programs else "program: []"
    for program in programs:
        known = program.kode in acuan.baru and program.kode in bidang.program
        yield from _resmi(program.kode, acuan, "  ")
        yield from (f"  {MARK} {text}" for text in _tanda_program(program, bidang, acuan))
        yield f"  - kode: {teks(program.kode)}" if known else "  - kode:"
        if program.sasaran in carried:
            yield f"    sasaran: {teks(program.sasaran)}"
        else:
            yield f"    {MARK} sasaran {program.sasaran} tidak dibawa ke form ini; tulis sasaran lain."
            yield "    sasaran:"
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
    for kode in unserved if programs else ():
        yield f"  {MARK} sasaran {kode} belum didukung program; tulis kodenya, atau hapus sasaran itu dan program ini."
        yield "  - kode:"
        yield f"    sasaran: {teks(kode)}"
        for key in ("indikator", "kegiatan"):
            yield f"    {MARK} isi {key} program."
            yield f"    {key}: []"


def _tanda_program(program: ProgramBaru, bidang: Bidang, acuan: Acuan) -> Iterator[str]:
    if program.kode not in acuan.baru:
        yield f"program {program.kode} tidak ada dalam nomenklatur {acuan.tahun}, dan tidak ada penerusnya."
    elif program.kode not in bidang.program:
        yield f"program {program.kode} bukan lagi program bidang ini; tulis program lain, atau hapus."
    if not program.asal:
        yield f"program ini belum ada pada form {acuan.dari}; periksa sasaran yang didukungnya."
    for asal in program.asal:
        if asal.kode != program.kode:
            yield f"menggantikan program {asal.kode}."


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
    yield f"{pad}{MARK} {sebut(sub)}"
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
        if not acuan.perubahan:
            yield f"{pad}  {MARK} target dan triwulan masih dari {acuan.dari}."
        yield f"{pad}  - uraian: {teks(indikator.uraian or '')}"
        yield f"{pad}    satuan: {teks(_baku(indikator.satuan, acuan))}"
        yield f"{pad}    pola: {indikator.pola}"
        if "arah" in written:
            yield f"{pad}    arah: {indikator.arah}"
        yield f"{pad}    target: {teks(angka(indikator.target or Decimal(0)))}"
        yield f"{pad}    triwulan: {triwulan(indikator.triwulan)}"
        if indikator.skala:
            yield f"{pad}    skala: {skala(indikator.skala)}"
        for name, value in (("formula", indikator.formula), ("sumber_data", indikator.sumber_data)):
            if value:
                yield f"{pad}    {name}: {teks(value)}"


def _sub_kegiatan(butir: Butir, acuan: Acuan) -> Iterator[str]:
    sub, row = butir.sumber[0], acuan.baru[butir.kode]
    satuan = _baku(row.satuan or sub.satuan, acuan)
    pad = "            "
    changed = [f"          #   {text}" for text in _berubah(butir, satuan, acuan)]
    if changed or not acuan.perubahan:
        yield f"          {MARK} target, triwulan, dan pagu masih dari {acuan.dari}."
    yield from changed
    yield f"          - kode: {teks(butir.kode)}"
    yield f"{pad}nama: {teks(row.nama)}"
    for key, text in (("indikator", row.indikator or sub.indikator or ""), ("satuan", satuan)):
        if not text:
            yield f"{pad}{MARK} nomenklatur tidak memuat {key} sub kegiatan ini; isi."
        yield f"{pad}{key}: {teks(text) if text else ''}"
    if sub.pola != "hitungan" or "pola" in sub.node.entries:
        yield f"{pad}pola: {sub.pola}"
    yield f"{pad}target: {teks(angka(sub.target or Decimal(0)))}"
    yield f"{pad}triwulan: {triwulan(sub.triwulan)}"
    yield f"{pad}pagu: {butir.pagu}"
    if sub.skala:
        yield f"{pad}skala: {skala(sub.skala)}"
    yield f"{pad}sumber_dana: {dana(butir, acuan.dana)}"
    for name, value in (("lokasi", sub.lokasi), ("kelompok_sasaran", sub.kelompok_sasaran)):
        if value:
            yield f"{pad}{name}: {teks(value)}"
    if sub.penanggung_jawab and acuan.organisasi.find_jabatan(sub.penanggung_jawab):
        yield f"{pad}penanggung_jawab: {teks(sub.penanggung_jawab)}"
    shared = [kode for kode in sub.crosscutting if acuan.organisasi.find_bidang(kode)]
    if shared:
        yield f"{pad}crosscutting: {json.dumps(shared)}"
    if sub.catatan:
        yield f"{pad}catatan: {teks(sub.catatan)}"


def _berubah(butir: Butir, satuan: str, acuan: Acuan) -> Iterator[str]:
    """What else there is to look at: where the entry comes from, and what the new nomenclature says differently."""
    sub, row = butir.sumber[0], acuan.baru[butir.kode]
    for asal in butir.sumber:
        if asal.kode != butir.kode:
            yield f"Menggantikan {sebut(asal)}."
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
