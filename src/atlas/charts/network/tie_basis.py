"""How firmly each tie of the network is said: the basis of the values that name its two ends."""

from atlas.dataset.dataset import Dataset
from atlas.dataset.evidence import Basis
from atlas.dataset.memo import once_a_build

# The records that a line of evidence names, and its basis.
Naming = tuple[set[str], str]


def basis_in_words(source: str, target: str, record: str, dataset: Dataset) -> str:
    """The bases on which `record` ties two nodes, as labels, the strongest first."""
    ends = {source, target}
    naming = _naming_lines(dataset).get(record, [])
    own = {basis for named, basis in naming if named & ends}
    labels = dataset.schema.labels("basis")
    return "; ".join(labels[basis] for basis in Basis if basis in own)


@once_a_build
def _naming_lines(dataset: Dataset) -> dict[str, list[Naming]]:
    """Of every record the shown values that name records."""
    names = {name for (_, name), field in dataset.schema.content.items() if field.reference}
    evidence = dataset.evidence
    lines = evidence[evidence["chosen"] & evidence["field"].isin(names)]
    columns = (lines[name].tolist() for name in ("id", "value", "basis"))
    lines_by_id: dict[str, list[Naming]] = {}
    for record, value, basis in zip(*columns, strict=True):
        lines_by_id.setdefault(record, []).append((set(value.split(";")), basis))
    return lines_by_id
