"""The canonical form: idempotent, comments kept, meaning kept; what cannot be read is refused."""

from itertools import chain
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rktkit.ground.files import FolderFiles
from rktkit.ground.yaml.comments import Comments
from rktkit.ground.yaml.reader import load
from rktkit.plan.canonical.format import format_file
from rktkit.plan.load.form import read_form
from rktkit.plan.load.nomenclature import load_nomenklatur
from rktkit.plan.model import FormRkt
from tests.kantor import BASE
from tests.patience import ends
from tests.rules.example import EXAMPLES, Example

FORM = """\
# Form RKT — CONTOH

bidang: pikp   # sama dengan nama berkas
# di atas tahun
tahun: "2027"
program:
- kode: "2.16.02"  # program

  # di atas sasaran
  sasaran: S2
  indikator: []
  kegiatan:
    - kode: 2.16.02.2.01
      sub_kegiatan:
        -
          # sub kegiatan pertama
          pagu: Rp 458.805.000,00   # rupiah
          kode: 2.16.02.2.01.0014
          target: "1.234,5"
          catatan: |
            baris satu
              menjorok

            baris tiga
          triwulan:
            tw1: 3   # awal tahun
            tw4: "15,625"
          sumber_dana: DAU
          crosscutting:
          - egov
sasaran: [{kode: S2, indikator: [{kode: S2.1, target: 3.40, triwulan: {tw4: "3,4"}}]}]
# penutup
"""

CANONICAL = """\
# Form RKT — CONTOH
# di atas tahun
tahun: 2027
bidang: pikp  # sama dengan nama berkas
sasaran:
  - kode: S2
    indikator:
      - kode: S2.1
        target: 3.4
        triwulan: {tw4: 3.4}
program:
  - kode: 2.16.02  # program

    # di atas sasaran
    sasaran: S2
    indikator: []
    kegiatan:
      - kode: 2.16.02.2.01
        sub_kegiatan:
          # sub kegiatan pertama
          - kode: 2.16.02.2.01.0014
            nama: Relasi Media
            target: 1234.5
            triwulan:
              tw1: 3  # awal tahun
              tw4: 15,625
            pagu: 458805000  # rupiah
            sumber_dana: DAU
            crosscutting: [egov]
            catatan: |-
              baris satu
                menjorok

              baris tiga
# penutup
"""

NOMENKLATUR = load_nomenklatur(FolderFiles(BASE), 2027)[0]


def formatted(text: str | bytes) -> str:
    data = text.encode() if isinstance(text, str) else text
    result, problems = format_file(data, "rkt/2027/pikp.yml", "form", NOMENKLATUR)
    assert not problems
    assert result is not None
    return result.decode()


def test_canonical_form() -> None:
    assert formatted(FORM) == CANONICAL


def test_it_is_idempotent() -> None:
    assert formatted(CANONICAL) == CANONICAL


@pytest.mark.parametrize("path", sorted(Path("rkt").rglob("*.yml")), ids=str)
def test_the_sample_data_is_in_canonical_form(path: Path) -> None:
    from rktkit.cli.verbs.fmt import kind_of

    kind = kind_of(path.as_posix())
    assert kind is not None
    table = load_nomenklatur(FolderFiles(Path()), int(path.parts[1]))[0] if kind == "form" else None
    assert format_file(path.read_bytes(), path.as_posix(), kind, table) == (path.read_bytes(), [])


@pytest.mark.parametrize("text", ["a: [1, 2", "a: &x 1", "a: 1\na: 2", "", "- a"])
def test_what_cannot_be_read_is_refused(text: str) -> None:
    result, problems = format_file(text.encode(), "f.yml", "form")
    assert result is None
    assert problems


def test_a_cut_decimal_comma_is_refused_not_guessed() -> None:
    result, problems = format_file(b"tahun: 2027\nsasaran: {tw4: 3,34}\n", "f.yml", "form")
    assert result is None
    assert [p.rule for p in problems] == ["RKT-105"]


def test_a_wrong_name_is_left_for_its_author() -> None:
    text = CANONICAL.replace("nama: Relasi Media", "nama: Hubungan Media")
    assert "nama: Hubungan Media" in formatted(text)


def test_an_ambiguous_number_is_left_for_its_author() -> None:
    assert "target: 1.000" in formatted(CANONICAL.replace("target: 1234.5", "target: 1.000"))


@pytest.mark.parametrize("example", [e for e in EXAMPLES if not e.bad], ids=lambda e: e.name)
def test_every_good_example_means_the_same_afterwards(example: Example, tmp_path: Path) -> None:
    example.write(tmp_path)
    for path in sorted(tmp_path.glob("rkt/2027/*.yml")):
        if path.name in ("siklus.yml", "pengesahan.yml"):
            continue
        before, _ = read_form(path.read_bytes(), "rkt/2027/x.yml")
        after, problems = read_form(formatted(path.read_bytes()).encode(), "rkt/2027/x.yml")
        assert not problems
        assert without_names(before) == without_names(after)


def without_names(form: FormRkt | None) -> FormRkt:
    """A form without what the formatter fills in."""
    assert form is not None
    return form.but(
        program=tuple(
            program.but(
                kegiatan=tuple(
                    k.but(sub_kegiatan=tuple(sub.but(nama=None) for sub in k.sub_kegiatan)) for k in program.kegiatan
                )
            )
            for program in form.program
        )
    )


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)


@given(TEXTS, st.booleans())
def test_any_text_survives(words: str, flow: bool) -> None:
    import yaml

    style = yaml.dump(words, allow_unicode=True, default_style='"', width=10**6).strip()
    data = (f"crosscutting: [{style}]\n" if flow else f"catatan: {style}\n").encode()
    if load(data, "f")[1]:
        return  # refused for what it is
    result, problems = format_file(data, "f.yml", "form")
    assert not problems
    assert result is not None
    assert format_file(result, "f.yml", "form")[0] == result


COMMENT_LINES = st.lists(st.sampled_from(["# satu", "#dua", "", "  # menjorok"]), max_size=3).map("\n".join)


@given(st.lists(COMMENT_LINES, min_size=CANONICAL.count("\n"), max_size=CANONICAL.count("\n")))
def test_no_comment_is_ever_lost(extra: list[str]) -> None:
    lines = CANONICAL.split("\n")
    literal = lines.index("            catatan: |-")
    woven = []
    for number, line in enumerate(lines[:-1]):
        if extra[number] and not literal < number <= literal + 4:
            woven.append(extra[number])
        woven.append(line)
    text = "\n".join(woven) + "\n"
    root, problems = load(text.encode(), "f")
    if root is None or problems:
        return
    result = formatted(text)
    assert sorted(comments(text)) == sorted(comments(result))
    assert formatted(result) == result


def comments(text: str) -> list[str]:
    root, _ = load(text.encode(), "f")
    assert root is not None
    found = Comments(text, root)
    return [*found.header, *found.footer, *chain(*found.before.values(), *found.beside.values())]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (  # beside the bracket of an item that becomes several lines
            "program:\n- {kode: 2.16.02, sasaran: S2} # penting\n",
            "program:\n  # penting\n  - kode: 2.16.02\n    sasaran: S2\n",
        ),
        (  # above the field that comes first: above the item
            "program:\n  - sasaran: S2\n    # penting\n    kode: 2.16.02\n",
            "program:\n  # penting\n  - kode: 2.16.02\n    sasaran: S2\n",
        ),
        ("program: []\n\ntahun: 2027\n", "tahun: 2027\nprogram: []\n"),  # no empty line at the top
    ],
)
def test_what_moves_keeps_its_comment_and_stays_there(text: str, expected: str) -> None:
    assert formatted(text) == expected
    assert formatted(expected) == expected


def test_many_comments_end() -> None:
    with ends():
        formatted("tahun: 2027\n" + "# x\n" * 200_000)
