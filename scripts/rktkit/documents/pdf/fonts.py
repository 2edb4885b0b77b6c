"""The document's fonts as far as Python must know them: which characters they have, and how wide text will be.

PDF/A and PDF/UA forbid a character without a glyph, so a document can only be made of what its fonts cover; and
Indonesian has no hyphenation patterns in the type-setter, so words too wide for a column are divided here.
"""

import re
import struct
import unicodedata
from functools import cache
from pathlib import Path

from rktkit.plan.writing.letters import is_arabic, settable, stand_in

FOLDER = Path(__file__).parent / "templates" / "fonts"

SANS = "SourceSansPro-Regular.otf"
SANS_BOLD = "SourceSansPro-Semibold.otf"
SERIF = "SourceSerifPro-Regular.otf"
SERIF_BOLD = "SourceSerifPro-Semibold.otf"
ARAB = "Amiri-Regular.ttf"

HYPHEN, BREAK = "\u00ad", "\u200b"
"""Where a word may be divided: with a hyphen, and without one."""


class Font(dict[str, int]):
    """Advance widths by character, in thousandths of the type size."""

    def __missing__(self, char: str) -> int:
        return 0 if char in "\n\u00ad\u200b" else 500

    def width(self, text: str, size: float) -> float:
        """The width of a line of text, in the unit of ``size``; without kerning, so a little too wide if at all."""
        return sum(map(self.__getitem__, text)) * size / 1000


@cache
def load(name: str) -> Font:
    """A font of ``templates/fonts``."""
    data = (FOLDER / name).read_bytes()
    count = struct.unpack_from(">H", data, 4)[0]
    tables = {}
    for index in range(count):
        tag, _, offset, length = struct.unpack_from(">4sIII", data, 12 + 16 * index)
        tables[tag] = data[offset : offset + length]
    per_em = struct.unpack_from(">H", tables[b"head"], 18)[0]
    metrics = struct.unpack_from(">H", tables[b"hhea"], 34)[0]
    advances = struct.unpack(f">{'Hh' * metrics}", tables[b"hmtx"][: 4 * metrics])[::2]
    return Font(
        {
            chr(char): advances[min(glyph, metrics - 1)] * 1000 // per_em
            for char, glyph in _characters(tables[b"cmap"]).items()
        }
    )


def _characters(cmap: bytes) -> dict[int, int]:
    """Character → glyph, from the font's full Unicode table (format 12)."""
    for index in range(struct.unpack_from(">H", cmap, 2)[0]):
        offset = struct.unpack_from(">HHI", cmap, 4 + 8 * index)[2]
        if struct.unpack_from(">H", cmap, offset)[0] == 12:
            groups = struct.unpack_from(">I", cmap, offset + 12)[0]
            return {
                char: first + char - start
                for start, end, first in struct.iter_unpack(">III", cmap[offset + 16 : offset + 16 + 12 * groups])
                for char in range(start, end + 1)
                if first + char - start
            }
    raise ValueError("the font has no Unicode table of format 12")


_LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")


def clean(text: str) -> str:
    """Text that the fonts can set, the same to the eye.

    Lines stay lines. Invisible format characters go: they could only turn the reading order or hide a break. What has
    no glyph is named, ``[U+4E2D]``, so that nothing vanishes unseen.
    """
    if text.isascii() and text.isprintable():
        return text
    known = settable()
    return "".join(
        char if char in known or char == "\n" else stand_in(char)
        for char in unicodedata.normalize("NFC", _LINE_ENDS.sub("\n", text))
    )


def line(text: str, width: float = 430, size: float = 10.5, font: str = SERIF) -> str:
    """Cleaned text for running prose and headings: blanks and line ends folded, words that are too wide divided."""
    return fit(" ".join(clean(text).split()), width, size, font)


def cut(text: str, most: int) -> str:
    """Cleaned text on one line, shortened with ``…`` where there is no room for more."""
    text = " ".join(clean(text).split())
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


_V, _C = "[aiueoAIUEO]", "[b-df-hj-np-tv-z]"
_ONSET = rf"(?:ng|ny|sy|kh|[bdfgkpst][lr]|{_C})"
"""What opens a syllable: one consonant, one sound written with two letters, or a consonant with l or r."""

_SYLLABLE = re.compile(
    rf"(?<={_V})(?={_ONSET}{_V})"  # pe-nye-leng…
    rf"|(?<={_V}ng)(?={_C})"  # …leng-ga…
    rf"|(?<={_V}[b-df-hj-mp-tv-z])(?={_ONSET}{_V})(?!(?<=[bdfgkpst])[lr]|(?<=s)y|(?<=k)h)"  # in-for-ma-si
    rf"|(?<={_V}n)(?=[b-df-hj-np-tv-xz])(?!g)"  # pen-di-di-kan
)
_LETTERS = re.compile(r"([^\w]*)([^\W\d_]+)([^\w]*)")
_AFTER = re.compile(r"(?<=[/\-–—(@=?&])(?=\w)|(?<=[,;:.])(?=[^\W\d])")  # never inside a number


def fit(text: str, width: float, size: float, font: str = SANS) -> str:
    """Mark where words wider than a column may be divided; all other text stays as it is.

    Args:
        text: cleaned text.
        width: of the column without its padding, in points.
        size: of the type, in points.
        font: the face it is set in.
    """
    face = load(font)
    if face.width(text, size) <= width:
        return text
    return re.sub(r"\S+", lambda match: _divide(match[0], width, size, face), text)


def _divide(word: str, width: float, size: float, face: Font) -> str:
    if face.width(word, size) <= width or any(map(is_arabic, word)):  # joined letters are never parted
        return word
    parts = _AFTER.split(word)
    if len(parts) > 1:
        return BREAK.join(_divide(part, width, size, face) for part in parts)
    found = _LETTERS.fullmatch(word)
    if not found or len(found[2]) > 40:
        return BREAK.join(word)
    syllables = _SYLLABLE.split(found[2])
    whole = [found[1] + syllables[0]]
    for syllable in syllables[1:]:  # no syllable of one letter at either end of a line
        if len(whole[-1]) < 2 or len(syllable) < 2:
            whole[-1] += syllable
        else:
            whole.append(syllable)
    whole[-1] += found[3]
    return HYPHEN.join(part if face.width(part + "-", size) <= width else BREAK.join(part) for part in whole)
