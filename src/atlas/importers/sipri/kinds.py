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
    (r"refuel|(?<!anti-)aircraft (gun|cannon|catapult|arrest)", "other", "air"),
    (r"transporter|\btruck|(?<!armoured )ambulance", "other", "land"),
    (
        r"\bX?L?U[SU]V\b|unmanned (surface|underwater)|(sea|surface|underwater|boat|naval) drone",
        "drones",
        "naval",
    ),
    (r"\bUGV\b|unmanned ground", "drones", "land"),
    (r"(anti-drone|C-UAV|counter-UAV) system", "air defence", DEFENCE),
    # Engines.
    (r"turbo(fan|jet|prop|shaft)|(piston|aircraft|helicopter|UAV) engine", "engines", "air"),
    (r"(vehicle|tank) engine", "engines", "land"),
    (r"ship engine|gas turbine|\bAIP\b|submarine.* engine|reactor", "engines", "naval"),
    (r"engine\b", "engines", ""),
    # Whole aircraft and drones.
    (
        r"^unmanned|\bUC?AV$|\bUAV/|(?<!-)drone|loitering munition|^anti-radar drone",
        "drones",
        "air",
    ),
    (r"(aircraft|helicopter|airship|aerostat|glider|fighter|bomber|trainer)$", "aircraft", "air"),
    (r"anti-satellite", "missiles", "space"),
    (r"satellite", "satellites", "space"),
    (r"space (track|search|surveill)", "sensors", "space"),
    # Sensors, by what carries them, then by what they look for.
    (
        r"sonar|sonobuoy|periscope|(sea|surface)[- ]search|coast(al)? (search|surveill|radar)",
        *SEA_SENSOR,
    ),
    (r"(naval|ship)('s)? ((fire-control )?radar|electro-optical|EO|EW|SIGINT)", *SEA_SENSOR),
    (
        r"((?<!anti-)aircraft|heli|airborne|\bUAV|\bAEW|\bAGS).*(radar|system)",
        "sensors",
        "air",
    ),
    (
        r"air[- ](search|surveillance|defence radar)|height-finding|early-warning radar|"
        r"missile warning radar|"
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
        r"electronic (warfare|intelligence)|jamm(er|ing)|"
        r"(\bSIGINT|ELINT|COMINT|\bEW|\bIRST|search|surveillance|recce|reconnaissance) system",
        "sensors",
        "",
    ),
    # Weapons of ships, before those of the land that are called alike.
    (
        r"naval (SAM|surface-to-air missile|air-defence) (system|launcher)|close-in weapon|"
        r"\bCIWS\b|naval (anti-aircraft|air-defence) gun|naval anti-aircraft",
        "naval weapons",
        f"naval;{DEFENCE}",
    ),
    (
        r"torp(ed|de)o(?![- ](boat|recovery|retriev))|\bmine$|depth|"
        r"(naval|ship) (gun|mortar|rocket|MRL|multiple|missile launcher)|"
        r"(ASW|anti-submarine) (MRL|mortar|rocket|multiple)",
        "naval weapons",
        "naval",
    ),
    # Air defence: systems, then missiles.
    (r"anti-aircraft|air-defence gun|\bAA gun|\bAAV\(", "air defence", DEFENCE),
    (
        r"(\bSAM|surface-to-air missile|\bABM|anti-ballistic missile|air-defence)\b.*"
        r"(system|launcher)|\bIADS\b",
        "air defence",
        DEFENCE,
    ),
    (r"(air-to-air missile|AAM)/SAM", "missiles", f"air;{DEFENCE}"),
    (r"\bSAM\b|surface-to-air|\bABM\b|anti-ballistic|air-defence missile", "missiles", DEFENCE),
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
        r"icebreaker|\btug$|oiler|hydrofoil|\bmonitor|tender$|net layer|submarine chaser|"
        r"\bbarge|(floating|dry) dock|swimmer delivery|torpedo[- ](recovery|retriev)",
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
    (r"missile|\bSSM\b|\b(SR|MR|IR|IC)BM\b", "missiles", "land"),
    (r"aircraft", "aircraft", "air"),
    (
        r"armoured|(?<!anti-)\btank\b(?! gun)|\b(IFV|APC|APV|ARV|AEV|AV|ABL|ALV|AFSV|MRAP)\b|"
        r"infantry fighting|fire-support|bridge[- ]?layer|scout car|"
        r"(reconnaissance|engineer|assault|protected|command|tracked) vehicle",
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
# How others write what SIPRI writes: surface to air, anti tank, air defense, armored.
SPELLINGS = (
    (r"\b(air|surface)[ -]to[ -](air|surface|ground)\b", r"\1-to-\2"),
    (r"\banti (aircraft|air|ship|tank|submarine|radar|radiation|ballistic|drone)\b", r"anti-\1"),
    (r"\b(air|ship|submarine) launched\b", r"\1-launched"),
    (r"\b(early) (warning)\b|\b(height) (finding)\b", r"\1\3-\2\4"),
    (r"\b(fire|air) (control|defen[cs]e)\b", r"\1-\2"),
    (r"\bdefense\b", "defence"),
    (r"\barmored\b", "armoured"),
)
_SPELLINGS = tuple((re.compile(text, re.IGNORECASE), spelling) for text, spelling in SPELLINGS)
_COMPILED = tuple(
    (re.compile(pattern, re.IGNORECASE), category, domains) for pattern, category, domains in RULES
)


@cache
def kind_of(description: str, armament: str = "") -> tuple[str, str]:
    """Category and domains of a weapon by its description, else by its class, else blank.

    The description decides first, because the project's categories are finer and differ from
    SIPRI's, which counts torpedoes as missiles.
    """
    short = _spelled(description[:LONGEST])
    for pattern, category, domains in _COMPILED:
        if pattern.search(short):
            return category, domains
    armament_class = armament.strip().casefold().replace("-", " ")
    return CLASSES.get(armament_class, ("", ""))


def _spelled(description: str) -> str:
    """A description in SIPRI's own spelling: with its hyphens, and in British English."""
    for pattern, spelling in _SPELLINGS:
        description = pattern.sub(spelling, description)
    return description


def unit_of(description: str) -> str:
    """The unit in which SIPRI counts: systems of air defence as fire units, all else as pieces.

    Of what drives by itself each vehicle counts.
    """
    category, _ = kind_of(description)
    words = description.casefold()
    is_vehicle = any(word in words for word in ("mobile", "self-propelled"))
    if category == "air defence" and "system" in words and not is_vehicle:
        return "fire units"
    return "pieces"
