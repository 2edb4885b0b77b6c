"""``python -m rktkit``."""

import sys

from rktkit.cli import process

sys.exit(process())
