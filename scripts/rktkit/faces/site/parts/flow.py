"""The SOP as a flow chart in lanes, the way Indonesian offices draw it: shapes and lines placed on a grid.

What the office's own document says is drawn with a full line, what is inferred with a broken one. The steps and their
actors come from ``sop.SOP``; here is only where the lines run.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

from rktkit.procedure.sop import SOP, Langkah

_LAJUR_PERAN = {"tim": "Tim", "kasubag": "Kasubbag", "kabid": "Kabid", "sekretaris": "Sekretaris", "kepala": "Kepala"}
LAJUR = tuple(_LAJUR_PERAN.values())
KIRI = 236
"""Width of the column with number and title."""
LEBAR = 128
"""Width of a lane."""
TINGGI = 84
"""Height of a row."""
ATAS = 46
"""Height of the heading."""
KANAN = 210
"""Width of the columns with days and output."""

_W, _H = 84, 38


@dataclass(frozen=True, slots=True)
class Bentuk:
    """A shape with its centre: ``mulai`` and ``selesai`` are rounded, ``putusan`` is a diamond, ``kerja`` a box."""

    jenis: str
    x: int
    y: int
    dari_sop: bool
    teks: str = ""


@dataclass(frozen=True, slots=True)
class Garis:
    """A line with an arrow at its end; ``tidak`` goes back."""

    jalur: str
    tidak: bool = False
    label: str = ""
    x: int = 0
    y: int = 0


@dataclass(frozen=True, slots=True)
class StepRow:
    """A row: the step, its title broken into lines, and its middle."""

    langkah: Langkah
    judul: tuple[str, ...]
    keluaran: tuple[str, ...]
    y: int


@dataclass(frozen=True, slots=True)
class Alur:
    """The whole drawing."""

    baris: tuple[StepRow, ...]
    bentuk: tuple[Bentuk, ...]
    garis: tuple[Garis, ...]
    tanpa: tuple[str, ...] = ()
    """Lanes that the office does not have: the kasubag walks their steps."""

    lajur = LAJUR
    kiri, lebar_lajur, atas, tinggi_baris = KIRI, LEBAR, ATAS, TINGGI

    @property
    def lebar(self) -> int:
        """Width of the view box."""
        return KIRI + LEBAR * len(LAJUR) + KANAN

    @property
    def tinggi(self) -> int:
        """Height of the view box."""
        return ATAS + TINGGI * len(self.baris)

    def x(self, lajur: int) -> int:
        """The middle of a lane."""
        return _x(lajur)


_LAJUR: dict[int, tuple[int, ...]] = {
    1: (3,), 2: (1, 0), 3: (1, 0, 2), 4: (2,), 5: (2, 0), 6: (0,), 7: (1,), 8: (1, 0), 9: (3,), 10: (4,), 11: (0, 1),
}  # fmt: skip
"""Lanes of each step's actors; the first one leads."""


def alur(sop: Sequence[Langkah] = SOP) -> Alur:
    """The drawing of the SOP; ``sop``: its steps as the office walks them."""
    rows = tuple(
        StepRow(step, tuple(wrap(step.judul, 27)), tuple(wrap(step.keluaran, 24)), _y(step.nomor)) for step in sop
    )
    moved = (_LAJUR_PERAN[step.peran] for step, own in zip(SOP, sop, strict=True) if step.peran != own.peran)
    return Alur(rows, tuple(_bentuk()), tuple(_garis()), tuple(dict.fromkeys(moved)))


def _x(lajur: int) -> int:
    return KIRI + LEBAR * lajur + LEBAR // 2


def _y(nomor: int) -> int:
    return ATAS + TINGGI * (nomor - 1) + TINGGI // 2


def _bentuk() -> list[Bentuk]:
    shapes = []
    for step in SOP:
        for lane in _LAJUR[step.nomor]:
            kind = "putusan" if step.tidak else "kerja"
            text = ""
            if step.nomor == 1:
                kind, text = "mulai", "Mula"
            elif step.nomor == len(SOP) and lane == _LAJUR[step.nomor][-1]:
                kind, text = "selesai", "Selesai"
            shapes.append(Bentuk(kind, _x(lane), _y(step.nomor), step.dari_sop, text))
    return shapes


def _garis() -> list[Garis]:
    """Lines by their course: ``M`` start, ``H`` along a row, ``V`` along a lane, as SVG paths."""
    w, h = _W // 2, _H // 2
    x, y = _x, _y
    tim, kasubbag, kabid, sekretaris, kepala = range(5)
    edge = KIRI + LEBAR * 3
    between = _y(10) + TINGGI // 2
    return [
        Garis(f"M{x(sekretaris) - w} {y(1)}H{x(kasubbag)}V{y(2) - h}"),
        Garis(f"M{x(kasubbag) - w} {y(2)}H{x(tim) + w}"),
        Garis(f"M{x(kasubbag)} {y(2) + h}V{y(3) - h}"),
        Garis(f"M{x(kasubbag) - w} {y(3)}H{x(tim) + w}"),
        Garis(f"M{x(kasubbag) + w} {y(3)}H{x(kabid) - w}"),
        Garis(f"M{x(kabid)} {y(3) + h}V{y(4) - h}"),
        Garis(f"M{x(kabid)} {y(4) + h}V{y(5) - h}"),
        Garis(f"M{x(kabid) - w} {y(5)}H{x(tim) + w}"),
        Garis(f"M{x(tim)} {y(5) + h}V{y(6) - h}"),
        Garis(f"M{x(tim) + w} {y(6)}H{x(kasubbag)}V{y(7) - h - 6}"),
        Garis(f"M{x(kasubbag) + w + 6} {y(7)}H{edge - 8}V{y(4)}H{x(kabid) + w}", True, "tidak", edge - 62, y(7) - 7),
        Garis(f"M{x(kasubbag)} {y(7) + h + 6}V{y(8) - h}", False, "ya", x(kasubbag) + 9, y(7) + h + 18),
        Garis(f"M{x(kasubbag) - w} {y(8)}H{x(tim) + w}"),
        Garis(f"M{x(kasubbag) + w} {y(8)}H{x(sekretaris)}V{y(9) - h - 6}"),
        Garis(f"M{x(sekretaris) - w - 6} {y(9)}H{x(kasubbag)}V{y(8) + h}", True, "tidak", x(kabid) - 16, y(9) - 7),
        Garis(f"M{x(sekretaris) + w + 6} {y(9)}H{x(kepala)}V{y(10) - h - 6}", False, "ya", x(kepala) - 46, y(9) - 7),
        Garis(
            f"M{x(kepala) - w - 6} {y(10)}H{x(sekretaris)}V{y(9) + h + 6}", True, "tidak", x(sekretaris) + 10, y(10) - 7
        ),
        Garis(f"M{x(kepala)} {y(10) + h + 6}V{between}H{x(tim)}V{y(11) - h}", False, "ya", x(kepala) + 9, between - 6),
        Garis(f"M{x(tim) + w} {y(11)}H{x(kasubbag) - w}"),
    ]
