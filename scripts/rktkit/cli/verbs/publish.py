"""``rkt publish``: after the merge. Checks the authority, compiles, appends to the archive."""

from __future__ import annotations

import json
import os
import sys
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from rktkit.cli.asked import Asked, option, switch
from rktkit.cli.options import address, key_file, root
from rktkit.ground.disk import sebab
from rktkit.ground.findings import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from rktkit.ground.git.repo import Repo
    from rktkit.trust import ssh
    from rktkit.trust.publish.publish import Published


class Options(Asked):
    """What the verb takes."""

    commit: str | None = option("SHA", "commit penggabungan (bawaan: yang terbaru di main yang membawa RKT)")
    event: Path | None = option("BERKAS", "catatan forge: berkas peristiwa pull_request, dilengkapi ulasannya")
    url: str | None = option("ALAMAT", "alamat situs arsip, untuk kode QR")
    push: str | None = option("REMOTE", "kirim arsip ke remote (bawaan: origin)", nargs="?", const="origin")
    key: Path | None = option("BERKAS", "kunci SSH kepala instansi: tandatangani manifest sambil menerbitkan")
    seal_key: Path | None = option("BERKAS", "kunci SSH mesin penerbit (bawaan: RKT_KUNCI_PENERBIT)")
    saksi: Path | None = option("BERKAS", "masukkan tanda tangan saksi (dari rkt witness) ke arsip; tidak menerbitkan")
    timestamp: str | None = option("ALAMAT", "layanan cap waktu RFC 3161 (bawaan: RKT_CAP_WAKTU)")
    stamp: Path | None = option("BERKAS", "cap waktu atas penggabungan, dari rkt sign --stamp")
    introduce: str | None = option("SHA", "perkenalkan kebijakan dari commit ini; terlihat oleh setiap pembaca arsip")
    without_names: bool = switch("catat percakapan koreksi tanpa akun pegawai")
    format: str = option(None, "bentuk laporan (bawaan: text)", choices=("text", "json"), default="text")


def run(options: Options) -> int:
    """Exit status 1 when the merge may not be published, with every reason."""
    base = root(options.root)
    from rktkit.ground.git.program import NoRevision
    from rktkit.ground.git.repo import Repo
    from rktkit.trust import ssh
    from rktkit.trust.approval.record import parse_evidence
    from rktkit.trust.publish.publish import publish
    from rktkit.trust.publish.witness import bring_in

    url, key = address(options.url), key_file(options.key)
    event = parse_evidence(_read(options.event)) if options.event else None
    with Repo(base) as repo:
        if options.saksi:
            name = bring_in(repo, _read(options.saksi), server_time=_now(), remote=options.push)
            sys.stdout.write(f"Tanda tangan saksi ada di arsip: {name}\n")
            return 0
        try:
            commit = repo.resolve(options.commit) if options.commit else None
            introduce = repo.resolve(options.introduce) if options.introduce else None
        except NoRevision as error:
            raise UsageError(f"Tidak ada commit {error} di repositori ini.") from error
        done = publish(
            repo,
            server_time=_now(),
            commit=commit,
            event=event,
            url=url,
            remote=options.push,
            seal=partial(ssh.sign, key=key) if key else None,
            machine=machine_key(options.seal_key),
            stamp=_stamp(repo, options.stamp, commit),
            clock=time_of(options.timestamp),
            introduce=introduce,
            names=not options.without_names,
        )
    if options.format == "json":
        report = {"publikasi": done.publikasi, "sha256": done.sha256, "commit": done.merge, "baru": done.baru}
        report |= {"peringatan": [found.to_dict() for found in done.peringatan]}
        sys.stdout.write(json.dumps(report, ensure_ascii=False, indent=2) + "\n")
        return 0
    sys.stderr.write(warned(done))
    sys.stdout.write(told(done, unsigned=bool(key)))
    return 0


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


def stamp_place(repo: Repo, commit: str) -> Path:
    """Where a time-stamp over a merge waits until it is published, in Git's own folder."""
    return repo.git_dir / "rkt-stempel" / f"{commit}.tsr"


def _stamp(repo: Repo, given: Path | None, commit: str | None) -> bytes | None:
    """The time-stamp over the merge: the one that was given, or the one that waits here."""
    if given:
        return _read(given)
    place = stamp_place(repo, commit) if commit else None
    return place.read_bytes() if place and place.is_file() else None


def time_of(given: str | None) -> Callable[[bytes], bytes] | None:
    """Asks the time-stamping authority that was given, or stands in the environment."""
    where = given or os.environ.get("RKT_CAP_WAKTU") or None
    if where is None:
        return None
    from rktkit.ground.web import Web
    from rktkit.trust.tte.tsr import ask_stamp

    return partial(ask_stamp, address=where, web=Web())


def machine_key(given: Path | None) -> ssh.Signer | None:
    """Signs with the publishing machine's key, where one is given or stands in the environment."""
    from rktkit.trust import ssh

    named = os.environ.get("RKT_KUNCI_PENERBIT")
    place = key_file(given or (Path(named) if named else None))
    return partial(ssh.sign, key=place) if place else None


def warned(done: Published) -> str:
    """What is told besides and keeps nothing back, for people."""
    return "".join(f"{found.severity} {found.rule}: {found.message}\n  {found.hint}\n" for found in done.peringatan)


def told(done: Published, *, unsigned: bool = False) -> str:
    """What was published, for people; ``unsigned``: a key was given, and nothing was there to sign."""
    extra = " Tidak ada yang ditandatangani; untuk itu pakai rkt sign." if unsigned else ""
    again = f"{done.publikasi} sudah terbit sebelumnya; arsip tidak berubah.{extra}"
    first = f"{done.publikasi} terbit." if done.baru else again
    return (
        f"{first}\n  dari commit  {done.merge}\n  kepala arsip {done.kepala}\n"
        "Catat kepala arsip itu di tempat lain; dengannya siapa pun dapat memeriksa arsip kelak.\n"
    )


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path} tidak dapat dibaca ({sebab(error)}).") from error
