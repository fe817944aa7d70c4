"""Tables of few rows: every name in a cell is a link of its own, all other text is text, numbers
read as people write them.
"""

import re
from urllib.parse import quote

import pandas as pd
import pytest

import hostile
from atlas.dataset.dataset import Dataset
from atlas.dataset.names import with_ids
from atlas.records.listing import listing
from atlas.ui.small_tables import small
from atlas.ui.tables import with_dates

LABELS = {
    "CHN": "China",
    "RUS": "Russia",
    "wave": "Wave; or Drill",
    "a b)": "Odd id",
    "one": "Namesake",
    "other": "Namesake",
}


def _table(
    columns: dict[str, list[object]], ids: dict[str, list[str | None]] | None = None, kept: str = ""
) -> pd.DataFrame:
    """The cells as they are shown; `ids` are behind the columns of names."""
    frame = pd.DataFrame(columns)
    behind = {name: pd.Series(keys, index=frame.index) for name, keys in (ids or {}).items()}

    def _page_of(identifier: str) -> str:
        return f"/evidence?record={quote(identifier)}{kept}"

    styler = small(with_ids(frame, behind), LABELS, _page_of)
    shown = styler._translate(sparse_index=False, sparse_cols=False)
    rows = [
        [cell["display_value"] for cell in row if cell["type"] == "td"] for row in shown["body"]
    ]
    return pd.DataFrame(rows, columns=styler.data.columns)


def test_each_of_several_names_leads_to_its_record_and_keeps_the_filters() -> None:
    cells = _table(
        {"Participants": ["China; Russia", "China; Mars"]},
        {"Participants": ["CHN;RUS", "CHN;Mars"]},
        "&domain=Air",
    )["Participants"]
    assert (
        cells[0]
        == "[China](/evidence?record=CHN&domain=Air); [Russia](/evidence?record=RUS&domain=Air)"
    )
    assert cells[1] == "[China](/evidence?record=CHN&domain=Air); Mars"


def test_records_of_one_name_lead_each_to_its_own_page() -> None:
    table = _table({"Record": ["Namesake", "Namesake"]}, {"Record": ["other", "one"]})
    assert table["Entry"].tolist() == [
        "[Namesake](/evidence?record=other)",
        "[Namesake](/evidence?record=one)",
    ]


def test_a_name_with_a_semicolon_is_one_name() -> None:
    assert (
        _table({"Record": ["Wave; or Drill"]}, {"Record": ["wave"]}).iloc[0, 0]
        == "[Wave; or Drill](/evidence?record=wave)"
    )


def test_a_name_without_an_id_is_text() -> None:
    assert _table({"Note": ["China"]}).iloc[0, 0] == "China"
    assert _table({"Record": ["China", "China"]}, {"Record": [None, "CHN"]}).iloc[0, 0] == "China"


def test_sources_are_text_whatever_ids_are_behind_them() -> None:
    table = _table({"Sources": ["Weekly 2018"]}, {"Sources": ["wave"]})
    assert table.columns.tolist() == ["Sources"]
    assert table.iloc[0, 0] == "Weekly 2018"


def test_a_record_is_linked_once_and_a_row_without_one_by_its_id() -> None:
    record = _table({"Record": ["China"], "Id": ["CHN"]}, {"Record": ["CHN"]})
    assert list(record) == ["Entry"]
    ties = _table({"From": ["China"], "Id": ["a b)"]}, {"From": ["CHN"]})
    assert ties["Evidence"].tolist() == ["[Open entry](/evidence?record=a%20b%29)"]


def test_numbers_have_their_thousands_apart_years_do_not_and_the_unknown_is_blank() -> None:
    table = _table(
        {
            "Year": [2018, 2019],
            "Persons": pd.array([3500, None], dtype="Int64"),
            "TIV": [12.0, 0.345],
        }
    )
    assert table.to_numpy().tolist() == [["2018", "3,500", "12"], ["2019", "", "0.34"]]


def test_an_address_of_a_source_is_a_link_and_anything_else_is_not() -> None:
    cells = _table(
        {
            "Address": [
                "https://a.example/x",
                "javascript:alert(1)",
                "https://a.example/x) [y](z",
                None,
            ]
        }
    )["Address"]
    assert cells[0].endswith("](<https://a.example/x>)")
    assert not [cell for cell in cells[1:] if "](" in cell.replace("\\]\\(", "")]
    assert cells[3] == ""


@pytest.mark.parametrize("text", hostile.HOSTILE)
def test_hostile_text_is_text_in_cells_headings_and_links(text: str) -> None:
    table = _table({"Record": ["China"], text: [text]}, {"Record": ["CHN"]})
    bare = [str(cell).replace("\\\\", "") for cell in (table.columns[1], table.iloc[0, 1])]
    for cell in bare:
        assert "<" not in cell.replace("\\<", "")
        assert "](" not in cell.replace("\\]\\(", "")
        assert "$" not in cell.replace("\\$", "")


def test_dates_are_words_on_the_screen_and_stay_as_the_data_have_them_in_files(
    everything: Dataset,
) -> None:
    rows = listing(everything, "transfers").assign(
        Ordered="2015-09",
        Delivered=["2016/2018", "2005~", None, "already in words", "2016"][
            : len(everything["transfers"])
        ],
    )
    shown = with_dates(rows, everything)
    assert shown["Ordered"].unique().tolist() == ["September 2015"]
    assert shown["Delivered"].tolist()[:2] == ["2016–2018", "2005, approximate"]
    assert shown["Delivered"].isna().tolist()[2]
    assert shown["Delivered"].tolist()[3] == "already in words"
    assert rows["Delivered"].iloc[0] == "2016/2018"


def test_a_statement_on_a_date_is_in_words_on_the_screen_and_other_values_stay(
    everything: Dataset,
) -> None:
    values = ["2016-05-26/2016-05-28", "2016", "300"]
    rows = pd.DataFrame({"Field": ["Date", "Edition", "Personnel, China"], "Value": values})
    assert with_dates(rows, everything)["Value"].tolist() == ["26–28 May 2016", "2016", "300"]


def test_the_heading_of_numbers_stands_above_them() -> None:
    frame = pd.DataFrame({"Basis": ["stated"], "Year": [2012], "Pieces": [24.0]})
    styles = small(frame, LABELS, str)._compute()._translate(False, False)["table_styles"]
    aligned = [
        style["selector"] for style in styles if ("text-align", "end !important") in style["props"]
    ]
    assert aligned == ["th:nth-child(2)", "th:nth-child(3)"]


def test_on_a_phone_each_cell_says_its_column_and_a_blank_one_has_no_line() -> None:
    frame = pd.DataFrame({"Basis": ["stated", None], 'Odd "heading"</style>': [1, 2]})
    styler = small(frame, LABELS, str)._compute()
    shown = styler._translate(sparse_index=False, sparse_cols=False)
    said = [
        dict(style["props"])["content"]
        for style in shown["table_styles"]
        if style["selector"].endswith("::before")
    ]
    assert said == [r'"How\20 we\20 know"', r'"Odd\20 \22 heading\22 \3c \2f style\3e "']
    (blank,) = shown["cellstyle"]
    assert blank["props"] == [("--in-lines", "none")]
    assert blank["selectors"] == ["row1_col0"]


def test_columns_of_long_texts_are_not_narrow_in_a_table_that_is_moved_sideways() -> None:
    texts = {
        "Entry": ["Wave"],
        "Note": ["Thirty-one letters and no fewer."],
        "Year": [2014],
        "Evidence": ["x" * 91],
    }
    of_few = small(pd.DataFrame(texts), LABELS, str).to_html()
    more = {f"Column {place}": ["short"] for place in range(7)}
    of_many = small(pd.DataFrame({**texts, **more}), LABELS, str).to_html()
    assert "--least" not in of_few
    assert re.findall(r"(td:\S+) \{\s*--least: (\w+);", of_many) == [
        ("td:nth-child(2)", "12rem"),
        ("td:nth-child(4)", "24rem"),
    ]
