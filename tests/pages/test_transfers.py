"""The page of transfers as its script runs: what goes with the two-way street, and only with it."""

from streamlit.testing.v1 import AppTest

from atlas.paths import ROOT

PAGE = str(ROOT / "pages" / "transfers.py")


def _page(chart: str) -> AppTest:
    at = AppTest.from_file(PAGE, default_timeout=30)
    at.session_state["when"] = chart
    return at.run()


def test_chains_of_barter_stand_beneath_the_street_and_lead_to_their_entries() -> None:
    at = _page("two-way-street")
    assert not at.exception
    assert "What was given for what" in [header.value for header in at.header]
    (chain,) = [text.value for text in at.markdown if "⇄" in text.value]
    assert "record=rus-chn-rd-180" in chain
    assert chain.count("under discussion") == 2


def test_other_charts_have_none_beneath_them() -> None:
    at = _page("transfer-matrix")
    assert not at.exception
    assert "What was given for what" not in [header.value for header in at.header]
