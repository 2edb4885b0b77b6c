"""The nearest match for something mistyped."""

from __future__ import annotations

from collections.abc import Iterable

_LIKE = 0.6
"""How much of two words must be the same, from 0 to 1, for one to be suggested in place of the other."""


def nearest(written: str, known: Iterable[str]) -> str | None:
    """The known word that is most like the written one, regardless of letter case; ``None`` when none is near."""
    from difflib import get_close_matches

    lowered = {word.lower(): word for word in known}
    start = written.strip().lower()[:200]
    alike = [word for word in lowered if 2 * min(len(word), len(start)) >= _LIKE * (len(word) + len(start))]
    found = get_close_matches(start, alike, n=1, cutoff=_LIKE) if alike else []
    if not found and len(start) >= 3:
        found = [word for word in lowered if word.startswith(start)][:1]
    return lowered[found[0]] if found else None
