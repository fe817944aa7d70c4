"""What countries are called in a sentence beside their names: adjectives, short forms, capitals."""

from atlas.values.pair import CHINA, RUSSIA

# Adjectives and short forms, by code. Capitals stand for governments too, so they are apart.
ADJECTIVES = {
    CHINA: ("Chinese", "Sino", "PRC", "People's Republic of China"),
    RUSSIA: ("Russian", "Russo", "Russian Federation"),
    "SUN": ("Soviet", "USSR"),
    "USA": ("American", "US", "U.S.", "USA", "United States of America"),
    "GBR": ("British", "UK", "U.K.", "Britain"),
    "IND": ("Indian",),
    "VNM": ("Vietnamese",),
    "JPN": ("Japanese",),
    "KOR": ("South Korean", "Republic of Korea"),
    "UKR": ("Ukrainian",),
    "IRN": ("Iranian",),
    "MNG": ("Mongolian",),
    "KAZ": ("Kazakh", "Kazakhstani"),
    "KGZ": ("Kyrgyz",),
    "TJK": ("Tajik",),
    "UZB": ("Uzbek",),
    "BLR": ("Belarusian",),
    "PAK": ("Pakistani",),
    "ZAF": ("South African",),
    "FRA": ("French",),
    "DEU": ("German",),
    "ISR": ("Israeli",),
    "TWN": ("Taiwanese",),
    "AUS": ("Australian",),
}
CAPITALS = {
    CHINA: ("Beijing",),
    RUSSIA: ("Moscow", "Kremlin"),
    "USA": ("Washington",),
    "IND": ("New Delhi",),
    "VNM": ("Hanoi",),
    "JPN": ("Tokyo",),
    "IRN": ("Tehran",),
    "KOR": ("Seoul",),
}
