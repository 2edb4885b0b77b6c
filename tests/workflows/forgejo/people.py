"""Who there is: accounts, tokens, collaborators; the user of a run is virtual."""

import base64
import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

ROBOT = "forgejo-actions"
SCOPES = {
    "/repos/[^/]+/[^/]+/issues": "issue",
    "/repos": "repository",
    "/users?": "user",
    "/orgs": "organization",
    "/admin": "admin",
}
"""Which scope a route belongs to; the first that fits."""


@dataclass
class People:
    """Accounts by name with their passwords; ``admins`` administer the server and so every repository."""

    admin: str
    passwords: dict[str, str] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)
    scopes: dict[str, frozenset[str]] = field(default_factory=dict)
    """What a token may be used for; one that is not here for everything."""

    def token(self, name: str, scopes: Iterable[str] | None = None) -> str:
        """A new token."""
        token = secrets.token_hex(20)
        self.tokens[token] = name
        if scopes is not None:
            self.scopes[token] = frozenset(scopes)
        return token

    def lacks(self, authorization: str, method: str, path: str) -> str:
        """The scope that a request needs and its token does not have; empty where it has it."""
        held = self.scopes.get(authorization.partition(" ")[2])
        kind = next(kind for pattern, kind in SCOPES.items() if re.match(pattern, path))
        wanted = {f"write:{kind}", *(() if method != "GET" else (f"read:{kind}",))}
        return "" if held is None or held & wanted else f"{'read' if method == 'GET' else 'write'}:{kind}"

    def who(self, authorization: str) -> str:
        """The account behind a header; empty for nobody's."""
        scheme, _, value = authorization.partition(" ")
        if scheme.lower() in {"token", "bearer"}:
            return self.tokens.get(value, "")
        if scheme.lower() == "basic":
            name, _, secret = base64.b64decode(value).decode().partition(":")
            return self.tokens.get(secret) or (name if self.passwords.get(name, "") == secret != "" else "")
        return ""

    def json(self, name: str) -> dict[str, Any]:
        """An account as the server tells it."""
        number = -2 if name == ROBOT else 1 + sorted({*self.passwords, self.admin, name}).index(name)
        return {"id": number, "login": name, "username": name, "full_name": "", "is_admin": name == self.admin}
