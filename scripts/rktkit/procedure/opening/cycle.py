"""Opening a cycle (SOP steps 1 and 2): the schedule in working days, and one form per bidang to go through.

What is made is bytes by file name; ``tulis`` puts them into a folder, all or none, and never over a file that is there.
"""

import json
import os
import tempfile
from codecs import BOM_UTF8
from collections.abc import Collection, Mapping
from datetime import date
from pathlib import Path
from typing import TypeVar

from rktkit.ground.files import Files, Kind
from rktkit.ground.findings import Problem, Refusal, Severity, UsageError
from rktkit.plan.calendar import add_workdays
from rktkit.plan.layout import folder_of, path_of
from rktkit.plan.load.form import load_form
from rktkit.plan.load.nomenclature import load_nomenklatur
from rktkit.plan.load.office import load_kalender, load_organisasi, load_pengesahan, load_satuan, load_siklus
from rktkit.plan.load.renstra import load_renstra
from rktkit.plan.model import Siklus
from rktkit.plan.office import Bidang, Nomenklatur, Organisasi
from rktkit.plan.units import DaftarSatuan
from rktkit.plan.words import tanggal
from rktkit.procedure.opening.carry import Acuan
from rktkit.procedure.opening.form import canonical, form_baru
from rktkit.procedure.opening.marks import MARK
from rktkit.procedure.sop import SOP

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


def buka(files: Files, tahun: int, *, dari: int | None, mulai: date) -> dict[str, bytes]:
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
    return {"siklus.yml": cycle, **{f"{b.kode}.yml": form_baru(b, acuan, kepala) for b in organisasi.bidang}}


def buka_perubahan(files: Files, tahun: int, *, mulai: date) -> dict[str, bytes]:
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
    forms = [_berkas(bidang) for bidang in organisasi.bidang if here.get(_berkas(bidang)) is Kind.FILE]
    return {"siklus.yml": cycle, **{name: _tandai(files.read(path_of(tahun, name))) for name in forms}}


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
    there = tahun is not None and "siklus.yml" in files.list(folder_of(tahun))
    siklus = _ambil(load_siklus(files, tahun), problems) if tahun is not None and there else None
    libur = _ambil(load_kalender(files), problems)
    if organisasi is None or problems:
        raise Refusal(problems)
    return organisasi, siklus, libur or {}


def _acuan(files: Files, tahun: int, dari: int, organisasi: Organisasi) -> Acuan:
    problems: list[Problem] = []
    satuan = _ambil(load_satuan(files), problems)
    renstra = _ambil(load_renstra(files, tahun), problems)
    baru = _ambil(load_nomenklatur(files, tahun), problems)
    here = files.list(folder_of(dari))
    found = {b.kode: _ambil(load_form(files, dari, b.kode), problems) for b in organisasi.bidang if _berkas(b) in here}
    if renstra is None and not problems:
        raise UsageError(f"Tidak ada Renstra yang mencakup tahun {tahun}; simpan dahulu di rkt/renstra/.")
    if satuan is None or renstra is None or baru is None or problems:
        raise Refusal(problems)
    between: list[Mapping[str, Nomenklatur]] = []
    for year in range(dari + 1, tahun):  # a year without a table of its own changed no code
        table, _ = load_nomenklatur(files, year)
        between += [table] if table else []
    lama = {kode: form for kode, form in found.items() if form}
    return Acuan(tahun, dari, organisasi, renstra, (*between, baru), DaftarSatuan(satuan), lama)


def _ambil(loaded: tuple[T | None, list[Problem]], problems: list[Problem]) -> T | None:
    problems += [problem for problem in loaded[1] if problem.severity is Severity.GALAT]
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
    before = lama.pagu_indikatif if lama else {}
    pagu = {b.kode: before[b.kode] for b in organisasi.bidang if b.kode in before}
    without = [b.kode for b in organisasi.bidang if b.kode not in pagu]
    members = [j.kode for j in organisasi.jabatan if j.peran in ("kasubag", "tim", "kabid")]
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
        f"  {MARK} isi disposisi Sekretaris.",
        f"  isi: {json.dumps(isi, ensure_ascii=False)}",
        "# Langkah 2: bila tim sudah dibentuk, hapus tanda # pada tiga baris ini.",
        "# tim:",
        "#   dasar: Keputusan Kepala Dinas Nomor …",
        f"#   anggota: [{', '.join(members)}]",
        f"# Langkah 3: sesudah rapat, hapus tanda # pada lima baris ini dan simpan notulennya di {notulen}.",
        "# sosialisasi:",
        f"#   tanggal: {days['sosialisasi']}",
        "#   tempat: …",
        f"#   hadir: [{', '.join(b.kode for b in organisasi.bidang)}]",
        f"#   notulen: {notulen}",
    ]
    return canonical("".join(f"{line}\n" for line in lines), "siklus")


def tulis(folder: Path, berkas: Mapping[str, bytes], *, ganti: Collection[str] = ()) -> None:
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
    folder.mkdir(parents=True, exist_ok=True)
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
        except OSError as error:
            for path in placed:
                path.unlink()
            if isinstance(error, FileExistsError):
                raise UsageError(f"Sudah ada, tidak ditimpa: {error.filename2 or error.filename}.") from error
            raise
