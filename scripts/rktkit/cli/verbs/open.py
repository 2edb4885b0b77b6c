"""``rkt open``: a new cycle, its schedule and its forms."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path

from rktkit.cli.asked import Asked, argument, option, switch
from rktkit.cli.options import root
from rktkit.ground.disk import keep
from rktkit.ground.files import FolderFiles, read_plain
from rktkit.ground.findings import UsageError
from rktkit.plan.layout import PENGESAHAN, RESERVED, SIKLUS
from rktkit.plan.load.office import office_day, years
from rktkit.plan.model import TINJAU
from rktkit.procedure.opening.cycle import open_amendment, open_cycle, peringatan, write_cycle


class Options(Asked):
    """What the verb takes."""

    year: int = argument("TAHUN", "tahun RKT yang dibuka")
    from_: int | None = option("TAHUN", "tahun asal (bawaan: tahun terakhir)")
    perubahan: bool = switch("buka RKT Perubahan tahun itu")
    start: date | None = option("TANGGAL", "hari disposisi (bawaan: hari ini)")
    output: Path | None = option("DIR", "folder hasil (bawaan: rkt/TAHUN)")


def run(options: Options) -> int:
    """Write the files; exit status 0."""
    base = root(options.root)
    if options.perubahan and options.from_ is not None:
        raise UsageError("Pilihan --perubahan tidak dapat bersama --from.")
    files = FolderFiles(base)
    mulai = options.start or office_day(files, datetime.now(UTC))
    folder = options.output or base / "rkt" / str(options.year)
    if options.perubahan:
        made = open_amendment(files, options.year, mulai=mulai)
        if options.output is None:
            kept = _cadangkan(base, folder)
            write_cycle(folder, made, ganti=made)
            (folder / PENGESAHAN).unlink(missing_ok=True)
        else:
            write_cycle(folder, made)
        print(f"RKT Perubahan {options.year} dibuka: {folder / SIKLUS}.")
        print(f"{len(made) - 1} form diberi tanda # TINJAU; bidang menghapusnya, juga bila tidak ada yang berubah.")
        if options.output is None:
            where = f"disimpan sebagai {', '.join(kept)}" if kept else "tetap ada di riwayat Git"
            print(f"siklus.yml dan pengesahan.yml yang lama {where}; isi pengesahan.yml yang baru pada langkah 8.")
        _perhatikan(made, files, options.year)
        return 0
    dari = options.from_
    if dari is None:
        dari = max((year for year in years(files) if year < options.year), default=None)
    if options.output is None and str(options.year) not in files.list("rkt"):
        _unpublished(base, options.year)
    made = open_cycle(files, options.year, dari=dari, mulai=mulai)
    write_cycle(folder, made)
    marks = {name: data.count(TINJAU) for name, data in made.items()}
    asal = f"disalin dari {dari}" if dari else "dengan form dari nomenklatur dan Renstra"
    print(f"Siklus RKT {options.year} dibuka di {folder}, {asal}:")
    for name, count in marks.items():
        print(f"  {name}: {count} hal untuk ditinjau")
    _perhatikan(made, files, options.year)
    print(f"Berikutnya: simpan pada cabang draf/{options.year}, lalu periksa dengan rkt check --year {options.year}.")
    return 0


def _unpublished(base: Path, tahun: int) -> None:
    """A year that was published and whose folder is gone, by a revert say, is not opened a second time.

    Raises:
        UsageError: it was.
    """
    from rktkit.trust.archive.closed import published

    said = published(base, tahun)
    if said:
        raise UsageError(said)


def _perhatikan(made: Mapping[str, bytes], files: FolderFiles, tahun: int) -> None:
    """Tell what the calendar and the office say of the new schedule."""
    for one in peringatan(made, files, tahun):
        print(f"Perhatikan: {one.message} {one.hint}")


def _cadangkan(base: Path, folder: Path) -> list[str]:
    """An amendment replaces two files of the cycle before; what Git does not hold is kept beside them, ending in ``~``.

    Raises:
        UsageError: another is kept there already.
    """
    here = FolderFiles(base)
    names = [name for name in RESERVED if name in here.list(folder.relative_to(base).as_posix())]
    return [keep(folder / name).name for name in names if not _tersimpan(base, folder / name)]


def _tersimpan(base: Path, place: Path) -> bool:
    """Whether the newest commit holds a file as it stands."""
    from rktkit.ground.git.files import CommitFiles
    from rktkit.ground.git.program import NoRevision
    from rktkit.ground.git.repo import Repo

    try:
        with Repo(base) as repo:
            path = place.relative_to(repo.root.resolve()).as_posix()
            return read_plain(CommitFiles(repo, repo.resolve("HEAD")), path) == place.read_bytes()
    except (UsageError, NoRevision, FileNotFoundError):
        return False
