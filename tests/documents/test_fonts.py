"""What the fonts can set, and where words that are too wide may be divided."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rktkit.documents.pdf import fonts
from rktkit.documents.pdf.fonts import BREAK, HYPHEN, clean, cut, fit, line
from rktkit.plan.writing.letters import is_arabic, settable, unsettable


def covered() -> frozenset[str]:
    """What every upright face can set, and Arabic; where an italic lacks a character, the upright one is taken."""
    faces = [set(fonts.load(name)) for name in (fonts.SANS, fonts.SANS_BOLD, fonts.SERIF, fonts.SERIF_BOLD)]
    every = set.intersection(*faces) | {char for char in fonts.load(fonts.ARAB) if is_arabic(char)}
    return frozenset(char for char in every if unicodedata.category(char) not in {"Cc", "Cf", "Co", "Cn"})


@pytest.mark.parametrize("text", ["", "Relasi Media", "3,34 % ≥ 2 – “kutip” é ñ ½ m² °C → §", "baris\nberikut"])
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    assert clean(text) == text


def test_what_no_font_has_is_named_not_lost() -> None:
    assert clean("中 🙂 \ue000 \x07") == "[U+4E2D] [U+1F642] [U+E000] [U+0007]"


def test_invisible_signs_that_turn_the_reading_order_go() -> None:
    assert clean("a\u202eb\u200fc\u2066d\ufeff") == "abcd"


def test_every_line_end_is_one() -> None:
    assert clean("a\r\nb\rc\u2028d\te") == "a\nb\nc\nd e"


@given(st.text())
def test_cleaned_text_has_only_what_every_face_can_set(text: str) -> None:
    known = covered()
    assert all(char in known or char == "\n" for char in clean(text))


@pytest.mark.parametrize(
    ("word", "divided"),
    [
        ("Penyelenggaraan", "Pe-nye-leng-ga-raan"),
        ("Kabupaten/Kota", "Ka-bu-pa-ten/|Kota"),
        ("informatika", "in-for-ma-ti-ka"),
        ("masyarakat", "ma-sya-ra-kat"),
        ("koordinasi", "koor-di-na-si"),
        ("program", "pro-gram"),
    ],
)
def test_wide_words_are_divided_at_syllables(word: str, divided: str) -> None:
    assert fit(word, 25, 8).replace(HYPHEN, "-").replace(BREAK, "|") == divided


def test_words_that_fit_are_left_alone() -> None:
    assert fit("Penyelenggaraan urusan pemerintahan", 80, 8) == "Penyelenggaraan urusan pemerintahan"


def test_numbers_are_never_divided_at_their_dots() -> None:
    assert fit("Rp123.456.789", 40, 8).startswith("R" + BREAK)  # hopeless: anywhere
    assert fit("123.456.789 orang", 45, 8) == "123.456.789 orang"


@given(st.text(), st.floats(8, 400), st.sampled_from([fonts.SANS, fonts.SERIF_BOLD]))
def test_dividing_changes_nothing_but_the_marks(text: str, width: float, font: str) -> None:
    cleaned = clean(text)
    assert fit(cleaned, width, 8, font).replace(HYPHEN, "").replace(BREAK, "") == cleaned


@given(st.text(st.characters(categories=["Ll", "Nd", "Po"]), min_size=1, max_size=200), st.floats(20, 200))
def test_nothing_that_cannot_be_divided_is_wider_than_its_column(text: str, width: float) -> None:
    face = fonts.load(fonts.SANS)
    latin = "".join(char for char in clean(text) if not is_arabic(char))  # joined letters are never parted
    for word in fit(latin, width, 8).split():
        for part in word.replace(HYPHEN, "-" + BREAK).split(BREAK):
            assert len(part) <= 2 or face.width(part, 8) <= width


def test_prose_is_one_line_and_a_running_head_is_short() -> None:
    assert line(" dua\n\n  baris ") == "dua baris"
    assert cut("a" * 50, 10) == "a" * 9 + "…"


def test_the_rules_know_exactly_what_the_fonts_can_set() -> None:
    assert settable() == covered()


def test_a_basmalah_is_set_as_it_is_written() -> None:
    text = "بِسْمِ اللَّهِ الرَّحْمَنِ الرَّحِيمِ"
    assert clean(text) == text
    assert unsettable(f"{text} ꦲ🙏\t\u200f") == ("ꦲ", "🙏")
    assert fit("الرَّحْمَنِ" * 9, 20, 10) == "الرَّحْمَنِ" * 9
