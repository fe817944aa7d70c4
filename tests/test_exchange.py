"""The two-way street: what is exchanged, in columns of years, for what, and what is under way."""

from pathlib import Path

import pandas as pd
import pytest

import tiny
from atlas.charts import theme
from atlas.charts.chart import Context, NoOptions
from atlas.charts.transfers import barter as barter_drawing
from atlas.charts.transfers import street as drawing
from atlas.charts.transfers import street_words
from atlas.charts.transfers.barter_view import OTHERS, barter, barter_table
from atlas.charts.transfers.dependence_view import dependence
from atlas.charts.transfers.exchanged import exchanged
from atlas.charts.transfers.street_rows import StreetOptions
from atlas.charts.transfers.street_view import street, street_table
from atlas.datapackage import tables
from atlas.dataset.build import build
from atlas.dataset.dataset import Dataset
from atlas.dataset.filters import Filters
from atlas.dataset.selection import apply

BY_WHAT = StreetOptions(split="exchanged", column="decade")


@pytest.mark.parametrize(
    ("kind", "category", "what"),
    [
        ("sale", "aircraft", "platform"),
        ("sale", "engines", "engine"),
        ("component supply", "engines", "engine"),
        ("component supply", "sensors", "component"),
        ("licensed production", "engines", "technology"),
        ("modernisation", "aircraft", "service"),
        ("training", "other", "training"),
        (None, "electronics", "component"),
        (None, "drones", "not-stated"),
    ],
)
def test_kind_and_category_say_what_is_exchanged(kind: str, category: str, what: str) -> None:
    frame = pd.DataFrame({"kind": [kind], "category": [category]})
    assert exchanged(frame).tolist() == [what]


def test_a_column_of_a_decade_holds_all_that_begins_in_it_in_the_colour_of_what_it_is(
    everything: Dataset,
) -> None:
    rows = street(everything, BY_WHAT)
    assert rows[["id", "column", "colour"]].to_numpy().tolist() == [
        ["engine-supply", 2010, "engine"],
        ["jet-sale", 2010, "platform"],
        ["offer", 2010, "platform"],
    ]
    figure = drawing.street(rows, Context(everything, BY_WHAT))
    columns = [trace for trace in figure.data if trace.type == "bar" and trace.customdata]
    assert {trace.x for trace in columns} == {(2014.5,)}
    assert {trace.width for trace in columns} == {10 * drawing.WIDTH}
    engine = [trace for trace in columns if trace.customdata == ("engine-supply",)]
    assert engine[0].marker.line.color == theme.EXCHANGED["engine"]


def test_columns_of_years_hold_the_same_transfers_whatever_their_width(
    everything: Dataset,
) -> None:
    by_years = {name: street(everything, StreetOptions(column=name)) for name in ("year", "decade")}
    assert by_years["year"]["id"].tolist() == by_years["decade"]["id"].tolist()
    context = Context(everything, BY_WHAT)
    sentence = street_words.takeaway(street(everything, BY_WHAT), context)
    assert sentence.startswith("Transfers between Russia and China by decade, 2014 to 2018:")
    assert street_table(by_years["year"], context)["Exchanged"].tolist() == [
        "Engines",
        "Platforms and weapons",
        "Platforms and weapons",
    ]


def test_who_has_what_from_whom_since_when_and_what_is_still_under_way(
    everything: Dataset,
) -> None:
    table = dependence(everything).fillna("")
    wanted = ["Who", "From whom", "For what", "Since", "Transfers", "Still under way"]
    assert table[wanted].to_numpy().tolist() == [
        ["China", "Russia", "Platforms and weapons", "2015", 1, 0],
        ["Russia", "China", "Engines", "2014", 1, 1],
        ["Russia", "China", "Platforms and weapons", "", 0, 0],
    ]
    last = table.loc[1, ["Under way", "Last stated", "Sources"]].tolist()
    assert last == ["Engines to Russia", "December 2018, approximate", "Weekly 2018 ¶6"]
    assert table["Not carried out"].tolist() == [0, 0, 1]


@pytest.fixture(scope="module")
def bartered(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """The jets are given for the engines and the drones, and each of these for the jets."""
    rows = [dict(row) for row in tiny.SHEETS["transfers"]]
    given = {"jet-sale": "engine-supply;offer", "engine-supply": "jet-sale"}
    for row in rows:
        if row["source"] == "article" and row["id"] in given:
            row["in_exchange_for"] = given[row["id"]]
    folder = tmp_path_factory.mktemp("bartered")
    written: Path = tiny.write(folder, {"transfers": rows})
    return build(tables.load(written), ["article", "wire", "copy"])


def _swaps(dataset: Dataset) -> tuple[pd.DataFrame, Context[NoOptions]]:
    return barter(dataset, NoOptions()), Context(dataset, NoOptions())


def test_transfers_that_are_given_for_one_another_are_one_chain(bartered: Dataset) -> None:
    rows, context = _swaps(bartered)
    assert rows["id"].tolist() == ["engine-supply", "jet-sale", "offer"]
    assert rows["chain"].tolist() == [1, 1, 1]
    table = barter_table(rows, context)
    assert table[["Given", "Direction", "What became of it"]].to_numpy().tolist() == [
        ["Engines to Russia", "China → Russia", "carried out"],
        ["Jets to China", "Russia → China", "carried out"],
        ["Drones to Russia", "China → Russia", "projected"],
    ]
    jets = "Jets to China"
    both = "Engines to Russia and Drones to Russia"
    assert table["In exchange for"].tolist() == [jets, both, jets]
    assert table["Who says so"].tolist()[:2] == ["Stated: Weekly 2018 ¶6", "Stated: Weekly 2018 ¶5"]


def test_each_direction_has_its_column_and_what_was_not_carried_out_is_dashed_and_hollow(
    bartered: Dataset,
) -> None:
    """China gives engines and drones, Russia jets: the drones are but expected."""
    figure = barter_drawing.barter(*_swaps(bartered))
    done, apart, marks = figure.data
    assert (marks.x, marks.y) == ((1, 0, 1), (0, 0.5, 1))
    assert marks.customdata == ("engine-supply", "jet-sale", "offer")
    assert marks.marker.symbol == ("triangle-left", "triangle-right", "triangle-left-open")
    assert "carried out" in marks.text[0]
    assert (done.line.dash, done.x) == ("solid", (1, 0, None))
    assert (apart.line.dash, apart.x) == ("dash", (0, 1, None))
    assert [note.text for note in figure.layout.annotations] == [
        "<b>Russia → China</b>",
        "<b>China → Russia</b>",
    ]


def test_a_swap_with_somebody_else_stands_in_a_column_of_its_own(bartered: Dataset) -> None:
    rows, context = _swaps(bartered)
    rows.loc[rows["id"].eq("offer"), "direction"] = OTHERS
    assert barter_drawing.barter(rows, context).data[-1].x == (1, 0, 2)


def test_chains_stand_beneath_one_another(bartered: Dataset) -> None:
    rows = barter(bartered, NoOptions())
    second = rows.assign(chain=2, exchanged_for=[[], [], []], id=["x", "y", "z"])
    places, height = barter_drawing.places_of(pd.concat([rows, second]), ["RUS-CHN", "CHN-RUS"])
    assert (places["jet-sale"], places["y"], height) == ((0, 0.5), (0, 2.5), 4)


def test_a_sentence_names_the_chain_and_what_became_of_it(
    bartered: Dataset, everything: Dataset
) -> None:
    assert barter_drawing.takeaway(*_swaps(bartered)) == (
        "1 chain of transfers given or offered for one another is recorded in these sources: "
        "Engines to Russia, Jets to China and Drones to Russia; 1 of 3 transfers was not carried "
        "out."
    )
    assert barter_drawing.headline(*_swaps(bartered)) == (
        "3 transfers between Russia and China recorded in these sources, given or offered for one "
        "another: 1 of 3 transfers was not carried out"
    )
    assert barter_drawing.takeaway(*_swaps(everything)).endswith(
        "Jets to China and Drones to Russia; 1 of 2 transfers was not carried out."
    )
    rows, context = _swaps(apply(everything, Filters(status=("ended",))).dataset)
    assert rows.empty
    none = "Transfers given for one another: none in view."
    assert barter_drawing.takeaway(rows, context) == none
    assert barter_table(rows, context).empty
