"""``python -m rktkit``."""

import sys

from rktkit.cli import main

sys.exit(main())
