"""The two-way street: what is exchanged, in columns of years, for what, and what is under way."""

from pathlib import Path

import pandas as pd
import pytest

import tiny
from atlas.charts import theme
from atlas.charts.chart import Context
from atlas.charts.transfers import street as drawing
from atlas.charts.transfers.barter_view import barter_table, chains
from atlas.charts.transfers.dependence_view import dependence
from atlas.charts.transfers.exchanged import exchanged
from atlas.charts.transfers.street_view import StreetOptions, street, street_table
from atlas.datapackage import tables
from atlas.dataset.build import build
from atlas.dataset.dataset import Dataset

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
    sentence = drawing.takeaway(street(everything, BY_WHAT), context)
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
    """The jets are given for the engines, and the engines for the drones."""
    rows = [dict(row) for row in tiny.SHEETS["transfers"]]
    given = {"jet-sale": "engine-supply", "engine-supply": "offer"}
    for row in rows:
        if row["source"] == "article" and row["id"] in given:
            row["in_exchange_for"] = given[row["id"]]
    folder = tmp_path_factory.mktemp("bartered")
    written: Path = tiny.write(folder, {"transfers": rows})
    return build(tables.load(written), ["article", "wire", "copy"])


def test_transfers_that_are_given_for_one_another_are_one_chain(bartered: Dataset) -> None:
    assert chains(bartered) == [["engine-supply", "jet-sale", "offer"]]
    table = barter_table(bartered)
    assert table[["Given", "Direction", "What became of it"]].to_numpy().tolist() == [
        ["Engines to Russia", "China → Russia", "carried out"],
        ["Jets to China", "Russia → China", "carried out"],
        ["Drones to Russia", "China → Russia", "projected"],
    ]
    assert table["In exchange for"].tolist() == ["Drones to Russia", "Engines to Russia", ""]
    assert table["Who says so"].tolist()[:2] == ["Stated: Weekly 2018 ¶6", "Stated: Weekly 2018 ¶5"]


def test_without_an_exchange_there_is_no_chain(everything: Dataset) -> None:
    assert chains(everything) == []
    assert barter_table(everything).empty
