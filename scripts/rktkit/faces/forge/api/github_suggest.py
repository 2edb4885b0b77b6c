"""Lines to be committed with one click, as GitHub has them: comments of a review at lines of the difference.

One review offers what is new. What is not wanted any more, or stands at a line that is gone, is taken away, so nothing
piles up; what stands there already is left as it is. Only our own comments are touched.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from rktkit.faces.forge.api import wire
from rktkit.faces.forge.api.http import ForgeError, Http
from rktkit.faces.forge.api.protocol import ONE_CLICK, Suggestion

MARK = "<!-- rktkit:saran -->"
"""How each of our comments begins."""

_HUNK = re.compile(r"@@ -[0-9]+(?:,[0-9]+)? \+([0-9]+)(?:,([0-9]+))? @@")
_ALL: dict[str, str | int] = {"per_page": 100}


def suggest(
    http: Http, repo: str, number: int, commit: str, me: str, wanted: Sequence[Suggestion]
) -> frozenset[Suggestion]:
    """See ``Forge.suggest``. ``me`` is the account of the token."""
    pulls = f"/repos/{repo}/pulls"
    inside = _inside(http, f"{pulls}/{number}/files") if wanted else {}
    offered = [one for one in wanted if one.blocks and one.line in inside.get(one.file, frozenset())][:ONE_CLICK]
    missing: dict[tuple[object, object, str], Suggestion] = {(one.file, one.line, body(one)): one for one in offered}
    for item in list(http.pages(f"{pulls}/{number}/comments", _ALL)):
        one = wire.read(wire.Said, item)
        said = (one.body or "").replace("\r\n", "\n").strip()
        if wire.login(one.user) != me or not said.startswith(MARK):
            continue
        if missing.pop((one.path, item.get("line"), said), None) is None:  # not wanted, outdated, or there twice
            _delete(http, f"{pulls}/comments/{one.id}")
    if missing:
        comments = [{"path": file, "line": line, "side": "RIGHT", "body": text} for file, line, text in missing]
        review = {"commit_id": commit, "event": "COMMENT", "body": "", "comments": comments}
        http.send("POST", f"{pulls}/{number}/reviews", review)
    return frozenset(offered)


def body(one: Suggestion) -> str:
    """A comment that offers a line. The line is a stranger's: its fence is longer than any in it."""
    fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", one.text)), default=0))
    return f"{MARK}\n{one.rule}: perbaikan baris ini.\n\n{fence}suggestion\n{one.text}\n{fence}"


def _delete(http: Http, path: str) -> None:
    try:
        http.request("DELETE", path)
    except ForgeError as error:
        if error.status != 404:  # somebody else took it away
            raise


def _inside(http: Http, path: str) -> Mapping[str, frozenset[int]]:
    """The lines of each file, as proposed, that the difference shows; GitHub takes comments at no others."""
    files = [wire.read(wire.Touched, item) for item in http.pages(path, _ALL)]
    return {one.filename: frozenset(_shown(one.patch or "")) for one in files}


def _shown(patch: str) -> Iterator[int]:
    for match in _HUNK.finditer(patch):
        if match.start() == 0 or patch[match.start() - 1] == "\n":
            yield from range(int(match[1]), int(match[1]) + int(match[2] or 1))
