"""What a probe looks at, and what it says."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from rktkit.faces.forge.connect import Where
from rktkit.ground.files import FolderFiles
from rktkit.ground.git.repo import Repo
from rktkit.ground.values import Value
from rktkit.plan.load.office import load_organisasi
from rktkit.plan.office import Organisasi

if TYPE_CHECKING:
    from rktkit.faces.forge.api.keeping import Keeping
    from rktkit.faces.forge.api.protocol import Forge

_ADDRESS = re.compile(
    r"(?:https://|(?:ssh://)?(?:[^@/]+@)?)(?P<host>[A-Za-z0-9.-]+\.[A-Za-z0-9-]+)(?::[0-9]+)?[:/]"
    r"(?P<repo>[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+?)(?:\.git)?/?"
)
"""Where people clone from, by HTTPS or SSH: the host, and the repository there."""

BAIK, PERINGATAN, GALAT, ENTAH = "baik", "peringatan", "galat", "tidak diketahui"


class Diagnosis(Value):
    """One finding. ``obat`` says what to do, and is empty where all is well."""

    nama: str
    keadaan: str
    keterangan: str
    obat: str = ""


@dataclass
class Place:
    """The office's folder, the moment, and the options of the forge."""

    base: Path
    now: datetime
    where: Where
    machinery: Sequence[str]

    @cached_property
    def files(self) -> FolderFiles:
        """What is in the folder."""
        return FolderFiles(self.base)

    @cached_property
    def organisasi(self) -> Organisasi | None:
        """The office, when its file can be read."""
        return load_organisasi(self.files)[0]

    @cached_property
    def repo(self) -> Repo | None:
        """The repository of the folder, when it is one."""
        try:
            return Repo(self.base)
        except Exception:  # a probe says what it knows; why there is no repository is the Git probe's
            return None

    def ask(self, *command: str) -> str | None:
        """What a program prints; ``None`` when it is not there or fails."""
        try:
            asked = subprocess.run(  # noqa: S603 - words of our own
                command, cwd=self.base, capture_output=True, text=True, timeout=20, check=True
            )
        except (OSError, subprocess.SubprocessError, UnicodeDecodeError):
            return None
        return asked.stdout.strip()

    @cached_property
    def forge(self) -> Forge | None:
        """The forge, when there is a token to ask it with; its repository is that of ``origin`` unless it is named.

        Raises:
            UsageError: no repository is known.
            ForgeError: its address is not safe.
        """
        if not os.environ.get("RKT_TOKEN", "").strip():
            return None
        from rktkit.faces.forge.connect import connect

        where, found = self.where, _ADDRESS.fullmatch(self.origin or "")
        if where.repo is None and found:
            where = where._replace(repo=found["repo"], server=where.server or f"https://{found['host']}")
        return connect(where)

    @cached_property
    def kept(self) -> Keeping | None:
        """What the forge keeps for runs, when there is a token to ask it with; raises as ``forge`` does."""
        return self.forge.keeps() if self.forge else None

    @property
    def on_github(self) -> bool:
        """Whether the forge is GitHub, as far as its address says."""
        return self.where.forge == "github" or (self.where.forge is None and "github.com" in (self.origin or ""))

    @cached_property
    def origin(self) -> str | None:
        """The address of the forge's repository, without a password in it."""
        url = self.ask("git", "remote", "get-url", "origin")
        return re.sub(r"//[^/@]*@", "//", url) if url else None
