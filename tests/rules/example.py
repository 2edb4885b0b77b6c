"""One example of ``tests/examples``: a small change to the base office, and what the check must say of it."""

import re
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import yaml

from rktkit.faces.forge.events import PullEvent
from rktkit.faces.forge.review.gather import gather
from rktkit.ground.files import FolderFiles, MemoryFiles
from rktkit.ground.findings import Report
from rktkit.ground.git.repo import Repo
from rktkit.plan.layout import FormId
from rktkit.rules.archived import NOTHING, Archived
from rktkit.rules.check import check
from rktkit.trust.archive.closed import of_archive
from rktkit.trust.archive.manifest import MANIFEST, Manifest
from rktkit.trust.archive.objects import SUMBER
from tests.kantor import BASE

DECISION = "rkt/2027/pengesahan.yml"
PENGESAHAN = """\
nomor: 000.7/001/DISKOMINFOSAN/2026
tanggal: 2026-12-17
tempat: Paringin
dasar: Peraturan Bupati Balangan tentang Rencana Strategis Perangkat Daerah Tahun 2025-2029
jabatan: kepala
"""
"""The decision of a final example that brings none."""

Change = str | list[list[str]] | dict[str, str] | None


@dataclass(frozen=True)
class Example:
    """What stands in an example's file; ``rule`` comes from its name."""

    name: str
    rule: str
    bad: bool
    judul: str
    berkas: Mapping[str, Change]
    harap: tuple[str, ...] = ()
    final: bool = False
    masuk: Mapping[str, date] | None = None
    byte: bool = False
    terbit: tuple[str, ...] = ()
    permintaan: bool = False
    dulu: Mapping[str, Change] | None = None
    kantor: Path = BASE
    """The office that is changed."""

    @classmethod
    def load(cls, path: Path) -> "Example":
        """Read one file."""
        values: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
        values["harap"] = tuple(values.get("harap", ()))
        values["terbit"] = tuple(values.get("terbit", ()))
        rule = "-".join(path.stem.split("-")[:2])
        return cls(path.stem, rule, path.parent.name == "bad", **values)

    def report(self, folder: Path) -> Report:
        """What is said of it: by ``rkt check``, or of a request by its review. The folder is empty before."""
        if self.permintaan:
            return self.reviewed(folder)
        self.write(folder)
        said = self.archived(folder)
        return check(FolderFiles(folder), final=self.final, handed_in=self.handed_in, archived=said)

    def reviewed(self, folder: Path) -> Report:
        """The request's own findings, towards a draft in which the base replaced what stood there before (``dulu``)."""
        day = datetime(2026, 12, 3, 2, tzinfo=UTC)
        tips: list[str] = []
        (folder / "kantor").mkdir()
        with Repo.create(folder / "kantor") as repo:
            for number, changes in enumerate((self.dulu or {}, {}, self.berkas)):
                self.write(folder / str(number), changes)
                place = folder / str(number)
                files = {str(p.relative_to(place)): p.read_bytes() for p in place.rglob("*") if p.is_file()}
                tree = repo.write_files(files)
                tips.append(repo.write_commit(tree, tips[-1:], f"Keadaan {number}", "CONTOH <a@contoh.invalid>", day))
            return gather(repo, PullEvent(1, "draf/2027", tips[1], tips[2]), day).own

    def write(self, folder: Path, changes: Mapping[str, Change] | None = None) -> None:
        """Put the changed office into a folder."""
        shutil.copytree(self.kantor, folder, dirs_exist_ok=True)
        for path, change in (self.berkas if changes is None else changes).items():
            place = folder / path
            place.parent.mkdir(parents=True, exist_ok=True)
            if change is None:
                place.unlink(missing_ok=path == DECISION)
            elif isinstance(change, dict):
                place.unlink(missing_ok=True)
                place.symlink_to(change["tautan"])
            elif isinstance(change, str):
                place.write_bytes(self.encode(change))
            else:
                place.write_bytes(self.replaced(place.read_bytes(), change, path))

        if self.final and DECISION not in self.berkas:
            (folder / DECISION).write_text(PENGESAHAN, encoding="utf-8")

    @property
    def handed_in(self) -> dict[FormId, date]:
        """``masuk`` as the check wants it."""
        return by_form(self.masuk or {})

    def archived(self, folder: Path) -> Archived:
        """What an archive says that holds the base office under the names of ``terbit``."""
        files = FolderFiles(folder)
        return of_archive(archive_of(self.terbit, self.kantor), files, final=self.final) if self.terbit else NOTHING

    def replaced(self, data: bytes, changes: list[list[str]], path: str) -> bytes:
        """The bytes with each old text, which must stand there exactly once, replaced by the new one."""
        for old, new in changes:
            count = data.count(old.encode())
            assert count == 1, f"{self.name}: {path} has {old!r} {count} times"
            data = data.replace(old.encode(), self.encode(new))
        return data

    def encode(self, text: str) -> bytes:
        """The bytes of a new text."""
        data = text.encode()
        if self.byte:
            data = re.sub(rb"\\x([0-9a-f]{2})", lambda match: bytes.fromhex(match[1].decode()), data)
        return data


def by_form(masuk: Mapping[str, date]) -> dict[FormId, date]:
    """Days by the form that stands at a path; only forms have one."""
    forms = {path: FormId.of(path) for path in masuk}
    assert all(forms.values()), f"no forms: {forms}"
    return {form: masuk[path] for path, form in forms.items() if form}


def archive_of(names: Sequence[str], folder: Path = BASE) -> MemoryFiles:
    """An archive in which an office's files, as they stand, are published under some names."""
    files: dict[str, bytes] = {}
    for number, name in enumerate(names, 1):
        tahun, jenis = int(name[:4]), name[5:].split("-")[0]
        decision = yaml.safe_load((folder / f"rkt/{tahun}/pengesahan.yml").read_text(encoding="utf-8"))
        said = {key: str(decision[key]) for key in ("nomor", "tanggal", "jabatan")} | {"pejabat": "CONTOH"}
        manifest = Manifest(name, number, None, tahun, jenis, said, "0" * 40, (), {})
        files[f"{name}/{MANIFEST}"] = manifest.to_bytes()
        paths = (path for path in folder.rglob("*") if path.is_file())
        inside = {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
        files |= {f"{name}/{SUMBER}{path}": data for path, data in inside.items()}
    return MemoryFiles(files)


EXAMPLES = [Example.load(path) for kind in ("bad", "good") for path in sorted((BASE.parent / kind).glob("*.yml"))]
