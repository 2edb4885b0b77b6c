"""Text from data, made inert: the same characters on the page, and no meaning to Markdown, HTML or YAML.

One function for every place: whatever could be markup becomes a numeric character reference, which Markdown passes
through untouched and HTML shows as the character it names. So one escaped text is safe in a Markdown line, in an HTML
element and in a quoted attribute alike. The templates call it for every expression that is not ``Markup`` already.
"""

import hashlib
import json
import re
from collections.abc import Iterable

from markupsafe import Markup

_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufeff\ufffe\uffff]"
)
"""Control characters and bidirectional overrides: they have no picture, only effects."""

_BLANKS = re.compile("[ \t\n\x0b\x0c\r\x85\u2028\u2029]+")
_LINES = re.compile("\r\n|[\n\x0b\x0c\r\x85\u2028\u2029]")
_MARKUP = re.compile(r"""[!"#$&'()*+:<=>@\[\\\]^_`{|}~-]""")
_NUMBERED = re.compile(r"\A([0-9]+)\.")
"""A text that starts like this would begin a numbered list."""


def text(value: object) -> Markup:
    """One line of text for any place on a page: blanks folded, nothing invisible, nothing that means anything."""
    plain = _BLANKS.sub(" ", _INVISIBLE.sub("", str(value))).strip(" ")
    plain = plain.encode("utf-8", "replace").decode()  # a lone surrogate has no bytes
    return Markup(_NUMBERED.sub(r"\1&#46;", _MARKUP.sub(_reference, plain)))  # noqa: S704 - the escaping itself


def lines(value: object) -> Markup:
    """A text whose line ends stay: ``text`` for each line, ``<br>`` between them."""
    return Markup("<br>").join(text(line) for line in _LINES.split(str(value).replace("\x00", "")) if line.strip())


def front_matter(values: Iterable[tuple[str, object]], kanonik: str | None = None) -> Markup:
    """The YAML head of a page. Texts are escaped first: the theme prints titles as they are.

    Args:
        values: names of our own, with a text, or a list of words of our own.
        kanonik: the path of the page that is to be found in its place; of our own making.
    """
    rows = [f"{name}: {json.dumps(_plain(value), ensure_ascii=False)}" for name, value in values]
    rows += [f"kanonik: {json.dumps(kanonik)}"] if kanonik else []
    return Markup("\n".join(["---", *rows, "---", ""]))  # noqa: S704 - JSON strings of escaped text


def slug(value: str) -> str:
    """A name for a folder and an address, of small letters, digits and hyphens; never empty, never a path."""
    plain = re.sub("[^a-z0-9]+", "-", value.lower()).strip("-")[:48]
    if plain and plain == value:
        return plain
    mark = hashlib.sha256(value.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{plain}-{mark}".strip("-")  # two odd codes must not meet in one folder


def _reference(match: re.Match[str]) -> str:
    return f"&#{ord(match[0])};"


def _plain(value: object) -> object:
    return value if isinstance(value, list | int) else str(text(value))
