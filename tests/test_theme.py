"""What is written can be read, and what is drawn can be seen, on a light and on a dark page."""

import tomllib

import pytest

from atlas.charts import theme
from atlas.paths import ROOT

TEXT, MARK = 4.5, 3.0
PALETTES = {
    "domains": theme.DOMAINS,
    "tables": theme.TABLES,
    "directions": theme.DIRECTIONS,
    "pairs": {pair: look[0] for pair, look in theme.PAIRS.items()},
    "kinds": {kind: look[0] for kind, look in theme.KINDS.items()},
    "ties": theme.TIES,
    "categories": theme.CATEGORIES,
    "neutral": {"neutral": theme.NEUTRAL},
}


def _light(colour: str) -> float:
    """Relative luminance, as the Web Content Accessibility Guidelines define it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    low, high = sorted((_light(one), _light(other)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_reckoned_as_its_definition_has_it() -> None:
    assert _contrast("#000000", "#ffffff") == pytest.approx(21)
    assert _contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("ground", theme.PAGE)
def test_the_ink_of_a_page_and_its_charts_stands_out_from_its_ground(ground: str) -> None:
    look = theme.PAGE[ground]
    assert _contrast(look["ink"], look["back"]) >= TEXT
    template = theme.TEMPLATES[ground].layout
    for ink in (template.font.color, template.xaxis.tickfont.color, template.yaxis.title.font.color):
        assert _contrast(ink, template.paper_bgcolor) >= TEXT


@pytest.mark.parametrize("palette", PALETTES)
def test_every_colour_of_a_mark_stands_out_from_both_grounds(palette: str) -> None:
    faint = {
        (name, ground): round(ratio, 2)
        for name, colour in PALETTES[palette].items()
        for ground, look in theme.PAGE.items()
        if (ratio := _contrast(colour, look["back"])) < MARK
    }
    assert not faint


@pytest.mark.parametrize("ground", theme.PAGE)
def test_what_is_chosen_and_linked_in_the_sidebar_stands_out_from_its_tinted_ground(ground: str) -> None:
    """Streamlit lays a tenth of the primary colour beneath the choice that is made."""
    look = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"][ground]
    primary, back = look["primaryColor"], look["sidebar"]["backgroundColor"]
    tinted = "#" + "".join(f"{round(int(primary[at : at + 2], 16) * 0.1 + int(back[at : at + 2], 16) * 0.9):02x}" for at in (1, 3, 5))
    assert _contrast(primary, tinted) >= TEXT
    assert _contrast(primary, look["secondaryBackgroundColor"]) >= TEXT


def test_counts_stand_out_from_the_palest_and_the_fullest_cell() -> None:
    for red, green, blue in (theme.PALE, theme.FULL):
        assert _contrast(theme.ON_SHADE, f"#{red:02x}{green:02x}{blue:02x}") >= TEXT
