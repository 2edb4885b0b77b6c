"""Who there is: accounts, tokens, collaborators; the user of a run is virtual."""

import base64
import secrets
from dataclasses import dataclass, field
from typing import Any

ROBOT = "forgejo-actions"


@dataclass
class People:
    """Accounts by name with their passwords; ``admins`` administer the server and so every repository."""

    admin: str
    passwords: dict[str, str] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)

    def token(self, name: str) -> str:
        """A new token."""
        token = secrets.token_hex(20)
        self.tokens[token] = name
        return token

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
