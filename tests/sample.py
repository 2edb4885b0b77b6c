"""The sample office that tests read. ``rkt/`` itself belongs to whoever uses the project, and will hold other plans."""

from tests.places import EXAMPLES

CONTOH = EXAMPLES / "contoh"
"""A folder with ``rkt/`` in it: the years 2025 and 2026 with its Perubahan, and 2027 with one form missing."""
