"""Where the text of a PDF page stands: every run's left and right end in points, from the page's own operators."""

from collections.abc import Iterator
from typing import Any

from pypdf import PageObject
from pypdf.generic import ContentStream

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)


def fonts(page: PageObject) -> dict[str, Any]:
    """The page's fonts by the names that its operators call them."""
    resources: Any = page["/Resources"]
    return {name: font.get_object() for name, font in resources.get("/Font", {}).items()}


def runs(page: PageObject) -> Iterator[tuple[float, float]]:
    """Left and right end of each run of upright text; the slanted mark across the page is left out."""
    widths_of = {name: _widths(font) for name, font in fonts(page).items()}
    stack: list[Matrix] = []
    place, line = IDENTITY, IDENTITY
    widths: dict[int, float] = {}
    size = spacing = 0.0
    for operands, operator in ContentStream(page.get_contents(), page.pdf).operations:
        match operator:
            case b"q":
                stack.append(place)
            case b"Q":
                place = stack.pop()
            case b"cm":
                place = _times(_matrix(operands), place)
            case b"Tf":
                widths, size = widths_of[operands[0]], float(operands[1])
            case b"Tc":
                spacing = float(operands[0])
            case b"Tm":
                line = _matrix(operands)
            case b"Td":
                line = _times((1, 0, 0, 1, float(operands[0]), float(operands[1])), line)
            case b"Tj" | b"TJ":
                parts = operands[0] if operator == b"TJ" else [operands[0]]
                long = sum(_length(part, widths, size, spacing) for part in parts)
                full = _times(line, place)
                line = _times((1, 0, 0, 1, long, 0), line)
                if abs(full[1]) < 1e-6:
                    yield full[4], full[4] + long * full[0]


def sizes(page: PageObject) -> Iterator[float]:
    """The size in points of each run of text."""
    size = scale = 1.0
    for operands, operator in ContentStream(page.get_contents(), page.pdf).operations:
        match operator:
            case b"Tf":
                size = float(operands[1])
            case b"Tm":
                scale = max(abs(float(operands[1])), abs(float(operands[3])))
            case b"Tj" | b"TJ":
                yield round(size * scale, 2)


def _length(part: Any, widths: dict[int, float], size: float, spacing: float) -> float:
    if isinstance(part, int | float):
        return -float(part) * size / 1000
    data = part if isinstance(part, bytes) else part.original_bytes
    glyphs = [data[n] << 8 | data[n + 1] for n in range(0, len(data), 2)]
    return sum(widths.get(glyph, 1000.0) * size / 1000 + spacing for glyph in glyphs)


def _widths(font: Any) -> dict[int, float]:
    """Glyph → advance, from the /W array of a composite font."""
    found: dict[int, float] = {}
    entries = list(font["/DescendantFonts"][0].get_object()["/W"]) if "/DescendantFonts" in font else []
    index = 0
    while index < len(entries):
        first, second = int(entries[index]), entries[index + 1]
        if isinstance(second, list):
            found |= {first + n: float(width) for n, width in enumerate(second)}
            index += 2
        else:
            found |= dict.fromkeys(range(first, int(second) + 1), float(entries[index + 2]))
            index += 3
    return found


def _matrix(operands: Any) -> Matrix:
    a, b, c, d, e, f = (float(value) for value in operands)
    return a, b, c, d, e, f


def _times(first: Matrix, then: Matrix) -> Matrix:
    """One transformation after the other."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u
