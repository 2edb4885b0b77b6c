"""Texts that every format can carry."""

import re

# Control characters, halves of surrogate pairs and what Unicode calls no characters; XML and HTML refuse them.
_HIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def clean(text: str) -> str:
    """A text without control characters, with plain line ends. The loader refuses them; evidence may hold them."""
    return _HIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
