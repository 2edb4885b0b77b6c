"""argparse in Indonesian: the messages that it looks up through gettext."""

from __future__ import annotations

import argparse

_MESSAGES = {
    "usage: ": "pemakaian: ",
    "options": "pilihan",
    "positional arguments": "argumen",
    "subcommands": "perintah",
    "show this help message and exit": "tampilkan bantuan ini",
    "show program's version number and exit": "tampilkan versi",
    "%(heading)s:": "%(heading)s:",
    "%(prog)s: error: %(message)s\n": "%(prog)s: %(message)s\n",
    " (default: %(default)s)": " (bawaan: %(default)s)",
    "argument %(argument_name)s: %(message)s": "Pilihan %(argument_name)s: %(message)s",
    "unrecognized arguments: %s": "Pilihan tidak dikenal: %s",
    "the following arguments are required: %s": "Belum disebut: %s",
    "one of the arguments %s is required": "Sebutkan salah satu dari %s",
    "not allowed with argument %s": "tidak dapat bersama %s",
    "invalid choice: %(value)r (choose from %(choices)s)": "%(value)r tidak ada (pilih dari %(choices)s)",
    "unknown parser %(parser_name)r (choices: %(choices)s)": "%(parser_name)r tidak ada (pilih dari %(choices)s)",
    "invalid %(type)s value: %(value)r": "%(value)r bukan bilangan bulat",
    "ambiguous option: %(option)s could match %(matches)s": "Pilihan %(option)s bermakna ganda: %(matches)s",
    "ignored explicit argument %r": "tidak memakai nilai, tetapi diberi %r",
    "unexpected option string: %s": "Pilihan %s tidak pada tempatnya",
    "expected one argument": "perlu satu nilai",
    "expected at least one argument": "perlu sekurangnya satu nilai",
    "expected at most one argument": "perlu paling banyak satu nilai",
    "expected %s argument": "perlu %s nilai",
    "expected %s arguments": "perlu %s nilai",
    "can't open '%(filename)s': %(error)s": "%(filename)s tidak dapat dibuka: %(error)s",
}
"""argparse's messages from Python 3.11 to 3.14 that a person at the keyboard can be shown."""


def translate(message: str) -> str:
    """A message of argparse in Indonesian; what is not in the catalogue speaks to programmers and stays."""
    return _MESSAGES.get(message, message)


def _plural(one: str, many: str, count: int) -> str:
    return translate(one if count == 1 else many)


def install() -> None:
    """Let argparse speak Indonesian in this process."""
    vars(argparse).update(_=translate, ngettext=_plural)
