"""A bidang's first form: everything that the nomenclature and the Renstra know, the rest marked for a person."""

from __future__ import annotations

import json
from collections.abc import Iterator

from rktkit.plan.model import SasaranRenstra
from rktkit.plan.office import Bidang, Nomenklatur
from rktkit.procedure.opening.carry import Acuan
from rktkit.procedure.opening.marks import MARK, angka, satu, teks

ISI = "tambahkan target, triwulan, pagu, dan sumber_dana; hapus entri ini bila tidak direncanakan."


def form_pertama(bidang: Bidang, acuan: Acuan) -> Iterator[str]:
    """The lines of ``sasaran`` and ``program``.

    Whose objective is whose, nobody but the office knows: each form carries all that have a target for the year, and
    the bidang deletes what is not its own. With one objective alone every program serves it.
    """
    targeted = [s for s in acuan.renstra.sasaran if any(acuan.tahun in i.target for i in s.indikator)]
    if not targeted:
        yield f"{MARK} Renstra tidak bertarget {acuan.tahun}; isi sasaran yang diampu bidang ini."
        yield "sasaran: []"
    else:
        yield "sasaran:"
    for sasaran in targeted:
        yield f"  {MARK} {satu(sasaran.uraian)}. Hapus sasaran ini bila tidak diampu bidang ini."
        yield f"  - kode: {teks(sasaran.kode)}"
        yield "    indikator:"
        yield from _indikator(sasaran, acuan.tahun)
    rows = [kode for kode in bidang.program if kode in acuan.baru]
    if not rows:
        yield f"{MARK} program {', '.join(bidang.program)} tidak ada dalam nomenklatur {acuan.tahun}; isi programnya."
    yield "program:" if rows else "program: []"
    for kode in rows:
        yield from _program(acuan.baru[kode], targeted, acuan)


def _indikator(sasaran: SasaranRenstra, tahun: int) -> Iterator[str]:
    for plan in sasaran.indikator:
        if tahun not in plan.target:
            continue
        target = plan.target[tahun]
        quarter = (plan.rilis or "tw4") if plan.pola == "rilis" else "tw4"
        yield f"      {MARK} target {tahun} dari Renstra ({satu(plan.uraian)}); bagi ke triwulannya."
        yield f"      - kode: {teks(plan.kode)}"
        yield f"        target: {teks(angka(target))}"
        yield f"        triwulan: {json.dumps({quarter: angka(target)})}"


def _program(row: Nomenklatur, targeted: list[SasaranRenstra], acuan: Acuan) -> Iterator[str]:
    below = [other for kode, other in acuan.baru.items() if kode.startswith(f"{row.kode}.")]
    kegiatan = [other for other in below if other.kode.count(".") == 4]
    only = targeted[0].kode if len(targeted) == 1 else None
    yield f"  # {satu(row.nama)}"
    named = "" if only else f" sasaran ({', '.join(s.kode for s in targeted) or 'kode sasaran Renstra'}) dan"
    yield f"  {MARK} tambahkan{named} indikator program ini; hapus yang tidak direncanakan."
    yield f"  - kode: {teks(row.kode)}"
    if only:
        yield f"    sasaran: {teks(only)}"
    yield "    kegiatan:" if kegiatan else "    kegiatan: []"
    for one in kegiatan:
        yield f"      # {satu(one.nama)}"
        subs = [other for other in below if other.kode.startswith(f"{one.kode}.")]
        yield f"      - kode: {teks(one.kode)}"
        yield "        sub_kegiatan:" if subs else "        sub_kegiatan: []"
        for sub in subs:
            yield from _sub(sub, acuan)


def _sub(row: Nomenklatur, acuan: Acuan) -> Iterator[str]:
    unit = acuan.satuan.find(row.satuan)
    yield f"          {MARK} {ISI}"
    yield f"          - kode: {teks(row.kode)}"
    yield f"            nama: {teks(row.nama)}"
    if row.indikator:
        yield f"            indikator: {teks(row.indikator)}"
    if row.satuan:
        yield f"            satuan: {teks(unit.nama if unit else row.satuan)}"
