"""The nearest match for something mistyped."""

from collections.abc import Iterable


def nearest(written: str, known: Iterable[str]) -> str | None:
    """The known word that is most like the written one, regardless of letter case; ``None`` when none is near."""
    from difflib import get_close_matches

    lowered = {word.lower(): word for word in known}
    start = written.strip().lower()[:200]
    found = get_close_matches(start, lowered, n=1, cutoff=0.6)
    if not found and len(start) >= 3:
        found = [word for word in lowered if word.startswith(start)][:1]
    return lowered[found[0]] if found else None
