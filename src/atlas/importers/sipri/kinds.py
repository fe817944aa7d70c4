"""What SIPRI's descriptions of weapons are in the project's own categories and domains."""

import re
from functools import cache

DEFENCE = "air-missile-defence"
# What a description has to hold, and the category and domains of the weapon. The first rule that
# fits decides: a gun turret is no gun, an anti-tank missile no tank, an aircraft engine no
# aircraft.
RULES = (
    (r"turret", "other", "land"),
    (r"refuel", "other", "air"),
    (r"turbo(fan|jet|prop|shaft)|piston engine|aircraft engine", "engines", "air"),
    (r"vehicle engine", "engines", "land"),
    (r"ship engine|gas turbine|\bAIP\b|submarine engine|reactor", "engines", "naval"),
    (r"engine\b", "engines", ""),
    (r"satellite", "satellites", "space"),
    (r"sonar|sea[- ]search|coastal? (search|surveillance)", "sensors", "naval"),
    (r"anti-aircraft|\bAA gun", "air defence", DEFENCE),
    (r"(aircraft|heli|\bAEW|\bAGS).*(radar|system)", "sensors", "air"),
    (r"air[- ]search|height[- ]finding|multi-function radar|system radar", "sensors", DEFENCE),
    (r"artillery[- ]locating|ground[- ]surv", "sensors", "land"),
    (
        r"(?<!anti-)radar|electro-optical|\bEO\b|(SIGINT|search|recce|reconnaissance) system",
        "sensors",
        "",
    ),
    (r"^light aircraft(?! carrier)|airship", "aircraft", "air"),
    (r"\b(USV|UUV)\b", "drones", "naval"),
    (r"\bUC?AV\b|drone|loitering munition", "drones", "air"),
    (
        r"naval (SAM|surface-to-air missile) system|close-in weapon",
        "naval weapons",
        f"naval;{DEFENCE}",
    ),
    (r"(\bSAM|surface-to-air missile|\bABM|air[- ]defence).*system", "air defence", DEFENCE),
    (r"\bSAM\b|surface-to-air|\bABM\b|anti-ballistic", "missiles", DEFENCE),
    (
        r"torpedo(?! boat)|\bmine$|depth|naval (gun|mortar|rocket)|"
        r"(ASW|anti-submarine) (MRL|mortar|rocket|multiple)",
        "naval weapons",
        "naval",
    ),
    (
        r"(?<!anti-)ship(/|$)|(?<!air)craft\b|boat|frigate|destroyer(?<!tank destroyer)|"
        r"corvette|cruiser|(?<!anti-)submarine(/|$)",
        "ships",
        "naval",
    ),
    (
        r"(air|heli)(craft|copter) carrier|mine(sweeper|hunter|layer)|"
        r"\bOPV\b|tanker$|icebreaker|\btug$",
        "ships",
        "naval",
    ),
    (r"coast(al)? defence", "artillery", "naval"),
    (r"missile launcher|SSM launcher", "artillery", "land"),
    (r"anti-(ship|submarine).*missile|/anti-ship", "missiles", "naval"),
    (r"anti-tank missile|guided (rocket|shell)", "missiles", "land"),
    (r"air-to-|AAM\b|\bASM\b|anti-radar|guided (glide )?bomb", "missiles", "air"),
    (r"missile|\bSSM\b", "missiles", "land"),
    (r"aircraft|helicopter", "aircraft", "air"),
    (
        r"armoured|(?<!anti-)\btank\b|\b(IFV|APC|APV|ARV|AEV|AV|ALV|AFSV)\b|"
        r"infantry fighting|fire-support",
        "armoured vehicles",
        "land",
    ),
    (r"\bgun\b|mortar|howitzer|rocket launcher|\bMRL\b", "artillery", "land"),
)
# Category and domains of a class of armament, where the description does not tell.
CLASSES = {
    "aircraft": ("aircraft", "air"),
    "air defence systems": ("air defence", DEFENCE),
    "armoured vehicles": ("armoured vehicles", "land"),
    "artillery": ("artillery", "land"),
    "engines": ("engines", ""),
    "missiles": ("missiles", ""),
    "naval weapons": ("naval weapons", "naval"),
    "other": ("other", ""),
    "satellites": ("satellites", "space"),
    "sensors": ("sensors", ""),
    "ships": ("ships", "naval"),
}
_COMPILED = tuple(
    (re.compile(pattern, re.IGNORECASE), category, domains) for pattern, category, domains in RULES
)


@cache
def kind_of(description: str, armament: str = "") -> tuple[str, str]:
    """Category and domains of a weapon by its description, else by its class, else blank.

    The description decides first, because the project's categories are finer and differ from
    SIPRI's, which counts torpedoes as missiles.
    """
    for pattern, category, domains in _COMPILED:
        if pattern.search(description):
            return category, domains
    armament_class = armament.strip().casefold().replace("-", " ")
    return CLASSES.get(armament_class, ("", ""))


def unit_of(description: str) -> str:
    """The unit in which SIPRI counts: systems of air defence as fire units, all else as pieces."""
    category, _ = kind_of(description)
    if category == "air defence" and "system" in description:
        return "fire units"
    return "pieces"
