"""What ties of the network are called, and how a sentence says them."""

from enum import StrEnum


class TieKind(StrEnum):
    """What joins two nodes."""

    SUPPLY = "supply"
    PROGRAMME = "programme"
    AGREEMENT = "agreement"
    LINK = "link"
    MEMBERSHIP = "membership"


TIE_LABELS = {
    TieKind.SUPPLY: "Supply",
    TieKind.PROGRAMME: "Joint programme",
    TieKind.AGREEMENT: "Party to an agreement",
    TieKind.LINK: "Other relation",
    TieKind.MEMBERSHIP: "Part of, or based in",
}
PART_OF, BASED_IN = "part of", "based in"
# Relations that need more than themselves to be the verb of a sentence.
VERBS = {
    BASED_IN: "is based in",
    PART_OF: "is part of",
    "party to": "is party to",
    "replaced": "took the place of",
    "response to": "is a response to",
    "used in": "is used in",
    "variant of": "is a variant of",
}
# The verbs that a system is the subject of, for several.
OF_MANY = {
    "goes to": "go to",
    "powers": "power",
    "is part of": "are part of",
    "is used in": "are used in",
    "is a variant of": "are variants of",
}
