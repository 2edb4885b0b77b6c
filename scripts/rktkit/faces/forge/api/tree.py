"""The files of a commit as a forge tells them: read as data, each held against the hash that its tree names."""

import base64
import binascii
from collections.abc import Callable, Mapping

from rktkit.faces.forge.api import wire
from rktkit.faces.forge.api.http import Http, unexpected
from rktkit.ground.files import Kind, NotPlainFile, TooLarge
from rktkit.ground.git.objects import TreeEntry, git_hash

LARGEST = 4 * 1024 * 1024
"""Bytes of a file that is asked for at most."""

_PAGES = 50


class RemoteFiles:
    """See ``rktkit.ground.files.Files``. The tree is asked for once, a file when it is read.

    ``at_hand`` gives a file's bytes by their hash where they are here already; most references are.
    """

    def __init__(self, http: Http, repo: str, commit: str, at_hand: Callable[[str], bytes | None]) -> None:
        self._http = http
        self._repo = repo
        self._at_hand = at_hand
        self._entries: dict[str, TreeEntry] = {}
        self._folders: dict[str, dict[str, Kind]] = {}
        for path, entry in self._tree(commit).items():
            folder, _, name = path.rpartition("/")
            self._entries[path] = entry
            self._folders.setdefault(folder, {})[name] = entry.kind

    def _tree(self, commit: str) -> Mapping[str, TreeEntry]:
        """``GET /repos/{repo}/git/trees/{commit}``, whole on GitHub, in pages on Gitea and Forgejo."""
        found: dict[str, TreeEntry] = {}
        for page in range(1, _PAGES + 1):
            params: dict[str, str | int] = {"recursive": "true", "per_page": 1000, "page": page}
            body = self._http.get(f"/repos/{self._repo}/git/trees/{commit}", params).body
            before = len(found)
            tree = wire.read(wire.Tree, body)
            found |= {entry.path: TreeEntry(entry.mode, entry.sha) for entry in tree.tree}
            if not tree.truncated:
                return found
            if len(found) == before:
                break
        raise unexpected("daftar berkas yang terpotong")

    def read(self, path: str) -> bytes:
        """See ``Files.read``."""
        entry = self._entries.get(path)
        if entry is None or entry.kind is Kind.FOLDER:
            raise FileNotFoundError(path)
        if entry.kind is Kind.OTHER:
            raise NotPlainFile(path)
        data = self._at_hand(entry.sha)
        return self._blob(path, entry.sha) if data is None else data

    def _blob(self, path: str, sha: str) -> bytes:
        """``GET /repos/{repo}/git/blobs/{sha}``."""
        body = self._http.get(f"/repos/{self._repo}/git/blobs/{sha}").body
        blob = wire.read(wire.Blob, body)
        if blob.size > LARGEST:
            raise TooLarge(path, blob.size)
        try:
            data = base64.b64decode(blob.content)
        except (binascii.Error, ValueError) as error:
            raise unexpected("isi berkas") from error
        if git_hash("blob", data) != sha:
            raise unexpected("isi berkas yang bukan isi commit itu")
        return data

    def list(self, folder: str) -> Mapping[str, Kind]:
        """See ``Files.list``."""
        return dict(sorted(self._folders.get(folder, {}).items()))
