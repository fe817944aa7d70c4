"""Prints every chart of the shipped data as this process draws it: name and hash, as JSON."""

import hashlib
import json

from atlas.charts.chart_view import ChartView
from atlas.charts.registry import CHARTS
from atlas.dataset.filters import Filters


def _hash(shown: ChartView) -> str:
    texts = [shown.figure().to_json(), shown.takeaway, shown.table.to_csv()]
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()


def hashes() -> dict[str, str]:
    """The hash of every chart, by name, and of the network's second layout."""
    by_name = {
        name: _hash(ChartView(chart, Filters(), chart.options())) for name, chart in CHARTS.items()
    }
    network = CHARTS["network"]
    by_type = ChartView(network, Filters(), network.options(layout="type"))
    return {**by_name, "network by type": _hash(by_type)}


if __name__ == "__main__":
    print(json.dumps(hashes()))
