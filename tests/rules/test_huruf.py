"""Letters that no font of the document has: how the message names them."""

import pytest

from tests.kantor import PIKP
from tests.rules.kantor import periksa


@pytest.mark.parametrize(
    ("letters", "said"),
    [
        ("✅", "✅ (U+2705)"),
        ("✅🙏✅", "✅ (U+2705), 🙏 (U+1F64F)"),
        ("✅🙏🚀🎉🔥", "✅ (U+2705), 🙏 (U+1F64F), 🚀 (U+1F680), 🎉 (U+1F389), 🔥 (U+1F525)"),
        ("✅🙏🚀🎉🔥💧🌱", "✅ (U+2705), 🙏 (U+1F64F), 🚀 (U+1F680), 🎉 (U+1F389), 🔥 (U+1F525), dan 2 lagi"),
    ],
)
def test_five_letters_are_named_and_the_others_counted(letters: str, said: str) -> None:
    (found,) = periksa({PIKP: [("lokasi: Kecamatan Paringin", f"lokasi: Paringin {letters}")]}).problems
    assert found.values["huruf"] == said
