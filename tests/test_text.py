"""Text from data as a page shows it."""

import pytest

from atlas.ui.text import NO_BREAK, plain


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("about USD 21.6 bn from Russia", ["about", "USD_21.6_bn", "from", "Russia"]),
        ("allows 10 %, not 5", ["allows", "10_%,", "not", "5"]),
        ("USD 950 m in 2015", ["USD_950_m", "in", "2015"]),
        ("20 metres, 3 million", ["20", "metres,", "3", "million"]),
    ],
)
def test_a_number_is_not_parted_from_its_unit(text: str, pieces: list[str]) -> None:
    shown = plain(text).replace("\\", "").replace(NO_BREAK, "_")
    assert shown.split(" ") == pieces
