"""A PDF that was saved again: its bytes prove nothing any more, its text can still be held against the archive's.

What is not there, or not known, is told apart from what says something else. A printer adds a line at the edge or the
words of a visible signature, an office a page that it scanned; a figure that is another one contradicts.
"""

import logging
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any, NamedTuple


class Unreadable(Exception):
    """No text can be read from the PDF: it is none, it is a scan, or a page is damaged."""


class Page(NamedTuple):
    """What is read on a page, and what somebody typed onto it, which can cover a figure."""

    teks: str
    ketikan: str = ""

    @property
    def plain(self) -> str:
        """The text without blanks, in one spelling of each letter."""
        return _plain(self.teks)


def pages(pdf: bytes, *, printed: bool = False) -> list[Page]:
    """The text of each page; empty where it cannot be read, as in a scan, with the guess of a program laid under it.

    Args:
        printed: with the words of visible signatures, as a printer or "print to PDF" sets them onto the page.

    Raises:
        Unreadable: there is none.
    """
    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it thinks of a hostile file is no word of ours
    try:
        found = [_page(page, printed) for page in PdfReader(BytesIO(pdf)).pages]
    except Exception:  # whatever the parser makes of hostile bytes
        raise Unreadable from None
    if not any(page.plain for page in found):
        raise Unreadable
    return found


def _page(page: Any, printed: bool) -> Page:
    notes = [one.get_object() for one in page.annotations or ()]
    typed = "".join(str(one.get("/Contents", "")) for one in notes if one.get("/Subtype") == "/FreeText")
    stamps = [one["/AP"]["/N"] for one in notes if printed and one.get("/FT") == "/Sig" and "/AP" in one]
    return Page("\n".join([_seen(page), *map(page.extract_xform_text, stamps)]), typed)


_SHOWN = frozenset({b"Tj", b"TJ", b"'", b'"'})
_INVISIBLE = 3


def _seen(page: Any) -> str:
    """The text that is drawn; nothing where all of it is invisible, behind a picture of the page."""
    mode, saved, modes = 0, list[int](), set[int]()

    def watch(operator: bytes, operands: Sequence[Any], *_: object) -> None:
        nonlocal mode
        if operator == b"q":
            saved.append(mode)
        elif operator == b"Q" and saved:
            mode = saved.pop()
        elif operator == b"Tr":
            mode = int(operands[0])
        elif operator in _SHOWN:
            modes.add(mode)

    text: str = page.extract_text(visitor_operand_before=watch)
    return "" if modes == {_INVISIBLE} else text


def _plain(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


@dataclass(frozen=True, slots=True)
class Compared:
    """What a document from somewhere else has to do with the archive's; pages count from 1.

    Attributes:
        beda: its first page that says something else.
        tambahan: what stands on its pages before or behind the same text.
        hilang: the archive's pages that are not in it, or cannot be read there.
    """

    beda: int | None = None
    tambahan: tuple[tuple[int, str], ...] = ()
    hilang: tuple[int, ...] = ()

    @property
    def sama(self) -> bool:
        """Whether the two say the same, and nothing else."""
        return self.beda is None and not self.tambahan and not self.hilang


def compare(given: Sequence[Page], own: Sequence[Page]) -> Compared:
    """Hold a document against the archive's; what cannot be read in it is passed over, and so is what is left out."""
    more: list[tuple[int, str]] = []
    lost: list[int] = []
    left = {number: page for number, page in enumerate(own, 1) if page.plain}
    for number, page in enumerate(given, 1):
        if not page.plain:
            continue
        there = [place for place, one in left.items() if _holds(page, one)]
        same = [place for place in there if left[place].plain == page.plain]
        if not there:
            return Compared(number)
        here = (same or there)[0]
        if not same:
            more.append((number, _besides(page, left[here])))
        lost += [place for place in left if place < here]
        left = {place: one for place, one in left.items() if place > here}
    return Compared(None, tuple(more), (*lost, *left))


def _holds(page: Page, own: Page) -> bool:
    return page.ketikan == own.ketikan and own.plain in page.plain


def _besides(page: Page, wanted: Page) -> str:
    lines = [" ".join(line.split()) for line in page.teks.splitlines()]
    found = " ".join(line for line in lines if line and _plain(line) not in wanted.plain)
    return found or page.plain.replace(wanted.plain, "", 1)


_GRAM = 12
"""Letters in a row that are compared."""


def resemblance(one: Sequence[Page], other: Sequence[Page]) -> float:
    """How much of a document's text another one shares, from 0 to 1."""
    here, there = ({*_grams("".join(page.plain for page in text))} for text in (one, other))
    return len(here & there) / max(len(here), 1)


def _grams(text: str) -> Iterator[str]:
    for place in range(len(text) - _GRAM + 1):
        yield text[place : place + _GRAM]
