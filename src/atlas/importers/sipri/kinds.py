"""What SIPRI's descriptions of weapons are in the project's own categories and domains."""

import re
from functools import cache

DEFENCE = "air-missile-defence"
SHIP, SEA_SENSOR = ("ships", "naval"), ("sensors", "naval")
# What a description has to hold, and the category and domains of the weapon. The first rule that
# fits decides: a gun turret is no gun, an anti-tank missile no tank, an aircraft's radar no
# aircraft, but whatever ends in "aircraft" is one.
RULES = (
    (r"(?<!naval gun )turret", "other", "land"),
    (r"refuel", "other", "air"),
    (r"\bUSV\b|\bUUV\b|unmanned (surface|underwater)", "drones", "naval"),
    (r"\bUGV\b|unmanned ground", "drones", "land"),
    (r"(anti-drone|C-UAV|counter-UAV) system", "air defence", DEFENCE),
    # Engines.
    (r"turbo(fan|jet|prop|shaft)|(piston|aircraft|helicopter|UAV) engine", "engines", "air"),
    (r"(vehicle|tank) engine", "engines", "land"),
    (r"ship engine|gas turbine|\bAIP\b|submarine engine|reactor", "engines", "naval"),
    (r"engine\b", "engines", ""),
    # Whole aircraft and drones.
    (
        r"^unmanned|\bUC?AV$|\bUAV/|(?<!-)drone|loitering munition|^anti-radar drone",
        "drones",
        "air",
    ),
    (r"(aircraft|helicopter|airship|glider)$", "aircraft", "air"),
    (r"satellite", "satellites", "space"),
    # Sensors, by what carries them, then by what they look for.
    (r"sonar|sonobuoy|periscope|(sea|surface)[- ]search|coast(al)? (search|surveill)", *SEA_SENSOR),
    (r"(naval|ship) (fire-control radar|electro-optical|EO|EW|SIGINT)", *SEA_SENSOR),
    (
        r"((?<!anti-)aircraft|heli|airborne|\bUAV|\bAEW|\bAGS).*(radar|system)",
        "sensors",
        "air",
    ),
    (
        r"air[- ](search|surveillance)|height-finding|early-warning radar|"
        r"multi-(function|role) radar|system radar|(\bSAM|\bABM|anti-aircraft)\b.*radar|"
        r"\b3D radar|over-the-horizon",
        "sensors",
        DEFENCE,
    ),
    (
        r"artillery[- ]locating|(ground|battlefield)[- ]surv|tank fire-control|"
        r"vehicle (electro-optical|EO)",
        "sensors",
        "land",
    ),
    (
        r"(?<!anti-)radar|electro-optical|\bEO\b|signals intelligence|"
        r"electronic (warfare|intelligence)|"
        r"(\bSIGINT|ELINT|COMINT|\bEW|\bIRST|search|surveillance|recce|reconnaissance) system",
        "sensors",
        "",
    ),
    # Weapons of ships, before those of the land that are called alike.
    (
        r"naval (SAM|surface-to-air missile|air-defence) (system|launcher)|close-in weapon|"
        r"\bCIWS\b|naval anti-aircraft",
        "naval weapons",
        f"naval;{DEFENCE}",
    ),
    (
        r"torp(ed|de)o(?! (boat|recovery))|\bmine$|depth|"
        r"naval (gun|mortar|rocket|MRL|multiple|missile launcher)|"
        r"(ASW|anti-submarine) (MRL|mortar|rocket|multiple)",
        "naval weapons",
        "naval",
    ),
    # Air defence: systems, then missiles.
    (r"anti-aircraft|\bAA gun|\bAAV\(", "air defence", DEFENCE),
    (
        r"(\bSAM|surface-to-air missile|\bABM|anti-ballistic missile|air-defence)\b.*"
        r"(system|launcher)",
        "air defence",
        DEFENCE,
    ),
    (r"(air-to-air missile|AAM)/SAM", "missiles", f"air;{DEFENCE}"),
    (r"\bSAM\b|surface-to-air|\bABM\b|anti-ballistic", "missiles", DEFENCE),
    # Missiles of the sea, artillery of the coast.
    (
        r"(submarine|ship)-launched|\bSL[BC]M\b|naval (cruise|surface-to-surface) missile|"
        r"(anti-(ship|submarine)|\bASW)\b.*missile|/anti-ship|coast(al)? defence missile$",
        "missiles",
        "naval",
    ),
    (r"coast(al)? (defence|gun)", "artillery", "naval"),
    # Ships.
    (
        r"(?<!anti-)ship(/|$)|(?<!air)craft\b|boat|frigate|destroyer(?<!tank destroyer)|"
        r"corvette|cruiser|(?<!anti-)submarine(/|$)|\bFAC\b|\bAALS\b|\bACV\b|\bAGI\b",
        *SHIP,
    ),
    (
        r"(air|heli)(craft|copter) carrier|mine(sweeper|hunter|layer)|\bOPV\b|vessel|tanker\b|"
        r"icebreaker|\btug$|oiler|hydrofoil|\bmonitor|tender$|net layer|submarine chaser",
        *SHIP,
    ),
    # Missiles of the land and the air.
    (r"missile (launcher|system)|\bSSM (launcher|TEL)", "artillery", "land"),
    (r"anti-tank missile|guided (rocket|.*shell)|artillery rocket$", "missiles", "land"),
    (
        r"air-(to|launched)-?|AAM\b|\bASM\b|\bALCM\b|anti-(radar|radiation)|glide bomb|"
        r"(guided|anti-runway) bomb",
        "missiles",
        "air",
    ),
    (r"missile|\bSSM\b", "missiles", "land"),
    (r"aircraft", "aircraft", "air"),
    (
        r"armoured|(?<!anti-)\btank\b|\b(IFV|APC|APV|ARV|AEV|AV|ABL|ALV|AFSV|MRAP)\b|"
        r"infantry fighting|fire-support|bridgelayer|scout car|"
        r"(reconnaissance|engineer|assault|protected) vehicle",
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
# Characters of a description that are read: a rule may look from each of its words to the end.
LONGEST = 300
_COMPILED = tuple(
    (re.compile(pattern, re.IGNORECASE), category, domains) for pattern, category, domains in RULES
)


@cache
def kind_of(description: str, armament: str = "") -> tuple[str, str]:
    """Category and domains of a weapon by its description, else by its class, else blank.

    The description decides first, because the project's categories are finer and differ from
    SIPRI's, which counts torpedoes as missiles.
    """
    short = description[:LONGEST]
    for pattern, category, domains in _COMPILED:
        if pattern.search(short):
            return category, domains
    armament_class = armament.strip().casefold().replace("-", " ")
    return CLASSES.get(armament_class, ("", ""))


def unit_of(description: str) -> str:
    """The unit in which SIPRI counts: systems of air defence as fire units, all else as pieces.

    Of what drives by itself each vehicle counts.
    """
    category, _ = kind_of(description)
    is_vehicle = any(word in description for word in ("mobile", "self-propelled"))
    if category == "air defence" and "system" in description and not is_vehicle:
        return "fire units"
    return "pieces"
