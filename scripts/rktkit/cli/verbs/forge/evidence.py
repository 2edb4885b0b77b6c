"""``rkt forge evidence``: the forge's record of one merge, for ``rkt publish --event``."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from rktkit.cli.options import root
from rktkit.faces.forge.api import connect
from rktkit.ground.disk import replace_file
from rktkit.ground.findings import UsageError

if TYPE_CHECKING:
    from rktkit.faces.forge.api.protocol import Forge
    from rktkit.ground.git.repo import Repo


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the part takes."""
    parser.add_argument("--commit", metavar="SHA", default="HEAD", help="commit penggabungan (bawaan: HEAD)")
    parser.add_argument("--output", metavar="BERKAS", required=True, help="berkas JSON yang ditulis")
    connect.arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Run the part; see ``cli.main`` for the exit status."""
    from rktkit.ground.git.program import NoRevision
    from rktkit.ground.git.repo import Repo

    with Repo(root(args)) as repo:
        try:
            commit = repo.resolve(args.commit)
        except NoRevision as error:
            raise UsageError(f"Commit {args.commit} tidak ada di sini.") from error
        known = write(connect.connect(connect.Asked.of(args)), repo, commit, Path(args.output))
    if not known:
        sys.stderr.write(f"rkt: forge tidak mengenal permintaan penggabungan untuk {commit}.\n")
    return int(not known)


def write(forge: Forge, repo: Repo, commit: str, file: Path) -> bool:
    """Write the forge's record of a merge; false when the forge knows of no pull request for it."""
    from rktkit.faces.forge.record import evidence
    from rktkit.trust.approval.scheduled import UNKNOWN

    found = evidence(forge, repo, commit)
    if found is None:
        return False
    if "merge" not in found:
        sys.stdout.write(f"{UNKNOWN}\n")
    replace_file(file, (json.dumps(found, ensure_ascii=False, indent=2) + "\n").encode())
    return True
