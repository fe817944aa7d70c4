"""What a change of the filters costs on the network's page."""

from atlas.assets import VIS
from atlas.filters import Filters
from browser.expected import shown
from browser.reader import Reader, Visit

MOST = 40_000


class Meter:
    """What the network hands over, request by request, as it comes over the wire (bytes after compression; 0 from the cache)."""

    def __init__(self, reader: Reader) -> None:
        self.bytes: dict[str, float] = {}
        self._addresses: dict[str, str] = {}
        session = reader.context.new_cdp_session(reader.page)
        session.on("Network.requestWillBeSent", self._asked)
        session.on("Network.loadingFinished", self._arrived)
        session.send("Network.enable")

    def _asked(self, event: dict[str, object]) -> None:
        request = event["request"]
        assert isinstance(request, dict)
        self._addresses[str(event["requestId"])] = request["url"]

    def _arrived(self, event: dict[str, object]) -> None:
        address = self._addresses.get(str(event["requestId"]))
        if address:
            self.bytes[address] = self.bytes.get(address, 0) + float(str(event["encodedDataLength"]))


def test_a_change_of_filters_costs_forty_kilobytes_at_most(visit: Visit) -> None:
    almost_all = shown("network", Filters(projected="out"))
    reader = visit("/network")
    meter = Meter(reader)
    reader.choose("Left out", of="Projections")
    reader.sees(almost_all)
    assert reader.graph().evaluate("atlas.network.body.data.nodes.length") == len(almost_all.view.nodes)
    assert any("/api/charts/network.html" in address for address in meter.bytes), "the new picture was not asked for"
    assert sum(size for address, size in meter.bytes.items() if VIS in address) == 0, "the script was fetched again"
    assert sum(meter.bytes.values()) <= MOST, meter.bytes
