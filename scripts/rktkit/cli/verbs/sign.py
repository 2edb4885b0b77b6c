"""``rkt sign``: the Kepala Dinas signs, after publication or, on the PDF of a draft, before the merge.

Passphrases are asked for at the terminal: by the program that holds the key, or here, never anywhere else. From then on
neither this process nor those that it starts leave an image of their memory behind, should they crash.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from rktkit.cli.asked import Asked, argument, option
from rktkit.cli.options import address, key_file, root
from rktkit.cli.verbs.publish import machine_key
from rktkit.ground.findings import UsageError
from rktkit.ground.values import field
from rktkit.trust import tte as signing

if TYPE_CHECKING:
    from rktkit.ground.git.repo import Repo
    from rktkit.trust.publish.publish import Published
    from rktkit.trust.tte import Request


class Options(Asked):
    """What the verb takes; ``given``: the options of the ways to sign, by flag, of every row of ``signing.METHODS``."""

    given: Mapping[str, str] = field()
    year: int = argument("TAHUN", "tahun RKT yang ditandatangani")
    with_: str | None = option(None, "cara menandatangani (wajib tanpa --stamp)", choices=tuple(signing.METHODS))
    stamp: str | None = option("COMMIT", "minta cap waktu atas penggabungan yang belum terbit")
    push: str | None = option("REMOTE", "kirim arsip ke remote", nargs="?", const="origin")

    @classmethod
    def declare(cls, parser: argparse.ArgumentParser) -> None:
        """Also the options of the ways, each with the ways that take it."""
        super().declare(parser)
        every = {one.flag: one for method in signing.METHODS.values() for one in method.options}
        for flag, one in every.items():
            ways = [name for name, method in signing.METHODS.items() if one in method.options]
            about = f"dengan {', '.join(ways)}: {one.help}"
            parser.add_argument(flag, dest="given", metavar=one.metavar, help=about, action=_Given, default={})


class _Given(argparse.Action):
    """Keeps a value under its flag."""

    def __call__(self, _: object, said: argparse.Namespace, value: object, flag: str | None = None) -> None:
        said.given = {**said.given, flag: value}


def run(options: Options) -> int:
    """Exit status 1 when there is nothing to sign, or the signature does not count."""
    base = root(options.root)
    if options.stamp:
        return _stamp(base, options.stamp, options.given)
    if options.with_ is None:
        raise UsageError("Belum disebut: --with.")
    method = signing.METHODS[options.with_]
    _suits(options.given, options.with_, method)
    _leave_no_core()
    from rktkit.ground.git.repo import Repo

    with Repo(base) as repo:
        if method.benda == "pdf":
            return _pdf(repo, base, options, options.with_)
        from rktkit.trust.publish.countersign import countersign

        seal = partial(signing.load(options.with_).sign, key=key_file(Path(options.given["--key"])))
        return _done(
            countersign(
                repo,
                options.year,
                options.with_,
                server_time=_now(),
                seal=seal,
                machine=machine_key(None),
                remote=options.push,
            )
        )


def _stamp(base: Path, commit: str, given: Mapping[str, str]) -> int:
    """Have an authority see the merge now, so that it can be published after the signer's term."""
    from rktkit.cli.verbs.publish import stamp_place, time_of
    from rktkit.ground.disk import replace_file
    from rktkit.ground.git.program import NoRevision
    from rktkit.ground.git.repo import Repo

    ask = time_of(given.get("--timestamp"))
    if ask is None:
        raise UsageError("Belum disebut: --timestamp ALAMAT (atau RKT_CAP_WAKTU), layanan cap waktu RFC 3161.")
    with Repo(base) as repo:
        try:
            sha = repo.resolve(commit)
        except NoRevision as error:
            raise UsageError(f"Tidak ada commit {error} di repositori ini.") from error
        reply = ask(repo.commit(sha).raw)
        place = Path(given["--output"]) if "--output" in given else stamp_place(repo, sha)
    place.parent.mkdir(parents=True, exist_ok=True)
    replace_file(place, reply)
    sys.stdout.write(
        f"Cap waktu atas {sha} disimpan.\n  berkas  {place}\n"
        f"Terbitkan dengan: rkt publish --commit {sha} --stamp {place}\n"
    )
    return 0


def _leave_no_core() -> None:
    """Forbid core dumps, where the system knows such a thing."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))


def _suits(given: Mapping[str, str], cara: str, method: signing.Method) -> None:
    """The options of the way that was chosen are there; those of other ways are wrong use."""
    own = {option.flag: option for option in method.options}
    missing = [flag for flag, option in own.items() if option.wajib and flag not in given]
    if missing:
        raise UsageError(f"Belum disebut: {', '.join(missing)}.")
    foreign = sorted(given.keys() - own.keys())
    if foreign:
        raise UsageError(f"Pilihan {', '.join(foreign)} tidak dipakai bersama --with {cara}.")


def _pdf(repo: Repo, base: Path, asked: Options, cara: str) -> int:
    from rktkit.trust.publish.countersign import countersign
    from rktkit.trust.publish.draft import is_published_here, sign_draft

    given = asked.given
    tools = signing.Tools(ask, _now, {"--config": _default_config(), **given}, root=base)
    sign = signing.load(cara).sign_pdf

    made: list[bytes] = []

    def make(pdf: bytes, request: Request) -> bytes:
        made.append(sign(pdf, request, tools))
        return made[-1]

    if not is_published_here(repo, asked.year):
        paper = sign_draft(repo, asked.year, make, clock=_now, url=address(given.get("--url")))
        place = Path(given["--output"]) if "--output" in given else base / paper.path
        _write(repo, place, paper.data)
        sys.stdout.write(
            f"{paper.tte['keterangan']}.\n  naskah  {paper.draft.commit}\n  berkas  {place}\n"
            f"Simpan sebagai {paper.path}, jadikan commit, minta persetujuan Sekretaris, lalu gabungkan.\n"
        )
        return 0
    done = countersign(
        repo,
        asked.year,
        cara,
        server_time=_now(),
        make=make,
        machine=machine_key(None),
        remote=asked.push,
        clock=_now,
    )
    if "--output" in given and made:
        _write(repo, Path(given["--output"]), made[-1])
    return _done(done)


def _write(repo: Repo, place: Path, data: bytes) -> None:
    """Put a file in its place in one step. What is half written waits in Git's own folder, where nobody commits it."""
    from rktkit.ground.disk import replace_file

    waiting = repo.git_dir / f"rkt-{os.getpid()}.tmp"
    try:
        replace_file(waiting, data)
        place.parent.mkdir(parents=True, exist_ok=True)
        waiting.chmod(0o644)
        os.replace(waiting, place)
    except OSError as error:
        if error.errno != 18:  # EXDEV: another disk, where only a neighbour of the file can become it
            raise
        replace_file(place, data)
    finally:
        waiting.unlink(missing_ok=True)


def _done(done: Published) -> int:
    word = "ditambahkan ke arsip" if done.baru else "sudah ada di arsip"
    sys.stdout.write(f"Tanda tangan {done.publikasi} {word}.\n  kepala arsip {done.kepala}\n")
    return 0


def ask(question: str) -> str:
    """Put a question at the terminal; the answer is not shown.

    Raises:
        UsageError: there is no terminal, or nobody answers. Pipes and files are not asked.
    """
    import getpass
    import warnings

    answer = None
    with warnings.catch_warnings():
        warnings.simplefilter("error", getpass.GetPassWarning)
        try:
            answer = getpass.getpass(question)
        except (getpass.GetPassWarning, EOFError, OSError, UnicodeError):
            answer = None
    if answer is None:
        raise UsageError("Kata sandi hanya ditanyakan di terminal; jalankan rkt sign langsung di terminal.")
    return answer


def _default_config() -> str:
    home = os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config"
    return str(Path(home) / "rkt" / "bsre.yml")


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)
