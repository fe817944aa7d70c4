"""Exercises are found by what Russians, Chinese and others call them."""

import pytest

from atlas.dataset import store
from atlas.dataset.dataset import Dataset
from atlas.search.search import search

SERIES = ["joint-sea", "peace-mission", "northern-interaction", "maritime-security-belt"]
# Looked for and not found, or words of an article that name no exercise (data/gaps.csv).
WITHOUT = {
    "china-taiwan-exercises",
    "interaction-2024-sco",
    "internal-security-drills",
    "joint-naval-1999",
    "manzhouli-police-2014",
    "yaroslavl-antiterror-2017",
}
STRATEGIC = ["vostok-2018", "vostok-2022", "tsentr-2019", "kavkaz-2020", "zapad-interaction-2021"]


@pytest.fixture(scope="module")
def shipped() -> Dataset:
    return store.dataset()


@pytest.mark.parametrize(
    ("spelling", "exercise"),
    [
        ("海上联合-2024", "joint-sea-2024"),
        ("Морское взаимодействие-2024", "joint-sea-2024"),
        ("Maritime Cooperation 2024", "joint-sea-2024"),
        ("Мирная миссия-2021", "peace-mission-2021"),
        ("和平使命", "peace-mission"),
        ("北部·联合-2024", "northern-interaction-2024"),
        ("Северное/Взаимодействие", "northern-interaction"),
        ("Запад/Взаимодействие-2021", "zapad-interaction-2021"),
        ("西部·联合-2021", "zapad-interaction-2021"),
        ("海上安全纽带", "maritime-security-belt"),
        ("Security Bond 2023", "security-bond-2023"),
        ("Восток-2018", "vostok-2018"),
        ("东方-2022", "vostok-2022"),
        ("Кавказ-2020", "kavkaz-2020"),
        ("Центр-2019", "tsentr-2019"),
        ("Океан-2024", "ocean-2024"),
        ("АрМИ-2021", "army-games-2021"),
        ("Моси", "mosi"),
        ("中俄海警联合巡航", "coast-guard-patrol-2024"),
        ("地中海联合战术演习", "mediterranean-drill-2014"),
    ],
)
def test_a_spelling_finds_its_exercise_first(
    shipped: Dataset, spelling: str, exercise: str
) -> None:
    assert search(shipped, spelling).hits[0].id == exercise


def test_every_exercise_has_a_native_name_but_those_that_are_named(shipped: Dataset) -> None:
    exercises = shipped.records[shipped.records["table"].eq("exercises")]
    assert set(exercises.index) >= {*SERIES, *STRATEGIC}
    assert set(exercises.index[exercises["name_native"].isna()]) == WITHOUT
