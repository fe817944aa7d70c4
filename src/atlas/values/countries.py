"""Codes of countries: ISO 3166-1, the withdrawn ones of ISO 3166-3, and those that ISO leaves to its users."""

import unicodedata
from functools import cache

import pycountry

OTHER = {
    "XXX": "Unknown",
    "XBI": "Biafra",
    "XKA": "Katanga",
    "XKX": "Kosovo",
    "XLG": "Libya (General National Congress)",
    "XNC": "Northern Cyprus",
    "XNY": "North Yemen",
    "XSV": "South Vietnam",
    "XZN": "Zanzibar",
}


def known(code: str) -> bool:
    """Whether a code is one of ISO 3166-1 alpha-3, one that ISO 3166-3 withdrew (SUN, CSK …), or one of `OTHER`."""
    return code in OTHER or any(
        register.get(alpha_3=code) is not None
        for register in (pycountry.countries, pycountry.historic_countries)
    )


def code_of(name: str) -> str:
    """The ISO 3166-1 code of a country's short, common or official English name; nothing where ISO has no such name."""
    return _codes().get(folded(name), "")


def common_name(code: str) -> str:
    """What people call the country of a code, as far as ISO says so or `OTHER` has it."""
    country = pycountry.countries.get(alpha_3=code)
    return (
        OTHER.get(code, "")
        if country is None
        else str(getattr(country, "common_name", country.name))
    )


def folded(text: str) -> str:
    """Text without case and accents, for comparing names."""
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold().strip()


@cache
def _codes() -> dict[str, str]:
    kinds = ("official_name", "name", "common_name")
    return {
        folded(getattr(one, kind)): one.alpha_3
        for kind in kinds
        for one in pycountry.countries
        if hasattr(one, kind)
    }
