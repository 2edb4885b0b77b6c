"""What makes a publication: versions, and the hash of this very code. Goes into each manifest as ``alat``.

Whoever compiles the sources again must know whether he has the same tools. A version alone cannot tell: an office runs
the code of its own repository, which changes without a new version.
"""

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

from rktkit import __version__
from rktkit.archive import root_files
from rktkit.manifest import sha256
from rktkit.outputs.naskah import shipped

KODE = "kode"
LIBRARIES = ("jinja2", "typst", "xlsxwriter")
_PACKAGE = Path(__file__).parent
MAKERS = (
    *("changes", "check.py", "compile.py", "document.py", "forms.py", "layout.py", "library.py", "model.py"),
    *("nomenklatur.py", "numbers.py", "outputs", "reference.py", "rules", "schema", "source.py", "suggest.py"),
    *("values.py", "workdays.py", "zona.py"),
)
"""What turns sources into documents. The rest of the program may change without changing one."""


def tools() -> dict[str, str]:
    """``alat``: versions, the hash of the code, and the hashes of the files at the archive's root."""
    made = {"rktkit": __version__, KODE: code(), **{name: version(name) for name in LIBRARIES}}
    return {**made, **{name: sha256(data) for name, data in root_files().items()}}


@cache
def code() -> str:
    """One hash for every file of the program that can change a document: its code, templates, fonts and texts."""
    total = hashlib.sha256()
    places = [_PACKAGE / name for name in MAKERS]
    paths = [path for place in places for path in (place.rglob("*") if place.is_dir() else [place])]
    made = (path for path in paths if path.is_file() and "__pycache__" not in path.parts)
    files = {path.relative_to(_PACKAGE).as_posix(): path.read_bytes() for path in made}
    files |= {f"naskah/{name}": text.encode() for name, text in shipped().items()}
    for name, data in sorted(files.items()):
        total.update(f"{name}\0{sha256(data)}\n".encode())
    return total.hexdigest()
