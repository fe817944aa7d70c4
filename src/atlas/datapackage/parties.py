"""The countries that supply or receive, as vocabularies that the rows decide."""

from collections.abc import Mapping

import pandas as pd

from atlas.datapackage.schema import Term

WORDS = {"supplier": "Supplies in some transfer.", "recipient": "Receives in some transfer."}


def parties(frames: Mapping[str, pd.DataFrame]) -> dict[str, tuple[Term, ...]]:
    """The countries on each side of the transfers, by label, whatever sources are chosen.

    `frames` are the tables as read. An organisation counts as its country. The vocabularies have
    the names of the two columns.
    """
    labels = frames["records"].set_index("id")["label"]
    return {side: _terms(_codes(frames, side), labels, words) for side, words in WORDS.items()}


def _codes(frames: Mapping[str, pd.DataFrame], side: str) -> set[str]:
    transfers = frames["transfers"]
    organisations = frames["organisations"]
    ids = transfers[f"{side}_org"].dropna().str.split(";").explode()
    homes = organisations.loc[organisations["id"].isin(ids), "country"]
    return {*transfers[side].dropna(), *homes.dropna()}


def _terms(codes: set[str], labels: pd.Series, words: str) -> tuple[Term, ...]:
    terms = [Term(code, str(labels[code]), words) for code in codes]
    return tuple(sorted(terms, key=lambda term: (term.label, term.value)))
