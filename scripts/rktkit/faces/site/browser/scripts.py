"""Data that pages read in the browser, as classic scripts, and a feed: hashes, rows to compare, what came last."""

import json
from collections.abc import Iterable, Iterator, Mapping
from xml.sax.saxutils import escape, quoteattr

from rktkit.faces.site.collection import Koleksi, Terbitan
from rktkit.faces.site.escape import text
from rktkit.faces.site.render import rows_name
from rktkit.plan.writing import words
from rktkit.trust.archive.manifest import MANIFEST

HASHES = "assets/sidik.js"
ROWS = "assets/baris"
FEED = "umpan.xml"


def scripts(koleksi: Koleksi, alamat: str | None) -> Iterator[tuple[str, bytes]]:
    """Path on the site and bytes of each, but for the hashes, which are known when the documents are in place."""
    for terbitan in koleksi.terbitan:
        if terbitan.rkt:
            yield f"{ROWS}/{rows_name(terbitan.nama)}", rows(terbitan)
    if koleksi.terbitan:
        yield FEED, feed(koleksi, alamat)


def hashes(koleksi: Koleksi, beside: Mapping[str, str]) -> bytes:
    """Every file of the archive by its SHA-256, and what is to be said of its publication.

    Args:
        koleksi: the archive.
        beside: SHA-256 → path in the archive, of the files that no manifest lists: signatures, the archive's root, the
            bundle.
    """
    plans = {}
    files: dict[str, tuple[str, str]] = {}
    titles = {t.nama: t for t in koleksi.terbitan}
    for publication in koleksi.arsip.publications:
        signs = publication.manifest.menandatangani
        t = titles.get(signs[0] if signs else publication.nama)
        later = titles.get(t.pengganti or "") if t else None
        told = [t.judul, f"{t.folder}/index.html", t.berlaku] if t else [publication.nama, "arsip/index.html", "–"]
        plans[publication.nama] = [*told, later.judul if later else None]
        files[publication.sha256] = (publication.nama, MANIFEST)
        for entry in publication.manifest.berkas:  # the same bytes may stand in several; the newest is told
            files[entry.sha256] = (publication.nama, entry.path)
    for sha256, path in beside.items():
        name = "/".join(path.split("/")[:2])
        files.setdefault(sha256, (name, path.removeprefix(f"{name}/")) if name in plans else ("", path))
    value = {"publikasi": plans, "berkas": files}
    return f"globalThis.rktSidik = {_json(value)};\n".encode()


def rows(t: Terbitan) -> bytes:
    """What a plan holds, by kode: to be compared with another."""
    assert t.rkt is not None
    subs: dict[str, list[object]] = {}
    for program, _, sub in t.rkt.sub_kegiatan():
        if sub.kode in subs:  # shared by two bidang: the money is added up
            subs[sub.kode][1] = int(str(subs[sub.kode][1])) + sub.pagu
        else:
            subs[sub.kode] = [sub.nama, sub.pagu, f"{words.nilai(sub.target)} {sub.satuan}", program.bidang]
    value = {
        "judul": t.judul,
        "halaman": f"{t.folder}/index.html",
        "pagu": t.rkt.pagu,
        "bidang": {b.kode: [b.nama, b.pagu] for b in t.rkt.bidang},
        "indikator": {
            i.kode or i.uraian: [i.uraian, f"{words.nilai(i.target)} {i.satuan}"]
            for sasaran in t.rkt.sasaran
            for i in sasaran.indikator
        },
        "sub": subs,
    }
    return f"(globalThis.rktBaris ??= {{}})[{json.dumps(t.nama)}] = {_json(value)};\n".encode()


def feed(koleksi: Koleksi, alamat: str | None) -> bytes:
    """Atom 1.0: one entry a publication, newest first. Without an address, links are relative to the feed."""
    newest = koleksi.terbitan[0]
    office = newest.rkt.instansi if newest.rkt else "RKT"
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="id"{f" xml:base={quoteattr(alamat)}" if alamat else ""}>',
        f"<title>{_xml(f'RKT {office}')}</title>",
        f"<id>urn:sha256:{koleksi.arsip.publications[0].sha256}</id>",
        f"<updated>{_when(newest)}</updated>",
        f"<author><name>{_xml(office)}</name></author>",
        '<link rel="self" href="umpan.xml"/>',
    ]
    for t in koleksi.terbitan:
        number = t.publikasi.manifest.penetapan.get("nomor", "")
        lines += [
            "<entry>",
            f"<title>{_xml(t.judul_panjang)}</title>",
            f"<id>urn:sha256:{t.publikasi.sha256}</id>",
            f"<updated>{_when(t)}</updated>",
            f"<link href={quoteattr(f'{t.folder}/index.html')}/>",
            f"<summary>{_xml(f'Nomor {number}. Berlaku {t.berlaku}.')}</summary>",
            "</entry>",
        ]
    return "\n".join([*lines, "</feed>", ""]).encode()


def sitemap(pages: Iterable[str], alamat: str) -> bytes:
    """The addresses of all pages but the one for what is not there."""
    found = [f"<url><loc>{escape(alamat + path)}</loc></url>" for path in sorted(pages) if path != "404.html"]
    head = '<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    return "\n".join([head, *found, "</urlset>", ""]).encode()


def _when(t: Terbitan) -> str:
    return f"{t.mulai.isoformat() if t.mulai else f'{t.tahun}-01-01'}T00:00:00Z"


def _xml(value: str) -> str:
    """Text of data in XML: nothing that means anything, nothing that XML cannot hold."""
    return escape(str(text(value).unescape()))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
