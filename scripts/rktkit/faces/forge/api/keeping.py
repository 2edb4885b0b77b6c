"""What a forge keeps for the runs of a repository: variables, the names of secrets, machines that wait for jobs.

Servers differ in how much of it they tell, and to whom. What one does not tell is ``None``: not known, never nothing.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from rktkit.faces.forge.api import wire
from rktkit.faces.forge.api.http import ForgeError, Http, objects

_UNTOLD = frozenset((401, 403, 404, 405))
_READY = frozenset(("online", "idle", "active"))


@dataclass(frozen=True, slots=True)
class Keeping:
    """``secrets`` are those that any run of the repository may read; ``bound`` those of an environment of its own.

    ``runners`` are the labels of each machine that is ready. Machines of the whole server are not among them.
    """

    variables: Mapping[str, str] | None
    secrets: frozenset[str] | None
    bound: frozenset[str] | None
    runners: tuple[frozenset[str], ...] | None


def kept_by_gitea(http: Http, repo: str) -> Keeping:
    """Gitea and Forgejo: lists below ``/repos/{repo}/actions``, and the secrets of the organization."""
    return _kept(http, repo, f"/orgs/{repo.partition('/')[0]}/actions/secrets", frozenset())


def kept_by_github(http: Http, repo: str, environment: str) -> Keeping:
    """GitHub: the same lists, and the secrets of the environment in which publishing runs."""
    bound = _names(_told(http, f"/repos/{repo}/environments/{environment}/secrets", "secrets"))
    return _kept(http, repo, f"/repos/{repo}/actions/organization-secrets", bound)


def _kept(http: Http, repo: str, of_organization: str, bound: frozenset[str] | None) -> Keeping:
    base = f"/repos/{repo}/actions"
    secrets = _names(_told(http, f"{base}/secrets", "secrets"))
    if secrets is not None:
        secrets |= _names(_told(http, of_organization, "secrets")) or frozenset()
    variables = _variables(_told(http, f"{base}/variables", "variables"))
    return Keeping(variables, secrets, bound, _runners(_told(http, f"{base}/runners", "runners")))


def _told(http: Http, path: str, name: str) -> list[Mapping[str, Any]] | None:
    """A list, bare or under its name; ``None`` where it is not told."""
    found: list[Mapping[str, Any]] = []
    for page in range(1, 21):
        try:
            body = http.get(path, {"page": page, "limit": 50, "per_page": 50}).body
        except ForgeError as error:
            if error.status in _UNTOLD:
                return None
            raise
        part = objects(body if isinstance(body, list) else objects([body], name)[0].get(name), name)
        if not part or part[0] in found:  # the end, or a server that knows no pages
            break
        found += part
        if len(part) < 30:
            break
    return found


def _names(listed: list[Mapping[str, Any]] | None) -> frozenset[str] | None:
    return None if listed is None else frozenset(wire.read(wire.Named, one).name for one in listed)


def _variables(listed: list[Mapping[str, Any]] | None) -> Mapping[str, str] | None:
    if listed is None:
        return None
    found = [wire.read(wire.Variable, one) for one in listed]
    return {one.name: one.data or one.value or "" for one in found}


def _runners(listed: list[Mapping[str, Any]] | None) -> tuple[frozenset[str], ...] | None:
    if listed is None:
        return None
    return tuple(frozenset(_labels(one)) for one in listed if one.get("status") in _READY)


def _labels(runner: Mapping[str, Any]) -> Iterator[str]:
    for label in runner.get("labels") or ():
        yield label.partition(":")[0] if isinstance(label, str) else wire.read(wire.Named, label).name
