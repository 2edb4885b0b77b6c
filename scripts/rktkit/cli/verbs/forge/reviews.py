"""The forge's word on the open requests of a cycle, for the verbs that tell whose turn it is."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rktkit.faces.forge.connect import Where
    from rktkit.procedure.facts.reviewed import Ulasan


def known(where: Where, tahun: int, *, hurried: bool = False) -> tuple[Ulasan, ...]:
    """The standing reviews; a forge that cannot be asked is told of, and takes nothing from what Git knows.

    ``hurried``: somebody waits at a screen, so the forge is asked once and not for long.
    """
    from rktkit.faces.forge.api.http import ForgeError
    from rktkit.faces.forge.connect import connect
    from rktkit.faces.forge.standing import standing

    try:
        forge = connect(where)
        return standing(forge.hurried() if hurried else forge, tahun)
    except ForgeError as error:
        sys.stderr.write(f"rkt: ulasan di forge tidak diketahui: {error}\n")
        return ()
