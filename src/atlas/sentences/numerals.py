"""What number words are worth, and which of them are no numbers."""

from collections.abc import Sequence

from atlas.sentences.tokens import MULTIPLES, ORDINALS, WORD_VALUES, Token


def value(words: Sequence[Token]) -> float:
    """The value of number words: “three hundred thousand”, “2.5 bn”, “two dozen”, “two thousand
    billion”.
    """
    total = current = 0.0
    for word in words:
        text = word.text.lower()
        if word.tag == "MULTIPLE":
            factor = MULTIPLES.get(text) or MULTIPLES[word.norm]
            if factor > total > 0:
                # “Two thousand billion” are two thousand times a billion.
                current, total = current + total, 0.0
            current = (current or 1) * factor
            if factor >= 1000:
                total, current = total + current, 0.0
        elif text == "half":
            current = 0.5
        elif text != "a":
            number = WORD_VALUES.get(text)
            digits = "".join(letter for letter in text if letter.isdigit() or letter == ".")
            current += float(digits) if number is None else number
    return total + current


def place_in_order(word: Token) -> int:
    """The place that an ordinal is: third, 3rd."""
    digits = "".join(letter for letter in word.text if letter.isdigit())
    return int(digits) if digits else ORDINALS[word.text.lower()]


def is_pronoun(words: Sequence[Token], first: int, last: int) -> bool:
    """Whether it stands for what was named before: under one of 2006."""
    behind = words[last : last + 2]
    is_of_year = len(behind) == 2 and behind[0].norm == "of" and behind[1].tag == "YEAR"
    return last - first == 1 and words[first].text == "one" and is_of_year


def is_note(words: Sequence[Token], first: int, last: int) -> bool:
    """Whether it is the number of a footnote: [12], or right after the stop of a sentence."""
    before = words[first - 1].text if first else ""
    after = words[last].text if last < len(words) else ""
    is_after_stop = before == "." and words[first].is_glued and not after
    return is_after_stop or (before == "[" and after in {"]", ",", "–", "-"})
