"""``rkt open``: a new cycle, its schedule and its forms."""

import argparse
from datetime import UTC, date, datetime
from pathlib import Path

from rktkit.commands import root
from rktkit.cycle import buka, buka_perubahan, tulis
from rktkit.files import FolderFiles
from rktkit.policy import Policy
from rktkit.problems import UsageError
from rktkit.reference import load_organisasi, years


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the verb takes."""
    parser.add_argument("year", type=int, metavar="TAHUN", help="tahun RKT yang dibuka")
    source = parser.add_mutually_exclusive_group()
    source.add_argument("--from", dest="dari", type=int, metavar="TAHUN", help="tahun asal (bawaan: tahun terakhir)")
    source.add_argument("--perubahan", action="store_true", help="buka RKT Perubahan tahun itu")
    parser.add_argument("--start", type=_tanggal, metavar="TANGGAL", help="hari disposisi (bawaan: hari ini)")
    parser.add_argument("--output", metavar="DIR", help="folder hasil (bawaan: rkt/TAHUN)")


def _tanggal(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” bukan tanggal; tulis seperti 2026-11-02") from None


def run(args: argparse.Namespace) -> int:
    """Write the files; exit status 0."""
    base = root(args)
    files = FolderFiles(base)
    mulai = args.start or _today(files)
    folder = Path(args.output) if args.output else base / "rkt" / str(args.year)
    if args.perubahan:
        made = buka_perubahan(files, args.year, mulai=mulai)
        if args.output is None:
            _tersimpan(base, args.year)
            tulis(folder, made, ganti=made)
            (folder / "pengesahan.yml").unlink(missing_ok=True)
        else:
            tulis(folder, made)
        print(f"RKT Perubahan {args.year} dibuka: {folder / 'siklus.yml'}.")
        if args.output is None:
            print(
                "pengesahan.yml yang lama dihapus (tetap ada di riwayat Git dan arsip); isi yang baru pada langkah 8."
            )
        return 0
    dari = (
        args.dari if args.dari is not None else max((y for y in years(files) if y < args.year), default=args.year - 1)
    )
    made = buka(files, args.year, dari=dari, mulai=mulai)
    tulis(folder, made)
    marks = {name: data.count(b"# TINJAU") for name, data in made.items()}
    print(f"Siklus RKT {args.year} dibuka di {folder}, disalin dari {dari}:")
    for name, count in marks.items():
        print(f"  {name}: {count} hal untuk ditinjau")
    print(f"Berikutnya: simpan pada cabang draf/{args.year}, lalu periksa dengan rkt check --year {args.year}.")
    return 0


def _today(files: FolderFiles) -> date:
    """The office's day; without a usable organisasi.yml, the day in Jakarta would be a guess: the machine's own."""
    organisasi, _ = load_organisasi(files)
    now = datetime.now(UTC)
    return Policy("", "", organisasi).day(now) if organisasi else now.astimezone().date()


def _tersimpan(base: Path, tahun: int) -> None:
    """An amendment replaces two files of the cycle before; they must be in Git, so that nothing is lost.

    Raises:
        UsageError: they are not.
    """
    from rktkit.gitrepo import CommitFiles, NoRevision, Repo

    try:
        with Repo(base) as repo:
            kept = CommitFiles(repo, repo.resolve("HEAD"))
            here = FolderFiles(repo.root)
            prefix = base.relative_to(repo.root.resolve()).as_posix() if base != repo.root.resolve() else ""
            for name in ("siklus.yml", "pengesahan.yml"):
                path = f"{prefix}/rkt/{tahun}/{name}".lstrip("/")
                try:
                    same = kept.read(path) == here.read(path)
                except FileNotFoundError:
                    same = name not in here.list(path.rpartition("/")[0])
                if not same:
                    raise UsageError(f"{path} belum disimpan di Git (commit dahulu); RKT Perubahan akan menggantinya.")
    except NoRevision as error:
        raise UsageError("Repositori ini belum punya commit; simpan dahulu siklus yang lama.") from error
