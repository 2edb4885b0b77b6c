"""``rkt forge publish``: publish each merge that is not published yet, on the forge's record of who approved it."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from rktkit.cli.asked import option, switch
from rktkit.cli.boundary import guarded
from rktkit.cli.forge import ForgeOptions
from rktkit.cli.options import address, root
from rktkit.cli.verbs.forge import event as event_file
from rktkit.cli.verbs.forge.evidence import write
from rktkit.cli.verbs.publish import machine_key, time_of, told, warned
from rktkit.ground.findings import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from rktkit.faces.forge.api.protocol import Forge
    from rktkit.ground.git.repo import Repo
    from rktkit.trust import ssh

SEEN = "refs/rkt/terbit"
"""Where a clone that publishes outside a run remembers how far it came."""


class Options(ForgeOptions):
    """What the part takes."""

    event: Path | None = option("BERKAS", "peristiwa push (bawaan: main sejak terakhir kali)")
    output: Path = option("DIR", "folder untuk catatan forge")
    url: str | None = option("ALAMAT", "alamat situs arsip, untuk kode QR")
    without_names: bool = switch("catat percakapan koreksi tanpa akun pegawai")
    seal_key: Path | None = option("BERKAS", "kunci SSH mesin penerbit (bawaan: RKT_KUNCI_PENERBIT)")
    introduce: str | None = option("SHA", "perkenalkan kebijakan dari commit ini; terlihat oleh setiap pembaca arsip")


def run(options: Options) -> int:
    """Run the part; see ``cli.main`` for the exit status.

    Without an event, everything on ``main`` since this clone's last time is published.
    """
    from rktkit.faces.forge.record import arrived, unpublished
    from rktkit.ground.git.program import NOTHING
    from rktkit.ground.git.repo import Repo

    base, url = root(options.root), address(options.url)
    forge, kept, names = options.connect(), options.output, not options.without_names
    with Repo(base) as repo:
        tip, before = _span(options.event, repo)
        introduce = repo.resolve(options.introduce) if options.introduce else None
        since = introduce or before  # what was refused under a policy is asked again where the policy is introduced
        commits, ours = unpublished(repo, tip, since), arrived(repo, tip, since)
    machine = machine_key(options.seal_key) if commits else None
    if not commits:
        sys.stdout.write("Tidak ada RKT yang belum terbit.\n")
    refused = 0
    for commit in commits:  # one that is refused does not keep back the others
        one = partial(_publish_one, base, forge, commit, kept / f"{commit}.json", url, names, machine, introduce)
        if ours is None or commit in ours:
            status = guarded(one, lambda: ("rkt publish", False))
            refused |= status & 1
        else:
            status = _again(commit, one)
        introduce = None if status == 0 else introduce  # what is published holds for those after it
        if status > 1:
            return status  # nothing was decided: those after it wait, so that the next run begins here
    if not options.event and tip != before:
        with Repo(base) as repo:
            repo.update_ref(SEEN, tip, before or NOTHING)
    return refused


def _span(named: Path | None, repo: Repo) -> tuple[str, str | None]:
    """The newest commit of ``main``, and where it was before."""
    from rktkit.faces.forge.events import PushEvent

    if named is None:
        return repo.resolve("refs/heads/main"), repo.ref(SEEN)
    event = event_file.read(named)
    if not isinstance(event, PushEvent):
        raise UsageError("Peristiwa ini bukan push.")
    return repo.resolve(event.after), event.before


def _again(commit: str, one: Callable[[], int]) -> int:
    """Try a merge of an earlier push once more; that it is still refused is one line, and no news."""
    from rktkit.ground.findings import Refusal

    def quietly() -> int:
        try:
            return one()
        except Refusal as refusal:
            rules = ", ".join(dict.fromkeys(found.rule for found in refusal.problems))
            sys.stdout.write(
                f"Masih ditolak sejak dahulu: {commit[:12]} ({rules}). "
                "Jalan keluarnya: permintaan yang mengembalikan isinya.\n"
            )
            return 1

    return guarded(quietly, lambda: ("rkt publish", False))


def _publish_one(
    base: Path,
    forge: Forge,
    commit: str,
    file: Path,
    url: str | None,
    names: bool,
    machine: ssh.Signer | None,
    introduce: str | None,
) -> int:
    """Publish one merge on the forge's record of it, which is kept in a file; the exit status."""
    from rktkit.ground.git.repo import Repo
    from rktkit.trust.approval.record import parse_evidence
    from rktkit.trust.publish.publish import publish

    with Repo(base) as repo:
        known = write(forge, repo, commit, file)
        done = publish(
            repo,
            server_time=datetime.now(UTC).replace(microsecond=0),
            commit=commit,
            event=parse_evidence(file.read_bytes()) if known else None,
            url=url,
            remote="origin" if repo.has_remote("origin") else None,
            names=names,
            machine=machine,
            introduce=introduce,
            clock=time_of(None),
        )
    sys.stderr.write(warned(done))
    sys.stdout.write(told(done))
    return 0
