"""SARIF, validated against the standard's own schema."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator

from rktkit.ground.catalogue.rules import RULES
from rktkit.ground.files import FolderFiles, MemoryFiles
from rktkit.ground.findings import Problem, Report
from rktkit.reporters.sarif import render
from rktkit.rules.check import check

from .builders import GALAT, HOSTILE, PERINGATAN, SARAN, problem, report

SCHEMA = Draft4Validator(json.loads(Path(__file__).with_name("sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8")))
BASE = FolderFiles(Path(__file__).parents[1] / "examples/base")


def read(found: Report, site: str = "") -> dict[str, Any]:
    """The one run of a report; valid by the schema."""
    document = json.loads(render(found, site=site))
    SCHEMA.validate(document)
    [run] = document["runs"]
    assert isinstance(run, dict)
    return run


def test_the_schema_refuses_what_is_wrong() -> None:
    document = json.loads(render(report(problem())))
    document["runs"][0]["results"][0]["level"] = "galat"
    assert not SCHEMA.is_valid(document)


def test_a_real_check() -> None:
    form = (
        BASE.read("rkt/2027/pikp.yml")
        .replace(b"target: 85", b"target: delapan puluh")
        .replace(b"pagu: 60000000", b"pagu: 6e7")
    )
    found = check(MemoryFiles({"rkt/2027/pikp.yml": form}, BASE))
    results = read(found)["results"]
    assert [result["ruleId"] for result in results] == [problem.rule for problem in found.problems]
    assert results[0]["level"] == "error"
    assert results[0]["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "rkt/2027/pikp.yml", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": found.problems[0].line, "startColumn": found.problems[0].column},
    }


def test_every_rule_is_described_and_found_by_its_index() -> None:
    strange = Problem("RKT-641", GALAT, "kepala.json", 1, 1, "Ada yang bukan bagian arsip.", "Periksa.")
    run = read(report(problem(), strange), site="https://rkt.example/arsip")
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [*(rule.id for rule in RULES), "RKT-641"]
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])
    assert rules[0]["helpUri"] == "https://rkt.example/arsip/acuan/aturan/#rkt-001"


def test_severities() -> None:
    run = read(report(*(problem(n, severity) for n, severity in enumerate((GALAT, PERINGATAN, SARAN), 1))))
    assert [result["level"] for result in run["results"]] == ["error", "warning", "note"]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_stays_text(hostile: str) -> None:
    [result] = read(report(problem(message=hostile, file=f"rkt/{hostile}:x\udcff")))["results"]
    assert result["message"]["text"].startswith(hostile)
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri.startswith("rkt/")
    assert uri.endswith("%3Ax%FF")
    assert uri.isascii()
    assert uri.isprintable()


def test_nothing_found() -> None:
    assert read(report())["results"] == []
