"""``rkt witness``: an outside office countersigns the newest head, if it extends what it signed before."""

import argparse
import os
import re
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from rktkit.cli.options import key_file
from rktkit.ground.findings import UsageError

if TYPE_CHECKING:
    from rktkit.trust.archive.publications import Archive

_NAME = re.compile(r"[a-z0-9-]{1,40}\Z")


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the verb takes."""
    add = parser.add_argument
    add("--archive", metavar="FOLDER|CABANG", help="folder arsip, atau cabang di repositori ini (bawaan: arsip)")
    add("--key", metavar="BERKAS", required=True, help="kunci SSH saksi (kata sandinya ditanyakan di terminal)")
    add("--name", metavar="NAMA", required=True, help="nama saksi di organisasi.yml: huruf kecil, angka, tanda hubung")
    add("--state", metavar="BERKAS", help="ingatan saksi: yang terakhir ditandatangani (bawaan: di folder pengguna)")
    add("--first", action="store_true", help="belum pernah menandatangani arsip ini")
    add("--output", metavar="BERKAS", help="tanda tangannya (bawaan: <urutan>-<nama>.sig)")


def run(args: argparse.Namespace) -> int:
    """Exit status 1 when the archive contradicts itself, or no longer holds what was signed before."""
    from rktkit.ground.disk import replace_file
    from rktkit.trust import ssh
    from rktkit.trust.publish.witness import bear_witness, read_memory

    if not _NAME.match(args.name) or args.name == "penerbit":
        raise UsageError(f"--name {args.name}: pakai 1–40 huruf kecil, angka, atau tanda hubung (bukan “penerbit”).")
    key = key_file(args.key) or Path(args.key)
    place = Path(args.state) if args.state else _home(args.name)
    try:
        before = read_memory(place.read_bytes()) if place.exists() else None
    except (OSError, ValueError) as error:
        raise UsageError(f"{place} bukan ingatan saksi yang dapat dibaca.") from error
    if before is None and not args.first:
        raise UsageError(f"Belum ada ingatan di {place}. Bila memang baru pertama kali: --first.")
    archive = _archive(args)
    if not archive.publications:
        raise UsageError("Arsip itu belum berisi publikasi.")
    sign = partial(ssh.sign, key=key, namespace=ssh.SAKSI)
    number, signature, memory = bear_witness(archive, before, sign)
    output = Path(args.output or f"{number}-{args.name}.sig")
    replace_file(output, signature)
    place.parent.mkdir(parents=True, exist_ok=True)
    replace_file(place, memory.to_bytes())
    sys.stdout.write(
        f"Urutan {memory.urutan} ({memory.sha256}) ditandatangani sebagai saksi {args.name}.\n"
        f"  berkas   {output}\n  ingatan  {place}\n"
        "Kirim berkasnya ke kantor itu, yang memasukkannya dengan rkt publish --saksi.\n"
    )
    return 0


def _home(name: str) -> Path:
    base = os.environ.get("XDG_STATE_HOME") or str(Path.home() / ".local/state")
    return Path(base) / "rktkit" / f"saksi-{name}.json"


def _archive(args: argparse.Namespace) -> "Archive":
    from rktkit.cli.verbs.verify import branch_of, repository
    from rktkit.ground.files import FolderFiles
    from rktkit.trust.archive.check import read_archive, read_branch

    folder = Path(args.archive).resolve() if args.archive and Path(args.archive).is_dir() else None
    if folder:
        return read_archive(FolderFiles(folder))
    with repository(args, None) as repo:
        return read_branch(repo, branch_of(repo, args.archive))
