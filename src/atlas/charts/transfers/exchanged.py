"""What a transfer brings: equipment, an engine, a component, technology, a service, training."""

from enum import StrEnum

import pandas as pd


class Exchanged(StrEnum):
    """What is exchanged, as kind and category of a transfer say it."""

    PLATFORM = "platform"
    ENGINE = "engine"
    COMPONENT = "component"
    TECHNOLOGY = "technology"
    SERVICE = "service"
    TRAINING = "training"
    UNKNOWN = "not-stated"


LABELS = {
    Exchanged.PLATFORM.value: "Platforms and weapons",
    Exchanged.ENGINE.value: "Engines",
    Exchanged.COMPONENT.value: "Components",
    Exchanged.TECHNOLOGY.value: "Technology",
    Exchanged.SERVICE.value: "Services",
    Exchanged.TRAINING.value: "Training",
    Exchanged.UNKNOWN.value: "Not stated",
}
# Kinds that say it alone. An engine is one whether it is sold or built into something.
OF_KIND = {
    "training": Exchanged.TRAINING,
    "service": Exchanged.SERVICE,
    "modernisation": Exchanged.SERVICE,
    "technology transfer": Exchanged.TECHNOLOGY,
    "licensed production": Exchanged.TECHNOLOGY,
    "joint development": Exchanged.TECHNOLOGY,
    "joint production": Exchanged.TECHNOLOGY,
}
OF_CATEGORY = {
    "engines": Exchanged.ENGINE,
    "electronics": Exchanged.COMPONENT,
    "materials": Exchanged.COMPONENT,
}
# What is left of these kinds.
OF_OTHERS = {
    "component supply": Exchanged.COMPONENT,
    "sale": Exchanged.PLATFORM,
    "lease": Exchanged.PLATFORM,
}
NOTE = (
    "What was exchanged follows from the kind and the category that the coders gave a transfer: "
    "licences and what both develop or build are technology, modernisation is a service."
)


def exchanged(frame: pd.DataFrame) -> "pd.Series[str]":
    """What each transfer of a frame with `kind` and `category` brings, a value of `Exchanged`."""
    cells = zip(frame["kind"].tolist(), frame["category"].tolist(), strict=True)
    values = [_brought(kind, category).value for kind, category in cells]
    return pd.Series(values, index=frame.index, dtype="str")


def _brought(kind: object, category: object) -> Exchanged:
    known = OF_KIND.get(str(kind)) or OF_CATEGORY.get(str(category))
    return known or OF_OTHERS.get(str(kind), Exchanged.UNKNOWN)
