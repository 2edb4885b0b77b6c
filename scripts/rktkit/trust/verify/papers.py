"""A publication's own papers: evidence, sources, and the Git objects that tie the two together.

What contradicts itself is told apart from what is not at hand: a copy with a file missing accuses nobody.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from rktkit.ground.catalogue.rules import show
from rktkit.ground.catalogue.trust import problem
from rktkit.ground.files import read_plain
from rktkit.ground.findings import Problem
from rktkit.plan.calendar import moment
from rktkit.trust.archive.evidence import BUKTI, BadBukti, Given, read_given
from rktkit.trust.archive.manifest import SEAL, SIGNATURE, STAMP
from rktkit.trust.archive.objects import SUMBER, BadProof, check_proof
from rktkit.trust.archive.publications import Archive, Publication


@dataclass(frozen=True, slots=True)
class Papers:
    """What a publication holds.

    Attributes:
        bukti: empty where it cannot be read.
        given: ``None`` for a mere signature, or where the evidence cannot be read.
        commits: the raw commits, where they hold exactly these sources.
        seal: the Kepala Dinas' signature over the manifest; ``machine``: the publishing machine's.
        stamp: a time-stamp over the manifest.
        wrong: what contradicts; ``missing``: what is not at hand, in the reader's words.
    """

    publication: Publication
    bukti: Mapping[str, Any]
    given: Given | None
    sources: Mapping[str, bytes]
    commits: Mapping[str, bytes]
    manifest: bytes
    seal: bytes | None
    machine: bytes | None
    stamp: bytes | None
    wrong: tuple[Problem, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def nama(self) -> str:
        """``2027/murni-0``."""
        return self.publication.nama

    @property
    def signs(self) -> tuple[str, str] | None:
        """What a mere signature signs."""
        return self.publication.manifest.menandatangani

    @property
    def server_time(self) -> datetime | None:
        """When the publishing machine published, by its own clock."""
        return self.given.server_time if self.given else moment(self.bukti.get("waktu_server"))

    @property
    def introduced(self) -> str | None:
        """A policy that was introduced anew with this publication, for every reader; ``None``: there is none."""
        said = self.given.introduction if self.given else None
        if not said or said.get("pertama") is True:
            return None
        where, why = show(said.get("commit")), show(said.get("pesan"))
        return f"Kebijakan diperkenalkan ulang pada commit {where}, tanpa persetujuan kebijakan sebelumnya: {why}"


def read_papers(archive: Archive, publication: Publication) -> Papers:
    """Read what a publication holds and recompute that the Git objects in it hold its sources."""
    name, manifest = publication.nama, publication.manifest
    listed = [entry.path for entry in manifest.berkas if entry.path.startswith(SUMBER)]
    read = {path.removeprefix(SUMBER): read_plain(archive.files, f"{name}/{path}") for path in listed}
    sources = {path: data for path, data in read.items() if data is not None}
    lost = [path for path, data in read.items() if data is None]
    missing = [f"Sumber {lost[0]} tidak ada di salinan ini"] if lost else []
    wrong: list[Problem] = []
    bukti, given = _evidence(archive, publication, wrong, missing)
    commits: dict[str, bytes] = {}
    if given and given.commit != manifest.commit:
        wrong.append(problem("RKT-654", f"{name}/{BUKTI}", publikasi=name, sebab="commitnya lain"))
    elif given and not lost:
        try:
            commits = check_proof(given.git, given.commit, given.naskah, manifest.tahun, sources)
        except BadProof as error:
            wrong.append(problem("RKT-662", f"{name}/{BUKTI}", publikasi=name, sebab=error))
    beside = {
        part: read_plain(archive.files, f"{name}/{part}") if f"{name}/{part}" in _there(archive, name) else None
        for part in (SIGNATURE, SEAL, STAMP)
    }
    return Papers(
        publication, bukti, given, sources, commits, manifest.to_bytes(), beside[SIGNATURE], beside[SEAL],
        beside[STAMP], tuple(wrong), tuple(missing),
    )  # fmt: skip


def _there(archive: Archive, name: str) -> set[str]:
    return {f"{name}/{one}" for one in archive.files.list(name)}


def _evidence(
    archive: Archive, publication: Publication, wrong: list[Problem], missing: list[str]
) -> tuple[Mapping[str, Any], Given | None]:
    name = publication.nama
    data = read_plain(archive.files, f"{name}/{BUKTI}")
    if data is None:
        missing.append("bukti.json tidak ada di salinan ini")
        return {}, None
    try:
        bukti = json.loads(data)
        if not isinstance(bukti, dict):
            raise BadBukti("bukan susunan yang dikenal")
        return bukti, None if publication.manifest.menandatangani else read_given(bukti)
    except (ValueError, RecursionError, BadBukti) as error:
        sebab = str(error) if isinstance(error, BadBukti) else "tidak dapat dibaca"
        wrong.append(problem("RKT-654", f"{name}/{BUKTI}", publikasi=name, sebab=sebab))
        return {}, None
