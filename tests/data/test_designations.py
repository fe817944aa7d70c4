"""Systems and bodies are found by the names that readers know them by: NATO's, Russian, Chinese and
Ukrainian ones. A name that several share leads to all of them, before anything else.
"""

import pytest

from atlas.dataset import store
from atlas.dataset.dataset import Dataset
from atlas.search.search import search


@pytest.fixture(scope="module")
def shipped() -> Dataset:
    return store.dataset()


def _first(dataset: Dataset, text: str, n: int) -> set[str]:
    return {hit.id for hit in search(dataset, text).hits[:n]}


@pytest.mark.parametrize(
    ("nato", "designations"),
    [
        ("Sovremenny", {"project-956e", "project-956em"}),
        ("Kilo", {"project-636", "project-877"}),
        ("Krivak", {"talwar"}),
        ("Gadfly", {"shtil-1", "9m38m1"}),
        ("Grizzly", {"shtil-1", "9m317"}),
        ("Grumble", {"s-300pmu", "5v55u"}),
        ("Gargoyle", {"s-300pmu1", "s-300pmu2", "s-300fm", "48n6", "48n6-rif-m"}),
        ("Growler", {"s-400", "48n6-s-400"}),
        ("Gauntlet", {"tor-m1", "9m338"}),
        ("Grison", {"tunguska", "9m311"}),
        ("Flanker-G", {"su-30mkk", "su-30mk2", "su-30mk2v"}),
        ("Helix", {"ka-28", "ka-31", "ka-32"}),
        ("Candid", {"il-76", "il-76m", "il-76md-il-78"}),
        ("Midas", {"il-78", "il-76md-il-78"}),
        ("Kazoo", {"kh-59me", "kh-59mk"}),
        ("Sunburn", {"moskit"}),
        ("Krypton", {"kh-31"}),
    ],
)
def test_a_nato_name_finds_every_designation_that_it_stands_for(
    shipped: Dataset, nato: str, designations: set[str]
) -> None:
    assert _first(shipped, nato, len(designations)) == designations


@pytest.mark.parametrize(
    ("written", "records"),
    [
        ("基洛", {"project-636", "project-877"}),
        ("现代级", {"project-956e", "project-956em"}),
        ("沙漠穿越者", {"desertcross"}),
        ("Калибр", {"3m-14e", "3m-54e"}),
        ("АІ-25ТЛК", {"ai-25tlk"}),
        ("Варшавянка", {"project-636"}),
        ("Росгвардия", {"national-guard-russia"}),
        ("中国海警", {"china-coast-guard"}),
        ("武警", {"peoples-armed-police"}),
        ("Пограничная служба ФСБ", {"fsb-border"}),
        ("高芯科技", {"wuhan-global-sensor"}),
    ],
)
def test_a_name_in_its_own_language_finds_its_record_first(
    shipped: Dataset, written: str, records: set[str]
) -> None:
    assert _first(shipped, written, len(records)) == records


@pytest.mark.parametrize(
    ("designation", "record"), [("48N6", "48n6"), ("PMK-2", "pmk-2"), ("CNLY", "cnly")]
)
def test_a_label_that_explains_a_designation_is_still_found_by_the_designation(
    shipped: Dataset, designation: str, record: str
) -> None:
    assert search(shipped, designation).hits[0].id == record
