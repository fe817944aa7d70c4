"""Shares of imports and exports: one edition for numerator and denominator, gaps where one lacks.

The tiny package has five years of an edition with totals: 100 of 200 and of 500 million TIV from
Russia to China, 250 to India, and 20 to China from India.
"""

import csv
from pathlib import Path
from urllib.parse import parse_qs

import pandas as pd
import pytest

import tiny
from atlas.charts.chart_view import ChartView
from atlas.charts.choices import chart_choices, options_of
from atlas.charts.registry import CHARTS
from atlas.charts.transfers.edition_sums import (
    EXPORTS,
    IMPORTS,
    change,
    concentration,
    share,
    volumes_in_view,
)
from atlas.charts.transfers.shares_view import SINGLE, ShareOptions, ours, shares, theirs
from atlas.charts.transfers.then_now_words import now_in_full
from atlas.dataset import store
from atlas.dataset.dataset import Dataset
from atlas.dataset.filters import Filters
from atlas.paths import ROOT

SHARES, THEN_AND_NOW = CHARTS["sipri-shares"], CHARTS["then-and-now"]
OF_2020 = "SIPRI 2020 update"
FIVE_YEARS = range(2013, 2018)


@pytest.fixture
def _tiny(tiny_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATLAS_DATA", str(tiny_folder))


def _shown(options: ShareOptions | None = None, **chosen: object) -> ChartView:
    return ChartView(SHARES, Filters(**chosen), options or ShareOptions())


def _values(view: pd.DataFrame) -> dict[tuple[str, str, int], float]:
    keys = zip(view["whole"], view["key"], view["year"], strict=True)
    return dict(zip(keys, view["value"], strict=True))


def test_a_share_divides_five_years_of_a_pair_by_five_years_of_the_total(
    everything: Dataset,
) -> None:
    view = shares(everything, ShareOptions())
    assert _values(ours(view)) == {
        (IMPORTS, "RUS-CHN", 2017): 50,
        (EXPORTS, "RUS-CHN", 2017): 20,
        (EXPORTS, "RUS-IND", 2017): 50,
    }
    assert ours(view)[["part", "total"]].to_numpy().tolist() == [[100, 200], [100, 500], [250, 500]]


def test_a_share_of_a_single_year_is_zero_where_nothing_is_stated_to_be_delivered(
    everything: Dataset,
) -> None:
    values = _values(shares(everything, ShareOptions(window=SINGLE)))
    imports = [values[IMPORTS, "RUS-CHN", year] for year in FIVE_YEARS]
    assert imports == [25, 50, 75, 100, 0]


def test_what_another_edition_delivers_is_in_no_share(everything: Dataset) -> None:
    """The edition of 2026 has deliveries of 2016 and 2017, but no total."""
    offered = chart_choices(everything, SHARES)["share_edition"]
    assert list(offered) == [OF_2020]
    volumes = volumes_in_view(everything)
    assert share(volumes, "SIPRI 2026 update", "RUS-CHN", IMPORTS, range(2017, 2018)) is None
    assert share(volumes, OF_2020, "RUS-CHN", IMPORTS, range(2017, 2018)) == 0


def test_a_time_that_lacks_a_year_has_no_share(everything: Dataset) -> None:
    volumes = volumes_in_view(everything)
    assert share(volumes, OF_2020, "RUS-CHN", IMPORTS, range(2012, 2017)) is None
    assert share(volumes, OF_2020, "RUS-CHN", IMPORTS, range(2014, 2018)) == 100 * 90 / 160


def test_a_change_is_against_as_many_years_before(everything: Dataset) -> None:
    volumes = volumes_in_view(everything)
    assert change(volumes, OF_2020, "RUS-CHN", range(2015, 2017)) == pytest.approx(
        100 * (70 / 30 - 1)
    )
    assert change(volumes, OF_2020, "RUS-CHN", range(2013, 2015)) is None


def test_what_no_supplier_accounts_for_is_between_many_small_ones_and_a_single_one(
    everything: Dataset,
) -> None:
    """Russia 0.5 and India 0.1: 0.25 + 0.01, and the rest of 0.4 squared."""
    volumes = volumes_in_view(everything)
    bounds = concentration(volumes, OF_2020, FIVE_YEARS)
    assert bounds == pytest.approx((0.26, 0.26 + 0.16))
    assert concentration(volumes, "SIPRI 2026 update", FIVE_YEARS) is None


def test_the_rest_may_be_of_a_supplier_that_lacks_a_year(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without India's row of 2013: 0.5 and 0.08, and the rest of 0.42 may be India's."""
    rows = [row for row in tiny.VOLUMES if row["id"] != "ind-chn-2013-2020"]
    monkeypatch.setenv("ATLAS_DATA", str(tiny.write(tmp_path / "data", {"volumes": rows})))
    bounds = concentration(volumes_in_view(store.dataset()), OF_2020, FIVE_YEARS)
    assert bounds == pytest.approx((0.25 + 0.0064, 0.25 + 0.5**2))


@pytest.mark.usefixtures("_tiny")
def test_a_published_share_stands_beside_ours_of_the_same_years() -> None:
    shown = _shown()
    (published,) = theirs(shown.view).to_dict("records")
    assert (published["value"], published["now"], published["year"]) == (25, 20, 2017)
    assert "25 % published March 2018 · 20 % in this edition" in shown.takeaway
    texts = [note.text for note in shown.figure().layout.annotations]
    assert "2013–2017: 25 % published March 2018 · 20 % in this edition" in texts
    assert theirs(_shown(ShareOptions(window=SINGLE)).view).empty


@pytest.mark.usefixtures("_tiny")
def test_hover_table_sentence_and_heading_name_denominator_and_edition() -> None:
    shown = _shown()
    line = shown.figure().data[0]
    assert line.hovertext[0] == (
        "Russia's share of China's arms imports, 2013–2017<br>50 %: 100 of 200 million SIPRI TIV"
        "<br>Both by the SIPRI 2020 update<br>Sources: Agency 2019, Weekly 2018"
    )
    row = shown.table.iloc[0]
    assert (row["Part (million TIV)"], row["Total (million TIV)"], row["By"]) == (100, 200, OF_2020)
    assert shown.takeaway.startswith(
        "By the SIPRI 2020 update: Russia's share of China's arms imports 50 % in 2013–2017 (100 "
        "of 200 million TIV);"
    )
    assert shown.headline == (
        "Russia to China, in these sources (SIPRI 2020 update): 50 % of China's arms imports and "
        "20 % of Russia's arms exports in 2013–2017"
    )
    assert (
        "the SIPRI 2025 update and the SIPRI 2026 update have no total of China's arms imports or "
        "Russia's arms exports: they can say no share of that." in shown.note
    )


@pytest.mark.usefixtures("_tiny")
def test_only_whole_times_that_the_filter_of_years_leaves_have_a_share() -> None:
    narrowed = _shown(years=(2014, 2018))
    assert narrowed.empty
    assert narrowed.takeaway == "Shares of arms imports and exports: none in view."
    single = _shown(ShareOptions(window=SINGLE), years=(2014, 2015))
    assert sorted(set(single.view["year"])) == [2014, 2015]


@pytest.mark.usefixtures("_tiny")
def test_sources_without_a_total_leave_nothing_and_say_so() -> None:
    shown = _shown(evidence="articles")
    assert shown.empty
    assert shown.rows == len(shown.table) == 0
    assert shown.sources == ""


@pytest.mark.usefixtures("_tiny")
@pytest.mark.parametrize("edition", ["bananas", "SIPRI 2026 update"])
def test_a_link_to_an_edition_without_a_share_shows_the_newest_that_has_one(edition: str) -> None:
    options, ignored = options_of(SHARES, store.dataset(), {"share_edition": [edition]})
    assert options == ShareOptions()
    assert ignored == [f"share_edition={edition}"]


@pytest.mark.usefixtures("_tiny")
def test_a_link_to_the_shares_opens_the_same_shares_elsewhere() -> None:
    here = _shown(ShareOptions(OF_2020, SINGLE))
    options, ignored = options_of(SHARES, store.dataset(), parse_qs(here.path.partition("?")[2]))
    assert (options, ignored) == (here.options, [])


@pytest.mark.usefixtures("_tiny")
def test_then_and_now_has_a_column_for_each_edition_and_says_why_one_gives_nothing() -> None:
    shown = ChartView(THEN_AND_NOW, Filters(), THEN_AND_NOW.options())
    (row,) = shown.table.to_dict("records")
    assert row == {
        "Figure": "Share of Russia's arms exports to China, 2013–2017",
        "Published": "25 % published March 2018",
        OF_2020: "20 %",
        "SIPRI 2025 update": "has no total for it",
        "SIPRI 2026 update": "has no total for it",
        "Source": "Weekly 2018",
        "Paragraph": "¶4",
    }
    assert shown.headline == (
        "China and Russia in these sources: 1 of 1 published percentage is another number in an "
        "edition of SIPRI's register"
    )
    assert ChartView(THEN_AND_NOW, Filters(years=(2014, 2018)), shown.options).empty


@pytest.mark.usefixtures("_tiny")
def test_what_a_filter_hides_is_not_said_to_be_lacking() -> None:
    shown = ChartView(THEN_AND_NOW, Filters(independent="2"), THEN_AND_NOW.options())
    assert shown.table.loc[0, OF_2020] == "has it, but the filters hide some of it"
    assert "hidden by the filters in the editions here" in shown.takeaway
    assert shown.headline.endswith(
        "what editions of SIPRI's register have is hidden by the filters"
    )


def test_then_and_now_says_each_published_figure_in_a_sentence_of_its_own() -> None:
    sentences = ChartView(THEN_AND_NOW, Filters(), THEN_AND_NOW.options()).takeaway.split(". ")
    assert len(sentences) > 1
    assert all(sentence.startswith(("Share of", "Change of")) for sentence in sentences)


def test_a_share_whose_total_a_filter_hides_is_not_said_to_be_lacking() -> None:
    shares = ChartView(CHARTS["sipri-shares"], Filters(recipient=("CHN",)), ShareOptions())
    hidden = "China's share of Russia's arms exports in 2018–2022: 23 % published March 2023 · "
    assert f"{hidden}hidden by the filters" in shares.takeaway
    assert shares.figure().data, "a panel with published shares alone is drawn"
    both = ChartView(THEN_AND_NOW, Filters(recipient=("CHN",)), THEN_AND_NOW.options())
    assert "23 % published March 2023, hidden by the filters in the editions here" in both.takeaway
    assert "1 of 5 published percentages is another number" in both.headline


# The shipped data, added up by hand from the file.


def _by_hand(edition: str, supplier: str, recipient: str, first: int, last: int) -> float:
    with (ROOT / "data" / "volumes.csv").open(encoding="utf-8", newline="") as file:
        rows = [
            row
            for row in csv.DictReader(file)
            if (row["edition"], row["supplier"], row["recipient"]) == (edition, supplier, recipient)
            and first <= int(row["period"]) <= last
        ]
    assert len(rows) == last - first + 1, "each year once"
    assert {(row["unit"], row["goods"]) for row in rows} == {("tiv", "major arms")}
    return sum(float(row["value"]) for row in rows)


@pytest.mark.parametrize(
    ("whole", "supplier", "recipient", "percent"),
    [(IMPORTS, "XWD", "CHN", 77), (EXPORTS, "RUS", "XWD", 21)],
)
def test_2019_to_2023_gives_77_and_21_per_cent(
    whole: str, supplier: str, recipient: str, percent: int
) -> None:
    edition = "SIPRI 2024 update"
    part = _by_hand(edition, "RUS", "CHN", 2019, 2023)
    total = _by_hand(edition, supplier, recipient, 2019, 2023)
    assert round(100 * part / total) == percent
    shown = _shown(ShareOptions(edition))
    assert _values(ours(shown.view))[whole, "RUS-CHN", 2023] == pytest.approx(100 * part / total)
    assert f"{percent} % published March 2024 · {percent} % in this edition" in shown.takeaway


def test_23_and_39_per_cent_of_march_2023_stand_beside_what_the_editions_say_now() -> None:
    now = {}
    for year in (2024, 2025, 2026):
        edition = f"SIPRI {year} update"
        later = _by_hand(edition, "RUS", "CHN", 2018, 2022)
        earlier = _by_hand(edition, "RUS", "CHN", 2013, 2017)
        now[edition] = round(100 * (later / earlier - 1))
    assert list(now.values()) == [10, 10, 22]
    shown = ChartView(THEN_AND_NOW, Filters(), THEN_AND_NOW.options())
    assert now_in_full(shown.view, "sipri-2023-change-of-exports") == (
        "+10 % in the SIPRI 2024 update, +10 % in the SIPRI 2025 update and +22 % in the SIPRI "
        "2026 update"
    )
    assert "+39 % published March 2023, +10 %" in shown.takeaway
    part = _by_hand("SIPRI 2024 update", "RUS", "CHN", 2018, 2022)
    total = _by_hand("SIPRI 2024 update", "RUS", "XWD", 2018, 2022)
    assert f"{100 * part / total:.0f} %" == "21 %"
    assert "23 % published March 2023 · 21 % in this edition" in _shown().takeaway


def test_the_fall_of_chinas_imports_by_2023_is_the_published_one() -> None:
    later = _by_hand("SIPRI 2024 update", "XWD", "CHN", 2019, 2023)
    earlier = _by_hand("SIPRI 2024 update", "XWD", "CHN", 2014, 2018)
    assert round(100 * (later / earlier - 1)) == -44
    shown = ChartView(THEN_AND_NOW, Filters(), THEN_AND_NOW.options())
    assert "−44 % published March 2024, −44 % in the SIPRI 2024 update" in shown.takeaway
    assert "−64 % published March 2025, in no edition here" in shown.takeaway
    assert "13 % published March 2026, in no edition here" in shown.takeaway
