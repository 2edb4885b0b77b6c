"""A number of a decision is given, or it is not: whatever leaves room for it is no number."""

import pytest

from rktkit.plan.load.office import is_placeholder
from rktkit.rules.families.keputusan import comparable


@pytest.mark.parametrize(
    "nomor",
    [
        "........", "…", "-", "TBD", "XXX", "xxxx", "menyusul", "belum ada", "belum diisi", "000.7/    /DISKOM/2026",
        "000.7//DISKOM/2026", "188.45/xxx/KUM/2026", "188.45/…/KUM/2026", "000.7/___/D/2026", "000.7/ . . . /D/2026",
        "Nomor ........ Tahun 2026", "Nomor … Tahun 2026", "Nomor ____ Tahun 2026", "000.7/???/D/2026",
        "000.7/[nomor]/D/2026", "000.7/(menyusul)/D/2026", "188.45/ tbd /KUM/2026",
        "belum bernomor", "akan diisi", "<nomor>", "n/a", "000.7/<nomor>/D/2026", "000.7/NNN/D/2026", "000.7/#/D/2026",
        "188.45/*/KUM/2026",
    ],
)  # fmt: skip
def test_room_for_a_number_is_none(nomor: str) -> None:
    assert is_placeholder(nomor)


@pytest.mark.parametrize(
    "nomor",
    ["000.7/041/DISKOMINFOSAN/2026", "188.45/99/KUM/2026", "Nomor 41 Tahun 2026", "060/1.2.3/ORG", "800/XXII/2026",
     "000.7/001-a/D.K.I/2026", "B-12/XX/2026", "No. 7", "1", "000/7/NN/2026"],
)  # fmt: skip
def test_a_number_is_one(nomor: str) -> None:
    assert not is_placeholder(nomor)


@pytest.mark.parametrize(
    "other",
    [
        "000.7/41/DISKOM/2026",
        "000.7 / 0041 / diskom / 2026",
        "Nomor 000.7/041/DISKOM/2026",
        "no. 000.7/041/DISKOM/2026.",
    ],
)
def test_one_number_may_be_written_in_several_ways(other: str) -> None:
    assert comparable(other) == comparable("000.7/041/DISKOM/2026")


@pytest.mark.parametrize("other", ["000.7/410/DISKOM/2026", "000.7/041-a/DISKOM/2026", "000.70/041/DISKOM/2026"])
def test_another_number_is_another(other: str) -> None:
    assert comparable(other) != comparable("000.7/041/DISKOM/2026")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Nomor: B/041/2026", "b/41/2026", True),
        ("Nomor 041 Tahun 2026", "41 Tahun 2026", True),
        ("B-041/2026", "B-41/2026", True),
        ("188.045/41/2026", "188.45/41/2026", False),
        ("41/0/2026", "41/00/2026", True),
        ("41/0/2026", "41//2026", False),
        ("Notulen/41/2026", "tulen/41/2026", False),
    ],
)
def test_a_number_of_another_form_is_compared_alike(one: str, other: str, same: bool) -> None:
    assert (comparable(one) == comparable(other)) is same
