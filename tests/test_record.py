"""A record's facts, ties, first sentence and sources, counted by hand in the tiny package."""

from pathlib import Path

import pandas as pd
import pytest

import tiny
from atlas.datapackage import tables
from atlas.dataset.build import build
from atlas.dataset.dataset import Dataset
from atlas.dataset.store import dataset
from atlas.records import card_words, fact_card, relations
from atlas.records.dossier_sources import numbered
from atlas.records.fact_card import CardFact, Row, card, deal, deals
from atlas.records.lead import lead
from atlas.records.listing import singles
from atlas.records.ties import related
from atlas.values.words import listed

SOURCES = ["article", "wire", "copy"]


def _card(dataset: Dataset, identifier: str) -> dict[str, CardFact]:
    return {fact.field.name: fact for fact in card(dataset, identifier)}


def _values(dataset: Dataset, fact: CardFact) -> list[str]:
    return [card_words.value_words(dataset, fact, value.value) for value in fact.values]


def _built(folder: Path, **sheets: list[tiny.Row]) -> Dataset:
    return build(tables.load(tiny.write(folder, sheets=sheets)), SOURCES)


def test_where_sources_disagree_a_fact_has_each_value_with_its_rows_the_shown_one_first(
    everything: Dataset,
) -> None:
    fact = _card(everything, "steppe-2")["personnel_china"]
    assert fact.is_disputed
    assert _values(everything, fact) == ["3,500 persons", "3,200 persons"]
    assert [value.rows for value in fact.values] == [
        (Row("article", "¶2", "stated"),),
        (Row("wire", "¶1", "stated"),),
    ]


def test_a_date_that_says_less_is_no_second_value(everything: Dataset) -> None:
    fact = _card(everything, "steppe-2")["date"]
    assert not fact.is_disputed
    assert _values(everything, fact) == ["11–17 September 2018"]
    assert fact.values[0].rows == (Row("wire", "¶1", "stated"),)


def test_items_of_a_list_stand_together_where_the_same_sources_have_them(
    everything: Dataset,
) -> None:
    facts = _card(everything, "steppe-2")
    assert _values(everything, facts["participants"]) == ["China; Russia"]
    assert _values(everything, facts["domains"]) == ["Land", "Air"]
    assert [value.rows[0].source for value in facts["domains"].values] == ["article", "wire"]


def test_who_only_watched_stands_apart_from_who_took_part(tmp_path: Path) -> None:
    watched = tiny.said("wave", date="2012-04", participants="RUS", observers="CHN;IND")
    data = _built(tmp_path, exercises=[watched])
    assert _values(data, _card(data, "wave")["observers"]) == ["China; India"]
    assert lead(data, "wave").startswith(
        "Exercise of Russia, watched by China and India, April 2012"
    )


def test_a_record_that_is_only_mentioned_has_no_fact_and_says_so(tmp_path: Path) -> None:
    mentions = [tiny.said("wave"), tiny.said("wave", "wire")]
    data = _built(tmp_path, exercises=mentions)
    assert card(data, "wave") == []
    assert lead(data, "wave") == (
        "Exercise. 2 sources mention it, and no chosen source says more of it."
    )
    alone = _built(tmp_path / "alone", exercises=mentions[:1])
    assert lead(alone, "wave") == (
        "Exercise. 1 source mentions it, and no chosen source says more of it."
    )
    rows = relations.relations(data, "wave")
    assert [own.source for own in numbered(data, "wave", [], rows)] == ["article", "wire"]


def test_a_record_without_a_row_has_no_fact_and_says_so(article: Dataset) -> None:
    assert card(article, "range") == []
    assert lead(article, "range") == "Place. No chosen source has a row on it."


def test_the_facts_of_a_transfer_come_in_the_units_of_its_row(everything: Dataset) -> None:
    facts = deal(everything, "jet-sale", related(everything, "jet-sale"))
    words = {fact.field.title: _values(everything, fact) for fact in facts}
    assert words == {
        "Ordered": ["2015"],
        "Quantity ordered": ["24 pieces"],
        "Value": ["USD 2.0 bn"],
        "Delivered": ["2016–2018"],
        "Quantity delivered": ["24 pieces"],
        "Status": ["Delivered"],
    }


def test_the_unit_of_a_transfer_is_that_of_its_quantities_alone(everything: Dataset) -> None:
    counted = {fact.field.name for fact in card(everything, "jet-sale") if fact.unit}
    assert counted == {"quantity_ordered", "quantity_delivered"}


def test_contract_and_sanctions_of_a_transfer_are_facts_with_the_rows_that_tie_them(
    tmp_path: Path,
) -> None:
    records = [
        *tiny.RECORDS,
        {"id": "ban", "table": "context", "label": "A ban"},
        {"id": "under", "table": "links", "label": "Jets under the pact"},
        {"id": "answer", "table": "links", "label": "The ban answers the jets"},
    ]
    context = [*tiny.SHEETS["context"], tiny.said("ban", date="2018", kind="sanction")]
    links = [
        tiny.said("under", "wire", "¶7", subject="jet-sale", relation="carries out", object="pact"),
        tiny.said(
            "answer",
            "copy",
            "¶8",
            "reported",
            said_by="A minister",
            subject="ban",
            relation="response to",
            object="jet-sale",
        ),
    ]
    folder = tiny.write(tmp_path, {"context": context, "links": links}, records)
    data = build(tables.load(folder), SOURCES)
    facts = {fact.field.name: fact for fact in deals(data, "jet")["jet-sale"]}
    assert _values(data, facts["contract"]) == ["Pact of 2001"]
    assert facts["contract"].values[0].rows == (Row("wire", "¶7", "stated"),)
    assert _values(data, facts["sanctions"]) == ["A ban"]
    assert facts["sanctions"].values[0].rows == (Row("copy", "¶8", "reported"),)


def test_transfers_between_the_two_come_first_and_many_are_cut(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    transfers = [
        tiny.said("ship-sale", system="jet", supplier="RUS", recipient="IND", ordered="2001"),
        tiny.said("jet-sale", system="jet", supplier="RUS", recipient="CHN", ordered="2015"),
        tiny.said("offer", system="jet", supplier="CHN", recipient="RUS", ordered="2010"),
    ]
    data = _built(tmp_path, transfers=transfers)
    assert list(deals(data, "jet")) == ["offer", "jet-sale", "ship-sale"]
    monkeypatch.setattr(fact_card, "MOST_DEALS", 1)
    assert list(deals(data, "jet")) == ["offer"]
    assert deals(data, "engine") == {}


def test_who_says_a_value_comes_by_basis_with_paragraphs_speaker_and_doubt(
    tmp_path: Path,
) -> None:
    exercises = [
        tiny.said("wave", date="2012", personnel_china="50"),
        tiny.said("wave", locator="¶4", date="2012", personnel_china="50"),
        tiny.said("wave", "wire", "¶7", "reported", said_by="A general", personnel_china="50"),
        tiny.said("wave", "copy", "¶9", personnel_china="50", uncertain="personnel_china"),
    ]
    data = _built(tmp_path, exercises=exercises)
    fact = _card(data, "wave")["personnel_china"]
    numbers = {"article": 1, "wire": 2, "copy": 3}
    by_basis = card_words.cited(data, fact, fact.values[0].rows, numbers)
    assert {basis: [own[0::2] for own in cited] for basis, cited in by_basis.items()} == {
        "stated": [(1, "¶1, ¶4"), (3, "¶9")],
        "reported": [(2, "¶7")],
    }
    assert by_basis["reported"][0].remark == "A general"
    assert by_basis["stated"][1].remark == "rounded or uncertain"


def test_what_the_coder_classifies_is_called_so(everything: Dataset) -> None:
    fact = _card(everything, "steppe-1")["kind"]
    by_basis = card_words.cited(everything, fact, fact.values[0].rows, {"article": 1})
    assert list(by_basis) == ["classified from"]


def test_what_a_transfer_has_from_its_system_is_said_to_be_of_the_system(
    everything: Dataset,
) -> None:
    facts = _card(everything, "jet-sale")
    bases = {
        name: set(card_words.cited(everything, facts[name], value.rows, {"article": 1, "wire": 2}))
        for name in ("category", "kind", "status")
        for value in facts[name].values
    }
    assert bases == {
        "category": {"its system is classified from"},
        "kind": {"classified from"},
        "status": {"stated"},
    }


def test_relations_are_grouped_each_record_once_a_way_with_all_its_rows(
    everything: Dataset,
) -> None:
    rows = relations.relations(everything, "jet")
    assert rows[["id", "how", "via", "group"]].to_numpy().tolist() == [
        ["jet-sale", "Transfer of it", "", "transfers"],
        ["maker", "Makes it", "maker-jet", "organisations"],
        ["engine", "Powers it", "engine-jet", "systems"],
    ]
    sale, maker, engine = rows["places"]
    assert (sale, maker, engine) == (
        (("article", "¶5"),),
        (("article", "¶5"),),
        (("article", "¶6"),),
    )


def test_a_series_is_counted_apart_from_the_exercises_that_it_has() -> None:
    """As on the page of exercises, where a series is none beside its parts."""
    data = dataset()
    tied = relations.relations(data, "CHN")
    ids = {group: set(own) for group, own in tied.groupby("group")["id"]}
    exercises = data["exercises"]
    assert ids["exercises"] <= set(singles(exercises).index)
    assert ids["series"] <= set(exercises.index[exercises["is_group"]])


def test_what_a_record_says_in_its_own_rows_is_no_relation_but_a_fact(everything: Dataset) -> None:
    rows = relations.relations(everything, "steppe-2")
    assert rows[["id", "how"]].to_numpy().tolist() == [["steppe", "What it is part of"]]
    assert rows["places"].tolist() == [()], "the register has no source"


def test_what_did_not_come_about_is_a_group_of_its_own(everything: Dataset) -> None:
    rows = relations.relations(everything, "RUS")
    counts = relations.counts(rows)
    assert counts == {
        "agreements": 1,
        "transfers": 4,
        "not carried out": 1,
        "organisations": 1,
        "exercises": 3,
        "places": 1,
    }
    assert rows.loc[rows["group"].eq("not carried out"), "id"].tolist() == ["offer"]
    assert relations.times(everything, ["offer", "engine-supply", "moscow"]) == [
        "projected",
        "2014",
        "",
    ]


@pytest.mark.parametrize(
    ("number", "words"), [(1, "1 country"), (2, "2 countries"), (1200, "1,200 countries")]
)
def test_a_group_is_counted_in_words(number: int, words: str) -> None:
    assert relations.counted("countries", number) == words


@pytest.mark.parametrize(
    ("items", "words"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_items_are_joined_as_people_do(items: list[str], words: str) -> None:
    assert listed(items) == words


@pytest.mark.parametrize(
    ("identifier", "sentence"),
    [
        ("steppe-1", "Field exercise of China and Russia, 2005. Recorded by 1 source."),
        (
            "steppe-2",
            "Field exercise of China and Russia, 11–17 September 2018. "
            "Recorded by 2 independent sources.",
        ),
        ("steppe", "Series of exercises, 2005–2018. Recorded by 1 source."),
        (
            "jet-sale",
            "Sale of Jet 7 from Russia to China, 2015, USD 2.0 bn, delivered. "
            "Recorded by 2 independent sources.",
        ),
        (
            "offer",
            "Only expected: Sale from China to Russia, prospective. Recorded by 1 source.",
        ),
        (
            "jet",
            "Aircraft (air), tied to 1 transfer, 1 organisation and 1 system. "
            "Recorded by 1 source.",
        ),
        (
            "maker",
            "Manufacturer (Russia; air), tied to 1 transfer and 1 system. Recorded by 1 source.",
        ),
        ("pact", "Treaty of China and Russia, 2001, under way. Recorded by 1 source."),
        ("war", "War, 2014. Recorded by 1 source."),
        ("engine-jet", "Only inferred: Engine 9 powers Jet 7, 2014. Recorded by 1 source."),
        ("closer", "Finding for a deeper alignment: More drills. Recorded by 1 source."),
        ("IND", "Country, tied in these sources to 1 transfer."),
        ("harbour", "Place in China, tied in these sources to 1 exercise and 1 country."),
        (
            "RUS",
            "Country, tied in these sources to 4 transfers, 3 exercises, 1 contract or agreement "
            "and 3 other entries.",
        ),
    ],
)
def test_the_first_sentence_says_what_a_record_is_and_on_whom_it_rests(
    everything: Dataset, identifier: str, sentence: str
) -> None:
    assert lead(everything, identifier) == sentence


def test_the_first_sentence_says_what_is_planned_rounded_or_disputed(tmp_path: Path) -> None:
    sides = {"supplier": "RUS", "recipient": "CHN"}
    data = _built(
        tmp_path,
        exercises=[
            tiny.said("wave", domains="naval"),
            tiny.said("wave", "wire", basis="projected", date="2012-05-01"),
            tiny.said("drill", date="2012"),
            tiny.said("drill", "wire", date="2013"),
        ],
        transfers=[
            tiny.said("jet-sale", value_usd_m="2000", uncertain="value_usd_m", **sides),
            tiny.said("engine-supply", value_usd_m="40", **sides),
            tiny.said("engine-supply", "wire", value_usd_m="50", **sides),
        ],
        context=[tiny.said("war", kind="war", date="2014", status="announced")],
    )
    assert lead(data, "wave").startswith("Exercise, 1 May 2012 (planned). ")
    assert lead(data, "drill").startswith("Exercise, 2012 (disputed). ")
    assert "to China, about USD 2.0 bn. " in lead(data, "jet-sale")
    assert "to China, USD 40 m (disputed). " in lead(data, "engine-supply")
    assert lead(data, "war").startswith("War, 2014, announced. ")


def test_sources_that_pass_on_one_text_are_of_one_origin(tmp_path: Path) -> None:
    rows = [tiny.said("wave", "wire", date="2012"), tiny.said("wave", "copy", date="2012")]
    data = _built(tmp_path, exercises=rows)
    assert (
        lead(data, "wave")
        == "Exercise, 2012. Recorded by 2 sources, which count as one independent source."
    )


def test_the_sources_are_those_of_the_rows_of_the_page_and_no_other(tmp_path: Path) -> None:
    links = [tiny.said("maker-jet", "copy", "¶3", subject="maker", relation="makes", object="jet")]
    data = _built(tmp_path, links=links)
    tied = relations.relations(data, "jet")
    shown = [fact for own in deals(data, "jet").values() for fact in own]
    sources = numbered(data, "jet", [*shown, *card(data, "jet")], tied)
    assert [(own.number, own.source, own.locators) for own in sources] == [
        (1, "article", ("¶5",)),
        (2, "wire", ("¶2",)),
        (3, "copy", ("¶3",)),
    ]
    without_ties = numbered(data, "jet", card(data, "jet"), tied.iloc[:0])
    assert [own.source for own in without_ties] == ["article"]


def test_paragraphs_of_a_source_stand_in_the_order_of_its_text(everything: Dataset) -> None:
    texts = ("¶21–22", "¶9", "annex, ¶10", "¶10", "annex, ¶2", "¶9–10")
    places = [("article", text) for text in texts]
    (own,) = numbered(everything, "range", [], pd.DataFrame({"places": [places]}))
    assert own.locators == ("annex, ¶2", "annex, ¶10", "¶9", "¶9–10", "¶10", "¶21–22")


def test_the_number_of_a_facts_source_does_not_depend_on_the_ties_that_are_listed(
    tmp_path: Path,
) -> None:
    """The tie stands in the source of the first rank, the entry's own row in the second."""
    data = _built(tmp_path, exercises=[tiny.said("wave", "wire", "¶2")])
    tied = pd.DataFrame({"places": [[("article", "¶3")]]})
    alone = numbered(data, "wave", [])
    listed = numbered(data, "wave", [], tied)
    assert [(own.number, own.source) for own in alone] == [(1, "wire")]
    assert [(own.number, own.source) for own in listed] == [(1, "wire"), (2, "article")]


def test_a_page_of_nothing_has_no_sources(everything: Dataset) -> None:
    nothing = pd.DataFrame({"places": []})
    assert numbered(everything, "range", [], nothing) == []
