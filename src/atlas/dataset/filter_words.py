"""What is chosen of a filter, in words: its part of the sentence beneath a chart."""

from atlas.dataset.filter_contract import OUT, Choices, Values, Years
from atlas.values.words import alternatives

WHO_IN_WORDS = {
    "both": "exercises of both China and Russia",
    "alone": "exercises of China and Russia alone",
    "others": "exercises of China and Russia with others",
    "one": "exercises of one of the two without the other",
    "anybody": "exercises of one of the two as well",
}


def evidence_in_words(values: Values, labels: Choices, span: Years) -> str:
    """The evidence base."""
    # With an own choice of kinds, the kinds themselves say it.
    if values["evidence"] == "own" and values["kind"]:
        return ""
    return labels[values["evidence"]].lower()


def kinds_in_words(values: Values, labels: Choices, span: Years) -> str:
    """The kinds of source of an own choice."""
    if values["evidence"] != "own" or not values["kind"]:
        return ""
    kinds = ", ".join(labels[kind].lower() for kind in values["kind"])
    return f"sources that are {kinds}"


def years_in_words(values: Values, labels: Choices, span: Years) -> str:
    """First and last year."""
    low, high = values["years"] or span
    return f"{low}" if low == high else f"{low}–{high}"


def domains_in_words(values: Values, labels: Choices, span: Years) -> str:
    """The domains, or that it is all of them."""
    return ", ".join(labels[domain] for domain in values["domain"]) or "all domains"


def status_in_words(values: Values, labels: Choices, span: Years) -> str:
    """How far what is shown has got."""
    chosen = ", ".join(labels[status].lower() for status in values["status"])
    return f"status {chosen or 'any'}"


def origins_in_words(values: Values, labels: Choices, span: Years) -> str:
    """The least number of independent sources."""
    least = values["independent"]
    return "" if least == "1" else f"at least {least} independent sources"


def supplier_in_words(values: Values, labels: Choices, span: Years) -> str:
    """Who supplies what is transferred."""
    names = [labels[code] for code in values["supplier"]]
    return f"transfers from {alternatives(names)}" if names else ""


def recipient_in_words(values: Values, labels: Choices, span: Years) -> str:
    """Who receives what is transferred."""
    names = [labels[code] for code in values["recipient"]]
    return f"transfers to {alternatives(names)}" if names else ""


def who_in_words(values: Values, labels: Choices, span: Years) -> str:
    """Who takes part in an exercise."""
    return WHO_IN_WORDS[values["participants"]]


def observers_in_words(values: Values, labels: Choices, span: Years) -> str:
    """That what one of the two only watched is counted; nothing where it is not, as at first."""
    if values["observers"] == OUT:
        return ""
    return "those that one of the two only watched counted too"
