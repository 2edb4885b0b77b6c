"""The command line: finds the verb, runs it, and is the one place where an error becomes a sentence and an exit status.

Exit status: 0 good, 1 findings that block, 2 wrong use (one sentence on standard error, nothing on standard output).
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
from importlib import import_module
from io import TextIOWrapper
from typing import Any, NoReturn

from rktkit import __version__
from rktkit.ground.catalogue.rules import show
from rktkit.ground.findings import Refusal, Report, UsageError
from rktkit.ground.suggest import nearest

VERBS: dict[str, tuple[str, str]] = {
    "check": ("check", "periksa form dan berkas acuannya dengan semua aturan"),
    "fmt": ("fmt", "rapikan berkas: urutan isian, nama resmi, angka"),
    "diff": ("diff", "apa yang berubah menurut maknanya"),
    "compile": ("compile", "kompilasi form semua bidang menjadi draf RKT dinas"),
    "open": ("open", "buka siklus tahun baru"),
    "status": ("status", "sampai langkah mana, dan bola di tangan siapa"),
    "form": ("form", "form RKT sebagai buku kerja Excel"),
    "nomenklatur": ("nomenklatur", "nomenklatur dari kementerian, dan dampaknya bagi rencana"),
    "import": ("import_", "baca kembali buku kerja Excel menjadi YAML"),
    "sign": ("sign", "tanda tangan Kepala Dinas"),
    "publish": ("publish", "sesudah penggabungan: periksa wewenang, kompilasi, arsipkan"),
    "verify": ("verify", "periksa keaslian publikasi dan arsip, tanpa jaringan"),
    "site": ("site", "situs arsip"),
    "schema": ("schema", "skema JSON dan panduan isian"),
    "comment": ("comment", "komentar pada permintaan penggabungan"),
    "forge": ("forge", "penyiapan dan bukti dari forge Git"),
    "demo": ("demo", "gladi bersih: 11 langkah SOP di repositori sementara"),
}
"""Verb → its module in ``cli.verbs`` and what it does."""


class _Help(argparse.HelpFormatter):
    """Help of one width everywhere; asking the terminal would cost an import at every start."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=100)


class _Parser(argparse.ArgumentParser):
    """Speaks Indonesian, and says wrong use in one sentence."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**{"formatter_class": _Help, **settings, "add_help": False})
        self._positionals.title, self._optionals.title = "argumen", "pilihan"
        self.add_argument("-h", "--help", action="help", help="tampilkan bantuan ini")

    def format_help(self) -> str:
        return super().format_help().replace("usage: ", "pemakaian: ", 1)

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{_translate(message)} Lihat: {self.prog} --help")


def _translate(message: str) -> str:
    for english, indonesian in (
        ("unrecognized arguments: ", "Pilihan tidak dikenal: "),
        ("the following arguments are required: ", "Belum disebut: "),
        ("invalid choice: ", "tidak ada: "),
        ("(choose from ", "(pilih dari "),
        ("expected one argument", "perlu satu nilai"),
        ("expected at least one argument", "perlu sekurangnya satu nilai"),
        ("invalid int value: ", "bukan bilangan bulat: "),
        ("not allowed with argument ", "tidak dapat bersama "),
        ("ambiguous option: ", "Pilihan bermakna ganda: "),
        (" could match ", " dapat berarti "),
        ("argument ", "Pilihan "),
    ):
        message = message.replace(english, indonesian)
    return message + "."


def parser(verb: str | None = None) -> argparse.ArgumentParser:
    """The parser of one verb, of all verbs without their arguments (``None``), or of everything (``"*"``)."""
    top = _Parser(prog="rkt", description="Rencana Kinerja Tahunan sebagai repositori.", allow_abbrev=False)
    where = "folder yang memuat rkt/ (bawaan: dicari dari sini ke atas)"
    top.add_argument("--root", metavar="DIR", help=where)
    top.add_argument("--version", action="version", version=f"rkt {__version__}", help="tampilkan versi")
    verbs = top.add_subparsers(dest="verb", metavar="PERINTAH", required=True, prog="rkt")
    for name, (module, summary) in VERBS.items() if verb in (None, "*") else ((verb, VERBS[verb]),):
        one = verbs.add_parser(
            name, help=summary, description=f"{summary[0].upper()}{summary[1:]}.", allow_abbrev=False
        )
        one.add_argument("--root", metavar="DIR", default=argparse.SUPPRESS, help=where)
        if verb in (name, "*"):
            import_module(f"rktkit.cli.verbs.{module}").arguments(one)
    return top


def process() -> int:
    """Run the command as a process of its own. It is short: looking for garbage would take longer than it lives."""
    gc.set_threshold(150_000)
    status = main()
    gc.freeze()
    return status


def main(argv: list[str] | None = None) -> int:
    """Run a command; see the module for the exit status."""
    words = sys.argv[1:] if argv is None else argv
    _prepare_streams()
    status, args = 0, argparse.Namespace()
    try:
        verb = _verb(words)
        if verb is not None and verb not in VERBS:
            near = nearest(verb, VERBS)
            raise UsageError(
                f"Perintah “{show(verb)}” tidak ada."
                + (f" Mungkin maksud Anda {near}." if near else " Lihat: rkt --help")
            )
        args = parser(verb).parse_args(words)
        status = import_module(f"rktkit.cli.verbs.{VERBS[args.verb][0]}").run(args)
        sys.stdout.flush()
    except UsageError as error:
        return _say(f"rkt: {show(error, 2000)}", 2)
    except Refusal as refusal:
        return _refuse(refusal, args)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except KeyboardInterrupt:
        return _say("rkt: dihentikan.", 130)
    except OSError as error:
        from rktkit.ground.disk import sebab

        place = f" {show(os.fsdecode(error.filename), 300)}" if isinstance(error.filename, (str, bytes)) else ""
        return _say(f"rkt: berkas atau media tidak dapat dipakai:{place} ({sebab(error)}).", 2)
    except Exception as error:  # the last line of defence: nobody is shown a traceback
        return _say(f"rkt: {_unexpected(error)}", 2)
    return status


def _refuse(refusal: Refusal, args: argparse.Namespace) -> int:
    """The problems as ``rkt check`` shows them; as JSON, and where the result would be, for whom JSON was asked for."""
    from rktkit.faces.reports import json, text

    report = Report.of(refusal.problems, len({p.file for p in refusal.problems}))
    if getattr(args, "format", None) != "json":
        return _say(text.render(report, command=f"rkt {args.verb}").rstrip("\n"), 1)
    sys.stdout.write(json.render(report))
    return 1


def _verb(words: list[str]) -> str | None:
    """The first word that is no option."""
    rest = iter(words)
    for word in rest:
        if not word.startswith("-"):
            return word
        if word == "--root":
            next(rest, None)
    return None


def _prepare_streams() -> None:
    """UTF-8 whatever the surroundings say, for our sentences are not ASCII; a closed stream is no error."""
    if sys.stdout is None:
        sys.stdout = os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _unexpected(error: Exception) -> str:
    """An error of ours, told in a sentence; its particulars are kept in a file for whoever mends it."""
    import tempfile
    import traceback

    try:
        with tempfile.NamedTemporaryFile("w", prefix="rktkit-", suffix=".txt", delete=False, encoding="utf-8") as file:
            file.writelines(traceback.format_exception(error))
        kept = f" Rinciannya di {file.name}; sertakan saat melapor."
    except OSError:
        kept = ""
    return f"ada kesalahan di dalam rktkit ({type(error).__name__}), bukan pada berkas Anda.{kept}"


def _say(text: str, status: int) -> int:
    if sys.stderr is not None:
        sys.stderr.write(f"{text}\n")
    return status
