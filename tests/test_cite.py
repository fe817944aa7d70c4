"""Citations: programs that manage references read them back as they were meant, and nothing is in
them that is not known.
"""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import bibtexparser
import pandas as pd
import pytest
import rispy
from bibtexparser.model import Entry
from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db

import tiny
from atlas.charts.chart_view import ChartView
from atlas.charts.registry import CHARTS, Chart
from atlas.datapackage import tables
from atlas.dataset import store
from atlas.dataset.build import build
from atlas.dataset.credit import SIPRI
from atlas.dataset.filters import Filters
from atlas.export import cite
from atlas.export.bibtex import to_bib
from atlas.export.cite_formats import to_json, to_ris
from atlas.export.work_fields import address
from atlas.export.work_kinds import CITING, DATA, PART
from atlas.export.works import Name, Work, of_source, places
from atlas.paths import ROOT

TODAY = date(2026, 1, 2)
HOME = "https://atlas.example:8443/base"
EVERY = pytest.mark.parametrize("chart", CHARTS.values(), ids=lambda chart: chart.name)
NASTY = [
    "Guns & {butter}: 5% of $3 #1 a_b",
    r"A \backslash \textbf{not} bold",
    "}{",
    "Учения «Восток-2018»",
    "中俄联合军演",
    "One\nline",
    'He "said" <so>',
]
# Names of the variables and types in the schema of CSL 1.0.2 that a reader of these files may rely
# on.
CSL_KEYS = {
    "id",
    "type",
    "title",
    "author",
    "interviewer",
    "container-title",
    "publisher",
    "issued",
    "accessed",
    "version",
    "URL",
    "language",
    "note",
}
CSL_TYPES = {
    "dataset",
    "article-newspaper",
    "interview",
    "report",
    "entry-encyclopedia",
    "document",
}
SIGNS = {
    "textbraceleft": "{",
    "textbraceright": "}",
    "textless": "<",
    "textgreater": ">",
    "textbar": "|",
    "textasciicircum": "^",
}
RIS_TYPES = set(rispy.TYPE_OF_REFERENCE_MAPPING)
BIBTEX_TYPES = {"article", "techreport", "misc"}


@pytest.fixture(autouse=True)
def _tiny(tiny_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATLAS_DATA", str(tiny_folder))


def _bib(works: list[Work]) -> list[Entry]:
    library = bibtexparser.parse_string(to_bib(works).decode())
    assert not library.failed_blocks
    return library.entries


def _read(entry: Entry, field: str) -> str:
    """A field as LaTeX prints it; the reader of LaTeX has to be told of a few of its signs."""
    signs = get_default_latex_context_db()
    signs.add_context_category(
        "signs", macros=[MacroTextSpec(name, sign) for name, sign in SIGNS.items()], prepend=True
    )
    text: str = LatexNodes2Text(keep_comments=True, latex_context=signs).latex_to_text(
        entry.fields_dict[field].value
    )
    return text


def _ris(works: list[Work]) -> list[dict[str, Any]]:
    return rispy.loads(to_ris(works).decode())


def _work(**told: Any) -> Work:
    return Work(**{"id": "some-1", "kind": "journalism", "title": "A title", **told})


@pytest.mark.parametrize("text", NASTY)
def test_titles_names_and_notes_of_any_letters_survive_each_format(text: str) -> None:
    work = _work(title=text, authors=(Name(text),), publisher=text, note=text)
    meant = " ".join(text.split())
    (entry,), (tags,), (item,) = _bib([work]), _ris([work]), json.loads(to_json([work]))
    assert [_read(entry, name) for name in ("title", "author", "journal", "note")] == [meant] * 4
    assert [tags[name] for name in ("title", "publisher", "secondary_title")] == [meant] * 3
    assert tags["authors"] == tags["notes"] == [meant]
    assert (item["title"], item["publisher"], item["author"], item["note"]) == (
        text,
        text,
        [{"literal": text}],
        text,
    )


@pytest.mark.parametrize("text", NASTY)
def test_braces_of_a_bibtex_file_are_balanced_whatever_the_title(text: str) -> None:
    written = to_bib([_work(title=text)]).decode()
    assert written.count("{") == written.count("}")


def test_an_address_is_the_same_in_each_format_and_not_escaped() -> None:
    url = "https://x.example/a_b?c=d&e=%20f#g~h"
    work = _work(url=url)
    assert (
        _bib([work])[0].fields_dict["url"].value
        == _ris([work])[0]["urls"][0]
        == json.loads(to_json([work]))[0]["URL"]
        == url
    )
    assert (
        json.loads(to_json([_work(url="https://x.example/{a}\\б")]))[0]["URL"]
        == "https://x.example/%7Ba%7D%5C%D0%B1"
    )


def test_an_institution_stands_in_double_braces_and_a_person_by_family_name() -> None:
    written = to_bib([_work(authors=(Name("Ministry of Defence"), Name("Weitz", "R.")))]).decode()
    assert "author = {{Ministry of Defence} and Weitz, R.}," in written
    (item,) = json.loads(
        to_json([_work(authors=(Name("Ministry of Defence"), Name("Weitz", "R.")))])
    )
    assert item["author"] == [
        {"literal": "Ministry of Defence"},
        {"family": "Weitz", "given": "R."},
    ]


def _row(**cells: str) -> dict[object, object]:
    """A row of the register of sources, blank but for title, day and the cells that are given."""
    columns = ("author", "institution", "publisher", "kind", "url", "accessed", "language")
    return {**dict.fromkeys(columns, ""), "title": "T", "published": "2018", **cells}


@pytest.mark.parametrize(
    ("author", "institution", "names"),
    [
        ("Weitz, R.", "", [Name("Weitz", "R.")]),
        ("van der Berg, Ludwig", "", [Name("van der Berg", "Ludwig")]),
        ("Tsai, Ming-Yen;Подвиг, Павел", "", [Name("Tsai", "Ming-Yen"), Name("Подвиг", "Павел")]),
        ("王毅", "", [Name("王毅")]),
        (
            "",
            "Ministry of Industry, Trade and Ports",
            [Name("Ministry of Industry, Trade and Ports")],
        ),
        ("", "China;Russia", [Name("China"), Name("Russia")]),
        ("Kile, Shannon", "SIPRI", [Name("Kile", "Shannon"), Name("SIPRI")]),
        ("", "", []),
    ],
)
def test_persons_and_institutions_are_read_from_columns_of_their_own(
    author: str, institution: str, names: list[Name]
) -> None:
    row = _row(author=author, institution=institution, kind="journalism")
    assert list(of_source("x", row).authors) == names


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        ("official", (Name("The Ministry"),)),
        ("think tank", (Name("The Ministry"),)),
        ("journalism", ()),
        ("state media", ()),
    ],
)
def test_without_an_author_an_institution_speaks_for_itself_and_a_newspaper_does_not(
    kind: str, names: tuple[Name, ...]
) -> None:
    assert of_source("x", _row(kind=kind, publisher="The Ministry")).authors == names


def test_who_publishes_a_text_is_not_its_author_where_others_sign_it() -> None:
    row = _row(institution="China;Russia", publisher="A collection of treaties", kind="official")
    assert cite.reference(of_source("x", row)) == (
        "China; Russia. “T”. A collection of treaties. 2018."
    )


@pytest.mark.parametrize(
    ("edtf", "year", "month", "ris", "csl", "words"),
    [
        ("2018", "2018", "", "2018///", {"date-parts": [[2018]]}, ""),
        ("2018-12", "2018", "dec", "2018/12//", {"date-parts": [[2018, 12]]}, ""),
        (
            "2018-12~",
            "2018",
            "dec",
            "2018/12//",
            {"date-parts": [[2018, 12]], "circa": True},
            "Date: December 2018, approximate.",
        ),
        ("2018-09-11", "2018", "sep", "2018/09/11/", {"date-parts": [[2018, 9, 11]]}, ""),
        (
            "2002-01/2002-02",
            "2002",
            "",
            "2002/01//",
            {"date-parts": [[2002, 1], [2002, 2]]},
            "Date: January 2002 – February 2002.",
        ),
        (
            "2005~/2009",
            "2005--2009",
            "",
            "2005///",
            {"date-parts": [[2005], [2009]], "circa": True},
            "Date: 2005–2009, approximate.",
        ),
        ("2005/..", "2005", "", "2005///", {"date-parts": [[2005]]}, "Date: since 2005."),
        ("../2009", "2009", "", "2009///", {"date-parts": [[2009]]}, "Date: until 2009."),
    ],
)
def test_dates_are_as_exact_as_they_are_known(
    edtf: str, year: str, month: str, ris: str, csl: dict[str, Any], words: str
) -> None:
    work = _work(issued=edtf)
    (entry,), (tags,), (item,) = _bib([work]), _ris([work]), json.loads(to_json([work]))
    told = {
        key: entry.fields_dict[key].value
        for key in ("year", "month", "note")
        if key in entry.fields_dict
    }
    assert told == {
        key: value for key, value in {"year": year, "month": month, "note": words}.items() if value
    }
    assert (tags["year"], tags["date"]) == (year[:4], ris)
    assert tags.get("notes", [""]) == [words]
    assert item["issued"] == csl


def test_what_is_not_known_is_left_out() -> None:
    work = _work()
    assert set(_bib([work])[0].fields_dict) == {"title"}
    assert set(_ris([work])[0]) == {"type_of_reference", "id", "title"}
    assert set(json.loads(to_json([work]))[0]) == {"id", "type", "title"}
    assert cite.reference(work) == "“A title”."


@EVERY
def test_a_chart_is_cited_with_its_link_version_day_and_the_sources_that_speak_in_it(
    chart: Chart,
) -> None:
    shown = ChartView(chart, Filters(domain=("air", "naval", "land")), chart.options())
    citation = cite.of_chart(shown, HOME, TODAY)
    link = f"{HOME}/{chart.page}?"
    assert citation.work.url.startswith(link)
    assert citation.work.url.endswith(f"&version={shown.selection.dataset.version}")
    assert [work.id for work in citation.sources] == shown.speaking.index.tolist()
    for words in (
        chart.title,
        "Filters: Air, Naval, Land; 2001–2018",
        shown.selection.dataset.version,
        citation.work.url,
        "accessed 2 January 2026",
    ):
        assert words in cite.full(citation)
    assert "An article" in cite.full(citation)
    assert f"{citation.work.url}." not in cite.full(citation), (
        "who copies the address would take the stop along"
    )
    noun = "Source" if len(citation.sources) == 1 else "Sources"
    beginning = f"data version {shown.selection.dataset.edition}. {noun}: Weekly 2018"
    assert beginning in cite.short(citation)


def test_a_claim_of_one_source_is_cited_with_place_and_speaker_in_a_footnote_too() -> None:
    data = store.dataset()
    finding, sale = (
        cite.short(cite.of_record(data, key, HOME, "All domains", TODAY))
        for key in ("closer", "jet-sale")
    )
    assert finding.endswith(" Source: Weekly 2018 ¶10 (A colonel).")
    assert sale.endswith(" Sources: Weekly 2018, Agency 2019.")


@EVERY
def test_every_format_has_the_view_first_and_then_each_source_once(chart: Chart) -> None:
    shown = ChartView(chart, Filters(), chart.options())
    citation = cite.of_chart(shown, HOME, TODAY)
    ids = [citation.work.id, *shown.speaking.index]
    assert [entry.key for entry in _bib(citation.works)] == ids
    assert [tags["id"] for tags in _ris(citation.works)] == ids
    assert [item["id"] for item in json.loads(to_json(citation.works))] == ids


def test_sources_that_only_speak_of_what_filters_hide_are_not_cited() -> None:
    chart = CHARTS["exercise-timeline"]
    assert [
        work.id
        for work in cite.of_chart(ChartView(chart, Filters(), chart.options()), HOME, TODAY).sources
    ] == ["article", "wire", "copy"]
    naval = ChartView(chart, Filters(domain=("naval",)), chart.options())
    assert [work.id for work in cite.of_chart(naval, HOME, TODAY).sources] == ["article"], (
        "Wave alone is naval"
    )


def test_a_record_is_cited_with_the_sources_that_speak_of_it() -> None:
    data = store.dataset()
    citation = cite.of_record(
        data, "jet-sale", f"{HOME}/evidence?record=jet-sale", "All domains", TODAY
    )
    assert citation.work.title == "Jets to China (transfer)"
    assert [work.id for work in citation.sources] == ["article", "wire"]
    assert cite.of_record(data, "IND", HOME, "All domains", TODAY).sources == ()


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        ({"status": "cancelled"}, "transfer, cancelled"),
        ({"status": "under discussion"}, "transfer, under discussion"),
        ({"status": "agreed", "basis": "projected"}, "transfer, only expected"),
        ({"status": "agreed"}, "transfer"),
    ],
)
def test_the_title_of_a_citation_says_what_did_not_come_about(
    cells: dict[str, str], kind: str, tmp_path: Path
) -> None:
    row = tiny.said("offer", supplier="CHN", recipient="RUS", **cells)
    others = [own for own in tiny.SHEETS["transfers"] if own["id"] != "offer"]
    folder = tiny.write(tmp_path, {"transfers": [*others, row]})
    read = tables.load(folder)
    data = build(read, read["sources"]["id"])
    citation = cite.of_record(data, "offer", HOME, "All domains", TODAY)
    assert citation.work.title == f"Drones to Russia ({kind})"
    assert f"“Drones to Russia ({kind})”" in cite.short(citation)


def test_the_whole_data_set_is_cited_by_its_own_title_with_every_source() -> None:
    data = store.dataset()
    citation = cite.of_data(data, f"{HOME}/?version={data.version}", TODAY)
    assert cite.full(citation).startswith(
        "China–Russia military cooperation, coded by source and paragraph. Data version "
        f"{data.version}. {HOME}"
    )
    assert len(citation.sources) == 3


def test_a_version_without_a_known_day_has_no_year() -> None:
    assert store.dataset().updated == "", "the tiny package keeps no changelog"
    (entry, *_) = _bib(cite.of_data(store.dataset(), HOME, TODAY).works)
    assert "year" not in entry.fields_dict


def test_a_citation_carries_the_credit_line_that_sources_ask_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sources = [row | ({"origin": "SIPRI"} if row["id"] == "wire" else {}) for row in tiny.SOURCES]
    monkeypatch.setenv("ATLAS_DATA", str(tiny.write(tmp_path / "data", sources=sources)))
    citation = cite.of_data(store.dataset(), HOME, TODAY)
    assert SIPRI in cite.full(citation)
    assert cite.short(citation).endswith(SIPRI)
    assert SIPRI not in cite.full(cite.of_data(store.dataset("articles"), HOME, TODAY))


def test_every_shipped_source_can_be_cited_in_every_format(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATLAS_DATA", str(ROOT / "data"))
    data = store.dataset()
    works = cite.of_data(data, HOME, TODAY).works
    entries, tags, items = _bib(list(works)), _ris(list(works)), json.loads(to_json(works))
    assert len(entries) == len(tags) == len(items) == len(data.sources) + 1
    years = data.sources["published"].str[:4].tolist()
    assert (
        [entry.fields_dict["year"].value for entry in entries[1:]]
        == [one["year"] for one in tags[1:]]
        == years
    )
    assert (
        [_read(entry, "title") for entry in entries[1:]]
        == [one["title"] for one in tags[1:]]
        == data.sources["title"].tolist()
    )
    assert {key for item in items for key in item} <= CSL_KEYS
    assert {item["type"] for item in items} <= CSL_TYPES
    assert {one["type_of_reference"] for one in tags} <= RIS_TYPES
    assert not [
        line
        for line in to_ris(works).decode().split("\r\n")
        if line and not re.match(r"[A-Z][A-Z0-9]  - ", line)
    ]


def test_every_kind_of_source_is_of_a_kind_that_the_formats_know() -> None:
    kinds = set(store.dataset().schema.values("source-kind"))
    assert set(CITING) == {*kinds, DATA, PART}
    assert {one.csl for one in CITING.values()} <= CSL_TYPES
    assert {one.ris for one in CITING.values()} <= RIS_TYPES
    assert {one.bibtex for one in CITING.values()} <= BIBTEX_TYPES


def test_a_citation_changes_nothing_of_the_register() -> None:
    before = store.dataset().sources.copy(deep=True)
    cite.of_data(store.dataset(), HOME, TODAY)
    pd.testing.assert_frame_equal(store.dataset().sources, before)


def test_a_citation_of_a_record_has_paragraphs_and_speakers(tmp_path: Path) -> None:
    rows = [
        tiny.said("wave", locator="¶15", date="2012"),
        tiny.said("wave", locator="¶9", basis="reported", said_by="Wu Qian", personnel_china="50"),
        tiny.said("wave", "wire", "¶2", kind="field"),
    ]
    data = build(tables.load(tiny.write(tmp_path, {"exercises": rows})), ["article", "wire"])
    cited = cite.of_record(data, "wave", "/evidence?record=wave", "all", date(2026, 11, 26))
    assert [work.note for work in cited.sources] == [
        "Cited: ¶9 (Wu Qian; reported), ¶15.",
        "Cited: ¶2.",
    ]
    assert "Cited: ¶9 (Wu Qian; reported), ¶15." in cite.full(cited)


def test_a_repost_is_cited_by_the_publisher_of_the_original() -> None:
    row = {"author": "", "institution": "", "published": "2020", "title": "A report"}
    row |= {"kind": "journalism", "publisher": "Portal", "accessed": "", "url": "", "language": ""}
    work = of_source("copy", row, original="Agency", places="¶3")
    assert (work.publisher, work.note) == ("Agency", "Passed on by Portal. Cited: ¶3.")
    assert of_source("own", row).publisher == "Portal"


def test_of_very_many_places_a_citation_names_the_first(tmp_path: Path) -> None:
    rows = [tiny.said("wave", locator=f"¶{n}", date="2012") for n in range(1, 16)]
    data = build(tables.load(tiny.write(tmp_path, {"exercises": rows})), ["article"])
    assert places(data, ["wave"])["article"].endswith("¶11, ¶12 and 3 more places")


@pytest.mark.parametrize(
    "text", ["javascript:alert(1)", "data:text/html,x", " JavaScript:x", "//x.example", "x.example"]
)
def test_what_is_no_address_of_the_web_is_cited_without_one(text: str) -> None:
    assert address(text) == ""
    assert address("HTTPS://x.example/a b") == "HTTPS://x.example/a%20b"
