"""The options of every verb that talks to a forge. A token is none: options are seen by everybody on a machine."""

from __future__ import annotations

from rktkit.cli.asked import Asked, option
from rktkit.faces.forge import connect
from rktkit.faces.forge.api.protocol import Forge


class ForgeOptions(Asked):
    """Which forge; what is not said the environment says."""

    forge: str | None = option(None, "jenis forge (bawaan: dikenali dari alamatnya)", choices=tuple(connect.FORGES))
    repo: str | None = option("PEMILIK/NAMA", "repositori (bawaan: $GITHUB_REPOSITORY)")
    server: str | None = option("URL", "alamat forge (bawaan: $GITHUB_SERVER_URL atau GitHub)")
    api: str | None = option("URL", "alamat API (bawaan: $RKT_API_URL atau $GITHUB_API_URL)")

    def where(self) -> connect.Where:
        """The four, for whom connects later."""
        return connect.Where(self.forge, self.repo, self.server, self.api)

    def connect(self) -> Forge:
        """The forge. Raises what ``connect.connect`` raises."""
        return connect.connect(self.where())
