"""Where things stand, so that no test counts folders upwards from where it stands itself."""

from pathlib import Path

ROOT = Path(__file__).parents[1]
"""The project."""
SCRIPTS = ROOT / "scripts"
"""What a Python of its own is given to import ``rktkit`` from."""
PERIKSA = SCRIPTS / "rktkit/trust/archive/root/periksa.py"
"""The verifier that every archive carries, as it is shipped."""
EXAMPLES = ROOT / "tests/examples"
