"""SARIF 2.1.0, the exchange format of analysis results, which forges and editors read."""

import json
from typing import Any
from urllib.parse import quote

from rktkit import __version__
from rktkit.ground.catalogue.rules import RULES
from rktkit.ground.findings import Problem, Report, Severity
from rktkit.reporters import rule_url

_LEVELS = {Severity.GALAT: "error", Severity.PERINGATAN: "warning", Severity.SARAN: "note"}
_ROOT = "%SRCROOT%"


def render(report: Report, colour: bool = False, site: str = "") -> str:
    """See ``rktkit.reporters``. ``site``: address of the site that holds the guide, for each rule's help."""
    rules = _rules(report.problems, site)
    index = {rule["id"]: place for place, rule in enumerate(rules)}
    driver = {
        "name": "rktkit",
        "version": __version__,
        "language": "id",
        **({"informationUri": site} if site else {}),
        "rules": rules,
    }
    run = {
        "tool": {"driver": driver},
        "invocations": [{"executionSuccessful": True}],
        "originalUriBaseIds": {_ROOT: {"description": {"text": "Folder yang memuat rkt/."}}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(problem, index[problem.rule]) for problem in report.problems],
    }
    return json.dumps({"version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _rules(problems: tuple[Problem, ...], site: str) -> list[dict[str, Any]]:
    """The catalogue, and after it whatever else was found."""
    known = {
        rule.id: {
            "id": rule.id,
            "shortDescription": {"text": rule.title},
            "fullDescription": {"text": rule.why},
            "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        }
        for rule in RULES
    }
    for problem in problems:
        known.setdefault(problem.rule, {"id": problem.rule})
    return [rule | ({"helpUri": rule_url(site, name)} if site else {}) for name, rule in known.items()]


def _result(problem: Problem, index: int) -> dict[str, Any]:
    location = {
        "artifactLocation": {"uri": _uri(problem.file), "uriBaseId": _ROOT},
        "region": {"startLine": problem.line, "startColumn": problem.column},
    }
    return {
        "ruleId": problem.rule,
        "ruleIndex": index,
        "level": _LEVELS[problem.severity],
        "message": {"text": f"{problem.message}\n{problem.hint}"},
        "locations": [{"physicalLocation": location}],
    }


def _uri(path: str) -> str:
    """A path as a relative reference; one with a colon up front must not look like a scheme."""
    return quote(path.encode("utf-8", "surrogateescape"), safe="/")
