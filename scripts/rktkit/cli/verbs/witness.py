"""``rkt witness``: an outside office countersigns the newest head, if it extends what it signed before."""

from __future__ import annotations

import os
import re
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from rktkit.cli.asked import Asked, option, switch
from rktkit.cli.options import key_file
from rktkit.ground.findings import UsageError

if TYPE_CHECKING:
    from rktkit.trust.archive.publications import Archive

_NAME = re.compile(r"[a-z0-9-]{1,40}\Z")


class Options(Asked):
    """What the verb takes."""

    archive: str | None = option("FOLDER|CABANG", "folder arsip, atau cabang di repositori ini (bawaan: arsip)")
    key: Path = option("BERKAS", "kunci SSH saksi (kata sandinya ditanyakan di terminal)")
    name: str = option("NAMA", "nama saksi di organisasi.yml: huruf kecil, angka, tanda hubung")
    state: Path | None = option("BERKAS", "ingatan saksi: yang terakhir ditandatangani (bawaan: di folder pengguna)")
    first: bool = switch("belum pernah menandatangani arsip ini")
    output: Path | None = option("BERKAS", "tanda tangannya (bawaan: <urutan>-<nama>.sig)")


def run(options: Options) -> int:
    """Exit status 1 when the archive contradicts itself, or no longer holds what was signed before."""
    from rktkit.ground.disk import replace_file
    from rktkit.trust import ssh
    from rktkit.trust.publish.witness import bear_witness, read_memory

    if not _NAME.match(options.name) or options.name == "penerbit":
        raise UsageError(f"--name {options.name}: pakai 1–40 huruf kecil, angka, atau tanda hubung (bukan “penerbit”).")
    key = key_file(options.key)
    place = options.state or _home(options.name)
    try:
        before = read_memory(place.read_bytes()) if place.exists() else None
    except (OSError, ValueError) as error:
        raise UsageError(f"{place} bukan ingatan saksi yang dapat dibaca.") from error
    if before is None and not options.first:
        raise UsageError(f"Belum ada ingatan di {place}. Bila memang baru pertama kali: --first.")
    archive = _archive(options.archive, options.root)
    if not archive.publications:
        raise UsageError("Arsip itu belum berisi publikasi.")
    sign = partial(ssh.sign, key=key, namespace=ssh.SAKSI)
    number, signature, memory = bear_witness(archive, before, sign)
    output = options.output or Path(f"{number}-{options.name}.sig")
    replace_file(output, signature)
    place.parent.mkdir(parents=True, exist_ok=True)
    replace_file(place, memory.to_bytes())
    sys.stdout.write(
        f"Urutan {memory.urutan} ({memory.sha256}) ditandatangani sebagai saksi {options.name}.\n"
        f"  berkas   {output}\n  ingatan  {place}\n"
        "Kirim berkasnya ke kantor itu, yang memasukkannya dengan rkt publish --saksi.\n"
    )
    return 0


def _home(name: str) -> Path:
    base = os.environ.get("XDG_STATE_HOME") or str(Path.home() / ".local/state")
    return Path(base) / "rktkit" / f"saksi-{name}.json"


def _archive(named: str | None, given: str | None) -> Archive:
    from rktkit.cli.verbs.verify import branch_of, repository
    from rktkit.ground.files import FolderFiles
    from rktkit.trust.archive.read import read_archive, read_branch

    folder = Path(named).resolve() if named and Path(named).is_dir() else None
    if folder:
        return read_archive(FolderFiles(folder))
    with repository(given, named, None) as repo:
        return read_branch(repo, branch_of(repo, named))
