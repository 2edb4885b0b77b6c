"""``rkt publish``: after the merge. Checks the authority, compiles, appends to the archive."""

import argparse
import json
import os
import sys
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from rktkit.cli.options import address, key_file, root
from rktkit.ground.disk import sebab
from rktkit.ground.findings import UsageError

if TYPE_CHECKING:
    from rktkit.trust.archive.seal import Seal
    from rktkit.trust.publish.publish import Published

if TYPE_CHECKING:
    from rktkit.trust.archive.seal import Seal
    from rktkit.trust.publish.publish import Published


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the verb takes."""
    add = parser.add_argument
    add("--commit", metavar="SHA", help="commit penggabungan (bawaan: yang terbaru di main yang membawa RKT)")
    add("--event", metavar="BERKAS", help="catatan forge: berkas peristiwa pull_request, dilengkapi ulasannya")
    add("--url", metavar="ALAMAT", help="alamat situs arsip, untuk kode QR")
    add("--push", nargs="?", const="origin", metavar="REMOTE", help="kirim arsip ke remote (bawaan: origin)")
    add("--key", metavar="BERKAS", help="kunci SSH Kepala Dinas: tandatangani manifest sambil menerbitkan")
    add("--seal-key", metavar="BERKAS", help="kunci SSH mesin penerbit (bawaan: RKT_KUNCI_PENERBIT)")
    add("--stamp", metavar="BERKAS", help="cap waktu atas penggabungan, dari rkt sign --stamp")
    add("--introduce", metavar="SHA", help="perkenalkan kebijakan dari commit ini; terlihat oleh setiap pembaca arsip")
    add("--without-names", action="store_true", help="catat percakapan koreksi tanpa akun pegawai")
    add("--format", choices=("text", "json"), default="text", help="bentuk laporan (bawaan: text)")


def run(args: argparse.Namespace) -> int:
    """Exit status 1 when the merge may not be published, with every reason."""
    base = root(args)
    from rktkit.ground.git.program import NoRevision
    from rktkit.ground.git.repo import Repo
    from rktkit.trust import ssh
    from rktkit.trust.approval.record import parse_evidence
    from rktkit.trust.publish.publish import publish

    url, key = address(args.url), key_file(args.key)
    event = parse_evidence(_read(args.event)) if args.event else None
    with Repo(base) as repo:
        try:
            commit = repo.resolve(args.commit) if args.commit else None
            introduce = repo.resolve(args.introduce) if args.introduce else None
        except NoRevision as error:
            raise UsageError(f"Tidak ada commit {error} di repositori ini.") from error
        done = publish(
            repo,
            server_time=datetime.now(UTC).replace(microsecond=0),
            commit=commit,
            event=event,
            url=url,
            remote=args.push,
            seal=partial(ssh.sign, key=key) if key else None,
            machine=machine_key(args),
            stamp=_read(args.stamp) if args.stamp else None,
            introduce=introduce,
            names=not args.without_names,
        )
    if args.format == "json":
        report = {"publikasi": done.publikasi, "sha256": done.sha256, "commit": done.merge, "baru": done.baru}
        report |= {"peringatan": [found.to_dict() for found in done.peringatan]}
        sys.stdout.write(json.dumps(report, ensure_ascii=False, indent=2) + "\n")
        return 0
    sys.stderr.write(warned(done))
    sys.stdout.write(told(done, unsigned=bool(key)))
    return 0


def machine_key(args: argparse.Namespace) -> "Seal | None":
    """Signs with the publishing machine's key, where one is given or stands in the environment."""
    from rktkit.trust import ssh

    place = key_file(args.seal_key or os.environ.get("RKT_KUNCI_PENERBIT") or None)
    return partial(ssh.sign, key=place) if place else None


def warned(done: "Published") -> str:
    """What is told besides and keeps nothing back, for people."""
    return "".join(f"{found.severity} {found.rule}: {found.message}\n  {found.hint}\n" for found in done.peringatan)


def told(done: "Published", *, unsigned: bool = False) -> str:
    """What was published, for people; ``unsigned``: a key was given, and nothing was there to sign."""
    extra = " Tidak ada yang ditandatangani; untuk itu pakai rkt sign." if unsigned else ""
    again = f"{done.publikasi} sudah terbit sebelumnya; arsip tidak berubah.{extra}"
    first = f"{done.publikasi} terbit." if done.baru else again
    return (
        f"{first}\n  dari commit  {done.merge}\n  kepala arsip {done.kepala}\n"
        "Catat kepala arsip itu di tempat lain; dengannya siapa pun dapat memeriksa arsip kelak.\n"
    )


def _read(path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise UsageError(f"{path} tidak dapat dibaca ({sebab(error)}).") from error
