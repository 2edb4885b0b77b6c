"""What a forge's run does after a merge: ask who approved and merged, and publish."""

import argparse
import io
import json
import re
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING

from rktkit.cli.options import root
from rktkit.faces.forge.api import connect
from rktkit.ground.findings import UsageError

if TYPE_CHECKING:
    from rktkit.faces.forge.events import Event
    from rktkit.ground.git.repo import Repo

SEEN = "refs/rkt/terbit"
"""Where a clone that publishes outside a run remembers how far it came."""


def publish(args: argparse.Namespace) -> int:
    """Without an event, everything on ``main`` since this clone's last time."""
    from rktkit.faces.forge.record import arrived, unpublished
    from rktkit.ground.git.program import NOTHING
    from rktkit.ground.git.repo import Repo

    base = root(args)
    with Repo(base) as repo:
        tip, before = _span(args, repo)
        commits, ours = unpublished(repo, tip, before), arrived(repo, tip, before)
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
        told = ["publish", "--root", str(base), "--commit", commit, *event_words, *words]
        if ours is not None and commit not in ours:
            status = _again(commit, told)
        else:
            status = rkt(*told)
            refused |= status
        if status > 1:
            return status  # nothing was decided: those after it wait, so that the next run begins here
    if not args.event and tip != before:
        with Repo(base) as repo:
            repo.update_ref(SEEN, tip, before or NOTHING)
    return refused


def _span(args: argparse.Namespace, repo: "Repo") -> tuple[str, str | None]:
    """The newest commit of ``main``, and where it was before."""
    from rktkit.faces.forge.events import PushEvent

    if not args.event:
        return repo.resolve("refs/heads/main"), repo.ref(SEEN)
    push = event(args.event)
    if not isinstance(push, PushEvent):
        raise UsageError("Peristiwa ini bukan push.")
    return repo.resolve(push.after), push.before


def _again(commit: str, words: list[str]) -> int:
    """Try a merge of an earlier push once more; that it is still refused is one line, and no news."""
    said = io.StringIO()
    with redirect_stdout(said), redirect_stderr(said):
        status = rkt(*words)
    if status != 1:
        sys.stdout.write(said.getvalue())
        return status
    rules = ", ".join(dict.fromkeys(re.findall(r"RKT-[0-9]{3}", said.getvalue())))
    sys.stdout.write(
        f"Masih ditolak sejak dahulu: {commit[:12]} ({rules}). Jalan keluarnya: permintaan yang mengembalikan isinya.\n"
    )
    return status


def evidence(args: argparse.Namespace) -> int:
    """Exit status 1 when the forge knows no request behind the commit."""
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
    if "merge" not in found:
        sys.stdout.write(f"{UNKNOWN}\n")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(found, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return True


def event(path: str) -> "Event":
    """The event in a file.

    Raises:
        UsageError: it is none that we know.
    """
    from rktkit.faces.forge.api.shapes import MalformedError
    from rktkit.faces.forge.events import read_event

    try:
        return read_event(Path(path).read_bytes())
    except MalformedError as error:
        raise UsageError(f"Berkas peristiwa tidak dapat dipakai ({error}).") from error


def rkt(*words: str) -> int:
    """Another verb, with its own words on the screen and its own exit status."""
    from rktkit.cli.main import main

    sys.stdout.flush()
    return main(list(words))
