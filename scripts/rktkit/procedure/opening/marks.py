"""How the lines of a new form are written: the mark in front of what is to be decided, texts on one line."""

from __future__ import annotations

import json

from rktkit.plan.model import TINJAU

MARK = f"{TINJAU.decode()}:"
"""What stands in front of everything that is still to be reviewed."""


def teks(text: str) -> str:
    """A text as a quoted scalar; ``canonical`` takes the quotes away where they are not needed."""
    return json.dumps(text, ensure_ascii=False)


def satu(text: str) -> str:
    """A text as it can stand in a comment: on one line."""
    return " ".join(text.split())
