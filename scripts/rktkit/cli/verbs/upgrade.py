"""``rkt upgrade``: another version of the program onto a branch of the office's own repository."""

from __future__ import annotations

import sys
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from rktkit.cli.asked import option, switch
from rktkit.cli.forge import ForgeOptions
from rktkit.cli.options import root
from rktkit.ground.findings import UsageError

if TYPE_CHECKING:
    from rktkit.procedure.founding.upgrade import Pemutakhiran


class Options(ForgeOptions):
    """What the verb takes."""

    from_: Path | None = option("WHEEL|DIR", "versi yang dibawa (bawaan: program yang sedang berjalan)")
    dry_run: bool = switch("katakan saja apa yang akan berubah")
    machinery: tuple[str, ...] = option("AKUN", "akun pengelola, seperti pada forge setup")


def run(options: Options) -> int:
    """Exit status 0, also where there is nothing to bring."""
    from rktkit.cli.doctor import Place
    from rktkit.cli.doctor.protection import probe
    from rktkit.ground.git.repo import Repo
    from rktkit.procedure.founding.office import WHO
    from rktkit.procedure.founding.upgrade import bring, plan_upgrade, proposals

    base = root(options.root)
    place = Place(base, datetime.now(UTC), options.where(), options.machinery)
    with Repo(base) as repo, _package(options.from_) as package:
        plan = plan_upgrade(repo, package)
        if not plan.berkas:
            sys.stdout.write(f"Repositori ini sudah menjalankan rktkit {plan.versi}.\n")
            return 0
        sys.stdout.write(_told(plan))
        for line in proposals(place.organisasi):
            sys.stdout.write(f"  Usul untuk rkt/organisasi.yml, ditulis sendiri bila dikehendaki: {line}\n")
        for found in probe(place):
            sys.stdout.write(f"  {found.nama}: {found.keterangan}{f' → {found.obat}' if found.obat else ''}\n")
        if options.dry_run:
            sys.stdout.write("Belum ada yang diubah.\n")
            return 0
        name, mail = place.ask("git", "config", "user.name"), place.ask("git", "config", "user.email")
        sha = bring(repo, plan, f"{name} <{mail}>" if name and mail else WHO, place.now)
    sys.stdout.write(
        f"Commit {sha[:10]} di cabang {plan.cabang}. Berikutnya: git push -u origin {plan.cabang}, minta penggabungan "
        "ke main, lalu scripts/setup dan rkt doctor.\n"
    )
    return 0


def _told(plan: Pemutakhiran) -> str:
    gone = sum(data is None for data in plan.berkas.values())
    lines = [f"rktkit {plan.versi}: {len(plan.berkas) - gone} berkas baru atau berubah, {gone} berkas dihapus."]
    lines += [f"  Tulisan kantor dipertahankan: {path}" for path in plan.dipertahankan]
    before, after = (set(names) for names in plan.pekerjaan)
    lines += [f"  Pekerjaan “{name}” tidak ada lagi; sesuaikan syarat di forge." for name in sorted(before - after)]
    lines += [f"  Pekerjaan baru “{name}”." for name in sorted(after - before)]
    return "".join(f"{line}\n" for line in lines)


@contextmanager
def _package(source: Path | None) -> Iterator[Path | None]:
    """The folder of the version's package; a wheel is unpacked for as long as it is read."""
    from rktkit.procedure.founding.upgrade import find_package

    if source is None:
        yield None
    elif source.is_dir():
        yield find_package(source)
    elif not zipfile.is_zipfile(source):
        raise UsageError(f"{source} bukan wheel dan bukan folder.")
    else:
        with tempfile.TemporaryDirectory(prefix="rkt-wheel-") as folder, zipfile.ZipFile(source) as archive:
            archive.extractall(folder)
            yield find_package(Path(folder))
