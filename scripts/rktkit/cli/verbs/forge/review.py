"""``rkt forge review``: check a pull request, write results for ``rkt comment`` and a draft of the plan."""

from __future__ import annotations

import os
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from rktkit.cli.asked import Asked, option, switch
from rktkit.cli.boundary import guarded
from rktkit.cli.options import colourful, root
from rktkit.cli.verbs.compile import compile_year
from rktkit.cli.verbs.forge import event as event_file
from rktkit.ground.disk import replace_file
from rktkit.ground.findings import UsageError

if TYPE_CHECKING:
    from rktkit.faces.forge.events import PullEvent
    from rktkit.ground.git.repo import Repo


class Options(Asked):
    """What the part takes."""

    event: Path | None = option("BERKAS", "peristiwa pull_request dari forge")
    base: str | None = option("CABANG", "tanpa --event: cabang tujuan, misalnya draf/2027")
    output: Path = option("DIR", "folder untuk hasil.json dan draf/")
    no_draft: bool = switch("tanpa menyusun draf, agar jawabannya segera ada")


def run(options: Options) -> int:
    """Run the part; see ``cli.main`` for the exit status."""
    from dataclasses import replace

    from rktkit.faces.forge.review.gather import gather
    from rktkit.faces.reports import reporter
    from rktkit.ground.git.repo import Repo

    base = root(options.root)
    output = options.output
    with Repo(base) as repo:
        review = gather(repo, _pull(options.event, options.base, repo), datetime.now(UTC))
    hasil = review.hasil
    replace_file(output / "hasil.json", hasil.to_bytes())  # first, so that a draft that fails takes nothing with it
    in_a_run = bool(options.event and os.environ.get("CI"))
    if in_a_run:
        sys.stdout.write(reporter("github")(review.own, False))
    with _quoted(in_a_run):
        text = reporter("text")
        sys.stdout.write(text(review.own, colourful()))
        if review.others.problems:
            sys.stdout.write("\nMasih kurang di cabang tujuan; tidak menghalangi permintaan ini:\n\n")
            sys.stdout.write(text(review.others, colourful()))
        years = () if options.no_draft else hasil.tahun
        drafts = [_draft(base, tahun, output / "draf" / str(tahun)) for tahun in years]
    replace_file(output / "hasil.json", replace(hasil, draf=any(drafts)).to_bytes())
    return int(hasil.blocks)


def _draft(base: Path, tahun: int, output: Path) -> bool:
    """A draft, where the forms allow one. What stands in its way is told here; the check has decided already."""
    if not (base / "rkt" / str(tahun)).is_dir():
        return False
    guarded(lambda: compile_year(base, tahun, output), lambda: ("rkt compile", False))
    return (output / "rkt.pdf").is_file()


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


def _pull(named: Path | None, base: str | None, repo: Repo) -> PullEvent:
    from rktkit.faces.forge.events import PullEvent

    if named is not None:
        event = event_file.read(named)
        if not isinstance(event, PullEvent):
            raise UsageError("Peristiwa ini bukan pull_request.")
        return event
    if not base:
        raise UsageError("Sebutkan --event BERKAS, atau --base CABANG di komputer sendiri.")
    name = base.removeprefix("origin/")
    tip = repo.branch_tip(name)
    if tip is not None:
        return PullEvent(0, name, tip, repo.resolve("HEAD"))
    raise UsageError(f"Cabang {base} tidak ada di sini; ambil dahulu dengan git fetch.")
