"""The page of a record: facts and ties as a reader sees them, and the list of all statements."""

import re
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

import tiny
from as_read import MARKED, unmarked
from atlas.charts.chart_view import selected
from atlas.dataset import store
from atlas.dataset.credit import SIPRI
from atlas.dataset.filters import Filters
from atlas.paths import ROOT
from atlas.records.statements import statements
from atlas.ui import evidence
from atlas.ui.text import NO_BREAK
from lengths import first_of_all

PAGE = ROOT / "pages" / "evidence.py"


def _page(record: str = "", **state: object) -> AppTest:
    at = AppTest.from_file(str(PAGE), default_timeout=60)
    if record:
        at.query_params["record"] = record
    for key, value in state.items():
        at.session_state[key] = value
    at.run()
    assert not at.exception
    return at


def _read(text: str) -> str:
    """Markdown as a reader sees it: names for links, no escapes, a blank for each blank."""
    named = re.sub(r"\[((?:\\.|[^\]\\])*)\]\([^)]*\)", r"\1", MARKED.sub(r"\1", text))
    return named.replace("\\", "").replace("**", "").replace(NO_BREAK, " ")


def _tables(at: AppTest) -> dict[str, pd.DataFrame]:
    """Every table by the first words of its name, as a reader sees it."""
    return {
        table.proto.alt.split(":")[0]: table.value.map(_read)
        for table in at.table
        if table.proto.alt
    }


def _facts(at: AppTest, what: str) -> dict[str, str]:
    """The values of the facts on something, by their names."""
    own = [table for table in at.table if table.proto.alt.startswith(f"Facts on {what}:")]
    rows = pd.concat([table.value.map(_read) for table in own])
    return dict(zip(rows["Fact"], rows["Value"], strict=True))


def _halves(at: AppTest) -> pd.DataFrame:
    """The facts of the record, whether they stand in one table or in two."""
    own = [table.value.map(_read) for table in at.table if table.proto.alt.startswith("Facts on")]
    return pd.concat(own)


def _ties(at: AppTest) -> pd.DataFrame:
    return next(own for name, own in _tables(at).items() if name.startswith("Entries tied"))


def _sources(at: AppTest) -> pd.DataFrame:
    return next(own for name, own in _tables(at).items() if "of the rows on this page" in name)


def _cited(at: AppTest) -> set[str]:
    """The numbers of sources in facts and ties."""
    cells = [
        cell
        for table in at.table
        for column in ("How we know", "Sources")
        if column in table.value
        for cell in table.value[column]
    ]
    return set(re.findall(r"\[\\\[(\d+)\\\]\]\(#sources\)", " ".join(cells)))


def test_a_system_shows_the_deals_in_it_before_all_else() -> None:
    at = _page("s-400")
    assert at.title[0].value == "S\\-400 Triumf"
    assert at.table[0].proto.alt.startswith("Facts on the transfer S-400 air defence systems")
    facts = _facts(at, "the transfer S-400 air defence systems for China")
    assert facts == {
        "Ordered": "2015 or September 2014 (sources disagree)",
        "Quantity ordered": "8 fire units",
        "Value": "USD 3.0 bn",
        "Delivered": "2018–2019",
        "Quantity delivered": "8 fire units",
        "Status": "Delivered",
        "Contract": "S-400 contract (2014)",
        "Sanctions": "US sanctions on the Equipment Development Department (2018)",
    }
    maker = _ties(at).set_index("Entry").loc["Almaz-Antey"]
    (number,) = re.findall(r"\[(\d+)\]", maker["Sources"])
    assert _sources(at).set_index("No\\.").loc[number, "Source"] == "RIA Novosti 2012"


def test_an_exercise_shows_each_fact_once_and_what_sources_disagree_on_inside_it() -> None:
    rows = _halves(_page("vostok-2018"))
    assert rows["Fact"].is_unique
    values = dict(zip(rows["Fact"], rows["Value"], strict=True))
    assert values["Date"] == "11–17 September 2018"
    assert values["Personnel, China"] == "3,500 persons or 3,200 persons (sources disagree)"
    known = dict(zip(rows["Fact"], rows["How we know"], strict=True))
    assert known["Personnel, whole exercise"] == "stated [2] ¶3 (rounded or uncertain)"
    both = "3,500 persons: stated [1] ¶15, [2] ¶3 (rounded or uncertain) · 3,200 persons: "
    assert known["Personnel, China"].startswith(both)


def test_a_country_shows_how_many_of_each_kind_and_a_list_that_can_be_narrowed() -> None:
    at = _page("CHN")
    kinds = at.get("button_group")[0]
    labels = [option.content for option in kinds.proto.options]
    assert [label for label in labels if re.fullmatch(r"Exercises \d+", label)]
    everything = [text.value for text in at.caption if re.search("1 to 15 shown", text.value)]
    assert len(everything) == 1
    assert len(_ties(at)) == 15
    narrowed = _page("CHN", **{"kind-CHN": "exercises", "words-CHN": "vostok"})
    assert set(_ties(narrowed)["Kind"]) == {"Exercise"}
    assert all("vostok" in name.casefold() for name in _ties(narrowed)["Entry"])
    nothing = _page("CHN", **{"words-CHN": "no such name"})
    assert [note.value for note in nothing.info] == [
        "No entry of this kind has these words in its name."
    ]


def test_a_firm_shows_its_country_and_what_it_makes_supplies_and_did_not_supply() -> None:
    at = _page("henan-diesel")
    assert _facts(at, "Henan Diesel Engine Industry")["Country"] == "China"
    ties = _ties(at).set_index("Entry")
    assert ties.loc["Henan naval diesel engines", "Tie (“it”: this entry)"] == "Made by it"
    refused = ties[ties["Kind"].eq("Transfer not carried out")]
    assert refused["When"].tolist() == ["September 2018, cancelled"]
    assert ties["Kind"].eq("Transfer").sum() == 3


def test_a_place_shows_what_was_held_there_in_order_of_time() -> None:
    at = _page("sea-of-japan")
    assert "Place, tied in these sources to 24 exercises\\." in [text.value for text in at.markdown]
    ties = _ties(at)
    assert set(ties["Kind"]) == {"Exercise"}
    years = [re.findall(r"\d{4}", when)[-1] for when in ties["When"]]
    assert years == sorted(years)


def test_both_tables_of_facts_are_about_as_long() -> None:
    at = _page("treaty-2001")
    alts = [table.proto.alt for table in at.table if table.proto.alt.startswith("Facts on")]
    # Two of six facts stood on the left before, four on the right, which were twice as high.
    assert [alt.split(":")[1].split(",")[0] for alt in alts] == [" 3", " 3"]


def test_an_agreement_shows_its_parties_and_what_carries_it_out() -> None:
    at = _page("s-400-contract")
    facts = _facts(at, "S-400 contract (2014)")
    assert (facts["Parties"], facts["Status"]) == ("China; Russia", "Agreed")
    ties = _ties(at).set_index("Entry")["Tie (“it”: this entry)"]
    assert ties["S-400 air defence systems for China"] == "Carried out by it"


@pytest.mark.parametrize(
    "record",
    first_of_all(
        {"s-400", "vostok-2018"},
        ["s-400", "vostok-2018", "CHN", "henan-diesel", "sea-of-japan", "s-400-contract"],
    ),
)
def test_the_numbers_at_facts_and_ties_are_those_of_the_list_of_sources(record: str) -> None:
    at = _page(record)
    listed = _sources(at)["No\\."].tolist()
    assert listed == [str(number) for number in range(1, len(listed) + 1)]
    assert _cited(at) <= set(listed)
    mentioning = store.dataset().evidence
    own = mentioning[mentioning["id"].eq(record)]["source"].nunique()
    assert len(listed) - len(_cited(at)) <= own, "a source that only mentions it has no fact"


def test_a_record_that_is_only_mentioned_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tiny.write(tmp_path, {"exercises": [tiny.said("wave", "wire")]})
    monkeypatch.setenv("ATLAS_DATA", str(folder))
    at = _page("wave")
    assert [_read(text.value) for text in at.markdown] == [
        "Exercise. 1 source mentions it, and no chosen source says more of it."
    ]
    assert _sources(at)["Source"].tolist() == ["Agency 2019"]
    assert [table.proto.alt for table in at.table] == ["1 source of the rows on this page"]


def test_with_a_record_chosen_the_list_of_all_statements_is_not_on_the_page() -> None:
    assert not _page("s-400").get("text_input")
    alone = _page()
    assert alone.title[0].value == "Evidence"
    assert [box.label for box in alone.text_input] == ["Words in the statements"]


def test_all_statements_are_turned_over_page_by_page() -> None:
    at = _page()
    count = len(statements(selected(Filters()).dataset))
    first = [caption.value for caption in at.caption if "statements" in caption.value]
    assert first == [f"{count:,} statements, 1 to {evidence.PAGE_ROWS} shown"]
    assert len(at.table[0].value) == evidence.PAGE_ROWS
    assert not at.dataframe
    last = -(-count // evidence.PAGE_ROWS)
    at.session_state["page"] = last
    at.run()
    assert len(at.table[0].value) == count - (last - 1) * evidence.PAGE_ROWS


def _asked(**settings: str | list[str]) -> AppTest:
    at = AppTest.from_file(str(PAGE), default_timeout=60)
    for key, value in settings.items():
        at.query_params[key.replace("_", "-")] = value
    at.run()
    assert not at.exception
    return at


def _count(at: AppTest) -> str:
    (caption,) = [own.value for own in at.caption if re.match(r"[\d,]+ statement", own.value)]
    return caption


def test_the_address_names_the_page_of_the_list_and_what_narrows_it() -> None:
    size = evidence.PAGE_ROWS
    assert _count(_asked(page="3")).endswith(f", {2 * size + 1} to {3 * size} shown")
    narrowed = _asked(page="2", search="Vostok", evidence_table=["Exercises"])
    assert set(narrowed.table[0].value["Table"]) == {"Exercises"}
    assert f", {size + 1} to " in _count(narrowed)


@pytest.mark.parametrize("number", ["9999", "0", "bananas"])
def test_a_page_that_the_list_does_not_have_is_its_first(number: str) -> None:
    assert f", 1 to {evidence.PAGE_ROWS} shown" in _count(_asked(page=number))


def test_a_shorter_list_begins_at_its_first_page_and_an_empty_one_says_so() -> None:
    at = _page(**{"page": 3})
    at.text_input(key="search").set_value("Vostok 2018 3500").run()
    assert not at.exception
    assert "2 statements" in [caption.value for caption in at.caption]
    at.text_input(key="search").set_value("no such words").run()
    assert "0 statements" in [caption.value for caption in at.caption]
    assert not at.table


def test_the_credit_line_stands_beneath_statements_and_records_of_sipri() -> None:
    assert SIPRI not in [caption.value for caption in _page("vostok-2018").caption]
    for at in (_page("s-400"), _page(search="SIPRI 2025a")):
        assert [caption.value for caption in at.caption].count(SIPRI) == 1


def test_every_statement_on_a_record_is_folded_and_its_values_lead_on() -> None:
    folded = _page("vostok-2018")
    assert "Field" not in [name for table in folded.table for name in table.value]
    at = _page("vostok-2018", **{"table-statements-vostok-2018": True})
    (table,) = (own.value for own in at.table if "Field" in own.value)
    named = table.loc[table["Field"].eq("Participants"), "Value"].tolist()
    assert (
        "[China](/evidence?record=CHN); [Russia](/evidence?record=RUS); "
        "[Mongolia](/evidence?record=MNG)" in named
    )
    dates = table.loc[table["Field"].eq("Date"), "Value"]
    assert "11–17 September 2018" in dates.map(unmarked).tolist()
    assert not dates.str.contains("](", regex=False).any()


def test_an_entry_that_is_removed_while_its_page_is_open_is_said_to_be_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tiny.write(tmp_path / "data")
    monkeypatch.setenv("ATLAS_DATA", str(folder))
    at = _page("wave")
    left = [row for row in tiny.SHEETS["exercises"] if row["id"] != "wave"]
    records = [row for row in tiny.RECORDS if row["id"] != "wave"]
    tiny.write(folder, {"exercises": left}, records)
    for _ in range(2):
        at.run()
        assert not at.exception
        (warning,) = at.warning
        assert _read(warning.value) == (
            "The entry “wave” is no longer in the data; search, or choose one from the list."
        )
        assert at.title[0].value == "Evidence"
    assert _read(_page("wave").warning[0].value).startswith("There is no entry “wave”")


def test_a_system_has_its_chain_from_maker_to_user_and_a_firm_has_none() -> None:
    assert "From maker to user" in [header.value for header in _page("rd-33").header]
    assert "From maker to user" not in [header.value for header in _page("klimov").header]
