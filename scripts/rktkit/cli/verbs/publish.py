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
    from collections.abc import Callable

    from rktkit.ground.git.repo import Repo
    from rktkit.trust import ssh
    from rktkit.trust.publish.publish import Published

if TYPE_CHECKING:
    from collections.abc import Callable

    from rktkit.ground.git.repo import Repo
    from rktkit.trust import ssh
    from rktkit.trust.publish.publish import Published


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the verb takes."""
    add = parser.add_argument
    add("--commit", metavar="SHA", help="commit penggabungan (bawaan: yang terbaru di main yang membawa RKT)")
    add("--event", metavar="BERKAS", help="catatan forge: berkas peristiwa pull_request, dilengkapi ulasannya")
    add("--url", metavar="ALAMAT", help="alamat situs arsip, untuk kode QR")
    add("--push", nargs="?", const="origin", metavar="REMOTE", help="kirim arsip ke remote (bawaan: origin)")
    add("--key", metavar="BERKAS", help="kunci SSH kepala instansi: tandatangani manifest sambil menerbitkan")
    add("--seal-key", metavar="BERKAS", help="kunci SSH mesin penerbit (bawaan: RKT_KUNCI_PENERBIT)")
    add("--saksi", metavar="BERKAS", help="masukkan tanda tangan saksi (dari rkt witness) ke arsip; tidak menerbitkan")
    add("--timestamp", metavar="ALAMAT", help="layanan cap waktu RFC 3161 (bawaan: RKT_CAP_WAKTU)")
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
    from rktkit.trust.publish.witness import bring_in

    url, key = address(args.url), key_file(args.key)
    event = parse_evidence(_read(args.event)) if args.event else None
    with Repo(base) as repo:
        if args.saksi:
            name = bring_in(repo, _read(args.saksi), server_time=_now(), remote=args.push)
            sys.stdout.write(f"Tanda tangan saksi ada di arsip: {name}\n")
            return 0
        try:
            commit = repo.resolve(args.commit) if args.commit else None
            introduce = repo.resolve(args.introduce) if args.introduce else None
        except NoRevision as error:
            raise UsageError(f"Tidak ada commit {error} di repositori ini.") from error
        done = publish(
            repo,
            server_time=_now(),
            commit=commit,
            event=event,
            url=url,
            remote=args.push,
            seal=partial(ssh.sign, key=key) if key else None,
            machine=machine_key(args),
            stamp=_stamp(repo, args.stamp, commit),
            clock=time_of(args.timestamp),
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


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


def stamp_place(repo: "Repo", commit: str) -> Path:
    """Where a time-stamp over a merge waits until it is published, in Git's own folder."""
    return repo.git_dir / "rkt-stempel" / f"{commit}.tsr"


def _stamp(repo: "Repo", given: str | None, commit: str | None) -> bytes | None:
    """The time-stamp over the merge: the one that was given, or the one that waits here."""
    if given:
        return _read(given)
    place = stamp_place(repo, commit) if commit else None
    return place.read_bytes() if place and place.is_file() else None


def time_of(given: str | None) -> "Callable[[bytes], bytes] | None":
    """Asks the time-stamping authority that was given, or stands in the environment."""
    where = given or os.environ.get("RKT_CAP_WAKTU") or None
    if where is None:
        return None
    from rktkit.ground.web import Web
    from rktkit.trust.tte.tsr import ask_stamp

    return partial(ask_stamp, address=where, web=Web())


def machine_key(args: argparse.Namespace) -> "ssh.Signer | None":
    """Signs with the publishing machine's key, where one is given or stands in the environment."""
    from rktkit.trust import ssh

    place = key_file(getattr(args, "seal_key", None) or os.environ.get("RKT_KUNCI_PENERBIT") or None)
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
