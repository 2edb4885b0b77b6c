"""Archives for the tests of the site: real documents and real manifests in a chain, without Git and without waiting."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha1
from pathlib import Path
from typing import Any

from rktkit.documents import render_format
from rktkit.documents.compile.rkt import compile_rkt
from rktkit.documents.context import Context
from rktkit.faces.site.build import Bahan
from rktkit.faces.site.collection import Draf
from rktkit.ground.files import Files, FolderFiles, MemoryFiles
from rktkit.plan.document import Rkt
from rktkit.procedure.rehearsal.years import MURNI
from rktkit.procedure.timeline import Putaran
from rktkit.procedure.turns import Status
from rktkit.trust.archive.manifest import MANIFEST, Manifest, json_bytes, list_files, sha256
from rktkit.trust.archive.publications import HEAD, ROOT, Publication, head_bytes, root_files
from tests import places
from tests.sample import CONTOH

PROJECT = places.ROOT
NASKAH = "7b8b965ad4bca0e41ab51de7b31363a1a1b2c3d4"
FINGERPRINT = "SHA256:uNiVztksCsDhcc0u9e8BgrJXVGbWrKZoFaZPRgKJ1ks"


def commit_of(name: str) -> str:
    """A commit of its own for each plan, as every merge is."""
    return sha1(name.encode(), usedforsecurity=False).hexdigest()


def archive(
    plans: Sequence[Rkt],
    *,
    formats: Sequence[str] = ("json", "csv", "html"),
    bukti: Mapping[str, Any] | None = None,
    sumber: Mapping[str, bytes] | None = None,
) -> dict[str, bytes]:
    """The files of an archive with these plans, published one after the other.

    An RKT Perubahan amends the plan before it. ``bukti`` goes into every publication; ``None`` gives a typical one.
    ``sumber``: references that each rests on.
    """
    tree: dict[str, bytes] = {}
    newest, before = None, None
    for number, plan in enumerate(plans, 1):
        evidence = bukti if bukti is not None else evidence_of(plan)
        context = Context(
            final=True,
            commit=commit_of(plan.publikasi),
            sebelumnya=newest.sha256 if newest else None,
            bukti=evidence,
            semula=before if plan.urutan else None,
            waktu=datetime(plan.tahun - 1, 12, 1, tzinfo=UTC),
        )
        files = {"bukti.json": json_bytes(evidence), f"sumber/rkt/{plan.tahun}/notulen.md": b"# Notulen\n"}
        files |= {f"sumber/{path}": data for path, data in (sumber or {}).items()}
        for name in formats:
            files |= render_format(name, plan, context)
        newest = publish(tree, plan.publikasi, files, newest, number, penetapan=decision(plan))
        before = plan
    return tree


def publish(
    tree: dict[str, bytes],
    name: str,
    files: Mapping[str, bytes],
    before: Publication | None,
    number: int,
    *,
    penetapan: Mapping[str, str],
    signs: tuple[str, str] | None = None,
) -> Publication:
    """Add a publication to a tree of files and bring the root up to date."""
    root = root_files()
    manifest = Manifest(
        publikasi=name,
        urutan=number,
        sebelumnya=before.sha256 if before else None,
        tahun=int(name[:4]),
        jenis=name[5:].split("-")[0],
        penetapan=penetapan,
        commit=commit_of(signs[0] if signs else name),
        berkas=list_files(files),
        alat={"rktkit": "0", **{path: sha256(root[path]) for path in ROOT}},
        menandatangani=signs,
    )
    tree |= {f"{name}/{path}": data for path, data in files.items()}
    tree[f"{name}/{MANIFEST}"] = manifest.to_bytes()
    published = Publication(manifest, manifest.sha256)
    tree |= root
    tree[HEAD] = head_bytes(published, number)
    return published


def decision(plan: Rkt) -> dict[str, str]:
    """The ``penetapan`` of a manifest."""
    decided = plan.penetapan
    if decided is None:
        return {}
    return {
        "nomor": decided.nomor,
        "tanggal": decided.tanggal.isoformat(),
        "jabatan": decided.jabatan,
        "pejabat": decided.pejabat,
    }


def evidence_of(plan: Rkt) -> dict[str, Any]:
    """Evidence as ``bukti.json`` keeps it: the Sekretaris by the forge, the Kepala Dinas by forge and key."""
    who = plan.penetapan.pejabat if plan.penetapan else "CONTOH Kepala Dinas"
    when = plan.penetapan.tanggal.isoformat() if plan.penetapan else "2026-12-01"
    kepala = {"nama": who, "jabatan": "Kepala Dinas", "status": "definitif", "waktu": f"{when}T02:00:00+00:00"}
    return {
        "versi": 1,
        "commit": commit_of(plan.publikasi),
        "induk": ["0" * 40, NASKAH],
        "waktu_server": f"{when}T02:00:05+00:00",
        "alamat": None,
        "kebijakan": {"commit": "0" * 40, "sha256": "0" * 64, "wajib": ["forge", "ssh"]},
        "kepala": [
            {**kepala, "tingkat": "forge", "tanda": "mnor"},
            {**kepala, "tingkat": "ssh", "tanda": FINGERPRINT},
        ],
        "sekretaris": {
            "nama": "CONTOH Sekretaris Dinas",
            "jabatan": "Sekretaris Dinas",
            "status": "definitif",
            "tingkat": "forge",
            "waktu": f"{when}T01:00:00+00:00",
            "tanda": "contoh-sekretaris",
        },
        "perubahan_kebijakan": [],
        "perkenalan": None,
        "catatan_forge": None,
        "git": {},
    }


def sample_plans() -> list[Rkt]:
    """The sample years: 2025, 2026 and its Perubahan."""
    files: Files = FolderFiles(CONTOH)
    first = MURNI / "2026-murni"
    murni = MemoryFiles({f"rkt/2026/{path.name}": path.read_bytes() for path in first.iterdir()}, files)
    plan_2026 = compile_rkt(murni, 2026, final=True)
    return [
        compile_rkt(files, 2025, final=True),
        plan_2026,
        compile_rkt(files, 2026, final=True, semula=plan_2026),
    ]


def write(tree: Mapping[str, bytes], folder: Path) -> Path:
    """Put a tree of files on the disk."""
    for path, data in tree.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    return folder


def other_year(plan: Rkt, tahun: int) -> Rkt:
    """The same plan for another year, decided in the year before."""
    decided = plan.penetapan and replace(plan.penetapan, tanggal=plan.penetapan.tanggal.replace(year=tahun - 1))
    return replace(plan, tahun=tahun, penetapan=decided)


def compiled(plan: Rkt) -> dict[str, bytes]:
    """What ``rkt compile`` writes for a draft, without the slow formats."""
    context = Context(final=False, commit=commit_of("draf"))
    return {path: data for name in ("json", "csv") for path, data in render_format(name, plan, context).items()}


def bahan(
    arsip: Files,
    *,
    status: Status | None = None,
    draf: Sequence[Draf] = (),
    alamat: str | None = None,
    putaran: Sequence[Putaran] = (),
) -> Bahan:
    """What a site is made from: an archive, and the project's own settings and pages."""
    return Bahan(arsip, PROJECT / "mkdocs.yml", PROJECT / "content", draf, status, putaran, alamat)
