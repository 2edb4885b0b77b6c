"""Makes a publication: its sources, its documents, its manifest, and what it was made with (``alat``).

Whoever compiles the sources again must know whether he has the same tools. A version alone cannot tell: an office runs
the code of its own repository, which changes without a new version; so there is the hash of this very code as well.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from rktkit import __version__
from rktkit.documents import chapters, render
from rktkit.documents.chapters import shipped
from rktkit.documents.context import Context
from rktkit.documents.data.json import read_rkt
from rktkit.ground.catalogue import rules as catalogue
from rktkit.ground.catalogue.trust import problem
from rktkit.ground.files import Files, Kind, limit, read_plain
from rktkit.ground.findings import Refusal, UsageError
from rktkit.ground.git.files import CommitFiles
from rktkit.ground.git.repo import Repo
from rktkit.ground.records import RecordError
from rktkit.plan.document import Rkt
from rktkit.plan.layout import pengesahan_path, siklus_path
from rktkit.plan.load.files import read_bytes
from rktkit.plan.load.office import load_siklus
from rktkit.trust.archive.branch import newest
from rktkit.trust.archive.manifest import (
    SIGNATURES,
    BadManifest,
    Manifest,
    list_files,
    parse_manifest,
    sha256,
)
from rktkit.trust.archive.objects import SUMBER, is_published
from rktkit.trust.archive.presigned import read_draft, render_paper
from rktkit.trust.archive.publications import Archive, root_files
from rktkit.trust.archive.read import read_branch


def read_sources(tree: CommitFiles, tahun: int) -> dict[str, bytes]:
    """What goes into ``sumber/``: path in the repository → bytes.

    Raises:
        Refusal: RKT-007, one of them is no plain file; RKT-004, one is larger than any of its kind.
    """
    paths = [p for p, entry in sorted(tree.entries.items()) if entry.kind is not Kind.FOLDER and is_published(p, tahun)]
    links = [path for path in paths if tree.entries[path].kind is Kind.OTHER]
    if links:
        raise Refusal([catalogue.problem("RKT-007", path, catalogue.At(), berkas=path) for path in links])
    read = {path: read_bytes(tree, path) for path in paths}
    wrong = [found for _, problems in read.values() for found in problems]
    if wrong:
        raise Refusal(wrong)
    return {path: data for path, (data, _) in read.items() if data is not None}


def documents(
    rkt: Rkt,
    sources: Mapping[str, bytes],
    bukti: Mapping[str, Any],
    sebelumnya: str | None,
    waktu: datetime,
    semula: Rkt | None,
) -> dict[str, bytes]:
    """Every file of a publication that follows from its sources, its evidence and the manifest before it."""
    context = _context(sources, bukti, sebelumnya, waktu, semula)
    made = {**{SUMBER + path: data for path, data in sources.items()}, **render(rkt, context)}
    draft = read_draft(bukti)
    if draft:
        made["rkt.pdf"] = render_paper(rkt, draft.context(context))
    return made


def _context(
    sources: Mapping[str, bytes],
    bukti: Mapping[str, Any],
    sebelumnya: str | None,
    waktu: datetime,
    semula: Rkt | None,
) -> Context:
    known = {"commit": str(bukti["commit"]), "url": bukti["alamat"], "sebelumnya": sebelumnya}
    return replace(office_context(sources, semula), bukti=bukti, waktu=waktu, **known)


def office_context(sources: Mapping[str, bytes], semula: Rkt | None) -> Context:
    """What the documents show of the office's own: its chapter texts and mark, and the plan that is amended."""
    return Context(final=True, semula=semula, bab=chapters.own(sources), lambang=sources.get(chapters.LAMBANG))


def check_place(archive: Archive, plan: Files, tahun: int) -> None:
    """A name is given once, and an amendment follows what it amends. Asked before the plan itself is judged.

    Args:
        archive: what is published.
        plan: the files of the plan; a cycle that cannot be read is told where the plan is.
        tahun: its year.

    Raises:
        Refusal: RKT-655 or RKT-649.
    """
    siklus, _ = load_siklus(plan, tahun)
    if siklus is None:
        return
    publikasi = f"{tahun}/{siklus.nama}"
    taken = archive.find(publikasi)
    if taken:
        words: dict[str, Any] = {"lama": taken.manifest.commit, "tahun": tahun}
        raise Refusal([problem("RKT-655", siklus_path(tahun), publikasi=publikasi, **words)])
    if siklus.jenis == "perubahan":
        before = amended_name(tahun, siklus.urutan or 0)
        if archive.find(before) is None:
            words = {"sebelumnya": before, "tahun": tahun}
            raise Refusal([problem("RKT-649", siklus_path(tahun), publikasi=publikasi, **words)])


def amended_name(tahun: int, urutan: int) -> str:
    """The publication that the ``urutan``-th amendment of a year changes."""
    return f"{tahun}/murni-0" if urutan <= 1 else f"{tahun}/perubahan-{urutan - 1}"


def amended(archive: Archive, tahun: int, urutan: int) -> Rkt | None:
    """The plan that the ``urutan``-th amendment of a year changes; ``None`` when it is not published.

    Raises:
        Refusal: RKT-645, it is, but its data cannot be read.
    """
    name = amended_name(tahun, urutan)
    if archive.find(name) is None:
        return None
    try:
        return read_rkt(read_plain(archive.files, f"{name}/rkt.json") or b"")
    except RecordError as error:
        raise Refusal([problem("RKT-645", f"{name}/rkt.json", path=f"{name}/rkt.json")]) from error


def semula(base: Path, tahun: int, urutan: int) -> Rkt | None:
    """The published plan that a draft in the working folder amends; ``None`` without repository, archive or plan."""
    try:
        with Repo(base) as repo:
            tip = newest(repo)
            return amended(read_branch(repo, tip), tahun, urutan) if tip else None
    except UsageError:
        return None


def decision(rkt: Rkt) -> dict[str, str]:
    """``penetapan`` of the manifest; empty when the decision is not complete."""
    decided = rkt.penetapan
    if decided is None:
        return {}
    tanggal = decided.tanggal.isoformat()
    return {"nomor": decided.nomor, "tanggal": tanggal, "jabatan": decided.jabatan, "pejabat": decided.pejabat}


def build_manifest(
    archive: Archive, rkt: Rkt, commit: str, files: Mapping[str, bytes], signs: tuple[str, str] | None = None
) -> Manifest:
    """The manifest of the next publication.

    Args:
        archive: what it is added to.
        rkt: the plan; its decision must be complete.
        commit: full hash of the merge.
        files: everything in the publication but the manifest and its signature.

    Raises:
        Refusal: RKT-637, the decision is not complete; RKT-643, a file has a name that no archive should hold.
    """
    if rkt.penetapan is None:
        file = pengesahan_path(rkt.tahun)
        raise Refusal([problem("RKT-637", file, tahun=rkt.tahun, isian="tempat, dasar, atau jabatan")])
    large = next((path for path, data in files.items() if len(data) > limit(path)), None)
    if large:  # no reader would open it
        reason = f"{large} lebih besar dari {limit(large) // 1024} KiB"
        raise Refusal([problem("RKT-643", ".", publikasi=rkt.publikasi, sebab=reason)])
    manifest = Manifest(
        publikasi=rkt.publikasi,
        urutan=len(archive.publications) + 1,
        sebelumnya=archive.head,
        tahun=rkt.tahun,
        jenis=rkt.jenis,
        penetapan=decision(rkt),
        commit=commit,
        berkas=list_files(files),
        alat=tools(),
        menandatangani=signs,
        segel_sebelumnya=seals_before(archive),
    )
    try:
        return parse_manifest(manifest.to_bytes())
    except BadManifest as error:
        raise Refusal([problem("RKT-643", ".", publikasi=rkt.publikasi, sebab=error)]) from error


def seals_before(archive: Archive) -> dict[str, str] | None:
    """The signature files beside the newest manifest, by name, with their SHA-256; ``None``: nothing came before."""
    if not archive.publications:
        return None
    before = archive.publications[-1].nama
    there = archive.files.list(before)
    found = {name: read_plain(archive.files, f"{before}/{name}") for name in SIGNATURES if name in there}
    return {name: sha256(data) for name, data in found.items() if data is not None}


KODE = "kode"


LIBRARIES = ("jinja2", "typst", "xlsxwriter")


_PACKAGE = Path(__file__).parents[2]


MAKERS = ("documents", "ground", "plan", "rules")
"""What turns sources into documents: the pure packages. The rest of the program may change without changing one."""


def tools() -> dict[str, str]:
    """``alat``: versions, the hash of the code, and the hashes of the files at the archive's root."""
    made = {"rktkit": __version__, KODE: code(), **{name: version(name) for name in LIBRARIES}}
    return {**made, **{name: sha256(data) for name, data in root_files().items()}}


@cache
def code() -> str:
    """One hash for every file of the program that can change a document: its code, templates, fonts and texts."""
    total = hashlib.sha256()
    places = [_PACKAGE / name for name in MAKERS]
    paths = [path for place in places for path in (place.rglob("*") if place.is_dir() else [place])]
    made = (path for path in paths if path.is_file() and "__pycache__" not in path.parts)
    files = {path.relative_to(_PACKAGE).as_posix(): path.read_bytes() for path in made}
    files |= {f"naskah/{name}": text.encode() for name, text in shipped().items()}
    for name, data in sorted(files.items()):
        total.update(f"{name}\0{sha256(data)}\n".encode())
    return total.hexdigest()
