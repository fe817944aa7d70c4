"""What records take over from others.

Transfers do from their system, links and findings from their ends.
"""

from collections.abc import Iterable, Mapping

import pandas as pd

from atlas.datapackage.schema import Schema, Table

# What a transfer of a named system has from that system alone.
FROM_SYSTEM = ("category", "domains")


def with_domains(schema: Schema, frames: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """The frames with what their records take over.

    Transfers get the category and the domains of their system, links the domains of both ends,
    findings those of what they are about.
    """
    completed = dict(frames)
    completed["transfers"] = _with_system(frames["transfers"], frames["systems"])
    # Links and findings have no domains of their own, so none of them takes over another's.
    columns = [frame["domains"] for frame in completed.values() if "domains" in frame]
    domains_by_id = pd.concat(columns).dropna().to_dict()
    for table in schema.sheets:
        if table.domains_of:
            frame = completed[table.name]
            taken = givers(frame, table).map(domains_by_id).dropna()
            completed[table.name] = frame.assign(domains=_united(taken, frame.index))
    return completed


def _with_system(transfers: pd.DataFrame, systems: pd.DataFrame) -> pd.DataFrame:
    has_system = transfers["system"].notna()
    columns = {}
    for name in FROM_SYSTEM:
        of_system = transfers["system"].map(systems[name].to_dict()).astype("str")
        columns[name] = transfers[name].where(~has_system, of_system)
    return transfers.assign(**columns)


def givers(frame: pd.DataFrame, table: Table) -> pd.Series:
    """The ids of the records whose domains each row takes over, by id of the row, in order."""
    columns = [frame[name].tolist() for name in table.domains_of]
    ids, ends = [], []
    for identifier, *cells in zip(frame.index, *columns, strict=True):
        for cell in cells:
            own = cell.split(";") if isinstance(cell, str) else []
            ends += own
            ids += [identifier] * len(own)
    return pd.Series(ends, index=pd.Index(ids, name=frame.index.name, dtype="str"), dtype="str")


def _united(domains: pd.Series, ids: Iterable[str]) -> pd.Series:
    """The distinct domains of each id, the first giver's first; NA where there is none."""
    items = domains.astype("str").str.split(";").explode()
    domains_by_id: dict[str, dict[str, None]] = {}
    for identifier, domain in items.items():
        domains_by_id.setdefault(str(identifier), {})[domain] = None
    texts = [";".join(domains_by_id.get(identifier, ())) or None for identifier in ids]
    return pd.Series(texts, index=pd.Index(ids), dtype="str")
