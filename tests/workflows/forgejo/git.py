"""Git over HTTP, by Git's own server, with the forge's word on who may push where."""

import os
import subprocess
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

ZERO = "0" * 40
HOOK = """#!/bin/sh
if [ -n "$DENIED" ]; then echo "$DENIED" >&2; exit 1; fi
while read old new ref; do
  case " $PROTECTED " in *" $ref "*) ;; *) continue ;; esac
  [ "$old" = "$ZERO" ] && continue
  if [ "$new" = "$ZERO" ] || ! git merge-base --is-ancestor "$old" "$new"; then
    echo "Forgejo: branch ${ref#refs/heads/} is protected from force push" >&2; exit 1
  fi
done
"""


class Bare:
    """A bare repository."""

    def __init__(self, place: Path) -> None:
        self.place = place
        subprocess.run(["git", "init", "--quiet", "--bare", "--initial-branch=main", place], check=True)
        self("config", "uploadpack.allowAnySHA1InWant", "true")
        self("config", "http.receivepack", "true")
        hook = place / "hooks" / "pre-receive"
        hook.write_text(HOOK)
        hook.chmod(0o755)

    def __call__(self, *words: str, data: bytes | None = None, env: Mapping[str, str] | None = None) -> str:
        """Run Git in it."""
        run = self.tried(*words, data=data, env=env)
        assert run.returncode == 0, run.stderr.decode()
        return run.stdout.decode().strip()

    def tried(
        self, *words: str, data: bytes | None = None, env: Mapping[str, str] | None = None
    ) -> "subprocess.CompletedProcess[bytes]":
        """The same, where it may fail."""
        return subprocess.run(
            ["git", *words], cwd=self.place, input=data, env={**os.environ, **(env or {})}, capture_output=True
        )

    def heads(self) -> dict[str, str]:
        """Every branch and its tip."""
        lines = self("for-each-ref", "--format=%(refname:lstrip=2) %(objectname)", "refs/heads").splitlines()
        return dict(line.rsplit(" ", 1) for line in lines)

    def contains(self, tip: str, commit: str) -> bool:
        return self.tried("merge-base", "--is-ancestor", commit, tip).returncode == 0


def pushed(body: bytes) -> Iterator[str]:
    """The refs that a push asks for: the commands at the head of its body."""
    while len(body) >= 4 and (size := int(body[:4], 16)) > 4:
        yield body[4:size].split(b"\0")[0].decode().split(" ")[2].strip()
        body = body[size:]


Reply = tuple[int, dict[str, str], bytes]


def backend(
    bare: Bare,
    method: str,
    path: str,
    query: str,
    headers: Mapping[str, str],
    body: bytes,
    user: str,
    judge: Callable[[str], str],
    protected: Callable[[str], bool],
) -> Reply:
    """One request, as ``git http-backend`` answers it.

    Args:
        path: below the repository, such as ``/info/refs``.
        judge: why the user may not push to a ref; empty if he may.
        protected: whether a ref is never rewritten or deleted.
    """
    refs = list(pushed(body)) if path == "/git-receive-pack" else []
    environment = {
        **os.environ,
        "GIT_PROJECT_ROOT": str(bare.place),
        "GIT_HTTP_EXPORT_ALL": "1",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "REQUEST_METHOD": method,
        "CONTENT_TYPE": headers.get("content-type", ""),
        "CONTENT_LENGTH": str(len(body)),
        "HTTP_CONTENT_ENCODING": headers.get("content-encoding", ""),
        "GIT_PROTOCOL": headers.get("git-protocol", ""),
        "REMOTE_USER": user,
        "REMOTE_ADDR": "127.0.0.1",
        "DENIED": next((why for ref in refs if (why := judge(ref))), ""),
        "PROTECTED": " ".join(ref for ref in refs if protected(ref)),
        "ZERO": ZERO,
    }
    run = subprocess.run(["git", "http-backend"], input=body, env=environment, capture_output=True)
    head, _, content = run.stdout.partition(b"\r\n\r\n")
    fields = dict(line.split(": ", 1) for line in head.decode().split("\r\n") if ": " in line)
    status = int(fields.pop("Status", "200").split()[0])
    return status, fields, content
