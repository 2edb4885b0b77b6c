"""From the archive and the hand-written pages to the finished site: sources into a folder, MkDocs, then the documents.

The documents are copied after MkDocs is done, byte for byte: it never sees them, so it cannot turn a note of an old
cycle into a page. The finished site takes the place of an older one only when that was made by this program.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rktkit import __version__
from rktkit.faces.site.browser.scripts import HASHES, hashes, scripts, sitemap
from rktkit.faces.site.browser.search import page_of, public, staff
from rktkit.faces.site.built.cache import Cache
from rktkit.faces.site.built.finish import finish
from rktkit.faces.site.collection import Against, Draf, Koleksi, read_collection, read_json
from rktkit.faces.site.pages import Isi, fragments, generate
from rktkit.faces.site.settings import SITE, SOURCES, THEME, complete, dump_settings, load_settings
from rktkit.ground.files import Files, FolderFiles, Kind, read_plain, walk
from rktkit.ground.findings import UsageError
from rktkit.procedure.sop import SOP, Langkah
from rktkit.procedure.timeline import Putaran
from rktkit.procedure.turns import Status
from rktkit.trust.archive.manifest import sha256
from rktkit.trust.archive.publications import SAKSI

MARK = "situs.json"
"""Stands at the top of every site made here: what it was made from; and that this folder may be replaced."""

BUNDLE = "arsip.zip"
"""The whole archive to take home. On the site pages stand among the documents, so a copy of ``arsip/`` is none."""

_ZIP_YEARS = (315532800, 4354819198)
"""The first and the last moment that a zip file can tell: 1980 and 2107."""

HIDDEN = ("naskah",)
"""Folders of ``content/`` that are no pages: the chapters of the document."""


class BuildFailed(Exception):
    """MkDocs refused; carries what it said."""


@dataclass(frozen=True, slots=True)
class Bahan:
    """What a site is made from.

    Args of the office: ``pengaturan`` is ``mkdocs.yml``, ``konten`` the folder of hand-written pages. ``alamat`` is the
    address at which the site will stand, ``waktu`` the moment that its files carry (``SOURCE_DATE_EPOCH``).
    """

    arsip: Files
    pengaturan: Path
    konten: Path
    draf: Sequence[Draf] = ()
    status: Status | None = None
    putaran: Sequence[Putaran] = ()
    """The cycles that the repository remembers."""
    alamat: str | None = None
    waktu: int | None = None
    kantor: Mapping[str, str] = field(default_factory=dict)
    """Name of the office for an archive without publications: ``singkatan``, ``instansi``, ``pemerintah``."""
    sop: Sequence[Langkah] = SOP
    """The steps of the SOP as the office walks them."""
    against: Against | None = None
    """Asks the repository that the archive came from."""
    kepala: Sequence[str] = ()
    """Heads of the archive that were noted before; each must be in its chain."""
    sementara: bool = False
    """The archive was only played through for a look: another build may show another one."""
    simpanan: Path | None = None
    """Where pages of publications are kept between builds."""


def build(bahan: Bahan, output: Path) -> Koleksi:
    """Build the site.

    Args:
        bahan: what it is made from.
        output: where the site goes; missing, empty, or a site made here before.

    Returns:
        What the archive holds, with everything the check found.

    Raises:
        UsageError: ``output`` is something else, or a page would hide a document.
        BuildFailed: MkDocs refused a page.
    """
    _check_output(output)
    known = () if bahan.sementara else _witnessed(output)
    koleksi = read_collection(bahan.arsip, bahan.against, [*bahan.kepala, *known])
    output.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".situs-", dir=output.parent) as folder:
        work = Path(folder)
        made = _write_sources(bahan, koleksi, work / SOURCES)
        shutil.copytree(Path(__file__).parent / THEME, work / THEME)
        settings = complete(load_settings(bahan.pengaturan), koleksi, work / SOURCES, bahan.kantor, bahan.alamat)
        written = dump_settings(settings)
        (work / "mkdocs.yml").write_text(written, "utf-8")
        cache = Cache(bahan.simpanan, written.encode(), work / THEME)
        kept = {path: html for path, data in made.items() if (html := cache.get(path, data)) is not None}
        for path in kept:
            (work / SOURCES / path).unlink()
        _mkdocs(work, moment(bahan, koleksi))
        site = work / SITE
        pages = _finish(koleksi, site, bahan.alamat, {page_of(path): html for path, html in kept.items()})
        for path in filter(cache.lasting, made):
            cache.put(path, made[path], pages[page_of(path)])
        cache.tidy()
        beside = _copy_documents(bahan, koleksi, site, moment(bahan, koleksi))
        _write(site / HASHES, hashes(koleksi, beside))
        _write_mark(bahan, koleksi, site)
        _replace(site, output)
    return koleksi


def moment(bahan: Bahan, koleksi: Koleksi) -> int:
    """The time that the files of the site carry: as asked, else the newest decision's day; never today's clock."""
    if bahan.waktu is not None:
        return bahan.waktu
    days = [terbitan.mulai for terbitan in koleksi.terbitan if terbitan.mulai]
    newest = max(days, default=None)
    return int(datetime(newest.year, newest.month, newest.day, tzinfo=UTC).timestamp()) if newest else 315532800


# --- the sources -----------------------------------------------------------------------------------------------------


def _write_sources(bahan: Bahan, koleksi: Koleksi, folder: Path) -> dict[str, bytes]:
    """Everything that MkDocs reads; returns the pages that were made from the archive."""
    blocks = {f"<!-- rkt: {name} -->": block for name, block in fragments(bahan.sop).items()}
    for path in _content(bahan.konten):
        data = (bahan.konten / path).read_bytes()
        if path.endswith(".md"):
            try:
                text = data.decode()
            except UnicodeDecodeError as error:
                raise UsageError(f"content/{path} bukan UTF-8; simpan ulang sebagai UTF-8.") from error
            for name, block in blocks.items():
                text = text.replace(name, block)
            data = text.encode()
        _write(folder / path, data)
    evidence = dict(_evidence(koleksi))
    isi = Isi(koleksi, evidence, bahan.status, bahan.draf, bahan.putaran, bahan.kantor)
    made = generate(isi)
    for path, data in made.items():
        if (folder / path).exists():
            raise UsageError(f"{bahan.konten / path} dibuat oleh rkt sendiri; beri nama lain pada halaman itu.")
        _write(folder / path, data)
    return made


def _content(folder: Path) -> Iterator[str]:
    """The hand-written files, links left out."""
    for place, folders, names in os.walk(folder):
        here = Path(place).relative_to(folder).as_posix()
        top = here == "."
        folders[:] = sorted(name for name in folders if not name.startswith(".") and not (top and name in HIDDEN))
        for name in sorted(names):
            if not name.startswith(".") and not (Path(place) / name).is_symlink():
                yield name if top else f"{here}/{name}"


def _evidence(koleksi: Koleksi) -> Iterator[tuple[str, Mapping[str, Any] | None]]:
    for terbitan in koleksi.terbitan:
        for publication in terbitan.tanda_tangan:
            yield publication.nama, read_json(koleksi.arsip.files, f"{publication.nama}/bukti.json")


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


# --- MkDocs ----------------------------------------------------------------------------------------------------------


def _mkdocs(work: Path, when: int) -> None:
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("MKDOCS", "PYTHON"))},
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
        "PYTHONDONTWRITEBYTECODE": "1",
        "SOURCE_DATE_EPOCH": str(when),
    }
    done = subprocess.run(  # noqa: S603 - our own interpreter, arguments of our own
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--config-file", str(work / "mkdocs.yml")],
        cwd=work,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        said = (done.stdout + done.stderr).replace(f"{work / SOURCES}/", "").splitlines()
        raise BuildFailed("\n".join(line for line in said if line.strip() and not line.startswith("INFO")))


def _finish(koleksi: Koleksi, site: Path, alamat: str | None, kept: Mapping[str, str]) -> dict[str, str]:
    """What is made of the built pages: each as it is served, and the indexes of the search. Returns all pages."""
    pages: dict[str, str] = {}
    for path, html in kept.items():
        pages[path] = html
        _write(site / path, html.encode())
    for place in sorted(site.rglob("*.html")):
        path = place.relative_to(site).as_posix()
        if path in kept:
            continue
        pages[path] = html = finish(path, place.read_text("utf-8"))
        _write(place, html.encode())
    _write(site / "assets/cari-publik.js", public(koleksi, pages))
    _write(site / "assets/cari-petugas.js", staff(pages))
    for path, data in scripts(koleksi, alamat):
        _write(site / path, data)
    for path in ("sitemap.xml", "sitemap.xml.gz"):  # without addresses it names no page
        if not alamat or path.endswith(".gz"):
            (site / path).unlink(missing_ok=True)
    if alamat:
        _write(site / "sitemap.xml", sitemap(pages, alamat))
    return pages


# --- the documents ---------------------------------------------------------------------------------------------------


def _copy_documents(bahan: Bahan, koleksi: Koleksi, site: Path, when: int) -> dict[str, str]:
    """The archive and the drafts. Returns SHA-256 → path of what no manifest lists."""
    files = koleksi.arsip.files
    listed = {f"{p.nama}/{entry.path}" for p in koleksi.arsip.publications for entry in p.manifest.berkas}
    folders = [publication.nama for publication in koleksi.arsip.publications]
    paths = [path for folder in folders for path, kind in walk(files, folder) if kind is Kind.FILE]
    if folders:
        paths += [name for name, kind in files.list("").items() if kind is Kind.FILE]
        paths += [path for path, kind in walk(files, SAKSI) if kind is Kind.FILE]
    copied, beside = [], {}
    for path in paths:
        data = read_plain(files, path)
        if data is not None:  # what cannot be read is among the archive's findings
            _copy(data, site, f"arsip/{path}")
            copied.append(path)
            if path not in listed:
                beside[sha256(data)] = path
    if copied:
        _bundle(files, copied, site / BUNDLE, when)
        beside[sha256((site / BUNDLE).read_bytes())] = BUNDLE
    for draf in bahan.draf:
        for path in draf.berkas:
            _copy(draf.files.read(path), site, f"{draf.folder}/{path}")
    return beside


def _copy(data: bytes, site: Path, path: str) -> None:
    target = site / path
    if target.exists() or not target.resolve().is_relative_to(site.resolve()):
        raise UsageError(f"{path} tidak dapat disalin: namanya sama dengan halaman situs, atau keluar dari situs.")
    _write(target, data)


def _bundle(files: Files, paths: Sequence[str], target: Path, when: int) -> None:
    """The archive in one file. The same archive and moment give the same bytes."""
    stamp = datetime.fromtimestamp(min(max(when, _ZIP_YEARS[0]), _ZIP_YEARS[1]), UTC).timetuple()[:6]
    with zipfile.ZipFile(target, "x", zipfile.ZIP_DEFLATED) as bundle:
        for path in sorted(paths):
            entry = zipfile.ZipInfo(f"arsip/{path}".encode("utf-8", "backslashreplace").decode(), stamp)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            bundle.writestr(entry, files.read(path))


def _write_mark(bahan: Bahan, koleksi: Koleksi, site: Path) -> None:
    value = {
        "alat": f"rktkit {__version__}",
        "kepala": koleksi.kepala,
        "publikasi": len(koleksi.arsip.publications),
        "saksi": [] if bahan.sementara else sorted({*koleksi.hilang, *filter(None, [koleksi.kepala])}),
    }
    _write(site / MARK, (json.dumps(value, indent=2, sort_keys=True) + "\n").encode())


def _witnessed(output: Path) -> list[str]:
    """The heads that the site in this place has shown: the archive went on from there, or was rewritten."""
    mark = read_json(FolderFiles(output), MARK) if output.is_dir() else None
    heads = (mark or {}).get("saksi")
    return [head for head in heads if isinstance(head, str)] if isinstance(heads, list) else []


# --- putting it in place ---------------------------------------------------------------------------------------------


def _check_output(output: Path) -> None:
    if output.is_symlink() or (output.exists() and not output.is_dir()):
        raise UsageError(f"{output} bukan folder biasa.")
    if output.is_dir() and any(output.iterdir()) and not (output / MARK).is_file():
        raise UsageError(f"{output} berisi hal lain; sebutkan folder kosong, atau folder situs yang dibuat sebelumnya.")


def _replace(site: Path, output: Path) -> None:
    """Two renames: a reader never meets half a site."""
    old = site.with_name("lama")
    if output.exists():
        output.rename(old)
    site.rename(output)
    output.chmod(0o755)
    shutil.rmtree(old, ignore_errors=True)
