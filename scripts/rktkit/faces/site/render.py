"""Templates to pages. Every expression in a template is escaped for Markdown and HTML alike unless it is ``Markup``."""

import posixpath
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from rktkit.faces.site import escape
from rktkit.faces.site.parts.charts import ringkas
from rktkit.plan.writing import words

TEMPLATES = Path(__file__).parent / "templates"


def environment() -> Environment:
    """The template engine of the site."""
    found = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,  # so that macros give Markup; what they print has passed ``_finalize`` before
        finalize=_finalize,
        undefined=StrictUndefined,
        comment_start_string="{##",  # ``{#name}`` is Markdown for the address of a heading
        comment_end_string="##}",
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    found.filters |= {
        "angka": words.angka,
        "bagian": words.persen,
        "baris": escape.lines,
        "berkas_baris": rows_name,
        "nilai": words.nilai,
        "ringkas": ringkas,
        "rupiah": words.rupiah,
        "selisih": selisih,
        "tanggal": words.tanggal,
        "terlambat": words.terlambat,
        "ukuran": ukuran,
        "wajar": wajar,
    }
    return found


def render(engine: Environment, template: str, path: str, values: Mapping[str, Any]) -> bytes:
    """A page.

    Args:
        template: its name in ``templates/``.
        path: where the page stands in the site, ``arsip/2027/murni-0/index.md``; links are relative to it.
        values: for the template.
    """

    def link(target: str) -> str:
        return relative(path, target)

    def source(target: str) -> Markup:  # MkDocs checks links between Markdown files
        return Markup(posixpath.relpath(target, posixpath.dirname(path) or "."))  # noqa: S704 - our own file names

    template_ = engine.get_template(template)
    return template_.render(ke=link, halaman=source, kepala=escape.front_matter, **values).encode()


def relative(page: str, target: str) -> str:
    """The address of ``target`` as a page sees it: always a file, so that the site opens from a folder as well.

    A target without a suffix is a page, which stands in a folder of its own.
    """
    target, mark, fragment = target.partition("#")
    file = target if "." in posixpath.basename(target) else posixpath.join(target, "index.html")
    return f"{posixpath.relpath(file, posixpath.dirname(page) or '.')}{mark}{fragment}"


def ukuran(count: int) -> str:
    """A size as people read it: ``1,2 MB``, ``48 kB``, ``812 B``."""
    if count >= 1_000_000:
        return f"{count / 1_000_000:.1f} MB".replace(".", ",")
    return f"{round(count / 1000)} kB" if count >= 1000 else f"{count} B"


def selisih(amount: int) -> str:
    """A change in rupiah, always with its sign."""
    return f"+{words.rupiah(amount)}" if amount > 0 else words.rupiah(amount)


def wajar(name: str) -> str:
    """A name in ordinary case. The nomenclature writes programs in capitals, which nobody reads with ease.

    The official form stays in the documents; short words in capitals (``IKU``, ``SPBE``) cannot be told from others, so
    a name that is not wholly in capitals is left as it is.
    """
    if name != name.upper():
        return name
    found = [word.lower() if word in _KECIL and place else _capital(word) for place, word in enumerate(name.split())]
    return " ".join(found)


def _capital(word: str) -> str:
    return "/".join(part.capitalize() for part in word.split("/"))


_KECIL = frozenset(["DAN", "ATAU", "DI", "KE", "DARI", "UNTUK", "PADA", "YANG", "DALAM", "OLEH", "DENGAN", "TERHADAP"])


def rows_name(nama: str) -> str:
    """The script with the rows of a publication: ``2026/murni-0`` → ``2026-murni-0.js``."""
    return f"{nama.replace('/', '-')}.js"


def _finalize(value: object) -> Markup:
    if isinstance(value, Markup):
        return value
    if value is None or isinstance(value, bool):  # a page that says "None" is a mistake of ours
        raise TypeError(f"a template prints {value}")
    return escape.text(value)
