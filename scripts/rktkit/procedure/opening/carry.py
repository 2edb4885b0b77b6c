"""Where everything of last year's Form RKT belongs under the new year's nomenclature.

Codes that have expired move to their successors, also over several years; what was merged is added up, what was split
keeps its pagu in one place; what has no successor is kept apart with the reason. ``newform`` writes it down.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rktkit.plan.model import FormRkt, Kegiatan, Program, Renstra, SubKegiatan
from rktkit.plan.names.successors import Successors
from rktkit.plan.names.units import DaftarDana, DaftarSatuan
from rktkit.plan.office import Bidang, Nomenklatur, Organisasi


@dataclass(frozen=True, slots=True)
class Acuan:
    """What a new form is made against. ``tabel`` holds the nomenclatures from the year after ``dari`` to ``tahun``."""

    tahun: int
    dari: int
    organisasi: Organisasi
    renstra: Renstra
    tabel: Sequence[Mapping[str, Nomenklatur]]
    satuan: DaftarSatuan
    dana: DaftarDana
    lama: Mapping[str, FormRkt]

    @property
    def perubahan(self) -> bool:
        """Whether forms of the same year are gone through once more."""
        return self.dari == self.tahun

    def asal(self, bidang: Bidang) -> list[FormRkt]:
        """What a bidang's form is made from: its own of last year, and those of bidang whose work it carries on."""
        ended = [one for one in self.organisasi.bidang if one.pengganti[:1] == (bidang.kode,)]
        gone = [one.kode for one in ended if one not in self.organisasi.bidang_pada(self.tahun)]
        codes = [bidang.kode, *([] if self.perubahan else gone)]
        return [self.lama[kode] for kode in codes if kode in self.lama]

    @property
    def baru(self) -> Mapping[str, Nomenklatur]:
        """The nomenclature of the new year."""
        return self.tabel[-1]

    def penerus(self, kode: str) -> tuple[str, ...]:
        """What a code is called in the new year: itself, its successors, or nothing."""
        return Successors(self.tabel).of(kode)

    def pengampu(self, kode: str) -> str | None:
        """The first bidang that carried an objective of the Renstra last year, or carries on the work of one."""
        carried = ((b.kode, form) for b in self.organisasi.bidang_pada(self.tahun) for form in self.asal(b))
        return next((b for b, form in carried if any(s.kode == kode for s in form.sasaran)), None)


@dataclass(frozen=True, slots=True)
class Tinggal:
    """A sub kegiatan that could not come along: its code is gone, or its successors are another bidang's."""

    sub: SubKegiatan
    penerus: tuple[str, ...]


@dataclass(slots=True)
class Butir:
    """A sub kegiatan of the new year, the old ones it comes from, and its pagu in rupiah.

    ``pecahan`` names, for an old code that was split, all the codes it became; its pagu stands at the first of them.
    """

    kode: str
    sumber: list[SubKegiatan] = field(default_factory=list)
    pagu: int = 0
    pecahan: dict[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(slots=True)
class KegiatanBaru:
    """A kegiatan of the new year and the old ones it comes from; none when only a successor brought it in."""

    kode: str
    asal: list[Kegiatan] = field(default_factory=list)
    butir: dict[str, Butir] = field(default_factory=dict)
    tinggal: list[Tinggal] = field(default_factory=list)


@dataclass(slots=True)
class ProgramBaru:
    """A program of the new year, the old ones it comes from, and the objective it serves."""

    kode: str
    sasaran: str
    asal: list[Program] = field(default_factory=list)
    kegiatan: dict[str, KegiatanBaru] = field(default_factory=dict)
    tinggal: list[Tinggal] = field(default_factory=list)


def carry_over(bidang: Bidang, lama: Sequence[FormRkt], acuan: Acuan) -> list[ProgramBaru]:
    """Move every program, kegiatan and sub kegiatan of some forms to where the new nomenclature has it.

    A program whose code is gone without a successor stays under its old code, for a person to decide.
    """
    found: dict[str, ProgramBaru] = {}
    for program in (program for form in lama for program in form.program):
        kode = next(iter(acuan.penerus(program.kode or "")), program.kode or "")
        new = found.setdefault(kode, ProgramBaru(kode, program.sasaran or ""))
        new.asal.append(program)
        for kegiatan in program.kegiatan:
            home = _kegiatan(new, kegiatan, acuan)
            for sub in kegiatan.sub_kegiatan:
                heirs = acuan.penerus(sub.kode or "")
                ours = tuple(kode for kode in heirs if _atas(kode, 3) in bidang.program)
                if ours:
                    _taruh(found, program, sub, ours)
                else:
                    (home or new).tinggal.append(Tinggal(sub, heirs))
    return list(found.values())


def _kegiatan(program: ProgramBaru, kegiatan: Kegiatan, acuan: Acuan) -> KegiatanBaru | None:
    """The kegiatan's place; ``None`` when its code is gone without a successor in the same program."""
    kode = next((kode for kode in acuan.penerus(kegiatan.kode or "") if _atas(kode, 3) == program.kode), None)
    if kode is None:
        return None
    new = program.kegiatan.setdefault(kode, KegiatanBaru(kode))
    new.asal.append(kegiatan)
    return new


def _taruh(found: dict[str, ProgramBaru], program: Program, sub: SubKegiatan, codes: tuple[str, ...]) -> None:
    """Put a sub kegiatan under each of its codes; the first one gets the pagu."""
    for kode in codes:
        above = found.setdefault(_atas(kode, 3), ProgramBaru(_atas(kode, 3), program.sasaran or ""))
        kegiatan = above.kegiatan.setdefault(_atas(kode, 5), KegiatanBaru(_atas(kode, 5)))
        butir = kegiatan.butir.setdefault(kode, Butir(kode))
        butir.sumber.append(sub)
        if kode == codes[0]:
            butir.pagu += sub.pagu or 0
        if len(codes) > 1:
            butir.pecahan[sub.kode or ""] = codes


def _atas(kode: str, parts: int) -> str:
    """The code of what stands above: 3 parts for the program, 5 for the kegiatan."""
    return ".".join(kode.split(".")[:parts])
