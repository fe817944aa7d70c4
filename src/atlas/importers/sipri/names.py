"""SIPRI's names of suppliers and recipients: countries by their code, all others as organisations."""

import re
from dataclasses import dataclass

from atlas.values import countries

UNKNOWN = "XXX"
SIPRI = {
    "Biafra": "XBI",
    "Bosnia-Herzegovina": "BIH",
    "Brunei": "BRN",
    "Burma": "MMR",
    "Cape Verde": "CPV",
    "Czechoslovakia": "CSK",
    "DR Congo": "COD",
    "East Germany (GDR)": "DDR",
    "Katanga": "XKA",
    "Kosovo": "XKX",
    "Libya GNC": "XLG",
    "Macedonia": "MKD",
    "Macedonia (FYROM)": "MKD",
    "Micronesia": "FSM",
    "North Vietnam": "VDR",
    "North Yemen": "XNY",
    "Northern Cyprus": "XNC",
    "Palestine": "PSE",
    "Russia": "RUS",
    "Saint Vincent": "VCT",
    "Serbia and Montenegro": "SCG",
    "South Vietnam": "XSV",
    "South Yemen": "YMD",
    "Soviet Union": "SUN",
    "Swaziland": "SWZ",
    "Trinidad & Tobago": "TTO",
    "Turkey": "TUR",
    "UAE": "ARE",
    "Yemen Arab Republic (North Yemen)": "XNY",
    "Yugoslavia": "YUG",
    "Zanzibar": "XZN",
    "unknown supplier(s)": UNKNOWN,
    "unknown recipient(s)": UNKNOWN,
    "unknown rebel group*": UNKNOWN,
    "unknown country": UNKNOWN,
    "multiple sellers": UNKNOWN,
}
LABELS = {"SUN": "Soviet Union", "RUS": "Russia", "VDR": "North Vietnam", "SWE": "Sweden"}
_CODES = {countries.folded(name): code for name, code in SIPRI.items()}
_STARS = re.compile(r"\s*\*{1,2}$")


@dataclass(frozen=True)
class Party:
    """Who supplies or receives: a country with its code, or an organisation, which has none."""

    name: str
    code: str

    @property
    def label(self) -> str:
        """The name shown for it."""
        if self.code == UNKNOWN:
            return countries.OTHER[UNKNOWN]
        return LABELS.get(self.code) or countries.common_name(self.code) or self.name


def party(name: str) -> Party | None:
    """Who is meant by a name of SIPRI; None where it is no country and not marked with stars, as SIPRI marks what is none."""
    name = " ".join(name.split())
    code = _CODES.get(countries.folded(name)) or countries.code_of(name)
    if code:
        return Party(name, code)
    return Party(_STARS.sub("", name), "") if _STARS.search(name) and _STARS.sub("", name) else None


def wanted(text: str) -> str:
    """What to compare a party's `key` with, from what a user wrote: a code, SIPRI's name, or another name of the country."""
    code = text.strip().upper()
    found = party(text)
    return code if countries.known(code) else key(found) if found else countries.folded(text)


def key(one: Party) -> str:
    """What tells parties apart: the code of a country, the name of an organisation."""
    return one.code or countries.folded(one.name)
