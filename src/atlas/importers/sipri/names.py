"""SIPRI's names of suppliers and recipients: countries by code, all others as organisations."""

import re
from dataclasses import dataclass
from functools import cache

from atlas.values import countries
from atlas.values.countries import UNKNOWN

# Names of SIPRI that ISO does not have.
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
    # What people call them, in --supplier and in tables that somebody has edited.
    "East Timor": "TLS",
    "Great Britain": "GBR",
    "Ivory Coast": "CIV",
    "PRC": "CHN",
    "UK": "GBR",
    "US": "USA",
    "USSR": "SUN",
    "unknown supplier(s)": UNKNOWN,
    "unknown recipient(s)": UNKNOWN,
    "unknown rebel group*": UNKNOWN,
    "unknown country": UNKNOWN,
    "multiple sellers": UNKNOWN,
}
# What readers call them where ISO has another name, or none.
LABELS = {"SUN": "Soviet Union", "RUS": "Russia", "VDR": "North Vietnam", "SWE": "Sweden"}
_CODES = {countries.folded(name): code for name, code in SIPRI.items()}
UNKNOWN_PARTY = (
    "is no country that is known here, and has no star, as SIPRI gives those who are no state; "
    "write its name as SIPRI does"
)
_STARS = re.compile(r"\s*\*{1,2}$")


@dataclass(frozen=True)
class Party:
    """Who supplies or receives: a country with its code, or an organisation without one."""

    name: str
    code: str

    @property
    def label(self) -> str:
        """The name shown for it."""
        if self.code == UNKNOWN:
            return countries.OTHER[UNKNOWN]
        return LABELS.get(self.code) or countries.common_name(self.code) or self.name

    @property
    def key(self) -> str:
        """What tells parties apart: the code of a country, the name of an organisation."""
        return self.code or countries.folded(self.name)


# A register names the same few parties in thousands of lines.
@cache
def party(name: str) -> Party | None:
    """Who is meant by a name of SIPRI.

    None where it is no country and has no star: SIPRI gives one or two to those who are no state.
    """
    name = " ".join(name.split())
    code = _CODES.get(countries.folded(name)) or countries.code_of(name)
    if code:
        return Party(name, code)
    without_stars = _STARS.sub("", name)
    if without_stars in {"", name}:
        return None
    return Party(without_stars, "")


def wanted(text: str) -> str:
    """The `key` of the party that a user means: by a code, SIPRI's name, or another name."""
    code = countries.of_code(text.strip().upper())
    if code:
        return code
    meant = party(text)
    if meant is None:
        return countries.folded(text)
    return meant.key
