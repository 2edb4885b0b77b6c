"""Which names every computer can keep."""

import pytest

from rktkit.ground.files import is_portable, unportable


@pytest.mark.parametrize(
    "path", ["rkt/2027/pikp.yml", "a b/c", "rkt/2027/notulen – rapat.md", "é", ".ada", "con-1", "x" * 100]
)
def test_usual_names(path: str) -> None:
    assert is_portable(path)


@pytest.mark.parametrize(
    "path",
    [
        *(
            "",
            "a//b",
            "a/",
            "x.",
            "x ",
            " x",
            "a:b",
            "a\\b",
            "a?b",
            "a*",
            'a"b',
            "a<b",
            "a|b",
            "a\nb",
            "\u202ea",
            "\udcff",
        ),
        *("con", "NUL.txt", "com1", "rkt/Aux.yml", "e\u0301", "x" * 101, "/".join(["x" * 60] * 4), "é" * 95),
    ],
)
def test_names_that_somebody_cannot_keep(path: str) -> None:
    assert not is_portable(path)


def test_twins_are_told_apart_by_no_capitals_and_no_accents_written_otherwise() -> None:
    assert list(unportable(["rkt/a.md", "rkt/A.md"])) == ["rkt/a.md"]
    assert list(unportable(["Renstra/x", "renstra/y"])) == ["renstra/y"]
    assert list(unportable(["rkt/a.md", "rkt/b.md", "rkt2/a.md"])) == []
