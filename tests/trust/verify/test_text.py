"""Two documents' texts against each other, page by page."""

import pytest

from rktkit.trust.verify.pdf.text import Page, Unreadable, compare, pages, resemblance

OWN = [Page("Satu"), Page("Dua puluh"), Page(""), Page("Tiga")]


def given(*texts: str) -> list[Page]:
    return [Page(text) for text in texts]


@pytest.mark.parametrize(
    "texts", [("Satu", "Dua puluh", "Tiga"), ("", "S a\ntu", "Dua puluh", "", "Tiga", ""), ("Satu", "Duapuluh", "Tiga")]
)
def test_blanks_and_empty_pages_say_nothing(texts: tuple[str, ...]) -> None:
    assert compare(given(*texts), OWN).sama


@pytest.mark.parametrize(
    ("texts", "page"),
    [
        (("Satu", "Dua puluhan", "Tigo"), 3),
        (("Satu", "Dua pulu", "Tiga"), 2),
        (("", "Lain"), 2),
        (("Satu", "Dua puluh", "Tiga", "Empat"), 4),
        (("Dua puluh", "Satu"), 2),
        (("Dua 2 puluh",), 1),
    ],
)
def test_the_first_page_that_says_something_else(texts: tuple[str, ...], page: int) -> None:
    found = compare(given(*texts), OWN)
    assert (found.beda, found.sama) == (page, False)


def test_what_stands_besides_and_what_is_left_out() -> None:
    found = compare(given("hal. 1\nSatu", "", "Tiga\ndicetak  hari ini"), OWN)
    assert found.beda is None
    assert found.tambahan == ((1, "hal. 1"), (3, "dicetak hari ini"))
    assert found.hilang == (2,)
    assert compare(given("Tiga"), OWN).hilang == (1, 2)
    assert compare(given("Satu"), OWN).hilang == (2, 4)
    assert compare(given("SatuDua"), OWN).tambahan == ((1, "SatuDua"),), "the line on which it is"


def test_the_same_page_is_found_before_one_that_holds_it() -> None:
    own = given("Lampiran", "Lampiran kedua")
    assert compare(given("Lampiran kedua"), own).tambahan == ()


def test_what_was_typed_onto_a_page_makes_it_another() -> None:
    assert compare([Page("Satu", "Rp9")], OWN).beda == 1


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("abcdefghijkl", "abcdefghijkl", 1.0),
        ("abcdefghijk", "abcdefghijk", 0.0),
        ("abcdefghijklmn", "abcdefghijkl", 1 / 3),
        ("abcdefghijkl", "xxabcdefghijklxx", 1.0),
        ("abcdefghijkl", "", 0.0),
    ],
)
def test_how_much_of_a_text_another_one_shares(one: str, other: str, alike: float) -> None:
    """In pieces of twelve letters; what is shorter than one shares nothing."""
    assert resemblance(given(one), given(other)) == pytest.approx(alike)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"\x00" * 100])
def test_what_is_no_pdf_has_no_text(data: bytes) -> None:
    with pytest.raises(Unreadable):
        pages(data)
