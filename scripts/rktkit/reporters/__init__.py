"""Reports of problems for people and machines, one module a format: ``render(report, colour) -> str``."""

from collections.abc import Callable
from importlib import import_module

from rktkit.problems import Report

FORMATS = ("text", "json", "github", "markdown", "sarif")


def reporter(name: str) -> Callable[[Report, bool], str]:
    """The reporter of a format; only the chosen one is imported."""
    render: Callable[[Report, bool], str] = import_module(f"rktkit.reporters.{name}").render
    return render
