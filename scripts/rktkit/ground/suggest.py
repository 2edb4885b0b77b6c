"""The nearest match for something mistyped."""

from __future__ import annotations

from collections.abc import Iterable

_LIKE, _LIKE_SHORT, _SHORT = 70, 60, 4
"""How much of two words must be the same, in hundredths, for one to be suggested in place of the other; a single slip
takes more of a word of up to four letters."""


CURVED = "“”„‟‘’‚‛"
"""Quotation marks of a word processor, which are no quotation marks to YAML."""


def without_curved(written: str) -> str:
    """A text without the curved quotation marks around it."""
    return written.strip().strip(CURVED).strip()


def nearest(written: str, known: Iterable[str]) -> str | None:
    """The known word that is most like the written one, regardless of letter case; ``None`` when none is near."""
    from rapidfuzz.fuzz import ratio
    from rapidfuzz.process import extractOne

    lowered = {word.lower(): word for word in known}
    start = without_curved(written).lower()[:200]
    like = _LIKE if len(start) > _SHORT else _LIKE_SHORT
    found = extractOne(start, lowered.keys(), scorer=ratio, score_cutoff=like)
    if found:
        return lowered[found[0]]
    begun = (word for name, word in lowered.items() if name.startswith(start))
    return next(begun, None) if len(start) >= 3 else None


def nearest_kode(written: str, known: Iterable[str]) -> str | None:
    """The known kode of the same length that differs in the fewest digits; ``None`` when too many do."""
    from rapidfuzz.distance.Hamming import distance
    from rapidfuzz.process import extractOne

    level = sorted(kode for kode in known if len(kode) == len(written))
    found = extractOne(written, level, scorer=distance, score_cutoff=len(written) * 2 // 5)
    return found[0] if found else None
