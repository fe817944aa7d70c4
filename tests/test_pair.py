"""The pair: China and Russia, said once."""

import pytest

from atlas.values import countries, pair


def test_the_two_directions_are_each_other_reversed() -> None:
    there, back = pair.DIRECTIONS
    assert (there.supplier, there.recipient) == (back.recipient, back.supplier)
    assert [direction.id for direction in pair.DIRECTIONS] == ["RUS-CHN", "CHN-RUS"]


def test_labels_name_the_countries_of_the_codes() -> None:
    names = {pair.CHINA: "China", pair.RUSSIA: "Russia"}
    assert all(countries.known(code) for code in names)
    for (supplier, recipient), label in pair.LABELS.items():
        assert label == f"{names[supplier]} → {names[recipient]}"


@pytest.mark.parametrize(
    ("parties", "are_both"),
    [
        (["CHN", "RUS"], True),
        (["RUS", "MNG", "CHN"], True),
        (["CHN", "SUN"], False),
        (["RUS"], False),
        ([], False),
    ],
)
def test_both_are_in_a_list_of_parties_whoever_else_is(parties: list[str], are_both: bool) -> None:
    assert pair.are_both_in(parties) is are_both
