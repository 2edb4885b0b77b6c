"""``mkdocs.yml`` as the office wrote it, completed with what comes from the archive: names, footer, and the menu."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from rktkit.faces.site import escape
from rktkit.faces.site.collection import Koleksi
from rktkit.ground.findings import UsageError

SOURCES, SITE, THEME = "isi", "situs", "tema"
"""Folders beside the settings of a build: pages, the finished site, our changes to the theme."""


def load_settings(path: Path) -> dict[str, Any]:
    """Read ``mkdocs.yml``.

    Raises:
        UsageError: it cannot be read, or has no theme, name or menu.
    """
    try:
        settings = yaml.safe_load(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise UsageError(f"{path} tidak dapat dibaca: {error}") from error
    missing = {"site_name", "theme", "nav"} - set(settings if isinstance(settings, dict) else ())
    if missing:
        raise UsageError(f"{path} belum memuat {', '.join(sorted(missing))}.")
    return dict(settings)


def dump_settings(settings: Mapping[str, Any]) -> str:
    """Settings as YAML."""
    return yaml.safe_dump(dict(settings), allow_unicode=True, sort_keys=False)


def complete(
    settings: Mapping[str, Any], koleksi: Koleksi, sources: Path, kantor: Mapping[str, str], alamat: str | None
) -> dict[str, Any]:
    """The settings of one build; every path in them is relative to where they stand.

    Args:
        settings: the office's own.
        koleksi: what the archive holds.
        sources: the folder with every page.
        kantor: names of the office where the archive has none yet.
        alamat: where the site will stand.
    """
    office = _office(koleksi) or kantor
    theme = dict(settings["theme"])
    if "custom_dir" in theme:
        theme["custom_dir"] = THEME
    return {
        **settings,
        "site_name": _joined(settings["site_name"], office.get("singkatan")),
        "site_description": _joined(settings.get("site_description", ""), office.get("instansi")),
        "site_url": alamat or settings.get("site_url") or "",
        "copyright": _footer(office),
        "docs_dir": SOURCES,
        "site_dir": SITE,
        "theme": theme,
        "extra": {**settings.get("extra", {}), "contoh": koleksi.contoh, "umpan": bool(koleksi.terbitan)},
        "nav": navigation(settings["nav"], sources),
    }


def _office(koleksi: Koleksi) -> Mapping[str, str]:
    plan = next((terbitan.rkt for terbitan in koleksi.terbitan if terbitan.rkt), None)
    return {"singkatan": plan.singkatan, "instansi": plan.instansi, "pemerintah": plan.pemerintah} if plan else {}


def _joined(*parts: object) -> str:
    """Escaped: the theme prints names as they are."""
    return str(escape.text(" ".join(str(part) for part in parts if part)))


def _footer(office: Mapping[str, str]) -> str:
    who = ", ".join(_joined(office[key]) for key in ("instansi", "pemerintah") if office.get(key))
    return who or "Arsip Rencana Kinerja Tahunan"


def navigation(nav: Sequence[Any], sources: Path) -> list[Any]:
    """The menu with ``folder/*`` spelled out; an entry without pages is left out.

    Args:
        nav: the menu of ``mkdocs.yml``.
        sources: the folder with every page.
    """
    named = set(_named(nav))

    def expand(item: Any) -> Iterator[Any]:
        if isinstance(item, dict):
            for title, below in item.items():
                found = list(expand(below))
                if found:
                    yield {title: found[0] if isinstance(below, str) and not below.endswith("/*") else found}
        elif isinstance(item, list):
            for entry in item:
                yield from expand(entry)
        elif item.endswith("/*"):
            pages = (page for page in [*_pages(sources, f"{item}.md"), *_pages(sources, f"{item}/index.md")])
            yield from sorted((p for p in pages if p not in named), key=lambda p: (p.count("/") > 1, p))
        elif (sources / item).is_file():  # what the archive has nothing for yet has no page
            yield item

    return [entry for item in nav for entry in expand(item)]


def _pages(sources: Path, pattern: str) -> list[str]:
    return sorted(path.relative_to(sources).as_posix() for path in sources.glob(pattern))


def _named(item: Any) -> Iterator[str]:
    if isinstance(item, str):
        yield item
    else:
        for entry in item.values() if isinstance(item, dict) else item:
            yield from _named(entry)
