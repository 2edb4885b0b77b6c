"""The sample years, played through the very same code: a clone of a CONTOH office gets a true archive to look at.

For each published year of the sample the people of ``organisasi.yml`` walk the SOP in a throw-away repository:
branches, signed merges, ``publish``. Keys, dates and so every byte follow from the sample; the working copy is only
read.
"""

import tempfile
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from rktkit.documents.chapters import FOLDER
from rktkit.ground.files import Files, FolderFiles, Kind, MemoryFiles, walk
from rktkit.ground.findings import Refusal, Severity, UsageError
from rktkit.ground.git.repo import Repo
from rktkit.ground.yaml.reader import load
from rktkit.plan.calendar import add_workdays
from rktkit.plan.layout import PENGESAHAN, SIKLUS, folder_of, form_path, path_of, pengesahan_path, siklus_path, year_of
from rktkit.plan.load.office import load_kalender, load_organisasi, load_pengesahan, load_siklus, years
from rktkit.plan.model import Siklus
from rktkit.procedure.rehearsal.office import Kantor, kunci_contoh
from rktkit.trust.approval.gate import APPROVAL
from rktkit.trust.archive.branch import newest
from rktkit.trust.publish.publish import publish

MURNI = Path(__file__).parent / "contoh"
"""Holds ``<tahun>-murni/`` where the sample's own folder already shows the amendment."""


@dataclass(frozen=True, slots=True)
class Babak:
    """One cycle to play: its files by name."""

    tahun: int
    berkas: Mapping[str, bytes]
    siklus: Siklus
    pengesahan: date | None


def perlu(source_root: Path) -> bool:
    """Whether a working copy is of a CONTOH office that has no archive of its own yet."""
    organisasi, _ = load_organisasi(FolderFiles(source_root))
    if organisasi is None or not organisasi.instansi.contoh:
        return False
    try:
        with Repo(source_root) as repo:
            return newest(repo) is None
    except UsageError:
        return True


def replay(source_root: Path, target: Path) -> Path:
    """Play the sample years of a CONTOH office.

    Args:
        source_root: the folder that holds ``rkt/``; only read.
        target: a missing or empty folder for the repository.

    Returns:
        ``target``, with ``main``, the open cycles' ``draf/`` branches and ``arsip``.

    Raises:
        Refusal: the sample has errors, or a step of the SOP is refused.
    """
    files = FolderFiles(source_root)
    acts = list(_babak(files))
    libur, _ = load_kalender(files)
    first = min((day for act in acts for day in act.siklus.jadwal.values()), default=date(2025, 1, 2))
    with tempfile.TemporaryDirectory(prefix="rkt-kunci-") as keys:
        kantor = Kantor.dirikan(target, Path(keys), _acuan(files), kunci_contoh, first - timedelta(days=1))
        try:
            for act in acts:
                _mainkan(kantor, act, libur or {})
            kantor.repo.check_out("main")
        finally:
            kantor.close()
    return target


def _acuan(files: Files) -> dict[str, bytes]:
    """Everything that no cycle brings: the references, and the office's own chapter texts."""
    every = (path for folder in ("rkt", FOLDER) for path, kind in walk(files, folder) if kind is Kind.FILE)
    return {path: files.read(path) for path in every if year_of(path) is None and "/." not in path}


def _babak(files: Files) -> Iterator[Babak]:
    """The cycles in the order in which they were."""
    for tahun in years(files):
        here = _satu(files, tahun)
        before = FolderFiles(MURNI / f"{tahun}-murni")
        names = before.list("")
        if here.siklus.jenis == "perubahan" and names:
            memory = MemoryFiles({path_of(tahun, name): before.read(name) for name in names})
            yield _satu(memory, tahun)
        yield here


def _satu(files: Files, tahun: int) -> Babak:
    folder = folder_of(tahun)
    siklus, problems = load_siklus(files, tahun)
    decision, more = load_pengesahan(files, tahun)
    errors = [problem for problem in problems + more if problem.severity is Severity.GALAT]
    if siklus is None or errors:
        raise Refusal(errors)
    names = [name for name, kind in files.list(folder).items() if kind is Kind.FILE and not name.startswith(".")]
    berkas = {name: files.read(f"{folder}/{name}") for name in names}
    return Babak(tahun, berkas, siklus, decision.tanggal if decision else None)


# --- the steps ------------------------------------------------------------------------------------------------------


def _mainkan(kantor: Kantor, act: Babak, libur: Collection[date]) -> None:
    """Steps 1 to 11 of a published cycle; of an open one as far as its forms have come."""
    tahun, jadwal = act.tahun, act.siklus.jadwal
    draf, folder = f"draf/{tahun}", folder_of(tahun)
    nama = f"RKT {tahun}" if act.siklus.jenis == "murni" else f"RKT Perubahan {tahun}"
    sekretaris, kasubag, tim = map(kantor.berperan, ("sekretaris", "kasubag", "tim"))
    siklus = act.berkas[SIKLUS]
    kantor.hari(jadwal["disposisi"])
    kantor.cabangkan(draf, "main")
    begin = {siklus_path(tahun): _sampai(siklus, "tim", "sosialisasi"), pengesahan_path(tahun): None}
    kantor.commit(sekretaris, draf, f"Disposisi {nama}", begin)
    kantor.hari(jadwal["perencanaan"])
    kantor.commit(kasubag, draf, f"Tim dan jadwal {nama}", {siklus_path(tahun): _sampai(siklus, "sosialisasi")})
    kantor.hari(jadwal["sosialisasi"])
    notes = {f"{folder}/{name}": data for name, data in act.berkas.items() if name.endswith(".md")}
    kantor.commit(kasubag, draf, f"Notulen sosialisasi {nama}", {**notes, siklus_path(tahun): siklus})
    _form(kantor, act, nama, libur)
    if act.pengesahan is None:
        return
    kantor.hari(jadwal["penyusunan"])
    decision = {pengesahan_path(tahun): act.berkas[PENGESAHAN]}
    kantor.commit(tim, draf, f"Draft {nama}: nomor dan tanggal pengesahan", decision)
    kantor.hari(jadwal["koreksi_sekretaris"])
    kantor.commit(sekretaris, draf, f"{APPROVAL}: RKT {tahun}", {})
    kantor.hari(act.pengesahan)
    sha = kantor.merge(kantor.berperan("kepala"), "main", draf, f"Tetapkan {nama}")
    publish(kantor.repo, server_time=kantor.waktu + timedelta(minutes=5), commit=sha, machine=kantor.segel)


def _form(kantor: Kantor, act: Babak, nama: str, libur: Collection[date]) -> None:
    """Steps 4 to 7: every bidang hands in on a day of its own; then the Kasubbag merges.

    An open cycle's forms come right after the meeting: nobody knows on which day somebody will look at the sample.
    """
    draf, jadwal = f"draf/{act.tahun}", act.siklus.jadwal
    handed_in: list[str] = []
    for bidang in kantor.organisasi.bidang:
        form = act.berkas.get(f"{bidang.kode}.yml")
        if form is None:
            continue
        later = 1 + len(handed_in) if act.pengesahan else 1
        kantor.hari(min(add_workdays(jadwal["sosialisasi"], later, libur), jadwal["pengisian"]))
        cabang, path = f"bidang/{bidang.kode}-{act.tahun}", form_path(act.tahun, bidang.kode)
        kantor.cabangkan(cabang, draf)
        files = kantor.files(draf)
        same = path in files.entries and files.read(path) == form
        pesan = f"Form {nama} bidang {bidang.kode}"
        if same:
            kantor.commit(bidang.pimpinan, cabang, f"{pesan}: tidak ada perubahan", {})
        else:
            kantor.commit(bidang.pimpinan, cabang, pesan, {path: form})
        handed_in.append(cabang)
    if act.pengesahan:
        kantor.hari(jadwal["koreksi_bidang"])
    for cabang in handed_in:
        kantor.merge(kantor.berperan("kasubag"), draf, cabang, f"Gabungkan {cabang} ke {draf}")


def _sampai(data: bytes, *keys: str) -> bytes:
    """A file up to the first of some top-level keys, when nothing but these stands after it; else the whole file."""
    root, _ = load(data, SIKLUS)
    assert root is not None
    order = list(root.entries)
    cut = [key for key in order if key in keys]
    if not cut or order[-len(cut) :] != cut:
        return data
    lines = data.splitlines(keepends=True)
    return b"".join(lines[: root.keys[cut[0]].line - 1])
