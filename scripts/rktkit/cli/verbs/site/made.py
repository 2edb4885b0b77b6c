"""The site from what was asked: its material, gathered while the repository is open."""

from __future__ import annotations

import os
import re
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from rktkit.cli.asked import Asked, option
from rktkit.cli.options import address
from rktkit.ground.files import Files, FolderFiles, MemoryFiles
from rktkit.ground.findings import Report, Severity, UsageError
from rktkit.ground.product import product_root

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rktkit.faces.site.build import Bahan
    from rktkit.faces.site.collection import Against, Koleksi
    from rktkit.ground.git.repo import Repo
    from rktkit.plan.office import Organisasi
    from rktkit.procedure.timeline import Putaran
    from rktkit.procedure.turns import Status

PROJECT = product_root()
"""Where ``mkdocs.yml`` and ``content/`` stand when the office's folder has none of its own."""


class SiteOptions(Asked):
    """What both parts take."""

    archive: str | None = option("DIR|CABANG", "folder arsip, atau cabang di repositori ini (bawaan: arsip)")
    head: str | None = option("SHA256", "kepala arsip yang Anda catat dahulu: harus masih ada dalam rantai")
    draft: tuple[Path, ...] = option("DIR", "tampilkan juga draf: folder hasil rkt compile", action="append")
    url: str | None = option("ALAMAT", "alamat situs kelak, misalnya https://rkt.contoh.go.id/")
    status: int | None = option("TAHUN", "tampilkan keadaan siklus yang berjalan", nargs="?", const=0)


def made(options: SiteOptions, base: Path, output: Path) -> Koleksi:
    """Build the site into a folder; gives what is on it.

    Raises:
        UsageError: an option is wrong, or MkDocs refuses.
    """
    from rktkit.faces.site.build import BuildFailed, build

    with _bahan(options, base) as bahan:
        try:
            return build(bahan, output)
        except BuildFailed as failed:
            raise UsageError(f"MkDocs menolak membangun situs.\n{failed}") from failed


def findings(koleksi: Koleksi) -> int:
    """Tell what is wrong with the archive; the exit status."""
    if not koleksi.temuan:
        return 0
    from rktkit.faces.reports.text import render

    report = Report.of(koleksi.temuan, len({found.file for found in koleksi.temuan}))
    sys.stderr.write(render(report))
    return int(any(found.severity is Severity.GALAT for found in koleksi.temuan))


@contextmanager
def _bahan(options: SiteOptions, base: Path) -> Iterator[Bahan]:
    """What the site is made from; the repository stays open as long as its files are read."""
    from rktkit.faces.site.build import Bahan
    from rktkit.faces.site.collection import read_draft
    from rktkit.ground.git.repo import Repo
    from rktkit.plan.load.office import load_organisasi
    from rktkit.procedure.sop import SOP, langkah_kantor

    organisasi, _ = load_organisasi(FolderFiles(base))
    folder = Path(options.archive) if options.archive else None
    drafts = [read_draft(FolderFiles(path), str(path)) for path in options.draft]
    head = _head(options.head)
    repo = None
    with ExitStack() as stack:
        history = _history(base, stack) if folder is None else base
        status = _status(history, options.status or None) if options.status is not None else None
        if folder is None or not folder.is_dir():
            with suppress(UsageError):  # a bare folder without Git has no archive yet
                repo = stack.enter_context(Repo(history))
        arsip = FolderFiles(folder) if folder and folder.is_dir() else _branch(repo, options.archive)
        yield Bahan(
            arsip=arsip,
            pengaturan=_own(base, "mkdocs.yml"),
            konten=_own(base, "content"),
            draf=drafts,
            status=status,
            putaran=_cycles(history) if repo is not None else (),
            alamat=address(options.url),
            waktu=_epoch(os.environ.get("SOURCE_DATE_EPOCH")),
            kantor=_names(organisasi),
            sop=langkah_kantor(organisasi) if organisasi else SOP,
            against=_against(repo, arsip),
            kepala=head,
            sementara=history != base,
            simpanan=base / ".cache/situs",
        )


def _history(base: Path, stack: ExitStack) -> Path:
    """The repository that holds the archive; for a CONTOH office without one, its sample years played through."""
    from rktkit.procedure.rehearsal.years import perlu, replay

    if not perlu(base):
        return base
    sys.stderr.write("Kantor CONTOH ini belum punya arsip; tahun-tahun contohnya dimainkan di folder sementara.\n")
    return replay(base, Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="rkt-contoh-"))) / "repositori")


def _branch(repo: object, name: str | None) -> Files:
    from rktkit.ground.git.files import CommitFiles
    from rktkit.ground.git.program import NoRevision
    from rktkit.ground.git.repo import Repo
    from rktkit.trust.archive.branch import find_branch, newest

    if not isinstance(repo, Repo):
        if name is not None:
            raise UsageError(f"{name} bukan folder, dan di sini tidak ada repositori Git.")
        return MemoryFiles({})
    try:
        tip = find_branch(repo, name) if name else newest(repo)
    except NoRevision as error:
        raise UsageError(f"{name} bukan folder dan bukan cabang di repositori ini.") from error
    return CommitFiles(repo, tip) if tip else MemoryFiles({})


def _against(repo: Repo | None, arsip: Files) -> Against | None:
    """Ask the repository, where the archive is a branch of it."""
    from rktkit.ground.git.files import CommitFiles
    from rktkit.trust.approval.merge import main_tip
    from rktkit.trust.verify.question import History
    from rktkit.trust.verify.verdict import against

    if repo is None or not isinstance(arsip, CommitFiles) or repo.shallow:
        return None
    main = main_tip(repo)
    return partial(against, history=History(repo, main, arsip.sha)) if main else None


def _head(value: str | None) -> Sequence[str]:
    if value is None:
        return ()
    head = value.strip().lower()
    if not re.fullmatch(r"[0-9a-f]{64}", head):
        raise UsageError("--head harus berupa 64 digit heksadesimal.")
    return (head,)


def _status(base: Path, tahun: int | None) -> Status:
    from rktkit.procedure.status import state

    return state(base, tahun, datetime.now(UTC))


def _cycles(history: Path) -> Sequence[Putaran]:
    from rktkit.procedure.timeline import timeline

    return timeline(history, None, datetime.now(UTC))


def _own(base: Path, name: str) -> Path:
    place = base / name
    if place.exists():
        return place
    if (PROJECT / name).exists():
        return PROJECT / name
    raise UsageError(f"{name} tidak ada di {base}; salin dari repositori rktkit.")


def _names(organisasi: Organisasi | None) -> dict[str, str]:
    if organisasi is None:
        return {}
    office = organisasi.instansi
    return {"singkatan": office.singkatan, "instansi": office.nama, "pemerintah": office.pemerintah}


def _epoch(value: str | None) -> int | None:
    if value is None:
        return None
    if not value.isdecimal() or not value.isascii():
        raise UsageError("SOURCE_DATE_EPOCH harus berupa bilangan detik.")
    return int(value)
