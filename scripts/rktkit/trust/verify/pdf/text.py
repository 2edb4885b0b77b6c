"""A PDF that was saved again: its bytes prove nothing any more, its text can still be held against the archive's."""

import logging
import re
import unicodedata
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any


class Unreadable(Exception):
    """No text can be read from the PDF: it is none, it is a scan, or a page is damaged."""


def pages(pdf: bytes, *, printed: bool = False) -> list[str]:
    """The text of each page, blanks, spellings of the same letter and empty pages at the end aside.

    Text that was typed onto a page counts: it can cover a figure.

    Args:
        printed: with the words of visible signatures, as a printer or "print to PDF" sets them onto the page.

    Raises:
        Unreadable: there is none.
    """
    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it thinks of a hostile file is no word of ours
    try:
        found = ["".join(map(_plain, _words(page, printed))) for page in PdfReader(BytesIO(pdf)).pages]
    except Exception:  # whatever the parser makes of hostile bytes
        raise Unreadable from None
    while found and not found[-1]:
        found.pop()
    if not found:
        raise Unreadable
    return found


def _words(page: Any, printed: bool) -> Iterator[str]:
    yield page.extract_text()
    for annotation in page.annotations or ():
        shown = annotation.get_object()
        if shown.get("/Subtype") == "/FreeText":
            yield str(shown.get("/Contents", ""))
        elif printed and shown.get("/FT") == "/Sig" and "/AP" in shown:
            yield page.extract_xform_text(shown["/AP"]["/N"])


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
