"""``rkt site serve``."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from pathlib import Path

from rktkit.cli.asked import option
from rktkit.cli.options import root
from rktkit.cli.verbs.site.made import SiteOptions, findings, made


class Options(SiteOptions):
    """What the part takes."""

    output: Path | None = option("DIR", "folder hasil (bawaan: folder sementara)")
    port: int = option("PORTA", "porta di 127.0.0.1 (bawaan: 8000; 0: yang bebas)", default=8000)


def run(options: Options) -> int:
    """Always exit status 0: the findings are on the site, and told."""
    base = root(options.root)
    with tempfile.TemporaryDirectory(prefix="rkt-situs-") as folder:
        output = options.output.absolute() if options.output else Path(folder) / "situs"
        findings(made(options, base, output))
        serve(output, options.port)
    return 0


def serve(folder: Path, port: int) -> None:
    """Serve a finished site on 127.0.0.1 until the person stops it."""
    import signal

    from rktkit.faces.site.server import Server

    for stop in (signal.SIGINT, signal.SIGTERM):  # a shell starts its background jobs with Ctrl+C ignored
        signal.signal(stop, signal.default_int_handler)
    with Server(folder, port) as server:
        print(f"Situs terbuka di {server.address} (berhenti: Ctrl+C)", flush=True)
        with suppress(KeyboardInterrupt):
            server.serve_forever()
