"""Which forge, which repository, which token: from options, else from what a CI run sets in its environment."""

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


class Where(NamedTuple):
    """What was said of the forge on the command line; what is ``None`` the environment says."""

    forge: str | None
    repo: str | None
    server: str | None
    api: str | None


def connect(where: Where, environment: Mapping[str, str] = os.environ) -> Forge:
    """The forge that the options and the environment name. The token comes from ``RKT_TOKEN`` alone.

    Raises:
        UsageError: no repository is named.
        ForgeError: the address is not safe.
    """
    repo = where.repo or environment.get("GITHUB_REPOSITORY", "")
    if not _REPO.fullmatch(repo) or ".." in repo:
        raise UsageError("Sebutkan repositorinya dengan --repo PEMILIK/NAMA.")
    server = (where.server or environment.get("GITHUB_SERVER_URL") or "https://github.com").rstrip("/")
    api = where.api or environment.get("RKT_API_URL") or ("" if where.server else environment.get("GITHUB_API_URL", ""))
    kind = where.forge or _kind(server, api)
    token = environment.get("RKT_TOKEN", "").strip()
    return FORGES[kind](repo, token, server, api)


def _kind(server: str, api: str) -> str:
    return (
        "github" if server == "https://github.com" or api.rstrip("/").endswith(("/api/v3", "github.com")) else "forgejo"
    )
