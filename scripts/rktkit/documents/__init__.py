"""The documents of a plan: one model in, every format out, each a pure function of the plan and its context."""

from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from rktkit.documents.context import Context
    from rktkit.plan.document import Rkt

FORMATS = {
    "json": "rktkit.documents.data.json",
    "csv": "rktkit.documents.data.csv",
    "xlsx": "rktkit.documents.xlsx.document",
    "html": "rktkit.documents.html.document",
    "pdf": "rktkit.documents.pdf.document",
}
"""Every format and the module that makes it. A new format is one module with ``render`` and one line here."""


class _Format(Protocol):
    def render(self, rkt: "Rkt", context: "Context") -> dict[str, bytes]: ...


def render_format(name: str, rkt: "Rkt", context: "Context") -> dict[str, bytes]:
    """The files of one format, by their path inside the publication.

    Args:
        name: a key of ``FORMATS``.
        rkt: the compiled plan.
        context: everything else that the documents show.
    """
    # Imported when asked for: the libraries behind the formats cost more than most commands need.
    return cast("_Format", import_module(FORMATS[name])).render(rkt, context)


def render(rkt: "Rkt", context: "Context") -> dict[str, bytes]:
    """All files of a publication, by their path inside it: the same inputs give the same bytes.

    Returns:
        ``rkt.json``, ``csv/*.csv``, ``datapackage.json``, ``rkt.xlsx``, ``rkt.html`` and ``rkt.pdf``.
    """
    from dataclasses import replace

    files = render_format("json", rkt, context)
    context = replace(context, data=files["rkt.json"])
    for name in FORMATS:
        files |= render_format(name, rkt, context)
    return files
