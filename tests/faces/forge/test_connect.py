"""Which forge the options and a run's environment name."""

import pytest

from rktkit.faces.forge import connect
from rktkit.faces.forge.api.gitea import Gitea
from rktkit.faces.forge.api.github import GitHub
from rktkit.faces.forge.api.http import ForgeError


def forge(environment: dict[str, str], *words: str) -> GitHub | Gitea:
    said = dict(zip(words[::2], words[1::2], strict=True))
    where = connect.Where(said.get("--forge"), "pemda/rkt", said.get("--server"), said.get("--api"))
    found = connect.connect(where, environment)
    assert isinstance(found, GitHub | Gitea)
    return found


@pytest.mark.parametrize(
    ("environment", "words", "kind", "api"),
    [
        ({}, [], "github", "https://api.github.com"),
        ({"GITHUB_SERVER_URL": "https://github.com", "GITHUB_API_URL": "https://api.github.com"}, [], "github", None),
        (
            {"GITHUB_SERVER_URL": "https://ghe.example", "GITHUB_API_URL": "https://ghe.example/api/v3"},
            [],
            "github",
            "https://ghe.example/api/v3",
        ),
        (
            {"GITHUB_SERVER_URL": "https://git.example", "GITHUB_API_URL": "https://git.example/api/v1"},
            [],
            "forgejo",
            "https://git.example/api/v1",
        ),
        ({}, ["--server", "https://git.example/"], "forgejo", "https://git.example/api/v1"),
        ({}, ["--server", "https://git.example", "--forge", "gitea"], "gitea", "https://git.example/api/v1"),
        ({}, ["--server", "https://ghe.example", "--forge", "github"], "github", "https://ghe.example/api/v3"),
    ],
)
def test_is_recognised(environment: dict[str, str], words: list[str], kind: str, api: str | None) -> None:
    found = forge(environment, *words)
    assert found.kind == kind
    assert found.http.base == (api or "https://api.github.com")


def test_the_token_comes_from_the_environment_alone() -> None:
    assert forge({"RKT_TOKEN": " rahasia\n", "GITHUB_TOKEN": "lain"}).http.token == "rahasia"
    assert forge({"GITHUB_TOKEN": "lain"}).http.token == ""


def test_an_address_in_the_clear_is_refused() -> None:
    with pytest.raises(ForgeError, match="https"):
        forge({}, "--server", "http://git.example")
