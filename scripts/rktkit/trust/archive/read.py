"""Is an archive as it was published? Each file against its manifest, each manifest against the one before.

Reads any tree of files, a folder or a commit. The archive is what the chain lists: whatever stands there besides is
named as not belonging, and no more. What happens to honest copies accuses nobody either: line ends that a checkout on
Windows rewrote, and, in a folder, a file that is missing or cannot be read.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from rktkit.ground.catalogue.trust import problem
from rktkit.ground.files import Files, Kind, MemoryFiles, NotPlainFile, TooLarge, read_plain
from rktkit.ground.findings import Problem, Severity
from rktkit.ground.git.files import CommitFiles
from rktkit.ground.git.repo import Repo
from rktkit.trust.archive.manifest import (
    BESIDE,
    MANIFEST,
    PUBLIKASI,
    SIGNATURE,
    SIGNATURES,
    SIGNED_PDF,
    BadManifest,
    Manifest,
    parse_manifest,
    sha256,
)
from rktkit.trust.archive.publications import (
    ATTRIBUTES,
    COUNTERSIGNATURE,
    HEAD,
    ROOT,
    SAKSI,
    YEAR,
    Archive,
    Publication,
    head_bytes,
)

_LITTER = frozenset({".ds_store", "thumbs.db", "desktop.ini"})
_APPLE_DOUBLE = b"\0\5\x16\7"
"""How the files begin that a Mac leaves beside others on foreign disks, named ``._`` and the other's name."""


def read_archive(files: Files) -> Archive:
    """Read and check a whole archive: root, files, manifests, chain.

    A listed file that is missing is a warning in a folder, which may be any copy; in a commit it was taken away.
    """
    reading = _Reading(files, isinstance(files, CommitFiles))
    found: list[Publication] = []
    for name in _folders(reading):
        try:
            found.append(_read_publication(reading, name))
        except BadManifest as error:
            reading.say("RKT-643", f"{name}/{MANIFEST}", publikasi=name, sebab=error)
    found.sort(key=lambda publication: (publication.manifest.urutan, publication.nama))
    reading.problems += [*_chain(found, reading.branch), *_signed(found, reading.branch), *_root(reading, found)]
    _seals(reading, found)
    reading.problems += _harmless(reading)
    lines, lost = frozenset(reading.lines), frozenset(reading.lost)
    return Archive(reading.mended(), tuple(found), tuple(reading.problems), lines, lost)


@dataclass(slots=True)
class _Reading:
    """What is found while an archive is read. ``lines``: files whose line ends alone were changed, as published."""

    files: Files
    branch: bool
    problems: list[Problem] = field(default_factory=list)
    lines: dict[str, bytes] = field(default_factory=dict)
    lost: list[str] = field(default_factory=list)
    litter: list[str] = field(default_factory=list)

    def say(self, rule: str, file: str, **values: Any) -> None:
        self.problems.append(problem(rule, file, **values))

    def missing(self, path: str) -> None:
        """A listed file that is not there or cannot be read."""
        one = problem("RKT-645", path, path=path)
        self.lost.append(path)
        self.problems.append(one if self.branch else one.but(severity=Severity.PERINGATAN))

    def stranger(self, rule: str, path: str, kind: Kind) -> None:
        """Something that is not part of the archive; what systems leave behind is only counted."""
        name = path.rsplit("/", 1)[-1]
        data = read_plain(self.files, path) or b"" if kind is Kind.FILE and name.startswith("._") else b""
        known = name.lower() in _LITTER or name.startswith((".~lock.", "~$")) or data.startswith(_APPLE_DOUBLE)
        if kind is Kind.FILE and known:
            self.litter.append(path)
        else:
            self.say(rule, path, path=path)

    def matches(self, path: str, data: bytes, wanted: str | None) -> bool:
        """Whether these bytes have a hash, as they are or before a checkout on Windows rewrote their line ends."""
        if sha256(data) == wanted:
            return True
        before = data.replace(b"\r\n", b"\n")
        if sha256(before) != wanted:
            return False
        self.lines[path] = before
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
    """The names of all publications; whatever else stands at the root or in a year is a stranger."""
    for year, kind in reading.files.list("").items():
        if YEAR.match(year) and kind is Kind.FOLDER:
            for name, inside in reading.files.list(year).items():
                path = f"{year}/{name}"
                if inside is Kind.FOLDER and PUBLIKASI.match(path) and MANIFEST in reading.files.list(path):
                    yield path
                else:
                    reading.stranger("RKT-641", path, inside)
        elif year == SAKSI and kind is Kind.FOLDER:
            for name, inside in reading.files.list(SAKSI).items():
                if inside is not Kind.FILE or not COUNTERSIGNATURE.match(name):
                    reading.stranger("RKT-641", f"{SAKSI}/{name}", inside)
        elif not (kind is Kind.FILE and year in {*ROOT, HEAD, ATTRIBUTES}) and year != ".git":
            reading.stranger("RKT-641", year, kind)


def _read_publication(reading: _Reading, name: str) -> Publication:
    path = f"{name}/{MANIFEST}"
    data = read_plain(reading.files, path)
    if data is None:
        raise BadManifest("bukan berkas biasa")
    manifest, converted = _parse(data)
    if converted:
        reading.lines[path] = manifest.to_bytes()
    if manifest.publikasi != name:
        raise BadManifest(f"milik publikasi lain ({manifest.publikasi})")
    for entry in manifest.berkas:
        path = f"{name}/{entry.path}"
        content = read_plain(reading.files, path)
        if content is None:
            if _too_large(reading.files, path):
                reading.say("RKT-644", path, path=path)
            else:
                reading.missing(path)
        elif not reading.matches(path, content, entry.sha256) or len(reading.lines.get(path, content)) != entry.bytes:
            reading.say("RKT-644", path, path=path)
    for path, kind in sorted(_besides(reading, manifest)):
        reading.stranger("RKT-646", path, kind)
    return Publication(manifest, manifest.sha256)


def _too_large(files: Files, path: str) -> bool:
    """Whether a file is larger than anything that is read, and so larger than what was published."""
    try:
        files.read(path)
    except TooLarge:
        return True
    except (FileNotFoundError, NotPlainFile):
        return False
    return False


def _parse(data: bytes) -> tuple[Manifest, bool]:
    """The manifest, and whether a checkout on Windows had rewritten its line ends."""
    try:
        return parse_manifest(data), False
    except BadManifest:
        before = data.replace(b"\r\n", b"\n")
        if before == data:
            raise
        return parse_manifest(before), True


def _besides(reading: _Reading, manifest: Manifest) -> Iterator[tuple[str, Kind]]:
    """What stands in a publication without being listed. A folder that holds nothing listed is not looked into."""
    listed = {*BESIDE, *(entry.path for entry in manifest.berkas)}
    folders = {path[:end] for path in listed for end, letter in enumerate(path) if letter == "/"}
    below = [""]
    while below:
        here = below.pop()
        for name, kind in reading.files.list(f"{manifest.publikasi}/{here}".rstrip("/")).items():
            inside = f"{here}/{name}" if here else name
            if kind is Kind.FOLDER and inside in folders:
                below.append(inside)
            elif inside not in listed or (inside in BESIDE and kind is not Kind.FILE):
                yield f"{manifest.publikasi}/{inside}", kind


def _seals(reading: _Reading, found: list[Publication]) -> None:
    """The signatures beside each manifest, against what the next one says of them; line ends of theirs do not count."""
    for number, publication in enumerate(found):
        after = found[number + 1].manifest if number + 1 < len(found) else None
        follows = after is not None and after.urutan == publication.manifest.urutan + 1
        later = after.segel_sebelumnya if after and follows else None
        names = {*SIGNATURES, *(later or {})}
        for name in sorted(names):
            path = f"{publication.nama}/{name}"
            data = read_plain(reading.files, path) if name in reading.files.list(publication.nama) else None
            if data and b"\r\n" in data:
                reading.lines[path] = data = data.replace(b"\r\n", b"\n")
            if later is None:
                continue
            if data is None and name in later:
                reading.missing(path)
            elif data is not None and later.get(name) != sha256(data):
                reading.say("RKT-644" if name in later else "RKT-646", path, path=path)
        signs = publication.manifest.menandatangani
        signed = any(entry.path == SIGNED_PDF for entry in publication.manifest.berkas)
        if signs and not signed and SIGNATURE not in reading.files.list(publication.nama):
            path = f"{publication.nama}/{SIGNATURE}"
            if path not in reading.lost:
                reading.missing(path)


def _chain(found: list[Publication], branch: bool) -> Iterator[Problem]:
    """Numbers and hashes, each after the one before. A copy in a folder may have lost some: that accuses nobody."""
    before, number = None, 0
    first: dict[str, Publication] = {}
    for publication in found:
        manifest, file = publication.manifest, f"{publication.nama}/{MANIFEST}"
        number += 1
        if manifest.urutan > number and manifest.sebelumnya and not branch:
            lost = problem("RKT-645.publikasi", file, publikasi=publication.nama, jumlah=manifest.urutan - number)
            yield lost.but(severity=Severity.PERINGATAN)
            number = manifest.urutan
        else:
            if manifest.urutan != number:
                yield problem("RKT-648", file, publikasi=publication.nama, urutan=manifest.urutan, seharusnya=number)
            if manifest.sebelumnya != before:
                yield problem("RKT-647", file, publikasi=publication.nama)
        before = publication.sha256
        older = first.setdefault(manifest.commit, publication)
        if older is not publication and not manifest.menandatangani:
            yield problem("RKT-655.ganda", file, publikasi=publication.nama, lama=older.nama)


def _signed(found: list[Publication], branch: bool) -> Iterator[Problem]:
    lost = not branch and bool(found) and found[-1].manifest.urutan > len(found)
    known = {(publication.nama, publication.sha256): publication.manifest.urutan for publication in found}
    for publication in found:
        signs = publication.manifest.menandatangani
        if signs is None or (lost and signs not in known):
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
    expected = head_bytes(newest, newest.manifest.urutan)
    data = read_plain(reading.files, HEAD)
    named = _named(data or b"")
    if data is None or named is None:
        yield problem("RKT-642.hilang", HEAD).but(severity=Severity.PERINGATAN)
    elif not reading.matches(HEAD, data, sha256(expected)):
        words: dict[str, Any] = {"publikasi": newest.nama, "sha256": newest.sha256, "jumlah": newest.manifest.urutan}
        yield problem("RKT-642.beda", HEAD, kepala=named, **words)
    for name in ROOT:
        content = read_plain(reading.files, name)
        if content is None or not reading.matches(name, content, newest.manifest.alat.get(name)):
            yield problem("RKT-641.akar", name, path=name).but(severity=Severity.PERINGATAN)


def _named(data: bytes) -> str | None:
    """What ``kepala.json`` names; ``None`` where it is none."""
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        return None
    return str(value["publikasi"]) if isinstance(value, dict) and "publikasi" in value else None


def read_branch(repo: Repo, tip: str) -> Archive:
    """The archive at a commit."""
    return read_archive(CommitFiles(repo, tip))
