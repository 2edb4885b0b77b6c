"""Opening a cycle (SOP steps 1 and 2): the schedule in working days, and one form per bidang to go through.

What is made is bytes by file name; ``write_cycle`` puts them into a folder, all or none, and never over a file that is
there.
"""

import json
import os
import tempfile
from codecs import BOM_UTF8
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TypeVar

from rktkit.ground.files import Files, Kind, MemoryFiles
from rktkit.ground.findings import Problem, Refusal, Severity, UsageError
from rktkit.plan.calendar import add_workdays
from rktkit.plan.layout import SIKLUS, folder_of, path_of, siklus_path
from rktkit.plan.load.form import load_form
from rktkit.plan.load.nomenclature import load_nomenklatur
from rktkit.plan.load.office import (
    load_kalender,
    load_organisasi,
    load_pengesahan,
    load_satuan,
    load_siklus,
    load_sumber_dana,
)
from rktkit.plan.load.renstra import load_renstra
from rktkit.plan.model import FormRkt, Siklus
from rktkit.plan.names.units import DaftarDana, DaftarSatuan
from rktkit.plan.office import Bidang, Nomenklatur, Organisasi
from rktkit.plan.roles import gate_of, signatory_of
from rktkit.plan.writing.words import tanggal
from rktkit.procedure.opening.carry import Acuan
from rktkit.procedure.opening.form import canonical, form_baru
from rktkit.procedure.opening.gaps import emptied
from rktkit.procedure.opening.marks import MARK
from rktkit.procedure.sop import SOP
from rktkit.rules.check import check

T = TypeVar("T")

SKEMA = "# yaml-language-server: $schema=../../skema/{kind}.schema.json"
"""The first line of a new file: an editor that knows YAML completes and checks while one types."""

TANDA_PERUBAHAN = f"{MARK} sesuaikan form ini, lalu hapus baris ini; bila tidak ada yang berubah, hapus saja baris ini."
"""What an RKT Perubahan asks of every bidang: until this line is gone, nobody there has said yes to the form."""


def jadwal(mulai: date, libur: Collection[date] = ()) -> dict[str, date]:
    """The last day of each step by the SOP's working days, when step 1 begins on ``mulai`` or the next working day.

    Raises:
        UsageError: the calendar has no such days.
    """
    days: dict[str, date] = {}
    passed = 0
    try:
        for step in SOP:
            passed += step.hari
            days[step.kunci] = add_workdays(mulai, passed - 1, libur)
    except OverflowError as error:
        raise UsageError(f"Jadwal sejak {mulai} melampaui kalender.") from error
    return days


def open_cycle(files: Files, tahun: int, *, dari: int | None, mulai: date) -> dict[str, bytes]:
    """A new cycle: ``siklus.yml`` and a form for each bidang, carried over from the year ``dari``.

    The first cycle of an office (``dari`` is ``None``) has nothing to carry over: its forms are empty.

    Raises:
        UsageError: ``dari`` does not lie before ``tahun``, there is no such year, or no Renstra covers the new one.
        Refusal: a reference of the new year or a form of the old one is missing or has errors.
    """
    if not 1000 <= tahun <= 9999:
        raise UsageError(f"Tahun {tahun} tidak dapat dipakai; tulis empat angka.")
    if dari is not None and dari >= tahun:
        raise UsageError(f"Tahun asal ({dari}) harus mendahului tahun yang dibuka ({tahun}).")
    if dari is not None and str(dari) not in files.list("rkt"):
        raise UsageError(f"Tidak ada folder rkt/{dari} untuk disalin; sebutkan tahun lain dengan --from.")
    organisasi, lama, libur = _kantor(files, dari)
    acuan = _acuan(files, tahun, dari or tahun - 1, organisasi)
    asal = f"Disalin dari form {dari}" if dari else "Dibuat"
    kepala = "\n".join(
        [
            SKEMA.format(kind="form"),
            f"# {asal} dengan rkt open {tahun}. Periksa setiap isian bertanda TINJAU, lalu hapus",
            "# tandanya. Form dianggap terisi bila tanda itu tidak ada lagi.",
        ]
    )
    isi = f"Susun RKT {tahun} dan selesaikan tepat waktu."
    cycle = _siklus(tahun, "murni", 0, isi, jadwal(mulai, libur), organisasi, lama)
    forms = {_berkas(unit): form_baru(unit, acuan, kepala) for unit in organisasi.bidang_pada(tahun)}
    return _terbuka({SIKLUS: cycle, **forms}, files, tahun, acuan.baru)


def open_amendment(files: Files, tahun: int, *, mulai: date) -> dict[str, bytes]:
    """A new cycle that amends the year's plan: a new ``siklus.yml``, and the forms that hold, each with a mark on top.

    Raises:
        UsageError: the year's plan has not been decided yet, so there is nothing to amend.
        Refusal: the year has no cycle, or its files have errors.
    """
    organisasi, lama, libur = _kantor(files, tahun)
    if lama is None:
        raise Refusal(load_siklus(files, tahun)[1])
    decision, _ = load_pengesahan(files, tahun)
    if decision is None or not decision.nomor or not decision.tanggal:
        raise UsageError(f"RKT {tahun} belum ditetapkan (pengesahan.yml belum lengkap); ubah saja formnya.")
    isi = f"Sesuaikan RKT {tahun} dengan perubahan anggaran. Setiap target yang berubah disertai sebabnya."
    cycle = _siklus(tahun, "perubahan", (lama.urutan or 0) + 1, isi, jadwal(mulai, libur), organisasi, lama)
    here = files.list(folder_of(tahun))
    units = [unit for unit in organisasi.bidang_dalam(tahun) if here.get(_berkas(unit)) is Kind.FILE]
    forms = {_berkas(unit): _tandai(files.read(path_of(tahun, _berkas(unit)))) for unit in units}
    table, _ = load_nomenklatur(files, tahun)
    moved = [unit for unit in units if _berpindah(load_form(files, tahun, unit.kode)[0], table)]
    if moved:  # a decree came since the plan was signed
        acuan = _acuan(files, tahun, tahun, organisasi)
        head = [SKEMA.format(kind="form"), f"# Kode disesuaikan dengan nomenklatur {tahun} yang baru.", TANDA_PERUBAHAN]
        made = {_berkas(unit): form_baru(unit, acuan, "\n".join(head)) for unit in moved}
        forms |= {n: data for n, data in _terbuka(made, files, tahun, acuan.baru).items() if n in made}
    return {SIKLUS: cycle, **forms}


def _berpindah(form: FormRkt | None, table: Mapping[str, Nomenklatur] | None) -> bool:
    """Whether a form has a code that its year's nomenclature has no longer."""
    entries = [entry for above in form.sub_kegiatan() for entry in above] if form else []
    return table is not None and any(entry.kode is not None and entry.kode not in table for entry in entries)


def _terbuka(made: dict[str, bytes], files: Files, tahun: int, table: Mapping[str, Nomenklatur]) -> dict[str, bytes]:
    """New files in which nothing is wrong any more, in canonical form."""
    done = emptied(made, files, tahun)
    again = {name for name in done if done[name] != made[name]}
    kinds = {name: "siklus" if name == SIKLUS else "form" for name in again}
    return done | {name: canonical(done[name].decode(), kinds[name], table) for name in again}


def peringatan(made: Mapping[str, bytes], files: Files, tahun: int) -> list[Problem]:
    """What the calendar and the office say of a new schedule: holidays that are not known, nobody to sign."""
    under = MemoryFiles({path_of(tahun, name): data for name, data in made.items()}, files)
    told = ("RKT-113", "RKT-114", "RKT-115", "RKT-209")
    return [one for one in check(under, year=tahun).problems if one.file == siklus_path(tahun) and one.rule in told]


def _tandai(form: bytes) -> bytes:
    """A form as it is, with the mark of an amendment below the comments at its top."""
    lines = form.removeprefix(BOM_UTF8).splitlines(keepends=True)
    end = "\r\n" if lines and lines[0].endswith(b"\r\n") else "\n"
    top = next((n for n, line in enumerate(lines) if not line.startswith(b"#")), len(lines))
    return b"".join([*lines[:top], f"{TANDA_PERUBAHAN}{end}".encode(), *lines[top:]])


def _kantor(files: Files, tahun: int | None) -> tuple[Organisasi, Siklus | None, Collection[date]]:
    """The office, the cycle that a new one follows if there is one, and the holidays."""
    problems: list[Problem] = []
    organisasi = _ambil(load_organisasi(files), problems)
    there = tahun is not None and SIKLUS in files.list(folder_of(tahun))
    siklus = _ambil(load_siklus(files, tahun), problems) if tahun is not None and there else None
    libur = _ambil(load_kalender(files), problems)
    if organisasi is None or problems:
        raise Refusal(problems)
    return organisasi, siklus, libur or {}


def _acuan(files: Files, tahun: int, dari: int, organisasi: Organisasi) -> Acuan:
    problems: list[Problem] = []
    satuan = _ambil(load_satuan(files), problems)
    dana = _ambil(load_sumber_dana(files), problems)
    renstra = _ambil(load_renstra(files, tahun), problems)
    baru = _ambil(load_nomenklatur(files, tahun), problems)
    here = files.list(folder_of(dari))
    found = {b.kode: _ambil(load_form(files, dari, b.kode), problems) for b in organisasi.bidang if _berkas(b) in here}
    if renstra is None and not problems:
        raise UsageError(f"Tidak ada Renstra yang mencakup tahun {tahun}; simpan dahulu di rkt/renstra/.")
    if satuan is None or dana is None or renstra is None or baru is None or problems:
        raise Refusal(problems)
    between: list[Mapping[str, Nomenklatur]] = []
    for year in range(dari + 1, tahun):  # a year without a table of its own changed no code
        table, _ = load_nomenklatur(files, year)
        between += [table] if table else []
    lama = {kode: form for kode, form in found.items() if form}
    return Acuan(tahun, dari, organisasi, renstra, (*between, baru), DaftarSatuan(satuan), DaftarDana(dana), lama)


def _ambil(loaded: tuple[T | None, list[Problem]], problems: list[Problem]) -> T | None:
    """A file's value; what stops the work, an undecided reference too, is a galat here."""
    stopping = [one for one in loaded[1] if one.severity is Severity.GALAT or one.rule == "RKT-508"]
    problems += [one.but(severity=Severity.GALAT) for one in stopping]
    return loaded[0]


def _berkas(bidang: Bidang) -> str:
    return f"{bidang.kode}.yml"


def _siklus(
    tahun: int,
    jenis: str,
    urutan: int,
    isi: str,
    days: Mapping[str, date],
    organisasi: Organisasi,
    lama: Siklus | None,
) -> bytes:
    """The text of ``siklus.yml``: step 1 is in it, steps 2 and 3 wait as comments."""
    units = organisasi.bidang_pada(tahun) if jenis == "murni" else organisasi.bidang_dalam(tahun)
    pagu = _pagu(lama.pagu_indikatif if lama else {}, organisasi, [unit.kode for unit in units])
    without = [unit.kode for unit in units if unit.kode not in pagu]
    members = [j.kode for j in organisasi.jabatan if j.peran in ("kasubag", "tim", "kabid")]
    disposer = "Kasubbag" if gate_of(organisasi) == "kasubag" else "Sekretaris"
    notulen = "notulen-sosialisasi.md" if jenis == "murni" else f"notulen-sosialisasi-perubahan-{urutan}.md"
    lines = [
        SKEMA.format(kind="siklus"),
        f"# Jadwal dihitung dalam hari kerja sejak {tanggal(days['disposisi'])}, menurut lama tiap langkah SOP.",
        f"tahun: {tahun}",
        f"jenis: {jenis}",
        f"urutan: {urutan}",
        "# Hari terakhir setiap langkah SOP",
        "jadwal:",
        *(f"  {key}: {day}" for key, day in days.items()),
        *([f"{MARK} pagu indikatif masih dari siklus {lama.tahun} ({lama.nama})."] if lama and pagu else []),
        *(f"{MARK} pagu indikatif {kode} belum ada." for kode in without),
        f"pagu_indikatif: {json.dumps(pagu)}",
        "disposisi:",
        f"  tanggal: {days['disposisi']}",
        f"  {MARK} isi disposisi {disposer}.",
        f"  isi: {json.dumps(isi, ensure_ascii=False)}",
        "# Langkah 2: bila tim sudah dibentuk, hapus tanda # pada tiga baris ini.",
        "# tim:",
        f"#   dasar: Keputusan {signatory_of(organisasi)} Nomor …",
        f"#   anggota: [{', '.join(members)}]",
        f"# Langkah 3: sesudah rapat, hapus tanda # pada lima baris ini dan simpan notulennya di {notulen}.",
        "# sosialisasi:",
        f"#   tanggal: {days['sosialisasi']}",
        "#   tempat: …",
        f"#   hadir: [{', '.join(unit.kode for unit in units)}]",
        f"#   notulen: {notulen}",
    ]
    return canonical("".join(f"{line}\n" for line in lines), "siklus")


def _pagu(before: Mapping[str, int], organisasi: Organisasi, units: Sequence[str]) -> dict[str, int]:
    """Last year's ceilings in rupiah; that of a bidang which is no more goes to the one that carries on its work."""
    pagu: dict[str, int] = {}
    for unit in organisasi.bidang:
        heir = unit.kode if unit.kode in units else next(iter(unit.pengganti), None)
        if heir in units and heir is not None and unit.kode in before:
            pagu[heir] = pagu.get(heir, 0) + before[unit.kode]
    return {kode: pagu[kode] for kode in units if kode in pagu}


def write_cycle(folder: Path, berkas: Mapping[str, bytes], *, ganti: Collection[str] = ()) -> None:
    """Write files into a folder: each whole or not at all, and none when one of them is there already.

    Args:
        folder: made when it is missing.
        berkas: bytes by file name.
        ganti: names that may be replaced.

    Raises:
        UsageError: files are there already; nothing was written.
        OSError: the folder cannot be written; what was written by this call is gone again.
    """
    there = sorted(name for name in berkas if name not in ganti and os.path.lexists(folder / name))
    if there:
        raise UsageError(f"Sudah ada, tidak ditimpa: {', '.join(str(folder / name) for name in there)}.")
    before = folder.exists()
    folder.mkdir(parents=True, exist_ok=True)
    try:
        _place(folder, berkas, ganti)
    except OSError as error:
        if not before:
            folder.rmdir()
        if isinstance(error, FileExistsError):
            raise UsageError(f"Sudah ada, tidak ditimpa: {error.filename2 or error.filename}.") from error
        error.filename = str(folder)
        raise


def _place(folder: Path, berkas: Mapping[str, bytes], ganti: Collection[str]) -> None:
    placed: list[Path] = []
    with tempfile.TemporaryDirectory(prefix=".rkt-open-", dir=folder) as waiting:
        for name, data in berkas.items():
            (Path(waiting) / name).write_bytes(data)
        try:
            for name in sorted(berkas, key=lambda name: name in ganti):  # what replaces comes last: it cannot be undone
                if name in ganti:
                    (Path(waiting) / name).replace(folder / name)
                else:
                    os.link(Path(waiting) / name, folder / name)  # unlike a rename, never over another file
                    placed.append(folder / name)
        except OSError:
            for path in placed:
                path.unlink()
            raise
