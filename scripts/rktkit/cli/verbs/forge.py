"""``rkt forge``: what the forge's own runs need, and the set-up of a forge. Each part also runs on a laptop.

review    check a pull request, write results for ``rkt comment`` and a draft of the plan
publish   for each merge that is not published yet: ask the forge who approved it, then ``rkt publish``
evidence  the forge's record of one merge, for ``rkt publish --event``
remind    tell what is due or late, and whose turn it is
setup     branch protection and the other settings of a forge
owners    ``.github/CODEOWNERS``
"""

import argparse
import json
import os
import secrets
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from rktkit.cli.options import colourful, root
from rktkit.faces.forge.api import connect
from rktkit.ground.findings import UsageError

if TYPE_CHECKING:
    from rktkit.faces.forge.accounts import Accounts
    from rktkit.faces.forge.events import Event, PullEvent
    from rktkit.ground.git.repo import Repo


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the verb takes."""
    parts = parser.add_subparsers(dest="part", metavar="BAGIAN", required=True)

    def part(name: str, summary: str) -> argparse.ArgumentParser:
        one = parts.add_parser(
            name, help=summary, description=f"{summary[0].upper()}{summary[1:]}.", allow_abbrev=False
        )
        one.add_argument("--root", metavar="DIR", default=argparse.SUPPRESS, help="folder yang memuat rkt/")
        return one

    review = part("review", "periksa satu permintaan penggabungan dan susun drafnya")
    review.add_argument("--event", metavar="BERKAS", help="peristiwa pull_request dari forge")
    review.add_argument("--base", metavar="CABANG", help="tanpa --event: cabang tujuan, misalnya draf/2027")
    review.add_argument("--output", metavar="DIR", required=True, help="folder untuk hasil.json dan draf/")

    publish = part("publish", "terbitkan setiap penggabungan di main yang belum terbit")
    publish.add_argument("--event", metavar="BERKAS", required=True, help="peristiwa push dari forge")
    publish.add_argument("--output", metavar="DIR", required=True, help="folder untuk catatan forge")
    publish.add_argument("--url", metavar="ALAMAT", help="alamat situs arsip, untuk kode QR")
    publish.add_argument("--without-names", action="store_true", help="catat percakapan koreksi tanpa akun pegawai")
    connect.arguments(publish)

    evidence = part("evidence", "catatan forge tentang satu penggabungan, untuk rkt publish --event")
    evidence.add_argument("--commit", metavar="SHA", default="HEAD", help="commit penggabungan (bawaan: HEAD)")
    evidence.add_argument("--output", metavar="BERKAS", required=True, help="berkas JSON yang ditulis")
    connect.arguments(evidence)

    remind = part("remind", "ingatkan apa yang jatuh tempo atau terlambat, dan bola di tangan siapa")
    remind.add_argument("--year", type=int, metavar="TAHUN", help="tahun RKT (bawaan: siklus terbaru)")
    remind.add_argument("--send", action="store_true", help="tulis di forge; tanpa ini, ke layar")
    connect.arguments(remind)

    setup = part("setup", "perlindungan cabang dan pengaturan lain di forge")
    setup.add_argument("--machinery", metavar="AKUN", nargs="+", required=True, help="akun pengelola sistem")
    setup.add_argument("--year", type=int, nargs="*", default=[], metavar="TAHUN", help="siklus yang cabangnya ada")
    setup.add_argument("--personal", action="store_true", help="repositori milik perorangan, bukan organisasi (GitHub)")
    setup.add_argument("--dry-run", action="store_true", help="perlihatkan saja, tanpa mengubah apa pun")
    setup.add_argument("--format", choices=("text", "json"), default="text", help="bentuk --dry-run")
    connect.arguments(setup)

    owners = part("owners", "daftar penanggung jawab berkas (.github/CODEOWNERS)")
    owners.add_argument("--machinery", metavar="AKUN", nargs="+", required=True, help="akun pengelola sistem")
    owners.add_argument("--output", metavar="BERKAS", help="tulis ke berkas; tanpa ini, ke layar")


def run(args: argparse.Namespace) -> int:
    """Run one part."""
    parts: dict[str, Callable[[argparse.Namespace], int]] = {
        "review": _review,
        "publish": _publish,
        "evidence": _evidence,
        "remind": _remind,
        "setup": _setup,
        "owners": _owners,
    }
    return parts[args.part](args)


# --- pull requests ----------------------------------------------------------------------------------------------------


def _review(args: argparse.Namespace) -> int:
    from dataclasses import replace

    from rktkit.faces.forge.review.gather import gather
    from rktkit.faces.reports import reporter
    from rktkit.ground.git.repo import Repo

    base = root(args)
    output = Path(args.output)
    with Repo(base) as repo:
        hasil, report = gather(repo, _pull(args, repo), datetime.now(UTC))
    output.mkdir(parents=True, exist_ok=True)
    (output / "hasil.json").write_bytes(hasil.to_bytes())  # first, so that a draft that fails takes nothing with it
    in_a_run = bool(args.event and os.environ.get("CI"))
    if in_a_run:
        sys.stdout.write(reporter("github")(report, False))
    with _quoted(in_a_run):
        sys.stdout.write(reporter("text")(report, colourful()))
        drafts = [_compile(base, tahun, output / "draf" / str(tahun)) for tahun in hasil.tahun]
    (output / "hasil.json").write_bytes(replace(hasil, draf=any(drafts)).to_bytes())
    return int(report.blocks)


@contextmanager
def _quoted(in_a_run: bool) -> Iterator[None]:
    """Keep a runner from obeying lines of a hostile file: between these two lines it takes nothing for a command."""
    word = secrets.token_hex(16)
    if in_a_run:
        sys.stdout.write(f"::stop-commands::{word}\n")
    try:
        yield
    finally:
        if in_a_run:
            sys.stdout.flush()
            sys.stderr.flush()
            sys.stdout.write(f"::{word}::\n")


def _pull(args: argparse.Namespace, repo: "Repo") -> "PullEvent":
    from rktkit.faces.forge.events import PullEvent

    if args.event:
        event = _event(args.event)
        if not isinstance(event, PullEvent):
            raise UsageError("Peristiwa ini bukan pull_request.")
        return event
    if not args.base:
        raise UsageError("Sebutkan --event BERKAS, atau --base CABANG di komputer sendiri.")
    from rktkit.ground.git.program import NoRevision

    for name in (args.base, f"origin/{args.base}"):
        try:
            return PullEvent(0, args.base.removeprefix("origin/"), repo.resolve(name), repo.resolve("HEAD"))
        except NoRevision:
            continue
    raise UsageError(f"Cabang {args.base} tidak ada di sini; ambil dahulu dengan git fetch.")


def _event(path: str) -> "Event":
    from rktkit.faces.forge.api.shapes import MalformedError
    from rktkit.faces.forge.events import read_event

    try:
        return read_event(Path(path).read_bytes())
    except MalformedError as error:
        raise UsageError(f"Berkas peristiwa tidak dapat dipakai ({error}).") from error


def _rkt(*words: str) -> int:
    """Another verb, with its own words on the screen and its own exit status."""
    from rktkit.cli.main import main

    sys.stdout.flush()
    return main(list(words))


def _compile(base: Path, tahun: int, output: Path) -> bool:
    """A draft, where the forms allow one; findings are told by the check."""
    if not (base / "rkt" / str(tahun)).is_dir():
        return False
    _rkt("compile", str(tahun), "--root", str(base), "--output", str(output))
    return (output / "rkt.pdf").is_file()


# --- after the merge --------------------------------------------------------------------------------------------------


def _publish(args: argparse.Namespace) -> int:
    from rktkit.faces.forge.events import PushEvent
    from rktkit.faces.forge.record import unpublished
    from rktkit.ground.git.repo import Repo

    base = root(args)
    event = _event(args.event)
    if not isinstance(event, PushEvent):
        raise UsageError("Peristiwa ini bukan push.")
    with Repo(base) as repo:
        commits = unpublished(repo, repo.resolve(event.after), event.before)
        words = ["--push"] if repo.has_remote("origin") else []
    words += ["--url", args.url] if args.url else []
    words += ["--without-names"] if args.without_names else []
    if not commits:
        sys.stdout.write("Tidak ada RKT yang belum terbit.\n")
    refused = 0
    for commit in commits:  # one that is refused does not keep back the others
        file = Path(args.output) / f"{commit}.json"
        known = _write_evidence(args, base, commit, file)
        event_words = ["--event", str(file)] if known else []
        status = _rkt("publish", "--root", str(base), "--commit", commit, *event_words, *words)
        if status > 1:
            return status  # nothing was decided: those after it wait, so that the next run begins here
        refused |= status
    return refused


def _evidence(args: argparse.Namespace) -> int:
    from rktkit.ground.git.program import NoRevision
    from rktkit.ground.git.repo import Repo

    base = root(args)
    try:
        with Repo(base) as repo:
            commit = repo.resolve(args.commit)
    except NoRevision as error:
        raise UsageError(f"Commit {args.commit} tidak ada di sini.") from error
    if not _write_evidence(args, base, commit, Path(args.output)):
        sys.stderr.write(f"rkt: forge tidak mengenal permintaan penggabungan untuk {commit}.\n")
        return 1
    return 0


def _write_evidence(args: argparse.Namespace, base: Path, commit: str, file: Path) -> bool:
    from rktkit.faces.forge.record import evidence
    from rktkit.ground.git.repo import Repo

    with Repo(base) as repo:
        found = evidence(connect.connect(args), repo, commit)
    if found is None:
        return False
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(found, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return True


# --- reminders --------------------------------------------------------------------------------------------------------


def _remind(args: argparse.Namespace) -> int:
    from rktkit.faces.forge.reminder import remind
    from rktkit.faces.forge.review.gather import today
    from rktkit.ground.files import FolderFiles
    from rktkit.ground.git.repo import Repo
    from rktkit.plan.load.office import load_kalender
    from rktkit.procedure.history import kumpulkan, tahun_terbaru
    from rktkit.procedure.turns import hitung

    files = FolderFiles(root(args))
    with Repo(files.root) as repo:
        tahun = args.year or tahun_terbaru(files, repo)
        if tahun is None:
            sys.stdout.write("Belum ada siklus RKT.\n")
            return 0
        keadaan, newest = kumpulkan(files, tahun, repo)
    libur, _ = load_kalender(newest)
    found = remind(hitung(keadaan, today(files, datetime.now(UTC)), frozenset(libur or ())))
    if found is None:
        sys.stdout.write("Tidak ada yang jatuh tempo atau terlambat.\n")
    elif args.send:
        forge = connect.connect(args)
        number = forge.issue(found.title, found.opening)
        sys.stdout.write(f"Pengingat: {forge.comment(number, found.mark, found.body)}\n")
    else:
        sys.stdout.write(found.body)
    return 0


# --- set-up -----------------------------------------------------------------------------------------------------------


def _accounts(args: argparse.Namespace) -> "Accounts":
    from rktkit.faces.forge.accounts import Accounts
    from rktkit.ground.files import FolderFiles
    from rktkit.ground.findings import Refusal
    from rktkit.plan.load.office import load_organisasi
    from rktkit.trust.approval.policy import Policy

    organisasi, problems = load_organisasi(FolderFiles(root(args)))
    if organisasi is None:
        raise Refusal(problems)
    return Accounts.of(organisasi, Policy("", "", organisasi).day(datetime.now(UTC)), args.machinery)


def _setup(args: argparse.Namespace) -> int:
    from rktkit.faces.forge.api.http import ForgeError

    forge = connect.connect(args)
    accounts = _accounts(args)
    calls = forge.setup(accounts, args.year, personal=args.personal)
    if args.dry_run and args.format == "json":
        shown = [{"title": c.title, "method": c.method, "path": c.path, "body": c.body} for c in calls]
        sys.stdout.write(json.dumps(shown, ensure_ascii=False, indent=2) + "\n")
        return 0
    missing = 0
    for call in calls:
        sys.stdout.write(f"{call.title}\n")
        if args.dry_run:
            body = json.dumps(call.body, ensure_ascii=False, indent=2)
            sys.stdout.write(f"  {call.method} {call.path}\n{body}\n\n")
            continue
        try:
            forge.apply(call)
        except ForgeError as error:
            if error.status != 404 or "/branches/" not in call.path:
                raise
            missing += 1
            sys.stdout.write("  Cabangnya belum ada; jalankan lagi sesudah cabang itu dibuat.\n")
    if args.dry_run:
        sys.stdout.write("Belum ada yang diubah. Jalankan tanpa --dry-run, dengan token pengelola di RKT_TOKEN.\n")
    return int(missing > 0)


def _owners(args: argparse.Namespace) -> int:
    from rktkit.faces.forge.accounts import codeowners

    text = codeowners(_accounts(args))
    if args.output:
        Path(args.output).write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)
    return 0
