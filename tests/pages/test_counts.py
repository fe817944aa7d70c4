"""The page of counts as its script runs: what is chosen and what is said of it."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from atlas.paths import ROOT

PAGE = str(ROOT / "pages" / "counts.py")
DASHBOARD = str(ROOT / "src" / "atlas" / "ui" / "dashboard.py")
NO_SYSTEM = "wonder-weapon"


def _followed() -> None:
    """A script that follows the link of the page of counts."""
    from atlas.ui.ready import follow

    follow("counts")


def _heading(at: AppTest) -> str:
    return str(at.header[0].value).replace("\\", "")


def test_a_rule_is_named_by_the_filters_and_sets_them() -> None:
    at = AppTest.from_file(PAGE, default_timeout=30).run()
    rules = at.selectbox(key="rule")
    assert rules.value == "every"
    rules.set_value("alone").run()
    assert not at.exception
    assert at.session_state["participants"] == "alone"
    assert "exercises of China and Russia alone in" in _heading(at)
    assert at.selectbox(key="rule").value == "alone"


def test_filters_that_no_rule_has_are_a_rule_of_the_readers_own() -> None:
    at = AppTest.from_file(PAGE, default_timeout=30)
    at.session_state["scope"] = ["air-patrols"]
    at.run()
    assert at.selectbox(key="rule").value == ""
    assert _heading(at).endswith("air patrols not counted")


def test_a_published_number_stands_beside_ours() -> None:
    at = AppTest.from_file(PAGE, default_timeout=30)
    at.query_params["count"] = "euiss-2025"
    at.run()
    assert not at.exception
    assert _heading(at).endswith("; EUISS: 66")
    assert [header.value for header in at.header][1:] == ["Beside EUISS", "Published numbers"]


def test_a_link_to_a_number_alone_brings_its_rule_and_one_with_a_rule_keeps_it() -> None:
    at = AppTest.from_function(_followed, default_timeout=30)
    at.query_params["count"] = "csis-bomber-flights-2024"
    at.run()
    kept = ("years", "series", "phases")
    assert [at.session_state[key] for key in kept] == [[2019, 2024], "joint-air-patrol", "each"]
    own = AppTest.from_function(_followed, default_timeout=30)
    own.query_params.update({"count": "csis-bomber-flights-2024", "participants": "alone"})
    own.run()
    assert "series" not in own.session_state
    assert "years" not in own.session_state


def test_a_link_to_a_rule_sets_it_beneath_its_other_filters_and_stands_in_the_address() -> None:
    at = AppTest.from_file(DASHBOARD, default_timeout=30)
    at.query_params.update(
        {"rule": "no-patrols", "years": ["2010", "2019"], "scope": "coast-guard"}
    )
    at.run()
    assert at.session_state["scope"] == ["naval-patrols", "air-patrols"]
    assert at.session_state["years"] == (2010, 2019)
    assert at.query_params["scope"] == ["Naval patrols", "Air patrols"]
    assert "rule" not in at.query_params
    assert not at.warning


def test_a_link_to_a_rule_that_there_is_not_keeps_its_filters_and_names_the_rules() -> None:
    at = AppTest.from_file(DASHBOARD, default_timeout=30)
    at.query_params.update({"rule": "bananas", "domain": "naval"})
    at.run()
    (warning,) = at.warning
    said = warning.value.replace("\\", "")
    assert said.startswith("Ignored, so its default holds: rule=bananas. It takes: every, alone,")
    assert at.session_state["domain"] == ["naval"]


def test_a_link_with_values_that_there_are_not_names_the_first_of_those_there_are() -> None:
    at = AppTest.from_file(PAGE, default_timeout=30)
    at.query_params.update({"count": "nobody-2030", "phases": "now and then"})
    at.run()
    (warning,) = at.warning
    said = warning.value.replace("\\", "")
    assert said.startswith("Ignored, so its default holds: count=nobody-2030, phases=now and then.")
    assert "count takes: chinapower-2024, chinapower-2025," in said
    assert said.endswith("phases takes: each, once.")


def test_what_only_another_page_takes_is_named() -> None:
    at = AppTest.from_file(DASHBOARD, default_timeout=30)
    at.query_params.update({"edition": "2024", "limit": "5", "rule": "phases-once", "utm": "x"})
    at.run()
    (warning,) = at.warning
    assert warning.value.replace("\\", "") == (
        "Ignored, as this page has no such setting: edition=2024, limit=5, phases=once."
    )


@pytest.mark.parametrize(
    ("page", "setting", "said"),
    [
        ("network", "focus", f"Ignored, so its default holds: focus={NO_SYSTEM}. focus takes: "),
        ("network", "path_to", f"Ignored, so its default holds: path_to={NO_SYSTEM}. path_to "),
        ("evidence", "record", f"There is no entry “{NO_SYSTEM}” in these data; search, or "),
        ("", "focus", f"Ignored, as this page has no such setting: focus={NO_SYSTEM}."),
        ("", "record", f"Ignored, as this page has no such setting: record={NO_SYSTEM}."),
    ],
)
def test_a_system_that_there_is_not_is_told_wherever_a_link_can_give_one(
    page: str, setting: str, said: str
) -> None:
    script = str(ROOT / "pages" / f"{page}.py") if page else DASHBOARD
    at = AppTest.from_file(script, default_timeout=30)
    at.query_params[setting] = NO_SYSTEM
    at.run()
    (warning,) = at.warning
    assert warning.value.replace("\\", "").startswith(said)


def test_a_number_that_there_is_not_is_named_and_nothing_is_compared() -> None:
    at = AppTest.from_file(PAGE, default_timeout=30)
    at.query_params["count"] = "bananas"
    at.run()
    assert "count=bananas" in at.warning[0].value.replace("\\", "")
    assert [header.value for header in at.header][1:] == ["Published numbers"]


@pytest.mark.parametrize("name", ["rule-bananas", "count-bananas"])
def test_a_link_to_a_rule_that_there_is_not_says_so_once(name: str) -> None:
    at = AppTest.from_file(DASHBOARD, default_timeout=30)
    at.query_params["open"] = name
    at.run()
    (warning,) = at.warning
    assert f"open={name}" in warning.value.replace("\\", "")
    assert not at.run().warning


def test_sources_that_have_published_no_number_have_no_table_of_them(
    tiny_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ATLAS_DATA", str(tiny_folder))
    at = AppTest.from_file(PAGE, default_timeout=30)
    at.session_state["evidence"], at.session_state["kind"] = "own", ["interview"]
    at.run()
    assert not at.exception
    assert "Published numbers" not in [header.value for header in at.header]


def test_the_usual_rule_of_our_numbers_is_named_once_and_others_in_their_rows() -> None:
    at = AppTest.from_file(PAGE, default_timeout=30).run()
    (explained,) = [text.value for text in at.markdown if text.value.startswith("Ours beside each")]
    assert "“Both countries, whoever else”, where the row names no other" in explained
    (published,) = [own.value for own in at.table if "Counted here by" in own.value]
    assert len(published) > 10
    assert {*published["Counted here by"]} == {"", "Phases counted once"}
