"""Another version of the program in an office that runs: one commit on a branch of its own, for people to merge.

The office's own words and everything below ``rkt/`` stay as they are. What an older version carried and this one no
longer does goes, so that no old test or command is left to fail.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from rktkit.ground.files import Kind
from rktkit.ground.findings import UsageError
from rktkit.ground.git.objects import TreeEntry
from rktkit.ground.git.program import NOTHING
from rktkit.ground.git.repo import Repo
from rktkit.ground.product import PACKAGE, executable, product_files
from rktkit.plan.office import Organisasi

OWN = (
    ".github/CODEOWNERS",
    "README.md",
    "content/sop.md",
    "content/sop/index.md",
    "content/tentang.md",
    "content/tentang/index.md",
)
OWN_FOLDERS = ("content/naskah/", "rkt/")
"""The office's own texts: kept where they are, brought where they are missing (a new chapter)."""

MACHINERY = (".ci/", ".github/workflows/", "benchmarks/", "scripts/", "skema/", "tests/")
"""Folders that hold the program alone: what another version does not have there goes."""

_JOB_NAME = re.compile(r"^    name: (.+)$", re.MULTILINE)
_VERSION = re.compile(rb'^__version__ = "([0-9A-Za-z.+-]+)"', re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Pemutakhiran:
    """What a version changes in an office's repository: paths with their new bytes, ``None`` where one goes."""

    versi: str
    berkas: Mapping[str, bytes | None]
    dipertahankan: tuple[str, ...]
    """The office's own texts that differ from the version's and stay."""
    pekerjaan: tuple[tuple[str, ...], tuple[str, ...]]
    """Names of jobs before and after; checks on the forge are known by them."""

    @property
    def cabang(self) -> str:
        """The branch that the commit goes to."""
        return f"mesin/{self.versi}"


def find_package(source: Path) -> Path:
    """The package's folder in a repository or an unpacked wheel.

    Raises:
        UsageError: it is in neither place.
    """
    for place in (source / PACKAGE, source / "rktkit"):
        if (place / "__init__.py").is_file():
            return place
    raise UsageError(f"{source} tidak memuat rktkit; sebutkan wheel, atau folder repositori rktkit.")


def plan_upgrade(repo: Repo, package: Path | None) -> Pemutakhiran:
    """What the version in a package's folder (``None``: the one that runs) changes on ``main``.

    Raises:
        UsageError: there is no ``main``, or the package names no version.
    """
    new = product_files(package)
    named = _VERSION.search(new[f"{PACKAGE}/__init__.py"])
    if named is None:
        raise UsageError("Versi program itu tidak dapat dibaca.")
    tip = repo.ref("refs/heads/main")
    if tip is None:
        raise UsageError("Repositori ini tidak punya cabang main.")
    old = {path: entry for path, entry in repo.tree(tip).items() if entry.kind is Kind.FILE}
    changed: dict[str, bytes | None] = {}
    kept = []
    for path, data in new.items():
        before = repo.object(old[path].sha, "blob") if path in old else None
        if before == data:
            continue
        if before is not None and _is_own(path):
            kept.append(path)
        else:
            changed[path] = data
    changed |= {path: None for path in old if path.startswith(MACHINERY) and path not in new and not _is_own(path)}
    jobs = _jobs({path: repo.object(old[path].sha, "blob") for path in old if path.startswith(".github/workflows/")})
    return Pemutakhiran(named[1].decode(), changed, tuple(kept), (jobs, _jobs(new)))


def _is_own(path: str) -> bool:
    return path in OWN or path.startswith(OWN_FOLDERS)


def _jobs(files: Mapping[str, bytes]) -> tuple[str, ...]:
    texts = (data.decode("utf-8", "replace") for path, data in sorted(files.items()) if "/workflows/" in path)
    return tuple(dict.fromkeys(name for text in texts for name in _JOB_NAME.findall(text)))


def bring(repo: Repo, plan: Pemutakhiran, who: str, now: datetime) -> str:
    """Write the commit and its branch; the working folder stays as it is. Returns the commit.

    Raises:
        UsageError: the branch is there already.
    """
    ref = f"refs/heads/{plan.cabang}"
    if repo.ref(ref) is not None:
        raise UsageError(f"Cabang {plan.cabang} sudah ada; gabungkan atau hapus dahulu.")
    tip = repo.resolve("refs/heads/main")
    entries = {
        path: TreeEntry("100755", repo.write_blob(data)) if data is not None and executable(path) else data
        for path, data in plan.berkas.items()
    }
    sha = repo.write_commit(repo.write_files(entries, tip), [tip], f"Mesin: rktkit {plan.versi}", who, now)
    repo.update_ref(ref, sha, NOTHING)
    return sha


def proposals(organisasi: Organisasi | None) -> list[str]:
    """New lines of policy that an office may want, for a person to write: a program never changes policy."""
    if organisasi is None:
        return []
    lines = []
    if not organisasi.penerbit:
        lines.append("penerbit: [{nama: mesin-terbit, kunci: ssh-ed25519 …, mulai: …}]  # segel mesin penerbit")
    if not organisasi.instansi.kop:
        lines.append("instansi.kop: {alamat: …, telepon: …, surel: …}  # kop surat")
    missing = [role for role in ("sekretaris", "tim") if not organisasi.berperan(role)]
    if set(missing) - set(organisasi.instansi.tanpa):
        lines.append(f"instansi.tanpa: [{', '.join(missing)}]  # peran yang memang tidak ada")
    return lines
