"""Text from data as a page shows it."""

import pytest

from as_read import unmarked
from atlas.ui.text import NO_BREAK, plain


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("about USD 21.6 bn from Russia", ["about", "USD_21.6_bn", "from", "Russia"]),
        ("allows 10 %, not 5", ["allows", "10_%,", "not", "5"]),
        ("USD 950 m in 2015", ["USD_950_m", "in", "2015"]),
        ("20 metres, 3 million", ["20", "metres,", "3", "million"]),
        ("System · S-400", ["System_·", "S-400"]),
    ],
)
def test_a_number_keeps_its_unit_and_a_dot_stands_at_the_end_of_a_line(
    text: str, pieces: list[str]
) -> None:
    shown = plain(text).replace("\\", "").replace(NO_BREAK, "_")
    assert shown.split(" ") == pieces


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("8.5 in 2022–2025.", r"8\.5 in :color[2022–2025]{}\."),
        ("¶3–4, 1,000–2,999", r"¶:color[3–4]{}, 1,:color[000–2]{},999"),
        ("China–Russia, 2003 – 2024", "China–Russia, 2003 – 2024"),
    ],
)
def test_a_span_is_marked_so_that_it_is_not_parted_at_its_dash(text: str, shown: str) -> None:
    assert plain(text) == shown
    assert unmarked(shown) == text
