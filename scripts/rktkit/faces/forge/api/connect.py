"""Which forge, which repository, which token: from options, else from what a CI run sets in its environment."""

import argparse
import os
import re
from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType
from typing import NamedTuple

from rktkit.faces.forge.api.gitea import Gitea
from rktkit.faces.forge.api.github import GitHub
from rktkit.faces.forge.api.protocol import Forge
from rktkit.ground.findings import UsageError

FORGES: Mapping[str, Callable[[str, str, str, str], Forge]] = MappingProxyType(
    {"github": GitHub.at, "forgejo": Gitea.at, "gitea": partial(Gitea.at, kind="gitea")}
)
"""Every forge and what connects to a repository of it: ``(repo, token, server, api)``. A new one is one line here."""

_REPO = re.compile(r"[A-Za-z0-9_.-]{1,100}/[A-Za-z0-9_.-]{1,100}")


def arguments(parser: argparse.ArgumentParser) -> None:
    """The options of every verb that talks to a forge. A token is no option: options are seen by everybody here."""
    parser.add_argument("--forge", choices=tuple(FORGES), help="jenis forge (bawaan: dikenali dari alamatnya)")
    parser.add_argument("--repo", metavar="PEMILIK/NAMA", help="repositori (bawaan: $GITHUB_REPOSITORY)")
    parser.add_argument("--server", metavar="URL", help="alamat forge (bawaan: $GITHUB_SERVER_URL atau GitHub)")
    parser.add_argument("--api", metavar="URL", help="alamat API (bawaan: $RKT_API_URL atau $GITHUB_API_URL)")


class Asked(NamedTuple):
    """What was said of the forge on the command line; what is ``None`` the environment says."""

    forge: str | None
    repo: str | None
    server: str | None
    api: str | None

    @classmethod
    def of(cls, args: argparse.Namespace) -> "Asked":
        """The values of the options that ``arguments`` declares."""
        return cls(args.forge, args.repo, args.server, args.api)


def connect(asked: Asked, environment: Mapping[str, str] = os.environ) -> Forge:
    """The forge that the options and the environment name. The token comes from ``RKT_TOKEN`` alone.

    Raises:
        UsageError: no repository is named.
        ForgeError: the address is not safe.
    """
    repo = asked.repo or environment.get("GITHUB_REPOSITORY", "")
    if not _REPO.fullmatch(repo) or ".." in repo:
        raise UsageError("Sebutkan repositorinya dengan --repo PEMILIK/NAMA.")
    server = (asked.server or environment.get("GITHUB_SERVER_URL") or "https://github.com").rstrip("/")
    api = asked.api or environment.get("RKT_API_URL") or ("" if asked.server else environment.get("GITHUB_API_URL", ""))
    kind = asked.forge or _kind(server, api)
    token = environment.get("RKT_TOKEN", "").strip()
    return FORGES[kind](repo, token, server, api)


def _kind(server: str, api: str) -> str:
    return (
        "github" if server == "https://github.com" or api.rstrip("/").endswith(("/api/v3", "github.com")) else "forgejo"
    )
