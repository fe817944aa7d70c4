"""Filters that stand folded: they are in the page while they are open, set or asked for."""

from streamlit.testing.v1 import AppTest

from atlas.paths import ROOT

DASHBOARD = str(ROOT / "src" / "atlas" / "ui" / "dashboard.py")
EXERCISES = str(ROOT / "pages" / "exercises.py")


def _exercises(**query: str) -> AppTest:
    at = AppTest.from_file(DASHBOARD, default_timeout=30)
    at.run().switch_page(EXERCISES)
    at.query_params.update(query)
    return at.run()


def _in_the_page(at: AppTest) -> set[str]:
    groups = at.sidebar.get("button_group")
    lists = at.sidebar.get("multiselect")
    return {widget.key for widget in [*groups, *lists]} - {"domain"}


def test_one_that_is_not_set_is_not_there() -> None:
    at = _exercises()
    assert not at.exception
    assert _in_the_page(at) == set()


def test_one_that_the_address_asks_for_is_there_and_said_beneath_the_fold() -> None:
    at = _exercises(participants="Only both")
    assert _in_the_page(at) == {"participants"}
    assert "One of them is set." in {caption.value for caption in at.sidebar.caption}


def test_one_of_another_page_is_kept_in_the_address() -> None:
    at = _exercises(supplier="Russia")
    assert _in_the_page(at) == {"supplier"}
    assert at.query_params["supplier"] == "Russia"
    assert not at.sidebar.caption


def test_one_that_is_put_back_leaves_the_address_then_the_page_and_can_be_asked_for_again() -> None:
    at = _exercises(participants="Only both")
    at.button(key="chip-participants").click().run()
    assert "participants" not in at.query_params
    assert _in_the_page(at.run()) == set()
    at.query_params["participants"] = "Only one"
    at.run()
    assert at.session_state["participants"] == "one"
