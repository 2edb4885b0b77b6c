"""Everything that could be done to an archive folder. Each changes the folder in place."""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from rktkit.trust.archive.manifest import BESIDE, json_bytes, sha256
from rktkit.trust.archive.publications import ROOT

Change = Callable[[Path], object]
"""Changes the folder in place; what it gives back is nobody's business."""
FIRST, SECOND, THIRD = "2027/murni-0", "2027/perubahan-1", "2027/perubahan-1-ttd-1"


def manifest_of(folder: Path, name: str) -> dict[str, Any]:
    value: dict[str, Any] = json.loads((folder / name / "manifest.json").read_bytes())
    return value


def write_manifest(folder: Path, name: str, value: object) -> None:
    (folder / name / "manifest.json").write_bytes(json_bytes(value))


def rechain(folder: Path, names: list[str]) -> str:
    """What a careful forger does: list every file anew, chain the manifests, write the head. Gives the new head."""
    before = None
    hashes: dict[str, str] = {}
    for number, name in enumerate(names, 1):
        value = manifest_of(folder, name)
        files = [path for path in sorted((folder / name).rglob("*")) if path.is_file()]
        listed = [path for path in files if path.name not in BESIDE]
        value["berkas"] = sorted(
            (
                {
                    "path": path.relative_to(folder / name).as_posix(),
                    "sha256": sha256(path.read_bytes()),
                    "bytes": path.stat().st_size,
                }
                for path in listed
            ),
            key=lambda entry: entry["path"],
        )
        value |= {"urutan": number, "sebelumnya": before, "publikasi": name}
        value["alat"] |= {root: sha256((folder / root).read_bytes()) for root in ROOT}
        if "menandatangani" in value:
            value["menandatangani"]["sha256"] = hashes[value["menandatangani"]["publikasi"]]
        write_manifest(folder, name, value)
        before = hashes[name] = sha256(json_bytes(value))
    head = {"versi": 1, "publikasi": names[-1], "sha256": before, "jumlah": len(names)}
    (folder / "kepala.json").write_bytes(json_bytes(head))
    assert before
    return before


def rehash(folder: Path) -> str:
    """Chain the manifests anew as they are, whatever they list. Gives the new head."""
    before = None
    hashes: dict[str, str] = {}
    for name in (FIRST, SECOND, THIRD):
        value = manifest_of(folder, name) | {"sebelumnya": before}
        signs = value.get("menandatangani")
        if isinstance(signs, dict) and signs.get("publikasi") in hashes:
            signs["sha256"] = hashes[signs["publikasi"]]
        write_manifest(folder, name, value)
        before = hashes[name] = sha256(json_bytes(value))
    (folder / "kepala.json").write_bytes(json_bytes({"versi": 1, "publikasi": THIRD, "sha256": before, "jumlah": 3}))
    assert before
    return before


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(bytes(data))


def _changed(name: str) -> Change:
    return lambda folder: flip(folder / FIRST / name)


def _edit_manifest(**changes: Any) -> Change:
    return lambda folder: write_manifest(folder, SECOND, {**manifest_of(folder, SECOND), **changes})


def _swap(folder: Path) -> None:
    one, other = manifest_of(folder, FIRST), manifest_of(folder, SECOND)
    write_manifest(folder, FIRST, {**one, "urutan": 2})
    write_manifest(folder, SECOND, {**other, "urutan": 1})


def _truncate(folder: Path) -> None:
    shutil.rmtree(folder / THIRD)


def _truncate_with_care(folder: Path) -> None:
    shutil.rmtree(folder / THIRD)
    newest = manifest_of(folder, SECOND)
    head = {"versi": 1, "publikasi": SECOND, "sha256": sha256(json_bytes(newest)), "jumlah": 2}
    (folder / "kepala.json").write_bytes(json_bytes(head))


def _link(folder: Path) -> None:
    place = folder / FIRST / "rkt.json"
    shutil.copy(place, folder.parent / "luar.json")
    place.unlink()
    place.symlink_to(folder.parent / "luar.json")


def _add_file(path: str) -> Change:
    def add(folder: Path) -> None:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text("selundupan")

    return add


def _rename(folder: Path) -> None:
    (folder / FIRST).rename(folder / "2027/murni-1")


def _other_layout(folder: Path) -> None:
    place = folder / FIRST / "manifest.json"
    place.write_text(json.dumps(json.loads(place.read_text())))


def _other_decision(name: str) -> Change:
    """A manifest that is well written, but of another decision."""

    def change(folder: Path) -> None:
        value = manifest_of(folder, name)
        value["penetapan"]["nomor"] = "000.7/999"
        write_manifest(folder, name, value)

    return change


def _sign_another(folder: Path) -> None:
    value = manifest_of(folder, THIRD)
    value["menandatangani"]["sha256"] = "0" * 64
    write_manifest(folder, THIRD, value)


def _rewrite(folder: Path) -> None:
    place = folder / FIRST / "rkt.json"
    place.write_text(place.read_text().replace("458805000", "958805000"))
    rechain(folder, [FIRST, SECOND, THIRD])


CHANGES: dict[str, tuple[str, Change]] = {
    **{f"flip {name}": ("RKT-644", _changed(name)) for name in ("rkt.pdf", "rkt.html", "rkt.json", "bukti.json")},
    "flip a source": ("RKT-644", _changed("sumber/rkt/2027/pikp.yml")),
    "break a manifest": ("RKT-643", _add_file(f"{FIRST}/manifest.json")),
    "another decision in a manifest": ("RKT-647", _other_decision(FIRST)),
    "another decision in the newest": ("RKT-642", _other_decision(THIRD)),
    "remove the newest": ("RKT-642", _truncate),
    "rename a publication": ("RKT-643", _rename),
    "write a manifest another way": ("RKT-643", _other_layout),
    "another name in the manifest": ("RKT-643", _edit_manifest(publikasi="2027/perubahan-9")),
    "a path that leaves": ("RKT-643", _edit_manifest(berkas=[{"path": "../x", "sha256": "0" * 64, "bytes": 0}])),
    "a manifest of nonsense": ("RKT-643", _edit_manifest(berkas="semua", penetapan=3, alat=[])),
    "another predecessor": ("RKT-647", _edit_manifest(sebelumnya="0" * 64)),
    "no predecessor": ("RKT-647", _edit_manifest(sebelumnya=None)),
    "swap the order": ("RKT-647", _swap),
    "another number": ("RKT-642", _edit_manifest(urutan=7)),
    "a number twice": ("RKT-648", _edit_manifest(urutan=1)),
    "a signature on something else": ("RKT-665", _sign_another),
}
"""Changes that the archive shows by itself, and the rule that tells."""

STRANGERS: dict[str, tuple[str, Change]] = {
    "add a file to a publication": ("RKT-646", _add_file(f"{FIRST}/rkt-baru.pdf")),
    "add a signed PDF to a publication": ("RKT-646", _add_file(f"{FIRST}/rkt-ttd.pdf")),
    "add a folder to a publication": ("RKT-646", _add_file(f"{FIRST}/lampiran/a.txt")),
    "add a file at the root": ("RKT-641", _add_file("RKT-2027.pdf")),
    "add a folder at the root": ("RKT-641", _add_file("lain/a.txt")),
    "add a file to a year": ("RKT-641", _add_file("2027/catatan.txt")),
    "another verifier": ("RKT-641", _add_file("periksa.py")),
    "another README": ("RKT-641", _add_file("README.md")),
    "no head": ("RKT-642", lambda folder: (folder / "kepala.json").unlink()),
    "add a publication": ("RKT-641", _add_file("2027/perubahan-2/rkt.pdf")),
    "another head": ("RKT-642", _add_file("kepala.json")),
    "a lock file of an office program": ("RKT-653", _add_file(f"{FIRST}/.~lock.rkt.xlsx#")),
}
"""What does not belong there, or is missing at the root: it is named, and the verdict stays."""

LOST: dict[str, tuple[str, Change]] = {
    "remove a document": ("RKT-645", lambda folder: (folder / FIRST / "rkt.pdf").unlink()),
    "put a link in a file's place": ("RKT-645", _link),
    "remove a manifest": ("RKT-645", lambda folder: (folder / SECOND / "manifest.json").unlink()),
    "remove the first publication": ("RKT-645", lambda folder: shutil.rmtree(folder / FIRST)),
    "remove a publication in the middle": ("RKT-645", lambda folder: shutil.rmtree(folder / SECOND)),
}
"""Changes after which this copy is not all there: nobody is accused, and nothing is proven."""


def _pipe(place: Path) -> None:
    place.unlink(missing_ok=True)
    os.mkfifo(place)


def _huge(name: str) -> Change:
    def change(folder: Path) -> None:
        with (folder / FIRST / name).open("wb") as file:
            file.truncate(40 << 30)

    return change


def _behind_a_link(folder: Path, name: str) -> None:
    shutil.move(folder / name, folder.parent / "luar")
    (folder / name).symlink_to(folder.parent / "luar")


def _deep(place: Path) -> None:
    """Deeper than any path can be long."""
    here = os.open(place, os.O_RDONLY)
    for _ in range(1500):
        os.mkdir("dalam", dir_fd=here)
        below = os.open("dalam", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    os.close(here)


def _fields(name: str = SECOND, **changes: Any) -> Change:
    return lambda folder: write_manifest(folder, name, manifest_of(folder, name) | changes)


def _rows(change: Callable[[list[dict[str, Any]]], list[dict[str, Any]]]) -> Change:
    def edit(folder: Path) -> None:
        value = manifest_of(folder, SECOND)
        write_manifest(folder, SECOND, {**value, "berkas": change(value["berkas"])})

    return edit


def _listed(path: str) -> Change:
    """A file that is there and listed, under a name that no archive should hold."""

    def add(folder: Path) -> None:
        place = folder / SECOND / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text("x")
        row = {"path": path, "sha256": sha256(b"x"), "bytes": 1}
        _rows(lambda rows: sorted([*rows, row], key=lambda one: one["path"]))(folder)

    return add


def _only_listed(path: str) -> Change:
    row = {"path": path, "sha256": sha256(b"x"), "bytes": 1}
    return _rows(lambda rows: sorted([*rows, row], key=lambda one: one["path"]))


def _no_signature(folder: Path) -> None:
    (folder / THIRD / "manifest.json.sig").unlink()


FORMS: dict[str, Change] = {
    "a version that is true": _fields(versi=True),
    "another year": _fields(tahun=2030),
    "another kind": _fields(jenis="murni"),
    "a number that is true": _fields(FIRST, urutan=True),
    "a number that is none": _fields(urutan=2.0),
    "a huge number": _fields(urutan=10**30),
    "a short commit": _fields(commit="ab"),
    "the same commit": lambda folder: _fields(commit=manifest_of(folder, FIRST)["commit"])(folder),
    "no commit": _fields(commit=None),
    "a decision in numbers": _fields(penetapan={"nomor": 1}),
    "tools in numbers": _fields(alat={"rktkit": 1}),
    "a plan that signs": _fields(menandatangani={"publikasi": FIRST, "sha256": "0" * 64}),
    "a plan that signs nothing": _fields(menandatangani=None),
    "a signature that signs nothing": _fields(THIRD, menandatangani=None),
    "a signature on another": _fields(THIRD, menandatangani={"publikasi": FIRST, "sha256": "0" * 64}),
    "a file twice": _rows(lambda rows: [*rows, rows[-1]]),
    "a file twice, once wrong": _rows(lambda rows: [{**rows[0], "sha256": "0" * 64}, *rows]),
    "another order": _rows(lambda rows: rows[::-1]),
    "a size that is no whole number": _rows(lambda rows: [{**rows[0], "bytes": float(rows[0]["bytes"])}, *rows[1:]]),
    "another size": _rows(lambda rows: [{**rows[0], "bytes": 1}, *rows[1:]]),
    "a hash in capitals": _rows(lambda rows: [{**rows[0], "sha256": rows[0]["sha256"].upper()}, *rows[1:]]),
    "the manifest lists itself": _only_listed("manifest.json"),
    **{
        f"the path {path[:12]!r}": _only_listed(path)
        for path in (
            *(
                "/etc/hostname",
                "../murni-0/rkt.pdf",
                "./rkt2.pdf",
                "sumber//x",
                "sumber/",
                "",
                "a/../x",
                "x" * 5000,
                "\0",
            ),
            *("a/" * 3000 + "b", "\u202ex"),
        )
    },
    **{f"a file called {path!r}": _listed(path) for path in ("a\\b", "a\nb", "\u202ex", ".git/config")},
}
"""What is wrong with a manifest whose archive is chained anew around it; both verifiers must find it."""

LATER: dict[str, Change] = {
    "a field more": _fields(tambahan=1),
    "another version": _fields(versi=9),
    "a row with a field more": _rows(lambda rows: [{**rows[0], "x": 1}, *rows[1:]]),
}
"""What a later version may write; both verifiers read it."""

PLACES: dict[str, Change] = {
    "an empty folder": lambda folder: (folder / FIRST / "kosong").mkdir(),
    "an empty year": lambda folder: (folder / "2031").mkdir(),
    "digits of another script": lambda folder: (folder / "\u0662\u0660\u0662\u0667").mkdir(),
    "a line end in a name": lambda folder: (folder / "2027\n").mkdir(),
    "a pipe in the head's place": lambda folder: _pipe(folder / "kepala.json"),
    "a pipe besides": lambda folder: _pipe(folder / FIRST / "baru"),
    "a link to a folder": lambda folder: (folder / FIRST / "luar").symlink_to("/etc"),
    "folders without end": lambda folder: _deep(folder / FIRST),
    "a name that is no text": lambda folder: (folder / FIRST / os.fsdecode(b"\xff")).touch(),
    "a folder called like litter": lambda folder: (folder / ".DS_Store").mkdir(),
    "a PDF called like litter": lambda folder: (folder / FIRST / "._rkt.pdf").write_bytes(b"%PDF-1.7"),
    "forty gigabytes besides": _huge("baru"),
}
"""What may stand in a folder besides files; it must neither hang nor exhaust a reader, and both verifiers name it."""

GAPS: dict[str, Change] = {
    "a signature taken away": _no_signature,
    "a pipe in a file's place": lambda folder: _pipe(folder / FIRST / "rkt.pdf"),
    "a pipe in the signature's place": lambda folder: _pipe(folder / THIRD / "manifest.json.sig"),
    "sources behind a link": lambda folder: _behind_a_link(folder, f"{FIRST}/sumber"),
    "a publication behind a link": lambda folder: _behind_a_link(folder, FIRST),
}
"""What cannot be read where a listed file should stand."""

GRAVE: dict[str, Change] = {
    "a pipe in the manifest's place": lambda folder: _pipe(folder / FIRST / "manifest.json"),
    **{f"forty gigabytes of {path}": _huge(path) for path in ("rkt.pdf", "manifest.json", "bukti.json")},
}
"""What stands in the place of something that the chain needs, or is not what it lists."""

REWRITES: dict[str, Change] = {"truncate with care": _truncate_with_care, "rewrite with care": _rewrite}
"""Changes that leave a consistent archive; only something from elsewhere can tell."""

EVERYWHERE: dict[str, Change] = {**PLACES, **GAPS, **GRAVE}
"""All of these."""
