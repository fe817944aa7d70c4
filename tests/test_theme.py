"""What is written can be read, and what is drawn can be seen, on a light and on a dark page."""

import re
import tomllib
from collections.abc import Iterator
from itertools import combinations
from typing import Any

import numpy as np
import pytest

from atlas.charts import theme
from atlas.charts.chart_view import ChartView
from atlas.charts.registry import CHARTS
from atlas.dataset.filters import Filters
from atlas.paths import ROOT
from lengths import first_of_all
from vision import EYES, apart, ciede2000, contrast, luminance

TEXT, MARK = 4.5, 3.0
# Two colours that are less far apart than this pass for one.
OWN_HUE = 7
PALETTES = {
    "domains": theme.DOMAINS,
    "exercise kinds": theme.EXERCISE_KINDS,
    "tables": theme.TABLES,
    "directions": theme.DIRECTIONS,
    "stances": theme.STANCES,
    "pairs": {pair: look[0] for pair, look in theme.PAIRS.items()},
    "further pairs": {
        place: look[0] for place, look in enumerate([*theme.PAIRS.values(), *theme.SPARE])
    },
    "kinds": {kind: look[0] for kind, look in theme.KINDS.items()},
    "ties": theme.TIES,
    "countries": {
        **theme.COUNTRIES,
        "others": theme.OTHER_COUNTRY,
        "several": theme.SEVERAL_COUNTRIES,
        "unknown": theme.NEUTRAL,
    },
    "categories": theme.CATEGORIES,
    "exchanged": theme.EXCHANGED,
    "neutral": {"neutral": theme.NEUTRAL},
    "controls": {"accent": theme.ACCENT, "edge": theme.EDGE},
}
# How far apart every two colours of a palette are for every eye. Ten pairs of lines have a dash, a
# marker and a name each besides; fifteen categories have their names at the nodes. Eighteen colours
# of countries that stand out from a white and a black page could not be farther apart: pointing at
# a node names its country.
APART = {
    "domains": 10,
    "exercise kinds": 10,
    "tables": 10,
    "kinds": 10,
    "ties": 14,
    "pairs": 11,
    "directions": 30,
    "stances": 13,
    "further pairs": 7.5,
    "categories": 8,
    "countries": 6,
}
# Files that are served as they lie: their colours are the theme's own.
AS_THEY_LIE = {"icon.svg"}
COLOUR = re.compile(r"#(?:[0-9a-fA-F]{6}|[0-9a-fA-F]{3})\b|rgba?\(|hsla?\(")


def test_contrast_is_reckoned_as_its_definition_has_it() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("ground", theme.PAGE)
def test_the_ink_of_a_page_and_its_charts_stands_out_from_its_ground(ground: str) -> None:
    look = theme.PAGE[ground]
    assert contrast(look["ink"], look["back"]) >= TEXT
    template = theme.TEMPLATES[ground]
    layout = template.layout
    for ink in (
        layout.font.color,
        layout.xaxis.tickfont.color,
        layout.yaxis.title.font.color,
        template.data.bar[0].insidetextfont.color,
    ):
        assert contrast(ink, layout.paper_bgcolor) >= TEXT


@pytest.mark.parametrize("palette", PALETTES)
def test_every_colour_of_a_mark_stands_out_from_both_grounds(palette: str) -> None:
    faint = {
        (name, ground): round(ratio, 2)
        for name, colour in PALETTES[palette].items()
        for ground, look in theme.PAGE.items()
        if (ratio := contrast(colour, look["back"])) < MARK
    }
    assert not faint


@pytest.mark.parametrize("ground", theme.PAGE)
def test_what_is_chosen_and_linked_in_the_sidebar_stands_out_from_its_tinted_ground(
    ground: str,
) -> None:
    """Streamlit lays a tenth of the primary colour beneath the choice that is made."""
    look = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))[
        "theme"
    ][ground]
    primary, back = look["primaryColor"], look["sidebar"]["backgroundColor"]
    tinted = "#" + "".join(
        f"{round(int(primary[at : at + 2], 16) * 0.1 + int(back[at : at + 2], 16) * 0.9):02x}"
        for at in (1, 3, 5)
    )
    assert contrast(primary, tinted) >= TEXT
    assert contrast(primary, look["secondaryBackgroundColor"]) >= TEXT


@pytest.mark.parametrize("name", first_of_all({"exercise-timeline", "transfer-flows"}, CHARTS))
def test_words_of_a_chart_have_the_ink_of_their_ground_or_that_of_shaded_cells(name: str) -> None:
    chart = CHARTS[name]
    drawn = ChartView(chart, Filters(), chart.options()).figure().to_dict()
    parts = {**drawn["layout"], "data": drawn["data"], "template": None}
    assert set(_inks(parts, of_words=False)) <= {theme.ON_SHADE}


def _inks(part: Any, *, of_words: bool) -> Iterator[str]:
    """The colours that a figure, or a part of it, gives to words: those of its fonts."""
    if isinstance(part, dict):
        for key, value in part.items():
            is_font = key.endswith("font")
            if of_words and key == "color":
                yield from [value] if isinstance(value, str) else value
            else:
                yield from _inks(value, of_words=is_font)
    elif isinstance(part, (list, tuple)):
        for item in part:
            yield from _inks(item, of_words=of_words)


def test_counts_stand_out_from_the_palest_and_the_fullest_cell() -> None:
    for red, green, blue in (theme.PALE, theme.FULL):
        assert contrast(theme.ON_SHADE, f"#{red:02x}{green:02x}{blue:02x}") >= TEXT


def test_the_distance_of_colours_is_reckoned_as_its_authors_have_it() -> None:
    """Three pairs of the test data that Sharma, Wu and Dalal publish with CIEDE2000."""
    for one, other, distance in (
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
    ):
        assert ciede2000(np.array(one, dtype=float), np.array(other, dtype=float)) == pytest.approx(
            distance, abs=1e-4
        )


def test_grey_is_grey_to_every_eye_and_red_is_near_green_to_two_kinds() -> None:
    assert all(apart("#808080", "#808080", eye) == 0 for eye in EYES)
    assert apart("#c04000", "#6c7000") > 3 * max(
        apart("#c04000", "#6c7000", eye) for eye in ("protanopia", "deuteranopia")
    )


@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize("palette", APART)
def test_every_two_colours_of_a_palette_are_told_apart_by_every_eye(palette: str, eye: str) -> None:
    close = {
        (one, other): round(distance, 1)
        for (one, first), (other, second) in combinations(PALETTES[palette].items(), 2)
        if (distance := apart(first, second, eye)) < APART[palette]
    }
    assert not close


def test_china_is_warm_and_russia_cool_as_what_they_supply_and_far_apart_for_every_eye() -> None:
    assert (theme.COUNTRIES["CHN"], theme.COUNTRIES["RUS"]) == (theme.WARM, theme.COOL)
    assert theme.DIRECTIONS == {"CHN-RUS": theme.WARM, "RUS-CHN": theme.COOL}
    assert min(apart(theme.WARM, theme.COOL, eye) for eye in EYES) > 30


@pytest.mark.parametrize("palette", [name for name in PALETTES if name != "domains"])
def test_no_other_palette_has_a_hue_of_a_domain(palette: str) -> None:
    close = [
        (name, domain)
        for name, colour in PALETTES[palette].items()
        for domain, hue in theme.DOMAINS.items()
        if theme.NEUTRAL not in (colour, hue) and apart(colour, hue) < OWN_HUE
    ]
    assert not close


def test_what_is_one_thing_has_one_colour() -> None:
    assert {
        kind: look[0] for kind, look in theme.KINDS.items() if kind in theme.TABLES
    }.items() <= theme.TABLES.items()
    assert theme.DOMAINS["unclassified"] == theme.CATEGORIES["other"] == theme.NEUTRAL
    assert [theme.PAIRS[pair][0] for pair in ("RUS-CHN", "CHN-RUS")] == list(
        theme.DIRECTIONS.values()
    )


@pytest.mark.parametrize(
    "looks", [list(theme.PAIRS.values()), theme.SPARE], ids=["pairs", "further pairs"]
)
def test_every_line_has_a_marker_of_its_own(looks: list[tuple[str, str, str]]) -> None:
    assert len({marker for _, _, marker in looks}) == len(looks)


def test_no_colour_is_spelled_outside_the_theme() -> None:
    files = [
        path
        for room in ("src", "pages")
        for path in (ROOT / room).rglob("*")
        if path.suffix in {".py", ".html", ".js", ".css", ".svg"}
    ]
    assert {path.name for path in files} >= AS_THEY_LIE
    spelled = {
        (path.name, number): line.strip()
        for path in files
        if path.name not in {"theme.py", *AS_THEY_LIE}
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if COLOUR.search(line)
    }
    assert not spelled


@pytest.mark.parametrize("name", sorted(AS_THEY_LIE))
def test_the_colours_of_a_file_that_is_served_as_it_lies_are_the_themes(name: str) -> None:
    (path,) = (ROOT / "src").rglob(name)
    assert set(COLOUR.findall(path.read_text(encoding="utf-8"))) <= {
        *theme.TABLES.values(),
        *theme.DIRECTIONS.values(),
    }


def test_a_pale_and_a_full_cell_are_told_apart_in_grey_print() -> None:
    assert (
        luminance(theme.shade(0))
        > 1.5 * luminance(theme.shade(0.5))
        > 1.5 * luminance(theme.shade(1))
    )


def test_no_rule_of_every_page_is_asked_about_each_of_its_elements() -> None:
    """A browser finds rules by the tag, class or attribute in which they end."""
    sheet = (ROOT / "src/atlas/ui/style.css").read_text(encoding="utf-8")
    rules = re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)
    selectors = [selector.strip() for selector in re.findall(r"([^{};]+)\{", rules)]
    assert len(selectors) > 100
    dear = [
        selector
        for selector in selectors
        if re.search(r"~ \*$|(^| ):is\([^()]*\)$|^\[class\*=[^\]]*\]$", selector)
    ]
    assert not dear
