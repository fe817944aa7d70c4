"""One system as a chain: who makes it, its engine, its transfers, who receives it."""

from pathlib import Path

import pytest

import tiny
from atlas.charts.system_chain import MOST, drawn, system_chain, takeaway
from atlas.datapackage import tables
from atlas.dataset.build import build
from atlas.dataset.dataset import Dataset
from atlas.records.system_chain import Layer, chain_table, steps


def test_a_system_has_its_makers_engines_transfers_and_recipients(everything: Dataset) -> None:
    table = chain_table(everything, steps(everything, "jet"))
    assert table[["From", "How", "To", "What became of it"]].to_numpy().tolist() == [
        ["Engine 9", "powers", "Jet 7", ""],
        ["Jet Works", "makes", "Jet 7", ""],
        ["Engine 9", "transferred by", "Engines to Russia", "carried out"],
        ["China", "supplies", "Engines to Russia", "carried out"],
        ["Engines to Russia", "goes to", "Russia", "carried out"],
        ["Jet 7", "transferred by", "Jets to China", "carried out"],
        ["Jet Works", "supplies", "Jets to China", "carried out"],
        ["Jets to China", "goes to", "China", "carried out"],
    ]


def test_each_step_says_who_says_so_and_how_firmly(everything: Dataset) -> None:
    table = chain_table(everything, steps(everything, "jet"))
    assert table.loc[0, "Sources"] == "Inferred: Weekly 2018 ¶6"
    assert table.loc[1, "Sources"] == "Stated: Weekly 2018 ¶5"


@pytest.mark.parametrize("other", ["bananas", "maker", "jet-sale", "CHN"])
def test_what_is_no_system_has_no_chain(everything: Dataset, other: str) -> None:
    assert steps(everything, other) == []


def test_a_country_that_supplies_and_receives_stands_on_both_sides(everything: Dataset) -> None:
    chain = steps(everything, "jet")
    layers = {node.layer for step in chain for node in (step.start, step.end) if node.id == "CHN"}
    assert layers == {Layer.MAKERS, Layer.USERS}
    figure = system_chain(everything, "jet", chain)
    (marks,) = [trace for trace in figure.data if trace.mode != "lines"]
    placed = zip(marks.x, marks.customdata, strict=True)
    columns = {column for column, identifier in placed if identifier == "CHN"}
    assert columns == {0, 3}


def test_beneath_the_last_name_of_a_chain_there_is_no_empty_room(everything: Dataset) -> None:
    figure = system_chain(everything, "jet", steps(everything, "jet"))
    (marks,) = [trace for trace in figure.data if trace.mode != "lines"]
    margin = figure.layout.margin
    bottom, top = figure.layout.yaxis.range
    row = (figure.layout.height - margin.t - margin.b) / (bottom - top)
    placed = zip(marks.y, marks.text, strict=True)
    # A mark of 12 px, lines of 15 px.
    ends = [down * row + 12 + 15 * len(text.split("<br>")) for down, text in placed]
    assert max(ends) == pytest.approx(bottom * row, abs=1)


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """Ten more sales of the jet under the pact, the first one cancelled."""
    ids = [f"sale-{year}" for year in range(2000, 2010)]
    records = [*tiny.RECORDS]
    records += [{"id": key, "table": "transfers", "label": f"Sale of {key[-4:]}"} for key in ids]
    records.append({"id": "under-pact", "table": "links", "label": "Sale under the pact"})
    sides = {"system": "jet", "kind": "sale", "supplier": "RUS", "recipient": "CHN"}
    rows = [
        tiny.said(key, date=key[-4:], status="cancelled" if key == ids[0] else "ended", **sides)
        for key in ids
    ]
    link = tiny.said("under-pact", subject=ids[9], relation="carries out", object="pact")
    sheets = {
        "transfers": [*tiny.SHEETS["transfers"], *rows],
        "links": [*tiny.SHEETS["links"], link],
    }
    folder: Path = tmp_path_factory.mktemp("many")
    return build(tables.load(tiny.write(folder, sheets, records)), ["article", "wire"])


def test_of_many_transfers_those_that_begin_last_are_drawn_and_the_sentence_says_so(
    many: Dataset,
) -> None:
    chain = steps(many, "jet")
    names = {node.id for step in drawn(chain) for node in (step.start, step.end)}
    assert len([name for name in names if many.records.at[name, "table"] == "transfers"]) == MOST
    assert "jet-sale" in names
    assert "sale-2000" not in names
    assert takeaway(many, "jet", chain).endswith("Drawn are the 8 of 12 transfers that begin last.")


def test_a_contract_leads_to_its_transfer_and_what_was_cancelled_says_so(many: Dataset) -> None:
    table = chain_table(many, steps(many, "jet"))
    (contract,) = table[table["How"].eq("carried out by")].to_numpy().tolist()
    assert contract[:3] == ["Pact of 2001", "carried out by", "Sale of 2009"]
    states = table.loc[table["To"].eq("Sale of 2000"), "What became of it"]
    assert set(states) == {"cancelled"}


def test_what_was_not_carried_out_is_dashed_and_named_in_the_legend(many: Dataset) -> None:
    chain = [step for step in steps(many, "jet") if step.when in ("2000", "2001")]
    figure = system_chain(many, "jet", chain)
    dashes = {trace.name: trace.line.dash for trace in figure.data if trace.mode == "lines"}
    assert dashes == {"Carried out, or a tie": "solid", "Dashed: not carried out": "dash"}
    assert figure.layout.showlegend
