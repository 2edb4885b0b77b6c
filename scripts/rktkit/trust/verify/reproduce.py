"""Make a publication's documents again from its sources, and compare.

A signature on a merge, or the repository, speaks for the sources. That the PDF, the tables and the decision in the
manifest follow from them is shown by compiling once more. Other code or other libraries may give other bytes without
anybody having done anything: a difference accuses only where the tools are the same. Equal bytes prove it in any case.
"""

from collections.abc import Mapping

from rktkit.documents import render_format
from rktkit.documents.amendment import replace_perubahan
from rktkit.documents.compile import compile_rkt
from rktkit.documents.context import Context
from rktkit.ground.catalogue.trust import problem
from rktkit.ground.files import MemoryFiles
from rktkit.ground.findings import Refusal
from rktkit.ground.git.objects import parse_commit
from rktkit.plan.document import Rkt
from rktkit.trust.archive.evidence import BUKTI
from rktkit.trust.archive.make import KODE, LIBRARIES, amended, code, decision, documents, tools
from rktkit.trust.archive.manifest import MANIFEST, Manifest, sha256
from rktkit.trust.archive.objects import SIGNED_PDF
from rktkit.trust.archive.publications import Archive
from rktkit.trust.verify.witness import Papers, Witness

ALL_SAME = "Semua dokumen sama dengan hasil kompilasi ulang dari sumbernya"
DATA_SAME = "Data (rkt.json) sama dengan hasil kompilasi ulang dari sumbernya"

_OWN = frozenset({BUKTI, SIGNED_PDF})
"""What no compilation can make."""


def reproduced(archive: Archive, papers: Papers, *, everything: bool) -> Witness:
    """Compile the sources again and compare.

    Args:
        papers: of a publication that carries a plan.
        everything: every document; else only ``rkt.json`` and the manifest's decision, and only with the same code.
    """
    found = Witness()
    manifest = papers.publication.manifest
    reason = _other_tools(manifest, everything=everything)
    if reason and not everything:
        found.missing.append(f"Kompilasi ulang tidak dicoba: {reason}")
        return found
    try:
        different = _compare(archive, papers, everything=everything)
    except (Refusal, ValueError):  # not what this code would have published; of other code nobody can say
        different = ["rkt.json"]
    if not different:
        found.shown.append(ALL_SAME if everything else DATA_SAME)
    elif reason and MANIFEST not in different:  # the name and the decision stand in the sources as they are
        found.missing.append(f"Kompilasi ulang memberi {', '.join(different[:3])} yang berbeda, tetapi {reason}")
    else:
        name = manifest.publikasi
        found.problems += [problem("RKT-668", f"{name}/{path}", path=path, publikasi=name) for path in different]
    return found


def _other_tools(manifest: Manifest, *, everything: bool) -> str:
    """Why a difference would prove nothing; empty when the tools are the same."""
    if manifest.alat.get(KODE) != code():
        return f"publikasi ini dibuat dengan rktkit {manifest.alat.get('rktkit')} yang lain"
    here = tools() if everything else {}
    other = [library for library in LIBRARIES if library in here and manifest.alat.get(library) != here[library]]
    return f"di sini {', '.join(other)} versi lain" if other else ""


def _compare(archive: Archive, papers: Papers, *, everything: bool) -> list[str]:
    """The paths that differ, or are there without following from the sources."""
    manifest = papers.publication.manifest
    rkt = compile_rkt(MemoryFiles(papers.sources), manifest.tahun, final=True)
    listed = {entry.path: entry.sha256 for entry in manifest.berkas if entry.path not in _OWN}
    again = _again(archive, papers, rkt, everything=everything)
    paths = again.keys() | listed.keys() if everything else again.keys()
    different = [path for path in sorted(paths) if path not in again or listed.get(path) != sha256(again[path])]
    stated = rkt.publikasi == manifest.publikasi and decision(rkt) == manifest.penetapan
    return different if stated else [MANIFEST, *different]


def _again(archive: Archive, papers: Papers, rkt: Rkt, *, everything: bool) -> Mapping[str, bytes]:
    manifest = papers.publication.manifest
    earlier = Archive(archive.files, archive.publications[: manifest.urutan - 1], ())
    before = amended(earlier, rkt.tahun, rkt.urutan) if rkt.jenis == "perubahan" else None
    rkt = replace_perubahan(rkt, before) if before else rkt
    if not everything:
        return render_format("json", rkt, Context(final=True, commit=manifest.commit))
    time = parse_commit(manifest.commit, papers.commits[manifest.commit]).time
    bukti = {name: value for name, value in papers.bukti.items() if name != "tte"}
    return documents(rkt, papers.sources, bukti, manifest.sebelumnya, time, before)
