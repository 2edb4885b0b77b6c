"""The command line."""

from rktkit.cli.main import main, process

__all__ = ["main", "process"]
