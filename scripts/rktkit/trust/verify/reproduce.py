"""Make a publication's documents again from its sources, where a reader asks for it. It never decides.

Other code or other libraries give other bytes without anybody having done anything, and in twenty years nobody has
today's. So equal bytes are one more sentence, and different ones are none.
"""

from rktkit.documents.compile.amendment import replace_perubahan
from rktkit.documents.compile.rkt import compile_rkt
from rktkit.ground.files import MemoryFiles
from rktkit.ground.findings import Refusal
from rktkit.ground.git.objects import parse_commit
from rktkit.trust.archive.evidence import BUKTI
from rktkit.trust.archive.make import amended, decision, documents
from rktkit.trust.archive.manifest import sha256
from rktkit.trust.archive.objects import SIGNED_PDF
from rktkit.trust.archive.publications import Archive
from rktkit.trust.verify.papers import Papers

ALL_SAME = "Semua dokumen sama dengan hasil kompilasi ulang dari sumbernya"

_OWN = frozenset({BUKTI, SIGNED_PDF})
"""What no compilation can make."""


def reproduced(archive: Archive, papers: Papers) -> list[str]:
    """One sentence where every document comes out the same; nothing where it does not, or cannot be tried."""
    try:
        return [ALL_SAME] if _same(archive, papers) else []
    except (Refusal, ValueError, KeyError):
        return []


def _same(archive: Archive, papers: Papers) -> bool:
    manifest = papers.publication.manifest
    rkt = compile_rkt(MemoryFiles(papers.sources), manifest.tahun, final=True)
    earlier = Archive(archive.files, archive.publications[: manifest.urutan - 1], ())
    before = amended(earlier, rkt.tahun, rkt.urutan) if rkt.jenis == "perubahan" else None
    rkt = replace_perubahan(rkt, before) if before else rkt
    time = parse_commit(manifest.commit, papers.commits[manifest.commit]).time
    bukti = {name: value for name, value in papers.bukti.items() if name != "tte"}
    again = documents(rkt, papers.sources, bukti, manifest.sebelumnya, time, before)
    listed = {entry.path: entry.sha256 for entry in manifest.berkas if entry.path not in _OWN}
    if any(path.startswith(f"{manifest.publikasi}/") for path in {*archive.hilang, *archive.baris}):
        return False
    wrong = [one for one in archive.problems if one.file.startswith(f"{manifest.publikasi}/") and one.rule == "RKT-644"]
    stated = rkt.publikasi == manifest.publikasi and decision(rkt) == manifest.penetapan
    return stated and not wrong and listed == {path: sha256(data) for path, data in again.items()}
