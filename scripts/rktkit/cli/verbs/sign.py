"""``rkt sign``: the Kepala Dinas signs, after publication or, on the PDF of a draft, before the merge.

Passphrases are asked for at the terminal: by the program that holds the key, or here, never anywhere else. From then on
neither this process nor those that it starts leave an image of their memory behind, should they crash.
"""

import argparse
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from rktkit.cli.options import address, key_file, root
from rktkit.cli.verbs.publish import machine_key
from rktkit.ground.findings import UsageError
from rktkit.trust import tte as signing

if TYPE_CHECKING:
    from rktkit.ground.git.repo import Repo
    from rktkit.trust.publish.publish import Published
    from rktkit.trust.tte import Request


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the verb takes: the options of every row of ``signing.METHODS``."""
    parser.add_argument("year", type=int, metavar="TAHUN", help="tahun RKT yang ditandatangani")
    parser.add_argument(
        "--with", dest="cara", choices=tuple(signing.METHODS), help="cara menandatangani (wajib tanpa --stamp)"
    )
    parser.add_argument("--stamp", metavar="COMMIT", help="minta cap waktu atas penggabungan yang belum terbit")
    options = {option.flag: option for method in signing.METHODS.values() for option in method.options}
    for flag, option in options.items():
        ways = [name for name, method in signing.METHODS.items() if option in method.options]
        parser.add_argument(flag, metavar=option.metavar, help=f"dengan {', '.join(ways)}: {option.help}")
    parser.add_argument("--push", nargs="?", const="origin", metavar="REMOTE", help="kirim arsip ke remote")


def run(args: argparse.Namespace) -> int:
    """Exit status 1 when there is nothing to sign, or the signature does not count."""
    base = root(args)
    if args.stamp:
        return _stamp(args, base)
    if args.cara is None:
        raise UsageError("Belum disebut: --with.")
    method = signing.METHODS[args.cara]
    given = _given(args, method)
    _leave_no_core()
    from rktkit.ground.git.repo import Repo

    with Repo(base) as repo:
        if method.benda == "pdf":
            return _pdf(repo, base, args, given)
        from rktkit.trust.publish.countersign import countersign

        seal = partial(signing.load(args.cara).sign, key=key_file(given["--key"]))
        return _done(
            countersign(
                repo, args.year, args.cara, server_time=_now(), seal=seal, machine=machine_key(args), remote=args.push
            )
        )


def _stamp(args: argparse.Namespace, base: Path) -> int:
    """Have an authority see the merge now, so that it can be published after the signer's term."""
    from rktkit.cli.verbs.publish import stamp_place, time_of
    from rktkit.ground.disk import replace_file
    from rktkit.ground.git.program import NoRevision
    from rktkit.ground.git.repo import Repo

    ask = time_of(args.timestamp)
    if ask is None:
        raise UsageError("Belum disebut: --timestamp ALAMAT (atau RKT_CAP_WAKTU), layanan cap waktu RFC 3161.")
    with Repo(base) as repo:
        try:
            sha = repo.resolve(args.stamp)
        except NoRevision as error:
            raise UsageError(f"Tidak ada commit {error} di repositori ini.") from error
        reply = ask(repo.commit(sha).raw)
        place = Path(args.output) if args.output else stamp_place(repo, sha)
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


def _given(args: argparse.Namespace, method: signing.Method) -> dict[str, str | None]:
    """The options of the way that was chosen; those of other ways are wrong use."""
    every = {option.flag for other in signing.METHODS.values() for option in other.options}
    values = {flag: getattr(args, flag.lstrip("-").replace("-", "_")) for flag in every}
    own = {option.flag: option for option in method.options}
    missing = [flag for flag, option in own.items() if option.wajib and values[flag] is None]
    if missing:
        raise UsageError(f"Belum disebut: {', '.join(missing)}.")
    foreign = sorted(flag for flag in every if flag not in own and values[flag] is not None)
    if foreign:
        raise UsageError(f"Pilihan {', '.join(foreign)} tidak dipakai bersama --with {args.cara}.")
    return {flag: values[flag] for flag in own}


def _pdf(repo: "Repo", base: Path, args: argparse.Namespace, given: Mapping[str, str | None]) -> int:
    from rktkit.trust.publish.countersign import countersign
    from rktkit.trust.publish.draft import is_published_here, sign_draft

    options = {**given, "--config": given.get("--config") or _default_config()}
    tools = signing.Tools(ask, _now, options, root=base)
    sign = signing.load(args.cara).sign_pdf

    made: list[bytes] = []

    def make(pdf: bytes, request: "Request") -> bytes:
        made.append(sign(pdf, request, tools))
        return made[-1]

    if not is_published_here(repo, args.year):
        paper = sign_draft(repo, args.year, make, clock=_now, url=address(given["--url"]))
        place = Path(given["--output"]) if given["--output"] else base / paper.path
        _write(repo, place, paper.data)
        sys.stdout.write(
            f"{paper.tte['keterangan']}.\n  naskah  {paper.draft.commit}\n  berkas  {place}\n"
            f"Simpan sebagai {paper.path}, jadikan commit, minta persetujuan Sekretaris, lalu gabungkan.\n"
        )
        return 0
    done = countersign(
        repo,
        args.year,
        args.cara,
        server_time=_now(),
        make=make,
        machine=machine_key(args),
        remote=args.push,
        clock=_now,
    )
    if given["--output"] and made:
        _write(repo, Path(given["--output"]), made[-1])
    return _done(done)


def _write(repo: "Repo", place: Path, data: bytes) -> None:
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


def _done(done: "Published") -> int:
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
