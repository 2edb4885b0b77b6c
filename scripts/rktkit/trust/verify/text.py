"""A PDF that was saved again: its bytes prove nothing any more, its text can still be held against the archive's."""

import re
import unicodedata
from collections.abc import Sequence
from io import BytesIO


class Unreadable(Exception):
    """No text can be read from the PDF: it is none, it is a scan, or a page is damaged."""


def pages(pdf: bytes) -> list[str]:
    """The text of each page, blanks and spellings of the same letter aside.

    Raises:
        Unreadable: there is none.
    """
    from pypdf import PdfReader

    try:
        found = [_plain(page.extract_text()) for page in PdfReader(BytesIO(pdf)).pages]
    except Exception:  # whatever the parser makes of hostile bytes
        raise Unreadable from None
    if not any(found):
        raise Unreadable
    return found


def _plain(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def differs_at(one: Sequence[str], other: Sequence[str]) -> int | None:
    """The first page, from 1, on which two documents differ; ``None`` where they say the same."""
    for number in range(max(len(one), len(other))):
        if one[number : number + 1] != other[number : number + 1]:
            return number + 1
    return None


_GRAM = 12
"""Letters in a row that are compared."""


def resemblance(one: Sequence[str], other: Sequence[str]) -> float:
    """How much of a document's text another one shares, from 0 to 1."""
    here, there = (_grams("".join(text)) for text in (one, other))
    return len(here & there) / max(len(here), 1)


def _grams(text: str) -> set[str]:
    return {text[place : place + _GRAM] for place in range(max(len(text) - _GRAM + 1, 1))}
