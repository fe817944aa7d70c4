"""A record's own small timeline and the sources that speak of it."""

import pandas as pd
import plotly.graph_objects as go

from atlas.charts import record
from atlas.dataset.dataset import Dataset
from atlas.records import dossier
from atlas.records.ties import related


def test_the_timeline_of_a_record_has_it_first_and_then_the_dated_records_tied_to_it(
    everything: Dataset,
) -> None:
    seen = dossier.times(everything, "jet", related(everything, "jet")["Id"])
    # Jet 7 has no date of its own; its sale (2015 to 2018) and the link of its engine (2014) have
    # one.
    assert seen["id"].tolist() == ["engine-jet", "jet-sale"]
    assert not seen["own"].any()
    own = dossier.times(everything, "jet-sale", pd.Series(["engine-jet"]))
    assert own["id"].tolist() == ["jet-sale", "engine-jet"]
    assert own["own"].tolist() == [True, False]
    assert record.takeaway(own).startswith("Jets to China: ")


def test_each_time_is_drawn_once_as_a_bar(everything: Dataset) -> None:
    own = dossier.times(everything, "wave", pd.Series(["steppe-1", "drill"]))
    figure = record.timeline(own)
    bars = [key for trace in figure.data if trace.type == "bar" for key in trace.customdata]
    points = [key for trace in figure.data if trace.type == "scatter" for key in trace.customdata]
    assert bars == ["wave", "steppe-1"], "the drill has no date"
    assert points == ["wave"], "a year is wide enough to be seen without a mark"


def test_a_time_that_is_not_known_to_the_day_is_hatched_and_its_mark_hollow(
    everything: Dataset,
) -> None:
    own = dossier.times(everything, "wave", pd.Series(["steppe-1"]))
    assert own["exact"].tolist() == [True, False], "the wave has a day, the first Steppe a year"
    hatched = {
        key: shape
        for trace in record.timeline(own).data
        if trace.type == "bar"
        for key, shape in _pairs(trace)
    }
    assert hatched == {"wave": "", "steppe-1": "/"}
    month = own.assign(end=own["start"] + pd.Timedelta(days=30))
    symbols = {
        trace.customdata[0]: trace.marker.symbol[0]
        for trace in record.timeline(month).data
        if trace.type == "scatter"
    }
    assert symbols == {"wave": "diamond", "steppe-1": "circle-open"}


def _pairs(trace: go.Bar) -> list[tuple[str, str]]:
    return list(zip(trace.customdata, trace.marker.pattern.shape, strict=True))


def test_rows_are_as_high_as_the_longest_name_is_when_wrapped(everything: Dataset) -> None:
    times = dossier.times(everything, "wave", pd.Series(["steppe-1"]))
    long = times.assign(
        label=[*times["label"].iloc[:-1], "A name of so many words that it takes two lines"]
    )
    assert record.timeline(long).layout.height - record.timeline(
        times
    ).layout.height == record.LINE * len(times)


def test_sources_are_listed_by_rank_with_their_paragraphs_and_what_they_pass_on(
    everything: Dataset,
) -> None:
    rows = dossier.speaking(everything, "steppe-2")
    assert rows["Source"].tolist() == ["Weekly 2018", "Agency 2019", "Portal 2020"]
    assert rows["Paragraphs"].tolist() == ["¶2", "¶1", "¶9"]
    assert rows["Passes on"].fillna("").tolist() == ["", "", "wire"]
