"""Is an archive as it was published? Each file against its manifest, each manifest against the one before.

Reads any tree of files, a folder or a commit. Whatever stands there besides is a finding. Two things that happen to
honest copies are told apart from changes: line ends that a checkout on Windows rewrote, and what systems leave behind.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from rktkit.ground.catalogue.trust import problem
from rktkit.ground.files import Files, Kind, MemoryFiles, read_plain
from rktkit.ground.findings import Problem, Severity
from rktkit.ground.git.files import CommitFiles
from rktkit.ground.git.repo import Repo
from rktkit.trust.archive.manifest import (
    MANIFEST,
    PUBLIKASI,
    SIGNATURE,
    SIGNED_PDF,
    BadManifest,
    Manifest,
    parse_manifest,
    sha256,
)
from rktkit.trust.archive.publications import HEAD, ROOT, YEAR, Archive, Publication, head_bytes

_LITTER = frozenset({".ds_store", "thumbs.db", "desktop.ini"})
_APPLE_DOUBLE = b"\0\5\x16\7"
"""How the files begin that a Mac leaves beside others on foreign disks, named ``._`` and the other's name."""


def read_archive(files: Files) -> Archive:
    """Read and check a whole archive: root, files, manifests, chain."""
    reading = _Reading(files)
    found: list[Publication] = []
    for name in _folders(reading):
        try:
            found.append(_read_publication(reading, name))
        except BadManifest as error:
            reading.say("RKT-643", f"{name}/{MANIFEST}", publikasi=name, sebab=error)
    found.sort(key=lambda publication: (publication.manifest.urutan, publication.nama))
    reading.problems += [*_chain(found), *_signed(found), *_root(reading, found), *_harmless(reading)]
    return Archive(reading.mended(), tuple(found), tuple(reading.problems))


@dataclass(slots=True)
class _Reading:
    """What is found while an archive is read. ``lines``: files whose line ends alone were changed, as published."""

    files: Files
    problems: list[Problem] = field(default_factory=list)
    lines: dict[str, bytes] = field(default_factory=dict)
    litter: list[str] = field(default_factory=list)

    def say(self, rule: str, file: str, **values: Any) -> None:
        self.problems.append(problem(rule, file, **values))

    def matches(self, path: str, data: bytes, wanted: str | None) -> bool:
        """Whether these bytes have a hash, as they are or before a checkout on Windows rewrote their line ends."""
        if sha256(data) == wanted:
            return True
        before = data.replace(b"\r\n", b"\n")
        if sha256(before) != wanted:
            return False
        self.lines[path] = before
        return True

    def inserted(self, path: str, kind: Kind) -> bool:
        """Whether something stands there that is not part of an archive; what systems leave behind is only noted."""
        name = path.rsplit("/", 1)[-1]
        data = read_plain(self.files, path) or b"" if kind is Kind.FILE and name.startswith("._") else b""
        if kind is Kind.FILE and (name.lower() in _LITTER or data.startswith(_APPLE_DOUBLE)):
            self.litter.append(path)
            return False
        return True

    def mended(self) -> Files:
        """The files with the line ends that they were published with."""
        return MemoryFiles(self.lines, under=self.files) if self.lines else self.files


def _harmless(reading: _Reading) -> Iterator[Problem]:
    if reading.lines:
        yield problem("RKT-653.baris", ".", jumlah=len(reading.lines), contoh=next(iter(reading.lines)))
    if reading.litter:
        one = problem("RKT-653.sampah", ".", jumlah=len(reading.litter), contoh=reading.litter[0])
        yield one.but(severity=Severity.SARAN)


def _folders(reading: _Reading) -> Iterator[str]:
    """The names of all publications; whatever else stands at the root or in a year is a problem."""
    for year, kind in reading.files.list("").items():
        if YEAR.match(year) and kind is Kind.FOLDER:
            below = reading.files.list(year)
            for name, inside in below.items():
                if inside is Kind.FOLDER and PUBLIKASI.match(f"{year}/{name}"):
                    yield f"{year}/{name}"
                elif reading.inserted(f"{year}/{name}", inside):
                    reading.say("RKT-641", f"{year}/{name}", path=f"{year}/{name}")
            if below:
                continue
        elif (kind is Kind.FILE and year in {*ROOT, HEAD}) or year == ".git":
            continue
        if reading.inserted(year, kind):
            reading.say("RKT-641", year, path=year)


def _read_publication(reading: _Reading, name: str) -> Publication:
    path = f"{name}/{MANIFEST}"
    data = read_plain(reading.files, path)
    if data is None:
        raise BadManifest("tidak ada, atau bukan berkas biasa")
    manifest, converted = _parse(data)
    if converted:
        reading.lines[path] = manifest.to_bytes()
    if manifest.publikasi != name:
        raise BadManifest(f"milik publikasi lain ({manifest.publikasi})")
    for entry in manifest.berkas:
        path = f"{name}/{entry.path}"
        content = read_plain(reading.files, path)
        if content is None:
            folder, _, file = path.rpartition("/")
            too_large = reading.files.list(folder).get(file) is Kind.FILE
            reading.say("RKT-644" if too_large else "RKT-645", path, path=path)
        elif not reading.matches(path, content, entry.sha256) or len(reading.lines.get(path, content)) != entry.bytes:
            reading.say("RKT-644", path, path=path)
    for path in sorted(_besides(reading, manifest)):
        reading.say("RKT-646", path, path=path)
    _check_signature(reading, manifest)
    return Publication(manifest, manifest.sha256)


def _parse(data: bytes) -> tuple[Manifest, bool]:
    """The manifest, and whether a checkout on Windows had rewritten its line ends."""
    try:
        return parse_manifest(data), False
    except BadManifest:
        before = data.replace(b"\r\n", b"\n")
        if before == data:
            raise
        return parse_manifest(before), True


def _besides(reading: _Reading, manifest: Manifest) -> Iterator[str]:
    """What stands in a publication without being listed. A folder that holds nothing listed is not looked into."""
    listed = {MANIFEST, SIGNATURE, *(entry.path for entry in manifest.berkas)}
    folders = {path[:end] for path in listed for end, letter in enumerate(path) if letter == "/"}
    below = [""]
    while below:
        here = below.pop()
        for name, kind in reading.files.list(f"{manifest.publikasi}/{here}".rstrip("/")).items():
            inside = f"{here}/{name}" if here else name
            path = f"{manifest.publikasi}/{inside}"
            if kind is Kind.FOLDER and inside in folders:
                below.append(inside)
                continue
            plain = inside in listed and (inside != SIGNATURE or kind is Kind.FILE)
            if not plain and reading.inserted(path, kind):
                yield path


def _check_signature(reading: _Reading, manifest: Manifest) -> None:
    """A publication that only signs another one holds a signature."""
    path = f"{manifest.publikasi}/{SIGNATURE}"
    data = read_plain(reading.files, path)
    if data and f"{manifest.publikasi}/{MANIFEST}" in reading.lines:
        reading.lines[path] = data.replace(b"\r\n", b"\n")
    signed = data is not None or any(entry.path == SIGNED_PDF for entry in manifest.berkas)
    if manifest.menandatangani and not signed:
        reading.say("RKT-645", path, path=path)


def _chain(found: list[Publication]) -> Iterator[Problem]:
    before = None
    for number, publication in enumerate(found, 1):
        manifest, file = publication.manifest, f"{publication.nama}/{MANIFEST}"
        if manifest.urutan != number:
            yield problem("RKT-648", file, publikasi=publication.nama, urutan=manifest.urutan, seharusnya=number)
        if manifest.sebelumnya != before:
            yield problem("RKT-647", file, publikasi=publication.nama)
        before = publication.sha256
        first = next(one for one in found if one.manifest.commit == manifest.commit)
        if first is not publication and not manifest.menandatangani:
            yield problem("RKT-655.ganda", file, publikasi=publication.nama, lama=first.nama)


def _signed(found: list[Publication]) -> Iterator[Problem]:
    known = {(publication.nama, publication.sha256): publication.manifest.urutan for publication in found}
    for publication in found:
        signs = publication.manifest.menandatangani
        if signs is None:
            continue
        fits = publication.nama.startswith(f"{signs[0]}-ttd-")
        if not fits or known.get(signs, publication.manifest.urutan) >= publication.manifest.urutan:
            file = f"{publication.nama}/{MANIFEST}"
            yield problem("RKT-665", file, publikasi=publication.nama, sasaran=signs[0])


def _root(reading: _Reading, found: list[Publication]) -> Iterator[Problem]:
    if not found:
        yield problem("RKT-667", HEAD)
        return
    newest = found[-1]
    expected = head_bytes(newest, len(found))
    data = read_plain(reading.files, HEAD)
    if data is None:
        yield problem("RKT-642.hilang", HEAD)
    elif not reading.matches(HEAD, data, sha256(expected)):
        words: dict[str, Any] = {"publikasi": newest.nama, "sha256": newest.sha256, "jumlah": len(found)}
        yield problem("RKT-642.beda", HEAD, kepala=_named(data), **words)
    for name in ROOT:
        content = read_plain(reading.files, name)
        if content is None or not reading.matches(name, content, newest.manifest.alat.get(name)):
            yield problem("RKT-641.akar", name, path=name)


def _named(data: bytes) -> str:
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        return "?"
    return str(value.get("publikasi")) if isinstance(value, dict) else "?"


def read_branch(repo: Repo, tip: str) -> Archive:
    """The archive at a commit."""
    return read_archive(CommitFiles(repo, tip))
