"""Pages of publications that were built before: a publication never changes, so its page is made once.

What a page depends on is its key: its own Markdown, the settings with the menu, our changes to the theme, and the
versions of what builds it. A cold build gives the same bytes; the folder may be deleted at any time.
"""

import hashlib
from importlib.metadata import version
from pathlib import Path

from rktkit.faces.site.built import finish
from rktkit.ground.disk import replace_file

BUILDERS = ("mkdocs", "mkdocs-material", "pymdown-extensions", "markdown", "jinja2")


class Cache:
    """Built pages by what they were made from; without a folder it knows nothing and keeps nothing."""

    def __init__(self, folder: Path | None, settings: bytes, theme: Path) -> None:
        self.folder = folder
        total = hashlib.sha256(settings)
        for path in [*sorted(theme.rglob("*.html")), Path(finish.__file__)]:
            total.update(hashlib.sha256(path.read_bytes()).digest())
        for name in BUILDERS:
            total.update(f"{name} {version(name)}\n".encode())
        self.ring = total.digest()
        self.used: set[Path] = set()

    def _place(self, path: str, source: bytes) -> Path | None:
        if self.folder is None or not self.lasting(path):
            return None
        name = hashlib.sha256(self.ring + path.encode() + b"\0" + source).hexdigest()
        self.used.add(self.folder / name)
        return self.folder / name

    @staticmethod
    def lasting(path: str) -> bool:
        """Whether a page is of a publication: ``arsip/2026/murni-0/index.md``."""
        return path.startswith("arsip/") and path.count("/") == 3

    def get(self, path: str, source: bytes) -> str | None:
        """A page as it was built from this very source, finished; ``None`` where it has to be built."""
        place = self._place(path, source)
        return place.read_text("utf-8") if place and place.is_file() else None

    def put(self, path: str, source: bytes, html: str) -> None:
        """Keep a finished page."""
        place = self._place(path, source)
        if place:
            place.parent.mkdir(parents=True, exist_ok=True)
            replace_file(place, html.encode())

    def tidy(self) -> None:
        """Forget what this build did not use."""
        if self.folder is not None and self.folder.is_dir():
            for place in self.folder.iterdir():
                if place not in self.used:
                    place.unlink()
