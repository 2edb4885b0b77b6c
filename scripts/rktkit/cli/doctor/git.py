"""Git, a repository, and a name to commit under."""

import os
from collections.abc import Iterator

from rktkit.cli.doctor.result import BAIK, GALAT, PERINGATAN, Diagnosis, Place


def probe(place: Place) -> Iterator[Diagnosis]:
    """Git is there, the folder is a repository with a commit, and Git knows who works here."""
    version = place.ask("git", "--version")
    if version is None:
        yield Diagnosis("Git", GALAT, "Git tidak terpasang.", "Pasang Git (paket git).")
        return
    if place.ask("git", "rev-parse", "--git-dir") is None and os.path.lexists(place.base / ".git"):
        words = f"git config --global --add safe.directory {place.base}"
        words = f"git status menunjukkan sebabnya; bila foldernya milik pengguna lain: {words}"
        yield Diagnosis("Git", GALAT, "Repositori ini ada, tetapi tidak dapat dibaca Git.", words)
        return
    if place.repo is None or place.ask("git", "rev-parse", "--verify", "HEAD") is None:
        words = f"git init -b main && git add -A && git commit di {place.base}"
        yield Diagnosis("Git", GALAT, "Folder ini bukan repositori Git, atau belum punya commit.", words)
        return
    if not place.ask("git", "config", "user.name") or not place.ask("git", "config", "user.email"):
        words = 'git config user.name "Nama Anda" && git config user.email alamat@instansi.go.id'
        yield Diagnosis("Git", PERINGATAN, f"{version}; nama atau surel Anda belum dikenal Git.", words)
        return
    yield Diagnosis("Git", BAIK, f"{version}.")
