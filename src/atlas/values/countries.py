"""Codes of countries.

They are those of ISO 3166-1, the withdrawn ones of ISO 3166-3, and a few for what ISO has no code.
"""

import unicodedata
from functools import cache

import pycountry

UNKNOWN = "XXX"
# Who is on the other side of a total: every country with which another one trades.
OTHERS = "XWD"
# XXX and XKX are in wide use; the others are the project's own.
OTHER = {
    UNKNOWN: "Unknown",
    "XBI": "Biafra",
    "XKA": "Katanga",
    "XKX": "Kosovo",
    "XLG": "Libya (General National Congress)",
    "XNC": "Northern Cyprus",
    "XNY": "North Yemen",
    "XSV": "South Vietnam",
    OTHERS: "All other countries",
    "XZN": "Zanzibar",
}


def known(code: str) -> bool:
    """Whether a code is one of ISO 3166-1 alpha-3, one that ISO 3166-3 withdrew, or of `OTHER`."""
    if code in OTHER:
        return True
    registers = (pycountry.countries, pycountry.historic_countries)
    return any(register.get(alpha_3=code) is not None for register in registers)


def of_code(code: str) -> str:
    """A known code itself, or that of three letters for one of two (`RU`); else blank."""
    if known(code):
        return code
    for register in (pycountry.countries, pycountry.historic_countries):
        country = register.get(alpha_2=code)
        if country is not None:
            return str(country.alpha_3)
    return ""


def code_of(name: str) -> str:
    """The ISO 3166-1 code of a country's short, common or official English name; else blank."""
    return _codes_by_name().get(folded(name), "")


def common_name(code: str) -> str:
    """What people call the country of a code; blank where neither ISO nor `OTHER` has it."""
    country = pycountry.countries.get(alpha_3=code)
    if country is None:
        return OTHER.get(code, "")
    return str(getattr(country, "common_name", country.name))


def folded(text: str) -> str:
    """Text without case, accents and apostrophes, for comparing names."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return plain.replace("'", "").casefold().strip()


# A look-up in pycountry goes through all countries; an import asks for thousands of names.
@cache
def _codes_by_name() -> dict[str, str]:
    codes: dict[str, str] = {}
    for kind in ("official_name", "name", "common_name"):
        for country in pycountry.countries:
            if hasattr(country, kind):
                codes[folded(getattr(country, kind))] = country.alpha_3
    return codes
