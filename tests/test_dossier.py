"""A record's own small timeline."""

import pandas as pd
import plotly.graph_objects as go
import pytest

from atlas.charts import record
from atlas.dataset.dataset import Dataset
from atlas.records import dossier
from atlas.records.ties import related


def test_the_timeline_of_a_record_has_it_first_and_then_the_dated_records_tied_to_it(
    everything: Dataset,
) -> None:
    seen = dossier.times(everything, "jet", related(everything, "jet")["id"])
    # Jet 7 has no date of its own; its sale (2015 to 2018) and the link of its engine (2014) have
    # one.
    assert seen["id"].tolist() == ["engine-jet", "jet-sale"]
    assert not seen["own"].any()
    own = dossier.times(everything, "jet-sale", pd.Series(["engine-jet"]))
    assert own["id"].tolist() == ["jet-sale", "engine-jet"]
    assert own["own"].tolist() == [True, False]
    assert record.takeaway(own, 2) == (
        "Jets to China: 2015; with 1 dated entry tied to it, 2014 to 2019."
    )


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


def test_of_many_dated_records_the_nearest_are_drawn_and_the_rest_is_counted(
    everything: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dossier, "MOST", 2)
    near = pd.Series(["steppe-1", "steppe-2", "pact"])
    times = dossier.times(everything, "steppe-2", near)
    assert times["id"].tolist() == ["steppe-2", "steppe-1"], "13 years away, the pact 17"
    assert dossier.count_dated(everything, "steppe-2", near) == 3
    assert record.cut(times, 3) == "The 2 nearest to its own date, of 3 that are dated."
    others = dossier.times(everything, "drill", near)
    assert others["id"].tolist() == ["steppe-1", "steppe-2"]
    assert record.cut(others, 3) == "The 2 latest, of 3 that are dated."
