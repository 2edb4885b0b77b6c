"""Hostile text inside Markdown: shown as it is, without any effect.

What a file, a branch or a person says may hold Markdown, HTML, mentions that ring other people's bells, links, images,
references to issues and commits, emoji codes and mathematics. GitHub, Gitea and Forgejo turn some of these into links
only after Markdown is done, so escaping alone is not enough: a word joiner (U+2060), which nobody sees, takes such
words apart.
"""

import re
import unicodedata

_JOINER = "\u2060"
_MARKUP = re.compile(r"[\\`*_{}\[\]<>#!|~^$&]")
_TAKE_APART = (
    # @name, #12, !12, :emoji:, scheme: and mail@host lose what follows the sign.
    (re.compile(r"([@#!:])(?=\S)"), rf"\1{_JOINER}"),
    (re.compile(r"(?i)\b(www)(?=\.)"), rf"\1{_JOINER}"),
    # GH-12, and KEY-12 where an outside tracker is set up.
    (re.compile(r"\b([A-Za-z]{1,10})(?=-[0-9])"), rf"\1{_JOINER}"),
)
_MAYBE_COMMIT = re.compile(r"(?<![0-9A-Za-z_])(?=[0-9]*[a-fA-F])[0-9a-fA-F]{7,}(?![0-9A-Za-z_])")
"""What may be the name of a commit; a number of rupiah has no letters and stays as it is."""


def plain(text: str, limit: int = 600) -> str:
    """Text on one line that any of the forges shows letter by letter.

    Args:
        text: anything.
        limit: characters that are shown; the rest becomes an ellipsis.
    """
    shown = " ".join(_visible(text[: 4 * limit]).split())
    if len(shown) > limit:
        shown = f"{shown[: limit - 1]}…"
    for pattern, replacement in _TAKE_APART:
        shown = pattern.sub(replacement, shown)
    shown = _MAYBE_COMMIT.sub(lambda found: re.sub("(.{6})(?=.)", rf"\1{_JOINER}", found[0]), shown)
    return _MARKUP.sub(lambda found: f"&#{ord(found[0])};", shown)


def _visible(text: str) -> str:
    """Without controls, direction overrides and other things that are there but cannot be seen."""
    if text.isprintable():  # as nearly all of it is
        return text
    return "".join(
        "�" if unicodedata.category(c) in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"} and c not in "\n\t" else c
        for c in text
    )


def link(text: str, address: str) -> str:
    """A link. ``address`` is one of our own making, its hostile parts quoted; an odd one leaves the text only."""
    if re.fullmatch(r"https?://[A-Za-z0-9.:\[\]-]+(?:/[A-Za-z0-9._~%/+,;=@?&#-]*)?", address):
        return f"[{text}](<{address}>)"
    return text


def fit(lines: list[str], room: int, rest: str) -> list[str]:
    """The first lines that fit into ``room`` bytes; ``rest`` stands for the others, its ``{n}`` for how many items."""
    used = 0
    for count, line in enumerate(lines):
        used += len(line.encode()) + 1
        if used > room - 200:
            left = sum(line.lstrip("> ").startswith("- ") for line in lines[count:])
            return [*lines[:count], rest.format(n=left)]
    return lines
