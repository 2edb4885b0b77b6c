"""What a manifest says of the tools: enough to know whether documents can be compared."""

import subprocess
import sys

from rktkit.trust.archive.make import MAKERS, code, tools
from tests.places import SCRIPTS


def test_the_code_is_known_by_its_hash() -> None:
    assert len(code()) == 64
    assert tools()["kode"] == code()
    assert set(tools()) == {
        "rktkit",
        "kode",
        "jinja2",
        "typst",
        "xlsxwriter",
        "README.md",
        "periksa.py",
        ".gitattributes",
    }


def test_every_module_that_makes_documents_counts() -> None:
    script = (
        "import sys\nfrom importlib import import_module\n"
        "from rktkit import documents\nfrom rktkit.documents.compile import rkt\n"
        "[import_module(name) for name in documents.FORMATS.values()]\n"
        "print(*{name.split('.')[1] for name in sys.modules if name.startswith('rktkit.')})"
    )
    environment = {"PYTHONPATH": str(SCRIPTS), "PATH": "/usr/bin:/bin"}
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, env=environment
    )  # fmt: skip
    assert set(done.stdout.split()) <= set(MAKERS)
