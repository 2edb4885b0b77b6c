"""What the peers do with the same forms, as a program of their own: ``python -m benchmarks.peers NAME FORM …``."""

import sys
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).parent


def parser(paths: list[str]) -> None:
    """The floor: libyaml's events, and nothing done with them."""
    import yaml

    for path in paths:
        for _ in yaml.parse(Path(path).read_bytes(), Loader=yaml.CLoader):
            pass


def cerberus(paths: list[str]) -> None:
    """PyYAML and cerberus, as one would begin: shape only, no positions."""
    import yaml
    from cerberus import Validator

    from rktkit.plan.schema.form import FORM

    validator = Validator(_typed(FORM)["schema"])
    for path in paths:
        document = yaml.load(Path(path).read_bytes(), Loader=yaml.CBaseLoader)  # noqa: S506  (texts only)
        if not validator.validate(document, normalize=False):
            raise SystemExit(str(validator.errors))


def _typed(rules: dict) -> dict:  # type: ignore[type-arg]
    """The schema without what only we read."""
    kept = {name: rule for name, rule in rules.items() if name not in ("atau", "meta", "regex", "required")}
    if rules.get("required"):
        kept["required"] = True
    if rules["type"] == "dict" and "schema" in rules:
        kept["schema"] = {key: _typed(below) for key, below in rules["schema"].items()}
    elif rules["type"] == "list":
        kept["schema"] = _typed(rules["schema"])
    return kept


def yamale(paths: list[str]) -> None:
    """yamale: shape only, no positions."""
    import yamale as peer

    schema = peer.make_schema(str(HERE / "form.yamale.yml"))
    for path in paths:
        peer.validate(schema, peer.make_data(path))


PEERS: dict[str, Callable[[list[str]], None]] = {"parser": parser, "cerberus": cerberus, "yamale": yamale}

if __name__ == "__main__":
    PEERS[sys.argv[1]](sys.argv[2:])
