"""What countries are called in a sentence beside their names: adjectives, short forms, capitals,
names in Chinese and Russian.
"""

from atlas.sentences.lexicon import words_in_order
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
# In Chinese, and in Russian with the endings that a sentence gives a name.
NATIVE_NAMES = {
    CHINA: words_in_order("中国 中方 中华人民共和国 Китай Китая Китаю Китаем Китае КНР"),
    RUSSIA: words_in_order("俄罗斯 俄国 俄方 Россия России Россию Россией РФ"),
    "USA": words_in_order("美国 США"),
    "IND": words_in_order("印度 Индия Индии Индию Индией"),
    "VNM": words_in_order("越南 Вьетнам Вьетнама Вьетнаму"),
    "JPN": words_in_order("日本 Япония Японии Японию"),
    "UKR": words_in_order("乌克兰 Украина Украины Украине Украину"),
    "IRN": words_in_order("伊朗 Иран Ирана Ирану"),
    "MNG": words_in_order("蒙古 蒙古国 Монголия Монголии Монголию"),
    "KAZ": words_in_order("哈萨克斯坦 Казахстан Казахстана"),
    "BLR": words_in_order("白俄罗斯 Беларусь Беларуси Белоруссия Белоруссии"),
    "PAK": words_in_order("巴基斯坦 Пакистан Пакистана"),
    "ZAF": words_in_order("南非 ЮАР"),
}
