"""Reports of problems for people and machines, one module a format: ``render(report, colour) -> str``."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib import import_module

from rktkit.ground.findings import Report

FORMATS = ("text", "json", "github", "markdown")
LINKING = ("markdown",)
"""Formats that link a finding to its rule; their ``render`` also takes ``site``, the address of the guide."""

RULE_PAGE = "acuan/aturan/"
"""The page of all rules, below the site's address. Its anchors are the IDs in small letters."""


def reporter(name: str, site: str = "") -> Callable[[Report, bool], str]:
    """The reporter of a format; only the chosen one is imported.

    Args:
        name: one of ``FORMATS``.
        site: address of the site that holds the guide; without one, nothing is linked.
    """
    render: Callable[..., str] = import_module(f"rktkit.faces.reports.{name}").render
    return partial(render, site=site) if name in LINKING else render


def rule_url(site: str, rule: str) -> str:
    """The address of a rule in the guide; empty without a site."""
    return f"{site.rstrip('/')}/{RULE_PAGE}#{rule.lower()}" if site else ""
