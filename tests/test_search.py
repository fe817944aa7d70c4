"""Search: one box over names in any script, aliases and notes, and what is nearest where nothing is
found.
"""

import time
from pathlib import Path

import pytest

import tiny
from atlas.datapackage import tables
from atlas.dataset import store
from atlas.dataset.build import build
from atlas.dataset.dataset import Dataset
from atlas.search.search import Hit, search
from atlas.search.spelling import folded


@pytest.fixture(scope="module")
def shipped() -> Dataset:
    return store.dataset()


def _ids(dataset: Dataset, text: str) -> list[str]:
    return [hit.id for hit in search(dataset, text).hits]


@pytest.mark.parametrize(
    ("written", "same"),
    [
        ("Su-35", "su 35"),
        ("SU35", "su 35"),
        ("Su‑35", "su 35"),
        ("Ｓｕ－３５", "su 35"),
        ("Су-35", "su 35"),
        ("苏-35", "苏 35"),
        ("海上联合", "海 上 联 合"),
        ("«Сухой»", "suhoi"),
        ("Sukhoj", "suhoi"),
        ("Чернышёв", "chernishev"),
        ("Triumph", "triumf"),
        ("Варшавянка", folded("Varshavyanka")),
        ("Жуковский", folded("Zhukovsky")),
        ("Aviadvigatel'", "aviadvigatel"),
        ("Équipe", "equipe"),
        (".*+?[(", ""),
    ],
)
def test_spellings_of_one_name_are_folded_into_one(written: str, same: str) -> None:
    assert folded(written) == same


@pytest.mark.parametrize(
    ("one", "other"),
    [("J-20", "Y-20"), ("World War I", "World War II"), ("Su-35", "Su-350"), ("МиГ-29", "МиГ-31")],
)
def test_what_has_another_name_stays_apart(one: str, other: str) -> None:
    assert folded(one) != folded(other)


def test_an_exact_name_comes_first_then_an_alias_then_names_with_the_word_then_notes(
    everything: Dataset,
) -> None:
    assert search(everything, "jet 7").hits[0] == Hit("jet", "Jet 7", "systems", "Jet 7", "name")
    assert search(everything, "FISHHOOK").hits == (
        Hit("jet", "Jet 7", "systems", "Fishhook", "alias"),
    )
    found = search(everything, "jet")
    assert [(hit.id, hit.how) for hit in found.hits] == [
        ("jet", "name"),
        ("maker", "name"),
        ("jet-sale", "name"),
        ("maker-jet", "name"),
        ("engine-jet", "name"),
    ], "short labels first, links and findings after the things themselves"
    assert search(everything, "steppe").hits[0].id == "steppe", (
        "a label is also called what stands before its bracket"
    )


def test_a_note_is_found_with_the_words_around(tmp_path: Path) -> None:
    note = (
        "The two sides met near a river that few maps show, and crossed it in borrowed boats "
        "before dawn on the third day of it all."
    )
    rows = [
        tiny.said("drill", note=note),
        *(row for row in tiny.SHEETS["exercises"] if row["id"] != "drill"),
    ]
    noted = build(
        tables.load(tiny.write(tmp_path, {**tiny.SHEETS, "exercises": rows})), ["article"]
    )
    (hit,) = search(noted, "river boat").hits
    assert (hit.id, hit.how) == ("drill", "note")
    assert (
        hit.matched
        == "The two sides met near a river that few maps show, and crossed it in borrowed …"
    )
    assert search(noted, "drill").hits[0].how == "name"
    assert (
        search(noted, "borrowed").hits[0].matched
        == "… maps show, and crossed it in borrowed boats before dawn on the third day of it …"
    )


def test_names_spelled_nearly_so_come_last(everything: Dataset) -> None:
    assert [(hit.id, hit.how) for hit in search(everything, "Stepe").hits] == [
        ("steppe", "similar"),
        ("steppe-1", "similar"),
        ("steppe-2", "similar"),
    ]


def test_a_word_that_is_nearly_one_of_a_name_leads_to_it_before_a_short_name() -> None:
    found = [hit.id for hit in search(store.dataset(), "Vostk").hits]
    # “OSK” has three of the five letters, and no other.
    assert found[:2] == ["vostok-2018", "vostok-2022"]


def test_nothing_found_offers_the_nearest(everything: Dataset) -> None:
    nothing = search(everything, "qqqxyzzy")
    assert (nothing.hits, nothing.total) == ((), 0)
    assert len(nothing.nearest) == 3


def test_a_search_knows_only_what_the_chosen_sources_speak_of(
    everything: Dataset, article: Dataset
) -> None:
    assert "IND" in _ids(everything, "India")
    assert "XXX" not in everything.records.index
    assert _ids(article, "no such thing") == []
    assert set(_ids(store.dataset("articles"), "Chernyshev")) < set(
        _ids(store.dataset(), "Chernyshev")
    )


def test_only_so_many_hits_are_given_but_all_are_counted(everything: Dataset) -> None:
    found = search(everything, "jet", limit=2)
    assert (len(found.hits), found.total) == (2, 5)


@pytest.mark.parametrize(
    "text", ["Su-35", "su 35", "SU35", "Су-35", "苏-35", "Flanker-E", "FlankerE"]
)
def test_the_su_35_is_found_by_any_of_its_names(shipped: Dataset, text: str) -> None:
    assert _ids(shipped, text)[0] == "su-35s"


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Maritime Security Belt", "maritime-security-belt"),
        ("Triumph", "s-400"),
        ("Триумф", "s-400"),
        ("Chernishev", "chernyshev"),
        ("Чернышёв", "chernyshev"),
        ("Sukhoj", "sukhoi"),
        ("Сухой", "sukhoi"),
        ("Varshavjanka", "project-636"),
        ("China", "CHN"),
        ("海上联合", "joint-sea"),
    ],
)
def test_known_names_and_misspellings_find_their_record(
    shipped: Dataset, text: str, first: str
) -> None:
    assert _ids(shipped, text)[0] == first


def test_vostok_finds_the_exercise_of_2018_among_the_first(shipped: Dataset) -> None:
    assert "vostok-2018" in _ids(shipped, "Vostok")[:3]
    assert "vostok-2018" in _ids(shipped, "Восток")[:3]


def test_every_label_and_alias_of_the_shipped_data_finds_its_record(shipped: Dataset) -> None:
    # A country may stand for the home of a source alone, or for all others: no row speaks of it.
    named = shipped.records[shipped.records["table"].ne("countries")]
    records = named.sample(60, random_state=1)
    for identifier, label, aliases in (
        records[["label", "aliases"]].fillna("").itertuples(name=None)
    ):
        for name in filter(None, [label, *aliases.split(";")]):
            assert identifier in _ids(shipped, name), name


@pytest.mark.parametrize(
    "text",
    [
        "x" * 10_000,
        "a " * 5_000,
        ".*+?[(" * 2_000,
        "<script>alert(1)</script>" * 400,
        "苏" * 10_000,
        "ﷺ" * 10_000,
    ],
)
def test_huge_and_hostile_texts_are_cut_and_answered_fast(shipped: Dataset, text: str) -> None:
    search(shipped, "warm up")
    start = time.process_time()
    found = search(shipped, text)
    assert time.process_time() - start < 0.5
    assert found.cut
    assert len(found.text) == 100


@pytest.mark.parametrize("text", ["", " ", "***", "\x00", "- -"])
def test_a_text_without_letters_finds_nothing_and_offers_nothing(
    everything: Dataset, text: str
) -> None:
    found = search(everything, text)
    assert (found.hits, found.nearest, found.cut) == ((), (), False)
