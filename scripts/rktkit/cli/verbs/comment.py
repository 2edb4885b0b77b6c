"""``rkt comment``: the one comment of a pull request, from what ``rkt forge review`` found."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path

from rktkit.cli.asked import option, switch
from rktkit.cli.forge import ForgeOptions
from rktkit.cli.options import hand_over, root, site_url
from rktkit.cli.verbs.forge.event import read
from rktkit.faces.forge import connect
from rktkit.faces.forge.api.http import ForgeError
from rktkit.faces.forge.api.protocol import Forge, PullRequest
from rktkit.faces.forge.events import PullEvent, RunEvent
from rktkit.faces.forge.review.comment import MARK, Around, broken, render
from rktkit.faces.forge.review.results import LIMIT, Hasil, read_results
from rktkit.faces.forge.review.suggest import suggestions
from rktkit.faces.forge.review.touched import Touched
from rktkit.faces.reports import rule_url
from rktkit.ground.files import Files, TooLarge
from rktkit.ground.findings import UsageError
from rktkit.ground.git.files import CommitFiles
from rktkit.ground.git.program import GitFailed
from rktkit.ground.git.repo import Repo
from rktkit.ground.records import RecordError

_Exact = Mapping[tuple[str, int, str], str]


class Options(ForgeOptions):
    """What the verb takes."""

    results: Path = option("BERKAS", "hasil.json dari rkt forge review")
    event: Path | None = option("BERKAS", "peristiwa dari forge (workflow_run atau pull_request)")
    send: bool = switch("tulis atau perbarui komentarnya di forge")
    status: str | None = option("NAMA", "dengan --send: laporkan hasilnya juga dengan nama lama ini")
    output: Path | None = option("BERKAS", "tulis ke berkas; tanpa ini dan --send, ke layar")


def run(options: Options) -> int:
    """Exit status 0 also when there is nothing to comment on any more."""
    hasil = _results(options.results)
    if options.send:
        return _send(options, hasil)
    hand_over(_text(hasil, _unasked(options.where(), hasil)).encode(), options.output)
    return 0


def _results(path: Path) -> Hasil | None:
    """The results, or ``None`` for a file that is missing, no plain file, or not what it should be."""
    try:
        if path.is_symlink() or not path.is_file() or path.stat().st_size > LIMIT:
            return None
        return read_results(path.read_bytes())
    except RecordError as error:
        sys.stderr.write(f"rkt: {path.name} ditolak: {error}\n")
        return None


def _text(hasil: Hasil | None, around: Around) -> str:
    return broken(around) if hasil is None else render(hasil, around)


def _unasked(where: connect.Where, hasil: Hasil | None) -> Around:
    """What can be said without asking the forge: addresses, when the environment names a repository."""
    if hasil is None or not (where.repo or os.environ.get("GITHUB_REPOSITORY")):
        return Around()
    forge = connect.connect(where)
    fetch = forge.fetch_ref(hasil.nomor) if hasil.nomor else ""
    return Around(at=lambda file, line: forge.file_url(hasil.kepala, file, f"L{line}"), fetch=fetch, rule=_site())


def _send(options: Options, hasil: Hasil | None) -> int:
    if not options.event:
        raise UsageError("--send memerlukan --event BERKAS.")
    event = read(options.event)
    if not isinstance(event, PullEvent | RunEvent):
        raise UsageError("Peristiwa ini bukan tentang permintaan penggabungan.")
    forge = options.connect()
    if hasil is not None and hasil.kepala != event.head_sha:
        sys.stderr.write("rkt: hasil.json ditolak: bukan untuk commit ini\n")
        hasil = None
    pull = _pull(forge, event, hasil)
    if pull is None or (isinstance(event, PullEvent) and event.base_ref != pull.base_ref):
        sys.stdout.write("Tidak ada permintaan terbuka pada commit dan cabang ini lagi; komentar tidak ditulis.\n")
        return 0
    if hasil is not None and hasil.cabang != pull.base_ref:
        sys.stderr.write("rkt: hasil.json ditolak: cabang tujuannya sudah lain\n")
        hasil = None
    run = event.run if isinstance(event, RunEvent) else 0
    around = Around(
        touched=Touched.of(forge.files(pull.number)),
        at=lambda file, line: forge.file_url(event.head_sha, file, f"L{line}"),
        artifacts=forge.artifacts(run) if run else (),
        run=event.url if isinstance(event, RunEvent) else "",
        fetch=forge.fetch_ref(pull.number),
        rule=_site(),
        base_at=lambda file, line: forge.file_url(pull.base_sha, file, f"L{line}"),
    )
    sys.stdout.write(f"Komentar: {forge.comment(pull.number, MARK, _text(hasil, around))}\n")
    good = hasil is not None and not hasil.blocks
    if options.status and not forge.status(event.head_sha, options.status, good=good):
        said = f"Token ini tidak boleh melaporkan “{options.status}”; jalankan rkt forge setup sekali lagi."
        sys.stdout.write(f"{said}\n")
    try:
        exact = _exact(forge, pull, around.touched, options.root)  # after the comment, which nobody shall wait for
    except ForgeError as error:
        sys.stderr.write(f"rkt: baris pengganti tidak ditulis: {error}\n")
        return 0
    if exact and hasil is not None:
        forge.comment(pull.number, MARK, _text(hasil, replace(around, exact=exact)))
    return 0


def _exact(forge: Forge, pull: PullRequest, touched: Touched | None, base: str | None) -> _Exact:
    """The exact line for each finding that has one; empty where the forge offers it at the line itself."""
    paths = touched.paths if touched else ()
    with ExitStack() as stack:
        found = suggestions(_files(forge, pull.head_sha, _here(stack, base)), paths) if paths else ()
    if found and forge.pull_request(pull.number).head_sha != pull.head_sha:
        return {}  # the request has moved on meanwhile; its next run will say it
    offered = forge.suggest(pull.number, pull.head_sha, found)
    return {(one.file, one.line, one.rule): "" if one in offered else one.text for one in found}


def _here(stack: ExitStack, base: str | None) -> Repo | None:
    """The repository around us, if there is one."""
    try:
        return stack.enter_context(Repo(root(base)))
    except UsageError:
        return None


def _files(forge: Forge, commit: str, repo: Repo | None) -> Files:
    """The proposed files: as the Git objects that are here already, else by the forge, file by file."""

    def at_hand(sha: str) -> bytes | None:
        try:
            return repo.object(sha, "blob") if repo else None  # most references are here
        except (GitFailed, TooLarge):
            return None

    try:
        return CommitFiles(repo, commit) if repo else forge.files_at(commit, at_hand)
    except GitFailed:
        return forge.files_at(commit, at_hand)


def _site() -> Callable[[str], str] | None:
    """Where the site explains a rule, if its address is known; the source of that page is nothing to read."""
    site = site_url()
    return partial(rule_url, site) if site else None


def _pull(forge: Forge, event: PullEvent | RunEvent, hasil: Hasil | None) -> PullRequest | None:
    """The open pull request that still stands at the event's commit, by the forge's word.

    A run tells its number only in the results, which a stranger may have written. So the number is believed only when
    the forge says that this pull request is at the very commit that the run was about.
    """
    if isinstance(event, PullEvent):
        candidates = [event.number]
    else:
        candidates = (
            [hasil.nomor] if hasil is not None and hasil.nomor else list(forge.pull_requests_at(event.head_sha))
        )
    for number in candidates:
        pull = forge.pull_request(number)
        if pull.state == "open" and pull.head_sha == event.head_sha:
            return pull
    return None
