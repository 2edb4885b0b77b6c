"""Where attacks are kept, and how a commit is made anew that Git would not make."""

import re
import subprocess
from collections.abc import Callable

from tests.office import Office

Attack = Callable[[Office], str]
ATTACKS: dict[str, tuple[Attack, list[str]]] = {}


def refused_by(*rules: str) -> Callable[[Attack], Attack]:
    """Register an attack and the rules that catch it."""

    def register(attack: Attack) -> Attack:
        ATTACKS[attack.__name__] = attack, sorted(rules)
        return attack

    return register


def replace_head(office: Office, raw: str) -> str:
    """Put a commit with these bytes in the place of the one that is checked out."""
    made = subprocess.run(
        ["git", "hash-object", "-t", "commit", "-w", "--stdin"],
        cwd=office.path, input=raw, text=True, capture_output=True, check=True,
    ).stdout.strip()  # fmt: skip
    office.git("reset", "--quiet", "--hard", made)
    return made


def with_signature(raw: str, armour: str) -> str:
    header = "gpgsig " + armour.rstrip("\n").replace("\n", "\n ")
    return re.sub(r"\n\n", lambda _: f"\n{header}\n\n", raw, count=1)
