"""The files of a commit."""

from collections.abc import Iterator, Mapping

from rktkit.ground.files import Kind, NotPlainFile, TooLarge, limit
from rktkit.ground.git.history import History


class CommitFiles:
    """The files of a commit, or of the folder ``under`` in it; implements ``rktkit.ground.files.Files``."""

    def __init__(self, repo: History, sha: str, under: str = "") -> None:
        self.repo = repo
        self.sha = sha
        prefix = f"{under}/" if under else ""
        tree = repo.tree(sha)
        self.entries = {path[len(prefix) :]: entry for path, entry in tree.items() if path.startswith(prefix)}
        self._folders: dict[str, dict[str, Kind]] = {}
        for path, entry in self.entries.items():
            folder, _, name = path.rpartition("/")
            self._folders.setdefault(folder, {})[name] = entry.kind

    def read(self, path: str) -> bytes:
        """See ``Files.read``."""
        entry = self.entries.get(path)
        if entry is None or entry.kind is Kind.FOLDER:
            if any(self.entries[part].kind is Kind.OTHER for part in folders_above(path) if part in self.entries):
                raise NotPlainFile(path)
            raise FileNotFoundError(path)
        if entry.kind is Kind.OTHER:
            raise NotPlainFile(path)
        try:
            return self.repo.object(entry.sha, "blob", limit(path))
        except TooLarge as error:
            raise TooLarge(path, error.size) from None

    def list(self, folder: str) -> Mapping[str, Kind]:
        """See ``Files.list``."""
        return dict(sorted(self._folders.get(folder, {}).items()))


def folders_above(path: str) -> Iterator[str]:
    """The folders that a path lies in, from the top down."""
    parts = path.split("/")
    for length in range(1, len(parts)):
        yield "/".join(parts[:length])
