"""One run of a workflow file by ``act``, on this host and without containers.

Every action that a workflow uses has a stand-in under ``stubs/``, since the real ones live on the network; the commands
are the workflow's own.
"""

import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.workflows.outcome import Outcome, outcome

STUBS = Path(__file__).parent / "stubs"
ACT = Path(sys.executable).parent / "act"
SETUP = """#!/bin/sh
cd "$(dirname "$0")/.." && mkdir -p .venv/bin
printf '#!/bin/sh\\nexec env PYTHONPATH="%s/scripts" "%s" -P -m rktkit "$@"\\n' "$PWD" "$HOST_PYTHON" > .venv/bin/rkt
chmod +x .venv/bin/rkt
"""
"""``scripts/setup`` with the packages of this machine instead of fetching them."""


def act(
    tree: Path,
    place: Path,
    event: str,
    workflow: str,
    payload: Mapping[str, Any],
    *,
    host: str = "",
    environment: Mapping[str, str],
    secrets: Mapping[str, str],
    variables: Mapping[str, str],
) -> Outcome:
    """Run one workflow of a working tree.

    Args:
        place: the runner's home.
        host: the forge's name, where it is not GitHub.
    """
    with tempfile.NamedTemporaryFile("w", dir=place, suffix=".json", delete=False) as file:
        json.dump(payload, file)
    files = (tree / workflow, tree / ".github/actions/siapkan/action.yml")
    text = "\n".join(one.read_text() for one in files if one.exists())
    used = set(re.findall(r"uses: (actions/([a-z-]+)@[0-9a-f]{40})", text))
    command = [str(ACT), event, "--workflows", workflow, "--eventpath", file.name, "--no-skip-checkout"]
    command += [word for action, name in sorted(used) for word in ("--local-repository", f"{action}={STUBS / name}")]
    command += ["--platform", "ubuntu-latest=-self-hosted", *(["--github-instance", host] if host else [])]
    for option, values in (("--secret", secrets), ("--env", environment), ("--var", variables)):
        command += [word for item in values.items() for word in (option, "=".join(item))]
    run = subprocess.run(
        command,
        cwd=tree,
        env={
            **os.environ,
            "HOME": str(place),
            "PATH": f"{place / 'bin'}:{os.environ['PATH']}",
            "XDG_CACHE_HOME": str(place / "cache"),
        },
        capture_output=True,
        text=True,
        timeout=600,
    )
    return outcome(run)


def kept(tree: Path, place: Path) -> Path:
    """A folder in which the packages for checking are already; they are those of this machine."""
    lock = (tree / "scripts" / "requirements-periksa.txt").read_bytes()
    key = hashlib.sha256(lock + sys.version.encode()).hexdigest()[:20]
    (place / "simpanan" / key).mkdir(parents=True, exist_ok=True)
    (place / "simpanan" / key / "lengkap").touch()
    return place / "simpanan"


def with_packages_of_here(folder: Path) -> None:
    """The machinery finds its packages on this machine instead of fetching them."""
    (folder / "scripts/setup").write_text(SETUP)
