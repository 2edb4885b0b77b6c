"""``rkt schema``: the faces of the one schema, for editors and for readers."""

import argparse
import sys
from pathlib import Path

from rktkit.ground.disk import replace_file, write_folder
from rktkit.ground.findings import UsageError
from rktkit.plan.schema.kinds import KINDS


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the verb takes."""
    parser.add_argument(
        "face",
        choices=("json", "guide"),
        metavar="BENTUK",
        help="json: JSON Schema; guide: panduan isian (Markdown)",
    )
    parser.add_argument("--kind", choices=tuple(KINDS), help="hanya satu jenis berkas (dengan json)")
    parser.add_argument(
        "--output", metavar="BERKAS", help="tulis ke berkas; dengan json boleh folder, satu berkas tiap jenis"
    )


def run(args: argparse.Namespace) -> int:
    """Always exit status 0."""
    if args.face == "json":
        return _json(args)
    if args.kind:
        raise UsageError("--kind hanya untuk rkt schema json.")
    from rktkit.faces.reference.fields import guide

    return _write(guide(), args.output)


def _json(args: argparse.Namespace) -> int:
    from rktkit.faces.reference import jsonschema

    if args.output and not args.kind and Path(args.output).suffix != ".json":
        write_folder(Path(args.output), {name: text.encode() for name, text in jsonschema.files().items()})
        return 0
    document = jsonschema.schema(args.kind) if args.kind else jsonschema.bundle()
    return _write(jsonschema.text(document), args.output)


def _write(text: str, output: str | None) -> int:
    if output:
        replace_file(Path(output), text.encode())
    else:
        sys.stdout.write(text)
    return 0
