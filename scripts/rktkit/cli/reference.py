"""The command reference, from the parsers themselves."""

import argparse
from collections.abc import Iterator

from rktkit.cli.main import VERBS, parser

_HEAD = """\
---
title: Perintah
description: Setiap perintah rkt, pilihannya, dan artinya.
---

# Perintah

Semua perintah dijalankan di folder repositori atau di bawahnya, atau dengan `--root DIR`. Status keluarnya **0** bila
baik, **1** bila ada temuan yang menghalangi, dan **2** bila perintahnya keliru; `rkt verify` juga mengenal **3**, tidak
dapat dipastikan. Warna hanya dipakai pada layar, dan tidak bila `NO_COLOR` terisi atau `TERM=dumb`.

Dengan `--version`, `rkt` menyebut versinya dan versi arsip yang ditulisnya.
"""


def commands_page() -> str:
    """The whole page, Markdown."""
    parts = [_HEAD]
    for verb, one in _below(parser("*")).items():
        parts += _command(f"rkt {verb}", VERBS[verb][1], one, "##")
    return "\n".join(parts).rstrip() + "\n"


def _command(name: str, summary: str, parser: argparse.ArgumentParser, heading: str) -> Iterator[str]:
    yield f"{heading} {name} {{ #{name.removeprefix('rkt ').replace(' ', '-')} }}\n"
    yield f"{summary[:1].upper()}{_inert(summary[1:])}.\n"
    below = _below(parser)
    actions = [action for action in parser._actions if not _passed_over(action)]
    yield f"```text\n{' '.join([name, *map(_usage, actions), *(['BAGIAN …'] if below else [])])}\n```\n"
    if actions:
        yield "| Pilihan | Arti |\n|---|---|"
        yield from (f"| {_names(action)} | {_meaning(action)} |" for action in actions)
        yield ""
    for part, one in below.items():
        yield from _command(f"{name} {part}", _summary(parser, part), one, f"{heading}#")


def _below(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    """The parsers of a parser's parts."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            return dict(action.choices)
    return {}


def _summary(parser: argparse.ArgumentParser, part: str) -> str:
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            return next(str(one.help or "") for one in action._choices_actions if one.dest == part)
    return ""


def _passed_over(action: argparse.Action) -> bool:
    """What every command has, and what is no option of its own."""
    skipped = isinstance(action, argparse._HelpAction | argparse._SubParsersAction)
    return skipped or "--root" in action.option_strings or action.help == argparse.SUPPRESS


def _value(action: argparse.Action) -> str:
    """The value that an action takes: ``TAHUN``, ``text|json``, ``PATH …``; empty for a switch."""
    if action.nargs == 0:
        return ""
    name = action.metavar if isinstance(action.metavar, str) else ""
    if not name:
        name = "|".join(map(str, action.choices)) if action.choices else action.dest.upper()
    return f"{name} …" if action.nargs in ("*", "+") else name


def _usage(action: argparse.Action) -> str:
    written = " ".join(
        part for part in (action.option_strings[-1] if action.option_strings else "", _value(action)) if part
    )
    optional = not action.required if action.option_strings else action.nargs in ("?", "*")
    return f"[{written}]" if optional else written


def _names(action: argparse.Action) -> str:
    value = _value(action).replace("|", " / ")  # a bar would end the cell; the blanks let it wrap on a phone
    if not action.option_strings:
        return f"`{value}`"
    return ", ".join(f"`{name} {value}`".replace(" `", "`") for name in action.option_strings)


def _meaning(action: argparse.Action) -> str:
    text = _inert((action.help or "").replace("%%", "%"))
    if action.choices and isinstance(action.metavar, str):
        text += f" ({', '.join(map(str, action.choices))})"
    return f"{text} (wajib)" if action.required and action.option_strings else text


def _inert(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;").replace("*", "\\*")
