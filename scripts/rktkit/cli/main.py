"""The command line: finds the verb, runs it with its arguments.

Exit status: 0 good, 1 findings that block, 2 wrong use (one sentence on standard error, nothing on standard output).
"""

from __future__ import annotations

import argparse
import gc
import sys
from importlib import import_module
from typing import Any, NoReturn

from rktkit import __version__
from rktkit.cli import indonesian
from rktkit.cli.boundary import guarded, prepare_streams
from rktkit.ground.catalogue.rules import show
from rktkit.ground.findings import UsageError
from rktkit.ground.suggest import nearest

VERBS: dict[str, tuple[str, str]] = {
    "init": ("init", "repositori kantor baru"),
    "check": ("check", "periksa form dan berkas acuannya dengan semua aturan"),
    "fmt": ("fmt", "rapikan berkas: urutan isian, nama resmi, angka"),
    "diff": ("diff", "apa yang berubah menurut maknanya"),
    "compile": ("compile", "kompilasi form semua bidang menjadi draf RKT dinas"),
    "open": ("open", "buka siklus tahun baru"),
    "status": ("status", "sampai langkah mana, dan bola di tangan siapa"),
    "timeline": ("timeline", "rencana dan kenyataan setiap langkah, dari tahun ke tahun"),
    "form": ("form", "form RKT sebagai buku kerja Excel"),
    "nomenklatur": ("nomenklatur", "nomenklatur dari kementerian, dan dampaknya bagi rencana"),
    "import": ("import_", "baca kembali buku kerja Excel menjadi YAML"),
    "sign": ("sign", "tanda tangan kepala instansi"),
    "publish": ("publish", "sesudah penggabungan: periksa wewenang, kompilasi, arsipkan"),
    "verify": ("verify", "periksa keaslian publikasi dan arsip, tanpa jaringan"),
    "witness": ("witness", "saksi luar ikut menandatangani kepala arsip"),
    "site": ("site", "situs arsip"),
    "schema": ("schema", "skema JSON dan panduan isian"),
    "comment": ("comment", "komentar pada permintaan penggabungan"),
    "forge": ("forge", "penyiapan dan bukti dari forge Git"),
    "doctor": ("doctor", "apa yang belum lengkap untuk bekerja, dengan obatnya"),
    "upgrade": ("upgrade", "bawa versi lain program ini ke repositori dinas, di cabang tersendiri"),
    "demo": ("demo", "gladi bersih: 11 langkah SOP di repositori sementara"),
}
"""Verb → its module in ``cli.verbs`` and what it does."""

_ROOT = "folder yang memuat rkt/ (bawaan: dicari dari sini ke atas)"


class _Help(argparse.HelpFormatter):
    """Help of one width everywhere; asking the terminal would cost an import at every start."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=100)


class _Parser(argparse.ArgumentParser):
    """Says wrong use in one sentence."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**{"formatter_class": _Help, **settings})

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{message}. Lihat: {self.prog} --help")


class _Version(argparse.Action):
    """Says the version; what it writes into archives is asked for only then."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**{**settings, "nargs": 0})

    def __call__(self, *_: object) -> NoReturn:
        from rktkit.trust.archive.manifest import VERSI

        sys.stdout.write(f"rkt {__version__} (menulis arsip versi {VERSI})\n")
        raise SystemExit(0)


def parser(verb: str | None = None) -> argparse.ArgumentParser:
    """The parser of one verb, of all verbs without their arguments (``None``), or of everything (``"*"``)."""
    indonesian.install()
    top = _Parser(prog="rkt", description="Rencana Kinerja Tahunan sebagai repositori.", allow_abbrev=False)
    top.add_argument("--root", metavar="DIR", help=_ROOT)
    top.add_argument("--version", action=_Version, help="tampilkan versi, juga versi arsip yang ditulisnya")
    verbs = top.add_subparsers(dest="verb", metavar="PERINTAH", required=True, prog="rkt")
    for name, (module, summary) in VERBS.items() if verb in (None, "*") else ((verb, VERBS[verb]),):
        one = _below(verbs, name, summary)
        if verb in (name, "*"):
            _describe(one, import_module(f"rktkit.cli.verbs.{module}"))
    return top


def _below(parsers: Any, name: str, summary: str) -> argparse.ArgumentParser:
    said = f"{summary[0].upper()}{summary[1:]}."
    one: argparse.ArgumentParser = parsers.add_parser(name, help=summary, description=said, allow_abbrev=False)
    one.add_argument("--root", metavar="DIR", default=argparse.SUPPRESS, help=_ROOT)
    return one


def _describe(one: argparse.ArgumentParser, module: Any) -> None:
    """Tell a parser what a verb takes, or which parts it has."""
    if not hasattr(module, "PARTS"):
        module.Options.declare(one)
        one.set_defaults(module=module)
        return
    parts = one.add_subparsers(dest="part", metavar="BAGIAN", required=True)
    for name, (place, summary) in module.PARTS.items():
        _describe(_below(parts, name, summary), import_module(f"{module.__name__}.{place}"))


def process() -> int:
    """Run the command as a process of its own. It is short: looking for garbage would take longer than it lives."""
    gc.set_threshold(150_000)
    status = main()
    gc.freeze()
    return status


def main(argv: list[str] | None = None) -> int:
    """Run a command; see the module for the exit status."""
    words = sys.argv[1:] if argv is None else argv
    prepare_streams()
    args = argparse.Namespace()

    def run() -> int:
        verb = _verb(words)
        if verb is not None and verb not in VERBS:
            near = nearest(verb, VERBS)
            raise UsageError(
                f"Perintah “{show(verb)}” tidak ada."
                + (f" Mungkin maksud Anda {near}." if near else " Lihat: rkt --help")
            )
        parser(verb).parse_args(words, args)
        return int(args.module.run(args.module.Options.read(args)))

    return guarded(run, lambda: (f"rkt {args.verb}", getattr(args, "format", None) == "json"))


def _verb(words: list[str]) -> str | None:
    """The first word that is no option."""
    rest = iter(words)
    for word in rest:
        if not word.startswith("-"):
            return word
        if word == "--root":
            next(rest, None)
    return None
