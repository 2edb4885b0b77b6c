"""``rkt site build`` and ``rkt site serve``: the archive site."""

import argparse
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

from rktkit.cli.options import address, root
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


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the verb takes."""
    acts = parser.add_subparsers(dest="act", metavar="build|serve", required=True)
    for name, words in (
        ("build", "bangun situs ke sebuah folder"),
        ("serve", "bangun situs lalu buka di komputer ini"),
    ):
        act = acts.add_parser(name, help=words, description=words.capitalize() + ".", allow_abbrev=False)
        add = act.add_argument
        add("--root", metavar="DIR", default=argparse.SUPPRESS, help="folder yang memuat rkt/")
        add("--archive", metavar="DIR|CABANG", help="folder arsip, atau cabang di repositori ini (bawaan: arsip)")
        add("--head", metavar="SHA256", help="kepala arsip yang Anda catat dahulu: harus masih ada dalam rantai")
        add("--draft", metavar="DIR", action="append", default=[], help="tampilkan juga draf: folder hasil rkt compile")
        add("--url", metavar="ALAMAT", help="alamat situs kelak, misalnya https://rkt.contoh.go.id/")
        add("--status", metavar="TAHUN", nargs="?", const=0, type=int, help="tampilkan keadaan siklus yang berjalan")
        if name == "build":
            add("--output", metavar="DIR", required=True, help="folder hasil")
        else:
            add("--output", metavar="DIR", help="folder hasil (bawaan: folder sementara)")
            add(
                "--port",
                metavar="PORTA",
                type=int,
                default=8000,
                help="porta di 127.0.0.1 (bawaan: 8000; 0: yang bebas)",
            )


def run(args: argparse.Namespace) -> int:
    """``build``: exit status 1 when the archive has grave findings; the site shows all and is built all the same."""
    base = root(args)
    if args.act == "build":
        with _bahan(args, base) as bahan:
            koleksi = _build(bahan, Path(args.output).absolute())
        print(f"Situs: {Path(args.output)} ({len(koleksi.terbitan)} RKT).")
        return _findings(koleksi)
    with tempfile.TemporaryDirectory(prefix="rkt-situs-") as folder:
        output = Path(args.output).absolute() if args.output else Path(folder) / "situs"
        with _bahan(args, base) as bahan:
            koleksi = _build(bahan, output)
        _findings(koleksi)
        serve(output, args.port)
    return 0


def serve(folder: Path, port: int) -> None:
    """Serve a finished site on 127.0.0.1 until the person stops it."""
    import signal

    from rktkit.faces.site.server import Server

    for stop in (signal.SIGINT, signal.SIGTERM):  # a shell starts its background jobs with Ctrl+C ignored
        signal.signal(stop, signal.default_int_handler)
    with Server(folder, port) as server:
        print(f"Situs terbuka di {server.address} (berhenti: Ctrl+C)", flush=True)
        with suppress(KeyboardInterrupt):
            server.serve_forever()


def _build(bahan: "Bahan", output: Path) -> "Koleksi":
    from rktkit.faces.site.build import BuildFailed, build

    try:
        return build(bahan, output)
    except BuildFailed as failed:
        raise UsageError(f"MkDocs menolak membangun situs.\n{failed}") from failed


def _findings(koleksi: "Koleksi") -> int:
    if not koleksi.temuan:
        return 0
    from rktkit.faces.reports.text import render

    report = Report.of(koleksi.temuan, len({found.file for found in koleksi.temuan}))
    sys.stderr.write(render(report))
    return int(any(found.severity is Severity.GALAT for found in koleksi.temuan))


@contextmanager
def _bahan(args: argparse.Namespace, base: Path) -> Iterator["Bahan"]:
    """What the site is made from; the repository stays open as long as its files are read."""
    from rktkit.faces.site.build import Bahan
    from rktkit.faces.site.collection import read_draft
    from rktkit.ground.git.repo import Repo
    from rktkit.plan.load.office import load_organisasi
    from rktkit.procedure.sop import SOP, langkah_kantor

    organisasi, _ = load_organisasi(FolderFiles(base))
    folder = Path(args.archive) if args.archive else None
    drafts = [read_draft(FolderFiles(Path(path)), path) for path in args.draft]
    head = _head(args.head)
    repo = None
    with ExitStack() as stack:
        history = _history(base, stack) if folder is None else base
        status = _status(history, args.status or None) if args.status is not None else None
        if folder is None or not folder.is_dir():
            with suppress(UsageError):  # a bare folder without Git has no archive yet
                repo = stack.enter_context(Repo(history))
        arsip = FolderFiles(folder) if folder and folder.is_dir() else _branch(repo, args.archive)
        yield Bahan(
            arsip=arsip,
            pengaturan=_own(base, "mkdocs.yml"),
            konten=_own(base, "content"),
            draf=drafts,
            status=status,
            putaran=_cycles(history) if repo is not None else (),
            alamat=address(args.url),
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


def _against(repo: "Repo | None", arsip: Files) -> "Against | None":
    """Ask the repository, where the archive is a branch of it."""
    from rktkit.ground.git.files import CommitFiles
    from rktkit.trust.approval.merge import main_tip
    from rktkit.trust.verify.reader import History
    from rktkit.trust.verify.verdict import against

    if repo is None or not isinstance(arsip, CommitFiles) or repo.shallow:
        return None
    main = main_tip(repo)
    return partial(against, history=History(repo, main, arsip.sha)) if main else None


def _head(value: str | None) -> "Sequence[str]":
    if value is None:
        return ()
    head = value.strip().lower()
    if not re.fullmatch(r"[0-9a-f]{64}", head):
        raise UsageError("--head harus berupa 64 digit heksadesimal.")
    return (head,)


def _status(base: Path, tahun: int | None) -> "Status":
    from rktkit.procedure.status import state

    return state(base, tahun, datetime.now(UTC))


def _cycles(history: Path) -> "Sequence[Putaran]":
    from rktkit.procedure.timeline import timeline

    return timeline(history, None, datetime.now(UTC))


def _own(base: Path, name: str) -> Path:
    place = base / name
    if place.exists():
        return place
    if (PROJECT / name).exists():
        return PROJECT / name
    raise UsageError(f"{name} tidak ada di {base}; salin dari repositori rktkit.")


def _names(organisasi: "Organisasi | None") -> dict[str, str]:
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
