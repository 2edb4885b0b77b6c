"""``rkt forge``: what the forge's own runs need, and the set-up of a forge. Each part also runs on a laptop."""

from __future__ import annotations

import argparse
from importlib import import_module
from typing import Any

PARTS = {
    "review": "periksa satu permintaan penggabungan dan susun drafnya",
    "publish": "terbitkan setiap penggabungan di main yang belum terbit",
    "evidence": "catatan forge tentang satu penggabungan, untuk rkt publish --event",
    "remind": "ingatkan apa yang jatuh tempo atau terlambat, dan bola di tangan siapa",
    "setup": "perlindungan cabang dan pengaturan lain di forge",
    "roles": "halaman siapa boleh apa di cabang mana, menurut organisasi.yml",
    "owners": "daftar penanggung jawab berkas (.github/CODEOWNERS)",
}
"""Part, which is its module too → what it does."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the verb takes."""
    parts = parser.add_subparsers(dest="part", metavar="BAGIAN", required=True)
    for name, summary in PARTS.items():
        one = parts.add_parser(
            name, help=summary, description=f"{summary[0].upper()}{summary[1:]}.", allow_abbrev=False
        )
        one.add_argument("--root", metavar="DIR", default=argparse.SUPPRESS, help="folder yang memuat rkt/")
        _part(name).arguments(one)


def run(args: argparse.Namespace) -> int:
    """Run one part."""
    return int(_part(args.part).run(args))


def _part(name: str) -> Any:
    return import_module(f"rktkit.cli.verbs.forge.{name}")
