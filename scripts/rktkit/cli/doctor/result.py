"""What a probe looks at, and what it says."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path

from rktkit.faces.forge.api.connect import Where
from rktkit.ground.files import FolderFiles
from rktkit.ground.git.repo import Repo
from rktkit.ground.values import Value
from rktkit.plan.load.office import load_organisasi
from rktkit.plan.office import Organisasi

BAIK, PERINGATAN, GALAT, ENTAH = "baik", "peringatan", "galat", "tidak diketahui"


class Hasil(Value):
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
            asked = subprocess.run(  # noqa: S603
                command, cwd=self.base, capture_output=True, text=True, timeout=20, check=True
            )
        except (OSError, subprocess.SubprocessError, UnicodeDecodeError):
            return None
        return asked.stdout.strip()

    @cached_property
    def origin(self) -> str | None:
        """The address of the forge's repository, without a password in it."""
        import re

        url = self.ask("git", "remote", "get-url", "origin")
        return re.sub(r"//[^/@]*@", "//", url) if url else None
