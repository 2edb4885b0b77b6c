"""``rkt forge evidence``: the forge's record of one merge, for ``rkt publish --event``."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from rktkit.cli.asked import option
from rktkit.cli.forge import ForgeOptions
from rktkit.cli.options import root
from rktkit.ground.disk import replace_file
from rktkit.ground.findings import UsageError

if TYPE_CHECKING:
    from rktkit.faces.forge.api.protocol import Forge
    from rktkit.ground.git.repo import Repo


class Options(ForgeOptions):
    """What the part takes."""

    commit: str = option("SHA", "commit penggabungan (bawaan: HEAD)", default="HEAD")
    output: Path = option("BERKAS", "berkas JSON yang ditulis")


def run(options: Options) -> int:
    """Run the part; see ``cli.main`` for the exit status."""
    from rktkit.ground.git.program import NoRevision
    from rktkit.ground.git.repo import Repo

    with Repo(root(options.root)) as repo:
        try:
            commit = repo.resolve(options.commit)
        except NoRevision as error:
            raise UsageError(f"Commit {options.commit} tidak ada di sini.") from error
        known = write(options.connect(), repo, commit, options.output)
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
