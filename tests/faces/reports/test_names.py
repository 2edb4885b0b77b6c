"""A file's name may hold anything; every report can be written out, and no name moves a cursor."""

import json

import pytest

from rktkit.faces.reports import FORMATS, reporter
from rktkit.ground.findings import Report
from tests.faces.reports.builders import problem, report

NAMES = [
    *("rkt/2027/\udcff.yml", "rkt/2027/\x9b31m\x7f.yml", "rkt/2027/a\nb\x1b[31m.yml"),
    *("rkt/2027/\u202efdp.yml", "rkt/2027/ |`<b>.yml"),
]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("format_name", FORMATS)
def test_any_name_in_any_format(format_name: str, name: str) -> None:
    found: Report = report(problem(file=name))
    written = reporter(format_name)(found, False)
    written.encode("utf-8")
    assert not set(written) & set("\x1b\x7f\x9b\u202e\udcff")
    if format_name == "json":
        assert json.loads(written)["problems"][0]["file"] == name
    else:
        assert "a\nb" not in written
