"""Names of files that every computer can keep, so that an archive can be checked wherever it is copied to.

A publication is forever. A name that Windows cannot write, that a Mac writes in another way, or that differs from its
neighbour in capitals alone would make an honest copy look changed.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator

LONGEST_NAME = 100
LONGEST_PATH = 180
"""In bytes; Windows has 260 characters for everything above it too."""

_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?\Z", re.IGNORECASE)
_FORBIDDEN = frozenset('<>:"\\|?*')


def is_portable(path: str) -> bool:
    """Whether each part of a path (with ``/``) can be written, as it is, by every common system."""
    return all(map(_is_portable_name, path.split("/"))) and len(path.encode()) <= LONGEST_PATH


def _is_portable_name(name: str) -> bool:
    return (
        0 < len(name) <= LONGEST_NAME
        and name.isprintable()
        and not _FORBIDDEN & set(name)
        and name == name.strip(" ").rstrip(".")
        and not _RESERVED.match(name)
        and unicodedata.is_normalized("NFC", name)
    )


def unportable(paths: Iterable[str]) -> Iterator[str]:
    """The paths that some computer could not keep beside the others, each once."""
    spelt: dict[str, str] = {}
    for path in sorted(paths):
        parts = path.split("/")
        above = ["/".join(parts[:length]) for length in range(1, len(parts) + 1)]
        twins = any(spelt.setdefault(unicodedata.normalize("NFC", part).casefold(), part) != part for part in above)
        if twins or not is_portable(path):
            yield path
