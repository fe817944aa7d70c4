"""Prints every chart of the shipped data as this process draws it: name and hash, as JSON."""

import hashlib
import json

from atlas.charts.chart_view import ChartView
from atlas.charts.registry import CHARTS
from atlas.dataset.filters import Filters


def _hash(shown: ChartView) -> str:
    texts = [shown.figure().to_json(), shown.takeaway, shown.table.to_csv()]
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()


def main() -> None:
    hashes = {
        name: _hash(ChartView(chart, Filters(), chart.options())) for name, chart in CHARTS.items()
    }
    network = CHARTS["network"]
    by_type = ChartView(network, Filters(), network.options(layout="type"))
    hashes["network by type"] = _hash(by_type)
    print(json.dumps(hashes))


if __name__ == "__main__":
    main()
