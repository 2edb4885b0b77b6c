"""The Git program: how it is called so that nobody's configuration matters, and what it can fail with."""

import os
import re
import shutil
from subprocess import PIPE
from typing import TYPE_CHECKING, Any

from rktkit.ground.findings import UsageError

if TYPE_CHECKING:
    import git


NOTHING = "0" * 40
"""The old value of a ref that must not exist yet."""
HASH = re.compile(r"[0-9a-f]{40}\Z")


_REF = re.compile(r"refs/[A-Za-z0-9][A-Za-z0-9._/-]*\Z")


HARDENED = (
    *("-c", "advice.graftFileDeprecated=false"),
    *("-c", "core.commitGraph=false"),
    *("-c", "core.hooksPath=/dev/null"),
    *("-c", "core.fsmonitor=false"),
    *("-c", "core.filesRefLockTimeout=1000"),
    *("-c", "core.fsync=committed"),
    *("-c", "gpg.program=false"),
    *("-c", "gpg.ssh.program=ssh-keygen"),
    *("-c", "gpg.ssh.revocationFile="),
    *("-c", "gpg.x509.program=false"),
    *("-c", "i18n.logOutputEncoding=UTF-8"),
    *("-c", "log.showSignature=false"),
    *("-c", "log.showRoot=true"),
)


ENVIRONMENT = {
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES": "",
    "GIT_CONFIG_COUNT": "0",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_PARAMETERS": "",
    "GIT_CONFIG_SYSTEM": os.devnull,
    "GIT_GRAFT_FILE": os.devnull,
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_NAMESPACE": "",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
}


class GitFailed(Exception):
    """Git could not do what it was asked: a full disk, a read-only folder, a damaged object, no network."""


class BentObject(GitFailed):
    """An object is there, but not as Git would ever write it: programs would show different people different things."""


class RefMoved(GitFailed):
    """Somebody else moved the branch first."""


class NoRevision(GitFailed):
    """The name stands for no commit of this repository."""


def need_git() -> None:
    """GitPython looks for the program while it is imported.

    Raises:
        UsageError: there is no such program.
    """
    if shutil.which("git") is None:
        raise UsageError(
            "Git tidak terpasang, atau tidak ada dalam PATH. Pasang dari git-scm.com atau paket git, lalu ulangi."
        )


def execute(asker: "git.Git", command: list[str], given: bytes) -> tuple[int, bytes, str]:
    """Run a command with ``given`` as its input: exit code, output, what it said of errors."""
    process: Any = asker.execute(command, istream=PIPE, as_process=True)
    out, error = process.communicate(given)
    return process.returncode, out, "; ".join(filter(None, error.decode(errors="replace").splitlines()))


def checked(sha: str) -> str:
    """A full hash. Raises ``NoRevision`` for anything else."""
    if not HASH.match(sha):
        raise NoRevision(sha)
    return sha


def checked_ref(name: str) -> str:
    """A full ref name. Raises ``NoRevision`` for anything else."""
    if not _REF.match(name) or ".." in name or name.endswith((".lock", "/", ".")):
        raise NoRevision(name)
    return name
