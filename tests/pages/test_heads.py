"""What stands above a chart: its options in one row, notices beneath it, one number in the head."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from streamlit.proto.Block_pb2 import Block
from streamlit.testing.v1 import AppTest

from atlas.charts.chart_view import ChartView
from atlas.charts.network.options import NetworkOptions
from atlas.charts.registry import CHARTS
from atlas.dataset.filters import Filters
from atlas.paths import ROOT
from atlas.ui.text import plain

HORIZONTAL = Block.FlexContainer.Direction.HORIZONTAL
NOT_UNDERSTOOD = {
    "exercises": {"coloured": "nonsense"},
    "counts": {"count": "nonsense"},
    "compare": {"chart": "nonsense"},
}


def _page(name: str, query: dict[str, str]) -> AppTest:
    at = AppTest.from_file(str(ROOT / "pages" / f"{name}.py"), default_timeout=30)
    for key, text in query.items():
        at.query_params[key] = text
    return at.run()


def _in_rows(block: Any, *, is_in_row: bool = False) -> Iterator[tuple[Any, bool]]:
    """Every element beneath a block, and whether it stands in a row beside others."""
    if block.type == "flex_container":
        is_in_row = block.proto.flex_container.direction == HORIZONTAL
    for child in block.children.values():
        if hasattr(child, "children"):
            yield from _in_rows(child, is_in_row=is_in_row)
        else:
            yield child, is_in_row


@pytest.mark.parametrize(("name", "query"), NOT_UNDERSTOOD.items(), ids=list(NOT_UNDERSTOOD))
def test_a_notice_on_a_link_stands_outside_the_row_of_options(
    name: str, query: dict[str, str]
) -> None:
    elements = list(_in_rows(_page(name, query).main))
    assert any(is_in_row for element, is_in_row in elements if element.type != "warning")
    notices = [is_in_row for element, is_in_row in elements if element.type == "warning"]
    assert notices == [False]


@pytest.mark.parametrize(("focus", "where"), [("", ""), ("s-400", " in the picture")])
def test_the_head_of_the_network_counts_what_the_line_beneath_it_counts(
    focus: str, where: str
) -> None:
    at = _page("network", {"focus": focus})
    drawn = ChartView(CHARTS["network"], Filters(), NetworkOptions(focus=focus)).coverage
    assert at.markdown[0].value == f"{drawn.short()}{where}"
    assert plain(drawn.sentence()) in [caption.value for caption in at.caption]


@pytest.mark.parametrize(
    ("name", "apart"), [("exercises", "only expected"), ("transfers", "not carried out")]
)
def test_the_head_says_how_many_of_what_is_in_view_are_in_no_sum(name: str, apart: str) -> None:
    shown = _page(name, {}).markdown[0].value
    assert re.search(rf"\d exercises, \d+ {apart}$|\d arms transfers, \d+ {apart}$", shown)
