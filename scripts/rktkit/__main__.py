"""``python -m rktkit``."""

import sys

from rktkit.cli.main import process

sys.exit(process())
