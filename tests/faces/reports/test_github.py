"""Workflow annotations, read back the way a runner reads them."""

import re

import pytest

from rktkit.faces.reports.github import MOST, render
from tests.faces.reports.builders import GALAT, HOSTILE, PERINGATAN, SARAN, problem, report

COMMAND = re.compile(r"::(?P<command>error|warning|notice) (?P<properties>[^:]*)::(?P<data>[^\r\n]*)")


def unescape(text: str) -> str:
    """What a runner makes of an escaped value."""
    for written, meant in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(written, meant)
    return text


def annotations(text: str) -> list[tuple[str, dict[str, str], str]]:
    """The commands in a run's output; every line must be one, but the last."""
    *lines, last = text.removesuffix("\n").split("\n")
    assert not last.startswith("::")
    found = []
    for line in lines:
        match = COMMAND.fullmatch(line)
        assert match, line
        pairs = (pair.partition("=") for pair in match["properties"].split(","))
        found.append((match["command"], {name: unescape(value) for name, _, value in pairs}, unescape(match["data"])))
    return found


def test_a_problem_stands_at_its_place() -> None:
    assert annotations(render(report(problem(41)))) == [
        (
            "error",
            {"file": "rkt/2027/pikp.yml", "line": "41", "col": "3", "title": "RKT-101 (galat)"},
            "Target belum diisi.\n→ Tambahkan baris “target: …”.",
        )
    ]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_text_never_becomes_a_command_or_a_property(hostile: str) -> None:
    [(command, properties, data)] = annotations(render(report(problem(message=hostile))))
    assert (command, set(properties)) == ("error", {"file", "line", "col", "title"})
    assert data.startswith(hostile)


def test_a_file_name_keeps_its_colons_and_commas_and_loses_its_controls() -> None:
    [(_, properties, _)] = annotations(render(report(problem(file="rkt/2027/a:b,c=d%0A,title=x\x1b\n.yml"))))
    assert properties["file"] == r"rkt/2027/a:b,c=d%0A,title=x\u001b\u000a.yml"
    assert properties["title"] == "RKT-101 (galat)"


def test_the_worst_ten_are_shown_and_the_rest_counted() -> None:
    problems = [problem(n, severity) for severity in (SARAN, PERINGATAN, GALAT) for n in range(1, 7)]
    text = render(report(*problems))
    shown = annotations(text)
    assert [command for command, _, _ in shown] == ["error"] * 6 + ["warning"] * 4
    assert len(shown) == MOST
    assert text.splitlines()[-1] == (
        "Dan 8 temuan lain tanpa anotasi (2 peringatan, 6 saran). "
        "6 galat, 6 peringatan, 6 saran pada 7 berkas. Perbaiki yang galat, lalu jalankan rkt check lagi."
    )


def test_without_problems_there_is_only_the_last_line() -> None:
    assert render(report()) == "Baik: 7 berkas diperiksa, tidak ada temuan.\n"
