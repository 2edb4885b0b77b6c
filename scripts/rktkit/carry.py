"""Last year's Form RKT carried over into a new year, as the text of a file that a planner goes through line by line.

Codes that have expired move to their successors, names and indicators follow the new nomenclature, targets of the
Renstra's indicators follow the Renstra. Whatever a person must still decide carries a ``# TINJAU`` comment above it;
a code without a successor stays behind as a comment, with its target and pagu, so that nothing vanishes unseen.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from rktkit.fmt import format_file
from rktkit.model import (
    Bidang,
    FormRkt,
    IndikatorProgram,
    IndikatorRenstra,
    Kegiatan,
    Nilai,
    Nomenklatur,
    Organisasi,
    Program,
    Renstra,
    SasaranForm,
    SubKegiatan,
    Triwulan,
)
from rktkit.numbers import format_angka
from rktkit.outputs.words import nilai, rupiah
from rktkit.rules.context import DaftarSatuan, same

MARK = "# TINJAU:"
"""What stands in front of everything that is still to be reviewed."""

OFFERED = 12
"""How many unused codes a kegiatan offers; the rest are in the nomenclature."""


@dataclass(frozen=True, slots=True)
class Acuan:
    """What a new form is made against. ``tabel`` holds the nomenclature of every year from ``dari`` + 1 to ``tahun``."""

    tahun: int
    dari: int
    organisasi: Organisasi
    renstra: Renstra
    tabel: Sequence[Mapping[str, Nomenklatur]]
    satuan: DaftarSatuan
    lama: Mapping[str, FormRkt]

    @property
    def baru(self) -> Mapping[str, Nomenklatur]:
        """The nomenclature of the new year."""
        return self.tabel[-1]

    def penerus(self, kode: str) -> tuple[str, ...]:
        """What a code is called in the new year: itself, its successors, or nothing."""
        codes: tuple[str, ...] = (kode,)
        for table in self.tabel:
            heirs: dict[str, list[str]] = {}
            for row in table.values():
                for before in row.sebelumnya:
                    heirs.setdefault(before, []).append(row.kode)
            codes = tuple(
                dict.fromkeys(new for old in codes for new in ([old] if old in table else heirs.get(old, ())))
            )
        return codes

    def pengampu(self, kode: str) -> str | None:
        """The first bidang that carried an objective of the Renstra last year."""
        order = (bidang.kode for bidang in self.organisasi.bidang)
        return next((b for b in order if b in self.lama and any(s.kode == kode for s in self.lama[b].sasaran)), None)


@dataclass(slots=True)
class _Butir:
    """A sub kegiatan of the new year and the old ones it comes from; ``pagu`` in rupiah."""

    kode: str
    sumber: list[SubKegiatan]
    pagu: int
    tanda: list[str]


@dataclass(slots=True)
class _KegiatanBaru:
    kode: str
    lama: Kegiatan | None = None
    tanda: list[str] = field(default_factory=list)
    butir: dict[str, _Butir] = field(default_factory=dict)
    tinggal: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _ProgramBaru:
    kode: str
    lama: Program
    tanda: list[str] = field(default_factory=list)
    kegiatan: dict[str, _KegiatanBaru] = field(default_factory=dict)
    tinggal: list[str] = field(default_factory=list)
    sendiri: bool = True
    """Whether it was in last year's form, and not only a successor of a sub kegiatan brought it in."""


def form_baru(bidang: Bidang, acuan: Acuan, kepala: str) -> bytes:
    """A bidang's new form, in canonical form.

    Args:
        bidang: whose form.
        acuan: the references of the new year, and last year's forms (each ``whole``).
        kepala: the comment lines at the top.
    """
    lama = acuan.lama.get(bidang.kode)
    lines = [kepala, f"tahun: {acuan.tahun}", f"bidang: {_teks(bidang.kode)}"]
    if lama is None:
        lines.append(f"{MARK} tidak ada form {bidang.kode} tahun {acuan.dari}; isi sasaran dan program dari awal.")
        lines += ["sasaran: []", "program: []"]
    else:
        lines += _sasaran(bidang, lama, acuan)
        lines += _program(_Pemindahan(bidang, lama, acuan).program(), acuan)
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
            lines += [f"  - kode: {_teks(sasaran.kode or '')}", "    indikator:", *rows]
    if not lines or lost:
        nobody = [
            s for s in acuan.renstra.sasaran if _targeted(s.indikator, acuan.tahun) and acuan.pengampu(s.kode) is None
        ]
        lost += [f"{MARK} sasaran Renstra {s.kode} ({_satu(s.uraian)}) belum diampu bidang mana pun." for s in nobody]
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
                yield f"      {MARK} indikator Renstra yang belum diampu pada {acuan.dari}: {_satu(plan.uraian)}."
                yield from _baris_sasaran(plan, plan.target[acuan.tahun], None)


def _baris_sasaran(plan: IndikatorRenstra, target: Nilai, before: Triwulan | None) -> Iterator[str]:
    yield f"      - kode: {_teks(plan.kode)}"
    yield f"        target: {_teks(_angka(target))}"
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
    """Spread a target over the quarters as it was spread before, in steps of its own last digit, without a remainder."""
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


# --- program, kegiatan, sub kegiatan --------------------------------------------------------------------------------


class _Pemindahan:
    """Moves every sub kegiatan of a form to where the new nomenclature has it."""

    def __init__(self, bidang: Bidang, lama: FormRkt, acuan: Acuan) -> None:
        self.bidang = bidang
        self.lama = lama
        self.acuan = acuan
        self.hasil: dict[str, _ProgramBaru] = {}

    def program(self) -> list[_ProgramBaru]:
        for program in self.lama.program:
            new = self.tempat_program(program)
            for kegiatan in program.kegiatan:
                home = self.tempat_kegiatan(new, kegiatan)
                for sub in kegiatan.sub_kegiatan:
                    self.pindah(program, home, sub)
        return list(self.hasil.values())

    def tempat_program(self, program: Program) -> _ProgramBaru:
        kode = next(iter(self.acuan.penerus(program.kode or "")), None)
        new = self.hasil.setdefault(kode or program.kode or "", _ProgramBaru(kode or program.kode or "", program))
        new.lama, new.sendiri = program, True
        if kode is None:
            new.tanda.append(
                f"program {program.kode} tidak ada dalam nomenklatur {self.acuan.tahun}, dan tidak ada penerusnya."
            )
        elif kode != program.kode:
            new.tanda.append(f"menggantikan program {program.kode}.")
        return new

    def tempat_kegiatan(self, program: _ProgramBaru, kegiatan: Kegiatan) -> _KegiatanBaru | None:
        """The kegiatan's place; ``None`` when the code is gone without a successor in the same program."""
        kode = next(iter(self.acuan.penerus(kegiatan.kode or "")), None)
        if kode is None or not kode.startswith(f"{program.kode}."):
            return None
        new = program.kegiatan.setdefault(kode, _KegiatanBaru(kode))
        new.lama = kegiatan
        if kode != kegiatan.kode:
            new.tanda.append(f"menggantikan kegiatan {kegiatan.kode}.")
        return new

    def pindah(self, asal: Program, home: _KegiatanBaru | None, sub: SubKegiatan) -> None:
        heirs = self.acuan.penerus(sub.kode or "")
        ours = [kode for kode in heirs if _atas(kode, 3) in self.bidang.program]
        if not ours:
            why = f"kode ini tidak ada lagi pada {self.acuan.tahun} dan tidak ada penerusnya"
            if heirs:
                why = f"penerusnya, {', '.join(heirs)}, berada di program bidang lain"
            kept = home.tinggal if home else self.hasil[self.kode_program(asal)].tinggal
            kept += _tinggal(sub, why)
            return
        for n, kode in enumerate(ours):
            self.taruh(asal, kode, sub, ours if len(ours) > 1 else [], first=n == 0)

    def kode_program(self, program: Program) -> str:
        return next(iter(self.acuan.penerus(program.kode or "")), program.kode or "")

    def taruh(self, asal: Program, kode: str, sub: SubKegiatan, split: list[str], *, first: bool) -> None:
        program = self.hasil.get(_atas(kode, 3))
        if program is None:
            program = self.hasil[_atas(kode, 3)] = _ProgramBaru(_atas(kode, 3), asal, sendiri=False)
        kegiatan = program.kegiatan.setdefault(_atas(kode, 5), _KegiatanBaru(_atas(kode, 5)))
        pagu = (sub.pagu or 0) if first else 0
        butir = kegiatan.butir.get(kode)
        if butir is None:
            butir = kegiatan.butir[kode] = _Butir(kode, [sub], pagu, [])
            if kode != sub.kode:
                butir.tanda.append(f"menggantikan {sub.kode} {_satu(sub.nama or '')}".rstrip())
        else:
            butir.sumber.append(sub)
            butir.pagu += pagu
            butir.tanda.append(
                f"digabung dengan {sub.kode} {_satu(sub.nama or '')}".rstrip() + " dan pagunya dijumlahkan"
            )
        if split:
            where = "pagunya seluruhnya di sini" if first else f"pagunya seluruhnya pada {split[0]}"
            butir.tanda.append(f"{sub.kode} dipecah menjadi {', '.join(split)}; {where}")


def _atas(kode: str, parts: int) -> str:
    return ".".join(kode.split(".")[:parts])


def _tinggal(sub: SubKegiatan, why: str) -> list[str]:
    """What is left behind, as a comment."""
    satuan = f" {sub.satuan}" if sub.satuan else ""
    about = f"{sub.kode} {_satu(sub.nama or '')}".rstrip()
    return [
        f"{MARK} {about}: {why}.",
        f"#   Target {nilai(sub.target)}{_satu(satuan, ' ')}, pagu {rupiah(sub.pagu or 0)}. Pindahkan ke kode lain, lalu hapus catatan ini.",
    ]


def _program(programs: list[_ProgramBaru], acuan: Acuan) -> Iterator[str]:
    yield "program:" if programs else "program: []"
    for program in programs:
        row = acuan.baru.get(program.kode)
        if not program.sendiri:
            program.tanda.append("program ini belum ada pada form tahun lalu; isi sasaran dan indikatornya.")
        plan = acuan.renstra.cari_sasaran(program.lama.sasaran)
        if plan is None or not _targeted(plan.indikator, acuan.tahun):
            program.tanda.append(f"sasaran {program.lama.sasaran} tidak bertarget {acuan.tahun} di Renstra.")
        if row is not None and row.nama:
            yield f"  # {_satu(row.nama)}"
        yield from (f"  {MARK} {text}" for text in program.tanda)
        yield f"  - kode: {_teks(program.kode)}"
        yield f"    sasaran: {_teks(program.lama.sasaran or '')}"
        yield from _daftar_indikator(program.lama.indikator if program.sendiri else (), acuan, "    ", wajib=True)
        yield from (f"    {line}" for line in program.tinggal)
        yield "    kegiatan:" if program.kegiatan else "    kegiatan: []"
        for kegiatan in program.kegiatan.values():
            yield from _kegiatan(kegiatan, acuan)


def _kegiatan(kegiatan: _KegiatanBaru, acuan: Acuan) -> Iterator[str]:
    row = acuan.baru.get(kegiatan.kode)
    if row is not None and row.nama:
        yield f"      # {_satu(row.nama)}"
    yield from (f"      {MARK} {text}" for text in kegiatan.tanda)
    yield f"      - kode: {_teks(kegiatan.kode)}"
    yield from _daftar_indikator(kegiatan.lama.indikator if kegiatan.lama else (), acuan, "        ", wajib=False)
    yield from (f"        {line}" for line in kegiatan.tinggal)
    if kegiatan.tinggal:
        yield from (f"        {line}" for line in _tersedia(kegiatan, acuan))
    if not kegiatan.butir:
        yield f"        {MARK} isi sub kegiatan {acuan.tahun}, atau hapus kegiatan ini."
    yield "        sub_kegiatan:" if kegiatan.butir else "        sub_kegiatan: []"
    for butir in kegiatan.butir.values():
        yield from _sub_kegiatan(butir, acuan)


def _tersedia(kegiatan: _KegiatanBaru, acuan: Acuan) -> list[str]:
    """The codes of this kegiatan that the form does not use yet."""
    free = [
        row
        for kode, row in acuan.baru.items()
        if kode.startswith(f"{kegiatan.kode}.") and kode not in kegiatan.butir
    ]  # fmt: skip
    if not free:
        return []
    lines = [f"# Kode {acuan.tahun} di kegiatan ini yang belum dipakai:"]
    lines += [f"#   {row.kode} {_satu(row.nama)}" for row in free[:OFFERED]]
    if len(free) > OFFERED:
        lines.append(f"#   … dan {len(free) - OFFERED} lagi di rkt/nomenklatur/{acuan.tahun}.csv")
    return lines


def _daftar_indikator(found: Sequence[IndikatorProgram], acuan: Acuan, pad: str, *, wajib: bool) -> Iterator[str]:
    if not found:
        if wajib:
            yield from (f"{pad}{MARK} isi indikator program.", f"{pad}indikator: []")
        return
    yield f"{pad}indikator:"
    for indikator in found:
        written = indikator.node.entries
        yield f"{pad}  {MARK} target dan triwulan masih dari {acuan.dari}."
        yield f"{pad}  - uraian: {_teks(indikator.uraian or '')}"
        yield f"{pad}    satuan: {_teks(_baku(indikator.satuan, acuan))}"
        yield f"{pad}    pola: {indikator.pola}"
        if "arah" in written:
            yield f"{pad}    arah: {indikator.arah}"
        yield f"{pad}    target: {_teks(_angka(indikator.target or Decimal(0)))}"
        yield f"{pad}    triwulan: {_triwulan(indikator.triwulan)}"
        if indikator.skala:
            skala = {"min": _angka(indikator.skala.min), "maks": _angka(indikator.skala.maks)}
            yield f"{pad}    skala: {json.dumps(skala)}"
        for name, value in (("formula", indikator.formula), ("sumber_data", indikator.sumber_data)):
            if value:
                yield f"{pad}    {name}: {_teks(value)}"


def _sub_kegiatan(butir: _Butir, acuan: Acuan) -> Iterator[str]:
    sub, row = butir.sumber[0], acuan.baru[butir.kode]
    satuan = _baku(row.satuan or sub.satuan, acuan)
    pad = "            "
    marks = [*butir.tanda, *_berubah(sub, row, satuan, acuan), f"target, triwulan, dan pagu masih dari {acuan.dari}"]
    yield f"          {MARK} {'; '.join(marks)}."
    yield f"          - kode: {_teks(butir.kode)}"
    yield f"{pad}nama: {_teks(row.nama)}"
    yield f"{pad}indikator: {_teks(row.indikator or sub.indikator or '')}"
    yield f"{pad}satuan: {_teks(satuan)}"
    if sub.pola != "hitungan" or "pola" in sub.node.entries:
        yield f"{pad}pola: {sub.pola}"
    yield f"{pad}target: {_teks(_angka(sub.target or Decimal(0)))}"
    yield f"{pad}triwulan: {_triwulan(sub.triwulan)}"
    yield f"{pad}pagu: {butir.pagu}"
    yield f"{pad}sumber_dana: {_teks(sub.sumber_dana or '')}"
    for name, value in (("lokasi", sub.lokasi), ("kelompok_sasaran", sub.kelompok_sasaran)):
        if value:
            yield f"{pad}{name}: {_teks(value)}"
    if sub.penanggung_jawab and acuan.organisasi.cari_jabatan(sub.penanggung_jawab):
        yield f"{pad}penanggung_jawab: {_teks(sub.penanggung_jawab)}"
    shared = [kode for kode in sub.crosscutting if acuan.organisasi.cari_bidang(kode)]
    if shared:
        yield f"{pad}crosscutting: {json.dumps(shared)}"
    if sub.catatan:
        yield f"{pad}catatan: {_teks(sub.catatan)}"


def _berubah(sub: SubKegiatan, row: Nomenklatur, satuan: str, acuan: Acuan) -> Iterator[str]:
    """What the new nomenclature says differently."""
    if row.kode == sub.kode and sub.nama and not same(sub.nama, row.nama):
        yield f"nama semula “{_satu(sub.nama)}”"
    if sub.indikator and row.indikator and not same(sub.indikator, row.indikator):
        yield f"indikator semula “{_satu(sub.indikator)}”"
    if sub.satuan and not same(_baku(sub.satuan, acuan), satuan):
        yield f"satuan semula {_satu(sub.satuan)}, sesuaikan target dan polanya"
    if not row.indikator:
        yield "nomenklatur tidak memuat indikatornya"


def _baku(satuan: str | None, acuan: Acuan) -> str:
    """The canonical name of a unit."""
    unit = acuan.satuan.find(satuan)
    return unit.nama if unit else satuan or ""


def _triwulan(quarters: Triwulan | None) -> str:
    return json.dumps({f"tw{n}": _angka(value) for n, value in enumerate(quarters or (), 1) if value is not None})


def _teks(text: str) -> str:
    """A text as a quoted scalar; ``canonical`` takes the quotes away where they are not needed."""
    return json.dumps(text, ensure_ascii=False)


def _angka(value: Nilai) -> str:
    return format_angka(value) if isinstance(value, Decimal) else value


def _satu(text: str, before: str = "") -> str:
    """A text as it can stand in a comment: on one line."""
    return before + " ".join(text.split()) if text.strip() else ""
