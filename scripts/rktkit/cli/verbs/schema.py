"""``rkt schema``: the faces of the one schema, for editors and for readers."""

from __future__ import annotations

from pathlib import Path

from rktkit.cli.asked import Asked, argument, option
from rktkit.cli.options import hand_over
from rktkit.ground.disk import write_folder
from rktkit.ground.findings import UsageError
from rktkit.plan.schema.kinds import KINDS


class Options(Asked):
    """What the verb takes."""

    face: str = argument("BENTUK", "json: JSON Schema; guide: panduan isian (Markdown)", choices=("json", "guide"))
    kind: str | None = option(None, "hanya satu jenis berkas (dengan json)", choices=tuple(KINDS))
    output: Path | None = option("BERKAS", "tulis ke berkas; dengan json boleh folder, satu berkas tiap jenis")


def run(options: Options) -> int:
    """Always exit status 0."""
    if options.face == "json":
        return _json(options.kind, options.output)
    if options.kind:
        raise UsageError("--kind hanya untuk rkt schema json.")
    from rktkit.faces.reference.fields import guide

    hand_over(guide().encode(), options.output)
    return 0


def _json(kind: str | None, output: Path | None) -> int:
    from rktkit.faces.reference import jsonschema

    if output and not kind and output.suffix != ".json":
        write_folder(output, {name: text.encode() for name, text in jsonschema.files().items()})
        return 0
    document = jsonschema.schema(kind) if kind else jsonschema.bundle()
    hand_over(jsonschema.text(document).encode(), output)
    return 0
